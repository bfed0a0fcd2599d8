//! What the name of a field says of the people whose data it holds.

use crate::document::grammar::field::Field;
use crate::document::sections::Document;
use crate::document::write::Comments;

/// What a suggestion says beside the field.
const REMARK: &str = "suggested by its name";

/// Words of a special category of personal data (GDPR, Article 9).
const SENSITIVE: &[&str] = &[
    "religion",
    "ethnicity",
    "race",
    "diagnosis",
    "health",
    "disability",
    "biometric",
    "fingerprint",
    "sexual orientation",
    "political",
    "trade union",
    "blood group",
    "genetic",
];

/// Words of personal data that is about money.
const FINANCIAL: &[&str] =
    &["salary", "iban", "bank account", "credit card", "card number", "income", "wage"];

/// Words of personal data.
const PERSONAL: &[&str] = &[
    "email",
    "e mail",
    "phone",
    "telephone",
    "mobile",
    "fax",
    "first name",
    "last name",
    "middle name",
    "given name",
    "family name",
    "full name",
    "firstname",
    "lastname",
    "fullname",
    "surname",
    "maiden name",
    "birth",
    "birthdate",
    "birthday",
    "dob",
    "gender",
    "ssn",
    "social security",
    "passport",
    "national id",
    "tax id",
    "tax identifier",
    "address",
    "street",
    "zip",
    "zipcode",
    "postal code",
    "postcode",
    "postalcode",
    "ip address",
    "linkedin",
    "photo",
    "avatar",
    "signature",
    "username",
    "user name",
    "latitude",
    "longitude",
    "contact name",
    "driver licence",
    "driver license",
    "home page",
];

/// Entities of people, whose `name` is personal.
const PEOPLE: &[&str] = &[
    "contact", "person", "people", "lead", "customer", "employee", "user", "staff", "member", "patient",
    "actor",
];

/// Endings that say that a field is about the data, and not the data.
const ABOUT: &[&str] = &[
    "id", "ids", "at", "on", "count", "verified", "type", "status", "template", "enabled", "hash", "label",
    "opt out", "optout",
];

/// Marks what names suggest, and says so in a comment beside each.
pub(super) fn suggest(document: &mut Document, comments: &mut Comments) {
    for (at, entity) in document.entities.iter_mut().enumerate() {
        let is_person = words(&entity.item.name).iter().any(|word| {
            PEOPLE.contains(&word.as_str()) || word.strip_suffix('s').is_some_and(|one| PEOPLE.contains(&one))
        });
        for (index, field) in entity.fields.iter_mut().enumerate() {
            let flags = &mut field.flags;
            if flags.is_pii || flags.is_sensitive || flags.is_financial {
                continue;
            }
            let Some(kind) = suggested(field, is_person) else { continue };
            match kind {
                Kind::Sensitive => field.flags.is_sensitive = true,
                Kind::Financial => field.flags.is_financial = true,
                Kind::Personal => field.flags.is_pii = true,
            }
            comments.add_to_field(at, index, REMARK);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Sensitive,
    Financial,
    Personal,
}

fn suggested(field: &Field, is_person: bool) -> Option<Kind> {
    let kind = field.kind.as_deref().unwrap_or("").to_lowercase();
    if field.references.is_some() || field.flags.is_foreign || kind.starts_with("bool") || kind == "bit" {
        return None;
    }
    let words = words(&field.name.value);
    let name = words.join(" ");
    if ABOUT.iter().any(|word| name == *word || name.ends_with(&format!(" {word}")))
        && !name.ends_with("tax id")
        && !name.ends_with("national id")
    {
        return None;
    }
    let has = |list: &[&str]| list.iter().any(|entry| holds(&name, entry));
    if has(SENSITIVE) {
        Some(Kind::Sensitive)
    } else if has(FINANCIAL) {
        Some(Kind::Financial)
    } else if has(PERSONAL) || is_person && name == "name" {
        Some(Kind::Personal)
    } else {
        None
    }
}

/// Whether whole words of a name are those of an entry.
fn holds(name: &str, entry: &str) -> bool {
    format!(" {name} ").contains(&format!(" {entry} "))
}

/// The words of `firstName`, `first_name`, `First Name`, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut was_lower) = (String::new(), false);
    for character in name.chars() {
        if !character.is_alphanumeric() || character.is_uppercase() && was_lower {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
        was_lower = character.is_lowercase() || character.is_numeric();
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Spanned;

    fn kind(name: &str, kind: &str) -> Option<Kind> {
        let name = Spanned { value: name.to_owned(), ..Spanned::default() };
        suggested(&Field { name, kind: Some(kind.to_owned()), ..Field::default() }, true)
    }

    #[test]
    fn names_of_personal_data_are_known_in_every_spelling() {
        assert_eq!(kind("first_name", "text"), Some(Kind::Personal));
        assert_eq!(kind("EmailAddress", "text"), Some(Kind::Personal));
        assert_eq!(kind("Date of Birth", "date"), Some(Kind::Personal));
        assert_eq!(kind("annual_salary", "money"), Some(Kind::Financial));
        assert_eq!(kind("Religion", "text"), Some(Kind::Sensitive));
    }

    #[test]
    fn what_is_only_about_the_data_is_none_of_it() {
        assert_eq!(kind("address_id", "int"), None);
        assert_eq!(kind("email_verified", "boolean"), None);
        assert_eq!(kind("emailVerifiedAt", "timestamp"), None);
        assert_eq!(kind("description", "text"), None);
        assert_eq!(kind("trace", "text"), None);
    }
}
