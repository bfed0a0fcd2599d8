//! Salesforce: the objects and stages of a source folder.

mod field;
mod object;
mod stages;
mod standard;
mod xml;

use super::importer::{Imported, Importer, Options};
use super::privacy;
use super::tables::view;
use crate::diagnostic::Diagnostic;
use crate::source::Files;

pub(super) static IMPORTER: Importer = Importer {
    name: "salesforce",
    extensions: &["object", "object-meta.xml"],
    summary: "a source folder (force-app, src): objects, fields, standard value sets, business processes",
    folder: &[
        ".object-meta.xml",
        ".field-meta.xml",
        ".object",
        ".standardValueSet-meta.xml",
        ".standardValueSet",
        ".businessProcess-meta.xml",
    ],
    read,
};

fn read(files: &Files, options: &Options) -> Imported {
    let mut imported = Imported::default();
    let mut objects = object::Objects::default();
    let mut pipelines = stages::Pipelines::default();
    for (id, source) in files.all() {
        let tree = match xml::parse(id, source.text()) {
            Ok(tree) => tree,
            Err(finding) => {
                imported.findings.push(finding);
                continue;
            }
        };
        let root = tree.root_element();
        match root.tag_name().name() {
            "CustomObject" => {
                objects.add(id, source.name(), root, &mut imported.skipped);
                pipelines.add_nested(root);
            }
            "CustomField" => objects.add_field(id, source.name(), root, &mut imported.skipped),
            "StandardValueSet" => pipelines.add_values(source.name(), root),
            "BusinessProcess" => pipelines.add_process(root),
            other => imported.skipped.add(format!("<{other}>")),
        }
    }
    let (entities, relations) = objects.into_entities();
    imported.document.entities = entities;
    imported.document.relations = relations;
    pipelines.add_stages(&mut imported, options.process.as_deref());
    if imported.document.entities.is_empty()
        && imported.document.stages.is_empty()
        && !imported.findings.has_errors()
    {
        let finding = Diagnostic::whole("I010", "there is no object in this folder");
        imported
            .findings
            .push(finding.help("name the folder that holds `objects/`, as `force-app/main/default`"));
    }
    if imported.document.stages.is_empty() {
        imported.document.views = vec![view("erd")];
    }
    if options.suggest_pii {
        privacy::suggest(&mut imported.document, &mut imported.comments);
    }
    imported
}
