//! Findings for people at a terminal, as rustc shows its own.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::{Excerpt, excerpts};
use super::printer::{Coloring, Printer};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Files, SourceId, Span};

pub(super) static PRINTER: Printer =
    Printer { name: "text", summary: "For people: with the line, a caret and the way out", print };

/// More findings than this that are alike in all but their place are told once, with their lines, of which so many are named.
const MOST_ALIKE: usize = 3;
const MOST_RANGES: usize = 12;
/// Wide enough that an excerpt is never cut a second time.
const WIDTH: usize = 240;

fn print(files: &Files, findings: &[&Diagnostic], coloring: Coloring) -> String {
    let renderer = match coloring {
        Coloring::Plain => Renderer::plain(),
        Coloring::Ansi => Renderer::styled(),
    }
    .term_width(WIDTH);
    let mut out = String::new();
    for (finding, others) in gathered(findings) {
        let group = match lines(files, &others) {
            Some(lines) => group(files, finding).element(Level::NOTE.message(lines)),
            None => group(files, finding),
        };
        for line in renderer.render(&[group]).lines().filter(|line| !is_empty_origin(line)) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    if !findings.is_empty() {
        out.push_str(&summary(findings));
        out.push('\n');
    }
    out
}

/// Each finding once: where many are alike in all but their place, the first with the others.
fn gathered<'a>(findings: &[&'a Diagnostic]) -> Vec<(&'a Diagnostic, Vec<&'a Diagnostic>)> {
    type Likeness<'a> = (&'a str, &'a str, Option<&'a str>, Option<&'a str>, SourceId);
    let likeness = |finding: &&'a Diagnostic| -> Option<Likeness<'a>> {
        let Diagnostic { code, message, note, help, .. } = *finding;
        let span = finding.span.filter(|_| finding.labels.is_empty())?;
        Some((code, message, note.as_deref(), help.as_deref(), span.source))
    };
    let mut alike: BTreeMap<Likeness<'a>, Vec<&'a Diagnostic>> = BTreeMap::new();
    for finding in findings {
        if let Some(likeness) = likeness(finding) {
            alike.entry(likeness).or_default().push(finding);
        }
    }
    alike.retain(|_, findings| findings.len() > MOST_ALIKE);
    let mut gathered = Vec::new();
    for finding in findings {
        match likeness(finding).and_then(|likeness| alike.get(&likeness)) {
            None => gathered.push((*finding, Vec::new())),
            Some(all) if std::ptr::eq(all[0], *finding) => gathered.push((*finding, all[1..].to_vec())),
            Some(_) => {}
        }
    }
    gathered
}

/// `the same in lines 4 to 9, 12 and 20`, for findings in the order of the text.
fn lines(files: &Files, findings: &[&Diagnostic]) -> Option<String> {
    let lines = findings.iter().filter_map(|finding| finding.span);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for line in lines.map(|span| files.get(span.source).position(span.start).line) {
        match ranges.last_mut() {
            Some((_, last)) if line <= *last + 1 => *last = line.max(*last),
            _ => ranges.push((line, line)),
        }
    }
    let left_out = ranges.len().saturating_sub(MOST_RANGES);
    ranges.truncate(MOST_RANGES);
    let mut words: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
        .collect();
    if left_out > 0 {
        words.push("others".to_owned());
    }
    let last = words.pop()?;
    Some(match words.as_slice() {
        [] if last.contains(' ') => format!("the same in lines {last}"),
        [] => format!("the same in line {last}"),
        _ => format!("the same in lines {} and {last}", words.join(", ")),
    })
}

/// `3 errors, 1 warning`
fn summary(findings: &[&Diagnostic]) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "remark")];
    let counts = kinds.iter().filter_map(|(severity, word)| {
        let count = findings.iter().filter(|finding| finding.severity == *severity).count();
        match count {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{count} {word}s")),
        }
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn group<'a>(files: &'a Files, finding: &'a Diagnostic) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(one_line(&finding.message)).id(finding.code));
    match finding.span {
        None => {
            if let Some((_, source)) = files.root() {
                group = group.element(Origin::path(source.name()));
            }
        }
        Some(span) => {
            for id in sources(finding, span) {
                group = with_source(group, files, finding, id);
            }
        }
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(one_line(help))),
        None => group,
    }
}

/// The sources of a finding's places, that of the fault first.
fn sources(finding: &Diagnostic, span: Span) -> Vec<SourceId> {
    let mut ids = vec![span.source];
    for label in &finding.labels {
        if !ids.contains(&label.span.source) {
            ids.push(label.span.source);
        }
    }
    ids
}

/// Adds the excerpts of one source.
fn with_source<'a>(
    mut group: Group<'a>,
    files: &'a Files,
    finding: &'a Diagnostic,
    id: SourceId,
) -> Group<'a> {
    let source = files.get(id);
    let fault = finding.span.map(|span| (span, finding.note.as_deref(), AnnotationKind::Primary));
    let labels =
        finding.labels.iter().map(|label| (label.span, Some(label.text.as_str()), AnnotationKind::Context));
    let places: Vec<_> = fault.into_iter().chain(labels).filter(|(span, ..)| span.source == id).collect();
    let spans: Vec<_> = places.iter().map(|(span, ..)| *span).collect();
    for excerpt in excerpts(source, &spans) {
        let Excerpt { text, line, marks } = excerpt;
        // The excerpt may be cut, so the column is told by the source.
        let first = marks.iter().map(|mark| mark.place).min().unwrap_or(0);
        let at = source.position(spans[first].start);
        group = group.element(Origin::path(source.name()).line(at.line).char_column(at.column));
        let annotations = marks.into_iter().map(|mark| {
            let (_, label, kind) = &places[mark.place];
            kind.span(mark.range).label(label.map(one_line))
        });
        group = group
            .element(Snippet::source(text).line_start(line).annotations(annotations.collect::<Vec<_>>()));
    }
    group
}

/// Whether a line is the head of an excerpt without a name: the place above it has been told already.
fn is_empty_origin(line: &str) -> bool {
    let mut rest = line;
    let mut seen = String::new();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        seen.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    seen.push_str(rest);
    seen.trim() == ":::"
}

/// A text on one line, without what would move the cursor.
fn one_line(text: &str) -> String {
    normalize_untrusted_str(&text.replace(['\n', '\r'], " "))
}
