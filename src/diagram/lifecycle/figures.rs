//! The headline figures of a lifecycle, and the lifecycle in sentences.

use crate::diagnostic::Diagnostics;
use crate::diagram::headline::{Catalogue, Computed};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics::lifecycle::{Link, hand_offs, onward, owners, touchpoints};
use crate::model::{Model, StageId, View};

const NAMES: &[&str] = &["stages", "touchpoints", "hand-offs", "returns", "owners"];

/// The headline figures.
pub(super) fn headline(
    model: &Model,
    view: &View,
    shown: &[StageId],
    links: &[Link],
    findings: &mut Diagnostics,
) -> Vec<Figure> {
    let count = |name: &str| -> Option<(usize, &'static str)> {
        Some(match name {
            "stages" => (shown.len(), "stage"),
            "touchpoints" => (shown.iter().map(|stage| touchpoints(model, *stage)).sum(), "touchpoint"),
            "hand-offs" => (hand_offs(model, shown, links), "hand-off"),
            "returns" => (links.iter().filter(|link| link.is_return).count(), "return"),
            "owners" => (owners(model, shown).len(), "owner"),
            _ => return None,
        })
    };
    let compute = |name: &str| -> Option<Computed> {
        let (number, noun) = count(name)?;
        Some(Some(counted(number, noun)))
    };
    let is_usual = |name: &&str| *name != "owners" && count(name).is_some_and(|(number, _)| number > 0);
    let catalogue = Catalogue {
        names: NAMES.to_vec(),
        default: NAMES.iter().copied().filter(is_usual).collect(),
        compute: &compute,
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
