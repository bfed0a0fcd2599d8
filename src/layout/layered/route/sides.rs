//! Edges that leave and enter through the sides of nodes.

use kurbo::Vec2;

use super::super::graph::Kind;
use super::super::outcome::Stand;
use super::super::position::{LEAST_RUN, PORT_GAP};
use super::piece::{NEAR, Piece, Router, Run, Way};

/// Between an edge and a node that it passes.
const PASS: f64 = 12.0;
/// Between two edges at one side of a node.
const SIDE_GAP: f64 = 6.0;

impl Router<'_> {
    /// Lets the outermost edges of each node leave and enter through its sides.
    pub(super) fn use_sides(&mut self) {
        let layers = self.layers;
        for layer in &layers.order {
            for vertex in layer.iter().copied() {
                if !self.is_node(vertex) {
                    continue;
                }
                let mut sides = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
                for (side, (exits, entries)) in sides.iter_mut().enumerate() {
                    *exits = self.side(vertex, side == 1, true, 0);
                    *entries = self.side(vertex, side == 1, false, exits.len());
                }
                for (exits, entries) in &sides {
                    self.spread(vertex, exits, entries);
                }
            }
        }
    }

    /// The pieces that may use a side of a node, the outermost first; they are marked as such.
    fn side(&mut self, vertex: u32, is_right: bool, is_exit: bool, taken: usize) -> Vec<usize> {
        let own = &self.layers.vertices[vertex as usize];
        let Kind::Node(node) = own.kind else { return Vec::new() };
        let (left, right) = self.sides(vertex, node);
        let border = if is_right { right } else { left };
        if self.is_taken[node][usize::from(is_right)] {
            return Vec::new();
        }
        let most = if self.graph.nodes[node].has_one_port_a_side {
            1_usize.saturating_sub(taken)
        } else {
            ((self.graph.nodes[node].size.height / 2.0 / SIDE_GAP) as usize).saturating_sub(1).max(1)
        };
        let far = |piece: &Piece| if is_exit { piece.to } else { piece.from };
        let mut candidates: Vec<usize> =
            if is_exit { &self.below } else { &self.above }[vertex as usize].to_vec();
        candidates.retain(|piece| {
            let run = far(&self.pieces[*piece]) - border;
            let chain = &self.layers.chains[self.pieces[*piece].chain as usize];
            let is_free = self.pieces[*piece].way == Way::Channel(0) && !chain.has_fixed_port();
            is_free && if is_right { run > 0.0 } else { run < 0.0 }
        });
        candidates.sort_by(|one, two| {
            let (one, two) = (far(&self.pieces[*one]), far(&self.pieces[*two]));
            if is_right { two.total_cmp(&one) } else { one.total_cmp(&two) }
        });
        let mut chosen = Vec::new();
        for piece in candidates {
            // An inner one would cross those farther out that stay behind.
            if chosen.len() >= most {
                break;
            }
            let Some(to) = self.reach(vertex, piece, border, is_right, is_exit) else { break };
            chosen.push(piece);
            let rank = own.rank;
            self.runs[rank].push(Run { left: border.min(to), right: border.max(to) });
            let piece = &mut self.pieces[piece];
            if is_exit {
                (piece.to, piece.way) = (to, Way::Exit(0.0));
            } else {
                (piece.from, piece.way) = (to, Way::Entry(0.0));
            }
        }
        chosen
    }

    /// Where the run from a side of a node may end so that nothing is in its way: at the port on the other side or, if
    /// that can slide, as near to the node as may be.
    fn reach(&self, vertex: u32, piece: usize, border: f64, is_right: bool, is_exit: bool) -> Option<f64> {
        let own = &self.pieces[piece];
        let port = if is_exit { own.to } else { own.from };
        let (least, most) = self.slack(piece, is_exit, PORT_GAP);
        let along = Vec2::new(if is_right { 1.0 } else { -1.0 }, 0.0);
        let outcome = self
            .outcome(piece, is_exit)
            .map_or(0.0, |label| Stand::new(label, along, self.options).least_run());
        let nearest = border + along.x * LEAST_RUN.max(outcome);
        let slid = if is_right { nearest.max(least) } else { nearest.min(most) };
        [port, slid].into_iter().find(|to| {
            let is_long = if is_right { *to >= nearest } else { *to <= nearest };
            is_long && (least..=most).contains(to) && self.is_free(vertex, piece, border, *to, is_exit)
        })
    }

    /// Whether the run from a node to `to` meets nothing that the edge does not cross anyway.
    fn is_free(&self, vertex: u32, piece: usize, border: f64, to: f64, is_exit: bool) -> bool {
        let rank = self.layers.vertices[vertex as usize].rank;
        let (left, right) = (border.min(to), border.max(to));
        let is_taken = |run: &Run| run.left < right + NEAR && left < run.right + NEAR;
        let is_right = to > border;
        let side = |run: &Run| {
            (run.left - border).abs() < 0.5 && is_right || (run.right - border).abs() < 0.5 && !is_right
        };
        if self.runs[rank].iter().any(|run| is_taken(run) && !side(run)) {
            return false;
        }
        let layer = &self.layers.order[rank];
        let mut at = self.position[vertex as usize] as usize;
        loop {
            let next = if is_right { at + 1 } else { at.wrapping_sub(1) };
            let Some(other) = layer.get(next).copied() else { return true };
            at = next;
            let x = self.x[other as usize];
            let vertex = &self.layers.vertices[other as usize];
            let beyond = if is_right { x - vertex.left - to } else { to - x - vertex.right };
            if self.is_node(other) {
                return beyond >= PASS;
            }
            if beyond >= NEAR {
                return true;
            }
            let is_label = vertex.left + vertex.right > 0.0;
            if is_label || (x - to).abs() < NEAR {
                return false;
            }
            // A line that is passed must lead across this edge in any case.
            let own = &self.pieces[piece];
            let crosses = if is_exit {
                self.below[other as usize].iter().all(|line| (self.pieces[*line].to < own.to) == is_right)
            } else {
                self.above[other as usize].iter().all(|line| (self.pieces[*line].from < own.from) == is_right)
            };
            if !crosses {
                return false;
            }
        }
    }

    /// Gives the edges at one side of a node their heights: those from above the upper half, those to below the lower.
    fn spread(&mut self, vertex: u32, exits: &[usize], entries: &[usize]) {
        let half = self.graph.nodes[vertex as usize].size.height / 2.0;
        let is_alone = exits.len() + entries.len() == 1;
        for (at, piece) in exits.iter().enumerate() {
            let offset = half * (at + 1) as f64 / (exits.len() + 1) as f64;
            self.pieces[*piece].way = Way::Exit(if is_alone { 0.0 } else { offset });
        }
        for (at, piece) in entries.iter().enumerate() {
            let offset = half * (at + 1) as f64 / (entries.len() + 1) as f64;
            self.pieces[*piece].way = Way::Entry(if is_alone { 0.0 } else { -offset });
        }
    }
}
