//! What an entity-relationship diagram shows: title, headline figures, tables, relations, groups.

use std::collections::BTreeMap;

use super::figures;
use super::relations::{self, Line, Oriented};
use super::scope::Scope;
use super::tables::{self, Columns, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diagram::caption::Caption;
use crate::furniture::{RELATION_NOTATIONS, RelationNotation};
use crate::model::{Density, EntityId, Model, View};

/// An entity-relationship diagram, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    pub(super) notation: &'static RelationNotation,
    pub(super) tables: Vec<Table>,
    pub(super) lines: Vec<Line>,
    pub(super) groups: Vec<Group>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
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
    let scope = Scope::new(model, view);
    if scope.entities.is_empty() && !findings.has_errors() {
        findings.push(nothing_to_show(model, view));
    }
    if scope.entities.len() > MOST_TABLES && view.density.is_none() {
        findings.push(too_many(&scope, view));
    }
    let notation = notation(view, &mut findings);
    check_highlight(view, &mut findings);
    let figures = figures::headline(&scope, view, &mut findings);
    let is_grouped = is_grouped(view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density(scope.entities.len()));
    let mut caption = Caption::new(model, view, "Entity-relationship diagram", "Data model");
    let groups = if is_grouped { groups(&scope) } else { Vec::new() };
    let places = groups.iter().enumerate().map(|(place, group)| (group.name.clone(), place)).collect();
    let oriented = relations::oriented(&scope);
    let is_dependent =
        |id: EntityId| oriented.iter().any(|line| line.sides[0] == id && line.ends[0].is_identifying);
    let tables =
        tables::tables(&scope, (Columns::of(view, density), view.fields.is_some()), &places, &is_dependent);
    let lines = lines(&scope, &tables, oriented);
    let has_counts = tables.iter().any(|table| table.words.count.is_some());
    if has_counts {
        caption.source = caption.source.map(|source| format!("{source} · Number in a table header: rows"));
    }
    Ok(Content {
        caption: caption.with(figures, figures::sentences(&scope)),
        density,
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

/// Personal data stand out in every data model; nothing else does.
fn check_highlight(view: &View, findings: &mut Diagnostics) {
    for word in view.highlight.iter().filter(|word| *word != "pii") {
        let finding = Diagnostic::error("V041", view.span, format!("an erd shows no `{word}`"));
        findings.push(finding.help("it highlights `pii`, and does so by itself"));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::choice::plain_view;
    use crate::source::Files;

    const TEXT: &str = "entities:
  Account: {module: Parties, fields: {id: id pk, name: text required}}
  Contact: {module: Parties, fields: {email: email pii, id: id pk, account: -> Account!}}
  Deal: {id: id pk, account: -> Account, amount: money}
  Line: {deal: -> Deal! pk, number: int pk}
relations: [Lead becomes Contact]";

    fn model() -> Model {
        crate::load(&Files::single("a.yaml", TEXT)).model.expect("a sound document")
    }

    fn content(change: impl Fn(&mut View)) -> Result<Content, Diagnostics> {
        let mut view = plain_view("erd");
        change(&mut view);
        select(&model(), &view)
    }

    fn names(content: &Content) -> Vec<&str> {
        content.tables.iter().map(|table| table.words.name.as_str()).collect()
    }

    fn codes(change: impl Fn(&mut View)) -> Vec<&'static str> {
        content(change).expect_err("a fault").in_order().iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_neighbourhood_reaches_as_far_as_it_says() {
        let around = |distance| {
            let content = content(|view| {
                view.around = vec!["account".to_owned()];
                view.distance = distance;
            });
            names(&content.expect("a picture")).len()
        };
        assert_eq!((around(Some(0)), around(None), around(Some(2))), (1, 3, 5));
    }

    #[test]
    fn entities_are_chosen_by_name_pattern_and_module() {
        let include = |pattern: &str| {
            let pattern = pattern.to_owned();
            let content = content(|view| view.include = vec![pattern.clone()]).expect("a picture");
            names(&content).join(" ")
        };
        assert_eq!(include("deal"), "Deal");
        assert_eq!(include("*nt*"), "Account Contact");
        assert_eq!(include("Parties"), "Account Contact");
    }

    #[test]
    fn keys_come_first_and_fields_may_be_left_out() {
        let rows = |fields: Option<&str>| {
            let content = content(|view| view.fields = fields.map(str::to_owned)).expect("a picture");
            let rows = content.tables[1].words.rows.iter().map(|row| row.name.clone());
            (rows.collect::<Vec<_>>().join(" "), content.tables[1].words.hidden)
        };
        assert_eq!(rows(None), ("id email account".to_owned(), 0));
        assert_eq!(rows(Some("keys")), ("id account".to_owned(), 1));
        assert_eq!(rows(Some("none")), (String::new(), 0));
    }

    #[test]
    fn relations_hang_on_the_rows_that_are_shown() {
        let all = content(|_| {}).expect("a picture");
        assert_eq!(all.lines[0].rows, [Some(2), Some(0)], "Contact.account to Account.id");
        let none = content(|view| view.fields = Some("none".to_owned())).expect("a picture");
        assert!(none.lines.iter().all(|line| line.rows == [None, None]));
    }

    #[test]
    fn what_a_view_asks_for_in_vain_is_told() {
        assert_eq!(codes(|view| view.around = vec!["Acount".to_owned()]), ["V001"]);
        assert_eq!(codes(|view| view.highlight = vec!["manual".to_owned()]), ["V041"]);
        assert_eq!(codes(|view| view.notation = Some("crowsfoot".to_owned())), ["V010"]);
        assert_eq!(codes(|view| view.group = Some("stage".to_owned())), ["V008"]);
        assert_eq!(codes(|view| view.include = vec!["nothing".to_owned()]), ["V001"]);
    }

    #[test]
    fn a_conversion_leads_from_what_it_was_to_what_it_becomes() {
        let all = content(|_| {}).expect("a picture");
        let last = all.lines.last().expect("a relation");
        let [child, parent] = last.tables.map(|table| all.tables[table].words.name.as_str());
        assert_eq!((child, parent, last.label.as_deref()), ("Contact", "Lead", Some("becomes")));
    }
}
