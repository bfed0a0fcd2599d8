//! Gives the activities and roles of a responsibility matrix their places.

use super::content::{Content, Row};
use super::variant::Letter;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Block, Legend, MARGIN, MIN_WIDTH, Swatch};
use crate::layout::grid::{self, Cell, Grid, PlacedRow};
use crate::model::Density;
use crate::theme::{Look, typography};

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Geometry {
    around: Surroundings,
    /// Left and right of the activities, then of each role.
    pub(super) columns: Vec<(f64, f64)>,
    /// The names of the roles.
    pub(super) roles: Vec<Block>,
    /// Lines from top to bottom.
    pub(super) lines: Vec<(Line, PlacedRow)>,
    pub(super) size: RowSize,
    /// Whether every second column is shaded, so that the eye finds its head.
    pub(super) has_stripes: bool,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// A line of the matrix.
#[derive(Debug)]
pub(super) enum Line {
    /// The head of a group: its name, and the roles.
    Head { name: Option<Block>, gap: f64, has_roles: bool },
    /// An activity, by the places of its group and in it.
    Activity { group: usize, row: usize, name: Block, remarks: Vec<Block> },
    /// How much each role has of the letter at a place of [`super::variant::Variant::heads`].
    Total { letter: &'static Letter, is_done: bool },
}

/// How tightly rows are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowSize {
    pub(super) padding: f64,
    pub(super) chip: f64,
    pub(super) least: f64,
}

/// The first baseline below the rule of a head, and from the last baseline to the bottom.
pub(super) const HEAD_BASELINE: f64 = 27.0;
const HEAD_FOOT: f64 = 11.0;
/// Above the head of every group but the first.
const HEAD_GAP: f64 = 12.0;
/// Roles are named again in the head of a group so many rows below their names.
const ROWS_WITHOUT_ROLES: usize = 14;
/// Between two chips of one cell.
pub(super) const CHIP_GAP: f64 = 3.0;
/// A remark's words beside its icon, and above the first.
pub(super) const REMARK_INDENT: f64 = 16.0;
pub(super) const REMARK_GAP: f64 = 3.0;
/// Names of activities are wrapped to this, and keep so far from the first role.
const NAME_WIDTH: f64 = 300.0;
const NAME_GAP: f64 = 20.0;
/// Columns grow up to this where there is room.
const ROOMY_COLUMN: f64 = 132.0;
/// More roles than this have every second column shaded.
const MOST_PLAIN_ROLES: usize = 8;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let size = row_size(content.density);
    let cap = match content.roles.len() {
        0..=8 => 116.0,
        9..=16 => 96.0,
        _ => 76.0,
    };
    let role = |name: &String| Block::new(look, name, typography::TEXT_MEDIUM, Some(cap));
    let roles: Vec<Block> = content.roles.iter().map(|own| role(&own.name)).collect();
    let lines = lines(content, look);
    let widths = column_widths(content, size, &roles, &lines);
    let picture = (widths.iter().sum::<f64>() + 2.0 * MARGIN).ceil().max(MIN_WIDTH);
    let title_block = content.caption.title_block.place(look, picture);
    let rows = lines.iter().map(|line| line.row(&roles, size)).collect();
    let grid = Grid { left: MARGIN, top: title_block.body_top(), columns: widths, gap: 0.0, rows };
    let placed = grid::layout(&grid);
    let marks = Marks { legend: legend(content), ..Marks::default() };
    Geometry {
        around: Surroundings::below(&content.caption, look, (picture, title_block), placed.bottom, marks),
        columns: placed.columns,
        roles,
        lines: lines.into_iter().zip(placed.rows).collect(),
        size,
        has_stripes: content.roles.len() > MOST_PLAIN_ROLES,
    }
}

fn row_size(density: Density) -> RowSize {
    match density {
        Density::Comfortable => RowSize { padding: 10.0, chip: 28.0, least: 44.0 },
        Density::Compact => RowSize { padding: 7.0, chip: 24.0, least: 36.0 },
        Density::Dense => RowSize { padding: 4.0, chip: 20.0, least: 28.0 },
    }
}

/// The heads of groups with their activities, and how much each role has in all.
fn lines(content: &Content, look: &Look<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rows_since_roles = ROWS_WITHOUT_ROLES;
    for (place, group) in content.groups.iter().enumerate() {
        let has_roles = rows_since_roles >= ROWS_WITHOUT_ROLES;
        let name = group.name.as_ref().map(|name| Block::new(look, name, typography::HEAD, Some(NAME_WIDTH)));
        lines.push(Line::Head { name, gap: if place == 0 { 0.0 } else { HEAD_GAP }, has_roles });
        rows_since_roles = if has_roles { 0 } else { rows_since_roles } + group.rows.len();
        lines.extend(group.rows.iter().enumerate().map(|(row, own)| activity(own, place, row, look)));
    }
    let count: usize = content.groups.iter().map(|group| group.rows.len()).sum();
    if count > 2 && content.roles.len() > 1 {
        let name = Block::new(look, "In all", typography::HEAD, None);
        lines.push(Line::Head {
            name: Some(name),
            gap: HEAD_GAP,
            has_roles: rows_since_roles >= ROWS_WITHOUT_ROLES,
        });
        let [answers, does] = content.variant.heads();
        lines.push(Line::Total { letter: does, is_done: true });
        lines.push(Line::Total { letter: answers, is_done: false });
    }
    lines
}

fn activity(own: &Row, group: usize, row: usize, look: &Look<'_>) -> Line {
    let remark = |text: &String| Block::new(look, text, typography::NOTE, Some(NAME_WIDTH - REMARK_INDENT));
    Line::Activity {
        group,
        row,
        name: Block::new(look, &own.name, typography::TEXT_MEDIUM, Some(NAME_WIDTH)),
        remarks: own.remarks.iter().map(remark).collect(),
    }
}

impl Line {
    /// What it needs.
    fn row(&self, roles: &[Block], size: RowSize) -> grid::Row {
        let (height, padding, min_height) = match self {
            Self::Head { name, gap, has_roles } => {
                let below = |block: &Block| (block.lines().max(1) - 1) as f64 * block.style.line_px;
                let roles = roles.iter().filter(|_| *has_roles).map(below).fold(0.0, f64::max);
                let deepest = name.as_ref().map_or(0.0, below).max(roles);
                (gap + HEAD_BASELINE + deepest + HEAD_FOOT, 0.0, 0.0)
            }
            Self::Activity { name, remarks, .. } => {
                (name.height() + remarks_height(remarks), size.padding, size.least)
            }
            Self::Total { .. } => (18.0, size.padding, size.least),
        };
        let cells = vec![Cell { columns: 0..1, height }];
        grid::Row { padding, min_height, cells, ..grid::Row::default() }
    }

    /// The width of its words.
    fn width(&self) -> f64 {
        match self {
            Self::Head { name, .. } => name.as_ref().map_or(0.0, Block::width),
            Self::Activity { name, remarks, .. } => {
                let remarks = remarks.iter().map(|remark| remark.width() + REMARK_INDENT);
                remarks.fold(name.width(), f64::max)
            }
            Self::Total { .. } => 0.0,
        }
    }
}

/// What remarks need below the name of an activity.
pub(super) fn remarks_height(remarks: &[Block]) -> f64 {
    remarks.iter().map(|remark| REMARK_GAP + remark.height()).sum()
}

/// The column of the activities as wide as their names, all roles alike; where there is room, both grow.
fn column_widths(content: &Content, size: RowSize, roles: &[Block], lines: &[Line]) -> Vec<f64> {
    let cells = content.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
    let most = cells.map(Vec::len).max().unwrap_or(0).max(1) as f64;
    let chips = most * size.chip + (most - 1.0) * CHIP_GAP;
    let head = roles.iter().map(Block::width).fold(0.0, f64::max);
    let least = (chips.max(head) + 16.0).max(56.0).ceil();
    let names = lines.iter().map(Line::width).fold(140.0, f64::max).ceil() + NAME_GAP;
    let room = MIN_WIDTH - 2.0 * MARGIN;
    let count = roles.len().max(1) as f64;
    let column = ((room - names) / count).floor().clamp(least, ROOMY_COLUMN.max(least));
    let names = names.max(room - column * count);
    std::iter::once(names).chain(roles.iter().map(|_| column)).collect()
}

/// The letters that occur, the weightiest first.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    let cells = || content.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
    for (place, letter) in content.variant.letters.iter().enumerate() {
        if cells().flatten().any(|used| *used == place) {
            let words = format!("{}: {}", letter.word, letter.about);
            legend.add(Swatch::Letter(letter.sign, letter.tone), words);
        }
    }
    legend
}
