//! Where the ranks and the channels between them are, and how far groups reach along them.

use kurbo::{Insets, Rect, Vec2};

use super::super::graph::{Flat, Graph, GroupId, Kind, Layers, Options};
use super::super::nesting::Nesting;
use super::super::outcome::Stand;
use super::super::position::Places;
use super::piece::{Router, Way};

/// Ranks and the channels between them, from the top.
pub(super) struct Bands {
    pub(super) top: Vec<f64>,
    pub(super) middle: Vec<f64>,
    pub(super) bottom: Vec<f64>,
    pub(super) tracks: Vec<usize>,
    /// Room above and below each rank for the insets of groups that begin and end there.
    pub(super) above: Vec<f64>,
    pub(super) below: Vec<f64>,
}

impl Bands {
    pub(super) fn new(
        layers: &Layers,
        channels: &[usize],
        boxes: &Boxes,
        outcomes: &[(f64, f64)],
        options: &Options,
    ) -> Self {
        let height = layers.order.len();
        let mut bands = Self {
            top: vec![],
            middle: vec![],
            bottom: vec![],
            tracks: channels.to_vec(),
            above: vec![0.0; height],
            below: vec![0.0; height],
        };
        for (extent, (above, below)) in boxes.extents.iter().zip(&boxes.insets) {
            let Some((first, last)) = *extent else { continue };
            bands.above[first] = above.max(bands.above[first]);
            bands.below[last] = below.max(bands.below[last]);
        }
        let mut y = 0.0;
        let has_nodes = |rank: usize| {
            layers.order[rank]
                .iter()
                .any(|vertex| matches!(layers.vertices[*vertex as usize].kind, Kind::Node(_)))
        };
        for (rank, layer) in layers.order.iter().enumerate() {
            let height =
                layer.iter().map(|vertex| layers.vertices[*vertex as usize].height).fold(0.0, f64::max);
            let (before, after) = outcomes[rank];
            bands.top.push(y);
            bands.middle.push(y + before + height / 2.0);
            let height = before + height + after;
            bands.bottom.push(y + height);
            let Some(tracks) = channels.get(rank) else { break };
            // A rank of labels splits the gap between two ranks of nodes.
            let is_half = !has_nodes(rank) || !has_nodes(rank + 1);
            let least = if is_half { options.rank_gap / 2.0 } else { options.rank_gap };
            let insets = bands.below[rank] + bands.above[rank + 1];
            y += height + least.max(insets + (*tracks + 1) as f64 * options.edge_gap);
        }
        bands
    }

    /// The middle of the channel holds the tracks.
    pub(super) fn track(&self, rank: usize, track: usize, options: &Options) -> f64 {
        let middle =
            f64::midpoint(self.bottom[rank] + self.below[rank], self.top[rank + 1] - self.above[rank + 1]);
        middle + (track as f64 - (self.tracks[rank] - 1) as f64 / 2.0) * options.edge_gap
    }
}

/// How far groups and lanes reach along the main direction.
pub(super) struct Boxes {
    /// First and last rank, of lanes all of them; none for what is empty.
    pub(super) extents: Vec<Option<(usize, usize)>>,
    /// What they need above their first and below their last rank: their insets and those of what begins and ends with
    /// them.
    pub(super) insets: Vec<(f64, f64)>,
}

impl Boxes {
    pub(super) fn new(graph: &Graph, layers: &Layers) -> Self {
        let all = layers.order.len().checked_sub(1).map(|last| (0, last));
        let extents: Vec<Option<(usize, usize)>> = graph
            .groups
            .iter()
            .zip(&layers.nesting.extents)
            .map(|(group, extent)| if group.is_lane { all } else { *extent })
            .collect();
        let mut insets: Vec<(f64, f64)> =
            graph.groups.iter().map(|group| (group.insets.y0, group.insets.y1)).collect();
        // Each stands after its parent, so what is in it is known by then.
        for (index, group) in graph.groups.iter().enumerate().rev() {
            let Some(parent) = group.parent.map(GroupId::index) else { continue };
            let (Some(own), Some(outer)) = (extents[index], extents[parent]) else { continue };
            let Insets { y0, y1, .. } = graph.groups[parent].insets;
            if own.0 == outer.0 {
                insets[parent].0 = insets[parent].0.max(y0 + insets[index].0);
            }
            if own.1 == outer.1 {
                insets[parent].1 = insets[parent].1.max(y1 + insets[index].1);
            }
        }
        Self { extents, insets }
    }

    pub(super) fn draw(&self, graph: &Graph, places: &Places, nesting: &Nesting, bands: &Bands) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = Vec::with_capacity(graph.groups.len());
        for (index, group) in graph.groups.iter().enumerate() {
            let across = if group.is_lane {
                let (from, to) = nesting.bands[index];
                Some((places.bands[from as usize].0, places.bands[to as usize].1))
            } else {
                places.groups[index]
            };
            let (Some((first, last)), Some((left, right))) = (self.extents[index], across) else {
                boxes.push(Rect::ZERO);
                continue;
            };
            let (above, below) = self.insets[index];
            boxes.push(Rect::new(left, bands.top[first] - above, right, bands.bottom[last] + below));
        }
        // Outer lanes stand around inner ones by their insets, as groups do by their borders.
        for (index, group) in graph.groups.iter().enumerate().rev() {
            if let Some(parent) = group.parent.map(GroupId::index).filter(|_| group.is_lane) {
                let Insets { x0, x1, .. } = graph.groups[parent].insets;
                let own = boxes[index];
                boxes[parent].x0 = boxes[parent].x0.min(own.x0 - x0);
                boxes[parent].x1 = boxes[parent].x1.max(own.x1 + x1);
            }
        }
        boxes
    }
}

impl Router<'_> {
    /// The room that labels at their sources need above and below each rank.
    pub(super) fn outcomes(&self) -> Vec<(f64, f64)> {
        let mut room = vec![(0.0_f64, 0.0_f64); self.layers.order.len()];
        let down = Vec2::new(0.0, 1.0);
        let half = |rank: usize| {
            let heights =
                self.layers.order[rank].iter().map(|vertex| self.layers.vertices[*vertex as usize].height);
            heights.fold(0.0, f64::max) / 2.0
        };
        for flat in &self.layers.flats {
            let Some(label) = self.graph.edges[flat.edge].label else { continue };
            let rank = self.layers.vertices[flat.left as usize].rank;
            let reach = Stand::new(label, Vec2::new(1.0, 0.0), self.options).reach();
            room[rank].1 = room[rank].1.max(reach - half(rank));
            let is_one_of_several = |other: &&Flat| other.left == flat.left && other.right == flat.right;
            if self.layers.flats.iter().filter(is_one_of_several).count() > 1 {
                room[rank].0 = room[rank].0.max(reach - half(rank));
            }
        }
        for (index, piece) in self.pieces.iter().enumerate() {
            for (end, is_upper) in [(piece.upper, true), (piece.lower, false)] {
                let Some(label) = self.outcome(index, is_upper) else { continue };
                let own = &self.layers.vertices[end as usize];
                let room = &mut room[own.rank];
                match piece.way {
                    Way::Exit(_) if is_upper => {
                        let reach = Stand::new(label, Vec2::new(1.0, 0.0), self.options).reach();
                        room.1 = room.1.max(reach - half(own.rank));
                    }
                    Way::Entry(_) if !is_upper => {}
                    _ if is_upper => room.1 = room.1.max(Stand::new(label, down, self.options).least_run()),
                    _ => room.0 = room.0.max(Stand::new(label, -down, self.options).least_run()),
                }
            }
        }
        room
    }
}
