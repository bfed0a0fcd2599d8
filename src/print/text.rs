//! Findings for people: the place, the line, a caret, and the way out.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::printer::{Coloring, Printer};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Files, Source, Span};

pub(super) static PRINTER: Printer =
    Printer { name: "text", summary: "For people: with the line, a caret and the way out", print };

/// Longer lines are not shown: nobody could find the caret.
const LONGEST_LINE: usize = 1_000;
/// Places farther apart than this are shown one by one.
const LONGEST_EXCERPT: usize = 16 * 1024;

fn print(files: &Files, findings: &[&Diagnostic], coloring: Coloring) -> String {
    let renderer = match coloring {
        Coloring::Plain => Renderer::plain(),
        Coloring::Ansi => Renderer::styled(),
    };
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&[group(files, finding)]));
        text.push_str("\n\n");
    }
    text.push_str(&summary(findings));
    text
}

fn group<'a>(files: &'a Files, finding: &'a Diagnostic) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code);
    let mut group = Group::with_title(title);
    if let Some(span) = finding.span {
        let labels = finding.labels.iter().map(|label| (label.span, Some(label.text.as_str())));
        let near = |other: &Span| {
            other.source == span.source
                && (other.start.abs_diff(span.start) as usize) < LONGEST_EXCERPT
                && !has_long_line(files.get(other.source), *other)
        };
        let (together, apart): (Vec<_>, Vec<_>) = labels.partition(|(other, _)| near(other));
        group = add_excerpt(group, files.get(span.source), (span, finding.note.as_deref()), &together);
        for (other, text) in apart {
            group = add_excerpt(group, files.get(other.source), (other, text), &[]);
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The lines of some places, or where they are if the lines are too long to show.
fn add_excerpt<'a>(
    group: Group<'a>,
    source: &'a Source,
    (span, note): (Span, Option<&'a str>),
    labels: &[(Span, Option<&'a str>)],
) -> Group<'a> {
    let first = source.position(span.start);
    if has_long_line(source, span) {
        return group.element(Origin::path(source.name()).line(first.line).char_column(first.column));
    }
    let spans = || std::iter::once(span).chain(labels.iter().map(|(span, _)| *span));
    let text = source.text();
    let start = spans().map(|span| span.start as usize).min().unwrap_or(0).min(text.len());
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    // A place that goes on for pages is marked in its first lines only.
    let end = spans().map(|span| (span.end as usize).min(span.start as usize + 200)).max().unwrap_or(0);
    let end =
        (end.min(text.len())..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    let line = source.position(u32::try_from(start).unwrap_or(u32::MAX)).line;
    let inside = |span: Span| {
        let clamp = |byte: u32| (byte as usize).clamp(start, end) - start;
        clamp(span.start)..clamp(first_line_end(text, span))
    };
    let mut snippet = Snippet::source(&text[start..end]).line_start(line).path(source.name());
    snippet = snippet.annotation(AnnotationKind::Primary.span(inside(span)).label(note));
    for (span, text) in labels {
        snippet = snippet.annotation(AnnotationKind::Context.span(inside(*span)).label(*text));
    }
    group.element(snippet)
}

/// Carets mark the first line of a place; the lines below belong to it visibly enough.
fn first_line_end(text: &str, span: Span) -> u32 {
    let (start, end) = (span.start as usize, (span.end as usize).min(text.len()));
    let newline = text.get(start..end).and_then(|inside| inside.find('\n'));
    newline.map_or(span.end, |newline| span.start + u32::try_from(newline).unwrap_or(0))
}

fn has_long_line(source: &Source, span: Span) -> bool {
    source.line(source.position(span.start).line).len() > LONGEST_LINE
}

/// How many of each, as `3 errors, 1 warning`.
fn summary(findings: &[&Diagnostic]) -> String {
    let counted = [Severity::Error, Severity::Warning, Severity::Info].into_iter().filter_map(|severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.name()))
    });
    let counted: Vec<String> = counted.collect();
    if counted.is_empty() { String::new() } else { format!("{}\n", counted.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str, start: usize, end: usize) -> String {
        let files = Files::single("a.yaml", text);
        let (id, _) = files.root().expect("a file");
        let finding = Diagnostic::error("D001", Span::new(id, start..end), "a fault").help("mend it");
        print(&files, &[&finding], Coloring::Plain)
    }

    #[test]
    fn the_line_stands_with_its_caret() {
        let text = printed("a: 1\nstpes: 2\n", 5, 10);
        assert!(text.starts_with("error[D001]: a fault\n --> a.yaml:2:1\n"), "{text}");
        assert!(text.contains("2 | stpes: 2\n  | ^^^^^\n"), "{text}");
        assert!(text.ends_with("= help: mend it\n\n1 error\n"), "{text}");
    }

    #[test]
    fn odd_places_are_printed_too() {
        for (text, start, end) in
            [("", 0, 0), ("a", 1, 1), ("a: 1\r\nb: 2\r\n", 6, 7), ("\ta: 1", 0, 1), ("a: [\n1,\n2]\n", 3, 10)]
        {
            assert!(printed(text, start, end).contains("a.yaml:"), "{text:?}");
        }
        let text = printed("顧客: 1", 8, 9);
        assert!(text.contains("a.yaml:1:5"), "{text}");
    }

    #[test]
    fn a_line_of_a_megabyte_is_not_printed() {
        let text = printed(&"x".repeat(1 << 20), 5, 6);
        assert!(text.len() < 500 && text.contains("a.yaml:1:6"), "{}", &text[..200]);
    }

    #[test]
    fn what_has_no_place_is_printed_without() {
        let finding = Diagnostic::whole("D007", "the document is empty");
        let text = print(&Files::default(), &[&finding], Coloring::Plain);
        assert_eq!(text, "error[D007]: the document is empty\n\n1 error\n");
    }
}
