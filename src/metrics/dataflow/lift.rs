//! What a level shows of what is passed on: parts stand back behind their wholes.

use std::collections::BTreeSet;

use super::collect::{Passage, covers};
use super::graph::{NodeKind, Source, What};
use super::level::{Level, Stand, is_part_of, stand};
use crate::model::{Model, StepId, SwimlaneKind};

/// Whether a passage is between a process and a store that only parts of that process use.
fn is_inside(model: &Model, level: &Level, all: &[Passage], whole: &Passage) -> bool {
    let is_store = |end: &Source| kind(model, end) == NodeKind::Store;
    let (store, process) = match (is_store(&whole.from), is_store(&whole.to)) {
        (true, false) => (&whole.from, &whole.to),
        (false, true) => (&whole.to, &whole.from),
        _ => return false,
    };
    let others = all.iter().filter_map(|one| match (one.from == *store, one.to == *store) {
        (true, false) => Some(&one.to),
        (false, true) => Some(&one.from),
        _ => None,
    });
    let is_part = |end: &Source| end != process && standing(model, level, end).as_ref() == Some(process);
    others.into_iter().all(is_part)
}

/// What stands for something on a level; `None` for a process that its parts stand for.
pub(super) fn standing(model: &Model, level: &Level, source: &Source) -> Option<Source> {
    if *level == Level::Context {
        return Some(match kind(model, source) {
            NodeKind::Entity => source.clone(),
            NodeKind::Process | NodeKind::Store => Source::System,
        });
    }
    let Source::Step(id) = source else { return Some(source.clone()) };
    match stand(model, *id, level) {
        Stand::Itself => Some(source.clone()),
        Stand::Whole(whole) => Some(Source::Step(whole)),
        Stand::Number(number) => Some(Source::Number(number)),
        Stand::Parts => None,
    }
}

/// The passages of a level. What its parts pass on a process passes on as a whole, all of it in one flow, unless such a
/// flow is written.
pub(super) fn lifted(model: &Model, level: &Level, all: &[Passage]) -> Vec<Passage> {
    let mut own: Vec<Passage> = Vec::new();
    let mut of_parts: Vec<Passage> = Vec::new();
    for passage in all {
        let ends = (standing(model, level, &passage.from), standing(model, level, &passage.to));
        let (Some(from), Some(to)) = ends else { continue };
        let is_lifted = from != passage.from || to != passage.to;
        let whole = Passage { from, to, what: passage.what.clone() };
        if !is_lifted {
            own.push(whole);
        } else if whole.from != whole.to && !is_inside(model, level, all, &whole) {
            let same = |other: &&mut Passage| other.from == whole.from && other.to == whole.to;
            match of_parts.iter_mut().find(same) {
                Some(other) => other.what.add(whole.what),
                None => of_parts.push(whole),
            }
        }
    }
    of_parts.retain(|passage| !own.iter().any(|written| covers(written, passage)));
    own.append(&mut of_parts);
    if let Level::Inside(whole) = level {
        own.retain(|passage| {
            [&passage.from, &passage.to].into_iter().any(|end| is_inner(model, *whole, end))
        });
    }
    own
}

impl What {
    /// What two flows pass on together.
    fn add(&mut self, other: What) {
        // A name stands for what it carries; what has none is named by what it carries.
        let is_named = self.label.is_some() || other.label.is_some();
        let own_name = self.name().filter(|_| is_named);
        let (name, carries) = (other.name().filter(|_| is_named), other.carries);
        self.label = joined(own_name, name);
        self.basis = joined(self.basis.take(), other.basis);
        self.frequency = joined(self.frequency.take(), other.frequency);
        self.channel = joined(self.channel.take(), other.channel);
        self.via = joined(self.via.take(), other.via);
        self.note = self.note.take().or(other.note);
        for name in carries {
            if !self.carries.contains(&name) {
                self.carries.push(name);
            }
        }
        self.classes.extend(other.classes);
        self.is_both_ways |= other.is_both_ways;
        self.is_manual |= other.is_manual;
        self.is_all |= other.is_all;
    }

    /// Its name, or what it carries.
    fn name(&self) -> Option<String> {
        let carried = Some(self.carries.join(", ")).filter(|text| !text.is_empty());
        self.label.clone().or(carried)
    }
}

/// Two lists of words as one.
fn joined(one: Option<String>, two: Option<String>) -> Option<String> {
    match (one, two) {
        (Some(one), Some(two)) => {
            let known: BTreeSet<&str> = one.split(", ").collect();
            let more: Vec<&str> = two.split(", ").filter(|part| !known.contains(part)).collect();
            let parts: Vec<&str> = std::iter::once(one.as_str()).chain(more).collect();
            Some(parts.join(", "))
        }
        (one, two) => one.or(two),
    }
}

/// Whether an end is part of the process that is looked into.
pub(super) fn is_inner(model: &Model, whole: StepId, end: &Source) -> bool {
    let whole = model.step(whole);
    match end {
        Source::Step(id) => is_part_of(model.step(*id), whole),
        Source::Number(number) => whole
            .number
            .as_ref()
            .is_some_and(|own| number.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('.'))),
        _ => false,
    }
}

/// A system of the company processes; every other swimlane only gives and takes.
pub(super) fn kind(model: &Model, source: &Source) -> NodeKind {
    match source {
        Source::Lane(lane) if model.swimlane(*lane).kind == SwimlaneKind::System => NodeKind::Process,
        Source::Lane(_) | Source::Party(_) => NodeKind::Entity,
        Source::System | Source::Step(_) | Source::Number(_) => NodeKind::Process,
        Source::Store(_) | Source::Entity(_) | Source::Named(_) => NodeKind::Store,
    }
}
