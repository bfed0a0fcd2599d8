//! Reading documents and fonts.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crm_diagram::Loaded;
use crm_diagram::history::{Exports, Table};
use crm_diagram::model::Model;
use crm_diagram::source::{Files, Source};
use crm_diagram::text::Fonts;

use super::args::{Args, Render};
use super::message;
use super::progress::Progress;

/// A document, or why it cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum InputError {
    /// The system refuses.
    #[error("cannot read `{name}`")]
    Read {
        /// As the user typed it.
        name: String,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// It is a folder.
    #[error("`{0}` is a folder: name the files in it, as `{0}/*.yaml`")]
    Folder(String),
    /// It is no text.
    #[error("`{name}` is not UTF-8 text, at byte {at} in line {line}{hint}")]
    NotText {
        /// As the user typed it.
        name: String,
        /// The first byte that is none.
        at: usize,
        /// Its line, from 1.
        line: usize,
        /// What it seems to be instead.
        hint: &'static str,
    },
}

/// Larger inputs are refused by the library; there is no need to read them to the end.
const MOST_BYTES: u64 = 16 * 1024 * 1024 + 1;

/// Reads a document; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<Files, InputError> {
    let is_standard = path == Path::new("-");
    let name = if is_standard { "<stdin>".to_owned() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let result = if is_standard {
        io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes)
    } else {
        let known = fs::metadata(path);
        if known.as_ref().is_ok_and(fs::Metadata::is_dir) {
            return Err(InputError::Folder(name.trim_end_matches('/').to_owned()));
        }
        known.and_then(|known| {
            // Room for all of it, and for seeing that it ends there.
            bytes.reserve(known.len().min(MOST_BYTES) as usize + 32);
            fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)
        })
    };
    if let Err(cause) = result {
        return Err(InputError::Read { name, cause });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Files::single(name, text)),
        Err(error) if error.as_bytes().len() as u64 == MOST_BYTES => {
            // Cut off in the middle of a character: the library says that it is too large.
            Ok(Files::single(name, String::from_utf8_lossy(error.as_bytes()).into_owned()))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let hint = match bytes {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => ": it seems to be UTF-16; save it as UTF-8",
                _ => ": save it as UTF-8",
            };
            Err(InputError::NotText { name, at, line, hint })
        }
    }
}

/// Reads a document up to its model, with the export that it takes its numbers from.
pub(super) fn load(path: &Path, files: &mut Files, args: &Args) -> Loaded {
    let folder = folder_of(path);
    let mut open = |from: &str| table(&folder, from, args);
    load_told(files, &mut Exports::new(&mut open), args)
}

/// The same with the way to its export; tells what was recognised in that.
fn load_told(files: &mut Files, exports: &mut Exports<'_>, args: &Args) -> Loaded {
    let loaded = crm_diagram::load_with(files, &[], exports);
    if !args.quiet {
        for line in &loaded.told {
            message::say(line);
        }
    }
    loaded
}

/// The folder that the paths in a document start from.
fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if path != Path::new("-") && !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Opens a file below a folder; nothing leads out of it, no link either.
fn table(folder: &Path, from: &str, args: &Args) -> Result<Table, String> {
    if Path::new(from).is_absolute() || from.contains("://") {
        return Err("it is no path below the folder of the document".to_owned());
    }
    let root = fs::canonicalize(folder).map_err(|cause| cause.to_string())?;
    let path = folder.join(from);
    let real = fs::canonicalize(&path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => cause.to_string(),
    })?;
    if !real.starts_with(&root) {
        return Err("it leads out of the folder of the document".to_owned());
    }
    let (_, stream) = stream(&real, args).map_err(|error| match std::error::Error::source(&error) {
        Some(cause) => cause.to_string(),
        None => "it is a folder".to_owned(),
    })?;
    Ok((path.strip_prefix("./").unwrap_or(&path).display().to_string(), stream))
}

/// Opens a file of any size, or standard input; what takes long is shown on a terminal, unless nothing is to be said.
pub(super) fn stream(path: &Path, args: &Args) -> Result<Table, InputError> {
    if path == Path::new("-") {
        return Ok(("<stdin>".to_owned(), Box::new(io::stdin())));
    }
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(InputError::Folder(name));
    }
    let opened = fs::File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    match opened {
        Ok((_, file)) if args.quiet => Ok((name, Box::new(file))),
        Ok((size, file)) => Ok((name.clone(), Box::new(Progress::new(file, size, name)))),
        Err(cause) => Err(InputError::Read { name, cause }),
    }
}

/// Reads the files of a folder and those below it that are wanted, in the order of their paths.
pub(super) fn read_folder(folder: &Path, wants: impl Fn(&str) -> bool) -> Result<Files, InputError> {
    let mut paths = Vec::new();
    let unreadable = |cause| InputError::Read { name: folder.display().to_string(), cause };
    find_files(folder, 0, &mut paths).map_err(unreadable)?;
    let mut files = Files::default();
    for path in paths.iter().filter(|path| wants(&path.to_string_lossy().replace('\\', "/"))) {
        let read = read(path)?;
        let (_, source) = read.root().expect("one file was read");
        files.add(Source::new(source.name().replace('\\', "/"), source.text()));
    }
    Ok(files)
}

/// Files of a folder and those below it, in the order of their names; links are not followed out of it.
fn find_files(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    const DEEPEST: usize = 24;
    let mut entries: Vec<_> = fs::read_dir(dir)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let kind = entry.file_type()?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && depth < DEEPEST && !is_hidden && entry.file_name() != "node_modules" {
            find_files(&entry.path(), depth + 1, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// A document, and what it would be with other values.
#[derive(Debug)]
pub(super) struct Both {
    /// As it is written.
    pub(super) before: Model,
    /// With the values put in; `None` where there are none.
    pub(super) after: Option<Model>,
}

/// Reads a document as it is, and once more with the values of `settings`; tells all that is found.
pub(super) fn load_both(path: &Path, settings: &[String], args: &Args) -> Option<Both> {
    let mut files = read(path)
        .map_err(|error| message::fail(&error.to_string(), std::error::Error::source(&error)))
        .ok()?;
    let ids: Vec<_> =
        settings.iter().map(|setting| files.add(Source::new("--set", setting.as_str()))).collect();
    let folder = folder_of(path);
    let mut open = |from: &str| table(&folder, from, args);
    // The export tells the same both times, and is read once.
    let mut exports = Exports::new(&mut open);
    let loaded = load_told(&mut files, &mut exports, args);
    message::findings(&files, &loaded.findings, args);
    let before = loaded.model?;
    if ids.is_empty() {
        return Some(Both { before, after: None });
    }
    let loaded = crm_diagram::load_with(&mut files, &ids, &mut exports);
    if loaded.model.is_none() {
        message::findings(&files, &loaded.findings, args);
    }
    Some(Both { before, after: Some(loaded.model?) })
}

/// Reads all documents; tells all that cannot be read.
pub(super) fn read_all(paths: &[PathBuf]) -> Option<Vec<Files>> {
    let read: Vec<Option<Files>> = paths
        .iter()
        .map(|path| {
            read(path)
                .map_err(|error| message::fail(&error.to_string(), std::error::Error::source(&error)))
                .ok()
        })
        .collect();
    read.into_iter().collect()
}

/// The embedded faces, and those that the user asks for; tells all that cannot be read.
pub(super) fn fonts(render: &Render) -> Option<Fonts> {
    let mut fonts = Fonts::embedded();
    let mut is_good = true;
    for dir in &render.font_dir {
        let mut files = Vec::new();
        if let Err(cause) = find_fonts(dir, 0, &mut files) {
            message::fail(&format!("cannot read the fonts of `{}`", dir.display()), Some(&cause));
            is_good = false;
            continue;
        }
        if files.is_empty() {
            message::fail(&format!("`{}` holds no .ttf, .otf or .ttc file", dir.display()), None);
            is_good = false;
        }
        for file in files {
            let added = fs::read(&file).map_err(|cause| cause.to_string());
            let added = added.and_then(|bytes| fonts.add(bytes).map_err(|cause| cause.to_string()));
            if let Err(cause) = added {
                message::fail(&format!("cannot use the font `{}`: {cause}", file.display()), None);
                is_good = false;
            }
        }
    }
    if render.system_fonts {
        for dir in system_font_dirs() {
            let mut files = Vec::new();
            // A folder that is not there has no fonts; a file that is no font is not the user's fault here.
            if find_fonts(&dir, 0, &mut files).is_ok() {
                for file in files {
                    let _ = fs::read(&file).map(|bytes| fonts.add(bytes));
                }
            }
        }
    }
    is_good.then_some(fonts)
}

/// Font files of a folder and those below it, in the order of their names.
fn find_fonts(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    const DEEPEST: usize = 6;
    let mut entries: Vec<PathBuf> =
        fs::read_dir(dir)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            if depth < DEEPEST {
                find_fonts(&entry, depth + 1, files)?;
            }
        } else if is_font(&entry) {
            files.push(entry);
        }
    }
    Ok(())
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or("").to_lowercase();
    matches!(ending.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

fn system_font_dirs() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = [".local/share/fonts", ".fonts", "Library/Fonts"];
    let shared = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"];
    let windows = std::env::var_os("WINDIR").map(|dir| PathBuf::from(dir).join("Fonts"));
    let shared = shared.iter().map(PathBuf::from).chain(windows);
    shared.chain(home.iter().flat_map(|home| own.iter().map(move |dir| home.join(dir)))).collect()
}
