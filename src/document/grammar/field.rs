//! Fields in one line: `TYPE FLAGS [-> Entity[.field][!]]`.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{Span, Spanned};

/// A field of an entity or a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Spanned<String>,
    /// Its type as written; `None` for a bare reference.
    pub kind: Option<String>,
    /// The values of `enum(a|b|c)`; empty for any other type.
    pub values: Vec<String>,
    /// What is said of it.
    pub flags: Flags,
    /// The entity, or the field of one, that it refers to.
    pub references: Option<FieldReference>,
    /// `note`
    pub note: Option<String>,
    /// The whole of it.
    pub span: Span,
}

/// What a field refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldReference {
    /// The entity.
    pub entity: Spanned<String>,
    /// Its field; the primary key when not written.
    pub field: Option<Spanned<String>>,
    /// `!`: there is always one.
    pub is_required: bool,
}

/// The flags of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `pk`
    pub is_primary: bool,
    /// `fk`
    pub is_foreign: bool,
    /// `unique`
    pub is_unique: bool,
    /// `required`
    pub is_required: bool,
    /// `nullable`
    pub is_nullable: bool,
    /// `pii`: personal data.
    pub is_pii: bool,
    /// `sensitive`: a special category of personal data.
    pub is_sensitive: bool,
    /// `financial`
    pub is_financial: bool,
    /// `index`
    pub is_index: bool,
    /// `derived`: computed from others.
    pub is_derived: bool,
}

/// A word, and what it sets.
type FlagRow = (&'static str, fn(&mut Flags));

/// The flags as they are written.
const FLAGS: &[FlagRow] = &[
    ("pk", |flags| flags.is_primary = true),
    ("fk", |flags| flags.is_foreign = true),
    ("unique", |flags| flags.is_unique = true),
    ("required", |flags| flags.is_required = true),
    ("nullable", |flags| flags.is_nullable = true),
    ("pii", |flags| flags.is_pii = true),
    ("sensitive", |flags| flags.is_sensitive = true),
    ("financial", |flags| flags.is_financial = true),
    ("index", |flags| flags.is_index = true),
    ("derived", |flags| flags.is_derived = true),
];

impl Flags {
    /// The words of all flags.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FLAGS.iter().map(|(name, _)| *name)
    }

    /// Sets the flag of a word; `false` if there is none.
    pub fn set(&mut self, word: &str) -> bool {
        let word = word.to_lowercase();
        let Some((_, set)) = FLAGS.iter().find(|(name, _)| *name == word) else { return false };
        set(self);
        true
    }
}

/// Reads `TYPE FLAGS [-> Entity[.field][!]] FLAGS`.
///
/// The first word is the type, unless it is a flag or an arrow; a type may hold brackets, as `decimal(10, 2)`.
///
/// # Errors
/// D131 for a flag that does not exist, D132 for an arrow without an entity, D133 for brackets that are not closed.
pub fn parse(name: Spanned<String>, text: &Spanned<String>) -> Result<Field, Diagnostics> {
    let mut field = Field { span: name.span.to(&text.span), name, ..Field::default() };
    let mut findings = Diagnostics::default();
    let words = words(&text.value);
    let mut words = words.iter().copied().peekable();
    let is_type = |word: &str| word != "->" && !Flags::default().set(word);
    if let Some((at, word)) = words.next_if(|(_, word)| is_type(word)) {
        read_type(&mut field, text, at, word, &mut findings);
    }
    while let Some((at, word)) = words.next() {
        let span = text.span.part(at..at + word.len());
        if word == "->" {
            match words.next_if(|(_, word)| *word != "->") {
                Some((at, target)) => field.references = Some(reference(text, at, target)),
                None => findings.push(
                    Diagnostic::error("D132", span, "an arrow needs the entity that it points to")
                        .help("write it as `-> Account`, or `-> Account!` if there is always one"),
                ),
            }
        } else if !field.flags.set(word) {
            findings.push(unknown_flag(word, span));
        }
    }
    if findings.is_empty() { Ok(field) } else { Err(findings) }
}

/// Words, those in brackets kept together.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let (mut start, mut depth) = (None, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if character.is_whitespace() && depth == 0 {
            if let Some(start) = start.take() {
                words.push((start, &text[start..at]));
            }
        } else {
            start.get_or_insert(at);
        }
    }
    if let Some(start) = start {
        words.push((start, &text[start..]));
    }
    words
}

fn read_type(field: &mut Field, text: &Spanned<String>, at: usize, word: &str, findings: &mut Diagnostics) {
    field.kind = Some(word.to_owned());
    if word.matches('(').count() != word.matches(')').count() {
        let span = text.span.part(at..at + word.len());
        let finding = Diagnostic::error("D133", span, format!("the brackets of `{word}` do not match"));
        findings.push(finding.help("write it as `enum(new|won|lost)` or `decimal(10, 2)`"));
        return;
    }
    let inside = word.strip_suffix(')').and_then(|word| {
        let (name, values) = word.split_once('(')?;
        name.eq_ignore_ascii_case("enum").then_some(values)
    });
    if let Some(values) = inside {
        field.values = values
            .split(['|', ','])
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        field.kind = Some("enum".to_owned());
    }
}

fn reference(text: &Spanned<String>, at: usize, target: &str) -> FieldReference {
    let bare = target.strip_suffix('!').unwrap_or(target);
    let (entity, name) = match bare.split_once('.') {
        Some((entity, name)) => (entity, Some((entity.len() + 1, name))),
        None => (bare, None),
    };
    let spanned = |from: usize, word: &str| {
        Spanned::new(word.to_owned(), text.span.part(at + from..at + from + word.len()))
    };
    FieldReference {
        entity: spanned(0, entity),
        field: name.map(|(from, name)| spanned(from, name)),
        is_required: target.ends_with('!'),
    }
}

fn unknown_flag(word: &str, span: Span) -> Diagnostic {
    let finding = Diagnostic::error("D131", span, format!("there is no flag `{word}`"));
    match nearest(word, Flags::names()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(span, near),
        None => finding
            .help(format!("the flags of a field are {}", Flags::names().collect::<Vec<_>>().join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<Field, Diagnostics> {
        let name = Spanned { value: "x".to_owned(), ..Spanned::default() };
        parse(name, &Spanned { value: value.to_owned(), ..Spanned::default() })
    }

    #[test]
    fn a_field_has_a_type_and_flags() {
        let field = read("email required pii").expect("a field");
        assert_eq!(field.kind.as_deref(), Some("email"));
        assert!(field.flags.is_required && field.flags.is_pii && !field.flags.is_primary);
        assert_eq!(read("decimal(10, 2) index").expect("a field").kind.as_deref(), Some("decimal(10, 2)"));
        assert_eq!(read("pk").expect("a field").kind, None);
    }

    #[test]
    fn enumerations_have_values() {
        assert_eq!(read("enum(new | won|lost)").expect("a field").values, ["new", "won", "lost"]);
    }

    #[test]
    fn a_reference_may_be_required_and_have_flags_behind() {
        let field = read("-> Account! pk").expect("a field");
        let target = field.references.expect("a reference");
        assert!(target.is_required && field.flags.is_primary && field.kind.is_none());
        assert_eq!(target.entity.value, "Account");
        let target = read("int -> User.id").expect("a field").references.expect("a reference");
        assert_eq!(target.field.map(|field| field.value).as_deref(), Some("id"));
    }

    #[test]
    fn faults_are_told_all_at_once() {
        let codes = |value: &str| -> Vec<&str> {
            read(value).expect_err("a fault").into_iter().map(|finding| finding.code).collect()
        };
        assert_eq!(codes("text requird piii"), ["D131", "D131"]);
        assert_eq!(codes("text ->"), ["D132"]);
        assert_eq!(codes("enum(a|b"), ["D133"]);
    }
}
