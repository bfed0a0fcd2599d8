//! What stands around a picture of a model: its kind line, title, subtitle, source and owner (VISUAL.md section 4).

use crate::model::{Model, State, View};
use crate::text::number;

/// The words around a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    /// Kind, subject and state.
    pub(super) kind_line: String,
    /// The finding, or the subject.
    pub(super) title: String,
    /// What it is of, for the output's own title.
    pub(super) subject: String,
    /// A sentence below the title.
    pub(super) subtitle: Option<String>,
    /// Where the numbers come from.
    pub(super) source: Option<String>,
    /// Who answers for it, and its version.
    pub(super) owner: Option<String>,
}

/// The words around a view; `unnamed` stands for the subject of a document that names none.
pub(super) fn of(model: &Model, view: &View, kind: &str, unnamed: &str) -> Heading {
    let title = title(model, view, unnamed);
    let stated = view.subject.as_ref().or(model.subject.as_ref()).filter(|subject| **subject != title);
    let state = model.meta.state.map(|state| match state {
        State::AsIs => "Current state",
        State::ToBe => "Future state",
    });
    let parts = [Some(kind), stated.map(String::as_str), state];
    Heading {
        kind_line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        title,
        subject: subject(model, view, unnamed),
        subtitle: view.subtitle.as_ref().or(model.subtitle.as_ref()).cloned(),
        source: source(model),
        owner: owner(model),
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
