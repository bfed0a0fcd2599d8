//! The geometry as JSON: boxes, routes and groups, for those who measure layouts or draw themselves.
//!
//! `{"title", "width", "height", "nodes": [{"id", "name", "x", "y", "w", "h"}], "edges": [{"source", "target", "points",
//! "label"}], "groups": [{"id", "name", "x", "y", "w", "h", "members", "parent"}]}`. `x` and `y` are the top left corner, `y` grows down,
//! and points run from source to target, the tip of the arrow included.

use kurbo::Rect;
use serde_json::{Map, Value, json};

use super::format::{ExportError, Format, Output, Settings, Writer};
use crate::drawing::Drawing;
use crate::drawing::scene::{Item, Part};

pub(super) static FORMAT: Format = Format {
    name: "json",
    extensions: &["json"],
    summary: "Boxes, routes and groups as numbers",
    is_text: true,
    writer: Writer::Scene(write),
};

#[derive(Default)]
struct Parts {
    nodes: Vec<Value>,
    edges: Vec<Value>,
    groups: Vec<Value>,
}

fn write(drawing: &Drawing, _: &Settings<'_>) -> Result<Output, ExportError> {
    let mut parts = Parts::default();
    collect(&drawing.scene.items, &mut parts);
    let size = drawing.scene.size;
    let geometry = json!({
        "title": drawing.title,
        "width": number(size.width),
        "height": number(size.height),
        "nodes": parts.nodes,
        "edges": parts.edges,
        "groups": parts.groups,
    });
    if !size.is_finite() {
        return Err(ExportError::NotFinite(drawing.name.clone()));
    }
    Ok(Output { bytes: format!("{geometry:#}\n").into_bytes(), losses: Vec::new() })
}

fn collect(items: &[Item], parts: &mut Parts) {
    for item in items {
        let Item::Group(group) = item else { continue };
        match &group.part {
            Part::None => {}
            Part::Node { id, name, bounds } => parts.nodes.push(boxed(id, name, bounds)),
            Part::Edge { source, target, points, label } => {
                let points: Vec<Value> =
                    points.iter().map(|point| json!([number(point.x), number(point.y)])).collect();
                let mut edge = json!({"source": source, "target": target, "points": points});
                if let Some(label) = label {
                    edge["label"] = Value::Object(sides(label));
                }
                parts.edges.push(edge);
            }
            Part::Cluster { id, name, bounds, members, parent } => {
                let mut group = boxed(id, name, bounds);
                group["members"] = json!(members);
                group["parent"] = json!(parent);
                parts.groups.push(group);
            }
        }
        collect(&group.items, parts);
    }
}

fn boxed(id: &str, name: &str, bounds: &Rect) -> Value {
    let mut value = Map::new();
    value.insert("id".to_owned(), json!(id));
    value.insert("name".to_owned(), json!(name));
    value.extend(sides(bounds));
    Value::Object(value)
}

fn sides(bounds: &Rect) -> Map<String, Value> {
    let sides = [("x", bounds.x0), ("y", bounds.y0), ("w", bounds.width()), ("h", bounds.height())];
    sides.into_iter().map(|(name, value)| (name.to_owned(), number(value))).collect()
}

/// Two decimals, and whole numbers without any.
fn number(value: f64) -> Value {
    let hundredths = (value * 100.0).round();
    if hundredths % 100.0 == 0.0 { json!((hundredths / 100.0) as i64) } else { json!(hundredths / 100.0) }
}
