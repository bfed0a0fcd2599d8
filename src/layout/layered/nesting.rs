//! What stands in what: groups as unbroken blocks of their layers, lanes as bands in document order.

use super::graph::{Graph, GroupId, Home, Layers, NONE};

/// Groups and lanes of a graph, and the ranks that groups reach over.
#[derive(Clone, Debug, Default)]
pub(super) struct Nesting {
    /// The group that each group is in; lanes hold groups but are none.
    parent: Vec<u32>,
    depth: Vec<u32>,
    /// First and last rank of each group; none for lanes and for what is empty.
    pub(super) extents: Vec<Option<(usize, usize)>>,
    /// Which of the bands each lane takes, from and to; those without lanes inside take one.
    pub(super) bands: Vec<(u32, u32)>,
    /// The lane of each band.
    pub(super) lanes: Vec<u32>,
    /// The bands that the lane of each group takes.
    group_bands: Vec<Option<(u32, u32)>>,
    /// The place of each group among those that stand beside it.
    place: Vec<u32>,
}

/// Vertices of a layer, each with its place there before it is arranged.
type Members = Vec<(usize, u32)>;

/// What stands directly in a group: a vertex, or another group with what it has in a layer.
struct Block {
    /// Where it wants to be.
    key: f64,
    group: u32,
    members: Members,
}

impl Nesting {
    /// Finds out which groups and lanes there are, and over which ranks groups reach.
    pub(super) fn new(graph: &Graph, ranks: &[usize]) -> Self {
        let count = graph.groups.len();
        let mut nesting = Self {
            parent: vec![NONE; count],
            depth: vec![0; count],
            extents: vec![None; count],
            bands: vec![(0, 0); count],
            lanes: Vec::new(),
            group_bands: vec![None; count],
            place: (0..count as u32).collect(),
        };
        for (index, group) in graph.groups.iter().enumerate() {
            if let Some(parent) = group.parent.filter(|parent| !group.is_lane && !is_lane(graph, *parent)) {
                nesting.parent[index] = parent.index() as u32;
                nesting.depth[index] = nesting.depth[parent.index()] + 1;
            }
        }
        nesting.number_bands(graph);
        for (index, group) in graph.groups.iter().enumerate() {
            nesting.group_bands[index] = match group.parent {
                _ if group.is_lane => Some(nesting.bands[index]),
                Some(parent) => nesting.group_bands[parent.index()],
                None => None,
            };
        }
        for (node, rank) in graph.nodes.iter().zip(ranks) {
            let mut group = node.group.map_or(NONE, |group| group.index() as u32);
            if node.group.is_some_and(|group| is_lane(graph, group)) {
                group = NONE;
            }
            while group != NONE {
                let extent = &mut nesting.extents[group as usize];
                *extent =
                    Some(extent.map_or((*rank, *rank), |(first, last)| (first.min(*rank), last.max(*rank))));
                group = nesting.parent[group as usize];
            }
        }
        nesting
    }

    /// Lanes in document order, those inside another right after it.
    fn number_bands(&mut self, graph: &Graph) {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); graph.groups.len()];
        let mut roots = Vec::new();
        for (index, group) in graph.groups.iter().enumerate().filter(|(_, group)| group.is_lane) {
            match group.parent.filter(|parent| is_lane(graph, *parent)) {
                Some(parent) => children[parent.index()].push(index),
                None => roots.push(index),
            }
        }
        let mut order = Vec::new();
        let mut stack: Vec<usize> = roots.into_iter().rev().collect();
        while let Some(lane) = stack.pop() {
            order.push(lane);
            stack.extend(children[lane].iter().rev());
            if children[lane].is_empty() {
                self.bands[lane] = (self.lanes.len() as u32, self.lanes.len() as u32);
                self.lanes.push(lane as u32);
            }
        }
        for lane in order.into_iter().rev() {
            let inner = children[lane].iter().map(|child| self.bands[*child]);
            if let Some(all) = inner.reduce(|one, two| (one.0.min(two.0), one.1.max(two.1))) {
                self.bands[lane] = all;
            }
        }
    }

    /// Whether a lane has none inside, so that it takes a band of its own.
    pub(super) fn is_innermost(&self, lane: usize) -> bool {
        self.lanes.contains(&(lane as u32))
    }

    /// Whether anything restricts the order.
    pub(super) fn is_empty(&self) -> bool {
        self.lanes.len() < 2 && self.extents.iter().all(Option::is_none)
    }

    /// The last of all bands.
    pub(super) fn last_band(&self) -> u32 {
        self.lanes.len().saturating_sub(1) as u32
    }

    /// The innermost group of a node, and the bands that its lane takes.
    pub(super) fn home(&self, graph: &Graph, node: usize) -> (u32, (u32, u32)) {
        let all = (0, self.last_band());
        let Some(group) = graph.nodes[node].group else { return (NONE, all) };
        let own = if is_lane(graph, group) { NONE } else { group.index() as u32 };
        (own, self.group_bands[group.index()].unwrap_or(all))
    }

    /// The bands that the lane of a group takes, if it is in one.
    pub(super) fn bands_of_group(&self, group: u32) -> Option<(u32, u32)> {
        self.group_bands.get(group as usize).copied().flatten()
    }

    /// The innermost group that holds both.
    pub(super) fn common(&self, mut one: u32, mut two: u32) -> u32 {
        while one != two {
            if one == NONE || two == NONE {
                return NONE;
            }
            if self.depth[one as usize] >= self.depth[two as usize] {
                one = self.parent[one as usize];
            } else {
                two = self.parent[two as usize];
            }
        }
        one
    }

    /// Whether a group is another one or stands in it.
    fn is_within(&self, mut group: u32, outer: u32) -> bool {
        while group != outer {
            if group == NONE {
                return false;
            }
            group = self.parent[group as usize];
        }
        true
    }

    /// The group on the way from `group` up to `outer` that stands in it directly.
    fn child_of(&self, mut group: u32, outer: u32) -> u32 {
        while group != outer && self.parent[group as usize] != outer {
            group = self.parent[group as usize];
        }
        group
    }

    /// The group in which an edge between two groups crosses a rank: that of its upper end as long as that lasts, then
    /// that of its lower end.
    pub(super) fn group_of_dummy(&self, upper: u32, lower: u32, rank: usize, is_upper_half: bool) -> u32 {
        let common = self.common(upper, lower);
        let reaching = |mut group: u32| {
            while group != common {
                let is_there =
                    self.extents[group as usize].is_some_and(|(first, last)| (first..=last).contains(&rank));
                if is_there {
                    return Some(group);
                }
                group = self.parent[group as usize];
            }
            None
        };
        let (above, below) = (reaching(upper), reaching(lower));
        let (first, second) = if is_upper_half { (above, below) } else { (below, above) };
        first.or(second).unwrap_or(common)
    }

    /// Whether one vertex may stand left of another in their layer.
    pub(super) fn may_precede(&self, left: &Home, right: &Home) -> bool {
        if left.bands.0 > right.bands.1 {
            return false;
        }
        if left.group == right.group {
            return left.side <= right.side;
        }
        let common = self.common(left.group, right.group);
        // One of them in the other's group, or two groups side by side.
        if common == left.group {
            return left.side <= 0;
        }
        if common == right.group {
            return right.side >= 0;
        }
        let (one, two) = (self.child_of(left.group, common), self.child_of(right.group, common));
        self.place[one as usize] < self.place[two as usize]
    }

    /// Whether a vertex may stand between two others without breaking a group apart.
    pub(super) fn may_stand_between(&self, left: &Home, own: &Home, right: &Home) -> bool {
        left.group == NONE || right.group == NONE || {
            let common = match (left.side, right.side) {
                // Beside a border, outside of it.
                (1, _) | (_, -1) => {
                    let left = if left.side == 1 { self.parent[left.group as usize] } else { left.group };
                    let right =
                        if right.side == -1 { self.parent[right.group as usize] } else { right.group };
                    self.common(left, right)
                }
                _ => self.common(left.group, right.group),
            };
            self.is_within(own.group, common)
        }
    }

    /// Pairs of groups that stand in the same group and share a rank.
    pub(super) fn neighbours(&self) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for (one, extent) in self.extents.iter().enumerate() {
            for (two, other) in self.extents[..one].iter().enumerate() {
                let (Some(own), Some(other)) = (extent, other) else { continue };
                if self.parent[one] == self.parent[two] && own.0 <= other.1 && other.0 <= own.1 {
                    found.push((two as u32, one as u32));
                }
            }
        }
        found
    }

    /// Exchanges the places of two groups.
    pub(super) fn exchange(&mut self, one: u32, two: u32) {
        self.place.swap(one as usize, two as usize);
    }

    /// The legal order nearest to that of a layer: groups without gaps, in their order; lanes in theirs.
    pub(super) fn arrange(&self, layer: &mut [u32], homes: &[Home]) {
        let mut band = 0;
        let mut placed: Vec<(u32, u32)> = Vec::with_capacity(layer.len());
        let fixed = |vertex: u32| Some(homes[vertex as usize].bands).filter(|bands| bands.0 == bands.1);
        for vertex in layer.iter().copied() {
            let (from, to) = homes[vertex as usize].bands;
            band = fixed(vertex).map_or(band, |bands| bands.0);
            placed.push((band.clamp(from, to), vertex));
        }
        placed.sort_by_key(|(band, _)| *band);
        let members: Members = placed.into_iter().map(|(_, vertex)| vertex).enumerate().collect();
        let mut sorted = Vec::with_capacity(layer.len());
        self.flatten(NONE, members, homes, &mut sorted);
        layer.copy_from_slice(&sorted);
    }

    fn flatten(&self, outer: u32, members: Members, homes: &[Home], sorted: &mut Vec<u32>) {
        let is_plain = |home: &Home| home.group == outer && home.side == 0;
        if members.iter().all(|(_, vertex)| is_plain(&homes[*vertex as usize])) {
            sorted.extend(members.into_iter().map(|(_, vertex)| vertex));
            return;
        }
        // What stands directly in the group, and each group in it with its members.
        let mut blocks: Vec<Block> = Vec::new();
        let mut block_of: Vec<Option<usize>> = vec![None; self.parent.len()];
        for (at, vertex) in members {
            let home = &homes[vertex as usize];
            if home.group == outer {
                // Its borders stand around all else.
                let key = match home.side {
                    -1 => f64::NEG_INFINITY,
                    1 => f64::INFINITY,
                    _ => at as f64,
                };
                blocks.push(Block { key, group: NONE, members: vec![(at, vertex)] });
                continue;
            }
            let child = self.child_of(home.group, outer);
            let block = *block_of[child as usize].get_or_insert_with(|| {
                blocks.push(Block { key: 0.0, group: child, members: Vec::new() });
                blocks.len() - 1
            });
            blocks[block].members.push((at, vertex));
        }
        for Block { key, group, members } in &mut blocks {
            if *group != NONE {
                // Borders say nothing of where a group wants to be, unless it has nothing else here.
                let inner = members.iter().filter(|(_, vertex)| homes[*vertex as usize].side == 0);
                let (sum, count) = inner.fold((0, 0), |(sum, count), (at, _)| (sum + at, count + 1));
                let all = members.iter().map(|(at, _)| at).sum::<usize>();
                *key =
                    if count > 0 { sum as f64 / f64::from(count) } else { all as f64 / members.len() as f64 };
            }
        }
        blocks.sort_by(|one, two| one.key.total_cmp(&two.key));
        let slots: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].group != NONE).collect();
        let mut groups: Vec<usize> = slots.clone();
        groups.sort_by_key(|at| self.place[blocks[*at].group as usize]);
        let mut order: Vec<usize> = (0..blocks.len()).collect();
        slots.iter().zip(groups).for_each(|(slot, group)| order[*slot] = group);
        for at in order {
            let group = blocks[at].group;
            let members = std::mem::take(&mut blocks[at].members);
            if group == NONE {
                sorted.extend(members.into_iter().map(|(_, vertex)| vertex));
            } else {
                self.flatten(group, members, homes, sorted);
            }
        }
    }
}

/// The bands that each vertex takes: of several that a place holder may stand in the one that its neighbours leave it,
/// if that is one.
pub(super) fn settle_bands(layers: &Layers) -> Vec<(u32, u32)> {
    let mut settled: Vec<(u32, u32)> = layers.vertices.iter().map(|vertex| vertex.home.bands).collect();
    for layer in &layers.order {
        let mut least = 0;
        for vertex in layer {
            let own = &mut settled[*vertex as usize];
            own.0 = own.0.max(least);
            least = own.0;
        }
        let mut most = u32::MAX;
        for vertex in layer.iter().rev() {
            let own = &mut settled[*vertex as usize];
            own.1 = own.1.min(most);
            most = own.1;
        }
    }
    settled
}

fn is_lane(graph: &Graph, group: GroupId) -> bool {
    graph.groups[group.index()].is_lane
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Group, Node};
    use super::*;

    fn graph(groups: &[(Option<usize>, bool)], nodes: &[Option<usize>]) -> Graph {
        let group = |(parent, is_lane): &(Option<usize>, bool)| Group {
            parent: parent.map(GroupId::new),
            is_lane: *is_lane,
            ..Group::default()
        };
        let node = |group: &Option<usize>| Node { group: group.map(GroupId::new), ..Node::default() };
        Graph {
            nodes: nodes.iter().map(node).collect(),
            groups: groups.iter().map(group).collect(),
            ..Graph::default()
        }
    }

    fn homes_of(nesting: &Nesting, graph: &Graph) -> Vec<Home> {
        (0..graph.nodes.len())
            .map(|node| {
                let (group, bands) = nesting.home(graph, node);
                Home { group, side: 0, bands }
            })
            .collect()
    }

    #[test]
    fn groups_are_put_together_and_lanes_in_order() {
        let graph = graph(&[(None, false), (None, false)], &[Some(0), None, Some(1), Some(0), Some(1)]);
        let nesting = Nesting::new(&graph, &[0, 0, 0, 0, 0]);
        let homes = homes_of(&nesting, &graph);
        let mut layer = [0, 2, 1, 3, 4];
        nesting.arrange(&mut layer, &homes);
        assert_eq!(layer, [0, 3, 1, 2, 4], "the first group stands left of the second");
    }

    #[test]
    fn lanes_in_lanes_take_bands_in_document_order() {
        let graph = graph(
            &[(None, true), (None, true), (Some(0), true), (Some(0), true)],
            &[Some(1), Some(3), Some(0)],
        );
        let nesting = Nesting::new(&graph, &[0, 0, 0]);
        assert_eq!(nesting.bands, [(0, 1), (2, 2), (0, 0), (1, 1)]);
        let homes = homes_of(&nesting, &graph);
        assert!(!nesting.may_precede(&homes[0], &homes[1]));
        assert!(
            nesting.may_precede(&homes[2], &homes[1]),
            "what is in the outer lane may stand in any of its bands"
        );
        let mut layer = [0, 1, 2];
        nesting.arrange(&mut layer, &homes);
        assert_eq!(layer, [1, 2, 0]);
    }

    #[test]
    fn nothing_foreign_stands_between_members() {
        let graph = graph(&[(None, false), (Some(0), false)], &[Some(0), Some(1), Some(1), None]);
        let nesting = Nesting::new(&graph, &[0, 0, 0, 0]);
        let homes = homes_of(&nesting, &graph);
        assert!(!nesting.may_stand_between(&homes[1], &homes[0], &homes[2]));
        assert!(nesting.may_stand_between(&homes[0], &homes[1], &homes[2]));
        assert!(!nesting.may_stand_between(&homes[0], &homes[3], &homes[1]));
        assert!(nesting.may_stand_between(&homes[3], &homes[0], &homes[1]));
    }
}
