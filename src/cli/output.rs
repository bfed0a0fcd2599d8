//! Writing files: whole or not at all.

use std::fs;
use std::io::{self, Write as _};
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
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // A link is followed, so that it still is one afterwards.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".crm-diagram-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    set_permissions(&file, &path)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(true)
}

/// Those of the file that is replaced, or those that a new file would have.
#[cfg(unix)]
fn set_permissions(file: &tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = match fs::metadata(path) {
        Ok(known) => known.permissions(),
        Err(_) => {
            // The umask can only be seen on a file that is made with it.
            let folder = path.parent().unwrap_or(Path::new("."));
            let probe = tempfile::Builder::new()
                .permissions(fs::Permissions::from_mode(0o666))
                .tempfile_in(folder)?;
            probe.as_file().metadata()?.permissions()
        }
    };
    file.as_file().set_permissions(permissions)
}

#[cfg(not(unix))]
fn set_permissions(_: &tempfile::NamedTempFile, _: &Path) -> io::Result<()> {
    Ok(())
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
