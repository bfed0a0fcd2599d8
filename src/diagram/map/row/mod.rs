//! The rows that a map can show.

pub(in crate::diagram) mod body;
mod cards;
mod channels;
mod chips;
mod emotion;
mod measures;
mod remarks;
mod words;

use super::scope::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::model::{Choice, View};
use body::Body;

/// A row of the catalogue.
pub(in crate::diagram) struct RowKind {
    /// What `rows:` calls it.
    pub(in crate::diagram) name: &'static str,
    /// Other words that authors use for it.
    pub(in crate::diagram) synonyms: &'static [&'static str],
    /// Its header.
    pub(in crate::diagram) label: &'static str,
    /// Whether a view that names no rows shows it, if it has something to show.
    pub(in crate::diagram) is_default: bool,
    /// Chooses what it shows.
    pub(in crate::diagram) select: fn(&Scope<'_>, &Chosen<'_>) -> Box<dyn Body>,
}

/// The rows that a view shows: some say less when another says it.
pub(in crate::diagram) struct Chosen<'a>(pub(in crate::diagram) &'a [&'static str]);

impl Chosen<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

/// A row of the picture.
#[derive(Debug)]
pub(in crate::diagram) struct Row {
    pub(in crate::diagram) kind: &'static RowKind,
    pub(in crate::diagram) label: String,
    pub(in crate::diagram) note: Option<String>,
    pub(in crate::diagram) body: Box<dyn Body>,
}

impl Row {
    /// A row under the catalogue's own name.
    pub(in crate::diagram) fn plain(kind: &'static RowKind, scope: &Scope<'_>, chosen: &Chosen<'_>) -> Self {
        Self { kind, label: kind.label.to_owned(), note: None, body: (kind.select)(scope, chosen) }
    }

    /// A row as the author calls it.
    pub(in crate::diagram) fn of(
        kind: &'static RowKind,
        choice: &Choice,
        scope: &Scope<'_>,
        chosen: &Chosen<'_>,
    ) -> Self {
        let row = Self::plain(kind, scope, chosen);
        Self { label: choice.label.clone().unwrap_or(row.label), note: choice.note.clone(), ..row }
    }

    /// Whether its cells are the touchpoints themselves, as nodes of the structure.
    pub(in crate::diagram) fn holds_nodes(&self) -> bool {
        self.kind.name == TOUCHPOINTS
    }

    /// Whether lines to moments of truth may start at its cards.
    pub(in crate::diagram) fn holds_cards(&self) -> bool {
        matches!(self.kind.name, TOUCHPOINTS | ACTIONS)
    }
}

impl std::fmt::Debug for RowKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// What `rows:` calls the header of phases and stages, which is no row of cells.
pub(in crate::diagram) const PHASES: &str = "phases";

/// What `rows:` calls the row of cards.
pub(in crate::diagram) const TOUCHPOINTS: &str = "touchpoints";

/// What `rows:` calls the row of what customers do.
pub(in crate::diagram) const ACTIONS: &str = "steps";

/// What `rows:` calls the stages' objectives, which otherwise stand in the header.
pub(in crate::diagram) const GOALS: &str = "goals";

/// The catalogue, in the order of a view that names no rows.
pub(in crate::diagram) static ROWS: &[RowKind] = &[
    RowKind {
        name: GOALS,
        synonyms: &["objectives", "expectations"],
        label: "Goals",
        is_default: false,
        select: |scope, _| words::goals(scope),
    },
    RowKind {
        name: ACTIONS,
        synonyms: &["actions"],
        label: "Customer actions",
        is_default: false,
        select: |scope, _| cards::actions(scope),
    },
    RowKind {
        name: TOUCHPOINTS,
        synonyms: &["touchpoint"],
        label: "Touchpoint",
        is_default: true,
        select: |scope, _| cards::touchpoints(scope),
    },
    RowKind {
        name: "channels",
        synonyms: &["channel"],
        label: "Channels",
        is_default: false,
        select: |scope, _| channels::channels(scope),
    },
    RowKind {
        name: "emotion",
        synonyms: &["emotions", "feeling", "feelings"],
        label: "Feeling",
        is_default: true,
        select: |scope, _| emotion::emotion(scope),
    },
    RowKind {
        name: "quotes",
        synonyms: &["quote"],
        label: "In their words",
        is_default: true,
        select: |scope, _| words::quotes(scope),
    },
    RowKind {
        name: "thoughts",
        synonyms: &["thought"],
        label: "Thoughts",
        is_default: true,
        select: |scope, _| words::thoughts(scope),
    },
    RowKind {
        name: "pains",
        synonyms: &["pain"],
        label: "Pain points",
        is_default: true,
        select: |scope, _| remarks::pains(scope),
    },
    RowKind {
        name: "gains",
        synonyms: &["gain", "delights"],
        label: "Delights",
        is_default: true,
        select: |scope, _| remarks::gains(scope),
    },
    RowKind {
        name: "opportunities",
        synonyms: &["opportunity"],
        label: "Opportunities",
        is_default: true,
        select: |scope, _| remarks::opportunities(scope),
    },
    RowKind {
        name: "evidence",
        synonyms: &[],
        label: "Evidence",
        is_default: false,
        select: |scope, _| words::evidence(scope),
    },
    RowKind {
        name: "frontstage",
        synonyms: &[],
        label: "Frontstage",
        is_default: false,
        select: |scope, _| words::frontstage(scope),
    },
    RowKind {
        name: "backstage",
        synonyms: &[],
        label: "Backstage",
        is_default: true,
        select: |scope, chosen| words::backstage(scope, chosen.has("frontstage"), chosen.has("support")),
    },
    RowKind {
        name: "support",
        synonyms: &["systems"],
        label: "Support",
        is_default: false,
        select: |scope, _| words::support(scope),
    },
    RowKind {
        name: "owner",
        synonyms: &["owners"],
        label: "Owner",
        is_default: false,
        select: |scope, _| chips::owner(scope),
    },
    RowKind {
        name: "metrics",
        synonyms: &["measures", "kpis"],
        label: "Measure",
        is_default: true,
        select: |scope, _| measures::metrics(scope),
    },
    RowKind {
        name: "duration",
        synonyms: &["times", "time"],
        label: "Time",
        is_default: false,
        select: |scope, _| words::duration(scope),
    },
];

/// What `rows:` of a view asks for.
pub(in crate::diagram) struct Choices<'a> {
    /// Whether phases and stages stand above the columns.
    pub(in crate::diagram) has_header: bool,
    /// Rows in the author's order.
    pub(in crate::diagram) rows: Vec<(&'static RowKind, &'a Choice)>,
}

/// The rows that a view of a kind asks for; `None` where it leaves that to its kind.
pub(in crate::diagram) fn choose<'a>(
    view: &'a View,
    kind: &str,
    findings: &mut Diagnostics,
) -> Option<Choices<'a>> {
    let mut chosen = Choices { has_header: false, rows: Vec::new() };
    for choice in view.rows.as_ref()? {
        if is_phases(&choice.name.value) {
            chosen.has_header = true;
            continue;
        }
        match find(&choice.name.value) {
            Some(kind) if chosen.rows.iter().any(|(known, _)| known.name == kind.name) => {
                let message = format!("the row `{}` is listed twice", choice.name.value);
                findings
                    .push(Diagnostic::error("V003", choice.name.span, message).help("leave one of them out"));
            }
            Some(kind) => chosen.rows.push((kind, choice)),
            None => findings.push(unknown(choice, kind)),
        }
    }
    Some(chosen)
}

fn unknown(choice: &Choice, kind: &str) -> Diagnostic {
    let name = &choice.name.value;
    let names = || std::iter::once(PHASES).chain(ROWS.iter().map(|row| row.name));
    let finding = Diagnostic::error("V004", choice.name.span, format!("a {kind} has no row `{name}`"));
    match nearest(name, names()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(choice.name.span, near),
        None => finding.help(format!("its rows are {}", names().collect::<Vec<_>>().join(", "))),
    }
}

/// Whether a name asks for the header of phases and stages.
fn is_phases(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), PHASES | "phase" | "stages")
}

/// The row of a name.
pub(in crate::diagram) fn find(name: &str) -> Option<&'static RowKind> {
    let name = name.to_lowercase();
    ROWS.iter().find(|row| row.name == name || row.synonyms.contains(&name.as_str()))
}
