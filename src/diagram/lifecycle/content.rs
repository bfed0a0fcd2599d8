//! What a lifecycle shows: title, headline figures, stages, ways between them, what stands in the middle.

use super::figures;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::caption::Caption;
use crate::diagram::choice::shown_stages;
use crate::diagram::written;
use crate::metrics::journey::is_target_met;
use crate::metrics::lifecycle::{Link, is_hand_off, links, onward, touchpoints};
use crate::model::{Density, Kpi, Model, Stage, StageId, View};

/// A lifecycle, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) notices: Vec<String>,
    pub(super) density: Density,
    pub(super) form: Form,
    pub(super) stages: Vec<StageCard>,
    /// Ways that lead back, and such as leave stages out.
    pub(super) links: Vec<Link>,
    /// Whether the owner changes on each of these.
    pub(super) hands_off: Vec<bool>,
    pub(super) core: Core,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

impl Content {
    /// The way from the last stage to the first, by its place.
    pub(super) fn closing(&self) -> Option<usize> {
        let last = self.stages.len().saturating_sub(1);
        self.links.iter().position(|link| link.from == last && link.to == 0)
    }

    /// The words of the way from a stage to the next, from the last to the first.
    pub(super) fn words_along(&self, from: usize) -> Option<&str> {
        let closing = self.closing().filter(|_| from + 1 == self.stages.len());
        closing.map_or(self.stages[from].onward.as_deref(), |link| self.links[link].label.as_deref())
    }

    /// Whether the owner changes on the way from a stage to the next, from the last to the first.
    pub(super) fn hands_off_along(&self, from: usize) -> bool {
        let closing = self.closing().filter(|_| from + 1 == self.stages.len());
        closing.map_or(self.stages[from].hands_off, |link| self.hands_off[link])
    }
}

/// How the stages stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A figure of eight: acquire at the left, retain at the right.
    Loop,
    /// A row of arrows.
    Chevrons,
    /// A ring.
    Ring,
}

/// Each form by what `shape` calls it.
const FORMS: &[(&str, Form)] = &[("loop", Form::Loop), ("chevrons", Form::Chevrons), ("ring", Form::Ring)];

/// A stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StageCard {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) objective: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) entity: Option<String>,
    pub(super) touchpoints: usize,
    pub(super) kpis: Vec<KpiChip>,
    /// Whether the owner changes from here to the next.
    pub(super) hands_off: bool,
    /// The words of the way from here to the next.
    pub(super) onward: Option<String>,
    pub(super) link: Option<String>,
    pub(super) tooltip: Option<String>,
}

/// A key figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KpiChip {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) is_met: Option<bool>,
}

/// What stands in the middle: whose way it is, and the data that all stages share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Core {
    pub(super) name: String,
    pub(super) role: Option<String>,
    pub(super) entities: Vec<String>,
    pub(super) systems: Vec<String>,
}

/// More stages than this are no picture of one any more.
const MOST_STAGES: usize = 12;
/// From so many stages on a circle becomes a figure of eight.
const LOOP_FROM: usize = 5;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let shown = shown_stages(model, view);
    if shown.len() < 2 {
        findings.push(too_few(view, model.stages.len()));
    }
    let links = links(model, &shown);
    let has_return = links.iter().any(|link| link.is_return);
    let form = form(view, shown.len(), has_return, &mut findings);
    if shown.len() > MOST_STAGES && form != Form::Chevrons {
        let message = format!("{} stages are too many for one circle", shown.len());
        let help = "choose some by `stages`, or set `shape: chevrons`";
        findings.push(Diagnostic::error("V002", view.span, message).help(help));
    }
    let figures = figures::headline(model, view, &shown, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let hands_off = links.iter().map(|link| is_hand_off(model, shown[link.from], shown[link.to]));
    let onward = onward(model, &shown);
    let cards = shown.iter().zip(onward).enumerate().map(|(place, (id, onward))| StageCard {
        touchpoints: touchpoints(model, *id),
        onward,
        hands_off: shown.get(place + 1).is_some_and(|next| is_hand_off(model, *id, *next)),
        ..card(model, model.stage(*id))
    });
    let caption = Caption::new(model, view, "Customer lifecycle", "Lifecycle");
    Ok(Content {
        caption: caption.with(figures, figures::sentences(model, &shown, &links)),
        notices: notices(has_return),
        density: view.density.unwrap_or(if shown.len() > 9 {
            Density::Compact
        } else {
            Density::Comfortable
        }),
        form,
        stages: cards.collect(),
        hands_off: hands_off.collect(),
        links,
        core: core(model, view, &shown),
    })
}

fn form(view: &View, count: usize, has_return: bool, findings: &mut Diagnostics) -> Form {
    let usual = match (has_return, count >= LOOP_FROM) {
        (true, true) => Form::Loop,
        (true, false) => Form::Ring,
        (false, _) => Form::Chevrons,
    };
    let Some(name) = &view.shape else { return usual };
    let known = FORMS.iter().find(|(known, _)| *known == name.to_lowercase());
    known.map_or_else(
        || {
            let names: Vec<&str> = FORMS.iter().map(|(name, _)| *name).collect();
            let finding = Diagnostic::error("V045", view.span, format!("a lifecycle has no shape `{name}`"));
            findings.push(match nearest(name, names.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("its shapes are {}", names.join(", "))),
            });
            usual
        },
        |(_, form)| *form,
    )
}

fn too_few(view: &View, stages: usize) -> Diagnostic {
    let (message, help) = if stages < 2 {
        (
            "a lifecycle needs at least two stages",
            "list them under `stages:`, as in `[Win, Serve, Renew]`, and where they lead back under `flows:`",
        )
    } else {
        ("this view leaves fewer than two stages to show", "widen its `stages`, `include` or `exclude`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn notices(has_return: bool) -> Vec<String> {
    let told = "no stage leads back to one before it: a lifecycle is a loop; say where customers come back, as `next:` of a \
                stage or as `Upsell -> Opportunity: expansion` under `flows:`";
    if has_return { Vec::new() } else { vec![told.to_owned()] }
}

fn card(model: &Model, stage: &Stage) -> StageCard {
    let currency = model.meta.currency.as_deref().unwrap_or_default();
    let chip = |kpi: &Kpi| {
        let value = kpi.value.as_ref().map(|value| written::quantity(value, currency));
        let unit = kpi.unit.as_ref().filter(|_| value.is_some());
        let parts: Vec<String> = value.into_iter().chain(unit.cloned()).collect();
        KpiChip {
            value: if parts.is_empty() { "–".to_owned() } else { parts.join("\u{a0}") },
            name: kpi.name.clone(),
            is_met: is_target_met(kpi),
        }
    };
    StageCard {
        id: stage.id.clone(),
        name: stage.name.clone(),
        objective: stage.objective.clone(),
        owner: stage.owner.as_ref().map(|owner| model.owner_name(owner).to_owned()),
        entity: stage.entity.map(|entity| model.entity(entity).name.clone()),
        touchpoints: 0,
        kpis: stage.kpis.iter().map(chip).collect(),
        hands_off: false,
        onward: None,
        link: stage.link.clone(),
        tooltip: stage.note.clone(),
    }
}

/// The persona of the view, the only one of the document, the first outsider, or just the customer.
fn core(model: &Model, view: &View, shown: &[StageId]) -> Core {
    let mut entities: Vec<String> = Vec::new();
    for entity in shown.iter().filter_map(|stage| model.stage(*stage).entity) {
        let name = &model.entity(entity).name;
        if !entities.contains(name) {
            entities.push(name.clone());
        }
    }
    let systems = model.swimlanes.iter().filter(|lane| lane.is_system() && !lane.is_external());
    let personas: Vec<_> = match view.personas.as_slice() {
        [] => model.personas.iter().collect(),
        chosen => chosen.iter().map(|id| model.persona(*id)).collect(),
    };
    let outsider = model.swimlanes.iter().find(|lane| lane.is_external() && !lane.is_system());
    let (name, role) = match personas.as_slice() {
        [only] => (only.name.clone(), only.role.clone()),
        [_, ..] if !view.personas.is_empty() => {
            (personas.iter().map(|persona| persona.name.as_str()).collect::<Vec<_>>().join(", "), None)
        }
        _ => (outsider.map_or_else(|| "Customer".to_owned(), |lane| lane.name.clone()), None),
    };
    Core { name, role, entities, systems: systems.map(|lane| lane.name.clone()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn try_content(text: &str) -> Result<Content, Diagnostics> {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0])
    }

    #[test]
    fn the_form_follows_from_what_leads_back() {
        let form = |text: &str| try_content(text).expect("a lifecycle").form;
        assert_eq!(form("type: lifecycle\nstages: [A, B, C, D, E]\nflows: [E -> A]"), Form::Loop);
        assert_eq!(form("type: lifecycle\nstages: [A, B, C]\nflows: [C -> A]"), Form::Ring);
        assert_eq!(form("type: lifecycle\nstages: [A, B, C, D, E]"), Form::Chevrons);
        assert_eq!(form("type: lifecycle\nshape: ring\nstages: [A, B, C, D, E]"), Form::Ring);
    }

    #[test]
    fn a_lifecycle_without_a_loop_is_told() {
        let notices = |text: &str| try_content(text).expect("a lifecycle").notices.len();
        assert_eq!(notices("type: lifecycle\nstages: [A, B]"), 1);
        assert_eq!(notices("type: lifecycle\nstages: [A, {B: {next: A}}]"), 0);
    }

    #[test]
    fn the_middle_names_the_persona_and_what_all_stages_share() {
        let text = "type: lifecycle\nswimlanes: [{c: {name: Buyer, kind: external}}, {crm: {name: HubSpot, kind: system}}]\nstages: [{A: \
                    {entity: Lead}}, {B: {entity: Deal}}, {C: {entity: Lead}}]\nentities: {Lead: {id: id pk}, Deal: {id: id pk}}";
        let core = try_content(text).expect("a lifecycle").core;
        assert_eq!(
            (core.name.as_str(), core.entities.join(" "), core.systems.join(" ")),
            ("Buyer", "Lead Deal".to_owned(), "HubSpot".to_owned())
        );
        let core = try_content(&format!("{text}\npersonas: [{{ines: {{name: Ines, role: Head}}}}]"))
            .expect("a lifecycle")
            .core;
        assert_eq!((core.name.as_str(), core.role.as_deref()), ("Ines", Some("Head")));
    }

    #[test]
    fn what_a_lifecycle_cannot_do_is_refused() {
        let codes = |text: &str| {
            let findings = try_content(text).expect_err("nothing to draw");
            findings.in_order().iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        assert_eq!(codes("type: lifecycle\nstages: [A]"), ["V001"]);
        assert_eq!(codes("type: lifecycle\nshape: rings\nstages: [A, B]"), ["V045"]);
        let many = "type: lifecycle\nshape: ring\nstages: [A, B, C, D, E, F, G, H, I, J, K, L, M]";
        assert_eq!(codes(many), ["V002"]);
    }
}
