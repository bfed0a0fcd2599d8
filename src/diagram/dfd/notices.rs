//! What the author should know of a data flow: rules of the notation that it breaks.

use super::scope::Scope;
use crate::metrics::dataflow::{Fault, Level, NodeKind};

/// More processes than this on one level are hard to follow.
const MOST_PROCESSES: usize = 9;

/// The rules that are broken, in words. A view that leaves something out is only judged by what is in it.
pub(super) fn notices(scope: &Scope<'_>) -> Vec<String> {
    let faults = scope.graph.faults.iter();
    let faults = faults.filter(|fault| !scope.is_part || matches!(fault, Fault::NoProcess(..)));
    let mut notices: Vec<String> = faults.map(sentence).collect();
    let processes = scope.graph.of_kind(NodeKind::Process).count();
    if processes > MOST_PROCESSES && !scope.is_part && scope.level != Level::Context {
        notices.push(format!(
            "{processes} processes on one level: 5 to 9 are easy to follow; number parts below their wholes, as 1.1 below \
             1, and give each level its view"
        ));
    }
    notices
}

fn sentence(fault: &Fault) -> String {
    let way = |is_in: &bool| if *is_in { "comes in from" } else { "goes out to" };
    match fault {
        Fault::NoProcess(from, to) => format!(
            "no process moves the data from `{from}` to `{to}`: data do not move by themselves; name the step between them"
        ),
        Fault::Miracle(name) => {
            format!("nothing flows into the process `{name}`: say where its data come from")
        }
        Fault::BlackHole(name) => format!("nothing flows out of the process `{name}`: say where its data go"),
        Fault::NeverWritten(name) => {
            format!("the store `{name}` is read and never written: say which process fills it")
        }
        Fault::NeverRead(name) => {
            format!("the store `{name}` is written and never read: say which process needs it")
        }
        Fault::Unused(name) => format!("no flow joins `{name}`"),
        Fault::OnlyWhole(name, end, is_in) => format!(
            "the process `{name}` does not balance: what {} `{end}` is no business of its parts; let one of them take it on",
            way(is_in)
        ),
        Fault::OnlyParts(name, end, is_in) => format!(
            "the process `{name}` does not balance: what {} `{end}` is a business of its parts alone; let the whole have \
             such a flow",
            way(is_in)
        ),
        Fault::Nameless(number) => {
            format!("the process `{number}` has no name: add a step `{number} …` that says what its parts do together")
        }
    }
}
