//! Text as paths.

use kurbo::{Affine, BezPath, Point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider as _};

use super::font::{Fonts, Parsed, Style};
use super::measure::{Run, RunFont};

/// Collects the outline of a glyph.
#[derive(Default)]
struct Collector(BezPath);

impl OutlinePen for Collector {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((f64::from(x), f64::from(y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((f64::from(x), f64::from(y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to((f64::from(x1), f64::from(y1)), (f64::from(x), f64::from(y)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let points = [(x1, y1), (x2, y2), (x, y)].map(|(x, y)| Point::new(f64::from(x), f64::from(y)));
        self.0.curve_to(points[0], points[1], points[2]);
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}

impl Fonts {
    /// One line as a path that starts at `at`, on the baseline. Characters that no face has leave their room empty.
    pub fn outline(&self, text: &str, style: Style, at: Point) -> BezPath {
        let mut path = BezPath::new();
        let mut x = at.x;
        for run in self.shape(text, style.face) {
            let start = Point::new(x, at.y);
            match run.font {
                RunFont::Embedded(face) => add_run(face.parsed(), &run, style, start, &mut path),
                RunFont::Extra(index) => {
                    if let Some(font) = self.extra()[index].parsed() {
                        add_run(&font, &run, style, start, &mut path);
                    }
                }
                RunFont::Missing => {}
            }
            x += run.width * style.size_px;
        }
        path
    }
}

fn add_run(font: &Parsed<'_>, run: &Run, style: Style, at: Point, path: &mut BezPath) {
    let outlines = font.font.outline_glyphs();
    let scale = style.size_px / font.units_per_em;
    let mut x = at.x;
    for glyph in &run.glyphs {
        if let Some(outline) = outlines.get(GlyphId::new(glyph.id)) {
            let mut collector = Collector::default();
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            // A glyph whose outline is damaged is left out, as painters do.
            if outline.draw(settings, &mut collector).is_ok() {
                let corner =
                    Point::new(x + glyph.x_offset * style.size_px, at.y - glyph.y_offset * style.size_px);
                let place = Affine::translate(corner.to_vec2()) * Affine::scale_non_uniform(scale, -scale);
                path.extend(place * collector.0);
            }
        }
        x += glyph.advance * style.size_px;
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;
    use crate::text::Face;

    #[test]
    fn letters_stand_on_the_baseline() {
        let style = Style { face: Face::SemiBold, size_px: 100.0, line_px: 120.0 };
        let path = Fonts::embedded().outline("HI", style, Point::new(10.0, 200.0));
        let bounds = path.bounding_box();
        assert!((bounds.y1 - 200.0).abs() < 0.01, "{bounds:?}");
        // Inter's capitals are 0.727 em high (VISUAL.md section 3.1).
        assert!((bounds.height() - 72.7).abs() < 0.1, "{bounds:?}");
        assert!(bounds.x0 > 10.0);
    }
}
