//! `man`: the manual pages.

use clap::{Command, CommandFactory as _};

use super::args::{Args, Man};
use super::output::{Target, write_all, write_standard};
use super::{Outcome, message};

/// Prints the page of the program, or writes one for each command.
pub(super) fn run(man: &Man) -> Outcome {
    let mut command = Args::command();
    command.build();
    let Some(dir) = &man.dir else {
        return match page(command) {
            Some(bytes) if write_standard(&bytes) => Outcome::Done,
            _ => Outcome::Failed,
        };
    };
    let commands = std::iter::once(command.clone()).chain(command.get_subcommands().cloned());
    let mut targets = Vec::new();
    for command in commands.filter(|command| command.get_name() != "help") {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name()).replace(' ', "-");
        let Some(bytes) = page(command) else {
            message::fail(&format!("cannot write the page of `{name}`"), None);
            return Outcome::Failed;
        };
        targets.push(Target { path: Some(dir.join(format!("{name}.1"))), bytes });
    }
    if write_all(&targets, false) { Outcome::Done } else { Outcome::Failed }
}

fn page(command: Command) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(command).render(&mut bytes).ok()?;
    Some(bytes)
}
