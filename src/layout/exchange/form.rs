//! The form of a graph as JSON: which keys there are, and what stands under them.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::input::InputError;

/// A graph as it is written.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a mapping with `nodes` and `edges`")]
pub(super) struct GraphForm {
    pub(super) nodes: Vec<NodeForm>,
    #[serde(default)]
    pub(super) edges: Vec<EdgeForm>,
    pub(super) label_sizes: Option<Vec<Option<Pair>>>,
    #[serde(default)]
    pub(super) groups: Vec<GroupForm>,
    #[serde(default)]
    pub(super) same_rank: Vec<Vec<String>>,
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(expecting = "a width and a height, as `[60, 18]`")]
pub(super) struct Pair(pub(super) f64, pub(super) f64);

#[derive(Debug, Deserialize)]
#[serde(expecting = "a node, as `{\"id\": \"a\", \"w\": 120, \"h\": 40}`")]
pub(super) struct NodeForm {
    pub(super) id: String,
    pub(super) w: f64,
    pub(super) h: f64,
    #[serde(default)]
    pub(super) one_port_a_side: bool,
    pub(super) phase: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "an edge, as `[\"a\", \"b\", \"label\"]` or `{\"source\": \"a\", \"target\": \"b\"}`")]
struct EdgeMapping {
    source: String,
    target: String,
    label: Option<String>,
    label_size: Option<Pair>,
    label_astride: Option<Pair>,
    label_place: Option<PlaceForm>,
    weight: Option<u32>,
    #[serde(default)]
    may_stay_in_rank: bool,
    side: Option<SideForm>,
    source_port: Option<f64>,
    target_port: Option<f64>,
    source_group: Option<String>,
    target_group: Option<String>,
}

/// An edge, whichever way it is written.
#[derive(Debug, Default)]
pub(super) struct EdgeForm {
    pub(super) source: String,
    pub(super) target: String,
    pub(super) label: Option<String>,
    pub(super) label_size: Option<Pair>,
    pub(super) label_astride: Option<Pair>,
    pub(super) label_place: Option<PlaceForm>,
    pub(super) weight: Option<u32>,
    pub(super) may_stay_in_rank: bool,
    pub(super) side: Option<SideForm>,
    pub(super) source_port: Option<f64>,
    pub(super) target_port: Option<f64>,
    pub(super) source_group: Option<String>,
    pub(super) target_group: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PlaceForm {
    Middle,
    Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SideForm {
    Before,
    After,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "a group, as `{\"id\": \"g\", \"members\": [\"a\"]}`")]
pub(super) struct GroupForm {
    pub(super) id: String,
    pub(super) parent: Option<String>,
    #[serde(default)]
    pub(super) members: Vec<String>,
    #[serde(default)]
    pub(super) lane: bool,
    pub(super) padding: Option<Padding>,
    pub(super) least_breadth: Option<f64>,
}

/// From the border of a group to what it holds: top, right, bottom, left.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(expecting = "top, right, bottom and left, as `[28, 12, 12, 12]`")]
pub(super) struct Padding(pub(super) f64, pub(super) f64, pub(super) f64, pub(super) f64);

impl<'de> Deserialize<'de> for EdgeForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EdgeVisitor)
    }
}

struct EdgeVisitor;

impl<'de> Visitor<'de> for EdgeVisitor {
    type Value = EdgeForm;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an edge, as `[\"a\", \"b\", \"label\"]` or `{\"source\": \"a\", \"target\": \"b\"}`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<EdgeForm, A::Error> {
        let mut end = || {
            let name = sequence.next_element::<String>()?;
            name.ok_or_else(|| {
                A::Error::custom("an edge names its source and its target, as `[\"a\", \"b\"]`")
            })
        };
        let (source, target) = (end()?, end()?);
        let label = sequence.next_element::<Option<String>>()?.flatten();
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(EdgeForm { source, target, label, ..EdgeForm::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mapping: A) -> Result<EdgeForm, A::Error> {
        let edge = EdgeMapping::deserialize(MapAccessDeserializer::new(mapping))?;
        Ok(EdgeForm {
            source: edge.source,
            target: edge.target,
            label: edge.label,
            label_size: edge.label_size,
            label_astride: edge.label_astride,
            label_place: edge.label_place,
            weight: edge.weight,
            may_stay_in_rank: edge.may_stay_in_rank,
            side: edge.side,
            source_port: edge.source_port,
            target_port: edge.target_port,
            source_group: edge.source_group,
            target_group: edge.target_group,
        })
    }
}

/// Reads the form.
pub(super) fn parse(text: &str) -> Result<GraphForm, InputError> {
    // Editors of some systems begin a file with this mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line().max(1), error.column().max(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let message = match error.classify() {
            serde_json::error::Category::Eof => "the text ends before the graph does".to_owned(),
            serde_json::error::Category::Data => reworded(message),
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
                format!("this is not JSON: {message}")
            }
        };
        InputError::Form { line, column, message }
    })
}

/// What the library says, in the words of an author.
fn reworded(message: &str) -> String {
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing here");
    }
    if let Some(key) = message.strip_prefix("duplicate field ") {
        return format!("the key {key} stands here twice");
    }
    let is_other = message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: "));
    let Some((found, wanted)) = is_other.and_then(|rest| rest.split_once(", expected ")) else {
        return message.to_owned();
    };
    let found = match found {
        "sequence" => "a list".to_owned(),
        "map" => "a mapping".to_owned(),
        other => other.replace("floating point", "number").replace("integer", "number"),
    };
    let wanted = match wanted {
        "f64" => "a number",
        "u32" => "a whole number from 0",
        "a sequence" => "a list",
        other => other,
    };
    format!("{found} stands here, where {wanted} is wanted")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn both_ways_to_write_an_edge_are_read() {
        let graph = parse(
            r#"{"nodes": [], "edges": [["a", "b"], ["a", "b", "yes", 7], {"source": "a", "target": "b",
                "label": "no", "label_size": [20, 18], "label_place": "source", "weight": 3, "colour": "red"}]}"#,
        );
        let edges = graph.unwrap().edges;
        assert_eq!(edges[0].label, None);
        assert_eq!(edges[1].label.as_deref(), Some("yes"));
        assert_eq!((edges[2].weight, edges[2].label_place), (Some(3), Some(PlaceForm::Source)));
    }

    #[test]
    fn faults_of_form_have_their_place() {
        assert_eq!(fault("{\n  \"nodes\": [{]}"), "2:14: this is not JSON: key must be a string");
        assert_eq!(fault("{\"nodes\": ["), "1:11: the text ends before the graph does");
        assert_eq!(fault("{\"nodes\":\n[{\"id\": \"a\", \"w\": 3}]}"), "2:20: the key `h` is missing here");
        assert_eq!(
            fault("{\"nodes\": [{\"id\": 3, \"w\": 3, \"h\": 3}]}"),
            "1:19: number `3` stands here, where a string is wanted"
        );
        assert_eq!(
            fault("{\"nodes\": [], \"edges\": [[\"a\"]]}"),
            "1:29: an edge names its source and its target, as `[\"a\", \"b\"]`"
        );
        assert_eq!(
            fault("3"),
            "1:1: number `3` stands here, where a mapping with `nodes` and `edges` is wanted"
        );
        assert_eq!(fault("{\"nodes\": {}}"), "1:10: a mapping stands here, where a list is wanted");
    }

    #[test]
    fn numbers_that_are_none_are_faults_of_form() {
        for value in ["NaN", "Infinity", "1e999", "-", "\"12\"", "null"] {
            let text = format!("{{\"nodes\": [{{\"id\": \"a\", \"w\": {value}, \"h\": 3}}]}}");
            assert!(parse(&text).is_err(), "{value}");
        }
        assert!(parse(&format!("{{\"x\": {}", "[".repeat(100_000))).is_err());
        assert!(parse(&format!("{{\"nodes\": {}", "[".repeat(100_000))).is_err());
    }
}
