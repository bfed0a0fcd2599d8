//! PDF: one vector page, its text as text.

use std::collections::BTreeMap;
use std::sync::Arc;

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as PagePoint, Rect as PageRect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill as PageFill, LineCap, LineJoin, Stroke as PageStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use kurbo::{PathEl, Rect, Shape as _};

use super::format::{Background, ExportError, Format, Output, Settings, Writer};
use super::xml::is_safe_link;
use crate::color::Color;
use crate::drawing::Drawing;
use crate::drawing::scene::{Anchor, Figure, Group, Item, Shape, Text};
use crate::text::{Face, Fonts, RunFont};

pub(super) static FORMAT: Format = Format {
    name: "pdf",
    extensions: &["pdf"],
    summary: "Vector page for print and decks, its text can be searched",
    is_text: false,
    writer: Writer::Scene(write),
};

/// A px is 1/96 of an inch, a point 1/72.
const POINTS_PER_PX: f64 = 0.75;
/// Acrobat opens no larger pages, in points.
const MOST_POINTS: f64 = 14_400.0;

fn write(drawing: &Drawing, settings: &Settings<'_>) -> Result<Output, ExportError> {
    settings.check_glyphs(&drawing.scene)?;
    let size = drawing.scene.size;
    let scale = settings.width.map_or(settings.scale, |width| f64::from(width) / size.width) * POINTS_PER_PX;
    let (width, height) = (size.width * scale, size.height * scale);
    if !(width <= MOST_POINTS && height <= MOST_POINTS) {
        return Err(ExportError::TooLarge { width: width.round(), height: height.round() });
    }
    let mut document = Document::new();
    document
        .set_metadata(Metadata::new().title(drawing.title.clone()).description(drawing.description.clone()));
    let page_size = PageSettings::from_wh(width as f32, height as f32)
        .ok_or_else(|| ExportError::NotFinite(drawing.name.clone()))?;
    let mut page = document.start_page_with(page_size);
    let links = paint(page.surface(), drawing, settings, scale);
    for (bounds, link) in links {
        let corners = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|value| (value * scale) as f32);
        if let Some(rect) = PageRect::from_ltrb(corners[0], corners[1], corners[2], corners[3]) {
            let target = Target::Action(Action::Link(LinkAction::new(link.clone())));
            page.add_annotation(Annotation::new_link(LinkAnnotation::new(rect, target), Some(link)));
        }
    }
    page.finish();
    let bytes = document.finish().map_err(|error| ExportError::Pdf(format!("{error:?}")))?;
    Ok(Output { bytes, losses: Vec::new() })
}

/// Paints the whole page; gives back where links lead.
fn paint(
    mut surface: Surface<'_>,
    drawing: &Drawing,
    settings: &Settings<'_>,
    scale: f64,
) -> Vec<(Rect, String)> {
    surface.push_transform(&Transform::from_scale(scale as f32, scale as f32));
    let mut painter = Painter { surface, fonts: settings.fonts, faces: BTreeMap::new(), links: Vec::new() };
    let canvas = match settings.background {
        Background::Theme => Some(drawing.scene.canvas),
        Background::Color(color) => Some(color),
        Background::Transparent => None,
    };
    if let Some(color) = canvas {
        painter.fill(&drawing.scene.size.to_rect().to_path(0.1), color, 1.0);
    }
    painter.items(&drawing.scene.items);
    let Painter { mut surface, links, .. } = painter;
    surface.pop();
    surface.finish();
    links
}

/// Paints items onto a page.
struct Painter<'a, 'page> {
    surface: Surface<'page>,
    fonts: &'a Fonts,
    /// Fonts that are in use, by what the shaper calls them.
    faces: BTreeMap<(usize, usize), Option<Font>>,
    links: Vec<(Rect, String)>,
}

impl Painter<'_, '_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => {
                    if let Some(link) = group.link.as_deref().filter(|link| is_safe_link(link)) {
                        self.links.push((bounds(group), link.to_owned()));
                    }
                    self.items(&group.items);
                }
                Item::Shape(shape) => self.shape(shape),
                Item::Text(text) => self.text(text),
            }
        }
    }

    fn fill(&mut self, path: &kurbo::BezPath, color: Color, opacity: f64) {
        let Some(path) = page_path(path) else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(color, opacity)));
        self.surface.draw_path(&path);
    }

    fn shape(&mut self, shape: &Shape) {
        let path = match &shape.figure {
            Figure::Rect { rect, radius } if *radius > 0.0 => rect.to_rounded_rect(*radius).to_path(0.01),
            Figure::Rect { rect, .. } => rect.to_path(0.01),
            Figure::Circle(circle) => circle.to_path(0.01),
            Figure::Path(path) => path.clone(),
        };
        if let Some(fill) = shape.fill {
            self.fill(&path, fill.color, fill.opacity);
        }
        if let Some(stroke) = &shape.stroke {
            let Some(path) = page_path(&path) else { return };
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(PageStroke {
                paint: rgb(stroke.color).into(),
                width: stroke.width as f32,
                line_cap: if stroke.is_round { LineCap::Round } else { LineCap::Butt },
                line_join: if stroke.is_round { LineJoin::Round } else { LineJoin::Miter },
                dash: stroke
                    .dash
                    .map(|(dash, gap)| StrokeDash { array: vec![dash as f32, gap as f32], offset: 0.0 }),
                ..PageStroke::default()
            }));
            self.surface.draw_path(&path);
        }
    }

    fn text(&mut self, text: &Text) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(text.color, 1.0)));
        for line in &text.lines {
            let mut x = match text.anchor {
                Anchor::Start => line.at.x,
                Anchor::Middle => line.at.x - line.width / 2.0,
                Anchor::End => line.at.x - line.width,
            };
            for run in self.fonts.shape(&line.text, text.face) {
                if let Some(font) = self.font(run.font) {
                    let glyphs = glyphs(&run, line.text.len());
                    let start = PagePoint::from_xy(x as f32, line.at.y as f32);
                    self.surface.draw_glyphs(start, &glyphs, font, &line.text, text.size_px as f32, false);
                }
                x += run.width * text.size_px;
            }
        }
    }

    fn font(&mut self, font: RunFont) -> Option<Font> {
        let fonts = self.fonts;
        let load = |font: RunFont| match font {
            RunFont::Embedded(face) => Font::new(face.bytes().into(), 0),
            RunFont::Extra(index) => {
                let extra = &fonts.extra()[index];
                Font::new(Arc::clone(extra.bytes()).into(), extra.index())
            }
            RunFont::Missing => None,
        };
        let key = match font {
            RunFont::Embedded(face) => (0, Face::ALL.iter().position(|known| *known == face).unwrap_or(0)),
            RunFont::Extra(index) => (1, index),
            RunFont::Missing => (2, 0),
        };
        self.faces.entry(key).or_insert_with(|| load(font)).clone()
    }
}

/// Glyphs with the bytes that each shows: up to where the next cluster starts.
fn glyphs(run: &crate::text::Run, length: usize) -> Vec<KrillaGlyph> {
    let mut starts: Vec<usize> = run.glyphs.iter().map(|glyph| glyph.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let end_of = |cluster: usize| {
        let next = starts.partition_point(|start| *start <= cluster);
        starts.get(next).copied().unwrap_or(run.range.end).min(length)
    };
    let glyph = |glyph: &crate::text::Glyph| {
        KrillaGlyph::new(
            GlyphId::new(glyph.id),
            glyph.advance as f32,
            glyph.x_offset as f32,
            glyph.y_offset as f32,
            0.0,
            glyph.cluster..end_of(glyph.cluster),
            None,
        )
    };
    run.glyphs.iter().map(glyph).collect()
}

fn rgb(color: Color) -> rgb::Color {
    rgb::Color::new(color.red, color.green, color.blue)
}

fn fill(color: Color, opacity: f64) -> PageFill {
    PageFill {
        paint: rgb(color).into(),
        opacity: NormalizedF32::new(opacity as f32).unwrap_or(NormalizedF32::ONE),
        ..PageFill::default()
    }
}

fn page_path(path: &kurbo::BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => builder.move_to(to.x as f32, to.y as f32),
            PathEl::LineTo(to) => builder.line_to(to.x as f32, to.y as f32),
            PathEl::QuadTo(one, to) => builder.quad_to(one.x as f32, one.y as f32, to.x as f32, to.y as f32),
            PathEl::CurveTo(one, two, to) => builder.cubic_to(
                one.x as f32,
                one.y as f32,
                two.x as f32,
                two.y as f32,
                to.x as f32,
                to.y as f32,
            ),
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// The box of all shapes of a group.
fn bounds(group: &Group) -> Rect {
    let boxes = group.items.iter().filter_map(|item| match item {
        Item::Group(inner) => Some(bounds(inner)),
        Item::Shape(shape) => Some(match &shape.figure {
            Figure::Rect { rect, .. } => *rect,
            Figure::Circle(circle) => circle.bounding_box(),
            Figure::Path(path) => path.bounding_box(),
        }),
        Item::Text(_) => None,
    });
    boxes.reduce(|one, two| one.union(two)).unwrap_or_default()
}
