//! The lines of a source that a finding shows, cut to what can be read.

use std::ops::Range;

use crate::source::{Source, Span};

/// Lines that are nearer to each other than this are shown in one piece.
const NEAR_LINES: usize = 8;
/// The most characters of a line that are shown.
const LONGEST_LINE: usize = 160;
/// Characters that are shown before the place in a line that is cut.
const BEFORE: usize = 60;

/// A place to be underlined.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// In bytes of the excerpt.
    pub(super) range: Range<usize>,
    /// Which of the places it was made from.
    pub(super) place: usize,
}

/// Some lines in a row.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    /// The lines, those that are too long cut.
    pub(super) text: String,
    /// The number of the first, from 1.
    pub(super) line: usize,
    /// What is underlined.
    pub(super) marks: Vec<Mark>,
}

/// A place on its line.
struct Placed {
    place: usize,
    line: usize,
    /// In bytes of the line.
    range: Range<usize>,
}

/// The excerpts for some places of one source, in the order of the first place of each.
pub(super) fn excerpts(source: &Source, places: &[Span]) -> Vec<Excerpt> {
    let mut placed: Vec<_> = places.iter().enumerate().map(|(at, span)| put(source, at, *span)).collect();
    placed.sort_by_key(|mark| (mark.line, mark.range.start, mark.place));
    let mut groups: Vec<Vec<Placed>> = Vec::new();
    for mark in placed {
        match groups
            .last_mut()
            .filter(|group| group.last().is_some_and(|last| mark.line - last.line < NEAR_LINES))
        {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups.sort_by_key(|group| group.iter().map(|mark| mark.place).min());
    groups.iter().map(|group| excerpt(source, group)).collect()
}

/// Where a span stands on its first line; a span of several lines is shown by its first.
fn put(source: &Source, place: usize, span: Span) -> Placed {
    let text = source.text();
    let start = floor(text, span.start as usize);
    let line = source.position(u32::try_from(start).unwrap_or(u32::MAX)).line;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let length = source.line(line).len();
    let from = (start - line_start).min(length);
    let to = floor(text, span.end as usize).saturating_sub(line_start).clamp(from, length);
    Placed { place, line, range: from..to }
}

fn excerpt(source: &Source, group: &[Placed]) -> Excerpt {
    let first = group.first().map_or(1, |mark| mark.line);
    let last = group.last().map_or(first, |mark| mark.line);
    let mut excerpt = Excerpt { text: String::new(), line: first, marks: Vec::new() };
    for line in first..=last {
        let text = source.line(line);
        let marks: Vec<_> = group.iter().filter(|mark| mark.line == line).collect();
        let window =
            window(text, marks.iter().min_by_key(|mark| mark.place).map_or(0, |mark| mark.range.start));
        if line > first {
            excerpt.text.push('\n');
        }
        let mut start = excerpt.text.len();
        if window.start > 0 {
            excerpt.text.push('…');
            start += '…'.len_utf8();
        }
        excerpt.text.push_str(&text[window.clone()]);
        if window.end < text.len() {
            excerpt.text.push('…');
        }
        for mark in marks {
            let put = |byte: usize| start + byte.clamp(window.start, window.end) - window.start;
            excerpt.marks.push(Mark { range: put(mark.range.start)..put(mark.range.end), place: mark.place });
        }
    }
    excerpt
}

/// The bytes of a line that are shown: all, or some around a place.
fn window(line: &str, around: usize) -> Range<usize> {
    // A short line has few bytes; only others are worth counting.
    if line.len() <= LONGEST_LINE || line.chars().nth(LONGEST_LINE).is_none() {
        return 0..line.len();
    }
    let start = line[..around].char_indices().nth_back(BEFORE - 1).map_or(0, |(at, _)| at);
    let end = line[start..].char_indices().nth(LONGEST_LINE).map_or(line.len(), |(at, _)| start + at);
    start..end
}

/// The last place where a character begins, at a byte or before it.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn span(range: Range<usize>) -> Span {
        Span::new(SourceId::default(), range)
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let source = Source::new("a", format!("{}X{}", "é".repeat(500_000), "ü".repeat(500_000)));
        let excerpts = excerpts(&source, &[span(1_000_000..1_000_001)]);
        let excerpt = &excerpts[0];
        assert_eq!(excerpt.text.chars().count(), LONGEST_LINE + 2);
        assert_eq!(&excerpt.text[excerpt.marks[0].range.clone()], "X");
    }

    #[test]
    fn places_far_from_each_other_are_shown_apart_the_first_one_first() {
        let source = Source::new("a", "x\n".repeat(100));
        let excerpts = excerpts(&source, &[span(100..101), span(0..1), span(104..105)]);
        assert_eq!(excerpts.iter().map(|excerpt| excerpt.line).collect::<Vec<_>>(), [51, 1]);
        assert_eq!(excerpts[0].text, "x\nx\nx");
    }

    #[test]
    fn places_that_cannot_be_are_mended() {
        let source = Source::new("a", "é\r\n");
        let excerpts = excerpts(&source, &[span(1..1), span(99..120), span(2..4)]);
        assert_eq!(excerpts[0].text, "é\n");
        assert_eq!(excerpts[0].marks[0].range, 0..0);
    }
}
