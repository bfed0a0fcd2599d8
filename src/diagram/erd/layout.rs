//! Where an entity-relationship diagram's tables, relations and groups stand (VISUAL.md section 14).

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Size, Vec2};

use super::chen;
use super::content::Content;
use super::lines::first_run;
use super::tables::MOST_CATEGORIES;
use crate::furniture::{
    Badge, Block, EdgeLabel, Footer, Labels, Legend, MARGIN, MIN_WIDTH, PlacedLabel, Privacy, RelationEnd,
    RelationKind, Swatch, Table, TableSize, TableStyle, TitleBlockPlace,
};
use crate::layout::columns;
use crate::model::Density;
use crate::theme::{Look, typography};

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title_block: TitleBlockPlace,
    /// Tables in the order of the content.
    pub(super) tables: Vec<TablePlace>,
    /// Ways of the relations, from child to parent, in the order of the content.
    pub(super) routes: Vec<Vec<Point>>,
    pub(super) labels: Vec<Option<PlacedLabel>>,
    pub(super) groups: Vec<GroupPlace>,
    pub(super) body_bottom: f64,
    pub(super) legend: Legend,
    pub(super) legend_center: f64,
    /// Numbers on relations, and the words that they stand for.
    pub(super) numbered: Vec<(usize, String)>,
    pub(super) footer: Footer,
    /// What Chen's notation has instead of tables and lines between them.
    pub(super) chen: Option<chen::Chart>,
}

/// A table in its place.
#[derive(Debug)]
pub(super) struct TablePlace {
    pub(super) table: Table,
    pub(super) bounds: Rect,
    /// How high its header and its rows are.
    pub(super) head: f64,
    pub(super) rows: Vec<f64>,
}

/// A group in its place.
#[derive(Debug)]
pub(super) struct GroupPlace {
    pub(super) bounds: Rect,
    pub(super) name: Block,
    pub(super) count: Block,
    /// Left and right end of its head, over its first and its last table.
    pub(super) head: (f64, f64),
    pub(super) category: Option<usize>,
}

/// What stands above and below the drawing, and at its sides.
const AROUND: Size = Size::new(2.0 * MARGIN, 156.0 + 116.0);
/// Width over height to come near to.
const ASPECT: f64 = 1.6;
/// From the top of a group to the middle of its name, and to its first table.
pub(super) const GROUP_NAME: f64 = 24.0;
const GROUP_HEAD: f64 = 48.0;
/// What the name of a group has over one table, beside the number of its tables.
const LEAST_NAME: f64 = 170.0;
/// The inner sides of groups, which hold the tracks beside their tables.
const GROUP_SIDE: f64 = 44.0;
/// Marks keep so much of the height of their row free of labels.
const MARK_HALF: f64 = 9.0;

/// Gives everything its place.
pub(super) fn layout(content: &Content, look: &Look<'_>) -> Geometry {
    if content.notation.has_diamonds {
        return furnish_chart(content, look, chen::layout(content, look));
    }
    let size = match content.density {
        Density::Comfortable => TableSize::COMFORTABLE,
        Density::Compact => TableSize::COMPACT,
        Density::Dense => TableSize::DENSE,
    };
    let tables: Vec<Table> = content
        .tables
        .iter()
        .map(|table| Table::new(look, &table.words, content.notation.tables, size))
        .collect();
    let labels: Vec<Option<EdgeLabel>> = content
        .lines
        .iter()
        .map(|line| line.label.as_ref().map(|label| EdgeLabel::remark(look, label, false)))
        .collect();
    let placed = columns::layout(&graph(content, &tables, &labels), &options(content, look));
    furnish(content, look, (tables, labels), placed)
}

fn options(content: &Content, look: &Look<'_>) -> columns::Options {
    let (table_gap, track_gap) = match content.density {
        Density::Comfortable => (44.0, 12.0),
        Density::Compact => (36.0, 12.0),
        Density::Dense => (26.0, 10.0),
    };
    columns::Options {
        aspect: ASPECT,
        around: AROUND,
        lead: content.notation.lead,
        turn: 12.0,
        track_gap,
        table_gap,
        group_gap: 24.0,
        group_side: GROUP_SIDE,
        group_head: group_head(content, look),
        group_foot: table_gap,
        mark_pitch: content.notation.mark_pitch,
    }
}

/// From the top of a group to its first table: more where a name takes several lines over one table.
fn group_head(content: &Content, look: &Look<'_>) -> f64 {
    let lines = content
        .groups
        .iter()
        .map(|group| Block::new(look, &group.name, typography::LABEL_STRONG, Some(LEAST_NAME)).lines());
    GROUP_HEAD + (lines.max().unwrap_or(1).max(1) - 1) as f64 * typography::LABEL_STRONG.line_px
}

/// Tables and relations for the engine.
fn graph(content: &Content, tables: &[Table], labels: &[Option<EdgeLabel>]) -> columns::Graph {
    let mut marks: BTreeMap<RelationEnd, u32> = BTreeMap::new();
    let links = content.lines.iter().zip(labels).map(|(line, label)| {
        let ends = [0, 1].map(|at| {
            let key = (content.notation.seen)(line.ends[at]);
            let next = marks.len() as u32;
            let mark = *marks.entry(key).or_insert(next);
            columns::End { table: line.tables[at], row: line.rows[at], mark }
        });
        columns::Link { ends, label: label.as_ref().map_or(0.0, |label| label.size(false).width) }
    });
    columns::Graph {
        links: links.collect(),
        tables: tables
            .iter()
            .zip(&content.tables)
            .map(|(table, own)| columns::Table {
                width: table.width(),
                head: table.head(),
                rows: table.rows(),
                foot: table.foot(),
                group: own.group,
            })
            .collect(),
        groups: content.groups.len(),
    }
}

/// What stands around a drawing of a size: the picture's width, the title block, and where the drawing begins.
fn frame(content: &Content, look: &Look<'_>, size: Size) -> (f64, TitleBlockPlace, Vec2) {
    let width = (size.width + 2.0 * MARGIN).max(MIN_WIDTH);
    let title_block = content.title_block.place(look, width);
    let by = Vec2::new(((width - size.width) / 2.0).floor(), title_block.body_top());
    (width, title_block, by)
}

/// A picture without anything in it, title block above, legend and footer below.
fn empty(content: &Content, look: &Look<'_>, size: Size, legend: Legend) -> Geometry {
    let (width, title_block, by) = frame(content, look, size);
    let body_bottom = by.y + size.height;
    let legend_center = legend.last_center(look, width, body_bottom);
    let footer = Footer::new(look, content.source.as_deref(), content.owner.as_deref(), width);
    Geometry {
        width,
        height: legend_center + footer.height(),
        title_block,
        tables: Vec::new(),
        routes: Vec::new(),
        labels: Vec::new(),
        groups: Vec::new(),
        body_bottom,
        legend,
        legend_center,
        numbered: Vec::new(),
        footer,
        chen: None,
    }
}

/// A chart of Chen's with all that stands around it.
fn furnish_chart(content: &Content, look: &Look<'_>, mut chart: chen::Chart) -> Geometry {
    let (_, _, by) = frame(content, look, chart.size);
    chart.shift(by);
    let legend = if content.has_legend { chen::legend(content) } else { Legend::default() };
    let around = empty(content, look, chart.size, legend);
    Geometry { chen: Some(chart), ..around }
}

/// Puts the drawing in the middle of the picture, title block above, legend and footer below.
fn furnish(
    content: &Content,
    look: &Look<'_>,
    (tables, labels): (Vec<Table>, Vec<Option<EdgeLabel>>),
    placed: columns::Geometry,
) -> Geometry {
    let found: Vec<GroupPlace> = placed
        .groups
        .iter()
        .enumerate()
        .map(|(index, bounds)| group(content, look, index, *bounds, &placed.tables))
        .collect();
    let words = place_labels(content, &labels, &placed.tables, &found, &placed.routes);
    // A label beside the outermost line stands out of the drawing.
    let all = words.iter().flatten().map(PlacedLabel::bounds);
    let whole = all.fold(placed.size.to_rect(), |whole, label| whole.union(label)).expand();
    let (_, _, by) = frame(content, look, whole.size());
    let by = by - whole.origin().to_vec2();
    let boxes: Vec<Rect> = placed.tables.iter().map(|bounds| *bounds + by).collect();
    let mut routes = placed.routes;
    routes.iter_mut().flatten().for_each(|point| *point += by);
    let groups: Vec<GroupPlace> = placed
        .groups
        .iter()
        .enumerate()
        .map(|(index, bounds)| group(content, look, index, *bounds + by, &boxes))
        .collect();
    let placed_labels: Vec<Option<PlacedLabel>> =
        words.into_iter().map(|label| label.map(|label| label.moved(by))).collect();
    let mut legend = if content.has_legend { legend(content) } else { Legend::default() };
    let numbered: Vec<(usize, String)> = placed_labels
        .iter()
        .zip(&labels)
        .filter_map(|(place, label)| Some((place.as_ref()?.number?, label.as_ref()?.text().to_owned())))
        .collect();
    numbered.iter().for_each(|(number, words)| legend.add_note(*number, words.as_str()));
    Geometry {
        tables: tables
            .into_iter()
            .zip(boxes)
            .zip(placed.grown)
            .map(|((table, bounds), grown)| TablePlace { table, bounds, head: grown.head, rows: grown.rows })
            .collect(),
        routes,
        labels: placed_labels,
        groups,
        numbered,
        ..empty(content, look, whole.size(), legend)
    }
}

fn group(content: &Content, look: &Look<'_>, index: usize, bounds: Rect, boxes: &[Rect]) -> GroupPlace {
    let group = &content.groups[index];
    let own = content.tables.iter().zip(boxes).filter(|(table, _)| table.group == Some(index));
    let (left, right) = own
        .fold((bounds.x1, bounds.x0), |(left, right), (_, table)| (left.min(table.x0), right.max(table.x1)));
    let count = format!("{} table{}", group.count, if group.count == 1 { "" } else { "s" });
    let count = Block::new(look, &count, typography::NOTE, None);
    let room = right - left - 20.0 - count.width() - 12.0;
    GroupPlace {
        bounds,
        name: Block::new(look, &group.name, typography::LABEL_STRONG, Some(room.max(60.0))),
        count,
        head: (left, right),
        category: (index < MOST_CATEGORIES).then_some(index),
    }
}

fn place_labels(
    content: &Content,
    labels: &[Option<EdgeLabel>],
    boxes: &[Rect],
    groups: &[GroupPlace],
    routes: &[Vec<Point>],
) -> Vec<Option<PlacedLabel>> {
    let lead = content.notation.lead;
    let marks = routes.iter().flat_map(|points| {
        [0, 1].map(|at| {
            let [port, next] = first_run(points, at);
            let end = port + (next - port).normalize() * lead;
            Rect::from_points(port, end).inflate(0.0, MARK_HALF)
        })
    });
    let heads = groups.iter().map(|group| {
        let top = group.bounds.y0 + GROUP_NAME - 10.0;
        Rect::new(group.head.0, top, group.head.1, top + group.name.height())
    });
    let taken = boxes.iter().copied().chain(marks).chain(heads).collect();
    let mut free = Labels::new(taken, routes.to_vec());
    let mut placed: Vec<Option<PlacedLabel>> = labels
        .iter()
        .enumerate()
        .map(|(index, label)| label.as_ref().map(|label| free.place(index, label, None)))
        .collect();
    // Words that the head of the arrow says as well give way to others.
    for (label, line) in placed.iter_mut().zip(&content.lines) {
        if label.as_ref().is_some_and(|label| label.number.is_some() || label.is_lost)
            && line.is_told_by_its_head()
            && content.has_legend
        {
            *label = None;
        }
    }
    let numbers = placed.iter_mut().flatten().filter_map(|label| label.number.as_mut());
    numbers.enumerate().for_each(|(index, number)| *number = index + 1);
    placed
}

/// The marks that occur, in the order of the mockup: ends, lines, badges.
fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    let notation = content.notation;
    let ends = || content.lines.iter().flat_map(|line| &line.ends);
    let mut shown: Vec<RelationEnd> = ends()
        .filter(|end| matches!(end.kind, RelationKind::Association | RelationKind::Composition))
        .map(|end| RelationEnd { is_alternative: false, ..*end })
        .collect();
    shown.sort_by_key(|end| (end.own.is_many(), end.own.min != Some(1), *end));
    for end in shown {
        if let Some(words) = (notation.legend)(&end) {
            legend.add(Swatch::RelationEnd(notation, end), words);
        }
    }
    for end in ends() {
        if let Some(words) = head_words(end) {
            legend.add(Swatch::RelationEnd(notation, *end), words);
        }
    }
    let lines: Vec<_> = content.lines.iter().map(|line| line.ends[0].line(&line.ends[1], notation)).collect();
    for (is_dashed, words) in [(false, notation.lines[0]), (true, notation.lines[1])] {
        let occurs = lines.iter().any(|line| line.has(is_dashed));
        if let (true, Some(words)) = (occurs, words) {
            legend.add(Swatch::Line { is_dashed }, words);
        }
    }
    if ends().any(|end| end.is_alternative) {
        legend.add(Swatch::OneOf, "One of these");
    }
    let rows = || content.tables.iter().flat_map(|table| &table.words.rows);
    let style = notation.tables;
    if matches!(style, TableStyle::Ruled | TableStyle::Uml) {
        for (badge, words) in
            [(Badge::Primary, "Primary key"), (Badge::Foreign, "Foreign key"), (Badge::Unique, "Unique")]
        {
            if rows().any(|row| row.badges.contains(&badge)) {
                legend.add(Swatch::Badge(badge, style), words);
            }
        }
    }
    for (privacy, words) in
        [(Privacy::Personal, "Personal data"), (Privacy::Special, "Special category of personal data")]
    {
        if rows().any(|row| row.privacy == Some(privacy)) {
            legend.add(Swatch::Privacy(privacy), words);
        }
    }
    if rows().any(|row| !row.is_required) {
        legend.add(Swatch::Optional, "Optional column");
    }
    legend
}

/// What the head of a relation says that is no association.
fn head_words(end: &RelationEnd) -> Option<&'static str> {
    Some(match (end.kind, end.is_child) {
        (RelationKind::Conversion, true) => "Becomes",
        (RelationKind::Generalization, false) => "Kind of",
        (RelationKind::Realization, false) => "Realizes",
        (RelationKind::Dependency, false) => "Depends on",
        (RelationKind::Aggregation, false) => "Has as parts",
        _ => return None,
    })
}
