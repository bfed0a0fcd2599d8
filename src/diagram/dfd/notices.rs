//! What the author should know of a data flow: rules of the notation that it breaks.

use super::scope::Scope;
use crate::metrics::dataflow::{Fault, Level, NodeKind};

/// More processes than this on one level are hard to follow.
const MOST_PROCESSES: usize = 9;

/// The rules that are broken, in words. A view that leaves something out is only judged by what is in it.
pub(super) fn notices(scope: &Scope<'_>) -> Vec<String> {
    let faults = scope.graph.faults.iter();
    let faults: Vec<&Fault> =
        faults.filter(|fault| !scope.is_part || matches!(fault, Fault::NoProcess(..))).collect();
    let mut notices = Vec::new();
    for kind in ALIKE {
        let names: Vec<String> = faults.iter().filter_map(|fault| kind.name(fault)).collect();
        notices.extend((!names.is_empty()).then(|| (kind.say)(&listed(&names))));
    }
    notices.extend(faults.iter().filter_map(|fault| apart(fault)));
    let processes = scope.graph.of_kind(NodeKind::Process).count();
    if processes > MOST_PROCESSES && !scope.is_part && scope.level != Level::Context {
        notices.push(format!(
            "{processes} processes on one level: 5 to 9 are easy to follow; number parts below their wholes, as 1.1 below \
             1, and give each level its view"
        ));
    }
    notices
}

/// Faults that are told together, by the names of what breaks a rule.
struct Alike {
    name: fn(&Fault) -> Option<&String>,
    say: fn(&str) -> String,
}

impl Alike {
    fn name(&self, fault: &Fault) -> Option<String> {
        (self.name)(fault).cloned()
    }
}

static ALIKE: &[Alike] = &[
    Alike {
        name: |fault| if let Fault::Miracle(name) = fault { Some(name) } else { None },
        say: |names| format!("nothing flows into {names}: say where the data of a process come from"),
    },
    Alike {
        name: |fault| if let Fault::BlackHole(name) = fault { Some(name) } else { None },
        say: |names| format!("nothing flows out of {names}: say where the data of a process go"),
    },
    Alike {
        name: |fault| if let Fault::NeverWritten(name) = fault { Some(name) } else { None },
        say: |names| format!("{names}: read and never written; say which process fills the store"),
    },
    Alike {
        name: |fault| if let Fault::NeverRead(name) = fault { Some(name) } else { None },
        say: |names| format!("{names}: written and never read; say which process needs the store"),
    },
    Alike {
        name: |fault| if let Fault::Unused(name) = fault { Some(name) } else { None },
        say: |names| format!("no flow joins {names}"),
    },
];

/// So many names are told; the rest are counted.
const MOST_NAMES: usize = 5;

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MOST_NAMES).map(|name| format!("`{name}`"));
    let rest = names.len().saturating_sub(MOST_NAMES);
    let more = (rest > 0).then(|| format!("and {rest} more"));
    shown.chain(more).collect::<Vec<_>>().join(", ")
}

/// A fault that is told by itself.
fn apart(fault: &Fault) -> Option<String> {
    let way = |is_in: &bool| if *is_in { "comes in from" } else { "goes out to" };
    match fault {
        Fault::NoProcess(from, to) => Some(format!(
            "no process moves the data from `{from}` to `{to}`: data do not move by themselves; name the step between them"
        )),
        Fault::OnlyWhole(name, end, is_in) => Some(format!(
            "the process `{name}` does not balance: none of its parts has what {} `{end}`",
            way(is_in)
        )),
        Fault::OnlyParts(name, end, is_in) => Some(format!(
            "the process `{name}` does not balance: only its parts have what {} `{end}`",
            way(is_in)
        )),
        Fault::Nameless(number) => Some(format!(
            "the process `{number}` has no name: add a step `{number} …` that says what its parts do together"
        )),
        Fault::Miracle(_)
        | Fault::BlackHole(_)
        | Fault::NeverWritten(_)
        | Fault::NeverRead(_)
        | Fault::Unused(_) => None,
    }
}
