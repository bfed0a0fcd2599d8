//! Writing files: whole or not at all.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::message;

/// A file to be written.
#[derive(Debug)]
pub(super) struct Target {
    /// Where; `None` for standard output.
    pub(super) path: Option<PathBuf>,
    /// What.
    pub(super) bytes: Vec<u8>,
}

/// Writes all targets, each by way of a file beside it; tells what fails.
pub(super) fn write_all(targets: &[Target], is_quiet: bool) -> bool {
    targets.iter().all(|target| match &target.path {
        None => write_standard(&target.bytes),
        Some(path) => match write(path, &target.bytes) {
            Ok(is_new) => {
                if !is_quiet {
                    let what = if is_new { "wrote" } else { "unchanged" };
                    message::say(&format!("{what} {}", path.display()));
                }
                true
            }
            Err(cause) => {
                message::fail(&format!("cannot write `{}`", path.display()), Some(&cause));
                false
            }
        },
    })
}

/// Standard output; a reader that has read enough is no failure.
pub(super) fn write_standard(bytes: &[u8]) -> bool {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => true,
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => true,
        Err(cause) => {
            message::fail("cannot write to standard output", Some(&cause));
            false
        }
    }
}

/// Writes a file unless it holds the same bytes already; says whether it did.
fn write(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    // What is no file, such as `/dev/null` or a pipe, takes the bytes: it must never be read, nor replaced by a file.
    if fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        fs::OpenOptions::new().write(true).open(path)?.write_all(bytes)?;
        return Ok(true);
    }
    if holds(path, bytes).unwrap_or(false) {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // A link is followed, so that it still is one afterwards.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = beside(&path, folder)?;
    file.write_all(bytes)?;
    // Not flushed to the disk: a picture can be drawn again after a power cut, and that would cost more than drawing it.
    file.persist(&path).map_err(|error| error.error)?;
    Ok(true)
}

/// Whether a file holds the same bytes, read piece by piece.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut known = [0; 8 * 1024];
    for piece in bytes.chunks(known.len()) {
        let known = &mut known[..piece.len()];
        file.read_exact(known)?;
        if known != piece {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A file in the folder of another one that it is to replace, with the permissions of that one, or those that a new file
/// would have.
fn beside(path: &Path, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".crm-diagram-");
    let known = fs::metadata(path).map(|known| known.permissions()).ok();
    // What the umask takes away is left to the system.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    if let Some(known) = known.filter(|_| cfg!(unix)) {
        file.as_file().set_permissions(known)?;
    }
    Ok(file)
}

/// Whether two paths lead to one file.
pub(super) fn is_same_file(one: &Path, two: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(two)) {
        (Ok(first), Ok(second)) => first == second || is_hard_link(&first, &second),
        _ => false,
    }
}

#[cfg(unix)]
fn is_hard_link(one: &Path, two: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (fs::metadata(one), fs::metadata(two)) {
        (Ok(one), Ok(two)) => one.dev() == two.dev() && one.ino() == two.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_hard_link(_: &Path, _: &Path) -> bool {
    false
}
