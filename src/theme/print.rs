//! The theme `mono`: for print without colour: no hue at all.

use super::palette::{Category, Marker, Palette, Theme};
use crate::color::Color;

/// For print without colour: no hue at all.
pub(super) static THEME: Theme =
    Theme { name: "mono", summary: "For print without colour: no hue at all", palette: &PALETTE, dark: None };

/// VISUAL.md sections 3.3 to 3.5.
pub(super) static PALETTE: Palette = Palette {
    canvas: Color::hex(0xFFFFFF),
    surface: Color::hex(0xFFFFFF),
    band: Color::hex(0xF6F6F6),
    sunken: Color::hex(0xECECEC),
    hairline: Color::hex(0xDEDEDE),
    rule: Color::hex(0xBDBDBD),
    outline: Color::hex(0x767676),
    edge: Color::hex(0x4A4A4A),
    muted: Color::hex(0x5C5C5C),
    body: Color::hex(0x333333),
    ink: Color::hex(0x111111),
    onink: Color::hex(0xFFFFFF),
    accent: Color::hex(0x111111),
    positive: Color::hex(0x6A6A6A),
    negative: Color::hex(0x111111),
    waste: Color::hex(0x767676),
    waste_tint: Color::hex(0x767676),
    pii: Color::hex(0x111111),
    categories: [
        Category { color: Color::hex(0x111111), dash: None, marker: Marker::Circle },
        Category { color: Color::hex(0x6A6A6A), dash: None, marker: Marker::Square },
        Category { color: Color::hex(0x8E8E8E), dash: None, marker: Marker::Triangle },
        Category { color: Color::hex(0x333333), dash: Some((6.0, 3.0)), marker: Marker::Diamond },
        Category { color: Color::hex(0x7C7C7C), dash: Some((6.0, 3.0)), marker: Marker::Cross },
        Category { color: Color::hex(0x4A4A4A), dash: Some((6.0, 3.0)), marker: Marker::Ring },
    ],
    tint: 0.07,
    tint2: 0.16,
    waste_tints: (0.07, 0.16),
    toward: Color::BLACK,
};
