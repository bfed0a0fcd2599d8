//! Mermaid's `sankey-beta`, or `xychart-beta` where nothing moves or names have letters that `sankey-beta` cannot read.

use crate::drawing::outline::Quantities;
use crate::export::format::Loss;

const SANKEY: &str = include_str!("sankey.mmd.j2");
const CHART: &str = include_str!("xychart.mmd.j2");

/// The grammar that says most: amounts with what moves and what does not, else the amounts alone.
pub(super) fn template(quantities: &Quantities) -> &'static str {
    if flows(quantities) { SANKEY } else { CHART }
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

/// What the grammar has no words for.
pub(super) fn losses(quantities: &Quantities) -> Vec<Loss> {
    let mut losses = vec![Loss::counted("segment", quantities.parts.len())];
    if !flows(quantities) {
        losses.push(Loss::counted("step", quantities.moves.len()));
        let unknown = quantities.quantities.iter().filter(|quantity| quantity.value.is_none()).count();
        losses.push(Loss::new("unknown count (written as 0)", "unknown counts (written as 0)", unknown));
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
            assert_eq!(template(&two(name)), CHART, "{name}");
        }
        assert_eq!(template(&Quantities { moves: Vec::new(), ..two("Leads") }), CHART);
    }

    #[test]
    fn cells_are_quoted() {
        assert_eq!(csv("Leads, \"hot\""), "\"Leads, \"\"hot\"\"\"");
    }
}
