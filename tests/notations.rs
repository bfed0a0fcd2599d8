//! One picture for each notation of relations, all cardinalities at both ends, read back mark by mark.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use crm_diagram::drawing::scene::{Figure, Item, Part, Role, Scene};
use crm_diagram::text::Fonts;
use crm_diagram::theme;
use kurbo::{Point, Rect, Shape as _, Vec2};

/// What is written for the left and the right table of each relation, in the order of the document.
const WRITTEN: [&str; 4] = ["0..1", "1", "0..*", "1..*"];

/// An end of a relation as it is drawn.
#[derive(Debug, Default)]
struct Drawn {
    /// The table, as `l7`.
    table: String,
    /// How far out each bar stands.
    bars: Vec<i64>,
    /// How far out each hollow circle stands.
    circles: Vec<i64>,
    dots: usize,
    feet: usize,
    diamonds: usize,
    words: Vec<String>,
    /// How many lines leave the table, and whether they are dashed.
    lines: Vec<bool>,
}

fn scene(notation: &str) -> Scene {
    let path = support::root().join("tests/tools/hard/erd-notations.yaml");
    let model = support::model(&path);
    let view = model.views.iter().find(|view| view.id == notation).unwrap();
    let erd = crm_diagram::diagram::find("erd").unwrap();
    erd.drawing(&model, view, theme::THEMES[0], &Fonts::embedded()).unwrap().scene
}

/// All ends of all relations.
fn ends(items: &[Item], found: &mut Vec<Drawn>) {
    for item in items {
        let Item::Group(group) = item else { continue };
        if let Part::Edge { source, target, points, .. } = &group.part {
            let last = points.len() - 1;
            for (table, port, next) in
                [(source, points[0], points[1]), (target, points[last], points[last - 1])]
            {
                if !table.starts_with("relation") {
                    found.push(read(table, port, (next - port).normalize(), &group.items));
                }
            }
        }
        ends(&group.items, found);
    }
}

/// Reads what stands within 40 of a port.
fn read(table: &str, port: Point, along: Vec2, items: &[Item]) -> Drawn {
    let mut drawn = Drawn { table: table.to_owned(), ..Drawn::default() };
    let across = Vec2::new(-along.y, along.x);
    let local = |at: Point| Point::new((at - port).dot(along), (at - port).dot(across));
    let near = |bounds: Rect| {
        let (one, two) = (local(bounds.origin()), local(Point::new(bounds.x1, bounds.y1)));
        let bounds = Rect::from_points(one, two);
        (bounds.x0 > -1.0 && bounds.x0 < 40.0 && bounds.y0 > -20.0 && bounds.y1 < 20.0).then_some(bounds)
    };
    let whole = |length: f64| length.round() as i64;
    for item in items {
        match item {
            Item::Text(text) => {
                let boxes = text.line_boxes().zip(&text.lines);
                drawn.words.extend(
                    boxes.filter(|(bounds, _)| near(*bounds).is_some()).map(|(_, line)| line.text.clone()),
                );
            }
            Item::Shape(shape) if shape.role == Role::Line => {
                let Figure::Path(path) = &shape.figure else { continue };
                let points: Vec<Point> =
                    path.elements().iter().filter_map(|element| element.end_point()).collect();
                // A line that begins at the table; of double ones each beside the middle.
                if [points[0], points[points.len() - 1]].iter().any(|end| (*end - port).hypot() < 2.5) {
                    drawn.lines.push(shape.stroke.as_ref().is_some_and(|line| line.dash.is_some()));
                }
            }
            Item::Shape(shape) => {
                let Some(bounds) = near(match &shape.figure {
                    Figure::Path(path) => path.bounding_box(),
                    Figure::Circle(circle) => circle.bounding_box(),
                    Figure::Rect { rect, .. } => *rect,
                }) else {
                    continue;
                };
                match (&shape.figure, shape.role) {
                    (Figure::Circle(_), _) if shape.stroke.is_some() => {
                        drawn.circles.push(whole(bounds.center().x))
                    }
                    (Figure::Circle(_), _) => drawn.dots += 1,
                    (_, _) if shape.fill.is_some() => drawn.diamonds += 1,
                    (_, _) if bounds.width() < 0.5 => drawn.bars.push(whole(bounds.center().x)),
                    _ => drawn.feet += 1,
                }
            }
            Item::Group(_) => {}
        }
    }
    drawn.bars.sort_unstable();
    drawn
}

/// Checks every end of a picture: it is called with what is written at the end, with what is written at the other, and
/// whether it is the child.
fn check(notation: &str, is_right: impl Fn(&Drawn, &str, &str, bool) -> bool) {
    let mut found = Vec::new();
    ends(&scene(notation).items, &mut found);
    assert_eq!(found.len(), 32, "{notation}");
    for drawn in found {
        let (side, number) = drawn.table.split_at(1);
        let number: usize = number.parse::<usize>().unwrap() - 1;
        let (left, right) = (WRITTEN[number / 4], WRITTEN[number % 4]);
        let (own, other) = if side == "l" { (left, right) } else { (right, left) };
        // The many of a one is the child, else the right one.
        let is_many = |written: &str| written.ends_with('*');
        let is_child = if is_many(left) == is_many(right) { side == "r" } else { is_many(own) };
        assert!(is_right(&drawn, own, other, is_child), "{notation}: {drawn:?} for {own}, across {other}");
    }
}

#[test]
fn crows_feet_say_how_many() {
    check("crows-foot", |drawn, own, _, _| {
        let (bars, circles, feet): (&[i64], &[i64], usize) = match own {
            "0..1" => (&[8], &[17], 0),
            "1" => (&[8, 13], &[], 0),
            "0..*" => (&[], &[17], 1),
            _ => (&[16], &[], 1),
        };
        (drawn.bars.as_slice(), drawn.circles.as_slice(), drawn.feet) == (bars, circles, feet)
    });
}

#[test]
fn multiplicities_of_uml_stand_at_the_end_that_they_count() {
    check("uml", |drawn, own, _, _| drawn.words == [own]);
}

#[test]
fn pairs_of_least_and_most_stand_at_the_side_that_takes_part() {
    check("min-max", |drawn, _, other, _| {
        let pair = match other {
            "0..1" => "(0,1)",
            "1" => "(1,1)",
            "0..*" => "(0,N)",
            _ => "(1,N)",
        };
        drawn.words == [pair]
    });
}

#[test]
fn idef1x_has_dots_at_children_and_diamonds_at_optional_parents() {
    check("idef1x", |drawn, own, _, is_child| {
        let is_dotted = is_child || own.ends_with('*');
        let letter: &[&str] = match own {
            "0..1" if is_dotted => &["Z"],
            "1" if is_dotted => &["1"],
            "1..*" => &["P"],
            _ => &[],
        };
        let has_diamond = !is_dotted && own == "0..1";
        drawn.dots == usize::from(is_dotted)
            && drawn.diamonds == usize::from(has_diamond)
            && drawn.words == letter
    });
}

#[test]
fn barker_has_feet_at_many_and_dashes_at_who_need_not_take_part() {
    check("barker", |drawn, own, other, _| {
        drawn.feet == usize::from(own.ends_with('*')) && drawn.lines == [other.starts_with('0')]
    });
}

#[test]
fn chen_has_numerals_and_a_double_line_where_every_one_takes_part() {
    check("chen", |drawn, own, other, _| {
        let numeral = if own.ends_with('*') { "N" } else { "1" };
        let lines = if other.starts_with('0') { 1 } else { 2 };
        drawn.words == [numeral] && drawn.lines.len() == lines
    });
}

/// Crow's feet, IDEF1X and Chen tell identifying relations from others: every second one of the document.
#[test]
fn identifying_relations_are_solid() {
    for notation in ["crows-foot", "idef1x"] {
        let scene = scene(notation);
        let mut seen = 0;
        each_edge(&scene.items, &mut |table, items| {
            let number: usize = table[1..].parse().unwrap();
            let dashed = items.iter().any(|item| match item {
                Item::Shape(shape) => shape.stroke.as_ref().is_some_and(|line| line.dash.is_some()),
                Item::Group(_) | Item::Text(_) => false,
            });
            assert_eq!(dashed, number.is_multiple_of(2), "{notation}: {table}");
            seen += 1;
        });
        assert_eq!(seen, 16);
    }
}

fn each_edge(items: &[Item], look: &mut impl FnMut(&str, &[Item])) {
    for item in items {
        let Item::Group(group) = item else { continue };
        if let Part::Edge { source, .. } = &group.part {
            look(source, &group.items);
        }
        each_edge(&group.items, look);
    }
}
