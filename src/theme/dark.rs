//! The theme `dark`: for dark slides and pages.

use super::palette::{Category, Marker, Palette, Theme};
use crate::color::Color;

/// For dark slides and pages.
pub(super) static THEME: Theme =
    Theme { name: "dark", summary: "For dark slides and pages", palette: &PALETTE, dark: None };

/// VISUAL.md sections 3.3 to 3.5.
pub(super) static PALETTE: Palette = Palette {
    canvas: Color::hex(0x121316),
    surface: Color::hex(0x1C1E22),
    band: Color::hex(0x17181B),
    sunken: Color::hex(0x222429),
    hairline: Color::hex(0x2A2D32),
    rule: Color::hex(0x43474E),
    outline: Color::hex(0x7E838B),
    edge: Color::hex(0xA9ACB2),
    muted: Color::hex(0xA2A5AB),
    body: Color::hex(0xD3D5D8),
    ink: Color::hex(0xF5F5F6),
    onink: Color::hex(0x121316),
    accent: Color::hex(0x7FA6FF),
    positive: Color::hex(0x3FBFB2),
    negative: Color::hex(0xFF8A5F),
    waste: Color::hex(0xE3AC4A),
    waste_tint: Color::hex(0xE3AC4A),
    pii: Color::hex(0xE58BC4),
    categories: [
        Category { color: Color::hex(0x7890F7), dash: None, marker: Marker::Circle },
        Category { color: Color::hex(0xFFCB5E), dash: None, marker: Marker::Square },
        Category { color: Color::hex(0x1BC9B7), dash: None, marker: Marker::Triangle },
        Category { color: Color::hex(0xA8E7FF), dash: None, marker: Marker::Diamond },
        Category { color: Color::hex(0xEE793A), dash: None, marker: Marker::Cross },
        Category { color: Color::hex(0xB9639C), dash: None, marker: Marker::Ring },
    ],
    tint: 0.16,
    tint2: 0.28,
    waste_tints: (0.16, 0.28),
    toward: Color::WHITE,
};
