//! What a data flow diagram shows: title, headline figures, nodes, flows, the trust boundary.

use super::figures;
use super::nodes::{self, Edge, Node};
use super::notices;
use super::scope::{self, Scope};
use super::style::{STYLES, Style};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::caption::Caption;
use crate::diagram::written;
use crate::metrics::dataflow::{Level, NodeKind, Source};
use crate::model::{Density, Direction, Model, View};

/// A data flow diagram, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    /// Rules that it breaks.
    pub(super) notices: Vec<String>,
    pub(super) density: Density,
    /// Which way it runs, if the author says so.
    pub(super) direction: Option<Direction>,
    pub(super) style: &'static Style,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) groups: Vec<Group>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// Nodes that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: String,
    /// Nodes by their places.
    pub(super) members: Vec<usize>,
    pub(super) kind: GroupKind,
}

/// What a group is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// What the company trusts: a dashed box.
    Boundary,
    /// The parts of one process, or the processes of a stage or phase: a band.
    Band,
}

/// More nodes than this are no picture any more (VISUAL.md section 8).
const MOST_NODES: usize = 200;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let style = style(view, &mut findings);
    check_highlight(view, &mut findings);
    let Some(scope) = scope::choose(model, view, &mut findings) else { return Err(findings) };
    let count = scope.graph.nodes.len();
    if !scope.graph.nodes.iter().any(|node| node.kind == NodeKind::Process) {
        findings.push(nothing_to_show(model, view));
    }
    if count > MOST_NODES && view.density.is_none() {
        findings.push(too_many(count, view));
    }
    let groups = groups(&scope, view, &mut findings);
    let figures = figures::headline(&scope, view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let mut caption = Caption::new(model, view, "Data flow diagram", "System");
    caption.title_block.kind_line = kind_line(&scope, &caption.title_block.kind_line);
    let node = |(place, meant): (usize, &crate::metrics::dataflow::Node)| {
        let node = nodes::node(&scope, meant, style, view, &caption.subject);
        let is_inner = groups.iter().any(|group| group.members.contains(&place));
        Node { is_around: matches!(scope.level, Level::Inside(_)) && !is_inner, ..node }
    };
    Ok(Content {
        nodes: scope.graph.nodes.iter().enumerate().map(node).collect(),
        edges: scope.graph.flows.iter().map(|flow| nodes::edge(&scope, flow, view)).collect(),
        caption: caption.with(figures, figures::sentences(&scope)),
        notices: notices::notices(&scope),
        density: view.density.unwrap_or_else(|| density(count)),
        direction: view.direction,
        style,
        groups,
    })
}

/// The kind line names the level.
fn kind_line(scope: &Scope<'_>, plain: &str) -> String {
    let has_levels = scope.graph.model.step_ids().any(|step| Level::has_parts(scope.graph.model, step));
    let level = match &scope.level {
        Level::Context => "context".to_owned(),
        Level::Depth(depth) if has_levels => format!("level {depth}"),
        Level::Depth(_) => return plain.to_owned(),
        Level::Inside(whole) => {
            let step = scope.graph.model.step(*whole);
            let words = [step.number.as_deref(), Some(step.name.as_str())];
            words.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    let (kind, rest) = plain.split_once(" · ").map_or((plain, None), |(kind, rest)| (kind, Some(rest)));
    let kind = format!("{kind}, {level}");
    rest.map_or(kind.clone(), |rest| format!("{kind} · {rest}"))
}

fn style(view: &View, findings: &mut Diagnostics) -> &'static Style {
    let Some(name) = &view.notation else { return STYLES[0] };
    Style::of(name).unwrap_or_else(|| {
        let known: Vec<&str> = STYLES.iter().map(|style| style.name).collect();
        let message = format!("a data flow diagram has no notation `{name}`");
        let finding = Diagnostic::error("V021", view.span, message);
        findings.push(match nearest(name, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("its notations are {}", known.join(" and "))),
        });
        STYLES[0]
    })
}

fn check_highlight(view: &View, findings: &mut Diagnostics) {
    if view.highlight.iter().any(|asked| asked == "bottleneck") {
        let message = "a data flow diagram shows no bottleneck: it knows no time";
        findings.push(
            Diagnostic::error("V023", view.span, message)
                .help("highlight `pii` or `manual`, or draw a flowchart"),
        );
    }
}

fn nothing_to_show(model: &Model, view: &View) -> Diagnostic {
    let (message, help) = if model.steps.is_empty() {
        (
            "a data flow diagram needs processes, and this document has no steps",
            "list what is done under `steps:`, and what flows under `flows:`",
        )
    } else if view.stages.is_empty()
        && view.include.is_empty()
        && view.exclude.is_empty()
        && view.around.is_empty()
    {
        (
            "no step of this document passes data on",
            "say what flows under `flows:`, as in `Customer ~> Demo form: contact data`, or what steps read and write",
        )
    } else {
        ("this view leaves no process to show", "widen its `stages`, `include`, `exclude` or `around`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn too_many(count: usize, view: &View) -> Diagnostic {
    Diagnostic::error(
        "V002",
        view.span,
        format!("{count} processes, stores and entities are too many for one picture"),
    )
    .help("make a view for each level, as `level: 1`, or set `density: dense` to draw it anyway")
}

fn density(nodes: usize) -> Density {
    match nodes {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

/// The trust boundary where personal data are shown or the view asks for it, bands of stages or phases, the parts of the
/// process that is looked into.
fn groups(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Group> {
    if let Level::Inside(whole) = scope.level {
        return vec![frame(scope, whole)];
    }
    match view.group.as_deref() {
        None if scope.graph.personal().next().is_some()
            || view.highlight.iter().any(|asked| asked == "pii") =>
        {
            boundary(scope).into_iter().collect()
        }
        None | Some("none") => Vec::new(),
        Some("trust") => boundary(scope).into_iter().collect(),
        Some(by @ ("stage" | "phase")) => bands(scope, by),
        Some(by) => {
            let message = format!("a data flow diagram is not grouped by `{by}`");
            findings.push(
                Diagnostic::error("V008", view.span, message).help(
                    "group it by `trust`, `stage` or `phase`, or `none` to leave the trust boundary out",
                ),
            );
            Vec::new()
        }
    }
}

fn frame(scope: &Scope<'_>, whole: crate::model::StepId) -> Group {
    let step = scope.graph.model.step(whole);
    let is_inner = |place: &usize| {
        let node = &scope.graph.nodes[*place];
        let mut flows =
            scope.graph.flows.iter().filter(|flow| flow.from == *place || flow.to == *place).peekable();
        // A store that only the parts use is inside.
        let is_own_store = node.kind == NodeKind::Store
            && flows.peek().is_some()
            && scope.graph.is_used_only_inside(&node.source, whole);
        node.is_inner || is_own_store
    };
    let number = step.number.as_deref().unwrap_or_default();
    Group {
        id: step.id.clone(),
        name: format!("{number} {}", step.name).trim().to_owned(),
        members: (0..scope.graph.nodes.len()).filter(is_inner).collect(),
        kind: GroupKind::Band,
    }
}

fn boundary(scope: &Scope<'_>) -> Option<Group> {
    let (inside, outside): (Vec<usize>, Vec<usize>) =
        (0..scope.graph.nodes.len()).partition(|place| !scope.graph.nodes[*place].is_outside);
    let name = "Trust boundary".to_owned();
    let group = Group { id: "trust-boundary".to_owned(), name, members: inside, kind: GroupKind::Boundary };
    (!group.members.is_empty() && !outside.is_empty()).then_some(group)
}

/// The stages or phases of processes, in order of the first; a store stands with its processes if they stand together.
fn bands(scope: &Scope<'_>, by: &str) -> Vec<Group> {
    let model = scope.graph.model;
    let key = |place: usize| -> Option<(String, String)> {
        let Source::Step(step) = scope.graph.nodes[place].source else { return None };
        let step = model.step(step);
        match by {
            "stage" => {
                step.stage.map(|stage| model.stage(stage)).map(|stage| (stage.id.clone(), stage.name.clone()))
            }
            _ => step.phase.as_ref().map(|phase| (phase.clone(), phase.clone())),
        }
    };
    let of_store = |place: usize| {
        let flows = scope.graph.flows.iter();
        let others = flows.filter_map(|flow| match (flow.from == place, flow.to == place) {
            (true, false) => Some(flow.to),
            (false, true) => Some(flow.from),
            _ => None,
        });
        let mut keys: Vec<_> = others.map(key).collect();
        keys.dedup();
        if keys.len() == 1 { keys.remove(0) } else { None }
    };
    let mut groups: Vec<Group> = Vec::new();
    for (place, node) in scope.graph.nodes.iter().enumerate() {
        let key = if node.kind == NodeKind::Store { of_store(place) } else { key(place) };
        let Some((id, name)) = key else { continue };
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.members.push(place),
            None => {
                let name = written::capitalized(&name);
                groups.push(Group { id, name, members: vec![place], kind: GroupKind::Band });
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Heads;
    use crate::source::Files;

    fn chosen(text: &str) -> Result<Content, Vec<(&'static str, String)>> {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0]).map_err(|findings| {
            findings.in_order().iter().map(|finding| (finding.code, finding.message.clone())).collect()
        })
    }

    fn content(text: &str) -> Content {
        chosen(text).expect("something to show")
    }

    /// FORMAT.md section 4: the smallest useful document.
    const SMALLEST: &str = "type: dfd
swimlanes: [{Prospect: {kind: external}}, {Ad platform: {kind: external-system, region: US}}]
steps: [1 Capture lead, 2 Enrich and score, 3 Sync audience]
stores: [D1 CRM contacts]
flows:
  - Prospect ~> Capture lead: {carries: [email, phone], class: pii, basis: consent}
  - Capture lead ~> CRM contacts: lead record
  - CRM contacts ~> Sync audience: hashed e-mail
  - Sync audience ~> Ad platform: {carries: [email], class: pii}
  - Enrich and score <~> CRM contacts: lead score";

    #[test]
    fn flows_bear_what_they_carry_their_class_and_the_lawful_ground() {
        let shown = content(SMALLEST);
        let said = |edge: &Edge| {
            let text = |words: &Option<String>| words.clone().unwrap_or_default().replace('\u{a0}', " ");
            (text(&edge.words), text(&edge.said), edge.is_personal)
        };
        let expected = [
            ("email, phone", "PII · consent", true),
            ("lead record", "", false),
            ("hashed e-mail", "", false),
            ("email", "PII · no basis", true),
            ("lead score", "", false),
        ];
        let expected =
            expected.map(|(words, said, is_personal)| (words.to_owned(), said.to_owned(), is_personal));
        assert_eq!(shown.edges.iter().map(said).collect::<Vec<_>>(), expected);
        let heads: Vec<Heads> = shown.edges.iter().map(|edge| edge.heads).collect();
        assert_eq!(heads, [Heads::Target, Heads::Target, Heads::Target, Heads::Target, Heads::Both]);
    }

    #[test]
    fn processes_and_stores_are_numbered_and_outsiders_say_where_they_are() {
        let shown = content(SMALLEST);
        let nodes: Vec<_> =
            shown.nodes.iter().map(|node| (node.title(), node.kind, node.fact.clone())).collect();
        let expected = [
            ("Prospect", NodeKind::Entity, None),
            ("Ad platform", NodeKind::Entity, Some("US".to_owned())),
            ("1 Capture lead", NodeKind::Process, None),
            ("2 Enrich and score", NodeKind::Process, None),
            ("3 Sync audience", NodeKind::Process, None),
            ("D1 CRM contacts", NodeKind::Store, None),
        ];
        assert_eq!(nodes, expected.map(|(name, kind, fact)| (name.to_owned(), kind, fact)));
    }

    #[test]
    fn the_trust_boundary_holds_all_that_is_no_outsider() {
        let shown = content(SMALLEST);
        assert_eq!(shown.groups.len(), 1);
        assert_eq!(
            (shown.groups[0].kind, shown.groups[0].members.as_slice()),
            (GroupKind::Boundary, &[2, 3, 4, 5][..])
        );
        assert!(content(&format!("{SMALLEST}\ngroup: none")).groups.is_empty());
        let without_classes = SMALLEST.replace(", class: pii", "");
        assert!(content(&without_classes).groups.is_empty(), "no personal data, no boundary");
        assert_eq!(content(&format!("{without_classes}\nhighlight: pii")).groups.len(), 1);
    }

    #[test]
    fn a_store_is_of_the_class_of_its_flows() {
        let text = "type: dfd\nsteps: [A]\nstores: [S, T]\nflows:\n  - A ~> S: {class: pii}\n  - S ~> A: x\n  - A <~> T: y";
        let personal: Vec<bool> = content(text).nodes.iter().map(|node| node.privacy.is_some()).collect();
        assert_eq!(personal, [false, true, false]);
    }

    #[test]
    fn views_ask_for_more_words() {
        let text = "type: dfd\nswimlanes: [{B: {kind: external-system}}]\nsteps: [A: {uses: CRM}]\nflows:\n  - A ~> B: {label: list, carries: \
                    [mail], frequency: daily, via: Zapier, manual: true}";
        let words = |keys: &str| {
            let shown = content(&format!("{text}\n{keys}"));
            let edge = &shown.edges[0];
            let words = [edge.words.clone(), edge.said.clone()].into_iter().flatten().collect::<Vec<_>>();
            words.join("; ").replace('\u{a0}', " ")
        };
        assert_eq!(words(""), "list");
        assert_eq!(words("show: data"), "list: mail");
        assert_eq!(words("show: [times, systems]\nhighlight: manual"), "list; daily · via Zapier · by hand");
    }

    #[test]
    fn what_a_data_flow_diagram_does_not_know_is_told() {
        let told = |keys: &str| chosen(&format!("{SMALLEST}\n{keys}")).expect_err("a fault").remove(0);
        let told = |keys: &str| {
            let (code, message) = told(keys);
            format!("{code} {message}")
        };
        assert_eq!(told("notation: chen"), "V021 a data flow diagram has no notation `chen`");
        assert_eq!(told("level: Sell"), "V022 there is no level and no process `Sell`");
        assert_eq!(told("level: Sync audience"), "V022 the process `Sync audience` is not taken apart");
        assert_eq!(
            told("highlight: bottleneck"),
            "V023 a data flow diagram shows no bottleneck: it knows no time"
        );
        assert_eq!(told("group: module"), "V008 a data flow diagram is not grouped by `module`");
        let told = |keys: &str| {
            let (code, message) = chosen(&with_view(keys)).expect_err("a fault").remove(0);
            format!("{code} {message}")
        };
        assert_eq!(told("include: nothing-of-that-name"), "V001 this view leaves no process to show");
    }

    /// The smallest document with a view of its own; `include` beside `type` names files.
    fn with_view(keys: &str) -> String {
        let model = SMALLEST.replace("type: dfd\n", "");
        format!("{model}\nviews: {{v: {{type: dfd, {keys}}}}}")
    }

    #[test]
    fn a_view_may_show_a_part() {
        let names = |keys: &str| {
            let shown = content(&with_view(keys));
            shown.nodes.iter().map(|node| node.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names("include: capture-lead"), ["Prospect", "Capture lead", "CRM contacts"]);
        let of_store = ["Capture lead", "Enrich and score", "Sync audience", "CRM contacts"];
        assert_eq!(names("include: crm-contacts"), of_store);
        assert_eq!(
            names("exclude: [enrich*, Ad platform]"),
            ["Prospect", "Capture lead", "Sync audience", "CRM contacts"]
        );
        assert_eq!(names("around: Ad platform"), ["Ad platform", "Sync audience"]);
    }
}
