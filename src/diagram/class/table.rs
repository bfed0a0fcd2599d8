//! A class, wrapped and drawn: compartments for its name, its attributes and its operations.

use kurbo::{Point, Rect, Size};

use super::content::Class;
use super::members::Member;
use crate::drawing::scene::{Anchor, Item, Role, Stroke};
use crate::furniture::{Block, Pen, Privacy, centered_baseline};
use crate::text::{Face, Style};
use crate::theme::{Look, typography};

/// A class, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    stereotype: Option<Block>,
    name: Block,
    attributes: Vec<Row>,
    operations: Vec<Row>,
    pub(super) size: Size,
}

/// A line of a compartment: in more lines where it is long.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    visibility: Option<Block>,
    text: Block,
    is_static: bool,
    privacy: Option<Privacy>,
}

/// Abstract names are italic.
const ABSTRACT_NAME: Style = Style { face: Face::Italic, size_px: 14.0, line_px: 20.0 };
/// From the sides to the words, and above and below them.
const INSET: f64 = 12.0;
const PADDING: f64 = 6.0;
const HEAD_PADDING: f64 = 10.0;
const ROW: f64 = 20.0;
/// What the sign of visibility takes.
const SIGN: f64 = 16.0;
/// What a badge keeps from the words.
const BADGE_GAP: f64 = 12.0;
/// How wide classes are at least, and how wide their words are at most.
const LEAST_WIDTH: f64 = 144.0;
const MOST_TEXT: f64 = 280.0;

impl Table {
    /// Wraps a class; signs of visibility have a column of their own where one is stated.
    pub(super) fn new(look: &Look<'_>, class: &Class) -> Self {
        let name_style = if class.is_abstract { ABSTRACT_NAME } else { typography::LABEL_STRONG };
        let name = Block::new(look, &class.name, name_style, Some(MOST_TEXT));
        let stereotype = class
            .stereotype
            .as_ref()
            .map(|word| Block::new(look, &format!("«{word}»"), typography::NOTE, Some(MOST_TEXT)));
        let has_signs =
            class.attributes.iter().chain(&class.operations).any(|member| member.visibility.is_some());
        let row = |member: &Member| {
            let style = if member.is_abstract { typography::TEXT_ITALIC } else { typography::TEXT };
            // A minus as wide as the plus.
            let sign = member.visibility.map(|sign| if sign == '-' { '−' } else { sign });
            let sign = sign.map(String::from).unwrap_or_default();
            Row {
                visibility: has_signs.then(|| Block::new(look, &sign, typography::TEXT, None)),
                text: Block::new(look, &member.text, style, Some(MOST_TEXT)),
                is_static: member.is_static,
                privacy: member.privacy,
            }
        };
        let mut table = Self {
            stereotype,
            name,
            attributes: class.attributes.iter().map(row).collect(),
            operations: class.operations.iter().map(row).collect(),
            size: Size::ZERO,
        };
        let rows = table.attributes.iter().chain(&table.operations).map(Row::width);
        let head = table.stereotype.as_ref().map_or(0.0, Block::width).max(table.name.width());
        let width = rows.fold(head, f64::max) + 2.0 * INSET;
        let height = table.head() + compartment(&table.attributes) + compartment(&table.operations);
        let even = |length: f64| (length / 2.0).ceil() * 2.0;
        table.size = Size::new(even(width.max(LEAST_WIDTH)), even(height));
        table
    }

    /// The height of the compartment of its name.
    fn head(&self) -> f64 {
        let stereotype = self.stereotype.as_ref().map_or(0.0, Block::height);
        self.name.height() + stereotype + 2.0 * HEAD_PADDING
    }

    /// Draws it in its box.
    pub(super) fn draw(&self, pen: &Pen<'_>, bounds: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let stroke = || Stroke::new(colors.outline, 1.25);
        let mut items = vec![pen.boxed(bounds, 8.0, colors.surface, stroke())];
        let center = bounds.center().x;
        let mut y = bounds.y0 + HEAD_PADDING;
        if let Some(stereotype) = &self.stereotype {
            let baseline =
                centered_baseline(y + stereotype.height() / 2.0, stereotype.lines(), stereotype.style);
            items.push(pen.block(
                Point::new(center, baseline),
                stereotype,
                colors.muted,
                Anchor::Middle,
                Some(bounds),
            ));
            y += stereotype.height();
        }
        let baseline = centered_baseline(y + self.name.height() / 2.0, self.name.lines(), self.name.style);
        items.push(pen.block(
            Point::new(center, baseline),
            &self.name,
            colors.ink,
            Anchor::Middle,
            Some(bounds),
        ));
        let mut top = bounds.y0 + self.head();
        for rows in [&self.attributes, &self.operations].into_iter().filter(|rows| !rows.is_empty()) {
            items.push(pen.segment(
                Point::new(bounds.x0, top),
                Point::new(bounds.x1, top),
                stroke(),
                Role::Frame,
            ));
            let mut row_top = top + PADDING;
            for row in rows {
                row.draw(pen, bounds, row_top, &mut items);
                row_top += row.height();
            }
            top += compartment(rows);
        }
        items
    }
}

fn compartment(rows: &[Row]) -> f64 {
    if rows.is_empty() { 0.0 } else { rows.iter().map(Row::height).sum::<f64>() + 2.0 * PADDING }
}

impl Row {
    fn width(&self) -> f64 {
        let sign = if self.visibility.is_some() { SIGN } else { 0.0 };
        let badge = self.privacy.map_or(0.0, |_| Privacy::SIZE.width + BADGE_GAP);
        sign + self.text.width() + badge
    }

    fn height(&self) -> f64 {
        ROW + (self.text.lines() - 1) as f64 * self.text.style.line_px
    }

    fn draw(&self, pen: &Pen<'_>, bounds: Rect, top: f64, items: &mut Vec<Item>) {
        let colors = &pen.look.colors;
        if self.privacy.is_some() {
            let room = Rect::new(bounds.x0 + 1.0, top, bounds.x1 - 1.0, top + self.height());
            items.push(pen.filled(room, 0.0, colors.pii.tint, Role::Decoration));
        }
        let middle = top + ROW / 2.0;
        let baseline = centered_baseline(middle, 1, self.text.style);
        let mut x = bounds.x0 + INSET;
        if let Some(sign) = &self.visibility {
            items.push(pen.block(Point::new(x, baseline), sign, colors.muted, Anchor::Start, Some(bounds)));
            x += SIGN;
        }
        items.push(pen.block(Point::new(x, baseline), &self.text, colors.body, Anchor::Start, Some(bounds)));
        if self.is_static {
            for (line, width) in self.text.text.widths.iter().enumerate() {
                let y = baseline + line as f64 * self.text.style.line_px + 2.5;
                let stroke = Stroke::new(colors.body, 1.0);
                items.push(pen.segment(Point::new(x, y), Point::new(x + width, y), stroke, Role::Decoration));
            }
        }
        let left = Point::new(bounds.x1 - INSET - Privacy::SIZE.width, middle);
        items.extend(self.privacy.into_iter().flat_map(|privacy| pen.privacy(left, privacy)));
    }
}
