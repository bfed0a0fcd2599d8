//! The headline figures of a lifecycle, and the lifecycle in sentences.

use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, is_there};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::lifecycle::{Link, hand_offs, onward};
use crate::model::{Model, StageId, View};

/// What a view shows that names no figures.
const DEFAULT: &[&str] = &["stages", "touchpoints", "hand-offs", "returns"];

/// The headline figures.
pub(super) fn headline(
    model: &Model,
    view: &View,
    shown: &[StageId],
    findings: &mut Diagnostics,
) -> Vec<Figure> {
    let computed = metrics::figures::lifecycle(model, shown);
    let catalogue = Catalogue {
        own: Vec::new(),
        synonyms: &[],
        default: DEFAULT.iter().copied().filter(|name| is_there(&computed, name)).collect(),
        compute: &|_| None,
        computed,
        kpis: shown.iter().flat_map(|stage| &model.stage(*stage).kpis).collect(),
        currency: model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// The stages, and where they lead back.
pub(super) fn sentences(model: &Model, shown: &[StageId], links: &[Link]) -> Vec<String> {
    let name = |place: usize| format!("“{}”", model.stage(shown[place]).name);
    let names: Vec<String> = (0..shown.len()).map(name).collect();
    let mut sentences = vec![format!("{} stages: {}.", shown.len(), names.join(", "))];
    for (from, label) in onward(model, shown).into_iter().enumerate() {
        let label = label.map(|label| format!("{} leads on to {} ({label}).", name(from), name(from + 1)));
        sentences.extend(label);
    }
    for link in links {
        let way = if link.is_return { "leads back to" } else { "leads on to" };
        let label = link.label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
        sentences.push(format!("{} {way} {}{label}.", name(link.from), name(link.to)));
    }
    let handed = hand_offs(model, shown, links);
    if handed > 0 {
        let (count, noun) = counted(handed, "hand-off");
        sentences.push(format!("{count} {noun} from owner to owner."));
    }
    sentences
}
