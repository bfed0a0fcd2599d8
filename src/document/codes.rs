//! The codes of what the reader finds, each given once.

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        $($(#[$doc])+ pub(super) const $name: &str = $code;)+

        /// All of them, for the tests.
        #[cfg(test)]
        const ALL: &[&str] = &[$($code),+];
    };
}

codes! {
    /// The document is not a mapping.
    NOT_A_MAPPING = "D001";
    /// The document asks for a version of the format that there is not.
    VERSION = "D002";
    /// A section has no such key.
    UNKNOWN_KEY = "D003";
    /// A key is given twice, by its name and by a synonym.
    SAME_KEY = "D004";
    /// A key of the language that this version does not read yet.
    LATER = "D005";
    /// A key of a view stands at the top of a file that is not a single picture.
    VIEW_KEY = "D006";
    /// The document has nothing to draw.
    NOTHING = "D007";
    /// A file is both a single picture and a list of views.
    TYPE_AND_VIEWS = "D008";
    /// A view has no type.
    NO_TYPE = "D009";
    /// A list stands where a text is wanted, or the like.
    SHAPE = "D010";
    /// A word is not one of those that a key takes.
    WORD = "D011";
    /// A flag is neither yes nor no.
    FLAG = "D012";
    /// A count is not a whole number.
    COUNT = "D013";
    /// A day is not written as one.
    DATE = "D014";
    /// A currency is not a code.
    CURRENCY = "D015";
    /// A working day or week that cannot be.
    CALENDAR = "D016";
    /// Percentiles without a median.
    MEDIAN = "D017";
    /// A value that is said to be of one record and of all.
    VALUE_OF = "D018";
    /// An item says nothing.
    EMPTY_ITEM = "D020";
    /// An item has no name.
    NO_NAME = "D021";
    /// An item has two ids.
    TWO_IDS = "D022";
    /// An id is given to two items.
    SAME_ID = "D023";
    /// Two names differ only in case or accents.
    SAME_NAME = "D024";
    /// Lines below an item are not indented.
    INDENT = "D025";
    /// There are too many items.
    TOO_MANY_ITEMS = "D026";
    /// There are too many findings.
    TOO_MANY_FINDINGS = "D027";
    /// A flow has no arrow.
    NO_ARROW = "D030";
    /// A flow lacks an end.
    NO_END = "D031";
    /// A relation cannot be read.
    RELATION = "D032";
    /// A key of an entity is read as a field.
    ENTITY_KEY = "D033";
    /// A part in an activity is not one of R, A, S, C, I.
    ASSIGNMENT = "D034";
    /// A reference of a field has no name.
    FIELD_REFERENCE = "D035";
    /// A way on has no target.
    NO_TARGET = "D036";
    /// `data` names no file.
    NO_FILE = "D037";
    /// The name of a column has no place for the stage.
    PATTERN = "D038";
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_code_is_given_twice() {
        let mut codes = super::ALL.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), super::ALL.len());
    }
}
