//! Draws a value-stream map (VISUAL.md section 13).

use kurbo::{BezPath, Point, Rect};

use super::bands::BandKind;
use super::boxes::WayIn;
use super::content::Content;
use super::layout::{ARROW, GAP, Geometry, TIP, WayPlace, is_wide};
use super::parties::{Part as PartyPart, Sign};
use super::wires::{self, Mark, Wire};
use super::words::{ICON, INSET};
use crate::diagram::process::draw as process;
use crate::drawing::scene::{Anchor, Group, Item, Part, Role, Stroke};
use crate::furniture::{
    Edge, EdgeStyle, Heads, MARGIN, Pen, PlacedLabel, Thickness, draw_edges, draw_pieces,
};
use crate::theme::{Look, typography};

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let mut items = vec![
        pen.group("row-headers", headers(&pen, content, geometry)),
        pen.group("rules", rules(&pen, geometry)),
    ];
    if content.bands.has(BandKind::Information) {
        items.push(pen.group("parties", parties(&pen, content, geometry)));
        items.push(pen.group("goods", goods(&pen, geometry)));
    }
    items.push(pen.group("lines", lines(&pen, content, geometry)));
    items.push(pen.group("ways", ways(&pen, content, geometry)));
    items.push(pen.group("steps", steps(&pen, content, geometry)));
    items.push(pen.group("queues", queues(&pen, content, geometry)));
    let labels =
        geometry.wire_labels.iter().chain(geometry.returns.iter().map(|(.., label)| label)).flatten();
    let labels: Vec<Item> = labels.flat_map(|label| label.draw(&pen)).collect();
    if !labels.is_empty() {
        items.push(pen.group("line-labels", labels));
    }
    let ladders: Vec<Item> = geometry.ladders.iter().flat_map(|ladder| ladder.draw(&pen)).collect();
    if !ladders.is_empty() {
        items.push(pen.group("timeline", ladders));
    }
    items.extend(geometry.strip.as_ref().map(|strip| pen.group("to-scale", strip.draw(&pen))));
    items.push(pen.group("bursts", bursts(&pen, geometry)));
    items
}

/// The names of the bands, and the totals of the timeline.
fn headers(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    let mut below: f64 = 0.0;
    for (kind, baseline) in &geometry.headers {
        let Some(header) = content.bands.header(*kind) else { continue };
        // Data stand below the title of the step.
        let y = match kind {
            BandKind::Data if content.rows.is_empty() => continue,
            BandKind::Data => {
                let first =
                    (0..geometry.places.len()).find(|step| wires::is_near(content, *step)).unwrap_or(0);
                (geometry.places[first].y0 + geometry.words.title(first) + 19.0).max(below + 20.0)
            }
            _ => *baseline,
        };
        let label =
            crate::furniture::Block::new(pen.look, &header.label, typography::LABEL_STRONG, Some(HEADER));
        let note = header.note.as_ref();
        let note =
            note.map(|note| crate::furniture::Block::new(pen.look, note, typography::NOTE, Some(HEADER)));
        let mut next = y + label.height();
        items.push(pen.block(Point::new(MARGIN, y), &label, colors.ink, Anchor::Start, None));
        if let Some(note) = &note {
            items.push(pen.block(Point::new(MARGIN, next), note, colors.muted, Anchor::Start, None));
            next += note.height();
        }
        if *kind == BandKind::Timeline {
            let first = if note.is_some() { next + 2.0 } else { y + 19.0 };
            items.extend(totals(pen, content, first));
        }
        below = next;
    }
    items
}

/// What headers may take beside the steps.
const HEADER: f64 = 126.0;

/// Waiting and work with glyphs of their levels, and what is to be expected.
fn totals(pen: &Pen<'_>, content: &Content, first: f64) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    let mut y = first;
    let corner = |points: [(f64, f64); 3], y: f64| {
        let mut path = BezPath::new();
        path.move_to((MARGIN + points[0].0, y + points[0].1));
        path.line_to((MARGIN + points[1].0, y + points[1].1));
        path.line_to((MARGIN + points[2].0, y + points[2].1));
        path
    };
    let upper = [(0.0, -7.0), (11.0, -7.0), (11.0, 0.0)];
    let lower = [(0.0, -8.0), (0.0, -1.0), (11.0, -1.0)];
    let totals = &content.totals;
    let lines = [
        (&totals.wait, Some((upper, colors.waste.color))),
        (&totals.work, Some((lower, colors.positive.color))),
        (&totals.expected, None),
    ];
    for (text, glyph) in lines {
        let Some(text) = text else { continue };
        let inset = glyph.map_or(0.0, |(points, color)| {
            let path = corner(points, y);
            items.push(pen.stroked(path, Stroke::new(color, 2.5).round(), Role::Mark));
            19.0
        });
        let at = Point::new(MARGIN + inset, y);
        items.push(pen.line(at, text, typography::NOTE_MEDIUM, colors.body, Anchor::Start));
        y += 18.0;
    }
    items
}

fn rules(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let right = geometry.around.width - MARGIN;
    geometry.hairlines.iter().map(|y| pen.hairline(MARGIN, right, *y)).collect()
}

fn parties(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let parties = content.around.parties.iter().zip(&geometry.top.places);
    let draw = |(party, place): (&super::parties::Party, &super::information::PartyPlace)| {
        let part = Part::Node { id: party.id.clone(), name: party.name.clone(), bounds: place.bounds };
        let kind = match party.part {
            PartyPart::Supplier => "supplier",
            PartyPart::Customer => "customer",
            PartyPart::Control => "control",
            PartyPart::Other | PartyPart::System => "party",
        };
        pen.part(&format!("{kind}-{}", party.id), part, place.draw(pen))
    };
    parties.map(draw).collect()
}

/// Arrows of goods with their words.
fn goods(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let mut items = Vec::new();
    for place in &geometry.shipments {
        if (place.to - place.from).hypot() > 20.0 {
            items.push(pen.shipment(&place.points(), Thickness::Full));
        }
        items.extend(place.truck.map(|at| pen.truck(at)));
        items.extend(
            place
                .label
                .as_ref()
                .map(|(block, at)| pen.block(*at, block, pen.look.colors.body, Anchor::Middle, None)),
        );
    }
    items
}

/// Lines of information and ways back, those that cross making way for each other.
fn lines(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let (mut pieces, mut owners) = (Vec::new(), Vec::new());
    let mut parts: Vec<Part> = Vec::new();
    let id = |end: super::parties::End| match end {
        super::parties::End::Party(party) => content.around.parties[party].id.clone(),
        super::parties::End::Step(step) => content.boxes[step].id.clone(),
    };
    for (wire, label) in geometry.wires.iter().zip(&geometry.wire_labels) {
        let mut cuts: Vec<(usize, Point, f64)> = Vec::new();
        cuts.extend(wire.mark.map(|(run, at, mark)| (run, at, mark.reach())));
        cuts.extend(chip(label.as_ref(), &wire.points));
        add_pieces(&mut pieces, &wire.points, cuts, (wire.style, wire.heads));
        owners.resize(pieces.len(), parts.len());
        let flow = &content.around.flows[wire.flow];
        parts.push(part(id(flow.from), id(flow.to), &wire.points, label.as_ref()));
    }
    for (at, points, label) in &geometry.returns {
        let cuts = chip(label.as_ref(), points).into_iter().collect();
        add_pieces(&mut pieces, points, cuts, (EdgeStyle::Message, Heads::Target));
        owners.resize(pieces.len(), parts.len());
        let found = &content.returns[*at];
        let ends = (content.boxes[found.from].id.clone(), content.boxes[found.to].id.clone());
        parts.push(part(ends.0, ends.1, points, label.as_ref()));
    }
    let mut items: Vec<Item> = draw_pieces(pen, &owners, &pieces)
        .into_iter()
        .map(|(owner, items)| pen.part(&format!("line-{}", owner + 1), parts[owner].clone(), items))
        .collect();
    items.extend(geometry.wires.iter().flat_map(|wire| marks(pen, wire)));
    items
}

fn part(source: String, target: String, points: &[Point], label: Option<&PlacedLabel>) -> Part {
    Part::Edge { source, target, points: points.to_vec(), label: label.map(PlacedLabel::bounds) }
}

/// Where words or a number interrupt a line.
fn chip(label: Option<&PlacedLabel>, points: &[Point]) -> Option<(usize, Point, f64)> {
    let (run, chip) = label?.chip?;
    let along = (*points.get(run + 1)? - *points.get(run)?).normalize();
    let half = along.x.abs() * chip.width() / 2.0 + along.y.abs() * chip.height() / 2.0;
    Some((run, chip.center(), half))
}

/// The pieces of a line between what interrupts it.
fn add_pieces(
    pieces: &mut Vec<Edge>,
    points: &[Point],
    mut cuts: Vec<(usize, Point, f64)>,
    (style, heads): (EdgeStyle, Heads),
) {
    let far = |cut: &(usize, Point, f64)| (cut.1 - points[cut.0]).hypot();
    cuts.sort_by(|one, two| one.0.cmp(&two.0).then(far(one).total_cmp(&far(two))));
    let mut own: Vec<Vec<Point>> = Vec::new();
    let mut piece: Vec<Point> = Vec::new();
    for (run, ends) in points.windows(2).enumerate() {
        piece.push(ends[0]);
        let along = (ends[1] - ends[0]).normalize();
        for (_, at, half) in cuts.iter().filter(|cut| cut.0 == run) {
            piece.push(*at - along * *half);
            own.push(std::mem::take(&mut piece));
            piece.push(*at + along * *half);
        }
    }
    piece.extend(points.last());
    own.push(piece);
    let last = own.len() - 1;
    for (index, mut points) in own.into_iter().enumerate() {
        let (starts, ends) = (index == 0 && heads == Heads::Both, index == last && heads != Heads::None);
        let heads = match (starts, ends) {
            (true, true) => Heads::Both,
            (true, false) => {
                points.reverse();
                Heads::Target
            }
            (false, true) => Heads::Target,
            (false, false) => Heads::None,
        };
        pieces.push(Edge { points, style, heads });
    }
}

fn marks(pen: &Pen<'_>, wire: &Wire) -> Vec<Item> {
    let Some((run, at, mark)) = wire.mark else { return Vec::new() };
    match mark {
        Mark::Zigzag => vec![pen.zigzag(at, wires::along(&wire.points, run))],
        Mark::Sign(Sign::Kanban(card)) => pen.kanban(at, card),
        Mark::Sign(Sign::Leveling) => pen.leveling(at),
        Mark::Sign(Sign::GoSee) => pen.spectacles(at),
    }
}

/// Arrows from step to step.
fn ways(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let mut items = Vec::new();
    let plain = |way: &WayPlace| Edge {
        points: way.line.clone(),
        style: EdgeStyle::Plain,
        heads: if way.has_head { Heads::Target } else { Heads::None },
    };
    let bent: Vec<&WayPlace> = geometry.ways.iter().filter(|way| !way.line.is_empty()).collect();
    let edges: Vec<Edge> = bent.iter().map(|way| plain(way)).collect();
    let mut drawn = draw_edges(pen, &edges).into_iter();
    for (index, way) in geometry.ways.iter().enumerate() {
        let (from, to) = way.link;
        let mut own = if way.line.is_empty() { Vec::new() } else { drawn.next().unwrap_or_default() };
        own.extend(way.arrow.map(|arrow| arrows(pen, &content.boxes[to].way_in, arrow)).unwrap_or_default());
        let points = match (way.line.as_slice(), way.arrow) {
            ([], Some((start, end, y))) => vec![Point::new(start, y), Point::new(end, y)],
            (line, Some((_, end, y))) => line.iter().copied().chain([Point::new(end, y)]).collect(),
            // A branch that joins another goes on with it to the step.
            (line, None) => {
                let end = line.last().map(|last| Point::new(geometry.places[to].x0, last.y));
                line.iter().copied().chain(end.filter(|_| !way.has_head)).collect()
            }
        };
        let ends = (content.boxes[from].id.clone(), content.boxes[to].id.clone());
        items.push(pen.part(&format!("way-{}", index + 1), part(ends.0, ends.1, &points, None), own));
    }
    items
}

/// The arrow into a step: striped, circular, or a lane.
fn arrows(pen: &Pen<'_>, way: &WayIn, (start, end, y): (f64, f64, f64)) -> Vec<Item> {
    match way {
        WayIn::Push => pen.push_arrow(start, end, y, Thickness::Full),
        WayIn::Pull | WayIn::Supermarket => pen.pull_arrow(start, end, y),
        WayIn::Fifo(_) => pen.fifo_lane(Rect::new(start, y - 12.0, end, y + 12.0)),
    }
}

fn steps(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let boxes = content.boxes.iter().enumerate();
    let draw = |(place, one): (usize, &super::boxes::StepBox)| {
        let bounds = geometry.places[place];
        Item::Group(Group {
            id: Some(format!("step-{}", one.id)),
            part: Part::Node { id: one.id.clone(), name: one.name.clone(), bounds },
            link: one.link.clone(),
            tooltip: one.tooltip.clone(),
            items: draw_step(pen, content, geometry, place),
        })
    };
    boxes.map(draw).collect()
}

/// A step: its name, who works on it, its data.
fn draw_step(pen: &Pen<'_>, content: &Content, geometry: &Geometry, place: usize) -> Vec<Item> {
    let colors = &pen.look.colors;
    let (one, words, bounds) = (&content.boxes[place], &geometry.words.steps[place], geometry.places[place]);
    let ground = one.highlight.map_or(colors.surface, |highlight| process::highlight_ground(pen, highlight));
    let mut items = vec![pen.boxed(bounds, 8.0, ground, Stroke::new(colors.edge, 1.5))];
    let left = bounds.x0 + INSET;
    let room = Some(bounds);
    items.push(pen.block(Point::new(left, bounds.y0 + 27.0), &words.name, colors.ink, Anchor::Start, room));
    let name_end = bounds.y0 + 27.0 + (words.name.lines().max(1) - 1) as f64 * words.name.style.line_px;
    if let Some((icon, staff)) = &words.staff {
        let baseline = name_end + 21.5;
        items.push(icon.draw(Point::new(left - 1.0, baseline - 11.5), 14.0, colors.body));
        items.push(pen.block(Point::new(left + ICON, baseline), staff, colors.body, Anchor::Start, room));
    }
    if let Some(highlight) = one.highlight {
        let at = Point::new(bounds.x1 - 26.0, bounds.y0 + 15.0);
        items.push(highlight.icon().draw(at, 14.0, colors.accent.color));
    }
    let mut y = bounds.y0 + geometry.words.title(place);
    let measured = content.rows.iter().any(|row| row.cells[place].is_some());
    for (index, row) in content.rows.iter().enumerate() {
        let line = Stroke::new(if index == 0 { colors.rule } else { colors.hairline }, 1.0);
        if measured || index == 0 {
            let (from, to) = (Point::new(bounds.x0, y), Point::new(bounds.x1, y));
            items.push(pen.segment(from, to, line, Role::Decoration));
        }
        let baseline = y + 18.5;
        match (&words.cells[index], &row.cells[place]) {
            (Some(value), Some(_)) if row.is_wide => {
                items.push(pen.block(Point::new(left, baseline), value, colors.body, Anchor::Start, room));
            }
            (Some(value), Some(cell)) => {
                items.push(pen.block(
                    Point::new(left, baseline),
                    &geometry.words.labels[index],
                    colors.muted,
                    Anchor::Start,
                    room,
                ));
                // On the ground of a step that stands out the plain colour is too pale.
                let color = match (cell.beyond, one.highlight) {
                    (None, _) => colors.ink,
                    (Some(_), None) => colors.negative.color,
                    (Some(_), Some(_)) => colors.negative.ink,
                };
                let right = bounds.x1 - INSET;
                let baseline = baseline + if geometry.words.stacked[index] { 18.0 } else { 0.0 };
                items.push(pen.block(Point::new(right, baseline), value, color, Anchor::End, room));
                if cell.beyond.is_some() {
                    let at = Point::new(right - value.width() - 15.0, baseline - 4.5);
                    items.push(pen.down_triangle(at));
                }
            }
            _ if measured && !row.is_wide => {
                items.push(pen.block(
                    Point::new(left, baseline),
                    &geometry.words.labels[index],
                    colors.muted,
                    Anchor::Start,
                    room,
                ));
                let at = Point::new(bounds.x1 - INSET, baseline);
                items.push(pen.line(at, "–", typography::TEXT, colors.muted, Anchor::End));
            }
            _ if index == 0 && !measured => {
                let at = Point::new(left, baseline);
                items.push(pen.line(at, "Not measured", typography::TEXT, colors.muted, Anchor::Start));
            }
            _ => {}
        }
        y += geometry.words.rows[index];
    }
    items
}

/// What lies before the steps: triangles, supermarkets, what a lane holds.
fn queues(pen: &Pen<'_>, content: &Content, geometry: &Geometry) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    let count = content.boxes.len();
    for place in 0..count {
        let (one, words) = (&content.boxes[place], &geometry.words.steps[place]);
        let bounds = geometry.places[place];
        let middle = queue_middle(content, geometry, place);
        let tip = Point::new(middle, bounds.y0 + TIP);
        let mut own = Vec::new();
        match &one.way_in {
            WayIn::Supermarket => {
                own.push(pen.supermarket(Rect::from_center_size((middle, tip.y + 21.0), (26.0, 42.0))))
            }
            WayIn::Fifo(Some(most)) => {
                let at = Point::new(middle, bounds.y0 + ARROW + 28.0);
                own.push(pen.line(at, most, typography::NOTE, colors.muted, Anchor::Middle));
            }
            _ => {}
        }
        if let Some((count, unit)) = &words.queue {
            if one.way_in != WayIn::Supermarket {
                own.extend(pen.queue(tip));
            }
            own.push(pen.block(Point::new(middle, tip.y + 66.0), count, colors.ink, Anchor::Middle, None));
            let at = Point::new(middle, tip.y + 84.0);
            own.extend(unit.as_ref().map(|unit| pen.block(at, unit, colors.muted, Anchor::Middle, None)));
        }
        if !own.is_empty() {
            items.push(pen.group(&format!("queue-{}", one.id), own));
        }
    }
    items
}

/// The middle of the gap before a step; beside the step in a first gap that is wide.
fn queue_middle(content: &Content, geometry: &Geometry, place: usize) -> f64 {
    let (start, end) = (geometry.gaps[place], geometry.places[place].x0);
    let is_first = content.grid.cells[place].column == 0 && content.grid.cells[place].line == 0;
    let middle = f64::midpoint(start, end);
    if is_first && is_wide(end - start) { end - GAP / 2.0 } else { middle }
}

fn bursts(pen: &Pen<'_>, geometry: &Geometry) -> Vec<Item> {
    let mut items = Vec::new();
    for (burst, at) in geometry.bursts.iter().flatten() {
        items.push(pen.burst(*at, burst.radius, 14));
        let lines = burst.words.lines();
        let baseline = crate::furniture::centered_baseline(at.y, lines, burst.words.style);
        let middle = Point::new(at.x, baseline);
        items.push(pen.block(middle, &burst.words, pen.look.colors.ink, Anchor::Middle, None));
    }
    items
}
