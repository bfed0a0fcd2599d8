//! Headline figures of an entity-relationship diagram, and the sentences that say the same.

use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics::entities;
use crate::model::View;
use crate::text::number;

/// A figure of the catalogue: what `figures:` calls it, and its value with its label.
type FigureKind = (&'static str, fn(&Scope<'_>) -> Computed);

/// The catalogue.
static FIGURES: &[FigureKind] = &[
    ("tables", |scope| Some(counted(scope.entities.len(), "table"))),
    ("relations", |scope| Some(counted(entities::relations(scope.model, &scope.entities), "relation"))),
    ("personal data", |scope| {
        Some(counted(entities::personal_fields(scope.model, &scope.entities), "personal data field"))
    }),
    ("rows", rows),
    ("groups", |scope| Some(counted(entities::modules(scope.model, &scope.entities), "group"))),
    ("tables with personal data", |scope| {
        let count = entities::with_personal_data(scope.model, &scope.entities).len();
        Some((format!("{count} of {}", scope.entities.len()), "tables with personal data".to_owned()))
    }),
    ("columns", |scope| {
        Some(counted(scope.entities().map(|(_, entity)| entity.fields.len()).sum(), "column"))
    }),
];

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["tables", "relations", "personal data", "rows"];

/// The headline figures of a view.
pub(super) fn headline(scope: &Scope<'_>, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let has_personal = entities::personal_fields(scope.model, &scope.entities) > 0;
    let catalogue = Catalogue {
        names: FIGURES.iter().map(|(name, _)| *name).collect(),
        // What is not there is no headline.
        default: DEFAULT.iter().copied().filter(|name| has_personal || *name != "personal data").collect(),
        compute: &|name| FIGURES.iter().find(|(known, _)| *known == name).map(|(_, compute)| compute(scope)),
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
