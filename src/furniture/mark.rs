//! The marks of service blueprints: F where it fails, W where somebody waits.

use kurbo::{BezPath, Point};

use super::centered_baseline;
use super::pen::Pen;
use crate::drawing::scene::{Anchor, Figure, Fill, Item, Role, Shape, Stroke};
use crate::theme::typography;

impl Pen<'_> {
    /// A letter F in a filled circle, 18 wide.
    pub fn fail_mark(&self, center: Point) -> Vec<Item> {
        let colors = &self.look.colors;
        let at = Point::new(center.x, centered_baseline(center.y, 1, typography::BADGE));
        vec![
            self.circle(center, 9.0, Some(colors.negative.color), None),
            self.line(at, "F", typography::BADGE, colors.onink, Anchor::Middle),
        ]
    }

    /// A letter W in a triangle, 24 wide and 20 high.
    pub fn wait_mark(&self, center: Point) -> Vec<Item> {
        let colors = &self.look.colors;
        let mut path = BezPath::new();
        path.move_to((center.x, center.y - 11.0));
        path.line_to((center.x + 12.0, center.y + 9.0));
        path.line_to((center.x - 12.0, center.y + 9.0));
        path.close_path();
        let triangle = Item::Shape(Shape {
            figure: Figure::Path(path),
            fill: Some(Fill::from(colors.waste.tint2)),
            stroke: Some(Stroke::new(colors.waste.color, 1.5).round()),
            role: Role::Mark,
        });
        let at = Point::new(center.x, center.y + 7.0);
        vec![triangle, self.line(at, "W", typography::BADGE, colors.ink, Anchor::Middle)]
    }
}
