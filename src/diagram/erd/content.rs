//! What an entity-relationship diagram shows: title, headline figures, tables, relations, groups.

use std::collections::BTreeMap;

use super::figures;
use super::relations::{self, Line, Oriented};
use super::scope::Scope;
use super::tables::{self, Columns, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::heading;
use crate::furniture::{RELATION_NOTATIONS, RelationNotation, TitleBlock};
use crate::model::{Density, EntityId, Model, View};

/// An entity-relationship diagram, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) title_block: TitleBlock,
    /// What it is of, for the output's own title.
    pub(super) subject: String,
    /// Sentences for those who cannot see it.
    pub(super) sentences: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) density: Density,
    pub(super) has_legend: bool,
    pub(super) notation: &'static RelationNotation,
    pub(super) tables: Vec<Table>,
    pub(super) lines: Vec<Line>,
    pub(super) groups: Vec<Group>,
}

/// A module around its tables.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) name: String,
    /// How many tables it holds.
    pub(super) count: usize,
}

/// More tables than this are no picture any more (VISUAL.md section 8).
const MOST_TABLES: usize = 200;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let scope = Scope::new(model, view, &mut findings);
    if scope.entities.is_empty() && !findings.has_errors() {
        findings.push(nothing_to_show(model, view));
    }
    if scope.entities.len() > MOST_TABLES && view.density.is_none() {
        findings.push(too_many(&scope, view));
    }
    let notation = notation(view, &mut findings);
    let figures = figures::headline(&scope, view, &mut findings);
    let is_grouped = is_grouped(view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density(scope.entities.len()));
    let heading = heading::of(model, view, "Entity-relationship diagram", "Data model");
    let groups = if is_grouped { groups(&scope) } else { Vec::new() };
    let places = groups.iter().enumerate().map(|(place, group)| (group.name.clone(), place)).collect();
    let oriented = relations::oriented(&scope);
    let is_dependent =
        |id: EntityId| oriented.iter().any(|line| line.sides[0] == id && line.ends[0].is_identifying);
    let tables =
        tables::tables(&scope, (Columns::of(view, density), view.fields.is_some()), &places, &is_dependent);
    let lines = lines(&scope, &tables, oriented);
    let has_counts = tables.iter().any(|table| table.words.count.is_some());
    Ok(Content {
        title_block: TitleBlock {
            kind_line: heading.kind_line,
            title: heading.title,
            subtitle: heading.subtitle,
            figures,
        },
        subject: heading.subject,
        sentences: figures::sentences(&scope),
        source: heading.source.map(|source| match has_counts {
            true => format!("{source} · Number in a table header: rows"),
            false => source,
        }),
        owner: heading.owner,
        density,
        has_legend: view.legend.unwrap_or(true),
        notation,
        tables,
        lines,
        groups,
    })
}

fn nothing_to_show(model: &Model, view: &View) -> Diagnostic {
    let (message, help) = if model.entities.node_count() == 0 {
        ("an erd needs entities, and this document has none", "list what is kept under `entities:`")
    } else {
        ("this view leaves no entity to show", "widen its `include`, `exclude` or `around`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn too_many(scope: &Scope<'_>, view: &View) -> Diagnostic {
    let count = scope.entities.len();
    Diagnostic::error("V002", view.span, format!("{count} tables are too many for one picture")).help(
        "make a view for each part, as `include: [Sales]` or `around: Account`, or set `density: dense` to draw it anyway",
    )
}

fn notation(view: &View, findings: &mut Diagnostics) -> &'static RelationNotation {
    let usual = RELATION_NOTATIONS[0];
    let Some(name) = &view.notation else { return usual };
    if let Some(found) = RELATION_NOTATIONS.iter().find(|notation| notation.name == name.to_lowercase()) {
        return found;
    }
    let names: Vec<&str> = RELATION_NOTATIONS.iter().map(|notation| notation.name).collect();
    let finding = Diagnostic::error("V010", view.span, format!("an erd has no notation `{name}`"));
    findings.push(match nearest(name, names.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("take one of {}", names.join(", "))),
    });
    usual
}

/// Whether tables stand in bands by their modules.
fn is_grouped(view: &View, findings: &mut Diagnostics) -> bool {
    match view.group.as_deref() {
        None | Some("module") => true,
        Some("none") => false,
        Some(other) => {
            let message = format!("tables cannot be grouped by `{other}`");
            findings.push(
                Diagnostic::error("V008", view.span, message)
                    .help("group them by `module`, or by `none` to draw no groups"),
            );
            true
        }
    }
}

fn density(tables: usize) -> Density {
    match tables {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

/// The modules of the tables, in document order.
fn groups(scope: &Scope<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (_, entity) in scope.entities() {
        let Some(module) = &entity.module else { continue };
        match groups.iter_mut().find(|group| group.name == *module) {
            Some(group) => group.count += 1,
            None => groups.push(Group { name: module.clone(), count: 1 }),
        }
    }
    groups
}

/// Relations between tables, each at the rows that are shown.
fn lines(scope: &Scope<'_>, tables: &[Table], oriented: Vec<Oriented>) -> Vec<Line> {
    let places: BTreeMap<EntityId, usize> =
        scope.entities.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let line = |oriented: Oriented| {
        let own = oriented.sides.map(|side| places[&side]);
        let row = |at: usize| {
            let field = oriented.fields[at]?;
            tables[own[at]].rows.get(field).copied().flatten()
        };
        let column = |at: usize| tables[own[at]].columns.get(oriented.fields[at]?).copied().flatten();
        let columns = [column(0), column(1)];
        Line { tables: own, rows: [row(0), row(1)], columns, ends: oriented.ends, label: oriented.label }
    };
    oriented.into_iter().map(line).collect()
}
