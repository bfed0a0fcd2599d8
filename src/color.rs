//! Colours: reading, mixing, contrast.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// Black.
    pub const BLACK: Self = Self::hex(0x00_00_00);
    /// White.
    pub const WHITE: Self = Self::hex(0xFF_FF_FF);

    /// A colour from its number, as `0x2250B4`.
    pub const fn hex(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#RGB` or `#RRGGBB`, in either case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let six = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        u32::from_str_radix(&six, 16).ok().map(Self::hex)
    }

    /// `share` of this colour laid over `under`, in sRGB: what an opacity would show.
    #[must_use]
    pub fn over(self, under: Self, share: f64) -> Self {
        let mix = |top: u8, bottom: u8| {
            let value = f64::from(top) * share + f64::from(bottom) * (1.0 - share);
            value.round().clamp(0.0, 255.0) as u8
        };
        Self {
            red: mix(self.red, under.red),
            green: mix(self.green, under.green),
            blue: mix(self.blue, under.blue),
        }
    }

    /// Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Mixes `toward` into this colour in steps of 2.5 % until it reads on `ground` at `contrast` to 1.
    #[must_use]
    pub fn until_readable(self, toward: Self, ground: Self, contrast: f64) -> Self {
        (0..=40u32)
            .map(|step| toward.over(self, f64::from(step) * 0.025))
            .find(|color| color.contrast(ground) >= contrast)
            .unwrap_or(toward)
    }

    fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(Color::parse("#2250B4").map(|color| color.to_string()), Some("#2250B4".into()));
        assert_eq!(Color::parse("#fa0"), Color::parse("#FFAA00"));
        assert_eq!(Color::parse("#12"), None);
        assert_eq!(Color::parse("2250B4"), None);
    }

    #[test]
    fn contrast_follows_wcag() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        // VISUAL.md 3.4 states 7.3 for the accent on canvas.
        assert!((Color::hex(0x22_50_B4).contrast(Color::WHITE) - 7.3).abs() < 0.05);
    }

    #[test]
    fn a_tint_is_the_mockups() {
        // 9 % of the negative and of the accent over white, as the light mockup draws them.
        assert_eq!(Color::hex(0xC2_3A_10).over(Color::WHITE, 0.09).to_string(), "#FAEDE9");
        assert_eq!(Color::hex(0x22_50_B4).over(Color::WHITE, 0.09).to_string(), "#EBEFF8");
    }
}
