//! A figure explained: its formula, and the formula with its numbers put in.

use super::written::written;
use crate::metrics::figure::{Definition, Figure, Input};
use crate::metrics::figures::FAMILIES;
use crate::model::Calendar;

/// All figures with their formulas as a page to read, in Markdown. Committed as `docs/figures.md`.
pub fn reference() -> String {
    let mut page = String::from(
        "# Figures\n\nEvery figure that `stats` prints and `explain` explains, made from the program's own table by \
         `crm-diagram explain`.\n",
    );
    for family in FAMILIES {
        page.push_str(&format!("\n## Of {}\n\n| figure | formula | |\n|---|---|---|\n", family.name));
        for definition in family.definitions {
            let formula = definition.formula.replace(['{', '}'], "").replace('|', "\\|");
            page.push_str(&format!("| {} | {formula} | {} |\n", definition.name, definition.about));
        }
    }
    page
}

/// What a figure is, apart from any document.
pub fn defined(definition: &Definition) -> String {
    let plain = definition.formula.replace(['{', '}'], "");
    format!("{} = {plain}\n\n{}\n", definition.name, definition.about)
}

/// A figure of a document: what it is, its formula, its numbers, and where they come from.
pub fn explain(figure: &Figure, calendar: &Calendar) -> String {
    let definition = figure.definition;
    let of = figure.of.as_ref().map(|of| format!(" ({of})")).unwrap_or_default();
    let value = written(&figure.value, calendar);
    let plain = definition.formula.replace(['{', '}'], "");
    let mut text = format!("{}{of} = {value}\n\n  {} = {plain}\n", definition.name, definition.name);
    let filled = filled(definition.formula, &figure.inputs, calendar);
    if filled != plain {
        let pad = " ".repeat(definition.name.chars().count());
        text.push_str(&format!("  {pad} = {filled}\n  {pad} = {value}\n"));
    }
    let terms: Vec<&Input> = figure.inputs.iter().filter(|input| input.of.is_some()).collect();
    if !terms.is_empty() {
        text.push('\n');
        for input in terms {
            let of = input.of.as_deref().unwrap_or_default();
            text.push_str(&format!("  {}, {of}: {}\n", input.name, written(&input.value, calendar)));
        }
    }
    text.push_str(&format!("\n{}\n", definition.about));
    text
}

/// The formula with the values of its inputs in the places of their names; of a name with several, all.
fn filled(formula: &str, inputs: &[Input], calendar: &Calendar) -> String {
    let mut out = String::new();
    let mut rest = formula;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        let values: Vec<String> = inputs
            .iter()
            .filter(|input| input.name == name)
            // Beside an operator a sign of its own would only confuse.
            .map(|input| written(&input.value, calendar).trim_start_matches('+').to_owned())
            .collect();
        out.push_str(&if values.is_empty() { name.to_owned() } else { values.join(", ") });
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::figure::Value;

    static RATIO: Definition = Definition {
        words: crate::metrics::figure::Words::Own,
        name: "activity ratio",
        formula: "{work} / {lead time}",
        about: "How much of the lead time is work.",
    };

    #[test]
    fn numbers_stand_where_the_names_of_inputs_are() {
        let calendar = Calendar { hours_per_day: 8.0, days_per_week: 5.0 };
        let figure = RATIO.figure(Value::Share(0.25)).of("Demo");
        let figure = figure.with("work", Value::Time(60.0)).with("lead time", Value::Time(240.0));
        insta::assert_snapshot!(explain(&figure, &calendar).replace('\u{a0}', " "), @r"
        activity ratio (Demo) = 25%

          activity ratio = work / lead time
                         = 60 min / 4 h
                         = 25%

        How much of the lead time is work.
        ");
    }
}
