//! What the stages of a file are to the document: stages in an order, outcomes, or nothing.

use super::columns::Plan;
use super::fault::{Fault, Refusal};
use super::intake::Intake;
use super::names::{NONE, Names};
use super::profile::{is_lost, is_won};
use crate::diagnostic::nearest;
use crate::document::sections::{Data, DataShape};
use crate::document::{fold, slug};

/// Which stages and segments are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Those of the document in their order; without any, all that the file has, in the order in which records pass them.
    pub stages: Vec<Named>,
    /// Those of the document; without any, all that the file has.
    pub segments: Vec<Named>,
}

/// A stage or a segment of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What a stage of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The stage at this place.
    Stage(u8),
    /// An outcome that the document has no stage for.
    Won,
    Lost,
    /// Left out: as if its rows were not there.
    Ignored,
}

/// Stages and segments, and what those of the file are among them.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) fates: Vec<Fate>,
    pub(super) names: Vec<String>,
    pub(super) is_won: Vec<bool>,
    pub(super) segments: Vec<String>,
    /// The segment of each value of the file.
    pub(super) segment_of: Vec<usize>,
}

/// The most stages and segments that a document may have.
const MOST: usize = 120;

/// The value of `data.stages` that leaves a stage out.
const IGNORED: &str = "none";

/// Finds out what each stage of the file is.
pub(super) fn order(intake: &Intake, plan: &Plan, data: &Data, wanted: &Wanted) -> Result<Order, Refusal> {
    if wanted.stages.len().max(wanted.segments.len()) > MOST {
        let message =
            format!("the document has more than {MOST} stages or segments, too many to count records by");
        return Err(Fault::new("H023", message).help("split the document").into());
    }
    let mut faults = unknown_outcomes(intake, data);
    let called: Vec<Option<&str>> = intake.stages.texts().iter().map(|name| called(name, data)).collect();
    let (fates, names) = if wanted.stages.is_empty() {
        own(intake, plan, data, &called)
    } else {
        (of_document(intake, data, &called, wanted, &mut faults), names(&wanted.stages))
    };
    let mut is_won_at = vec![false; names.len()];
    for (name, fate) in intake.stages.texts().iter().zip(&fates) {
        if let Fate::Stage(at) = fate {
            is_won_at[usize::from(*at)] |= means_won(name, data);
        }
    }
    let (segments, segment_of) = segments(intake, wanted, &mut faults);
    if !faults.is_empty() {
        return Err(Refusal::new(faults, 0));
    }
    Ok(Order { fates, names, is_won: is_won_at, segments, segment_of })
}

fn names(named: &[Named]) -> Vec<String> {
    named.iter().map(|named| named.name.clone()).collect()
}

/// What a stage is called in the document; `None` if it is left out.
fn called<'a>(name: &'a str, data: &'a Data) -> Option<&'a str> {
    let said = data.stages.iter().find(|(from, _)| is_same(&from.value, name));
    said.map_or(Some(name), |(_, to)| Some(to.value.as_str()).filter(|to| !to.eq_ignore_ascii_case(IGNORED)))
}

fn is_same(one: &str, two: &str) -> bool {
    one == two || fold(one) == fold(two)
}

fn means_won(name: &str, data: &Data) -> bool {
    if data.won.is_empty() { is_won(name) } else { data.won.iter().any(|won| is_same(won, name)) }
}

fn means_lost(name: &str, data: &Data) -> bool {
    if data.lost.is_empty() { is_lost(name) } else { data.lost.iter().any(|lost| is_same(lost, name)) }
}

/// Outcomes that the author names and the file does not have.
fn unknown_outcomes(intake: &Intake, data: &Data) -> Vec<Fault> {
    let known = intake.stages.texts();
    let is_unknown = |name: &&String| !known.iter().any(|known| is_same(known, name));
    let unknown = data.won.iter().chain(&data.lost).filter(is_unknown);
    let fault = |name: &String| {
        let fault = Fault::new("H027", format!("no stage of the file is called `{name}`"));
        match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("the stages are {}", known.join(", "))),
        }
    };
    unknown.map(fault).collect()
}

/// The stages of the file itself, in the order in which most records pass them, what is won at the end.
fn own(intake: &Intake, plan: &Plan, data: &Data, called: &[Option<&str>]) -> (Vec<Fate>, Vec<String>) {
    let file = intake.stages.texts();
    let mut names: Vec<&str> = Vec::new();
    let mut place = vec![None; file.len()];
    for (at, name) in file.iter().enumerate() {
        let Some(called) = called[at].filter(|_| !means_lost(name, data)) else { continue };
        let known = names.iter().position(|known| is_same(known, called));
        place[at] = Some(known.unwrap_or_else(|| {
            names.push(called);
            names.len() - 1
        }));
    }
    let mut won = vec![false; names.len()];
    for (at, name) in file.iter().enumerate() {
        if let Some(place) = place[at] {
            won[place] |= means_won(name, data);
        }
    }
    let wins = if plan.shape == DataShape::Snapshot {
        vec![0; names.len()]
    } else {
        precedence(intake, &place, names.len())
    };
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| (won[*at], std::cmp::Reverse(wins[*at]), *at));
    let mut rank = vec![0; names.len()];
    for (at, place) in (0u8..).zip(&order) {
        rank[*place] = at;
    }
    let fate = |at: usize| match place[at] {
        Some(place) => Fate::Stage(rank[place]),
        None if called[at].is_none() => Fate::Ignored,
        None => Fate::Lost,
    };
    let sorted = order.iter().map(|at| names[*at].to_owned()).collect();
    ((0..file.len()).map(fate).collect(), sorted)
}

/// How many other stages each comes before in most records that pass both (Copeland 1951).
fn precedence(intake: &Intake, place: &[Option<usize>], count: usize) -> Vec<usize> {
    let mut before = vec![vec![0_u64; count]; count];
    let (mut rows, mut passed) = (Vec::new(), Vec::new());
    for record in 0..intake.log.records() {
        intake.log.rows_of(record, &mut rows);
        passed.clear();
        let first = rows.first().map(|row| row.kind.from).filter(|from| *from != NONE);
        for stage in first.into_iter().chain(rows.iter().map(|row| row.kind.stage)) {
            if let Some(place) = place[usize::from(stage)]
                && !passed.contains(&place)
            {
                passed.push(place);
            }
        }
        for (at, one) in passed.iter().enumerate() {
            for two in &passed[at + 1..] {
                before[*one][*two] += 1;
            }
        }
    }
    (0..count).map(|one| (0..count).filter(|two| before[one][*two] > before[*two][one]).count()).collect()
}

/// The stages of the document; what it does not have is told.
fn of_document(
    intake: &Intake,
    data: &Data,
    called: &[Option<&str>],
    wanted: &Wanted,
    faults: &mut Vec<Fault>,
) -> Vec<Fate> {
    let mut fates = Vec::new();
    for (number, name) in (0u8..).zip(intake.stages.texts()) {
        let Some(called) = called[usize::from(number)] else {
            fates.push(Fate::Ignored);
            continue;
        };
        let found = find(&wanted.stages, called).and_then(|at| u8::try_from(at).ok());
        fates.push(match found {
            _ if means_lost(name, data) => Fate::Lost,
            Some(at) => Fate::Stage(at),
            None if means_won(name, data) => Fate::Won,
            None => {
                faults.push(unknown(&intake.stages, number, "stage", called, &wanted.stages));
                Fate::Ignored
            }
        });
    }
    fates
}

/// A reference matches an id first, then a slug, then a name ignoring case.
fn find(named: &[Named], wanted: &str) -> Option<usize> {
    let slug = slug(wanted);
    let by_id = named.iter().position(|named| named.id == wanted);
    let by_slug = || named.iter().position(|named| named.id == slug || self::slug(&named.name) == slug);
    by_id.or_else(by_slug).or_else(|| named.iter().position(|named| is_same(&named.name, wanted)))
}

/// What the document does not have, with the name that may be meant.
fn unknown(names: &Names, number: u8, what: &str, called: &str, known: &[Named]) -> Fault {
    let name = names.text(number);
    let mut fault = Fault::new("H028", format!("the {what} `{name}` is not in the document"));
    if let Some(place) = names.place(number) {
        fault = fault.at(place.clone()).note("first met here");
    }
    let near = nearest(called, known.iter().map(|known| known.name.as_str()));
    match (near, what) {
        (Some(near), "stage") => fault.help(format!(
            "if it is `{near}`, say so: `stages: {{{name}: {near}}}` below `data`; `{name}: none` leaves it out"
        )),
        (None, "stage") => fault.help(format!(
            "add it to `stages`, or leave it out: `stages: {{{name}: none}}` below `data`"
        )),
        (Some(near), _) => fault.help(format!("did you mean `{near}`?")),
        (None, _) => fault.help(format!("add it to `{what}s`")),
    }
}

/// The segments, and the place of each value of the file among them.
fn segments(intake: &Intake, wanted: &Wanted, faults: &mut Vec<Fault>) -> (Vec<String>, Vec<usize>) {
    let file = intake.segments.texts();
    if wanted.segments.is_empty() {
        // In alphabetical order: the order of the file would change with its first rows.
        let mut order: Vec<&String> = file.iter().collect();
        order.sort();
        let place = |name: &String| order.iter().position(|other| *other == name).unwrap_or(0);
        return (order.iter().map(|name| (*name).clone()).collect(), file.iter().map(place).collect());
    }
    let mut places = Vec::new();
    for (number, name) in (0u8..).zip(file) {
        match find(&wanted.segments, name) {
            Some(at) => places.push(at),
            None => {
                faults.push(unknown(&intake.segments, number, "segment", name, &wanted.segments));
                places.push(0);
            }
        }
    }
    (names(&wanted.segments), places)
}
