//! SVG: one file that looks the same everywhere (VISUAL.md section 2).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::Rect;

use super::format::{Background, Embedding, ExportError, Format, Output, Settings, Writer};
use super::xml::{
    Ids, escape_attribute, escape_text, glyph_data, is_drawable, is_safe_link, number, path_data,
};
use crate::color::Color;
use crate::drawing::Drawing;
use crate::drawing::scene::{Anchor, Figure, Group, Item, Scene, Shape, Stroke, Text};
use crate::text::{Face, Fonts, Style, subset};

pub(super) static FORMAT: Format = Format {
    name: "svg",
    extensions: &["svg"],
    summary: "Vector picture for pages and decks, with its fonts inside",
    is_text: true,
    writer: Writer::Scene(write),
};

/// Families of the whole picture, and of the sizes that call for the display face.
const FAMILY: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";
const DISPLAY_FAMILY: &str = "'Inter Display', Inter, 'Helvetica Neue', Arial, sans-serif";
/// The size that the root states; texts of this size do not repeat it.
const ROOT_SIZE: f64 = 14.0;

/// More than fonts and the rest of a head take in most pictures: memory that is not written to costs nothing, and text
/// that outgrows its room is copied.
const MOST_HEAD: usize = 96 * 1024;

/// Writes the picture.
pub(super) fn write(drawing: &Drawing, settings: &Settings<'_>) -> Result<Output, ExportError> {
    if settings.embedding == Embedding::Outline {
        settings.check_glyphs(&drawing.scene)?;
    }
    let mut file = File::new(drawing, settings);
    file.root(drawing);
    let dark = drawing.dark_scene.as_ref().map(|scene| scene.items.as_slice());
    file.items(&drawing.scene.items, dark);
    let body = std::mem::take(&mut file.out);
    file.out = String::with_capacity(body.len() + MOST_HEAD);
    file.head(drawing);
    let mut out = std::mem::take(&mut file.out);
    out.push_str(&body);
    out.push_str("</svg>\n");
    match file.fault {
        Some(place) => Err(ExportError::NotFinite(place)),
        None => Ok(Output { bytes: out.into_bytes(), losses: Vec::new() }),
    }
}

/// A file while it is written.
struct File<'a> {
    out: String,
    fonts: &'a Fonts,
    embedding: Embedding,
    background: Background,
    scale: f64,
    ids: Ids,
    /// Classes of colours that change in dark: the pair, and which attribute it is for.
    classes: BTreeMap<(&'static str, Color, Color), usize>,
    /// Characters of each face, as often as they are used.
    used: BTreeMap<Face, Vec<char>>,
    /// The id of the group in which a number could not be written.
    fault: Option<String>,
    group: String,
}

impl<'a> File<'a> {
    fn new(drawing: &Drawing, settings: &Settings<'a>) -> Self {
        let size = drawing.scene.size;
        Self {
            out: String::with_capacity(64 * 1024),
            fonts: settings.fonts,
            embedding: settings.embedding,
            background: settings.background,
            scale: settings.width.map_or(settings.scale, |width| f64::from(width) / size.width),
            ids: Ids::new(&drawing.name),
            classes: BTreeMap::new(),
            used: BTreeMap::new(),
            fault: None,
            group: String::new(),
        }
    }

    /// The start tag, with name and description; written last, when the ids of the body are known.
    fn head(&mut self, drawing: &Drawing) {
        let size = drawing.scene.size;
        let prefix = self.ids.prefix().to_owned();
        self.out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        self.number_attribute("width", size.width * self.scale);
        self.number_attribute("height", size.height * self.scale);
        self.out.push_str(" viewBox=\"0 0 ");
        number(size.width, &mut self.out);
        self.out.push(' ');
        number(size.height, &mut self.out);
        self.out.push_str("\" role=\"img\"");
        self.attribute("aria-labelledby", &format!("{prefix}--title {prefix}--desc"));
        self.attribute("font-family", FAMILY);
        self.number_attribute("font-size", ROOT_SIZE);
        self.out.push_str(">\n");
        self.named_text("title", &format!("{prefix}--title"), &drawing.title);
        self.named_text("desc", &format!("{prefix}--desc"), &drawing.description);
        self.style();
    }

    fn named_text(&mut self, element: &str, id: &str, text: &str) {
        self.out.push('<');
        self.out.push_str(element);
        self.attribute("id", id);
        self.out.push('>');
        escape_text(text, &mut self.out);
        self.out.push_str(&format!("</{element}>\n"));
    }

    /// Font faces and the dark override: the picture is whole without either.
    fn style(&mut self) {
        let start = self.out.len();
        self.out.push_str("<style>");
        let empty = self.out.len();
        if self.embedding == Embedding::Embed {
            for (face, characters) in &self.used {
                font_face(*face, &characters.iter().copied().collect(), &mut self.out);
            }
        }
        if !self.classes.is_empty() {
            self.out.push_str("@media (prefers-color-scheme:dark){");
            for ((property, _, dark), index) in &self.classes {
                self.out.push_str(&format!(".{}--{index}{{{property}:{dark}}}", self.ids.prefix()));
            }
            self.out.push('}');
        }
        if self.out.len() == empty {
            self.out.truncate(start);
        } else {
            self.out.push_str("</style>\n");
        }
    }

    /// The page.
    fn root(&mut self, drawing: &Drawing) {
        let size = drawing.scene.size;
        let color = match self.background {
            Background::Transparent => return,
            Background::Color(color) => color,
            Background::Theme => drawing.scene.canvas,
        };
        let dark = match self.background {
            Background::Theme => drawing.dark_scene.as_ref().map(|scene: &Scene| scene.canvas),
            Background::Transparent | Background::Color(_) => None,
        };
        self.out.push_str("<rect");
        self.number_attribute("width", size.width);
        self.number_attribute("height", size.height);
        self.paint("fill", color, dark);
        self.class(&[("fill", Some(color), dark)]);
        self.out.push_str("/>\n");
    }

    /// Items, each with its twin in dark colours if there is one.
    fn items(&mut self, items: &[Item], dark: Option<&[Item]>) {
        for (index, item) in items.iter().enumerate() {
            let twin = dark.and_then(|dark| dark.get(index));
            match (item, twin) {
                (Item::Group(group), Some(Item::Group(twin))) => self.group(group, Some(twin)),
                (Item::Group(group), _) => self.group(group, None),
                (Item::Shape(shape), Some(Item::Shape(twin))) => self.shape(shape, Some(twin)),
                (Item::Shape(shape), _) => self.shape(shape, None),
                (Item::Text(text), Some(Item::Text(twin))) => self.text(text, Some(twin.color)),
                (Item::Text(text), _) => self.text(text, None),
            }
        }
    }

    fn group(&mut self, group: &Group, dark: Option<&Group>) {
        let link = group.link.as_deref().filter(|link| is_safe_link(link));
        if let Some(link) = link {
            self.out.push_str("<a");
            self.attribute("href", link);
            self.out.push_str(">\n");
        }
        self.out.push_str("<g");
        if let Some(name) = &group.id {
            let id = self.ids.take(name);
            self.attribute("id", &id);
            self.group = id;
        }
        self.out.push_str(">\n");
        if let Some(tooltip) = &group.tooltip {
            self.out.push_str("<title>");
            escape_text(tooltip, &mut self.out);
            self.out.push_str("</title>\n");
        }
        self.items(&group.items, dark.map(|dark| dark.items.as_slice()));
        self.out.push_str("</g>\n");
        if link.is_some() {
            self.out.push_str("</a>\n");
        }
    }

    fn shape(&mut self, shape: &Shape, dark: Option<&Shape>) {
        match &shape.figure {
            Figure::Rect { rect, radius } => self.rect(rect, *radius),
            Figure::Circle(circle) => {
                self.out.push_str("<circle");
                self.number_attribute("cx", circle.center.x);
                self.number_attribute("cy", circle.center.y);
                self.number_attribute("r", circle.radius);
            }
            Figure::Path(path) => {
                self.out.push_str("<path d=\"");
                if !path_data(path, &mut self.out) {
                    self.fault.get_or_insert(self.group.clone());
                }
                self.out.push('"');
            }
        }
        let fill = shape.fill.map(|fill| fill.color);
        let dark_fill = dark.and_then(|dark| dark.fill).map(|fill| fill.color);
        match &shape.fill {
            Some(fill) => {
                self.paint("fill", fill.color, dark_fill);
                if fill.opacity < 1.0 {
                    self.number_attribute("fill-opacity", fill.opacity);
                }
            }
            None => self.out.push_str(" fill=\"none\""),
        }
        let stroke = shape.stroke.as_ref().map(|stroke| stroke.color);
        let dark_stroke = dark.and_then(|dark| dark.stroke.as_ref()).map(|stroke| stroke.color);
        if let Some(stroke) = &shape.stroke {
            self.stroke(stroke, dark_stroke);
        }
        self.class(&[("fill", fill, dark_fill), ("stroke", stroke, dark_stroke)]);
        self.out.push_str("/>\n");
    }

    fn rect(&mut self, rect: &Rect, radius: f64) {
        self.out.push_str("<rect");
        self.number_attribute("x", rect.x0);
        self.number_attribute("y", rect.y0);
        self.number_attribute("width", rect.width());
        self.number_attribute("height", rect.height());
        if radius > 0.0 {
            self.number_attribute("rx", radius);
        }
    }

    fn stroke(&mut self, stroke: &Stroke, dark: Option<Color>) {
        self.paint("stroke", stroke.color, dark);
        self.number_attribute("stroke-width", stroke.width);
        if let Some((dash, gap)) = stroke.dash {
            self.out.push_str(" stroke-dasharray=\"");
            number(dash, &mut self.out);
            self.out.push(' ');
            number(gap, &mut self.out);
            self.out.push('"');
        }
        if stroke.is_round {
            self.out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
    }

    fn text(&mut self, text: &Text, dark: Option<Color>) {
        if text.lines.is_empty() {
            return;
        }
        if self.embedding == Embedding::Outline {
            return self.outlined(text, dark);
        }
        let used = self.used.entry(text.face).or_default();
        used.extend(text.lines.iter().flat_map(|line| line.text.chars()));
        self.out.push_str("<text");
        let first = &text.lines[0];
        self.number_attribute("x", first.at.x);
        self.number_attribute("y", first.at.y);
        if text.size_px != ROOT_SIZE {
            self.number_attribute("font-size", text.size_px);
        }
        if text.face.weight() != 400 {
            self.number_attribute("font-weight", f64::from(text.face.weight()));
        }
        if text.face.is_italic() {
            self.out.push_str(" font-style=\"italic\"");
        }
        self.family(text);
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        self.paint("fill", text.color, dark);
        self.class(&[("fill", Some(text.color), dark)]);
        self.out.push('>');
        self.line(&first.text);
        for line in &text.lines[1..] {
            self.out.push_str("<tspan");
            self.number_attribute("x", line.at.x);
            self.number_attribute("y", line.at.y);
            self.out.push('>');
            self.line(&line.text);
            self.out.push_str("</tspan>");
        }
        self.out.push_str("</text>\n");
    }

    /// Names families for what the embedded faces lack.
    fn family(&mut self, text: &Text) {
        let own = if text.face == Face::Display { DISPLAY_FAMILY } else { FAMILY };
        let all: String = text.lines.iter().map(|line| line.text.as_str()).collect();
        let fallbacks = if all.is_ascii() { Vec::new() } else { self.fonts.fallback_families(&all) };
        if fallbacks.is_empty() {
            if text.face == Face::Display {
                self.attribute("font-family", DISPLAY_FAMILY);
            }
            return;
        }
        let quoted: Vec<String> =
            fallbacks.iter().map(|name| format!("'{}'", name.replace(['\'', '\\'], ""))).collect();
        // The families go before the generic one, which every system has and which would end the search.
        let (named, generic) = own.rsplit_once(", ").unwrap_or((own, "sans-serif"));
        self.attribute("font-family", &format!("{named}, {}, {generic}", quoted.join(", ")));
    }

    /// A line; one that starts from the right is isolated, so that its full stop stands at its left end.
    fn line(&mut self, text: &str) {
        if starts_from_right(text) {
            self.out.push('\u{2067}');
            escape_text(text, &mut self.out);
            self.out.push('\u{2069}');
        } else {
            escape_text(text, &mut self.out);
        }
    }

    /// Text as paths, named for those who cannot see them.
    fn outlined(&mut self, text: &Text, dark: Option<Color>) {
        let style = Style { face: text.face, size_px: text.size_px, line_px: 0.0 };
        let words: Vec<&str> = text.lines.iter().map(|line| line.text.as_str()).collect();
        self.out.push_str("<path role=\"img\"");
        self.attribute("aria-label", &words.join(" "));
        self.out.push_str(" d=\"");
        for line in &text.lines {
            let left = match text.anchor {
                Anchor::Start => line.at.x,
                Anchor::Middle => line.at.x - line.width / 2.0,
                Anchor::End => line.at.x - line.width,
            };
            let outline = self.fonts.outline(&line.text, style, kurbo::Point::new(left, line.at.y));
            if !glyph_data(&outline, &mut self.out) {
                self.fault.get_or_insert(self.group.clone());
            }
        }
        self.out.push('"');
        self.paint("fill", text.color, dark);
        self.class(&[("fill", Some(text.color), dark)]);
        self.out.push_str("/>\n");
    }

    /// A colour, and its class if it changes in dark.
    fn paint(&mut self, property: &'static str, color: Color, dark: Option<Color>) {
        self.out.push(' ');
        self.out.push_str(property);
        // Writing to a text never fails.
        let _ = write!(self.out, "=\"{color}\"");
        if let Some(dark) = dark.filter(|dark| *dark != color) {
            let next = self.classes.len();
            self.classes.entry((property, color, dark)).or_insert(next);
        }
    }

    /// The classes of the colours that change in dark.
    fn class(&mut self, colors: &[(&'static str, Option<Color>, Option<Color>)]) {
        let classes: Vec<String> = colors
            .iter()
            .filter_map(|(property, color, dark)| self.classes.get(&(*property, (*color)?, (*dark)?)))
            .map(|index| format!("{}--{index}", self.ids.prefix()))
            .collect();
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_attribute(value, &mut self.out);
        self.out.push('"');
    }

    fn number_attribute(&mut self, name: &str, value: f64) {
        if !is_drawable(value) {
            self.fault.get_or_insert(self.group.clone());
        }
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        number(value, &mut self.out);
        self.out.push('"');
    }
}

/// Whether the first letter that has a direction runs from the right.
fn starts_from_right(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}

/// A face with just the characters of the picture. Its range keeps pictures on one page out of each other's way.
fn font_face(face: Face, characters: &BTreeSet<char>, out: &mut String) {
    let Some(bytes) = subset(face, characters) else { return };
    let slant = if face.is_italic() { ";font-style:italic" } else { "" };
    out.push_str(&format!(
        "@font-face{{font-family:'{}';font-weight:{}{slant};src:url(data:font/ttf;base64,",
        face.family(),
        face.weight(),
    ));
    STANDARD.encode_string(bytes, out);
    out.push_str(&format!(") format('truetype');unicode-range:{}}}", ranges(characters)));
}

/// Characters as CSS writes their ranges.
fn ranges(characters: &BTreeSet<char>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in characters.iter().map(|character| u32::from(*character)) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let written = ranges.iter().map(|(first, last)| {
        if first == last { format!("U+{first:X}") } else { format!("U+{first:X}-{last:X}") }
    });
    written.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_range() {
        assert_eq!(ranges(&"abcz−".chars().collect()), "U+61-63,U+7A,U+2212");
    }
}
