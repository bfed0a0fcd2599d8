//! Graphs that other programs hand in, and the geometry that they get back, as JSON (docs/layout-json.md).

use std::collections::BTreeMap;

use kurbo::{Insets, Rect, Size};
use serde::{Deserialize, Serialize};

use super::layered::{Direction, Edge, Geometry, Graph, Group, GroupId, Label, Node, NodeId};

/// The largest side of a node, in px.
const MOST_SIZE: f64 = 100_000.0;
/// From the border of a group to what it holds.
const GROUP_INSET: f64 = 12.0;

/// A graph from outside, with the names that its answer needs.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The graph.
    pub graph: Graph,
    names: Vec<String>,
    groups: Vec<String>,
}

/// What is wrong with a graph from outside.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum InputError {
    /// It is not JSON, or not of the form that is asked for.
    #[error("{0}")]
    Form(String),
    /// It contradicts itself; each message names the place.
    #[error("{}", .0.join("\n"))]
    Content(Vec<String>),
}

#[derive(Deserialize)]
struct GraphIn {
    nodes: Vec<NodeIn>,
    #[serde(default)]
    edges: Vec<EdgeIn>,
    #[serde(default)]
    label_sizes: Vec<Option<(f64, f64)>>,
    #[serde(default)]
    groups: Vec<GroupIn>,
}

#[derive(Deserialize)]
struct NodeIn {
    id: String,
    w: f64,
    h: f64,
}

#[derive(Deserialize)]
struct EdgeIn(String, String, #[serde(default)] Option<String>);

#[derive(Deserialize)]
struct GroupIn {
    id: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    members: Vec<String>,
}

#[derive(Serialize)]
struct GeometryOut<'a> {
    width: f64,
    height: f64,
    direction: &'static str,
    nodes: Vec<NodeOut<'a>>,
    edges: Vec<EdgeOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupOut<'a>>,
}

#[derive(Serialize)]
struct BoxOut {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

#[derive(Serialize)]
struct NodeOut<'a> {
    id: &'a str,
    #[serde(flatten)]
    bounds: BoxOut,
}

#[derive(Serialize)]
struct EdgeOut<'a> {
    source: &'a str,
    target: &'a str,
    points: Vec<(f64, f64)>,
    #[serde(skip_serializing_if = "is_false")]
    bezier: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<BoxOut>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    id: &'a str,
    #[serde(flatten)]
    bounds: BoxOut,
    members: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
}

impl Input {
    /// Reads a graph: `nodes` with `id`, `w`, `h`; `edges` as `[source, target, label]`; `label_sizes`, one for each
    /// edge or none; `groups` with `id`, `members` and perhaps `parent`. Other keys are passed over.
    ///
    /// # Errors
    /// If the text is not such a graph; all contradictions are told together.
    pub fn read(text: &str) -> Result<Self, InputError> {
        let graph: GraphIn =
            serde_json::from_str(text).map_err(|error| InputError::Form(error.to_string()))?;
        let mut faults = Vec::new();
        let mut input = Self::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, node) in graph.nodes.iter().enumerate() {
            if places.insert(&node.id, index).is_some() {
                faults.push(format!("node {index}: `{}` is the id of an earlier node too", node.id));
            }
            for (key, value) in [("w", node.w), ("h", node.h)] {
                check_size(&format!("node `{}`: `{key}`", node.id), value, &mut faults);
            }
            input.names.push(node.id.clone());
            input.graph.nodes.push(Node { size: Size::new(node.w, node.h), ..Node::default() });
        }
        for (index, EdgeIn(source, target, label)) in graph.edges.iter().enumerate() {
            let mut end = |name: &String| match places.get(name.as_str()) {
                Some(place) => NodeId::new(*place),
                None => {
                    faults.push(format!("edge {index}: no node is called `{name}`"));
                    NodeId::default()
                }
            };
            let mut edge = Edge::new(end(source), end(target));
            let size = if graph.label_sizes.is_empty() {
                label.as_deref().filter(|label| !label.is_empty()).map(|label| {
                    // The size that the corpus gives to labels that state none.
                    Size::new(7.0 * label.chars().count() as f64 + 8.0, 18.0)
                })
            } else {
                graph
                    .label_sizes
                    .get(index)
                    .copied()
                    .flatten()
                    .map(|(width, height)| Size::new(width, height))
            };
            if let Some(size) = size {
                check_size(&format!("edge {index}: width of the label"), size.width, &mut faults);
                check_size(&format!("edge {index}: height of the label"), size.height, &mut faults);
            }
            edge.label = size.map(Label::new);
            input.graph.edges.push(edge);
        }
        input.read_groups(&graph.groups, &places, &mut faults);
        if faults.is_empty() { Ok(input) } else { Err(InputError::Content(faults)) }
    }

    fn read_groups(&mut self, groups: &[GroupIn], nodes: &BTreeMap<&str, usize>, faults: &mut Vec<String>) {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, group) in groups.iter().enumerate() {
            let parent = group.parent.as_deref().and_then(|parent| match places.get(parent) {
                Some(place) => Some(GroupId::new(*place)),
                None => {
                    faults.push(format!("group `{}`: its parent `{parent}` must stand before it", group.id));
                    None
                }
            });
            if places.insert(&group.id, index).is_some() {
                faults.push(format!("group {index}: `{}` is the id of an earlier group too", group.id));
            }
            for member in &group.members {
                let Some(node) = nodes.get(member.as_str()) else {
                    faults.push(format!("group `{}`: no node is called `{member}`", group.id));
                    continue;
                };
                if self.graph.nodes[*node].group.replace(GroupId::new(index)).is_some() {
                    faults.push(format!(
                        "group `{}`: `{member}` is a member of an earlier group too",
                        group.id
                    ));
                }
            }
            self.groups.push(group.id.clone());
            self.graph.groups.push(Group {
                parent,
                insets: Insets::uniform(GROUP_INSET),
                ..Group::default()
            });
        }
    }

    /// Forgets the groups.
    pub fn ignore_groups(&mut self) {
        self.groups.clear();
        self.graph.groups.clear();
        self.graph.nodes.iter_mut().for_each(|node| node.group = None);
    }

    /// The geometry as JSON: boxes by their top left corners, routes with the tips of their arrows.
    pub fn write(&self, geometry: &Geometry, direction: Direction) -> String {
        let boxed = |bounds: Rect| BoxOut {
            x: rounded(bounds.x0),
            y: rounded(bounds.y0),
            w: rounded(bounds.width()),
            h: rounded(bounds.height()),
        };
        let nodes = self.names.iter().zip(&geometry.nodes);
        let members = |group: usize| {
            let is_member = |node: &&Node| node.group == Some(GroupId::new(group));
            let nodes = self.graph.nodes.iter().zip(&self.names);
            nodes.filter(|(node, _)| is_member(node)).map(|(_, name)| name.as_str()).collect()
        };
        let out = GeometryOut {
            width: rounded(geometry.size.width),
            height: rounded(geometry.size.height),
            direction: match direction {
                Direction::Down => "TB",
                Direction::Up => "BT",
                Direction::Right => "LR",
                Direction::Left => "RL",
            },
            nodes: nodes.map(|(id, bounds)| NodeOut { id, bounds: boxed(*bounds) }).collect(),
            edges: self
                .graph
                .edges
                .iter()
                .zip(&geometry.routes)
                .map(|(edge, route)| EdgeOut {
                    source: &self.names[edge.source.index()],
                    target: &self.names[edge.target.index()],
                    points: route.points.iter().map(|point| (rounded(point.x), rounded(point.y))).collect(),
                    bezier: route.is_curved,
                    label: route.label.map(boxed),
                })
                .collect(),
            groups: self
                .groups
                .iter()
                .enumerate()
                .zip(&geometry.groups)
                .map(|((index, id), bounds)| GroupOut {
                    id,
                    bounds: boxed(*bounds),
                    members: members(index),
                    parent: self.graph.groups[index]
                        .parent
                        .map(|parent| self.groups[parent.index()].as_str()),
                })
                .collect(),
        };
        let mut text = serde_json::to_string(&out).expect("numbers and names are always written");
        text.push('\n');
        text
    }
}

fn check_size(what: &str, value: f64, faults: &mut Vec<String>) {
    if !(0.0..=MOST_SIZE).contains(&value) {
        faults.push(format!("{what} is {value}; a size is a number of px from 0 to {MOST_SIZE}"));
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// To a hundredth of a px.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
