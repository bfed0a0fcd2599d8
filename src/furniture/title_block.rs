//! The title block with its headline figures (VISUAL.md section 4).

use kurbo::Point;

use super::MARGIN;
use super::pen::{Block, Pen};
use crate::drawing::scene::{Anchor, Item, Role, Stroke};
use crate::theme::{Look, typography};

/// What a title block says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TitleBlock {
    /// Kind, subject and state, in that order; empty parts left out.
    pub kind_line: String,
    /// The finding, or the subject.
    pub title: String,
    /// A sentence below.
    pub subtitle: Option<String>,
    /// Headline figures, the most important first.
    pub figures: Vec<Figure>,
}

/// A headline figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// As "19 d".
    pub value: String,
    /// As "median wait".
    pub label: String,
}

/// A title block wrapped for the width of its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleBlockPlace {
    kind_line: Block,
    title: Block,
    subtitle: Option<Block>,
    figures: Vec<FigurePlace>,
    /// How many headline figures found no room.
    pub dropped: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct FigurePlace {
    x: f64,
    value: Block,
    label: Block,
}

/// Between two headline figures.
const FIGURE_GAP: f64 = 40.0;
/// Subtitles are not set wider than this, to stay readable.
const SUBTITLE_WIDTH: f64 = 880.0;

impl TitleBlock {
    /// Wraps it for a picture `width` wide.
    pub fn place(&self, look: &Look<'_>, width: f64) -> TitleBlockPlace {
        let room = width - 2.0 * MARGIN;
        let (figures, taken) = self.place_figures(look, width);
        let beside = if figures.is_empty() { room } else { room - taken - FIGURE_GAP };
        let subtitle = self.subtitle.as_ref().map(|subtitle| {
            let lines = crate::text::wrap_lines(
                look.fonts,
                subtitle,
                typography::BODY,
                beside.min(SUBTITLE_WIDTH),
                2,
            );
            Block { text: lines, style: typography::BODY }
        });
        TitleBlockPlace {
            kind_line: Block::new(look, &self.kind_line, typography::TEXT_MEDIUM, Some(beside)),
            title: Block::new(look, &self.title, typography::TITLE, Some(beside)),
            subtitle,
            dropped: self.figures.len() - figures.len(),
            figures,
        }
    }

    /// The figures that fit into half of the width, right-aligned as a group, and how wide they are together.
    fn place_figures(&self, look: &Look<'_>, width: f64) -> (Vec<FigurePlace>, f64) {
        let mut taken = 0.0;
        let mut figures = Vec::new();
        for figure in self.figures.iter().take(5) {
            let value = Block::new(look, &figure.value, typography::FIGURE, None);
            let label = Block::new(look, &figure.label, typography::NOTE, None);
            let wide = value.width().max(label.width()).ceil();
            let gap = if figures.is_empty() { 0.0 } else { FIGURE_GAP };
            if taken + gap + wide > width / 2.0 {
                break;
            }
            figures.push(FigurePlace { x: taken + gap, value, label });
            taken += gap + wide;
        }
        let left = width - MARGIN - taken;
        for figure in &mut figures {
            figure.x += left;
        }
        (figures, taken)
    }
}

impl TitleBlockPlace {
    /// How far wrapped kind lines and titles push down what follows.
    fn kind_shift(&self) -> f64 {
        (self.kind_line.lines().max(1) - 1) as f64 * self.kind_line.style.line_px
    }

    fn title_shift(&self) -> f64 {
        self.kind_shift() + (self.title.lines().max(1) - 1) as f64 * self.title.style.line_px
    }

    /// Where the body of the picture starts.
    pub fn body_top(&self) -> f64 {
        let lines = self.subtitle.as_ref().map_or(1, |subtitle| subtitle.lines().max(1));
        156.0 + self.title_shift() + 20.0 * (lines - 1) as f64
    }

    /// Draws it.
    pub fn draw(&self, pen: &Pen<'_>) -> Item {
        let colors = &pen.look.colors;
        let at = |y: f64| Point::new(MARGIN, y);
        let mut items = vec![
            pen.block(at(60.0), &self.kind_line, colors.accent.color, Anchor::Start, None),
            pen.block(at(94.0 + self.kind_shift()), &self.title, colors.ink, Anchor::Start, None),
        ];
        if let Some(subtitle) = &self.subtitle {
            let top = 120.0 + self.title_shift();
            items.push(pen.block(at(top), subtitle, colors.muted, Anchor::Start, None));
        }
        for (index, figure) in self.figures.iter().enumerate() {
            if index > 0 {
                let x = figure.x - FIGURE_GAP / 2.0;
                let stroke = Stroke::new(colors.hairline, 1.0);
                items.push(pen.segment(Point::new(x, 76.0), Point::new(x, 116.0), stroke, Role::Decoration));
            }
            let at = |y: f64| Point::new(figure.x, y);
            items.push(pen.block(at(94.0), &figure.value, colors.ink, Anchor::Start, None));
            items.push(pen.block(at(114.0), &figure.label, colors.muted, Anchor::Start, None));
        }
        pen.group("title-block", items)
    }
}
