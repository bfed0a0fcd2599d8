//! What a responsibility matrix shows: title, headline figures, roles, activities by groups, and the letters between.

use super::faults;
use super::variant::{VARIANTS, Variant};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::caption::Caption;
use crate::diagram::choice::passes_as;
use crate::diagram::headline::{Catalogue, Computed};
use crate::diagram::written::{capitalized, counted};
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::responsibility::{Activity, Matrix};
use crate::model::{Density, Model, View};

/// A responsibility matrix, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    /// Rules that it breaks.
    pub(super) notices: Vec<String>,
    pub(super) density: Density,
    pub(super) variant: &'static Variant,
    pub(super) roles: Vec<Role>,
    pub(super) groups: Vec<Group>,
    /// What the groups are.
    pub(super) grouped_by: &'static str,
    /// The roles that do most.
    pub(super) busiest: Vec<usize>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Role {
    pub(super) name: String,
    /// How many activities it answers for, and how many it does.
    pub(super) answers: usize,
    pub(super) does: usize,
}

/// Activities under one head.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) id: String,
    /// `None` where there is only one.
    pub(super) name: Option<String>,
    pub(super) rows: Vec<Row>,
}

/// An activity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    /// For each role its letters, by their places in the variant.
    pub(super) cells: Vec<Vec<usize>>,
    /// Rules that it breaks.
    pub(super) remarks: Vec<String>,
    pub(super) link: Option<String>,
    pub(super) tooltip: Option<String>,
}

/// More cells than this are no picture any more.
const MOST_CELLS: usize = 10_000;

/// The matrix that a view shows.
pub(super) fn matrix(model: &Model, view: &View) -> Matrix {
    Matrix::of(model).only(|activity| passes(model, view, activity))
}

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let matrix = matrix(model, view);
    if matrix.activities.is_empty() {
        findings.push(nothing_to_show(view, Matrix::of(model).activities.is_empty()));
    }
    let cells = matrix.activities.len() * matrix.roles.len();
    if cells > MOST_CELLS && view.density.is_none() {
        let message = format!("{cells} cells are too many for one picture");
        let help =
            "choose some by `stages`, `include` or `exclude`, or set `density: dense` to draw it anyway";
        findings.push(Diagnostic::error("V002", view.span, message).help(help));
    }
    let variant = variant(view, &matrix, &mut findings);
    let faults = matrix.faults();
    let rows = matrix.activities.iter().enumerate().map(|(place, activity)| {
        let step = activity.step.map(|step| model.step(step));
        let cells = (0..matrix.roles.len())
            .map(|role| activity.parts.get(&role).map(|part| variant.spell(part)).unwrap_or_default());
        Row {
            id: activity.id.clone(),
            name: activity.name.clone(),
            cells: cells.collect(),
            remarks: faults::remarks(&faults, place, variant),
            link: step.and_then(|step| step.link.clone()),
            tooltip: step.and_then(|step| step.note.clone()),
        }
    });
    let groups = groups(model, view, &matrix, rows.collect(), &mut findings);
    let figures = figures(model, view, (&matrix, variant), &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let role = |(place, role): (usize, &crate::metrics::responsibility::Party)| Role {
        name: role.name.clone(),
        answers: matrix.answered_by(place),
        does: matrix.done_by(place),
    };
    let caption = Caption::new(model, view, "Responsibility matrix", "Responsibilities");
    Ok(Content {
        caption: caption.with(figures, sentences(&matrix)),
        notices: faults::notices(&matrix, &faults, variant),
        density: view.density.unwrap_or_else(|| density(matrix.activities.len())),
        variant,
        roles: matrix.roles.iter().enumerate().map(role).collect(),
        groups,
        grouped_by: if view.group.as_deref() == Some("phase") { "Phase" } else { "Stage" },
        busiest: matrix.busiest().0,
    })
}

fn passes(model: &Model, view: &View, activity: &Activity) -> bool {
    let step = activity.step.map(|step| model.step(step));
    let in_stage = step.and_then(|step| step.stage).is_some_and(|stage| view.stages.contains(&stage));
    let tags = step.map(|step| step.tags.as_slice()).unwrap_or_default();
    (view.stages.is_empty() || in_stage) && passes_as(&activity.id, &activity.name, tags, view)
}

fn nothing_to_show(view: &View, is_empty: bool) -> Diagnostic {
    let (message, help) = if is_empty {
        (
            "a responsibility matrix needs activities, and this document has none",
            "list them under `raci:`, as in `Send contract: {Sales: A/R, Legal: C}`, or say who owns steps with `owner`",
        )
    } else {
        ("this view leaves no activity to show", "widen its `stages`, `include` or `exclude`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn variant(view: &View, matrix: &Matrix, findings: &mut Diagnostics) -> &'static Variant {
    let fitting = Variant::fitting(matrix);
    let Some(name) = &view.notation else { return fitting };
    VARIANTS.iter().find(|variant| variant.name == name.to_lowercase()).unwrap_or_else(|| {
        let known: Vec<&str> = VARIANTS.iter().map(|variant| variant.name).collect();
        let message = format!("a responsibility matrix has no notation `{name}`");
        let finding = Diagnostic::error("V042", view.span, message);
        findings.push(match nearest(name, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help(format!("its notations are {}", known.join(", "))),
        });
        fitting
    })
}

fn density(activities: usize) -> Density {
    match activities {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

/// The stages or phases of the activities, in order of their first; those without stand last.
fn groups(
    model: &Model,
    view: &View,
    matrix: &Matrix,
    rows: Vec<Row>,
    findings: &mut Diagnostics,
) -> Vec<Group> {
    let by = view.group.as_deref().unwrap_or("stage");
    if !matches!(by, "stage" | "phase" | "none") {
        let message = format!("a responsibility matrix is not grouped by `{by}`");
        let help = "group it by `stage` or `phase`, or `none` for one list";
        findings.push(Diagnostic::error("V008", view.span, message).help(help));
    }
    let key = |activity: &Activity| match by {
        "stage" => {
            let stage = model.stage(matrix.stage(model, activity)?);
            Some((stage.id.clone(), stage.name.clone()))
        }
        "phase" => {
            let phase = model.step(activity.step?).phase.clone()?;
            Some((phase.clone(), capitalized(&phase)))
        }
        _ => None,
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut others = Vec::new();
    for (activity, row) in matrix.activities.iter().zip(rows) {
        match key(activity) {
            None => others.push(row),
            Some((id, name)) => match groups.iter_mut().find(|group| group.id == id) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { id, name: Some(name), rows: vec![row] }),
            },
        }
    }
    if !others.is_empty() {
        let name = (!groups.is_empty()).then(|| "Other activities".to_owned());
        groups.push(Group { id: "other activities".to_owned(), name, rows: others });
    }
    groups
}

/// The headline figures.
fn figures(
    model: &Model,
    view: &View,
    (matrix, variant): (&Matrix, &Variant),
    findings: &mut Diagnostics,
) -> Vec<Figure> {
    let gaps = matrix.gaps();
    let compute = |name: &str| -> Option<Computed> {
        Some(match name {
            "gaps" => {
                let [answers, does] = variant.heads();
                Some((counted(gaps, "gap").0, format!("without {} or {}", answers.sign, does.sign)))
            }
            "busiest role" => {
                let (roles, load) = matrix.busiest();
                (load > 0).then(|| (counted(load, "activity").0, format!("most: {}", named(matrix, &roles))))
            }
            _ => return None,
        })
    };
    let usual = ["activities", "roles", "gaps", "busiest role"].into_iter();
    let catalogue = Catalogue {
        computed: metrics::figures::responsibility(matrix),
        own: vec!["gaps", "busiest role"],
        synonyms: &[],
        default: usual.filter(|name| *name != "gaps" || gaps > 0).collect(),
        compute: &compute,
        kpis: Vec::new(),
        currency: model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// One role or two by name; of more the rest are counted.
fn named(matrix: &Matrix, roles: &[usize]) -> String {
    let name = |role: &usize| matrix.roles[*role].name.clone();
    match roles {
        [first, rest @ ..] if rest.len() > 1 => format!("{} and {} more", name(first), rest.len()),
        _ => roles.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

/// Counts, the busiest role, and where somebody is missing.
fn sentences(matrix: &Matrix) -> Vec<String> {
    let (activities, noun) = counted(matrix.activities.len(), "activity");
    let (roles, role_noun) = counted(matrix.roles.len(), "role");
    let mut sentences = vec![format!("{activities} {noun}, {roles} {role_noun}.")];
    let (busiest, load) = matrix.busiest();
    if load > 0 {
        let (load, noun) = counted(load, "activity");
        sentences.push(format!("The most that one role does is {load} {noun}: {}.", named(matrix, &busiest)));
    }
    let gaps = matrix.gaps();
    if gaps > 0 {
        let (gaps, noun) = counted(gaps, "activity");
        sentences.push(format!("{gaps} {noun} that nobody does or nobody answers for."));
    }
    sentences
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

    fn letters(content: &Content) -> Vec<String> {
        let spell = |row: &Row| {
            let cell = |cell: &Vec<usize>| {
                cell.iter().map(|place| content.variant.letters[*place].sign).collect::<String>()
            };
            row.cells.iter().map(cell).collect::<Vec<_>>().join("|")
        };
        content.groups.iter().flat_map(|group| &group.rows).map(spell).collect()
    }

    #[test]
    fn the_letters_in_use_choose_the_variant() {
        let variant = |text: &str| try_content(text).expect("a matrix").variant.name;
        assert_eq!(variant("type: raci\nraci:\n  Sell: {Me: A/R}"), "raci");
        assert_eq!(variant("type: raci\nraci:\n  Sell: {Me: A/R, You: S}"), "rasci");
        assert_eq!(variant("type: raci\nraci:\n  Sell: {Me: A, You: D}"), "daci");
        let shown =
            try_content("type: raci\nnotation: daci\nraci:\n  Sell: {Me: R/A, You: IC}").expect("a matrix");
        assert_eq!(letters(&shown), ["AD|CI"]);
    }

    #[test]
    fn activities_stand_under_the_stages_of_their_steps() {
        let text = "type: raci\nstages:\n  - One: {phase: early, steps: [A]}\n  - Two: {phase: early, steps: [B, C]}\nraci:\n  C: {Me: \
                    A/R}\n  Other: {Me: R}\n  A: {Me: A}\n  B: {Me: I}";
        let groups = |text: &str| {
            let shown = try_content(text).expect("a matrix");
            let names = |group: &Group| group.rows.iter().map(|row| row.name.clone()).collect::<String>();
            let told =
                |group: &Group| format!("{}: {}", group.name.clone().unwrap_or_default(), names(group));
            shown.groups.iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(groups(text), ["Two: CB", "One: A", "Other activities: Other"]);
        let by_phase = text.replace("type: raci", "type: raci\ngroup: phase");
        assert_eq!(groups(&by_phase), ["Early: CAB", "Other activities: Other"]);
        assert_eq!(groups(&text.replace("type: raci", "type: raci\ngroup: none")), [": COtherAB"]);
    }

    #[test]
    fn what_a_matrix_cannot_do_is_refused() {
        let codes = |text: &str| {
            let findings = try_content(text).expect_err("nothing to draw");
            findings.in_order().iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        assert_eq!(codes("type: raci\nsteps: [A]"), ["V001"]);
        assert_eq!(codes("type: raci\nexclude: [A]\nraci:\n  A: {Me: R}"), ["V001"]);
        assert_eq!(codes("type: raci\nnotation: rasic\nraci:\n  A: {Me: R}"), ["V042"]);
        assert_eq!(codes("type: raci\ngroup: module\nraci:\n  A: {Me: R}"), ["V008"]);
    }
}
