//! The channels between ranks: edges slide apart there, and get their tracks.

use std::collections::BTreeMap;

use super::super::graph::{Options, Style};
use super::super::position::PORT_GAP;
use super::piece::{NEAR, Piece, Router, Way};
use super::track::{Lead, Shift, Tracks, assign_tracks};

/// How far a straight run is moved that would lie on another one, and how often a channel is looked at for that.
const NUDGE: f64 = 6.0;
const MOST_NUDGES: usize = 3;
/// How often edges that still lie on each other get doglegs.
const MOST_DOGLEGGED: usize = 3;

impl Router<'_> {
    /// Puts what is left onto tracks; how many each channel has, that below the last rank among them.
    pub(super) fn use_channels(&mut self, options: &Options) -> Vec<usize> {
        let channels = self.layers.order.len();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); channels];
        if options.style == Style::Orthogonal {
            for (index, piece) in self.pieces.iter().enumerate() {
                if matches!(piece.way, Way::Channel(_)) {
                    members[self.layers.vertices[piece.upper as usize].rank].push(index);
                }
            }
        }
        self.make_arcs();
        let mut arcs: Vec<Vec<(usize, usize)>> = vec![Vec::new(); channels];
        for (index, arc) in self.arcs.iter().enumerate() {
            for (side, end) in arc.ends.iter().enumerate().take(if arc.is_outer { 2 } else { 1 }) {
                arcs[end.channel].push((index, side));
            }
        }
        members.iter().zip(&arcs).map(|(members, arcs)| self.use_channel(members, arcs, options)).collect()
    }

    fn use_channel(&mut self, members: &[usize], arcs: &[(usize, usize)], options: &Options) -> usize {
        self.separate(members);
        let mut doglegs = BTreeMap::new();
        let mut tracks = self.assign(members, arcs, &doglegs, options);
        for _ in 0..MOST_NUDGES {
            let collisions = std::mem::take(&mut tracks.collisions);
            let is_nudged = collisions.iter().fold(false, |is_nudged, (above, below)| {
                let mut nudge = |at: usize| members.get(at).is_some_and(|piece| self.nudge(*piece));
                nudge(*above) || nudge(*below) || is_nudged
            });
            tracks = self.assign(members, arcs, &doglegs, options);
            if !is_nudged {
                break;
            }
        }
        for _ in 0..MOST_DOGLEGGED {
            if !self.add_doglegs(members, &tracks.collisions, &mut doglegs) {
                break;
            }
            tracks = self.assign(members, arcs, &doglegs, options);
        }
        let mut track = tracks.track.iter().copied();
        let mut next = || track.next().expect("each shift has a track");
        for (at, index) in members.iter().enumerate() {
            self.pieces[*index].way = match doglegs.get(&at) {
                Some(x) => Way::Dogleg { x: *x, tracks: [next(), next()] },
                None => Way::Channel(next()),
            };
        }
        for (arc, side) in arcs {
            self.arcs[*arc].ends[*side].track = next();
        }
        tracks.count
    }

    /// Slides ports in a channel so that no edge comes down where another one leaves.
    fn separate(&mut self, members: &[usize]) {
        for piece in members {
            for is_lower in [true, false] {
                let own = &self.pieces[*piece];
                let port = if is_lower { own.to } else { own.from };
                let opposite: Vec<f64> = members
                    .iter()
                    .filter(|other| *other != piece)
                    .map(|other| if is_lower { self.pieces[*other].from } else { self.pieces[*other].to })
                    .filter(|other| (other - port).abs() < 4.0 * NEAR)
                    .collect();
                let is_clear = |x: f64| opposite.iter().all(|other| (other - x).abs() >= NEAR);
                if is_clear(port) {
                    continue;
                }
                let (least, most) = self.slack(*piece, is_lower, NEAR);
                let steps = (1..=8)
                    .flat_map(|step| [-1.0, 1.0].map(|side| port + side * f64::from(step) * NEAR / 2.0));
                if let Some(free) = steps.into_iter().find(|x| (least..=most).contains(x) && is_clear(*x)) {
                    let own = &mut self.pieces[*piece];
                    if is_lower { own.to = free } else { own.from = free }
                }
            }
        }
    }

    /// Tracks for the horizontal runs of a channel; an edge with a dogleg has two. Its collisions are pairs of owners.
    fn assign(
        &self,
        members: &[usize],
        arcs: &[(usize, usize)],
        doglegs: &BTreeMap<usize, f64>,
        options: &Options,
    ) -> Tracks {
        let mut shifts = Vec::with_capacity(members.len() + doglegs.len() + arcs.len());
        for (owner, index) in members.iter().enumerate() {
            let Piece { from, to, .. } = self.pieces[*index];
            match doglegs.get(&owner).copied() {
                Some(x) => shifts.extend([
                    Shift { from, to: x, lead: Lead::Down, owner },
                    Shift { from: x, to, lead: Lead::Further, owner },
                ]),
                None => shifts.push(Shift { from, to, lead: Lead::Down, owner }),
            }
        }
        for (at, (arc, side)) in arcs.iter().enumerate() {
            shifts.push(self.arcs[*arc].shift(*side, members.len() + at));
        }
        let mut tracks = assign_tracks(&shifts, options.edge_gap);
        for (above, below) in &mut tracks.collisions {
            (*above, *below) = (shifts[*above].owner, shifts[*below].owner);
        }
        tracks
    }

    /// Of each two edges that would come down on each other whichever is above, one that turns twice, and where; whether
    /// there are any.
    fn add_doglegs(
        &self,
        members: &[usize],
        collisions: &[(usize, usize)],
        doglegs: &mut BTreeMap<usize, f64>,
    ) -> bool {
        let before = doglegs.len();
        let mut met = Vec::new();
        for (above, below) in collisions {
            if met.contains(above) || met.contains(below) {
                continue;
            }
            let is_free = |at: &usize| *at < members.len() && !doglegs.contains_key(at);
            let Some(own) = [*above, *below].into_iter().find(is_free) else { continue };
            met.extend([*above, *below]);
            let Piece { from, to, upper, .. } = self.pieces[members[own]];
            let mut taken: Vec<f64> = doglegs.values().copied().collect();
            for vertex in &self.layers.order[self.layers.vertices[upper as usize].rank] {
                for piece in self.below[*vertex as usize].iter().map(|piece| &self.pieces[*piece]) {
                    taken.extend([piece.from, piece.to]);
                }
            }
            // Between its ends, or as far beyond them.
            let places = (-8..=16).filter(|step| ![0, 8].contains(step));
            let room =
                |x: f64| taken.iter().map(|other| (other - x).abs()).fold(f64::INFINITY, f64::min).min(NUDGE);
            let run = if (to - from).abs() < 1.0 { NUDGE } else { to - from };
            let best = places.map(|step| from + run * f64::from(step) / 8.0).max_by(|one, two| {
                let middle = f64::midpoint(from, to);
                room(*one).total_cmp(&room(*two)).then((two - middle).abs().total_cmp(&(one - middle).abs()))
            });
            doglegs.extend(best.map(|x| (own, x)));
        }
        doglegs.len() > before
    }

    /// Moves the straight run below a piece a little to one side, where there is room; whether there was.
    fn nudge(&mut self, piece: usize) -> bool {
        let mut run = Vec::new();
        let mut below = vec![piece];
        let mut vertex = self.pieces[piece].lower;
        while !self.is_node(vertex) {
            run.push(vertex);
            let next = self.below[vertex as usize][0];
            below.push(next);
            match self.pieces[next].way {
                Way::Straight => vertex = self.pieces[next].lower,
                Way::Channel(_) | Way::Dogleg { .. } => break,
                Way::Exit(_) | Way::Entry(_) => return false,
            }
        }
        let x = self.pieces[piece].to;
        let last = below[below.len() - 1];
        let (least, most) = if self.is_node(vertex) {
            self.slack(last, true, PORT_GAP)
        } else {
            (f64::NEG_INFINITY, f64::INFINITY)
        };
        let free = [x - NUDGE, x + NUDGE].into_iter().find(|to| {
            (least..=most).contains(to)
                && !run.is_empty()
                && run.iter().all(|vertex| self.has_room(*vertex, *to))
        });
        let Some(to) = free else { return false };
        for vertex in &run {
            self.x[*vertex as usize] = to;
        }
        for pair in below.windows(2) {
            self.pieces[pair[0]].to = to;
            self.pieces[pair[1]].from = to;
        }
        if self.pieces[last].way == Way::Straight {
            self.pieces[last].to = to;
        }
        true
    }

    /// Whether a place holder may stand at `x` without coming near its neighbours.
    fn has_room(&self, vertex: u32, x: f64) -> bool {
        let own = &self.layers.vertices[vertex as usize];
        let layer = &self.layers.order[own.rank];
        let at = self.position[vertex as usize] as usize;
        let edge = |other: u32, is_left: bool| {
            let vertex = &self.layers.vertices[other as usize];
            self.x[other as usize] + if is_left { vertex.right } else { -vertex.left }
        };
        let left = at.checked_sub(1).map_or(f64::NEG_INFINITY, |left| edge(layer[left], true));
        let right = layer.get(at + 1).map_or(f64::INFINITY, |right| edge(*right, false));
        x - own.left - left >= NUDGE && right - x - own.right >= NUDGE
    }
}
