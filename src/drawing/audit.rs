//! What a picture must never show: the program's own check of its scenes (VISUAL.md section 16).

use kurbo::{ParamCurve as _, PathEl, Point, Rect, Shape as _};

use super::scene::{Figure, Item, Part, Role, Scene, Shape, Text};
use crate::color::Color;

/// Something that a picture must not show.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// Where.
    pub place: Rect,
    /// The words or names that it is about.
    pub about: String,
}

/// The kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Two texts lie over each other.
    TextOverText,
    /// A text leaves the box that it belongs to.
    TextOutsideRoom,
    /// A text leaves the picture.
    TextOutsideCanvas,
    /// A line runs through a text.
    LineOverText,
    /// A text is smaller than 11 px.
    TextTooSmall,
    /// A text is too pale for what lies behind it: below 4.5 to 1 (WCAG 2.2, 1.4.3).
    TextTooPale,
    /// A line or a mark is too pale for what lies behind it: below 3 to 1 (WCAG 2.2, 1.4.11).
    MarkTooPale,
    /// A mark or a line has a hue that neither the legend nor any word has.
    UnlabelledColor,
    /// Two nodes lie over each other.
    NodeOverNode,
    /// An edge runs through a node that it does not end at.
    EdgeThroughNode,
    /// Two edges run on one line.
    EdgeOnEdge,
}

/// What a scene holds, taken apart.
#[derive(Default)]
struct Parts<'a> {
    lines: Vec<Ink<'a>>,
    strokes: Vec<Vec<(Point, Point)>>,
    /// Marks and lines, where something has to be seen.
    signs: Vec<Sign<'a>>,
    /// Hues of the legend and of words.
    named_hues: Vec<f64>,
    fills: Vec<(usize, &'a Shape)>,
    nodes: Vec<(&'a str, Rect)>,
    edges: Vec<(&'a str, &'a str, &'a [Point])>,
    /// How many items came so far: what is painted later lies above.
    painted: usize,
}

/// A mark or a line: its colour is read.
struct Sign<'a> {
    shape: &'a Shape,
    color: Color,
    group: &'a str,
    painted: usize,
}

/// A line of text with its ink.
struct Ink<'a> {
    text: &'a Text,
    words: &'a str,
    bounds: Rect,
    painted: usize,
}

/// All faults of a scene, in order of their kind.
pub fn audit(scene: &Scene) -> Vec<Fault> {
    let mut parts = Parts::default();
    parts.collect(&scene.items, "");
    let mut faults = Vec::new();
    parts.check_texts(scene, &mut faults);
    parts.check_overlaps(&mut faults);
    parts.check_strokes(&mut faults);
    parts.check_signs(scene, &mut faults);
    parts.check_nodes(&mut faults);
    parts.check_edges(&mut faults);
    faults.sort_by_key(|fault| fault.kind);
    faults
}

impl<'a> Parts<'a> {
    fn collect(&mut self, items: &'a [Item], group: &'a str) {
        for item in items {
            self.painted += 1;
            match item {
                Item::Group(inner) => {
                    match &inner.part {
                        Part::None | Part::Cluster { .. } => {}
                        Part::Node { id, bounds, .. } => self.nodes.push((id, *bounds)),
                        Part::Edge { source, target, points, .. } => {
                            self.edges.push((source, target, points))
                        }
                    }
                    self.collect(&inner.items, inner.id.as_deref().unwrap_or(group));
                }
                Item::Shape(shape) => {
                    if shape.role == Role::Line && shape.stroke.is_some() {
                        self.strokes.push(segments(&shape.figure));
                    }
                    if let (Role::Line | Role::Mark, Some(color)) = (shape.role, sign_color(shape)) {
                        self.signs.push(Sign { shape, color, group, painted: self.painted });
                        self.named_hues.extend(color.hue().filter(|_| group == LEGEND));
                    }
                    if shape.fill.is_some() {
                        self.fills.push((self.painted, shape));
                    }
                }
                Item::Text(text) => {
                    self.named_hues.extend(text.color.hue());
                    for (line, bounds) in text.lines.iter().zip(text.line_boxes()) {
                        self.lines.push(Ink { text, words: &line.text, bounds, painted: self.painted });
                    }
                }
            }
        }
    }

    fn check_texts(&self, scene: &Scene, faults: &mut Vec<Fault>) {
        let canvas = scene.size.to_rect();
        for ink in self.lines.iter().filter(|ink| !ink.words.trim().is_empty()) {
            let mut tell = |kind| faults.push(Fault { kind, place: ink.bounds, about: ink.words.to_owned() });
            if !contains(&canvas, &ink.bounds) {
                tell(FaultKind::TextOutsideCanvas);
            }
            if ink.text.room.is_some_and(|room| !contains(&room, &ink.bounds)) {
                tell(FaultKind::TextOutsideRoom);
            }
            if ink.text.size_px < 11.0 {
                tell(FaultKind::TextTooSmall);
            }
            let behind = self.color_behind(ink.bounds.center(), ink.painted, scene.canvas);
            if ink.text.color.contrast(behind) < 4.5 {
                tell(FaultKind::TextTooPale);
            }
        }
    }

    /// Whether marks and lines are seen, and their colours explained. What has the
    /// colour of the page is a gap between signs.
    fn check_signs(&self, scene: &Scene, faults: &mut Vec<Fault>) {
        for sign in &self.signs {
            let mut tell = |kind| {
                let place = bounds(&sign.shape.figure);
                faults.push(Fault { kind, place, about: format!("{} in {}", sign.color, sign.group) });
            };
            let behind = self.color_behind(middle(sign.shape), sign.painted, scene.canvas);
            let contrast = sign.color.contrast(behind);
            if sign.color != scene.canvas && contrast < 3.0 {
                tell(FaultKind::MarkTooPale);
            }
            let is_named = |hue: f64| {
                let apart = |named: &f64| (named - hue).rem_euclid(360.0);
                self.named_hues.iter().any(|named| apart(named) < SAME_HUE || 360.0 - apart(named) < SAME_HUE)
            };
            if sign.color.hue().is_some_and(|hue| !is_named(hue)) {
                tell(FaultKind::UnlabelledColor);
            }
        }
    }

    /// The colour behind a place: all that was painted there before, one over the other.
    fn color_behind(&self, place: Point, before: usize, canvas: Color) -> Color {
        let below = self.fills.iter().take_while(|(painted, _)| *painted < before);
        below.fold(canvas, |color, (_, shape)| match shape.fill {
            Some(fill) if covers(&shape.figure, place) => fill.color.over(color, fill.opacity),
            _ => color,
        })
    }

    fn check_overlaps(&self, faults: &mut Vec<Fault>) {
        let mut inks: Vec<&Ink<'_>> = self.lines.iter().filter(|ink| !ink.words.trim().is_empty()).collect();
        inks.sort_by(|one, two| one.bounds.x0.total_cmp(&two.bounds.x0));
        for (index, one) in inks.iter().enumerate() {
            let near = inks[index + 1..].iter().take_while(|two| two.bounds.x0 < one.bounds.x1);
            for two in near.filter(|two| overlap(&one.bounds, &two.bounds, 1.0)) {
                let place = one.bounds.intersect(two.bounds);
                let about = format!("{} / {}", one.words, two.words);
                faults.push(Fault { kind: FaultKind::TextOverText, place, about });
            }
        }
    }

    fn check_strokes(&self, faults: &mut Vec<Fault>) {
        for ink in &self.lines {
            let inside = ink.bounds.inflate(-1.0, -1.0);
            if self.strokes.iter().flatten().any(|(from, to)| crosses(*from, *to, &inside)) {
                let about = ink.words.to_owned();
                faults.push(Fault { kind: FaultKind::LineOverText, place: ink.bounds, about });
            }
        }
    }

    fn check_nodes(&self, faults: &mut Vec<Fault>) {
        for (index, (id, bounds)) in self.nodes.iter().enumerate() {
            for (other, theirs) in &self.nodes[index + 1..] {
                if overlap(bounds, theirs, 0.5) {
                    let (place, about) = (bounds.intersect(*theirs), format!("{id} / {other}"));
                    faults.push(Fault { kind: FaultKind::NodeOverNode, place, about });
                }
            }
        }
    }

    fn check_edges(&self, faults: &mut Vec<Fault>) {
        for (index, (source, target, points)) in self.edges.iter().enumerate() {
            for (id, bounds) in self.nodes.iter().filter(|(id, _)| id != source && id != target) {
                let inside = bounds.inflate(-1.0, -1.0);
                if points.windows(2).any(|ends| crosses(ends[0], ends[1], &inside)) {
                    let about = format!("{source} -> {target} / {id}");
                    faults.push(Fault { kind: FaultKind::EdgeThroughNode, place: *bounds, about });
                }
            }
            for (other_source, other_target, theirs) in &self.edges[index + 1..] {
                if let Some(place) = shared_run(points, theirs) {
                    let about = format!("{source} -> {target} / {other_source} -> {other_target}");
                    faults.push(Fault { kind: FaultKind::EdgeOnEdge, place, about });
                }
            }
        }
    }
}

/// Half a px more is nobody's fault: boxes sit on whole units and text does not.
/// The id of the group that explains colours and marks.
const LEGEND: &str = "legend";
/// Hues closer than this, in degrees, are one colour to the eye: a line and its darker ink.
const SAME_HUE: f64 = 20.0;

/// The colour that is read: of its line if it has one, else of its inside. See-through areas are no signs.
fn sign_color(shape: &Shape) -> Option<Color> {
    let fill = shape.fill.filter(|fill| fill.opacity >= 1.0).map(|fill| fill.color);
    shape.stroke.as_ref().map(|stroke| stroke.color).or(fill)
}

fn bounds(figure: &Figure) -> Rect {
    match figure {
        Figure::Rect { rect, .. } => *rect,
        Figure::Circle(circle) => circle.bounding_box(),
        Figure::Path(path) => path.bounding_box(),
    }
}

/// A place on a sign: the middle of a filled one, the start of a line.
fn middle(shape: &Shape) -> Point {
    match (&shape.figure, shape.fill) {
        (Figure::Path(path), None) => path.segments().next().map_or(Point::ZERO, |segment| segment.start()),
        (figure, _) => bounds(figure).center(),
    }
}

fn contains(outer: &Rect, inner: &Rect) -> bool {
    const SLACK: f64 = 0.5;
    inner.x0 >= outer.x0 - SLACK
        && inner.x1 <= outer.x1 + SLACK
        && inner.y0 >= outer.y0 - SLACK
        && inner.y1 <= outer.y1 + SLACK
}

/// Whether two boxes share more than `slack` px in both directions.
fn overlap(one: &Rect, two: &Rect, slack: f64) -> bool {
    let width = one.x1.min(two.x1) - one.x0.max(two.x0);
    let height = one.y1.min(two.y1) - one.y0.max(two.y0);
    width > slack && height > slack
}

fn covers(figure: &Figure, point: Point) -> bool {
    match figure {
        Figure::Rect { rect, .. } => rect.contains(point),
        Figure::Circle(circle) => circle.contains(point),
        Figure::Path(path) => path.contains(point),
    }
}

/// The straight pieces of an outline, curves flattened.
fn segments(figure: &Figure) -> Vec<(Point, Point)> {
    let path = match figure {
        Figure::Rect { rect, .. } => rect.to_path(0.1),
        Figure::Circle(circle) => circle.to_path(0.1),
        Figure::Path(path) => path.clone(),
    };
    let mut pieces = Vec::new();
    let (mut start, mut current) = (Point::ZERO, Point::ZERO);
    kurbo::flatten(path, 0.25, |element| match element {
        PathEl::MoveTo(to) => (start, current) = (to, to),
        PathEl::LineTo(to) => {
            pieces.push((current, to));
            current = to;
        }
        PathEl::ClosePath => {
            pieces.push((current, start));
            current = start;
        }
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
    });
    pieces
}

/// Whether a straight piece runs through the inside of a box (Liang and Barsky 1984).
fn crosses(from: Point, to: Point, inside: &Rect) -> bool {
    if inside.x0 >= inside.x1 || inside.y0 >= inside.y1 {
        return false;
    }
    let delta = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-delta.x, from.x - inside.x0),
        (delta.x, inside.x1 - from.x),
        (-delta.y, from.y - inside.y0),
        (delta.y, inside.y1 - from.y),
    ];
    for (step, room) in sides {
        if step == 0.0 {
            if room <= 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter < leave
}

/// Where two routes run side by side, nearer than 4 for more than 6; shared ends are a common trunk and allowed.
fn shared_run(one: &[Point], two: &[Point]) -> Option<Rect> {
    let shares_end = one.first() == two.first() || one.last() == two.last();
    let pieces = |points: &[Point]| points.windows(2).map(|ends| (ends[0], ends[1])).collect::<Vec<_>>();
    for (from, to) in pieces(one) {
        for (other_from, other_to) in pieces(two) {
            let (mine, theirs) = (Rect::from_points(from, to), Rect::from_points(other_from, other_to));
            let is_level = mine.height() < 0.5 && theirs.height() < 0.5;
            let is_upright = mine.width() < 0.5 && theirs.width() < 0.5;
            let (gap, run) = if is_level {
                ((mine.y0 - theirs.y0).abs(), mine.x1.min(theirs.x1) - mine.x0.max(theirs.x0))
            } else if is_upright {
                ((mine.x0 - theirs.x0).abs(), mine.y1.min(theirs.y1) - mine.y0.max(theirs.y0))
            } else {
                continue;
            };
            if gap < 4.0 && run > 6.0 && !shares_end {
                return Some(mine.union(theirs));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use kurbo::{BezPath, Size};

    use super::*;
    use crate::drawing::scene::{Anchor, Fill, Group, Line, Stroke};
    use crate::text::Face;

    fn text(x: f64, y: f64, room: Option<Rect>) -> Item {
        Item::Text(Text {
            lines: vec![Line { at: Point::new(x, y), width: 50.0, text: "word".into() }],
            face: Face::Regular,
            size_px: 12.0,
            color: Color::BLACK,
            anchor: Anchor::Start,
            room,
        })
    }

    fn kinds(items: Vec<Item>) -> Vec<FaultKind> {
        let scene = Scene { size: Size::new(300.0, 200.0), canvas: Color::WHITE, items };
        audit(&scene).into_iter().map(|fault| fault.kind).collect()
    }

    fn line(from: (f64, f64), to: (f64, f64)) -> Item {
        let mut path = BezPath::new();
        path.move_to(from);
        path.line_to(to);
        let stroke = Some(Stroke::new(Color::BLACK, 1.5));
        Item::Shape(Shape { figure: Figure::Path(path), fill: None, stroke, role: Role::Line })
    }

    #[test]
    fn a_tidy_picture_has_no_faults() {
        assert!(
            kinds(vec![text(10.0, 50.0, None), text(10.0, 70.0, None), line((0.0, 80.0), (99.0, 80.0))])
                .is_empty()
        );
    }

    #[test]
    fn each_fault_of_a_text_is_found() {
        assert_eq!(kinds(vec![text(10.0, 50.0, None), text(20.0, 52.0, None)]), [FaultKind::TextOverText]);
        assert_eq!(kinds(vec![text(270.0, 50.0, None)]), [FaultKind::TextOutsideCanvas]);
        let room = Rect::new(0.0, 0.0, 40.0, 200.0);
        assert_eq!(kinds(vec![text(10.0, 50.0, Some(room))]), [FaultKind::TextOutsideRoom]);
        assert_eq!(
            kinds(vec![line((0.0, 46.0), (99.0, 46.0)), text(10.0, 50.0, None)]),
            [FaultKind::LineOverText]
        );
        let dark = Item::Shape(Shape {
            figure: Figure::Rect { rect: Rect::new(0.0, 30.0, 100.0, 60.0), radius: 0.0 },
            fill: Some(Fill::from(Color::hex(0x333333))),
            stroke: None,
            role: Role::Frame,
        });
        assert_eq!(kinds(vec![dark, text(10.0, 50.0, None)]), [FaultKind::TextTooPale]);
    }

    fn mark(x: f64, color: u32) -> Item {
        let mark = kurbo::Circle::new((x, 100.0), 5.0);
        Item::Shape(Shape {
            figure: Figure::Circle(mark),
            fill: Some(Fill::from(Color::hex(color))),
            stroke: None,
            role: Role::Mark,
        })
    }

    #[test]
    fn each_fault_of_a_mark_is_found() {
        let legend = Item::Group(Group {
            id: Some(LEGEND.into()),
            items: vec![mark(50.0, 0x00_5A_9C)],
            ..Group::default()
        });
        assert_eq!(kinds(vec![mark(10.0, 0xC0_C0_C0)]), [FaultKind::MarkTooPale]);
        // The same hue, darker, is the colour that the legend names; red is another.
        assert!(kinds(vec![mark(10.0, 0x00_40_70), legend.clone()]).is_empty());
        assert_eq!(kinds(vec![mark(10.0, 0xB0_20_20), legend]), [FaultKind::UnlabelledColor]);
    }

    fn part(part: Part) -> Item {
        Item::Group(Group { part, ..Group::default() })
    }

    #[test]
    fn each_fault_of_a_graph_is_found() {
        let node = |id: &str, x: f64| {
            part(Part::Node { id: id.into(), name: id.into(), bounds: Rect::new(x, 0.0, x + 50.0, 40.0) })
        };
        let edge = |source: &str, target: &str, y: f64| {
            part(Part::Edge {
                source: source.into(),
                target: target.into(),
                points: vec![Point::new(50.0, y), Point::new(200.0, y)],
                label: None,
            })
        };
        assert_eq!(kinds(vec![node("a", 0.0), node("b", 30.0)]), [FaultKind::NodeOverNode]);
        let through = vec![node("a", 0.0), node("b", 80.0), node("c", 200.0), edge("a", "c", 20.0)];
        assert_eq!(kinds(through), [FaultKind::EdgeThroughNode]);
        assert_eq!(kinds(vec![edge("a", "c", 50.0), edge("b", "d", 52.0)]), [FaultKind::EdgeOnEdge]);
    }
}
