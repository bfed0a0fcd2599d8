//! Groups, shapes and lines of text at fixed places, in final colours.

use kurbo::{BezPath, Circle, Point, Rect, Size};

use crate::color::Color;
use crate::text::Face;

/// A finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width and height in px at scale 1.
    pub size: Size,
    /// The colour of the page; the writer may be asked to leave it out.
    pub canvas: Color,
    /// What is on it, from back to front, which is also the order of reading.
    pub items: Vec<Item>,
}

impl Scene {
    /// The same picture in other colours.
    #[must_use]
    pub fn recolored(mut self, change: &impl Fn(Color) -> Color) -> Self {
        self.canvas = change(self.canvas);
        recolor(&mut self.items, change);
        self
    }
}

fn recolor(items: &mut [Item], change: &impl Fn(Color) -> Color) {
    for item in items {
        match item {
            Item::Group(group) => recolor(&mut group.items, change),
            Item::Shape(shape) => {
                if let Some(fill) = &mut shape.fill {
                    fill.color = change(fill.color);
                }
                if let Some(stroke) = &mut shape.stroke {
                    stroke.color = change(stroke.color);
                }
            }
            Item::Text(text) => text.color = change(text.color),
        }
    }
}

/// The three kinds of item.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Items that belong together.
    Group(Group),
    /// A filled or stroked outline.
    Shape(Shape),
    /// Lines of text.
    Text(Text),
}

/// Items that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its id, without the prefix of the picture; unique in the scene.
    pub id: Option<String>,
    /// What it is in the structure of the drawing.
    pub part: Part,
    /// Where a click leads.
    pub link: Option<String>,
    /// What hovering shows: the full text of something shortened, or a remark.
    pub tooltip: Option<String>,
    /// Its items, from back to front.
    pub items: Vec<Item>,
}

/// What a group stands for when the drawing is read as a graph: by the geometry format and by the audit.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Part {
    /// Nothing of its own: furniture, marks, annotations.
    #[default]
    None,
    /// A node.
    Node {
        /// Its id in the graph.
        id: String,
        /// What the picture calls it.
        name: String,
        /// Its box.
        bounds: Rect,
    },
    /// An edge.
    Edge {
        /// Id of the node that it leaves.
        source: String,
        /// Id of the node that it enters.
        target: String,
        /// Its points from the source to the tip of the arrow.
        points: Vec<Point>,
        /// The room of its label.
        label: Option<Rect>,
    },
    /// A group of nodes: a stage, a lane, a module.
    Cluster {
        /// Its id in the graph.
        id: String,
        /// What the picture calls it.
        name: String,
        /// Its box.
        bounds: Rect,
        /// Ids of the nodes inside.
        members: Vec<String>,
        /// Id of the cluster that it lies in.
        parent: Option<String>,
    },
}

/// A filled or stroked outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its outline.
    pub figure: Figure,
    /// Its inside; `None` for nothing.
    pub fill: Option<Fill>,
    /// Its line; `None` for nothing.
    pub stroke: Option<Stroke>,
    /// What it is to the eye, for the audit.
    pub role: Role,
}

/// What a shape is to the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Separators, grids, rules, tinted areas: text and lines may lie over it.
    #[default]
    Decoration,
    /// A box that carries text: no line of others may run through it.
    Frame,
    /// A connector or a curve: no text may lie on it.
    Line,
    /// A small glyph: icon, face, diamond, tick.
    Mark,
}

/// An outline.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A rectangle with round corners.
    Rect {
        /// Its box.
        rect: Rect,
        /// Radius of its corners.
        radius: f64,
    },
    /// A circle.
    Circle(Circle),
    /// Any path.
    Path(BezPath),
}

/// An even fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Its colour.
    pub color: Color,
    /// 1 for opaque.
    pub opacity: f64,
}

impl From<Color> for Fill {
    fn from(color: Color) -> Self {
        Self { color, opacity: 1.0 }
    }
}

/// A line along an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width.
    pub width: f64,
    /// Lengths of dash and gap; `None` for a solid line.
    pub dash: Option<(f64, f64)>,
    /// Whether caps and joins are round.
    pub is_round: bool,
}

impl Stroke {
    /// A solid line with square ends.
    pub fn new(color: Color, width: f64) -> Self {
        Self { color, width, dash: None, is_round: false }
    }

    /// With round caps and joins.
    #[must_use]
    pub fn round(mut self) -> Self {
        self.is_round = true;
        self
    }

    /// Dashed.
    #[must_use]
    pub fn dashed(mut self, dash: f64, gap: f64) -> Self {
        self.dash = Some((dash, gap));
        self
    }
}

/// Lines of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Its lines from top to bottom.
    pub lines: Vec<Line>,
    /// Its face.
    pub face: Face,
    /// Its size.
    pub size_px: f64,
    /// Its colour.
    pub color: Color,
    /// Which side of each line its x is.
    pub anchor: Anchor,
    /// The box that it must stay in; `None` where only the canvas bounds it.
    pub room: Option<Rect>,
}

/// One line of text, wrapped and measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where its anchor lies, on the baseline.
    pub at: Point,
    /// Its width as shaped.
    pub width: f64,
    /// The words.
    pub text: String,
}

/// Which side of a line its x is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

impl Text {
    /// The box of each line's ink by the measures of the face: ascent to the cap height, descent below.
    pub fn line_boxes(&self) -> impl Iterator<Item = Rect> + '_ {
        self.lines.iter().map(|line| {
            let left = match self.anchor {
                Anchor::Start => line.at.x,
                Anchor::Middle => line.at.x - line.width / 2.0,
                Anchor::End => line.at.x - line.width,
            };
            Rect::new(
                left,
                line.at.y - 0.75 * self.size_px,
                left + line.width,
                line.at.y + 0.21 * self.size_px,
            )
        })
    }
}
