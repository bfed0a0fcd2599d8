//! Short ways to make the items of a scene in the look at hand.

use kurbo::{BezPath, Circle, Point, Rect};

use crate::color::Color;
use crate::drawing::scene::{Anchor, Figure, Fill, Group, Item, Line, Part, Role, Shape, Stroke, Text};
use crate::text::{Style, Wrapped};
use crate::theme::Look;

/// Wrapped text with the style that it was wrapped in.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its lines.
    pub text: Wrapped,
    /// Its style.
    pub style: Style,
}

impl Block {
    /// Wraps text; `None` for no width limit.
    pub fn new(look: &Look<'_>, text: &str, style: Style, max_width: Option<f64>) -> Self {
        let text = crate::text::wrap(look.fonts, text, style, max_width.unwrap_or(f64::INFINITY));
        Self { text, style }
    }

    /// How many lines.
    pub fn lines(&self) -> usize {
        self.text.lines.len()
    }

    /// From the top of the first line to the bottom of the last.
    pub fn height(&self) -> f64 {
        self.lines() as f64 * self.style.line_px
    }

    /// The width of the widest line.
    pub fn width(&self) -> f64 {
        self.text.width()
    }

    /// The width of the last line.
    pub fn last_width(&self) -> f64 {
        self.text.widths.last().copied().unwrap_or(0.0)
    }
}

/// The first baseline of `lines` lines centred on `middle` (VISUAL.md section 3.1), to half a px.
pub fn centered_baseline(middle: f64, lines: usize, style: Style) -> f64 {
    let cap = 0.727 * style.size_px;
    let height = (lines.max(1) - 1) as f64 * style.line_px + cap;
    ((middle - height / 2.0 + cap) * 2.0).round() / 2.0
}

/// Makes items in the look at hand.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// Colours and faces.
    pub look: &'a Look<'a>,
}

impl<'a> Pen<'a> {
    /// A pen for a look.
    pub fn new(look: &'a Look<'a>) -> Self {
        Self { look }
    }

    /// One line that is measured here: for words that the layout does not depend on.
    pub fn line(&self, at: Point, text: &str, style: Style, color: Color, anchor: Anchor) -> Item {
        let width = self.look.fonts.width(text, style);
        let line = Line { at, width, text: text.to_owned() };
        Item::Text(Text {
            lines: vec![line],
            face: style.face,
            size_px: style.size_px,
            color,
            anchor,
            room: None,
        })
    }

    /// Wrapped lines; `at` is the first baseline.
    pub fn block(&self, at: Point, block: &Block, color: Color, anchor: Anchor, room: Option<Rect>) -> Item {
        let lines = block.text.lines.iter().zip(&block.text.widths).enumerate();
        let lines = lines
            .map(|(index, (text, width))| Line {
                at: Point::new(at.x, at.y + index as f64 * block.style.line_px),
                width: *width,
                text: text.clone(),
            })
            .collect();
        Item::Text(Text { lines, face: block.style.face, size_px: block.style.size_px, color, anchor, room })
    }

    /// A filled rectangle.
    pub fn filled(&self, rect: Rect, radius: f64, color: Color, role: Role) -> Item {
        Item::Shape(Shape {
            figure: Figure::Rect { rect, radius },
            fill: Some(Fill::from(color)),
            stroke: None,
            role,
        })
    }

    /// A rectangle with fill and line.
    pub fn boxed(&self, rect: Rect, radius: f64, fill: Color, stroke: Stroke) -> Item {
        Item::Shape(Shape {
            figure: Figure::Rect { rect, radius },
            fill: Some(Fill::from(fill)),
            stroke: Some(stroke),
            role: Role::Frame,
        })
    }

    /// The dashed boundary of what is trusted.
    pub fn boundary(&self, rect: Rect, radius: f64) -> Item {
        let stroke = Stroke::new(self.look.colors.negative.color, 1.5).dashed(6.0, 4.0);
        Item::Shape(Shape {
            figure: Figure::Rect { rect, radius },
            fill: None,
            stroke: Some(stroke),
            role: Role::Decoration,
        })
    }

    /// A straight line.
    pub fn segment(&self, from: Point, to: Point, stroke: Stroke, role: Role) -> Item {
        let mut path = BezPath::new();
        path.move_to(from);
        path.line_to(to);
        self.stroked(path, stroke, role)
    }

    /// A horizontal hairline.
    pub fn hairline(&self, left: f64, right: f64, y: f64) -> Item {
        let stroke = Stroke::new(self.look.colors.hairline, 1.0);
        self.segment(Point::new(left, y), Point::new(right, y), stroke, Role::Decoration)
    }

    /// A stroked path.
    pub fn stroked(&self, path: BezPath, stroke: Stroke, role: Role) -> Item {
        Item::Shape(Shape { figure: Figure::Path(path), fill: None, stroke: Some(stroke), role })
    }

    /// A filled path.
    pub fn solid(&self, path: BezPath, fill: Fill, role: Role) -> Item {
        Item::Shape(Shape { figure: Figure::Path(path), fill: Some(fill), stroke: None, role })
    }

    /// A circle.
    pub fn circle(&self, center: Point, radius: f64, fill: Option<Color>, stroke: Option<Stroke>) -> Item {
        Item::Shape(Shape {
            figure: Figure::Circle(Circle::new(center, radius)),
            fill: fill.map(Fill::from),
            stroke,
            role: Role::Mark,
        })
    }

    /// One of several posts, 7 wide: a dot where somebody holds it, else a ring.
    pub fn post(&self, center: Point, is_filled: bool) -> Item {
        let color = self.look.colors.edge;
        if is_filled {
            return self.circle(center, 3.5, Some(color), None);
        }
        self.circle(center, 3.0, Some(self.look.colors.surface), Some(Stroke::new(color, 1.0)))
    }

    /// A filled diamond, `size` px from corner to corner.
    pub fn diamond(&self, center: Point, size: f64, color: Color) -> Item {
        let half = size / 2.0;
        let mut path = BezPath::new();
        path.move_to((center.x, center.y - half));
        path.line_to((center.x + half, center.y));
        path.line_to((center.x, center.y + half));
        path.line_to((center.x - half, center.y));
        path.close_path();
        self.solid(path, Fill::from(color), Role::Mark)
    }

    /// A tick, 8 wide, in the box whose left is `at.x` and whose middle is `at.y`.
    pub fn tick(&self, at: Point) -> Item {
        let mut path = BezPath::new();
        path.move_to((at.x + 0.5, at.y));
        path.line_to((at.x + 3.5, at.y + 3.0));
        path.line_to((at.x + 8.5, at.y - 3.0));
        self.stroked(path, Stroke::new(self.look.colors.positive.color, 1.8).round(), Role::Mark)
    }

    /// A triangle that points down, 9 wide, in the box whose left is `at.x` and whose middle is `at.y`.
    pub fn down_triangle(&self, at: Point) -> Item {
        let mut path = BezPath::new();
        path.move_to((at.x, at.y - 3.0));
        path.line_to((at.x + 9.0, at.y - 3.0));
        path.line_to((at.x + 4.5, at.y + 4.0));
        path.close_path();
        self.solid(path, Fill::from(self.look.colors.negative.color), Role::Mark)
    }

    /// A triangle that points up, 9 wide, in the box whose left is `at.x` and whose middle is `at.y`.
    pub fn up_triangle(&self, at: Point) -> Item {
        let mut path = BezPath::new();
        path.move_to((at.x, at.y + 4.0));
        path.line_to((at.x + 9.0, at.y + 4.0));
        path.line_to((at.x + 4.5, at.y - 3.0));
        path.close_path();
        self.solid(path, Fill::from(self.look.colors.positive.color), Role::Mark)
    }

    /// Words in an outlined chip.
    pub fn chip(&self, rect: Rect, words: &Block) -> Vec<Item> {
        let colors = &self.look.colors;
        let stroke = Stroke::new(colors.accent.color, 1.5);
        let middle = rect.center();
        // To the tenth, as one line stands by its cap height.
        let at = Point::new(middle.x, middle.y + (3.64 * words.style.size_px).round() / 10.0);
        vec![
            self.boxed(rect, rect.height() / 2.0, colors.canvas, stroke),
            self.block(at, words, colors.accent.color, Anchor::Middle, Some(rect)),
        ]
    }

    /// Two strokes across a bar that is drawn larger than its value.
    pub fn break_mark(&self, center: Point) -> Vec<Item> {
        let colors = &self.look.colors;
        let stroke = |x: f64, color: Color, width: f64| {
            let (from, to) = (
                Point::new(center.x + x - 2.0, center.y + 5.0),
                Point::new(center.x + x + 2.0, center.y - 5.0),
            );
            self.segment(from, to, Stroke::new(color, width), Role::Mark)
        };
        let gap = stroke(0.0, colors.canvas, 4.0);
        vec![gap, stroke(-2.5, colors.edge, 1.25), stroke(2.5, colors.edge, 1.25)]
    }

    /// A group with an id.
    pub fn group(&self, id: &str, items: Vec<Item>) -> Item {
        self.part(id, Part::None, items)
    }

    /// A group with an id that is a part of the structure.
    pub fn part(&self, id: &str, part: Part, items: Vec<Item>) -> Item {
        Item::Group(Group { id: Some(id.to_owned()), part, items, ..Group::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::typography;

    #[test]
    fn a_line_is_centred_by_its_cap_height() {
        // cy + 0.364 size for one line: 100 + 5.1, to half a px.
        assert_eq!(centered_baseline(100.0, 1, typography::LABEL), 105.0);
        // Two lines of 20: 100 − (20 + 10.18)/2 + 10.18 = 95.09.
        assert_eq!(centered_baseline(100.0, 2, typography::LABEL), 95.0);
    }
}
