//! A blueprint's structure: cards and arrows, its bands as clusters.

use super::content::Content;
use super::draw::band_id;
use crate::diagram::process::outline as process;
use crate::drawing::outline::{self, Direction, Graph, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let cluster =
        |card: usize| content.bands.iter().position(|band| band.side == content.cards.cards[card].side);
    let (mut nodes, edges) = process::parts(&content.cards.nodes, &content.cards.edges, &[], cluster);
    for (node, card) in nodes.iter_mut().zip(&content.cards.cards).filter(|(_, card)| !card.is_bystander) {
        let who = card.words.head.as_ref().map(|(_, words)| words.clone());
        node.facts.splice(0..0, who);
    }
    let clusters = content.bands.iter().map(|band| outline::Cluster {
        id: band_id(band.side).to_owned(),
        name: band.label.clone(),
        parent: None,
    });
    let rows = content.above.iter().chain(&content.below).filter_map(|row| row.body.unsaid());
    let figures = ("headline figure".to_owned(), content.caption.title_block.figures.len());
    let marks = content.cards.cards.iter();
    let fails = ("fail point".to_owned(), marks.clone().filter(|card| card.is_fail_point).count());
    let waits = ("wait point".to_owned(), marks.filter(|card| card.is_wait_point).count());
    let unsaid = rows.map(|(kind, count)| (kind.to_owned(), count));
    Outline::Graph(Graph {
        title: content.caption.title_block.title.clone(),
        direction: Direction::Right,
        nodes,
        edges,
        clusters: clusters.collect(),
        unsaid: unsaid.chain([fails, waits, figures]).filter(|(_, count)| *count > 0).collect(),
    })
}
