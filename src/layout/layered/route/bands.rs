//! Where the ranks and the channels between them are, and how far groups reach along them.

use std::collections::BTreeMap;

use kurbo::{Insets, Rect, Vec2};

use super::super::graph::{Flat, Graph, GroupId, Kind, Layers, Options, Style};
use super::super::nesting::Nesting;
use super::super::outcome::Stand;
use super::super::position::Places;
use super::piece::{Router, Way};

/// How far a slanting line leads sideways at most for each px down, and how many times the gap between two ranks grows
/// for that.
const MOST_SLANT: f64 = 6.0;
const MOST_STRETCHED: f64 = 3.0;

/// Ranks and the channels between them, from the top.
pub(super) struct Bands {
    pub(super) top: Vec<f64>,
    pub(super) middle: Vec<f64>,
    pub(super) bottom: Vec<f64>,
    pub(super) tracks: Vec<usize>,
    /// Room above and below each rank for the insets of groups that begin and end there.
    pub(super) above: Vec<f64>,
    pub(super) below: Vec<f64>,
    /// What is added above each rank where a phase begins.
    pub(super) phase_gaps: Vec<f64>,
}

impl Bands {
    pub(super) fn new(
        graph: &Graph,
        layers: &Layers,
        channels: &[usize],
        boxes: &Boxes,
        outcomes: &[(f64, f64)],
        slopes: &[f64],
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
            phase_gaps: phase_gaps(graph, layers, options),
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
            let (before, mut after) = outcomes[rank];
            let is_last = rank + 1 == layers.order.len();
            if is_last && channels[rank] > 0 {
                after += (channels[rank] + 1) as f64 * options.edge_gap;
            }
            bands.top.push(y);
            bands.middle.push(y + before + height / 2.0);
            let height = before + height + after;
            bands.bottom.push(y + height);
            if is_last {
                break;
            }
            let tracks = &channels[rank];
            // A rank of labels splits the gap between two ranks of nodes.
            let is_half = !has_nodes(rank) || !has_nodes(rank + 1);
            let least = if is_half { options.rank_gap / 2.0 } else { options.rank_gap };
            let insets = bands.below[rank] + bands.above[rank + 1];
            // Columns of lanes keep their pitch: what outcomes take is part of the gap.
            let has_lanes = !layers.nesting.lanes.is_empty();
            let least = if has_lanes { least - after - outcomes[rank + 1].0 } else { least };
            let channel = match tracks.checked_sub(1) {
                Some(more) => more as f64 * options.edge_gap + 2.0 * options.lead.max(options.edge_gap),
                None if has_lanes => 0.0,
                None => options.edge_gap,
            };
            y += height + least.max(slopes[rank]).max(insets + channel);
            y += bands.phase_gaps[rank + 1];
        }
        bands
    }

    /// From where to where each phase reaches: from its first rank to its last.
    pub(super) fn phases(&self, graph: &Graph, layers: &Layers) -> Vec<(f64, f64)> {
        let mut phases: Vec<Option<(f64, f64)>> = Vec::new();
        for (node, vertex) in graph.nodes.iter().zip(&layers.vertices) {
            let Some(phase) = node.phase.map(|phase| phase as usize) else { continue };
            if phases.len() <= phase {
                phases.resize(phase + 1, None);
            }
            let (top, bottom) = (self.top[vertex.rank], self.bottom[vertex.rank]);
            let known = phases[phase].unwrap_or((top, bottom));
            phases[phase] = Some((known.0.min(top), known.1.max(bottom)));
        }
        phases.into_iter().map(|phase| phase.unwrap_or((self.top[0], self.top[0]))).collect()
    }

    /// The middle of the channel holds the tracks.
    pub(super) fn track(&self, rank: usize, track: usize, options: &Options) -> f64 {
        if rank + 1 == self.top.len() {
            // What leads around others in the last rank runs at its foot.
            return self.bottom[rank] - (self.tracks[rank] - track) as f64 * options.edge_gap;
        }
        let end = self.top[rank + 1] - self.above[rank + 1] - self.phase_gaps[rank + 1];
        let middle = f64::midpoint(self.bottom[rank] + self.below[rank], end);
        middle + (track as f64 - (self.tracks[rank] - 1) as f64 / 2.0) * options.edge_gap
    }
}

/// The gap above the first rank of each phase but that of the first.
fn phase_gaps(graph: &Graph, layers: &Layers, options: &Options) -> Vec<f64> {
    let mut firsts: BTreeMap<u32, usize> = BTreeMap::new();
    for (node, vertex) in graph.nodes.iter().zip(&layers.vertices) {
        if let Some(phase) = node.phase {
            let first = firsts.entry(phase).or_insert(vertex.rank);
            *first = vertex.rank.min(*first);
        }
    }
    let mut gaps = vec![0.0; layers.order.len()];
    firsts.values().skip(1).for_each(|rank| gaps[*rank] = options.phase_gap);
    gaps
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
        // Lanes side by side are as long as each other, those inside another as that without its insets.
        for is_lower in [false, true] {
            let lanes = graph.groups.iter().enumerate().filter(|(_, group)| group.is_lane);
            let most = lanes.map(|(lane, _)| if is_lower { insets[lane].1 } else { insets[lane].0 });
            let most = most.fold(0.0, f64::max);
            for (index, group) in graph.groups.iter().enumerate().filter(|(_, group)| group.is_lane) {
                let outer = group.parent.map(GroupId::index).filter(|parent| graph.groups[*parent].is_lane);
                let inset = |index: usize| {
                    let Insets { y0, y1, .. } = graph.groups[index].insets;
                    if is_lower { y1 } else { y0 }
                };
                let own = outer.map_or(most, |outer| {
                    let known: (f64, f64) = insets[outer];
                    (if is_lower { known.1 } else { known.0 }) - inset(outer)
                });
                if is_lower { insets[index].1 = own } else { insets[index].0 = own }
            }
        }
        Self { extents, insets }
    }

    /// The box of each group; none for what is empty.
    pub(super) fn draw(
        &self,
        graph: &Graph,
        places: &Places,
        nesting: &Nesting,
        bands: &Bands,
    ) -> Vec<Option<Rect>> {
        let mut boxes: Vec<Option<Rect>> = Vec::with_capacity(graph.groups.len());
        for (index, group) in graph.groups.iter().enumerate() {
            let across = if group.is_lane {
                let (from, to) = nesting.bands[index];
                Some((places.bands[from as usize].0, places.bands[to as usize].1))
            } else {
                places.groups[index]
            };
            let (Some((first, last)), Some((left, right))) = (self.extents[index], across) else {
                boxes.push(None);
                continue;
            };
            let (above, below) = self.insets[index];
            let (top, bottom) = (bands.top[first] - above, bands.bottom[last] + below);
            boxes.push(Some(Rect::new(left, top, right, bottom)));
        }
        // Outer lanes stand around inner ones by their insets, as groups do by their borders.
        for (index, group) in graph.groups.iter().enumerate().rev() {
            if let Some(parent) = group.parent.map(GroupId::index).filter(|_| group.is_lane) {
                let Insets { x0, x1, .. } = graph.groups[parent].insets;
                if let (Some(own), Some(outer)) = (boxes[index], &mut boxes[parent]) {
                    outer.x0 = outer.x0.min(own.x0 - x0);
                    outer.x1 = outer.x1.max(own.x1 + x1);
                }
            }
        }
        boxes
    }
}

impl Router<'_> {
    /// How high each channel must be so that slanting lines do not lie on each other where they cross.
    pub(super) fn slopes(&self) -> Vec<f64> {
        let mut heights = vec![0.0_f64; self.layers.order.len()];
        if self.options.style != Style::Orthogonal {
            for piece in &self.pieces {
                let height = &mut heights[self.layers.vertices[piece.upper as usize].rank];
                *height = height.max((piece.from - piece.to).abs() / MOST_SLANT);
            }
            let most = MOST_STRETCHED * self.options.rank_gap;
            heights.iter_mut().for_each(|height| *height = height.min(most));
        }
        heights
    }

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
            let is_beside = |other: &&Flat| other.left == flat.left && other.right == flat.right;
            let count = self.layers.flats.iter().filter(is_beside).count();
            // Several run at even distances, the outermost that far from the middle.
            let heights = [flat.left, flat.right].map(|node| self.graph.nodes[node as usize].size.height);
            let off = heights[0].min(heights[1]) * (0.5 - 1.0 / (count + 1) as f64);
            let reach = off + Stand::new(label, Vec2::new(1.0, 0.0), self.options).reach();
            room[rank].1 = room[rank].1.max(reach - half(rank));
            if count > 1 {
                room[rank].0 = room[rank].0.max(reach - half(rank));
            }
        }
        for outer in &self.layers.outer {
            // It stands beside the line where that passes the next rank: no track leads through there.
            let Some(label) = self.graph.edges[outer.edge].label else { continue };
            let room = &mut room[self.layers.vertices[outer.upper as usize].rank + 1];
            room.1 = room.1.max(label.size.height);
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
