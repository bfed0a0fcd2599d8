//! The legend: the marks that occur in a drawing, in the order of their first use (VISUAL.md section 4).

use kurbo::{Affine, Point, Rect, Vec2};

use super::edge::{Edge, EdgeStyle, Heads, draw_edges};
use super::face::Face;
use super::icon::Icon;
use super::letter::LetterTone;
use super::number::RADIUS;
use super::object_relation::ObjectRelation;
use super::pen::{Block, Pen};
use super::relation::{RelationEnd, RelationNotation};
use super::symbol::Symbol;
use super::table::{Badge, Privacy, TableStyle};
use super::{FOOTER_GAP, MARGIN, centered_baseline};
use crate::color::Color;
use crate::drawing::scene::{self, Anchor, Item, Role, Stroke};
use crate::shape::Shape;
use crate::theme::{Look, Marker, Tone, typography};

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
    fn width(self) -> f64 {
        match self {
            Self::RelationEnd(notation, _) => notation.lead + 4.0,
            Self::Line { .. } => 40.0,
            Self::Badge(_, TableStyle::Uml) => 30.0,
            Self::Badge(..) => 16.0,
            Self::Privacy(_) => 34.0,
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

    fn draw(self, pen: &Pen<'_>, at: Point) -> Vec<Item> {
        let middle = Point::new(at.x + self.width() / 2.0, at.y);
        match self {
            Self::Diamond => vec![pen.diamond(middle, 12.0, pen.look.colors.accent.color)],
            Self::Face(score) => Face { center: middle, radius: 8.0, score }.draw(pen),
            Self::Icon(icon, meaning) => {
                vec![icon.draw(Point::new(at.x, at.y - 7.0), 14.0, meaning.tone(pen.look).color)]
            }
            Self::Tick => vec![pen.tick(at)],
            Self::Triangle => vec![pen.down_triangle(at)],
            Self::Category(index) => category_line(pen, index, at, 24.0),
            Self::Unknown => {
                let stroke = Stroke::new(pen.look.colors.outline, 1.5);
                vec![pen.circle(middle, 6.0, Some(pen.look.colors.canvas), Some(stroke))]
            }
            Self::Dot => vec![pen.circle(middle, 5.0, Some(pen.look.colors.ink), None)],
            Self::Node(shape) => outline(pen, shape, middle, pen.look.colors.outline),
            Self::Terminal => outline(pen, Shape::Terminal, middle, pen.look.colors.ink),
            Self::Plus => {
                let mut items = outline(pen, Shape::Decision, middle, pen.look.colors.outline);
                let stroke = || Stroke::new(pen.look.colors.ink, 1.5);
                for arm in [Vec2::new(3.5, 0.0), Vec2::new(0.0, 3.5)] {
                    items.push(pen.segment(middle - arm, middle + arm, stroke(), Role::Mark));
                }
                items
            }
            Self::HandOff => {
                let stroke = Stroke::new(pen.look.colors.edge, 1.5);
                let end = Point::new(at.x + self.width(), at.y);
                vec![
                    pen.segment(at, end, stroke, Role::Mark),
                    pen.circle(middle, 5.5, Some(pen.look.colors.canvas), None),
                    pen.circle(middle, 3.5, Some(pen.look.colors.accent.color), None),
                ]
            }
            Self::Edge(style) => self.edge(pen, at, style, Heads::Target),
            Self::BothWays => self.edge(pen, at, EdgeStyle::Plain, Heads::Both),
            Self::Fail => pen.fail_mark(middle),
            Self::Wait => pen.wait_mark(middle),
            Self::Number(number) => pen.number(middle, number),
            Self::RelationEnd(notation, end) => pen.relation_swatch(at, notation, &end),
            Self::Line { is_dashed } => {
                let points = vec![at, Point::new(at.x + self.width(), at.y)];
                let style = if is_dashed { EdgeStyle::Message } else { EdgeStyle::Plain };
                draw_edges(pen, &[Edge { points, style, heads: Heads::None }]).remove(0)
            }
            Self::Badge(badge, style) => {
                let baseline = Point::new(at.x, centered_baseline(at.y, 1, typography::BADGE));
                let color = badge.color(pen);
                vec![pen.line(baseline, badge.word(style), typography::BADGE, color, Anchor::Start)]
            }
            Self::Privacy(privacy) => pen.privacy(at, privacy),
            Self::Optional => {
                let baseline = Point::new(at.x, centered_baseline(at.y, 1, typography::TEXT));
                vec![pen.line(baseline, "name", typography::TEXT, pen.look.colors.muted, Anchor::Start)]
            }
            Self::DoubleLine => [-2.0, 2.0]
                .map(|by| {
                    let (from, to) = (at + Vec2::new(0.0, by), at + Vec2::new(self.width(), by));
                    pen.segment(from, to, Stroke::new(pen.look.colors.edge, 1.5), Role::Mark)
                })
                .into(),
            Self::DoubleBox => [(26.0, 16.0), (20.0, 10.0)]
                .map(|size| {
                    let stroke = Stroke::new(pen.look.colors.outline, 1.25);
                    pen.boxed_line(Rect::from_center_size(middle, size), 0.0, stroke)
                })
                .into(),
            Self::Underlined { is_dashed } => {
                let baseline = Point::new(at.x, centered_baseline(at.y, 1, typography::TEXT));
                let width = pen.look.fonts.width("name", typography::TEXT);
                let mut stroke = Stroke::new(pen.look.colors.ink, 1.0);
                if is_dashed {
                    stroke = stroke.dashed(3.0, 2.0);
                }
                let (from, to) = (baseline + Vec2::new(0.0, 3.5), baseline + Vec2::new(width, 3.5));
                vec![
                    pen.line(baseline, "name", typography::TEXT, pen.look.colors.ink, Anchor::Start),
                    pen.segment(from, to, stroke, Role::Decoration),
                ]
            }
            Self::OneOf => {
                let to = Point::new(at.x + self.width(), at.y);
                let stroke = Stroke::new(pen.look.colors.edge, 1.5);
                let line = pen.segment(at, to, stroke, Role::Mark);
                std::iter::once(line).chain(pen.one_of(middle, pen.look.colors.canvas)).collect()
            }
            Self::Object(relation) => relation.draw_sample(pen, at, self.width()),
            Self::Letter(letter, tone) => pen.letter(middle, 20.0, letter, tone),
            Self::DashedBox => {
                let bounds = Rect::from_center_size(middle, (self.width(), 16.0));
                let stroke = Stroke::new(pen.look.colors.outline, 1.25).dashed(5.0, 4.0);
                vec![pen.boxed(bounds, 4.0, pen.look.colors.surface, stroke)]
            }
            Self::Post { is_filled } => vec![pen.post(middle, is_filled)],
            Self::Sign(sign) => {
                let baseline = centered_baseline(at.y, 1, typography::TEXT);
                let at = Point::new(middle.x, baseline);
                vec![pen.line(at, &sign.to_string(), typography::TEXT, pen.look.colors.muted, Anchor::Middle)]
            }
            Self::Symbol(symbol) => symbol.draw(pen, at),
            Self::Area(ground) => {
                let radius = if matches!(ground, Ground::Solid(_)) { 2.0 } else { 0.0 };
                let bounds = Rect::from_center_size(middle, (self.width(), 14.0));
                vec![pen.filled(bounds, radius, ground.color(pen.look), Role::Decoration)]
            }
            Self::Chip(sign) => {
                let words = Block::new(pen.look, sign, typography::BADGE, None);
                pen.chip(Rect::from_center_size(middle, (self.width(), 16.0)), &words)
            }
            Self::Rise => vec![pen.up_triangle(at)],
            Self::Unmeasured => {
                let bounds = Rect::from_center_size(middle, (self.width(), 14.0));
                vec![pen.boxed_line(bounds, 0.0, Stroke::new(pen.look.colors.outline, 1.5).dashed(2.0, 4.0))]
            }
            Self::Break => {
                let bar = Rect::from_center_size(middle, (self.width(), 2.0));
                let bar = pen.filled(bar, 0.0, pen.look.colors.accent.color, Role::Mark);
                std::iter::once(bar).chain(pen.break_mark(middle)).collect()
            }
            Self::Boundary => {
                let bounds = Rect::from_center_size(middle, (self.width(), 16.0));
                vec![pen.boundary(bounds, 4.0)]
            }
            Self::Copy => {
                let bounds = Rect::from_center_size(middle, (self.width(), 16.0));
                let stroke = || Stroke::new(pen.look.colors.outline, 1.5);
                let slash = (Point::new(bounds.x1 - 8.0, bounds.y1), Point::new(bounds.x1, bounds.y1 - 8.0));
                vec![
                    pen.boxed(bounds, 0.0, pen.look.colors.surface, stroke()),
                    pen.segment(slash.0, slash.1, stroke(), Role::Mark),
                ]
            }
        }
    }

    fn edge(self, pen: &Pen<'_>, at: Point, style: EdgeStyle, heads: Heads) -> Vec<Item> {
        let points = vec![at, Point::new(at.x + self.width(), at.y)];
        draw_edges(pen, &[Edge { points, style, heads }]).remove(0)
    }
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

impl Pen<'_> {
    /// A chart's marker of half width 3.5, with a ring of the canvas that keeps it clear of its line.
    pub fn marker(&self, at: Point, marker: Marker, color: Color) -> Vec<Item> {
        let canvas = self.look.colors.canvas;
        let halo = self.circle(at, 5.5, Some(canvas), None);
        let polygon = |points: &[(f64, f64)]| {
            let mut path = kurbo::BezPath::new();
            for (index, (x, y)) in points.iter().enumerate() {
                let point = Point::new(at.x + x, at.y + y);
                if index == 0 { path.move_to(point) } else { path.line_to(point) }
            }
            path.close_path();
            self.solid(path, color.into(), Role::Mark)
        };
        let mark = match marker {
            Marker::Circle => self.circle(at, 3.5, Some(color), None),
            Marker::Square => polygon(&[(-3.2, -3.2), (3.2, -3.2), (3.2, 3.2), (-3.2, 3.2)]),
            Marker::Triangle => polygon(&[(0.0, -3.8), (3.8, 3.0), (-3.8, 3.0)]),
            Marker::Diamond => polygon(&[(0.0, -4.4), (4.4, 0.0), (0.0, 4.4), (-4.4, 0.0)]),
            Marker::Ring => self.circle(at, 3.5, Some(canvas), Some(Stroke::new(color, 1.75))),
            Marker::Cross => {
                let mut path = kurbo::BezPath::new();
                path.move_to((at.x - 3.2, at.y - 3.2));
                path.line_to((at.x + 3.2, at.y + 3.2));
                path.move_to((at.x + 3.2, at.y - 3.2));
                path.line_to((at.x - 3.2, at.y + 3.2));
                self.stroked(path, Stroke::new(color, 2.0).round(), Role::Mark)
            }
        };
        vec![halo, mark]
    }
}

/// The legend of a drawing, and below it the notes to its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    entries: Vec<(Swatch, String)>,
}

impl Legend {
    /// Adds an entry, unless its words stand there already.
    pub fn add(&mut self, swatch: Swatch, word: impl Into<String>) {
        let word = word.into();
        if self.entries.iter().all(|(_, known)| *known != word) {
            self.entries.push((swatch, word));
        }
    }

    /// Adds what a number stands for; numbers come after all marks, on lines of their own.
    pub fn add_note(&mut self, number: usize, words: impl Into<String>) {
        self.entries.push((Swatch::Number(number), words.into()));
    }

    /// Whether it has nothing to say.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where each entry starts, and its line, from 0, in a picture `width` wide.
    fn places(&self, look: &Look<'_>, width: f64) -> Vec<(f64, usize)> {
        let (mut x, mut line) = (MARGIN, 0);
        let mut places = Vec::with_capacity(self.entries.len());
        for (swatch, word) in &self.entries {
            let entry = swatch.width() + 8.0 + look.fonts.width(word, typography::NOTE);
            let begins_notes = *swatch == Swatch::Number(1);
            if x > MARGIN && (begins_notes || x + entry > width - MARGIN) {
                (x, line) = (MARGIN, line + 1);
            }
            places.push((x, line));
            x += entry + 24.0;
        }
        places
    }

    /// The middle of its last line, `body_bottom` being where the drawing ends. Without entries the footer's rule is to
    /// lie on the last line of the drawing, so the middle is where that needs it.
    pub fn last_center(&self, look: &Look<'_>, width: f64, body_bottom: f64) -> f64 {
        match self.places(look, width).last() {
            Some((_, line)) => body_bottom + 36.0 + 24.0 * *line as f64,
            None => body_bottom - FOOTER_GAP,
        }
    }

    /// Draws it.
    pub fn draw(&self, pen: &Pen<'_>, width: f64, body_bottom: f64) -> Item {
        let mut items = Vec::new();
        for ((swatch, word), (x, line)) in self.entries.iter().zip(self.places(pen.look, width)) {
            let middle = body_bottom + 36.0 + 24.0 * line as f64;
            items.extend(swatch.draw(pen, Point::new(x, middle)));
            let at = Point::new(x + swatch.width() + 8.0, centered_baseline(middle, 1, typography::NOTE));
            items.push(pen.line(at, word, typography::NOTE, pen.look.colors.body, Anchor::Start));
        }
        pen.group("legend", items)
    }
}
