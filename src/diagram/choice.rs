//! Which views a document offers, and which steps a view lets through.

use super::notation::Diagram;
use crate::model::{Model, StageId, Step, View};

/// The views of a document: those that it lists, or one of each kind among `diagrams` that its data support.
pub fn views(model: &Model, diagrams: &[&dyn Diagram]) -> Vec<View> {
    if !model.views.is_empty() {
        return model.views.clone();
    }
    let supported = diagrams.iter().filter(|diagram| diagram.is_supported(model));
    supported.map(|diagram| plain_view(diagram.kind())).collect()
}

/// A view of a kind with nothing chosen, as `-t` asks for it.
pub fn plain_view(kind: &str) -> View {
    View { id: kind.to_owned(), name: kind.to_owned(), kind: kind.to_owned(), ..View::default() }
}

/// Whether `include` and `exclude` let a step through.
pub(super) fn passes(step: &Step, view: &View) -> bool {
    passes_as(&step.id, &step.name, &step.tags, view)
}

/// Whether `include` and `exclude` let something of that id, name and tags through.
pub(super) fn passes_as(id: &str, name: &str, tags: &[String], view: &View) -> bool {
    let names = |pattern: &String| {
        glob(pattern, id)
            || glob(&pattern.to_lowercase(), &name.to_lowercase())
            || tags.iter().any(|tag| glob(pattern, tag))
    };
    (view.include.is_empty() || view.include.iter().any(names)) && !view.exclude.iter().any(names)
}

/// The stages that a view lets through, in the order of the document.
pub(super) fn shown_stages(model: &Model, view: &View) -> Vec<StageId> {
    let is_shown = |id: &StageId| {
        let stage = model.stage(*id);
        (view.stages.is_empty() || view.stages.contains(id))
            && passes_as(&stage.id, &stage.name, &stage.tags, view)
    };
    model.stage_ids().filter(is_shown).collect()
}

/// Whether a list names a step, by its id or its name.
pub(super) fn is_named(step: &Step, names: &[String]) -> bool {
    names.iter().any(|name| *name == step.id || name.to_lowercase() == step.name.to_lowercase())
}

/// Whether a text matches a pattern in which `*` stands for anything and `?` for one character.
fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p + 1, t));
            p += 1;
        } else if pattern.get(p).is_some_and(|c| *c == '?' || *c == text[t]) {
            (p, t) = (p + 1, t + 1);
        } else if let Some((after, from)) = star {
            star = Some((after, from + 1));
            (p, t) = (after, from + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_whole_texts() {
        assert!(glob("demo", "demo") && glob("de*", "demo") && glob("*m?", "demo") && glob("*", ""));
        assert!(!glob("dem", "demo") && !glob("de?", "demo"));
    }
}
