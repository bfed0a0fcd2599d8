//! What a flowchart shows: title, headline figures, nodes, edges, notes, groups.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::process::edges::Edge;
use crate::diagram::process::figures;
use crate::diagram::process::nodes::Node;
use crate::diagram::process::parts::{Note, Parts, check, density_of};
use crate::diagram::process::scope::Scope;
use crate::diagram::written;
use crate::model::{Density, Direction, Model, View};

/// A flowchart, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    /// Which way it runs, if the author says so.
    pub(super) direction: Option<Direction>,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) notes: Vec<Note>,
    pub(super) groups: Vec<Group>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A stage or a phase around its nodes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: String,
    /// Nodes by their places.
    pub(super) members: Vec<usize>,
}

impl Content {
    /// Whether both ends of an edge are in the same group, or in none.
    pub(super) fn are_in_one_group(&self, edge: &Edge) -> bool {
        let of = |node: usize| self.groups.iter().position(|group| group.members.contains(&node));
        of(edge.source) == of(edge.target)
    }
}

/// The headline figures of a view that names none.
const FIGURES: &[&str] = &["main path share", "steps", "decisions", "hand-offs", "loops"];

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let scope = Scope::new(model, view);
    let mut findings = Diagnostics::default();
    check(&scope, view, "flowchart", &mut findings);
    let groups = groups(&scope, view, &mut findings);
    let figures = figures::headline(&scope, view, FIGURES, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density_of(scope.steps.len()));
    let caption = Caption::new(model, view, "Flowchart", "Process");
    let parts = Parts::of(&scope, view, density);
    Ok(Content {
        caption: caption.with(figures, figures::sentences(&scope)),
        density,
        direction: view.direction,
        nodes: parts.nodes,
        edges: parts.edges,
        notes: parts.notes,
        groups,
    })
}

/// The stages or phases of the steps shown, in order of their first step.
fn groups(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Group> {
    let Some(by) = &view.group else { return Vec::new() };
    if !matches!(by.as_str(), "stage" | "phase") {
        let message = format!("a flowchart is not grouped by `{by}`");
        findings
            .push(Diagnostic::error("V008", view.span, message).help("group it by `stage` or by `phase`"));
        return Vec::new();
    }
    let mut groups: Vec<Group> = Vec::new();
    for (place, (_, step)) in scope.steps().enumerate() {
        let key = match by.as_str() {
            "stage" => step.stage.map(|stage| scope.model.stage(stage)).map(|stage| (&stage.id, &stage.name)),
            _ => step.phase.as_ref().map(|phase| (phase, phase)),
        };
        let Some((id, name)) = key else { continue };
        match groups.iter_mut().find(|group| group.id == *id) {
            Some(group) => group.members.push(place),
            None => {
                groups.push(Group { id: id.clone(), name: written::capitalized(name), members: vec![place] })
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::process::edges::Label;
    use crate::furniture::{EdgeStyle, Emphasis, Heads};
    use crate::model::StepKind;
    use crate::source::Files;

    fn content(text: &str) -> Content {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0]).expect("something to show")
    }

    /// Every edge by the names of its ends, with its words.
    fn edges(content: &Content) -> Vec<String> {
        let name = |node: usize| content.nodes[node].words.name.clone();
        let words = |edge: &Edge| match &edge.label {
            None => String::new(),
            Some(Label::Remark(words)) => format!(" ({words})"),
            Some(Label::Outcome { words, share }) => {
                format!(" [{}{}]", words.clone().unwrap_or_default(), share.clone().unwrap_or_default())
            }
        };
        let edges = content.edges.iter();
        edges.map(|edge| format!("{} -> {}{}", name(edge.source), name(edge.target), words(edge))).collect()
    }

    #[test]
    fn outcomes_bear_shares_and_other_ways_do_not() {
        let shown = content(
            "type: flowchart\nsteps:\n  - A: {next: [{to: A, when: not yet, share: 20%}, B]}\n  - B: {type: decision, \
             next: [{to: C, when: fine, share: 75%}, D]}\n  - C: {type: end}\n  - D: {type: end}",
        );
        // What goes on from A without saying so is the rest of its cases, which goes without saying.
        assert_eq!(edges(&shown), ["A -> A [Not yet20%]", "A -> B", "B -> C [Fine75%]", "B -> D [25%]"]);
    }

    #[test]
    fn the_main_path_is_marked_where_it_is_known() {
        let text = "type: flowchart\nsteps:\n  - A: {type: start}\n  - B: {type: decision, next: {yes: C, no: D}}\n  - C: \
                    {type: end}\n  - D: {type: end}";
        let emphasis = |content: &Content| content.nodes.iter().map(|node| node.emphasis).collect::<Vec<_>>();
        let guessed = content(text);
        assert_eq!(emphasis(&guessed), [Emphasis::Start, Emphasis::Plain, Emphasis::FinalEnd, Emphasis::End]);
        assert!(guessed.edges.iter().all(|edge| edge.style == EdgeStyle::Plain));
        let known = content(&text.replace("{yes: C, no: D}", "[{to: C, share: 30%}, D]"));
        assert_eq!(emphasis(&known), [Emphasis::MainStart, Emphasis::Main, Emphasis::End, Emphasis::MainEnd]);
    }

    #[test]
    fn a_circle_beside_another_part_has_a_straight_path_and_a_way_back_around() {
        let shown = content(
            "type: flowchart\nsteps:\n  - A: {next: B}\n  - B: {next: C}\n  - C: {next: A}\n  - D: {next: E}\n  - E: {next: \
             none}",
        );
        assert_eq!(edges(&shown), ["A -> B", "B -> C", "C -> A", "D -> E"]);
        let weights: Vec<u32> = shown.edges.iter().map(|edge| edge.weight).collect();
        assert!(
            weights[0] == weights[1] && weights[0] == weights[3] && weights[2] < weights[0],
            "{weights:?}"
        );
    }

    #[test]
    fn what_is_set_off_or_told_is_dashed_and_stores_are_nodes() {
        let shown = content(
            "type: flowchart\nstores: [Files]\nsteps:\n  - A: {triggers: C}\n  - B\n  - C\nflows:\n  - B ~> Files: copy\n  \
             - {from: A, to: B, kind: association}",
        );
        let dashed = shown.edges.iter().filter(|edge| edge.style == EdgeStyle::Message);
        let dashed: Vec<Heads> = dashed.map(|edge| edge.heads).collect();
        assert_eq!(edges(&shown), ["A -> B", "A -> B", "A -> C", "B -> C", "B -> Files (copy)"]);
        assert_eq!(dashed, [Heads::None, Heads::Target, Heads::Target]);
        assert_eq!(shown.nodes[3].kind, StepKind::Database);
    }

    #[test]
    fn steps_of_other_stages_are_continued_elsewhere() {
        let text = "stages:\n  - One: {steps: [A, B]}\n  - Two: {steps: [C, D]}\n  - Three: {steps: [E]}\nviews:\n  - {id: v, \
                    type: flowchart, stages: [two]}";
        let shown = content(text);
        assert_eq!(edges(&shown), ["C -> D", "D -> E", "B -> C"]);
        let elsewhere = shown.nodes.iter().filter(|node| node.kind == StepKind::OffPage);
        let named: Vec<(&str, &str)> =
            elsewhere.map(|node| (node.id.as_str(), node.words.facts[0].1.as_str())).collect();
        assert_eq!(named, [("from-b", "One"), ("to-e", "Three")]);
    }

    #[test]
    fn a_neighbourhood_reaches_so_many_flows_either_way() {
        let shown = content(
            "type: flowchart\naround: C\ndistance: 1\nsteps: [A, B, C, D, E]\nflows:\n  - E ~> C: asks",
        );
        let names: Vec<&str> = shown.nodes.iter().map(|node| node.words.name.as_str()).collect();
        assert_eq!(names, ["B", "C", "D", "E"]);
    }

    #[test]
    fn groups_hold_the_steps_of_a_stage() {
        let shown = content(
            "type: flowchart\ngroup: stage\nstages:\n  - One: {steps: [A, B]}\n  - Two: {steps: [C]}\nsteps: [D]",
        );
        let groups: Vec<(&str, &[usize])> =
            shown.groups.iter().map(|group| (group.name.as_str(), group.members.as_slice())).collect();
        assert_eq!(groups, [("One", &[0, 1][..]), ("Two", &[2][..])]);
    }
}
