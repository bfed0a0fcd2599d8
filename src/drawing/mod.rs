//! A finished picture and its structure: all that formats see.

pub mod audit;
pub mod outline;
pub mod scene;

use outline::Outline;
use scene::Scene;

/// What a diagram hands to the formats.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The id of the view; ids in the output start with it, so that several pictures may share a page.
    pub name: String,
    /// One line: what it is and of what.
    pub title: String,
    /// A few sentences for those who cannot see it: kind, counts, extremes, main finding.
    pub description: String,
    /// What the author should know of the picture, as that it is too small to read on a slide.
    pub notices: Vec<String>,
    /// The picture.
    pub scene: Scene,
    /// The same picture in dark colours, item by item, for a file that follows the reader's setting.
    pub dark_scene: Option<Scene>,
    /// The structure.
    pub outline: Outline,
}
