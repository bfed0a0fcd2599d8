//! How segments convert: lines of one chart, or small funnels where they are many.

use super::content::Shown;
use super::figures::{lowered, reached};
use super::options::Split;
use crate::metrics::funnel::{self, Funnel};
use crate::model::StageId;

/// What is shown of segments.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segments {
    /// The segments in the order of the document; none where the view does not split.
    pub(super) parts: Vec<Segment>,
    /// Whether they are more than one chart holds.
    pub(super) is_many: bool,
}

/// One segment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) id: String,
    pub(super) name: String,
    /// Its rate from the first stage to the last, in words.
    pub(super) overall: String,
    /// Its counts, by stage of the whole funnel.
    pub(super) counts: Vec<Option<f64>>,
    /// Its conversion, by step of the whole funnel.
    pub(super) rates: Vec<Option<f64>>,
    /// Its colour.
    pub(super) category: usize,
}

/// More segments than this make lines that nobody can follow.
const MOST_LINES: usize = 4;

/// The segments of a view.
pub(super) fn segments(shown: &Shown<'_>, ids: &[StageId]) -> Segments {
    let funnels = match shown.options.split {
        Split::Segments => funnel::by_segment(shown.model, ids, shown.view.basis),
        Split::None | Split::Segment(_) | Split::Value => Vec::new(),
    };
    let parts: Vec<Segment> =
        funnels.iter().enumerate().filter_map(|(at, part)| segment(shown, part, at)).collect();
    Segments { is_many: parts.len() > MOST_LINES, parts }
}

fn segment(shown: &Shown<'_>, part: &Funnel, at: usize) -> Option<Segment> {
    let segment = shown.model.segment(part.segment?);
    // The funnel of a segment may begin later and end earlier than that of all.
    let find = |stage: &funnel::StageCount| part.stages.iter().position(|own| own.stage == stage.stage);
    let places: Vec<Option<usize>> = shown.funnel.stages.iter().map(find).collect();
    let steps = part.steps();
    let rate = |pair: &[Option<usize>]| {
        let step = steps.iter().find(|step| Some(step.from) == pair[0] && Some(step.to) == pair[1])?;
        step.conversion()
    };
    let overall = part.overall().and_then(|overall| overall.share());
    let goal = part.stages.last().map_or("", |stage| stage.name.as_str());
    Some(Segment {
        id: segment.id.clone(),
        name: segment.name.clone(),
        overall: overall.map(|share| reached(share, &lowered(goal))).unwrap_or_default(),
        counts: places.iter().map(|place| part.stages[(*place)?].count).collect(),
        rates: places.windows(2).map(rate).collect(),
        category: category(at),
    })
}

/// Good and bad have their colours in this picture, so teal and rust come last (VISUAL.md section 3.5).
fn category(index: usize) -> usize {
    [0, 1, 3, 5, 2, 4][index % 6]
}
