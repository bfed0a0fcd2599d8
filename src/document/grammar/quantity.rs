//! Quantities with units: durations, percentages, money, rates, plain numbers.

/// A unit of time as the format writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// `s`
    Second,
    /// `m` or `min`
    Minute,
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `mo`
    Month,
    /// `y`
    Year,
}

/// A length of time in the author's own units; `1w 2d` has two parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// Amounts from the largest unit to the smallest.
    pub parts: Vec<(f64, TimeUnit)>,
    /// Written with the suffix `cal`: calendar time, around the clock, not working time.
    pub is_calendar: bool,
}

/// What a working day and a working week hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calendar {
    /// Working hours of a day.
    pub hours_per_day: f64,
    /// Working days of a week.
    pub days_per_week: f64,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The amount in units of the currency.
    pub amount: f64,
    /// Its code, as in `18k EUR`; without one `meta.currency` holds.
    pub currency: Option<String>,
}

/// So many in a unit of time, as `35/week`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many.
    pub count: f64,
    /// In one of these.
    pub per: TimeUnit,
}

/// So much time in a unit of time, as `40h/week`.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeRate {
    /// How much time.
    pub time: Duration,
    /// In one of these.
    pub per: TimeUnit,
}

/// Any quantity of a key figure, with the way in which it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// A plain number; `decimals` as written, so that `9.0` stays `9.0`.
    Number {
        /// The value.
        value: f64,
        /// Digits after the point, as written.
        decimals: u8,
    },
    /// A percentage as a share of one; `decimals` of the percentage as written.
    Percent {
        /// 0.4 for 40 %.
        share: f64,
        /// Digits after the point of the percentage, as written.
        decimals: u8,
    },
    /// A length of time.
    Time(Duration),
    /// An amount of money.
    Money(Money),
    /// Anything else, kept as text.
    Text(String),
}
