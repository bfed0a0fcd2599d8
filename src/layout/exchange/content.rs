//! What a graph from outside means: its names resolved, its sizes within bounds, every contradiction told.

use std::collections::BTreeMap;

use kurbo::{Insets, Size};

use super::super::layered::{Edge, Group, GroupId, Label, LabelPlace, Node, NodeId, Port, Side};
use super::form::{EdgeForm, GraphForm, GroupForm, NodeForm, Padding, Pair, PlaceForm, SideForm};
use super::input::{Input, InputError};

/// The most that is laid out.
const MOST_NODES: usize = 50_000;
const MOST_EDGES: usize = 100_000;
const MOST_GROUPS: usize = 10_000;
/// The largest side of a node, in px.
const MOST_SIZE: f64 = 100_000.0;
/// The largest number of a phase, and the largest weight.
const MOST_PHASE: u32 = 999;
const MOST_WEIGHT: u32 = 1000;
/// From the border of a group to what it holds.
const GROUP_INSET: f64 = 12.0;
/// More faults than this are counted only.
const MOST_FAULTS: usize = 50;

/// The graph, or all that is wrong with it.
pub(super) fn check(form: &GraphForm) -> Result<Input, InputError> {
    let mut checker = Checker::default();
    checker.check_counts(form);
    if checker.faults.is_empty() {
        checker.read_nodes(&form.nodes);
        checker.read_groups(&form.groups);
        checker.read_edges(&form.edges, form.label_sizes.as_deref());
        checker.read_ranks(&form.same_rank);
    }
    let mut faults = checker.faults;
    if faults.is_empty() {
        return Ok(checker.input);
    }
    if let Some(more) = faults.len().checked_sub(MOST_FAULTS).filter(|more| *more > 0) {
        faults.truncate(MOST_FAULTS);
        faults.push(format!("and {more} more"));
    }
    Err(InputError::Content(faults))
}

#[derive(Default)]
struct Checker<'a> {
    input: Input,
    nodes: BTreeMap<&'a str, usize>,
    groups: BTreeMap<&'a str, GroupId>,
    faults: Vec<String>,
}

impl<'a> Checker<'a> {
    fn check_counts(&mut self, form: &GraphForm) {
        for (what, count, most) in [
            ("nodes", form.nodes.len(), MOST_NODES),
            ("edges", form.edges.len(), MOST_EDGES),
            ("groups", form.groups.len(), MOST_GROUPS),
        ] {
            if count > most {
                self.faults.push(format!("there are {count} {what}; {most} are laid out at most"));
            }
        }
    }

    fn read_nodes(&mut self, nodes: &'a [NodeForm]) {
        for (index, node) in nodes.iter().enumerate() {
            let first = *self.nodes.entry(&node.id).or_insert(index);
            if first != index {
                self.faults.push(format!("nodes[{index}]: node {first} is called `{}` too", node.id));
            }
            self.check_size(|| format!("node `{}`: `w`", node.id), node.w);
            self.check_size(|| format!("node `{}`: `h`", node.id), node.h);
            if node.phase.is_some_and(|phase| phase > MOST_PHASE) {
                self.faults
                    .push(format!("node `{}`: the number of a phase is {MOST_PHASE} at most", node.id));
            }
            self.input.nodes.push(node.id.clone());
            self.input.graph.nodes.push(Node {
                size: Size::new(node.w, node.h),
                has_one_port_a_side: node.one_port_a_side,
                phase: node.phase,
                ..Node::default()
            });
        }
    }

    /// Groups in an order in which each stands after its parent, and those of one parent as they are written.
    fn read_groups(&mut self, groups: &'a [GroupForm]) {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, group) in groups.iter().enumerate() {
            let first = *places.entry(&group.id).or_insert(index);
            if first != index {
                self.faults.push(format!("groups[{index}]: group {first} is called `{}` too", group.id));
            }
            for value in
                group.least_breadth.iter().chain(&group.padding.map(Padding::sides).unwrap_or_default())
            {
                self.check_size(|| format!("group `{}`: a padding or breadth", group.id), *value);
            }
        }
        let parents: Vec<Option<usize>> = groups.iter().map(|group| self.parent(group, &places)).collect();
        let depths = self.depths(groups, &parents);
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|group| depths[*group]);
        let mut own = vec![0; groups.len()];
        order.iter().enumerate().for_each(|(at, group)| own[*group] = at);
        for index in order {
            let group = &groups[index];
            let id = GroupId::new(own[index]);
            self.groups.entry(&group.id).or_insert(id);
            self.input.groups.push(group.id.clone());
            self.input.graph.groups.push(Group {
                parent: parents[index].map(|parent| GroupId::new(own[parent])),
                insets: group.padding.map_or(Insets::uniform(GROUP_INSET), Padding::insets),
                is_lane: group.lane,
                least_breadth: group.least_breadth.unwrap_or(0.0),
            });
            self.read_members(group, id);
        }
        for (index, group) in groups.iter().enumerate() {
            let is_in_box = parents[index].is_some_and(|parent| !groups[parent].lane);
            if group.lane && is_in_box {
                self.faults.push(format!("group `{}`: a lane stands in a lane or in no group", group.id));
            }
        }
    }

    fn parent(&mut self, group: &GroupForm, places: &BTreeMap<&str, usize>) -> Option<usize> {
        let name = group.parent.as_deref()?;
        let place = places.get(name).copied();
        if place.is_none() {
            self.faults.push(format!("group `{}`: no group is called `{name}`, its parent", group.id));
        }
        place
    }

    /// How deep each group stands; those of a cycle are told and stand at the top.
    fn depths(&mut self, groups: &[GroupForm], parents: &[Option<usize>]) -> Vec<usize> {
        let mut depths: Vec<Option<usize>> = vec![None; groups.len()];
        let mut is_open = vec![false; groups.len()];
        for group in 0..groups.len() {
            let mut way = Vec::new();
            let mut next = Some(group);
            while let Some(at) = next.filter(|at| depths[*at].is_none()) {
                if is_open[at] {
                    self.faults.push(format!("group `{}` is inside itself", groups[at].id));
                    break;
                }
                is_open[at] = true;
                way.push(at);
                next = parents[at];
            }
            let first = next.and_then(|at| depths[at]).map_or(0, |depth| depth + 1);
            for (below, at) in way.into_iter().rev().enumerate() {
                depths[at] = Some(first + below);
            }
        }
        depths.into_iter().map(|depth| depth.unwrap_or(0)).collect()
    }

    /// A node may be named by its group and by all around that one; the innermost counts.
    fn read_members(&mut self, group: &GroupForm, id: GroupId) {
        for member in &group.members {
            let Some(node) = self.nodes.get(member.as_str()).copied() else {
                self.faults.push(format!("group `{}`: no node is called `{member}`", group.id));
                continue;
            };
            let known = self.input.graph.nodes[node].group.replace(id);
            if let Some(known) = known.filter(|known| *known != id && !self.is_around(*known, id)) {
                let other = &self.input.groups[known.index()];
                self.faults.push(format!("group `{}`: `{member}` is a member of `{other}` too", group.id));
            }
        }
    }

    /// Whether a group is another one, or around it.
    fn is_around(&self, outer: GroupId, inner: GroupId) -> bool {
        // Parents stand before what they hold, so that this ends even where a cycle was found.
        let mut next = Some(inner);
        while let Some(group) = next {
            if group == outer {
                return true;
            }
            next = self.input.graph.groups[group.index()].parent.filter(|parent| *parent < group);
        }
        false
    }

    fn read_edges(&mut self, edges: &[EdgeForm], sizes: Option<&[Option<Pair>]>) {
        if let Some(sizes) = sizes.filter(|sizes| sizes.len() != edges.len()) {
            self.faults.push(format!("`label_sizes` has {} entries for {} edges", sizes.len(), edges.len()));
        }
        for (index, form) in edges.iter().enumerate() {
            let source = self.end(index, &form.source);
            let target = self.end(index, &form.target);
            let mut edge = Edge::new(source.unwrap_or_default(), target.unwrap_or_default());
            if let Some(weight) = form.weight {
                edge.weight = weight;
                if !(1..=MOST_WEIGHT).contains(&weight) {
                    self.faults.push(format!("edges[{index}]: a weight is from 1 to {MOST_WEIGHT}"));
                }
            }
            edge.may_stay_in_rank = form.may_stay_in_rank;
            edge.side = match form.side {
                None => Side::Any,
                Some(SideForm::Before) => Side::Before,
                Some(SideForm::After) => Side::After,
            };
            edge.label = self.label(
                index,
                form,
                sizes.and_then(|sizes| sizes.get(index).copied().flatten()),
                sizes.is_some(),
            );
            edge.source_port = self.port(index, form.source_port, source);
            edge.target_port = self.port(index, form.target_port, target);
            edge.source_group = self.border(index, form.source_group.as_deref(), source);
            edge.target_group = self.border(index, form.target_group.as_deref(), target);
            self.input.graph.edges.push(edge);
        }
    }

    fn end(&mut self, edge: usize, name: &str) -> Option<NodeId> {
        let node = self.nodes.get(name).copied().map(NodeId::new);
        if node.is_none() {
            self.faults.push(format!("edges[{edge}]: no node is called `{name}`"));
        }
        node
    }

    fn label(
        &mut self,
        edge: usize,
        form: &EdgeForm,
        listed: Option<Pair>,
        is_listed: bool,
    ) -> Option<Label> {
        let text = form.label.as_deref().filter(|text| !text.is_empty() && !is_listed);
        let size = match (form.label_size.or(listed), text) {
            (Some(size), _) => Size::new(size.0, size.1),
            // The size of labels that state none.
            (None, Some(text)) => Size::new(7.0 * text.chars().count() as f64 + 8.0, 18.0),
            (None, None) => return None,
        };
        let astride = form.label_astride.map(|size| Size::new(size.0, size.1));
        for size in [Some(size), astride].into_iter().flatten() {
            self.check_size(|| format!("edges[{edge}]: width of the label"), size.width);
            self.check_size(|| format!("edges[{edge}]: height of the label"), size.height);
        }
        let place = match form.label_place {
            Some(PlaceForm::Source) => LabelPlace::Source,
            Some(PlaceForm::Middle) | None => LabelPlace::Middle,
        };
        Some(Label { size, place, astride })
    }

    fn port(&mut self, edge: usize, port: Option<f64>, node: Option<NodeId>) -> Port {
        let (Some(port), Some(node)) = (port, node) else { return Port::Free };
        let size = self.input.graph.nodes[node.index()].size;
        let most = size.width.max(size.height);
        if !(0.0..=most).contains(&port) {
            let name = &self.input.nodes[node.index()];
            self.faults.push(format!("edges[{edge}]: a port at {port} is not on a side of `{name}`"));
        }
        Port::At(port)
    }

    fn border(&mut self, edge: usize, name: Option<&str>, node: Option<NodeId>) -> Option<GroupId> {
        let (name, node) = (name?, node?);
        let Some(group) = self.groups.get(name).copied() else {
            self.faults.push(format!("edges[{edge}]: no group is called `{name}`"));
            return None;
        };
        let own = self.input.graph.nodes[node.index()].group;
        if !own.is_some_and(|own| self.is_around(group, own)) {
            let node = &self.input.nodes[node.index()];
            self.faults.push(format!("edges[{edge}]: the group `{name}` is not around `{node}`"));
        }
        Some(group)
    }

    fn read_ranks(&mut self, lists: &[Vec<String>]) {
        let mut known: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, list) in lists.iter().enumerate() {
            let mut nodes: Vec<NodeId> = Vec::with_capacity(list.len());
            for name in list {
                let Some(node) = self.nodes.get(name.as_str()).copied() else {
                    self.faults.push(format!("same_rank[{index}]: no node is called `{name}`"));
                    continue;
                };
                if known.insert(node, index).is_some() {
                    self.faults.push(format!("same_rank[{index}]: `{name}` is named before"));
                }
                nodes.push(NodeId::new(node));
            }
            let phases = nodes.iter().filter_map(|node| self.input.graph.nodes[node.index()].phase);
            if phases.clone().min() != phases.max() {
                self.faults.push(format!("same_rank[{index}]: nodes of two phases have no rank in common"));
            }
            self.input.graph.same_rank.push(nodes);
        }
    }

    fn check_size(&mut self, what: impl FnOnce() -> String, value: f64) {
        if !(0.0..=MOST_SIZE).contains(&value) {
            self.faults.push(format!("{} is {value}; a size is from 0 to {MOST_SIZE} px", what()));
        }
    }
}

impl Padding {
    fn sides(self) -> [f64; 4] {
        [self.0, self.1, self.2, self.3]
    }

    fn insets(self) -> Insets {
        Insets::new(self.3, self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        match Input::read(text) {
            Err(InputError::Content(faults)) => faults,
            other => panic!("{other:?}"),
        }
    }

    /// A graph with the nodes `a` to `d`, and more.
    fn with(more: &str) -> String {
        let nodes = ["a", "b", "c", "d"].map(|id| format!("{{\"id\": \"{id}\", \"w\": 40, \"h\": 20}}"));
        format!("{{\"nodes\": [{}], {more}}}", nodes.join(", "))
    }

    #[test]
    fn all_contradictions_are_told_at_once() {
        let told = faults(
            r#"{"nodes": [{"id": "a", "w": -1, "h": 4}, {"id": "a", "w": 1e9, "h": 4, "phase": 5000}],
                "edges": [["a", "x"], {"source": "y", "target": "a", "weight": 0}], "label_sizes": [null],
                "groups": [{"id": "g", "members": ["z"]}], "same_rank": [["q"]]}"#,
        );
        assert_eq!(
            told,
            [
                "node `a`: `w` is -1; a size is from 0 to 100000 px",
                "nodes[1]: node 0 is called `a` too",
                "node `a`: `w` is 1000000000; a size is from 0 to 100000 px",
                "node `a`: the number of a phase is 999 at most",
                "group `g`: no node is called `z`",
                "`label_sizes` has 1 entries for 2 edges",
                "edges[0]: no node is called `x`",
                "edges[1]: no node is called `y`",
                "edges[1]: a weight is from 1 to 1000",
                "same_rank[0]: no node is called `q`",
            ]
        );
    }

    #[test]
    fn groups_stand_after_their_parents() {
        let input = Input::read(&with(
            r#""groups": [{"id": "in", "parent": "out", "members": ["a"]}, {"id": "b", "members": ["b"]},
                {"id": "out", "members": ["a", "c"], "padding": [30, 1, 2, 3]}]"#,
        ))
        .unwrap();
        assert_eq!(input.groups, ["b", "out", "in"]);
        assert_eq!(input.graph.groups[2].parent, Some(GroupId::new(1)));
        assert_eq!(input.graph.groups[1].insets, Insets::new(3.0, 30.0, 1.0, 2.0));
        let groups: Vec<_> = input.graph.nodes.iter().map(|node| node.group.map(GroupId::index)).collect();
        assert_eq!(groups, [Some(2), Some(0), Some(1), None]);
    }

    #[test]
    fn groups_that_contradict_each_other_are_told() {
        let told = faults(&with(
            r#""groups": [{"id": "g", "parent": "h", "members": ["a"]}, {"id": "h", "parent": "g"},
                {"id": "i", "members": ["a"]}, {"id": "j", "parent": "none"}, {"id": "k", "parent": "k"},
                {"id": "i"}, {"id": "l", "lane": true, "parent": "i"}]"#,
        ));
        for part in [
            "group `g` is inside itself",
            "group `k` is inside itself",
            "`a` is a member of `i` too",
            "no group is called `none`, its parent",
            "groups[5]: group 2 is called `i` too",
            "group `l`: a lane stands in a lane",
        ] {
            assert!(told.iter().any(|fault| fault.contains(part)), "{part}: {told:#?}");
        }
    }

    #[test]
    fn what_an_edge_can_say_is_read() {
        let input = Input::read(&with(
            r#""groups": [{"id": "out"}, {"id": "in", "parent": "out", "members": ["a"]}],
                "edges": [["a", "b", "yes"], {"source": "a", "target": "c", "label_size": [30, 10],
                "label_place": "source", "weight": 4, "may_stay_in_rank": true, "side": "after",
                "source_port": 12.5, "source_group": "out"}, ["c", "d", ""]]"#,
        ))
        .unwrap();
        let [plain, rich, bare] = input.graph.edges.as_slice() else { panic!("three edges") };
        assert_eq!(plain.label.unwrap().size, Size::new(29.0, 18.0));
        let label = Label { place: LabelPlace::Source, ..Label::new(Size::new(30.0, 10.0)) };
        assert_eq!(rich.label, Some(label));
        assert_eq!((rich.weight, rich.may_stay_in_rank, rich.side), (4, true, Side::After));
        assert_eq!((rich.source_port, rich.target_port), (Port::At(12.5), Port::Free));
        assert_eq!((rich.source_group, rich.target_group), (Some(GroupId::new(0)), None));
        assert_eq!(bare.label, None);
    }

    #[test]
    fn ports_and_borders_must_be_there() {
        let told = faults(&with(
            r#""groups": [{"id": "g", "members": ["a"]}],
                "edges": [{"source": "a", "target": "b", "source_port": 41, "target_port": -1},
                {"source": "a", "target": "b", "source_group": "h", "target_group": "g"}]"#,
        ));
        assert_eq!(
            told,
            [
                "edges[0]: a port at 41 is not on a side of `a`",
                "edges[0]: a port at -1 is not on a side of `b`",
                "edges[1]: no group is called `h`",
                "edges[1]: the group `g` is not around `b`",
            ]
        );
    }

    #[test]
    fn too_much_is_refused_and_many_faults_are_counted() {
        let edges = vec!["[\"a\", \"b\"]"; MOST_EDGES + 1].join(",");
        assert_eq!(
            faults(&with(&format!("\"edges\": [{edges}]"))),
            ["there are 100001 edges; 100000 are laid out at most"]
        );
        let edges = vec!["[\"a\", \"z\"]"; 200].join(",");
        let told = faults(&with(&format!("\"edges\": [{edges}]")));
        assert_eq!((told.len(), told[50].as_str()), (51, "and 150 more"));
    }
}
