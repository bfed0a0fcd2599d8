//! Keys of a view that its type has no use for: they are refused, so that nobody waits for what they would do.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::View;

/// Whether a view sets a key.
type IsSet = fn(&View) -> bool;

/// Every key of a view that only some types use, and whether a view sets it.
const KEYS: &[(&str, IsSet)] = &[
    ("stages", |view| !view.stages.is_empty()),
    ("include", |view| !view.include.is_empty()),
    ("exclude", |view| !view.exclude.is_empty()),
    ("around", |view| !view.around.is_empty()),
    ("distance", |view| view.distance.is_some()),
    ("rows", |view| view.rows.is_some()),
    ("show", |view| !view.show.is_empty()),
    ("by", |view| view.by.is_some()),
    ("persona", |view| !view.personas.is_empty()),
    ("direction", |view| view.direction.is_some()),
    ("notation", |view| view.notation.is_some()),
    ("fields", |view| view.fields.is_some()),
    ("from", |view| view.from.is_some()),
    ("to", |view| view.to.is_some()),
    ("demand", |view| view.demand.is_some()),
    ("available", |view| view.available.is_some()),
    ("customer", |view| view.customer.is_some()),
    ("supplier", |view| view.supplier.is_some()),
    ("control", |view| view.control.is_some()),
    ("highlight", |view| !view.highlight.is_empty()),
    ("shape", |view| view.shape.is_some()),
    ("basis", |view| view.basis.is_some()),
    ("level", |view| view.level.is_some()),
    ("group", |view| view.group.is_some()),
];

/// Refuses what a view sets and its type does not take.
pub(super) fn refuse(view: &View, taken: &[&str], findings: &mut Diagnostics) {
    for (key, is_set) in KEYS {
        if is_set(view) && !taken.contains(key) {
            let message = format!("a view of type `{}` has no use for `{key}`", view.kind);
            let finding = Diagnostic::error("V041", view.span, message);
            findings.push(finding.help(format!("leave it out; it takes {}", listed(taken))));
        }
    }
}

/// Words in a row, the last after “and”.
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_type_does_not_take_is_refused_by_name() {
        let view = View {
            kind: "raci".to_owned(),
            shape: Some("ring".to_owned()),
            around: vec!["CRO".to_owned()],
            ..View::default()
        };
        let mut findings = Diagnostics::default();
        refuse(&view, &["include", "around"], &mut findings);
        let told: Vec<String> = findings.in_order().iter().map(|finding| format!("{finding}")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("a view of type `raci` has no use for `shape`"), "{told:?}");
    }
}
