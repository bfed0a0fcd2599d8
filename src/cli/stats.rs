//! `stats`: the figures of documents, and what they would be.

use crm_diagram::model::Model;
use crm_diagram::report::{self, Sheet};

use super::args::{Args, Stats};
use super::output::{Target, write_all};
use super::{Outcome, input, message, views};

/// Prints all figures of a document, or of one of its views; with `--set` before and after.
pub(super) fn run(stats: &Stats, args: &Args) -> Outcome {
    let Some(loaded) = input::load_both(&stats.file, &stats.set, args) else { return Outcome::Failed };
    let sheet = |model: &Model| {
        let views = views::chosen(model, stats.view.as_deref())?;
        Ok(Sheet::new(model, &views))
    };
    let sheet = match (sheet(&loaded.before), loaded.after.as_ref().map(sheet)) {
        (Ok(before), None) => before,
        (Ok(before), Some(Ok(after))) => report::compare(&before, after),
        (Err(outcome), _) | (_, Some(Err(outcome))) => return outcome,
    };
    if sheet.sections.is_empty() && !args.quiet {
        message::say(if sheet.is_compared {
            "note: no figure changes"
        } else {
            "note: no view of this document has figures"
        });
    }
    let writer = report::find(&stats.format).unwrap_or(report::WRITERS[0]);
    let path = stats.output.clone().filter(|path| path.as_os_str() != "-");
    let target = Target { path, bytes: (writer.write)(&sheet).into_bytes() };
    if write_all(&[target], args.quiet) { Outcome::Done } else { Outcome::Failed }
}
