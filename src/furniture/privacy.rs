//! Badges of personal data (VISUAL.md section 14).

use kurbo::{Point, Rect, Size};

use super::pen::{Pen, centered_baseline};
use crate::drawing::scene::{Anchor, Item, Role};
use crate::theme::typography;

/// What kind of personal data something holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Privacy {
    /// Personal data.
    Personal,
    /// A special category of them, as health.
    Special,
}

impl Privacy {
    /// The size of a badge.
    pub const SIZE: Size = Size::new(34.0, 16.0);

    /// What its badge says.
    pub fn word(self) -> &'static str {
        match self {
            Self::Personal => "PII",
            Self::Special => "PII+",
        }
    }
}

impl Pen<'_> {
    /// The badge of personal data, its left end and the middle of its height at `at`.
    pub fn privacy(&self, at: Point, privacy: Privacy) -> Vec<Item> {
        let half = Privacy::SIZE.height / 2.0;
        let bounds = Rect::new(at.x, at.y - half, at.x + Privacy::SIZE.width, at.y + half);
        let tone = self.look.colors.pii;
        let baseline = Point::new(bounds.center().x, centered_baseline(at.y, 1, typography::BADGE));
        vec![
            self.filled(bounds, 4.0, tone.tint2, Role::Decoration),
            self.line(baseline, privacy.word(), typography::BADGE, tone.ink, Anchor::Middle),
        ]
    }
}
