//! What the reference document means, counted by hand in its text.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use crm_diagram::metrics::journey;
use crm_diagram::model::{FlowNode, Max, Model, StepId};
use crm_diagram::source::Files;
use petgraph::visit::EdgeRef as _;

fn northwind() -> Model {
    support::model(&support::root().join("examples/northwind-cloud.yaml"))
}

fn read(text: &str) -> Model {
    let loaded = crm_diagram::load(&Files::single("a.yaml", text));
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings.in_order());
    loaded.model.unwrap()
}

fn name(model: &Model, node: FlowNode) -> String {
    match node {
        FlowNode::Step(id) => model.step(id).name.clone(),
        FlowNode::Swimlane(id) => model.swimlane(id).name.clone(),
        FlowNode::Stage(id) => format!("stage {}", model.stage(id).name),
        FlowNode::Store(_) | FlowNode::Party(_) => "another".to_owned(),
    }
}

/// All flows as `A -> B`, in order of their ends.
fn flows(model: &Model) -> Vec<String> {
    let graph = &model.flows;
    let mut found: Vec<(usize, usize, String)> = graph
        .edge_references()
        .map(|edge| {
            let (from, to) = (graph[edge.source()], graph[edge.target()]);
            let share = edge.weight().share.map_or(String::new(), |share| format!(" {:.0}%", share * 100.0));
            let line = format!("{} -> {}{share}", name(model, from), name(model, to));
            (edge.source().index(), edge.target().index(), line)
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, line)| line).collect()
}

#[test]
fn the_reference_document_has_these_flows() {
    let model = northwind();
    assert_eq!(
        flows(&model),
        [
            "LinkedIn ad -> Demo form",
            "Demo form -> Score and route lead",
            "Score and route lead -> Discovery call",
            "Discovery call -> Qualified?",
            "Qualified? -> Nurture sequence 40%",
            // The one share that is missing is the remainder.
            "Qualified? -> Demo 60%",
            "Nurture sequence -> Discovery call",
            "Demo -> Security questionnaire",
            "Security questionnaire -> Proposal",
            "Proposal -> Contract signed",
            "Contract signed -> Kick-off call",
            "Kick-off call -> First value reached",
            "stage Lead generation -> stage Qualification",
            "stage Qualification -> stage Opportunity management",
            "stage Opportunity management -> stage Proposal and closing",
            "stage Proposal and closing -> stage Customer onboarding",
            "stage Customer onboarding -> stage Support and service",
            "stage Support and service -> stage Cross-sell and renewal",
            "stage Cross-sell and renewal -> stage Opportunity management",
            "HubSpot -> Stripe",
        ]
    );
    let hand_over =
        model.flows.edge_weights().find(|flow| flow.label.as_deref() == Some("hand-over")).unwrap();
    assert!(!hand_over.is_implied, "what is written replaces what the order implies");
}

/// FORMAT.md section 1, point 5: only lists imply flows.
#[test]
fn lists_at_the_top_do_not_flow_into_each_other() {
    let lists = "touchpoints: [Report, Call]\nsteps: [Pull data, Draft]";
    assert_eq!(flows(&read(lists)), ["Report -> Call", "Pull data -> Draft"]);
    let one = "stages:\n  - Review: {touchpoints: [Report]}\n  - Offer: {steps: [Draft, Send]}";
    assert_eq!(flows(&read(one)), ["Report -> Draft", "Draft -> Send", "stage Review -> stage Offer"]);
}

#[test]
fn the_reference_document_has_these_sections() {
    let model = northwind();
    let counts = [
        model.swimlanes.len(),
        model.segments.len(),
        model.personas.len(),
        model.stages.len(),
        model.steps.len(),
        model.touchpoints().count(),
        model.entities.node_count(),
        model.views.len(),
    ];
    assert_eq!(counts, [7, 2, 1, 7, 12, 9, 6, 7]);
    // Lead to Account; Contact, Opportunity and Case to Account; the role to Opportunity and Contact; Case to Contact.
    assert_eq!(model.entities.edge_count(), 7);
    let required = model
        .entities
        .edge_weights()
        .filter(|relation| relation.target_end.min == Some(1) && relation.target_end.max == Max::Count(1));
    // `-> Account!` of Contact and Opportunity, and both of the role.
    assert_eq!(required.count(), 4);
    assert_eq!(model.entities.edge_weights().filter(|relation| relation.is_identifying).count(), 2);
}

#[test]
fn mean_emotions_by_stage_are_those_of_the_format_page() {
    let model = northwind();
    let means: Vec<Option<f64>> =
        model.stage_ids().map(|stage| journey::mean_by_stage(&model, stage, &[])).collect();
    assert_eq!(means, [Some(-0.5), Some(1.0), Some(0.0), Some(0.5), Some(2.0), None, None]);
}

#[test]
fn a_journey_has_these_figures() {
    // −0.5, −1.0, 1.5, −2.0, −0.5, 0: lowest −2, deepest fall 1.5 to −2 (3.5), two below zero in a row first.
    let model = read(
        "type: journey\nstages:\n  - A:\n      time: 3d\n      touchpoints:\n        - a: {emotion: -0.5, pain: p}\n        \
         - b: {emotion: -1}\n        - c: {emotion: 1.5, opportunity: o}\n        - d: {emotion: -2, pain: [p, q]}\n  - B:\n      \
         time: 1w\n      touchpoints:\n        - e: {emotion: -0.5, opportunity: o}\n        - f: {emotion: 0}\n",
    );
    let steps: Vec<StepId> = model.step_ids().collect();
    let scores = journey::scores(&model, &steps, &[]);
    assert_eq!(journey::lowest(&scores).map(|score| (score.step, score.value)), Some((steps[3], -2.0)));
    assert_eq!(journey::highest(&scores).map(|score| (score.step, score.value)), Some((steps[2], 1.5)));
    assert_eq!(journey::largest_drop(&scores).map(|drop| drop.depth()), Some(3.5));
    assert_eq!(journey::longest_negative_run(&scores), [steps[0], steps[1]]);
    // (−0.5 − 1 + 1.5 − 2 − 0.5 + 0) / 6
    assert!((journey::mean_score(&scores).unwrap() + 2.5 / 6.0).abs() < 1e-12);
    // The pain of `a` and both of `d`: neither touchpoint has an opportunity.
    assert_eq!(journey::pains_without_opportunity(&model, &steps), 3);
    // Three days and a week of five.
    let stages: Vec<_> = model.stage_ids().collect();
    let total = journey::total_time(&model, &stages).unwrap();
    let calendar = &model.calendar.0;
    assert_eq!(crm_diagram::metrics::time::working_minutes(&total, calendar), 8.0 * 8.0 * 60.0);
}

#[test]
fn impact_over_effort_ranks_opportunities_and_else_pains_times_the_score() {
    let model = read(
        "type: journey\ntouchpoints:\n  - a: {emotion: -1.5, pain: [p, q], opportunity: [{text: o, impact: high, effort: low}, o2]}\n",
    );
    let step = model.step_ids().next().unwrap();
    let of =
        |at: usize| journey::opportunity_priority(&model, step, &model.step(step).opportunities[at], &[]);
    assert_eq!((of(0), of(1)), (3.0, 3.0));
}

#[test]
fn the_three_spellings_are_one() {
    let spellings = [
        "type: journey\ntouchpoints:\n  - Demo\n",
        "type: journey\ntouchpoints: {Demo: }\n",
        "type: journey\ntouchpoints:\n  - {id: demo, name: Demo}\n",
        "type: journey\ntouchpoints:\n  - demo: Demo\n",
    ];
    for text in spellings {
        let model = read(text);
        let step = &model.steps[0];
        assert_eq!((step.id.as_str(), step.name.as_str()), ("demo", "Demo"), "{text}");
    }
}

/// Relations as `Child.field 0..* - 1 Parent: verb`, an identifying one with `=`.
fn relations(text: &str) -> Vec<String> {
    let model = read(text);
    let end = |end: crm_diagram::model::Cardinality| {
        let max = match end.max {
            Max::Count(count) => count.to_string(),
            Max::Many => "*".to_owned(),
            Max::Unstated => return "?".to_owned(),
        };
        end.min.map_or(max.clone(), |min| format!("{min}..{max}"))
    };
    let line = |(source, target, relation): (_, _, &crm_diagram::model::Relation)| {
        let source = model.entity(source);
        let field = relation.source_field.map(|field| format!(".{}", source.fields[field].name));
        let sign = if relation.is_identifying { "=" } else { "-" };
        let label = relation.label.as_ref().map(|label| format!(": {label}"));
        format!(
            "{}{} {} {sign} {} {}{}",
            source.name,
            field.unwrap_or_default(),
            end(relation.source_end),
            end(relation.target_end),
            model.entity(target).name,
            label.unwrap_or_default()
        )
    };
    model.all_relations().map(line).collect()
}

#[test]
fn a_line_says_more_about_the_reference_of_a_field() {
    let entities = "entities: {A: {id: id pk}, B: {id: id pk, a: -> A}}\nrelations:\n";
    assert_eq!(relations(&format!("{entities}  - A 1 == 1..* B: has")), ["B.a 1..* = 1..1 A: has"]);
    assert_eq!(relations(&format!("{entities}  - B 0..* -- 0..1 A: of")), ["B.a 0..* - 0..1 A: of"]);
    // Many of many is another relation, and so is what becomes of it.
    assert_eq!(relations(&format!("{entities}  - A 1..* -- 1..* B")).len(), 2);
    assert_eq!(relations(&format!("{entities}  - A becomes B")).len(), 2);
}

#[test]
fn a_line_names_the_field_where_several_could_be_meant() {
    let entities = "entities: {A: {id: id pk}, B: {id: id pk, a: -> A, other: -> A!}}\nrelations:\n";
    assert_eq!(relations(&format!("{entities}  - A 1 -- 0..* B: has")).len(), 3);
    assert_eq!(
        relations(&format!("{entities}  - A 1 -- 1..* B.other: has")),
        ["B.a 0..* - 0..1 A", "B.other 1..* - 1..1 A: has"]
    );
}

#[test]
fn a_field_may_refer_to_one_of_several() {
    let model = read(
        "entities: {A: {id: id pk}, B: {id: id pk}, T: {who: -> A | B, x: -> A xor, y: -> B xor, z: -> A}}",
    );
    let all: Vec<bool> = model.all_relations().map(|(_, _, relation)| relation.is_alternative).collect();
    assert_eq!(all, [true, true, true, true, false]);
}
