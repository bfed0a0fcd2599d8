//! The words of each closed enumeration, in one place for reader and schema.

use super::sections::{
    Basis, DataShape, DateOrder, Decimals, Delimiter, Density, Direction, FlowKind, Good, State, StepKind,
    SwimlaneKind, ValueAdded, Visits,
};

/// A closed set of words, each with what it means.
pub trait Words: Copy + 'static {
    /// The words in the order in which help lists them.
    const WORDS: &'static [&'static str];
    /// What the word at the same place means.
    const MEANINGS: &'static [Self];

    /// What a word means.
    fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().position(|known| *known == word).map(|at| Self::MEANINGS[at])
    }

    /// The first word that means this.
    fn word(self) -> &'static str
    where
        Self: PartialEq,
    {
        let at = Self::MEANINGS.iter().position(|known| *known == self);
        Self::WORDS[at.expect("every meaning has a word")]
    }
}

macro_rules! words {
    ($($kind:ident { $($word:literal => $meaning:ident,)+ })+) => {$(
        impl Words for $kind {
            const WORDS: &'static [&'static str] = &[$($word),+];
            const MEANINGS: &'static [Self] = &[$(Self::$meaning),+];
        }
    )+};
}

words! {
    State {
        "as-is" => AsIs,
        "to-be" => ToBe,
    }
    SwimlaneKind {
        "team" => Team,
        "role" => Role,
        "person" => Person,
        "external" => External,
        "system" => System,
        "external-system" => ExternalSystem,
    }
    StepKind {
        "start" => Start,
        "end" => End,
        "task" => Task,
        "decision" => Decision,
        "parallel" => Parallel,
        "event" => Event,
        "document" => Document,
        "data" => Data,
        "subprocess" => Subprocess,
        "manual" => Manual,
        "manual-input" => ManualInput,
        "preparation" => Preparation,
        "display" => Display,
        "delay" => Delay,
        "database" => Database,
        "connector" => Connector,
        "off-page" => OffPage,
    }
    ValueAdded {
        "yes" => Yes,
        "no" => No,
        "necessary" => Necessary,
        "true" => Yes,
        "false" => No,
    }
    Good {
        "up" => Up,
        "down" => Down,
    }
    FlowKind {
        "sequence" => Sequence,
        "message" => Message,
        "data" => Data,
        "information" => Information,
        "material" => Material,
        "association" => Association,
    }
    Direction {
        "right" => Right,
        "left" => Left,
        "down" => Down,
        "up" => Up,
        "LR" => Right,
        "RL" => Left,
        "TB" => Down,
        "BT" => Up,
    }
    Basis {
        "cohort" => Cohort,
        "snapshot" => Snapshot,
    }
    Density {
        "comfortable" => Comfortable,
        "compact" => Compact,
        "dense" => Dense,
    }
    DataShape {
        "events" => Events,
        "wide" => Wide,
        "snapshot" => Snapshot,
    }
    Visits {
        "sum" => Sum,
        "first" => First,
    }
    DateOrder {
        "iso" => Iso,
        "dmy" => Dmy,
        "mdy" => Mdy,
    }
    Decimals {
        "point" => Point,
        "comma" => Comma,
    }
    Delimiter {
        "comma" => Comma,
        "semicolon" => Semicolon,
        "tab" => Tab,
        "pipe" => Pipe,
    }
}

/// What a flag may be called; YAML 1.1 and 1.2 disagree on them, so all are told alike.
pub(super) fn flag(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_meaning() {
        assert_eq!(StepKind::of("off-page"), Some(StepKind::OffPage));
        assert_eq!(Direction::of("TB"), Some(Direction::Down));
        assert_eq!(StepKind::of("Decision"), None);
        assert_eq!(StepKind::WORDS.len(), StepKind::MEANINGS.len());
    }

    #[test]
    fn a_flag_is_read_in_every_spelling_of_yaml() {
        assert_eq!(flag("Yes"), Some(true));
        assert_eq!(flag("off"), Some(false));
        assert_eq!(flag("maybe"), None);
    }
}
