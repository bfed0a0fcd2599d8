//! Ways back: dashed arrows below the steps, wider ones below narrower ones.

use kurbo::{Point, Rect};

use super::content::{Content, Return};
use super::layout::queue_height;

/// From the steps to the first track, and from track to track: room for words below each.
const FIRST: f64 = 14.0;
const PITCH: f64 = 32.0;
/// From the last track to what follows.
const LAST: f64 = 20.0;

/// The ways back of one line: for each its place in [`Content::returns`] and its track.
pub(super) fn tracks(content: &Content, line: usize) -> Vec<(usize, usize)> {
    let column = |step: usize| content.grid.cells[step].column;
    let own = content.returns.iter().enumerate().filter(|(_, found)| found.is_drawn);
    let mut own: Vec<(usize, &Return)> =
        own.filter(|(_, found)| content.grid.cells[found.from].line == line).collect();
    own.sort_by_key(|(at, found)| (column(found.from) - column(found.to), column(found.to), *at));
    let mut placed: Vec<(usize, usize)> = Vec::new();
    for (at, found) in own {
        let meets = |other: usize| {
            let other = &content.returns[other];
            column(other.to) <= column(found.from) && column(found.to) <= column(other.from)
        };
        let below = placed.iter().filter(|(other, _)| meets(*other)).map(|(_, track)| track + 1);
        placed.push((at, below.max().unwrap_or(0)));
    }
    placed
}

/// How high the ways back of a line are.
pub(super) fn height(tracks: &[(usize, usize)]) -> f64 {
    let most = tracks.iter().map(|(_, track)| *track).max();
    most.map_or(0.0, |most| FIRST + PITCH * most as f64 + LAST)
}

/// Whether nothing stands or runs below the first row between two steps.
fn is_open(content: &Content, found: &Return) -> bool {
    let line = content.grid.cells[found.from].line;
    let (first, last) = (content.grid.cells[found.to].column, content.grid.cells[found.from].column);
    let cells = || content.grid.cells.iter().filter(|cell| cell.line == line);
    let is_below = cells().any(|cell| cell.row > 0 && (first..=last).contains(&cell.column));
    if found.from == found.to {
        return !is_below;
    }
    let is_passed = content.links.iter().any(|(from, to)| {
        let (from, to) = (content.grid.cells[*from], content.grid.cells[*to]);
        from.line == line && from.row.max(to.row) > 0 && from.column <= last && first <= to.column
    });
    !is_below && !is_passed
}

/// The lowest of what stands between two steps: boxes, and queues with their words.
fn lowest(content: &Content, found: &Return, places: &[Rect]) -> f64 {
    let line = content.grid.cells[found.from].line;
    let columns = content.grid.cells[found.to].column..=content.grid.cells[found.from].column;
    let own = content.grid.cells.iter().enumerate();
    let own = own.filter(|(_, cell)| cell.line == line && columns.contains(&cell.column));
    own.map(|(step, _)| places[step].y1.max(places[step].y0 + queue_height(content, step)))
        .fold(0.0, f64::max)
}

/// The routes of the ways back of a line, below boxes in their places that end at `bottom` at the lowest.
pub(super) fn routes(
    content: &Content,
    tracks: &[(usize, usize)],
    places: &[Rect],
    bottom: f64,
) -> Vec<(usize, Vec<Point>)> {
    let top = |found: &Return| {
        if found.from == found.to && is_open(content, found) {
            places[found.from].y1
        } else if is_open(content, found) {
            lowest(content, found, places)
        } else {
            bottom
        }
    };
    let track = |at: usize| tracks.iter().find(|(own, _)| *own == at).map_or(0, |(_, track)| *track);
    // At each step: what leaves to the left, the nearest first; what comes back at once; what comes in from the right, the
    // farthest first. So no two of them cross.
    let port = |step: usize, wanted: (usize, bool)| {
        let mut ends: Vec<(u8, usize, usize, bool)> = Vec::new();
        for (at, _) in tracks {
            let found = &content.returns[*at];
            if found.from == found.to && found.from == step {
                ends.extend([(1, 0, *at, true), (1, 1, *at, false)]);
            } else if found.from == step {
                ends.push((0, track(*at), *at, false));
            } else if found.to == step {
                ends.push((2, usize::MAX - track(*at), *at, true));
            }
        }
        ends.sort_unstable();
        let index = ends.iter().position(|(_, _, at, is_in)| (*at, *is_in) == wanted).unwrap_or(0);
        let bounds = places[step];
        bounds.x0 + bounds.width() * (index + 1) as f64 / (ends.len() + 1) as f64
    };
    let route = |(at, track): &(usize, usize)| {
        let found = &content.returns[*at];
        let y = top(found) + FIRST + PITCH * *track as f64;
        let (out, back) = (port(found.from, (*at, false)), port(found.to, (*at, true)));
        let points = vec![
            Point::new(out, places[found.from].y1),
            Point::new(out, y),
            Point::new(back, y),
            Point::new(back, places[found.to].y1),
        ];
        (*at, points)
    };
    tracks.iter().map(route).collect()
}
