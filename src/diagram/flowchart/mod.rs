//! Flowcharts: what is done step by step, where it is decided, and where it ends.

mod aside;
mod beside;
mod body;
mod content;
mod direction;
mod draw;
mod fans;
mod graph;
mod layout;
mod outline;

use super::notation::Notation;
use super::process::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::drawing::outline::Outline;
use crate::drawing::scene::Item;
use crate::metrics;
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::theme::Look;

/// The flowchart.
pub(super) struct Flowchart;

impl Notation for Flowchart {
    type Content = content::Content;
    type Geometry = layout::Geometry;

    const TYPE: &'static str = "flowchart";
    const NAME: &'static str = "flowchart";
    const SUMMARY: &'static str = "What is done step by step, where it is decided, and where it ends";
    const KEYS: &'static [&'static str] =
        &["stages", "include", "exclude", "around", "distance", "show", "highlight", "direction", "group"];

    fn is_supported(model: &Model) -> bool {
        !model.steps.is_empty()
    }

    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics> {
        content::select(model, view)
    }

    fn figures(model: &Model, view: &View) -> Vec<Figure> {
        metrics::figures::process(&Scope::new(model, view).process)
    }

    fn layout(content: &Self::Content, look: &Look<'_>) -> Self::Geometry {
        layout::layout(content, look)
    }

    fn draw(content: &Self::Content, geometry: &Self::Geometry, look: &Look<'_>) -> Vec<Item> {
        draw::draw(content, geometry, look)
    }

    fn outline(content: &Self::Content) -> Outline {
        outline::outline(content)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kurbo::{Point, Rect};

    use crate::drawing::scene::{Item, Part};
    use crate::source::Files;
    use crate::text::Fonts;

    /// The boxes of all nodes, and the points of each edge by its ends.
    fn places(text: &str) -> (BTreeMap<String, Rect>, BTreeMap<String, Vec<Point>>) {
        fn read(
            items: &[Item],
            nodes: &mut BTreeMap<String, Rect>,
            edges: &mut BTreeMap<String, Vec<Point>>,
        ) {
            for item in items {
                let Item::Group(group) = item else { continue };
                match &group.part {
                    Part::Node { id, bounds, .. } => drop(nodes.insert(id.clone(), *bounds)),
                    Part::Edge { source, target, points, .. } => {
                        drop(edges.insert(format!("{source} {target}"), points.clone()));
                    }
                    Part::None | Part::Cluster { .. } => {}
                }
                read(&group.items, nodes, edges);
            }
        }
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        let flowchart = crate::diagram::find("flowchart").expect("a kind");
        let theme = crate::theme::THEMES[0];
        let drawing = flowchart.drawing(&model, &model.views[0], theme, &Fonts::embedded()).expect("drawn");
        let (mut nodes, mut edges) = (BTreeMap::new(), BTreeMap::new());
        read(&drawing.scene.items, &mut nodes, &mut edges);
        (nodes, edges)
    }

    #[test]
    fn two_steps_that_lead_to_each_other_stand_in_line_with_both_ways_around_their_middle() {
        let only_two = "type: flowchart\nsteps:\n  - A: {next: B}\n  - B: {next: A}";
        let among_others = "type: flowchart\nsteps:\n  - S: {type: start, next: A}\n  - A: {next: B}\n  - B: \
                            {next: [{to: A, when: again}, {to: C, when: fine}]}\n  - C: {type: end}";
        for text in [only_two, among_others] {
            let (nodes, edges) = places(text);
            let (one, two) = (nodes["a"].center(), nodes["b"].center());
            assert_eq!(one.y, two.y, "{text}");
            let (there, back) = (&edges["a b"], &edges["b a"]);
            assert_eq!((there.len(), back.len()), (2, 2), "both are straight");
            assert_eq!(there[0].y + back[0].y, 2.0 * one.y, "{text}");
            assert!(there[0].y < back[0].y, "the way on is above");
        }
    }
}
