//! The markers of charts: each category has its own shape.

use kurbo::{BezPath, Point};

use super::pen::Pen;
use crate::color::Color;
use crate::drawing::scene::{Item, Role, Stroke};
use crate::theme::Marker;

impl Pen<'_> {
    /// A chart's marker of half width 3.5, with a ring of the canvas that keeps it clear of its line.
    pub fn marker(&self, at: Point, marker: Marker, color: Color) -> Vec<Item> {
        let canvas = self.look.colors.canvas;
        let halo = self.circle(at, 5.5, Some(canvas), None);
        let polygon = |points: &[(f64, f64)]| {
            let mut path = BezPath::new();
            for (index, (x, y)) in points.iter().enumerate() {
                let point = Point::new(at.x + x, at.y + y);
                if index == 0 { path.move_to(point) } else { path.line_to(point) }
            }
            path.close_path();
            self.solid(path, color.into(), Role::Mark)
        };
        let mark = match marker {
            Marker::Circle => self.circle(at, 3.5, Some(color), None),
            Marker::Square => polygon(&[(-3.2, -3.2), (3.2, -3.2), (3.2, 3.2), (-3.2, 3.2)]),
            Marker::Triangle => polygon(&[(0.0, -3.8), (3.8, 3.0), (-3.8, 3.0)]),
            Marker::Diamond => polygon(&[(0.0, -4.4), (4.4, 0.0), (0.0, 4.4), (-4.4, 0.0)]),
            Marker::Ring => self.circle(at, 3.5, Some(canvas), Some(Stroke::new(color, 1.75))),
            Marker::Cross => {
                let mut path = BezPath::new();
                path.move_to((at.x - 3.2, at.y - 3.2));
                path.line_to((at.x + 3.2, at.y + 3.2));
                path.move_to((at.x + 3.2, at.y - 3.2));
                path.line_to((at.x - 3.2, at.y + 3.2));
                self.stroked(path, Stroke::new(color, 2.0).round(), Role::Mark)
            }
        };
        vec![halo, mark]
    }
}
