//! The emotion curve: faces, feelings and scores for one journey, a line for each of several (VISUAL.md section 10).

use kurbo::{Affine, Point, Rect, Vec2};

use super::body::{Body, Frame, Place, Placed};
use crate::bounds::{distance, overlap};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::score as score_text;
use crate::drawing::scene::{Anchor, Fill, Item, Role, Stroke};
use crate::furniture::{Block, Face, Legend, Mood, Pen, Swatch};
use crate::layout::curve::Curve;
use crate::layout::grid::Cell;
use crate::theme::{Look, typography};

/// A row with one curve or several.
#[derive(Debug)]
pub(in crate::diagram) struct Emotion {
    curves: Vec<Journey>,
    moments_of_truth: Vec<usize>,
}

/// One journey through the touchpoints.
#[derive(Clone, Debug)]
struct Journey {
    /// Whose; `None` when it is everybody's.
    persona: Option<String>,
    /// The score of each touchpoint, by column; `None` when nobody knows.
    scores: Vec<(usize, Option<Feeling>)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Feeling {
    score: f64,
    word: String,
}

/// `emotion`
pub(in crate::diagram) fn emotion(scope: &Scope<'_>) -> Box<dyn Body> {
    let is_own =
        |id: &crate::model::PersonaId| scope.steps().any(|(_, step)| step.emotion.each.contains_key(id));
    let own: Vec<_> = scope.personas.iter().copied().filter(is_own).collect();
    let curves = match own.as_slice() {
        [] => vec![Journey { persona: None, scores: scores(scope, None) }],
        [only] if scope.personas.len() == 1 => {
            vec![Journey { persona: None, scores: scores(scope, Some(*only)) }]
        }
        several => several
            .iter()
            .map(|id| Journey {
                persona: Some(scope.model.persona(*id).name.clone()),
                scores: scores(scope, Some(*id)),
            })
            .collect(),
    };
    let moments = scope.steps().filter(|(_, step)| step.is_moment_of_truth).map(|(column, _)| column);
    Box::new(Emotion { curves, moments_of_truth: moments.collect() })
}

fn scores(scope: &Scope<'_>, persona: Option<crate::model::PersonaId>) -> Vec<(usize, Option<Feeling>)> {
    let single = match scope.personas.as_slice() {
        [only] => persona.or(Some(*only)),
        _ => persona,
    };
    let steps = scope.steps().map(|(column, step)| {
        let of = |values: &crate::model::ByPersona<f64>| match single {
            Some(id) => values.of(&id).copied(),
            None => values.all,
        };
        let word = match single {
            Some(id) => step.feeling.of(&id),
            None => step.feeling.all.as_ref(),
        };
        let feeling = of(&step.emotion).map(|score| Feeling {
            score,
            word: word.cloned().unwrap_or_else(|| scale_word(score).to_owned()),
        });
        (column, feeling)
    });
    steps.collect()
}

/// The word of the scale that a score is nearest to.
fn scale_word(score: f64) -> &'static str {
    match score {
        score if score >= 1.5 => "Delighted",
        score if score >= 0.5 => "Happy",
        score if score > -0.5 => "Neutral",
        score if score > -1.5 => "Unhappy",
        _ => "Frustrated",
    }
}

impl Body for Emotion {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        if self.is_empty() {
            return Box::new(NoEmotion { columns: frame.columns.len() });
        }
        Box::new(PlacedEmotion::new(self, frame, look))
    }

    fn mark(&self, legend: &mut Legend) {
        // Several journeys bear their names at their ends.
        if self.curves.len() == 1 {
            let moods: Vec<Mood> = self.known().map(|feeling| Mood::of(feeling.score)).collect();
            for (mood, score, word) in [
                (Mood::Positive, 2.0, "Positive, +0.5 or more"),
                (Mood::Neutral, 0.0, "Neutral"),
                (Mood::Negative, -2.0, "Negative, −0.5 or less"),
            ] {
                if moods.contains(&mood) {
                    legend.add(Swatch::Face(score), word);
                }
            }
        }
        let is_unknown = |curve: &Journey| curve.scores.iter().any(|(_, feeling)| feeling.is_none());
        if !self.is_empty() && self.curves.iter().any(is_unknown) {
            legend.add(Swatch::Unknown, "No data");
        }
    }

    fn is_empty(&self) -> bool {
        self.known().next().is_none()
    }
}

impl Emotion {
    fn known(&self) -> impl Iterator<Item = &Feeling> {
        self.curves.iter().flat_map(|curve| &curve.scores).filter_map(|(_, feeling)| feeling.as_ref())
    }
}

/// Good and bad have their colours in this picture, so teal and rust come last (VISUAL.md section 3.5).
fn category(index: usize) -> usize {
    [0, 1, 3, 5, 2, 4][index % 6]
}

/// A row that was asked for and has nothing to show.
#[derive(Debug)]
struct NoEmotion {
    columns: usize,
}

impl Placed for NoEmotion {
    fn cells(&self) -> Vec<Cell> {
        vec![Cell { columns: 0..self.columns.min(1), height: 28.0 }]
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let Some(rect) = place.row.cells.first() else { return Vec::new() };
        let at = Point::new(rect.x0, rect.y0 + 18.0);
        vec![pen.line(at, "None recorded", typography::TEXT, pen.look.colors.muted, Anchor::Start)]
    }
}

/// Half of the plot's height.
const HALF: f64 = 72.0;
/// Above and below the plot: room for faces and labels.
const PAD: f64 = 48.0;
/// Nothing else comes nearer to a label.
const CLEAR: f64 = 4.0;

/// The row with its top at 0.
#[derive(Debug)]
struct PlacedEmotion {
    columns: usize,
    height: f64,
    middle: f64,
    /// Px for each point of the scale.
    unit: f64,
    lines: Vec<PlacedJourney>,
    labels: Vec<Label>,
    /// Names of several journeys, at the right end.
    names: Vec<(Block, Point, usize)>,
    /// Column middle, and where its guide ends.
    guides: Vec<(f64, f64)>,
    left: f64,
    right: f64,
    overhang: f64,
}

#[derive(Debug)]
struct PlacedJourney {
    curve: Curve,
    /// The score of each point of the curve.
    scores: Vec<f64>,
    /// For each piece, whether it bridges touchpoints that nobody asked about.
    is_bridge: Vec<bool>,
    /// Where nobody asked.
    unknown: Vec<Point>,
}

#[derive(Debug)]
struct Label {
    word: Block,
    value: Block,
    /// Where the value stands, if not right of the word: on a line of its own.
    is_stacked: bool,
    mood: Option<Mood>,
    category: Option<usize>,
    bounds: Rect,
}

impl PlacedEmotion {
    fn new(emotion: &Emotion, frame: &Frame, look: &Look<'_>) -> Self {
        let largest = emotion.known().map(|feeling| feeling.score.abs()).fold(1.8, f64::max);
        let unit = HALF / largest;
        // Labels of several lines need more room, on the side where they stand.
        let pad = |is_above: bool| {
            let side = emotion.known().filter(|feeling| (feeling.score >= 0.0) == is_above);
            let lines = side.map(|feeling| label_lines(look, feeling, frame)).max().unwrap_or(1);
            let more = if emotion.curves.len() == 1 { lines.saturating_sub(1) } else { 0 };
            PAD + more as f64 * typography::TEXT.line_px
        };
        let middle = pad(true) + HALF;
        let lines: Vec<PlacedJourney> =
            emotion.curves.iter().map(|curve| place_journey(curve, frame, middle, unit)).collect();
        let mut placed = Self {
            columns: frame.columns.len(),
            height: middle + HALF + pad(false),
            middle,
            unit,
            lines,
            labels: Vec::new(),
            names: Vec::new(),
            guides: Vec::new(),
            left: frame.columns.first().map_or(0.0, |column| column.0),
            right: frame.right(),
            overhang: 0.0,
        };
        if emotion.curves.len() == 1 {
            placed.label_points(&emotion.curves[0], frame, look);
        } else {
            placed.name_lines(&emotion.curves, look);
            placed.label_extremes(&emotion.curves, look);
        }
        placed.guide(&emotion.moments_of_truth, frame);
        placed
    }

    /// A label with feeling and score at every point, and words where nobody knows.
    fn label_points(&mut self, journey: &Journey, frame: &Frame, look: &Look<'_>) {
        let known = journey.scores.iter().filter_map(|(column, feeling)| Some((*column, feeling.as_ref()?)));
        for (column, feeling) in known {
            let at = Point::new(frame.middle(column), self.middle - feeling.score * self.unit);
            let mut label = Label::of(look, feeling, frame.width(&(column..column + 1)));
            label.bounds = self.spot(&label, at, feeling.score >= 0.0, 13.0);
            self.labels.push(label);
        }
        for at in self.lines[0].unknown.clone() {
            let mut label = Label::unknown(look);
            label.bounds = self.spot(&label, at, true, 8.0);
            self.labels.push(label);
        }
    }

    /// The highest and lowest score of each of several journeys.
    fn label_extremes(&mut self, curves: &[Journey], look: &Look<'_>) {
        for index in 0..curves.len() {
            let line = &self.lines[index];
            let points = line.curve.points();
            let best = |better: fn(f64, f64) -> bool| {
                let mut found: Option<usize> = None;
                for (at, score) in line.scores.iter().enumerate() {
                    if found.is_none_or(|known| better(*score, line.scores[known])) {
                        found = Some(at);
                    }
                }
                found
            };
            let extremes = [best(|one, two| one > two), best(|one, two| one < two)];
            let wanted: Vec<(Point, f64)> =
                extremes.into_iter().flatten().map(|at| (points[at], line.scores[at])).collect();
            for (at, score) in wanted {
                let mut label = Label::score(look, score, category(index));
                if let Some(bounds) = self.own_spot(&label, at, score >= 0.0) {
                    label.bounds = bounds;
                    self.labels.push(label);
                }
            }
        }
    }

    /// The names of several journeys beside their last points, spread so that none lies over another.
    fn name_lines(&mut self, curves: &[Journey], look: &Look<'_>) {
        let mut ends: Vec<(usize, Point)> = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if let Some(last) = line.curve.points().last() {
                ends.push((index, *last));
            }
        }
        let x = ends.iter().map(|(_, end)| end.x).fold(0.0, f64::max) + 14.0;
        ends.sort_by(|one, two| one.1.y.total_cmp(&two.1.y).then(one.0.cmp(&two.0)));
        let step = typography::TEXT_STRONG.line_px;
        let mut last = f64::NEG_INFINITY;
        for (index, end) in ends {
            let name = curves[index].persona.clone().unwrap_or_default();
            let block = Block::new(look, &name, typography::TEXT_STRONG, Some(160.0));
            let y = (end.y).max(last + step);
            last = y + (block.lines() - 1) as f64 * step;
            self.overhang = self.overhang.max(x + block.width() - self.right);
            self.names.push((block, Point::new(x, y), category(index)));
        }
        // Names pushed out at the bottom move up together.
        let excess = (last - (self.height - 14.0)).max(0.0);
        for (_, at, _) in &mut self.names {
            at.y -= excess;
        }
    }

    /// The first free place for a label that must stand: on its side, on the other, then farther out.
    fn spot(&self, label: &Label, at: Point, is_above: bool, reach: f64) -> Rect {
        self.free_spot(label, at, is_above, reach)
            .unwrap_or_else(|| candidate(label, at, is_above, reach, 0.0))
    }

    fn free_spot(&self, label: &Label, at: Point, is_above: bool, reach: f64) -> Option<Rect> {
        let shifts = [0.0, 8.0, 16.0, 24.0];
        let candidates = shifts
            .iter()
            .flat_map(|shift| [is_above, !is_above].map(|side| candidate(label, at, side, reach, *shift)));
        candidates.into_iter().find(|bounds| self.is_free(bounds, at))
    }

    /// A free place from which a label cannot be taken for that of another line: nothing else is as near to it.
    fn own_spot(&self, label: &Label, at: Point, is_above: bool) -> Option<Rect> {
        let size = label.bounds.size();
        let aside = |left: f64| Rect::from_origin_size((left, at.y - size.height / 2.0), size);
        let upright = [is_above, !is_above].map(|side| candidate(label, at, side, 8.0, 0.0));
        let beside = [aside(at.x + 13.0), aside(at.x - 13.0 - size.width)];
        let far = [is_above, !is_above].map(|side| candidate(label, at, side, 8.0, 8.0));
        let points = || self.lines.iter().flat_map(|line| line.curve.points()).filter(|point| **point != at);
        let is_own =
            |bounds: &Rect| points().all(|point| distance(bounds, at) < distance(bounds, *point) - 2.0);
        let candidates = upright.into_iter().chain(beside).chain(far);
        candidates.into_iter().find(|bounds| is_own(bounds) && self.is_free(bounds, at))
    }

    /// Whether no curve, point, label or border of the row comes near.
    fn is_free(&self, bounds: &Rect, own: Point) -> bool {
        let clear = bounds.inflate(CLEAR, CLEAR);
        let inside = clear.y0 >= 0.0 && clear.y1 <= self.height;
        let samples = (clear.x0.floor() as i64..=clear.x1.ceil() as i64).step_by(3);
        let on_curve = samples.into_iter().any(|x| {
            let ys = self.lines.iter().filter_map(|line| line.curve.y_at(x as f64));
            ys.into_iter().any(|y| clear.y0 <= y && y <= clear.y1)
        });
        let points = self.lines.iter().flat_map(|line| line.curve.points().iter().chain(&line.unknown));
        let mut others = points.filter(|point| **point != own);
        let on_point = others.any(|point| clear.inflate(11.0, 11.0).contains(*point));
        let on_label = self.labels.iter().any(|label| overlap(&label.bounds, &clear));
        let on_name = self.names.iter().any(|(block, at, _)| {
            overlap(&Rect::new(at.x, at.y - 10.0, at.x + block.width(), at.y + 6.0), &clear)
        });
        inside && !on_curve && !on_point && !on_label && !on_name
    }

    /// Lines from the cards to the point of each moment of truth, ending at its label or face.
    fn guide(&mut self, moments: &[usize], frame: &Frame) {
        for column in moments {
            let x = frame.middle(*column);
            let tops = self.lines.iter().flat_map(|line| {
                let points = line.curve.points().iter().map(|point| (*point, 15.0));
                points.chain(line.unknown.iter().map(|point| (*point, 8.0)))
            });
            let at = tops.filter(|(point, _)| (point.x - x).abs() < 0.5);
            let Some(face) = at.map(|(point, reach)| point.y - reach).min_by(f64::total_cmp) else {
                continue;
            };
            let labels = self.labels.iter().filter(|label| {
                label.bounds.x0 <= x && x <= label.bounds.x1 && label.bounds.y1 <= face + 15.0
            });
            let end = labels.map(|label| label.bounds.y0 - 6.0).fold(face, f64::min);
            self.guides.push((x, end));
        }
    }
}

/// The box of a label above or below a point, `shift` px farther out than it must be.
fn candidate(label: &Label, at: Point, is_above: bool, reach: f64, shift: f64) -> Rect {
    let size = label.bounds.size();
    // Capitals are 9.5 high at 13 px: the baseline above is 22 from the middle of a face, the one below 32.
    let y =
        if is_above { at.y - reach - 9.0 + 3.0 - size.height - shift } else { at.y + reach + 9.5 + shift };
    Rect::from_origin_size((at.x - size.width / 2.0, y), size)
}

fn place_journey(journey: &Journey, frame: &Frame, middle: f64, unit: f64) -> PlacedJourney {
    let mut points = Vec::new();
    let mut scores = Vec::new();
    let mut is_bridge = Vec::new();
    let mut skipped = false;
    for (column, feeling) in &journey.scores {
        match feeling {
            Some(feeling) => {
                if !points.is_empty() {
                    is_bridge.push(skipped);
                }
                points.push(Point::new(frame.middle(*column), middle - feeling.score * unit));
                scores.push(feeling.score);
                skipped = false;
            }
            None => skipped = true,
        }
    }
    let curve = Curve::through(points);
    let gaps = journey.scores.iter().filter(|(_, feeling)| feeling.is_none());
    let unknown = gaps.map(|(column, _)| {
        let x = frame.middle(*column);
        Point::new(x, curve.y_at(x).unwrap_or(middle))
    });
    PlacedJourney { unknown: unknown.collect(), curve, scores, is_bridge }
}

/// Between the word and the score of a label.
const WORD_GAP: f64 = 6.6;

fn label_lines(look: &Look<'_>, feeling: &Feeling, frame: &Frame) -> usize {
    let width = frame.columns.first().map_or(160.0, |column| column.1 - column.0);
    let label = Label::of(look, feeling, width);
    label.word.lines() + usize::from(label.is_stacked)
}

impl Label {
    fn new(word: Block, value: Block, room: f64) -> Self {
        let beside = word.last_width() + WORD_GAP + value.width();
        let is_stacked = word.lines() > 1 || (beside > room && value.lines() > 0);
        let (width, lines) = if is_stacked {
            (word.width().max(value.width()), word.lines() + value.lines())
        } else if value.lines() == 0 {
            (word.width(), word.lines())
        } else {
            (beside, 1)
        };
        // From the top of the capitals to the depth of a descender.
        let height = (lines.max(1) - 1) as f64 * word.style.line_px + 12.5;
        Self {
            word,
            value,
            is_stacked,
            mood: None,
            category: None,
            bounds: Rect::new(0.0, 0.0, width, height),
        }
    }

    fn of(look: &Look<'_>, feeling: &Feeling, column: f64) -> Self {
        let word = Block::new(look, &feeling.word, typography::TEXT_STRONG, Some(column - 8.0));
        let value = Block::new(look, &score_text(feeling.score), typography::TEXT, None);
        let mood = Some(Mood::of(feeling.score));
        Self { mood, ..Self::new(word, value, column) }
    }

    fn unknown(look: &Look<'_>) -> Self {
        let word = Block::new(look, "no data", typography::TEXT, None);
        let none = Block { text: crate::text::Wrapped::default(), style: typography::TEXT };
        Self::new(word, none, f64::INFINITY)
    }

    fn score(look: &Look<'_>, score: f64, category: usize) -> Self {
        let word = Block::new(look, &score_text(score), typography::TEXT_STRONG, None);
        let none = Block { text: crate::text::Wrapped::default(), style: typography::TEXT };
        Self { category: Some(category), ..Self::new(word, none, f64::INFINITY) }
    }

    fn draw(&self, pen: &Pen<'_>, shift: Vec2) -> Vec<Item> {
        let colors = &pen.look.colors;
        let color = match (self.mood, self.category) {
            (Some(Mood::Positive), _) => colors.positive.ink,
            (Some(Mood::Negative), _) => colors.negative.ink,
            (Some(Mood::Neutral), _) => colors.body,
            (None, Some(category)) => colors.category_inks[category],
            (None, None) => colors.muted,
        };
        let bounds = self.bounds + shift;
        let baseline = bounds.y0 + 9.5;
        let line_px = self.word.style.line_px;
        if self.is_stacked || self.value.lines() == 0 {
            let middle = bounds.center().x;
            let mut items =
                vec![pen.block(Point::new(middle, baseline), &self.word, color, Anchor::Middle, None)];
            if self.value.lines() > 0 {
                let at = Point::new(middle, baseline + self.word.lines() as f64 * line_px);
                items.push(pen.block(at, &self.value, colors.muted, Anchor::Middle, None));
            }
            return items;
        }
        let value = Point::new(bounds.x0 + self.word.width() + WORD_GAP, baseline);
        vec![
            pen.block(Point::new(bounds.x0, baseline), &self.word, color, Anchor::Start, None),
            pen.block(value, &self.value, colors.muted, Anchor::Start, None),
        ]
    }
}

impl Placed for PlacedEmotion {
    fn cells(&self) -> Vec<Cell> {
        vec![Cell { columns: 0..self.columns, height: self.height }]
    }

    fn padding(&self) -> f64 {
        0.0
    }

    fn overhang(&self) -> f64 {
        self.overhang
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let top = place.row.top;
        let shift = Vec2::new(0.0, top);
        let mut items = vec![pen.group("emotion-scale", self.draw_scale(pen, top))];
        items.push(pen.group("emotion-curve", self.draw_curves(pen, shift)));
        items.push(pen.group("moments-of-truth", self.draw_guides(pen, place)));
        let mut points = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            points.extend(self.draw_points(pen, index, line, shift));
        }
        for label in &self.labels {
            points.extend(label.draw(pen, shift));
        }
        for (name, at, category) in &self.names {
            let at = *at + shift + Vec2::new(0.0, 4.7);
            points.push(pen.block(at, name, pen.look.colors.category_inks[*category], Anchor::Start, None));
        }
        items.push(pen.group("emotion-points", points));
        items
    }
}

impl PlacedEmotion {
    /// The zero line, and hairlines at every whole score, which make way for labels.
    fn draw_scale(&self, pen: &Pen<'_>, top: f64) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        for score in [1.0, 0.0, -1.0] {
            let y = self.middle - score * self.unit;
            let color = if score == 0.0 { colors.outline } else { colors.hairline };
            for (left, right) in self.clear_runs(y) {
                let (from, to) = (Point::new(left, top + y), Point::new(right, top + y));
                items.push(pen.segment(from, to, Stroke::new(color, 1.0), Role::Decoration));
            }
            let (text, style) = match score {
                1.0 => ("+1", typography::NOTE),
                0.0 => ("0", typography::NOTE_MEDIUM),
                _ => ("−1", typography::NOTE),
            };
            let at = Point::new(self.left - 8.0, top + y + 4.0);
            items.push(pen.line(at, text, style, colors.muted, Anchor::End));
        }
        items
    }

    /// The parts of a horizontal line across the row that no label lies on.
    fn clear_runs(&self, y: f64) -> Vec<(f64, f64)> {
        let labels = self.labels.iter().map(|label| label.bounds);
        let names = self.names.iter().map(|(block, at, _)| {
            let height = (block.lines() - 1) as f64 * block.style.line_px;
            Rect::new(at.x, at.y - 7.0, at.x + block.width(), at.y + height + 7.0)
        });
        let mut gaps: Vec<(f64, f64)> = labels
            .chain(names)
            .filter(|bounds| bounds.y0 - 2.0 <= y && y <= bounds.y1 + 2.0)
            .map(|bounds| (bounds.x0 - CLEAR, bounds.x1 + CLEAR))
            .collect();
        gaps.sort_by(|one, two| one.0.total_cmp(&two.0));
        let mut runs = Vec::new();
        let mut left = self.left;
        for (start, end) in gaps {
            if start > left {
                runs.push((left, start.min(self.right)));
            }
            left = left.max(end);
        }
        if left < self.right {
            runs.push((left, self.right));
        }
        runs
    }

    fn draw_curves(&self, pen: &Pen<'_>, shift: Vec2) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        let is_single = self.lines.len() == 1;
        for (index, line) in self.lines.iter().enumerate() {
            let color = if is_single { colors.ink } else { colors.categories[category(index)].color };
            if is_single {
                for area in line.curve.areas(self.middle) {
                    let tone = if area.is_above { colors.positive.color } else { colors.negative.color };
                    let path = Affine::translate(shift) * area.path;
                    items.push(pen.solid(path, Fill { color: tone, opacity: 0.12 }, Role::Decoration));
                }
            }
            let mut stroke = Stroke::new(color, 2.5).round();
            if let (false, Some((dash, gap))) = (is_single, colors.categories[category(index)].dash) {
                stroke = stroke.dashed(dash, gap);
            }
            let known = line.curve.runs(|piece| !line.is_bridge[piece]);
            let bridges = line.curve.runs(|piece| line.is_bridge[piece]);
            for path in known {
                items.push(pen.stroked(Affine::translate(shift) * path, stroke.clone(), Role::Line));
            }
            for path in bridges {
                let path = Affine::translate(shift) * path;
                items.push(pen.stroked(path, stroke.clone().dashed(2.0, 4.0), Role::Line));
            }
        }
        items
    }

    fn draw_guides(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let stroke = || Stroke::new(pen.look.colors.accent.color, 1.5);
        // Where other rows lie between, a line would cross their text; the diamond on the card says it too.
        let Some(start) = place.cards_bottom else { return Vec::new() };
        let top = place.row.top;
        let long_enough = self.guides.iter().filter(|(_, end)| top + end > start + 4.0);
        long_enough
            .map(|(x, end)| {
                pen.segment(Point::new(*x, start), Point::new(*x, top + end), stroke(), Role::Line)
            })
            .collect()
    }

    fn draw_points(&self, pen: &Pen<'_>, index: usize, line: &PlacedJourney, shift: Vec2) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        for (point, score) in line.curve.points().iter().zip(&line.scores) {
            let center = *point + shift;
            if self.lines.len() == 1 {
                items.extend(Face { center, radius: 11.0, score: *score }.draw(pen));
            } else {
                let category = colors.categories[category(index)];
                items.extend(pen.marker(center, category.marker, category.color));
            }
        }
        for point in &line.unknown {
            let stroke = Stroke::new(colors.outline, 1.5);
            items.push(pen.circle(*point + shift, 6.0, Some(colors.canvas), Some(stroke)));
        }
        items
    }
}
