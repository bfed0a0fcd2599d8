//! `views`: the pictures that a document offers.

use crm_diagram::diagnostic::nearest;
use crm_diagram::diagram;
use crm_diagram::model::{Model, View};

use super::args::{Args, Views};
use super::{Outcome, input, message, output};

/// Prints a line for each view: its id, its type and its title.
pub(super) fn run(views: &Views, args: &Args) -> Outcome {
    let mut files = match input::read(&views.file) {
        Ok(files) => files,
        Err(error) => {
            message::fail(&error.to_string(), std::error::Error::source(&error));
            return Outcome::Failed;
        }
    };
    let loaded = input::load(&views.file, &mut files, args);
    message::findings(&files, &loaded.findings, args);
    let Some(model) = loaded.model else { return Outcome::Failed };
    let views = diagram::views(&model, diagram::DIAGRAMS);
    let wide = |of: fn(&crm_diagram::model::View) -> &str| {
        views.iter().map(|view| of(view).chars().count()).max().unwrap_or(0)
    };
    let (ids, kinds) = (wide(|view| &view.id), wide(|view| &view.kind));
    let mut text = String::new();
    for view in &views {
        let title = view.title.as_ref().or(model.title.as_ref()).map_or("", String::as_str);
        let line = format!("{:ids$}  {:kinds$}  {title}", view.id, view.kind);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if views.is_empty() {
        let drawn = super::args::Render::drawn();
        message::say(&format!(
            "the data of this document support none of the pictures that are drawn: {drawn}"
        ));
    }
    if output::write_standard(text.as_bytes()) { Outcome::Done } else { Outcome::Failed }
}

/// The view of that name, or all views that a document offers; tells if there is none of that name.
pub(super) fn chosen(model: &Model, name: Option<&str>) -> Result<Vec<View>, Outcome> {
    let views = diagram::views(model, diagram::DIAGRAMS);
    let Some(name) = name else { return Ok(views) };
    let wanted = name.to_lowercase();
    match views.iter().find(|view| view.id == name || view.name.to_lowercase() == wanted) {
        Some(view) => Ok(vec![view.clone()]),
        None => Err(unknown(name, &views)),
    }
}

fn unknown(name: &str, views: &[View]) -> Outcome {
    message::fail(&format!("there is no view `{name}`"), None);
    let ids: Vec<&str> = views.iter().map(|view| view.id.as_str()).collect();
    match nearest(name, ids.iter().copied()) {
        Some(near) => message::say(&format!("help: did you mean `{near}`?")),
        None => message::say(&format!("help: the views are {}", ids.join(", "))),
    }
    Outcome::Usage
}
