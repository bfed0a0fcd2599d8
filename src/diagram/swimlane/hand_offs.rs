//! Where work is handed to another lane: in the gap before the lane that it enters (VISUAL.md section 11).

use kurbo::{Point, Rect, Size};

use super::content::Content;
use super::graph::LANE_GAP;

/// The room of a dot.
pub(super) const SIZE: Size = Size::new(11.0, 11.0);
/// Two dots nearer than this would look like one, and how far one makes way.
const NEAR: f64 = 10.0;

/// A dot for each edge that hands work over.
pub(super) fn find(content: &Content, routes: &[Vec<Point>], lanes: &[Rect], is_level: bool) -> Vec<Point> {
    let mut dots: Vec<Point> = Vec::new();
    for (index, edge) in content.edges.iter().enumerate().filter(|(index, _)| content.hand_offs[*index]) {
        let lane = lanes[content.lane_of[edge.target]];
        let Some(dot) = entry(&routes[index], lane, is_level, &dots) else { continue };
        dots.push(dot);
    }
    dots
}

/// Where a route comes into a lane for the last time, half a gap before it; a little earlier where a dot is already.
fn entry(route: &[Point], lane: Rect, is_level: bool, taken: &[Point]) -> Option<Point> {
    let across = |point: Point| if is_level { point.y } else { point.x };
    let (start, end) = if is_level { (lane.y0, lane.y1) } else { (lane.x0, lane.x1) };
    route.windows(2).rev().find_map(|run| {
        let (from, to) = (across(run[0]), across(run[1]));
        let border = if from < start && to >= start {
            start - LANE_GAP / 2.0
        } else if from > end && to <= end {
            end + LANE_GAP / 2.0
        } else {
            return None;
        };
        let at =
            |place: f64| if is_level { Point::new(run[0].x, place) } else { Point::new(place, run[0].y) };
        let back = if from < to { -NEAR } else { NEAR };
        let mut places = (0..8).map(|step| at(border + back * f64::from(step)));
        let is_free = |dot: &Point| taken.iter().all(|other| (*other - *dot).hypot() >= NEAR);
        places.find(is_free).or(Some(at(border)))
    })
}
