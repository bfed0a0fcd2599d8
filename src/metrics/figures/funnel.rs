//! Figures of a funnel.

use crate::metrics::figure::{Definition, Figure, Value, Words};
use crate::metrics::funnel::{Funnel, Measure, Outcome, Step, WinRate};
use crate::metrics::time;
use crate::model::{Basis, Model};

static ENTERED: Definition = Definition {
    name: "entered",
    formula: "records that ever entered the stage",
    about: "The count of a stage, as the document states it or as it is read from an export.",
    words: Words::Own,
};
static PRESENT: Definition = Definition {
    name: "in the stage",
    formula: "records that are in the stage now",
    about: "A snapshot. Conversion cannot be told from it, for what has left is not in it.",
    words: Words::Own,
};
static DISTRIBUTION: Definition = Definition {
    name: "share of all",
    formula: "{in the stage} / {all}",
    about: "How what is open is spread over the stages.",
    words: Words::Own,
};
static STEP_CONVERSION: Definition = Definition {
    name: "step conversion",
    formula: "{reached} / {entered}",
    about: "The share of a stage that reaches the next. Above 100% records skip the earlier stage or come back.",
    words: Words::Own,
};
static CUMULATIVE: Definition = Definition {
    name: "cumulative conversion",
    formula: "{reached} / {entered first}",
    about: "The share of the first stage that reaches this one.",
    words: Words::Own,
};
static OVERALL: Definition = Definition {
    name: "overall conversion",
    formula: "{reached last} / {entered first}",
    about: "The share of the first stage that reaches the last.",
    words: Words::Own,
};
static DROP_OFF: Definition = Definition {
    name: "drop-off",
    formula: "{entered} − {reached}",
    about: "How many of a stage do not reach the next.",
    words: Words::Own,
};
static LARGEST_DROP: Definition = Definition {
    name: "largest drop-off",
    formula: "greatest of all drop-offs",
    about: "The step that leaves most records behind.",
    words: Words::Own,
};
static LOST: Definition = Definition {
    name: "lost",
    formula: "records lost at the stage",
    about: "Of those that did not move on, the ones that were lost; by reason where reasons are counted.",
    words: Words::Own,
};
static OTHERWISE: Definition = Definition {
    name: "neither lost nor open",
    formula: "{drop-off} − {lost} − {open}",
    about: "Of those that did not move on, the ones that nobody accounts for: disqualified, merged, forgotten.",
    words: Words::Own,
};
static CHANGE: Definition = Definition {
    name: "change of conversion",
    formula: "{conversion} − {previous conversion}",
    about: "How much a conversion changed from the period before, in percentage points.",
    words: Words::Own,
};
static TIME_IN_STAGE: Definition = Definition {
    name: "time in stage",
    formula: "median of the times that records spent there",
    about: "How long a stage takes: the median, for a mean is moved by a few that were forgotten. Percentiles where known.",
    words: Words::Own,
};
static CYCLE: Definition = Definition {
    name: "sales cycle",
    formula: "sum of {time in stage} from opportunity to won",
    about: "Days around the clock from opportunity to won.",
    words: Words::Own,
};
static OPPORTUNITY_TO_WON: Definition = Definition {
    name: "opportunity to won",
    formula: "{won} / {opportunities}",
    about: "The share of the opportunities that ever entered that are won.",
    words: Words::Own,
};
static WIN_RATE: Definition = Definition {
    name: "win rate by count",
    formula: "{won} / ({won} + {lost})",
    about: "The share of the closed opportunities that are won, each counting one.",
    words: Words::Own,
};
static WIN_RATE_BY_VALUE: Definition = Definition {
    name: "win rate by value",
    formula: "{won} / ({won} + {lost})",
    about: "The share of the closed opportunities that are won, each counting its money.",
    words: Words::Own,
};
static AVERAGE_DEAL: Definition = Definition {
    name: "average deal",
    formula: "`value` of the last stage that states one",
    about: "What a deal is worth.",
    words: Words::Own,
};
static OPEN_INVENTORY: Definition = Definition {
    name: "open opportunities",
    formula: "{created} / {days of the period} × {cycle in days}",
    about: "How many opportunities are open at a time, by Little's law (1961) where they are not counted.",
    words: Words::Own,
};
static OPEN_COUNTED: Definition = Definition {
    name: "open opportunities",
    formula: "sum of `open` of the stages from opportunity on",
    about: "How many opportunities are open, as they are counted.",
    words: Words::Own,
};
static VELOCITY: Definition = Definition {
    name: "sales velocity",
    formula: "{open opportunities} × {average deal} × {win rate} / {cycle in days}",
    about: "What the open opportunities bring in a day. The open ones count, not those created in the period.",
    words: Words::Own,
};
static PIPELINE: Definition = Definition {
    name: "open pipeline",
    formula: "sum of open × value",
    about: "What all open opportunities are worth.",
    words: Words::Own,
};
static WEIGHTED: Definition = Definition {
    name: "weighted pipeline",
    formula: "sum of open × value × probability",
    about: "The open pipeline, weighed by the chances that are set.",
    words: Words::Own,
};
static EXPECTED: Definition = Definition {
    name: "expected pipeline",
    formula: "sum of open × value × historic chance",
    about: "The open pipeline, weighed by the chances that history tells.",
    words: Words::Own,
};
static COVERAGE: Definition = Definition {
    name: "coverage",
    formula: "{open pipeline} / {quota}",
    about: "How many times the open pipeline covers the quota.",
    words: Words::Own,
};
static CONFIGURED: Definition = Definition {
    name: "probability",
    formula: "`probability` of the stage",
    about: "The chance to win from a stage as it is set.",
    words: Words::Own,
};
static HISTORIC: Definition = Definition {
    name: "historic probability",
    formula: "{won} / {entered}",
    about: "The chance to win from a stage as history tells: won of those that ever entered.",
    words: Words::Own,
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[
    &ENTERED,
    &PRESENT,
    &DISTRIBUTION,
    &STEP_CONVERSION,
    &CUMULATIVE,
    &OVERALL,
    &DROP_OFF,
    &LARGEST_DROP,
    &LOST,
    &OTHERWISE,
    &CHANGE,
    &TIME_IN_STAGE,
    &CYCLE,
    &OPPORTUNITY_TO_WON,
    &WIN_RATE,
    &WIN_RATE_BY_VALUE,
    &AVERAGE_DEAL,
    &OPEN_INVENTORY,
    &OPEN_COUNTED,
    &VELOCITY,
    &PIPELINE,
    &WEIGHTED,
    &EXPECTED,
    &COVERAGE,
    &CONFIGURED,
    &HISTORIC,
];

/// A funnel whose figures are told, and whom it is of.
struct Told<'a> {
    model: &'a Model,
    funnel: &'a Funnel,
    /// The segment, if it is of one.
    segment: Option<String>,
    currency: String,
}

/// The figures of a funnel of all records, or of one segment.
pub fn funnel(model: &Model, funnel: &Funnel) -> Vec<Figure> {
    let segment = funnel.segment.map(|segment| model.segment(segment).name.clone());
    let currency = funnel.currency.clone().unwrap_or_default();
    let told = Told { model, funnel, segment, currency };
    let mut figures = told.counts();
    figures.extend(told.conversions());
    figures.extend(told.drops());
    figures.extend(told.changes());
    figures.extend(told.times());
    figures.extend(told.deals());
    figures.extend(told.pipeline());
    figures.extend(told.chances());
    figures
}

impl Told<'_> {
    /// A stage, with its segment.
    fn of(&self, what: &str) -> String {
        match &self.segment {
            Some(segment) => format!("{what}, {segment}"),
            None => what.to_owned(),
        }
    }

    fn stage(&self, at: usize) -> String {
        self.of(&self.funnel.stages[at].name)
    }

    fn step(&self, step: &Step) -> String {
        let name = |at: usize| &self.funnel.stages[at].name;
        self.of(&format!("{} → {}", name(step.from), name(step.to)))
    }

    /// What is said of the whole is said of the segment.
    fn whole(&self, figure: Figure) -> Figure {
        match &self.segment {
            Some(segment) => figure.of(segment),
            None => figure,
        }
    }

    fn money(&self, amount: f64) -> Value {
        Value::Money { amount, currency: self.currency.clone() }
    }

    fn counts(&self) -> Vec<Figure> {
        let is_snapshot = self.funnel.basis == Basis::Snapshot;
        let definition = if is_snapshot { &PRESENT } else { &ENTERED };
        let counted = self.funnel.stages.iter().enumerate();
        let counted = counted.filter_map(|(at, stage)| Some((at, stage.count?)));
        let mut figures: Vec<Figure> = counted
            .clone()
            .map(|(at, count)| definition.figure(Value::Number(count)).of(self.stage(at)))
            .collect();
        if is_snapshot {
            figures.extend(counted.filter_map(|(at, count)| {
                let figure =
                    DISTRIBUTION.figure(Value::Share(self.funnel.distribution(at)?)).of(self.stage(at));
                let figure = figure.with("in the stage", Value::Number(count));
                Some(figure.with("all", Value::Number(self.funnel.sum())))
            }));
        }
        figures
    }

    fn conversions(&self) -> Vec<Figure> {
        let mut figures: Vec<Figure> = Vec::new();
        for step in self.funnel.steps() {
            let Some(share) = step.conversion() else { continue };
            let figure = STEP_CONVERSION.figure(Value::Share(share)).of(self.step(&step));
            figures.push(both(figure, "reached", step.reached, "entered", step.entered));
        }
        for at in 1..self.funnel.stages.len() {
            let Some(conversion) = self.funnel.cumulative(at).filter(|conversion| conversion.from < at)
            else {
                continue;
            };
            let Some(share) = conversion.share() else { continue };
            let figure = CUMULATIVE.figure(Value::Share(share)).of(self.stage(at));
            figures.push(both(figure, "reached", conversion.reached, "entered first", conversion.entered));
        }
        if let Some(conversion) = self.funnel.overall()
            && let Some(share) = conversion.share()
        {
            let figure = self.whole(OVERALL.figure(Value::Share(share)));
            figures.push(both(
                figure,
                "reached last",
                conversion.reached,
                "entered first",
                conversion.entered,
            ));
        }
        figures
    }

    fn drops(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for step in self.funnel.steps() {
            let figure = DROP_OFF.figure(Value::Number(step.dropped())).of(self.step(&step));
            figures.push(both(figure, "entered", step.entered, "reached", step.reached));
            let Some(lost) = step.lost else { continue };
            let reasons = step
                .reasons
                .iter()
                .filter_map(|reason| Some((reason.text.clone(), Value::Number(reason.count?))));
            figures.push(
                LOST.figure(Value::Number(lost)).of(self.stage(step.from)).with_each("reason", reasons),
            );
            if let Some(rest) = step.otherwise() {
                let figure = OTHERWISE.figure(Value::Number(rest)).of(self.stage(step.from));
                let figure = both(figure, "drop-off", step.dropped(), "lost", lost);
                figures.push(figure.with("open", Value::Number(step.open.unwrap_or(0.0))));
            }
        }
        figures.extend(
            self.funnel
                .largest_drop()
                .map(|step| LARGEST_DROP.figure(Value::Number(step.dropped())).of(self.step(&step))),
        );
        figures
    }

    fn changes(&self) -> Vec<Figure> {
        let figure = |now: f64, before: f64| {
            let figure = CHANGE.figure(Value::Points(now - before));
            figure.with("conversion", Value::Share(now)).with("previous conversion", Value::Share(before))
        };
        let steps = self.funnel.steps();
        let mut figures: Vec<Figure> = steps
            .iter()
            .filter_map(|step| Some(figure(step.conversion()?, step.previous()?).of(self.step(step))))
            .collect();
        let overall = self.funnel.overall().and_then(|now| now.share());
        let before = self.funnel.overall_before().and_then(|before| before.share());
        figures.extend(overall.zip(before).map(|(now, before)| self.whole(figure(now, before))));
        figures
    }

    fn times(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (at, stage) in self.funnel.stages.iter().enumerate() {
            let Some(time) = &stage.time else { continue };
            let minutes = |time| Value::Time(time::working_minutes(time, &self.model.calendar.0));
            figures.push(TIME_IN_STAGE.figure(minutes(&time.p50)).of(self.stage(at)));
            for (name, percentile) in [("p75", &time.p75), ("p90", &time.p90)] {
                let figure = percentile.as_ref().map(|time| TIME_IN_STAGE.figure(minutes(time)));
                figures.extend(figure.map(|figure| figure.of(format!("{}, {name}", self.stage(at)))));
            }
        }
        figures
    }

    fn deals(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        if let Some(rate) = self.funnel.opportunity_to_won() {
            let figure = self.whole(OPPORTUNITY_TO_WON.figure(Value::Share(rate.share())));
            figures.push(both(figure, "won", rate.won, "opportunities", rate.all));
        }
        let closed = |rate: &WinRate| rate.of == Outcome::Closed;
        for rate in
            [self.funnel.win_rate(), self.funnel.win_rate_by_value()].into_iter().flatten().filter(closed)
        {
            let (definition, value): (&'static Definition, &dyn Fn(f64) -> Value) = match rate.by {
                Measure::Count => (&WIN_RATE, &Value::Number),
                Measure::Value => (&WIN_RATE_BY_VALUE, &|amount| self.money(amount)),
            };
            let figure = self.whole(definition.figure(Value::Share(rate.share())));
            figures.push(figure.with("won", value(rate.won)).with("lost", value(rate.all - rate.won)));
        }
        let deal = self.funnel.average_deal().map(|deal| AVERAGE_DEAL.figure(self.money(deal)));
        figures.extend(deal.map(|figure| self.whole(figure)));
        if let Some(range) = self.funnel.cycle_days().zip(self.funnel.opportunity) {
            let (days, from) = range;
            let stages = (from..self.funnel.stages.len().saturating_sub(1)).filter_map(|at| {
                Some((self.funnel.stages[at].name.clone(), days_value(self.funnel.stages[at].days?)))
            });
            figures.push(self.whole(CYCLE.figure(days_value(days)).with_each("time in stage", stages)));
        }
        figures.extend(self.velocity());
        figures
    }

    fn velocity(&self) -> Vec<Figure> {
        let Some(velocity) = self.funnel.velocity() else { return Vec::new() };
        let open = match (velocity.is_counted, velocity.created, velocity.period_days) {
            (false, Some(created), Some(days)) => OPEN_INVENTORY
                .figure(Value::Number(velocity.open))
                .with("created", Value::Number(created))
                .with("days of the period", Value::Number(days))
                .with("cycle in days", Value::Number(velocity.cycle_days)),
            _ => OPEN_COUNTED.figure(Value::Number(velocity.open)),
        };
        let amount = Box::new(self.money(velocity.per_day()));
        let figure = VELOCITY
            .figure(Value::Rate { amount, per: "day" })
            .with("open opportunities", Value::Number(velocity.open))
            .with("average deal", self.money(velocity.deal))
            .with("win rate", Value::Share(velocity.win_rate.share()))
            .with("cycle in days", Value::Number(velocity.cycle_days));
        vec![self.whole(open), self.whole(figure)]
    }

    fn pipeline(&self) -> Vec<Figure> {
        let Some(pipeline) = self.funnel.pipeline() else { return Vec::new() };
        let parts = pipeline
            .parts
            .iter()
            .map(|part| (self.funnel.stages[part.stage].name.clone(), self.money(part.open * part.each)));
        let mut figures = vec![PIPELINE.figure(self.money(pipeline.value())).with_each("value", parts)];
        figures.extend(pipeline.weighted().map(|amount| WEIGHTED.figure(self.money(amount))));
        figures.extend(pipeline.expected().map(|amount| EXPECTED.figure(self.money(amount))));
        figures.extend(self.funnel.coverage().map(|coverage| {
            let figure = COVERAGE.figure(Value::Number(coverage.ratio()));
            figure
                .with("open pipeline", self.money(coverage.pipeline))
                .with("quota", self.money(coverage.quota))
        }));
        figures.into_iter().map(|figure| self.whole(figure)).collect()
    }

    fn chances(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for chance in self.funnel.chances() {
            let of = self.stage(chance.stage);
            figures.extend(chance.probability.map(|share| CONFIGURED.figure(Value::Share(share)).of(&of)));
            if let (Some(share), Some(entered)) = (chance.historic, self.funnel.stages[chance.stage].entered)
            {
                let figure = HISTORIC.figure(Value::Share(share)).of(&of);
                figures.push(both(figure, "won", share * entered, "entered", entered));
            }
        }
        figures
    }
}

/// A figure of two counts.
fn both(figure: Figure, first: &'static str, one: f64, second: &'static str, two: f64) -> Figure {
    figure.with(first, Value::Number(one)).with(second, Value::Number(two))
}

/// Days around the clock are a count: they are no working time.
fn days_value(days: f64) -> Value {
    Value::Days(days)
}
