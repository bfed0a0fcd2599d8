//! The theme `light`: for screens and slides.

use super::palette::{Category, Marker, Palette, Theme};
use crate::color::Color;

/// For screens and slides.
pub(super) static THEME: Theme =
    Theme { name: "light", summary: "For screens and slides", palette: &PALETTE, dark: None };

/// VISUAL.md sections 3.3 to 3.5.
pub(super) static PALETTE: Palette = Palette {
    canvas: Color::hex(0xFFFFFF),
    surface: Color::hex(0xFFFFFF),
    band: Color::hex(0xF8F7F5),
    sunken: Color::hex(0xF0EEEA),
    hairline: Color::hex(0xE4E1DB),
    rule: Color::hex(0xC9C5BC),
    outline: Color::hex(0x807E79),
    edge: Color::hex(0x545350),
    muted: Color::hex(0x63625D),
    body: Color::hex(0x3B3A38),
    ink: Color::hex(0x18181A),
    onink: Color::hex(0xFFFFFF),
    accent: Color::hex(0x2250B4),
    positive: Color::hex(0x007973),
    negative: Color::hex(0xC23A10),
    waste: Color::hex(0xA56A00),
    waste_tint: Color::hex(0xF2B632),
    pii: Color::hex(0x8A2268),
    categories: [
        Category { color: Color::hex(0x23459D), dash: None, marker: Marker::Circle },
        Category { color: Color::hex(0xB37F23), dash: None, marker: Marker::Square },
        Category { color: Color::hex(0x007973), dash: None, marker: Marker::Triangle },
        Category { color: Color::hex(0x3893D3), dash: None, marker: Marker::Diamond },
        Category { color: Color::hex(0xA43A00), dash: None, marker: Marker::Cross },
        Category { color: Color::hex(0x711D53), dash: None, marker: Marker::Ring },
    ],
    tint: 0.09,
    tint2: 0.18,
    waste_tints: (0.16, 0.36),
    toward: Color::BLACK,
};
