//! DOT: nodes, edges and clusters of Graphviz, parsed by layout-rs.
//!
//! That parser knows neither HTML, compass points, braces as ends of edges, nor a `+` between texts, and it ends the
//! program where a sign belongs to nothing. So the words are read here, and the text is handed to it in a form that it
//! takes whole: every name quoted, every edge between two nodes.

use layout_rs::gv::DotParser;
use layout_rs::gv::parser::ast;

use super::cursor::Cursor;
use super::graph::{Edge, Graph};
use super::importer::{Imported, Importer, Options};
use super::words::{Habits, Kind, Word, words};
use crate::diagnostic::Diagnostic;
use crate::document::sections::StepKind;
use crate::source::{Files, SourceId, Span};

pub(super) static IMPORTER: Importer = Importer {
    name: "dot",
    extensions: &["dot", "gv"],
    summary: "a graph of Graphviz: nodes, edges, clusters, as a flowchart or, where clusters hold all nodes, swimlanes",
    folder: &[],
    read,
};

const HABITS: Habits = Habits { comments: &["//", "#"], quotes: &['"'], in_names: &['.'], has_html: true };

/// The parser calls itself for each bracket.
const DEEPEST: usize = 64;

fn read(files: &Files, _: &Options) -> Imported {
    let mut imported = Imported::default();
    let Some((id, source)) = files.root() else { return imported };
    let words = words(id, source.text(), &HABITS);
    let graph = plain_text(&words, id, source.text().len()).and_then(|text| {
        let mut parser = DotParser::new(&text);
        parser.process().map_err(|said| {
            let finding = Diagnostic::error(
                "I041",
                Span::new(id, 0..0),
                format!("this is no graph: {}", said.to_lowercase()),
            );
            finding.help("Graphviz tells the place: `dot -Tcanon` with this file")
        })
    });
    match graph {
        Ok(graph) => {
            let mut reader = Reader::default();
            reader.graph.title =
                Some(graph.name.clone()).filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("g"));
            reader.statements(&graph.list, &Scope::default());
            if reader.graph.nodes.is_empty() {
                imported.findings.push(
                    Diagnostic::whole("I042", "the graph has no node")
                        .help("a graph is written as `digraph { a -> b }`"),
                );
            }
            reader.graph.into_document(&mut imported.document);
        }
        Err(finding) => imported.findings.push(finding),
    }
    imported
}

/// The text in the form that the parser takes.
fn plain_text(words: &[Word], source: SourceId, length: usize) -> Result<String, Diagnostic> {
    let mut writer =
        Writer { cursor: Cursor::new(words, source, length), text: String::new(), depth: 0, anonymous: 0 };
    if writer.cursor.is_name("strict") {
        writer.cursor.next();
    }
    if !writer.cursor.is_name("graph") && !writer.cursor.is_name("digraph") {
        return Err(writer.cursor.unexpected("`graph` or `digraph`"));
    }
    writer.cursor.next();
    writer.text.push_str("digraph ");
    if !writer.cursor.is_sign("{") {
        let name = writer.name()?;
        writer.text.push_str(&name);
    }
    writer.block()?;
    match writer.cursor.peek() {
        None => Ok(writer.text),
        Some(_) => Err(writer.cursor.unexpected("the end of the text")),
    }
}

struct Writer<'a> {
    cursor: Cursor<'a>,
    text: String,
    depth: usize,
    anonymous: usize,
}

impl Writer<'_> {
    /// `{ … }`; gives the nodes that it names.
    fn block(&mut self) -> Result<Vec<String>, Diagnostic> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Diagnostic::error(
                "I043",
                self.cursor.span(),
                format!("groups are nested more than {DEEPEST} deep"),
            )
            .help("take some of the groups away"));
        }
        self.cursor.expect_sign("{")?;
        self.text.push_str(" {\n");
        let mut nodes = Vec::new();
        while !self.cursor.take_sign("}") {
            if !self.cursor.take_sign(";") && !self.cursor.take_sign(",") {
                nodes.extend(self.statement()?);
            }
        }
        self.text.push_str("}\n");
        self.depth -= 1;
        Ok(nodes)
    }

    fn statement(&mut self) -> Result<Vec<String>, Diagnostic> {
        let is_sign = |word: Option<&Word>, sign: &str| {
            word.is_some_and(|word| word.kind == Kind::Sign && word.text == sign)
        };
        for keyword in ["graph", "node", "edge"] {
            if self.cursor.is_name(keyword) && is_sign(self.cursor.peek_second(), "[") {
                self.cursor.next();
                let list = self.attributes()?;
                self.text.push_str(&format!("{keyword} {list};\n"));
                return Ok(Vec::new());
            }
        }
        if is_sign(self.cursor.peek_second(), "=") {
            let key = self.name()?;
            self.cursor.next();
            let value = self.name()?;
            self.text.push_str(&format!("{key} = {value};\n"));
            return Ok(Vec::new());
        }
        let mut from = self.end()?;
        let mut all = from.0.clone();
        let mut pairs = Vec::new();
        while self.cursor.is_sign("-")
            && self.cursor.peek_second().is_some_and(|word| matches!(word.text.as_str(), ">" | "-"))
        {
            self.cursor.next();
            self.cursor.next();
            let to = self.end()?;
            for one in &from.0 {
                pairs.extend(to.0.iter().map(|two| (one.clone(), two.clone())));
            }
            all.extend(to.0.iter().cloned());
            from = to;
        }
        let list = if self.cursor.is_sign("[") { self.attributes()? } else { String::new() };
        for (one, two) in &pairs {
            self.text.push_str(&format!("{one} -> {two} {list};\n"));
        }
        // A group that no edge begins or ends at stands as it is.
        if pairs.is_empty() && !from.1 {
            self.text.push_str(&format!("{} {list};\n", from.0.join(" ")));
        }
        Ok(all)
    }

    /// One end of an edge: a node, or all nodes of a group; whether it is a group.
    fn end(&mut self) -> Result<(Vec<String>, bool), Diagnostic> {
        if self.cursor.is_name("subgraph") || self.cursor.is_sign("{") {
            let is_named = self.cursor.is_name("subgraph");
            self.text.push_str("subgraph ");
            if is_named {
                self.cursor.next();
            }
            if self.cursor.is_sign("{") {
                self.anonymous += 1;
                self.text.push_str(&format!("\"anonymous {}\"", self.anonymous));
            } else {
                let name = self.name()?;
                self.text.push_str(&name);
            }
            return Ok((self.block()?, true));
        }
        let name = self.name()?;
        // Ports and compass points say where a line meets a node, which is ours to choose.
        while self.cursor.take_sign(":") {
            self.name()?;
        }
        Ok((vec![name], false))
    }

    /// `[a=b, c=d]`, several of them as one.
    fn attributes(&mut self) -> Result<String, Diagnostic> {
        let mut list = Vec::new();
        while self.cursor.take_sign("[") {
            while !self.cursor.take_sign("]") {
                if self.cursor.take_sign(",") || self.cursor.take_sign(";") {
                    continue;
                }
                let key = self.name()?;
                let value = if self.cursor.take_sign("=") { self.name()? } else { "\"true\"".to_owned() };
                list.push(format!("{key}={value}"));
            }
        }
        Ok(format!("[{}]", list.join(", ")))
    }

    /// A name or a text, quoted; texts joined by `+` are one, and a number may be below zero.
    fn name(&mut self) -> Result<String, Diagnostic> {
        let sign = if self.cursor.take_sign("-") { "-" } else { "" };
        let mut text = format!("{sign}{}", self.cursor.expect_name("a name")?.text);
        while self.cursor.take_sign("+") {
            text.push_str(&self.cursor.expect_name("a text")?.text);
        }
        // A sign that the parser takes for the end of the text would end it.
        let text = text.replace('\0', " ").replace('\\', "\\\\").replace('"', "\\\"");
        Ok(format!("\"{text}\""))
    }
}

/// What holds for the nodes of a group.
#[derive(Clone, Default)]
struct Scope {
    group: Option<String>,
    shape: Option<String>,
}

#[derive(Default)]
struct Reader {
    graph: Graph,
}

impl Reader {
    fn statements(&mut self, list: &ast::StmtList, scope: &Scope) {
        let mut scope = scope.clone();
        for statement in &list.list {
            match statement {
                ast::Stmt::Attribute(set) => match set.target {
                    ast::AttrStmtTarget::Node => scope.shape = value(&set.list, "shape").or(scope.shape),
                    ast::AttrStmtTarget::Graph => {
                        if let Some(label) = value(&set.list, "label") {
                            match &mut scope.group {
                                Some(group) => group.clone_from(&label),
                                None => {
                                    self.graph.title =
                                        Some(label.split_whitespace().collect::<Vec<_>>().join(" "))
                                }
                            }
                        }
                    }
                    ast::AttrStmtTarget::Edge => {}
                },
                ast::Stmt::Node(node) => self.node(&node.id.name, Some(&node.list), &scope),
                ast::Stmt::Edge(edge) => self.edge(edge, &scope),
                ast::Stmt::SubGraph(inner) => {
                    let is_cluster = inner.name.starts_with("cluster");
                    // The label may come behind the nodes that it is over.
                    let label = inner.list.list.iter().find_map(|statement| match statement {
                        ast::Stmt::Attribute(set) if matches!(set.target, ast::AttrStmtTarget::Graph) => {
                            value(&set.list, "label")
                        }
                        _ => None,
                    });
                    let own = label.unwrap_or_else(|| {
                        inner.name.trim_start_matches("cluster").trim_start_matches('_').to_owned()
                    });
                    let group = if is_cluster && !own.is_empty() { Some(own) } else { scope.group.clone() };
                    self.statements(&inner.list, &Scope { group, shape: scope.shape.clone() });
                }
            }
        }
    }

    fn node(&mut self, id: &str, list: Option<&ast::AttributeList>, scope: &Scope) {
        let is_new = !self.graph.nodes.contains_key(id);
        let node = self.graph.node(id, Span::default());
        if let Some(list) = list {
            let label = value(list, "label").filter(|label| label != "\\N");
            node.label = label.map(|label| record(&label)).or(node.label.take());
            node.link = value(list, "URL")
                .or(value(list, "href"))
                .filter(|link| link.starts_with("https://"))
                .or(node.link.take());
        }
        let shape = list.and_then(|list| value(list, "shape")).or(scope.shape.clone().filter(|_| is_new));
        node.kind = shape.as_deref().and_then(kind).or(node.kind);
        if node.group.is_none() {
            node.group.clone_from(&scope.group);
        }
    }

    fn edge(&mut self, edge: &ast::EdgeStmt, scope: &Scope) {
        self.node(&edge.from.name, None, scope);
        for (to, _) in &edge.to {
            self.node(&to.name, None, scope);
            let direction = value(&edge.list, "dir").unwrap_or_default();
            let (from, to) =
                if direction == "back" { (&to.name, &edge.from.name) } else { (&edge.from.name, &to.name) };
            let style = value(&edge.list, "style").unwrap_or_default();
            self.graph.edges.push(Edge {
                from: from.clone(),
                to: to.clone(),
                label: value(&edge.list, "label").or(value(&edge.list, "xlabel")),
                is_message: style.contains("dashed") || style.contains("dotted"),
                is_both_ways: direction == "both",
                span: Span::default(),
            });
        }
    }
}

fn value(list: &ast::AttributeList, key: &str) -> Option<String> {
    list.iter()
        .rev()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value.clone())
        .filter(|value| !value.is_empty())
}

/// The words of a record: its ports and bars left out.
fn record(label: &str) -> String {
    if !label.contains('|') {
        return label.to_owned();
    }
    let mut out = String::new();
    let mut is_port = false;
    for character in label.chars() {
        match character {
            '<' => is_port = true,
            '>' => is_port = false,
            '{' | '}' => {}
            '|' => out.push_str(", "),
            other if !is_port => out.push(other),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a shape says of a step.
fn kind(shape: &str) -> Option<StepKind> {
    Some(match shape {
        "diamond" | "Mdiamond" => StepKind::Decision,
        "doublecircle" | "Msquare" => StepKind::End,
        "point" => StepKind::Connector,
        "cylinder" => StepKind::Database,
        "note" | "folder" => StepKind::Document,
        "parallelogram" => StepKind::Data,
        "hexagon" => StepKind::Preparation,
        "trapezium" | "invtrapezium" => StepKind::Manual,
        "component" => StepKind::Subprocess,
        _ => return None,
    })
}
