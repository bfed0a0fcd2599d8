//! Tables of a data model: a header, and a row for each column (VISUAL.md section 14).

use kurbo::{BezPath, Point, Rect, RoundedRectRadii, Shape as _};

use super::pen::{Block, Pen, centered_baseline};
use super::privacy::Privacy;
use crate::color::Color;
use crate::drawing::scene::{Anchor, Fill, Group, Item, Role, Stroke};
use crate::text::Style;
use crate::theme::{Look, typography};

/// A badge before the name of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Badge {
    /// It identifies the record.
    Primary,
    /// It refers to another table.
    Foreign,
    /// No two records share its value.
    Unique,
}

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowWords {
    /// Badges in order.
    pub badges: Vec<Badge>,
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Option<String>,
    /// The values of an enumeration, told below its name.
    pub values: Option<String>,
    /// Whether it always has a value.
    pub is_required: bool,
    /// Whether it is computed from others.
    pub is_derived: bool,
    /// Whether it holds personal data.
    pub privacy: Option<Privacy>,
    /// A remark, which hovering shows.
    pub note: Option<String>,
}

/// What a table says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableWords {
    /// Its name.
    pub name: String,
    /// How many records it holds.
    pub count: Option<String>,
    /// Its rows, those of the primary key first.
    pub rows: Vec<RowWords>,
    /// How many rows are not shown.
    pub hidden: usize,
    /// The category of its group, by its place in the palette.
    pub category: Option<usize>,
    /// Whether nothing but its name is known.
    pub is_implied: bool,
    /// Whether its records are known only through those of another table.
    pub is_dependent: bool,
}

/// How tightly tables are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableSize {
    /// Of the header.
    pub head: f64,
    /// Of each row.
    pub row: f64,
    /// Below the last row.
    pub foot: f64,
    /// Names of tables.
    pub title: Style,
    /// Names of columns, those that always have a value.
    pub required: Style,
    /// Names of the others.
    pub optional: Style,
}

impl TableSize {
    /// Up to 24 tables.
    pub const COMFORTABLE: Self = Self {
        head: 40.0,
        row: 26.0,
        foot: 6.0,
        title: typography::LABEL_STRONG,
        required: typography::TEXT_MEDIUM,
        optional: typography::TEXT,
    };
    /// Up to 80 tables.
    pub const COMPACT: Self = Self { head: 34.0, row: 24.0, foot: 5.0, ..Self::COMFORTABLE };
    /// More tables than that.
    pub const DENSE: Self = Self {
        head: 30.0,
        row: 22.0,
        foot: 4.0,
        title: Style { size_px: 13.0, line_px: 18.0, ..typography::LABEL_STRONG },
        required: typography::NOTE_MEDIUM,
        optional: typography::NOTE,
    };
}

/// How a notation draws tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableStyle {
    /// A header in the colour of the group, badges before the names, types at the right.
    #[default]
    Ruled,
    /// A classifier: stereotypes before the names, `name: type`.
    Uml,
    /// The name above the box, keys over a line, square corners unless it depends on another.
    Idef1x,
    /// A soft box with `#`, `*` and `o` before the names.
    Barker,
}

/// Between the outline and what stands in it.
const INSET: f64 = 14.0;
/// From the left of a table to the names of its columns, at least.
const NAME_AT: f64 = 58.0;
/// Widths of tables.
const WIDTH: f64 = 252.0;
const MOST_WIDTH: f64 = 360.0;
/// Between two badges, and between names, badges and types.
const BADGE_GAP: f64 = 4.0;
const GAP: f64 = 12.0;
/// Types are wrapped to this.
const KIND_WIDTH: f64 = 132.0;
/// The least room of types beside the badge of personal data.
const KIND_ROOM: f64 = 60.0;
/// Radius of a table, and of a soft box.
const RADIUS: f64 = 8.0;
const SOFT_RADIUS: f64 = 14.0;
/// What soft boxes need more below their last row.
const SOFT_FOOT: f64 = 4.0;

/// A table whose words are measured and wrapped.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    style: TableStyle,
    size: TableSize,
    name: Block,
    count: Option<Block>,
    rows: Vec<Row>,
    more: Option<Block>,
    category: Option<usize>,
    is_implied: bool,
    is_dependent: bool,
    /// How many of the rows are of the primary key.
    keys: usize,
    name_at: f64,
    kind_room: f64,
    width: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    badges: Vec<(Block, Badge)>,
    name: Block,
    kind: Option<Block>,
    values: Option<Block>,
    is_required: bool,
    privacy: Option<Privacy>,
    note: Option<String>,
}

impl Badge {
    /// What it says.
    pub fn word(self, style: TableStyle) -> &'static str {
        match (self, style) {
            (Self::Primary, TableStyle::Uml) => "«PK»",
            (Self::Foreign, TableStyle::Uml) => "«FK»",
            (Self::Unique, TableStyle::Uml) => "«UK»",
            (Self::Primary, _) => "PK",
            (Self::Foreign, _) => "FK",
            (Self::Unique, _) => "UK",
        }
    }

    pub(super) fn color(self, pen: &Pen<'_>) -> Color {
        match self {
            Self::Primary => pen.look.colors.ink,
            Self::Foreign => pen.look.colors.accent.color,
            Self::Unique => pen.look.colors.muted,
        }
    }
}

impl Table {
    /// Measures and wraps a table.
    pub fn new(look: &Look<'_>, words: &TableWords, style: TableStyle, size: TableSize) -> Self {
        let badges: Vec<Vec<(Block, Badge)>> =
            words.rows.iter().map(|row| badges(look, row, style)).collect();
        let widest = badges.iter().map(|badges| badges_width(badges)).fold(0.0, f64::max);
        let name_at = match style {
            TableStyle::Ruled | TableStyle::Uml => (INSET + widest + 6.0).max(NAME_AT).ceil(),
            TableStyle::Barker => INSET + 18.0,
            TableStyle::Idef1x => INSET,
        };
        let has_kinds = style != TableStyle::Barker;
        let kinds: Vec<Option<Block>> = words
            .rows
            .iter()
            .map(|row| {
                let kind = row.kind.as_deref().filter(|_| has_kinds)?;
                Some(Block::new(look, kind, typography::NOTE, Some(KIND_WIDTH)))
            })
            .collect();
        let of_private = words.rows.iter().zip(&kinds).filter(|(row, _)| row.privacy.is_some());
        let kind_room =
            of_private.filter_map(|(_, kind)| Some(kind.as_ref()?.width() + 8.0)).fold(KIND_ROOM, f64::max);
        let mut rows = Vec::new();
        let count = words.count.as_ref().map(|count| Block::new(look, count, typography::NOTE, None));
        let title_room = MOST_WIDTH - 2.0 * INSET - count.as_ref().map_or(0.0, |count| count.width() + GAP);
        let name = Block::new(look, &words.name, size.title, Some(title_room));
        let mut width = name.width() + 2.0 * INSET + count.as_ref().map_or(0.0, |count| count.width() + GAP);
        for ((words, badges), kind) in words.rows.iter().zip(badges).zip(kinds) {
            let taken = match (words.privacy, &kind) {
                (Some(_), _) => kind_room + Privacy::SIZE.width + GAP,
                (None, Some(kind)) => kind.width() + GAP,
                (None, None) => 0.0,
            };
            let room = MOST_WIDTH - name_at - INSET - taken;
            let style_of = if words.is_required { size.required } else { size.optional };
            let row_name = row_name(words, style);
            let name = Block::new(look, &row_name, style_of, Some(room));
            width = width.max(name_at + name.width() + taken + INSET);
            rows.push(Row {
                badges,
                name,
                kind,
                values: None,
                is_required: words.is_required,
                privacy: words.privacy,
                note: words.note.clone(),
            });
        }
        let width = width.clamp(WIDTH, MOST_WIDTH).ceil();
        for (row, words) in rows.iter_mut().zip(&words.rows) {
            let values = words.values.as_ref();
            row.values = values
                .map(|values| Block::new(look, values, typography::NOTE, Some(width - name_at - INSET)));
        }
        let more = (words.hidden > 0).then(|| {
            let text = if rows.is_empty() {
                format!("{} column{}", words.hidden, if words.hidden == 1 { "" } else { "s" })
            } else {
                format!("{} more", words.hidden)
            };
            Block::new(look, &text, typography::NOTE, None)
        });
        let keys = words.rows.iter().take_while(|row| row.badges.contains(&Badge::Primary)).count();
        Self {
            style,
            size,
            name,
            count,
            rows,
            more,
            category: words.category,
            is_implied: words.is_implied,
            is_dependent: words.is_dependent,
            keys,
            name_at,
            kind_room,
            width,
        }
    }

    /// How wide it is at least.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// How high its header is at least.
    pub fn head(&self) -> f64 {
        self.size.head + (self.name.lines().max(1) - 1) as f64 * self.size.title.line_px
    }

    /// How high each row is at least.
    pub fn rows(&self) -> Vec<f64> {
        let height = |row: &Row| {
            let lines = row.name.lines().max(row.kind.as_ref().map_or(1, Block::lines)).max(1);
            let values = row.values.as_ref().map_or(0.0, |values| values.height() + 2.0);
            self.size.row + (lines - 1) as f64 * row.name.style.line_px + values
        };
        self.rows.iter().map(height).collect()
    }

    /// How high what stands below its rows is.
    pub fn foot(&self) -> f64 {
        match (&self.more, self.rows.is_empty()) {
            (Some(_), _) => self.size.row,
            (None, true) => 0.0,
            (None, false) if self.is_soft() => self.size.foot + SOFT_FOOT,
            (None, false) => self.size.foot,
        }
    }

    /// Whether its corners are wide arcs.
    fn is_soft(&self) -> bool {
        match self.style {
            TableStyle::Barker => true,
            TableStyle::Idef1x => self.is_dependent,
            TableStyle::Ruled | TableStyle::Uml => false,
        }
    }

    /// Draws it into its box, with a header and rows as high as given.
    pub fn draw(&self, pen: &Pen<'_>, bounds: Rect, head: f64, heights: &[f64]) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = self.draw_box(pen, bounds, head);
        let title_room = Rect::new(bounds.x0, bounds.y0, bounds.x1, bounds.y0 + head).inset(-8.0);
        let middle = bounds.y0 + head / 2.0;
        let lines = self.name.lines();
        let baseline = centered_baseline(middle, lines, self.size.title);
        let (at, anchor) = match self.style {
            TableStyle::Uml => {
                let count = self.count.as_ref().map_or(0.0, |count| count.width() + GAP);
                let most = bounds.x1 - INSET - count - self.name.width() / 2.0;
                (Point::new(bounds.center().x.min(most), baseline), Anchor::Middle)
            }
            _ => (Point::new(bounds.x0 + INSET, baseline), Anchor::Start),
        };
        items.push(pen.block(at, &self.name, colors.ink, anchor, Some(title_room)));
        if let Some(count) = &self.count {
            let at = Point::new(bounds.x1 - INSET, centered_baseline(middle, 1, count.style));
            items.push(pen.block(at, count, colors.body, Anchor::End, Some(title_room)));
        }
        let mut top = bounds.y0 + head;
        for (index, (row, height)) in self.rows.iter().zip(heights).enumerate() {
            let room = Rect::new(bounds.x0, top, bounds.x1, top + height);
            let drawn = self.draw_row(pen, row, room);
            match &row.note {
                Some(note) => items.push(Item::Group(Group {
                    tooltip: Some(note.clone()),
                    items: drawn,
                    ..Group::default()
                })),
                None => items.extend(drawn),
            }
            top += height;
            let ends_keys = index + 1 == self.keys && self.keys < self.rows.len();
            if ends_keys {
                let inset = if self.style == TableStyle::Idef1x { 0.0 } else { INSET };
                let color = if self.style == TableStyle::Idef1x { colors.outline } else { colors.rule };
                let (from, to) = (Point::new(bounds.x0 + inset, top), Point::new(bounds.x1 - inset, top));
                items.push(pen.segment(from, to, Stroke::new(color, 1.0), Role::Decoration));
            }
        }
        if let Some(more) = &self.more {
            let middle = (top + bounds.y1) / 2.0 - if self.rows.is_empty() { 0.0 } else { 1.0 };
            let x = bounds.x0 + if self.rows.is_empty() { INSET } else { self.name_at };
            let at = Point::new(x, centered_baseline(middle, 1, more.style));
            items.push(pen.block(at, more, colors.muted, Anchor::Start, Some(bounds)));
        }
        items
    }

    fn draw_box(&self, pen: &Pen<'_>, bounds: Rect, head: f64) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut stroke = Stroke::new(colors.outline, 1.25);
        if self.is_implied {
            stroke = stroke.dashed(2.0, 4.0);
        }
        let tint = self.category.and_then(|category| colors.category_tints.get(category)).copied();
        let tint = tint.unwrap_or(colors.sunken);
        let has_body = bounds.height() > head + 0.5;
        if self.style == TableStyle::Idef1x && has_body {
            // The name stands above the box.
            let below = Rect { y0: bounds.y0 + head, ..bounds };
            let radius = if self.is_dependent { SOFT_RADIUS } else { 0.0 };
            return if has_body {
                vec![pen.boxed(below, radius, colors.surface, stroke)]
            } else {
                Vec::new()
            };
        }
        let radius = match self.style {
            TableStyle::Barker => SOFT_RADIUS,
            TableStyle::Idef1x if self.is_dependent => SOFT_RADIUS,
            TableStyle::Uml | TableStyle::Idef1x => 0.0,
            TableStyle::Ruled => RADIUS,
        };
        let mut items = vec![pen.filled(bounds, radius, colors.surface, Role::Decoration)];
        let header = Rect { y1: bounds.y0 + head, ..bounds };
        let bottom = if has_body { 0.0 } else { radius };
        let shape = header.to_rounded_rect(RoundedRectRadii::new(radius, radius, bottom, bottom));
        items.push(pen.solid(shape.to_path(0.1), Fill::from(tint), Role::Decoration));
        // Rows of personal data lie below the outline.
        items.push(pen.boxed_line(bounds, radius, stroke));
        if has_body && self.style != TableStyle::Barker {
            let (from, to) = (Point::new(bounds.x0, header.y1), Point::new(bounds.x1, header.y1));
            items.push(pen.segment(from, to, Stroke::new(colors.outline, 1.25), Role::Decoration));
        }
        items
    }

    fn draw_row(&self, pen: &Pen<'_>, row: &Row, room: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        if row.privacy.is_some() {
            let inside = Rect::new(room.x0 + 1.0, room.y0 + 1.0, room.x1 - 1.0, room.y1 - 0.5);
            let radius = if self.is_soft() { RADIUS } else { 0.0 };
            items.push(pen.filled(inside, radius, colors.pii.tint, Role::Decoration));
        }
        let values = row.values.as_ref().map_or(0.0, |values| values.height() + 2.0);
        let middle = (room.y0 + room.y1 - values) / 2.0;
        let words = Rect::new(room.x0 + 4.0, room.y0, room.x1 - 8.0, room.y1);
        let mut x = room.x0 + INSET;
        for (block, badge) in &row.badges {
            let at = Point::new(x, centered_baseline(middle, 1, block.style));
            items.push(pen.block(at, block, badge.color(pen), Anchor::Start, Some(words)));
            x += block.width() + BADGE_GAP;
        }
        let color = if row.is_required { colors.ink } else { colors.muted };
        let baseline = centered_baseline(middle, row.name.lines(), row.name.style);
        let name_x = room.x0 + self.name_at;
        items.push(pen.block(Point::new(name_x, baseline), &row.name, color, Anchor::Start, Some(words)));
        if let Some(kind) = &row.kind {
            let at = Point::new(room.x1 - INSET, centered_baseline(middle, kind.lines(), kind.style) + 0.0);
            items.push(pen.block(at, kind, colors.muted, Anchor::End, Some(words)));
        }
        if let Some(values) = &row.values {
            let top = room.y1 - values.height() - 4.0;
            let at = Point::new(name_x, centered_baseline(top + values.style.line_px / 2.0, 1, values.style));
            items.push(pen.block(at, values, colors.muted, Anchor::Start, Some(words)));
        }
        if let Some(privacy) = row.privacy {
            let right = room.x1 - INSET - self.kind_room;
            items.extend(pen.privacy(Point::new(right - Privacy::SIZE.width, middle), privacy));
        }
        items
    }
}

/// What stands before a name: badges, or Barker's signs.
fn badges(look: &Look<'_>, row: &RowWords, style: TableStyle) -> Vec<(Block, Badge)> {
    match style {
        TableStyle::Ruled | TableStyle::Uml => row
            .badges
            .iter()
            .map(|badge| (Block::new(look, badge.word(style), typography::BADGE, None), *badge))
            .collect(),
        TableStyle::Barker => {
            let (sign, badge) = match (row.badges.contains(&Badge::Primary), row.is_required) {
                (true, _) => ("#", Badge::Primary),
                (false, true) => ("*", Badge::Primary),
                (false, false) => ("o", Badge::Unique),
            };
            vec![(Block::new(look, sign, typography::NOTE_MEDIUM, None), badge)]
        }
        TableStyle::Idef1x => Vec::new(),
    }
}

fn badges_width(badges: &[(Block, Badge)]) -> f64 {
    let gaps = BADGE_GAP * badges.len().saturating_sub(1) as f64;
    badges.iter().map(|(block, _)| block.width()).sum::<f64>() + gaps
}

/// The name as the notation has it: derived ones with a slash, IDEF1X's keys of others and alternate keys in brackets.
fn row_name(row: &RowWords, style: TableStyle) -> String {
    let slash = if row.is_derived { "/" } else { "" };
    let mut name = format!("{slash}{}", row.name);
    if style == TableStyle::Idef1x {
        for (badge, sign) in [(Badge::Foreign, " (FK)"), (Badge::Unique, " (AK1)")] {
            if row.badges.contains(&badge) {
                name.push_str(sign);
            }
        }
    }
    name
}

impl Pen<'_> {
    /// A rectangle with a line and no fill.
    pub fn boxed_line(&self, rect: Rect, radius: f64, stroke: Stroke) -> Item {
        let path: BezPath = rect.to_rounded_rect(radius).to_path(0.1);
        self.stroked(path, stroke, Role::Frame)
    }
}
