//! What lies where among boxes and routes, so that a look around goes over what is near, not over all there is.

use kurbo::{Point, Rect};

use super::plane::Places;
use crate::furniture::Bins;

/// Boxes of nodes and rooms and runs of routes by where they lie.
#[derive(Clone, Debug)]
pub(super) struct Survey {
    nodes: Register,
    runs: Register,
    rooms: Register,
}

/// A run of a route: whose, the number of the point that it begins at, and its box.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct Run {
    pub(in crate::diagram) edge: usize,
    pub(in crate::diagram) at: usize,
    pub(in crate::diagram) bounds: Rect,
}

impl Survey {
    pub(super) fn new(places: &Places) -> Self {
        let boxes = |boxes: &[Option<Rect>]| {
            let known =
                boxes.iter().enumerate().filter_map(|(owner, bounds)| bounds.map(|bounds| (owner, bounds)));
            Register::new(boxes.len(), known.collect())
        };
        let runs = places.routes.iter().enumerate();
        let runs = runs.flat_map(|(edge, route)| runs_of(route).map(move |bounds| (edge, bounds)));
        let runs = Register::new(places.routes.len(), runs.collect());
        Self { nodes: boxes(&places.nodes), runs, rooms: boxes(&places.rooms) }
    }

    pub(super) fn route_moved(&mut self, edge: usize, route: &[Point]) {
        self.runs.replace(edge, runs_of(route));
    }

    pub(super) fn room_moved(&mut self, edge: usize, room: Option<Rect>) {
        self.rooms.replace(edge, room.into_iter());
    }

    pub(super) fn node_moved(&mut self, node: usize, bounds: Rect) {
        self.nodes.replace(node, std::iter::once(bounds));
    }

    pub(super) fn nodes_at(&self, place: Rect) -> impl Iterator<Item = (usize, Rect)> {
        self.nodes.at(place).map(|(owner, _, bounds)| (owner, bounds))
    }

    pub(super) fn rooms_at(&self, place: Rect) -> impl Iterator<Item = (usize, Rect)> {
        self.rooms.at(place).map(|(owner, _, bounds)| (owner, bounds))
    }

    pub(super) fn runs_at(&self, place: Rect) -> impl Iterator<Item = Run> {
        self.runs.at(place).map(|(edge, at, bounds)| Run { edge, at, bounds })
    }
}

/// The boxes of the runs of a route.
pub(super) fn runs_of(route: &[Point]) -> impl Iterator<Item = Rect> {
    route.windows(2).map(|ends| Rect::from_points(ends[0], ends[1]))
}

/// Boxes of owners that may move: what an owner had before stays in the bins and is passed over.
#[derive(Clone, Debug)]
struct Register {
    bins: Bins,
    /// Of each box its owner, and the number of it among the boxes that this owner has had so far.
    entries: Vec<(usize, usize)>,
    /// The number of the first box of each owner that still counts.
    first: Vec<usize>,
    /// How many boxes each has had.
    had: Vec<usize>,
}

impl Register {
    /// Boxes of so many owners.
    fn new(count: usize, boxes: Vec<(usize, Rect)>) -> Self {
        let mut had = vec![0; count];
        let entries = boxes.iter().map(|(owner, _)| {
            had[*owner] += 1;
            (*owner, had[*owner] - 1)
        });
        let entries = entries.collect();
        let bins = Bins::new(boxes.into_iter().map(|(_, bounds)| bounds).collect());
        Self { bins, entries, first: vec![0; count], had }
    }

    fn replace(&mut self, owner: usize, boxes: impl Iterator<Item = Rect>) {
        self.first[owner] = self.had[owner];
        for bounds in boxes {
            self.bins.add(bounds);
            self.entries.push((owner, self.had[owner]));
            self.had[owner] += 1;
        }
    }

    /// The boxes that overlap a place: their owner, their number among its boxes of now, and what they are.
    fn at(&self, place: Rect) -> impl Iterator<Item = (usize, usize, Rect)> {
        self.bins.at(place).filter_map(|(index, bounds)| {
            let (owner, number) = self.entries[index];
            Some((owner, number.checked_sub(self.first[owner])?, *bounds))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_moved_is_found_where_it_is_now() {
        let bounds = |x: f64| Rect::new(x, 0.0, x + 40.0, 20.0);
        let route = |y: f64| vec![Point::new(40.0, y), Point::new(90.0, y), Point::new(90.0, 300.0)];
        let places = Places {
            nodes: vec![Some(bounds(0.0)), None],
            routes: vec![route(10.0), Vec::new()],
            ends: vec![(0, 1), (0, 1)],
            rooms: vec![Some(bounds(50.0)), None],
        };
        let mut survey = Survey::new(&places);
        let runs = |survey: &Survey, y: f64| {
            let place = Rect::new(45.0, y - 1.0, 95.0, y + 1.0);
            survey.runs_at(place).map(|run| (run.edge, run.at)).collect::<Vec<_>>()
        };
        assert_eq!(runs(&survey, 10.0), [(0, 0), (0, 1)]);
        survey.route_moved(0, &route(200.0));
        assert_eq!(runs(&survey, 10.0), []);
        assert_eq!(runs(&survey, 200.0), [(0, 0), (0, 1)], "runs are numbered from the start again");
        survey.room_moved(0, None);
        assert_eq!(survey.rooms_at(bounds(50.0)).count(), 0);
        survey.node_moved(1, bounds(500.0));
        assert_eq!(survey.nodes_at(bounds(480.0)).collect::<Vec<_>>(), [(1, bounds(500.0))]);
    }
}
