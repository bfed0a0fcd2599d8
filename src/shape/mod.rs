//! Outlines of nodes (VISUAL.md section 6, after ISO 5807; data flow after NOTATION.md section 7): their size, their path, where text stands, where edges meet.

mod bubble;
mod connector;
mod data;
mod decision;
mod delay;
mod display;
mod document;
mod form;
mod manual_input;
mod manual_step;
mod numbered_process;
mod off_page;
mod open_store;
mod outsider;
mod path;
mod preparation;
mod process;
mod square;
mod stored_data;
mod sub_process;
mod terminal;
mod two_lines;

use form::Form;
pub use form::Spacing;
use kurbo::{BezPath, Line, ParamCurve, PathSeg, Point, Rect, Size, Vec2};

/// The outline of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Work: a rectangle with round corners.
    #[default]
    Process,
    /// A start or an end: both sides half circles.
    Terminal,
    /// A question: a diamond.
    Decision,
    /// Something written: a rectangle with a wave below.
    Document,
    /// What goes in or comes out: a parallelogram.
    Data,
    /// What is kept: a cylinder.
    StoredData,
    /// Work described elsewhere: a rectangle with a bar at each side.
    SubProcess,
    /// What a person types in: a rectangle with a slanting top.
    ManualInput,
    /// What a person does by hand: a trapezium.
    ManualStep,
    /// A wait: the right side a half circle.
    Delay,
    /// What a person reads: a point at the left, a curve at the right.
    Display,
    /// What makes ready: a hexagon.
    Preparation,
    /// A junction with one or two characters: a circle.
    Connector,
    /// Continued on another page: a pentagon that points down.
    OffPage,
    /// What changes data: round corners, a band for its number (Gane and Sarson).
    NumberedProcess,
    /// What changes data: a circle (Yourdon and DeMarco).
    Bubble,
    /// Where data come from and go to: a square with a second edge (Gane and Sarson).
    Outsider,
    /// Where data come from and go to: a rectangle (Yourdon and DeMarco).
    Square,
    /// Where data rest: open at its right, with a cell for its number (Gane and Sarson).
    OpenStore,
    /// Where data rest: between two lines (Yourdon and DeMarco).
    TwoLines,
}

impl Shape {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Process,
        Self::Terminal,
        Self::Decision,
        Self::Document,
        Self::Data,
        Self::StoredData,
        Self::SubProcess,
        Self::ManualInput,
        Self::ManualStep,
        Self::Delay,
        Self::Display,
        Self::Preparation,
        Self::Connector,
        Self::OffPage,
        Self::NumberedProcess,
        Self::Bubble,
        Self::Outsider,
        Self::Square,
        Self::OpenStore,
        Self::TwoLines,
    ];

    fn form(self) -> &'static dyn Form {
        match self {
            Self::Process => &process::Process,
            Self::Terminal => &terminal::Terminal,
            Self::Decision => &decision::Decision,
            Self::Document => &document::Document,
            Self::Data => &data::Data,
            Self::StoredData => &stored_data::StoredData,
            Self::SubProcess => &sub_process::SubProcess,
            Self::ManualInput => &manual_input::ManualInput,
            Self::ManualStep => &manual_step::ManualStep,
            Self::Delay => &delay::Delay,
            Self::Display => &display::Display,
            Self::Preparation => &preparation::Preparation,
            Self::Connector => &connector::Connector,
            Self::OffPage => &off_page::OffPage,
            Self::NumberedProcess => &numbered_process::NumberedProcess,
            Self::Bubble => &bubble::Bubble,
            Self::Outsider => &outsider::Outsider,
            Self::Square => &square::Square,
            Self::OpenStore => &open_store::OpenStore,
            Self::TwoLines => &two_lines::TwoLines,
        }
    }

    /// How wide text may be inside a node `width` px wide, to be wrapped to.
    pub fn text_width(self, width: f64, spacing: Spacing) -> f64 {
        self.form().text_width(width, spacing)
    }

    /// The size of a node at least `width` px wide around text of so many lines, the longest `text_width` px wide.
    ///
    /// Wider than asked only where words are too long for its text width.
    pub fn size(self, width: f64, text_width: f64, lines: usize, spacing: Spacing) -> Size {
        self.form().size(width, text_width, lines, spacing)
    }

    /// The middle of the text inside a node.
    pub fn text_center(self, bounds: Rect) -> Point {
        bounds.center() + self.form().text_shift(bounds)
    }

    /// The closed outline inside a box.
    pub fn outline(self, bounds: Rect) -> BezPath {
        self.form().outline(bounds)
    }

    /// What is drawn of the outline, where that is not all of it.
    pub fn line(self, bounds: Rect) -> Option<BezPath> {
        self.form().line(bounds)
    }

    /// Lines inside the outline: the rim of a cylinder, the bars of a sub-process.
    pub fn inner_lines(self, bounds: Rect) -> Option<BezPath> {
        self.form().inner_lines(bounds)
    }

    /// Whether edges meet it in the middle of its sides only.
    pub fn has_one_port_a_side(self) -> bool {
        self.form().has_one_port_a_side()
    }

    /// Where an edge that comes straight to a point on the side of the box meets the outline.
    ///
    /// `border` lies on the box; a point that the outline touches stays where it is.
    pub fn port(self, bounds: Rect, border: Point) -> Point {
        let inward = inward(bounds, border);
        let reach = Vec2::new(inward.x * bounds.width(), inward.y * bounds.height());
        // From just outside, so that an outline along the box is met at the box.
        let ray = Line::new(border - inward, border + reach);
        let outline = self.outline(bounds);
        let near = outline.segments().filter(|segment| may_meet(segment, border, inward));
        let hits = near.flat_map(|segment| segment.intersect_line(ray)).map(|hit| hit.line_t);
        let first = hits.filter(|at| (0.0..=1.0).contains(at)).min_by(f64::total_cmp);
        first.map_or(border, |at| rounded(ray.eval(at)))
    }
}

/// The direction from a point on the side of a box into the box.
fn inward(bounds: Rect, border: Point) -> Vec2 {
    let sides = [
        (border.x - bounds.x0, Vec2::new(1.0, 0.0)),
        (bounds.x1 - border.x, Vec2::new(-1.0, 0.0)),
        (border.y - bounds.y0, Vec2::new(0.0, 1.0)),
        (bounds.y1 - border.y, Vec2::new(0.0, -1.0)),
    ];
    let nearest = sides.into_iter().min_by(|one, two| one.0.abs().total_cmp(&two.0.abs()));
    nearest.map_or(Vec2::ZERO, |(_, inward)| inward)
}

/// Whether a piece may lie on both sides of a level or upright line: it never leaves the box around its control points.
fn may_meet(piece: &PathSeg, on: Point, along: Vec2) -> bool {
    /// More than what rounding moves a point by.
    const SLACK: f64 = 1e-6;
    let beside = |point: Point| (point - on).cross(along);
    let beside = match *piece {
        PathSeg::Line(line) => [line.p0, line.p0, line.p1, line.p1].map(beside),
        PathSeg::Quad(quad) => [quad.p0, quad.p1, quad.p1, quad.p2].map(beside),
        PathSeg::Cubic(cubic) => [cubic.p0, cubic.p1, cubic.p2, cubic.p3].map(beside),
    };
    beside.iter().any(|side| *side <= SLACK) && beside.iter().any(|side| *side >= -SLACK)
}

/// To a thousandth of a px, so that no machine's last digit can be seen.
fn rounded(point: Point) -> Point {
    Point::new((point.x * 1000.0).round() / 1000.0, (point.y * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;

    const BOUNDS: Rect = Rect::new(100.0, 50.0, 244.0, 122.0);

    #[test]
    fn every_outline_is_closed_and_fills_its_box() {
        for shape in Shape::ALL {
            let outline = shape.outline(BOUNDS);
            let found = outline.bounding_box();
            // Rounding takes the tip of a diamond back by 2 px.
            let is_close = |one: f64, two: f64| (one - two).abs() < 2.5;
            let fills = is_close(found.x0, BOUNDS.x0)
                && is_close(found.x1, BOUNDS.x1)
                && is_close(found.y0, BOUNDS.y0)
                && is_close(found.y1, BOUNDS.y1);
            assert!(BOUNDS.inflate(1.0, 1.0).contains_rect(found), "{shape:?}: {found:?}");
            // A circle keeps its radius in any box.
            assert!(fills || *shape == Shape::Connector, "{shape:?}: {found:?}");
            assert!(matches!(outline.elements().last(), Some(kurbo::PathEl::ClosePath)), "{shape:?}");
        }
    }

    #[test]
    fn text_lies_inside_the_outline() {
        let spacing = Spacing { line_px: 20.0, padding: 20.0 };
        for shape in Shape::ALL.iter().filter(|shape| **shape != Shape::Connector) {
            for lines in 1..=5 {
                let wanted = shape.text_width(144.0, spacing) * 0.7;
                let size = shape.size(144.0, wanted, lines, spacing);
                let bounds = Rect::from_origin_size((0.0, 0.0), size);
                let outline = shape.outline(bounds);
                let center = shape.text_center(bounds);
                // Ink: from the capitals of the first line to the baseline of the last.
                let half = Vec2::new(wanted / 2.0, ((lines - 1) as f64 * 20.0 + 10.0) / 2.0);
                for corner in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                    let at = center + Vec2::new(half.x * corner.0, half.y * corner.1);
                    assert!(outline.contains(at), "{shape:?}, {lines} lines, {size:?}: {at:?}");
                }
            }
        }
    }

    #[test]
    fn ports_lie_on_the_outline() {
        for shape in Shape::ALL {
            let outline = shape.outline(BOUNDS);
            let middles = [
                Point::new(172.0, 50.0),
                Point::new(244.0, 86.0),
                Point::new(172.0, 122.0),
                Point::new(100.0, 86.0),
            ];
            for border in middles {
                let port = shape.port(BOUNDS, border);
                let distance = outline
                    .segments()
                    .map(|segment| kurbo::ParamCurveNearest::nearest(&segment, port, 1e-6).distance_sq)
                    .fold(f64::INFINITY, f64::min);
                assert!(distance < 0.01, "{shape:?} at {border:?}: {port:?} is {distance} away");
                assert!(port.x == border.x || port.y == border.y, "{shape:?}: {port:?} is not straight in");
            }
        }
    }

    #[test]
    fn outlines_of_data_flow_are_those_of_the_notations() {
        // Gane and Sarson's store is open at its right, Yourdon's at both sides.
        let sides = |shape: Shape| {
            let line = shape.line(BOUNDS).expect("part of its outline");
            let has = |x: f64| {
                line.segments().any(|piece| {
                    let ends = (piece.start(), piece.end());
                    (ends.0.x - x).abs() < 0.1 && (ends.1.x - x).abs() < 0.1
                })
            };
            (has(BOUNDS.x0), has(BOUNDS.x1))
        };
        assert_eq!(sides(Shape::OpenStore), (true, false));
        assert_eq!(sides(Shape::TwoLines), (false, false));
        // The second edge of an outsider is at its top and left.
        let edge = Shape::Outsider.inner_lines(BOUNDS).expect("a second edge").bounding_box();
        assert_eq!((edge.x0 - BOUNDS.x0, edge.y0 - BOUNDS.y0), (5.0, 5.0));
        let square = Rect::new(0.0, 0.0, 100.0, 100.0);
        let circle = Shape::Bubble.outline(square);
        assert!(
            circle.segments().all(|piece| ((piece.eval(0.5) - square.center()).hypot() - 50.0).abs() < 0.05)
        );
    }

    #[test]
    fn sizes_are_those_of_the_design() {
        let spacing = Spacing { line_px: 20.0, padding: 20.0 };
        let size = |shape: Shape, lines| shape.size(144.0, 90.0, lines, spacing);
        assert_eq!(size(Shape::Process, 1), Size::new(144.0, 60.0));
        assert_eq!(size(Shape::Process, 2), Size::new(144.0, 60.0));
        assert_eq!(size(Shape::Process, 4), Size::new(144.0, 100.0));
        assert_eq!(size(Shape::Terminal, 1).height, 44.0);
        assert_eq!(size(Shape::Terminal, 2).height, 48.0);
        assert_eq!(size(Shape::Document, 2).height, 68.0);
        assert_eq!(size(Shape::StoredData, 2).height, 70.0);
        assert_eq!(size(Shape::ManualInput, 2).height, 68.0);
        assert_eq!(size(Shape::OffPage, 2).height, 76.0);
        // Two lines of 20 in a diamond 84 high leave 144·(1 − 40/84) − 2 = 73.4; 90 need 40/(1 − 92/144) = 110.8.
        assert_eq!(Shape::Decision.size(144.0, 73.0, 2, spacing), Size::new(144.0, 84.0));
        assert_eq!(Shape::Decision.size(144.0, 90.0, 2, spacing).height, 112.0);
    }
}
