//! Boxes packed beside and below each other into a picture of a wished aspect.

use kurbo::{Size, Vec2};

/// How many widths are tried.
const WIDTHS: usize = 24;
/// So many boxes are put into rows of one width.
const MANY: usize = 300;

/// How much larger a picture may be for its boxes to be placed in the order wished for.
const LARGER_IN_ORDER: f64 = 1.1;

/// Where each box goes: each as high up and then as far to the left as there is room, in a picture as wide as fits the
/// aspect best. In the order wished for, so that what is added to one moves the others little, or the tallest first where
/// that takes much less room.
pub(super) fn place(sizes: &[Size], order: &[usize], gap: f64, aspect: f64) -> Vec<Vec2> {
    let mut tallest_first = order.to_vec();
    tallest_first.sort_by(|one, two| sizes[*two].height.total_cmp(&sizes[*one].height));
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    if sizes.len() > MANY {
        let area: f64 = sizes.iter().map(|size| (size.width + gap) * (size.height + gap)).sum();
        return fill_rows(sizes, &tallest_first, (area * aspect).sqrt().max(widest), gap);
    }
    let all: f64 = sizes.iter().map(|size| size.width + gap).sum();
    let ratio = (all / widest.max(1.0)).max(1.0);
    // With the longer side of the picture, measured against the aspect.
    let best = |order: &[usize]| {
        let tries = (0..=WIDTHS).map(|step| {
            let share = step as f64 / WIDTHS as f64;
            let width = widest.max(1.0) * (1.0 + (ratio - 1.0) * share * share);
            let (places, size) = fill(sizes, order, width, gap);
            ((size.width / aspect).max(size.height), places)
        });
        tries.reduce(|best, next| if next.0 < best.0 - 0.5 { next } else { best }).unwrap_or_default()
    };
    let (side, places) = best(order);
    if tallest_first == order {
        return places;
    }
    let (least_side, closest) = best(&tallest_first);
    if side <= least_side * LARGER_IN_ORDER { places } else { closest }
}

fn fill_rows(sizes: &[Size], order: &[usize], width: f64, gap: f64) -> Vec<Vec2> {
    let mut places = vec![Vec2::ZERO; sizes.len()];
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0_f64);
    for index in order {
        let size = sizes[*index];
        if x > 0.0 && x + size.width > width {
            (x, y, height) = (0.0, y + height + gap, 0.0);
        }
        places[*index] = Vec2::new(x, y);
        x += size.width + gap;
        height = height.max(size.height);
    }
    places
}

/// The lower ends of what is placed: from `left` on at `bottom`, up to the next.
#[derive(Clone, Copy)]
struct Ledge {
    left: f64,
    bottom: f64,
}

fn fill(sizes: &[Size], order: &[usize], width: f64, gap: f64) -> (Vec<Vec2>, Size) {
    let mut skyline = vec![Ledge { left: 0.0, bottom: 0.0 }];
    let mut places = vec![Vec2::ZERO; sizes.len()];
    let mut whole = Size::ZERO;
    for index in order {
        let size = sizes[*index];
        let right = |at: usize| skyline[at].left + size.width;
        let top = |at: usize| {
            let under = skyline[at..].iter().take_while(|ledge| ledge.left < right(at) + gap);
            under.map(|ledge| ledge.bottom).fold(0.0, f64::max)
        };
        let fitting = (0..skyline.len()).filter(|at| *at == 0 || right(*at) <= width);
        let at = fitting.min_by(|one, two| top(*one).total_cmp(&top(*two))).unwrap_or(0);
        let place = Vec2::new(skyline[at].left, top(at));
        places[*index] = place;
        whole = Size::new(whole.width.max(place.x + size.width), whole.height.max(place.y + size.height));
        let end = place.x + size.width + gap;
        let behind = skyline.iter().rev().find(|ledge| ledge.left <= end).map_or(0.0, |ledge| ledge.bottom);
        let mut next: Vec<Ledge> = skyline.iter().copied().filter(|ledge| ledge.left < place.x).collect();
        next.push(Ledge { left: place.x, bottom: place.y + size.height + gap });
        next.push(Ledge { left: end, bottom: behind });
        next.extend(skyline.iter().copied().filter(|ledge| ledge.left > end));
        skyline = next;
    }
    (places, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_boxes_stand_beside_a_tall_one() {
        let sizes = [Size::new(100.0, 210.0), Size::new(50.0, 100.0), Size::new(50.0, 100.0)];
        let places = place(&sizes, &[0, 1, 2], 10.0, 0.8);
        assert_eq!(places, [Vec2::new(0.0, 0.0), Vec2::new(110.0, 0.0), Vec2::new(110.0, 110.0)]);
    }

    #[test]
    fn boxes_stand_in_the_order_wished_for_unless_that_takes_much_room() {
        // Side by side either order takes as much.
        let sizes = [Size::new(50.0, 90.0), Size::new(60.0, 100.0)];
        assert_eq!(place(&sizes, &[0, 1], 10.0, 1.0), [Vec2::new(0.0, 0.0), Vec2::new(60.0, 0.0)]);
        assert_eq!(place(&sizes, &[1, 0], 10.0, 1.0), [Vec2::new(70.0, 0.0), Vec2::new(0.0, 0.0)]);
        // The wide one first, both others fit below it side by side; in order it parts them.
        let sizes = [Size::new(50.0, 100.0), Size::new(100.0, 110.0), Size::new(40.0, 100.0)];
        let places = place(&sizes, &[0, 1, 2], 10.0, 0.5);
        assert_eq!(places, [Vec2::new(0.0, 120.0), Vec2::new(0.0, 0.0), Vec2::new(60.0, 120.0)]);
    }

    #[test]
    fn nothing_lies_over_anything() {
        let sizes: Vec<Size> = (0..40)
            .map(|at| Size::new(20.0 + f64::from(at * 37 % 90), 20.0 + f64::from(at * 53 % 70)))
            .collect();
        let order: Vec<usize> = (0..40).collect();
        let places = place(&sizes, &order, 8.0, 1.6);
        let bounds = |at: usize| kurbo::Rect::from_origin_size(places[at].to_point(), sizes[at]);
        for one in 0..sizes.len() {
            for two in 0..one {
                let room = bounds(one).inflate(7.9, 7.9);
                assert!(room.intersect(bounds(two)).area() <= 0.0, "{:?} {:?}", bounds(one), bounds(two));
            }
        }
    }
}
