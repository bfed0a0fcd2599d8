//! What stands in the middle: the customer in a circle, and the data that all stages share.

use kurbo::{Circle, Point, Rect, Vec2};

use super::content::Core;
use crate::drawing::scene::{Anchor, Figure, Fill, Item, Role, Shape, Stroke};
use crate::furniture::{Block, Icon, Pen, centered_baseline};
use crate::theme::{Look, typography};

/// The customer, wrapped for a circle.
#[derive(Debug)]
pub(super) struct CoreWords {
    name: Block,
    /// What they are, and the data where these stand here as well.
    notes: Vec<Block>,
}

/// The data, wrapped for a box.
#[derive(Debug)]
pub(super) struct DataWords {
    head: Block,
    lines: Vec<Block>,
}

/// Above the name, for the icon.
const ICON: f64 = 24.0;
/// Between the words and the circle.
const INSIDE: f64 = 10.0;
/// Names are wrapped to this.
const WIDTH: f64 = 104.0;

impl CoreWords {
    pub(super) fn new(core: &Core, has_data: bool, look: &Look<'_>) -> Self {
        let block = |text: &str, style| Block::new(look, text, style, Some(WIDTH));
        let role = core.role.as_ref().map(|role| block(role, typography::NOTE));
        let data = DataWords::new(core, WIDTH, look).filter(|_| has_data);
        let data = data.into_iter().flat_map(|data| std::iter::once(data.head).chain(data.lines));
        Self {
            name: block(&core.name, typography::LABEL_STRONG),
            notes: role.into_iter().chain(data).collect(),
        }
    }

    fn height(&self) -> f64 {
        ICON + self.name.height() + self.notes.iter().map(Block::height).sum::<f64>()
    }

    /// The radius of a circle around the words.
    pub(super) fn radius(&self) -> f64 {
        let width = self.notes.iter().map(Block::width).fold(self.name.width(), f64::max);
        // The corners of the words are lower than those of their box, for the icon is narrow.
        (Vec2::new(width / 2.0, self.height() / 2.0 - 6.0).hypot() + INSIDE).max(40.0).ceil()
    }

    pub(super) fn draw(&self, pen: &Pen<'_>, center: Point, radius: f64) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = vec![Item::Shape(Shape {
            figure: Figure::Circle(Circle::new(center, radius)),
            fill: Some(Fill::from(colors.surface)),
            stroke: Some(Stroke::new(colors.ink, 2.0)),
            role: Role::Decoration,
        })];
        let mut y = center.y - self.height() / 2.0;
        items.push(Icon::Person.draw(Point::new(center.x - 10.0, y), 20.0, colors.ink));
        y += ICON;
        for (block, color) in std::iter::once((&self.name, colors.ink))
            .chain(self.notes.iter().map(|note| (note, colors.muted)))
        {
            let baseline = centered_baseline(y + block.height() / 2.0, block.lines(), block.style);
            items.push(pen.block(Point::new(center.x, baseline), block, color, Anchor::Middle, None));
            y += block.height();
        }
        items
    }
}

impl DataWords {
    /// `None` where no stage says what a record is, and there is no system.
    pub(super) fn new(core: &Core, width: f64, look: &Look<'_>) -> Option<Self> {
        let lines: Vec<Block> = [&core.entities, &core.systems]
            .into_iter()
            .filter(|names| !names.is_empty())
            .map(|names| Block::new(look, &names.join(", "), typography::NOTE, Some(width)))
            .collect();
        let head = Block::new(look, "Data core", typography::NOTE_MEDIUM, None);
        (!lines.is_empty()).then_some(Self { head, lines })
    }

    pub(super) fn height(&self) -> f64 {
        self.head.height() + self.lines.iter().map(Block::height).sum::<f64>()
    }

    /// Its box, by the middle of its upper side.
    pub(super) fn bounds(&self, top: Point) -> Rect {
        let width = self.lines.iter().map(Block::width).fold(self.head.width(), f64::max);
        Rect::new(top.x - width / 2.0, top.y, top.x + width / 2.0, top.y + self.height())
    }

    /// Draws it centred on the middle of the upper side of its box.
    pub(super) fn draw(&self, pen: &Pen<'_>, top: Point) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut y = top.y;
        let mut items = Vec::new();
        for (block, color) in std::iter::once((&self.head, colors.ink))
            .chain(self.lines.iter().map(|line| (line, colors.muted)))
        {
            let baseline = centered_baseline(y + block.height() / 2.0, block.lines(), block.style);
            items.push(pen.block(Point::new(top.x, baseline), block, color, Anchor::Middle, None));
            y += block.height();
        }
        items
    }
}

/// The same below a row: the customer at the left of a band, the data at the right.
#[derive(Debug)]
pub(super) struct BandWords {
    name: Block,
    role: Option<Block>,
    data: Option<DataWords>,
    /// From the left of the band to the data.
    data_at: f64,
}

/// Around the words of a band; from the icon's left to the words; between customer and data.
const BAND_PADDING: Vec2 = Vec2::new(16.0, 14.0);
const BAND_INDENT: f64 = 30.0;
const BAND_GAP: f64 = 48.0;

impl BandWords {
    /// The words for a band so wide.
    pub(super) fn new(core: &Core, width: f64, look: &Look<'_>) -> Self {
        let half = Some(width / 2.0 - BAND_PADDING.x - BAND_INDENT);
        let name = Block::new(look, &core.name, typography::LABEL_STRONG, half);
        let role = core.role.as_ref().map(|role| Block::new(look, role, typography::NOTE, half));
        let customer = role.iter().map(Block::width).fold(name.width(), f64::max);
        let data_at = (BAND_PADDING.x + BAND_INDENT + customer + BAND_GAP).ceil();
        let data = DataWords::new(core, (width - data_at - BAND_PADDING.x).max(120.0), look);
        Self { name, role, data, data_at }
    }

    fn customer_height(&self) -> f64 {
        self.name.height() + self.role.as_ref().map_or(0.0, Block::height)
    }

    /// What the band needs.
    pub(super) fn height(&self) -> f64 {
        let data = self.data.as_ref().map_or(0.0, DataWords::height);
        (self.customer_height().max(data) + 2.0 * BAND_PADDING.y).ceil()
    }

    pub(super) fn draw(&self, pen: &Pen<'_>, bounds: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let middle = bounds.center().y;
        let left = bounds.x0 + BAND_PADDING.x;
        let mut items = vec![pen.filled(bounds, 10.0, colors.band, Role::Decoration)];
        items.push(Icon::Person.draw(Point::new(left, middle - 10.0), 20.0, colors.ink));
        let customer = std::iter::once((&self.name, colors.ink));
        let customer = customer.chain(self.role.iter().map(|role| (role, colors.muted)));
        let top = Point::new(left + BAND_INDENT, middle - self.customer_height() / 2.0);
        items.extend(stacked(pen, top, customer));
        if let Some(data) = &self.data {
            let lines = data.lines.iter().map(|line| (line, colors.muted));
            let top = Point::new(bounds.x0 + self.data_at, middle - data.height() / 2.0);
            items.extend(stacked(pen, top, std::iter::once((&data.head, colors.ink)).chain(lines)));
        }
        items
    }
}

/// Blocks one below the other, from a point on.
fn stacked<'a>(
    pen: &Pen<'_>,
    top: Point,
    blocks: impl Iterator<Item = (&'a Block, crate::color::Color)>,
) -> Vec<Item> {
    let mut y = top.y;
    let mut items = Vec::new();
    for (block, color) in blocks {
        let baseline = centered_baseline(y + block.height() / 2.0, block.lines(), block.style);
        items.push(pen.block(Point::new(top.x, baseline), block, color, Anchor::Start, None));
        y += block.height();
    }
    items
}
