//! Relations that share a line: those of many classes with one, alike at the end of that one.

use super::content::Content;
use super::relations::Link;
use crate::furniture::{ObjectEnd as End, ObjectRelation as LinkKind};
use crate::layout::layered::{Graph, Options, fans};

/// Which relations come to share lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shared {
    /// Of each relation, the class at which it shares a line, and the first relation of that line.
    lines: Vec<Option<(usize, usize)>>,
}

impl Shared {
    /// The lines that the engine makes of a graph, one edge for each relation.
    pub(super) fn new(graph: &Graph, options: &Options) -> Self {
        let mut lines = vec![None; graph.edges.len()];
        for fan in fans(graph, options) {
            fan.edges.iter().for_each(|edge| lines[*edge] = Some((fan.hub.index(), fan.edges[0])));
        }
        Self { lines }
    }

    /// Whether a relation shares its line at a class.
    pub(super) fn has(&self, link: usize, class: usize) -> bool {
        self.lines[link].is_some_and(|(hub, _)| hub == class)
    }

    /// Whether all that is at that end of a relation is there already, as an earlier one has it.
    pub(super) fn follows(&self, link: usize, class: usize) -> bool {
        self.lines[link].is_some_and(|(hub, first)| hub == class && first != link)
    }

    /// The relations that share the line of a relation, but for itself.
    pub(super) fn followers(&self, link: usize) -> impl Iterator<Item = usize> {
        let is_of_it = move |(other, line): (usize, &Option<(usize, usize)>)| {
            line.is_some_and(|(_, first)| first == link && other != link).then_some(other)
        };
        self.lines.iter().enumerate().filter_map(is_of_it)
    }
}

/// What a relation is at the end that others may share: its kind, which end it is, and the words there.
type Look = (LinkKind, End, Option<String>);

/// For each relation of a class that has no other: which others it is like.
pub(super) fn bundles(content: &Content) -> Vec<Option<u32>> {
    let mut degree = vec![0_usize; content.classes.len()];
    for link in &content.links {
        degree[link.source] += 1;
        degree[link.target] += 1;
    }
    let mut looks: Vec<Look> = Vec::new();
    let bundle = |link: &Link| {
        let look = match (degree[link.source], degree[link.target]) {
            (1, _) => (link.kind, End::Target, link.target_words.clone()),
            (_, 1) => (link.kind, End::Source, link.source_words.clone()),
            _ => return None,
        };
        // There are few looks.
        let place = looks.iter().position(|other| *other == look).unwrap_or_else(|| {
            looks.push(look);
            looks.len() - 1
        });
        u32::try_from(place).ok()
    };
    content.links.iter().map(bundle).collect()
}
