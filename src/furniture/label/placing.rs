//! Where the labels of a drawing go: the first place where nothing else is, on the line, or as a number on it.

use kurbo::{Point, Rect, Vec2};

use super::candidates::{beside_run, beside_source, inside, length};
use super::placed::{Placed, PlacedLabel};
use super::words::{EdgeLabel, LabelKind};
use crate::bounds::overlap;
use crate::drawing::scene::Anchor;
use crate::furniture::bins::Bins;
use crate::furniture::number::RADIUS;

/// How far other lines, nodes and texts keep away.
const CLEAR: f64 = 3.0;
/// A room farther from its edge than this is none of it any more.
const ROOM_REACH: f64 = 12.0;
/// What it costs that a label might be another edge's, in px² of overlap; its own edge is nearer by so much else.
const DOUBT: f64 = 10.0;
const SURE: f64 = 1.0;
/// Around the words of a chip.
const CHIP_PADDING: Vec2 = Vec2::new(6.0, 2.0);
/// A head with its gap.
const HEAD: f64 = 11.0;
/// How much of a run is seen on both sides of a chip.
const CHIP_ENDS: f64 = 12.0;

/// What labels keep clear of, and those placed so far.
#[derive(Clone, Debug)]
pub struct Labels {
    routes: Vec<Vec<Point>>,
    /// Boxes from outside, and labels in their places.
    taken: Bins,
    /// The runs of all routes: their boxes, and whose they are.
    runs: Bins,
    owners: Vec<(usize, usize)>,
}

impl Labels {
    /// Nodes and other boxes, and the routes of all edges.
    pub fn new(boxes: Vec<Rect>, routes: Vec<Vec<Point>>) -> Self {
        let owners = routes.iter().enumerate();
        let owners = owners.flat_map(|(edge, route)| (1..route.len()).map(move |end| (edge, end - 1)));
        let owners: Vec<(usize, usize)> = owners.collect();
        let lines =
            owners.iter().map(|(edge, run)| line(routes[*edge][*run], routes[*edge][*run + 1])).collect();
        Self { taken: Bins::new(boxes), runs: Bins::new(lines), owners, routes }
    }

    /// The runs that overlap a place: of which edge, which one of it, and its box.
    fn runs_at(&self, place: Rect) -> impl Iterator<Item = (usize, usize, &Rect)> {
        self.runs.at(place).map(|(index, bounds)| (self.owners[index].0, self.owners[index].1, bounds))
    }

    /// Places the label of an edge at the first free place; else on the line; else a number on the line stands for it;
    /// else it stands where it is least in the way. `room` is what the layout kept free for it.
    pub fn place(&mut self, edge: usize, label: &EdgeLabel, room: Option<Rect>) -> PlacedLabel {
        let is_main = label.is_main;
        let mut best: Option<(f64, Vec<Placed>)> = None;
        for texts in self.candidates(edge, label, room) {
            let doubt = if self.is_doubtful(edge, &texts) { DOUBT } else { 0.0 };
            let cost = self.cost(&texts) + doubt;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, texts));
            }
            if cost == 0.0 {
                break;
            }
        }
        let beside = |texts: Vec<Placed>, is_lost: bool| PlacedLabel {
            texts,
            chip: None,
            number: None,
            is_lost,
            is_main,
            is_personal: label.is_personal,
        };
        let placed = match best {
            Some((0.0, texts)) => beside(texts, false),
            other => {
                self.on_the_line(edge, label).or_else(|| self.numbered(edge, label)).unwrap_or_else(|| {
                    let (cost, texts) = other.unwrap_or_default();
                    beside(texts, cost > DOUBT)
                })
            }
        };
        self.taken.add(placed.bounds());
        placed
    }

    /// The places that a label may take, the best first: most take the first, so that the others are not even made.
    fn candidates<'a>(
        &'a self,
        edge: usize,
        label: &'a EdgeLabel,
        room: Option<Rect>,
    ) -> impl Iterator<Item = Vec<Placed>> + 'a {
        let route = &self.routes[edge];
        let is_outcome = label.kind == LabelKind::Outcome && !self.shares_its_start(edge);
        let start = route.first().zip(route.get(1)).filter(|_| is_outcome);
        let at_source = start.into_iter().flat_map(|(from, to)| beside_source(label, *from, *to));
        let is_near = |room: &Rect| {
            let runs = route.windows(2).map(|ends| Rect::from_points(ends[0], ends[1]));
            runs.into_iter().any(|run| overlap(&run.inflate(ROOM_REACH, ROOM_REACH), room))
        };
        let in_room = room.filter(is_near).map(|room| inside(label, room));
        let mut runs: Vec<(Point, Point)> = route.windows(2).map(|ends| (ends[0], ends[1])).collect();
        // A share alone would not tell whose it is far from its decision: the nearest runs come first then.
        if label.kind == LabelKind::Remark {
            runs.sort_by(|one, two| length(*two).total_cmp(&length(*one)));
        }
        let (level, upright): (Vec<_>, Vec<_>) =
            runs.into_iter().partition(|run| (run.0.y - run.1.y).abs() < 0.5);
        let beside_runs = level.into_iter().chain(upright).flat_map(|run| beside_run(label, run));
        at_source.chain(in_room).chain(beside_runs)
    }

    /// Whether another edge leaves from the same point in the same direction.
    fn shares_its_start(&self, edge: usize) -> bool {
        let start = |route: &[Point]| match route {
            [first, second, ..] => Some((*first, (*second - *first).normalize())),
            _ => None,
        };
        let Some((own, along)) = start(&self.routes[edge]) else { return false };
        let place = line(own, own);
        let others = self.runs_at(place).filter(|(other, run, _)| *other != edge && *run == 0);
        others
            .filter_map(|(other, _, _)| start(&self.routes[other]))
            .any(|(other, direction)| (other - own).hypot() < 0.5 && (direction - along).hypot() < 0.01)
    }

    /// How much of what it should be clear of texts would lie over: px², and lines by what they run through.
    fn cost(&self, texts: &[Placed]) -> f64 {
        let inks = texts.iter().map(|text| text.bounds().inflate(CLEAR, CLEAR));
        let costs = inks.map(|ink| {
            let taken: f64 = self.taken.at(ink).map(|(_, other)| ink.intersect(*other).area()).sum();
            let crossed: f64 = self.runs.at(ink).map(|(_, line)| 20.0 + ink.intersect(*line).area()).sum();
            taken + crossed
        });
        costs.sum()
    }

    /// Whether a reader might take it for the label of another edge: one that is as near as its own.
    fn is_doubtful(&self, edge: usize, texts: &[Placed]) -> bool {
        let Some(ink) = texts.iter().map(Placed::bounds).reduce(|one, two| one.union(two)) else {
            return false;
        };
        let runs = self.routes[edge].windows(2).map(|ends| Rect::from_points(ends[0], ends[1]));
        let own = runs.map(|run| distance(&ink, &run)).fold(f64::INFINITY, f64::min) + SURE;
        let place = ink.inflate(own, own);
        let is_near = |(other, run, _): (usize, usize, &Rect)| {
            let ends = &self.routes[other][run..];
            other != edge && distance(&ink, &Rect::from_points(ends[0], ends[1])) < own
        };
        own.is_infinite() || self.runs_at(place).any(is_near)
    }

    /// On the line itself, which is interrupted: on the longest run that shows enough of itself on both sides.
    fn on_the_line(&self, edge: usize, label: &EdgeLabel) -> Option<PlacedLabel> {
        let block = label.chip.clone();
        let half = Vec2::new(block.width() / 2.0 + CHIP_PADDING.x, 8.0 + CHIP_PADDING.y);
        let chip = self.free_chip(edge, half, CHIP_ENDS)?;
        let at = Point::new(chip.1.center().x, chip.1.center().y + 0.364 * 12.0);
        let texts = vec![Placed { block, at, anchor: Anchor::Middle }];
        Some(PlacedLabel {
            texts,
            chip: Some(chip),
            number: None,
            is_lost: false,
            is_main: label.is_main,
            is_personal: label.is_personal,
        })
    }

    /// A number on the line.
    fn numbered(&self, edge: usize, label: &EdgeLabel) -> Option<PlacedLabel> {
        let half = Vec2::new(RADIUS, RADIUS);
        let chip = [CHIP_ENDS, 1.0].into_iter().find_map(|ends| self.free_chip(edge, half, ends))?;
        Some(PlacedLabel {
            texts: Vec::new(),
            chip: Some(chip),
            number: Some(0),
            is_lost: false,
            is_main: label.is_main,
            is_personal: label.is_personal,
        })
    }

    /// A box on the line where nothing else is, with so much of the line on both sides at least.
    fn free_chip(&self, edge: usize, half: Vec2, ends: f64) -> Option<(usize, Rect)> {
        let own = &self.routes[edge];
        let mut runs: Vec<(usize, Point, Point)> =
            own.windows(2).enumerate().map(|(at, ends)| (at, ends[0], ends[1])).collect();
        runs.sort_by(|one, two| length((two.1, two.2)).total_cmp(&length((one.1, one.2))));
        for (run, from, to) in runs {
            let is_level = (from.y - to.y).abs() < 0.5;
            // The head is no part of what is seen of the line.
            let is_last = run + 2 == own.len();
            let to = if is_last { to - (to - from).normalize() * HEAD.min(length((from, to))) } else { to };
            let needed = 2.0 * (if is_level { half.x } else { half.y } + ends);
            if length((from, to)) < needed {
                continue;
            }
            for part in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
                let center = from.lerp(to, part);
                let chip = Rect::from_points(center - half, center + half);
                let is_inside = length((from, center)).min(length((center, to))) * 2.0 >= needed;
                // An edge that takes the same way all along has its label on the same line.
                let is_other = |(other, at, _): (usize, usize, &Rect)| match other == edge {
                    true => at != run,
                    false => self.routes[other] != *own,
                };
                let is_free = || self.taken.at(chip).next().is_none() && !self.runs_at(chip).any(is_other);
                if is_inside && is_free() {
                    return Some((run, chip));
                }
            }
        }
        None
    }
}

/// The box of a run, as wide as its line is drawn.
fn line(from: Point, to: Point) -> Rect {
    Rect::from_points(from, to).inflate(0.5, 0.5)
}

/// From one box to another, along the nearer way.
fn distance(one: &Rect, two: &Rect) -> f64 {
    let gap = |low: f64, high: f64| low.max(high).max(0.0);
    gap(one.x0 - two.x1, two.x0 - one.x1).hypot(gap(one.y0 - two.y1, two.y0 - one.y1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Fonts;
    use crate::theme;

    fn route(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|at| Point::from(*at)).collect()
    }

    #[test]
    fn outcomes_stand_where_the_design_has_them() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::outcome(&look, Some("Yes"), Some("88%"), true);
        // VISUAL.md's flowchart: a corner at 584, 360 and one at 512, 408.
        let routes = vec![route(&[(584.0, 360.0), (636.0, 360.0)]), route(&[(512.0, 408.0), (512.0, 480.0)])];
        let mut labels = Labels::new(Vec::new(), routes);
        let right = labels.place(0, &label, None);
        assert_eq!(
            (right.texts[0].at, right.texts[1].at),
            (Point::new(590.0, 352.0), Point::new(590.0, 377.0))
        );
        let down = labels.place(1, &label, None);
        assert_eq!(down.texts[0].at, Point::new(521.0, 425.0));
        assert_eq!(down.texts[1].at.y, 425.0);
    }

    #[test]
    fn an_outcome_moves_closer_to_its_corner_where_a_line_runs_below() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::outcome(&look, Some("No"), None, false);
        let own = route(&[(0.0, 0.0), (0.0, 10.0), (200.0, 10.0)]);
        let at = |below: f64| {
            let line = route(&[(-200.0, below), (200.0, below)]);
            Labels::new(Vec::new(), vec![own.clone(), line]).place(0, &label, None).texts[0].at
        };
        assert_eq!(at(40.0), Point::new(-9.0, 17.0));
        assert_eq!(at(28.0), Point::new(-9.0, 13.0));
    }

    #[test]
    fn a_label_goes_where_nothing_is() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::remark(&look, "by post", false);
        let routes = vec![route(&[(0.0, 100.0), (200.0, 100.0)])];
        let placed = Labels::new(Vec::new(), routes.clone()).place(0, &label, None);
        assert!(placed.bounds().y1 < 100.0, "above the line");
        let above = Rect::new(0.0, 70.0, 200.0, 97.0);
        let placed = Labels::new(vec![above], routes.clone()).place(0, &label, None);
        assert!(placed.bounds().y0 > 100.0, "below it where something is above");
        let around = vec![above, Rect::new(0.0, 103.0, 200.0, 130.0)];
        let placed = Labels::new(around, routes).place(0, &label, None);
        assert!(placed.chip.is_none(), "a chip would lie over what is around");
        let far = vec![Rect::new(0.0, 70.0, 200.0, 88.0), Rect::new(0.0, 112.0, 200.0, 130.0)];
        let placed = Labels::new(far, vec![route(&[(0.0, 100.0), (200.0, 100.0)])]).place(0, &label, None);
        assert!(placed.chip.is_some(), "on the line where there is no room beside it");
    }

    #[test]
    fn a_number_stands_for_words_that_find_no_room() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::remark(&look, "with the second post", false);
        let beside = vec![Rect::new(-200.0, 70.0, 200.0, 90.0), Rect::new(-200.0, 110.0, 200.0, 130.0)];
        let short = vec![route(&[(0.0, 100.0), (60.0, 100.0)])];
        let placed = Labels::new(beside, short).place(0, &label, None);
        assert_eq!(placed.number, Some(0), "to be counted");
        assert!(placed.chip.is_some_and(|(_, chip)| chip.x0 > 0.0 && chip.x1 < 60.0), "its head is seen");
        let in_a_box = vec![Rect::new(-200.0, 0.0, 200.0, 200.0)];
        let placed =
            Labels::new(in_a_box, vec![route(&[(0.0, 100.0), (60.0, 100.0)])]).place(0, &label, None);
        assert!(placed.is_lost && !placed.texts.is_empty(), "never dropped");
    }

    #[test]
    fn a_label_is_nearest_to_its_own_line() {
        let fonts = Fonts::embedded();
        let look = theme::THEMES[0].look(&fonts);
        let label = EdgeLabel::outcome(&look, Some("No"), None, false);
        // Right of the first line is the second, as near; above both runs a third.
        let own = route(&[(100.0, 0.0), (100.0, 200.0)]);
        let other = route(&[(130.0, 0.0), (130.0, 200.0)]);
        let placed = Labels::new(Vec::new(), vec![own, other]).place(0, &label, None);
        assert!(placed.bounds().x1 < 100.0, "left of both: {:?}", placed.bounds());
    }
}
