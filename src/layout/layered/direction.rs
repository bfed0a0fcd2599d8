//! Every engine pass works from top to bottom: other directions are turned before and turned back after.

use kurbo::{Insets, Point, Rect, Size};

use super::graph::{Direction, Geometry, Graph, Label, Route};

/// The graph as it is laid out from top to bottom.
pub(super) fn turn(graph: &Graph, direction: Direction) -> Graph {
    let mut turned = graph.clone();
    for node in &mut turned.nodes {
        node.size = turn_size(node.size, direction);
    }
    for edge in &mut turned.edges {
        edge.label = edge.label.map(|label| Label {
            size: turn_size(label.size, direction),
            astride: label.astride.map(|size| turn_size(size, direction)),
            ..label
        });
    }
    for group in &mut turned.groups {
        let Insets { x0, y0, x1, y1 } = group.insets;
        group.insets = match direction {
            Direction::Down => group.insets,
            Direction::Up => Insets::new(x0, y1, x1, y0),
            Direction::Right => Insets::new(y0, x0, y1, x1),
            Direction::Left => Insets::new(y0, x1, y1, x0),
        };
    }
    turned
}

/// The geometry in the direction that was asked for.
pub(super) fn turn_back(geometry: Geometry, direction: Direction) -> Geometry {
    if direction == Direction::Down {
        return geometry;
    }
    let height = geometry.size.height;
    let turn_point = |point: Point| match direction {
        Direction::Down => point,
        Direction::Up => Point::new(point.x, height - point.y),
        Direction::Right => Point::new(point.y, point.x),
        Direction::Left => Point::new(height - point.y, point.x),
    };
    let turn_rect = |rect: Rect| {
        Rect::from_points(turn_point(Point::new(rect.x0, rect.y0)), turn_point(Point::new(rect.x1, rect.y1)))
    };
    let turn_route = |route: Route| Route {
        points: route.points.into_iter().map(turn_point).collect(),
        is_curved: route.is_curved,
        label: route.label.map(turn_rect),
    };
    Geometry {
        size: turn_size(geometry.size, direction),
        nodes: geometry.nodes.into_iter().map(turn_rect).collect(),
        routes: geometry.routes.into_iter().map(turn_route).collect(),
        groups: geometry.groups.into_iter().map(turn_rect).collect(),
        is_draft: geometry.is_draft,
        phases: match direction {
            Direction::Down | Direction::Right => geometry.phases,
            Direction::Up | Direction::Left => {
                geometry.phases.into_iter().map(|(start, end)| (height - end, height - start)).collect()
            }
        },
    }
}

fn turn_size(size: Size, direction: Direction) -> Size {
    match direction {
        Direction::Down | Direction::Up => size,
        Direction::Right | Direction::Left => Size::new(size.height, size.width),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_back_undoes_turning() {
        let geometry = Geometry {
            size: Size::new(100.0, 60.0),
            nodes: vec![Rect::new(10.0, 0.0, 40.0, 20.0)],
            routes: vec![Route {
                points: vec![Point::new(25.0, 20.0), Point::new(25.0, 60.0)],
                ..Route::default()
            }],
            ..Geometry::default()
        };
        let right = turn_back(geometry.clone(), Direction::Right);
        assert_eq!(right.nodes, [Rect::new(0.0, 10.0, 20.0, 40.0)]);
        assert_eq!(right.size, Size::new(60.0, 100.0));
        let left = turn_back(geometry.clone(), Direction::Left);
        assert_eq!(left.routes[0].points, [Point::new(40.0, 25.0), Point::new(0.0, 25.0)]);
        assert_eq!(turn_back(turn_back(geometry.clone(), Direction::Up), Direction::Up), geometry);
    }
}
