//! Mermaid's `sankey-beta`; `xychart-beta` where nothing moves; `flowchart` where names have signs that these cannot read.

use crate::drawing::outline::Quantities;
use crate::export::format::Loss;

const SANKEY: &str = include_str!("sankey.mmd.j2");
const CHART: &str = include_str!("xychart.mmd.j2");
const BOXES: &str = include_str!("quantities.mmd.j2");

/// The grammar that says most: amounts with what moves and what does not, else the amounts alone.
pub(super) fn template(quantities: &Quantities) -> &'static str {
    if flows(quantities) {
        SANKEY
    } else if charts(quantities) {
        CHART
    } else {
        BOXES
    }
}

/// Whether `xychart-beta` says all: nothing moves, all amounts are known, and every name is one that it shows as it is.
fn charts(quantities: &Quantities) -> bool {
    let is_shown = |name: &str| {
        let signs = ['"', '#', ';', '<', '>', '&', '`', '\\'];
        !name.contains(signs)
            && !name.contains("%%")
            && !name.trim().is_empty()
            && !name.contains(char::is_control)
    };
    let names = quantities.quantities.iter().map(|quantity| quantity.name.as_str());
    let is_known = quantities.quantities.iter().all(|quantity| quantity.value.is_some());
    quantities.moves.is_empty() && is_known && names.chain([quantities.title.as_str()]).all(is_shown)
}

/// Whether `sankey-beta` can say it: something moves, and every name is one that its reader takes.
fn flows(quantities: &Quantities) -> bool {
    let reasons = quantities.moves.iter().filter_map(|step| step.reason.as_deref());
    let names = quantities.quantities.iter().map(|quantity| quantity.name.as_str());
    let moves = quantities.moves.iter().any(|step| step.entered.min(step.reached) > 0.0);
    // A node is its name: two of one name would be one, and may flow into themselves.
    let mut seen: Vec<String> = names.clone().map(normal).collect();
    seen.sort_unstable();
    seen.dedup();
    moves && seen.len() == quantities.quantities.len() && names.chain(reasons).all(is_plain)
}

fn normal(name: &str) -> String {
    name.trim().to_owned()
}

/// Its lexer takes ASCII alone, and Mermaid reads tags and entities before it.
fn is_plain(name: &str) -> bool {
    let is_printable = name.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    is_printable && !name.trim().is_empty() && !name.contains(['<', '>', '#']) && !name.contains("%%")
}

/// A cell of a table in quotes, its own quotes doubled.
pub(in super::super) fn csv(text: &str) -> String {
    let plain: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", plain.replace('"', "\"\""))
}

/// Whether something moves to or from an amount, or is left behind there.
fn takes_part(quantities: &Quantities, place: usize) -> bool {
    let mut moves = quantities.moves.iter();
    moves.any(|step| {
        let (comes, goes) = (step.target == place, step.source == place);
        (comes || goes) && step.entered.min(step.reached) > 0.0
            || goes && step.left > 0.0
            || comes && step.left < 0.0
    })
}

/// What the grammar has no words for.
pub(super) fn losses(quantities: &Quantities) -> Vec<Loss> {
    let mut losses = vec![Loss::counted("segment", quantities.parts.len())];
    if flows(quantities) {
        let silent = (0..quantities.quantities.len()).filter(|place| !takes_part(quantities, *place)).count();
        losses.push(Loss::counted("stage that nothing reaches or leaves", silent));
    }
    losses.extend(quantities.unsaid.iter().map(|(kind, count)| Loss::counted(kind, *count)));
    losses.retain(|loss| loss.count > 0);
    losses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::outline::{Move, Quantity};

    fn two(first: &str) -> Quantities {
        let quantity = |name: &str, value| Quantity {
            id: name.to_owned(),
            name: name.to_owned(),
            value: Some(value),
            words: String::new(),
            share: None,
        };
        let step = Move {
            source: 0,
            target: 1,
            entered: 9.0,
            reached: 4.0,
            left: 5.0,
            left_words: String::new(),
            left_name: "Lost".to_owned(),
            words: None,
            reason: None,
        };
        Quantities {
            quantities: vec![quantity(first, 9.0), quantity("Won", 4.0)],
            moves: vec![step],
            ..Quantities::default()
        }
    }

    #[test]
    fn what_moves_is_a_sankey_where_its_reader_takes_the_names() {
        assert_eq!(template(&two("Leads, \"hot\"")), SANKEY);
        for name in ["見込み客", "Müller", "a <b>", "#1;", "Won", " "] {
            assert_eq!(template(&two(name)), BOXES, "{name}");
        }
        let still = |name| Quantities { title: "T".to_owned(), moves: Vec::new(), ..two(name) };
        assert_eq!(template(&still("見込み客")), CHART);
        assert_eq!(template(&still("a \"b\" & c")), BOXES);
    }

    #[test]
    fn cells_are_quoted() {
        assert_eq!(csv("Leads, \"hot\""), "\"Leads, \"\"hot\"\"\"");
    }
}
