//! Relations that share a line: those of many classes with one, alike at the end of that one.

use super::content::Content;
use super::relations::Link;
use crate::furniture::{ObjectEnd as End, ObjectRelation as LinkKind};
use crate::layout::layered::{Fan, Graph, Options, fans};

/// Which relations come to share lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shared {
    fans: Vec<Fan>,
    /// Of each relation, its line and its place among the relations there.
    places: Vec<Option<(usize, usize)>>,
}

impl Shared {
    /// The lines that the engine makes of a graph, one edge for each relation.
    pub(super) fn new(graph: &Graph, options: &Options) -> Self {
        let fans = fans(graph, options);
        let mut places = vec![None; graph.edges.len()];
        for (line, fan) in fans.iter().enumerate() {
            fan.edges.iter().enumerate().for_each(|(place, edge)| places[*edge] = Some((line, place)));
        }
        Self { fans, places }
    }

    /// The relation before it on the line that it shares, and the class at which it does.
    pub(super) fn before(&self, link: usize) -> Option<(usize, usize)> {
        let (line, place) = self.places[link]?;
        let fan = &self.fans[line];
        Some((fan.edges[place.checked_sub(1)?], fan.hub.index()))
    }

    /// Whether all that is to be said at that end of a relation is there already.
    pub(super) fn follows(&self, link: usize, class: usize) -> bool {
        self.before(link).is_some_and(|(_, hub)| hub == class)
    }

    /// All that meet a class where a relation does, itself among them.
    pub(super) fn together(&self, link: usize, class: usize) -> &[usize] {
        match self.places[link].map(|(line, _)| &self.fans[line]) {
            Some(fan) if fan.hub.index() == class => &fan.edges,
            _ => &[],
        }
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
