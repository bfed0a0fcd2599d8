//! What a view shows of the model: the touchpoints that are its columns, and whose journey it is.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagram::choice::{is_named, passes};
use crate::model::{ByPersona, Model, PersonaId, StageId, Step, StepId, View};

/// The part of the model that a view shows.
#[derive(Debug)]
pub(in crate::diagram) struct Scope<'a> {
    /// The whole.
    pub(in crate::diagram) model: &'a Model,
    /// What is shown from left to right.
    pub(in crate::diagram) columns: Vec<Column>,
    /// Whose journeys; empty where the document knows no personas.
    pub(in crate::diagram) personas: Vec<PersonaId>,
    /// Names of the headline figures that the view asks for, in lower case.
    pub(in crate::diagram) headlines: Vec<String>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::diagram) struct Column {
    /// Its touchpoint; `None` for a stage that has none.
    pub(in crate::diagram) step: Option<StepId>,
    /// What else is shown below it.
    pub(in crate::diagram) others: Vec<StepId>,
    /// Its stage.
    pub(in crate::diagram) stage: Option<StageId>,
}

impl Column {
    fn of(step: StepId, stage: Option<StageId>) -> Self {
        Self { step: Some(step), stage, others: Vec::new() }
    }

    /// All its steps.
    pub(in crate::diagram) fn steps(&self) -> impl Iterator<Item = StepId> + '_ {
        self.step.into_iter().chain(self.others.iter().copied())
    }
}

impl<'a> Scope<'a> {
    /// Chooses the columns of a view.
    pub(in crate::diagram) fn new(model: &'a Model, view: &View) -> Self {
        Self::of(model, view, around(model, view, chosen(model, view)))
    }

    /// A view of columns that are chosen already.
    pub(in crate::diagram) fn of(model: &'a Model, view: &View, columns: Vec<Column>) -> Self {
        let headlines = view.figures.iter().flatten().map(|choice| choice.name.value.to_lowercase());
        Self { model, columns, personas: personas(model, view), headlines: headlines.collect() }
    }

    /// The touchpoint of a column.
    pub(in crate::diagram) fn step(&self, column: usize) -> Option<&'a Step> {
        self.columns[column].step.map(|id| self.model.step(id))
    }

    /// All columns that have a touchpoint.
    pub(in crate::diagram) fn steps(&self) -> impl Iterator<Item = (usize, &'a Step)> + '_ {
        (0..self.columns.len()).filter_map(|column| Some((column, self.step(column)?)))
    }

    /// All steps of all columns.
    pub(in crate::diagram) fn all_steps(&self) -> impl Iterator<Item = (usize, &'a Step)> + '_ {
        let columns = self.columns.iter().enumerate();
        columns.flat_map(move |(at, column)| column.steps().map(move |id| (at, self.model.step(id))))
    }

    /// The ids of the touchpoints shown.
    pub(in crate::diagram) fn step_ids(&self) -> Vec<StepId> {
        self.columns.iter().filter_map(|column| column.step).collect()
    }

    /// The stages shown, each with its columns.
    pub(in crate::diagram) fn stages(&self) -> Vec<(StageId, Range<usize>)> {
        let keys: Vec<Option<StageId>> = self.columns.iter().map(|column| column.stage).collect();
        runs(&keys)
    }

    /// The phases shown, each with its columns: that of the touchpoint, or of its stage.
    pub(in crate::diagram) fn phases(&self) -> Vec<(&'a str, Range<usize>)> {
        let phase = |column: &Column| match (column.steps().next(), column.stage) {
            (Some(step), _) => self.model.step(step).phase.as_deref(),
            (None, Some(stage)) => self.model.stage(stage).phase.as_deref(),
            (None, None) => None,
        };
        let keys: Vec<Option<&str>> = self.columns.iter().map(phase).collect();
        runs(&keys)
    }

    /// Whose journey it is, for a document that writes no subtitle.
    pub(in crate::diagram) fn who(&self) -> Option<String> {
        let sentences = self.personas.iter().map(|id| {
            let persona = self.model.persona(*id);
            let segment = persona.segment.map(|id| self.model.segment(id).name.clone());
            let about: Vec<String> = persona.role.iter().cloned().chain(segment).collect();
            let mut text = persona.name.clone();
            if !about.is_empty() {
                text = format!("{text}, {}", about.join(", "));
            }
            if let Some(goal) = &persona.goal {
                text = format!("{text}: {}", goal.trim_end_matches('.'));
            }
            match persona.quote.as_ref().filter(|_| self.personas.len() == 1) {
                Some(quote) => format!("{text}. “{}”", quote.trim_matches(['"', '“', '”'])),
                None => text,
            }
        });
        let sentences: Vec<String> = sentences.collect();
        Some(sentences.join(" · ")).filter(|text| !text.is_empty())
    }

    /// The columns from one to that of `until`, or to the last shown before it.
    pub(in crate::diagram) fn span(&self, column: usize, until: Option<StepId>) -> Range<usize> {
        let last = until.map_or(column, |until| {
            let shown = self.columns.iter().rposition(|column| column.steps().any(|step| step <= until));
            shown.unwrap_or(column)
        });
        column..last.max(column) + 1
    }

    /// What the personas shown say, each with who says it; one entry without a name where all say the same.
    pub(in crate::diagram) fn voices<T: PartialEq>(
        &self,
        said: &'a ByPersona<T>,
    ) -> Vec<(Option<PersonaId>, &'a T)> {
        let each: Vec<(PersonaId, &T)> =
            self.personas.iter().filter_map(|id| Some((*id, said.of(id)?))).collect();
        match each.as_slice() {
            [] => said.all.iter().map(|value| (None, value)).collect(),
            [(_, only)] if self.personas.len() == 1 => vec![(None, *only)],
            [(_, first), rest @ ..]
                if each.len() == self.personas.len() && rest.iter().all(|(_, value)| value == first) =>
            {
                vec![(None, *first)]
            }
            _ => each.into_iter().map(|(id, value)| (Some(id), value)).collect(),
        }
    }
}

/// Neighbours of one key put together; columns without one belong to nobody.
fn runs<K: PartialEq + Copy>(keys: &[Option<K>]) -> Vec<(K, Range<usize>)> {
    let mut found: Vec<(K, Range<usize>)> = Vec::new();
    for (column, key) in keys.iter().enumerate() {
        let Some(key) = *key else { continue };
        match found.last_mut() {
            Some((last, range)) if *last == key && range.end == column => range.end = column + 1,
            _ => found.push((key, column..column + 1)),
        }
    }
    found
}

/// Touchpoints by stage, then those that stand in none; a stage that is left empty keeps a column.
fn chosen(model: &Model, view: &View) -> Vec<Column> {
    let has_touchpoints = model.touchpoints().next().is_some();
    let is_shown = |id: StepId| {
        let step = model.step(id);
        (step.is_touchpoint || !has_touchpoints) && passes(step, view)
    };
    let mut columns = Vec::new();
    let mut placed = BTreeSet::new();
    for stage in model.stage_ids() {
        if !view.stages.is_empty() && !view.stages.contains(&stage) {
            placed.extend(model.stage(stage).steps.iter().copied());
            continue;
        }
        let steps: Vec<StepId> =
            model.stage(stage).steps.iter().copied().filter(|id| is_shown(*id)).collect();
        placed.extend(model.stage(stage).steps.iter().copied());
        if steps.is_empty() && view.include.is_empty() {
            columns.push(Column { stage: Some(stage), ..Column::default() });
        }
        columns.extend(steps.into_iter().map(|step| Column::of(step, Some(stage))));
    }
    if view.stages.is_empty() {
        let rest = model.step_ids().filter(|id| !placed.contains(id) && is_shown(*id));
        columns.extend(rest.map(|step| Column::of(step, None)));
    }
    columns
}

/// Only columns near those that `around` names.
fn around(model: &Model, view: &View, columns: Vec<Column>) -> Vec<Column> {
    if view.around.is_empty() {
        return columns;
    }
    let distance = view.distance.unwrap_or(1) as usize;
    let is_middle = |column: &Column| {
        let step = column.step.map(|id| model.step(id));
        step.is_some_and(|step| is_named(step, &view.around))
    };
    let middles: Vec<usize> = (0..columns.len()).filter(|at| is_middle(&columns[*at])).collect();
    let near = |at: usize| middles.iter().any(|middle| middle.abs_diff(at) <= distance);
    columns.iter().enumerate().filter(|(at, _)| near(*at)).map(|(_, column)| column.clone()).collect()
}

/// The personas of the view, or all.
fn personas(model: &Model, view: &View) -> Vec<PersonaId> {
    if view.personas.is_empty() { model.persona_ids().collect() } else { view.personas.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_key_are_one_run() {
        let keys = [Some(1), Some(1), None, Some(1), Some(2)];
        assert_eq!(runs(&keys), [(1, 0..2), (1, 3..4), (2, 4..5)]);
    }
}
