//! Gives posts and lines their places: of several arrangements the one that fits a screen best.

use kurbo::{Point, Rect, Size, Vec2};

use super::card::{BEHIND, CardSize, CardWords};
use super::content::{Card, Content};
use crate::diagram::proportions::strain;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{Legend, Swatch};
use crate::layout::tree::{self, Forest, Gaps, Node, Policy, Way};
use crate::model::Density;
use crate::theme::Look;

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Geometry {
    around: Surroundings,
    pub(super) cards: Vec<(CardWords, Rect)>,
    /// Lines of management, what several share drawn once.
    pub(super) strokes: Vec<Vec<Point>>,
    /// The way to each post from the one that it stands below.
    pub(super) routes: Vec<Option<Vec<Point>>>,
    /// Second lines.
    pub(super) dotted: Vec<Way>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
}

/// Between the drawing and the footer where no legend stands between them.
const FOOTER_ROOM: f64 = 28.0;
/// Each arrangement with fewer rows has to be so much better than the one before it.
const WORTH: f64 = 0.92;
/// Trees are set in rows of these widths, beside one row for all.
const WIDTHS: [f64; 5] = [1200.0, 1700.0, 2200.0, 2900.0, 3800.0];

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    let size = CardSize::of(content.density);
    let words: Vec<CardWords> = content.posts.iter().map(|card| CardWords::new(card, size, look)).collect();
    let forest = forest(content, &words);
    let placed = best(&forest);
    let dotted = tree::find_ways(&placed, content.drawn_dotted());
    let (bounds, size) = extent(&placed, &dotted, content);
    let marks = Marks { legend: legend(content, &words), footer_room: FOOTER_ROOM, ..Marks::default() };
    let (around, by) = Surroundings::around(&content.caption, look, size, marks);
    let by = by - bounds;
    let moved = |points: &Vec<Point>| points.iter().map(|point| *point + by).collect::<Vec<_>>();
    Geometry {
        around,
        cards: words.into_iter().zip(placed.boxes.iter().map(|own| *own + by)).collect(),
        strokes: placed.strokes.iter().map(moved).collect(),
        routes: placed.routes.iter().map(|route| route.as_ref().map(moved)).collect(),
        dotted: dotted
            .iter()
            .map(|way| Way { points: moved(&way.points), own: moved(&way.own), joins: way.joins })
            .collect(),
    }
}

fn forest(content: &Content, words: &[CardWords]) -> Forest {
    let node = |(card, words): (&Card, &CardWords)| Node {
        size: words.size(),
        parent: card.parent,
        is_assistant: card.is_assistant,
    };
    let gaps = match content.density {
        Density::Comfortable => Gaps { siblings: 28.0, levels: 48.0, list: 14.0, indent: 32.0, roots: 56.0 },
        Density::Compact => Gaps { siblings: 24.0, levels: 40.0, list: 12.0, indent: 28.0, roots: 44.0 },
        Density::Dense => Gaps { siblings: 20.0, levels: 36.0, list: 8.0, indent: 24.0, roots: 36.0 },
    };
    Forest { nodes: content.posts.iter().zip(words).map(node).collect(), gaps }
}

/// The arrangement that is read best on a screen; of those that are nearly equal the one with more rows.
fn best(forest: &Forest) -> tree::Geometry {
    let mut found: Option<(f64, tree::Geometry)> = None;
    let is_forest = forest.nodes.iter().filter(|node| node.parent.is_none()).count() > 1;
    for policy in Policy::ALL {
        let kinds = tree::arrange(forest, policy);
        let widths = WIDTHS.iter().copied().filter(|_| is_forest);
        for width in std::iter::once(f64::INFINITY).chain(widths) {
            let placed = tree::layout(forest, &kinds, width);
            let own = strain(placed.size);
            if found.as_ref().is_none_or(|(least, _)| own < least * WORTH) {
                found = Some((own, placed));
            }
        }
    }
    found.map(|(_, placed)| placed).unwrap_or_default()
}

/// The corner and the size of all that is drawn.
fn extent(placed: &tree::Geometry, dotted: &[Way], content: &Content) -> (Vec2, Size) {
    let cards = placed.boxes.iter().zip(&content.posts).map(|(own, card)| {
        let behind = if card.count > 1 { BEHIND } else { 0.0 };
        Rect::new(own.x0, own.y0, own.x1 + behind, own.y1 + behind)
    });
    let lines = dotted.iter().flat_map(|way| &way.points).map(|point| Rect::from_points(*point, *point));
    let all = cards.chain(lines).reduce(|one, two| one.union(two)).unwrap_or(Rect::ZERO);
    (Vec2::new(all.x0.floor(), all.y0.floor()), Size::new(all.width().ceil(), all.height().ceil()))
}

/// The marks that occur.
fn legend(content: &Content, words: &[CardWords]) -> Legend {
    let mut legend = Legend::default();
    let posts = || content.posts.iter();
    if posts().any(|card| card.parent.is_some()) {
        legend.add(Swatch::Line { is_dashed: false }, "Line management");
    }
    if !content.dotted.is_empty() {
        legend.add(Swatch::Line { is_dashed: true }, "Dotted line to a second manager");
    }
    if posts().any(|card| card.is_vacant()) {
        legend.add(Swatch::DashedBox, "Vacant post");
    }
    let dotted = || posts().zip(words).filter(|(_, words)| words.has_dots());
    if dotted().any(|(card, _)| card.vacant < card.count) {
        legend.add(Swatch::Post { is_filled: true }, "Filled");
    }
    if dotted().any(|(card, _)| card.vacant > 0) {
        legend.add(Swatch::Post { is_filled: false }, "Open");
    }
    legend
}
