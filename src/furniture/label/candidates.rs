//! The places that a label may take beside its edge, the best first.

use kurbo::{Point, Rect};

use super::placed::Placed;
use super::words::{EdgeLabel, SHARE_GAP};
use crate::drawing::scene::Anchor;
use crate::furniture::pen::Block;

/// Behind the source: sideways the outcome above the line and the share below, else both beside the line.
pub(super) fn beside_source(label: &EdgeLabel, from: Point, to: Point) -> Vec<Vec<Placed>> {
    let run = to - from;
    if run.x.abs() > run.y.abs() {
        let (x, anchor) =
            if run.x > 0.0 { (from.x + 6.0, Anchor::Start) } else { (from.x - 6.0, Anchor::End) };
        let above = |block: &Block| Placed {
            at: Point::new(x, from.y - 8.0 - (block.height() - block.style.line_px)),
            block: block.clone(),
            anchor,
        };
        let below = |block: &Block| Placed { at: Point::new(x, from.y + 17.0), block: block.clone(), anchor };
        let apart = label.words.iter().map(above).chain(label.share.iter().map(below)).collect();
        let row = |y: f64| in_a_row(label, Point::new(x, y), anchor);
        return vec![apart, row(from.y - 8.0), row(from.y + 17.0)];
    }
    let is_down = run.y > 0.0;
    let mut found = Vec::new();
    // A corner leaves room beside it, where another line runs close below.
    for closer in [0.0, 4.0] {
        for anchor in [Anchor::Start, Anchor::End] {
            let x = if anchor == Anchor::Start { from.x + 9.0 } else { from.x - 9.0 };
            let lines = label.words.as_ref().map_or(1, Block::lines);
            let first = if is_down {
                from.y + 17.0 - closer
            } else {
                from.y - 6.0 + closer - (lines - 1) as f64 * 18.0
            };
            found.push(in_a_row(label, Point::new(x, first), anchor));
        }
    }
    for anchor in [Anchor::Start, Anchor::End] {
        let x = if anchor == Anchor::Start { from.x + 9.0 } else { from.x - 9.0 };
        found.push(stacked(
            label,
            Point::new(x, if is_down { from.y + 17.0 } else { from.y - 31.0 }),
            anchor,
        ));
    }
    found
}

/// Outcome and share on one line; with the anchor at the end the share stands there.
fn in_a_row(label: &EdgeLabel, at: Point, anchor: Anchor) -> Vec<Placed> {
    let mut texts = Vec::new();
    let mut x = at.x;
    let side = if anchor == Anchor::End { -1.0 } else { 1.0 };
    let blocks: Vec<&Block> = label.blocks().collect();
    let ordered: Vec<&Block> =
        if anchor == Anchor::End { blocks.into_iter().rev().collect() } else { blocks };
    for block in ordered {
        texts.push(Placed { block: block.clone(), at: Point::new(x, at.y), anchor });
        x += side * (block.width() + SHARE_GAP);
    }
    texts
}

/// The share below the outcome.
fn stacked(label: &EdgeLabel, at: Point, anchor: Anchor) -> Vec<Placed> {
    let mut y = at.y;
    let mut texts = Vec::new();
    for block in label.blocks() {
        texts.push(Placed { block: block.clone(), at: Point::new(at.x, y), anchor });
        y += block.height() - 1.0;
    }
    texts
}

/// In the middle of the room that the layout kept for it.
pub(super) fn inside(label: &EdgeLabel, room: Rect) -> Vec<Placed> {
    let height = label.blocks().map(Block::height).sum::<f64>();
    let mut y = room.center().y - height / 2.0;
    let mut texts = Vec::new();
    for block in label.blocks() {
        let baseline = y + block.style.line_px / 2.0 + 0.364 * block.style.size_px;
        let at = Point::new(room.center().x, (baseline * 2.0).round() / 2.0);
        texts.push(Placed { block: block.clone(), at, anchor: Anchor::Middle });
        y += block.height();
    }
    texts
}

/// Above and below a level run, right and left of an upright one; in its middle, then nearer to its ends.
pub(super) fn beside_run(label: &EdgeLabel, (from, to): (Point, Point)) -> Vec<Vec<Placed>> {
    let is_level = (from.y - to.y).abs() < 0.5;
    let width = label.size(false).width;
    let height = if label.is_flow {
        label.size(false).height
    } else {
        label.blocks().map(Block::height).fold(0.0, f64::max)
    };
    let mut found = Vec::new();
    for part in [0.5, 0.3, 0.7, 0.15, 0.85] {
        let at = from.lerp(to, part);
        let reach = if is_level { width } else { height } / 2.0;
        let is_within = length((from, at)).min(length((at, to))) >= reach;
        if (part - 0.5_f64).abs() > 0.3 && !is_within {
            continue;
        }
        if label.is_flow {
            found.extend(beside_flow(label, at, is_level, height));
        } else if is_level {
            let rise = label.blocks().map(|block| block.height() - block.style.line_px).fold(0.0, f64::max);
            let left = at.x - width / 2.0;
            found.push(in_a_row(label, Point::new(left, at.y - 8.0 - rise), Anchor::Start));
            found.push(in_a_row(label, Point::new(left, at.y + 15.0), Anchor::Start));
        } else {
            let baseline = ((at.y - height / 2.0 + 13.0) * 2.0).round() / 2.0;
            found.push(in_a_row(label, Point::new(at.x + 8.0, baseline), Anchor::Start));
            found.push(in_a_row(label, Point::new(at.x - 8.0, baseline), Anchor::End));
        }
    }
    found
}

/// What flows along a run, and below it what is said of that; on a level run also below the line.
fn beside_flow(label: &EdgeLabel, at: Point, is_level: bool, height: f64) -> Vec<Vec<Placed>> {
    let first = label.blocks().next().map_or(16.0, |block| block.style.line_px);
    if !is_level {
        let baseline = ((at.y - height / 2.0 + first - 4.0) * 2.0).round() / 2.0;
        return [(8.0, Anchor::Start), (-8.0, Anchor::End)]
            .map(|(away, anchor)| stacked(label, Point::new(at.x + away, baseline), anchor))
            .to_vec();
    }
    let above = Point::new(at.x, at.y - 8.0 - (height - first));
    let below = Point::new(at.x, at.y + 15.0);
    let mut found = Vec::new();
    if let (Some(words), Some(said)) = (&label.words, &label.share) {
        let rise = words.height() - words.style.line_px;
        let words =
            Placed { block: words.clone(), at: Point::new(at.x, at.y - 8.0 - rise), anchor: Anchor::Middle };
        found.push(vec![words, Placed { block: said.clone(), at: below, anchor: Anchor::Middle }]);
    }
    found.extend([above, below].map(|at| stacked(label, at, Anchor::Middle)));
    found
}

/// How long a run is.
pub(super) fn length((from, to): (Point, Point)) -> f64 {
    (to - from).hypot()
}
