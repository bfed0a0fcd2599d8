//! What stands around and inside every diagram alike: title block, legend, footer, icons, faces, nodes, edges, labels.

mod bins;
mod edge;
mod face;
mod footer;
mod icon;
mod label;
mod legend;
mod letter;
mod mark;
mod marker;
mod node;
mod number;
mod object_relation;
mod pen;
mod privacy;
mod relation;
mod shared_line;
mod swatch;
mod symbol;
mod table;
mod title_block;

pub use bins::Bins;
pub use edge::{Edge, EdgeStyle, Heads, draw_edges, draw_pieces};
pub use face::{Face, Mood};
pub use footer::Footer;
pub use icon::Icon;
pub use label::{EdgeLabel, LabelKind, Labels, PlacedLabel, number_labels, numbered};
pub use legend::Legend;
pub use letter::LetterTone;
pub use node::{Emphasis, Node, NodeSize, NodeWords};
pub use object_relation::{ObjectEnd, ObjectRelation};
pub use pen::{Block, Pen, centered_baseline};
pub use privacy::Privacy;
pub use relation::{
    Cardinality, MarkPlace, Most, RELATION_NOTATIONS, RelationEnd, RelationKind, RelationLine,
    RelationNotation,
};
pub use shared_line::apart;
pub use swatch::{Ground, Meaning, Swatch};
pub use symbol::{Card, Symbol, Thickness};
pub use table::{Badge, RowWords, Table, TableSize, TableStyle, TableWords};
pub use title_block::{Figure, TitleBlock, TitleBlockPlace};

/// The outer margin of every picture.
pub const MARGIN: f64 = 48.0;

/// From the middle of the legend's last line to the footer's rule.
const FOOTER_GAP: f64 = 20.0;

/// The least width of a picture.
pub const MIN_WIDTH: f64 = 960.0;
