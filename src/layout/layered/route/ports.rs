//! Ports along the upper and lower sides of nodes, once it is known which edges are straight and which use other sides.

use super::super::position::corner;
use super::piece::{NEAR, Router, Way};

/// Ports so little out of line are put in line where one of them can slide.
const NEARLY: f64 = 6.0;
/// Between two ports of a side, if there is room (VISUAL.md section 7).
const WIDE_GAP: f64 = 16.0;

impl Router<'_> {
    /// Makes edges straight that nearly are.
    pub(super) fn straighten(&mut self) {
        for piece in 0..self.pieces.len() {
            let own = &self.pieces[piece];
            let (from, to) = (own.from, own.to);
            if own.way == Way::Straight || (from - to).abs() > NEARLY {
                continue;
            }
            let fits = |(least, most): (f64, f64), x: f64| least <= x && x <= most;
            if fits(self.slack(piece, true, NEAR), from) {
                self.pieces[piece].to = from;
            } else if fits(self.slack(piece, false, NEAR), to) {
                self.pieces[piece].from = to;
            } else {
                continue;
            }
            self.pieces[piece].way = Way::Straight;
        }
    }

    /// Spreads the ports of bent edges evenly between those of straight ones, in the order in which they lead away.
    pub(super) fn spread_ports(&mut self) {
        for node in 0..self.graph.nodes.len() {
            if !self.graph.nodes[node].has_one_port_a_side {
                self.spread_side(node, true);
                self.spread_side(node, false);
            }
        }
    }

    fn spread_side(&mut self, node: usize, is_lower: bool) {
        let all = if is_lower { &self.below[node] } else { &self.above[node] };
        let lateral =
            |way: Way| if is_lower { matches!(way, Way::Exit(_)) } else { matches!(way, Way::Entry(_)) };
        let mut ports: Vec<usize> =
            all.iter().copied().filter(|piece| !lateral(self.pieces[*piece].way)).collect();
        let far = |piece: usize| if is_lower { self.pieces[piece].lower } else { self.pieces[piece].upper };
        ports.sort_by_key(|piece| (self.position[far(*piece) as usize], self.pieces[*piece].chain));
        let is_fixed = |piece: &usize| self.is_fixed(*piece, is_lower);
        let is_free = |piece: usize| matches!(self.pieces[piece].way, Way::Channel(_)) && !is_fixed(&piece);
        if !ports.iter().any(|piece| is_free(*piece)) {
            return;
        }
        let (left, right) = self.sides(node as u32, node);
        let corner = corner(right - left, self.options);
        let (least, most) = (left + corner, right - corner);
        let at = |piece: usize| if is_lower { self.pieces[piece].from } else { self.pieces[piece].to };
        if ports.iter().any(is_fixed) {
            // Where they were placed they stand in an order that the fixed ones allow.
            ports.sort_by(|one, two| at(*one).total_cmp(&at(*two)));
        }
        let mut places: Vec<f64> = Vec::with_capacity(ports.len());
        let mut begin = 0;
        while begin < ports.len() {
            if !is_free(ports[begin]) {
                places.push(at(ports[begin]));
                begin += 1;
                continue;
            }
            let end = (begin..ports.len()).find(|index| !is_free(ports[*index])).unwrap_or(ports.len());
            let before = places.last().copied();
            let after = ports.get(end).map(|piece| at(*piece));
            let evenly = |index: usize| left + (right - left) * (index + 1) as f64 / (ports.len() + 1) as f64;
            let wanted: Vec<f64> = (begin..end).map(evenly).collect();
            // Beside a straight one at the corner there is still the corner itself.
            let margin = (corner / 4.0).min(1.0);
            let low = after.map_or(least, |after| least.min(after - NEAR).max(left + margin));
            let high = before.map_or(most, |before| most.max(before + NEAR).min(right - margin));
            places.extend(between(&wanted, before, after, (low, high)));
            begin = end;
        }
        for (piece, place) in ports.into_iter().zip(places) {
            let own = &mut self.pieces[piece];
            if is_lower { own.from = place } else { own.to = place }
        }
    }
}

/// Places near those wanted, in their order, that keep their distance from each other and from what stands before and
/// after them; as far apart as there is room.
fn between(wanted: &[f64], before: Option<f64>, after: Option<f64>, (least, most): (f64, f64)) -> Vec<f64> {
    let count = wanted.len() as f64;
    let gaps = count - 1.0 + f64::from(u8::from(before.is_some())) + f64::from(u8::from(after.is_some()));
    let (low, high) = (before.unwrap_or(least), after.unwrap_or(most));
    let gap = if gaps > 0.0 { ((high - low) / gaps).clamp(0.0, WIDE_GAP) } else { 0.0 };
    let mut places = wanted.to_vec();
    let mut floor = before.map_or(least, |before| before + gap);
    for place in &mut places {
        *place = place.max(floor);
        floor = *place + gap;
    }
    let mut ceiling = after.map_or(most, |after| after - gap);
    for place in places.iter_mut().rev() {
        *place = place.min(ceiling);
        ceiling = *place - gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_keep_their_distance_where_there_is_room() {
        assert_eq!(between(&[20.0, 40.0], None, None, (4.0, 56.0)), [20.0, 40.0]);
        assert_eq!(between(&[20.0, 40.0], Some(30.0), None, (4.0, 56.0)), [43.0, 56.0]);
        assert_eq!(between(&[20.0], Some(30.0), Some(36.0), (4.0, 56.0)), [33.0]);
        assert_eq!(between(&[10.0, 20.0], None, Some(12.0), (4.0, 56.0)), [4.0, 8.0]);
    }
}
