//! Boxes packed beside and below each other into a picture of a wished aspect.

use kurbo::{Size, Vec2};

/// How many widths are tried.
const WIDTHS: usize = 24;
/// So many boxes are put into rows of one width.
const MANY: usize = 300;

/// Where each box goes: the tallest first, each as high up and then as far to the left as there is room, in a picture as
/// wide as fits the aspect best.
pub(super) fn place(sizes: &[Size], gap: f64, aspect: f64) -> Vec<Vec2> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    // Of equal ones the first in the document.
    order.sort_by(|one, two| sizes[*two].height.total_cmp(&sizes[*one].height));
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let all: f64 = sizes.iter().map(|size| size.width + gap).sum();
    let ratio = (all / widest.max(1.0)).max(1.0);
    if sizes.len() > MANY {
        let area: f64 = sizes.iter().map(|size| (size.width + gap) * (size.height + gap)).sum();
        return fill_rows(sizes, &order, (area * aspect).sqrt().max(widest), gap);
    }
    let tries = (0..=WIDTHS).map(|step| {
        let share = step as f64 / WIDTHS as f64;
        let width = widest.max(1.0) * (1.0 + (ratio - 1.0) * share * share);
        fill(sizes, &order, width, gap)
    });
    let side = |(_, size): &(Vec<Vec2>, Size)| (size.width / aspect).max(size.height);
    let best = tries.reduce(|best, next| if side(&next) < side(&best) - 0.5 { next } else { best });
    best.map(|(places, _)| places).unwrap_or_default()
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
        let places = place(&sizes, 10.0, 0.8);
        assert_eq!(places, [Vec2::new(0.0, 0.0), Vec2::new(110.0, 0.0), Vec2::new(110.0, 110.0)]);
    }

    #[test]
    fn nothing_lies_over_anything() {
        let sizes: Vec<Size> = (0..40)
            .map(|at| Size::new(20.0 + f64::from(at * 37 % 90), 20.0 + f64::from(at * 53 % 70)))
            .collect();
        let places = place(&sizes, 8.0, 1.6);
        let bounds = |at: usize| kurbo::Rect::from_origin_size(places[at].to_point(), sizes[at]);
        for one in 0..sizes.len() {
            for two in 0..one {
                let room = bounds(one).inflate(7.9, 7.9);
                assert!(room.intersect(bounds(two)).area() <= 0.0, "{:?} {:?}", bounds(one), bounds(two));
            }
        }
    }
}
