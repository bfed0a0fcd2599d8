//! Ways across the inside of a circuit, from one station to any other, with room for a label on each.

use kurbo::{CubicBez, Point, Rect, Size, Vec2};

use super::place::Geometry;
use super::track::Track;

/// A way across the inside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chord {
    /// What is drawn: the whole way but for the room of its label.
    pub path: Vec<CubicBez>,
    /// The whole way.
    pub whole: Track,
    /// The room of its label.
    pub label: Option<Rect>,
}

/// From the middle of a station to where ways leave and enter it.
const STATION: f64 = 20.0;
/// How far the line stays away from the tip of its head.
const HEAD: f64 = 7.0;
/// In so many chords each piece of a line is looked at.
const CHORDS: usize = 60;
/// Around the label.
const CLEAR: Vec2 = Vec2::new(6.0, 3.0);
/// Between ways over the crossing of an eight.
const BESIDE: f64 = 26.0;
/// Between what stands in the middle of a ring and a way around it, and between such ways.
const CORE_CLEAR: f64 = 30.0;
const RANKS_APART: f64 = 16.0;
/// Where labels may stand on their ways, the best first.
const PLACES: [f64; 9] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];

impl Chord {
    /// The same so much farther to the right and down.
    #[must_use]
    pub fn moved(&self, by: Vec2) -> Self {
        let path = Track::new(self.path.clone()).moved(by);
        let label = self.label.map(|room| room + by);
        Self { path: path.pieces().to_vec(), whole: self.whole.moved(by), label }
    }
}

/// The ways of some pairs of stations, each with the size of its label.
pub fn chords(placed: &Geometry, pairs: &[(usize, usize)], labels: &[Size]) -> Vec<Chord> {
    let mut taken: Vec<Rect> =
        vec![Rect::from_center_size(placed.core, (2.0 * placed.core_radius, 2.0 * placed.core_radius))];
    taken.extend(&placed.cards);
    let tracks: Vec<Track> =
        pairs.iter().enumerate().map(|(rank, pair)| whole(placed, *pair, rank)).collect();
    let mut found = Vec::new();
    for (index, (track, size)) in tracks.iter().zip(labels).enumerate() {
        let label = (size.width > 0.0).then(|| {
            let room = |share: &f64| Rect::from_center_size(track.at(*share).0, *size);
            let cost = |room: &Rect| cost(placed, &taken, &tracks, index, *room);
            let best = PLACES.iter().map(room).min_by_key(cost);
            best.unwrap_or_else(|| room(&0.5))
        });
        taken.extend(label.map(|room| room.inflate(CLEAR.x, CLEAR.y)));
        let end = track.end();
        let is_free = |at: Point| {
            at.distance(end) > HEAD && label.is_none_or(|room| !room.inflate(CLEAR.x, CLEAR.y).contains(at))
        };
        found.push(Chord { path: track.where_free(is_free), whole: track.clone(), label });
    }
    found
}

/// How much of what is there a label would cover.
fn cost(placed: &Geometry, taken: &[Rect], tracks: &[Track], own: usize, room: Rect) -> u64 {
    let room = room.inflate(CLEAR.x, CLEAR.y);
    let covered: f64 = taken.iter().map(|other| overlap(room, *other)).sum();
    let others = tracks.iter().enumerate().filter(|(index, _)| *index != own).map(|(_, track)| track);
    let points = others.chain(&placed.tracks).flat_map(|line| line.sampled(CHORDS));
    let hits = points.filter(|at| room.inflate(12.0, 12.0).contains(*at)).count();
    covered as u64 + 100 * hits as u64
}

fn overlap(one: Rect, two: Rect) -> f64 {
    let shared = one.intersect(two);
    if shared.width() > 0.0 && shared.height() > 0.0 { shared.area() } else { 0.0 }
}

fn whole(placed: &Geometry, (from, to): (usize, usize), rank: usize) -> Track {
    let inward = |station: usize| -placed.outward[station];
    let ends = [from, to].map(|station| placed.stations[station] + inward(station) * STATION);
    let (start, end) = (ends[0], ends[1]);
    let is_across = placed.centers.len() == 2 && (start.x < placed.core.x) != (end.x < placed.core.x);
    let (middle, along) =
        if is_across { over_crossing(placed, start, end, rank) } else { around(placed, (from, to), rank) };
    let reach = |one: Point, two: Point| one.distance(two) * 0.42;
    // Half inward, half to where the way goes: neither a hook nor a corner.
    let leave = |at: Point, inward: Vec2| {
        let toward = middle - at;
        let blend = inward + toward / toward.hypot().max(1.0);
        if blend.hypot() < 0.1 { inward } else { blend / blend.hypot() }
    };
    Track::new(vec![
        CubicBez::new(
            start,
            start + leave(start, inward(from)) * reach(start, middle),
            middle - along * reach(start, middle),
            middle,
        ),
        CubicBez::new(
            middle,
            middle + along * reach(middle, end),
            end + leave(end, inward(to)) * reach(middle, end),
            end,
        ),
    ])
}

/// Above or below what stands on the crossing, each way so much farther from it.
fn over_crossing(placed: &Geometry, start: Point, end: Point, rank: usize) -> (Point, Vec2) {
    let is_below = f64::midpoint(start.y, end.y) >= placed.core.y;
    let by = placed.core_radius + 16.0 + BESIDE * (rank / 2) as f64;
    let y = if is_below { placed.core.y + by } else { placed.core.y - by };
    (Point::new(placed.core.x, y), Vec2::new((end.x - start.x).signum(), 0.0))
}

/// Around the middle of the loop, by the shorter side.
fn around(placed: &Geometry, (from, to): (usize, usize), rank: usize) -> (Point, Vec2) {
    let center = placed.centers.iter().copied().min_by(|one, two| {
        let far = |center: &Point| center.distance(placed.stations[from]);
        far(one).total_cmp(&far(two))
    });
    let center = center.unwrap_or(placed.core);
    let (one, two) = (placed.outward[from], placed.outward[to]);
    let sum = one + two;
    // Opposite stations have no shorter side: their way runs at the right of the line between them.
    let out = if sum.hypot() < 0.2 { Vec2::new(-one.y, one.x) } else { sum / sum.hypot() };
    // As near to the middle as the straight line would be, but for what stands there.
    let core = if placed.centers.len() == 1 { placed.core_radius } else { 0.0 };
    let clear = core + CORE_CLEAR + RANKS_APART * rank as f64;
    let by = (placed.radius * sum.hypot() / 2.0).max(clear).min((placed.radius - STATION) * 0.85);
    // The way turns on to its end: to the side on which that lies.
    let side = Vec2::new(-out.y, out.x);
    let turn = if side.dot(two - one) >= 0.0 { side } else { -side };
    (center + out * by, turn)
}
