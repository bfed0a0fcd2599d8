//! The structure alone, for languages that do their own layout.

use serde::Serialize;

/// One variant for each grammar that text languages share.
///
/// Templates see it as a mapping with the key `kind` beside those of the variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outline {
    /// Sections of tasks with scores: Mermaid's `journey`.
    Journey(Journey),
}

/// Sections of tasks with scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Journey {
    /// The headline.
    pub title: String,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// What the picture shows and no task carries, by kind and number, as `("quote", 9)`.
    pub unsaid: Vec<(String, usize)>,
}

/// A phase or stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tasks in order.
    pub tasks: Vec<Task>,
}

/// One touchpoint.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Task {
    /// Unique in the outline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it happens.
    pub channel: Option<String>,
    /// Mean of all that are known, −2 to 2.
    pub score: Option<f64>,
    /// Scores by persona, where there are several.
    pub scores: Vec<(String, f64)>,
    /// Who takes part.
    pub actors: Vec<String>,
    /// Whether it is a moment of truth.
    pub is_moment_of_truth: bool,
}
