//! The headline figures of an organisation chart, and the chart in sentences.

use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed, is_there};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::organisation::Organisation;
use crate::model::{Model, View};

/// Those whose words depend on more than the number.
const OWN: &[&str] = &["people", "largest span"];
/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["people", "vacancies", "largest span", "layers"];

/// The headline figures.
pub(super) fn headline(
    model: &Model,
    view: &View,
    organisation: &Organisation,
    shown: &[usize],
    findings: &mut Diagnostics,
) -> Vec<Figure> {
    let compute = |name: &str| -> Option<Computed> {
        Some(match name {
            "people" => {
                let count = organisation.people(model, shown);
                let word = if count == 1 { "person" } else { "people" };
                Some((counted(count, "person").0, word.to_owned()))
            }
            "largest span" => {
                let (posts, span) = organisation.largest_span(shown);
                let label = format!("largest span: {}", named(model, &posts));
                (span > 0).then(|| (counted(span, "report").0, label))
            }
            _ => return None,
        })
    };
    let computed = metrics::figures::organisation(model, organisation, shown);
    let has_vacancies = is_there(&computed, "vacancies");
    let catalogue = Catalogue {
        computed,
        own: OWN.to_vec(),
        synonyms: &[],
        default: DEFAULT.iter().copied().filter(|name| has_vacancies || *name != "vacancies").collect(),
        compute: &compute,
        kpis: Vec::new(),
        currency: model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// One post by its person or name; of several the rest are counted.
fn named(model: &Model, posts: &[usize]) -> String {
    let name = |place: &usize| {
        let post = model.posts.node_weights().nth(*place);
        post.map(|post| post.person.clone().unwrap_or_else(|| post.name.clone())).unwrap_or_default()
    };
    match posts {
        [first, rest @ ..] if !rest.is_empty() => format!("{} and {} more", name(first), rest.len()),
        _ => posts.iter().map(name).collect(),
    }
}

/// Counts, who is at the top, and the largest span of control.
pub(super) fn sentences(model: &Model, organisation: &Organisation, shown: &[usize]) -> Vec<String> {
    let say = |(count, noun): (String, String)| format!("{count} {noun}");
    let counts = [
        say(counted(organisation.posts(shown), "post")),
        say(counted(organisation.vacancies(shown), "vacancy")),
        say(counted(organisation.layers(shown), "layer")),
    ];
    let tops: Vec<usize> =
        shown.iter().copied().filter(|post| organisation.parents[*post].is_none()).collect();
    let mut sentences = vec![format!("{}.", counts.join(", "))];
    if !tops.is_empty() {
        sentences.push(format!("At the top: {}.", named(model, &tops)));
    }
    let (posts, span) = organisation.largest_span(shown);
    if span > 0 {
        sentences.push(format!("The largest span of control is {span}: {}.", named(model, &posts)));
    }
    sentences
}
