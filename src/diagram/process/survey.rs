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

    pub(super) fn room_given_up(&mut self, edge: usize) {
        self.rooms.replace(edge, std::iter::empty());
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

fn runs_of(route: &[Point]) -> impl Iterator<Item = Rect> {
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
