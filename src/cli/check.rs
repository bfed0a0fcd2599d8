//! `check`: all that is wrong in documents.

use super::args::{Args, Check};
use super::{Outcome, input, message};

/// Reads each document to its end and prints all findings.
pub(super) fn run(check: &Check, args: &Args) -> Outcome {
    let mut outcome = Outcome::Done;
    for path in &check.files {
        let mut files = match input::read(path) {
            Ok(files) => files,
            Err(error) => {
                message::fail(&error.to_string(), std::error::Error::source(&error));
                outcome = outcome.max(Outcome::Failed);
                continue;
            }
        };
        let mut loaded = input::load(path, &mut files, args);
        if let Some(model) = &loaded.model {
            loaded.findings.extend(super::render::view_findings(model));
        }
        if !loaded.findings.is_empty() {
            message::findings(&files, &loaded.findings, args);
            outcome = outcome.max(Outcome::Findings);
        }
    }
    if outcome == Outcome::Done && !args.quiet {
        let count = check.files.len();
        message::say(&format!(
            "{count} {} checked, nothing found",
            if count == 1 { "file" } else { "files" }
        ));
    }
    outcome
}
