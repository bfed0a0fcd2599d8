//! Subsets of the embedded faces, for files that carry their own.

use std::collections::BTreeSet;

use harfrust::Tag;
use skera::{Plan, SubsetFlags, subset_font};
use skrifa::MetadataProvider as _;
use skrifa::raw::collections::IntSet;

use super::font::Face;

/// A font file with only the characters asked for, kerning and marks kept; `None` if the face has none of them, as no
/// reader takes a font without letters.
pub fn subset(face: Face, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = &face.core_for(characters.iter().copied()).unwrap_or_else(|| face.parsed()).font;
    let known = font.charmap();
    characters.iter().find(|character| known.map(**character).is_some())?;
    let mut unicodes = IntSet::<u32>::empty();
    unicodes.extend(characters.iter().map(|character| u32::from(*character)));
    let mut all_scripts = IntSet::<Tag>::empty();
    all_scripts.invert();
    let mut features = IntSet::<Tag>::empty();
    features.extend([b"kern", b"mark", b"mkmk", b"ccmp", b"locl"].map(Tag::new));
    let plan = Plan::new(
        &IntSet::empty(),
        &unicodes,
        font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &IntSet::empty(),
        &all_scripts,
        &features,
        &IntSet::empty(),
        &IntSet::empty(),
    );
    subset_font(font, &plan).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subset_is_small_and_always_the_same() {
        let characters: BTreeSet<char> = "Customer journey map".chars().collect();
        let one = subset(Face::Regular, &characters).expect("a font");
        assert!(one.len() < 12_000, "{}", one.len());
        assert_eq!(Some(one), subset(Face::Regular, &characters));
    }

    #[test]
    fn characters_that_a_face_lacks_are_no_reason_to_carry_it() {
        assert_eq!(subset(Face::SemiBold, &BTreeSet::from(['是', '否'])), None);
    }
}
