//! The marks of a legend: a small sample of each thing that a drawing may show.

use kurbo::{Affine, Point, Rect, Vec2};

use super::centered_baseline;
use super::edge::{Edge, EdgeStyle, Heads, draw_edges};
use super::face::Face;
use super::icon::Icon;
use super::letter::LetterTone;
use super::number::RADIUS;
use super::object_relation::ObjectRelation;
use super::pen::{Block, Pen};
use super::privacy::Privacy;
use super::relation::{RelationEnd, RelationNotation};
use super::symbol::Symbol;
use super::table::{Badge, TableStyle};
use crate::color::Color;
use crate::drawing::scene::{self, Anchor, Item, Role, Stroke};
use crate::shape::Shape;
use crate::text::Style;
use crate::theme::{Look, Tone, typography};

/// The mark of a legend's entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Swatch {
    /// The diamond of a moment of truth.
    Diamond,
    /// A face of a score.
    Face(f64),
    /// An icon in a meaning's colour.
    Icon(Icon, Meaning),
    /// A tick.
    Tick,
    /// A triangle that points down.
    Triangle,
    /// A line with a marker, in a category's colour.
    Category(usize),
    /// A hollow circle: not known.
    Unknown,
    /// A dot.
    Dot,
    /// The outline of a node.
    Node(Shape),
    /// The outline of a start or an end, in ink.
    Terminal,
    /// A plus: all ways at once.
    Plus,
    /// An edge with its head.
    Edge(EdgeStyle),
    /// The dot of a hand-off on its line.
    HandOff,
    /// An edge with a head at both ends.
    BothWays,
    /// The mark of a fail point.
    Fail,
    /// The mark of a wait point.
    Wait,
    /// A number in a ring.
    Number(usize),
    /// The end of a relation at its table.
    RelationEnd(&'static RelationNotation, RelationEnd),
    /// A line without heads, solid or dashed.
    Line {
        /// Whether it is dashed.
        is_dashed: bool,
    },
    /// The badge of a column.
    Badge(Badge, TableStyle),
    /// The badge of personal data.
    Privacy(Privacy),
    /// The word `name` as optional columns have it.
    Optional,
    /// Two lines side by side.
    DoubleLine,
    /// A box with a double outline.
    DoubleBox,
    /// An underlined name.
    Underlined {
        /// Whether the line is dashed.
        is_dashed: bool,
    },
    /// A hollow diamond on a line: one of those that lead on from it.
    OneOf,
    /// A dashed box: what is trusted.
    Boundary,
    /// A box with a slash in its corner: drawn more than once.
    Copy,
    /// A relation between classes.
    Object(ObjectRelation),
    /// A box with a dashed outline: what is not there yet.
    DashedBox,
    /// One of several posts.
    Post {
        /// Whether somebody holds it.
        is_filled: bool,
    },
    /// A letter in its chip.
    Letter(char, LetterTone),
    /// A sign that stands in front of words.
    Sign(char),
    /// A sign of a value-stream map.
    Symbol(Symbol),
    /// A piece of an area.
    Area(Ground),
    /// A chip with a sign in it.
    Chip(&'static str),
    /// A triangle that points up.
    Rise,
    /// A dashed box: nobody knows how large it is.
    Unmeasured,
    /// Strokes across a bar that is drawn larger than its value.
    Break,
}

/// What an area is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The colour itself.
    Solid(Meaning),
    /// Its faint tint.
    Tint(Meaning),
    /// Its strong tint.
    Strong(Meaning),
}

impl Ground {
    /// Its colour in a look.
    pub fn color(self, look: &Look<'_>) -> Color {
        match self {
            Self::Solid(meaning) => meaning.tone(look).color,
            Self::Tint(meaning) => meaning.tone(look).tint,
            Self::Strong(meaning) => meaning.tone(look).tint2,
        }
    }
}

/// Which of the meanings colours an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Accent.
    Accent,
    /// Good.
    Positive,
    /// Bad.
    Negative,
}

impl Meaning {
    /// Its colours in a look.
    pub fn tone(self, look: &Look<'_>) -> Tone {
        match self {
            Self::Accent => look.colors.accent,
            Self::Positive => look.colors.positive,
            Self::Negative => look.colors.negative,
        }
    }
}

impl Swatch {
    pub(super) fn width(self) -> f64 {
        match self {
            Self::RelationEnd(notation, _) => notation.lead + 4.0,
            Self::Line { .. } => 40.0,
            Self::Badge(_, TableStyle::Uml) => 30.0,
            Self::Badge(..) => 16.0,
            Self::Privacy(_) => Privacy::SIZE.width,
            Self::Optional => 34.0,
            Self::OneOf | Self::DoubleLine | Self::DoubleBox => 26.0,
            Self::Underlined { .. } => 34.0,
            Self::Diamond | Self::Unknown => 12.0,
            Self::Face(_) => 16.0,
            Self::Icon(..) => 14.0,
            Self::Tick | Self::Triangle => 9.0,
            Self::Category(_) => 24.0,
            Self::Dot => 10.0,
            Self::Node(_) | Self::Terminal | Self::Plus => 26.0,
            Self::HandOff => 24.0,
            Self::Edge(_) | Self::BothWays => 30.0,
            Self::Fail => 18.0,
            Self::Wait => 24.0,
            Self::Number(_) => 2.0 * RADIUS,
            Self::Boundary | Self::Copy => 26.0,
            Self::Object(_) => 36.0,
            Self::Sign(_) => 8.0,
            Self::Symbol(symbol) => symbol.width(),
            Self::Area(_) | Self::Unmeasured | Self::Break => 18.0,
            Self::Chip(_) => 30.0,
            Self::Rise => 9.0,
            Self::Letter(..) => 20.0,
            Self::DashedBox => 26.0,
            Self::Post { .. } => 8.0,
        }
    }

    pub(super) fn draw(self, pen: &Pen<'_>, at: Point) -> Vec<Item> {
        let middle = Point::new(at.x + self.width() / 2.0, at.y);
        let end = Point::new(at.x + self.width(), at.y);
        let colors = &pen.look.colors;
        match self {
            Self::Diamond => vec![pen.diamond(middle, 12.0, colors.accent.color)],
            Self::Face(score) => Face { center: middle, radius: 8.0, score }.draw(pen),
            Self::Icon(icon, meaning) => {
                vec![icon.draw(Point::new(at.x, at.y - 7.0), 14.0, meaning.tone(pen.look).color)]
            }
            Self::Tick => vec![pen.tick(at)],
            Self::Triangle => vec![pen.down_triangle(at)],
            Self::Rise => vec![pen.up_triangle(at)],
            Self::Category(index) => category_line(pen, index, at, 24.0),
            Self::Unknown => {
                vec![pen.circle(middle, 6.0, Some(colors.canvas), Some(Stroke::new(colors.outline, 1.5)))]
            }
            Self::Dot => vec![pen.circle(middle, 5.0, Some(colors.ink), None)],
            Self::Node(shape) => outline(pen, shape, middle, colors.outline),
            Self::Terminal => outline(pen, Shape::Terminal, middle, colors.ink),
            Self::Plus => plus(pen, middle),
            Self::HandOff => hand_off(pen, at, end),
            Self::Edge(style) => edge(pen, [at, end], style, Heads::Target),
            Self::BothWays => edge(pen, [at, end], EdgeStyle::Plain, Heads::Both),
            Self::Line { is_dashed: true } => edge(pen, [at, end], EdgeStyle::Message, Heads::None),
            Self::Line { is_dashed: false } => edge(pen, [at, end], EdgeStyle::Plain, Heads::None),
            Self::Fail => pen.fail_mark(middle),
            Self::Wait => pen.wait_mark(middle),
            Self::Number(number) => pen.number(middle, number),
            Self::RelationEnd(notation, relation_end) => pen.relation_swatch(at, notation, &relation_end),
            Self::Badge(badge, style) => {
                vec![word(pen, at.x, at.y, badge.word(style), (typography::BADGE, badge.color(pen)))]
            }
            Self::Privacy(privacy) => pen.privacy(at, privacy),
            Self::Optional => vec![word(pen, at.x, at.y, "name", (typography::TEXT, colors.muted))],
            Self::Underlined { is_dashed } => underlined(pen, at, is_dashed),
            Self::Sign(sign) => {
                let baseline = Point::new(middle.x, centered_baseline(at.y, 1, typography::TEXT));
                vec![pen.line(baseline, &sign.to_string(), typography::TEXT, colors.muted, Anchor::Middle)]
            }
            Self::DoubleLine => [-2.0, 2.0]
                .map(|by| {
                    let by = Vec2::new(0.0, by);
                    pen.segment(at + by, end + by, Stroke::new(colors.edge, 1.5), Role::Mark)
                })
                .into(),
            Self::DoubleBox => [(26.0, 16.0), (20.0, 10.0)]
                .map(|size| {
                    let stroke = Stroke::new(colors.outline, 1.25);
                    pen.boxed_line(Rect::from_center_size(middle, size), 0.0, stroke)
                })
                .into(),
            Self::OneOf => {
                let line = pen.segment(at, end, Stroke::new(colors.edge, 1.5), Role::Mark);
                std::iter::once(line).chain(pen.one_of(middle, colors.canvas)).collect()
            }
            Self::Object(relation) => relation.draw_sample(pen, at, self.width()),
            Self::Letter(letter, tone) => pen.letter(middle, 20.0, letter, tone),
            Self::Symbol(symbol) => symbol.draw(pen, at),
            Self::Post { is_filled } => vec![pen.post(middle, is_filled)],
            Self::Chip(sign) => {
                let words = Block::new(pen.look, sign, typography::BADGE, None);
                pen.chip(self.bounds(middle, 16.0), &words)
            }
            Self::Area(ground) => {
                let radius = if matches!(ground, Ground::Solid(_)) { 2.0 } else { 0.0 };
                vec![pen.filled(self.bounds(middle, 14.0), radius, ground.color(pen.look), Role::Decoration)]
            }
            Self::Unmeasured => {
                let stroke = Stroke::new(colors.outline, 1.5).dashed(2.0, 4.0);
                vec![pen.boxed_line(self.bounds(middle, 14.0), 0.0, stroke)]
            }
            Self::Break => {
                let bar = pen.filled(self.bounds(middle, 2.0), 0.0, colors.accent.color, Role::Mark);
                std::iter::once(bar).chain(pen.break_mark(middle)).collect()
            }
            Self::DashedBox => {
                let stroke = Stroke::new(colors.outline, 1.25).dashed(5.0, 4.0);
                vec![pen.boxed(self.bounds(middle, 16.0), 4.0, colors.surface, stroke)]
            }
            Self::Boundary => vec![pen.boundary(self.bounds(middle, 16.0), 4.0)],
            Self::Copy => copy(pen, self.bounds(middle, 16.0)),
        }
    }

    /// A box as wide as the mark, around its middle.
    fn bounds(self, middle: Point, height: f64) -> Rect {
        Rect::from_center_size(middle, (self.width(), height))
    }
}

fn edge(pen: &Pen<'_>, points: [Point; 2], style: EdgeStyle, heads: Heads) -> Vec<Item> {
    draw_edges(pen, &[Edge { points: points.into(), style, heads }]).remove(0)
}

/// A word in the middle of the line.
fn word(pen: &Pen<'_>, x: f64, y: f64, text: &str, (style, color): (Style, Color)) -> Item {
    pen.line(Point::new(x, centered_baseline(y, 1, style)), text, style, color, Anchor::Start)
}

fn plus(pen: &Pen<'_>, middle: Point) -> Vec<Item> {
    let mut items = outline(pen, Shape::Decision, middle, pen.look.colors.outline);
    for arm in [Vec2::new(3.5, 0.0), Vec2::new(0.0, 3.5)] {
        let stroke = Stroke::new(pen.look.colors.ink, 1.5);
        items.push(pen.segment(middle - arm, middle + arm, stroke, Role::Mark));
    }
    items
}

fn hand_off(pen: &Pen<'_>, from: Point, to: Point) -> Vec<Item> {
    let middle = from.midpoint(to);
    vec![
        pen.segment(from, to, Stroke::new(pen.look.colors.edge, 1.5), Role::Mark),
        pen.circle(middle, 5.5, Some(pen.look.colors.canvas), None),
        pen.circle(middle, 3.5, Some(pen.look.colors.accent.color), None),
    ]
}

fn underlined(pen: &Pen<'_>, at: Point, is_dashed: bool) -> Vec<Item> {
    let below = Point::new(at.x, centered_baseline(at.y, 1, typography::TEXT) + 3.5);
    let width = pen.look.fonts.width("name", typography::TEXT);
    let stroke = Stroke::new(pen.look.colors.ink, 1.0);
    let stroke = if is_dashed { stroke.dashed(3.0, 2.0) } else { stroke };
    vec![
        word(pen, at.x, at.y, "name", (typography::TEXT, pen.look.colors.ink)),
        pen.segment(below, below + Vec2::new(width, 0.0), stroke, Role::Decoration),
    ]
}

fn copy(pen: &Pen<'_>, bounds: Rect) -> Vec<Item> {
    let stroke = || Stroke::new(pen.look.colors.outline, 1.5);
    let (from, to) = (Point::new(bounds.x1 - 8.0, bounds.y1), Point::new(bounds.x1, bounds.y1 - 8.0));
    vec![
        pen.boxed(bounds, 0.0, pen.look.colors.surface, stroke()),
        pen.segment(from, to, stroke(), Role::Mark),
    ]
}

/// The outline of a node at half its size.
fn outline(pen: &Pen<'_>, shape: Shape, middle: Point, color: Color) -> Vec<Item> {
    let bounds = Rect::from_center_size(
        (0.0, 0.0),
        if shape == Shape::Decision { (52.0, 36.0) } else { (52.0, 32.0) },
    );
    let place = Affine::translate(middle.to_vec2()) * Affine::scale(0.5);
    let stroke = || Stroke::new(color, 1.5);
    let line = shape.line(bounds);
    let mut items = vec![Item::Shape(scene::Shape {
        figure: scene::Figure::Path(place * shape.outline(bounds)),
        fill: Some(pen.look.colors.surface.into()),
        stroke: if line.is_none() { Some(stroke()) } else { None },
        role: Role::Frame,
    })];
    let lines = line.into_iter().chain(shape.inner_lines(bounds));
    items.extend(lines.map(|path| pen.stroked(place * path, stroke(), Role::Frame)));
    items
}

/// A piece of a category's line with its marker in the middle.
fn category_line(pen: &Pen<'_>, index: usize, at: Point, width: f64) -> Vec<Item> {
    let category = pen.look.colors.categories[index % pen.look.colors.categories.len()];
    let mut stroke = Stroke::new(category.color, 2.5);
    if let Some((dash, gap)) = category.dash {
        stroke = stroke.dashed(dash, gap);
    }
    let line = pen.segment(at, Point::new(at.x + width, at.y), stroke, Role::Mark);
    let mut items = vec![line];
    items.extend(pen.marker(Point::new(at.x + width / 2.0, at.y), category.marker, category.color));
    items
}
