//! Boxes of one tree: levels from top to bottom, subtrees side by side by their contours.

use kurbo::{Rect, Size};

use super::forest::{Arrangement, Family, Forest};
use super::line::{FIRST_GAP, TRUNK_GAP, bus_height};

/// A tree whose top left corner is the origin.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) boxes: Vec<(usize, Rect)>,
    pub(super) size: Size,
}

/// How far subtrees keep from each other where one ends below the other's beginning.
const CLEAR: f64 = 12.0;

/// What stands below a node, by its boxes: x from the node's middle, y from the top of the tree.
#[derive(Clone, Debug, Default)]
struct Block {
    boxes: Vec<(usize, Rect)>,
    /// Boxes and lines: what other subtrees keep clear of.
    contour: Vec<Rect>,
}

impl Block {
    fn moved_into(self, by: f64, into: &mut Self) {
        let by = kurbo::Vec2::new(by, 0.0);
        into.boxes.extend(self.boxes.into_iter().map(|(node, bounds)| (node, bounds + by)));
        into.contour.extend(self.contour.into_iter().map(|bounds| bounds + by));
    }
}

/// Places the tree below a root.
pub(super) fn place(forest: &Forest, family: &Family, kinds: &[Arrangement], root: usize) -> Placed {
    let tree = Tree { forest, family, kinds };
    let all = family.below(root);
    let hanging = tree.hanging_sizes(&all);
    let (depths, levels) = tree.levels(&all, &hanging);
    let mut blocks: Vec<Option<Block>> = vec![None; forest.nodes.len()];
    for node in all.iter().rev() {
        if let Some(depth) = depths[*node] {
            let block = tree.block(*node, &levels, depth, &hanging, &mut blocks);
            blocks[*node] = Some(block);
        }
    }
    let block = blocks[root].take().unwrap_or_default();
    let bounds = block.boxes.iter().map(|(_, bounds)| *bounds).reduce(|one, two| one.union(two));
    let bounds = bounds.unwrap_or(Rect::ZERO);
    let whole = |(node, own): (usize, Rect)| {
        let x0 = (own.x0 - bounds.x0).round();
        (node, Rect::new(x0, own.y0, x0 + own.width(), own.y1))
    };
    let size = Size::new(bounds.width().ceil(), bounds.height().ceil());
    Placed { boxes: block.boxes.into_iter().map(whole).collect(), size }
}

/// A level: where it begins, and how high its boxes are.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    top: f64,
    height: f64,
}

struct Tree<'a> {
    forest: &'a Forest,
    family: &'a Family,
    kinds: &'a [Arrangement],
}

impl Tree<'_> {
    fn size(&self, node: usize) -> Size {
        self.forest.nodes[node].size
    }

    /// What each node needs if all below it hangs in a list.
    fn hanging_sizes(&self, all: &[usize]) -> Vec<Size> {
        let gaps = &self.forest.gaps;
        let mut sizes = vec![Size::ZERO; self.forest.nodes.len()];
        for node in all.iter().rev() {
            let mut own = self.size(*node);
            for (place, entry) in self.family.hanging(*node).enumerate() {
                own.height += if place == 0 { FIRST_GAP } else { gaps.list };
                own.height += sizes[entry].height;
                own.width = own.width.max(gaps.indent + sizes[entry].width);
            }
            sizes[*node] = own;
        }
        sizes
    }

    /// The level of each node that stands in a row, and the levels.
    fn levels(&self, all: &[usize], hanging: &[Size]) -> (Vec<Option<usize>>, Vec<Level>) {
        let mut depths = vec![None; self.forest.nodes.len()];
        let mut heights: Vec<(f64, f64)> = Vec::new();
        for (place, node) in all.iter().enumerate() {
            let parent = self.forest.nodes[*node].parent.filter(|_| place > 0);
            let depth = match parent {
                None => Some(0),
                Some(parent)
                    if self.kinds[parent] == Arrangement::Row && !self.forest.nodes[*node].is_assistant =>
                {
                    depths[parent].map(|depth: usize| depth + 1)
                }
                Some(_) => None,
            };
            depths[*node] = depth;
            if let Some(depth) = depth {
                if depth == heights.len() {
                    heights.push((0.0, 0.0));
                }
                let aside =
                    if self.family.reports[*node].is_empty() { 0.0 } else { self.aside(*node, hanging) };
                let (height, below) = heights[depth];
                heights[depth] = (height.max(self.size(*node).height), below.max(aside));
            }
        }
        let mut top = 0.0;
        let levels = heights.into_iter().map(|(height, aside)| {
            let level = Level { top, height };
            top += height + aside + self.forest.gaps.levels;
            level
        });
        let levels = levels.collect();
        (depths, levels)
    }

    /// The height of the assistants of a node, in pairs.
    fn aside(&self, node: usize, hanging: &[Size]) -> f64 {
        let pairs = self.family.assistants[node].chunks(2);
        pairs.map(|pair| FIRST_GAP + pair.iter().map(|one| hanging[*one].height).fold(0.0, f64::max)).sum()
    }

    /// A node with all below it.
    fn block(
        &self,
        node: usize,
        levels: &[Level],
        depth: usize,
        hanging: &[Size],
        blocks: &mut [Option<Block>],
    ) -> Block {
        let level = levels[depth];
        let width = self.size(node).width;
        let own = Rect::new(-width / 2.0, level.top, width / 2.0, level.top + level.height);
        let mut block = Block { boxes: vec![(node, own)], contour: vec![own] };
        let bottom = self.add_assistants(node, own, hanging, &mut block);
        let reports = &self.family.reports[node];
        match self.kinds[node] {
            _ if reports.is_empty() => {}
            Arrangement::Row => {
                let next = levels[depth + 1].top;
                let parts: Vec<Block> = reports.iter().filter_map(|report| blocks[*report].take()).collect();
                let xs = self.spread(&parts);
                let bus = next - bus_height(&self.forest.gaps);
                if let (Some(first), Some(last)) = (xs.first(), xs.last()) {
                    block.contour.push(Rect::new(first - 1.0, bus - 1.0, last + 1.0, bus + 1.0));
                }
                block.contour.push(Rect::new(-1.0, own.y1, 1.0, next));
                for (part, x) in parts.into_iter().zip(xs) {
                    part.moved_into(x, &mut block);
                }
            }
            Arrangement::List => {
                let mut y = bottom + FIRST_GAP;
                for report in reports {
                    self.hang(*report, own.x0 + self.forest.gaps.indent, y, hanging, &mut block);
                    y += hanging[*report].height + self.forest.gaps.list;
                }
            }
            Arrangement::Both => {
                let mut y = bottom + FIRST_GAP;
                for pair in reports.chunks(2) {
                    self.hang(pair[0], -TRUNK_GAP - hanging[pair[0]].width, y, hanging, &mut block);
                    if let Some(right) = pair.get(1) {
                        self.hang(*right, TRUNK_GAP, y, hanging, &mut block);
                    }
                    let height = pair.iter().map(|one| hanging[*one].height).fold(0.0, f64::max);
                    y += height + self.forest.gaps.list;
                }
            }
        }
        block
    }

    /// Assistants at both sides of the line that leads down, in pairs; gives back where the last ends.
    fn add_assistants(&self, node: usize, own: Rect, hanging: &[Size], block: &mut Block) -> f64 {
        let mut bottom = own.y1;
        for pair in self.family.assistants[node].chunks(2) {
            let y = bottom + FIRST_GAP;
            self.hang(pair[0], TRUNK_GAP, y, hanging, block);
            if let Some(left) = pair.get(1) {
                self.hang(*left, -TRUNK_GAP - hanging[*left].width, y, hanging, block);
            }
            bottom = y + pair.iter().map(|one| hanging[*one].height).fold(0.0, f64::max);
        }
        bottom
    }

    /// A node at a place, and all below it in lists.
    fn hang(&self, node: usize, x: f64, y: f64, hanging: &[Size], block: &mut Block) {
        let mut open = vec![(node, x, y)];
        while let Some((node, x, y)) = open.pop() {
            let bounds = Rect::from_origin_size((x, y), self.size(node));
            block.boxes.push((node, bounds));
            block.contour.push(bounds);
            let mut top = bounds.y1 + FIRST_GAP;
            for entry in self.family.hanging(node) {
                open.push((entry, x + self.forest.gaps.indent, top));
                top += hanging[entry].height + self.forest.gaps.list;
            }
        }
    }

    /// The middles of subtrees side by side, that of their first and last in the middle: the mean of packing all to the
    /// left and all to the right.
    fn spread(&self, parts: &[Block]) -> Vec<f64> {
        let count = parts.len();
        let mut apart = vec![vec![0.0; count]; count];
        for left in 0..count {
            for right in left + 1..count {
                apart[left][right] = self.apart(&parts[left], &parts[right]);
            }
        }
        let mut to_left = vec![0.0_f64; count];
        for right in 1..count {
            let places = (0..right).map(|left| to_left[left] + apart[left][right]);
            to_left[right] = places.fold(f64::NEG_INFINITY, f64::max);
        }
        let mut to_right = vec![0.0_f64; count];
        for left in (0..count.saturating_sub(1)).rev() {
            let places = (left + 1..count).map(|right| to_right[right] - apart[left][right]);
            to_right[left] = places.fold(f64::INFINITY, f64::min);
        }
        let middle = |places: &[f64]| match (places.first(), places.last()) {
            (Some(first), Some(last)) => (first + last) / 2.0,
            _ => 0.0,
        };
        let (left, right) = (middle(&to_left), middle(&to_right));
        to_left.iter().zip(&to_right).map(|(one, two)| ((one - left) + (two - right)) / 2.0).collect()
    }

    /// How far the middles of two subtrees have to be apart.
    fn apart(&self, left: &Block, right: &Block) -> f64 {
        let gap = self.forest.gaps.siblings;
        let mut least = f64::NEG_INFINITY;
        for one in &left.contour {
            for two in &right.contour {
                if one.y0 - CLEAR < two.y1 && two.y0 - CLEAR < one.y1 {
                    least = least.max(one.x1 + gap - two.x0);
                }
            }
        }
        // What never stands beside each other still keeps its order.
        least.max(gap).ceil()
    }
}
