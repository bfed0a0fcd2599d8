//! Draws a responsibility matrix.

use kurbo::{Point, Rect};

use super::content::Content;
use super::layout::{CHIP_GAP, Geometry, HEAD_BASELINE, Line, REMARK_GAP, REMARK_INDENT, remarks_height};
use crate::drawing::scene::{Anchor, Group, Item, Part, Role};
use crate::furniture::{Block, Icon, Pen, centered_baseline};
use crate::layout::grid::PlacedRow;
use crate::theme::{Look, typography};

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let sheet = Sheet { content, geometry, pen: Pen::new(look) };
    let mut heads = sheet.stripes();
    let mut rows = Vec::new();
    for (index, (line, place)) in geometry.lines.iter().enumerate() {
        match line {
            Line::Head { name, gap, has_roles } => {
                heads.extend(sheet.head(name.as_ref(), place.top + gap, *has_roles));
            }
            Line::Activity { group, row, name, remarks } => {
                rows.push(sheet.activity((*group, *row), name, remarks, place));
            }
            Line::Total { letter, is_done } => rows.push(sheet.total(letter.word, *is_done, place)),
        }
        let next = geometry.lines.get(index + 1).map(|(line, _)| line);
        if !matches!(line, Line::Head { .. }) && !matches!(next, Some(Line::Head { .. })) {
            let (left, right) = sheet.sides();
            heads.push(sheet.pen.hairline(left, right, place.bottom));
        }
    }
    vec![sheet.pen.group("structure", heads), sheet.pen.group("activities", rows)]
}

/// What everything is drawn with.
struct Sheet<'a> {
    content: &'a Content,
    geometry: &'a Geometry,
    pen: Pen<'a>,
}

impl Sheet<'_> {
    fn sides(&self) -> (f64, f64) {
        let columns = &self.geometry.columns;
        (columns[0].0, columns[columns.len() - 1].1)
    }

    /// Every second column, from below the first rule to the bottom.
    fn stripes(&self) -> Vec<Item> {
        let lines = &self.geometry.lines;
        let (Some((_, first)), Some((_, last)), true) =
            (lines.first(), lines.last(), self.geometry.has_stripes)
        else {
            return Vec::new();
        };
        let columns = self.geometry.columns.iter().skip(1).step_by(2);
        let stripe = |(left, right): &(f64, f64)| {
            let bounds = Rect::new(*left, first.top + 3.0, *right, last.bottom);
            self.pen.filled(bounds, 0.0, self.pen.look.colors.band, Role::Decoration)
        };
        columns.map(stripe).collect()
    }

    /// A rule over all columns, the name of the group, and those of the roles.
    fn head(&self, name: Option<&Block>, top: f64, has_roles: bool) -> Vec<Item> {
        let colors = &self.pen.look.colors;
        let (left, right) = self.sides();
        let rule = Rect::new(left, top, right, top + 3.0);
        let mut items = vec![self.pen.filled(rule, 1.5, colors.ink, Role::Decoration)];
        let at = Point::new(left, top + HEAD_BASELINE);
        items.push(match name {
            Some(name) => self.pen.block(at, name, colors.ink, Anchor::Start, None),
            None => self.pen.line(at, "Activity", typography::TEXT, colors.muted, Anchor::Start),
        });
        if has_roles {
            let roles = self.geometry.roles.iter().zip(&self.geometry.columns[1..]);
            items.extend(roles.map(|(role, (left, right))| {
                let at = Point::new((left + right) / 2.0, top + HEAD_BASELINE);
                self.pen.block(at, role, colors.ink, Anchor::Middle, None)
            }));
        }
        items
    }

    fn activity(
        &self,
        (group, row): (usize, usize),
        name: &Block,
        remarks: &[Block],
        place: &PlacedRow,
    ) -> Item {
        let colors = &self.pen.look.colors;
        let own = &self.content.groups[group].rows[row];
        let (left, right) = self.sides();
        let middle = (place.top + place.bottom) / 2.0;
        let top = middle - (name.height() + remarks_height(remarks)) / 2.0;
        let baseline = centered_baseline(top + name.height() / 2.0, name.lines(), name.style);
        let mut items =
            vec![self.pen.block(Point::new(left, baseline), name, colors.ink, Anchor::Start, None)];
        let mut y = top + name.height();
        for remark in remarks {
            y += REMARK_GAP;
            let at = Point::new(left, y + 2.0);
            items.push(Icon::Warning.draw(at, 12.0, colors.negative.color));
            let baseline = centered_baseline(y + remark.height() / 2.0, remark.lines(), remark.style);
            let at = Point::new(left + REMARK_INDENT, baseline);
            items.push(self.pen.block(at, remark, colors.negative.color, Anchor::Start, None));
            y += remark.height();
        }
        for (cell, (left, right)) in own.cells.iter().zip(&self.geometry.columns[1..]) {
            items.extend(self.chips(cell, Point::new((left + right) / 2.0, middle)));
        }
        Item::Group(Group {
            id: Some(format!("activity-{}", own.id)),
            part: Part::Node {
                id: own.id.clone(),
                name: own.name.clone(),
                bounds: Rect::new(left, place.top, right, place.bottom),
            },
            link: own.link.clone(),
            tooltip: own.tooltip.clone(),
            items,
        })
    }

    /// The letters of a cell side by side.
    fn chips(&self, cell: &[usize], center: Point) -> Vec<Item> {
        let size = self.geometry.size.chip;
        let pitch = size + CHIP_GAP;
        let first = center.x - pitch * (cell.len().max(1) - 1) as f64 / 2.0;
        let chip = |(place, letter): (usize, &usize)| {
            let letter = &self.content.variant.letters[*letter];
            let at = Point::new(first + pitch * place as f64, center.y);
            self.pen.letter(at, size, letter.sign, letter.tone)
        };
        cell.iter().enumerate().flat_map(chip).collect()
    }

    /// How much each role does, or answers for; the most that one does stands out.
    fn total(&self, word: &str, is_done: bool, place: &PlacedRow) -> Item {
        let colors = &self.pen.look.colors;
        let middle = (place.top + place.bottom) / 2.0;
        let baseline = centered_baseline(middle, 1, typography::TEXT_STRONG);
        let left = Point::new(self.sides().0, baseline);
        let mut items = vec![self.pen.line(left, word, typography::TEXT_MEDIUM, colors.ink, Anchor::Start)];
        for (role, (own, (left, right))) in
            self.content.roles.iter().zip(&self.geometry.columns[1..]).enumerate()
        {
            let count = if is_done { own.does } else { own.answers };
            let (text, style, color) = match count {
                0 => ("–".to_owned(), typography::TEXT, colors.muted),
                _ if is_done && self.content.busiest.contains(&role) => {
                    (count.to_string(), typography::TEXT_STRONG, colors.accent.color)
                }
                _ => (count.to_string(), typography::TEXT, colors.body),
            };
            let at = Point::new((left + right) / 2.0, baseline);
            items.push(self.pen.line(at, &text, style, color, Anchor::Middle));
        }
        self.pen.group(if is_done { "does" } else { "answers" }, items)
    }
}
