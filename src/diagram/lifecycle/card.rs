//! Cards of stages: name, objective, owner, entity, touchpoints, key figures.

use kurbo::{Point, Rect, Size, Vec2};

use super::content::{KpiChip, StageCard};
use crate::diagram::written::counted;
use crate::drawing::scene::{Anchor, Item, Role, Stroke};
use crate::furniture::{Block, Icon, Pen, centered_baseline};
use crate::model::Density;
use crate::theme::{Look, typography};

/// The words of a card, wrapped.
#[derive(Debug)]
pub(super) struct CardWords {
    width: f64,
    /// Left out where the name stands elsewhere.
    name: Option<Block>,
    objective: Option<Block>,
    facts: Vec<(Icon, Block)>,
    chips: Vec<ChipWords>,
}

/// A key figure, its value before its name.
#[derive(Debug)]
struct ChipWords {
    value: Block,
    name: Block,
    is_met: Option<bool>,
}

/// Around the words.
const PADDING: Vec2 = Vec2::new(12.0, 10.0);
/// Above the first fact, and above the first chip.
const FACTS_GAP: f64 = 5.0;
const CHIPS_GAP: f64 = 8.0;
/// From fact to fact beyond its lines; words beside an icon.
const FACT_GAP: f64 = 2.0;
const FACT_INDENT: f64 = 18.0;
/// Around the words of a chip, between two, between value and name, and the mark of a target.
const CHIP_PADDING: Vec2 = Vec2::new(8.0, 4.0);
const CHIP_GAP: f64 = 4.0;
const VALUE_GAP: f64 = 6.0;
const MARK: f64 = 15.0;

impl StageCard {
    pub(super) fn touchpoint_words(&self) -> String {
        let (count, noun) = counted(self.touchpoints, "touchpoint");
        format!("{count} {noun}")
    }
}

/// How wide cards are.
pub(super) fn card_width(density: Density) -> f64 {
    match density {
        Density::Comfortable => 188.0,
        Density::Compact => 168.0,
        Density::Dense => 148.0,
    }
}

impl CardWords {
    pub(super) fn new(
        stage: &StageCard,
        width: f64,
        density: Density,
        has_name: bool,
        look: &Look<'_>,
    ) -> Self {
        let inner = width - 2.0 * PADDING.x;
        let fact = |icon: Icon, text: String| {
            (icon, Block::new(look, &text, typography::NOTE, Some(inner - FACT_INDENT)))
        };
        let owner = stage.owner.clone().map(|owner| fact(Icon::Person, owner));
        let entity = stage.entity.clone().map(|entity| fact(Icon::Document, entity));
        let touchpoints = (stage.touchpoints > 0).then(|| fact(Icon::Chat, stage.touchpoint_words()));
        let objective = stage.objective.as_ref().filter(|_| density != Density::Dense);
        let chip = |kpi: &KpiChip| {
            let mark = if kpi.is_met.is_some() { MARK } else { 0.0 };
            let value = Block::new(look, &kpi.value, typography::TEXT_STRONG, None);
            let room = (inner - 2.0 * CHIP_PADDING.x - mark - VALUE_GAP - value.width()).max(40.0);
            ChipWords {
                name: Block::new(look, &kpi.name, typography::NOTE, Some(room)),
                value,
                is_met: kpi.is_met,
            }
        };
        Self {
            width,
            name: has_name.then(|| Block::new(look, &stage.name, typography::LABEL_STRONG, Some(inner))),
            objective: objective.map(|text| Block::new(look, text, typography::TEXT, Some(inner))),
            facts: owner.into_iter().chain(entity).chain(touchpoints).collect(),
            chips: stage.kpis.iter().map(chip).collect(),
        }
    }

    /// Whether it says nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.name.is_none() && self.objective.is_none() && self.facts.is_empty() && self.chips.is_empty()
    }

    fn chip_height(chip: &ChipWords) -> f64 {
        chip.name.height().max(chip.value.height()) + 2.0 * CHIP_PADDING.y
    }

    /// What the card needs.
    pub(super) fn size(&self) -> Size {
        let blocks: f64 = self.name.iter().chain(&self.objective).map(Block::height).sum();
        let facts: f64 = self.facts.iter().map(|(_, fact)| fact.height() + FACT_GAP).sum();
        let chips: f64 = self.chips.iter().map(|chip| Self::chip_height(chip) + CHIP_GAP).sum();
        let gaps = if self.facts.is_empty() || blocks == 0.0 { 0.0 } else { FACTS_GAP }
            + if self.chips.is_empty() { 0.0 } else { CHIPS_GAP - CHIP_GAP };
        Size::new(self.width, (blocks + facts + chips + gaps + 2.0 * PADDING.y).ceil())
    }

    /// Draws the card in its box.
    pub(super) fn draw(&self, pen: &Pen<'_>, bounds: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = vec![pen.boxed(bounds, 8.0, colors.surface, Stroke::new(colors.rule, 1.0))];
        let x = bounds.x0 + PADDING.x;
        let mut y = bounds.y0 + PADDING.y;
        for (block, color) in self
            .name
            .iter()
            .map(|name| (name, colors.ink))
            .chain(self.objective.iter().map(|own| (own, colors.body)))
        {
            let baseline = centered_baseline(y + block.height() / 2.0, block.lines(), block.style);
            items.push(pen.block(Point::new(x, baseline), block, color, Anchor::Start, Some(bounds)));
            y += block.height();
        }
        if !self.facts.is_empty() && y > bounds.y0 + PADDING.y {
            y += FACTS_GAP;
        }
        for (icon, fact) in &self.facts {
            items.push(icon.draw(Point::new(x, y + 2.0), 12.0, colors.muted));
            let baseline = centered_baseline(y + fact.height() / 2.0, fact.lines(), fact.style);
            let at = Point::new(x + FACT_INDENT, baseline);
            items.push(pen.block(at, fact, colors.muted, Anchor::Start, Some(bounds)));
            y += fact.height() + FACT_GAP;
        }
        y += CHIPS_GAP - CHIP_GAP;
        for chip in &self.chips {
            let height = Self::chip_height(chip);
            let room = Rect::new(x, y, bounds.x1 - PADDING.x, y + height);
            items.extend(chip.draw(pen, room));
            y += height + CHIP_GAP;
        }
        items
    }
}

impl ChipWords {
    fn draw(&self, pen: &Pen<'_>, room: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = vec![pen.filled(room, 6.0, colors.sunken, Role::Frame)];
        let middle = room.center().y;
        let x = room.x0 + CHIP_PADDING.x;
        let at = |x: f64, block: &Block| Point::new(x, centered_baseline(middle, block.lines(), block.style));
        items.push(pen.block(at(x, &self.value), &self.value, colors.ink, Anchor::Start, Some(room)));
        let beside = x + self.value.width() + VALUE_GAP;
        items.push(pen.block(at(beside, &self.name), &self.name, colors.body, Anchor::Start, Some(room)));
        let mark = Point::new(room.x1 - CHIP_PADDING.x - 9.0, middle);
        items.extend(self.is_met.map(|is_met| if is_met { pen.tick(mark) } else { pen.down_triangle(mark) }));
        items
    }
}
