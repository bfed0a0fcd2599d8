//! What views ask for in vain, whatever their type: keys without a use, neighbourhoods of nothing.

use super::unused::refuse;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::model::{Model, View};

/// Tells each key of a view that its diagram, which uses `keys`, does nothing with, and neighbourhoods of nothing.
pub(super) fn check(model: &Model, view: &View, keys: &[&str]) -> Diagnostics {
    let mut findings = Diagnostics::default();
    refuse(view, keys, &mut findings);
    if view.distance.is_some() && view.around.is_empty() && keys.contains(&"distance") {
        let message = "`distance` says how far from `around`, and the view has none";
        findings.push(
            Diagnostic::error("V041", view.span, message)
                .help("name the middle, as in `around: Account`, or take `distance` out"),
        );
    }
    if !view.around.is_empty() {
        tell_unknown(model, view, &mut findings);
    }
    findings
}

/// Tells names of `around` that nothing bears.
fn tell_unknown(model: &Model, view: &View, findings: &mut Diagnostics) {
    let names = names(model);
    let is_known = |wanted: &str| {
        let lower = wanted.to_lowercase();
        names.iter().any(|(id, name)| *id == wanted || name.to_lowercase() == lower)
    };
    for wanted in view.around.iter().filter(|wanted| !is_known(wanted)) {
        let finding = Diagnostic::error("V009", view.span, format!("nothing is called `{wanted}`"));
        findings.push(match nearest(wanted, names.iter().map(|(_, name)| *name)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("`around` takes the name of what is in the middle"),
        });
    }
}

/// Ids and names of all that may be in the middle of a picture.
fn names(model: &Model) -> Vec<(&str, &str)> {
    let steps = model.step_ids().map(|id| model.step(id)).map(|step| (step.id.as_str(), step.name.as_str()));
    let stores = model.stores.iter().map(|store| (store.id.as_str(), store.name.as_str()));
    let lanes = model.swimlanes.iter().map(|lane| (lane.id.as_str(), lane.name.as_str()));
    let entities = model.entity_ids().map(|id| model.entity(id));
    let entities = entities.map(|entity| (entity.id.as_str(), entity.name.as_str()));
    let classes = model.classes.node_weights().map(|class| (class.id.as_str(), class.name.as_str()));
    let posts = model.posts.node_weights().flat_map(|post| {
        let person = post.person.as_deref().map(|person| (person, person));
        std::iter::once((post.id.as_str(), post.name.as_str())).chain(person)
    });
    steps.chain(stores).chain(lanes).chain(entities).chain(classes).chain(posts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::{find, plain_view};
    use crate::model::Direction;
    use crate::source::{Files, Spanned};

    fn told(kind: &str, change: impl Fn(&mut View)) -> Vec<String> {
        let text = "entities: {A: {id: id pk}}\nsteps: [B]\npeople: [{CRO: {person: Mara Lind}}]";
        let model = crate::load(&Files::single("a.yaml", text));
        let mut view = plain_view(kind);
        change(&mut view);
        let findings =
            find(kind).expect("a diagram").findings(&model.model.expect("a sound document"), &view);
        let findings = findings.unwrap_or_default();
        let own = |code: &str| matches!(code, "V009" | "V041");
        findings.in_order().iter().filter(|one| own(one.code)).map(|one| one.message.clone()).collect()
    }

    #[test]
    fn keys_without_a_use_are_told_one_by_one() {
        let found = told("erd", |view| {
            view.direction = Some(Direction::Right);
            view.show = vec!["times".to_owned()];
        });
        assert_eq!(
            found,
            ["a view of type `erd` has no use for `show`", "a view of type `erd` has no use for `direction`"]
        );
        assert_eq!(told("blueprint", |view| view.direction = Some(Direction::Down)).len(), 1);
        assert!(told("class", |view| view.direction = Some(Direction::Down)).is_empty());
    }

    #[test]
    fn every_type_refuses_what_it_does_not_take() {
        for diagram in crate::diagram::DIAGRAMS {
            let kind = diagram.kind();
            let taken = |change: fn(&mut View)| told(kind, change).is_empty();
            assert_eq!(
                taken(|view| view.shape = Some("ring".to_owned())),
                ["funnel", "lifecycle"].contains(&kind),
                "{kind}"
            );
            assert_eq!(
                taken(|view| view.level = Some(Spanned::default())),
                ["dfd", "org"].contains(&kind),
                "{kind}"
            );
            assert_eq!(
                taken(|view| view.fields = Some("keys".to_owned())),
                ["class", "erd"].contains(&kind),
                "{kind}"
            );
        }
    }

    #[test]
    fn a_distance_needs_its_middle() {
        assert_eq!(told("erd", |view| view.distance = Some(2)).len(), 1);
        assert_eq!(told("flowchart", |view| view.distance = Some(2)).len(), 1);
    }

    #[test]
    fn a_neighbourhood_of_nothing_is_told() {
        let around = |name: &'static str| told("class", |view| view.around = vec![name.to_owned()]);
        assert_eq!(around("Nobody"), ["nothing is called `Nobody`"]);
        assert!(around("a").is_empty());
        let around = |name: &'static str| told("org", |view| view.around = vec![name.to_owned()]);
        assert_eq!(around("Mara Lindt"), ["nothing is called `Mara Lindt`"]);
        assert!(around("mara lind").is_empty() && around("CRO").is_empty());
    }
}
