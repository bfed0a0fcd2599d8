//! DBML: tables, enumerations, references and groups, with a parser of our own.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::importer::{Imported, Importer, Options};
use super::privacy;
use super::remark::{self, LineRemark};
use super::tables::{Column, Foreign, Name, Table, Tables, plain, view};
use super::words::{Habits, Kind, Word, words};
use crate::diagnostic::Diagnostic;
use crate::document::grammar::relation::{Cardinality, Relation, RelationKind};
use crate::source::{Files, Span, Spanned};

pub(super) static IMPORTER: Importer = Importer {
    name: "dbml",
    extensions: &["dbml"],
    summary: "tables, enumerations, references and groups of dbdiagram and its kin",
    folder: &[],
    read,
};

const HABITS: Habits =
    Habits { comments: &["//"], quotes: &['\'', '"', '`'], in_names: &[], has_html: false };

fn read(files: &Files, options: &Options) -> Imported {
    let mut imported = Imported::default();
    let Some((id, source)) = files.root() else { return imported };
    let words = words(id, source.text(), &HABITS);
    let mut reader = Reader {
        cursor: Cursor::new(&words, id, source.text().len()),
        tables: Tables::default(),
        aliases: BTreeMap::new(),
        enums: BTreeMap::new(),
        refs: Vec::new(),
        groups: Vec::new(),
        title: None,
    };
    while reader.cursor.peek().is_some() {
        if let Err(finding) = reader.element(&mut imported) {
            imported.findings.push(finding);
            reader.cursor.skip_to_block_end("{", "}");
        }
    }
    let end = words.last().map_or(0, |word| word.span.range().end);
    reader.tables.lines = remark::lines(&source.text()[end..], "// ").collect();
    reader.finish(&mut imported);
    if imported.document.entities.is_empty() && !imported.findings.has_errors() {
        let finding = Diagnostic::whole("I031", format!("`{}` defines no table", source.name()));
        imported.findings.push(finding.help("a table is written as `Table name { id int [pk] }`"));
    }
    if options.suggest_pii {
        privacy::suggest(&mut imported.document, &mut imported.comments);
    }
    imported
}

/// One side of a reference.
#[derive(Clone, Debug)]
struct End {
    table: Name,
    columns: Vec<String>,
}

/// A reference: `>` many to one, `<` one to many, `-` one to one, `<>` many to many.
struct Ref {
    from: End,
    sign: String,
    to: End,
    span: Span,
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    tables: Tables,
    aliases: BTreeMap<String, Name>,
    enums: BTreeMap<String, Vec<String>>,
    refs: Vec<Ref>,
    groups: Vec<(String, Vec<Name>)>,
    title: Option<String>,
}

impl Reader<'_> {
    fn element(&mut self, imported: &mut Imported) -> Result<(), Diagnostic> {
        let span = self.cursor.span();
        let word = self.cursor.expect_name("an element")?;
        match word.text.to_lowercase().as_str() {
            "table" => self.table(span),
            "enum" => self.enumeration(),
            "ref" => self.reference(span),
            "tablegroup" => self.group(),
            "project" => self.project(),
            other @ ("note" | "records" | "tablepartial" | "use" | "diagramview") => {
                imported.skipped.add(other.to_owned());
                self.cursor.skip_to_block_end("{", "}");
                Ok(())
            }
            _ => {
                let finding = Diagnostic::error("I030", span, format!("there is no element `{}`", word.text));
                Err(finding.help("there are Project, Table, Enum, Ref, TableGroup and Note"))
            }
        }
    }

    fn project(&mut self) -> Result<(), Diagnostic> {
        if !self.cursor.is_sign("{") {
            self.title = Some(self.cursor.expect_name("the name of the project")?.text.clone());
        }
        self.cursor.skip_to_block_end("{", "}");
        Ok(())
    }

    /// `name` or `schema.name`
    fn name(&mut self) -> Result<Name, Diagnostic> {
        let mut name = Name { schema: None, name: self.cursor.expect_name("a name")?.text.clone() };
        while self.cursor.is_sign(".")
            && self.cursor.peek_second().is_some_and(|word| word.kind != Kind::Sign)
        {
            self.cursor.next();
            let last = self.cursor.expect_name("a name")?.text.clone();
            name = Name { schema: Some(name.name), name: last };
        }
        Ok(name)
    }

    fn table(&mut self, span: Span) -> Result<(), Diagnostic> {
        let name = self.name()?;
        let mut table = Table { name: name.clone(), span, ..Table::default() };
        if self.cursor.is_name("as") {
            self.cursor.next();
            let alias = self.cursor.expect_name("the other name of the table")?.text.clone();
            self.aliases.insert(alias, name.clone());
        }
        if self.cursor.is_sign("[") {
            for (key, value) in self.settings()? {
                if key == "note" {
                    table.note = note(&value);
                }
            }
        }
        self.cursor.expect_sign("{")?;
        while !self.cursor.take_sign("}") {
            if self.cursor.peek().is_none() {
                return Err(self.cursor.unexpected("`}`"));
            }
            let second = self.cursor.peek_second();
            let is_block =
                |sign: &str| second.is_some_and(|word| word.kind == Kind::Sign && word.text == sign);
            if self.cursor.is_name("note") && (is_block(":") || is_block("{")) {
                table.note = self.note()?;
            } else if self.cursor.is_name("indexes") && is_block("{") {
                self.indexes(&mut table)?;
            } else if self.cursor.is_name("checks") && is_block("{") {
                self.cursor.skip_to_block_end("{", "}");
            } else if self.cursor.is_sign("~") {
                self.cursor.next();
                self.cursor.next();
            } else {
                self.column(&mut table)?;
            }
        }
        self.tables.tables.push(table);
        Ok(())
    }

    /// `Note: 'text'` or `Note { 'text' }`
    fn note(&mut self) -> Result<Option<String>, Diagnostic> {
        self.cursor.next();
        let is_block = self.cursor.take_sign("{");
        if !is_block {
            self.cursor.expect_sign(":")?;
        }
        let text = self.cursor.expect_name("the text of the note")?.text.clone();
        if is_block {
            self.cursor.expect_sign("}")?;
        }
        Ok(note(&text))
    }

    fn column(&mut self, table: &mut Table) -> Result<(), Diagnostic> {
        let span = self.cursor.span();
        let name = self.cursor.expect_name("a column")?.text.clone();
        let kind = self.kind()?;
        let mut column = Column { name: name.clone(), kind: Some(kind), ..Column::default() };
        if self.cursor.is_sign("[") {
            for (key, value) in self.settings()? {
                match key.as_str() {
                    "pk" | "primary key" => table.primary.push(name.clone()),
                    "unique" => table.add_unique(None, vec![name.clone()]),
                    "not null" => column.is_required = true,
                    "note" => column.note = note(&value),
                    "ref" => self.inline_reference(table, &name, &value, span)?,
                    _ => {}
                }
            }
        }
        table.columns.push(column);
        Ok(())
    }

    /// `varchar(255)`, `"timestamp with time zone"`, `sales.stage`, `int[]`
    fn kind(&mut self) -> Result<String, Diagnostic> {
        let name = self.name()?;
        let mut kind = name.name;
        if self.cursor.is_sign("(") {
            let mut depth = 0_usize;
            while let Some(word) = self.cursor.next() {
                depth += usize::from(word.text == "(");
                kind.push_str(&if word.kind == Kind::Quoted {
                    format!("'{}'", word.text)
                } else {
                    word.text.clone()
                });
                if word.text == ")" {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
        if self.cursor.is_sign("[") && self.cursor.peek_second().is_some_and(|word| word.text == "]") {
            self.cursor.next();
            self.cursor.next();
            kind.push_str("[]");
        }
        Ok(kind)
    }

    /// `[pk, note: 'text', ref: > a.b]`, each key with its value.
    fn settings(&mut self) -> Result<Vec<(String, String)>, Diagnostic> {
        self.cursor.expect_sign("[")?;
        let mut settings = Vec::new();
        loop {
            let (mut key, mut value, mut has_value) = (Vec::new(), String::new(), false);
            while !self.cursor.is_sign(",") && !self.cursor.is_sign("]") {
                if self.cursor.peek().is_some_and(|word| word.kind == Kind::Open) {
                    return Err(self.cursor.unexpected("a text"));
                }
                let Some(word) = self.cursor.next() else { return Err(self.cursor.unexpected("`]`")) };
                match word {
                    Word { kind: Kind::Sign, text, .. } if text == ":" && !has_value => has_value = true,
                    word if has_value => {
                        // Names that are quoted stay apart in references.
                        let is_name = word.kind == Kind::Quoted && key == ["ref"];
                        value.push_str(&if is_name {
                            word.text.replace(['.', ' '], "\u{1}")
                        } else {
                            word.text.clone()
                        });
                        if key != ["ref"] && word.kind != Kind::Quoted {
                            value.push(' ');
                        }
                    }
                    word => key.push(word.text.to_lowercase()),
                }
            }
            settings.push((key.join(" "), value.trim().to_owned()));
            if !self.cursor.take_sign(",") {
                self.cursor.expect_sign("]")?;
                return Ok(settings);
            }
        }
    }

    /// `> accounts.id` of a column.
    fn inline_reference(
        &mut self,
        table: &Table,
        column: &str,
        value: &str,
        span: Span,
    ) -> Result<(), Diagnostic> {
        let rest = value.trim_start_matches(['<', '>', '-']);
        let sign = &value[..value.len() - rest.len()];
        let parts: Vec<String> = rest.split('.').map(|part| part.replace('\u{1}', " ")).collect();
        let [schema @ .., name, target] = parts.as_slice() else {
            let finding =
                Diagnostic::error("I030", span, format!("the reference of `{column}` names no column"));
            return Err(finding.help("write it as `ref: > accounts.id`"));
        };
        self.refs.push(Ref {
            from: End { table: table.name.clone(), columns: vec![column.to_owned()] },
            sign: sign.to_owned(),
            to: End {
                table: Name { schema: schema.last().cloned(), name: name.clone() },
                columns: vec![target.clone()],
            },
            span,
        });
        Ok(())
    }

    fn indexes(&mut self, table: &mut Table) -> Result<(), Diagnostic> {
        self.cursor.next();
        self.cursor.expect_sign("{")?;
        while !self.cursor.take_sign("}") {
            let mut columns = Vec::new();
            let is_plain = |word: &Word| word.kind == Kind::Name || word.kind == Kind::Quoted;
            if self.cursor.take_sign("(") {
                while !self.cursor.take_sign(")") {
                    let Some(word) = self.cursor.next() else { return Err(self.cursor.unexpected("`)`")) };
                    if is_plain(word) {
                        columns.push(word.text.clone());
                    }
                }
            } else {
                columns.push(self.cursor.expect_name("an index")?.text.clone());
            }
            let settings = if self.cursor.is_sign("[") { self.settings()? } else { Vec::new() };
            let has = |name: &str| settings.iter().any(|(key, _)| key == name);
            match columns.as_slice() {
                _ if has("pk") => table.set_primary(None, columns),
                _ if has("unique") => table.add_unique(None, columns),
                [only] => {
                    if let Some(column) = table.column(only) {
                        column.is_indexed = true;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn enumeration(&mut self) -> Result<(), Diagnostic> {
        let name = self.name()?;
        self.cursor.expect_sign("{")?;
        let mut values = Vec::new();
        while !self.cursor.take_sign("}") {
            values.push(self.cursor.expect_name("a value")?.text.clone());
            if self.cursor.is_sign("[") {
                self.settings()?;
            }
        }
        self.enums.insert(name.name.to_lowercase(), values);
        Ok(())
    }

    /// `Ref name: a.x > b.y` or `Ref name { a.x > b.y }`
    fn reference(&mut self, span: Span) -> Result<(), Diagnostic> {
        if !self.cursor.is_sign(":") && !self.cursor.is_sign("{") {
            self.cursor.expect_name("the name of the reference")?;
        }
        let is_block = self.cursor.take_sign("{");
        if !is_block {
            self.cursor.expect_sign(":")?;
        }
        loop {
            let from = self.end()?;
            let mut sign = String::new();
            while let Some(word) = self
                .cursor
                .peek()
                .filter(|word| matches!(word.text.as_str(), "<" | ">" | "-") && word.kind == Kind::Sign)
            {
                sign.push_str(&word.text);
                self.cursor.next();
            }
            if sign.is_empty() {
                return Err(self.cursor.unexpected("`>`, `<`, `-` or `<>`"));
            }
            let to = self.end()?;
            self.refs.push(Ref { from, sign, to, span });
            if self.cursor.is_sign("[") {
                self.settings()?;
            }
            if !is_block || self.cursor.take_sign("}") {
                return Ok(());
            }
        }
    }

    /// `table.column`, `schema.table.column`, `table.(a, b)`
    fn end(&mut self) -> Result<End, Diagnostic> {
        let name = self.name()?;
        if !self.cursor.take_sign(".") {
            let Name { schema: Some(table), name: column } = name else {
                return Err(self.cursor.unexpected("a column behind the table"));
            };
            // Of three parts the first is lost in `name`; the table is found without it.
            return Ok(End { table: Name { schema: None, name: table }, columns: vec![column] });
        }
        self.cursor.expect_sign("(")?;
        let mut columns = Vec::new();
        while !self.cursor.take_sign(")") {
            columns.push(self.cursor.expect_name("a column")?.text.clone());
            self.cursor.take_sign(",");
        }
        Ok(End { table: name, columns })
    }

    fn group(&mut self) -> Result<(), Diagnostic> {
        let name = self.cursor.expect_name("the name of the group")?.text.clone();
        if self.cursor.is_sign("[") {
            self.settings()?;
        }
        self.cursor.expect_sign("{")?;
        let mut tables = Vec::new();
        while !self.cursor.take_sign("}") {
            if self.cursor.is_name("note") {
                self.note()?;
            } else {
                tables.push(self.name()?);
            }
        }
        self.groups.push((name, tables));
        Ok(())
    }

    /// Puts names in place, and the references where they belong.
    fn finish(mut self, imported: &mut Imported) {
        for column in self.tables.tables.iter_mut().flat_map(|table| &mut table.columns) {
            let values = column.kind.as_ref().and_then(|kind| self.enums.get(&kind.to_lowercase()));
            let Some(values) = values else { continue };
            let is_plain = |value: &String| !value.contains(['|', ',', '(', ')']) && !value.trim().is_empty();
            if values.iter().all(is_plain) {
                column.kind = Some("enum".to_owned());
                column.values.clone_from(values);
            }
        }
        for column in self.tables.tables.iter_mut().flat_map(|table| &mut table.columns) {
            column.kind = column.kind.take().filter(|kind| kind != UNKNOWN).map(|kind| word(&kind));
        }
        for (module, names) in std::mem::take(&mut self.groups) {
            for name in names {
                if let Some(at) = self.tables.find(&self.named(name)) {
                    self.tables.tables[at].module = Some(module.clone());
                }
            }
        }
        // A line of our own says more of two that are joined than their reference.
        let said: Vec<[Vec<String>; 2]> = self
            .tables
            .lines
            .iter()
            .filter_map(|line| match line {
                LineRemark::Relation { ends, .. } => Some(ends.clone()),
                LineRemark::Entity { .. } => None,
            })
            .collect();
        let is_said = |reference: &Ref| {
            let end = |end: &End| -> Vec<String> {
                std::iter::once(&end.table.name).chain(&end.columns).cloned().collect()
            };
            let (from, to) = (end(&reference.from), end(&reference.to));
            said.iter().any(|[one, two]| (one, two) == (&from, &to) || (one, two) == (&to, &from))
        };
        let mut joined = Vec::new();
        for mut reference in std::mem::take(&mut self.refs) {
            reference.from.table = self.named(reference.from.table);
            reference.to.table = self.named(reference.to.table);
            match reference.sign.as_str() {
                "<>" if is_said(&reference) => {}
                "<>" => joined.push(reference),
                "<" => self.add_foreign(reference.to, reference.from, false, reference.span, imported),
                sign => self.add_foreign(reference.from, reference.to, sign == "-", reference.span, imported),
            }
        }
        let read = self.tables.into_entities();
        imported.findings.extend(read.findings);
        let document = &mut imported.document;
        document.entities = read.entities;
        document.relations = read.relations;
        document.relations.extend(joined.into_iter().map(|reference| many_to_many(&reference)));
        document.title = self.title.map(plain);
        document.views = vec![view("erd")];
    }

    /// The table that a name or an alias means.
    fn named(&self, name: Name) -> Name {
        match self.aliases.get(&name.name) {
            Some(own) if name.schema.is_none() => own.clone(),
            _ => name,
        }
    }

    fn add_foreign(&mut self, from: End, to: End, is_unique: bool, span: Span, imported: &mut Imported) {
        let Some(at) = self.tables.find(&from.table) else {
            let finding = Diagnostic::error("I032", span, format!("there is no table `{}`", from.table.name));
            imported.findings.push(finding.help("define it, or take the reference away"));
            return;
        };
        let table = &mut self.tables.tables[at];
        if is_unique {
            table.add_unique(None, from.columns.clone());
        }
        let foreign = Foreign { columns: from.columns, table: to.table, target: to.columns, span };
        table.add_foreign(None, foreign);
    }
}

/// What stands for the type of a column that has none.
const UNKNOWN: &str = "unknown";

fn many_to_many(reference: &Ref) -> Spanned<Relation> {
    let relation = Relation {
        from: plain(reference.from.table.name.clone()),
        from_end: Cardinality::ANY,
        to: plain(reference.to.table.name.clone()),
        to_end: Cardinality::ANY,
        kind: RelationKind::Association,
        is_identifying: false,
        label: None,
    };
    Spanned::new(relation, reference.span)
}

/// A remark as one line.
fn note(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A type in one word; spaces only between its brackets.
fn word(kind: &str) -> String {
    match kind.find('(') {
        Some(open) => {
            format!("{}{}", kind[..open].split_whitespace().collect::<Vec<_>>().join("_"), &kind[open..])
        }
        None => kind.split_whitespace().collect::<Vec<_>>().join("_"),
    }
}
