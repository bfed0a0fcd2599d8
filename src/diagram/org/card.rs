//! Cards of posts: a badge, a name, what it is, facts; dashed where nobody holds it, doubled where it stands for several.

use kurbo::{Point, Rect, Size, Vec2};

use super::content::{Badge, Card};
use crate::drawing::scene::{Anchor, Figure, Fill, Item, Role, Shape, Stroke};
use crate::furniture::{Block, Icon, Pen, centered_baseline};
use crate::model::Density;
use crate::text::Style;
use crate::theme::{Look, typography};

/// How large cards are at a density.
#[derive(Clone, Copy, Debug)]
pub(super) struct CardSize {
    width: f64,
    padding: Vec2,
    /// The radius of the badge; 0 for none.
    badge: f64,
    name: Style,
    note: Style,
    shows_facts: bool,
}

/// From the badge to the words.
const BADGE_GAP: f64 = 10.0;
/// A second line before the name of a manager, and what is left between the two.
const SECOND: f64 = 20.0;
const SECOND_GAP: f64 = 6.0;
/// One dot for each of several posts, as many as fit: their radius and their distance.
const DOT: f64 = 3.5;
const DOT_PITCH: f64 = 10.5;
/// Above the row of dots, and its height.
const DOTS_GAP: f64 = 5.0;
/// How far the card behind shows.
pub(super) const BEHIND: f64 = 4.0;

impl CardSize {
    pub(super) fn of(density: Density) -> Self {
        let dense_name = Style { size_px: 12.0, line_px: 16.0, ..typography::LABEL_STRONG };
        match density {
            Density::Comfortable => Self {
                width: 196.0,
                padding: Vec2::new(12.0, 11.0),
                badge: 17.0,
                name: typography::LABEL_STRONG,
                note: typography::NOTE,
                shows_facts: true,
            },
            Density::Compact => Self {
                width: 172.0,
                padding: Vec2::new(10.0, 8.0),
                badge: 14.0,
                name: typography::TEXT_STRONG,
                note: typography::NOTE,
                shows_facts: true,
            },
            Density::Dense => Self {
                width: 136.0,
                padding: Vec2::new(10.0, 6.0),
                badge: 0.0,
                name: dense_name,
                note: typography::NOTE,
                shows_facts: false,
            },
        }
    }

    /// From the left of a card to its words.
    fn indent(&self) -> f64 {
        self.padding.x + if self.badge > 0.0 { 2.0 * self.badge + BADGE_GAP } else { 0.0 }
    }
}

/// The words of a card, wrapped.
#[derive(Debug)]
pub(super) struct CardWords {
    name: Block,
    notes: Vec<Block>,
    /// Second managers, each behind a dashed line.
    dotted: Vec<Block>,
    size: CardSize,
    dots: usize,
}

impl CardWords {
    pub(super) fn new(card: &Card, size: CardSize, look: &Look<'_>) -> Self {
        let width = size.width - size.indent() - size.padding.x;
        let facts = card.facts.join(" · ");
        // On one line where they fit.
        let fits = look.fonts.width(&facts, size.note) <= width;
        let facts = if fits { vec![facts] } else { card.facts.clone() };
        let facts = facts.into_iter().filter(|fact| size.shows_facts && !fact.is_empty());
        let notes = card.role.clone().into_iter().chain(facts);
        let most = (width / DOT_PITCH).floor() as usize;
        let dots = (card.count as usize).min(most + 1);
        Self {
            name: Block::new(look, &card.name, size.name, Some(width)),
            notes: notes.map(|note| Block::new(look, &note, size.note, Some(width))).collect(),
            dotted: card
                .dotted
                .iter()
                .map(|name| Block::new(look, name, size.note, Some(width - SECOND)))
                .collect(),
            size,
            dots: if size.shows_facts && card.count > 1 && dots <= most { dots } else { 0 },
        }
    }

    /// Whether its posts are drawn one by one.
    pub(super) fn has_dots(&self) -> bool {
        self.dots > 0
    }

    fn words_height(&self) -> f64 {
        let notes: f64 = self.notes.iter().chain(&self.dotted).map(Block::height).sum();
        let dots = if self.dots > 0 { DOTS_GAP + 2.0 * DOT } else { 0.0 };
        self.name.height() + notes + dots
    }

    /// What the card needs.
    pub(super) fn size(&self) -> Size {
        let height = self.words_height().max(2.0 * self.size.badge) + 2.0 * self.size.padding.y;
        Size::new(self.size.width, height.ceil())
    }

    /// Draws the card in its box.
    pub(super) fn draw(&self, pen: &Pen<'_>, card: &Card, bounds: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        if card.count > 1 {
            let behind = bounds + Vec2::new(BEHIND, BEHIND);
            items.push(pen.boxed(behind, 8.0, colors.surface, Stroke::new(colors.rule, 1.0)));
        }
        let line = Stroke::new(colors.outline, if card.is_vacant() { 1.25 } else { 1.5 });
        let line = if card.is_vacant() { line.dashed(5.0, 4.0) } else { line };
        items.push(pen.boxed(bounds, 8.0, colors.surface, line));
        items.extend(self.badge(pen, card, bounds));
        items.extend(self.words(pen, card, bounds));
        items
    }

    fn words(&self, pen: &Pen<'_>, card: &Card, bounds: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let x = bounds.x0 + self.size.indent();
        let mut y = bounds.center().y - self.words_height() / 2.0;
        let mut items = Vec::new();
        let name_color = if card.is_vacant() { colors.muted } else { colors.ink };
        let blocks = std::iter::once((&self.name, name_color));
        let notes = self.notes.iter().enumerate().map(|(place, note)| {
            (note, if place == 0 && card.role.is_some() { colors.body } else { colors.muted })
        });
        for (block, color) in blocks.chain(notes) {
            let baseline = centered_baseline(y + block.height() / 2.0, block.lines(), block.style);
            items.push(pen.block(Point::new(x, baseline), block, color, Anchor::Start, Some(bounds)));
            y += block.height();
        }
        for block in &self.dotted {
            let baseline = centered_baseline(y + block.height() / 2.0, block.lines(), block.style);
            let at = Point::new(x + SECOND, baseline);
            items.push(pen.block(at, block, colors.body, Anchor::Start, Some(bounds)));
            let middle = y + block.style.line_px / 2.0;
            let ends = (Point::new(x, middle), Point::new(x + SECOND - SECOND_GAP, middle));
            let line = Stroke::new(colors.edge, 1.5).dashed(3.0, 2.5);
            items.push(pen.segment(ends.0, ends.1, line, Role::Mark));
            y += block.height();
        }
        let filled = card.count - card.vacant;
        for place in 0..self.dots {
            let center = Point::new(x + DOT + DOT_PITCH * place as f64, y + DOTS_GAP + DOT);
            let is_filled = place < filled as usize;
            items.push(pen.post(center, is_filled));
        }
        items
    }

    fn badge(&self, pen: &Pen<'_>, card: &Card, bounds: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let radius = self.size.badge;
        if radius == 0.0 {
            return Vec::new();
        }
        let center = Point::new(bounds.x0 + self.size.padding.x + radius, bounds.center().y);
        let circle = |fill, stroke| {
            Item::Shape(Shape {
                figure: Figure::Circle(kurbo::Circle::new(center, radius)),
                fill: Some(Fill::from(fill)),
                stroke,
                role: Role::Decoration,
            })
        };
        let icon = |icon: Icon, color| icon.draw(center - Vec2::new(8.0, 8.0), 16.0, color);
        let text = |words: &str, color| {
            let style = if radius > 15.0 { typography::TEXT_STRONG } else { typography::NOTE_MEDIUM };
            let at = Point::new(center.x, centered_baseline(center.y, 1, style));
            pen.line(at, words, style, color, Anchor::Middle)
        };
        match &card.badge {
            Badge::Initials(letters) if !letters.is_empty() => {
                vec![circle(colors.sunken, None), text(letters, colors.body)]
            }
            Badge::Initials(_) | Badge::Somebody => {
                vec![circle(colors.sunken, None), icon(Icon::Person, colors.body)]
            }
            Badge::Nobody => {
                let line = Stroke::new(colors.outline, 1.25).dashed(3.0, 3.0);
                vec![circle(colors.surface, Some(line)), icon(Icon::Person, colors.muted)]
            }
            Badge::Count(count) => {
                vec![circle(colors.accent.tint2, None), text(&count.to_string(), colors.ink)]
            }
        }
    }
}
