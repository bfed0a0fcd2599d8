//! What edges within a layer pass: from lane to lane they lead straight to the node abreast.

use super::super::graph::{Kind, Layers};

/// What it costs, in crossings, that such an edge passes a node or a label, which it must lead around.
const IN_THE_WAY: u64 = 4;

/// The nodes that edges within a layer join, and what it costs to pass each vertex.
pub(super) struct Abreast {
    pairs: Vec<(u32, u32)>,
    /// The other ends of the edges of each node; empty if there are no such edges.
    partners: Vec<Vec<u32>>,
    weight: Vec<u64>,
}

impl Abreast {
    pub(super) fn new(layers: &Layers) -> Self {
        if layers.abreast.is_empty() {
            return Self { pairs: Vec::new(), partners: Vec::new(), weight: Vec::new() };
        }
        let mut partners = vec![Vec::new(); layers.vertices.len()];
        for (one, two) in &layers.abreast {
            partners[*one as usize].push(*two);
            partners[*two as usize].push(*one);
        }
        let weight = |kind: Kind| match kind {
            Kind::Node(_) | Kind::Label(_) => IN_THE_WAY,
            Kind::Dummy => 1,
            Kind::Border => 0,
        };
        Self {
            pairs: layers.abreast.clone(),
            partners,
            weight: layers.vertices.iter().map(|vertex| weight(vertex.kind)).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// What two vertices of a layer cost as one of them is passed by an edge of the other: the first left of the second,
    /// and the other way round.
    pub(super) fn passed_of_pair(&self, one: u32, two: u32, position: &[u32]) -> (u64, u64) {
        let (one_right, one_left) = self.partners_beyond(one, two, position);
        let (two_right, two_left) = self.partners_beyond(two, one, position);
        let weight = |vertex: u32| self.weight[vertex as usize];
        (one_right * weight(two) + two_left * weight(one), one_left * weight(two) + two_right * weight(one))
    }

    /// How many partners of a vertex stand right and left of another one.
    fn partners_beyond(&self, vertex: u32, other: u32, position: &[u32]) -> (u64, u64) {
        let (mut right, mut left) = (0, 0);
        for partner in self.partners[vertex as usize].iter().filter(|partner| **partner != other) {
            if position[*partner as usize] > position[other as usize] {
                right += 1;
            } else {
                left += 1;
            }
        }
        (right, left)
    }

    /// What all edges within layers pass.
    pub(super) fn passed(&self, layers: &[Vec<u32>], rank: &[u32], position: &[u32]) -> u64 {
        let pairs = self.pairs.iter().flat_map(|pair| between(*pair, layers, rank, position));
        pairs.map(|vertex| self.weight[*vertex as usize]).sum()
    }

    /// Marks what is passed, and what passes it.
    pub(super) fn mark_passed(
        &self,
        layers: &[Vec<u32>],
        rank: &[u32],
        position: &[u32],
        is_marked: &mut [bool],
    ) {
        for pair in &self.pairs {
            for vertex in between(*pair, layers, rank, position) {
                if self.weight[*vertex as usize] > 0 {
                    [*vertex, pair.0, pair.1]
                        .into_iter()
                        .for_each(|marked| is_marked[marked as usize] = true);
                }
            }
        }
    }
}

/// What stands between two vertices of a layer.
fn between<'a>((one, two): (u32, u32), layers: &'a [Vec<u32>], rank: &[u32], position: &[u32]) -> &'a [u32] {
    let [own, other] = [one, two].map(|vertex| position[vertex as usize] as usize);
    let (first, last) = (own.min(other), own.max(other));
    &layers[rank[one as usize] as usize][(first + 1).min(last)..last]
}
