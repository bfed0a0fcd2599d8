//! Colours by role, and what is derived from them.

use crate::color::Color;
use crate::text::{Face, Fonts, Style};

/// A row of the table of themes.
#[derive(Debug)]
pub struct Theme {
    /// What `--theme` takes.
    pub name: &'static str,
    /// One line for help texts.
    pub summary: &'static str,
    /// Its colours.
    pub palette: &'static Palette,
    /// Colours of the same picture for readers who prefer dark, in one file; only SVG can follow.
    pub dark: Option<&'static Palette>,
}

impl Theme {
    /// How a drawing looks in this theme.
    pub fn look<'a>(&self, fonts: &'a Fonts) -> Look<'a> {
        Look { colors: self.palette.derive(), fonts }
    }

    /// How it looks to readers who prefer dark, if the theme follows them.
    pub fn dark_look<'a>(&self, fonts: &'a Fonts) -> Option<Look<'a>> {
        self.dark.map(|palette| Look { colors: palette.derive(), fonts })
    }
}

/// What layout and drawing need to know of looks.
#[derive(Debug)]
pub struct Look<'a> {
    /// Colours by role.
    pub colors: Colors,
    /// Faces to measure with.
    pub fonts: &'a Fonts,
}

/// The colours that a theme states; all others follow from them.
#[derive(Debug)]
pub struct Palette {
    /// The page.
    pub canvas: Color,
    /// Nodes, cards, tables.
    pub surface: Color,
    /// Lanes and groups.
    pub band: Color,
    /// Neutral chips.
    pub sunken: Color,
    /// Row separators and grids; decoration.
    pub hairline: Color,
    /// Phase separators, card borders; decoration.
    pub rule: Color,
    /// Outlines of nodes, zero lines.
    pub outline: Color,
    /// Connectors.
    pub edge: Color,
    /// Captions.
    pub muted: Color,
    /// Text of cells.
    pub body: Color,
    /// Titles, node text, phase rules, curves.
    pub ink: Color,
    /// Text on `ink` and `accent`.
    pub onink: Color,
    /// Main path, moments of truth, keys.
    pub accent: Color,
    /// Good, and value-adding.
    pub positive: Color,
    /// Bad.
    pub negative: Color,
    /// Waiting and warning.
    pub waste: Color,
    /// What the tints of `waste` are mixed from: a brown tint looks dirty in light.
    pub waste_tint: Color,
    /// Personal data.
    pub pii: Color,
    /// Categories, in order.
    pub categories: [Category; 6],
    /// How much of a colour makes its tint.
    pub tint: f64,
    /// How much of a colour makes its strong tint.
    pub tint2: f64,
    /// The same for `waste_tint`.
    pub waste_tints: (f64, f64),
    /// What darkens a colour until it reads: black in light themes, white in dark ones.
    pub toward: Color,
}

/// A colour of the author's own categories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Category {
    /// Its colour.
    pub color: Color,
    /// Its dash in charts, where colour alone would not tell it.
    pub dash: Option<(f64, f64)>,
    /// Its marker in charts.
    pub marker: Marker,
}

/// A marker of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A filled circle.
    Circle,
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// A filled diamond.
    Diamond,
    /// A diagonal cross.
    Cross,
    /// A hollow circle.
    Ring,
}

/// Colours by role, those derived included.
#[derive(Clone, Debug)]
pub struct Colors {
    /// The page.
    pub canvas: Color,
    /// Nodes, cards, tables.
    pub surface: Color,
    /// Lanes and groups.
    pub band: Color,
    /// Neutral chips.
    pub sunken: Color,
    /// Row separators and grids; decoration.
    pub hairline: Color,
    /// Phase separators, card borders; decoration.
    pub rule: Color,
    /// Outlines of nodes, zero lines.
    pub outline: Color,
    /// Connectors.
    pub edge: Color,
    /// Captions.
    pub muted: Color,
    /// Text of cells.
    pub body: Color,
    /// Titles, node text, phase rules, curves.
    pub ink: Color,
    /// Text on `ink` and `accent`.
    pub onink: Color,
    /// Main path, moments of truth, keys.
    pub accent: Tone,
    /// Good, and value-adding.
    pub positive: Tone,
    /// Bad.
    pub negative: Tone,
    /// Waiting and warning.
    pub waste: Tone,
    /// Personal data.
    pub pii: Tone,
    /// Categories, in order.
    pub categories: [Category; 6],
    /// Text in the colours of the categories, readable on the canvas.
    pub category_inks: [Color; 6],
    /// Faint grounds in the colours of the categories.
    pub category_tints: [Color; 6],
}

/// A meaning's colour with its tints over the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// Lines, glyphs, and text on canvas or `tint`.
    pub color: Color,
    /// A faint ground.
    pub tint: Color,
    /// A strong ground.
    pub tint2: Color,
    /// Text on `tint2`, and text in this colour wherever the plain one is too pale.
    pub ink: Color,
}

impl Palette {
    /// All colours by role.
    pub fn derive(&self) -> Colors {
        let tone = |color: Color| self.tone(color, color, (self.tint, self.tint2));
        Colors {
            canvas: self.canvas,
            surface: self.surface,
            band: self.band,
            sunken: self.sunken,
            hairline: self.hairline,
            rule: self.rule,
            outline: self.outline,
            edge: self.edge,
            muted: self.muted,
            body: self.body,
            ink: self.ink,
            onink: self.onink,
            accent: tone(self.accent),
            positive: tone(self.positive),
            negative: tone(self.negative),
            waste: self.tone(self.waste, self.waste_tint, self.waste_tints),
            pii: tone(self.pii),
            categories: self.categories,
            category_tints: self.categories.map(|category| category.color.over(self.surface, self.tint)),
            category_inks: self
                .categories
                // A little more than other inks: without the receptors of green ochre looks paler than it is.
                .map(|category| category.color.until_readable(self.toward, self.canvas, 4.85)),
        }
    }

    fn tone(&self, color: Color, mixed: Color, (faint, strong): (f64, f64)) -> Tone {
        let tint2 = mixed.over(self.canvas, strong);
        Tone {
            color,
            tint: mixed.over(self.canvas, faint),
            tint2,
            ink: color.until_readable(self.toward, tint2, 4.6),
        }
    }
}

/// Type by use (VISUAL.md section 3.1).
pub mod typography {
    use super::{Face, Style};

    const fn style(face: Face, size_px: f64, line_px: f64) -> Style {
        Style { face, size_px, line_px }
    }

    /// The title of a picture.
    pub const TITLE: Style = style(Face::Display, 28.0, 34.0);
    /// Headline figures.
    pub const FIGURE: Style = style(Face::Display, 20.0, 26.0);
    /// Phases, stages, key figures.
    pub const HEAD: Style = style(Face::SemiBold, 16.0, 22.0);
    /// Nodes and lanes.
    pub const LABEL: Style = style(Face::Medium, 14.0, 20.0);
    /// Row headers and titles of cards.
    pub const LABEL_STRONG: Style = style(Face::SemiBold, 14.0, 20.0);
    /// Subtitles.
    pub const BODY: Style = style(Face::Regular, 14.0, 20.0);
    /// Cells, columns, annotations.
    pub const TEXT: Style = style(Face::Regular, 13.0, 18.0);
    /// Cells that carry weight.
    pub const TEXT_MEDIUM: Style = style(Face::Medium, 13.0, 18.0);
    /// Feelings and outcomes.
    pub const TEXT_STRONG: Style = style(Face::SemiBold, 13.0, 18.0);
    /// Quotes.
    pub const TEXT_ITALIC: Style = style(Face::Italic, 13.0, 18.0);
    /// Captions, axes, legends, footers.
    pub const NOTE: Style = style(Face::Regular, 12.0, 16.0);
    /// Captions that carry weight.
    pub const NOTE_MEDIUM: Style = style(Face::Medium, 12.0, 16.0);
    /// Badges, in capitals only.
    pub const BADGE: Style = style(Face::SemiBold, 11.0, 14.0);
}
