//! Room beside what the engine has laid out: everything beyond a line is moved away. Seen from left to right.

use kurbo::{Point, Rect, Vec2};

use crate::bounds::overlap;
use crate::diagram::process::plane::Plane;
use crate::diagram::process::returns::DROPS;

/// What others keep from a way around a row.
const CLEAR: f64 = 10.0;
/// Nearer than this is the same place.
const SAME: f64 = 0.5;

/// A line beyond which everything moves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    at: f64,
    pub(super) is_above: bool,
    /// How far; nothing where there is room.
    pub(super) move_by: f64,
}

impl Plane {
    /// Where to cut so that a strip above or below the border of some nodes is free; `None` where no cut does that.
    pub(super) fn cut(&self, hosts: &[usize], strip: Rect, border: f64, is_above: bool) -> Option<Cut> {
        // The nearest thing in the way, seen from the hosts.
        let lies_beyond = |other: &Rect| {
            if is_above { other.y0 < border - SAME } else { other.y1 > border + SAME }
        };
        let nearest = self
            .obstacles(hosts, is_above, border)
            .filter(|other| lies_beyond(other) && overlap(other, &strip))
            .map(|other| if is_above { (border - other.y1).max(0.0) } else { (other.y0 - border).max(0.0) })
            .reduce(f64::min);
        let Some(free) = nearest else { return Some(Cut { at: border, is_above, move_by: 0.0 }) };
        let wanted = if is_above { border - strip.y0 } else { strip.y1 - border };
        let at = self.clean_cut(border, free, is_above)?;
        Some(Cut { at, is_above, move_by: wanted - free })
    }

    /// Leads an edge around the row that both its nodes stand in, within what their group reaches or, if they are in none,
    /// with room made for it; whether that is possible.
    pub(super) fn go_around(
        &mut self,
        edge: usize,
        is_pointed: &impl Fn(usize) -> bool,
        within: Option<(f64, f64)>,
    ) -> bool {
        let lane = within.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        // Where room can be made nothing need be crossed.
        if self.lead_back(edge, is_pointed, lane, usize::from(within.is_some())) {
            return true;
        }
        if within.is_some() {
            return false;
        }
        let mut cuts: Vec<(Cut, [Point; 4])> = [true, false]
            .into_iter()
            .filter_map(|is_above| self.cut_for_return(edge, is_pointed, is_above))
            .collect();
        cuts.sort_by(|one, two| one.0.move_by.total_cmp(&two.0.move_by));
        for (cut, way) in cuts {
            let before = self.clone();
            self.open(&cut);
            if self.crossed(edge, self.ends[edge].0, &way, false).is_some() {
                self.set_route(edge, way.to_vec());
                return true;
            }
            *self = before;
        }
        false
    }

    /// Where to cut for a way around the row above or below it, and that way.
    fn cut_for_return(
        &self,
        edge: usize,
        is_pointed: &impl Fn(usize) -> bool,
        is_above: bool,
    ) -> Option<(Cut, [Point; 4])> {
        let way = self.way_back(edge, is_pointed, is_above, DROPS[0])?;
        let (source, target) = self.ends[edge];
        let hosts = [source, target];
        let borders =
            hosts.map(|host| self.nodes[host].map(|bounds| if is_above { bounds.y0 } else { bounds.y1 }));
        let [one, two] = [borders[0]?, borders[1]?];
        let border = if is_above { one.min(two) } else { one.max(two) };
        let run = Rect::from_points(way[1], way[2]);
        let strip = run.union(Rect::from_points((run.x0, border), (run.x1, border))).inflate(CLEAR, 0.0);
        let strip = if is_above {
            Rect { y0: strip.y0 - CLEAR, ..strip }
        } else {
            Rect { y1: strip.y1 + CLEAR, ..strip }
        };
        Some((self.cut(&hosts, strip, border, is_above)?, way))
    }

    /// Boxes of nodes, rooms of labels and runs of edges, but for those that meet the hosts at their other sides.
    fn obstacles(&self, hosts: &[usize], is_above: bool, border: f64) -> impl Iterator<Item = Rect> {
        let nodes = self.nodes.iter().enumerate().filter(|(node, _)| !hosts.contains(node));
        let runs = self.routes.iter().flat_map(|route| route.windows(2));
        let runs = runs.map(|ends| Rect::from_points(ends[0], ends[1]));
        let beyond =
            move |run: &Rect| if is_above { run.y1 <= border + SAME } else { run.y0 >= border - SAME };
        let crosses = move |run: &Rect| run.y0 < border && border < run.y1;
        let rooms = self.rooms.iter().flatten().copied();
        nodes
            .filter_map(|(_, bounds)| *bounds)
            .chain(runs.filter(move |run| beyond(run) || crosses(run)))
            .chain(rooms)
    }

    /// A line between the host and what is in its way beyond which all can be moved: no straight edge is bent.
    fn clean_cut(&self, border: f64, free: f64, is_above: bool) -> Option<f64> {
        let (low, high) = if is_above { (border - free, border) } else { (border, border + free) };
        let sides = self.nodes.iter().flatten().flat_map(|node| [node.y0, node.y1]);
        let mut candidates: Vec<f64> =
            sides.chain([low, high]).filter(|y| (low..=high).contains(y)).collect();
        candidates.sort_by(f64::total_cmp);
        if !is_above {
            candidates.reverse();
        }
        let is_level = |route: &[Point]| matches!(route, [from, to] if (from.y - to.y).abs() < SAME);
        let is_clean = |cut: &f64| {
            let has_moved = self.beyond(*cut, is_above);
            let mut joined = self.routes.iter().zip(&self.ends).filter(|(route, _)| is_level(route));
            joined.all(|(_, (source, target))| has_moved[*source] == has_moved[*target])
        };
        candidates.into_iter().find(is_clean)
    }

    /// Whether each node lies beyond a line, for the most part.
    fn beyond(&self, cut: f64, is_above: bool) -> Vec<bool> {
        let is_beyond = |bounds: &Rect| {
            if is_above { bounds.center().y < cut + SAME } else { bounds.center().y > cut - SAME }
        };
        self.nodes.iter().map(|node| node.as_ref().is_some_and(is_beyond)).collect()
    }

    /// Moves all nodes and runs beyond a line away from it. Nodes of one column keep their order, so none come closer.
    pub(super) fn open(&mut self, cut: &Cut) {
        if cut.move_by <= 0.0 {
            return;
        }
        let Cut { at, is_above, move_by } = *cut;
        let by = if is_above { -move_by } else { move_by };
        let has_moved = self.beyond(at, is_above);
        let places = self.places_mut();
        for (bounds, _) in places.nodes.iter_mut().zip(&has_moved).filter(|(_, has_moved)| **has_moved) {
            *bounds = bounds.map(|bounds| bounds + Vec2::new(0.0, by));
        }
        let is_beyond = |y: f64| if is_above { y <= at + SAME } else { y >= at - SAME };
        for room in places.rooms.iter_mut().flatten().filter(|room| is_beyond(room.center().y)) {
            *room = *room + Vec2::new(0.0, by);
        }
        for (route, (source, target)) in places.routes.iter_mut().zip(&places.ends) {
            let mut moves: Vec<bool> = route.iter().map(|point| is_beyond(point.y)).collect();
            // Both ends keep to their nodes, and so do the level runs that begin there.
            let level: Vec<bool> =
                route.windows(2).map(|ends| (ends[0].y - ends[1].y).abs() < SAME).collect();
            if let (Some(first), Some(last)) = (level.first(), level.last()) {
                let end = moves.len() - 1;
                (moves[0], moves[end]) = (has_moved[*source], has_moved[*target]);
                if *first {
                    moves[1] = moves[0];
                }
                if *last {
                    moves[end - 1] = moves[end];
                }
            }
            for (point, _) in route.iter_mut().zip(moves).filter(|(_, moves)| *moves) {
                point.y += by;
            }
        }
    }
}
