//! What a value-stream map shows: its steps with their data, who stands around them, and what they tell.

use super::bands::{BandKind, Bands};
use super::boxes::{self, StepBox};
use super::data::{self, Row};
use super::grid::{Grid, drawable};
use super::parties::Surrounding;
use super::{figures, notices, scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::process::parts::density_of;
use crate::diagram::process::scope::Scope as Process;
use crate::diagram::written;
use crate::metrics::stream::{Dialect, Stream};
use crate::model::{Calendar, Model, View};

/// A value-stream map, chosen and ordered.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) dialect: Dialect,
    pub(super) calendar: Calendar,
    pub(super) bands: Bands,
    pub(super) boxes: Vec<StepBox>,
    pub(super) rows: Vec<Row>,
    pub(super) around: Surrounding,
    /// Where each step stands.
    pub(super) grid: Grid,
    /// Which step follows which.
    pub(super) links: Vec<(usize, usize)>,
    /// The steps on the way that takes longest.
    pub(super) critical: Vec<usize>,
    /// Ways on which cases come back.
    pub(super) returns: Vec<Return>,
    /// What stands at the left of the timeline.
    pub(super) totals: Totals,
    pub(super) notices: Vec<String>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A way on which cases come back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Return {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    /// Whether it is drawn; its step says it otherwise.
    pub(super) is_drawn: bool,
}

/// What stands at the left of the timeline, and at the end of the scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Totals {
    pub(super) wait: Option<String>,
    pub(super) work: Option<String>,
    /// With what comes back.
    pub(super) expected: Option<String>,
    pub(super) lead: Option<String>,
}

/// More steps than this are no picture any more (VISUAL.md section 8).
const MOST_STEPS: usize = 200;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let process = Process::new(model, view);
    let mut stream = scope::measure(model, view, &process, &mut findings);
    let mut bands = Bands::new(view, &mut findings);
    let around = Surrounding::new(&stream, view, &mut findings);
    let figures = figures::headline(&stream, view, &mut findings);
    if stream.steps.len() > MOST_STEPS && view.density.is_none() {
        findings.push(too_many(stream.steps.len(), view));
    }
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density_of(stream.steps.len()));
    stream.links = without_shortcuts(&stream.links);
    let grid = Grid::new(stream.steps.len(), &stream.links, &stream.critical);
    let returns = returns(&stream, &grid);
    let undrawn: Vec<(usize, String)> = returns
        .iter()
        .filter(|found| !found.is_drawn)
        .map(|found| (found.from, found.label.clone()))
        .collect();
    let boxes = boxes::boxes(&stream, &process, view);
    if boxes
        .iter()
        .any(|one| one.staff.as_ref().is_some_and(|(_, text)| text.starts_with(|c: char| c.is_ascii_digit())))
    {
        bands.note(BandKind::Process, "Staff per step");
    }
    if stream.working_days().is_some_and(|days| days >= 2.0) {
        bands.note(BandKind::Scale, "Working days");
    }
    if !returns.is_empty() {
        bands.note(BandKind::Timeline, "First pass");
    }
    let caption = Caption::new(model, view, "Value-stream map", "Value stream");
    Ok(Content {
        caption: caption.with(figures, figures::sentences(&stream)),
        dialect: stream.dialect,
        calendar: model.calendar.0,
        rows: if bands.has(BandKind::Data) {
            data::rows(&stream, view, density, &undrawn)
        } else {
            Vec::new()
        },
        bands,
        boxes,
        around,
        grid,
        links: stream.links.clone(),
        critical: stream.critical.clone(),
        returns,
        totals: totals(&stream),
        notices: notices::notices(&stream),
    })
}

fn too_many(count: usize, view: &View) -> Diagnostic {
    Diagnostic::error("V002", view.span, format!("{count} steps are too many for one picture"))
        .help("make a view for each part, with `from` and `to`, or set `density: dense` to draw it anyway")
}

/// Links that no longer way stands for.
fn without_shortcuts(links: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let is_shortcut = |(from, to): (usize, usize)| {
        let mut seen = vec![from];
        let mut waiting: Vec<usize> =
            links.iter().filter(|link| link.0 == from && link.1 != to).map(|link| link.1).collect();
        while let Some(step) = waiting.pop() {
            if step == to {
                return true;
            }
            if !seen.contains(&step) {
                seen.push(step);
                waiting.extend(links.iter().filter(|link| link.0 == step).map(|link| link.1));
            }
        }
        false
    };
    links.iter().copied().filter(|link| !is_shortcut(*link)).collect()
}

/// Ways back, with their words.
fn returns(stream: &Stream<'_>, grid: &Grid) -> Vec<Return> {
    let label = |rework: &crate::metrics::stream::Rework| {
        let share = rework.share.map(written::share);
        let via: Vec<&str> = rework.via.iter().map(|step| stream.model.step(*step).name.as_str()).collect();
        match (share, via.is_empty()) {
            (Some(share), true) => format!("{share} rework"),
            (None, true) => "rework".to_owned(),
            (share, false) => {
                let via = via.join(", ");
                share.map_or(format!("via {via}"), |share| format!("{share} via {via}"))
            }
        }
    };
    let reworks = stream.reworks.iter();
    reworks
        .map(|rework| Return {
            from: rework.from,
            to: rework.to,
            label: label(rework),
            is_drawn: drawable(grid, rework.from, rework.to),
        })
        .collect()
}

fn totals(stream: &Stream<'_>) -> Totals {
    let calendar = &stream.model.calendar.0;
    let least = |is_complete: bool| if is_complete { "" } else { "≥\u{a0}" };
    let total = |minutes: f64| written::total(minutes, calendar);
    let lead = stream.lead_time();
    let lead = lead.map(|sum| format!("{}{}", least(sum.is_complete), total(sum.amount)));
    // Stock does not last longer for rework.
    let expected = stream.expected_lead_time().map(total).filter(|expected| Some(expected) != lead.as_ref());
    Totals {
        wait: stream.wait().map(|sum| format!("{} waiting", total(sum.amount))),
        work: stream
            .process_time()
            .map(|sum| format!("{}{} work", least(sum.is_complete), written::work(sum.amount))),
        expected: expected.map(|expected| format!("{expected} with rework")),
        lead,
    }
}
