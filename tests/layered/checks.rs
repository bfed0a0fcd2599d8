//! What is true of every drawing.

use std::fmt;

use crm_diagram::layout::layered::{self, Direction, Edge, Geometry, Graph, Options, Route, Style};
use kurbo::{CubicBez, Insets, ParamCurve as _, Point, Rect, Size};

/// Nearer than this is the same place.
const NEAR: f64 = 0.01;
/// A stretch that two edges may share, as where they cross at a small angle.
const LEAST_STRETCH: f64 = 2.0;
/// How long two curves, or two lines that slant through lanes, may lie on each other where they cross.
const GLANCE: f64 = 4.0;
/// Lines nearer than this are one.
const LINE: f64 = 0.02;

/// What a drawing must not be.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) property: &'static str,
    detail: String,
}

impl Fault {
    pub(crate) fn new(property: &'static str, detail: String) -> Self {
        Self { property, detail }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.property, self.detail)
    }
}

/// All that is wrong with a drawing.
pub(crate) fn check(graph: &Graph, options: &Options, geometry: &Geometry) -> Vec<Fault> {
    let mut checker = Checker::new(graph, options, geometry);
    checker.everything_is_there();
    if checker.faults.is_empty() {
        checker.everything_is_within_the_size();
        checker.nodes_keep_apart();
        checker.routes_join_their_nodes();
        checker.routes_pass_by_other_nodes();
        checker.routes_keep_their_style();
        checker.routes_share_no_stretch();
        checker.labels_have_their_room();
        checker.edges_lead_forward();
    }
    checker.faults
}

/// The same input gives the same numbers.
pub(crate) fn same_again(graph: &Graph, options: &Options) {
    assert_eq!(layered::layout(graph, options), layered::layout(graph, options));
}

/// A drawing from bottom to top is one from top to bottom, mirrored; one from left to right is one from top to bottom
/// of the turned boxes, turned.
pub(crate) fn same_when_turned(graph: &Graph, options: &Options) {
    // Insets keep their sides on the screen, as a heading stays at the top.
    if graph.groups.iter().any(|group| group.insets != Insets::uniform(group.insets.x0)) {
        return;
    }
    let drawn = |graph: &Graph, direction| layered::layout(graph, &Options { direction, ..*options });
    let (down, up) = (drawn(graph, Direction::Down), drawn(graph, Direction::Up));
    assert_same(&moved(&down, |point| Point::new(point.x, down.size.height - point.y)), &up);
    let (right, left) = (drawn(graph, Direction::Right), drawn(graph, Direction::Left));
    assert_same(&moved(&right, |point| Point::new(right.size.width - point.x, point.y)), &left);
    if graph.edges.iter().all(|edge| edge.label.is_none()) {
        let turn = |size: Size| Size::new(size.height, size.width);
        let mut turned = graph.clone();
        turned.nodes.iter_mut().for_each(|node| node.size = turn(node.size));
        // The wish for an aspect is one for the picture as it is seen.
        let options = Options { direction: Direction::Down, aspect: 1.0 / options.aspect, ..*options };
        let down = layered::layout(&turned, &options);
        assert_same(&moved(&down, |point| Point::new(point.y, point.x)), &right);
    }
}

fn moved(geometry: &Geometry, place: impl Fn(Point) -> Point) -> (Vec<Rect>, Vec<Vec<Point>>) {
    let corners = |bounds: &Rect| {
        Rect::from_points(place(Point::new(bounds.x0, bounds.y0)), place(Point::new(bounds.x1, bounds.y1)))
    };
    let points = |route: &Route| route.points.iter().map(|point| place(*point)).collect();
    (geometry.nodes.iter().map(corners).collect(), geometry.routes.iter().map(points).collect())
}

fn assert_same((nodes, routes): &(Vec<Rect>, Vec<Vec<Point>>), geometry: &Geometry) {
    for (one, two) in nodes.iter().zip(&geometry.nodes) {
        let is_near = (one.x0 - two.x0).abs() < NEAR && (one.y0 - two.y0).abs() < NEAR;
        assert!(is_near, "a node turns up at {two:?}, not at {one:?}");
    }
    for (one, two) in routes.iter().zip(&geometry.routes) {
        let is_near = one.len() == two.points.len()
            && one.iter().zip(&two.points).all(|(one, two)| (*one - *two).hypot() < NEAR);
        assert!(is_near, "a route turns up as {:?}, not as {one:?}", two.points);
    }
}

struct Checker<'a> {
    graph: &'a Graph,
    options: &'a Options,
    geometry: &'a Geometry,
    /// Routes as straight pieces, and the bounds of each.
    lines: Vec<Vec<Point>>,
    bounds: Vec<Rect>,
    /// The square root of the mean area of a node.
    unit: f64,
    faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn new(graph: &'a Graph, options: &'a Options, geometry: &'a Geometry) -> Self {
        let area: f64 = graph.nodes.iter().map(|node| node.size.area()).sum();
        let lines: Vec<Vec<Point>> = geometry.routes.iter().map(flat).collect();
        let bounds = lines.iter().map(|line| {
            let points = line.iter().map(|point| Rect::from_points(*point, *point));
            points.reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO)
        });
        Self {
            graph,
            options,
            geometry,
            bounds: bounds.collect(),
            lines,
            unit: (area / graph.nodes.len().max(1) as f64).sqrt(),
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, property: &'static str, detail: String) {
        self.faults.push(Fault { property, detail });
    }

    fn everything_is_there(&mut self) {
        let Geometry { nodes, routes, .. } = self.geometry;
        if nodes.len() != self.graph.nodes.len() || routes.len() != self.graph.edges.len() {
            self.fault("everything is there", format!("{} nodes, {} routes", nodes.len(), routes.len()));
            return;
        }
        let is_size = |bounds: &Rect, size: Size| {
            (bounds.width() - size.width).abs() < NEAR && (bounds.height() - size.height).abs() < NEAR
        };
        for (index, (node, bounds)) in self.graph.nodes.iter().zip(nodes).enumerate() {
            if !is_size(bounds, node.size) {
                self.fault("nodes keep their sizes", format!("node {index} is {bounds:?}"));
            }
        }
        for (index, (edge, route)) in self.graph.edges.iter().zip(routes).enumerate() {
            let is_kept = match (edge.label, route.label) {
                (Some(label), Some(room)) => {
                    is_size(&room, label.size) || label.astride.is_some_and(|size| is_size(&room, size))
                }
                (None, None) => true,
                _ => false,
            };
            if !is_kept {
                self.fault("labels keep their sizes", format!("edge {index}: {:?}", route.label));
            }
            if route.points.len() < 2 {
                self.fault("edges are drawn", format!("edge {index} has {} points", route.points.len()));
            }
        }
    }

    fn everything_is_within_the_size(&mut self) {
        let Geometry { size, nodes, routes, groups, .. } = self.geometry;
        let whole = Rect::from_origin_size(Point::ORIGIN, *size).inflate(NEAR, NEAR);
        let points =
            routes.iter().flat_map(|route| &route.points).map(|point| Rect::from_points(*point, *point));
        let labels = routes.iter().filter_map(|route| route.label);
        for bounds in nodes.iter().copied().chain(labels).chain(points).chain(groups.iter().copied()) {
            if whole.union(bounds) != whole || !bounds.is_finite() {
                self.fault("everything is within the size", format!("{bounds:?} is not in {size:?}"));
            }
        }
    }

    fn nodes_keep_apart(&mut self) {
        let nodes = &self.geometry.nodes;
        for (index, one) in nodes.iter().enumerate() {
            for (other, two) in nodes[..index].iter().enumerate() {
                if is_over(one, two) {
                    self.fault("nodes keep apart", format!("nodes {other} and {index}: {two:?}, {one:?}"));
                }
            }
        }
    }

    fn routes_join_their_nodes(&mut self) {
        for (index, (edge, route)) in self.graph.edges.iter().zip(&self.geometry.routes).enumerate() {
            let (Some(first), Some(last)) = (route.points.first(), route.points.last()) else { continue };
            for (node, end) in [(edge.source.index(), *first), (edge.target.index(), *last)] {
                let bounds = self.geometry.nodes[node];
                let is_outside = !bounds.inflate(NEAR, NEAR).contains(end) && !is_at(&bounds, end);
                let is_inside = bounds.inflate(-NEAR, -NEAR).contains(end)
                    && bounds.width() > 2.0 * NEAR
                    && bounds.height() > 2.0 * NEAR;
                if is_outside || is_inside {
                    let detail = format!("edge {index} ends at {end:?}, node {node} is {bounds:?}");
                    self.fault("routes begin and end on borders", detail);
                }
                if is_through(&self.lines[index], &bounds, 0.5) {
                    self.fault("routes stay out of their ends", format!("edge {index} in node {node}"));
                }
            }
        }
    }

    fn routes_pass_by_other_nodes(&mut self) {
        for (index, edge) in self.graph.edges.iter().enumerate() {
            for (node, bounds) in self.geometry.nodes.iter().enumerate() {
                let is_end = edge.source.index() == node || edge.target.index() == node;
                if !is_end
                    && is_over(&self.bounds[index].inflate(1.0, 1.0), bounds)
                    && is_through(&self.lines[index], bounds, 0.5)
                {
                    let detail =
                        format!("edge {index} runs through node {node}, {bounds:?}: {:?}", self.lines[index]);
                    self.fault("routes pass by other nodes", detail);
                }
            }
        }
    }

    fn routes_keep_their_style(&mut self) {
        for (index, route) in self.geometry.routes.iter().enumerate() {
            if route.is_curved && (self.options.style != Style::Spline || route.points.len() % 3 != 1) {
                self.fault(
                    "routes keep their style",
                    format!("edge {index} has {} points", route.points.len()),
                );
            }
            let is_even =
                |pair: &[Point]| (pair[0].x - pair[1].x).abs() < NEAR || (pair[0].y - pair[1].y).abs() < NEAR;
            if self.options.style == Style::Orthogonal && !route.points.windows(2).all(is_even) {
                self.fault(
                    "orthogonal routes run along the axes",
                    format!("edge {index}: {:?}", route.points),
                );
            }
        }
    }

    fn routes_share_no_stretch(&mut self) {
        // Curves, and long lines from lane to lane, lie on each other for a few px where they cross at a small angle.
        let is_smooth = self.geometry.routes.iter().any(|route| route.is_curved);
        let has_lanes = self.graph.groups.iter().any(|group| group.is_lane);
        let is_slight = is_smooth || (has_lanes && self.options.style == Style::Polyline);
        let least = LEAST_STRETCH.max(0.05 * self.unit) + if is_slight { GLANCE } else { 0.0 };
        for (index, one) in self.graph.edges.iter().enumerate() {
            for (other, two) in self.graph.edges[..index].iter().enumerate() {
                let ends = [one.source, one.target];
                if ends.contains(&two.source) || ends.contains(&two.target) {
                    continue;
                }
                if !is_over(&self.bounds[index].inflate(1.0, 1.0), &self.bounds[other].inflate(1.0, 1.0)) {
                    continue;
                }
                let shared: f64 = pairs(&self.lines[index])
                    .flat_map(|one| pairs(&self.lines[other]).map(move |two| stretch(one, two)))
                    .sum();
                if shared > least {
                    let detail = format!(
                        "edges {other} and {index} share {shared:.1} px: {:?}, {:?}",
                        self.lines[other], self.lines[index]
                    );
                    self.fault("routes share no stretch", detail);
                }
            }
        }
    }

    fn labels_have_their_room(&mut self) {
        let rooms: Vec<(usize, Rect)> = self
            .geometry
            .routes
            .iter()
            .enumerate()
            .filter_map(|(edge, route)| route.label.map(|room| (edge, room)))
            .collect();
        let is_smooth = self.geometry.routes.iter().any(|route| route.is_curved);
        let far = (0.5 * self.unit).max(if is_smooth { 12.0 } else { 8.0 });
        for (index, (edge, room)) in rooms.iter().enumerate() {
            for (node, bounds) in self.geometry.nodes.iter().enumerate() {
                if is_over(room, bounds) {
                    self.fault(
                        "labels keep off nodes",
                        format!("edge {edge}: {room:?}, node {node}: {bounds:?}"),
                    );
                }
            }
            for (other, two) in &rooms[..index] {
                if is_over(room, two) {
                    self.fault("labels keep apart", format!("edges {other} and {edge}: {two:?}, {room:?}"));
                }
            }
            for (other, line) in self.lines.iter().enumerate() {
                if other != *edge && is_through(line, room, 0.5) {
                    self.faults.push(Fault {
                        property: "no edge runs through the label of another",
                        detail: format!("edge {other} in the label of {edge}, {room:?}: {line:?}"),
                    });
                }
            }
            let distance = distance(room, &self.lines[*edge]);
            if distance > far {
                self.fault("labels stand at their edges", format!("edge {edge}: {distance:.1} px away"));
            }
        }
    }

    /// Without cycles, each edge leads to a later rank, unless it is in one.
    fn edges_lead_forward(&mut self) {
        if !is_acyclic(self.graph) || self.graph.edges.iter().any(|edge| edge.may_stay_in_rank) {
            return;
        }
        let units = units(self.graph);
        let is_forward = |edge: &Edge| units[edge.source.index()] != units[edge.target.index()];
        for (index, edge) in self.graph.edges.iter().enumerate().filter(|(_, edge)| is_forward(edge)) {
            let source = along(&self.geometry.nodes[edge.source.index()], self.options.direction);
            let target = along(&self.geometry.nodes[edge.target.index()], self.options.direction);
            if target.0 < source.1 - NEAR {
                self.fault("edges lead forward", format!("edge {index}: from {source:?} to {target:?}"));
            }
        }
    }
}

/// A route as straight pieces.
fn flat(route: &Route) -> Vec<Point> {
    if !route.is_curved {
        return route.points.clone();
    }
    let mut line: Vec<Point> = route.points.first().copied().into_iter().collect();
    for start in (0..route.points.len().saturating_sub(3)).step_by(3) {
        let [p0, p1, p2, p3] = [0, 1, 2, 3].map(|at| route.points[start + at]);
        let piece = CubicBez::new(p0, p1, p2, p3);
        line.extend((1..=16).map(|step| piece.eval(f64::from(step) / 16.0)));
    }
    line
}

fn pairs(line: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    line.windows(2).map(|pair| (pair[0], pair[1]))
}

/// From where to where a box reaches along the main direction.
pub(crate) fn along(bounds: &Rect, direction: Direction) -> (f64, f64) {
    match direction {
        Direction::Down => (bounds.y0, bounds.y1),
        Direction::Up => (-bounds.y1, -bounds.y0),
        Direction::Right => (bounds.x0, bounds.x1),
        Direction::Left => (-bounds.x1, -bounds.x0),
    }
}

pub(crate) fn is_over(one: &Rect, two: &Rect) -> bool {
    one.x1.min(two.x1) - one.x0.max(two.x0) > NEAR && one.y1.min(two.y1) - one.y0.max(two.y0) > NEAR
}

/// Whether a point is at a box, which may have no area.
fn is_at(bounds: &Rect, point: Point) -> bool {
    bounds.x0 - NEAR <= point.x
        && point.x <= bounds.x1 + NEAR
        && bounds.y0 - NEAR <= point.y
        && point.y <= bounds.y1 + NEAR
}

/// Whether a line runs through a box, so far within its border.
fn is_through(line: &[Point], bounds: &Rect, inset: f64) -> bool {
    let inner = bounds.inflate(-inset.min(bounds.width() / 4.0), -inset.min(bounds.height() / 4.0));
    pairs(line).any(|(from, to)| is_piece_through(from, to, &inner))
}

/// Whether a piece meets the inside of a box (Liang and Barsky 1984).
fn is_piece_through(from: Point, to: Point, inner: &Rect) -> bool {
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (at, step, low, high) in
        [(from.x, to.x - from.x, inner.x0, inner.x1), (from.y, to.y - from.y, inner.y0, inner.y1)]
    {
        if step.abs() < 1e-9 {
            if at <= low || at >= high {
                return false;
            }
        } else {
            let (one, two) = ((low - at) / step, (high - at) / step);
            start = start.max(one.min(two));
            end = end.min(one.max(two));
        }
    }
    end - start > 1e-9
}

/// How long two pieces run along each other.
fn stretch(one: (Point, Point), two: (Point, Point)) -> f64 {
    let (long, short) =
        if (one.1 - one.0).hypot() >= (two.1 - two.0).hypot() { (one, two) } else { (two, one) };
    let length = (long.1 - long.0).hypot();
    if length < NEAR {
        return 0.0;
    }
    let unit = (long.1 - long.0) / length;
    let [(from, off), (to, far)] =
        [short.0, short.1].map(|point| ((point - long.0).dot(unit), unit.cross(point - long.0)));
    // The part of the shorter one that is near the line of the longer one.
    let (mut start, mut end) = (0.0, 1.0);
    if (far - off).abs() < 1e-9 {
        if off.abs() > LINE {
            return 0.0;
        }
    } else {
        let (one, two) = ((-LINE - off) / (far - off), (LINE - off) / (far - off));
        start = one.min(two).max(0.0);
        end = one.max(two).min(1.0);
    }
    let (one, two) = (from + (to - from) * start, from + (to - from) * end);
    if start >= end { 0.0 } else { (one.max(two).min(length) - one.min(two).max(0.0)).max(0.0) }
}

/// How far a box is from a line.
fn distance(bounds: &Rect, line: &[Point]) -> f64 {
    if pairs(line).any(|(from, to)| is_piece_through(from, to, bounds)) {
        return 0.0;
    }
    let corners =
        [(bounds.x0, bounds.y0), (bounds.x1, bounds.y0), (bounds.x0, bounds.y1), (bounds.x1, bounds.y1)];
    let mut least = f64::INFINITY;
    for (from, to) in pairs(line) {
        let way = to - from;
        for corner in corners.map(Point::from) {
            let share = ((corner - from).dot(way) / way.hypot2().max(1e-12)).clamp(0.0, 1.0);
            least = least.min((corner - (from + way * share)).hypot());
        }
        for point in [from, to] {
            let nearest =
                Point::new(point.x.clamp(bounds.x0, bounds.x1), point.y.clamp(bounds.y0, bounds.y1));
            least = least.min((point - nearest).hypot());
        }
    }
    least
}

/// Whether nothing leads back: no cycle, no edge against the phases or within a rank.
fn is_acyclic(graph: &Graph) -> bool {
    let count = graph.nodes.len();
    let place = units(graph);
    // Past the nodes, what stands between each phase and the next.
    let last = graph.nodes.iter().filter_map(|node| node.phase).max().map_or(0, |phase| phase as usize + 1);
    let mut edges: Vec<(usize, usize)> = (1..last).map(|next| (count + next - 1, count + next)).collect();
    for (node, phase) in graph.nodes.iter().enumerate().filter_map(|(node, own)| own.phase.map(|p| (node, p)))
    {
        edges.push((place[node], count + phase as usize));
        edges.extend((phase > 0).then(|| (count + phase as usize - 1, place[node])));
    }
    let ends = graph.edges.iter().filter(|edge| edge.source != edge.target);
    let ends = ends.map(|edge| (place[edge.source.index()], place[edge.target.index()]));
    edges.extend(ends.filter(|(source, target)| source != target));
    let mut waiting = vec![0_usize; count + last];
    edges.iter().for_each(|(_, target)| waiting[*target] += 1);
    let mut ready: Vec<usize> = (0..waiting.len()).filter(|node| waiting[*node] == 0).collect();
    let mut seen = 0;
    while let Some(node) = ready.pop() {
        seen += 1;
        for (_, target) in edges.iter().filter(|(source, _)| *source == node) {
            waiting[*target] -= 1;
            if waiting[*target] == 0 {
                ready.push(*target);
            }
        }
    }
    seen == count + last
}

/// The first of the nodes that share a rank with each node.
fn units(graph: &Graph) -> Vec<usize> {
    let mut units: Vec<usize> = (0..graph.nodes.len()).collect();
    for pair in graph.same_rank.iter().flat_map(|nodes| nodes.windows(2)) {
        let (kept, gone) = (units[pair[0].index()], units[pair[1].index()]);
        units.iter_mut().filter(|unit| **unit == gone).for_each(|unit| *unit = kept);
    }
    units
}
