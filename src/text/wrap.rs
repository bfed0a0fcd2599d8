//! Breaking text into lines (VISUAL.md section 5).
//!
//! Words are kept whole where they can be: lines break at spaces and between ideographs; only a word that does not fit
//! a line by itself is broken, after `/ - _` and at humps of camel case, then at soft hyphens, then between any two
//! graphemes with a hyphen. Among the ways to fill the fewest lines the one is taken that leaves the least squared
//! slack (Knuth and Plass 1981, without stretching), which also keeps short words from standing alone.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

use super::font::{Fonts, Style};

/// Text in lines, none wider than asked where it can be helped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wrapped {
    /// The lines, without the spaces at which they were broken.
    pub lines: Vec<String>,
    /// The width of each.
    pub widths: Vec<f64>,
    /// Whether the end of the text was cut off.
    pub is_cut: bool,
}

impl Wrapped {
    /// The width of the widest line; 0 for no text.
    pub fn width(&self) -> f64 {
        self.widths.iter().copied().fold(0.0, f64::max)
    }
}

/// Wraps text into the fewest lines that fit, as evenly as they can be.
pub fn wrap(fonts: &Fonts, text: &str, style: Style, max_width: f64) -> Wrapped {
    let mut wrapped = Wrapped::default();
    for paragraph in text.split('\n') {
        let paragraph = cleaned(paragraph);
        // Most texts fit as they are, and measuring takes longer than anything else here.
        let whole = fonts.width(&paragraph, style);
        if whole <= max_width && !paragraph.is_empty() && !paragraph.contains('\u{ad}') {
            wrapped.lines.push(paragraph);
            wrapped.widths.push(whole);
            continue;
        }
        let lines = break_lines(&words(fonts, &paragraph, style, max_width), max_width);
        wrapped.widths.extend(lines.iter().map(|line| fonts.width(line, style)));
        wrapped.lines.extend(lines);
    }
    wrapped
}

/// Wraps text into `max_lines` lines at the most; a longer one ends in `…`.
pub fn wrap_lines(fonts: &Fonts, text: &str, style: Style, max_width: f64, max_lines: usize) -> Wrapped {
    let whole = wrap(fonts, text, style, max_width);
    if whole.lines.len() <= max_lines {
        return whole;
    }
    let text = cleaned(&text.replace('\n', " "));
    let words: Vec<&str> = text.split(' ').collect();
    let shortened = |count: usize| {
        let kept = words[..count].join(" ");
        format!("{} …", kept.trim_end_matches([',', ';', ':', '.']))
    };
    let fits = |count: usize| wrap(fonts, &shortened(count), style, max_width).lines.len() <= max_lines;
    // The first count that does not fit any more; more words never need fewer lines.
    let (mut low, mut high) = (0, words.len());
    while low + 1 < high {
        let middle = low.midpoint(high);
        if fits(middle) { low = middle } else { high = middle }
    }
    Wrapped { is_cut: true, ..wrap(fonts, &shortened(low), style, max_width) }
}

/// A piece that is never broken, and whether a space follows it.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    text: String,
    width: f64,
    /// What stands after it on the same line; nothing between two ideographs or two pieces of a word.
    space: &'static str,
    space_width: f64,
    /// Drawn where a line ends here.
    hyphen: &'static str,
    hyphen_width: f64,
}

/// Control characters gone, white space made single, numbers glued to their units.
fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in
        text.split(|c: char| c.is_control() || (c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}'))
    {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            let last = out.rsplit([' ', '\u{a0}']).next().unwrap_or("");
            out.push(if belongs(last, word) { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// Whether a number and the word after it are one thing, as `19 d`, `3 weeks`, `40 %`; or a sign and its number.
fn belongs(before: &str, after: &str) -> bool {
    const UNITS: &[&str] = &[
        "%", "‰", "€", "$", "£", "¥", "s", "sec", "min", "mins", "minute", "minutes", "h", "hr", "hrs",
        "hour", "hours", "d", "day", "days", "w", "wk", "week", "weeks", "mo", "month", "months", "yr",
        "year", "years", "k", "M", "m", "km", "kg", "g", "px", "pt", "pts", "EUR", "USD", "GBP", "CHF",
        "FTE", "people",
    ];
    let unit = after.trim_end_matches([',', '.', ';', ':', ')', '!', '?']);
    let is_number = |text: &str| {
        let text = text.trim_start_matches(['(', '+', '-', '−', '<', '>', '≥', '≤', '~', '€', '$', '£']);
        text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit())
    };
    if is_number(before) {
        return UNITS.contains(&unit);
    }
    matches!(before, "€" | "$" | "£" | "¥" | "EUR" | "USD" | "GBP" | "CHF" | "≥" | "≤" | "<" | ">" | "~")
        && is_number(unit)
}

/// The pieces between which lines may break.
fn words(fonts: &Fonts, text: &str, style: Style, max_width: f64) -> Vec<Word> {
    let space_width = fonts.width(" ", style);
    let mut words = Vec::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let is_end = end == text.len();
        if !is_end && opportunity == BreakOpportunity::Allowed && !is_coarse(&text[..end]) {
            continue;
        }
        let piece = &text[start..end];
        let word = piece.trim_end_matches(' ');
        let space = if word.len() < piece.len() { " " } else { "" };
        let from = words.len();
        push_word(fonts, word, style, max_width, &mut words);
        if let Some(last) = words[from..].last_mut() {
            (last.space, last.space_width) = (space, if space.is_empty() { 0.0 } else { space_width });
        }
        start = end;
    }
    words
}

/// Whether a line may break here though the words around would fit: after a space, and where no letter of an alphabet
/// stands before, as between ideographs.
fn is_coarse(before: &str) -> bool {
    before.chars().next_back().is_none_or(|last| {
        last == ' ' || (last.is_alphanumeric() && is_ideographic(last)) || is_wide_stop(last)
    })
}

fn is_ideographic(character: char) -> bool {
    use unicode_width::UnicodeWidthChar as _;
    character.width() == Some(2)
        || matches!(u32::from(character), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

fn is_wide_stop(character: char) -> bool {
    matches!(u32::from(character), 0x3000..=0x303F | 0xFF00..=0xFFEF | 0x1F000..=0x1FAFF | 0x200B)
        || character == '—'
}

/// A word, or the pieces of one that does not fit a line.
fn push_word(fonts: &Fonts, word: &str, style: Style, max_width: f64, words: &mut Vec<Word>) {
    let shown = word.replace('\u{ad}', "");
    let width = fonts.width(&shown, style);
    if width <= max_width {
        words.push(plain(shown, width));
        return;
    }
    for piece in after_joints(word) {
        let shown = piece.replace('\u{ad}', "");
        let width = fonts.width(&shown, style);
        if width <= max_width {
            words.push(plain(shown, width));
        } else {
            split_piece(fonts, piece, style, max_width, words);
        }
    }
}

fn plain(text: String, width: f64) -> Word {
    Word { text, width, space: "", space_width: 0.0, hyphen: "", hyphen_width: 0.0 }
}

/// The parts of a word, each ending in a joint of `/ - _ .` and the like or before a hump of camel case.
fn after_joints(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in word.char_indices() {
        let is_joint =
            before.is_some_and(|c| matches!(c, '/' | '-' | '_' | '\\' | '@' | '.' | ',' | '+' | '&' | '–'));
        let is_hump = before.is_some_and(char::is_lowercase) && character.is_uppercase();
        if at > start && (is_joint || is_hump) && !matches!(character, '\u{300}'..='\u{36F}') {
            pieces.push(&word[start..at]);
            start = at;
        }
        before = Some(character);
    }
    pieces.push(&word[start..]);
    pieces
}

/// At soft hyphens where they help, else between graphemes; each part as long as the line allows.
fn split_piece(fonts: &Fonts, piece: &str, style: Style, max_width: f64, words: &mut Vec<Word>) {
    let hyphen_width = fonts.width("-", style);
    let mut part = String::new();
    // The last soft hyphen of the part, as the length up to it.
    let mut soft: Option<usize> = None;
    for grapheme in piece.graphemes(true) {
        if grapheme == "\u{ad}" {
            soft = Some(part.len()).filter(|length| *length > 0);
            continue;
        }
        let next = format!("{part}{grapheme}");
        if !part.is_empty() && fonts.width(&next, style) + hyphen_width > max_width {
            let keep = soft.take().unwrap_or(part.len());
            let rest = part.split_off(keep);
            push_part(fonts, &part, grapheme, style, hyphen_width, words);
            part = rest;
        }
        part.push_str(grapheme);
    }
    if !part.is_empty() {
        let width = fonts.width(&part, style);
        words.push(plain(part, width));
    }
}

fn push_part(fonts: &Fonts, part: &str, next: &str, style: Style, hyphen_width: f64, words: &mut Vec<Word>) {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_ideographic(c));
    let wants_hyphen = is_letter(part.chars().next_back()) && is_letter(next.chars().next());
    let mut word = plain(part.to_owned(), fonts.width(part, style));
    if wants_hyphen {
        (word.hyphen, word.hyphen_width) = ("-", hyphen_width);
    }
    words.push(word);
}

/// The fewest lines, then the least squared slack.
fn break_lines(words: &[Word], max_width: f64) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    let ends = if words.len() > 400 { greedy(words, max_width) } else { balanced(words, max_width) };
    let mut start = 0;
    let lines = ends.into_iter().map(|end| {
        let line = join(&words[start..end]);
        start = end;
        line
    });
    lines.collect()
}

fn join(words: &[Word]) -> String {
    let mut line = String::new();
    for (index, word) in words.iter().enumerate() {
        line.push_str(&word.text);
        line.push_str(if index + 1 == words.len() { word.hyphen } else { word.space });
    }
    line
}

/// The width of some words on one line.
fn line_width(words: &[Word]) -> f64 {
    let Some((last, before)) = words.split_last() else { return 0.0 };
    before.iter().map(|word| word.width + word.space_width).sum::<f64>() + last.width + last.hyphen_width
}

/// The end of each line when every line takes what it can.
fn greedy(words: &[Word], max_width: f64) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let mut end = start + 1;
        let mut width = words[start].width;
        while let Some(next) = words.get(end) {
            width += words[end - 1].space_width + next.width;
            if width + next.hyphen_width > max_width {
                break;
            }
            end += 1;
        }
        ends.push(end);
        start = end;
    }
    ends
}

/// The end of each line when the slack is spread: as many lines as greedy needs, no more.
fn balanced(words: &[Word], max_width: f64) -> Vec<usize> {
    let lines = greedy(words, max_width).len();
    if lines == 1 {
        return vec![words.len()];
    }
    let count = words.len();
    // least[n][end]: the least squared slack of the first `end` words on n lines, and where the last line starts.
    let mut least = vec![vec![(f64::INFINITY, 0_usize); count + 1]; lines + 1];
    least[0][0] = (0.0, 0);
    for line in 1..=lines {
        for end in line..=count {
            for start in (line - 1..end).rev() {
                let width = line_width(&words[start..end]);
                if width > max_width && end - start > 1 {
                    break;
                }
                let slack = (max_width - width).max(0.0);
                let cost = least[line - 1][start].0 + slack * slack;
                if cost < least[line][end].0 {
                    least[line][end] = (cost, start);
                }
            }
        }
    }
    let mut ends = Vec::with_capacity(lines);
    let mut end = count;
    for line in (1..=lines).rev() {
        ends.push(end);
        end = least[line][end].1;
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Face;

    const LABEL: Style = Style { face: Face::Medium, size_px: 14.0, line_px: 20.0 };
    const TEXT: Style = Style { face: Face::Medium, size_px: 13.0, line_px: 18.0 };

    fn lines(text: &str, style: Style, width: f64) -> String {
        wrap(&Fonts::embedded(), text, style, width).lines.join(" | ")
    }

    #[test]
    fn cards_break_as_designed() {
        for expected in [
            "Searches for | planning tools | after a failed audit",
            "Reads the buyer’s | guide and its | follow-up mail",
            "Sees a demo | that uses her | own route data",
            "Answers | 184 security | questions by hand",
            "Agrees terms | and signs a | two-year contract",
            "Imports 1,200 | routes from | spreadsheets",
        ] {
            assert_eq!(lines(&expected.replace(" | ", " "), LABEL, 136.0), expected);
        }
        assert_eq!(
            lines("Import errors give a row number but no reason", TEXT, 121.0),
            "Import errors give | a row number | but no reason"
        );
    }

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(cleaned("stalls for 3 weeks or more"), "stalls for 3\u{a0}weeks or more");
        assert_eq!(cleaned("€ 5 a  day,\tor 40 %"), "€\u{a0}5 a day, or 40\u{a0}%");
        assert_eq!(cleaned("Answers 184 security"), "Answers 184 security");
    }

    #[test]
    fn a_long_word_is_broken_where_it_has_joints() {
        let broken = lines("https://crm.example.com/customers/onboarding_checklist", LABEL, 136.0);
        assert!(broken.split(" | ").all(|line| line.len() < 25), "{broken}");
        assert!(broken.contains("/ |") || broken.contains(". |") || broken.contains("_ |"), "{broken}");
        assert_eq!(lines("OpportunityContactRole", LABEL, 100.0), "Opportunity | ContactRole");
    }

    #[test]
    fn a_word_of_sixty_letters_never_overflows() {
        let fonts = Fonts::embedded();
        let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter";
        let wrapped = wrap(&fonts, word, LABEL, 136.0);
        assert!(wrapped.width() <= 136.0, "{wrapped:?}");
        assert_eq!(wrapped.lines.join("").replace('-', ""), word);
        assert!(wrapped.lines[0].ends_with('-'));
    }

    #[test]
    fn soft_hyphens_show_only_where_a_line_ends() {
        assert_eq!(lines("Kun\u{ad}den\u{ad}be\u{ad}ziehung", LABEL, 400.0), "Kundenbeziehung");
        assert_eq!(lines("Kunden\u{ad}beziehung", LABEL, 90.0), "Kunden- | beziehung");
    }

    #[test]
    fn ideographs_break_anywhere_but_before_a_full_stop() {
        let broken = lines("顧客関係管理のための図表です。", LABEL, 60.0);
        assert!(!broken.contains("| 。"), "{broken}");
        assert!(broken.split(" | ").count() >= 4, "{broken}");
    }

    #[test]
    fn graphemes_stay_whole() {
        let family = "👩\u{200D}👩\u{200D}👧";
        let wrapped = wrap(&Fonts::embedded(), &family.repeat(20), LABEL, 60.0);
        assert!(wrapped.lines.iter().all(|line| line.replace(family, "").is_empty()), "{wrapped:?}");
    }

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        let fonts = Fonts::embedded();
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let cut = wrap_lines(&fonts, text, LABEL, 100.0, 2);
        assert_eq!(cut.lines.len(), 2);
        assert!(cut.is_cut && cut.lines[1].ends_with('…'), "{cut:?}");
        assert!(!wrap_lines(&fonts, "short", LABEL, 100.0, 2).is_cut);
    }

    #[test]
    fn breaks_of_the_author_are_kept() {
        assert_eq!(lines("one\ntwo three", LABEL, 400.0), "one | two three");
        assert_eq!(lines("", LABEL, 100.0), "");
    }

    #[test]
    fn a_hundred_thousand_letters_take_no_time() {
        let text = "word ".repeat(20_000);
        let wrapped = wrap(&Fonts::embedded(), &text, LABEL, 136.0);
        assert!(wrapped.lines.len() > 4000);
    }
}
