//! The codes of what keeps a text from being a tree, each given once.

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        $($(#[$doc])+ pub(super) const $name: &str = $code;)+

        /// All of them, for the tests.
        #[cfg(test)]
        const ALL: &[&str] = &[$($code),+];
    };
}

codes! {
    /// The text is longer than the limit.
    TOO_LONG = "Y001";
    /// A character that no text may have.
    CONTROL_CHARACTER = "Y002";
    /// Lists and mappings stand too deep inside each other.
    TOO_DEEP = "Y003";
    /// There are too many values, aliases expanded.
    TOO_MANY_VALUES = "Y004";
    /// There are too many items.
    TOO_MANY_ITEMS = "Y005";
    /// An alias stands inside what it stands for.
    SELF_REFERENCE = "Y006";
    /// No anchor has the name of an alias.
    UNKNOWN_ANCHOR = "Y007";
    /// A file holds several documents.
    SEVERAL_DOCUMENTS = "Y008";
    /// A mapping has a key twice.
    DUPLICATE_KEY = "Y009";
    /// A key is a list or a mapping.
    KEY_IS_NO_TEXT = "Y010";
    /// There is nothing before a colon.
    NO_KEY = "Y011";
    /// A tag of YAML.
    TAG = "Y012";
    /// What is merged is no mapping.
    MERGE = "Y013";
    /// A tab where spaces indent.
    TAB = "Y020";
    /// A text begins with a character that YAML keeps for itself.
    RESERVED_START = "Y021";
    /// A second colon in a line.
    COLON_IN_TEXT = "Y022";
    /// A quotation mark is not closed.
    OPEN_QUOTE = "Y023";
    /// Text after a closing quotation mark or bracket.
    TEXT_AFTER_END = "Y024";
    /// A bracket is not closed.
    OPEN_BRACKET = "Y025";
    /// A closing bracket without its opening one.
    WRONG_BRACKET = "Y026";
    /// A line is indented neither like the one above nor like one further up.
    INDENTATION = "Y027";
    /// A line without a colon among lines with one.
    NO_COLON = "Y028";
    /// A comma is missing between brackets, or there is one too many.
    COMMA = "Y029";
    /// A dash where no list can begin.
    DASH = "Y030";
    /// An unknown escape between double quotation marks.
    ESCAPE = "Y031";
    /// Text behind the sign that opens a block.
    BLOCK_HEADER = "Y032";
    /// A comment that touches what stands before it.
    COMMENT = "Y033";
    /// No space after a colon.
    NO_SPACE = "Y034";
    /// A line of directives that cannot be read.
    DIRECTIVE = "Y035";
    /// A question mark that asks for a key where none can be.
    QUESTION_MARK = "Y036";
    /// A key that is too long.
    LONG_KEY = "Y037";
    /// Anything else that is no YAML.
    SYNTAX = "Y038";
    /// There are too many findings.
    TOO_MANY_FINDINGS = "Y039";
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
