//! The bands of a map from top to bottom, and what stands at their left.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::model::View;

/// A band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BandKind {
    /// Outside parties, control, and what they tell.
    Information,
    /// Steps and queues.
    Process,
    /// What was measured at each step.
    Data,
    /// Waiting above, work below.
    Timeline,
    /// The same, as long as it takes.
    Scale,
}

/// All of them: what `rows:` calls each, other words for it, and its label.
static BANDS: &[(BandKind, &str, &[&str], &str)] = &[
    (BandKind::Information, "information", &[], "Information"),
    (BandKind::Process, "process", &["steps"], "Process"),
    (BandKind::Data, "data", &["metrics"], "Step data"),
    (BandKind::Timeline, "timeline", &["duration", "ladder"], "Timeline"),
    (BandKind::Scale, "scale", &[], "To scale"),
];

/// What stands at the left of a band.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    pub(super) label: String,
    pub(super) note: Option<String>,
}

/// The bands that a view shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bands(Vec<(BandKind, Header)>);

impl Bands {
    /// The bands that a view asks for; they keep their order, and the process is always shown.
    pub(super) fn new(view: &View, findings: &mut Diagnostics) -> Self {
        let plain = |(kind, _, _, label): &(BandKind, &str, &[&str], &str)| {
            (*kind, Header { label: (*label).to_owned(), note: None })
        };
        let Some(choices) = &view.rows else { return Self(BANDS.iter().map(plain).collect()) };
        let mut chosen: Vec<(BandKind, Header)> = Vec::new();
        for choice in choices {
            let name = choice.name.value.to_lowercase();
            let found =
                BANDS.iter().find(|(_, known, others, _)| *known == name || others.contains(&name.as_str()));
            match found {
                Some((kind, ..)) if chosen.iter().any(|(known, _)| known == kind) => {
                    let message = format!("the row `{}` is listed twice", choice.name.value);
                    findings.push(
                        Diagnostic::error("V003", choice.name.span, message).help("leave one of them out"),
                    );
                }
                Some((kind, _, _, label)) => {
                    let label = choice.label.clone().unwrap_or_else(|| (*label).to_owned());
                    chosen.push((*kind, Header { label, note: choice.note.clone() }));
                }
                None => {
                    let names: Vec<&str> = BANDS.iter().map(|(_, name, ..)| *name).collect();
                    let message = format!("a value-stream map has no row `{}`", choice.name.value);
                    let finding = Diagnostic::error("V004", choice.name.span, message);
                    findings.push(match nearest(&name, names.iter().copied()) {
                        Some(near) => {
                            finding.help(format!("did you mean `{near}`?")).fix(choice.name.span, near)
                        }
                        None => finding.help(format!("its rows are {}", names.join(", "))),
                    });
                }
            }
        }
        if !chosen.iter().any(|(kind, _)| *kind == BandKind::Process) {
            chosen.push((BandKind::Process, Header { label: "Process".to_owned(), note: None }));
        }
        Self(chosen)
    }

    /// What stands at the left of a band, if it is shown.
    pub(super) fn header(&self, kind: BandKind) -> Option<&Header> {
        self.0.iter().find(|(known, _)| *known == kind).map(|(_, header)| header)
    }

    /// Gives a band a note where its author has none.
    pub(super) fn note(&mut self, kind: BandKind, note: &str) {
        for (_, header) in self.0.iter_mut().filter(|(known, _)| *known == kind) {
            header.note.get_or_insert_with(|| note.to_owned());
        }
    }

    /// Whether a band is shown.
    pub(super) fn has(&self, kind: BandKind) -> bool {
        self.header(kind).is_some()
    }
}
