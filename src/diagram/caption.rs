//! What is said around a picture of a model: its kind line, title, subtitle, figures, source and owner (VISUAL.md section 4),
//! and the sentences for those who cannot see it.

use crate::furniture::{Figure, TitleBlock};
use crate::model::{Model, State, View};
use crate::text::number;

/// The words around a picture.
#[derive(Clone, Debug)]
pub(super) struct Caption {
    /// Kind, subject and state; the finding or the subject; a sentence below; headline figures.
    pub(super) title_block: TitleBlock,
    /// What it is of, for the output's own title.
    pub(super) subject: String,
    /// Sentences for those who cannot see it: kind, counts, extremes, main finding.
    pub(super) sentences: Vec<String>,
    /// Where the numbers come from.
    pub(super) source: Option<String>,
    /// Who answers for it, and its version.
    pub(super) owner: Option<String>,
    /// Whether the view wants a legend.
    pub(super) has_legend: bool,
}

impl Caption {
    /// The words around a view; `unnamed` stands for the subject of a document that names none.
    pub(super) fn new(model: &Model, view: &View, kind: &str, unnamed: &str) -> Self {
        let title = title(model, view, unnamed);
        let stated = view.subject.as_ref().or(model.subject.as_ref()).filter(|subject| **subject != title);
        let state = model.meta.state.map(|state| match state {
            State::AsIs => "Current state",
            State::ToBe => "Future state",
        });
        let parts = [Some(kind), stated.map(String::as_str), state];
        Self {
            title_block: TitleBlock {
                kind_line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                title,
                subtitle: view.subtitle.as_ref().or(model.subtitle.as_ref()).cloned(),
                figures: Vec::new(),
            },
            subject: subject(model, view, unnamed),
            sentences: Vec::new(),
            source: source(model),
            owner: owner(model),
            has_legend: view.legend.unwrap_or(true),
        }
    }

    /// The same with headline figures, and with sentences for those who cannot see it.
    #[must_use]
    pub(super) fn with(mut self, figures: Vec<Figure>, sentences: Vec<String>) -> Self {
        self.title_block.figures = figures;
        self.sentences = sentences;
        self
    }

    /// The picture in sentences, with the headline figures that found no room in it, and the words that numbers on its lines
    /// stand for.
    pub(super) fn description(&self, dropped: usize, numbered: &[(usize, String)]) -> String {
        let mut sentences = self.sentences.clone();
        let figures = &self.title_block.figures;
        let hidden = &figures[figures.len().saturating_sub(dropped)..];
        sentences.extend(hidden.iter().map(|figure| format!("{}: {}.", figure.label, figure.value)));
        let notes: Vec<String> =
            numbered.iter().map(|(number, words)| format!("{number} is “{words}”")).collect();
        if !notes.is_empty() {
            sentences.push(format!("Of the numbers on its lines, {}.", notes.join(", ")));
        }
        sentences.join(" ")
    }
}

fn title(model: &Model, view: &View, unnamed: &str) -> String {
    view.title.as_ref().or(model.title.as_ref()).cloned().unwrap_or_else(|| subject(model, view, unnamed))
}

fn subject(model: &Model, view: &View, unnamed: &str) -> String {
    let own = view.subject.as_ref().or(model.subject.as_ref());
    own.or(view.title.as_ref()).or(model.title.as_ref()).cloned().unwrap_or_else(|| unnamed.to_owned())
}

/// Where the numbers come from, and up to when they reach.
fn source(model: &Model) -> Option<String> {
    let meta = &model.meta;
    let stated: Vec<&str> =
        [&meta.evidence, &meta.source].into_iter().flatten().map(String::as_str).collect();
    let end =
        meta.period.as_ref().map(|period| period.value.rsplit("..").next().unwrap_or("").trim().to_owned());
    let until = end.map(|end| format!("Data to {}", number::date(&end).unwrap_or(end)));
    match (stated.is_empty(), until) {
        (false, Some(until)) => Some(format!("{} · {until}", stated.join(", "))),
        (false, None) => Some(stated.join(", ")),
        (true, Some(until)) => Some(format!("not stated · {until}")),
        (true, None) => None,
    }
}

fn owner(model: &Model) -> Option<String> {
    let meta = &model.meta;
    let version = meta.version.as_ref().map(|version| format!("Version {version}"));
    let parts: Vec<String> =
        [meta.owner.clone(), version, meta.status.clone()].into_iter().flatten().collect();
    Some(parts.join(" · ")).filter(|text| !text.is_empty())
}
