//! `render`: pictures of documents.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use crm_diagram::diagnostic::{Diagnostic, Diagnostics, nearest};
use crm_diagram::diagram::{self, Diagram};
use crm_diagram::document::keys::VIEW_TYPES;
use crm_diagram::drawing::Drawing;
use crm_diagram::export::{self, ExportError, Format, Output, Settings};
use crm_diagram::model::{Model, View};
use crm_diagram::source::Files;
use crm_diagram::text::Fonts;
use crm_diagram::theme::{self, Theme};

use super::args::{Args, Render};
use super::output::{Target, is_same_file, write_all};
use super::{Outcome, input, message};

/// A picture that is drawn, and where it comes from.
struct Picture {
    /// The name of its file, without folder and ending: `<file>-<view>`.
    name: String,
    drawing: Drawing,
}

/// How pictures become bytes.
enum Way {
    Format(&'static Format),
    Template { name: String, text: String },
}

/// Reads all, draws all, and only then writes.
pub(super) fn run(render: &Render, args: &Args) -> Outcome {
    let (inputs, fonts, template) = (input::read_all(&render.files), input::fonts(render), template(render));
    let (Some(inputs), Some(fonts), Ok(template)) = (inputs, fonts, template) else { return Outcome::Failed };
    let way = match way(render, template) {
        Ok(way) => way,
        Err(outcome) => return outcome,
    };
    let mut pictures = Vec::new();
    let mut outcome = Outcome::Done;
    let progress = Progress::new(render.files.len());
    for (path, files) in render.files.iter().zip(&inputs) {
        progress.step(path);
        match draw(render, path, files, &fonts, args) {
            Ok(drawn) => pictures.extend(drawn),
            Err(worse) => outcome = outcome.max(worse),
        }
    }
    progress.end();
    if outcome != Outcome::Done {
        return outcome;
    }
    let settings = Settings {
        fonts: &fonts,
        embedding: render.fonts.into(),
        scale: render.scale,
        width: render.width,
        background: render.background,
        mermaid: render.mermaid,
    };
    let targets = match targets(render, &way, &pictures, &settings, args) {
        Ok(targets) => targets,
        Err(outcome) => return outcome,
    };
    let is_written = write_all(&targets, args.quiet);
    // The program ends here: the system frees what is left in one go, and all of it at once.
    std::mem::forget((targets, pictures, fonts, inputs));
    if is_written { Outcome::Done } else { Outcome::Failed }
}

/// The user's template.
fn template(render: &Render) -> Result<Option<(String, String)>, ()> {
    let Some(path) = &render.template else { return Ok(None) };
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(cause) => {
            message::fail(&format!("cannot read the template `{}`", path.display()), Some(&cause));
            Err(())
        }
    }
}

/// The format: the one asked for, that of the output's ending, or the first of the table.
fn way(render: &Render, template: Option<(String, String)>) -> Result<Way, Outcome> {
    if let Some((name, text)) = template {
        return Ok(Way::Template { name, text });
    }
    if let Some(name) = &render.format {
        return export::find(name).map(Way::Format).ok_or(Outcome::Usage);
    }
    let file = render.output.as_deref().filter(|path| !is_folder(path) && *path != Path::new("-"));
    let ending = file.and_then(Path::extension).and_then(|ending| ending.to_str());
    match (file, ending) {
        (Some(_), Some(ending)) => export::of_extension(ending).map(Way::Format).ok_or_else(|| {
            let known: Vec<&str> =
                export::FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
            message::fail(&format!("no format has the ending `.{ending}`"), None);
            message::say(&format!("help: the endings are {}; or name the format with -f", known.join(", ")));
            Outcome::Usage
        }),
        _ => Ok(Way::Format(export::FORMATS[0])),
    }
}

/// Whether an output names a folder: it is one, or ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', '\\'])
}

/// All pictures of a document that are asked for; prints what is found.
fn draw(
    render: &Render,
    path: &Path,
    files: &Files,
    fonts: &Fonts,
    args: &Args,
) -> Result<Vec<Picture>, Outcome> {
    let mut files = files.clone();
    let loaded = input::load(path, &mut files, args);
    let files = &files;
    message::findings(files, &loaded.findings, args);
    let model = loaded.model.ok_or(Outcome::Failed)?;
    let views = choose(render, &model, args)?;
    let stem =
        path.file_stem().map_or_else(|| "stdin".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let stem = if stem == "-" { "stdin".to_owned() } else { stem };
    let mut pictures = Vec::new();
    for (view, diagram) in views {
        for (theme, suffix) in themes(render, &model, &view, files, args)? {
            let drawing = diagram.drawing(&model, &view, theme, fonts).map_err(|findings| {
                message::findings(files, &findings, args);
                Outcome::Failed
            })?;
            if !args.quiet {
                for notice in &drawing.notices {
                    message::say(&format!("note: {}, view `{}`: {notice}", path.display(), view.id));
                }
            }
            pictures.push(Picture { name: format!("{stem}-{}{suffix}", file_name(&view.id)), drawing });
        }
    }
    Ok(pictures)
}

/// An id as part of a file name.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

/// The views to draw, each with its diagram; tells what cannot be.
fn choose(render: &Render, model: &Model, args: &Args) -> Result<Vec<(View, &'static dyn Diagram)>, Outcome> {
    if let Some(kind) = &render.kind {
        let known = model.views.iter().find(|view| view.kind == *kind).cloned();
        let view = known.unwrap_or_else(|| diagram::plain_view(kind));
        return Ok(vec![(view, drawn(kind)?)]);
    }
    let views = super::views::chosen(model, render.view.as_deref())?;
    if render.view.is_some() {
        return views.into_iter().map(with_diagram).collect();
    }
    if views.is_empty() {
        message::fail("the data of this document support none of the pictures that are drawn", None);
        message::say(&format!(
            "help: drawn are {}; ask for one with -t, or name it with `type:`",
            Render::drawn()
        ));
        return Err(Outcome::Failed);
    }
    if views.len() > 1 && !render.all && !args.quiet {
        let others: Vec<&str> = views[1..].iter().map(|view| view.id.as_str()).collect();
        message::say(&format!(
            "note: drew the view `{}`; others are {} (-v names one, --all draws all)",
            views[0].id,
            others.join(", ")
        ));
    }
    let wanted = if render.all { views.len() } else { 1 };
    views.into_iter().take(wanted).map(with_diagram).collect()
}

fn with_diagram(view: View) -> Result<(View, &'static dyn Diagram), Outcome> {
    let diagram = drawn(&view.kind)?;
    Ok((view, diagram))
}

/// The diagram of a type; tells if there is none.
fn drawn(kind: &str) -> Result<&'static dyn Diagram, Outcome> {
    if let Some(diagram) = diagram::find(kind) {
        return Ok(diagram);
    }
    message::fail(&format!("there is no type `{kind}`"), None);
    match nearest(kind, VIEW_TYPES.iter().copied()) {
        Some(near) => message::say(&format!("help: did you mean `{near}`?")),
        None => message::say(&format!("help: the types are {}", VIEW_TYPES.join(", "))),
    }
    Err(Outcome::Usage)
}

/// The themes of a picture: those asked for, the view's, the document's, or the first; with a suffix for a pair.
fn themes(
    render: &Render,
    model: &Model,
    view: &View,
    files: &Files,
    args: &Args,
) -> Result<Vec<(&'static Theme, &'static str)>, Outcome> {
    if render.pair {
        let pair = [("light", "-light"), ("dark", "-dark")];
        return Ok(pair
            .into_iter()
            .filter_map(|(name, suffix)| Some((theme::find(name)?, suffix)))
            .collect());
    }
    let asked = render.theme.as_deref().or(view.theme.as_deref());
    let named = asked.or(model.theme.as_ref().map(|theme| theme.value.as_str()));
    let Some(name) = named else { return Ok(vec![(theme::THEMES[0], "")]) };
    match theme::find(name) {
        Some(theme) => Ok(vec![(theme, "")]),
        None => {
            message::findings(files, &unknown_theme(name, view, model).into(), args);
            Err(Outcome::Failed)
        }
    }
}

fn unknown_theme(name: &str, view: &View, model: &Model) -> Diagnostic {
    let names = || theme::THEMES.iter().map(|theme| theme.name);
    let span = match &model.theme {
        Some(theme) if view.theme.is_none() => theme.span,
        _ => view.span,
    };
    let finding = Diagnostic::error("V007", span, format!("there is no theme `{name}`"));
    match nearest(name, names()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("the themes are {}", names().collect::<Vec<_>>().join(", "))),
    }
}

/// What drawing the views of a document would find: rows and figures that do not exist, and the like.
pub(super) fn view_findings(model: &Model) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for view in &model.views {
        let named = view.theme.as_deref().or(model.theme.as_ref().map(|theme| theme.value.as_str()));
        if let Some(name) = named.filter(|name| theme::find(name).is_none()) {
            findings.push(unknown_theme(name, view, model));
        }
        if let Some(diagram) = diagram::find(&view.kind)
            && let Some(found) = diagram.findings(model, view)
        {
            findings.extend(found);
        }
    }
    findings
}

/// All files, computed before the first is written.
fn targets(
    render: &Render,
    way: &Way,
    pictures: &[Picture],
    settings: &Settings<'_>,
    args: &Args,
) -> Result<Vec<Target>, Outcome> {
    let mut targets = Vec::with_capacity(pictures.len());
    for picture in pictures {
        let path = path(render, way, picture, pictures.len())?;
        if let Some(path) = &path {
            check_path(render, path, &targets)?;
        }
        let written = match way {
            Way::Format(format) => format.write(&picture.drawing, settings),
            Way::Template { name, text } => export::render_template(name, text, &picture.drawing),
        };
        let output = written.map_err(|error| failed(&picture.name, &error))?;
        if !args.quiet {
            tell_losses(&output, way, &picture.name);
        }
        targets.push(Target { path, bytes: output.bytes });
    }
    Ok(targets)
}

fn failed(name: &str, error: &ExportError) -> Outcome {
    message::fail(&format!("{name}: {error}"), std::error::Error::source(error));
    match error {
        ExportError::MissingGlyphs(_) => message::say(
            "help: give the folder of a font that has them with --font-dir DIR, or take this machine's fonts with \
             --system-fonts",
        ),
        ExportError::TooLarge { .. } => message::say("help: choose a smaller --scale or --width"),
        _ => {}
    }
    Outcome::Failed
}

fn tell_losses(output: &Output, way: &Way, name: &str) {
    if output.losses.is_empty() {
        return;
    }
    let losses: Vec<String> =
        output.losses.iter().map(|loss| format!("{} {}", loss.count, loss.what)).collect();
    let format = match way {
        Way::Format(format) => format.name,
        Way::Template { name, .. } => name,
    };
    message::say(&format!("warning: {name}: {format} cannot say {}", losses.join(", ")));
}

/// Where a picture goes; `None` for standard output.
fn path(render: &Render, way: &Way, picture: &Picture, count: usize) -> Result<Option<PathBuf>, Outcome> {
    let extension = match way {
        Way::Format(format) => format.extensions[0],
        Way::Template { .. } => "txt",
    };
    let is_text = match way {
        Way::Format(format) => format.is_text,
        Way::Template { .. } => true,
    };
    let file = format!("{}.{extension}", picture.name);
    match render.output.as_deref() {
        Some(output) if output == Path::new("-") => standard(is_text, count, true),
        Some(output) if is_folder(output) => Ok(Some(output.join(file))),
        Some(output) if count > 1 => {
            if output.extension().is_some() || output.exists() {
                message::fail(
                    &format!("{count} pictures do not fit into one file `{}`", output.display()),
                    None,
                );
                message::say("help: name a folder, as -o pictures/");
                return Err(Outcome::Usage);
            }
            Ok(Some(output.join(file)))
        }
        Some(output) => Ok(Some(output.to_path_buf())),
        None => standard(is_text, count, false),
    }
}

/// Standard output takes one picture, and a terminal only text that was asked for.
fn standard(is_text: bool, count: usize, is_asked: bool) -> Result<Option<PathBuf>, Outcome> {
    let is_terminal = std::io::stdout().is_terminal();
    let problem = if count > 1 {
        format!("{count} pictures do not fit into standard output")
    } else if is_terminal && !is_text {
        "a terminal cannot show this format".to_owned()
    } else if is_terminal && !is_asked {
        "say where the picture goes".to_owned()
    } else {
        return Ok(None);
    };
    message::fail(&problem, None);
    message::say("help: name a file with -o, as -o journey.svg, or a folder, as -o pictures/");
    Err(Outcome::Usage)
}

/// An output is never an input, and never two pictures.
fn check_path(render: &Render, path: &Path, targets: &[Target]) -> Result<(), Outcome> {
    let inputs = render.files.iter().chain(&render.template);
    if let Some(input) = inputs.into_iter().find(|input| is_same_file(input, path)) {
        message::fail(&format!("`{}` is an input, and would be overwritten", input.display()), None);
        message::say("help: give the output another name");
        return Err(Outcome::Usage);
    }
    if targets.iter().any(|target| target.path.as_deref() == Some(path)) {
        message::fail(&format!("two pictures would be written to `{}`", path.display()), None);
        message::say("help: give the documents different names, or render them into different folders");
        return Err(Outcome::Usage);
    }
    Ok(())
}

/// A line on a terminal while there is something to wait for.
struct Progress {
    total: usize,
    is_shown: bool,
    done: std::cell::Cell<usize>,
}

impl Progress {
    /// Fewer files are done before anybody could read it.
    const WORTH_SHOWING: usize = 20;

    fn new(total: usize) -> Self {
        let is_shown = total >= Self::WORTH_SHOWING && std::io::stderr().is_terminal();
        Self { total, is_shown, done: std::cell::Cell::new(0) }
    }

    fn step(&self, path: &Path) {
        self.done.set(self.done.get() + 1);
        if self.is_shown {
            use std::io::Write as _;
            let _ =
                write!(anstream::stderr(), "\r\x1b[K{}/{} {}", self.done.get(), self.total, path.display());
        }
    }

    fn end(&self) {
        if self.is_shown {
            use std::io::Write as _;
            let _ = write!(anstream::stderr(), "\r\x1b[K");
        }
    }
}
