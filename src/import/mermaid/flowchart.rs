//! `flowchart`: nodes in their shapes, edges with their words, subgraphs.

use super::super::graph::{Edge, Graph};
use super::super::importer::Imported;
use super::line::{Line, readable};
use crate::diagnostic::Diagnostic;
use crate::document::sections::StepKind;

/// What opens and closes a shape, and what it says of a step.
const SHAPES: &[(&str, &str, Option<Shape>)] = &[
    ("(((", ")))", Some(Shape::Terminal)),
    ("([", "])", Some(Shape::Terminal)),
    ("((", "))", Some(Shape::Terminal)),
    ("[[", "]]", Some(Shape::Kind(StepKind::Subprocess))),
    ("[(", ")]", Some(Shape::Kind(StepKind::Database))),
    ("{{", "}}", Some(Shape::Kind(StepKind::Preparation))),
    ("[/", "/]", Some(Shape::Kind(StepKind::Data))),
    ("[/", "\\]", Some(Shape::Kind(StepKind::Manual))),
    ("[\\", "\\]", Some(Shape::Kind(StepKind::Data))),
    ("[\\", "/]", Some(Shape::Kind(StepKind::Manual))),
    (">", "]", None),
    ("{", "}", Some(Shape::Kind(StepKind::Decision))),
    ("[", "]", None),
    ("(", ")", None),
];

/// Names of shapes in `@{ shape: … }`.
const NAMED: &[(&str, Shape)] = &[
    ("diam", Shape::Kind(StepKind::Decision)),
    ("diamond", Shape::Kind(StepKind::Decision)),
    ("decision", Shape::Kind(StepKind::Decision)),
    ("question", Shape::Kind(StepKind::Decision)),
    ("stadium", Shape::Terminal),
    ("terminal", Shape::Terminal),
    ("pill", Shape::Terminal),
    ("circle", Shape::Terminal),
    ("circ", Shape::Terminal),
    ("sm-circ", Shape::Kind(StepKind::Start)),
    ("start", Shape::Kind(StepKind::Start)),
    ("small-circle", Shape::Kind(StepKind::Start)),
    ("dbl-circ", Shape::Kind(StepKind::End)),
    ("double-circle", Shape::Kind(StepKind::End)),
    ("fr-circ", Shape::Kind(StepKind::End)),
    ("stop", Shape::Kind(StepKind::End)),
    ("framed-circle", Shape::Kind(StepKind::End)),
    ("cyl", Shape::Kind(StepKind::Database)),
    ("cylinder", Shape::Kind(StepKind::Database)),
    ("database", Shape::Kind(StepKind::Database)),
    ("db", Shape::Kind(StepKind::Database)),
    ("doc", Shape::Kind(StepKind::Document)),
    ("document", Shape::Kind(StepKind::Document)),
    ("docs", Shape::Kind(StepKind::Document)),
    ("fr-rect", Shape::Kind(StepKind::Subprocess)),
    ("subprocess", Shape::Kind(StepKind::Subprocess)),
    ("subproc", Shape::Kind(StepKind::Subprocess)),
    ("framed-rectangle", Shape::Kind(StepKind::Subprocess)),
    ("hex", Shape::Kind(StepKind::Preparation)),
    ("hexagon", Shape::Kind(StepKind::Preparation)),
    ("prepare", Shape::Kind(StepKind::Preparation)),
    ("lean-r", Shape::Kind(StepKind::Data)),
    ("lean-l", Shape::Kind(StepKind::Data)),
    ("in-out", Shape::Kind(StepKind::Data)),
    ("out-in", Shape::Kind(StepKind::Data)),
    ("trap-t", Shape::Kind(StepKind::Manual)),
    ("manual", Shape::Kind(StepKind::Manual)),
    ("trap-b", Shape::Kind(StepKind::Manual)),
    ("sl-rect", Shape::Kind(StepKind::ManualInput)),
    ("manual-input", Shape::Kind(StepKind::ManualInput)),
    ("delay", Shape::Kind(StepKind::Delay)),
    ("half-rounded-rectangle", Shape::Kind(StepKind::Delay)),
    ("display", Shape::Kind(StepKind::Display)),
    ("curv-trap", Shape::Kind(StepKind::Display)),
    ("fork", Shape::Kind(StepKind::Parallel)),
    ("join", Shape::Kind(StepKind::Parallel)),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// A beginning or an end, by what leads to it and from it.
    Terminal,
    Kind(StepKind),
}

/// What lines say of colours and places, which are ours to choose.
const LOOKS: &[&str] = &["style", "classDef", "class", "linkStyle", "direction"];

/// Reads the lines below `flowchart`.
pub(super) fn read(lines: &[Line<'_>], imported: &mut Imported) {
    let mut reader = Reader::default();
    for (at, line) in lines.iter().enumerate() {
        let mut rest = line.text;
        if at == 0 {
            // `flowchart TD; a --> b`
            let head = rest.find(';').map_or(rest.len(), |end| end + 1);
            rest = &rest[head..];
        }
        for (start, statement) in statements(rest) {
            let start = line.text.len() - rest.len() + start;
            if let Err(finding) = reader.statement(line, start, statement, imported) {
                imported.findings.push(finding);
            }
        }
    }
    reader.name_terminals();
    if reader.graph.nodes.is_empty() && !imported.findings.has_errors() {
        imported.findings.push(
            Diagnostic::whole("I050", "the flowchart holds no node").help("as in `a[Ask] --> b{Known?}`"),
        );
    }
    reader.graph.into_document(&mut imported.document);
}

/// The parts between semicolons that stand in no text and no shape.
fn statements(line: &str) -> Vec<(usize, &str)> {
    let (mut found, mut start, mut depth, mut is_quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, sign) in line.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '[' | '(' | '{' if !is_quoted => depth += 1,
            ']' | ')' | '}' if !is_quoted => depth = depth.saturating_sub(1),
            ';' if !is_quoted && depth == 0 => {
                found.push((start, &line[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push((start, &line[start..]));
    let trimmed =
        found.into_iter().map(|(at, part)| (at + part.len() - part.trim_start().len(), part.trim()));
    trimmed.filter(|(_, part)| !part.is_empty()).collect()
}

#[derive(Default)]
struct Reader {
    graph: Graph,
    groups: Vec<String>,
    terminals: Vec<String>,
}

impl Reader {
    fn statement(
        &mut self,
        line: &Line<'_>,
        start: usize,
        text: &str,
        imported: &mut Imported,
    ) -> Result<(), Diagnostic> {
        let word = text.split_whitespace().next().unwrap_or("");
        match word {
            "subgraph" => {
                let title = text[word.len()..].trim();
                let title = title.split_once('[').map_or(title, |(_, title)| title.trim_end_matches(']'));
                self.groups.push(readable(title));
                return Ok(());
            }
            "end" if text == "end" => {
                self.groups.pop();
                return Ok(());
            }
            "click" => {
                let mut words = text.split_whitespace().skip(1);
                let link = text.split('"').find(|part| part.starts_with("https://"));
                if let (Some(id), Some(link)) = (words.next(), link) {
                    self.graph.node(id, line.span()).link = Some(link.to_owned());
                }
                return Ok(());
            }
            word if LOOKS.contains(&word) => {
                imported.skipped.add(word.to_owned());
                return Ok(());
            }
            _ => {}
        }
        let mut scanner = Scanner { text, at: 0 };
        let result = self.chain(&mut scanner, line);
        let at = start + scanner.at;
        result.map_err(|what| {
            let end = line.text[at..].chars().next().map_or(at, |sign| at + sign.len_utf8());
            let found = line.text[at..]
                .chars()
                .next()
                .map_or("the line ends".to_owned(), |sign| format!("there is `{sign}`"));
            Diagnostic::error("I052", line.part(at..end), format!("{what} expected, and {found}"))
                .help("a flowchart is lines like `a[Ask] -->|yes| b{Known?}`")
        })
    }

    /// Nodes joined by edges: `a & b --> c -->|yes| d`
    fn chain(&mut self, scanner: &mut Scanner<'_>, line: &Line<'_>) -> Result<(), &'static str> {
        let mut from = self.nodes(scanner, line)?;
        loop {
            scanner.skip_spaces();
            if scanner.is_end() {
                return Ok(());
            }
            let edge = scanner.edge()?;
            let to = self.nodes(scanner, line)?;
            for (one, two) in from.iter().flat_map(|one| to.iter().map(move |two| (one, two))) {
                if !edge.is_hidden {
                    self.graph.edges.push(Edge {
                        from: one.clone(),
                        to: two.clone(),
                        label: edge.label.clone(),
                        is_message: edge.is_dotted,
                        is_both_ways: edge.is_both_ways,
                        span: line.span(),
                    });
                }
            }
            from = to;
        }
    }

    fn nodes(&mut self, scanner: &mut Scanner<'_>, line: &Line<'_>) -> Result<Vec<String>, &'static str> {
        let mut found = Vec::new();
        loop {
            scanner.skip_spaces();
            let id = scanner.id();
            if id.is_empty() {
                return Err("a node");
            }
            let (label, shape) = scanner.shape()?;
            let node = self.graph.node(&id, line.span());
            if node.group.is_none() {
                node.group = self.groups.last().cloned();
            }
            if let Some(label) = label.filter(|label| !label.is_empty()) {
                node.label = Some(label);
            }
            match shape {
                Some(Shape::Kind(kind)) => node.kind = Some(kind),
                Some(Shape::Terminal) => self.terminals.push(id.clone()),
                None => {}
            }
            found.push(id);
            scanner.skip_spaces();
            if !scanner.take("&") {
                return Ok(found);
            }
        }
    }

    /// Rounded nodes: those that nothing leads to begin, those that lead nowhere end.
    fn name_terminals(&mut self) {
        for id in &self.terminals {
            let leads = |end: fn(&Edge) -> &String| self.graph.edges.iter().any(|edge| end(edge) == id);
            let kind = match (leads(|edge| &edge.to), leads(|edge| &edge.from)) {
                (false, true) => Some(StepKind::Start),
                (true, false) => Some(StepKind::End),
                _ => None,
            };
            if let Some(node) = self.graph.nodes.get_mut(id) {
                node.kind = kind;
            }
        }
    }
}

/// An edge as it is written.
struct Drawn {
    label: Option<String>,
    is_dotted: bool,
    is_both_ways: bool,
    is_hidden: bool,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn is_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: &str) -> bool {
        let is_there = self.rest().starts_with(sign);
        self.at += if is_there { sign.len() } else { 0 };
        is_there
    }

    /// Letters, digits, `_`, `.`, and a dash that begins no edge.
    fn id(&mut self) -> String {
        let start = self.at;
        let mut signs = self.rest().char_indices().peekable();
        let mut end = self.rest().len();
        while let Some((at, sign)) = signs.next() {
            let next = signs.peek().map(|(_, next)| *next);
            let is_dash =
                sign == '-' && next.is_some_and(|next| next.is_alphanumeric() || next == '_') && at > 0;
            if !(sign.is_alphanumeric() || matches!(sign, '_' | '.' | '/' | '#' | '*' | '!') || is_dash) {
                end = at;
                break;
            }
        }
        self.at += end;
        self.text[start..self.at].to_owned()
    }

    /// The words and the shape of a node; both may be left out.
    fn shape(&mut self) -> Result<(Option<String>, Option<Shape>), &'static str> {
        let mut found = (None, None);
        if self.take("@{") {
            let end = self.rest().find('}').ok_or("`}`")?;
            let inside = self.rest()[..end].to_owned();
            self.at += end + 1;
            for (key, value) in inside.split(',').filter_map(|pair| pair.split_once(':')) {
                match key.trim() {
                    "label" => found.0 = Some(readable(value)),
                    "shape" => {
                        found.1 =
                            NAMED.iter().find(|(name, _)| *name == value.trim()).map(|(_, shape)| *shape)
                    }
                    _ => {}
                }
            }
        } else if let Some(open) =
            SHAPES.iter().map(|(open, ..)| *open).find(|open| self.rest().starts_with(open))
        {
            let start = self.at + open.len();
            // In a text between quotation marks anything may stand.
            let text_end = match self.text[start..].trim_start().starts_with('"') {
                true => {
                    let first = start + self.text[start..].find('"').unwrap_or(0);
                    first + 2 + self.text[first + 1..].find('"').ok_or("`\"`")?
                }
                false => start,
            };
            let ends = SHAPES
                .iter()
                .filter(|(other, ..)| *other == open)
                .filter_map(|(_, close, shape)| Some((self.text[text_end..].find(close)?, *close, *shape)));
            let Some((end, close, shape)) =
                ends.min_by_key(|(end, close, _)| (*end, std::cmp::Reverse(close.len())))
            else {
                self.at = self.text.len();
                return Err("the end of a shape");
            };
            found = (Some(readable(&self.text[start..text_end + end])), shape);
            self.at = text_end + end + close.len();
        }
        if self.take(":::") {
            self.id();
        }
        Ok(found)
    }

    /// The edge here, with its words on it, in it or between bars.
    fn edge(&mut self) -> Result<Drawn, &'static str> {
        let start = self.at;
        // `a e1@--> b`: an edge may have an id.
        if let Some((id, _)) = self.rest().split_once('@')
            && id.chars().all(char::is_alphanumeric)
        {
            self.at += id.len() + 1;
        }
        if self.take("~~~") {
            return Ok(Drawn { label: None, is_dotted: false, is_both_ways: false, is_hidden: true });
        }
        let is_back = self.take("<")
            || self.rest().starts_with("x--") && self.take("x")
            || self.rest().starts_with("o--") && self.take("o");
        let body = self.run();
        let is_dotted = body.contains('.');
        let is_line = body.len() >= 2 && body.chars().all(|sign| matches!(sign, '-' | '=' | '.' | '>'));
        if !is_line {
            self.at = start;
            return Err("an edge, as `-->`");
        }
        let mut label = None;
        let mut has_head = body.ends_with('>') || self.head();
        let is_open = !has_head && (body == "--" || body == "==" || body == "-.");
        if is_open {
            let closers: &[&str] = match body.as_str() {
                "--" => &["--"],
                "==" => &["=="],
                _ => &[".-"],
            };
            let end = closers
                .iter()
                .filter_map(|closer| self.rest().find(closer))
                .min()
                .ok_or("the end of the edge")?;
            label = Some(readable(&self.rest()[..end]));
            self.at += end;
            let close = self.run();
            has_head = close.ends_with('>') || self.head();
        }
        self.skip_spaces();
        if self.take("|") {
            let end = self.rest().find('|').ok_or("`|`")?;
            label = Some(readable(&self.rest()[..end]));
            self.at += end + 1;
        }
        Ok(Drawn {
            label: label.filter(|label| !label.is_empty()),
            is_dotted,
            is_both_ways: is_back && has_head,
            is_hidden: false,
        })
    }

    /// The signs of a line.
    fn run(&mut self) -> String {
        let start = self.at;
        let length = self
            .rest()
            .find(|sign: char| !matches!(sign, '-' | '=' | '.' | '>'))
            .unwrap_or(self.rest().len());
        let run = &self.rest()[..length];
        // Behind its head a line is over.
        let length = run.find('>').map_or(length, |head| head + 1);
        self.at += length;
        self.text[start..self.at].to_owned()
    }

    /// A head that is a cross or a ring.
    fn head(&mut self) -> bool {
        let mut signs = self.rest().chars();
        let is_head = matches!(signs.next(), Some('x' | 'o'))
            && signs.next().is_none_or(|next| next.is_whitespace() || next == '|');
        self.at += usize::from(is_head);
        is_head
    }
}
