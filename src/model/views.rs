//! Views: the pictures that a document asks for.

use super::build::{Builder, text};
use super::sections::*;
use crate::document::sections::{self as written, Reference};
use crate::source::Spanned;

impl Builder<'_> {
    /// All views, their references resolved.
    pub(super) fn add_views(&mut self) {
        for view in &self.document.views {
            let built = self.build_view(view);
            self.model.views.push(built);
        }
    }

    fn build_view(&mut self, view: &written::View) -> View {
        View {
            id: view.item.id.clone(),
            name: view.item.name.clone(),
            kind: view.kind.value.clone(),
            title: view.title.clone(),
            subject: view.subject.clone(),
            subtitle: view.subtitle.clone(),
            figures: view.figures.clone(),
            density: view.density,
            stages: view.stages.iter().filter_map(|name| self.stage(name)).collect(),
            include: texts(&view.include),
            exclude: texts(&view.exclude),
            around: texts(&view.around),
            distance: view.distance,
            rows: view.rows.clone(),
            show: texts(&view.show),
            by: text(view.by.as_ref()),
            personas: view.persona.iter().filter_map(|name| self.persona(name)).collect(),
            direction: view.direction,
            notation: text(view.notation.as_ref()),
            fields: text(view.fields.as_ref()),
            from: self.end(view.from.as_ref()),
            to: self.end(view.to.as_ref()),
            demand: view.demand,
            available: view.available.clone(),
            customer: self.end(view.customer.as_ref()),
            supplier: self.end(view.supplier.as_ref()),
            control: self.end(view.control.as_ref()),
            highlight: texts(&view.highlight),
            shape: text(view.shape.as_ref()),
            basis: view.basis,
            level: view.level.clone(),
            theme: text(view.theme.as_ref()),
            legend: view.legend,
            group: text(view.group.as_ref()),
            span: view.item.span,
        }
    }

    fn end(&mut self, name: Option<&Reference>) -> Option<FlowNode> {
        name.and_then(|name| self.flow_end(name))
    }
}

fn texts(values: &[Spanned<String>]) -> Vec<String> {
    values.iter().map(|value| value.value.clone()).collect()
}
