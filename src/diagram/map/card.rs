//! Cards: where it happens or who does it, what is done, and facts about it (VISUAL.md section 10).

use kurbo::{Point, Rect};

use crate::color::Color;
use crate::drawing::scene::{Anchor, Item, Role, Stroke};
use crate::furniture::{Block, Icon, Pen, centered_baseline};
use crate::model::Density;
use crate::text::Style;
use crate::theme::{Look, typography};

/// What a card says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::diagram) struct CardWords {
    /// Above the text: a channel or an actor, with its icon.
    pub(in crate::diagram) head: Option<(Icon, String)>,
    /// What is done.
    pub(in crate::diagram) text: Option<String>,
    /// Below the text, each with an icon.
    pub(in crate::diagram) facts: Vec<(Option<Icon>, String)>,
    pub(in crate::diagram) is_moment_of_truth: bool,
    /// Why it stands out besides.
    pub(in crate::diagram) mark: Option<Icon>,
}

/// A card, its words wrapped.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::diagram) struct Card {
    head: Option<(Icon, Block)>,
    text: Option<Block>,
    facts: Vec<(Option<Icon>, Block)>,
    is_moment_of_truth: bool,
    mark: Option<Icon>,
    style: Style,
}

/// The first baseline of the text: below one line of head, and without any.
const BELOW_HEAD: f64 = 51.0;
const WITHOUT_HEAD: f64 = 27.0;
/// From the last baseline to the bottom.
const FOOT: f64 = 13.0;
/// From the text to a fact, and from fact to fact.
const FACT: f64 = 19.0;
/// A fact's words beside its icon.
const FACT_INDENT: f64 = 16.0;

/// How the text of a card is set.
pub(in crate::diagram) fn text_style(density: Density) -> Style {
    match density {
        Density::Comfortable => typography::LABEL,
        Density::Compact => typography::TEXT_MEDIUM,
        Density::Dense => typography::NOTE_MEDIUM,
    }
}

impl Card {
    /// Wraps the words of a card that stands among others with heads, or among such without.
    pub(in crate::diagram) fn new(
        look: &Look<'_>,
        words: &CardWords,
        width: f64,
        density: Density,
        has_heads: bool,
    ) -> Self {
        let style = text_style(density);
        let badges = u8::from(words.is_moment_of_truth) + u8::from(words.mark.is_some());
        let badge = 12.0 + 20.0 * f64::from(badges);
        let head = |(icon, name): &(Icon, String)| {
            (*icon, Block::new(look, name, typography::NOTE_MEDIUM, Some(width - 34.0 - badge)))
        };
        let text = |name: &String| {
            let badge = if has_heads { 12.0 } else { badge };
            Block::new(look, name, style, Some(width - 12.0 - badge))
        };
        let fact = |(icon, text): &(Option<Icon>, String)| {
            let indent = if icon.is_some() { FACT_INDENT } else { 0.0 };
            (*icon, Block::new(look, text, typography::NOTE_MEDIUM, Some(width - 24.0 - indent)))
        };
        Self {
            head: words.head.as_ref().map(head),
            text: words.text.as_ref().map(text),
            facts: words.facts.iter().map(fact).collect(),
            is_moment_of_truth: words.is_moment_of_truth,
            mark: words.mark,
            style,
        }
    }

    /// How many lines its head has.
    pub(in crate::diagram) fn head_lines(&self) -> Option<usize> {
        self.head.as_ref().map(|(_, head)| head.lines())
    }

    /// How many lines its text has.
    pub(in crate::diagram) fn text_lines(&self) -> Option<usize> {
        self.text.as_ref().map(Block::lines)
    }

    /// Whether it says nothing of what is done.
    pub(in crate::diagram) fn is_blank(&self) -> bool {
        self.text.is_none()
    }

    /// The height of a card with so many lines of head and text, and its own facts.
    pub(in crate::diagram) fn height(&self, head_lines: Option<usize>, text_lines: usize) -> f64 {
        let facts: f64 = self.facts.iter().map(|(_, fact)| fact_height(fact)).sum();
        self.bare_height(head_lines, text_lines) + facts
    }

    /// The height of a card with so many lines of head and text, and no facts.
    pub(in crate::diagram) fn bare_height(&self, head_lines: Option<usize>, text_lines: usize) -> f64 {
        top(head_lines) + (text_lines.max(1) - 1) as f64 * self.style.line_px + FOOT
    }

    /// Draws it in its box, its text below so many lines of head.
    pub(in crate::diagram) fn draw(
        &self,
        pen: &Pen<'_>,
        rect: Rect,
        head_lines: Option<usize>,
        ground: Color,
    ) -> Vec<Item> {
        let colors = &pen.look.colors;
        let (line, icon_color) = if self.is_moment_of_truth {
            (Stroke::new(colors.accent.color, 1.5), colors.accent.color)
        } else {
            (Stroke::new(colors.rule, 1.0), colors.body)
        };
        let mut items = vec![pen.boxed(rect, 8.0, ground, line)];
        let room = Some(rect);
        if let Some((icon, head)) = &self.head {
            items.push(icon.draw(Point::new(rect.x0 + 12.0, rect.y0 + 12.0), 16.0, icon_color));
            let at = Point::new(rect.x0 + 34.0, rect.y0 + 24.5);
            items.push(pen.block(at, head, colors.muted, Anchor::Start, room));
        }
        let mut baseline = rect.y0 + top(head_lines);
        if let Some(text) = &self.text {
            let at = Point::new(rect.x0 + 12.0, baseline);
            items.push(pen.block(at, text, colors.ink, Anchor::Start, room));
            baseline += text.height() - text.style.line_px;
        }
        for (icon, fact) in &self.facts {
            let mut x = rect.x0 + 12.0;
            if let Some(icon) = icon {
                items.push(icon.draw(Point::new(x, baseline + FACT - 10.0), 12.0, colors.accent.color));
                x += FACT_INDENT;
            }
            let at = Point::new(x, baseline + FACT);
            items.push(pen.block(at, fact, colors.accent.color, Anchor::Start, room));
            baseline += fact_height(fact);
        }
        if self.is_moment_of_truth {
            let at = Point::new(rect.x1 - 18.0, rect.y0 + 20.0);
            items.push(pen.diamond(at, 12.0, colors.accent.color));
        }
        if let Some(mark) = self.mark {
            let right = if self.is_moment_of_truth { 44.0 } else { 24.0 };
            items.push(mark.draw(Point::new(rect.x1 - right, rect.y0 + 14.0), 12.0, colors.accent.color));
        }
        items
    }

    /// Draws its head alone, as who or what takes part besides.
    pub(in crate::diagram) fn draw_chip(&self, pen: &Pen<'_>, rect: Rect) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = vec![pen.filled(rect, 8.0, colors.sunken, Role::Frame)];
        if let Some((icon, head)) = &self.head {
            items.push(icon.draw(Point::new(rect.x0 + 12.0, rect.y0 + 12.0), 16.0, colors.body));
            let baseline = centered_baseline(rect.center().y, head.lines(), head.style);
            items.push(pen.block(
                Point::new(rect.x0 + 34.0, baseline),
                head,
                colors.ink,
                Anchor::Start,
                Some(rect),
            ));
        }
        items
    }
}

fn top(head_lines: Option<usize>) -> f64 {
    let below = |lines: usize| BELOW_HEAD + typography::NOTE_MEDIUM.line_px * (lines.max(1) - 1) as f64;
    head_lines.map_or(WITHOUT_HEAD, below)
}

fn fact_height(fact: &Block) -> f64 {
    FACT + (fact.lines().max(1) - 1) as f64 * fact.style.line_px
}
