//! The figures of each kind of picture, with their formulas and what they were computed from.
//!
//! A file for each family: the definitions of its figures, and the function that fills them in.

mod dataflow;
mod entities;
mod funnel;
mod journey;
mod lifecycle;
mod objects;
mod organisation;
mod process;
mod responsibility;
mod service;
mod stream;

pub use dataflow::dataflow;
pub use entities::entities;
pub use funnel::funnel;
pub use journey::journey;
pub use lifecycle::lifecycle;
pub use objects::objects;
pub use organisation::organisation;
pub use process::process;
pub use responsibility::responsibility;
pub use service::service;
pub use stream::stream;

use super::figure::Definition;

/// The figures of one kind of picture.
#[derive(Debug)]
pub struct Family {
    /// What they are figures of.
    pub name: &'static str,
    /// What each of them is.
    pub definitions: &'static [&'static Definition],
}

/// All families.
pub static FAMILIES: &[Family] = &[
    Family { name: "journeys", definitions: journey::DEFINITIONS },
    Family { name: "processes", definitions: process::DEFINITIONS },
    Family { name: "value streams", definitions: stream::DEFINITIONS },
    Family { name: "funnels", definitions: funnel::DEFINITIONS },
    Family { name: "services", definitions: service::DEFINITIONS },
    Family { name: "data models", definitions: entities::DEFINITIONS },
    Family { name: "object models", definitions: objects::DEFINITIONS },
    Family { name: "lifecycles", definitions: lifecycle::DEFINITIONS },
    Family { name: "organisations", definitions: organisation::DEFINITIONS },
    Family { name: "responsibilities", definitions: responsibility::DEFINITIONS },
    Family { name: "data flows", definitions: dataflow::DEFINITIONS },
];

/// The definitions of all families, one after another.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    FAMILIES.iter().flat_map(|family| family.definitions.iter().copied())
}

/// All definitions of a name; families share some names, each with a formula of its own.
pub fn defined_as(name: &str) -> Vec<&'static Definition> {
    let mut found: Vec<&'static Definition> = Vec::new();
    for definition in definitions() {
        if definition.name == name && !found.contains(&definition) {
            found.push(definition);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::figure::Figure;
    use crate::model::Model;
    use crate::source::Files;

    fn model(text: &str) -> Model {
        crate::load(&Files::single("test.yaml", text)).model.expect("a sound document")
    }

    /// Every name between braces in a formula is the name of an input.
    fn is_filled_in(figure: &Figure) -> bool {
        let named = figure.definition.formula.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        named.into_iter().all(|name| figure.inputs.iter().any(|input| input.name == name))
    }

    #[test]
    fn all_inputs_of_a_formula_are_there() {
        let text = "swimlanes: [{c: {name: C, kind: external}}, Sales, Legal]\n\
                    stages:\n  - A:\n      time: 3d\n      touchpoints:\n\
                    \x20       - See: {emotion: 1}\n\
                    \x20       - Try: {emotion: -2, pain: Slow, opportunity: {text: Faster, impact: 3, effort: 2}}\n\
                    \x20     steps:\n\
                    \x20       - Check: {by: Sales, wait: 2d, pt: 1h, rework: 20%}\n\
                    \x20       - Approve: {by: Legal, wait: 1d}\n\
                    entities: {Deal: {id: id pk}}\n";
        let model = model(text);
        let steps: Vec<_> = model.step_ids().collect();
        let stages: Vec<_> = model.stage_ids().collect();
        let entity_ids: Vec<_> = model.entity_ids().collect();
        let flow = crate::metrics::process::Process::new(&model, &steps);
        let figures = [
            journey(&model, &steps, &stages, &[]),
            process(&flow),
            service(&model, &steps),
            entities(&model, &entity_ids),
        ];
        for figure in figures.iter().flatten() {
            assert!(is_filled_in(figure), "{figure:?}");
        }
        assert!(figures.iter().all(|family| !family.is_empty()));
    }

    #[test]
    fn names_are_lower_case_words() {
        for definition in definitions() {
            assert!(definition.name.chars().all(|c| !c.is_uppercase()), "{}", definition.name);
            assert!(!definition.about.is_empty() && !definition.formula.is_empty(), "{}", definition.name);
        }
    }
}
