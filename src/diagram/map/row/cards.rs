//! Cards of touchpoints: where it happens, and what is done.

use kurbo::{Point, Rect};

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::capitalized;
use crate::drawing::scene::{Anchor, Group, Item, Part, Stroke};
use crate::furniture::{Block, Icon, Legend, Pen, Swatch};
use crate::layout::grid::Cell;
use crate::model::Density;
use crate::text::Style;
use crate::theme::{Look, typography};

/// A row of cards.
#[derive(Debug)]
pub(in crate::diagram) struct Cards {
    cards: Vec<Card>,
    /// What groups and ids call its cards.
    prefix: &'static str,
}

#[derive(Clone, Debug, Default)]
struct Card {
    column: usize,
    id: String,
    channel: Option<String>,
    action: Option<String>,
    is_moment_of_truth: bool,
    link: Option<String>,
    note: Option<String>,
}

/// `touchpoints`: channel and action; the channel alone where a row of actions says the rest.
pub(in crate::diagram) fn touchpoints(scope: &Scope<'_>) -> Box<dyn Body> {
    Box::new(Cards { cards: cards(scope), prefix: "touchpoint" })
}

/// `steps`: what the customer does.
pub(in crate::diagram) fn actions(scope: &Scope<'_>) -> Box<dyn Body> {
    let cards = cards(scope).into_iter().map(|card| Card { channel: None, ..card });
    Box::new(Cards { cards: cards.collect(), prefix: "action" })
}

fn cards(scope: &Scope<'_>) -> Vec<Card> {
    let card = |column: usize| match scope.step(column) {
        Some(step) => Card {
            column,
            id: step.id.clone(),
            channel: step.channel.as_deref().map(capitalized),
            action: Some(step.name.clone()),
            is_moment_of_truth: step.is_moment_of_truth,
            link: step.link.clone(),
            note: step.note.clone(),
        },
        None => Card { column, ..Card::default() },
    };
    (0..scope.columns.len()).map(card).collect()
}

impl Body for Cards {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let style = action_style(frame.density);
        let has_channels = self.cards.iter().any(|card| card.channel.is_some());
        let placed = self.cards.iter().map(|card| {
            let width = frame.width(&(card.column..card.column + 1));
            let badge = if card.is_moment_of_truth { 32.0 } else { 12.0 };
            PlacedCard {
                card: card.clone(),
                channel: card
                    .channel
                    .as_ref()
                    .map(|name| Block::new(look, name, typography::NOTE_MEDIUM, Some(width - 34.0 - badge))),
                action: card.action.as_ref().map(|name| {
                    let badge = if has_channels { 12.0 } else { badge };
                    Block::new(look, name, style, Some(width - 12.0 - badge))
                }),
            }
        });
        let placed: Vec<PlacedCard> = placed.collect();
        let channel_lines = placed.iter().filter_map(|card| card.channel.as_ref()).map(Block::lines).max();
        let action_lines = placed.iter().filter_map(|card| card.action.as_ref()).map(Block::lines).max();
        Box::new(PlacedCards {
            prefix: self.prefix,
            // The first baseline of the action: below one line of channel it is 51, as the design has it.
            action_top: channel_lines.map_or(27.0, |lines| 51.0 + 16.0 * (lines.max(1) - 1) as f64),
            // Without a channel two lines at least, so that cards of one word still are cards.
            action_lines: action_lines.unwrap_or(1).max(if has_channels { 1 } else { 2 }),
            style,
            cards: placed,
        })
    }

    fn mark(&self, legend: &mut Legend) {
        if self.cards.iter().any(|card| card.is_moment_of_truth) {
            legend.add(Swatch::Diamond, "Moment of truth");
        }
    }

    fn is_empty(&self) -> bool {
        self.cards.iter().all(|card| card.action.is_none())
    }
}

fn action_style(density: Density) -> Style {
    match density {
        Density::Comfortable => typography::LABEL,
        Density::Compact => typography::TEXT_MEDIUM,
        Density::Dense => typography::NOTE_MEDIUM,
    }
}

#[derive(Debug)]
struct PlacedCards {
    prefix: &'static str,
    cards: Vec<PlacedCard>,
    action_top: f64,
    action_lines: usize,
    style: Style,
}

#[derive(Debug)]
struct PlacedCard {
    card: Card,
    channel: Option<Block>,
    action: Option<Block>,
}

impl Placed for PlacedCards {
    fn cells(&self) -> Vec<Cell> {
        let height = self.action_top + (self.action_lines - 1) as f64 * self.style.line_px + 13.0;
        let cell = |card: &PlacedCard| Cell { columns: card.card.column..card.card.column + 1, height };
        self.cards.iter().map(cell).collect()
    }

    fn padding(&self) -> f64 {
        14.0
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let cards = self.cards.iter().zip(&place.row.cells);
        cards.map(|(card, rect)| self.draw_card(pen, card, *rect)).collect()
    }
}

impl PlacedCards {
    fn draw_card(&self, pen: &Pen<'_>, placed: &PlacedCard, rect: Rect) -> Item {
        let colors = &pen.look.colors;
        let card = &placed.card;
        let Some(action) = &placed.action else { return self.draw_missing(pen, rect) };
        let (line, icon) = if card.is_moment_of_truth {
            (Stroke::new(colors.accent.color, 1.5), colors.accent.color)
        } else {
            (Stroke::new(colors.rule, 1.0), colors.body)
        };
        let mut items = vec![pen.boxed(rect, 8.0, colors.surface, line)];
        let room = Some(rect);
        if let (Some(channel), Some(name)) = (&placed.channel, &card.channel) {
            items.push(Icon::of_channel(name).draw(Point::new(rect.x0 + 12.0, rect.y0 + 12.0), 16.0, icon));
            let at = Point::new(rect.x0 + 34.0, rect.y0 + 24.5);
            items.push(pen.block(at, channel, colors.muted, Anchor::Start, room));
        }
        let at = Point::new(rect.x0 + 12.0, rect.y0 + self.action_top);
        items.push(pen.block(at, action, colors.ink, Anchor::Start, room));
        if card.is_moment_of_truth {
            let at = Point::new(rect.x1 - 18.0, rect.y0 + 20.0);
            items.push(pen.diamond(at, 12.0, colors.accent.color));
        }
        Item::Group(Group {
            id: Some(format!("{}-{}", self.prefix, card.id)),
            part: self.part(card, rect),
            link: card.link.clone(),
            tooltip: card.note.clone(),
            items,
        })
    }

    /// Only touchpoints are nodes: a row of actions shows the same steps again.
    fn part(&self, card: &Card, bounds: Rect) -> Part {
        match &card.action {
            Some(name) if self.prefix == "touchpoint" => {
                Part::Node { id: card.id.clone(), name: name.clone(), bounds }
            }
            _ => Part::None,
        }
    }

    fn draw_missing(&self, pen: &Pen<'_>, rect: Rect) -> Item {
        let at = Point::new(rect.x0, rect.y0 + 27.0);
        pen.line(at, "None recorded", typography::TEXT, pen.look.colors.muted, Anchor::Start)
    }
}
