//! A journey's structure: sections of tasks with scores.

use super::content::Content;
use crate::diagram::map::row::Row;
use crate::diagram::map::scope::Scope;
use crate::drawing::outline::{Journey, Outline, Section, Task};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    Outline::Journey(content.outline.clone())
}

/// Touchpoints by stage; those of no stage stand in sections without a name.
pub(super) fn tasks(scope: &Scope<'_>, title: String, rows: &[Row]) -> Journey {
    let mut sections: Vec<Section> = Vec::new();
    let mut last = None;
    for (column, step) in scope.steps() {
        let stage = scope.columns[column].stage;
        if last != Some(stage) {
            let (id, name) = match stage.map(|id| scope.model.stage(id)) {
                Some(stage) => (stage.id.clone(), stage.name.clone()),
                None => (String::new(), step.phase.clone().unwrap_or_default()),
            };
            sections.push(Section { id, name, tasks: Vec::new() });
            last = Some(stage);
        }
        if let Some(section) = sections.last_mut() {
            section.tasks.push(task(scope, step));
        }
    }
    let unsaid = rows.iter().filter_map(|row| row.body.unsaid());
    let unsaid = unsaid.filter(|(_, count)| *count > 0).map(|(kind, count)| (kind.to_owned(), count));
    Journey { title, sections, unsaid: unsaid.collect() }
}

fn task(scope: &Scope<'_>, step: &crate::model::Step) -> Task {
    let scores = scope.voices(&step.emotion);
    let known = scores.len().max(1) as f64;
    let mean = scores.iter().map(|(_, score)| **score).sum::<f64>() / known;
    let lanes = step.by.iter().chain(&step.with).map(|id| scope.model.swimlane(*id).name.clone());
    let mut actors: Vec<String> = Vec::new();
    for lane in lanes {
        if !actors.contains(&lane) {
            actors.push(lane);
        }
    }
    Task {
        id: step.id.clone(),
        name: step.name.clone(),
        channel: step.channel.clone(),
        score: (!scores.is_empty()).then_some(mean),
        scores: scores
            .iter()
            .filter_map(|(persona, score)| Some((scope.model.persona((*persona)?).name.clone(), **score)))
            .collect(),
        actors,
        is_moment_of_truth: step.is_moment_of_truth,
    }
}
