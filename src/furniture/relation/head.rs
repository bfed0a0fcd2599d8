//! What relations that are no plain associations have at their ends: diamonds, triangles, arrows (UML 2.5.1, 11.5 and 7.7).

use kurbo::BezPath;

use super::end::MarkPlace;
use crate::drawing::scene::{Item, Role, Stroke};
use crate::furniture::Pen;

/// What stands at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::furniture) enum Head {
    /// A whole whose parts also stand alone.
    HollowDiamond,
    /// A whole with which its parts end.
    FilledDiamond,
    /// What is more general.
    Triangle,
    /// What is known, or needed.
    OpenArrow,
    /// What it becomes.
    FilledArrow,
}

/// Length and half width of each.
const DIAMOND: (f64, f64) = (14.0, 4.5);
const TRIANGLE: (f64, f64) = (13.0, 7.0);
const OPEN_ARROW: (f64, f64) = (9.0, 5.0);
const FILLED_ARROW: (f64, f64) = (9.0, 4.0);
/// From the tip of an arrow to what it points at.
const TIP_GAP: f64 = 2.0;

impl Head {
    /// Where the line begins, so far from the end: an arrow that is open lets it through to its tip.
    pub(in crate::furniture) fn reach(self) -> f64 {
        match self {
            Self::HollowDiamond | Self::FilledDiamond => DIAMOND.0,
            Self::Triangle => TRIANGLE.0,
            Self::OpenArrow => TIP_GAP,
            Self::FilledArrow => TIP_GAP + FILLED_ARROW.0 - 1.0,
        }
    }

    /// How much of the line it covers.
    pub(in crate::furniture) fn covered(self) -> f64 {
        match self {
            Self::OpenArrow => TIP_GAP + OPEN_ARROW.0,
            Self::FilledArrow => TIP_GAP + FILLED_ARROW.0,
            Self::HollowDiamond | Self::FilledDiamond | Self::Triangle => self.reach(),
        }
    }

    /// Draws it.
    pub(in crate::furniture) fn draw(self, pen: &Pen<'_>, place: MarkPlace) -> Item {
        let diamond =
            [(0.0, 0.0), (DIAMOND.0 / 2.0, -DIAMOND.1), (DIAMOND.0, 0.0), (DIAMOND.0 / 2.0, DIAMOND.1)];
        match self {
            Self::HollowDiamond => pen.mark_polygon(place, &diamond, false),
            Self::FilledDiamond => pen.mark_polygon(place, &diamond, true),
            Self::Triangle => {
                let corners = [(0.0, 0.0), (TRIANGLE.0, -TRIANGLE.1), (TRIANGLE.0, TRIANGLE.1)];
                pen.mark_polygon(place, &corners, false)
            }
            Self::FilledArrow => {
                let (back, half) = (TIP_GAP + FILLED_ARROW.0, FILLED_ARROW.1);
                pen.mark_polygon(place, &[(TIP_GAP, 0.0), (back, -half), (back, half)], true)
            }
            Self::OpenArrow => {
                let back = TIP_GAP + OPEN_ARROW.0;
                let mut path = BezPath::new();
                path.move_to(place.point(back, -OPEN_ARROW.1));
                path.line_to(place.point(TIP_GAP, 0.0));
                path.line_to(place.point(back, OPEN_ARROW.1));
                pen.stroked(path, Stroke::new(pen.look.colors.edge, 1.5), Role::Mark)
            }
        }
    }
}
