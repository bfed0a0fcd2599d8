//! How far the reading of a large file is, on a terminal.

use std::io::{self, IsTerminal as _, Read, Write as _};

/// A file that tells how much of it has been read.
pub(super) struct Progress<R> {
    file: R,
    size: u64,
    name: String,
    done: u64,
    /// The percentage that is shown; `None` where nothing is.
    shown: Option<u64>,
}

impl<R> Progress<R> {
    /// Smaller files are read before anybody could read it.
    const WORTH_SHOWING: u64 = 24 << 20;
    /// The length of the bar, in characters.
    const LENGTH: u64 = 30;

    pub(super) fn new(file: R, size: u64, name: String) -> Self {
        let is_shown = size >= Self::WORTH_SHOWING && io::stderr().is_terminal();
        Self { file, size, name, done: 0, shown: is_shown.then_some(u64::MAX) }
    }

    fn show(&mut self) {
        let percent = (self.done * 100 / self.size.max(1)).min(100);
        if self.shown.is_some_and(|shown| shown != percent) {
            self.shown = Some(percent);
            let full = usize::try_from(percent * Self::LENGTH / 100).unwrap_or(0);
            let bar = format!("{:<30}", "=".repeat(full));
            let _ = write!(anstream::stderr(), "\r\x1b[K[{bar}] {percent:>3} % of {}", self.name);
        }
    }

    fn end(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(anstream::stderr(), "\r\x1b[K");
        }
    }
}

impl<R: Read> Read for Progress<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.done += count as u64;
        if count == 0 {
            self.end();
        } else {
            self.show();
        }
        Ok(count)
    }
}

impl<R> Drop for Progress<R> {
    fn drop(&mut self) {
        self.end();
    }
}
