//! A node, wrapped and drawn: its outline, number, name, place, badge, and the slash of what is drawn more than once.

use kurbo::{Point, Rect, Size, Vec2};

use super::nodes::Node;
use crate::drawing::scene::{Anchor, Item, Role, Shape as Outlined, Stroke};
use crate::drawing::scene::{Figure as Outline, Fill};
use crate::furniture::{Block, Pen, Privacy, centered_baseline};
use crate::model::Density;
use crate::shape::{Shape, Spacing};
use crate::text::Style;
use crate::theme::{Look, typography};

/// Sizes at one density (VISUAL.md section 8).
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    name: Style,
    pub(super) width: f64,
    padding: f64,
}

impl Measures {
    /// The sizes of a density.
    pub(super) fn of(density: Density) -> Self {
        match density {
            Density::Comfortable => Self { name: typography::LABEL, width: 144.0, padding: 20.0 },
            Density::Compact => Self { name: typography::TEXT_MEDIUM, width: 128.0, padding: 12.0 },
            Density::Dense => Self { name: typography::NOTE_MEDIUM, width: 112.0, padding: 8.0 },
        }
    }
}

/// A node, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) shape: Shape,
    number: Option<Block>,
    name: Block,
    /// Below the name: the place of a process, what is said of an outsider.
    below: Option<Block>,
    badge: Option<Privacy>,
    pub(super) size: Size,
}

/// What a line below the name takes.
const BELOW_PX: f64 = 16.0;
/// The band at the foot of a process has so much more than its lines.
const FOOT_PADDING: f64 = 6.0;
/// The band of its number, which its outline has room for.
const HEAD: f64 = 20.0;
/// What a badge takes beside a name beyond its own width.
const BADGE_GAP: f64 = 8.0;
/// Nodes grow to this many times their usual width before a word is broken.
const MOST_GROWTH: f64 = 1.5;
const GROWTH_STEP: f64 = 8.0;
/// How much wider stores are than other nodes.
const STORE_EXTRA: f64 = 20.0;
/// The slash of a copy, along both sides.
const SLASH: f64 = 10.0;

impl Figure {
    /// Wraps a node.
    pub(super) fn new(look: &Look<'_>, node: &Node, measures: &Measures) -> Self {
        let longest = node.name.split_whitespace().map(|word| look.fonts.width(word, measures.name));
        let longest = longest.fold(0.0, f64::max);
        let most = measures.width * MOST_GROWTH;
        let is_store = matches!(node.shape, Shape::OpenStore | Shape::TwoLines);
        let mut width = if is_store { measures.width + STORE_EXTRA } else { measures.width };
        loop {
            let figure = Self::of_width(look, node, measures, width);
            let fits = longest <= figure.text_width(measures, width);
            let is_tall = figure.size.height > figure.size.width && figure.shape != Shape::Bubble;
            if width >= most || fits && !is_tall {
                return figure;
            }
            width = (width + GROWTH_STEP).min(most);
        }
    }

    fn text_width(&self, measures: &Measures, width: f64) -> f64 {
        let spacing = Spacing { line_px: measures.name.line_px, padding: measures.padding };
        let badge = self.badge.map_or(0.0, |_| Privacy::SIZE.width + BADGE_GAP);
        self.shape.text_width(width, spacing) - badge
    }

    fn of_width(look: &Look<'_>, node: &Node, measures: &Measures, width: f64) -> Self {
        let number = node.number.as_ref().map(|text| Block::new(look, text, typography::NOTE_MEDIUM, None));
        let mut figure = Self {
            shape: node.shape,
            number,
            name: Block::new(look, "", measures.name, None),
            below: None,
            badge: node.privacy,
            size: Size::ZERO,
        };
        let room = figure.text_width(measures, width);
        // Between two lines there is no cell for a number.
        let name = match (&node.number, node.shape) {
            (Some(number), Shape::TwoLines) => format!("{number} {}", node.name),
            _ => node.name.clone(),
        };
        figure.name = Block::new(look, &name, measures.name, Some(room));
        let below = node.place.as_ref().or(node.fact.as_ref());
        figure.below = below.map(|text| Block::new(look, text, typography::NOTE, Some(room)));
        figure.size = figure.measure(measures, width);
        figure
    }

    fn measure(&self, measures: &Measures, width: f64) -> Size {
        let spacing = Spacing { line_px: measures.name.line_px, padding: measures.padding };
        let below = self.below.as_ref().map_or(0.0, |block| block.lines() as f64 * BELOW_PX);
        let text = self.name.width().max(self.below.as_ref().map_or(0.0, Block::width));
        let badge = self.badge.map_or(0.0, |_| Privacy::SIZE.width + BADGE_GAP);
        let lines = self.name.lines();
        let size = match self.shape {
            Shape::Bubble => {
                let tall = lines as f64 * spacing.line_px + below + BELOW_PX;
                let spacing = Spacing { line_px: tall, ..spacing };
                self.shape.size(width, text, 1, spacing)
            }
            Shape::NumberedProcess if below > 0.0 => {
                self.shape.size(width, text, lines, spacing) + Size::new(0.0, below + FOOT_PADDING)
            }
            _ => {
                let all = lines as f64 * spacing.line_px + below;
                let least = if below > 0.0 { 2.0 * spacing.line_px } else { all };
                let extra = (all - lines.max(2) as f64 * spacing.line_px).max(0.0);
                let size = self.shape.size(width, text + badge, lines, spacing);
                if below > 0.0 && all > least { size + Size::new(0.0, extra) } else { size }
            }
        };
        let even = |length: f64| (length / 2.0).ceil() * 2.0;
        Size::new(even(size.width), even(size.height))
    }

    /// Draws it in its box.
    pub(super) fn draw(&self, pen: &Pen<'_>, node: &Node, bounds: Rect, is_copy: bool) -> Vec<Item> {
        let colors = &pen.look.colors;
        let stroke = || Stroke::new(if node.is_around { colors.rule } else { colors.outline }, 1.5);
        let line = self.shape.line(bounds);
        let fill = if node.privacy.is_some() { colors.pii.tint } else { colors.surface };
        let outlined = |path, fill: Option<_>, stroke| {
            Item::Shape(Outlined { figure: Outline::Path(path), fill, stroke, role: Role::Frame })
        };
        let own = if line.is_none() { Some(stroke()) } else { None };
        let mut items = vec![outlined(self.shape.outline(bounds), Some(Fill::from(fill)), own)];
        let lines = line.into_iter().chain(self.shape.inner_lines(bounds));
        items.extend(lines.map(|path| outlined(path, None, Some(stroke()))));
        self.draw_words(pen, node, bounds, &mut items);
        if is_copy {
            let (from, to) = self.slash(bounds);
            items.push(pen.segment(from, to, stroke(), Role::Mark));
        }
        items
    }

    /// In a corner; that of a store is the one of its number, for its other side is open.
    fn slash(&self, bounds: Rect) -> (Point, Point) {
        let Rect { x0, x1, y1, .. } = bounds;
        match self.shape {
            Shape::OpenStore => (Point::new(x0, y1 - SLASH), Point::new(x0 + SLASH, y1)),
            _ => (Point::new(x1 - SLASH, y1), Point::new(x1, y1 - SLASH)),
        }
    }

    fn draw_words(&self, pen: &Pen<'_>, node: &Node, bounds: Rect, items: &mut Vec<Item>) {
        let colors = &pen.look.colors;
        let ink = if node.is_around { colors.muted } else { colors.ink };
        let center = self.shape.text_center(bounds);
        let middle = |block: &Block, at: Point, color| {
            let baseline = centered_baseline(at.y, block.lines(), block.style);
            pen.block(Point::new(at.x, baseline), block, color, Anchor::Middle, Some(bounds))
        };
        let below = self.below.as_ref();
        let below_px = below.map_or(0.0, |block| block.lines() as f64 * BELOW_PX);
        match self.shape {
            Shape::NumberedProcess => {
                if let Some(number) = &self.number {
                    items.push(middle(number, Point::new(center.x, bounds.y0 + HEAD / 2.0), ink));
                }
                let foot = if below.is_some() { below_px + FOOT_PADDING } else { 0.0 };
                if let Some(block) = below {
                    let y = bounds.y1 - foot;
                    let rule = Stroke::new(colors.rule, 1.0);
                    items.push(pen.segment(
                        Point::new(bounds.x0, y),
                        Point::new(bounds.x1, y),
                        rule,
                        Role::Decoration,
                    ));
                    items.push(middle(block, Point::new(center.x, bounds.y1 - foot / 2.0), colors.muted));
                }
                items.push(middle(&self.name, center - Vec2::new(0.0, foot / 2.0), ink));
            }
            Shape::OpenStore => {
                if let Some(number) = &self.number {
                    let cell = 2.0 * (center.x - bounds.center().x);
                    items.push(middle(number, Point::new(bounds.x0 + cell / 2.0, center.y), ink));
                }
                self.draw_beside_badge(pen, center, bounds, ink, items);
            }
            Shape::TwoLines => self.draw_beside_badge(pen, center, bounds, ink, items),
            _ => {
                let head = if self.shape == Shape::Bubble { BELOW_PX } else { 0.0 };
                let tall = self.name.height() + below_px + head;
                let top = center.y - tall / 2.0;
                if let (Some(number), true) = (&self.number, head > 0.0) {
                    items.push(middle(number, Point::new(center.x, top + head / 2.0), colors.muted));
                }
                let name_middle = top + head + self.name.height() / 2.0;
                items.push(middle(&self.name, Point::new(center.x, name_middle), ink));
                if let Some(block) = below {
                    items.push(middle(
                        block,
                        Point::new(center.x, top + tall - below_px / 2.0),
                        colors.muted,
                    ));
                }
            }
        }
    }

    /// A name, and right of it the badge of personal data.
    fn draw_beside_badge(
        &self,
        pen: &Pen<'_>,
        center: Point,
        bounds: Rect,
        ink: crate::color::Color,
        items: &mut Vec<Item>,
    ) {
        let badge = self.badge.map_or(0.0, |_| Privacy::SIZE.width + BADGE_GAP);
        let at = Point::new(
            center.x - badge / 2.0,
            centered_baseline(center.y, self.name.lines(), self.name.style),
        );
        items.push(pen.block(at, &self.name, ink, Anchor::Middle, Some(bounds)));
        let left = Point::new(bounds.x1 - 10.0 - Privacy::SIZE.width, center.y);
        items.extend(self.badge.into_iter().flat_map(|privacy| pen.privacy(left, privacy)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::dataflow::NodeKind;
    use crate::text::Fonts;
    use crate::theme;

    fn node(shape: Shape, kind: NodeKind) -> Node {
        Node {
            id: "n".to_owned(),
            kind,
            shape,
            number: Some("D1".to_owned()),
            name: "Capture lead".to_owned(),
            place: (kind == NodeKind::Process).then(|| "HubSpot".to_owned()),
            fact: None,
            privacy: None,
            is_around: false,
            tooltip: None,
            link: None,
        }
    }

    /// Box, and the middle of each text.
    fn drawn(node: &Node, is_copy: bool) -> (Rect, Vec<(String, Point)>, usize) {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let figure = Figure::new(&look, node, &Measures::of(Density::Comfortable));
        let bounds = Rect::from_origin_size((100.0, 100.0), figure.size);
        let items = figure.draw(&Pen::new(&look), node, bounds, is_copy);
        let mut texts = Vec::new();
        for item in &items {
            if let Item::Text(text) = item {
                for (line, ink) in text.lines.iter().zip(text.line_boxes()) {
                    assert!(bounds.contains(ink.origin()) && bounds.contains(Point::new(ink.x1, ink.y1)));
                    texts.push((line.text.clone(), ink.center()));
                }
            }
        }
        let marks =
            items.iter().filter(|item| matches!(item, Item::Shape(shape) if shape.role == Role::Mark));
        let marks = marks.count();
        (bounds, texts, marks)
    }

    #[test]
    fn a_process_has_its_number_in_the_top_band_and_its_place_in_the_bottom_one() {
        let (bounds, texts, _) = drawn(&node(Shape::NumberedProcess, NodeKind::Process), false);
        let middle = |wanted: &str| texts.iter().find(|(text, _)| text == wanted).expect("it is there").1;
        let (number, name, place) = (middle("D1"), middle("Capture lead"), middle("HubSpot"));
        assert!(number.y - bounds.y0 < HEAD && bounds.y1 - place.y < BELOW_PX + FOOT_PADDING);
        assert!(number.y < name.y && name.y < place.y);
    }

    #[test]
    fn a_bubble_is_a_circle_around_its_number_and_name() {
        let (bounds, texts, _) = drawn(&node(Shape::Bubble, NodeKind::Process), false);
        assert_eq!(bounds.width(), bounds.height());
        assert_eq!(texts[0].0, "D1");
        for (text, at) in &texts {
            assert!((*at - bounds.center()).hypot() < bounds.width() / 2.0, "{text}");
        }
    }

    #[test]
    fn a_store_has_its_number_in_the_left_cell_or_before_its_name() {
        let (bounds, texts, _) = drawn(&node(Shape::OpenStore, NodeKind::Store), false);
        assert!(texts[0].0 == "D1" && texts[0].1.x < bounds.x0 + 36.0 && texts[1].1.x > bounds.x0 + 36.0);
        let (_, texts, _) = drawn(&node(Shape::TwoLines, NodeKind::Store), false);
        assert_eq!(texts[0].0, "D1 Capture lead");
    }

    #[test]
    fn what_is_drawn_more_than_once_has_a_slash_in_its_corner() {
        for shape in [Shape::OpenStore, Shape::TwoLines, Shape::Outsider, Shape::Square] {
            assert_eq!(drawn(&node(shape, NodeKind::Store), false).2, 0, "{shape:?}");
            assert_eq!(drawn(&node(shape, NodeKind::Store), true).2, 1, "{shape:?}");
        }
    }

    #[test]
    fn personal_data_have_a_badge() {
        for shape in [Shape::OpenStore, Shape::TwoLines] {
            for (privacy, word) in [(Privacy::Personal, "PII"), (Privacy::Special, "PII+")] {
                let personal = Node { privacy: Some(privacy), ..node(shape, NodeKind::Store) };
                let (_, texts, _) = drawn(&personal, false);
                assert!(texts.iter().any(|(text, _)| text == word), "{shape:?}");
            }
        }
    }
}
