//! The nodes of a flowchart: steps with their outlines, emphasis and facts, stores, and steps of other pages.

use super::scope::Scope;
use crate::diagram::written;
use crate::furniture::{Emphasis, Icon, NodeWords, Swatch};
use crate::metrics::process;
use crate::model::{Density, Owner, Step, StepId, StepKind, Store, View};
use crate::shape::Shape;

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Node {
    /// Unique in the picture.
    pub(in crate::diagram) id: String,
    /// What it is drawn as.
    pub(in crate::diagram) kind: StepKind,
    pub(in crate::diagram) words: NodeWords,
    pub(in crate::diagram) emphasis: Emphasis,
    /// Whether a system does it alone.
    pub(in crate::diagram) is_automated: bool,
    /// Why it stands out, if the view asks for that.
    pub(in crate::diagram) highlight: Option<Highlight>,
    /// A remark that the picture does not show.
    pub(in crate::diagram) tooltip: Option<String>,
    pub(in crate::diagram) link: Option<String>,
}

/// What a view may let stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diagram) enum Highlight {
    /// Done by hand.
    Manual,
    /// Where cases wait longest.
    Bottleneck,
    /// Reads or writes personal data.
    PersonalData,
}

impl Highlight {
    /// Its icon, which the legend explains.
    pub(in crate::diagram) fn icon(self) -> Icon {
        match self {
            Self::Manual => Icon::Pen,
            Self::Bottleneck => Icon::Clock,
            Self::PersonalData => Icon::Shield,
        }
    }

    /// Its word in the legend.
    pub(in crate::diagram) fn word(self) -> &'static str {
        match self {
            Self::Manual => "By hand",
            Self::Bottleneck => "Longest wait",
            Self::PersonalData => "Personal data",
        }
    }
}

/// The outline of a type of step.
pub(in crate::diagram) fn shape(kind: StepKind) -> Shape {
    match kind {
        StepKind::Task => Shape::Process,
        StepKind::Start | StepKind::End | StepKind::Event => Shape::Terminal,
        StepKind::Decision | StepKind::Parallel => Shape::Decision,
        StepKind::Document => Shape::Document,
        StepKind::Data => Shape::Data,
        StepKind::Subprocess => Shape::SubProcess,
        StepKind::Manual => Shape::ManualStep,
        StepKind::ManualInput => Shape::ManualInput,
        StepKind::Preparation => Shape::Preparation,
        StepKind::Display => Shape::Display,
        StepKind::Delay => Shape::Delay,
        StepKind::Database => Shape::StoredData,
        StepKind::Connector => Shape::Connector,
        StepKind::OffPage => Shape::OffPage,
    }
}

/// What the legend says of a type of step.
pub(in crate::diagram) fn legend(kind: StepKind) -> (Swatch, &'static str) {
    let word = match kind {
        StepKind::Start | StepKind::End => return (Swatch::Terminal, "Start, end"),
        StepKind::Task => "Step",
        StepKind::Decision => "Decision",
        StepKind::Parallel => return (Swatch::Plus, "All ways at once"),
        StepKind::Event => "Event",
        StepKind::Document => "Document",
        StepKind::Data => "Input, output",
        StepKind::Subprocess => "Sub-process",
        StepKind::Manual => "Manual step",
        StepKind::ManualInput => "Manual input",
        StepKind::Preparation => "Preparation",
        StepKind::Display => "Display",
        StepKind::Delay => "Delay",
        StepKind::Database => "Stored data",
        StepKind::Connector => "Junction",
        StepKind::OffPage => "Continued elsewhere",
    };
    (Swatch::Node(shape(kind)), word)
}

/// The node of a step.
pub(in crate::diagram) fn of_step(scope: &Scope<'_>, id: StepId, view: &View, density: Density) -> Node {
    let step = scope.model.step(id);
    let shows_notes = view.show.iter().any(|word| word == "notes");
    let is_automated = process::is_automated(scope.model, step);
    let highlight = highlight(scope, id, view);
    let marks = is_automated.then_some(Icon::Bolt).into_iter().chain(highlight.map(Highlight::icon));
    Node {
        id: step.id.clone(),
        kind: step.kind,
        words: NodeWords {
            shape: shape(step.kind),
            is_double: step.kind == StepKind::Event,
            has_plus: step.kind == StepKind::Parallel,
            marks: marks.collect(),
            name: name(step),
            facts: facts(scope, step, view, density),
        },
        emphasis: emphasis(scope, id),
        is_automated,
        highlight,
        tooltip: step.note.clone().filter(|_| !shows_notes),
        link: step.link.clone(),
    }
}

/// The node of a store that a step reads or writes.
pub(in crate::diagram) fn of_store(store: &Store, id: String) -> Node {
    plain(id, StepKind::Database, store.name.clone(), Vec::new())
}

/// A step that the view leaves to another page.
pub(in crate::diagram) fn of_neighbour(scope: &Scope<'_>, step: &Step, id: String) -> Node {
    let stage = step.stage.map(|stage| (None, scope.model.stage(stage).name.clone()));
    plain(id, StepKind::OffPage, name(step), stage.into_iter().collect())
}

/// A node without emphasis or marks.
pub(in crate::diagram) fn plain(
    id: String,
    kind: StepKind,
    name: String,
    facts: Vec<(Option<Icon>, String)>,
) -> Node {
    Node {
        id,
        kind,
        words: NodeWords { shape: shape(kind), name, facts, ..NodeWords::default() },
        emphasis: Emphasis::Plain,
        is_automated: false,
        highlight: None,
        tooltip: None,
        link: None,
    }
}

fn name(step: &Step) -> String {
    match &step.number {
        Some(number) => format!("{number} {}", step.name),
        None => step.name.clone(),
    }
}

/// The main path stands out where it is known; without one, the end that it would lead to.
fn emphasis(scope: &Scope<'_>, id: StepId) -> Emphasis {
    let path = scope.main_path();
    let is_main = scope.has_main_path() && path.steps.contains(&id);
    let is_last = path.steps.last() == Some(&id);
    match scope.model.step(id).kind {
        StepKind::Start if is_main => Emphasis::MainStart,
        StepKind::Start => Emphasis::Start,
        StepKind::End if is_main && is_last => Emphasis::MainEnd,
        StepKind::End if is_last => Emphasis::FinalEnd,
        StepKind::End => Emphasis::End,
        _ if is_main => Emphasis::Main,
        _ => Emphasis::Plain,
    }
}

/// What stands below the name: when, how soon, how long, by whom; on a dense picture only what the view asks for.
fn facts(scope: &Scope<'_>, step: &Step, view: &View, density: Density) -> Vec<(Option<Icon>, String)> {
    let shows = |word: &str| view.show.iter().any(|shown| shown == word);
    let is_open = density != Density::Dense || shows("times");
    let clock = Some(Icon::Clock);
    let mut facts = Vec::new();
    if is_open {
        let when = step.when.as_ref().map(|when| (clock.filter(|_| speaks_of_time(when)), when.clone()));
        facts.extend(when);
        facts.extend(step.sla.as_ref().map(|sla| (clock, format!("within {}", written::duration(sla)))));
        let wait = step.wait.all.as_ref().map(|wait| match step.kind {
            StepKind::Delay => written::duration(wait),
            _ => format!("wait {}", written::duration(wait)),
        });
        facts.extend(wait.map(|wait| (clock, wait)));
        // What a stage answers for as a whole is not said at each of its steps.
        let of_stage = step.stage.and_then(|stage| scope.model.stage(stage).owner.as_ref());
        let own = step.owner.as_ref().filter(|owner| of_stage != Some(*owner));
        facts.extend(own.map(|owner| (Some(Icon::Person), scope.model.owner_name(owner).to_owned())));
    }
    if shows("times") {
        let work = step.process_time.all.as_ref();
        facts.extend(work.map(|work| (clock, format!("{} of work", written::duration(work)))));
    }
    if shows("systems") {
        let names: Vec<&str> = step.uses.iter().map(|used: &Owner| scope.model.owner_name(used)).collect();
        facts.extend(Some((Some(Icon::Server), names.join(", "))).filter(|_| !names.is_empty()));
    }
    if shows("data") {
        let names: Vec<&str> =
            step.reads.iter().chain(&step.writes).map(|name| name.value.as_str()).collect();
        facts.extend(Some((Some(Icon::Document), names.join(", "))).filter(|_| !names.is_empty()));
    }
    facts
}

/// Whether a condition is about time, as "after 5 days", so that a clock may stand beside it.
fn speaks_of_time(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "second",
        "minute",
        "min",
        "hour",
        "h",
        "day",
        "d",
        "week",
        "month",
        "year",
        "night",
        "morning",
        "noon",
        "evening",
        "daily",
        "weekly",
        "monthly",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| WORDS.contains(&word) || word.strip_suffix('s').is_some_and(|one| WORDS.contains(&one)))
}

/// Why a step stands out, if the view asks for that.
pub(in crate::diagram) fn highlight(scope: &Scope<'_>, id: StepId, view: &View) -> Option<Highlight> {
    let step = scope.model.step(id);
    let asked = |word: &str| view.highlight.iter().any(|asked| asked == word);
    let is_manual = step.is_manual || matches!(step.kind, StepKind::Manual | StepKind::ManualInput);
    let is_bottleneck = || scope.bottleneck == Some(id);
    if asked("bottleneck") && is_bottleneck() {
        return Some(Highlight::Bottleneck);
    }
    if asked("manual") && is_manual {
        return Some(Highlight::Manual);
    }
    (asked("pii") && touches_personal_data(scope, step)).then_some(Highlight::PersonalData)
}

/// Whether a step reads or writes an entity with a personal field, or such a field.
fn touches_personal_data(scope: &Scope<'_>, step: &Step) -> bool {
    step.reads.iter().chain(&step.writes).any(|name| scope.model.is_personal(&name.value))
}

#[cfg(test)]
mod tests {
    use super::speaks_of_time;

    #[test]
    fn conditions_of_time_are_told_from_others() {
        assert!(["same day", "after 5 days", "within 24 h", "every Monday"].into_iter().all(speaks_of_time));
        assert!(!["score >= 60", "dayshift only?", "stock is low"].into_iter().any(speaks_of_time));
    }
}
