//! Boxes in the cells of a grid, and edges between them that run in the channels between columns and rows.
//!
//! Which cells the boxes stand in is given; what is found is how each edge runs, and how wide the channels have to be so
//! that no two edges run on one line. An edge may cross empty cells, but never a box. First each edge is led through the
//! grid on the way that costs least (`search.rs`), then edges that share a channel are put side by side in an order that
//! spares crossings, after Wybrow, Marriott and Stuckey 2010 (`track.rs`), then everything has its place (`place.rs`).

mod grid;
mod place;
mod search;
mod track;

pub use grid::{Boxed, Channel, Geometry, Grid, Link, Row};

/// Gives boxes and edges their places. Needs boxes in cells of their own, and links between boxes that are given.
pub fn layout(grid: &Grid) -> Geometry {
    let ways = search::find_ways(grid);
    let tracks = track::assign(grid, &ways);
    place::place(grid, &ways, &tracks)
}

#[cfg(test)]
mod tests {
    use kurbo::{Point, Rect};

    use super::*;
    use crate::bounds::overlap;

    /// Numbers that look like chance and are always the same (Knuth's multiplier).
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % limit
        }
    }

    fn grid(columns: usize, rows: usize, cells: &[(usize, usize)], links: &[(usize, usize)]) -> Grid {
        let channel = Channel { least: 44.0, ..Channel::default() };
        let boxed =
            |(column, row): &(usize, usize)| Boxed { column: *column, row: *row, top: 0.0, height: 84.0 };
        let link = |(source, target): &(usize, usize)| Link { source: *source, target: *target, trunk: None };
        Grid {
            columns: vec![160.0; columns],
            rows: vec![Row { height: 84.0, level: 42.0 }; rows],
            column_channels: vec![channel; columns + 1],
            row_channels: vec![channel; rows + 1],
            boxes: cells.iter().map(boxed).collect(),
            links: links.iter().map(link).collect(),
            ..Grid::default()
        }
    }

    fn is_inside(from: Point, to: Point, bounds: &Rect) -> bool {
        let run = Rect::from_points(from, to);
        let bounds = bounds.inflate(-1.0, -1.0);
        overlap(&run, &bounds)
    }

    /// Whether two runs lie on one line for more than a corner.
    fn is_on(one: &[Point], two: &[Point]) -> bool {
        let (one, two) = (Rect::from_points(one[0], one[1]), Rect::from_points(two[0], two[1]));
        let along = |low: f64, high: f64| high - low > 6.0;
        let is_level = one.height() < 0.5 && two.height() < 0.5 && (one.y0 - two.y0).abs() < 4.0;
        let is_upright = one.width() < 0.5 && two.width() < 0.5 && (one.x0 - two.x0).abs() < 4.0;
        is_level && along(one.x0.max(two.x0), one.x1.min(two.x1))
            || is_upright && along(one.y0.max(two.y0), one.y1.min(two.y1))
    }

    #[test]
    fn neighbours_are_joined_straight() {
        let placed = layout(&grid(2, 2, &[(0, 0), (1, 0), (0, 1)], &[(0, 1), (0, 2)]));
        assert_eq!(placed.routes[0], [Point::new(204.0, 86.0), Point::new(248.0, 86.0)]);
        assert_eq!(placed.routes[1], [Point::new(124.0, 128.0), Point::new(124.0, 172.0)]);
    }

    #[test]
    fn an_edge_goes_straight_through_empty_cells_and_around_full_ones() {
        let through = layout(&grid(1, 3, &[(0, 0), (0, 2)], &[(0, 1)]));
        assert_eq!(through.routes[0].len(), 2);
        let around = layout(&grid(1, 3, &[(0, 0), (0, 2), (0, 1)], &[(0, 1)]));
        assert_eq!(around.routes[0].len(), 4);
    }

    #[test]
    fn a_way_back_to_its_own_box_leaves_it() {
        let placed = layout(&grid(1, 1, &[(0, 0)], &[(0, 0)]));
        assert_eq!(placed.routes[0].len(), 5);
        assert!(placed.routes[0][1].x > placed.boxes[0].x1 && placed.routes[0][2].y < placed.boxes[0].y0);
    }

    #[test]
    fn edges_of_a_trunk_share_their_last_run() {
        let cells = [(0, 0), (1, 0), (2, 0), (3, 1)];
        let mut grid = grid(4, 2, &cells, &[(0, 3), (1, 3), (2, 3)]);
        grid.links.iter_mut().for_each(|link| link.trunk = Some(3));
        let placed = layout(&grid);
        let ends: Vec<Option<&Point>> = placed.routes.iter().map(|route| route.last()).collect();
        assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}");
    }

    #[test]
    fn whatever_the_grid_edges_keep_off_boxes_and_off_each_other() {
        let mut dice = Dice(7);
        for _ in 0..60 {
            let (columns, rows) = (1 + dice.below(7), 1 + dice.below(5));
            let mut cells: Vec<(usize, usize)> =
                (0..columns).flat_map(|column| (0..rows).map(move |row| (column, row))).collect();
            cells.retain(|_| dice.below(3) > 0);
            if cells.is_empty() {
                continue;
            }
            let count = dice.below(2 * cells.len() + 1).min(14);
            let mut links: Vec<(usize, usize)> =
                (0..count).map(|_| (dice.below(cells.len()), dice.below(cells.len()))).collect();
            // No more at one box than its sides have room for.
            let mut ends = vec![0; cells.len()];
            links.retain(|(source, target)| {
                let fits = ends[*source] < 6 && ends[*target] < 6;
                ends[*source] += usize::from(fits);
                ends[*target] += usize::from(fits);
                fits
            });
            let grid = grid(columns, rows, &cells, &links);
            let placed = layout(&grid);
            assert_eq!(placed, layout(&grid), "twice the same");
            for (route, link) in placed.routes.iter().zip(&grid.links) {
                let touches = |at: &Point, bounds: &Rect| bounds.inflate(0.5, 0.5).contains(*at);
                assert!(touches(&route[0], &placed.boxes[link.source]), "{route:?}");
                assert!(touches(&route[route.len() - 1], &placed.boxes[link.target]), "{route:?}");
                for run in route.windows(2) {
                    assert!(
                        (run[0].x - run[1].x).abs() < 0.01 || (run[0].y - run[1].y).abs() < 0.01,
                        "{route:?}"
                    );
                    let hit = placed.boxes.iter().find(|bounds| is_inside(run[0], run[1], bounds));
                    assert!(hit.is_none(), "{route:?} runs through {hit:?}");
                }
            }
            for (at, one) in placed.routes.iter().enumerate() {
                for two in &placed.routes[at + 1..] {
                    let meets = |run: &[Point]| two.windows(2).any(|other| is_on(run, other));
                    assert!(!one.windows(2).any(meets), "{one:?} runs on {two:?} in {grid:?}");
                }
            }
        }
    }
}
