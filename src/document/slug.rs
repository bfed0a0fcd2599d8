//! Ids made of names.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::codes;
use super::reader::Reader;
use super::sections::Item;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The id of a name: lower case, letters and digits of any script kept, everything else one `-`.
///
/// Empty where the name has neither letter nor digit.
pub fn slug(name: &str) -> String {
    // Of most names all letters are composed as they are, and looking each of them up takes long.
    if name.is_ascii() { slug_of(name.chars()) } else { slug_of(name.nfc()) }
}

fn slug_of(name: impl Iterator<Item = char>) -> String {
    let mut slug = String::with_capacity(name.size_hint().0);
    let mut is_gap = false;
    for character in name.flat_map(char::to_lowercase) {
        let is_kept =
            character.is_alphanumeric() || is_combining_mark(character) && !slug.is_empty() && !is_gap;
        if is_kept {
            if is_gap && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(character);
        }
        is_gap = !is_kept;
    }
    slug
}

/// A name without case and accents: two names that agree in it are too much alike to tell apart.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect()
}

/// Parts the number from a name as `1 Capture lead`, `1.2 Score`, `D1 CRM contacts`.
pub fn split_number(name: &str) -> Option<(&str, &str)> {
    let (number, rest) = name.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    (is_number(number) && !rest.is_empty()).then(|| (number.trim_end_matches('.'), rest))
}

/// Whether a text is a number of a step or a store: digits in groups, perhaps after one capital.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(|first: char| first.is_ascii_uppercase()).unwrap_or(text);
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    digits.split('.').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Gives each item of one section its id, and tells ids that are given twice and names that differ too little.
///
/// Items come in document order. Ids that authors wrote are taken first; a slug that is taken gets `-2`, and so on.
pub(super) fn assign_ids(reader: &Reader, section: &str, mut items: Vec<&mut Item>) {
    items.sort_by_key(|item| (item.span.source, item.span.start));
    tell_similar_names(reader, section, &items);
    let mut own: BTreeMap<String, Span> = BTreeMap::new();
    for item in items.iter().filter(|item| item.has_own_id) {
        if let Some(first) = own.get(&item.id) {
            reader.tell(
                Diagnostic::error(
                    codes::SAME_ID,
                    item.span,
                    format!("two {section} have the id `{}`", item.id),
                )
                .label(*first, "first given here")
                .help("give one of them another id"),
            );
        } else {
            own.insert(item.id.clone(), item.span);
        }
    }
    let mut taken: BTreeSet<String> = own.into_keys().collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in items.iter_mut().filter(|item| !item.has_own_id) {
        item.id = free_id(&slug(&item.name), &taken, &mut counts);
        taken.insert(item.id.clone());
    }
}

/// The slug itself, or the slug with the first free number from 2.
fn free_id(slug: &str, taken: &BTreeSet<String>, counts: &mut BTreeMap<String, usize>) -> String {
    let slug = if slug.is_empty() { "unnamed" } else { slug };
    let count = counts.entry(slug.to_owned()).or_insert(0);
    loop {
        *count += 1;
        let id = if *count == 1 { slug.to_owned() } else { format!("{slug}-{count}") };
        if !taken.contains(&id) {
            return id;
        }
    }
}

fn tell_similar_names(reader: &Reader, section: &str, items: &[&mut Item]) {
    let mut names: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for item in items {
        let (first, place) = *names.entry(fold(&item.name)).or_insert((&item.name, item.span));
        if first != item.name {
            let message =
                format!("the {section} `{first}` and `{}` differ only in case or accents", item.name);
            reader.tell(
                Diagnostic::error(codes::SAME_NAME, item.span, message)
                    .label(place, "the other one")
                    .help("write both alike, or give one of them another name"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_letters_and_digits_of_any_script() {
        assert_eq!(slug("Discovery call"), "discovery-call");
        assert_eq!(slug("  Duplicate? "), "duplicate");
        assert_eq!(slug("Größe & Maß (2)"), "größe-maß-2");
        assert_eq!(slug("見積もり 送付"), "見積もり-送付");
        assert_eq!(slug("e\u{301}tude"), "étude");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("???"), "");
    }

    #[test]
    fn folding_drops_case_and_accents() {
        assert_eq!(fold("ÉTUDE"), fold("etude"));
        assert_ne!(fold("Demo"), fold("Memo"));
    }

    #[test]
    fn a_number_before_a_name_is_parted_from_it() {
        assert_eq!(split_number("1 Capture lead"), Some(("1", "Capture lead")));
        assert_eq!(split_number("1.2.  Score"), Some(("1.2", "Score")));
        assert_eq!(split_number("D1 CRM contacts"), Some(("D1", "CRM contacts")));
        assert_eq!(split_number("Call 2"), None);
        assert_eq!(split_number("A call"), None);
        assert_eq!(split_number("1."), None);
    }

    fn named(names: &[(&str, Option<&str>)]) -> (Vec<String>, usize) {
        let mut items: Vec<Item> = (0u32..)
            .zip(names)
            .map(|(at, (name, id))| Item {
                id: id.unwrap_or_default().to_owned(),
                has_own_id: id.is_some(),
                name: (*name).to_owned(),
                span: Span { start: at, end: at + 1, ..Span::default() },
                ..Item::default()
            })
            .collect();
        let reader = Reader::default();
        assign_ids(&reader, "steps", items.iter_mut().collect());
        (items.into_iter().map(|item| item.id).collect(), reader.into_findings().len())
    }

    #[test]
    fn ids_are_made_unique_after_those_that_are_written() {
        let (ids, findings) = named(&[("Call", None), ("Call", None), ("Phone", Some("call")), ("?", None)]);
        assert_eq!(ids, ["call-2", "call-3", "call", "unnamed"]);
        assert_eq!(findings, 0);
    }

    #[test]
    fn names_that_differ_only_in_case_or_accents_are_told() {
        assert_eq!(named(&[("Résumé", None), ("Resume", None), ("RESUME", None)]).1, 2);
        assert_eq!(named(&[("Demo", None), ("Demo", None)]).1, 0);
    }

    #[test]
    fn an_id_that_is_written_twice_is_told() {
        assert_eq!(named(&[("A", Some("x")), ("B", Some("x"))]).1, 1);
    }
}
