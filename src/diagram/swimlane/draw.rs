//! Draws a swimlane diagram (VISUAL.md sections 6, 7 and 11).

use kurbo::Rect;

use super::content::Content;
use super::ladder;
use super::lanes::Lane;
use super::layout::Geometry;
use crate::diagram::process::draw as process;
use crate::drawing::scene::{Anchor, Figure, Item, Part, Role, Shape, Stroke};
use crate::furniture::Pen;
use crate::theme::Look;

/// The corners of a lane, the icon in its header, and the dot of a hand-off with its ring.
const LANE_RADIUS: f64 = 10.0;
const ICON: f64 = 16.0;
const DOT: f64 = 3.5;
const RING: f64 = 2.0;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = Vec::new();
    items.push(pen.group("lanes", lanes(&pen, content, geometry)));
    if !geometry.phases.is_empty() {
        items.push(pen.group("phases", phases(&pen, geometry)));
    }
    let edges = process::edges(&pen, &content.nodes, &content.edges, &geometry.edges);
    items.push(pen.group("edges", edges));
    if !geometry.hand_offs.is_empty() {
        items.push(pen.group("hand-offs", hand_offs(&pen, geometry)));
    }
    items.push(pen.group("nodes", process::nodes(&pen, &content.nodes, &geometry.nodes)));
    let labels = geometry.edges.iter().filter_map(|edge| edge.label.as_ref());
    let labels: Vec<Item> = labels.flat_map(|label| label.draw(&pen)).collect();
    if !labels.is_empty() {
        items.push(pen.group("edge-labels", labels));
    }
    if !geometry.notes.is_empty() {
        let notes = geometry.notes.iter().flat_map(|note| process::draw_note(&pen, note));
        items.push(pen.group("notes", notes.collect()));
    }
    if let Some(ladder) = &geometry.ladder {
        items.push(pen.group("ladder", ladder::draw(&pen, ladder)));
    }
    items
}

/// Bands with their headers.
fn lanes(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    for (index, (lane, place)) in content.lanes.iter().zip(&geometry.lanes).enumerate() {
        let mut drawn = vec![band(pen, content, index, place.bounds)];
        let (name, at) = &place.name;
        if !lane.name.is_empty() {
            let color = if lane.is_system { colors.accent.color } else { colors.body };
            drawn.push(lane.icon.draw(place.icon, ICON, color));
            drawn.push(pen.block(*at, name, colors.ink, Anchor::Start, Some(place.bounds)));
        }
        if let Some((note, at)) = &place.note {
            drawn.push(pen.block(*at, note, colors.muted, Anchor::Start, Some(place.bounds)));
        }
        let members = (0..content.nodes.len()).filter(|node| content.lane_of[*node] == index);
        let part = Part::Cluster {
            id: lane.id.clone(),
            name: lane.name.clone(),
            bounds: place.bounds,
            members: members.map(|node| content.nodes[node].id.clone()).collect(),
            parent: lane.parent.map(|parent| content.lanes[parent].id.clone()),
        };
        items.push(pen.part(&format!("lane-{}", lane.id), part, drawn));
    }
    items
}

/// The band of a lane: a pool outside the company has an outline, what holds lanes too, systems the accent's tint.
fn band(pen: &Pen<'_>, content: &Content, index: usize, bounds: Rect) -> Item {
    let colors = &pen.look.colors;
    let Lane { is_system, is_external, .. } = content.lanes[index];
    let is_parent = content.lanes.iter().any(|lane| lane.parent == Some(index));
    let fill = match (is_system, is_external || is_parent) {
        (true, _) => colors.accent.tint,
        (false, true) => colors.canvas,
        (false, false) => colors.band,
    };
    let stroke = (is_external || is_parent).then(|| Stroke::new(colors.rule, 1.0));
    let rect = if stroke.is_some() { bounds.inflate(-0.5, -0.5) } else { bounds };
    Item::Shape(Shape {
        figure: Figure::Rect { rect, radius: LANE_RADIUS },
        fill: Some(fill.into()),
        stroke,
        role: Role::Decoration,
    })
}

/// Rules with their words, and dotted lines between phases.
fn phases(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    for phase in &geometry.phases {
        let color = if phase.is_major { colors.ink } else { colors.rule };
        items.push(pen.filled(phase.rule, phase.rule.height() / 2.0, color, Role::Decoration));
        for (block, at, is_name) in &phase.words {
            let color = if *is_name { colors.ink } else { colors.muted };
            items.push(pen.block(*at, block, color, Anchor::Start, None));
        }
    }
    for (from, to) in &geometry.separators {
        let stroke = Stroke::new(colors.rule, 1.0).round().dashed(1.0, 4.0);
        items.push(pen.segment(*from, *to, stroke, Role::Decoration));
    }
    items
}

fn hand_offs(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let dot = |at: &kurbo::Point| {
        [
            pen.circle(*at, DOT + RING, Some(colors.canvas), None),
            pen.circle(*at, DOT, Some(colors.accent.color), None),
        ]
    };
    geometry.hand_offs.iter().flat_map(dot).collect()
}
