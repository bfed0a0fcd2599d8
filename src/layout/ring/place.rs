//! Stations, cards and tracks: the smallest ring, or figure of eight, whose cards have room.

use kurbo::{CubicBez, Point, Rect, Size, Vec2};

use super::circle::{arc, direction};
use super::track::Track;
use crate::bounds::distance;

/// What is to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Circuit {
    /// The card of each station.
    pub cards: Vec<Size>,
    /// The form.
    pub form: Form,
    /// The radius of what stands in the middle.
    pub core: f64,
    /// Widths of the labels of ways across the inside.
    pub chord_labels: Vec<f64>,
}

/// The form of a circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A ring, clockwise from the top.
    Ring,
    /// A figure of eight: so many stations down its left loop, the others down its right one.
    Eight {
        /// How many stations are on the left.
        left: usize,
    },
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// The stations.
    pub stations: Vec<Point>,
    /// Away from the middle of its loop, for each station.
    pub outward: Vec<Vec2>,
    /// The cards.
    pub cards: Vec<Rect>,
    /// From each station to the next, and from the last to the first.
    pub tracks: Vec<Track>,
    /// The middles of the loops, and their radius.
    pub centers: Vec<Point>,
    /// Of each loop.
    pub radius: f64,
    /// The middle of all.
    pub core: Point,
    /// Half of the room of what stands there.
    pub core_radius: f64,
    /// The size of all.
    pub size: Size,
}

/// Half of the width of the track with what stands on it.
const TRACK: f64 = 18.0;
/// From the middle of a station to its card.
const CARD_GAP: f64 = 30.0;
/// Between cards.
const APART: f64 = 14.0;
/// Radii are tried in these steps, up to this.
const STEP: f64 = 8.0;
const LARGEST: f64 = 2000.0;
/// How far the loops of an eight are apart: half the distance of their middles, in radii.
const SPREAD: f64 = 1.3;
/// The part of a turn that the stations of a loop share, and where it begins before the top.
const OUTSIDE: f64 = 0.6;
const BEFORE_TOP: f64 = 0.05;
/// Where the straight lines of an eight leave its loops: the part of a turn from the side that faces the other loop.
const LEAVE: f64 = 0.110_5;

/// Places a circuit.
pub fn layout(circuit: &Circuit) -> Geometry {
    let core = circuit.core;
    let labels = circuit.chord_labels.iter().copied().fold(0.0, f64::max);
    let inside = if labels > 0.0 { labels + 40.0 } else { 24.0 };
    let least = match circuit.form {
        Form::Ring => core + inside + TRACK,
        // The crossing is as wide as what stands on it lets it, and labels stand inside the loops.
        Form::Eight { .. } => ((core + TRACK) / (SPREAD - 1.0)).max(labels / 1.2 + 60.0),
    };
    let mut radius = least.max(120.0).ceil();
    loop {
        let placed = place(circuit, radius, core);
        if radius > LARGEST || is_roomy(&placed) {
            return to_origin(placed);
        }
        radius += STEP;
    }
}

/// Whether no two cards lie over each other, and no card over a station.
fn is_roomy(placed: &Geometry) -> bool {
    let overlap = |one: &Rect, two: &Rect| {
        one.x0 - APART < two.x1
            && two.x0 - APART < one.x1
            && one.y0 - APART < two.y1
            && two.y0 - APART < one.y1
    };
    let cards = placed.cards.iter().enumerate();
    cards.clone().all(|(index, card)| placed.cards[index + 1..].iter().all(|other| !overlap(card, other)))
        && cards.clone().all(|(_, card)| {
            placed.stations.iter().all(|at| !card.inflate(TRACK, TRACK).contains(*at))
                && placed.centers.iter().all(|center| distance(card, *center) >= placed.radius + TRACK)
        })
}

fn place(circuit: &Circuit, radius: f64, core: f64) -> Geometry {
    let count = circuit.cards.len();
    let turns = turns(circuit.form, count);
    let centers = match circuit.form {
        Form::Ring => vec![Point::ZERO],
        Form::Eight { .. } => vec![Point::new(-SPREAD * radius, 0.0), Point::new(SPREAD * radius, 0.0)],
    };
    let mut placed = Geometry { centers, radius, core_radius: core, ..Geometry::default() };
    for (card, (side, turn)) in circuit.cards.iter().zip(&turns) {
        let center = placed.centers[*side];
        let out = direction(*turn);
        let at = center + out * radius;
        placed.stations.push(at);
        placed.outward.push(out);
        placed.cards.push(outside(*card, at, out, center, radius));
    }
    placed.tracks = (0..count).map(|from| track(&placed, &turns, from, (from + 1) % count)).collect();
    placed
}

/// The loop of each station, and its part of a turn from the top.
fn turns(form: Form, count: usize) -> Vec<(usize, f64)> {
    match form {
        Form::Ring => (0..count).map(|station| (0, station as f64 / count as f64)).collect(),
        Form::Eight { left } => {
            let on_loop =
                |station: usize, of: usize| OUTSIDE * (station as f64 + 0.5) / of as f64 - BEFORE_TOP;
            let lefts = (0..left).map(|station| (0, -on_loop(station, left)));
            let rights = (0..count - left).map(|station| (1, on_loop(station, count - left)));
            lefts.chain(rights).collect()
        }
    }
}

/// A card outside of a station, as near as its corners let it.
fn outside(card: Size, at: Point, out: Vec2, center: Point, radius: f64) -> Rect {
    let lean = |along: f64| (along * 1.5).clamp(-1.0, 1.0);
    let mut gap = CARD_GAP;
    loop {
        let middle =
            at + out * gap + Vec2::new(lean(out.x) * card.width / 2.0, lean(out.y) * card.height / 2.0);
        let corner = (middle - card.to_vec2() / 2.0).round();
        let bounds = Rect::from_origin_size(corner, card);
        if distance(&bounds, center) >= radius + CARD_GAP - 4.0 || gap > 400.0 {
            return bounds;
        }
        gap += 4.0;
    }
}

/// The track from a station to the next.
fn track(placed: &Geometry, turns: &[(usize, f64)], from: usize, to: usize) -> Track {
    let ((side, start), (other, end)) = (turns[from], turns[to]);
    let (radius, centers) = (placed.radius, &placed.centers);
    if centers.len() == 1 {
        let end = if end <= start { end + 1.0 } else { end };
        return Track::new(arc(centers[0], radius, start, end));
    }
    // Down the left loop against the clock, down the right one with it.
    if side == other && from < to {
        return Track::new(arc(centers[side], radius, start, end));
    }
    let leaves = |side: usize, is_top: bool| {
        let facing = if is_top { 0.25 - LEAVE } else { 0.25 + LEAVE };
        if side == 0 { facing } else { -facing }
    };
    // From the bottom of one loop over the crossing to the top of the other; a loop that has all goes around itself.
    let bottom = leaves(side, false);
    let bottom = if side == 0 { bottom - 1.0 } else { bottom + 1.0 };
    if side == other {
        let end = if side == 0 { end - 1.0 } else { end + 1.0 };
        return Track::new(arc(centers[side], radius, start, end));
    }
    let top = leaves(other, true);
    let out = arc(centers[side], radius, start, bottom);
    let into = arc(centers[other], radius, top, end);
    let line = match (out.last(), into.first()) {
        (Some(out), Some(into)) => vec![straight(out.p3, into.p0)],
        _ => Vec::new(),
    };
    Track::new(out.into_iter().chain(line).chain(into).collect())
}

fn straight(from: Point, to: Point) -> CubicBez {
    CubicBez::new(from, from.lerp(to, 1.0 / 3.0), from.lerp(to, 2.0 / 3.0), to)
}

/// Moves everything so that the top left corner is the origin.
fn to_origin(placed: Geometry) -> Geometry {
    let reach = placed.radius + TRACK;
    let loops =
        placed.centers.iter().map(|center| Rect::from_center_size(*center, (2.0 * reach, 2.0 * reach)));
    let all =
        placed.cards.iter().copied().chain(loops).reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
    // What stands in the middle stays in the middle of the picture.
    let half = all.x0.abs().max(all.x1.abs()).ceil();
    let top = all.y0.floor();
    let size = Size::new(2.0 * half, (all.y1 - top).ceil());
    Geometry { size, ..placed.moved(Vec2::new(half, -top)) }
}

impl Geometry {
    /// The same so much farther to the right and down.
    #[must_use]
    pub fn moved(mut self, by: Vec2) -> Self {
        self.stations.iter_mut().chain(&mut self.centers).for_each(|at| *at += by);
        self.core += by;
        self.cards.iter_mut().for_each(|card| *card = *card + by);
        self.tracks.iter_mut().for_each(|track| *track = track.moved(by));
        self
    }
}
