//! The theme `light`: for screens and slides.

use super::palette::{Category, Marker, Palette, Theme};
use crate::color::Color;

/// For screens and slides.
pub(super) static THEME: Theme =
    Theme { name: "light", summary: "For screens and slides", palette: &PALETTE, dark: None };

/// VISUAL.md sections 3.3 to 3.5.
pub(super) static PALETTE: Palette = Palette {
    canvas: Color::hex(0xFF_FF_FF),
    surface: Color::hex(0xFF_FF_FF),
    band: Color::hex(0xF8_F7_F5),
    sunken: Color::hex(0xF0_EE_EA),
    hairline: Color::hex(0xE4_E1_DB),
    rule: Color::hex(0xC9_C5_BC),
    outline: Color::hex(0x80_7E_79),
    edge: Color::hex(0x54_53_50),
    muted: Color::hex(0x63_62_5D),
    body: Color::hex(0x3B_3A_38),
    ink: Color::hex(0x18_18_1A),
    onink: Color::hex(0xFF_FF_FF),
    accent: Color::hex(0x22_50_B4),
    positive: Color::hex(0x00_79_73),
    negative: Color::hex(0xC2_3A_10),
    waste: Color::hex(0xA5_6A_00),
    waste_tint: Color::hex(0xF2_B6_32),
    pii: Color::hex(0x8A_22_68),
    categories: [
        Category { color: Color::hex(0x23_45_9D), dash: None, marker: Marker::Circle },
        Category { color: Color::hex(0xB3_7F_23), dash: None, marker: Marker::Square },
        Category { color: Color::hex(0x00_79_73), dash: None, marker: Marker::Triangle },
        Category { color: Color::hex(0x38_93_D3), dash: None, marker: Marker::Diamond },
        Category { color: Color::hex(0xA4_3A_00), dash: None, marker: Marker::Cross },
        Category { color: Color::hex(0x71_1D_53), dash: None, marker: Marker::Ring },
    ],
    tint: 0.09,
    tint2: 0.18,
    waste_tints: (0.16, 0.36),
    toward: Color::BLACK,
};
