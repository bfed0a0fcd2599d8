//! Fields in one line: `TYPE FLAGS [-> Entity[.field][!]]`.

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
