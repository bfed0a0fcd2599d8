//! What kind of data it is, by the law and by the author.

use std::collections::BTreeSet;

use crate::model::{Entity, Field, Model};

/// A class of data; the gravest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A special category of personal data (GDPR, article 9).
    Sensitive,
    /// Personal data.
    Personal,
    /// Financial data.
    Financial,
    /// A class of the author's own, as written.
    Other(String),
}

impl Class {
    /// Whether it is about a person.
    pub fn is_personal(&self) -> bool {
        matches!(self, Self::Sensitive | Self::Personal)
    }
}

/// The classes of what is carried: those that are stated, and those of the fields and entities that it names.
pub(super) fn classes_of(model: &Model, stated: Option<&str>, carried: &[String]) -> BTreeSet<Class> {
    let stated = stated.into_iter().flat_map(|text| text.split([',', '+', '/'])).filter_map(read);
    let fields = carried.iter().flat_map(|name| fields(model, name)).flat_map(of_field);
    stated.chain(fields).collect()
}

/// The classes of all that an entity holds.
pub(super) fn of_entity(entity: &Entity) -> BTreeSet<Class> {
    entity.fields.iter().flat_map(of_field).collect()
}

/// A word of the author; `None` for "none".
fn read(text: &str) -> Option<Class> {
    let word = text.trim().to_lowercase();
    match word.as_str() {
        "" | "none" | "no" | "public" => None,
        "pii" | "personal" | "personal data" => Some(Class::Personal),
        "sensitive" | "special category" | "special" => Some(Class::Sensitive),
        "financial" => Some(Class::Financial),
        _ => Some(Class::Other(text.trim().to_owned())),
    }
}

fn of_field(field: &Field) -> impl Iterator<Item = Class> + use<> {
    let flags = [
        (field.flags.is_sensitive, Class::Sensitive),
        (field.flags.is_pii, Class::Personal),
        (field.flags.is_financial, Class::Financial),
    ];
    flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, class)| class)
}

/// The field that a name means, as in `Contact.email`, or all fields of an entity.
fn fields<'a>(model: &'a Model, name: &str) -> Vec<&'a Field> {
    let (owner, field) = name.split_once('.').map_or((name, None), |(owner, field)| (owner, Some(field)));
    let is_called = |own: &str, wanted: &str| own.to_lowercase() == wanted.trim().to_lowercase();
    let is_meant = |entity: &&Entity| is_called(&entity.id, owner) || is_called(&entity.name, owner);
    let all = model.entities.node_weights().filter(is_meant).flat_map(|entity| &entity.fields);
    all.filter(|own| field.is_none_or(|field| is_called(&own.name, field))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(stated: Option<&str>, carried: &[&str]) -> Vec<Class> {
        let text = "entities:\n  Contact: {email: email pii, diet: text sensitive, name: text}\n  Deal: {amount: money \
                    financial}";
        let files = crate::source::Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        let carried: Vec<String> = carried.iter().map(|name| (*name).to_owned()).collect();
        classes_of(&model, stated, &carried).into_iter().collect()
    }

    #[test]
    fn the_class_of_a_flow_is_the_union_of_what_it_carries() {
        assert_eq!(classes(None, &["Contact.email", "Deal.amount"]), [Class::Personal, Class::Financial]);
        assert_eq!(classes(None, &["Contact"]), [Class::Sensitive, Class::Personal]);
        assert_eq!(classes(None, &["Contact.name", "score"]), []);
        assert_eq!(classes(Some("pii, sensitive"), &[]), [Class::Sensitive, Class::Personal]);
    }

    #[test]
    fn a_word_of_the_authors_own_is_a_class_and_none_is_not() {
        assert_eq!(classes(Some("Trade secret"), &[]), [Class::Other("Trade secret".to_owned())]);
        assert_eq!(classes(Some("none"), &[]), []);
    }
}
