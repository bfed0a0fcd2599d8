//! What a value-stream map shows: its steps with their data, who stands around them, and what they tell.

use super::bands::{BandKind, Bands};
use super::boxes::{self, StepBox};
use super::data::{self, Row};
use super::grid::{Grid, drawable};
use super::parties::Surrounding;
use super::{figures, notices, scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::process::parts::density_of;
use crate::diagram::process::scope::Scope as Process;
use crate::diagram::written;
use crate::metrics::stream::{Dialect, Stream};
use crate::model::{Calendar, Model, View};

/// A value-stream map, chosen and ordered.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) dialect: Dialect,
    pub(super) calendar: Calendar,
    pub(super) bands: Bands,
    pub(super) boxes: Vec<StepBox>,
    pub(super) rows: Vec<Row>,
    pub(super) around: Surrounding,
    /// Where each step stands.
    pub(super) grid: Grid,
    /// Which step follows which.
    pub(super) links: Vec<(usize, usize)>,
    /// The steps on the way that takes longest.
    pub(super) critical: Vec<usize>,
    /// Ways on which cases come back.
    pub(super) returns: Vec<Return>,
    /// What stands at the left of the timeline.
    pub(super) totals: Totals,
    pub(super) notices: Vec<String>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A way on which cases come back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Return {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    /// Whether it is drawn; its step says it otherwise.
    pub(super) is_drawn: bool,
}

/// What stands at the left of the timeline, and at the end of the scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Totals {
    pub(super) wait: Option<String>,
    pub(super) work: Option<String>,
    /// With what comes back.
    pub(super) expected: Option<String>,
    pub(super) lead: Option<String>,
}

/// More steps than this are no picture any more (VISUAL.md section 8).
const MOST_STEPS: usize = 200;

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let process = Process::new(model, view);
    let mut stream = scope::measure(model, view, &process, &mut findings);
    let mut bands = Bands::new(view, &mut findings);
    let around = Surrounding::new(&stream, view, &mut findings);
    let figures = figures::headline(&stream, view, &mut findings);
    if stream.steps.len() > MOST_STEPS && view.density.is_none() {
        findings.push(too_many(stream.steps.len(), view));
    }
    if findings.has_errors() {
        return Err(findings);
    }
    let density = view.density.unwrap_or_else(|| density_of(stream.steps.len()));
    stream.links = without_shortcuts(&stream.links);
    let grid = Grid::new(stream.steps.len(), &stream.links, &stream.critical);
    let returns = returns(&stream, &grid);
    let undrawn: Vec<(usize, String)> = returns
        .iter()
        .filter(|found| !found.is_drawn)
        .map(|found| (found.from, found.label.clone()))
        .collect();
    let boxes = boxes::boxes(&stream, &process, view);
    if boxes
        .iter()
        .any(|one| one.staff.as_ref().is_some_and(|(_, text)| text.starts_with(|c: char| c.is_ascii_digit())))
    {
        bands.note(BandKind::Process, "Staff per step");
    }
    if stream.working_days().is_some_and(|days| days >= 2.0) {
        bands.note(BandKind::Scale, "Working days");
    }
    if !returns.is_empty() {
        bands.note(BandKind::Timeline, "First pass");
    }
    let caption = Caption::new(model, view, "Value-stream map", "Value stream");
    Ok(Content {
        caption: caption.with(figures, figures::sentences(&stream)),
        dialect: stream.dialect,
        calendar: model.calendar.0,
        rows: if bands.has(BandKind::Data) {
            data::rows(&stream, view, density, &undrawn)
        } else {
            Vec::new()
        },
        bands,
        boxes,
        around,
        grid,
        links: stream.links.clone(),
        critical: stream.critical.clone(),
        returns,
        totals: totals(&stream),
        notices: notices::notices(&stream, &process),
    })
}

fn too_many(count: usize, view: &View) -> Diagnostic {
    Diagnostic::error("V002", view.span, format!("{count} steps are too many for one picture"))
        .help("make a view for each part, with `from` and `to`, or set `density: dense` to draw it anyway")
}

/// Links that no longer way stands for.
fn without_shortcuts(links: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let is_shortcut = |(from, to): (usize, usize)| {
        let mut seen = vec![from];
        let mut waiting: Vec<usize> =
            links.iter().filter(|link| link.0 == from && link.1 != to).map(|link| link.1).collect();
        while let Some(step) = waiting.pop() {
            if step == to {
                return true;
            }
            if !seen.contains(&step) {
                seen.push(step);
                waiting.extend(links.iter().filter(|link| link.0 == step).map(|link| link.1));
            }
        }
        false
    };
    links.iter().copied().filter(|link| !is_shortcut(*link)).collect()
}

/// Ways back, with their words.
fn returns(stream: &Stream<'_>, grid: &Grid) -> Vec<Return> {
    let label = |rework: &crate::metrics::stream::Rework| {
        let share = rework.share.map(written::share);
        let via: Vec<&str> = rework.via.iter().map(|step| stream.model.step(*step).name.as_str()).collect();
        match (share, via.is_empty()) {
            (Some(share), true) => format!("{share} rework"),
            (None, true) => "rework".to_owned(),
            (share, false) => {
                let via = via.join(", ");
                share.map_or(format!("via {via}"), |share| format!("{share} via {via}"))
            }
        }
    };
    let reworks = stream.reworks.iter();
    reworks
        .map(|rework| Return {
            from: rework.from,
            to: rework.to,
            label: label(rework),
            is_drawn: drawable(grid, rework.from, rework.to),
        })
        .collect()
}

fn totals(stream: &Stream<'_>) -> Totals {
    let calendar = &stream.model.calendar.0;
    let least = |is_complete: bool| if is_complete { "" } else { "≥\u{a0}" };
    let total = |minutes: f64| written::total(minutes, calendar);
    let lead = stream.lead_time();
    let lead = lead.map(|sum| format!("{}{}", least(sum.is_complete), total(sum.amount)));
    // Stock does not last longer for rework.
    let expected = stream.expected_lead_time().map(total).filter(|expected| Some(expected) != lead.as_ref());
    Totals {
        wait: stream.wait().map(|sum| format!("{} waiting", total(sum.amount))),
        work: stream
            .process_time()
            .map(|sum| format!("{}{} work", least(sum.is_complete), written::work(sum.amount))),
        expected: expected.map(|expected| format!("{expected} with rework")),
        lead,
    }
}

#[cfg(test)]
mod tests {
    use super::super::boxes::WayIn;
    use super::super::parties::{End, Part};
    use super::*;
    use crate::source::Files;

    fn content(text: &str) -> Content {
        let files = Files::single("test.yaml", format!("type: vsm\n{text}"));
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0]).expect("something to show")
    }

    #[test]
    fn queues_have_their_count_or_their_time() {
        let shown = content(
            "stages:\n  - Sell:\n      entity: Deal\n      steps:\n        - A: {pt: 1h, wait: 2d, wip: 1}\n\
             \x20       - B: {pt: 1h, wait: 2d, volume: 50/week}\n        - C: {pt: 1h, wait: 2d}\n        - D: {pt: 1h}\n",
        );
        let queue = |place: usize| {
            shown.boxes[place].queue.as_ref().map(|queue| (queue.count.as_str(), queue.unit.as_deref()))
        };
        assert_eq!(queue(0), Some(("1", Some("deal"))));
        // Ten a day for two days, by Little's law.
        assert_eq!(queue(1), Some(("≈\u{2009}20", Some("deals"))));
        assert_eq!(queue(2), Some(("2\u{a0}d", None)));
        assert_eq!(queue(3), None);
    }

    #[test]
    fn the_way_in_is_what_via_says() {
        let shown = content(
            "steps:\n  - A: {ct: 1m}\n  - B: {ct: 1m}\n  - C: {ct: 1m}\n  - D: {ct: 1m}\n  - E: {ct: 1m}\nflows:\n\
             \x20 - A -> B: {via: supermarket}\n  - B -> C: {via: FIFO, label: max 20}\n  - C -> D: {via: pull}\n",
        );
        let ways: Vec<&WayIn> = shown.boxes.iter().skip(1).map(|one| &one.way_in).collect();
        let lane = WayIn::Fifo(Some("max 20".to_owned()));
        assert_eq!(ways, [&WayIn::Supermarket, &lane, &WayIn::Pull, &WayIn::Push]);
        assert_eq!(shown.links.len(), 4, "a way with a sign is no second way");
    }

    #[test]
    fn parties_come_in_where_they_tell_something() {
        let shown = content(
            "customer: Buyer\ndemand: 35/week\nswimlanes: [Legal, Marketing, {ERP: {kind: system}}]\nsteps:\n  - A: {pt: 1h}\n  - B: {pt: 1h}\n\
             flows:\n  - Marketing ~> A: list\n  - ERP ~> B: {label: order, frequency: daily, via: Zapier}\n  - A ~> B: note\n",
        );
        let parties: Vec<(&str, Part)> =
            shown.around.parties.iter().map(|party| (party.name.as_str(), party.part)).collect();
        let expected = [("Buyer", Part::Customer), ("ERP", Part::Control), ("Marketing", Part::Other)];
        assert_eq!(parties, expected);
        assert_eq!(shown.around.parties[0].note.as_deref(), Some("35\u{a0}a\u{a0}week"));
        let flows: Vec<(End, End, &str)> = shown
            .around
            .flows
            .iter()
            .map(|flow| (flow.from, flow.to, flow.label.as_deref().unwrap_or_default()))
            .collect();
        let expected = [
            (End::Party(2), End::Step(0), "list"),
            (End::Party(1), End::Step(1), "order, daily, via Zapier"),
            (End::Step(0), End::Step(1), "note"),
        ];
        assert_eq!(flows, expected);
    }

    #[test]
    fn what_two_tell_each_other_often_is_one_line() {
        let flows: String = (1..=4)
            .map(|order| format!("  - {{from: X, to: A, kind: information, label: o{order}}}\n"))
            .collect();
        let shown = content(&format!("control: X\nsteps:\n  - A: {{pt: 1h}}\nflows:\n{flows}"));
        let labels: Vec<Option<&str>> = shown.around.flows.iter().map(|flow| flow.label.as_deref()).collect();
        assert_eq!(labels, [Some("o1, o2, o3, o4")]);
    }

    #[test]
    fn contradictions_and_loose_steps_are_told() {
        let shown = content(
            "steps:\n  - A: {pt: 2h, wait: 1d, lt: 1d, next: B}\n  - B: {pt: 1h, wait: 3d, volume: 50/week, wip: 50, next: none}\n\
             \x20 - C: {pt: 1h, next: none}\n",
        );
        assert_eq!(shown.notices.len(), 3, "{:?}", shown.notices);
        assert!(shown.notices[1].contains("before `B` lie 50") && shown.notices[1].contains("would be 30"));
        assert!(shown.notices[2].contains("`C`"));
    }
}
