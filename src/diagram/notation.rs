//! What a diagram supplies, in the order in which it runs.

use super::caption::Caption;
use super::options;
use super::surroundings::Surroundings;
use crate::diagnostic::Diagnostics;
use crate::drawing::Drawing;
use crate::drawing::outline::Outline;
use crate::drawing::scene::{Item, Scene};
use crate::metrics::figure::Figure;
use crate::model::{Model, View};
use crate::text::Fonts;
use crate::theme::{Look, Theme};

/// A kind of diagram, as its folder states it.
pub(super) trait Notation: Sync {
    /// What is shown, and what is said around it.
    type Content: AsRef<Caption>;
    /// Where it is shown, and what stands around it.
    type Geometry: AsRef<Surroundings>;
    /// The `type` that asks for it.
    const TYPE: &'static str;
    /// What such a picture is called.
    const NAME: &'static str;
    /// One line for help texts.
    const SUMMARY: &'static str;
    /// The keys of a view that it does something with, or says itself why not, beside those of all views.
    const KEYS: &'static [&'static str];

    /// Whether the model holds what it needs, so that a plain `render` may choose it.
    fn is_supported(model: &Model) -> bool;
    /// Chooses, groups and orders what a view shows.
    fn select(model: &Model, view: &View) -> Result<Self::Content, Diagnostics>;
    /// Gives everything its place.
    fn layout(content: &Self::Content, look: &Look<'_>) -> Self::Geometry;
    /// Draws it, in the order in which it is read, without what stands around it.
    fn draw(content: &Self::Content, geometry: &Self::Geometry, look: &Look<'_>) -> Vec<Item>;
    /// Says the structure alone.
    fn outline(content: &Self::Content) -> Outline;
    /// All that can be computed of what a view shows, with formulas and inputs.
    fn figures(_model: &Model, _view: &View) -> Vec<Figure> {
        Vec::new()
    }
    /// What the author should know of it: rules of the notation that what is shown breaks.
    fn notices(_: &Self::Content) -> Vec<String> {
        Vec::new()
    }
}

/// A kind of diagram, its types hidden.
pub trait Diagram: Sync {
    /// The `type` that asks for it.
    fn kind(&self) -> &'static str;
    /// One line for help texts.
    fn summary(&self) -> &'static str;
    /// Whether the model holds what it needs, so that a plain `render` may choose it.
    fn is_supported(&self, model: &Model) -> bool;
    /// What the view asks for that the model or the diagram does not have; nothing is drawn.
    fn findings(&self, model: &Model, view: &View) -> Option<Diagnostics>;
    /// All that can be computed of what a view shows, with formulas and inputs.
    fn figures(&self, model: &Model, view: &View) -> Vec<Figure>;
    /// Draws a view of the model.
    ///
    /// # Errors
    /// When the view asks for what the model or the diagram does not have.
    fn drawing(
        &self,
        model: &Model,
        view: &View,
        theme: &Theme,
        fonts: &Fonts,
    ) -> Result<Drawing, Diagnostics>;
}

impl<N: Notation> Diagram for N {
    fn kind(&self) -> &'static str {
        N::TYPE
    }

    fn summary(&self) -> &'static str {
        N::SUMMARY
    }

    fn is_supported(&self, model: &Model) -> bool {
        N::is_supported(model)
    }

    fn findings(&self, model: &Model, view: &View) -> Option<Diagnostics> {
        chosen::<N>(model, view).err()
    }

    fn figures(&self, model: &Model, view: &View) -> Vec<Figure> {
        N::figures(model, view)
    }

    fn drawing(
        &self,
        model: &Model,
        view: &View,
        theme: &Theme,
        fonts: &Fonts,
    ) -> Result<Drawing, Diagnostics> {
        let content = chosen::<N>(model, view)?;
        let look = theme.look(fonts);
        let geometry = N::layout(&content, &look);
        let (caption, around): (&Caption, &Surroundings) = (content.as_ref(), geometry.as_ref());
        let draw = |look: &Look<'_>| around.scene(N::draw(&content, &geometry, look), look);
        let scene = draw(&look);
        Ok(Drawing {
            name: view.id.clone(),
            title: format!("{}: {}", caption.subject, N::NAME),
            description: caption.description(around.title_block.dropped, &around.numbered),
            notices: N::notices(&content).into_iter().chain(legibility(&scene)).collect(),
            scene,
            dark_scene: theme.dark_look(fonts).map(|dark| draw(&dark)),
            outline: N::outline(&content),
        })
    }
}

/// What a view shows, if it asks for nothing that the diagram or the model does not have.
fn chosen<N: Notation>(model: &Model, view: &View) -> Result<N::Content, Diagnostics> {
    let mut findings = options::check(model, view, N::KEYS);
    match N::select(model, view) {
        Ok(content) if findings.is_empty() => Ok(content),
        Ok(_) => Err(findings),
        Err(more) => {
            findings.extend(more);
            Err(findings)
        }
    }
}

/// Says so when a picture would be too small to read on a slide or a screen of 1920 by 1080 (VISUAL.md section 8).
fn legibility(scene: &Scene) -> Vec<String> {
    let fit = (1920.0 / scene.size.width).min(1080.0 / scene.size.height);
    let Some(smallest) = smallest_text(&scene.items) else { return Vec::new() };
    if smallest * fit >= 9.0 {
        return Vec::new();
    }
    let shown = (smallest * fit * 10.0).round() / 10.0;
    vec![format!(
        "on a slide of 1920 by 1080 the smallest text is {shown} px high: split the picture \
         into several views, for instance by `stages`, `include` or `around`"
    )]
}

fn smallest_text(items: &[Item]) -> Option<f64> {
    let sizes = items.iter().filter_map(|item| match item {
        Item::Group(group) => smallest_text(&group.items),
        Item::Text(text) => Some(text.size_px),
        Item::Shape(_) => None,
    });
    sizes.min_by(f64::total_cmp)
}
