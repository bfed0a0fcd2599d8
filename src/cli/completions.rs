//! `completions`: what a shell completes.

use clap::CommandFactory as _;

use super::args::{Args, Completions};
use super::{Outcome, output};

/// Prints the script of a shell.
pub(super) fn run(completions: &Completions) -> Outcome {
    let mut bytes = Vec::new();
    clap_complete::generate(completions.shell, &mut Args::command(), "crm-diagram", &mut bytes);
    if output::write_standard(&bytes) { Outcome::Done } else { Outcome::Failed }
}
