//! Headline figures of an entity-relationship diagram, and the sentences that say the same.

use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, is_there, named};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::entities;
use crate::model::View;
use crate::text::number;

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Scope<'_>) -> Computed);

/// Those whose words depend on more than the number.
static FIGURES: &[FigureKind] = &[
    ("rows", rows),
    ("tables with personal data", |scope| {
        let count = entities::with_personal_data(scope.model, &scope.entities).len();
        Some((format!("{count} of {}", scope.entities.len()), "tables with personal data".to_owned()))
    }),
];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["tables", "relations", "personal data", "rows"];

/// The headline figures of a view.
pub(super) fn headline(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let computed = metrics::figures::entities(scope.model, &scope.entities);
    // What is not there is no headline.
    let has_personal = is_there(&computed, "personal data");
    let catalogue = Catalogue {
        computed,
        own: FIGURES.iter().map(|(name, _)| *name).collect(),
        synonyms: &[],
        default: DEFAULT.iter().copied().filter(|name| has_personal || *name != "personal data").collect(),
        compute: &|name| named(FIGURES, name).map(|compute| compute(scope)),
        kpis: Vec::new(),
        currency: scope.model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

fn rows(scope: &Scope<'_>) -> Computed {
    let (rows, is_partial) = entities::rows(scope.model, &scope.entities)?;
    let at_least = if is_partial { "≥\u{a0}" } else { "" };
    let word = if rows == 1.0 { "row" } else { "rows" };
    Some((format!("{at_least}{}", number::count(rows)), word.to_owned()))
}

/// Counts, personal data.
pub(super) fn sentences(scope: &Scope<'_>) -> Vec<String> {
    let words = |(count, noun): (String, String)| format!("{count} {noun}");
    let mut counts = words(counted(scope.entities.len(), "table"));
    let groups = entities::modules(scope.model, &scope.entities);
    if groups > 0 {
        counts.push_str(&format!(" in {}", words(counted(groups, "group"))));
    }
    let relations = entities::relations(scope.model, &scope.entities);
    let mut sentences = vec![format!("{counts} with {}.", words(counted(relations, "relation")))];
    let personal: Vec<&str> = entities::with_personal_data(scope.model, &scope.entities)
        .into_iter()
        .map(|id| scope.model.entity(id).name.as_str())
        .collect();
    if !personal.is_empty() {
        sentences.push(format!("Personal data is held in {}.", personal.join(", ")));
    }
    sentences
}
