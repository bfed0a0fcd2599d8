//! `import`: documents out of foreign files.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crm_diagram::document;
use crm_diagram::import::{self, Imported, Importer, Options};
use crm_diagram::source::Files;

use super::args::{Args, Import};
use super::output::{Target, is_same_file, write_all};
use super::{Outcome, input, message};

/// Reads a foreign file or folder and writes the document that it is.
pub(super) fn run(import: &Import, args: &Args) -> Outcome {
    let Some((importer, path)) = importer(import) else { return Outcome::Usage };
    let output = import.output.clone().filter(|path| path != Path::new("-"));
    if output.as_ref().is_some_and(|output| is_same_file(&path, output)) {
        message::fail(&format!("`{}` is the input, and would be overwritten", path.display()), None);
        message::say("help: give the output another name");
        return Outcome::Usage;
    }
    let Some((files, mut imported)) = imported(import, importer, &path, args) else { return Outcome::Failed };
    message::findings(&files, &imported.findings, args);
    if imported.findings.has_errors() {
        return Outcome::Failed;
    }
    entitle(&mut imported, importer, &path);
    let text = document::write::write(&imported.document, &imported.comments);
    if !is_clean(&text, args) {
        return Outcome::Failed;
    }
    let bytes = text.into_bytes();
    if !write_all(&[Target { path: output, bytes }], args.quiet) {
        return Outcome::Failed;
    }
    if !args.quiet {
        tell(&imported);
    }
    Outcome::Done
}

/// What the input is, and the texts that findings are about.
fn imported(import: &Import, importer: &Importer, path: &Path, args: &Args) -> Option<(Files, Imported)> {
    let data = import.export.data(&path.to_string_lossy(), import.process.as_deref());
    if import::is_streamed(importer) {
        let (name, mut stream) = input::stream(path, args)
            .map_err(|error| message::fail(&error.to_string(), std::error::Error::source(&error)))
            .ok()?;
        let mut files = Files::default();
        let imported = import::csv::read_stream(&name, &mut stream, &data, &mut files);
        return Some((files, imported));
    }
    let files = read(importer, path)?;
    let options = Options {
        suggest_pii: import.suggest_pii,
        process: import.process.clone(),
        dialect: import.dialect.clone(),
        data,
    };
    let imported = importer.read(&files, &options);
    Some((files, imported))
}

/// Whether the document can be read: nobody shall find out at the next command that it cannot.
fn is_clean(text: &str, args: &Args) -> bool {
    let files = Files::single("<import>", text);
    let findings = crm_diagram::load(&files).findings;
    if findings.has_errors() {
        message::findings(&files, &findings, args);
        message::fail("the input holds what a document cannot say, so nothing is written", None);
    }
    !findings.has_errors()
}

/// The importer and its input: the kind may be left out where the ending of the file says it.
fn importer(import: &Import) -> Option<(&'static Importer, PathBuf)> {
    let Some(path) = &import.input else {
        let path = Path::new(&import.kind);
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or("");
        return match import::by_extension(ending) {
            Some(importer) => Some((importer, path.to_path_buf())),
            None if import::find(&import.kind).is_ok() => {
                message::fail(&format!("`import {}` needs an input", import.kind), None);
                message::say("help: name a file, or `-` for standard input");
                None
            }
            None => {
                message::fail(&format!("it is not clear what `{}` is", path.display()), None);
                message::say(&format!("help: say the kind before it: {}", kinds()));
                None
            }
        };
    };
    match import::find(&import.kind) {
        Ok(importer) => Some((importer, path.clone())),
        Err(near) => {
            message::fail(&format!("there is no kind `{}` of input", import.kind), None);
            message::say(&match near {
                Some(near) => format!("help: did you mean `{near}`?"),
                None => format!("help: the kinds are {}", kinds()),
            });
            None
        }
    }
}

fn kinds() -> String {
    import::IMPORTERS.iter().map(|importer| importer.name).collect::<Vec<_>>().join(", ")
}

/// The file, or the files of a folder that the importer wants.
fn read(importer: &Importer, path: &Path) -> Option<Files> {
    let result = if path.is_dir() && !importer.folder.is_empty() {
        input::read_folder(path, |name| importer.wants(name))
    } else {
        input::read(path)
    };
    let told = result.map_err(|error| message::fail(&error.to_string(), std::error::Error::source(&error)));
    told.ok()
}

/// A line that says where the document is from, and a title where the input has none.
fn entitle(imported: &mut Imported, importer: &Importer, path: &Path) {
    let name = path.file_name().and_then(OsStr::to_str).filter(|name| *name != "-");
    let from = name.map(|name| format!("From {name}, ")).unwrap_or_default();
    imported.comments.add_to_head(format!("{from}imported as {}: {}.", importer.name, imported.summary()));
    if imported.comments.fields() > 0 {
        imported
            .comments
            .add_to_head("What is \"suggested\" was guessed from names: look at it, then delete the remark.");
    }
    let stem = name.and_then(|name| name.split('.').next()).filter(|stem| !stem.is_empty());
    if let Some(stem) = stem {
        imported.document.title.get_or_insert_with(|| crm_diagram::source::Spanned {
            value: stem.replace('_', " "),
            ..Default::default()
        });
    }
}

/// What became of the input, on standard error.
fn tell(imported: &Imported) {
    for line in &imported.told {
        message::say(line);
    }
    message::say(&format!("imported {}", imported.summary()));
    if imported.skipped.total() > 0 {
        let told: Vec<String> =
            imported.skipped.iter().map(|(what, count)| format!("{count} {what}")).collect();
        message::say(&format!("skipped {}", told.join(", ")));
    }
    let suggested = imported.comments.fields();
    if suggested > 0 {
        message::say(&format!("suggested {suggested} marks of personal data: look at each"));
    }
}
