//! Boxes by where they lie, so that those near a place are found without looking at all of them.

use kurbo::Rect;

use crate::bounds::overlap;

/// Boxes in a grid of bins; each lies in all bins that it touches.
#[derive(Clone, Debug)]
pub struct Bins {
    bounds: Rect,
    side: f64,
    columns: usize,
    rows: usize,
    /// The first and the last link of each bin.
    bins: Vec<(u32, u32)>,
    /// A box of a bin, and the link to the next one: few bins hold many, so all share one list.
    links: Vec<(u32, u32)>,
    boxes: Vec<Rect>,
}

/// Where no link leads on.
const NONE: u32 = u32::MAX;

/// The side of a bin at least, px: about a node with the gap beside it.
const LEAST_SIDE: f64 = 128.0;
/// So many bins at most, whatever the size of the picture.
const MOST_BINS: f64 = 65_536.0;

impl Bins {
    /// Sorts boxes in, by their places in the list.
    pub fn new(boxes: Vec<Rect>) -> Self {
        let bounds = boxes.iter().copied().reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
        let side = (bounds.area() / MOST_BINS).sqrt().max(bounds.width().max(bounds.height()) / MOST_BINS);
        let side = side.max(LEAST_SIDE);
        let count = |length: f64| (length / side).ceil().max(1.0) as usize;
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        let mut bins = Self {
            bounds,
            side,
            columns,
            rows,
            bins: vec![(NONE, NONE); columns * rows],
            links: Vec::with_capacity(2 * boxes.len()),
            boxes: Vec::with_capacity(boxes.len()),
        };
        boxes.into_iter().for_each(|bounds| bins.add(bounds));
        bins
    }

    /// Sorts one more box in; what lies outside those from the start lies in the outer bins.
    pub fn add(&mut self, bounds: Rect) {
        let index = self.boxes.len() as u32;
        for bin in self.touched(&bounds) {
            let link = self.links.len() as u32;
            self.links.push((index, NONE));
            let (first, last) = &mut self.bins[bin];
            if *last == NONE {
                *first = link;
            } else {
                self.links[*last as usize].1 = link;
            }
            *last = link;
        }
        self.boxes.push(bounds);
    }

    /// The boxes that overlap a place, each once, by their places in the list.
    pub fn at(&self, place: Rect) -> impl Iterator<Item = (usize, &Rect)> {
        self.touched(&place).flat_map(move |bin| {
            let link = |at: u32| self.links.get(at as usize).copied();
            let own = std::iter::successors(link(self.bins[bin].0), move |(_, next)| link(*next));
            let own = own.map(|(index, _)| (index as usize, &self.boxes[index as usize]));
            own.filter(move |(_, other)| {
                // A box that lies in several bins counts in the first that both touch.
                overlap(other, &place) && self.bin(place.x0.max(other.x0), place.y0.max(other.y0)) == bin
            })
        })
    }

    fn bin(&self, x: f64, y: f64) -> usize {
        let (column, row) = self.cell(x, y);
        row * self.columns + column
    }

    fn cell(&self, x: f64, y: f64) -> (usize, usize) {
        // What lies before the first counts as the first: casts saturate.
        let column = ((x - self.bounds.x0) / self.side) as usize;
        let row = ((y - self.bounds.y0) / self.side) as usize;
        (column.min(self.columns - 1), row.min(self.rows - 1))
    }

    fn touched(&self, place: &Rect) -> impl Iterator<Item = usize> + use<> {
        let (first, last) = (self.cell(place.x0, place.y0), self.cell(place.x1, place.y1));
        let columns = self.columns;
        (first.1..=last.1).flat_map(move |row| (first.0..=last.0).map(move |column| row * columns + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_a_place_is_found_once() {
        let long = Rect::new(0.0, 10.0, 1000.0, 11.0);
        let boxes = vec![long, Rect::new(500.0, 0.0, 560.0, 40.0), Rect::new(0.0, 700.0, 10.0, 710.0)];
        let mut bins = Bins::new(boxes);
        bins.add(Rect::new(-500.0, -500.0, -400.0, -400.0));
        let at = |place: Rect| bins.at(place).map(|(index, _)| index).collect::<Vec<_>>();
        assert_eq!(at(Rect::new(300.0, 0.0, 900.0, 200.0)), [0, 1]);
        assert_eq!(at(Rect::new(0.0, 11.0, 1000.0, 12.0)), [1], "touching is no overlap");
        assert_eq!(at(Rect::new(-450.0, -450.0, -420.0, -420.0)), [3]);
        assert_eq!(at(Rect::new(-2000.0, -2000.0, 2000.0, 2000.0)), [0, 3, 1, 2]);
    }

    #[test]
    fn all_or_nothing_makes_no_grid_too_large() {
        assert_eq!(Bins::new(Vec::new()).at(Rect::new(0.0, 0.0, 1.0, 1.0)).count(), 0);
        let far = Bins::new(vec![Rect::ZERO, Rect::new(0.0, 0.0, 1e9, 1.0)]);
        assert!(far.bins.len() <= 2 * MOST_BINS as usize);
        assert_eq!(far.at(Rect::new(5e8, 0.0, 6e8, 2.0)).count(), 1);
    }
}
