//! The embedded type family.

/// A face of the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter 400
    Regular,
    /// Inter 400 italic
    Italic,
    /// Inter 500
    Medium,
    /// Inter 600
    SemiBold,
    /// Inter Display 600, for sizes of 20 and more
    Display,
}

/// A face, its size, and the height of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The face.
    pub face: Face,
    /// Size in px.
    pub size_px: f64,
    /// From baseline to baseline, in px.
    pub line_px: f64,
}

/// The faces that text is measured and painted with: the embedded ones, and any that the user adds.
#[derive(Debug, Default)]
pub struct Fonts {}

impl Fonts {
    /// The embedded faces alone.
    pub fn embedded() -> Self {
        Self {}
    }
}
