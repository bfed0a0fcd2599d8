//! What a journey shows: title, headline figures, phases, rows.

use std::ops::Range;

use super::figures;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::map::row::{Chosen, GOALS, ROWS, Row, choose};
use crate::diagram::map::scope::Scope;
use crate::diagram::map::stage_header::Levels;
use crate::drawing::outline;
use crate::model::{Density, Model, View};

/// A journey, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    /// How many columns.
    pub(super) columns: usize,
    /// Phases and stages above the columns; none where the view does without.
    pub(super) levels: Levels,
    pub(super) rows: Vec<Row>,
    /// Nodes of each stage, for the structure.
    pub(super) clusters: Vec<Cluster>,
    pub(super) outline: outline::Journey,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// The touchpoints of a stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) columns: Range<usize>,
    pub(super) members: Vec<String>,
}

/// More columns than this are no picture any more (VISUAL.md section 8).
const MOST_COLUMNS: usize = 200;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let scope = Scope::new(model, view);
    let mut findings = Diagnostics::default();
    if scope.steps().next().is_none() {
        findings.push(nothing_to_show(model, view));
    }
    if scope.columns.len() > MOST_COLUMNS && view.density.is_none() {
        findings.push(too_many(&scope, view));
    }
    let density = view.density.unwrap_or_else(|| density(scope.columns.len()));
    let (has_header, rows) = rows(&scope, view, density, &mut findings);
    let figures = figures::headline(&scope, view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let mut caption = Caption::new(model, view, "Customer journey map", "Customer journey");
    caption.title_block.subtitle = caption.title_block.subtitle.or_else(|| scope.who());
    let shows_goals = rows.iter().any(|row| row.kind.name == GOALS);
    let levels = if has_header { Levels::new(&scope, shows_goals) } else { Levels::default() };
    Ok(Content {
        density,
        columns: scope.columns.len(),
        levels,
        clusters: clusters(&scope),
        outline: super::outline::tasks(&scope, caption.title_block.title.clone(), &rows),
        caption: caption.with(figures, figures::sentences(&scope)),
        rows,
    })
}

fn nothing_to_show(model: &Model, view: &View) -> Diagnostic {
    let is_narrowed = !(view.stages.is_empty()
        && view.include.is_empty()
        && view.exclude.is_empty()
        && view.around.is_empty());
    let (message, help) = if is_narrowed && !model.steps.is_empty() {
        ("this view leaves no touchpoint to show", "widen its `stages`, `include`, `exclude` or `around`")
    } else {
        (
            "a journey needs touchpoints, and this document has none",
            "list what the customer does under `touchpoints:`, at the top or in a stage",
        )
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn too_many(scope: &Scope<'_>, view: &View) -> Diagnostic {
    let count = scope.columns.len();
    Diagnostic::error("V002", view.span, format!("{count} touchpoints are too many for one picture")).help(
        "make a view for each part, as `stages: [discover, buy]`, or set `density: dense` to draw it anyway",
    )
}

fn density(columns: usize) -> Density {
    match columns {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

/// Whether phases are shown, and the rows in the author's order, or those of the catalogue that have something to show.
fn rows(scope: &Scope<'_>, view: &View, density: Density, findings: &mut Diagnostics) -> (bool, Vec<Row>) {
    let Some(chosen) = choose(view, "journey", findings) else {
        let names: Vec<&str> = ROWS.iter().filter(|row| row.is_default).map(|row| row.name).collect();
        let kinds =
            ROWS.iter().filter(|row| row.is_default && !(density == Density::Dense && row.name == "quotes"));
        let rows = kinds.map(|kind| Row::plain(kind, scope, &Chosen(&names)));
        return (true, rows.filter(|row| !row.body.is_empty()).collect());
    };
    let names: Vec<&str> = chosen.rows.iter().map(|(kind, _)| kind.name).collect();
    let rows = chosen.rows.iter().map(|(kind, choice)| Row::of(kind, choice, scope, &Chosen(&names)));
    (chosen.has_header, rows.collect())
}

fn clusters(scope: &Scope<'_>) -> Vec<Cluster> {
    let stages = scope.stages().into_iter().map(|(id, columns)| Cluster {
        id: scope.model.stage(id).id.clone(),
        name: scope.model.stage(id).name.clone(),
        members: columns.clone().filter_map(|column| Some(scope.step(column)?.id.clone())).collect(),
        columns,
    });
    stages.filter(|cluster| !cluster.members.is_empty()).collect()
}
