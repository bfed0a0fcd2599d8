//! The theme `mono`: for print without colour: no hue at all.

use super::palette::{Category, Marker, Palette, Theme};
use crate::color::Color;

/// For print without colour: no hue at all.
pub(super) static THEME: Theme =
    Theme { name: "mono", summary: "For print without colour: no hue at all", palette: &PALETTE, dark: None };

/// VISUAL.md sections 3.3 to 3.5.
pub(super) static PALETTE: Palette = Palette {
    canvas: Color::hex(0xFF_FF_FF),
    surface: Color::hex(0xFF_FF_FF),
    band: Color::hex(0xF6_F6_F6),
    sunken: Color::hex(0xEC_EC_EC),
    hairline: Color::hex(0xDE_DE_DE),
    rule: Color::hex(0xBD_BD_BD),
    outline: Color::hex(0x76_76_76),
    edge: Color::hex(0x4A_4A_4A),
    muted: Color::hex(0x5C_5C_5C),
    body: Color::hex(0x33_33_33),
    ink: Color::hex(0x11_11_11),
    onink: Color::hex(0xFF_FF_FF),
    accent: Color::hex(0x11_11_11),
    positive: Color::hex(0x6A_6A_6A),
    negative: Color::hex(0x11_11_11),
    waste: Color::hex(0x76_76_76),
    waste_tint: Color::hex(0x76_76_76),
    pii: Color::hex(0x11_11_11),
    categories: [
        Category { color: Color::hex(0x11_11_11), dash: None, marker: Marker::Circle },
        Category { color: Color::hex(0x6A_6A_6A), dash: None, marker: Marker::Square },
        Category { color: Color::hex(0x8E_8E_8E), dash: None, marker: Marker::Triangle },
        Category { color: Color::hex(0x33_33_33), dash: Some((6.0, 3.0)), marker: Marker::Diamond },
        Category { color: Color::hex(0x7C_7C_7C), dash: Some((6.0, 3.0)), marker: Marker::Cross },
        Category { color: Color::hex(0x4A_4A_4A), dash: Some((6.0, 3.0)), marker: Marker::Ring },
    ],
    tint: 0.07,
    tint2: 0.16,
    waste_tints: (0.07, 0.16),
    toward: Color::BLACK,
};
