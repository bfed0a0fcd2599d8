//! A row of arrows with a card below each, ways that lead back above, and the data that all share below.

use kurbo::{Point, Rect, Size, Vec2};

use super::card::{CardWords, card_width};
use super::content::Content;
use super::core::BandWords;
use super::layout::{LABEL_WIDTH, LEAST_WIDTH};
use crate::furniture::Block;
use crate::theme::{Look, typography};

/// Where everything of a row is.
#[derive(Debug)]
pub(super) struct RowPlace {
    /// The box of each arrow without its point, and its name.
    pub(super) arrows: Vec<(Rect, Block)>,
    pub(super) cards: Vec<Option<(CardWords, Rect)>>,
    /// Ways that lead back or on, with their words in the middle of their baselines.
    pub(super) links: Vec<Way>,
    /// Words of the way from an arrow to the next, above where they meet.
    pub(super) onward: Vec<Option<(Block, Spot)>>,
    /// Where the owner changes between one arrow and the next.
    pub(super) hand_offs: Vec<Point>,
    /// The customer and the data, and their band.
    pub(super) core: BandWords,
    pub(super) band: Rect,
    pub(super) size: Size,
}

/// Where the words of a way from an arrow to the next stand.
#[derive(Debug)]
pub(super) enum Spot {
    /// The middle of their first baseline.
    Above(Point),
    /// They have no room: a number stands for them.
    Number(usize, Point),
}

/// A way and its words.
pub(super) type Way = (Vec<Point>, Option<(Block, Point)>);

/// How far an arrow points into the next, and between two of them.
pub(super) const POINT: f64 = 12.0;
const GAP: f64 = 6.0;
/// Around the name.
const PADDING: Vec2 = Vec2::new(12.0, 14.0);
/// From the arrows to the cards, and from the cards to the data.
const CARDS_GAP: f64 = 12.0;
const DATA_GAP: f64 = 20.0;
/// The lowest way above the arrows, and from one to the next beyond their words.
const FIRST_WAY: f64 = 22.0;
const NEXT_WAY: f64 = 14.0;
/// Between the ends of ways at one arrow.
const ENDS: f64 = 28.0;
/// Words of a way above it.
const ABOVE: f64 = 6.0;
/// Between words and ways that come down beside them; the narrow column of such words; a number instead of them.
const BESIDE: f64 = 8.0;
const NARROW: f64 = 64.0;
const NUMBER: f64 = 18.0;

/// Places the row.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> RowPlace {
    let count = content.stages.len() as f64;
    let pitch = ((LEAST_WIDTH - POINT) / count).floor().clamp(card_width(content.density) + GAP, 240.0);
    let width = pitch - GAP;
    let inner = width - 2.0 * PADDING.x - POINT;
    let names = content.stages.iter();
    let names: Vec<Block> =
        names.map(|stage| Block::new(look, &stage.name, typography::LABEL_STRONG, Some(inner))).collect();
    let height = names.iter().map(Block::height).fold(0.0, f64::max) + 2.0 * PADDING.y;
    let column = |place: usize| pitch * place as f64;
    let onward: Vec<Option<Block>> = content
        .stages
        .iter()
        .map(|stage| Some(onward_block(stage.onward.as_ref()?, LABEL_WIDTH, look)))
        .collect();
    // Words between arrows stand below the lowest way.
    let lift = onward.iter().flatten().map(|words| words.height().max(NUMBER) + ABOVE).fold(0.0, f64::max);
    let (links, top) =
        ways(content, |place| column(place) + f64::midpoint(width, POINT), (lift, width), look);
    let uprights: Vec<f64> = links.iter().flat_map(|(points, _)| [points[0].x, points[3].x]).collect();
    let seam = |place: usize| Point::new(column(place + 1) - GAP / 2.0, top);
    let onward = place_onward(content, onward, seam, &uprights, look);
    let arrow = |place: usize| Rect::new(column(place), top, column(place) + width, top + height);
    let cards: Vec<CardWords> = content
        .stages
        .iter()
        .map(|stage| CardWords::new(stage, width, content.density, false, look))
        .collect();
    let deepest =
        cards.iter().filter(|card| !card.is_blank()).map(|card| card.size().height).fold(0.0, f64::max);
    let cards_top = top + height + CARDS_GAP;
    let bottom = if deepest > 0.0 { cards_top + deepest } else { top + height };
    let right = column(content.stages.len()) - GAP + POINT;
    let core = BandWords::new(&content.core, right, look);
    let band = Rect::new(0.0, bottom + DATA_GAP, right, bottom + DATA_GAP + core.height());
    let size = Size::new(right, band.y1);
    let is_handed = content.stages.iter().enumerate().filter(|(_, stage)| stage.hands_off);
    RowPlace {
        hand_offs: is_handed
            .map(|(place, _)| Point::new(column(place + 1) - GAP / 2.0 + POINT, top + height / 2.0))
            .collect(),
        arrows: names.into_iter().enumerate().map(|(place, name)| (arrow(place), name)).collect(),
        cards: cards
            .into_iter()
            .enumerate()
            .map(|(place, card)| {
                let bounds = Rect::new(column(place), cards_top, column(place) + width, cards_top + deepest);
                (!card.is_blank()).then_some((card, bounds))
            })
            .collect(),
        links,
        onward,
        core,
        band,
        size,
    }
}

fn onward_block(words: &str, width: f64, look: &Look<'_>) -> Block {
    Block::new(look, words, typography::NOTE_MEDIUM, Some(width))
}

/// The words of ways from each arrow to the next: above where they meet, in a narrower column where ways come down
/// beside them, else a number.
fn place_onward(
    content: &Content,
    words: Vec<Option<Block>>,
    seam: impl Fn(usize) -> Point,
    uprights: &[f64],
    look: &Look<'_>,
) -> Vec<Option<(Block, Spot)>> {
    let mut numbers = 0;
    let place = |(place, words): (usize, Option<Block>)| {
        let (words, at) = (words?, seam(place));
        let is_free = |words: &Block| {
            uprights.iter().all(|upright| (upright - at.x).abs() > words.width() / 2.0 + BESIDE)
        };
        let above = |words: Block| {
            let last = words.height() - words.style.line_px;
            (words, Spot::Above(Point::new(at.x, at.y - ABOVE - last - 1.0)))
        };
        if is_free(&words) {
            return Some(above(words));
        }
        let narrow = onward_block(content.stages[place].onward.as_ref()?, NARROW, look);
        if is_free(&narrow) && narrow.lines() <= words.lines().max(2) {
            return Some(above(narrow));
        }
        numbers += 1;
        Some((words, Spot::Number(numbers, Point::new(at.x, at.y - ABOVE / 2.0 - NUMBER / 2.0))))
    };
    words.into_iter().enumerate().map(place).collect()
}

/// The ways above the arrows, the lowest so much higher than usual, short ones below long ones; and where the arrows, so
/// wide, begin.
fn ways(
    content: &Content,
    middle: impl Fn(usize) -> f64,
    (lift, width): (f64, f64),
    look: &Look<'_>,
) -> (Vec<Way>, f64) {
    let links = &content.links;
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|link| links[*link].from.abs_diff(links[*link].to));
    let words: Vec<Option<Block>> = links
        .iter()
        .map(|link| Some(Block::new(look, link.label.as_ref()?, typography::NOTE_MEDIUM, Some(LABEL_WIDTH))))
        .collect();
    // Ends at one arrow in the order in which their ways come, so that these do not cross.
    let end = |link: usize, stage: usize| {
        let other = |link: usize| if links[link].from == stage { links[link].to } else { links[link].from };
        let mut ends: Vec<usize> =
            (0..links.len()).filter(|link| links[*link].from == stage || links[*link].to == stage).collect();
        ends.sort_by_key(|link| (other(*link) > stage, std::cmp::Reverse(other(*link))));
        let place = ends.iter().position(|own| *own == link).unwrap_or(0) as f64;
        let gaps = (ends.len() - 1) as f64;
        let apart = ENDS.min((width - 2.0 * PADDING.x) / gaps.max(1.0));
        middle(stage) + (place - gaps / 2.0) * apart
    };
    let mut heights = vec![0.0; links.len()];
    let mut height = FIRST_WAY + lift;
    for link in &order {
        heights[*link] = height;
        height += NEXT_WAY + words[*link].as_ref().map_or(0.0, |words| words.height() + ABOVE);
    }
    let top = if links.is_empty() { lift } else { height };
    let uprights: Vec<(usize, f64)> = (0..links.len())
        .flat_map(|link| [(link, end(link, links[link].from)), (link, end(link, links[link].to))])
        .collect();
    let way = |(link, words): (usize, Option<Block>)| {
        let (from, to) = (end(link, links[link].from), end(link, links[link].to));
        let y = top - heights[link];
        let points = vec![Point::new(from, top), Point::new(from, y), Point::new(to, y), Point::new(to, top)];
        let words = words.map(|words| {
            let half = words.width() / 2.0 + BESIDE;
            let is_free =
                |x: &f64| uprights.iter().all(|(other, at)| *other == link || (at - x).abs() > half);
            let shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
            let x = shares.iter().map(|share| from + (to - from) * share).find(is_free);
            let last = words.height() - words.style.line_px;
            let at = Point::new(x.unwrap_or(f64::midpoint(from, to)), y - ABOVE - last - 1.0);
            (words, at)
        });
        (points, words)
    };
    (words.into_iter().enumerate().map(way).collect(), top)
}

impl RowPlace {
    /// The numbers that stand for words between arrows, and these.
    pub(super) fn numbered(&self, content: &Content) -> Vec<(usize, String)> {
        let told = self.onward.iter().enumerate().filter_map(|(from, words)| match words {
            Some((_, Spot::Number(number, _))) => Some((*number, content.stages[from].onward.clone()?)),
            _ => None,
        });
        told.collect()
    }

    pub(super) fn moved(mut self, by: Vec2) -> Self {
        self.arrows.iter_mut().for_each(|(bounds, _)| *bounds = *bounds + by);
        self.cards.iter_mut().flatten().for_each(|(_, bounds)| *bounds = *bounds + by);
        self.hand_offs.iter_mut().for_each(|at| *at += by);
        for (_, spot) in self.onward.iter_mut().flatten() {
            match spot {
                Spot::Above(at) | Spot::Number(_, at) => *at += by,
            }
        }
        self.band = self.band + by;
        for (points, words) in &mut self.links {
            points.iter_mut().for_each(|point| *point += by);
            words.iter_mut().for_each(|(_, at)| *at += by);
        }
        self
    }
}
