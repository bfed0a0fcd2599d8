//! Trees from top to bottom: rows of subtrees for upper levels, hanging lists for leaves, assistants at the side.
//!
//! Subtrees are set as close as their contours let them (Reingold and Tilford 1981), smaller ones evenly between larger
//! ones as Buchheim, Jünger and Leipert (2002) ask for: the mean of packing all to the left and all to the right
//! (Kennedy 1996), which is also the same for a tree and its mirror image.

mod arrange;
mod forest;
mod line;
mod pack;
mod place;
mod way;

pub use arrange::{Policy, arrange};
pub use forest::{Arrangement, Forest, Gaps, Geometry, Node};
pub use way::{Way, find_ways};

use kurbo::{Size, Vec2};

/// Gives every node of a forest its place, and every node below another its line to that. Trees stand side by side, as
/// many in a row as `width` lets them.
pub fn layout(forest: &Forest, arrangements: &[Arrangement], width: f64) -> Geometry {
    let family = forest::Family::new(forest);
    let roots: Vec<usize> =
        (0..forest.nodes.len()).filter(|node| forest.nodes[*node].parent.is_none()).collect();
    let trees: Vec<place::Placed> =
        roots.iter().map(|root| place::place(forest, &family, arrangements, *root)).collect();
    let bounds: Vec<Size> = trees.iter().map(|tree| tree.size).collect();
    let (corners, size) = pack::pack(&bounds, width, forest.gaps.roots);
    let mut boxes = vec![kurbo::Rect::ZERO; forest.nodes.len()];
    for (tree, corner) in trees.iter().zip(corners) {
        let by: Vec2 = corner.to_vec2();
        tree.boxes.iter().for_each(|(node, bounds)| boxes[*node] = *bounds + by);
    }
    let lines = line::lines(forest, &family, arrangements, &boxes);
    Geometry { boxes, routes: lines.routes, strokes: lines.strokes, size }
}

#[cfg(test)]
mod tests {
    use kurbo::Rect;

    use super::*;

    fn forest(parents: &[Option<usize>]) -> Forest {
        let node = |parent: &Option<usize>| Node {
            size: Size::new(100.0, 40.0),
            parent: *parent,
            is_assistant: false,
        };
        let gaps = Gaps { siblings: 20.0, levels: 40.0, list: 10.0, indent: 24.0, roots: 48.0 };
        Forest { nodes: parents.iter().map(node).collect(), gaps }
    }

    fn rows(forest: &Forest) -> Geometry {
        layout(forest, &vec![Arrangement::Row; forest.nodes.len()], f64::INFINITY)
    }

    fn middle(bounds: Rect) -> f64 {
        bounds.center().x
    }

    #[test]
    fn a_manager_stands_over_the_middle_of_the_reports() {
        let placed = rows(&forest(&[None, Some(0), Some(0), Some(0)]));
        let middles: Vec<f64> = placed.boxes.iter().map(|bounds| middle(*bounds)).collect();
        assert_eq!(middles, [170.0, 50.0, 170.0, 290.0]);
        assert_eq!(placed.boxes[1].y0 - placed.boxes[0].y1, 40.0);
        assert_eq!(placed.size, Size::new(340.0, 120.0));
    }

    #[test]
    fn the_lines_to_all_reports_part_at_one_height() {
        let placed = rows(&forest(&[None, Some(0), Some(0), Some(0)]));
        for route in placed.routes.iter().flatten() {
            assert_eq!(route[0], kurbo::Point::new(170.0, 40.0));
            assert!(route[1..route.len() - 1].iter().all(|point| point.y == 60.0), "{route:?}");
        }
        // The bus with its outer drops, the trunk, and the drop in the middle.
        assert_eq!(placed.strokes.len(), 3);
        let shared = placed.strokes.iter().find(|stroke| stroke.len() == 4).expect("a bus");
        assert_eq!((shared[1].y, shared[2].y), (60.0, 60.0));
    }

    #[test]
    fn a_tree_and_its_mirror_image_are_mirror_images() {
        // A wide subtree, two leaves, a wide subtree: the leaves stand evenly between.
        let one =
            forest(&[None, Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), Some(1), Some(4), Some(4)]);
        let two =
            forest(&[None, Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), Some(4), Some(4), Some(4)]);
        let (one, two) = (rows(&one), rows(&two));
        let width = one.size.width;
        for (node, mirrored) in [(0, 0), (1, 4), (2, 3), (3, 2), (4, 1)] {
            let mirror = width - middle(two.boxes[mirrored]);
            assert!(
                (middle(one.boxes[node]) - mirror).abs() <= 1.0,
                "{node}: {:?} {:?}",
                one.boxes,
                two.boxes
            );
        }
        let gaps: Vec<f64> = (1..4).map(|node| one.boxes[node + 1].x0 - one.boxes[node].x1).collect();
        assert!((gaps[0] - gaps[1]).abs() <= 1.0 && (gaps[1] - gaps[2]).abs() <= 1.0, "{gaps:?}");
    }

    #[test]
    fn lists_hang_below_their_manager() {
        let forest = forest(&[None, Some(0), Some(0), Some(1), Some(1)]);
        let kinds =
            [Arrangement::Row, Arrangement::List, Arrangement::Row, Arrangement::List, Arrangement::List];
        let placed = layout(&forest, &kinds, f64::INFINITY);
        let manager = placed.boxes[1];
        assert_eq!((placed.boxes[3].x0, placed.boxes[3].y0), (manager.x0 + 24.0, manager.y1 + 16.0));
        assert_eq!(placed.boxes[4].y0, placed.boxes[3].y1 + 10.0);
    }

    #[test]
    fn assistants_stand_between_a_manager_and_the_reports() {
        let mut forest = forest(&[None, Some(0), Some(0), Some(0)]);
        forest.nodes[1].is_assistant = true;
        let placed = rows(&forest);
        let (manager, assistant, report) = (placed.boxes[0], placed.boxes[1], placed.boxes[2]);
        assert!(manager.y1 < assistant.y0 && assistant.y1 < report.y0, "{:?}", placed.boxes);
        assert!(assistant.x0 > middle(manager), "at the side of the line");
        assert_eq!(middle(manager), (middle(report) + middle(placed.boxes[3])) / 2.0);
    }

    #[test]
    fn second_lines_run_around_boxes_and_join_on_their_way() {
        // A root with three subtrees of two leaves each; all leaves of the first two have a second line to the last leaf.
        let forest =
            forest(&[None, Some(0), Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), Some(3), Some(3)]);
        let placed = rows(&forest);
        let ways = find_ways(&placed, &[(4, 9), (5, 9), (6, 9), (7, 9), (1, 0)]);
        for (way, (from, to)) in ways.iter().zip([(4, 9), (5, 9), (6, 9), (7, 9), (1, 0)]) {
            let on = |node: usize, at: &kurbo::Point| placed.boxes[node].inflate(0.1, 0.1).contains(*at);
            assert!(on(from, &way.points[0]) && on(to, &way.points[way.points.len() - 1]), "{way:?}");
            for ends in way.points.windows(2) {
                let run = Rect::from_points(ends[0], ends[1]);
                assert!(run.width() < 0.1 || run.height() < 0.1, "along the axes: {way:?}");
                for (node, own) in
                    placed.boxes.iter().enumerate().filter(|(node, _)| *node != from && *node != to)
                {
                    let shared = run.inflate(0.1, 0.1).intersect(own.inflate(-1.0, -1.0));
                    assert!(shared.width() <= 0.0 || shared.height() <= 0.0, "{way:?} runs through {node}");
                }
            }
        }
        assert_eq!(ways.iter().map(|way| way.joins).collect::<Vec<_>>(), [false, true, true, true, false]);
        let ends = |way: &Way| way.points.last().copied();
        assert!(ways[..4].iter().all(|way| ends(way) == ends(&ways[0])), "all enter at one place");
    }

    #[test]
    fn no_two_nodes_lie_over_each_other() {
        // Two hundred nodes, each below one before it, by a fixed rule.
        let parents: Vec<Option<usize>> =
            (0..200).map(|node: usize| node.checked_sub(1).map(|last| last * 7 / 11)).collect();
        let mut forest = forest(&parents);
        for (index, node) in forest.nodes.iter_mut().enumerate().skip(1) {
            node.is_assistant = index % 13 == 0;
            node.size.height = 30.0 + (index % 5) as f64 * 8.0;
        }
        for policy in Policy::ALL {
            let placed = layout(&forest, &arrange(&forest, policy), f64::INFINITY);
            for (index, one) in placed.boxes.iter().enumerate() {
                for two in &placed.boxes[index + 1..] {
                    let shared = one.intersect(*two);
                    assert!(shared.width() <= 0.0 || shared.height() <= 0.0, "{policy:?}: {one:?} {two:?}");
                }
                assert!(placed.size.to_rect().inflate(0.5, 0.5).contains_rect(*one), "{policy:?}: {one:?}");
            }
        }
    }
}
