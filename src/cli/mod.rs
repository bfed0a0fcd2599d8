//! The command line: the library's first user.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line is where files, environment and terminal are read and written"
)]

mod args;
mod check;
mod completions;
mod explain;
mod import;
mod input;
mod layout;
mod man;
mod message;
mod output;
mod progress;
mod render;
mod schema;
mod stats;
mod views;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use args::{Args, Command};

/// How a run ended, as its exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All that was asked for is done.
    Done,
    /// `check` has something to say.
    Findings,
    /// An input is wrong, or the work could not be done; nothing was written.
    Failed,
    /// The command line itself is wrong.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Failed => 2,
            Outcome::Usage => 3,
        })
    }
}

/// Runs the command that the arguments ask for.
pub(crate) fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Nothing more can be done if the terminal is gone.
            let _ = error.print();
            let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return if is_help { Outcome::Done } else { Outcome::Usage }.into();
        }
    };
    args.color.apply();
    let outcome = match &args.command {
        Command::Render(render) => render::run(render, &args),
        Command::Check(check) => check::run(check, &args),
        Command::Views(views) => views::run(views, &args),
        Command::Stats(stats) => stats::run(stats, &args),
        Command::Explain(explain) => explain::run(explain, &args),
        Command::Layout(layout) => layout::run(layout, &args),
        Command::Import(import) => import::run(import, &args),
        Command::Schema(args) => schema::run(args),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(man),
    };
    outcome.into()
}
