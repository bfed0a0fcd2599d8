//! Along the track from each stage to the next: the words of the way, its direction, and a change of owner, clear of each
//! other and of all that stands inside.

use kurbo::{Point, Rect, Size, Vec2};

use super::content::Content;
use crate::bounds::distance;
use crate::furniture::Block;
use crate::layout::ring::{Chord, Geometry, Track};

/// What stands on the track from a stage to the next.
#[derive(Debug)]
pub(super) struct Along {
    /// An angle that tells the direction.
    pub(super) arrow: (Point, Vec2),
    pub(super) hand_off: Option<Point>,
    pub(super) label: Option<(Block, Spot)>,
}

/// Where the words of a way stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Spot {
    /// On the track, which widens for them.
    On(Rect),
    /// Beside it.
    Beside(Rect),
    /// They have no room: a number on the track stands for them.
    Number(usize, Point),
}

/// Where words may stand on the track, the best first.
const PLACES: [f64; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];
/// How far marks give way, in parts of the track.
const STEPS: i32 = 7;
const STEP: f64 = 0.06;
/// Where on the track its direction and a hand-off are marked.
const DIRECTION_AT: f64 = 0.62;
const HAND_OFF_AT: f64 = 0.4;
/// Around words on the track, and more lines than these are no label of a track any more.
const PADDING: Vec2 = Vec2::new(9.0, 2.0);
const MOST_LINES: usize = 2;
/// From the middle of the track to words beside it.
const BESIDE: f64 = 18.0;
/// Half a number.
const NUMBER: f64 = 9.0;
/// Between words and cards or other words, stations, what stands in the middle, and lines.
const CLEAR: f64 = 6.0;
const STATION: f64 = 21.0;
const CORE: f64 = 10.0;
const LINE: f64 = 8.0;
/// Between words and tracks that are not theirs, and between a mark and anything.
const TRACK: f64 = 13.0;
const MARK: f64 = 15.0;
const MARKS_APART: f64 = 17.0;
/// In so many chords each piece of a line is looked at.
const CHORDS: usize = 60;

/// What words and marks keep clear of.
struct Inside<'a> {
    placed: &'a Geometry,
    chords: &'a [Chord],
    tracks: Vec<Vec<Point>>,
    lines: Vec<Vec<Point>>,
    taken: Vec<Rect>,
}

/// Places the words and the marks of all ways along the track; `taken` is what else stands inside.
pub(super) fn along(
    content: &Content,
    placed: &Geometry,
    chords: &[Chord],
    taken: Vec<Rect>,
    words: Vec<Option<Block>>,
) -> Vec<Along> {
    let mut inside = Inside::new(placed, chords, taken);
    let mut numbers = 0;
    let place = |(from, words): (usize, Option<Block>)| {
        let hands_off = content.hands_off_along(from);
        let label = words.map(|words| {
            let spot = inside.spot(from, &words, hands_off).unwrap_or_else(|| {
                numbers += 1;
                Spot::Number(numbers, inside.number(from, hands_off))
            });
            inside.taken.push(spot.room());
            (words, spot)
        });
        let room = label.as_ref().map(|(_, spot)| spot.room());
        let (arrow, hand_off) = inside.marks(from, room, hands_off).unwrap_or_else(|| {
            let track = &placed.tracks[from];
            let at = if hands_off { DIRECTION_AT } else { 0.5 };
            (track.at(at), hands_off.then(|| track.at(HAND_OFF_AT).0))
        });
        Along { arrow, hand_off, label }
    };
    words.into_iter().enumerate().map(place).collect()
}

impl Along {
    pub(super) fn moved(self, by: Vec2) -> Self {
        Self {
            arrow: (self.arrow.0 + by, self.arrow.1),
            hand_off: self.hand_off.map(|at| at + by),
            label: self.label.map(|(words, spot)| (words, spot.moved(by))),
        }
    }
}

impl Spot {
    fn moved(self, by: Vec2) -> Self {
        match self {
            Self::On(room) => Self::On(room + by),
            Self::Beside(room) => Self::Beside(room + by),
            Self::Number(number, at) => Self::Number(number, at + by),
        }
    }

    pub(super) fn room(self) -> Rect {
        match self {
            Self::On(room) | Self::Beside(room) => room,
            Self::Number(_, at) => Rect::from_center_size(at, (2.0 * NUMBER, 2.0 * NUMBER)),
        }
    }
}

impl<'a> Inside<'a> {
    fn new(placed: &'a Geometry, chords: &'a [Chord], taken: Vec<Rect>) -> Self {
        let points = |track: &Track| track.sampled(CHORDS).collect();
        let tracks = placed.tracks.iter().map(points).collect();
        let lines = chords.iter().map(|chord| points(&chord.whole)).collect();
        Self { placed, chords, tracks, lines, taken }
    }

    /// On the track from a station, or beside it, inside before outside; `None` without room.
    fn spot(&self, from: usize, words: &Block, hands_off: bool) -> Option<Spot> {
        let track = &self.placed.tracks[from];
        let size = Size::new(words.width().ceil(), words.height());
        let padded = Size::new(size.width + 2.0 * PADDING.x, size.height + 2.0 * PADDING.y);
        let on = PLACES.iter().map(|share| Spot::On(Rect::from_center_size(track.at(*share).0, padded)));
        let beside = PLACES.iter().flat_map(|share| {
            let (at, along) = track.at(*share);
            let out = Vec2::new(-along.y, along.x);
            // The middle of its loop is the side that is inside.
            let is_inside = |out: &Vec2| {
                let center = self.placed.centers.iter().copied();
                let center = center.min_by(|one, two| one.distance(at).total_cmp(&two.distance(at)));
                center.is_some_and(|center| (center - at).dot(*out) > 0.0)
            };
            let sides = if is_inside(&out) { [out, -out] } else { [-out, out] };
            sides.map(|out| {
                let by = BESIDE + out.x.abs() * size.width / 2.0 + out.y.abs() * size.height / 2.0;
                Spot::Beside(Rect::from_center_size(at + out * by, size))
            })
        });
        let on = on.filter(|_| words.lines() <= MOST_LINES);
        on.chain(beside).find(|spot| {
            self.is_free(from, *spot) && self.marks(from, Some(spot.room()), hands_off).is_some()
        })
    }

    /// A place of a number on the track from a station.
    fn number(&self, from: usize, hands_off: bool) -> Point {
        let track = &self.placed.tracks[from];
        let is_free = |at: &Point| {
            let spot = Spot::Number(0, *at);
            self.is_free(from, spot) && self.marks(from, Some(spot.room()), hands_off).is_some()
        };
        let mut places = PLACES.iter().map(|share| track.at(*share).0);
        places.find(is_free).unwrap_or_else(|| track.at(0.5).0)
    }

    /// Whether nothing else is where words of the track from a station would stand.
    fn is_free(&self, from: usize, spot: Spot) -> bool {
        let room = spot.room();
        let near = |by: f64| room.inflate(by, by);
        let covers = |other: &Rect| near(CLEAR).intersect(*other).area() > 0.0;
        let labels = self.chords.iter().filter_map(|chord| chord.label.as_ref());
        let is_within = |points: &[Point], by: f64| points.iter().any(|at| near(by).contains(*at));
        let mut tracks = self.tracks.iter().enumerate();
        let is_own = |track: usize| track == from && !matches!(spot, Spot::Beside(_));
        !self.placed.cards.iter().chain(&self.taken).chain(labels).any(covers)
            && self.placed.stations.iter().all(|at| distance(&room, *at) > STATION)
            && distance(&room, self.placed.core) > self.placed.core_radius + CORE
            && !self.lines.iter().any(|line| is_within(line, LINE))
            && !tracks.any(|(track, points)| !is_own(track) && is_within(points, TRACK))
            && self.placed.size.to_rect().contains_rect(room)
    }

    /// The direction and the hand-off of a track that has words in a room; `None` where they cannot keep clear.
    #[allow(clippy::type_complexity, reason = "the two marks of a track")]
    fn marks(
        &self,
        from: usize,
        room: Option<Rect>,
        hands_off: bool,
    ) -> Option<((Point, Vec2), Option<Point>)> {
        let track = &self.placed.tracks[from];
        let find = |share: f64, other: Option<Point>| {
            let steps = (0..=STEPS).flat_map(|step| [f64::from(step), -f64::from(step)]);
            let shares = steps.map(|by| share + by * STEP).filter(|share| (0.1..=0.9).contains(share));
            shares.map(|share| track.at(share)).find(|(at, _)| {
                self.is_clear(*at)
                    && room.is_none_or(|room| distance(&room, *at) > MARK - 5.0)
                    && other.is_none_or(|other| other.distance(*at) > MARKS_APART)
            })
        };
        if !hands_off {
            return Some((find(0.5, None)?, None));
        }
        let hand_off = find(HAND_OFF_AT, None)?.0;
        Some((find(DIRECTION_AT, Some(hand_off))?, Some(hand_off)))
    }

    /// Whether a mark keeps clear of what stands in the middle, of ways across and of all words.
    fn is_clear(&self, at: Point) -> bool {
        let is_apart = at.distance(self.placed.core) > self.placed.core_radius + MARK - 3.0;
        is_apart
            && !self.lines.iter().flatten().any(|other| other.distance(at) < MARK)
            && self
                .chords
                .iter()
                .filter_map(|chord| chord.label)
                .all(|label| distance(&label, at) > MARK - 3.0)
            && self.taken.iter().all(|taken| distance(taken, at) > MARK - 5.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::{Body, layout};
    use super::*;
    use crate::diagram::surroundings::Surroundings;
    use crate::source::Files;
    use crate::text::Fonts;
    use crate::theme::THEMES;

    /// How the words of each way stand, and what numbers stand for.
    fn spots(text: &str) -> (String, Vec<String>) {
        let model = crate::load(&Files::single("test.yaml", text)).model.expect("a sound document");
        let content = super::super::content::select(&model, &model.views[0]).expect("a lifecycle");
        let fonts = Fonts::embedded();
        let geometry = layout(&content, &THEMES[0].look(&fonts));
        let Body::Circle(place) = &geometry.body else { panic!("a circle") };
        let told = place.along.iter().map(|along| match along.label {
            Some((_, Spot::On(_))) => 'o',
            Some((_, Spot::Beside(_))) => 'b',
            Some((_, Spot::Number(..))) => 'n',
            None => '-',
        });
        let around: &Surroundings = geometry.as_ref();
        (told.collect(), around.numbered.iter().map(|(_, words)| words.clone()).collect())
    }

    #[test]
    fn words_stand_on_their_track_where_they_have_room() {
        let (told, numbered) = spots(
            "type: lifecycle\nstages: [A, B, C, D]\nflows: [A -> B: sent, C -> D: live, D -> A: tells others]",
        );
        assert_eq!((told.as_str(), numbered.len()), ("o-oo", 0));
    }

    #[test]
    fn words_without_room_are_told_below() {
        let stages: Vec<String> = (0..12).map(|stage| format!("S{stage}")).collect();
        let long = "once the very first invoice is paid in full, nobody has complained and all caretakers are trained";
        let ways = (1..12).map(|to| format!("  - S{} -> S{to}: {long}\n", to - 1));
        let text = format!(
            "type: lifecycle\nshape: ring\nstages: [{}]\nflows:\n{}",
            stages.join(", "),
            ways.collect::<String>()
        );
        let (told, numbered) = spots(&text);
        let numbers = told.chars().filter(|spot| *spot == 'n').count();
        assert!(numbers > 0 && numbers == numbered.len(), "{told} {numbered:?}");
        assert!(numbered.iter().all(|words| words == long));
    }
}
