//! Arrows of goods: what comes from outside, and what goes to the customer.

use kurbo::{Point, Rect};

use super::content::Content;
use super::information::TopRow;
use super::layout::{ARROW, CLEAR, GAP, TIP, is_wide, last_step};
use super::parties::{Part, Shipment};
use super::wires;
use crate::furniture::Block;
use crate::theme::{Look, typography};

/// An arrow of goods.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShipmentPlace {
    pub(super) from: Point,
    /// Where it turns.
    pub(super) corner: Option<Point>,
    pub(super) to: Point,
    pub(super) label: Option<(Block, Point)>,
    pub(super) truck: Option<Point>,
}

/// From the tip of a queue down to what comes in from the side, and from its middle to that.
const QUEUE_SIDE: f64 = 28.0;
const QUEUE_CLEAR: f64 = 28.0;
/// From a shipment to what it joins.
const SHIPMENT: f64 = 8.0;
/// How wide the words of goods may be: as wide as what is left of the last step and the margin.
const SHIPMENT_WORDS: f64 = 96.0;

/// Arrows of goods: from the supplier to the first queue, from the last step to the customer.
pub(super) fn place(
    content: &Content,
    look: &Look<'_>,
    top: &TopRow,
    places: &[Rect],
    queue: f64,
) -> Vec<ShipmentPlace> {
    let mut found = Vec::new();
    let party = |part: Part| {
        let at = content.around.parties.iter().position(|party| party.part == part)?;
        top.places.get(at).map(|place| place.bounds)
    };
    let first = content.critical.first().copied().unwrap_or(0);
    let said = &content.around.shipments;
    if let (Some(bounds), Some(step)) = (party(Part::Supplier), places.get(first)) {
        let (from, to) = (Point::new(queue, bounds.y1 + SHIPMENT), Point::new(queue, step.y0 + 2.0));
        let place = arrow(look, (from, to), said.delivery.as_ref(), false);
        // A queue that stands far from below its supplier gets its goods from the side.
        let is_far = is_wide(2.0 * (step.x0 - queue)) && wires::is_near(content, first);
        found.push(if is_far { around_corner(content, place, (first, *step)) } else { place });
    }
    if let (Some(bounds), Some(last)) = (party(Part::Customer), content.critical.last()) {
        let step = places[*last];
        let x = step.center().x;
        let is_below = last_step(content).is_some() && bounds.x0 + 12.0 <= x && x <= bounds.x1 - 12.0;
        let from = Point::new(x, step.y0 - SHIPMENT);
        let to = if is_below { Point::new(x, bounds.y1 + SHIPMENT) } else { Point::new(x, from.y - 30.0) };
        let mut place = arrow(look, (from, to), said.dispatch.as_ref(), true);
        if !is_below {
            let customer = content.around.parties.iter().find(|party| party.part == Part::Customer);
            let name = customer.map_or("", |party| party.name.as_str());
            let block = Block::new(look, name, typography::NOTE_MEDIUM, None);
            place.label = Some((block, Point::new(x, to.y - 6.0)));
            place.truck = None;
        }
        found.push(place);
    }
    found
}

/// The same arrow to the side of the first queue, or of the first step where none stands before it.
fn around_corner(content: &Content, place: ShipmentPlace, (first, step): (usize, Rect)) -> ShipmentPlace {
    let has_queue = content.boxes[first].queue.is_some();
    let to = if has_queue {
        Point::new(step.x0 - GAP / 2.0 - QUEUE_CLEAR, step.y0 + TIP + QUEUE_SIDE)
    } else {
        Point::new(step.x0 - CLEAR, step.y0 + ARROW)
    };
    ShipmentPlace { corner: Some(Point::new(place.from.x, to.y)), to, ..place }
}

/// An arrow of goods with its words on the outer side: at its left from the supplier, at its right to the customer.
fn arrow(
    look: &Look<'_>,
    (from, to): (Point, Point),
    said: Option<&Shipment>,
    is_last: bool,
) -> ShipmentPlace {
    let label = said.and_then(|said| said.label.as_ref());
    let label = label.map(|label| Block::new(look, label, typography::NOTE_MEDIUM, Some(SHIPMENT_WORDS)));
    let is_scheduled = said.is_some_and(|said| said.is_scheduled);
    let left = |width: f64| if is_last { from.x + 20.0 } else { from.x - 20.0 - width };
    let top = from.y.min(to.y) + 18.0;
    let truck = is_scheduled.then(|| Point::new(left(16.0), top));
    let first = top + 12.0 + if is_scheduled { 20.0 } else { 0.0 };
    let label = label.map(|block| {
        let x = left(block.width()) + block.width() / 2.0;
        (block, Point::new(x, first))
    });
    ShipmentPlace { from, corner: None, to, label, truck }
}

impl ShipmentPlace {
    /// Its ends, and where it turns.
    pub(super) fn points(&self) -> Vec<Point> {
        std::iter::once(self.from).chain(self.corner).chain([self.to]).collect()
    }

    /// The boxes around its arrow.
    pub(super) fn bounds(&self) -> Vec<Rect> {
        let points = self.points();
        points.windows(2).map(|ends| Rect::from_points(ends[0], ends[1]).inflate(15.0, 0.0)).collect()
    }
}
