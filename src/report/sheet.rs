//! All figures of a document, view by view.

use crate::diagram;
use crate::metrics::figure::{Figure, Value};
use crate::model::{Calendar, Model, View};

/// The figures of a document.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What a working day and week hold, for times in words.
    pub calendar: Calendar,
    /// One for each view that has figures.
    pub sections: Vec<Section>,
    /// Whether each row has what it was before a change.
    pub is_compared: bool,
}

impl Sheet {
    /// All figures of some views of a document; views without any are left out.
    pub fn new(model: &Model, views: &[View]) -> Self {
        let section = |view: &View| {
            let figures = diagram::find(&view.kind)?.figures(model, view);
            (!figures.is_empty()).then(|| Section {
                view: view.id.clone(),
                kind: view.kind.clone(),
                title: view.title.as_ref().or(model.title.as_ref()).cloned(),
                rows: figures.into_iter().map(Row::from).collect(),
            })
        };
        let sections = views.iter().filter_map(section).collect();
        Self { calendar: model.calendar.0, sections, is_compared: false }
    }
}

/// The figures of a view.
#[derive(Clone, Debug)]
pub struct Section {
    /// The id of the view.
    pub view: String,
    /// Its type.
    pub kind: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its figures, in the order of their family.
    pub rows: Vec<Row>,
}

/// A figure, and what it was before a change.
#[derive(Clone, Debug)]
pub struct Row {
    /// The figure as it is now; where it has gone, as it was.
    pub figure: Figure,
    /// What it was; `None` where it is new, or nothing is compared.
    pub before: Option<Value>,
    /// Whether it is there no longer.
    pub is_gone: bool,
}

impl Row {
    /// What it is now; `None` where it has gone.
    pub fn after(&self) -> Option<&Value> {
        (!self.is_gone).then_some(&self.figure.value)
    }

    /// How much it has changed; `None` where it has not, is new or has gone.
    pub fn change(&self) -> Option<Value> {
        let change = self.after()?.minus(self.before.as_ref()?)?;
        change.number().filter(|number| number.abs() > 1e-9).map(|_| change)
    }

    /// Whether it is not what it was.
    pub fn has_changed(&self) -> bool {
        match (&self.before, self.after()) {
            (Some(before), Some(after)) if before.number().is_some() => {
                self.change().is_some() || after.number().is_none()
            }
            (before, after) => before.as_ref() != after,
        }
    }
}

impl From<Figure> for Row {
    fn from(figure: Figure) -> Self {
        Self { figure, before: None, is_gone: false }
    }
}
