//! Texts of few kinds, by number: stages, segments, reasons.

use std::collections::BTreeMap;

use super::fault::Place;

/// The number of a text that is not there.
pub(super) const NONE: u8 = u8::MAX;

/// The texts met so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: BTreeMap<Vec<u8>, u8>,
    texts: Vec<String>,
    /// Where each was met first.
    places: Vec<Option<Place>>,
    /// The one that was asked for last: neighbours are often alike.
    last: Option<(Vec<u8>, u8)>,
}

/// Why a text has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    NotText,
    TooMany,
    Address,
    TooLong,
}

impl Names {
    /// The most that there may be; more are no stages or segments.
    pub(super) const MOST: usize = 120;

    /// The number of a text that has been met.
    pub(super) fn find(&mut self, text: &[u8]) -> Option<u8> {
        if let Some((last, number)) = &self.last
            && last == text
        {
            return Some(*number);
        }
        let number = self.known.get(text).copied()?;
        match &mut self.last {
            Some(last) => {
                last.0.clear();
                last.0.extend_from_slice(text);
                last.1 = number;
            }
            None => self.last = Some((text.to_vec(), number)),
        }
        Some(number)
    }

    /// Gives a number to a text that has none.
    pub(super) fn add(&mut self, text: &[u8], place: Option<Place>) -> Result<u8, Refused> {
        let name = std::str::from_utf8(text).map_err(|_| Refused::NotText)?;
        // What reads like an address is one, and is never to be written anywhere.
        if name.contains('@') {
            return Err(Refused::Address);
        }
        if name.chars().count() > 80 {
            return Err(Refused::TooLong);
        }
        let number = u8::try_from(self.texts.len()).ok().filter(|_| self.texts.len() < Self::MOST);
        let number = number.ok_or(Refused::TooMany)?;
        self.known.insert(text.to_vec(), number);
        self.texts.push(name.to_owned());
        self.places.push(place);
        Ok(number)
    }

    pub(super) fn text(&self, number: u8) -> &str {
        self.texts.get(usize::from(number)).map_or("", String::as_str)
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    pub(super) fn place(&self, number: u8) -> Option<&Place> {
        self.places.get(usize::from(number))?.as_ref()
    }
}
