//! The top row of a map: supplier, control, customer and others, in their places.

use kurbo::{Point, Rect, Size};

use super::content::Content;
use super::parties::{End, Information, Part, Party};
use crate::drawing::scene::{Anchor, Item, Stroke};
use crate::furniture::{Block, Icon, Pen};
use crate::theme::{Look, typography};

/// A party in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PartyPlace {
    name: Block,
    note: Option<Block>,
    part: Part,
    pub(super) bounds: Rect,
}

/// The top row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TopRow {
    pub(super) places: Vec<PartyPlace>,
    /// Parties from left to right.
    pub(super) order: Vec<usize>,
    pub(super) bottom: f64,
}

/// Usual widths of an outside party, of control, and of others.
pub(super) const FACTORY: f64 = 174.0;
const CONTROL: f64 = 300.0;
const OTHER: f64 = 150.0;
/// From the left of a box with an icon to its words, and from its words to its right.
const ICON_ROOM: f64 = 42.0;
const RIGHT: f64 = 16.0;
/// Between neighbours: where nothing is told, and at least.
const APART: f64 = 40.0;
const LEAST_RUN: f64 = 72.0;
/// Around the words on a run.
const WORDS_ROOM: f64 = 32.0;
/// From the bottom of the row up to where neighbours tell each other something.
const LINE: f64 = 33.0;

impl TopRow {
    /// Wraps what the parties are called; a narrow map has a narrow control.
    pub(super) fn new(content: &Content, look: &Look<'_>, is_narrow: bool) -> Self {
        let parties = &content.around.parties;
        let places: Vec<PartyPlace> = parties.iter().map(|party| wrap(party, look, is_narrow)).collect();
        let of = |part: Part| (0..parties.len()).filter(move |place| parties[*place].part == part);
        let others: Vec<usize> = (0..parties.len())
            .filter(|place| matches!(parties[*place].part, Part::Other | Part::System))
            .collect();
        // Who has to do with earlier steps stands at the left.
        let (left, right): (Vec<usize>, Vec<usize>) =
            others.iter().copied().partition(|party| leans_left(content, *party));
        let order =
            of(Part::Supplier).chain(left).chain(of(Part::Control)).chain(right).chain(of(Part::Customer));
        Self { places, order: order.collect(), bottom: 0.0 }
    }

    /// How wide it is at least, with room for what neighbours tell each other.
    pub(super) fn least_width(&self, content: &Content, look: &Look<'_>) -> f64 {
        let widths: f64 = self.places.iter().map(|place| place.bounds.width()).sum();
        let gaps = self.order.windows(2).map(|pair| gap(content, look, (pair[0], pair[1])));
        widths + gaps.sum::<f64>()
    }

    /// Places it between two x, its top at `top`: supplier at the left, customer at the right, control in the middle.
    pub(super) fn place(&mut self, content: &Content, look: &Look<'_>, (left, right): (f64, f64), top: f64) {
        let height = self.places.iter().map(|place| place.bounds.height()).fold(0.0, f64::max);
        self.bottom = if self.places.is_empty() { top } else { top + height };
        let parties = &content.around.parties;
        let is = |place: usize, part: Part| parties[place].part == part;
        let width = |place: usize| self.places[place].bounds.width();
        let mut lefts: Vec<f64> = vec![0.0; self.places.len()];
        // The fixed ones, then what stands between two of them, evenly apart.
        let mut fixed: Vec<(Option<usize>, f64, f64)> = vec![(None, left, left)];
        for place in self.order.iter().copied() {
            let x = if is(place, Part::Supplier) {
                left
            } else if is(place, Part::Customer) {
                right - width(place)
            } else if is(place, Part::Control) {
                ((left + right - width(place)) / 2.0).floor()
            } else {
                continue;
            };
            fixed.push((Some(place), x, x + width(place)));
        }
        fixed.push((None, right, right));
        // Where the control does not fit in the middle, the row is set one after the other.
        let fits = self.fits(content, look, &fixed);
        if fits {
            for (place, x, _) in &fixed {
                if let Some(place) = place {
                    lefts[*place] = *x;
                }
            }
            for pair in fixed.windows(2) {
                let first = pair[0].0.and_then(|place| self.order.iter().position(|one| *one == place));
                let last = pair[1].0.and_then(|place| self.order.iter().position(|one| *one == place));
                let between = &self.order[first.map_or(0, |at| at + 1)..last.unwrap_or(self.order.len())];
                let taken: f64 = between.iter().map(|place| width(*place)).sum();
                let free = (pair[1].1 - pair[0].2 - taken) / (between.len() + 1) as f64;
                let mut x = pair[0].2;
                for place in between {
                    x += free;
                    lefts[*place] = x.round();
                    x += width(*place);
                }
            }
        } else {
            let spare = (right - left - self.least_width(content, look)).max(0.0);
            let share = spare / (self.order.len().max(2) - 1) as f64;
            let mut x = left;
            for (at, place) in self.order.iter().enumerate() {
                lefts[*place] = x.round();
                x += width(*place);
                if let Some(next) = self.order.get(at + 1) {
                    x += gap(content, look, (*place, *next)) + share;
                }
            }
        }
        for (place, x) in self.places.iter_mut().zip(lefts) {
            let size = place.bounds.size();
            place.bounds = Rect::from_origin_size((x, self.bottom - size.height), size);
        }
    }

    /// Whether what stands between those that have a fixed place finds room with its words.
    fn fits(&self, content: &Content, look: &Look<'_>, fixed: &[(Option<usize>, f64, f64)]) -> bool {
        fixed.windows(2).all(|pair| {
            let at = |place: Option<usize>| {
                place.and_then(|place| self.order.iter().position(|one| *one == place))
            };
            let (first, last) = (at(pair[0].0), at(pair[1].0));
            let own = &self.order[first.unwrap_or(0)..last.map_or(self.order.len(), |at| at + 1)];
            let gaps: f64 = own.windows(2).map(|pair| gap(content, look, (pair[0], pair[1]))).sum();
            let between = &self.order[first.map_or(0, |at| at + 1)..last.unwrap_or(self.order.len())];
            let widths: f64 = between.iter().map(|place| self.places[*place].bounds.width()).sum();
            pair[1].1 - pair[0].2 + 0.5 >= gaps + widths
        })
    }

    /// Where neighbours tell each other something.
    pub(super) fn line(&self) -> f64 {
        self.bottom - LINE
    }

    /// Whether two parties stand side by side, and the first of them at the left.
    pub(super) fn side_by_side(&self, one: usize, two: usize) -> Option<bool> {
        let at = |party: usize| self.order.iter().position(|place| *place == party);
        match (at(one)?, at(two)?) {
            (one, two) if one + 1 == two => Some(true),
            (one, two) if two + 1 == one => Some(false),
            _ => None,
        }
    }
}

/// Whether a party mostly has to do with the first half of the steps.
fn leans_left(content: &Content, party: usize) -> bool {
    let columns = content.grid.widest().max(1) as f64;
    let mut places = Vec::new();
    for flow in &content.around.flows {
        let other = match (flow.from, flow.to) {
            (End::Party(own), other) | (other, End::Party(own)) if own == party => other,
            _ => continue,
        };
        places.push(match other {
            End::Step(step) => content.grid.cells[step].column as f64 / columns,
            End::Party(other) => match content.around.parties[other].part {
                Part::Supplier => 0.0,
                Part::Customer => 1.0,
                _ => 0.4,
            },
        });
    }
    places.is_empty() || places.iter().sum::<f64>() / (places.len() as f64) < 0.5
}

/// Between two neighbours: room for what they tell each other.
fn gap(content: &Content, look: &Look<'_>, pair: (usize, usize)) -> f64 {
    let is_own = |flow: &&Information| match (flow.from, flow.to) {
        (End::Party(from), End::Party(to)) => (from, to) == pair || (to, from) == pair,
        _ => false,
    };
    let flows = content.around.flows.iter().filter(is_own);
    let widths = flows.map(|flow| {
        let words = flow.label.as_ref();
        let width =
            words.map_or(0.0, |words| Block::new(look, words, typography::NOTE_MEDIUM, Some(150.0)).width());
        (width + WORDS_ROOM).max(LEAST_RUN)
    });
    widths.fold(APART, f64::max).ceil()
}

fn wrap(party: &Party, look: &Look<'_>, is_narrow: bool) -> PartyPlace {
    let is_outside = matches!(party.part, Part::Supplier | Part::Customer);
    let most = match party.part {
        Part::Supplier | Part::Customer => FACTORY - 24.0,
        Part::Control => CONTROL - ICON_ROOM - RIGHT,
        Part::Other | Part::System => OTHER + 50.0 - ICON_ROOM - RIGHT,
    };
    let most = if is_narrow && party.part == Part::Control { 150.0 } else { most };
    let name = Block::new(look, &party.name, typography::LABEL_STRONG, Some(most));
    let note = party.note.as_ref().map(|note| Block::new(look, note, typography::NOTE, Some(most)));
    let words = note.as_ref().map_or(0.0, Block::width).max(name.width());
    let width = match party.part {
        Part::Supplier | Part::Customer => FACTORY,
        Part::Control if !is_narrow => CONTROL,
        Part::Control | Part::Other | Part::System => (words + ICON_ROOM + RIGHT).max(OTHER),
    };
    let lines = (name.lines().max(1) - 1) as f64 * name.style.line_px
        + note.as_ref().map_or(0.0, |note| (note.lines().max(1) - 1) as f64 * note.style.line_px);
    let height = if is_outside { 72.0 } else { 66.0 } + lines;
    let size = Size::new((width / 2.0).ceil() * 2.0, height);
    PartyPlace { name, note, part: party.part, bounds: size.to_rect() }
}

impl PartyPlace {
    /// Draws it: a factory, or a box with an icon.
    pub(super) fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let bounds = self.bounds;
        let lines = (self.name.lines().max(1) - 1) as f64 * self.name.style.line_px;
        if matches!(self.part, Part::Supplier | Part::Customer) {
            let first = if self.note.is_some() { 39.0 } else { 48.0 };
            let at = |y: f64| Point::new(bounds.center().x, bounds.y0 + y);
            let mut items = vec![
                pen.factory(bounds),
                pen.block(at(first), &self.name, colors.ink, Anchor::Middle, Some(bounds)),
            ];
            let note = self.note.as_ref();
            items.extend(note.map(|note| {
                pen.block(at(first + lines + 18.0), note, colors.muted, Anchor::Middle, Some(bounds))
            }));
            return items;
        }
        let (fill, line) = match self.part {
            Part::Control => (colors.accent.tint, colors.accent.color),
            _ => (colors.surface, colors.edge),
        };
        let icon = if self.part == Part::Other { Icon::People } else { Icon::Server };
        let first = if self.note.is_some() { 29.0 } else { 38.0 };
        let at = |y: f64| Point::new(bounds.x0 + ICON_ROOM, bounds.y0 + y);
        let mut items = vec![
            pen.boxed(bounds, 8.0, fill, Stroke::new(line, 1.5)),
            icon.draw(Point::new(bounds.x0 + 16.0, bounds.y0 + first - 13.0), 16.0, line),
            pen.block(at(first), &self.name, colors.ink, Anchor::Start, Some(bounds)),
        ];
        let note = self.note.as_ref();
        items.extend(note.map(|note| {
            pen.block(at(first + lines + 19.0), note, colors.muted, Anchor::Start, Some(bounds))
        }));
        items
    }
}
