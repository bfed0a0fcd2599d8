//! What a blueprint shows: title, headline figures, columns, bands of cards with their lines, other rows.

use super::cards::Cards;
use super::columns;
use super::figures::{self, Shown};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::map::row::{Choices, Chosen, GOALS, Row, RowKind, choose, find};
use crate::diagram::map::scope::{Column, Scope};
use crate::diagram::map::stage_header::Levels;
use crate::diagram::process::parts;
use crate::diagram::process::scope::Scope as Process;
use crate::metrics::service::Side;
use crate::model::{Choice, Density, Model, View};

/// A blueprint, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    /// The columns; for each whether a stage or a phase begins with it.
    pub(super) begins_stage: Vec<bool>,
    /// Phases and stages above the columns; none where the view does without.
    pub(super) levels: Levels,
    /// Rows of cells above the cards, and below them.
    pub(super) above: Vec<Row>,
    pub(super) below: Vec<Row>,
    /// The bands shown, from the customer down.
    pub(super) bands: Vec<Band>,
    pub(super) cards: Cards,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// The cards of one side.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Band {
    pub(super) side: Side,
    pub(super) label: String,
    pub(super) note: Option<String>,
    /// The lines that part it from the band above.
    pub(super) lines: Vec<&'static str>,
    /// How many cards stand above each other at most; 1 where there is none.
    pub(super) slots: usize,
}

/// A side, the row that asks for it, and the line above it.
struct BandKind {
    side: Side,
    row: &'static str,
    label: &'static str,
    line: Option<&'static str>,
}

/// From the customer down (NOTATION.md section 1).
static BANDS: &[BandKind] = &[
    BandKind { side: Side::Customer, row: "steps", label: "Customer actions", line: None },
    BandKind {
        side: Side::Frontstage,
        row: "frontstage",
        label: "Frontstage",
        line: Some("Line of interaction"),
    },
    BandKind {
        side: Side::Backstage,
        row: "backstage",
        label: "Backstage",
        line: Some("Line of visibility"),
    },
    BandKind {
        side: Side::Support,
        row: "support",
        label: "Support processes",
        line: Some("Line of internal interaction"),
    },
];

/// The rows of cells that a view shows that names none, where they have something to show.
const ABOVE: &[&str] = &["evidence"];
/// See [`ABOVE`].
const BELOW: &[&str] = &["pains", "opportunities", "metrics"];

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let mut process = Process::new(model, view);
    parts::check(&process, view, "blueprint", &mut findings);
    process.names_neighbours = false;
    let (columns, seats) = columns::seat(model, view, &process.steps);
    let scope = Scope::of(model, view, columns);
    let density = view.density.unwrap_or_else(|| parts::density_of(seats.len()));
    let cards = Cards::new(&process, view, density, &seats);
    let rows = rows(&scope, view, &cards, &mut findings);
    let shown = Shown { columns: &scope, process: &process };
    let figures = figures::headline(&shown, view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let mut caption = Caption::new(model, view, "Service blueprint", "Service");
    caption.title_block.subtitle = caption.title_block.subtitle.or_else(|| scope.who());
    let shows_goals = rows.above.iter().chain(&rows.below).any(|row| row.kind.name == GOALS);
    let levels = if rows.has_header { Levels::new(&scope, shows_goals) } else { Levels::default() };
    Ok(Content {
        caption: caption.with(figures, figures::sentences(&shown, &cards)),
        density,
        begins_stage: begins_stage(&levels, &scope.columns),
        levels,
        above: rows.above,
        below: rows.below,
        bands: rows.bands,
        cards: cards.only(&rows.sides),
    })
}

/// Whether a header begins with a column and another one ended before it.
fn begins_stage(levels: &Levels, columns: &[Column]) -> Vec<bool> {
    let starts = |at: usize| levels.phases.iter().any(|band| band.columns.start == at && at > 0);
    (0..columns.len()).map(starts).collect()
}

/// What is shown from top to bottom.
struct Rows {
    has_header: bool,
    above: Vec<Row>,
    below: Vec<Row>,
    bands: Vec<Band>,
    sides: Vec<Side>,
}

/// Rows of cells that the author lists before the first band stand above all bands, the others below; the order of the
/// bands is that of the notation.
fn rows(scope: &Scope<'_>, view: &View, cards: &Cards, findings: &mut Diagnostics) -> Rows {
    let Some(choices) = choose(view, "blueprint", findings) else {
        let plain = |names: &[&str]| -> Vec<Row> {
            let kinds = names.iter().filter_map(|name| find(name));
            let rows = kinds.map(|kind| Row::plain(kind, scope, &Chosen(&[])));
            rows.filter(|row| !row.body.is_empty()).collect()
        };
        let sides: Vec<Side> = BANDS.iter().map(|band| band.side).collect();
        return Rows {
            has_header: true,
            above: plain(ABOVE),
            below: plain(BELOW),
            bands: bands(&sides, &[], cards),
            sides,
        };
    };
    let Choices { has_header, rows } = choices;
    if !rows.iter().any(|(kind, _)| band_of(kind).is_some()) {
        findings.push(no_band(view));
    }
    let chosen: Vec<(Side, &Choice)> =
        rows.iter().filter_map(|(kind, choice)| Some((band_of(kind)?.side, *choice))).collect();
    let first = rows.iter().position(|(kind, _)| band_of(kind).is_some()).unwrap_or(0);
    let of = |rows: &[(&'static RowKind, &Choice)]| -> Vec<Row> {
        let cells = rows.iter().filter(|(kind, _)| band_of(kind).is_none());
        cells.map(|(kind, choice)| Row::of(kind, choice, scope, &Chosen(&[]))).collect()
    };
    let sides: Vec<Side> =
        BANDS.iter().map(|band| band.side).filter(|side| chosen.iter().any(|(own, _)| own == side)).collect();
    Rows {
        has_header,
        above: of(&rows[..first]),
        below: of(&rows[first..]),
        bands: bands(&sides, &chosen, cards),
        sides,
    }
}

/// The band that a row of the catalogue asks for; touchpoints are what the customer does.
fn band_of(kind: &RowKind) -> Option<&'static BandKind> {
    let name = if kind.name == "touchpoints" { "steps" } else { kind.name };
    BANDS.iter().find(|band| band.row == name)
}

fn no_band(view: &View) -> Diagnostic {
    let names: Vec<&str> = BANDS.iter().map(|band| band.row).collect();
    Diagnostic::error("V031", view.span, "a blueprint without cards shows nothing of the service")
        .help(format!("list one of the rows {}", names.join(", ")))
}

fn bands(sides: &[Side], chosen: &[(Side, &Choice)], cards: &Cards) -> Vec<Band> {
    let mut found: Vec<Band> = Vec::new();
    let mut lines = Vec::new();
    for band in BANDS {
        lines.extend(band.line.filter(|_| !found.is_empty()));
        if !sides.contains(&band.side) {
            continue;
        }
        let choice = chosen.iter().find(|(side, _)| *side == band.side).map(|(_, choice)| *choice);
        let own = cards.cards.iter().filter(|card| card.side == band.side);
        found.push(Band {
            side: band.side,
            label: choice.and_then(|choice| choice.label.clone()).unwrap_or_else(|| band.label.to_owned()),
            note: choice.and_then(|choice| choice.note.clone()),
            lines: std::mem::take(&mut lines),
            slots: own.map(|card| card.slot + 1).max().unwrap_or(1),
        });
    }
    found
}
