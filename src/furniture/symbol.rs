//! The signs of value-stream maps: queues and stores, arrows of goods, cards and boxes of control (NOTATION.md section 2,
//! VISUAL.md section 13).

use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use super::centered_baseline;
use super::edge::{Edge, EdgeStyle, Heads, draw_edges};
use super::pen::Pen;
use crate::color::Color;
use crate::drawing::scene::{Anchor, Figure, Fill, Group, Item, Role, Shape, Stroke};
use crate::theme::typography;

/// A sign of a value-stream map, as its legend shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// Cases that wait.
    Queue,
    /// Who made it passes it on.
    Push,
    /// Who needs it fetches it.
    Pull,
    /// From outside, to the customer.
    Shipment,
    /// How often a shipment goes.
    Truck,
    /// A controlled stock.
    Supermarket,
    /// First in, first out, up to so many.
    Fifo,
    /// What systems tell each other.
    Signal,
    /// Permission to make.
    Kanban,
    /// Permission to fetch.
    WithdrawalKanban,
    /// Permission to make a batch.
    SignalKanban,
    /// Kinds of case mixed evenly.
    Leveling,
    /// Somebody looks and decides.
    GoSee,
    /// An improvement.
    Burst,
    /// Work.
    Work,
    /// Work that adds no value.
    NoValue,
    /// Waiting.
    Waiting,
}

impl Symbol {
    /// How wide it stands in a legend.
    pub(super) fn width(self) -> f64 {
        match self {
            Self::Queue | Self::Work | Self::NoValue | Self::Waiting => 18.0,
            Self::Push => 29.0,
            Self::Pull | Self::Shipment => 27.0,
            Self::Signal => 30.0,
            Self::Burst | Self::Kanban | Self::WithdrawalKanban | Self::SignalKanban => 20.0,
            Self::Truck => 16.0,
            Self::Supermarket => 14.0,
            Self::Fifo => 40.0,
            Self::Leveling | Self::GoSee => 30.0,
        }
    }

    /// Draws it in a legend, its left and its middle at `at`.
    pub(super) fn draw(self, pen: &Pen<'_>, at: Point) -> Vec<Item> {
        let colors = &pen.look.colors;
        let middle = Point::new(at.x + self.width() / 2.0, at.y);
        let block = |color: Color, stroke: Option<Stroke>| {
            let rect = Rect::from_center_size(middle, (18.0, 12.0));
            vec![Item::Shape(Shape {
                figure: Figure::Rect { rect, radius: 0.0 },
                fill: Some(color.into()),
                stroke,
                role: Role::Mark,
            })]
        };
        match self {
            Self::Queue => vec![triangle(pen, Point::new(middle.x, at.y - 8.0), (18.0, 16.0))],
            Self::Push => pen.push_arrow(at.x, at.x + 29.0, at.y, Thickness::Small),
            Self::Pull => pen.pull_arrow(at.x, at.x + 27.0, at.y),
            Self::Shipment => vec![pen.shipment(&[at, Point::new(at.x + 27.0, at.y)], Thickness::Small)],
            Self::Truck => vec![pen.truck(Point::new(at.x, at.y - 8.0))],
            Self::Supermarket => vec![pen.supermarket(Rect::from_center_size(middle, (12.0, 18.0)))],
            Self::Fifo => pen.fifo_lane(Rect::from_center_size(middle, (40.0, 18.0))),
            Self::Signal => {
                let (from, to) = (at, Point::new(at.x + 30.0, at.y));
                let mut items = vec![pen.zigzag(Point::new(at.x + 12.0, at.y), Vec2::new(1.0, 0.0))];
                let piece = |from: Point, to: Point, heads| Edge {
                    points: vec![from, to],
                    style: EdgeStyle::Signal,
                    heads,
                };
                let pieces = [
                    piece(from, Point::new(at.x + 8.0, at.y), Heads::None),
                    piece(Point::new(at.x + 16.0, at.y), to, Heads::Target),
                ];
                items.extend(draw_edges(pen, &pieces).into_iter().flatten());
                items
            }
            Self::Kanban => pen.kanban(middle, Card::Production),
            Self::WithdrawalKanban => pen.kanban(middle, Card::Withdrawal),
            Self::SignalKanban => pen.kanban(middle, Card::Signal),
            Self::Leveling => pen.leveling(middle),
            Self::GoSee => pen.spectacles(middle),
            Self::Burst => vec![pen.burst(middle, Vec2::new(10.0, 8.6), 10)],
            Self::Work => block(colors.positive.color, None),
            Self::NoValue => block(colors.outline, None),
            Self::Waiting => block(colors.waste.tint2, Some(Stroke::new(colors.waste.color, 1.0))),
        }
    }
}

/// How thick an arrow of goods is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thickness {
    /// In the picture.
    Full,
    /// In its legend.
    Small,
}

impl Thickness {
    /// Of the shaft, and length and width of the head.
    fn shaft_and_head(self) -> (f64, f64, f64) {
        match self {
            Self::Full => (12.0, 14.0, 24.0),
            Self::Small => (8.0, 9.0, 16.0),
        }
    }
}

/// What a card permits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// To make one.
    Production,
    /// To fetch one.
    Withdrawal,
    /// To make a batch.
    Signal,
}

impl Pen<'_> {
    /// A queue: a triangle with the letter I, 48 wide and 42 high, its tip at `tip`.
    pub fn queue(&self, tip: Point) -> Vec<Item> {
        let at = Point::new(tip.x, tip.y + 34.0);
        let ink = self.look.colors.ink;
        vec![
            triangle(self, tip, (48.0, 42.0)),
            self.line(at, "I", typography::LABEL_STRONG, ink, Anchor::Middle),
        ]
    }

    /// A striped arrow to the right.
    pub fn push_arrow(&self, from: f64, to: f64, y: f64, thickness: Thickness) -> Vec<Item> {
        let (shaft, head, _) = thickness.shaft_and_head();
        let (stripe, step, first) = match thickness {
            Thickness::Full => (7.0, 14.0, 5.0),
            Thickness::Small => (4.5, 9.0, 4.0),
        };
        let mut items = vec![self.shipment(&[Point::new(from, y), Point::new(to, y)], thickness)];
        let end = to - head;
        let mut x = from + first;
        while x + stripe <= end {
            let rect = Rect::new(x, y - shaft / 2.0, x + stripe, y + shaft / 2.0);
            items.push(self.filled(rect, 0.0, self.look.colors.edge, Role::Mark));
            x += step;
        }
        items
    }

    /// A hollow arrow along an axis, or around right angles.
    pub fn shipment(&self, points: &[Point], thickness: Thickness) -> Item {
        let (shaft, head, width) = thickness.shaft_and_head();
        let across = |ends: &[Point]| {
            let along = (ends[1] - ends[0]).normalize();
            Vec2::new(-along.y, along.x)
        };
        let sides: Vec<Vec2> = points.windows(2).map(across).collect();
        let (Some(first), Some(last)) = (sides.first(), sides.last()) else {
            return Item::Group(Group::default());
        };
        let to = points[points.len() - 1];
        let neck = to - Vec2::new(last.y, -last.x) * head;
        // At a right angle the sides of both runs are left by as much.
        let corners =
            points[1..].iter().zip(sides.windows(2)).map(|(corner, sides)| (*corner, sides[0] + sides[1]));
        let shaft_ends = std::iter::once((points[0], *first)).chain(corners).chain([(neck, *last)]);
        let shaft_ends: Vec<(Point, Vec2)> = shaft_ends.collect();
        let left = shaft_ends.iter().map(|(at, side)| *at + *side * (shaft / 2.0));
        let right = shaft_ends.iter().rev().map(|(at, side)| *at - *side * (shaft / 2.0));
        let tip = [neck + *last * (width / 2.0), to, neck - *last * (width / 2.0)];
        let outline: Vec<Point> = left.chain(tip).chain(right).collect();
        self.figure(polygon(&outline), self.look.colors.surface, self.look.colors.edge)
    }

    /// A circular arrow: who needs it fetches it.
    pub fn pull_arrow(&self, from: f64, to: f64, y: f64) -> Vec<Item> {
        let middle = f64::midpoint(from, to);
        let radius = ((to - from) / 2.0 - 3.0).min(12.0);
        let stroke = Stroke::new(self.look.colors.edge, 1.5).round();
        // Three quarters of a circle, as curves, and its head.
        let quarter = radius * 0.5523;
        let mut path = BezPath::new();
        path.move_to((middle - radius, y));
        path.curve_to((middle - radius, y - quarter), (middle - quarter, y - radius), (middle, y - radius));
        path.curve_to((middle + quarter, y - radius), (middle + radius, y - quarter), (middle + radius, y));
        path.curve_to((middle + radius, y + quarter), (middle + quarter, y + radius), (middle, y + radius));
        let tip = [
            Point::new(middle - 7.0, y + radius),
            Point::new(middle + 2.0, y + radius - 4.0),
            Point::new(middle + 2.0, y + radius + 4.0),
        ];
        vec![
            self.stroked(path, stroke, Role::Mark),
            self.solid(polygon(&tip), Fill::from(self.look.colors.edge), Role::Mark),
        ]
    }

    /// A store with three bays, open to the left: toward who fills it.
    pub fn supermarket(&self, bounds: Rect) -> Item {
        let mut path = BezPath::new();
        for bay in 0..=3 {
            let y = bounds.y0 + bounds.height() / 3.0 * f64::from(bay);
            path.move_to((bounds.x0, y));
            path.line_to((bounds.x1, y));
        }
        path.move_to((bounds.x1, bounds.y0));
        path.line_to((bounds.x1, bounds.y1));
        self.stroked(path, Stroke::new(self.look.colors.edge, 1.5).round(), Role::Mark)
    }

    /// A lane of cases that leave it as they came, open at both ends.
    pub fn fifo_lane(&self, bounds: Rect) -> Vec<Item> {
        let color = self.look.colors.edge;
        let stroke = || Stroke::new(color, 1.5);
        let side =
            |y: f64| self.segment(Point::new(bounds.x0, y), Point::new(bounds.x1, y), stroke(), Role::Mark);
        let at =
            Point::new(bounds.center().x - 3.0, centered_baseline(bounds.center().y, 1, typography::BADGE));
        let tip = Point::new(bounds.x1 - 1.0, bounds.center().y);
        let head = [tip, tip + Vec2::new(-6.0, -4.0), tip + Vec2::new(-6.0, 4.0)];
        vec![
            side(bounds.y0),
            side(bounds.y1),
            self.line(at, "FIFO", typography::BADGE, self.look.colors.ink, Anchor::Middle),
            self.solid(polygon(&head), Fill::from(color), Role::Mark),
        ]
    }

    /// The kink of what systems tell each other, on a line that runs along `along`.
    pub fn zigzag(&self, middle: Point, along: Vec2) -> Item {
        let across = Vec2::new(-along.y, along.x);
        let at = |far: f64, side: f64| middle + along * far + across * side;
        let mut path = BezPath::new();
        path.move_to(at(-4.0, 0.0));
        path.line_to(at(7.0, -8.0));
        path.line_to(at(-7.0, 8.0));
        path.line_to(at(4.0, 0.0));
        self.stroked(path, Stroke::new(self.look.colors.accent.color, 1.5).round(), Role::Mark)
    }

    /// A card with a cut corner, 20 wide; one that permits to fetch is hatched, one for a batch a triangle on its tip.
    pub fn kanban(&self, middle: Point, card: Card) -> Vec<Item> {
        let colors = &self.look.colors;
        let at = |x: f64, y: f64| middle + Vec2::new(x, y);
        if card == Card::Signal {
            let corners = [at(-10.0, -8.0), at(10.0, -8.0), at(0.0, 9.0)];
            return vec![self.figure(polygon(&corners), colors.surface, colors.edge)];
        }
        let corners = [at(-10.0, -7.0), at(5.0, -7.0), at(10.0, -2.0), at(10.0, 7.0), at(-10.0, 7.0)];
        let mut items = vec![self.figure(polygon(&corners), colors.surface, colors.edge)];
        if card == Card::Withdrawal {
            for x in [-10.0, -5.0, 0.0] {
                items.push(self.segment(
                    at(x, 7.0),
                    at(x + 9.0, -5.0),
                    Stroke::new(colors.edge, 1.0),
                    Role::Decoration,
                ));
            }
        }
        items
    }

    /// A box in which kinds of case alternate, 30 wide.
    pub fn leveling(&self, middle: Point) -> Vec<Item> {
        let colors = &self.look.colors;
        let bounds = Rect::from_center_size(middle, (30.0, 16.0));
        let stroke = Stroke::new(colors.edge, 1.5);
        let at = Point::new(middle.x, centered_baseline(middle.y, 1, typography::BADGE));
        vec![
            self.boxed(bounds, 0.0, colors.surface, stroke),
            self.line(at, "OXO", typography::BADGE, colors.ink, Anchor::Middle),
        ]
    }

    /// Spectacles: somebody looks and decides, 30 wide.
    pub fn spectacles(&self, middle: Point) -> Vec<Item> {
        let colors = &self.look.colors;
        let stroke = || Stroke::new(colors.edge, 1.5).round();
        let glass =
            |x: f64| self.circle(middle + Vec2::new(x, 0.0), 6.0, Some(colors.surface), Some(stroke()));
        let mut bridge = BezPath::new();
        bridge.move_to(middle + Vec2::new(-2.5, 0.0));
        bridge.quad_to(middle + Vec2::new(0.0, -3.0), middle + Vec2::new(2.5, 0.0));
        bridge.move_to(middle + Vec2::new(-14.5, 0.0));
        bridge.line_to(middle + Vec2::new(-11.0, -6.0));
        bridge.move_to(middle + Vec2::new(14.5, 0.0));
        bridge.line_to(middle + Vec2::new(11.0, -6.0));
        vec![glass(-8.5), glass(8.5), self.stroked(bridge, stroke(), Role::Mark)]
    }

    /// A truck, 16 wide, its top left at `at`.
    pub fn truck(&self, at: Point) -> Item {
        let path = BezPath::from_svg(TRUCK).unwrap_or_default();
        let stroke = Stroke::new(self.look.colors.edge, 1.5).round();
        self.stroked(Affine::translate(at.to_vec2()) * path, stroke, Role::Mark)
    }

    /// A burst with so many spikes.
    pub fn burst(&self, middle: Point, radius: Vec2, spikes: u32) -> Item {
        let points = spikes * 2;
        let corners: Vec<Point> = (0..points)
            .map(|index| {
                let (sine, cosine) = turn(f64::from(index) / f64::from(points));
                let far = if index % 2 == 0 { 1.0 } else { INNER };
                middle + Vec2::new(radius.x * far * sine, -radius.y * far * cosine)
            })
            .collect();
        let tone = self.look.colors.waste;
        self.figure(polygon(&corners), tone.tint2, tone.color)
    }

    /// The box of an outside party: a factory with three saw teeth, 14 high.
    pub fn factory(&self, bounds: Rect) -> Item {
        let tooth = bounds.width() / 3.0;
        let eaves = bounds.y0 + 14.0;
        let mut path = BezPath::new();
        path.move_to((bounds.x0, bounds.y1));
        path.line_to((bounds.x0, eaves));
        for index in 1..=3 {
            let x = bounds.x0 + tooth * f64::from(index);
            path.line_to((x, bounds.y0));
            path.line_to((x, if index == 3 { bounds.y1 } else { eaves }));
        }
        path.close_path();
        let mut item = self.figure(path, self.look.colors.surface, self.look.colors.edge);
        if let Item::Shape(shape) = &mut item {
            shape.role = Role::Frame;
        }
        item
    }

    fn figure(&self, path: BezPath, fill: Color, line: Color) -> Item {
        Item::Shape(Shape {
            figure: Figure::Path(path),
            fill: Some(fill.into()),
            stroke: Some(Stroke::new(line, 1.5).round()),
            role: Role::Mark,
        })
    }
}

/// How far the notches of a burst lie from its middle, as a part of its radius.
const INNER: f64 = 0.82;

const TRUCK: &str = "M1 3.5h8.5v7.5h-8.5zM9.5 6h3l2.5 2.5v2.5h-5.5M5 12.2a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0zM13.2 \
                     12.2a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0z";

fn triangle(pen: &Pen<'_>, tip: Point, (width, height): (f64, f64)) -> Item {
    let tone = pen.look.colors.waste;
    let base = tip.y + height;
    let corners = [tip, Point::new(tip.x + width / 2.0, base), Point::new(tip.x - width / 2.0, base)];
    pen.figure(polygon(&corners), tone.tint, tone.color)
}

fn polygon(corners: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    for (index, corner) in corners.iter().enumerate() {
        if index == 0 { path.move_to(*corner) } else { path.line_to(*corner) }
    }
    path.close_path();
    path
}

/// Sine and cosine of a part of a whole turn, by their series: the same digits on every machine.
fn turn(part: f64) -> (f64, f64) {
    let angle = std::f64::consts::TAU * (part - part.round());
    let series = |first: f64, start: f64| {
        let (mut term, mut sum, mut index) = (first, first, start);
        for _ in 0..14 {
            term *= -angle * angle / ((index + 1.0) * (index + 2.0));
            sum += term;
            index += 2.0;
        }
        sum
    };
    (series(angle, 1.0), series(1.0, 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_ends_where_it_began() {
        let near = |one: (f64, f64), two: (f64, f64)| {
            assert!((one.0 - two.0).abs() < 1e-9 && (one.1 - two.1).abs() < 1e-9, "{one:?}");
        };
        near(turn(0.0), (0.0, 1.0));
        near(turn(0.25), (1.0, 0.0));
        near(turn(0.5), (0.0, -1.0));
        near(turn(1.0 / 12.0), (0.5, 0.75_f64.sqrt()));
    }

    #[test]
    fn a_burst_has_the_design_s_corners() {
        let fonts = crate::text::Fonts::embedded();
        let look = crate::theme::THEMES[0].look(&fonts);
        let burst = Pen::new(&look).burst(Point::new(1204.0, 332.0), Vec2::new(56.0, 36.0), 14);
        let Item::Shape(Shape { figure: Figure::Path(path), .. }) = burst else { panic!("a path") };
        // VISUAL.md's mockup: M1204 296L1214.22 303.22L1228.3 299.57.
        let corners: Vec<Point> =
            path.elements().iter().filter_map(|part| part.end_point()).take(3).collect();
        let near = |one: Point, x: f64, y: f64| (one.x - x).abs() < 0.01 && (one.y - y).abs() < 0.01;
        assert!(near(corners[0], 1204.0, 296.0), "{corners:?}");
        assert!(near(corners[1], 1214.22, 303.22), "{corners:?}");
        assert!(near(corners[2], 1228.3, 299.57), "{corners:?}");
    }
}
