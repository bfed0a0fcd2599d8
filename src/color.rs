//! Colours: reading, mixing, contrast.

use std::fmt::{self, Write as _};

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

    /// Its hue in degrees, if it has one to the eye: greys, and what is nearly black or white, have none.
    pub fn hue(self) -> Option<f64> {
        let [red, green, blue] = [self.red, self.green, self.blue].map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let chroma = most - least;
        if chroma < 0.2 {
            return None;
        }
        let sixth = if most == red {
            ((green - blue) / chroma).rem_euclid(6.0)
        } else if most == green {
            (blue - red) / chroma + 2.0
        } else {
            (red - green) / chroma + 4.0
        };
        Some(sixth * 60.0)
    }

    /// How it looks to those who see colours otherwise.
    #[must_use]
    pub fn seen_with(self, vision: Vision) -> Self {
        let [red, green, blue] = [self.red, self.green, self.blue].map(linear);
        let seen = match vision {
            Vision::Greyscale => [self.luminance(); 3],
            // Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
            Vision::Deuteranopia => [
                0.367_322 * red + 0.860_646 * green - 0.227_968 * blue,
                0.280_085 * red + 0.672_501 * green + 0.047_413 * blue,
                -0.011_820 * red + 0.042_940 * green + 0.968_881 * blue,
            ],
        };
        let [red, green, blue] = seen.map(encoded);
        Self { red, green, blue }
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

/// Ways of seeing in which a picture has to be read as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vision {
    /// Print without colours.
    Greyscale,
    /// Without the receptors of green: the most frequent colour blindness.
    Deuteranopia,
}

/// The channel of a share of light.
fn encoded(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |four_bits: u8| char::from(b"0123456789ABCDEF"[usize::from(four_bits)]);
        f.write_char('#')?;
        for part in [self.red, self.green, self.blue] {
            f.write_char(digit(part >> 4))?;
            f.write_char(digit(part & 15))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hues_are_those_of_the_colour_wheel() {
        assert_eq!(Color::hex(0xFF0000).hue(), Some(0.0));
        assert_eq!(Color::hex(0x00FF00).hue(), Some(120.0));
        assert_eq!(Color::hex(0xFF00FF).hue(), Some(300.0));
        assert_eq!(Color::hex(0x807E79).hue(), None);
    }

    #[test]
    fn others_see_other_colours() {
        // WCAG's luminance of pure red is 0.2126: 0.4984 encoded, 127 of 255.
        assert_eq!(Color::hex(0xFF0000).seen_with(Vision::Greyscale), Color::hex(0x7F7F7F));
        // Machado's first column: 0.367322, 0.280085, −0.01182 of light, encoded.
        assert_eq!(Color::hex(0xFF0000).seen_with(Vision::Deuteranopia), Color::hex(0xA39000));
        assert_eq!(Color::WHITE.seen_with(Vision::Deuteranopia), Color::WHITE);
    }

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
