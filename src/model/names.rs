//! Looking names up: an id first, then a slug, then a name without case.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::document::sections::{Item, Reference};
use crate::document::slug;

/// The names of one section.
#[derive(Debug)]
pub(super) struct Names {
    /// What one item is called, as "swimlane", and the key that holds all.
    kind: &'static str,
    key: &'static str,
    ids: BTreeMap<String, usize>,
    slugs: BTreeMap<String, usize>,
    folded: BTreeMap<String, usize>,
    shown: Vec<String>,
}

impl Names {
    /// The names of some items; of two that are alike the first counts, the reader has told the second.
    pub(super) fn of<'a>(
        (kind, key): (&'static str, &'static str),
        items: impl IntoIterator<Item = &'a Item>,
    ) -> Self {
        let mut names = Self {
            kind,
            key,
            ids: BTreeMap::new(),
            slugs: BTreeMap::new(),
            folded: BTreeMap::new(),
            shown: Vec::new(),
        };
        for item in items {
            names.add(&item.id, &item.name, item.number.as_deref());
        }
        names
    }

    /// Adds an item, and says at which place.
    pub(super) fn add(&mut self, id: &str, name: &str, number: Option<&str>) -> usize {
        let index = self.shown.len();
        self.shown.push(name.to_owned());
        self.ids.entry(id.to_owned()).or_insert(index);
        self.slugs.entry(slug::slug(name)).or_insert(index);
        if let Some(number) = number {
            self.ids.entry(number.to_owned()).or_insert(index);
            self.slugs.entry(slug::slug(&format!("{number} {name}"))).or_insert(index);
        }
        self.folded.entry(name.to_lowercase()).or_insert(index);
        index
    }

    /// The place of what a reference means.
    pub(super) fn find(&self, reference: &str) -> Option<usize> {
        let slug = || slug::slug(reference);
        let found =
            self.ids.get(reference).or_else(|| self.slugs.get(&slug()).filter(|_| !slug().is_empty()));
        found.or_else(|| self.folded.get(&reference.to_lowercase())).copied()
    }

    /// An id that no item has, made from a name.
    pub(super) fn free_id(&self, name: &str) -> String {
        let wanted =
            Some(slug::slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "unnamed".to_owned());
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut candidates = std::iter::once(wanted.clone()).chain(numbered);
        candidates.find(|id| !self.ids.contains_key(id)).unwrap_or(wanted)
    }

    /// All names, as pictures show them.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().map(String::as_str)
    }
}

/// Only so many references get the nearest name: looking for it takes time with every name of the document.
const MOST_SUGGESTIONS: usize = 200;

/// Tells that no name of some sections is what a reference means.
pub(super) fn tell_unknown(
    reference: &Reference,
    sections: &[&Names],
    others: &[&Names],
    findings: &mut Diagnostics,
) {
    let written = &reference.value;
    let kinds: Vec<&str> = sections.iter().map(|names| names.kind).collect();
    let message = format!("no {} is called `{written}`", list(&kinds));
    let finding = Diagnostic::error("CRM024", reference.span, message);
    if let Some(other) = others.iter().find(|names| names.find(written).is_some()) {
        let help = format!("there is a {} of that name, which cannot stand here", other.kind);
        findings.push(finding.help(help));
        return;
    }
    let candidates = || sections.iter().flat_map(|names| names.shown());
    let near = if findings.len() < MOST_SUGGESTIONS { nearest(written, candidates()) } else { None };
    findings.push(match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(reference.span, near),
        None => {
            let keys: Vec<String> = sections.iter().map(|names| format!("`{}`", names.key)).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            finding.help(format!("declare it under {}, or correct the name", list(&keys)))
        }
    });
}

fn list(words: &[&str]) -> String {
    match words {
        [] => "thing".to_owned(),
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::of(("step", "steps"), []);
        names.add("call", "Discovery call", None);
        names.add("demo", "Call", None);
        names.add("capture-lead", "Capture lead", Some("1"));
        names
    }

    #[test]
    fn an_id_wins_over_a_slug_and_a_slug_over_a_name() {
        assert_eq!(names().find("call"), Some(0));
        assert_eq!(names().find("discovery-call"), Some(0));
        assert_eq!(names().find("DISCOVERY CALL"), Some(0));
        assert_eq!(names().find("nothing"), None);
    }

    #[test]
    fn a_number_before_a_name_may_be_written_or_not() {
        assert_eq!(names().find("1 Capture lead"), Some(2));
        assert_eq!(names().find("Capture lead"), Some(2));
        assert_eq!(names().find("1"), Some(2));
    }
}
