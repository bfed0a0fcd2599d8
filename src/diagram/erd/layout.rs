//! Where an entity-relationship diagram's tables, relations and groups stand (VISUAL.md section 14).

use std::collections::BTreeMap;

use kurbo::{Point, Rect, Vec2};

use super::chen;
use super::content::Content;
use super::lines::first_run;
use super::tables::MOST_CATEGORIES;
use crate::diagram::privacy;
use crate::diagram::proportions::AROUND;
use crate::diagram::surroundings::{Marks, Surroundings};
use crate::furniture::{
    Badge, Block, EdgeLabel, Labels, Legend, PlacedLabel, RelationEnd, RelationKind, Swatch, Table,
    TableSize, TableStyle, number_labels, numbered,
};
use crate::layout::columns;
use crate::model::Density;
use crate::theme::{Look, typography};

/// Everything in its place.
#[derive(Debug)]
pub(crate) struct Geometry {
    pub(super) around: Surroundings,
    /// Tables in the order of the content.
    pub(super) tables: Vec<TablePlace>,
    /// Ways of the relations, from child to parent, in the order of the content.
    pub(super) routes: Vec<Vec<Point>>,
    pub(super) labels: Vec<Option<PlacedLabel>>,
    pub(super) groups: Vec<GroupPlace>,
    /// What Chen's notation has instead of tables and lines between them.
    pub(super) chen: Option<chen::Chart>,
}

impl AsRef<Surroundings> for Geometry {
    fn as_ref(&self) -> &Surroundings {
        &self.around
    }
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

/// A chart of Chen's with all that stands around it.
fn furnish_chart(content: &Content, look: &Look<'_>, mut chart: chen::Chart) -> Geometry {
    let marks = Marks { legend: chen::legend(content), ..Marks::default() };
    let (around, by) = Surroundings::around(&content.caption, look, chart.size, marks);
    chart.shift(by);
    Geometry {
        around,
        tables: Vec::new(),
        routes: Vec::new(),
        labels: Vec::new(),
        groups: Vec::new(),
        chen: Some(chart),
    }
}

/// Puts the drawing in the middle of the picture, title block above, legend and footer below.
fn furnish(
    content: &Content,
    look: &Look<'_>,
    (tables, words): (Vec<Table>, Vec<Option<EdgeLabel>>),
    placed: columns::Geometry,
) -> Geometry {
    let groups = placed.groups.iter().enumerate();
    let mut groups: Vec<GroupPlace> =
        groups.map(|(index, bounds)| group(content, look, index, *bounds, &placed.tables)).collect();
    let labels = place_labels(content, &words, &placed.tables, &groups, &placed.routes);
    // A label beside the outermost line stands out of the drawing.
    let all = labels.iter().flatten().map(PlacedLabel::bounds);
    let whole = all.fold(placed.size.to_rect(), |whole, label| whole.union(label)).expand();
    let marks = Marks {
        legend: legend(content),
        numbered: numbered(labels.iter().map(Option::as_ref), &words),
        ..Marks::default()
    };
    let (around, by) = Surroundings::around(&content.caption, look, whole.size(), marks);
    let by = by - whole.origin().to_vec2();
    let mut routes = placed.routes;
    routes.iter_mut().flatten().for_each(|point| *point += by);
    groups.iter_mut().for_each(|group| group.shift(by));
    let tables = tables.into_iter().zip(placed.tables).zip(placed.grown);
    let tables = tables.map(|((table, bounds), grown)| TablePlace {
        table,
        bounds: bounds + by,
        head: grown.head,
        rows: grown.rows,
    });
    Geometry {
        around,
        tables: tables.collect(),
        routes,
        labels: labels.into_iter().map(|label| label.map(|label| label.moved(by))).collect(),
        groups,
        chen: None,
    }
}

impl GroupPlace {
    fn shift(&mut self, by: Vec2) {
        self.bounds = self.bounds + by;
        self.head = (self.head.0 + by.x, self.head.1 + by.x);
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
            && content.caption.has_legend
        {
            *label = None;
        }
    }
    number_labels(&mut placed);
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
    privacy::explain(&mut legend, |privacy| rows().any(|row| row.privacy == Some(privacy)));
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
