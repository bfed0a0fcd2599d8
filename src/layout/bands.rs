//! The bands of a funnel: how large each is drawn, what lies between two of them, and where a triangle is cut so that its
//! parts have areas in proportion.

use kurbo::{BezPath, Point};

/// How large a band is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its size across the way of the funnel.
    pub size: f64,
    /// Whether that is to scale.
    pub scale: Scale,
}

/// Whether a band is to scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// In proportion to its value.
    True,
    /// Its value is too small to be seen: it is drawn larger.
    Enlarged,
    /// Its value is 0.
    Empty,
    /// Nobody knows its value: as large as the one before.
    Unknown,
}

/// The bands of values of which the `largest` is `full` px large; none that is seen is smaller than `least`.
pub fn bands(values: &[Option<f64>], largest: f64, full: f64, least: f64) -> Vec<Band> {
    let mut before = full;
    let band = |value: &Option<f64>| {
        let (size, scale) = match *value {
            None => (before, Scale::Unknown),
            Some(value) if value <= 0.0 || largest <= 0.0 => (0.0, Scale::Empty),
            Some(value) if value / largest * full < least => (least, Scale::Enlarged),
            Some(value) => (value / largest * full, Scale::True),
        };
        before = size;
        Band { size, scale }
    };
    values.iter().map(band).collect()
}

/// Where a triangle of a height that stands on its top is cut so that its slices have areas in proportion to values: the
/// cut after a share F of the area lies at y = H(1 − √(1 − F)). Gives top and bottom of each slice.
pub fn cone(values: &[f64], height: f64) -> Vec<(f64, f64)> {
    let all: f64 = values.iter().sum();
    let (mut sum, mut top) = (0.0, 0.0);
    let slices = values.iter().map(|value| {
        sum += value;
        let share = if all > 0.0 { (sum / all).min(1.0) } else { 0.0 };
        let slice = (top, height * (1.0 - (1.0 - share).sqrt()));
        top = slice.1;
        slice
    });
    slices.collect()
}

/// Half the width of such a triangle at a depth below its top.
pub fn cone_half(depth: f64, height: f64, width: f64) -> f64 {
    width / 2.0 * (1.0 - depth / height).max(0.0)
}

/// A place along the way of a funnel and half its size there.
pub type Cut = (f64, f64);

/// Which way a funnel runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// To the right, about a horizontal axis.
    Right,
    /// Downwards, about a vertical one.
    Down,
}

impl Run {
    /// The point at a place along the axis and at a distance from it.
    pub fn point(self, axis: f64, along: f64, off: f64) -> Point {
        match self {
            Self::Right => Point::new(along, axis + off),
            Self::Down => Point::new(axis + off, along),
        }
    }

    /// The trapezium between two cuts.
    pub fn trapezium(self, axis: f64, (start, first): Cut, (end, second): Cut) -> BezPath {
        self.polygon(axis, &[(start, -first), (end, -second), (end, second), (start, first)])
    }

    /// The two triangles between the larger of two cuts, kept on, and the line to the smaller one: beside what narrows,
    /// or what is added where it widens.
    pub fn wedges(self, axis: f64, (start, first): Cut, (end, second): Cut) -> BezPath {
        let side = |sign: f64| [(start, sign * first), (end, sign * second), (end, sign * first)];
        let mut path = self.polygon(axis, &side(-1.0));
        path.extend(self.polygon(axis, &side(1.0)));
        path
    }

    fn polygon(self, axis: f64, corners: &[(f64, f64)]) -> BezPath {
        let mut path = BezPath::new();
        for (index, (along, off)) in corners.iter().enumerate() {
            let point = self.point(axis, *along, *off);
            if index == 0 { path.move_to(point) } else { path.line_to(point) }
        }
        path.close_path();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape as _;

    #[test]
    fn bars_are_as_large_as_their_values() {
        // 4,867 of 12,480 of 224 px are 87.36.
        let placed = bands(&[Some(12_480.0), Some(4867.0), None, Some(3.0), Some(0.0)], 12_480.0, 224.0, 2.0);
        let sizes: Vec<f64> = placed.iter().map(|band| (band.size * 100.0).round() / 100.0).collect();
        assert_eq!(sizes, [224.0, 87.36, 87.36, 2.0, 0.0]);
        let scales: Vec<Scale> = placed.iter().map(|band| band.scale).collect();
        assert_eq!(scales, [Scale::True, Scale::True, Scale::Unknown, Scale::Enlarged, Scale::Empty]);
    }

    #[test]
    fn nothing_at_all_is_empty() {
        assert!(
            bands(&[Some(0.0), Some(0.0)], 0.0, 224.0, 2.0).iter().all(|band| band.scale == Scale::Empty)
        );
    }

    #[test]
    fn slices_of_a_cone_have_areas_in_proportion() {
        // NOTATION.md section 4: three quarters of the area end at H(1 − √0.25), half the height.
        let slices = cone(&[3.0, 1.0], 100.0);
        assert_eq!(slices, [(0.0, 50.0), (50.0, 100.0)]);
        let values = [12_480.0, 4867.0, 2141.0, 942.0, 518.0, 262.0];
        let area = |(top, bottom): (f64, f64)| {
            (cone_half(top, 600.0, 480.0) + cone_half(bottom, 600.0, 480.0)) * (bottom - top)
        };
        let whole = 480.0 * 600.0 / 2.0;
        for (slice, value) in cone(&values, 600.0).into_iter().zip(values) {
            assert!((area(slice) / whole - value / 21_210.0).abs() < 1e-9);
        }
    }

    #[test]
    fn wedges_and_trapezium_fill_what_came_before() {
        // 40 wide at its start, 20 at its end, 100 long: 4,000 in all, 3,000 move on.
        let (start, end) = ((0.0, 20.0), (100.0, 10.0));
        let area = |path: BezPath| path.area().abs();
        assert_eq!(area(Run::Right.trapezium(0.0, start, end)), 3000.0);
        let wedges = Run::Down.wedges(0.0, start, end);
        assert_eq!(wedges.bounding_box(), kurbo::Rect::new(-20.0, 0.0, 20.0, 100.0));
    }
}
