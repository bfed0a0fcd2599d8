//! What is said of rules that a matrix breaks: a remark in its row, and a notice.

use super::variant::Variant;
use crate::metrics::responsibility::{Fault, Matrix};

/// So many names are told; the rest are counted.
const MOST_NAMES: usize = 5;

/// The remarks of an activity.
pub(super) fn remarks(faults: &[Fault], activity: usize, variant: &Variant) -> Vec<String> {
    let [answers, does] = variant.heads().map(|letter| letter.word.to_lowercase());
    let is_driver = does == "driver";
    let remark = |fault: &Fault| match fault {
        Fault::Empty(place) if *place == activity => Some("Nobody takes part".to_owned()),
        Fault::NobodyAccountable(place) if *place == activity => {
            Some(if is_driver { format!("No {answers}") } else { format!("Nobody {answers}") })
        }
        Fault::SeveralAccountable(place, count) if *place == activity => {
            Some(if is_driver { format!("{count} {answers}s") } else { format!("{count} {answers}") })
        }
        Fault::NobodyResponsible(place) if *place == activity => {
            Some(if is_driver { format!("No {does}") } else { format!("Nobody {does}") })
        }
        Fault::ManyConsulted(place, count) if *place == activity => Some(format!("{count} to ask")),
        _ => None,
    };
    faults.iter().filter_map(remark).collect()
}

/// The rules that are broken, those of a kind together.
pub(super) fn notices(matrix: &Matrix, faults: &[Fault], variant: &Variant) -> Vec<String> {
    let [answers, does] = variant.heads().map(|letter| format!("{} ({})", letter.sign, letter.about));
    let activity = |place: &usize| matrix.activities[*place].name.as_str();
    let told = |name: &dyn Fn(&Fault) -> Option<String>, say: &dyn Fn(String) -> String| {
        let names: Vec<String> = faults.iter().filter_map(name).collect();
        (!names.is_empty()).then(|| say(listed(&names)))
    };
    let quoted = |name: &str| format!("`{name}`");
    [
        told(
            &|fault| if let Fault::Empty(place) = fault { Some(quoted(activity(place))) } else { None },
            &|names| format!("nobody takes part in {names}: say who does it, or leave it out"),
        ),
        told(
            &|fault| match fault {
                Fault::NobodyAccountable(place) => Some(quoted(activity(place))),
                _ => None,
            },
            &|names| format!("nobody is {answers} in {names}: each activity needs exactly one"),
        ),
        told(
            &|fault| match fault {
                Fault::SeveralAccountable(place, count) => {
                    Some(format!("{} ({count})", quoted(activity(place))))
                }
                _ => None,
            },
            &|names| format!("more than one is {answers} in {names}: each activity needs exactly one"),
        ),
        told(
            &|fault| match fault {
                Fault::NobodyResponsible(place) => Some(quoted(activity(place))),
                _ => None,
            },
            &|names| format!("nobody is {does} in {names}: each activity needs at least one"),
        ),
        told(
            &|fault| match fault {
                Fault::ManyConsulted(place, count) => Some(format!("{} ({count})", quoted(activity(place)))),
                _ => None,
            },
            &|names| format!("more than three are asked in {names}: that is slow"),
        ),
        told(
            &|fault| match fault {
                Fault::IdleRole(role) => Some(quoted(&matrix.roles[*role].name)),
                _ => None,
            },
            &|names| format!("neither doing nor answering for anything: {names}"),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn listed(names: &[String]) -> String {
    let rest = names.len().saturating_sub(MOST_NAMES);
    let more = (rest > 0).then(|| format!("and {rest} more"));
    names.iter().take(MOST_NAMES).cloned().chain(more).collect::<Vec<_>>().join(", ")
}
