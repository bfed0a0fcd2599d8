//! The table of keys: what may stand where, with its type, synonyms and description.

/// The view types of the language, whether a diagram draws them yet or not.
pub const VIEW_TYPES: &[&str] = &[
    "flowchart",
    "swimlane",
    "journey",
    "blueprint",
    "vsm",
    "erd",
    "funnel",
    "dfd",
    "class",
    "org",
    "lifecycle",
    "raci",
];
