//! A geometry as JSON.

use kurbo::Rect;
use serde::Serialize;

use super::super::layered::{Direction, Geometry, GroupId};
use super::input::Input;

#[derive(Serialize)]
struct GeometryOut<'a> {
    width: f64,
    height: f64,
    direction: &'static str,
    nodes: Vec<NodeOut<'a>>,
    edges: Vec<EdgeOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phases: Vec<(f64, f64)>,
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
    #[serde(skip_serializing_if = "std::ops::Not::not")]
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

impl From<Rect> for BoxOut {
    fn from(bounds: Rect) -> Self {
        let (x, y) = (rounded(bounds.x0), rounded(bounds.y0));
        Self { x, y, w: rounded(bounds.width()), h: rounded(bounds.height()) }
    }
}

/// The text, with a line break at its end.
pub(super) fn write(input: &Input, geometry: &Geometry, direction: Direction) -> String {
    let out = GeometryOut {
        width: rounded(geometry.size.width),
        height: rounded(geometry.size.height),
        direction: match direction {
            Direction::Down => "TB",
            Direction::Up => "BT",
            Direction::Right => "LR",
            Direction::Left => "RL",
        },
        nodes: input
            .nodes
            .iter()
            .zip(&geometry.nodes)
            .map(|(id, bounds)| NodeOut { id, bounds: (*bounds).into() })
            .collect(),
        edges: edges(input, geometry),
        groups: groups(input, geometry),
        phases: geometry.phases.iter().map(|(start, end)| (rounded(*start), rounded(*end))).collect(),
    };
    let mut text = serde_json::to_string(&out).expect("numbers and names are always written");
    text.push('\n');
    text
}

fn edges<'a>(input: &'a Input, geometry: &Geometry) -> Vec<EdgeOut<'a>> {
    let edges = input.graph.edges.iter().zip(&geometry.routes);
    edges
        .map(|(edge, route)| EdgeOut {
            source: &input.nodes[edge.source.index()],
            target: &input.nodes[edge.target.index()],
            points: route.points.iter().map(|point| (rounded(point.x), rounded(point.y))).collect(),
            bezier: route.is_curved,
            label: route.label.map(BoxOut::from),
        })
        .collect()
}

fn groups<'a>(input: &'a Input, geometry: &Geometry) -> Vec<GroupOut<'a>> {
    let mut members: Vec<Vec<&str>> = vec![Vec::new(); input.groups.len()];
    for (node, name) in input.graph.nodes.iter().zip(&input.nodes) {
        if let Some(group) = node.group {
            members[group.index()].push(name);
        }
    }
    let name = |group: GroupId| input.groups[group.index()].as_str();
    input
        .groups
        .iter()
        .zip(&input.graph.groups)
        .zip(&geometry.groups)
        .zip(members)
        .map(|(((id, group), bounds), members)| GroupOut {
            id,
            bounds: (*bounds).into(),
            members,
            parent: group.parent.map(name),
        })
        .collect()
}

/// To a hundredth of a px, and never a negative nothing.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

#[cfg(test)]
mod tests {
    use kurbo::{Point, Size};

    use super::super::super::layered::Route;
    use super::*;

    #[test]
    fn a_geometry_is_written_with_its_names() {
        let input = Input::read(
            r#"{"nodes": [{"id": "a", "w": 10, "h": 5}, {"id": "b", "w": 10, "h": 5}],
                "edges": [["a", "b"]], "groups": [{"id": "g", "members": ["b"]}]}"#,
        )
        .unwrap();
        let geometry = Geometry {
            size: Size::new(10.0, 40.0),
            nodes: vec![Rect::new(0.0, 0.0, 10.0, 5.0), Rect::new(-0.0, 35.0, 10.0, 40.0)],
            routes: vec![Route {
                points: vec![Point::new(5.0, 5.0), Point::new(5.0 + 1.0 / 3.0, 35.0)],
                is_curved: false,
                label: Some(Rect::new(6.0, 10.0, 9.0, 12.0)),
            }],
            groups: vec![Rect::new(-2.0, 33.0, 12.0, 42.0)],
            phases: Vec::new(),
            is_draft: false,
        };
        assert_eq!(
            input.write(&geometry, Direction::Down),
            concat!(
                r#"{"width":10.0,"height":40.0,"direction":"TB","nodes":[{"id":"a","x":0.0,"y":0.0,"w":10.0,"h":5.0},"#,
                r#"{"id":"b","x":0.0,"y":35.0,"w":10.0,"h":5.0}],"edges":[{"source":"a","target":"b","#,
                r#""points":[[5.0,5.0],[5.33,35.0]],"label":{"x":6.0,"y":10.0,"w":3.0,"h":2.0}}],"#,
                r#""groups":[{"id":"g","x":-2.0,"y":33.0,"w":14.0,"h":9.0,"members":["b"]}]}"#,
                "\n"
            )
        );
    }
}
