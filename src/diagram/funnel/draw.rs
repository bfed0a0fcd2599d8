//! Draws a funnel (VISUAL.md section 15).

use kurbo::{BezPath, Point};

use super::chart::{Chart, SegmentLine};
use super::content::Content;
use super::geometry::{Bar, Body, Flow, Geometry, Part, Words};
use super::rows::{Tone, Trend};
use crate::color::Color;
use crate::drawing::scene::{self, Anchor, Fill, Group, Item, Role, Shape, Stroke};
use crate::furniture::{Ground, Meaning, Pen};
use crate::layout::bands::{Run, Scale};
use crate::theme::Look;

/// Draws everything, in the order in which it is read.
pub(super) fn draw(content: &Content, geometry: &Geometry, look: &Look<'_>) -> Vec<Item> {
    let pen = Pen::new(look);
    let body = &geometry.body;
    let mut items = vec![pen.group("grid", grid(&pen, body))];
    let words =
        |part: Part| body.words.iter().filter(move |words| words.part == part).map(|words| say(&pen, words));
    let rules = body.rules.iter().map(|rect| pen.filled(*rect, 1.5, look.colors.ink, Role::Decoration));
    items.push(pen.group("stages", rules.chain(words(Part::Stages)).collect()));
    items.push(pen.group("row-headers", words(Part::RowHeaders).collect()));
    let flows = body.flows.iter().flat_map(|flow| draw_flow(&pen, flow));
    items.push(pen.group("flows", flows.collect()));
    items.push(pen.group("bars", bars(&pen, content, body)));
    let chips: Vec<Item> = body.chips.iter().map(|chip| draw_chip(&pen, content, body, chip)).collect();
    if !chips.is_empty() {
        items.push(pen.group("conversion", chips));
    }
    let trends = body.trends.iter().map(|(trend, at)| match trend {
        Trend::Better => pen.up_triangle(*at),
        Trend::Worse => pen.down_triangle(*at),
    });
    items.push(pen.group("metrics", trends.chain(words(Part::Metrics)).collect()));
    let mut segments = Vec::new();
    for (bars, flows) in &body.small {
        segments.extend(flows.iter().flat_map(|flow| draw_flow(&pen, flow)));
        segments.extend(bars.iter().flat_map(|bar| draw_bar(&pen, content, bar)));
    }
    let grounds = body.grounds.iter();
    segments.extend(grounds.map(|rect| pen.filled(*rect, 10.0, look.colors.canvas, Role::Decoration)));
    segments.extend(body.chart.iter().flat_map(|chart| draw_chart(&pen, chart)));
    segments.extend(words(Part::Segments));
    if !segments.is_empty() {
        items.push(pen.group("segments", segments));
    }
    items
}

fn grid(pen: &Pen<'_>, body: &Body) -> Vec<Item> {
    let colors = &pen.look.colors;
    let line = |(from, to): &(Point, Point), color: Color| {
        pen.segment(*from, *to, Stroke::new(color, 1.0), Role::Decoration)
    };
    let hairlines = body.hairlines.iter().map(|ends| line(ends, colors.hairline));
    hairlines.chain(body.leaders.iter().map(|ends| line(ends, colors.rule))).collect()
}

fn say(pen: &Pen<'_>, words: &Words) -> Item {
    pen.block(words.at, &words.block, color(pen, words.tone), words.anchor, None)
}

fn color(pen: &Pen<'_>, tone: Tone) -> Color {
    let colors = &pen.look.colors;
    match tone {
        Tone::Ink => colors.ink,
        Tone::Body => colors.body,
        Tone::Muted => colors.muted,
        Tone::Accent => colors.accent.ink,
        Tone::Negative => colors.negative.color,
        Tone::Positive => colors.positive.color,
    }
}

/// What does not move on below what does.
fn draw_flow(pen: &Pen<'_>, flow: &Flow) -> Vec<Item> {
    let area = |path: &Option<BezPath>, ground: Ground| {
        path.as_ref()
            .map(|path| pen.solid(path.clone(), Fill::from(ground.color(pen.look)), Role::Decoration))
    };
    [
        area(&flow.lost, Ground::Tint(Meaning::Negative)),
        area(&flow.added, Ground::Tint(Meaning::Positive)),
        area(&flow.moves, Ground::Strong(Meaning::Accent)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Bars as nodes of the structure.
fn bars(pen: &Pen<'_>, content: &Content, body: &Body) -> Vec<Item> {
    let bars = content.stages.iter().zip(&body.bars);
    let draw = |(stage, bar): (&super::content::Stage, &Bar)| {
        Item::Group(Group {
            id: Some(format!("stage-{}", stage.id)),
            part: scene::Part::Node { id: stage.id.clone(), name: stage.name.clone(), bounds: bar.bounds },
            link: stage.link.clone(),
            tooltip: stage.tooltip.clone(),
            items: draw_bar(pen, content, bar),
        })
    };
    bars.map(draw).collect()
}

fn draw_bar(pen: &Pen<'_>, content: &Content, bar: &Bar) -> Vec<Item> {
    let colors = &pen.look.colors;
    let solid = || pen.solid(bar.outline.clone(), Fill::from(colors.accent.color), Role::Mark);
    match bar.scale {
        Scale::True => vec![solid()],
        Scale::Enlarged => {
            let at = match content.options.run {
                Run::Right => bar.bounds.center(),
                // A narrow bar is crossed beside its middle, where strokes are seen.
                Run::Down => Point::new(bar.bounds.x1 + 8.0, bar.bounds.center().y),
            };
            std::iter::once(solid()).chain(pen.break_mark(at)).collect()
        }
        Scale::Empty => {
            let (from, to) = match content.options.run {
                Run::Right => {
                    (Point::new(bar.bounds.x0, bar.bounds.y0), Point::new(bar.bounds.x1, bar.bounds.y0))
                }
                Run::Down => {
                    (Point::new(bar.bounds.x0, bar.bounds.y0), Point::new(bar.bounds.x0, bar.bounds.y1))
                }
            };
            vec![pen.segment(from, to, Stroke::new(colors.outline, 1.0), Role::Decoration)]
        }
        Scale::Unknown => {
            let stroke = Stroke::new(colors.outline, 1.5).dashed(2.0, 4.0);
            vec![Item::Shape(Shape {
                figure: scene::Figure::Path(bar.outline.clone()),
                fill: None,
                stroke: Some(stroke),
                role: Role::Mark,
            })]
        }
    }
}

/// A chip as an edge of the structure.
fn draw_chip(pen: &Pen<'_>, content: &Content, body: &Body, chip: &super::geometry::Chip) -> Item {
    let (from, to) = (&body.bars[chip.step].bounds, &body.bars[chip.step + 1].bounds);
    let points = match content.options.run {
        Run::Right => vec![Point::new(from.x1, from.center().y), Point::new(to.x0, to.center().y)],
        Run::Down => vec![Point::new(from.center().x, from.y1), Point::new(to.center().x, to.y0)],
    };
    let (source, target) = (content.stages[chip.step].id.clone(), content.stages[chip.step + 1].id.clone());
    let id = format!("step-{source}");
    let part = scene::Part::Edge { source, target, points, label: Some(chip.bounds) };
    pen.part(&id, part, pen.chip(chip.bounds, &chip.words))
}

fn draw_chart(pen: &Pen<'_>, chart: &Chart) -> Vec<Item> {
    let colors = &pen.look.colors;
    let mut items = Vec::new();
    for (index, (from, to)) in chart.grid.iter().enumerate() {
        let color = if index == 0 { colors.rule } else { colors.hairline };
        items.push(pen.segment(*from, *to, Stroke::new(color, 1.0), Role::Decoration));
    }
    items
        .extend(chart.ticks.iter().map(|(at, words)| pen.block(*at, words, colors.muted, Anchor::End, None)));
    items.extend(
        chart.labels.iter().map(|label| pen.filled(label.chip, 0.0, colors.canvas, Role::Decoration)),
    );
    items.extend(chart.lines.iter().flat_map(|line| draw_line(pen, line)));
    for line in &chart.lines {
        let category = colors.categories[line.category];
        let points = line.runs.iter().flatten();
        items.extend(points.flat_map(|point| pen.marker(*point, category.marker, category.color)));
    }
    for label in &chart.labels {
        let color = colors.category_inks[label.category];
        items.push(pen.block(label.at, &label.words, color, Anchor::Middle, None));
    }
    for name in &chart.names {
        let ink = colors.category_inks[name.category];
        if let Some((from, to)) = name.leader {
            let stroke = Stroke::new(colors.categories[name.category].color, 1.0);
            items.push(pen.segment(from, to, stroke, Role::Line));
        }
        items.push(pen.block(name.at, &name.words, ink, Anchor::Start, None));
        let below = (name.words.lines().max(1) - 1) as f64 * name.words.style.line_px + 17.0;
        items.push(pen.block(name.at + (0.0, below), &name.note, colors.muted, Anchor::Start, None));
    }
    items
}

fn draw_line(pen: &Pen<'_>, line: &SegmentLine) -> Vec<Item> {
    let category = pen.look.colors.categories[line.category];
    let path = |run: &Vec<Point>| {
        let mut path = BezPath::new();
        for (index, point) in run.iter().enumerate() {
            if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
        }
        path
    };
    let stroke = || {
        let stroke = Stroke::new(category.color, 2.0).round();
        category.dash.map_or(stroke.clone(), |(dash, gap)| stroke.dashed(dash, gap))
    };
    line.runs
        .iter()
        .filter(|run| run.len() > 1)
        .map(|run| pen.stroked(path(run), stroke(), Role::Line))
        .collect()
}
