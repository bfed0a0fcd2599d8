//! Fields in one line: `TYPE FLAGS [-> Entity[.field][!]]`.

use super::piece::place;
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
    /// Others that it may refer to instead: `-> Lead | Contact`.
    pub alternatives: Vec<FieldReference>,
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
    /// `xor`: of the fields of an entity that have it one has a value.
    pub is_exclusive: bool,
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
    ("xor", |flags| flags.is_exclusive = true),
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

/// Reads `TYPE FLAGS [-> Entity[.field][!] [| Entity]] FLAGS`.
///
/// The first word is the type, unless it is a flag or an arrow; a type may hold brackets, as `decimal(10, 2)`, and the
/// name of an entity several words. Flags alone are a field without a type.
///
/// # Errors
/// D131 for a flag that does not exist, D132 for an arrow without an entity, D133 for brackets that are not closed or
/// hold nothing, D134 for a second arrow.
pub fn parse(name: Spanned<String>, text: &Spanned<String>) -> Result<Field, Diagnostics> {
    let mut field = Field { span: name.span.to(&text.span), name, ..Field::default() };
    let mut findings = Diagnostics::default();
    let words = words(&text.value);
    let mut rest = words.as_slice();
    if let [(at, word), after @ ..] = rest
        && *word != "->"
        && !Flags::default().set(word)
    {
        read_type(&mut field, text, *at, word, &mut findings);
        rest = after;
    }
    while let [(at, word), after @ ..] = rest {
        rest = after;
        let span = place(text, *at..at + word.len());
        if *word != "->" {
            if !field.flags.set(word) {
                findings.push(unknown_flag(word, span));
            }
            continue;
        }
        let length = words_of_entity(after);
        rest = &after[length..];
        match reference(text, &after[..length]) {
            None => findings.push(
                Diagnostic::error("D132", span, "an arrow needs the entity that it points to")
                    .help("write it as `-> Account`, or `-> Account!` if there is always one"),
            ),
            Some(_) if field.references.is_some() => findings.push(
                Diagnostic::error("D134", span, "a field points to one entity, and this is the second arrow")
                    .help("write a field for each entity"),
            ),
            Some(reference) => field.references = Some(reference),
        }
        while let [(at, "|"), after @ ..] = rest {
            let length = words_of_entity(after);
            rest = &after[length..];
            match reference(text, &after[..length]) {
                Some(reference) => field.alternatives.push(reference),
                None => findings.push(
                    Diagnostic::error("D132", place(text, *at..at + 1), "a `|` needs the entity behind it")
                        .help("write it as `-> Lead | Contact`"),
                ),
            }
        }
    }
    if findings.is_empty() { Ok(field) } else { Err(findings) }
}

/// How many words name the entity: up to a `!`, or those before the next arrow, `|`, flag, or slip of a flag.
fn words_of_entity(words: &[(usize, &str)]) -> usize {
    let end = words.iter().position(|(_, word)| matches!(*word, "->" | "|")).unwrap_or(words.len());
    if let Some(mark) = words[..end].iter().position(|(_, word)| word.ends_with('!')) {
        return mark + 1;
    }
    let is_flag = |word: &str| Flags::default().set(word) || nearest(word, Flags::names()).is_some();
    let more = words[..end].iter().skip(1).take_while(|(_, word)| !is_flag(word)).count();
    end.min(1 + more)
}

/// Words, those in brackets kept together with the word before them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let (mut start, mut depth) = (None, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '(' => {
                // `enum (a|b)` is one type.
                if start.is_none() && depth == 0 {
                    start = words.pop().map(|(at, _)| at);
                }
                depth += 1;
            }
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
        words.push((start, text[start..].trim_end()));
    }
    words
}

fn read_type(field: &mut Field, text: &Spanned<String>, at: usize, word: &str, findings: &mut Diagnostics) {
    field.kind = Some(word.to_owned());
    let span = place(text, at..at + word.len());
    if word.matches('(').count() != word.matches(')').count() {
        let finding = Diagnostic::error("D133", span, format!("the brackets of `{word}` do not match"));
        findings.push(finding.help("write it as `enum(new|won|lost)` or `decimal(10, 2)`"));
        return;
    }
    let inside = word.strip_suffix(')').and_then(|word| {
        let (name, values) = word.split_once('(')?;
        name.trim().eq_ignore_ascii_case("enum").then_some(values)
    });
    let Some(values) = inside else { return };
    let values = values.split(['|', ',']).map(str::trim).filter(|value| !value.is_empty());
    field.values = values.map(str::to_owned).collect();
    field.kind = Some("enum".to_owned());
    if field.values.is_empty() {
        let finding = Diagnostic::error("D133", span, "an enumeration without values");
        findings.push(finding.help("write its values between the brackets, as in `enum(new|won|lost)`"));
    }
}

/// `Entity`, `Entity.field`, `Entity!`, the name in one word or several; `None` without a name.
fn reference(text: &Spanned<String>, words: &[(usize, &str)]) -> Option<FieldReference> {
    let ((start, _), (last, word)) = (words.first()?, words.last()?);
    let whole = &text.value[*start..last + word.len()];
    let bare = whole.strip_suffix('!').unwrap_or(whole).trim_end();
    let (entity, name) = match bare.rsplit_once('.') {
        Some((entity, name)) => (entity, Some((entity.len() + 1, name))),
        None => (bare, None),
    };
    let spanned = |from: usize, word: &str| {
        Spanned::new(word.to_owned(), place(text, start + from..start + from + word.len()))
    };
    (!entity.is_empty()).then(|| FieldReference {
        entity: spanned(0, entity),
        field: name.filter(|(_, name)| !name.is_empty()).map(|(from, name)| spanned(from, name)),
        is_required: whole.ends_with('!'),
    })
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
        assert_eq!(codes("enum()"), ["D133"]);
        assert_eq!(codes("-> !"), ["D132"]);
        assert_eq!(codes("-> Account -> Contact"), ["D134"]);
        assert_eq!(codes("-> Account requird"), ["D131"]);
    }

    #[test]
    fn an_entity_may_have_several_words() {
        let target = |value: &str| {
            let field = read(value).expect("a field");
            let flags = field.flags;
            let target = field.references.expect("a reference");
            (target.entity.value, target.field.map(|field| field.value), target.is_required, flags.is_primary)
        };
        assert_eq!(target("-> Sales account! pk"), ("Sales account".to_owned(), None, true, true));
        assert_eq!(
            target("pk -> Sales account.id !"),
            ("Sales account".to_owned(), Some("id".to_owned()), true, true)
        );
        assert_eq!(target("-> Price list item"), ("Price list item".to_owned(), None, false, false));
    }

    #[test]
    fn a_field_may_refer_to_one_of_several() {
        let field = read("reference -> Lead | Sales contact.id! pii").expect("a field");
        let first = field.references.expect("a reference");
        assert_eq!((first.entity.value.as_str(), first.is_required), ("Lead", false));
        let [second] = field.alternatives.as_slice() else { panic!("one more") };
        assert_eq!((second.entity.value.as_str(), second.is_required), ("Sales contact", true));
        assert!(field.flags.is_pii);
        assert_eq!(read("-> Lead |").expect_err("nothing behind it").in_order()[0].code, "D132");
    }

    #[test]
    fn brackets_may_stand_apart_from_their_type() {
        assert_eq!(read("enum (a | b) pk").expect("a field").values, ["a", "b"]);
        assert_eq!(read("varchar (255) unique").expect("a field").kind.as_deref(), Some("varchar (255)"));
    }

    #[test]
    fn parts_have_their_place() {
        let value = "text requird -> Account";
        let name = Spanned::<String>::default();
        let text = Spanned::new(value.to_owned(), Span { start: 40, end: 63, ..Span::default() });
        let findings = parse(name, &text).expect_err("a slip");
        assert_eq!(findings.in_order()[0].span.map(|span| span.range()), Some(45..52));
    }
}
