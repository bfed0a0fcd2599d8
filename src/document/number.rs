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
