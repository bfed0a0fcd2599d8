//! A chart in Chen's notation, everything in its place.

use kurbo::{Point, Rect, Size, Vec2};

use crate::furniture::{Block, Privacy};

/// Everything in its place.
#[derive(Debug, Default)]
pub(in crate::diagram::erd) struct Chart {
    pub(in crate::diagram::erd) size: Size,
    pub(super) entities: Vec<Entity>,
    pub(super) diamonds: Vec<Diamond>,
    /// From each entity to the diamonds of its relations.
    pub(super) legs: Vec<Leg>,
}

/// An entity with its attributes.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) bounds: Rect,
    pub(super) name: Block,
    pub(super) attributes: Vec<Attribute>,
    /// Lines from the box to its attributes.
    pub(super) stems: Vec<Vec<Point>>,
}

/// An attribute of an entity.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) bounds: Rect,
    pub(super) name: Block,
    pub(super) kind: AttributeKind,
    pub(super) privacy: Option<Privacy>,
}

/// What its ellipse and its name look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AttributeKind {
    /// Its name is underlined.
    pub(super) is_key: bool,
    /// Its name is underlined with dashes: a key within its owner.
    pub(super) is_partial_key: bool,
    /// Its ellipse is dashed: computed from others.
    pub(super) is_derived: bool,
    /// Its ellipse is double: several values.
    pub(super) is_multivalued: bool,
}

/// A relation.
#[derive(Debug)]
pub(super) struct Diamond {
    pub(super) bounds: Rect,
    pub(super) name: Block,
    /// The relation, by its place in the content.
    pub(super) line: usize,
}

/// A line from an entity to a diamond.
#[derive(Debug)]
pub(super) struct Leg {
    /// The relation, and which of its ends.
    pub(super) line: usize,
    pub(super) at: usize,
    /// From the entity to the diamond.
    pub(super) points: Vec<Point>,
}

impl Chart {
    /// Moves everything.
    pub(in crate::diagram::erd) fn shift(&mut self, by: Vec2) {
        for entity in &mut self.entities {
            entity.bounds = entity.bounds + by;
            entity.attributes.iter_mut().for_each(|attribute| attribute.bounds = attribute.bounds + by);
            entity.stems.iter_mut().flatten().for_each(|point| *point += by);
        }
        self.diamonds.iter_mut().for_each(|diamond| diamond.bounds = diamond.bounds + by);
        self.legs.iter_mut().flat_map(|leg| &mut leg.points).for_each(|point| *point += by);
    }
}
