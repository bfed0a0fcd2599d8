//! All words at the steps of a map, wrapped once.

use kurbo::Vec2;

use super::content::Content;
use super::layout::STEP;
use crate::furniture::{Block, Icon};
use crate::theme::{Look, typography};

/// The words of all steps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub(super) steps: Vec<StepWords>,
    /// The labels of the rows of data, and how high each row is.
    pub(super) labels: Vec<Block>,
    pub(super) rows: Vec<f64>,
    /// Whether the values of a row stand below its label, since one of them finds no room beside it.
    pub(super) stacked: Vec<bool>,
    /// How high the titles are, line by line: those beside each other end at one height.
    titles: Vec<f64>,
}

/// The words of a step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StepWords {
    pub(super) name: Block,
    pub(super) staff: Option<(Icon, Block)>,
    pub(super) cells: Vec<Option<Block>>,
    pub(super) queue: Option<(Block, Option<Block>)>,
    /// The line in which it stands.
    pub(super) line: usize,
}

/// An improvement: its words, and how far it reaches from its middle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Burst {
    pub(super) words: Block,
    pub(super) radius: Vec2,
}

/// The usual reach of a burst, and how much of that its notches leave (VISUAL.md section 13).
pub(super) const BURST: Vec2 = Vec2::new(56.0, 36.0);
const BURST_INNER: f64 = 0.82;
const BURST_WORDS: f64 = 76.0;
/// From the left of a step to its words, and from an icon to the words beside it.
pub(super) const INSET: f64 = 14.0;
pub(super) const ICON: f64 = 18.0;
/// How high a row of data is, and a title of one line with and without staff.
const ROW: f64 = 28.0;
const TITLE: f64 = 64.0;
const BARE_TITLE: f64 = 44.0;
/// Between the label of a row and its value, with room for a mark.
const VALUE_GAP: f64 = 8.0;
pub(super) const MARK: f64 = 16.0;
/// What the icon of a step that stands out takes of its name.
const HIGHLIGHT: f64 = 18.0;

impl Words {
    pub(super) fn new(content: &Content, look: &Look<'_>) -> Self {
        let room = STEP - 2.0 * INSET;
        let label = |row: &super::data::Row| Block::new(look, &row.label, typography::NOTE, Some(room * 0.7));
        let labels: Vec<Block> = content.rows.iter().map(label).collect();
        let stacked: Vec<bool> =
            content.rows.iter().zip(&labels).map(|(row, label)| is_stacked(look, row, label, room)).collect();
        let step = |(place, one): (usize, &super::boxes::StepBox)| {
            let cell = |row: &super::data::Row| {
                let cell = row.cells[place].as_ref()?;
                let style = if row.is_wide { typography::NOTE } else { typography::TEXT_STRONG };
                let mark = if cell.beyond.is_some() { MARK } else { 0.0 };
                Some(Block::new(look, &cell.text, style, Some(room - mark)))
            };
            let staff = one.staff.as_ref().map(|(icon, text)| {
                (*icon, Block::new(look, text, typography::TEXT_MEDIUM, Some(room - ICON)))
            });
            let queue = one.queue.as_ref().map(|queue| {
                let unit =
                    queue.unit.as_ref().map(|unit| Block::new(look, unit, typography::NOTE, Some(84.0)));
                (Block::new(look, &queue.count, typography::HEAD, None), unit)
            });
            StepWords {
                name: Block::new(
                    look,
                    &one.name,
                    typography::LABEL_STRONG,
                    Some(room - if one.highlight.is_some() { HIGHLIGHT } else { 0.0 }),
                ),
                staff,
                cells: content.rows.iter().map(cell).collect(),
                queue,
                line: content.grid.cells[place].line,
            }
        };
        let steps: Vec<StepWords> = content.boxes.iter().enumerate().map(step).collect();
        let row = |index: usize| {
            let line = typography::TEXT.line_px;
            let values = steps.iter().filter_map(|step| step.cells[index].as_ref());
            let lines = values.map(Block::lines).max().unwrap_or(1).max(1);
            ROW + (lines - 1 + usize::from(stacked[index])) as f64 * line
        };
        let rows = (0..labels.len()).map(row).collect();
        let has_staff = steps.iter().any(|step| step.staff.is_some());
        let title = |line: usize| {
            let own = steps.iter().filter(|step| step.line == line);
            let heights = own.map(|step| {
                let name = (step.name.lines().max(1) - 1) as f64 * step.name.style.line_px;
                let staff = step
                    .staff
                    .as_ref()
                    .map_or(0.0, |(_, staff)| (staff.lines().max(1) - 1) as f64 * staff.style.line_px);
                name + staff + if has_staff { TITLE } else { BARE_TITLE }
            });
            heights.fold(BARE_TITLE, f64::max)
        };
        let titles = (0..content.grid.lines.len()).map(title).collect();
        Self { steps, labels, rows, stacked, titles }
    }

    /// How high the title of a step is.
    pub(super) fn title(&self, step: usize) -> f64 {
        self.titles[self.steps[step].line]
    }
}

/// Whether some value of a row finds no room beside its label.
fn is_stacked(look: &Look<'_>, row: &super::data::Row, label: &Block, room: f64) -> bool {
    let is_wide = |cell: &super::data::Cell| {
        let mark = if cell.beyond.is_some() { MARK } else { 0.0 };
        look.fonts.width(&cell.text, typography::TEXT_STRONG) + mark + VALUE_GAP + label.width() > room
    };
    !row.is_wide && row.cells.iter().flatten().any(is_wide)
}

impl StepWords {
    /// How high the step is.
    pub(super) fn height(&self, words: &Words) -> f64 {
        words.titles[self.line] + words.rows.iter().sum::<f64>()
    }
}

impl Burst {
    /// Wraps the words of an improvement; a long one has a larger burst.
    pub(super) fn new(look: &Look<'_>, text: &str) -> Self {
        let strong = crate::text::Style { face: crate::text::Face::SemiBold, ..typography::NOTE };
        let narrow = Block::new(look, text, strong, Some(BURST_WORDS));
        let words =
            if narrow.lines() > 3 { Block::new(look, text, strong, Some(BURST_WORDS * 1.5)) } else { narrow };
        let (half_width, half_height) = (words.width() / 2.0, (words.height() - 4.0) / 2.0);
        let inner = BURST * BURST_INNER;
        let corner = ((half_width / inner.x).powi(2) + (half_height / inner.y).powi(2)).sqrt();
        Self { words, radius: BURST * corner.max(1.0) }
    }
}
