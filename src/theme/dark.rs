//! The theme `dark`: for dark slides and pages.

use super::palette::{Category, Marker, Palette, Theme};
use crate::color::Color;

/// For dark slides and pages.
pub(super) static THEME: Theme =
    Theme { name: "dark", summary: "For dark slides and pages", palette: &PALETTE, dark: None };

/// VISUAL.md sections 3.3 to 3.5.
pub(super) static PALETTE: Palette = Palette {
    canvas: Color::hex(0x12_13_16),
    surface: Color::hex(0x1C_1E_22),
    band: Color::hex(0x17_18_1B),
    sunken: Color::hex(0x22_24_29),
    hairline: Color::hex(0x2A_2D_32),
    rule: Color::hex(0x43_47_4E),
    outline: Color::hex(0x7E_83_8B),
    edge: Color::hex(0xA9_AC_B2),
    muted: Color::hex(0xA2_A5_AB),
    body: Color::hex(0xD3_D5_D8),
    ink: Color::hex(0xF5_F5_F6),
    onink: Color::hex(0x12_13_16),
    accent: Color::hex(0x7F_A6_FF),
    positive: Color::hex(0x3F_BF_B2),
    negative: Color::hex(0xFF_8A_5F),
    waste: Color::hex(0xE3_AC_4A),
    waste_tint: Color::hex(0xE3_AC_4A),
    pii: Color::hex(0xE5_8B_C4),
    categories: [
        Category { color: Color::hex(0x78_90_F7), dash: None, marker: Marker::Circle },
        Category { color: Color::hex(0xFF_CB_5E), dash: None, marker: Marker::Square },
        Category { color: Color::hex(0x1B_C9_B7), dash: None, marker: Marker::Triangle },
        Category { color: Color::hex(0xA8_E7_FF), dash: None, marker: Marker::Diamond },
        Category { color: Color::hex(0xEE_79_3A), dash: None, marker: Marker::Cross },
        Category { color: Color::hex(0xB9_63_9C), dash: None, marker: Marker::Ring },
    ],
    tint: 0.16,
    tint2: 0.28,
    waste_tints: (0.16, 0.28),
    toward: Color::WHITE,
};
