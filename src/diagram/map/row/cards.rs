//! Cards of touchpoints: where it happens, and what is done.

use kurbo::{Point, Rect};

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::card::{Card, CardWords};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::capitalized;
use crate::drawing::scene::{Anchor, Group, Item, Part};
use crate::furniture::{Icon, Legend, Pen, Swatch};
use crate::layout::grid::Cell;
use crate::theme::{Look, typography};

/// A row of cards.
#[derive(Debug)]
pub(in crate::diagram) struct Cards {
    cards: Vec<Touchpoint>,
    /// What groups and ids call its cards.
    prefix: &'static str,
}

#[derive(Clone, Debug, Default)]
struct Touchpoint {
    column: usize,
    id: String,
    words: CardWords,
    link: Option<String>,
    note: Option<String>,
}

/// `touchpoints`: channel and action; the channel alone where a row of actions says the rest.
pub(in crate::diagram) fn touchpoints(scope: &Scope<'_>) -> Box<dyn Body> {
    Box::new(Cards { cards: cards(scope), prefix: "touchpoint" })
}

/// `steps`: what the customer does.
pub(in crate::diagram) fn actions(scope: &Scope<'_>) -> Box<dyn Body> {
    let mut cards = cards(scope);
    cards.iter_mut().for_each(|card| card.words.head = None);
    Box::new(Cards { cards, prefix: "action" })
}

fn cards(scope: &Scope<'_>) -> Vec<Touchpoint> {
    let card = |column: usize| match scope.step(column) {
        Some(step) => Touchpoint {
            column,
            id: step.id.clone(),
            words: CardWords {
                head: step.channel.as_deref().map(capitalized).map(|name| (Icon::of_channel(&name), name)),
                text: Some(step.name.clone()),
                facts: Vec::new(),
                is_moment_of_truth: step.is_moment_of_truth,
                mark: None,
            },
            link: step.link.clone(),
            note: step.note.clone(),
        },
        None => Touchpoint { column, ..Touchpoint::default() },
    };
    (0..scope.columns.len()).map(card).collect()
}

impl Body for Cards {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let has_heads = self.cards.iter().any(|card| card.words.head.is_some());
        let placed = self.cards.iter().map(|card| {
            let width = frame.width(&(card.column..card.column + 1));
            (card.clone(), Card::new(look, &card.words, width, frame.density, has_heads))
        });
        let cards: Vec<(Touchpoint, Card)> = placed.collect();
        let text_lines = cards.iter().filter_map(|(_, card)| card.text_lines()).max().unwrap_or(1);
        Box::new(PlacedCards {
            prefix: self.prefix,
            head_lines: cards.iter().filter_map(|(_, card)| card.head_lines()).max(),
            // Without a channel two lines at least, so that cards of one word still are cards.
            text_lines: text_lines.max(if has_heads { 1 } else { 2 }),
            cards,
        })
    }

    fn mark(&self, legend: &mut Legend) {
        if self.cards.iter().any(|card| card.words.is_moment_of_truth) {
            legend.add(Swatch::Diamond, "Moment of truth");
        }
    }

    fn is_empty(&self) -> bool {
        self.cards.iter().all(|card| card.words.text.is_none())
    }
}

#[derive(Debug)]
struct PlacedCards {
    prefix: &'static str,
    cards: Vec<(Touchpoint, Card)>,
    /// The most that any card has, so that all texts begin at one height.
    head_lines: Option<usize>,
    text_lines: usize,
}

impl Placed for PlacedCards {
    fn cells(&self) -> Vec<Cell> {
        let cell = |(touchpoint, card): &(Touchpoint, Card)| Cell {
            columns: touchpoint.column..touchpoint.column + 1,
            height: card.height(self.head_lines, self.text_lines),
        };
        self.cards.iter().map(cell).collect()
    }

    fn padding(&self) -> f64 {
        14.0
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let cards = self.cards.iter().zip(&place.row.cells);
        cards.map(|((touchpoint, card), rect)| self.draw_card(pen, touchpoint, card, *rect)).collect()
    }
}

impl PlacedCards {
    fn draw_card(&self, pen: &Pen<'_>, touchpoint: &Touchpoint, card: &Card, rect: Rect) -> Item {
        if card.is_blank() {
            return draw_missing(pen, rect);
        }
        Item::Group(Group {
            id: Some(format!("{}-{}", self.prefix, touchpoint.id)),
            part: self.part(touchpoint, rect),
            link: touchpoint.link.clone(),
            tooltip: touchpoint.note.clone(),
            items: card.draw(pen, rect, self.head_lines, pen.look.colors.surface),
        })
    }

    /// Only touchpoints are nodes: a row of actions shows the same steps again.
    fn part(&self, touchpoint: &Touchpoint, bounds: Rect) -> Part {
        match &touchpoint.words.text {
            Some(name) if self.prefix == "touchpoint" => {
                Part::Node { id: touchpoint.id.clone(), name: name.clone(), bounds }
            }
            _ => Part::None,
        }
    }
}

fn draw_missing(pen: &Pen<'_>, rect: Rect) -> Item {
    let at = Point::new(rect.x0, rect.y0 + 27.0);
    pen.line(at, "None recorded", typography::TEXT, pen.look.colors.muted, Anchor::Start)
}
