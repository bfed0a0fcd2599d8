//! Themes: what colours and type are for, never which diagram they are for.

mod auto;
mod dark;
mod light;
mod palette;
mod print;

pub use palette::{Category, Colors, Look, Marker, Palette, Theme, Tone, typography};

/// All themes; the first is the one that is taken when nobody asks.
pub static THEMES: &[&Theme] = &[&light::THEME, &dark::THEME, &print::THEME, &auto::THEME];

/// The theme of a name.
pub fn find(name: &str) -> Option<&'static Theme> {
    THEMES.iter().copied().find(|theme| theme.name == name)
}
