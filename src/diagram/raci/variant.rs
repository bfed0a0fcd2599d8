//! The variants of the matrix: which letters there are, what they stand for, and how much each weighs.

use crate::furniture::LetterTone;
use crate::metrics::responsibility::Matrix;
use crate::model::Assignment;

/// A letter of a matrix.
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) sign: char,
    /// What it stands for.
    pub(super) word: &'static str,
    /// What whoever has it does.
    pub(super) about: &'static str,
    pub(super) tone: LetterTone,
    has: fn(&Assignment) -> bool,
}

/// A variant of the matrix.
#[derive(Debug)]
pub(super) struct Variant {
    /// What `notation` calls it.
    pub(super) name: &'static str,
    /// Its letters, the weightiest first.
    pub(super) letters: &'static [Letter],
}

const ACCOUNTABLE: Letter = Letter {
    sign: 'A',
    word: "Accountable",
    about: "answers for it",
    tone: LetterTone::Full,
    has: |part| part.is_accountable,
};
const RESPONSIBLE: Letter = Letter {
    sign: 'R',
    word: "Responsible",
    about: "does it",
    tone: LetterTone::Strong,
    has: |part| part.is_responsible || part.is_driving,
};
const SUPPORTING: Letter = Letter {
    sign: 'S',
    word: "Supporting",
    about: "lends a hand",
    tone: LetterTone::Faint,
    has: |part| part.is_supporting,
};
const CONSULTED: Letter = Letter {
    sign: 'C',
    word: "Consulted",
    about: "is asked before",
    tone: LetterTone::Neutral,
    has: |part| part.is_consulted,
};
const INFORMED: Letter = Letter {
    sign: 'I',
    word: "Informed",
    about: "is told after",
    tone: LetterTone::Bare,
    has: |part| part.is_informed,
};
const DRIVER: Letter = Letter { sign: 'D', word: "Driver", about: "drives it", ..RESPONSIBLE };
const APPROVER: Letter = Letter { word: "Approver", about: "decides", ..ACCOUNTABLE };
const CONTRIBUTOR: Letter = Letter { word: "Contributor", ..CONSULTED };

/// All variants; the first is the usual one.
pub(super) static VARIANTS: &[Variant] = &[
    Variant { name: "raci", letters: &[ACCOUNTABLE, RESPONSIBLE, CONSULTED, INFORMED] },
    Variant { name: "rasci", letters: &[ACCOUNTABLE, RESPONSIBLE, SUPPORTING, CONSULTED, INFORMED] },
    Variant { name: "daci", letters: &[APPROVER, DRIVER, SUPPORTING, CONTRIBUTOR, INFORMED] },
];

impl Variant {
    /// The one whose letters a matrix uses.
    pub(super) fn fitting(matrix: &Matrix) -> &'static Self {
        let uses = |has: fn(&Assignment) -> bool| {
            matrix.activities.iter().any(|activity| activity.parts.values().any(has))
        };
        match (uses(|part| part.is_driving), uses(|part| part.is_supporting)) {
            (true, _) => &VARIANTS[2],
            (false, true) => &VARIANTS[1],
            (false, false) => &VARIANTS[0],
        }
    }

    /// The letters of a part, by their places in the variant.
    pub(super) fn spell(&self, part: &Assignment) -> Vec<usize> {
        (0..self.letters.len()).filter(|place| (self.letters[*place].has)(part)).collect()
    }

    /// The letter of those who answer, and of those who do it.
    pub(super) fn heads(&self) -> [&'static Letter; 2] {
        [&self.letters[0], &self.letters[1]]
    }
}
