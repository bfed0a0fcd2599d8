//! The theme `auto`: light, and dark for readers who prefer it.

use super::palette::Theme;
use super::{dark, light};

/// One SVG that follows the reader's setting.
pub(super) static THEME: Theme = Theme {
    name: "auto",
    summary: "One SVG that follows the reader's light or dark setting; light in other formats",
    palette: &light::PALETTE,
    dark: Some(&dark::PALETTE),
};
