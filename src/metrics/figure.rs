//! A number with its formula and what it was computed from.

/// What a figure is, apart from any document.
#[derive(Debug, PartialEq)]
pub struct Definition {
    /// What pictures, `stats` and `explain` call it.
    pub name: &'static str,
    /// How it is computed, names of inputs between braces: `{work} / {lead time}`.
    pub formula: &'static str,
    /// What it tells, and by whom it is defined where somebody did.
    pub about: &'static str,
    /// What a picture says beside it.
    pub words: Words,
}

/// What a picture says beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// What it counts, by the name of one: `7 stages`.
    Things(&'static str),
    /// The same words whatever the number is.
    Beside(&'static str),
    /// They depend on more than the number: a picture that shows it finds them itself.
    Own,
}

/// A number that follows from a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is.
    pub definition: &'static Definition,
    /// What it is of, where there are several: a stage, a step, a segment.
    pub of: Option<String>,
    /// The number.
    pub value: Value,
    /// What it was computed from, in the order of the formula.
    pub inputs: Vec<Input>,
}

/// A number that a figure was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What the formula calls it.
    pub name: &'static str,
    /// What it is of, where there are several.
    pub of: Option<String>,
    /// The number.
    pub value: Value,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Things, or a plain number.
    Number(f64),
    /// A share of one.
    Share(f64),
    /// A difference of shares, in percentage points: 0.01 is one.
    Points(f64),
    /// Working minutes.
    Time(f64),
    /// Days around the clock.
    Days(f64),
    /// An emotion, −2 to 2, or a difference of two.
    Score(f64),
    /// Money.
    Money {
        /// How much.
        amount: f64,
        /// As ISO 4217 writes it; empty where the document names none.
        currency: String,
    },
    /// So many of a unit of time: cases a week, money a day.
    Rate {
        /// How much.
        amount: Box<Self>,
        /// Of each: `day`, `week`.
        per: &'static str,
    },
    /// A name: of the step that is the bottleneck.
    Text(String),
}

impl Value {
    /// The number in its own unit: counts, shares of one, minutes; `None` for a name.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value)
            | Self::Share(value)
            | Self::Points(value)
            | Self::Time(value)
            | Self::Days(value)
            | Self::Score(value)
            | Self::Money { amount: value, .. } => Some(*value),
            Self::Rate { amount, .. } => amount.number(),
            Self::Text(_) => None,
        }
    }

    /// How much it is more than another of its kind; a difference of shares is in points.
    pub fn minus(&self, before: &Self) -> Option<Self> {
        let change = self.number()? - before.number()?;
        Some(match self {
            Self::Number(_) => Self::Number(change),
            Self::Share(_) | Self::Points(_) => Self::Points(change),
            Self::Time(_) => Self::Time(change),
            Self::Days(_) => Self::Days(change),
            Self::Score(_) => Self::Score(change),
            Self::Money { currency, .. } => Self::Money { amount: change, currency: currency.clone() },
            Self::Rate { amount, per } => {
                let Self::Rate { amount: other, .. } = before else { return None };
                Self::Rate { amount: Box::new(amount.minus(other)?), per }
            }
            Self::Text(_) => return None,
        })
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl Definition {
    /// The figure of that value.
    pub fn figure(&'static self, value: impl Into<Value>) -> Figure {
        Figure { definition: self, of: None, value: value.into(), inputs: Vec::new() }
    }

    /// The sum of times of one name, each of something; `None` for no times.
    pub(super) fn sum(&'static self, name: &'static str, terms: Vec<(String, f64)>) -> Option<Figure> {
        let sum = terms.iter().map(|(_, minutes)| minutes).sum();
        (!terms.is_empty()).then(|| self.figure(Value::Time(sum)).with_each(name, times(terms)))
    }
}

/// Times, each of something.
pub(super) fn times(terms: Vec<(String, f64)>) -> impl Iterator<Item = (String, Value)> {
    terms.into_iter().map(|(of, minutes)| (of, Value::Time(minutes)))
}

impl Figure {
    /// The same, said of something.
    #[must_use]
    pub fn of(mut self, whom: impl Into<String>) -> Self {
        self.of = Some(whom.into());
        self
    }

    /// The same with an input.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.inputs.push(Input { name, of: None, value: value.into() });
        self
    }

    /// The same with inputs of one name, each of something.
    #[must_use]
    pub fn with_each(mut self, name: &'static str, terms: impl IntoIterator<Item = (String, Value)>) -> Self {
        self.inputs.extend(terms.into_iter().map(|(of, value)| Input { name, of: Some(of), value }));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_share_is_in_points() {
        let change = Value::Share(0.4).minus(&Value::Share(0.25));
        assert!(matches!(change, Some(Value::Points(points)) if (points - 0.15).abs() < 1e-12));
    }

    #[test]
    fn names_have_no_difference() {
        assert_eq!(Value::Text("Demo".to_owned()).minus(&Value::Text("Quote".to_owned())), None);
    }
}
