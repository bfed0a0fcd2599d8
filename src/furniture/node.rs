//! Nodes of flows: their words inside their outlines (VISUAL.md section 6).

use kurbo::{BezPath, Point, Rect, Size, Vec2};

use super::icon::Icon;
use super::pen::{Block, Pen};
use crate::color::Color;
use crate::drawing::scene::{Anchor, Figure, Fill, Item, Role, Shape as Outlined, Stroke};
use crate::shape::{Shape, Spacing};
use crate::text::Style;
use crate::theme::{Look, typography};

/// How large nodes are at one density (VISUAL.md section 8).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NodeSize {
    /// How names are set.
    pub style: Style,
    /// The usual width.
    pub width: f64,
    /// Above and below two lines of a name together.
    padding: f64,
    /// The same where lines of facts stand below the name.
    padding_with_facts: f64,
    /// From the last line of the name to a fact, and from fact to fact.
    fact_px: f64,
}

impl NodeSize {
    /// Up to 24 nodes.
    pub const COMFORTABLE: Self = Self {
        style: typography::LABEL,
        width: 144.0,
        padding: 20.0,
        padding_with_facts: 28.0,
        fact_px: 18.0,
    };
    /// 25 to 80.
    pub const COMPACT: Self = Self {
        style: typography::TEXT_MEDIUM,
        width: 128.0,
        padding: 12.0,
        padding_with_facts: 18.0,
        fact_px: 17.0,
    };
    /// More.
    pub const DENSE: Self = Self {
        style: typography::NOTE_MEDIUM,
        width: 112.0,
        padding: 4.0,
        padding_with_facts: 8.0,
        fact_px: 16.0,
    };
}

/// What a node says, before it is wrapped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeWords {
    /// Its outline.
    pub shape: Shape,
    /// A second line within its outline, as events have it.
    pub is_double: bool,
    /// A plus above its name: all ways are taken.
    pub has_plus: bool,
    /// Icons in its corner, as that of what systems do.
    pub marks: Vec<Icon>,
    /// Its name.
    pub name: String,
    /// Facts below the name, as a service level, each with an icon.
    pub facts: Vec<(Option<Icon>, String)>,
}

/// A node wrapped, and so of a known size.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    shape: Shape,
    is_double: bool,
    has_plus: bool,
    marks: Vec<Icon>,
    name: Block,
    facts: Vec<(Option<Icon>, Block)>,
    fact_px: f64,
    /// Its box.
    pub size: Size,
}

/// What a node is among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// One of many.
    #[default]
    Plain,
    /// On the main path.
    Main,
    /// Where cases come in.
    Start,
    /// Where they come in, on the main path.
    MainStart,
    /// Where some cases end.
    End,
    /// Where most cases end.
    FinalEnd,
    /// Where the main path ends.
    MainEnd,
}

/// The icon and the plus of a node.
const ICON: f64 = 12.0;
const ICON_GAP: f64 = 4.0;
/// From the corner of a node to its first mark, from there to what is right of it, and from mark to mark.
const MARK_INSET: f64 = 7.0;
const MARK_REACH: f64 = 8.0;
const MARK_STEP: f64 = 14.0;
/// What a plus takes above the name.
const PLUS_ROOM: f64 = 20.0;
/// From an outline to the second line within it.
const DOUBLE_GAP: f64 = 3.0;
/// Nodes grow to this many times their usual width before a word is broken.
const MOST_GROWTH: f64 = 1.5;

impl Node {
    /// Wraps the words of a node.
    pub fn new(look: &Look<'_>, words: &NodeWords, size: &NodeSize) -> Self {
        let facts: Vec<(Option<Icon>, Block)> =
            words.facts.iter().flat_map(|(icon, text)| fact_lines(look, *icon, text, size.width)).collect();
        // A name that stands on one line has no word that is too long for one.
        let longest = std::cell::LazyCell::new(|| longest_word(look, &words.name, size.style));
        let mut width = size.width;
        loop {
            let node = Self::of_width(look, words, size, width, &facts);
            let (most, spacing) = (size.width * MOST_GROWTH, node.spacing(size));
            let breaks = node.name.text.lines.len() > 1 && *longest > words.shape.text_width(width, spacing);
            let is_tall = node.size.height > 0.7 * node.size.width;
            if width >= most || !(breaks || is_tall && words.shape == Shape::Decision) {
                return node;
            }
            width = (width + 8.0).min(most);
        }
    }

    fn of_width(
        look: &Look<'_>,
        words: &NodeWords,
        size: &NodeSize,
        width: f64,
        facts: &[(Option<Icon>, Block)],
    ) -> Self {
        let plain = Spacing { line_px: size.style.line_px, padding: size.padding };
        let room = words.shape.text_width(width, plain);
        let mut name = Block::new(look, &words.name, size.style, Some(room));
        // Marks in a corner stand beside the first line where that is high up.
        let beside = width - 2.0 * (MARK_REACH + MARK_STEP * words.marks.len() as f64);
        let is_high_up = name.lines() + facts.len() > 1 || size.padding < 12.0;
        if !words.marks.is_empty() && words.shape != Shape::Decision && is_high_up && name.width() > beside {
            name = Block::new(look, &words.name, size.style, Some(beside));
        }
        let mut node = Self {
            shape: words.shape,
            is_double: words.is_double,
            has_plus: words.has_plus,
            marks: words.marks.clone(),
            name,
            facts: facts.to_vec(),
            fact_px: size.fact_px,
            size: Size::ZERO,
        };
        let spacing = node.spacing(size);
        let widest = node.facts.iter().map(|(icon, text)| fact_width(*icon, text));
        let text_width = widest.fold(node.name.width(), f64::max);
        let lines = if node.is_plain() { node.name.lines() } else { 2 };
        node.size = node.shape.size(width, text_width, lines, spacing);
        node
    }

    /// Whether it has nothing but its name.
    fn is_plain(&self) -> bool {
        self.facts.is_empty() && !self.has_plus
    }

    /// How its words are set: with facts or a plus as two lines that are as high as all together.
    fn spacing(&self, size: &NodeSize) -> Spacing {
        let line_px = self.name.style.line_px;
        if self.is_plain() {
            return Spacing { line_px, padding: size.padding };
        }
        let plus = if self.has_plus { PLUS_ROOM } else { 0.0 };
        let content = self.name.lines() as f64 * line_px + self.facts.len() as f64 * size.fact_px + plus;
        Spacing { line_px: content / 2.0, padding: size.padding_with_facts }
    }

    /// Its outline.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Draws it in its box; `ground` instead of the surface where something about it stands out.
    pub fn draw(&self, pen: &Pen<'_>, bounds: Rect, emphasis: Emphasis, ground: Option<Color>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let (accent, ink) = (colors.accent.color, colors.ink);
        let (line, width) = match emphasis {
            Emphasis::Plain => (colors.outline, 1.5),
            Emphasis::Main | Emphasis::MainEnd => (accent, 1.5),
            Emphasis::Start | Emphasis::End | Emphasis::FinalEnd => (ink, 2.0),
            Emphasis::MainStart => (accent, 2.0),
        };
        let (fill, text) = match emphasis {
            Emphasis::FinalEnd => (ink, colors.onink),
            Emphasis::MainEnd => (accent, colors.onink),
            _ => (ground.unwrap_or(colors.surface), ink),
        };
        let stroke = Stroke::new(line, width);
        let mut items = vec![outlined(self.shape.outline(bounds), Some(fill), stroke.clone())];
        let inner = if self.is_double {
            Some(self.shape.outline(bounds.inflate(-DOUBLE_GAP, -DOUBLE_GAP)))
        } else {
            None
        };
        for path in self.shape.inner_lines(bounds).into_iter().chain(inner) {
            let stroke = Stroke { color: if fill == line { text } else { line }, ..stroke.clone() };
            items.push(outlined(path, None, stroke));
        }
        let is_filled = matches!(emphasis, Emphasis::FinalEnd | Emphasis::MainEnd);
        let fact_ink = if is_filled { text } else { accent };
        self.draw_words(pen, bounds, text, fact_ink, &mut items);
        if !self.marks.is_empty() {
            let at = self.marks_at(bounds);
            let marks = self.marks.iter().enumerate();
            items.extend(marks.map(|(index, icon)| {
                icon.draw(at + Vec2::new(index as f64 * MARK_STEP, 0.0), ICON, fact_ink)
            }));
        }
        items
    }

    /// Where the first mark stands: in the top left corner of the outline, in a diamond below its tip.
    fn marks_at(&self, bounds: Rect) -> Point {
        if self.shape == Shape::Decision {
            let width = (self.marks.len().max(1) - 1) as f64 * MARK_STEP + ICON;
            return Point::new(bounds.center().x - width / 2.0, bounds.y0 + 8.0);
        }
        // Clear of slanting sides, of a cylinder's rim and of the bars of a sub-process.
        let (right, down) = match self.shape {
            Shape::StoredData => (0.0, 9.0),
            Shape::SubProcess => (9.0, 0.0),
            _ => (0.0, 0.0),
        };
        let top = self.shape.port(bounds, Point::new(bounds.x0 + MARK_INSET + ICON, bounds.y0)).y;
        let y = top.max(bounds.y0) + MARK_INSET + down;
        let left = self.shape.port(bounds, Point::new(bounds.x0, y + ICON / 2.0)).x;
        Point::new(left.max(bounds.x0) + MARK_INSET + right, y)
    }

    fn draw_words(&self, pen: &Pen<'_>, bounds: Rect, ink: Color, fact_ink: Color, items: &mut Vec<Item>) {
        let center = self.shape.text_center(bounds);
        let cap = 0.727 * self.name.style.size_px;
        let plus = if self.has_plus { PLUS_ROOM } else { 0.0 };
        let lines = (self.name.lines().max(1) - 1) as f64 * self.name.style.line_px;
        let height = plus + lines + self.facts.len() as f64 * self.fact_px + cap;
        let baseline = ((center.y - height / 2.0 + plus + cap) * 2.0).round() / 2.0;
        if self.has_plus {
            items.push(plus_sign(pen, Point::new(center.x, baseline - cap - PLUS_ROOM / 2.0), ink));
        }
        let at = Point::new(center.x, baseline);
        items.push(pen.block(at, &self.name, ink, Anchor::Middle, Some(bounds)));
        for (index, (icon, text)) in self.facts.iter().enumerate() {
            let baseline = baseline + lines + (index + 1) as f64 * self.fact_px;
            let mut x = center.x - fact_width(*icon, text) / 2.0;
            if let Some(icon) = icon {
                items.push(icon.draw(Point::new(x, baseline - 10.0), ICON, fact_ink));
                x += ICON + ICON_GAP;
            }
            items.push(pen.block(Point::new(x, baseline), text, fact_ink, Anchor::Start, Some(bounds)));
        }
    }
}

/// A fact in lines that fit a node of that width, the icon beside the first.
fn fact_lines(look: &Look<'_>, icon: Option<Icon>, text: &str, width: f64) -> Vec<(Option<Icon>, Block)> {
    let style = typography::NOTE_MEDIUM;
    let whole = Block::new(look, text, style, Some(width - 20.0 - ICON - ICON_GAP));
    let lines = whole.text.lines.iter().enumerate();
    lines.map(|(at, line)| (icon.filter(|_| at == 0), Block::new(look, line, style, None))).collect()
}

fn fact_width(icon: Option<Icon>, text: &Block) -> f64 {
    text.width() + if icon.is_some() { ICON + ICON_GAP } else { 0.0 }
}

fn longest_word(look: &Look<'_>, text: &str, style: Style) -> f64 {
    text.split_whitespace().map(|word| look.fonts.width(word, style)).fold(0.0, f64::max)
}

fn outlined(path: BezPath, fill: Option<Color>, stroke: Stroke) -> Item {
    Item::Shape(Outlined {
        figure: Figure::Path(path),
        fill: fill.map(Fill::from),
        stroke: Some(stroke),
        role: Role::Frame,
    })
}

fn plus_sign(pen: &Pen<'_>, center: Point, color: Color) -> Item {
    let mut path = BezPath::new();
    path.move_to((center.x - 5.0, center.y));
    path.line_to((center.x + 5.0, center.y));
    path.move_to((center.x, center.y - 5.0));
    path.line_to((center.x, center.y + 5.0));
    pen.stroked(path, Stroke::new(color, 2.0).round(), Role::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Fonts;
    use crate::theme;

    fn sized(shape: Shape, name: &str, facts: &[&str], size: &NodeSize) -> Size {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let facts = facts.iter().map(|fact| (Some(Icon::Clock), (*fact).to_owned())).collect();
        let words = NodeWords { shape, name: name.to_owned(), facts, ..NodeWords::default() };
        Node::new(&look, &words, size).size
    }

    #[test]
    fn a_fact_makes_room_below_the_name() {
        // VISUAL.md's flowchart: a name of one line with a fact is 66 high, of two lines 86.
        let one = sized(Shape::Process, "Send reminder", &["after 5 days"], &NodeSize::COMFORTABLE);
        assert_eq!(one, Size::new(144.0, 66.0));
        let two = sized(Shape::ManualStep, "Check photos of the item", &["same day"], &NodeSize::COMFORTABLE);
        assert_eq!(two, Size::new(144.0, 86.0));
    }

    #[test]
    fn a_long_word_widens_its_node_before_it_is_broken() {
        let name = "Donaudampfschifffahrt prüfen";
        assert_eq!(sized(Shape::Process, "Prüfen", &[], &NodeSize::COMFORTABLE).width, 144.0);
        let wide = sized(Shape::Process, name, &[], &NodeSize::COMFORTABLE).width;
        assert!((145.0..=216.0).contains(&wide), "{wide}");
        let widest = sized(Shape::Process, &"m".repeat(60), &[], &NodeSize::COMFORTABLE).width;
        assert_eq!(widest, 216.0);
    }

    #[test]
    fn a_question_stays_flat() {
        let size = sized(
            Shape::Decision,
            "Is the item as it was described in the shop?",
            &[],
            &NodeSize::COMFORTABLE,
        );
        assert!(size.height <= 0.75 * size.width, "{size:?}");
    }
}
