//! The strip that shows waiting and work as long as they take (VISUAL.md section 13).

use kurbo::{Point, Rect};

use super::content::Content;
use crate::drawing::scene::{Anchor, Figure, Fill, Item, Role, Shape, Stroke};
use crate::furniture::{Block, Pen};
use crate::metrics::time;
use crate::model::TimeUnit;
use crate::text::number;
use crate::theme::{Look, typography};

/// The strip in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strip {
    bounds: Rect,
    waits: Vec<(Rect, Words)>,
    work: Vec<(Rect, bool)>,
    /// Ticks with their words.
    ticks: Vec<(f64, String)>,
    total: Option<String>,
}

/// What stands in a wait.
#[derive(Clone, Debug, PartialEq)]
enum Words {
    /// Before which step, and how long.
    Both(Block, Block),
    /// How long.
    Short(Block),
    None,
}

/// How high the strip is, and how much work is taller on both sides.
const HEIGHT: f64 = 36.0;
const TALLER: f64 = 6.0;
/// Work is at least so wide.
const LEAST: f64 = 1.5;
/// Around the words of a wait.
const PADDING: f64 = 16.0;
/// From the strip to its ticks, and to the words below them.
const TICK: (f64, f64) = (8.0, 13.0);
const TICK_WORDS: f64 = 28.0;
/// From the last tick's words to the total.
const TOTAL_ROOM: f64 = 30.0;

impl Strip {
    /// The strip between two x, its top at `top`; none where nothing takes time.
    pub(super) fn new(
        content: &Content,
        look: &Look<'_>,
        (left, right): (f64, f64),
        top: f64,
    ) -> Option<Self> {
        let steps: Vec<usize> = content.critical.clone();
        let minutes: f64 = steps
            .iter()
            .map(|step| content.boxes[*step].wait_minutes + content.boxes[*step].work_minutes)
            .sum();
        if minutes <= 0.0 {
            return None;
        }
        let scale = (right - left) / minutes;
        let bounds = Rect::new(left, top, right, top + HEIGHT);
        let (mut waits, mut work) = (Vec::new(), Vec::new());
        let mut x = left;
        for step in steps {
            let one = &content.boxes[step];
            let wait = one.wait_minutes * scale;
            if wait > 0.0 {
                waits.push((Rect::new(x, top, x + wait, bounds.y1), words(one, wait, look)));
            }
            x += wait;
            let done = one.work_minutes * scale;
            if one.work.is_some() {
                let end = (x + done.max(LEAST)).min(right);
                let start = x.min(end - LEAST.min(done.max(LEAST)));
                work.push((Rect::new(start, top - TALLER, end, bounds.y1 + TALLER), one.adds_value));
            }
            x += done;
        }
        let (unit, name) = unit(minutes, content);
        let total = content.totals.lead.clone();
        let reserved =
            total.as_ref().map_or(0.0, |total| look.fonts.width(total, typography::NOTE_MEDIUM) + TOTAL_ROOM);
        let step = tick(minutes / unit);
        let ticks =
            (0..).map(|index| f64::from(index) * step).take_while(|amount| amount * unit < minutes - 1e-9);
        let ticks = ticks.map(|amount| {
            let text = number::shortest(amount);
            (left + amount * unit * scale, if amount == 0.0 { format!("0\u{a0}{name}") } else { text })
        });
        let ticks = ticks.filter(|(x, _)| *x < right - reserved || *x == left).collect();
        Some(Self { bounds, waits, work, ticks, total })
    }

    /// Where it ends.
    pub(super) fn bottom(&self) -> f64 {
        self.bounds.y1 + TICK_WORDS + 8.0
    }

    /// Draws it.
    pub(super) fn draw(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        let y = self.bounds.y0;
        for (rect, words) in &self.waits {
            items.push(pen.filled(*rect, 0.0, colors.waste.tint2, Role::Decoration));
            match words {
                Words::Both(name, time) => {
                    let at = |y: f64| Point::new(rect.x0 + 10.0, y);
                    items.push(pen.block(at(y + 15.0), name, colors.ink, Anchor::Start, None));
                    items.push(pen.block(at(y + 30.0), time, colors.body, Anchor::Start, None));
                }
                Words::Short(time) => {
                    let at = Point::new(rect.center().x, y + 22.0);
                    items.push(pen.block(at, time, colors.body, Anchor::Middle, None));
                }
                Words::None => {}
            }
        }
        let inner = self.bounds.inflate(-0.5, -0.5);
        items.push(Item::Shape(Shape {
            figure: Figure::Rect { rect: inner, radius: 0.0 },
            fill: None,
            stroke: Some(Stroke::new(colors.waste.color, 1.0)),
            role: Role::Decoration,
        }));
        for (rect, adds_value) in &self.work {
            let color = if *adds_value { colors.positive.color } else { colors.outline };
            items.push(Item::Shape(Shape {
                figure: Figure::Rect { rect: *rect, radius: 0.0 },
                fill: Some(Fill::from(color)),
                stroke: None,
                role: Role::Decoration,
            }));
        }
        items.extend(self.axis(pen));
        items
    }

    fn axis(&self, pen: &Pen<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let bottom = self.bounds.y1;
        let tick = |x: f64| {
            let (from, to) = (Point::new(x, bottom + TICK.0), Point::new(x, bottom + TICK.1));
            pen.segment(from, to, Stroke::new(colors.outline, 1.0), Role::Decoration)
        };
        let at = |x: f64| Point::new(x, bottom + TICK_WORDS);
        let mut items = Vec::new();
        for (index, (x, text)) in self.ticks.iter().enumerate() {
            let anchor = if index == 0 { Anchor::Start } else { Anchor::Middle };
            items.push(tick(*x));
            items.push(pen.line(at(*x), text, typography::NOTE, colors.muted, anchor));
        }
        if let Some(total) = &self.total {
            let strong = crate::text::Style { face: crate::text::Face::SemiBold, ..typography::NOTE };
            items.push(pen.line(at(self.bounds.x1), total, strong, colors.ink, Anchor::End));
            items.push(tick(self.bounds.x1));
        }
        items
    }
}

/// The words that fit into a wait so wide.
fn words(one: &super::boxes::StepBox, width: f64, look: &Look<'_>) -> Words {
    let Some(wait) = &one.wait else { return Words::None };
    let name = Block::new(look, &one.name, typography::TEXT_MEDIUM, None);
    let time = Block::new(look, &format!("{wait} wait"), typography::NOTE, None);
    if name.width().max(time.width()) + PADDING <= width {
        return Words::Both(name, time);
    }
    let short = Block::new(look, wait, typography::NOTE, None);
    if short.width() + PADDING <= width { Words::Short(short) } else { Words::None }
}

/// The unit of the axis in minutes, and its name: days from two of them on.
fn unit(minutes: f64, content: &Content) -> (f64, &'static str) {
    let day = time::unit_minutes(TimeUnit::Day, &content.calendar);
    match minutes {
        long if long >= 2.0 * day => (day, "d"),
        middle if middle >= 120.0 => (60.0, "h"),
        short if short >= 2.0 => (1.0, "min"),
        _ => (1.0 / 60.0, "s"),
    }
}

/// The distance of ticks, 1, 2 or 5 of a power of ten, so that 4 to 8 of them result.
fn tick(total: f64) -> f64 {
    let mut power = 1.0;
    while total / power > 40.0 {
        power *= 10.0;
    }
    while total / power < 4.0 && power > 1e-6 {
        power /= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| total / step < 8.0).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::tick;

    #[test]
    fn four_to_eight_ticks_result() {
        // The mockup: 23.7 days, a tick every 5.
        assert_eq!(tick(23.7), 5.0);
        assert_eq!(tick(21.7), 5.0);
        assert_eq!(tick(7.9), 1.0);
        assert_eq!(tick(120.0), 20.0);
        for total in [1.3, 2.0, 3.9, 4.0, 8.0, 15.9, 40.0, 41.0, 99.0, 1234.0] {
            let ticks = total / tick(total);
            assert!((3.2..8.01).contains(&ticks), "{total}: {ticks}");
        }
    }
}
