//! Rows of plain words: goals, quotes, thoughts, evidence, who is at work before and behind the scenes, times.

use kurbo::Point;

use super::body::{Body, Frame, Place, Placed};
use crate::diagram::map::scope::Scope;
use crate::diagram::written::duration as duration_text;
use crate::drawing::scene::{Anchor, Item};
use crate::furniture::{Block, Icon, Legend, Pen};
use crate::layout::grid::Cell;
use crate::model::{ByPersona, Owner, PersonaId, Split, Step, SwimlaneId};
use crate::text::Style;
use crate::theme::{Look, typography};

/// A row of words.
#[derive(Debug)]
pub(in crate::diagram) struct Words {
    cells: Vec<WordCell>,
    unsaid: &'static str,
}

#[derive(Debug)]
struct WordCell {
    columns: std::ops::Range<usize>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Clone, Debug, PartialEq)]
struct Paragraph {
    text: String,
    voice: Voice,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Plain,
    Strong,
    Muted,
    Italic,
    /// Who says what follows.
    Speaker,
    /// With the icon of a document before it.
    Evidence,
}

impl Voice {
    fn style(self) -> Style {
        match self {
            Self::Plain | Self::Muted | Self::Evidence => typography::TEXT,
            Self::Strong => typography::TEXT_MEDIUM,
            Self::Italic => typography::TEXT_ITALIC,
            Self::Speaker => typography::NOTE_MEDIUM,
        }
    }

    fn indent(self) -> f64 {
        if self == Self::Evidence { 20.0 } else { 0.0 }
    }
}

impl Paragraph {
    fn new(voice: Voice, text: impl Into<String>) -> Self {
        Self { text: text.into(), voice }
    }
}

/// One cell for each touchpoint of which `say` has something to say.
fn by_step(
    scope: &Scope<'_>,
    unsaid: &'static str,
    say: impl Fn(usize, &Step) -> Vec<Paragraph>,
) -> Box<dyn Body> {
    let cells = scope
        .all_steps()
        .map(|(column, step)| WordCell { columns: column..column + 1, paragraphs: say(column, step) });
    Box::new(Words { cells: cells.filter(|cell| !cell.paragraphs.is_empty()).collect(), unsaid })
}

/// `goals`: what each stage is for, across its columns.
pub(in crate::diagram) fn goals(scope: &Scope<'_>) -> Box<dyn Body> {
    let cells = scope.stages().into_iter().filter_map(|(stage, columns)| {
        let objective = scope.model.stage(stage).objective.clone()?;
        Some(WordCell { columns, paragraphs: vec![Paragraph::new(Voice::Plain, objective)] })
    });
    Box::new(Words { cells: cells.collect(), unsaid: "goal" })
}

/// `quotes`: what was said, in quotation marks.
pub(in crate::diagram) fn quotes(scope: &Scope<'_>) -> Box<dyn Body> {
    by_step(scope, "quote", |_, step| said(scope, &step.quote, |text| format!("“{}”", bare(text))))
}

/// `thoughts`: what is thought.
pub(in crate::diagram) fn thoughts(scope: &Scope<'_>) -> Box<dyn Body> {
    by_step(scope, "thought", |_, step| said(scope, &step.thought, |text| bare(text).to_owned()))
}

fn said(scope: &Scope<'_>, said: &ByPersona<String>, mark: impl Fn(&str) -> String) -> Vec<Paragraph> {
    let voices: Vec<(Option<PersonaId>, String)> = match said {
        Split { all: None, each } if each.is_empty() => return Vec::new(),
        _ => scope.personas_say(said),
    };
    let mut paragraphs = Vec::new();
    for (persona, text) in voices {
        if let Some(persona) = persona {
            paragraphs.push(Paragraph::new(Voice::Speaker, scope.model.persona(persona).name.clone()));
        }
        paragraphs.push(Paragraph::new(Voice::Italic, mark(&text)));
    }
    paragraphs
}

impl Scope<'_> {
    fn personas_say(&self, said: &ByPersona<String>) -> Vec<(Option<PersonaId>, String)> {
        self.voices(said).into_iter().map(|(persona, text)| (persona, text.clone())).collect()
    }
}

/// The text without quotation marks that the author put around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '“', '”', '„', '«', '»'])
}

/// `evidence`: what the customer sees or holds.
pub(in crate::diagram) fn evidence(scope: &Scope<'_>) -> Box<dyn Body> {
    by_step(scope, "piece of evidence", |_, step| {
        step.evidence.iter().map(|text| Paragraph::new(Voice::Evidence, text.clone())).collect()
    })
}

/// `frontstage`: who deals with the customer.
pub(in crate::diagram) fn frontstage(scope: &Scope<'_>) -> Box<dyn Body> {
    by_step(scope, "frontstage entry", |_, step| names(scope, people(scope, &step.by), Voice::Strong))
}

/// `backstage`: the teams behind it, with the systems that they use.
pub(in crate::diagram) fn backstage(
    scope: &Scope<'_>,
    is_before_shown: bool,
    is_support_shown: bool,
) -> Box<dyn Body> {
    by_step(scope, "backstage entry", |column, step| {
        let before = if is_before_shown { Vec::new() } else { people(scope, &step.by) };
        let teams = before.into_iter().chain(people(scope, &step.with)).collect();
        let mut paragraphs = names(scope, teams, Voice::Strong);
        for inner in behind(scope, column, false) {
            paragraphs.push(Paragraph::new(Voice::Plain, action(scope, inner)));
        }
        if !is_support_shown {
            let systems = systems(scope, step);
            if !systems.is_empty() {
                paragraphs.push(Paragraph::new(Voice::Muted, systems.join(", ")));
            }
        }
        paragraphs
    })
}

/// `support`: the systems in use, and what they do.
pub(in crate::diagram) fn support(scope: &Scope<'_>) -> Box<dyn Body> {
    by_step(scope, "support entry", |column, step| {
        let mut paragraphs: Vec<Paragraph> =
            systems(scope, step).into_iter().map(|name| Paragraph::new(Voice::Strong, name)).collect();
        for inner in behind(scope, column, true) {
            paragraphs.push(Paragraph::new(Voice::Plain, action(scope, inner)));
        }
        paragraphs
    })
}

/// `duration`: process time, and the wait before it.
pub(in crate::diagram) fn duration(scope: &Scope<'_>) -> Box<dyn Body> {
    by_step(scope, "time", |_, step| {
        let mut paragraphs = Vec::new();
        if let Some(time) = &step.process_time.all {
            paragraphs.push(Paragraph::new(Voice::Strong, duration_text(time)));
        }
        if let Some(wait) = &step.wait.all {
            let wait = duration_text(wait);
            paragraphs.push(Paragraph::new(Voice::Muted, format!("after {wait} of waiting")));
        }
        paragraphs
    })
}

/// Lanes that are people inside the company.
fn people(scope: &Scope<'_>, lanes: &[SwimlaneId]) -> Vec<SwimlaneId> {
    let is_person = |id: &SwimlaneId| {
        let lane = scope.model.swimlane(*id);
        !lane.is_external() && !lane.is_system()
    };
    lanes.iter().copied().filter(is_person).collect()
}

fn names(scope: &Scope<'_>, lanes: Vec<SwimlaneId>, voice: Voice) -> Vec<Paragraph> {
    if lanes.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = lanes.iter().map(|id| scope.model.swimlane(*id).name.as_str()).collect();
    vec![Paragraph::new(voice, names.join(", "))]
}

/// Systems at work in a step: those that it uses, and those that take part.
fn systems(scope: &Scope<'_>, step: &Step) -> Vec<String> {
    let lanes = step.by.iter().chain(&step.with).copied().filter(|id| scope.model.swimlane(*id).is_system());
    let owners = step.uses.iter().cloned().chain(lanes.map(Owner::Swimlane));
    let mut names: Vec<String> = Vec::new();
    for owner in owners {
        let name = scope.model.owner_name(&owner);
        if names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Internal steps of the same stage between this touchpoint and the next, by people or by systems.
fn behind<'a>(scope: &Scope<'a>, column: usize, by_systems: bool) -> Vec<&'a Step> {
    let Some(stage) = scope.columns[column].stage else { return Vec::new() };
    let Some(own) = scope.columns[column].step else { return Vec::new() };
    let model = scope.model;
    let steps = model.stage(stage).steps.iter().skip_while(|id| **id != own).skip(1);
    let inner = steps.map(|id| model.step(*id)).take_while(|step| !step.is_touchpoint);
    let is_system = |step: &Step| step.by.first().is_some_and(|id| model.swimlane(*id).is_system());
    inner.filter(|step| is_system(step) == by_systems).collect()
}

/// Who does what.
fn action(scope: &Scope<'_>, step: &Step) -> String {
    match step.by.first() {
        Some(lane) => format!("{}: {}", scope.model.swimlane(*lane).name, step.name),
        None => step.name.clone(),
    }
}

impl Body for Words {
    fn place(&self, frame: &Frame, _: f64, look: &Look<'_>) -> Box<dyn Placed> {
        let cells = self.cells.iter().map(|cell| {
            let width = frame.width(&cell.columns);
            let block = |paragraph: &Paragraph| {
                let room = width - paragraph.voice.indent() - 4.0;
                (paragraph.voice, Block::new(look, &paragraph.text, paragraph.voice.style(), Some(room)))
            };
            (cell.columns.clone(), cell.paragraphs.iter().map(block).collect())
        });
        Box::new(PlacedWords { cells: cells.collect() })
    }

    fn mark(&self, _: &mut Legend) {}

    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn unsaid(&self) -> Option<(&'static str, usize)> {
        Some((self.unsaid, self.cells.len()))
    }
}

#[derive(Debug)]
struct PlacedWords {
    cells: Vec<PlacedCell>,
}

/// The columns of a cell, and its paragraphs.
type PlacedCell = (std::ops::Range<usize>, Vec<(Voice, Block)>);

/// Between two paragraphs of a cell.
const PARAGRAPH_GAP: f64 = 1.0;

fn height(paragraphs: &[(Voice, Block)]) -> f64 {
    let text: f64 = paragraphs.iter().map(|(_, block)| block.height()).sum();
    text + (paragraphs.len().max(1) - 1) as f64 * PARAGRAPH_GAP + 10.0
}

impl Placed for PlacedWords {
    fn cells(&self) -> Vec<Cell> {
        let cell = |(columns, paragraphs): &PlacedCell| Cell {
            columns: columns.clone(),
            height: height(paragraphs),
        };
        self.cells.iter().map(cell).collect()
    }

    fn draw(&self, pen: &Pen<'_>, place: &Place<'_>) -> Vec<Item> {
        let colors = &pen.look.colors;
        let mut items = Vec::new();
        for ((_, paragraphs), rect) in self.cells.iter().zip(&place.row.cells) {
            // The first baseline is 18 below the top of the cell, on that of the row's header.
            let mut baseline = rect.y0 + 18.0;
            for (voice, block) in paragraphs {
                let color = match voice {
                    Voice::Strong => colors.ink,
                    Voice::Muted | Voice::Speaker => colors.muted,
                    Voice::Plain | Voice::Italic | Voice::Evidence => colors.body,
                };
                if *voice == Voice::Evidence {
                    items.push(Icon::Document.draw(Point::new(rect.x0, baseline - 11.5), 14.0, colors.muted));
                }
                let at = Point::new(rect.x0 + voice.indent(), baseline);
                items.push(pen.block(at, block, color, Anchor::Start, Some(*rect)));
                baseline += block.height() + PARAGRAPH_GAP;
            }
        }
        items
    }
}
