//! `explain`: a figure with its formula, and with the numbers of a document put in.

use crm_diagram::diagnostic::nearest;
use crm_diagram::diagram;
use crm_diagram::metrics::figure::Figure;
use crm_diagram::metrics::figures;
use crm_diagram::report;

use super::args::{Args, Explain};
use super::{Outcome, input, message, output, views};

/// Prints a page for each figure of the name: of the document, where one is given.
pub(super) fn run(explain: &Explain, args: &Args) -> Outcome {
    let Some(figure) = &explain.figure else { return write(&[report::reference()]) };
    let (name, of) = parted(figure);
    let Some(file) = &explain.file else { return define(&name) };
    let Some(loaded) = input::load_both(file, &explain.set, args) else { return Outcome::Failed };
    let model = loaded.after.unwrap_or(loaded.before);
    let views = match views::chosen(&model, explain.view.as_deref()) {
        Ok(views) => views,
        Err(outcome) => return outcome,
    };
    let drawn = views.iter().filter_map(|view| Some((view, diagram::find(&view.kind)?)));
    let all: Vec<(&str, Figure)> = drawn
        .flat_map(|(view, diagram)| {
            diagram.figures(&model, view).into_iter().map(|figure| (view.id.as_str(), figure))
        })
        .collect();
    let is_of = |figure: &Figure| match (&of, &figure.of) {
        (Some(wanted), Some(of)) => of.to_lowercase() == *wanted,
        (Some(_), None) => false,
        (None, _) => true,
    };
    let is_named = |figure: &Figure| figure.definition.name == name;
    let found: Vec<&(&str, Figure)> =
        all.iter().filter(|(_, figure)| is_named(figure) && is_of(figure)).collect();
    if found.is_empty() {
        let known: Vec<&Figure> =
            all.iter().map(|(_, figure)| figure).filter(|figure| is_named(figure)).collect();
        return missing(&name, of.as_deref().unwrap_or_default(), &known);
    }
    let mut pages: Vec<String> = Vec::new();
    for (view, figure) in found {
        let page = report::explain(figure, &model.calendar.0);
        // Two views of one process have the same figures.
        if !pages.iter().any(|known| known.ends_with(&page)) {
            pages.push(format!("view {view}: {page}"));
        }
    }
    write(&pages)
}

/// Tells why a document has no such figure: it is not of that, the document says too little, or there is none.
fn missing(name: &str, of: &str, known: &[&Figure]) -> Outcome {
    if !known.is_empty() {
        let whom: Vec<&str> = known.iter().filter_map(|figure| figure.of.as_deref()).collect();
        message::fail(&format!("there is no `{name}` of `{of}`"), None);
        message::say(&format!("help: it is known of {}", whom.join(", ")));
        return Outcome::Usage;
    }
    if figures::defined_as(name).is_empty() {
        return unknown(name);
    }
    message::fail(&format!("this document does not say what `{name}` is"), None);
    message::say("help: leave the document out to see what it follows from");
    Outcome::Failed
}

/// `NAME of WHOM`, both in lower case.
fn parted(figure: &str) -> (String, Option<String>) {
    let figure = figure.trim().to_lowercase();
    let name = |name: &str| name.trim().replace('_', " ");
    let is_name = |words: &str| !figures::defined_as(&name(words)).is_empty();
    match figure.split_once(" of ").or_else(|| figure.split_once(':')) {
        Some((first, of)) if !is_name(&figure) => (name(first), Some(of.trim().to_owned())),
        _ => (name(&figure), None),
    }
}

/// What a figure is, without a document.
fn define(name: &str) -> Outcome {
    let definitions = figures::defined_as(name);
    if definitions.is_empty() {
        return unknown(name);
    }
    write(&definitions.into_iter().map(report::defined).collect::<Vec<_>>())
}

fn write(pages: &[String]) -> Outcome {
    if output::write_standard(pages.join("\n").as_bytes()) { Outcome::Done } else { Outcome::Failed }
}

fn unknown(name: &str) -> Outcome {
    message::fail(&format!("there is no figure `{name}`"), None);
    let names: Vec<&str> = figures::definitions().map(|definition| definition.name).collect();
    let holding: Vec<&str> = names.iter().copied().filter(|known| known.contains(name)).collect();
    match nearest(name, names.iter().copied()).or(holding.first().copied().filter(|_| holding.len() < 4)) {
        Some(near) => message::say(&format!("help: did you mean `{near}`?")),
        None => {
            let mut names = names;
            names.sort_unstable();
            names.dedup();
            message::say(&format!("help: the figures are {}", names.join(", ")));
        }
    }
    Outcome::Usage
}
