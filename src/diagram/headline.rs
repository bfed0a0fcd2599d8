//! Headline figures of a view: its own choice, or those that its type shows (VISUAL.md section 4).

use super::written::{self, counted};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::furniture::Figure;
use crate::metrics::figure::{Figure as Measure, Value, Words};
use crate::model::{Choice, Kpi, View};
use crate::text::number;

/// The value and the label of a figure; `None` where the document does not say.
pub(super) type Computed = Option<(String, String)>;

/// How the figure of a name is computed, in a table of those that a type words itself.
pub(super) fn named<F: Copy>(figures: &[(&str, F)], name: &str) -> Option<F> {
    figures.iter().find(|(known, _)| *known == name).map(|(_, compute)| *compute)
}

/// The figures that a view may choose from.
pub(super) struct Catalogue<'a> {
    /// All that is computed of what is shown: what has words in its definition may be named.
    pub(super) computed: Vec<Measure>,
    /// What `figures:` calls those that the type words itself.
    pub(super) own: Vec<&'static str>,
    /// Other words for names, each with the name.
    pub(super) synonyms: &'static [(&'static str, &'static str)],
    /// What a view shows that names none.
    pub(super) default: Vec<&'static str>,
    /// Computes one of its own; `None` for a name that it does not know.
    pub(super) compute: &'a dyn Fn(&str) -> Option<Computed>,
    /// Key figures of what is shown, which may be named as well.
    pub(super) kpis: Vec<&'a Kpi>,
    /// The currency of plain money.
    pub(super) currency: &'a str,
}

impl Catalogue<'_> {
    /// The headline figures of a view.
    pub(super) fn choose(&self, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
        let Some(choices) = &view.figures else {
            let computed = self.default.iter().filter_map(|name| self.compute(name)?);
            return computed.map(|(value, label)| Figure { value, label }).collect();
        };
        let mut figures = Vec::new();
        for choice in choices {
            match self.find(&choice.name.value) {
                Some(Some((value, label))) => {
                    figures.push(Figure { value, label: choice.label.clone().unwrap_or(label) });
                }
                Some(None) => findings.push(unknown_value(choice)),
                None => findings.push(self.unknown_name(choice)),
            }
        }
        figures
    }

    fn compute(&self, name: &str) -> Option<Computed> {
        let name = self.synonyms.iter().find(|(word, _)| *word == name).map_or(name, |(_, name)| name);
        (self.compute)(name).or_else(|| said(&self.computed, name).map(Some))
    }

    /// `None` for a name that nobody knows, `Some(None)` for a figure that the document does not give.
    fn find(&self, name: &str) -> Option<Computed> {
        let name = name.to_lowercase();
        if let Some(computed) = self.compute(&name) {
            return Some(computed);
        }
        let kpi = self.kpis.iter().find(|kpi| kpi.name.to_lowercase() == name)?;
        let value = kpi.value.as_ref().map(|value| match &kpi.unit {
            Some(unit) => format!("{}\u{a0}{unit}", written::quantity(value, self.currency)),
            None => written::quantity(value, self.currency),
        });
        Some(value.map(|value| (value, kpi.name.clone())))
    }

    fn unknown_name(&self, choice: &Choice) -> Diagnostic {
        let name = &choice.name.value;
        let mut names = self.own.clone();
        for figure in self.computed.iter().filter(|figure| is_said(figure)) {
            let name = figure.definition.name;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let known: Vec<&str> =
            names.iter().copied().chain(self.kpis.iter().map(|kpi| kpi.name.as_str())).collect();
        let finding = Diagnostic::error("V005", choice.name.span, format!("there is no figure `{name}`"));
        let words = self.synonyms.iter().map(|(word, _)| *word);
        match nearest(name, known.iter().copied().chain(words)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).fix(choice.name.span, near),
            None => finding.help(format!("take the name of a key figure, or one of {}", names.join(", "))),
        }
    }
}

/// Whether a figure is of all that is shown and its definition has words for it.
fn is_said(figure: &Measure) -> bool {
    figure.of.is_none() && figure.definition.words != Words::Own
}

/// A figure of that name in the words of its definition.
pub(super) fn said(computed: &[Measure], name: &str) -> Option<(String, String)> {
    let figure = computed.iter().find(|figure| figure.definition.name == name && is_said(figure))?;
    let value = match &figure.value {
        Value::Share(share) => number::percent(*share),
        value => number::count(value.number()?),
    };
    match figure.definition.words {
        Words::Things(noun) => Some(counted(figure.value.number()? as usize, noun)),
        Words::Beside(words) => Some((value, words.to_owned())),
        Words::Own => None,
    }
}

/// Whether a figure of that name counts something: what is not there is no headline.
pub(super) fn is_there(computed: &[Measure], name: &str) -> bool {
    let own = computed.iter().find(|figure| figure.definition.name == name && figure.of.is_none());
    own.and_then(|figure| figure.value.number()).is_some_and(|number| number != 0.0)
}

fn unknown_value(choice: &Choice) -> Diagnostic {
    let message = format!("this document does not say what `{}` is", choice.name.value);
    Diagnostic::error("V006", choice.name.span, message)
        .help("leave it out, or give the numbers that it follows from")
}
