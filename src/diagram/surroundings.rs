//! What stands around a drawing in every picture, in its place: title block, legend and footer (VISUAL.md section 4).

use kurbo::{Size, Vec2};

use super::caption::Caption;
use crate::drawing::scene::{Item, Scene};
use crate::furniture::{Footer, Legend, MARGIN, MIN_WIDTH, Pen, TitleBlockPlace};
use crate::theme::Look;

/// What stands around a drawing, and how large the picture is.
#[derive(Debug)]
pub(super) struct Surroundings {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title_block: TitleBlockPlace,
    /// Where the drawing ends and the legend begins.
    pub(super) body_bottom: f64,
    pub(super) legend: Legend,
    legend_center: f64,
    /// Numbers on lines, and the words that they stand for.
    pub(super) numbered: Vec<(usize, String)>,
    footer: Footer,
}

/// What the legend tells, and what it keeps from the drawing.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The marks that occur.
    pub(super) legend: Legend,
    /// Numbers on lines, and the words that they stand for: told also where the view wants no legend.
    pub(super) numbered: Vec<(usize, String)>,
    /// Between the drawing and the rule of the footer where no legend stands between them.
    pub(super) footer_room: f64,
}

impl Surroundings {
    /// Around a drawing of a size in the middle of the picture; and how far it has to move for that.
    pub(super) fn around(caption: &Caption, look: &Look<'_>, size: Size, marks: Marks) -> (Self, Vec2) {
        let width = (size.width + 2.0 * MARGIN).max(MIN_WIDTH);
        let title_block = caption.title_block.place(look, width);
        let by = Vec2::new(((width - size.width) / 2.0).floor(), title_block.body_top());
        let bottom = by.y + size.height;
        (Self::below(caption, look, (width, title_block), bottom, marks), by)
    }

    /// Below a drawing that ends at `bottom`, in a picture of a width whose title block is placed.
    pub(super) fn below(
        caption: &Caption,
        look: &Look<'_>,
        (width, title_block): (f64, TitleBlockPlace),
        bottom: f64,
        marks: Marks,
    ) -> Self {
        let Marks { legend, numbered, footer_room } = marks;
        // Half a pixel of height makes readers and painters of the picture stretch it, each in its own way.
        let bottom = bottom.ceil();
        let mut legend = if caption.has_legend { legend } else { Legend::default() };
        numbered.iter().for_each(|(number, words)| legend.add_note(*number, words.as_str()));
        let body_bottom = if legend.is_empty() { bottom + footer_room } else { bottom };
        let legend_center = legend.last_center(look, width, body_bottom);
        let footer = Footer::new(look, caption.source.as_deref(), caption.owner.as_deref(), width);
        let height = legend_center + footer.height();
        Self { width, height, title_block, body_bottom, legend, legend_center, numbered, footer }
    }

    /// The picture: the title block, the drawing, legend and footer.
    pub(super) fn scene(&self, drawing: Vec<Item>, look: &Look<'_>) -> Scene {
        let pen = Pen::new(look);
        let mut items = vec![self.title_block.draw(&pen)];
        items.extend(drawing);
        if !self.legend.is_empty() {
            items.push(self.legend.draw(&pen, self.width, self.body_bottom));
        }
        items.push(self.footer.draw(&pen, self.width, self.legend_center));
        Scene { size: Size::new(self.width, self.height), canvas: look.colors.canvas, items }
    }
}
