//! Where lines, boxes and edges stand once the tracks are known.

use std::cmp::Ordering;

use kurbo::{Point, Rect};

use super::grid::{Channel, Geometry, Grid, Knot, Way};
use super::track::{Line, Track, Tracks};

/// Between two tracks of a channel.
const TRACK: f64 = 12.0;
/// Between a track of a channel and its sides, so that heads have room.
const SIDE: f64 = 16.0;
/// Between two edges at one side of a box, at best.
const PORT: f64 = 16.0;
/// How far edges stay away from the corners of a box.
const CORNER: f64 = 14.0;

/// Places everything.
pub(super) fn place(grid: &Grid, ways: &[Way], tracks: &Tracks) -> Geometry {
    let column_widths = widths(&grid.column_channels, tracks, Line::Upright);
    let row_heights = widths(&grid.row_channels, tracks, Line::Level);
    let columns: Vec<(f64, f64)> = grid.columns.iter().map(|width| (*width, width / 2.0)).collect();
    let rows: Vec<(f64, f64)> = grid.rows.iter().map(|row| (row.height, row.level)).collect();
    let across = Lines::new(grid.left, &grid.column_channels, &column_widths, &columns);
    let down = Lines::new(grid.top, &grid.row_channels, &row_heights, &rows);
    let boxes: Vec<Rect> = grid
        .boxes
        .iter()
        .map(|boxed| {
            let (x0, x1) = across.cells[boxed.column];
            let top = down.cells[boxed.row].0 + boxed.top;
            Rect::new(x0, top, x1, top + boxed.height)
        })
        .collect();
    let ends = grid.links.iter().map(|link| (boxes[link.source], boxes[link.target]));
    let routes = ways.iter().zip(&tracks.of).zip(ends);
    let routes = routes.map(|((way, tracks), ends)| route(way, tracks, ends, &across, &down)).collect();
    Geometry { routes, boxes, right: across.end, bottom: down.end, columns: across.cells, rows: down.cells }
}

/// How wide each channel has to be.
fn widths(channels: &[Channel], tracks: &Tracks, line: fn(usize) -> Line) -> Vec<f64> {
    let width = |(index, channel): (usize, &Channel)| {
        let count = tracks.needed.get(&line(2 * index)).copied().unwrap_or(0);
        let inner = if count == 0 { 0.0 } else { (count - 1) as f64 * TRACK + 2.0 * SIDE };
        channel.least.max(channel.before + inner + channel.behind).ceil()
    };
    channels.iter().enumerate().map(width).collect()
}

/// The lines of one direction.
struct Lines {
    /// Where each channel begins and ends, what is kept free of edges left out.
    channels: Vec<(f64, f64)>,
    cells: Vec<(f64, f64)>,
    /// The line through each cell on which edges run.
    middles: Vec<f64>,
    end: f64,
}

impl Lines {
    fn new(start: f64, channels: &[Channel], widths: &[f64], cells: &[(f64, f64)]) -> Self {
        let mut lines = Self { channels: Vec::new(), cells: Vec::new(), middles: Vec::new(), end: start };
        for (index, (channel, width)) in channels.iter().zip(widths).enumerate() {
            lines.channels.push((lines.end + channel.before, lines.end + width - channel.behind));
            lines.end += width;
            if let Some((size, middle)) = cells.get(index) {
                lines.cells.push((lines.end, lines.end + size));
                lines.middles.push((lines.end + middle).round());
                lines.end += size;
            }
        }
        lines
    }

    /// Where a track of a line lies.
    fn track(&self, index: usize, track: Track) -> f64 {
        let apart = track.count.saturating_sub(1) as f64;
        let (middle, room, pitch) = if index.is_multiple_of(2) {
            let (start, end) = self.channels[index / 2];
            (((start + end) / 2.0).round(), end - start - 8.0, TRACK)
        } else {
            let (middle, start) = (self.middles[index / 2], self.cells[index / 2].0);
            (middle, 2.0 * (middle - start - CORNER), PORT)
        };
        let pitch = if apart > 0.0 { pitch.min((room / apart).max(1.0)) } else { 0.0 };
        middle + (track.index as f64 - apart / 2.0) * pitch
    }
}

/// The points of an edge, from the side of one box to the side of the other.
fn route(
    way: &Way,
    tracks: &[Track],
    (source, target): (Rect, Rect),
    across: &Lines,
    down: &Lines,
) -> Vec<Point> {
    let is_upright = |ends: &[Knot]| ends[0].x == ends[1].x;
    let mut points = Vec::with_capacity(way.len());
    for (at, ends) in way.windows(2).enumerate() {
        let place = if is_upright(ends) {
            across.track(ends[0].x, tracks[at])
        } else {
            down.track(ends[0].y, tracks[at])
        };
        if at == 0 {
            points.push(at_side(ends[0], ends[1], place, source));
        } else if is_upright(ends) {
            // The corner: the run before gave its y.
            let y = down.track(ends[0].y, tracks[at - 1]);
            points.push(Point::new(place, y));
        } else {
            let x = across.track(ends[0].x, tracks[at - 1]);
            points.push(Point::new(x, place));
        }
        if at + 2 == way.len() {
            points.push(at_side(ends[1], ends[0], place, target));
        }
    }
    points
}

/// Where an edge meets the box in the cell of `at`, coming from `from` on its track.
fn at_side(at: Knot, from: Knot, place: f64, bounds: Rect) -> Point {
    match (from.x.cmp(&at.x), from.y.cmp(&at.y)) {
        (Ordering::Greater, _) => Point::new(bounds.x1, place),
        (Ordering::Less, _) => Point::new(bounds.x0, place),
        (_, Ordering::Greater) => Point::new(place, bounds.y1),
        _ => Point::new(place, bounds.y0),
    }
}
