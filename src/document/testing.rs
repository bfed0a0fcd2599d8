//! How the tests of this folder read a document.

use super::Document;
use crate::source::Files;
use crate::yaml;

/// The document of a text, and what was found as `code line: message`.
pub(super) fn read(text: &str) -> (Document, Vec<String>) {
    let files = Files::single("test.yaml", text);
    let (id, source) = files.root().expect("one text");
    let tree = yaml::parse(&files, id).unwrap_or_else(|findings| panic!("{:?}", findings.in_order()));
    let (document, findings) = super::read(&tree);
    let told = findings.in_order().into_iter().map(|finding| {
        let line = finding.span.map_or(0, |span| source.position(span.start).line);
        format!("{} {line}: {}", finding.code, finding.message)
    });
    (document, told.collect())
}

/// The document of a text in which nothing is wrong.
pub(super) fn clean(text: &str) -> Document {
    let (document, findings) = read(text);
    assert_eq!(findings, Vec::<String>::new(), "{text}");
    document
}

/// What is found in a text.
pub(super) fn told(text: &str) -> Vec<String> {
    read(text).1
}
