//! Numbers that stand before names, where data flow is drawn.

use super::sections::{Document, Item};
use super::slug;

/// Parts the number from the names of steps and stores, as in `1 Capture lead` and `D1 CRM contacts`.
///
/// A name may begin with a number for other reasons ("30 day check-in"). So steps are parted only where data flow is
/// drawn (the document has `stores` or a view `dfd`), and only in a list in which each has a number, all different.
/// Stores are parted one by one. Where the author wrote a number as the id, it is the number too.
pub(super) fn part(document: &mut Document) {
    for store in &mut document.stores {
        part_name(store);
    }
    let draws_data_flow =
        !document.stores.is_empty() || document.views.iter().any(|view| view.kind.value == "dfd");
    if !draws_data_flow {
        return;
    }
    let in_stages = document.stages.iter_mut().flat_map(|stage| &mut stage.steps);
    for list in in_stages.chain(&mut document.steps) {
        let mut numbers: Vec<&str> = list.steps.iter().filter_map(|step| number(&step.item)).collect();
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        if count == list.steps.len() && numbers.len() == count {
            for step in &mut list.steps {
                part_name(&mut step.item);
                step.number = step.number.take().or_else(|| step.item.number.clone());
            }
        }
    }
}

fn number(item: &Item) -> Option<&str> {
    if item.has_own_id && slug::is_number(&item.id) {
        return Some(&item.id);
    }
    slug::split_number(&item.name).map(|(number, _)| number)
}

fn part_name(item: &mut Item) {
    item.number = number(item).map(str::to_owned);
    if let Some((_, name)) = slug::split_number(&item.name) {
        item.name = name.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::clean;

    #[test]
    fn numbers_are_parted_where_data_flow_is_drawn() {
        let document =
            clean("type: dfd\nsteps: [1 Capture lead, 2.1 Enrich, 3: Sync]\nstores: [D1 CRM contacts]");
        let steps = &document.steps[0].steps;
        let all: Vec<_> =
            steps.iter().map(|step| (step.number.as_deref(), step.item.name.as_str())).collect();
        assert_eq!(all, [(Some("1"), "Capture lead"), (Some("2.1"), "Enrich"), (Some("3"), "Sync")]);
        assert_eq!(steps[0].item.id, "capture-lead");
        let store = &document.stores[0];
        assert_eq!((store.number.as_deref(), store.name.as_str()), (Some("D1"), "CRM contacts"));
    }

    #[test]
    fn a_name_that_begins_with_a_number_keeps_it() {
        let document = clean("type: dfd\nsteps: [30 day check-in, Renewal]");
        assert_eq!(document.steps[0].steps[0].item.name, "30 day check-in");
        let document = clean("type: journey\nsteps: [30 day check-in]");
        assert_eq!(document.steps[0].steps[0].item.name, "30 day check-in");
    }
}
