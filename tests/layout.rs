//! What the layout engines promise, on generated input.
#![allow(clippy::unwrap_used, reason = "tests may unwrap")]

mod layered;

use crm_diagram::layout::curve::Curve;
use crm_diagram::layout::grid::{self, Cell, Grid, Row};
use kurbo::{ParamCurve as _, Point};
use proptest::prelude::*;

/// The same cases on every run and machine.
fn config() -> ProptestConfig {
    ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::with_cases(256)
    }
}

fn a_row(columns: usize) -> impl Strategy<Value = Row> {
    let cell = (0..columns, 1..=columns, 0.0..200.0_f64).prop_map(move |(start, length, height)| Cell {
        columns: start..(start + length).min(columns),
        height,
    });
    let cells = proptest::collection::vec(cell, 0..12);
    (cells, 0.0..30.0_f64, 0.0..12.0_f64, 0.0..100.0_f64, any::<bool>()).prop_map(
        |(cells, padding, stack_gap, min_height, is_stretched)| Row {
            padding,
            stack_gap,
            min_height,
            is_stretched,
            cells,
        },
    )
}

fn a_grid() -> impl Strategy<Value = Grid> {
    (1..9_usize, 0.0..20.0_f64).prop_flat_map(|(columns, gap)| {
        let widths = proptest::collection::vec(1.0..300.0_f64, columns);
        (widths, proptest::collection::vec(a_row(columns), 0..6)).prop_map(move |(columns, rows)| Grid {
            left: 48.0,
            top: 100.0,
            columns,
            gap,
            rows,
        })
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn cells_keep_to_their_rows_and_columns_and_off_each_other(grid in a_grid()) {
        let placed = grid::layout(&grid);
        prop_assert_eq!(placed.rows.len(), grid.rows.len());
        let mut top = grid.top;
        for (row, given) in placed.rows.iter().zip(&grid.rows) {
            prop_assert_eq!(row.top, top, "rows follow each other");
            top = row.bottom;
            prop_assert!(row.bottom - row.top >= given.min_height);
            for (cell, wanted) in row.cells.iter().zip(&given.cells) {
                let (left, right) = placed.extent(wanted.columns.clone());
                prop_assert_eq!((cell.x0, cell.x1), (left, right));
                prop_assert!(cell.height() >= wanted.height - 1e-9, "{:?}", cell);
                prop_assert!(cell.y0 >= row.top + given.padding - 1e-9);
                prop_assert!(cell.y1 <= row.bottom - given.padding + 1e-9, "{:?} in {:?}", cell, row);
            }
            for (at, one) in row.cells.iter().enumerate() {
                for two in &row.cells[..at] {
                    let shared = one.intersect(*two);
                    prop_assert!(shared.width() <= 0.0 || shared.height() <= 1e-9, "{:?} over {:?}", one, two);
                }
            }
        }
        prop_assert_eq!(placed.bottom, top);
    }

    #[test]
    fn a_curve_meets_its_points_and_stays_between_them(
        steps in proptest::collection::vec((1.0..200.0_f64, -100.0..100.0_f64), 2..20),
    ) {
        let mut x = 0.0;
        let points: Vec<Point> = steps
            .iter()
            .map(|(step, y)| {
                x += step;
                Point::new(x, *y)
            })
            .collect();
        let curve = Curve::through(points.clone());
        prop_assert_eq!(curve.pieces().len(), points.len() - 1);
        for (piece, ends) in curve.pieces().iter().zip(points.windows(2)) {
            prop_assert_eq!((piece.p0, piece.p3), (ends[0], ends[1]));
            let (low, high) = (ends[0].y.min(ends[1].y), ends[0].y.max(ends[1].y));
            for step in 0..=20 {
                let y = piece.eval(f64::from(step) / 20.0).y;
                prop_assert!(low - 1e-6 <= y && y <= high + 1e-6, "{} outside {}..{}", y, low, high);
            }
        }
    }
}
