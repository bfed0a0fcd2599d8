//! Who has what part in which activity, and which rules of a responsibility matrix that breaks (NOTATION.md section 10).

use std::collections::BTreeMap;

use crate::model::{Assignment, Model, Owner, StageId, StepId, Swimlane, SwimlaneId};

/// Activities, roles, and who has what part in what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Columns in order.
    pub roles: Vec<Party>,
    /// Rows in order.
    pub activities: Vec<Activity>,
    /// Whether it follows from who does and owns the steps, as the document states no matrix.
    pub is_derived: bool,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Unique among roles.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is one of the company's people: no customer, no partner, no machine.
    pub is_staff: bool,
}

/// An activity, and who has what part in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Unique among activities.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The step that it is.
    pub step: Option<StepId>,
    /// Parts by the places of roles.
    pub parts: BTreeMap<usize, Assignment>,
}

/// A rule that a matrix breaks; activities and roles by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody takes part.
    Empty(usize),
    /// Nobody answers for it.
    NobodyAccountable(usize),
    /// So many answer for it.
    SeveralAccountable(usize, usize),
    /// Nobody does it.
    NobodyResponsible(usize),
    /// So many are asked before: more than three make it slow.
    ManyConsulted(usize, usize),
    /// A role that neither does anything nor answers for anything.
    IdleRole(usize),
}

/// More who are asked than this make an activity slow.
const MOST_CONSULTED: usize = 3;

impl Matrix {
    /// The matrix that a document states, or that follows from who owns and does its steps.
    pub fn of(model: &Model) -> Self {
        if model.raci.is_empty() { derived(model) } else { stated(model) }
    }

    /// The same with only those activities that pass; of a derived one also only the roles that take part in these.
    #[must_use]
    pub fn only(mut self, passes: impl Fn(&Activity) -> bool) -> Self {
        self.activities.retain(|activity| passes(activity));
        if self.is_derived { self.without_bystanders() } else { self }
    }

    /// Rules that it breaks: those of activities in order, then those of roles.
    pub fn faults(&self) -> Vec<Fault> {
        let of_rows = self.activities.iter().enumerate().flat_map(|(place, row)| row.faults(place));
        let idle = (0..self.roles.len()).filter(|role| self.done_by(*role) + self.answered_by(*role) == 0);
        of_rows.chain(idle.map(Fault::IdleRole)).collect()
    }

    /// Activities that nobody does or nobody answers for.
    pub fn gaps(&self) -> usize {
        let is_gap = |row: &&Activity| !row.has(is_doing) || !row.has(is_answering);
        self.activities.iter().filter(is_gap).count()
    }

    /// How many activities a role does.
    pub fn done_by(&self, role: usize) -> usize {
        self.activities.iter().filter(|row| row.parts.get(&role).is_some_and(is_doing)).count()
    }

    /// How many activities a role answers for.
    pub fn answered_by(&self, role: usize) -> usize {
        self.activities.iter().filter(|row| row.parts.get(&role).is_some_and(is_answering)).count()
    }

    /// The people who do most, and how many activities; nobody if nobody does anything.
    pub fn busiest(&self) -> (Vec<usize>, usize) {
        let staff = || (0..self.roles.len()).filter(|role| self.roles[*role].is_staff);
        let most = staff().map(|role| self.done_by(role)).max().unwrap_or(0);
        (staff().filter(|role| most > 0 && self.done_by(*role) == most).collect(), most)
    }

    /// The stage of an activity.
    pub fn stage(&self, model: &Model, activity: &Activity) -> Option<StageId> {
        activity.step.and_then(|step| model.step(step).stage)
    }

    fn without_bystanders(mut self) -> Self {
        let takes_part =
            |role: usize| self.activities.iter().any(|activity| activity.parts.contains_key(&role));
        let kept: Vec<usize> = (0..self.roles.len()).filter(|role| takes_part(*role)).collect();
        for activity in &mut self.activities {
            let parts = kept.iter().enumerate();
            let parts = parts.filter_map(|(place, role)| Some((place, *activity.parts.get(role)?)));
            activity.parts = parts.collect();
        }
        self.roles = kept.iter().map(|role| self.roles[*role].clone()).collect();
        self
    }
}

impl Activity {
    /// How many have a part of a kind.
    fn count(&self, is_kind: impl Fn(&Assignment) -> bool) -> usize {
        self.parts.values().filter(|part| is_kind(part)).count()
    }

    fn has(&self, is_kind: impl Fn(&Assignment) -> bool) -> bool {
        self.count(is_kind) > 0
    }

    fn faults(&self, place: usize) -> Vec<Fault> {
        if self.parts.is_empty() {
            return vec![Fault::Empty(place)];
        }
        let mut faults = Vec::new();
        match self.count(is_answering) {
            0 => faults.push(Fault::NobodyAccountable(place)),
            1 => {}
            several => faults.push(Fault::SeveralAccountable(place, several)),
        }
        if !self.has(is_doing) {
            faults.push(Fault::NobodyResponsible(place));
        }
        let consulted = self.count(|part| part.is_consulted);
        if consulted > MOST_CONSULTED {
            faults.push(Fault::ManyConsulted(place, consulted));
        }
        faults
    }
}

/// Who drives an activity does it.
fn is_doing(part: &Assignment) -> bool {
    part.is_responsible || part.is_driving
}

fn is_answering(part: &Assignment) -> bool {
    part.is_accountable
}

fn stated(model: &Model) -> Matrix {
    let roles =
        model.roles.iter().map(|role| Party { id: role.id.clone(), name: role.name.clone(), is_staff: true });
    let activities = model.raci.iter().map(|row| Activity {
        id: row.id.clone(),
        name: row.name.clone(),
        step: row.step,
        parts: row.assignments.iter().map(|(role, part)| (role.index(), *part)).collect(),
    });
    Matrix { roles: roles.collect(), activities: activities.collect(), is_derived: false }
}

/// Who owns a step answers for it, who does it is responsible; those who are asked and told are named.
fn derived(model: &Model) -> Matrix {
    let mut columns = Columns::of(model);
    let mut activities = Vec::new();
    for id in model.step_ids() {
        let step = model.step(id);
        if step.owner.is_none() && step.consulted.is_empty() && step.informed.is_empty() {
            continue;
        }
        let mut parts: BTreeMap<usize, Assignment> = BTreeMap::new();
        for lane in &step.by {
            parts.entry(columns.of_lane(*lane)).or_default().is_responsible = true;
        }
        if let Some(owner) = &step.owner {
            parts.entry(columns.of_owner(owner)).or_default().is_accountable = true;
        }
        for asked in &step.consulted {
            parts.entry(columns.of_owner(asked)).or_default().is_consulted = true;
        }
        for told in &step.informed {
            parts.entry(columns.of_owner(told)).or_default().is_informed = true;
        }
        activities.push(Activity { id: step.id.clone(), name: step.name.clone(), step: Some(id), parts });
    }
    let matrix = Matrix { roles: columns.roles, activities, is_derived: true };
    matrix.without_bystanders()
}

/// Swimlanes in document order, then those who are only named.
struct Columns {
    roles: Vec<Party>,
    lanes: usize,
}

impl Columns {
    fn of(model: &Model) -> Self {
        let roles = model.swimlanes.iter();
        let party = |lane: &Swimlane| Party {
            id: lane.id.clone(),
            name: lane.name.clone(),
            is_staff: !lane.is_external() && !lane.is_system(),
        };
        let roles: Vec<Party> = roles.map(party).collect();
        Self { lanes: roles.len(), roles }
    }

    fn of_lane(&self, lane: SwimlaneId) -> usize {
        lane.index()
    }

    fn of_owner(&mut self, owner: &Owner) -> usize {
        let name = match owner {
            Owner::Swimlane(lane) => return lane.index(),
            Owner::Name(name) => name,
        };
        let known = self.roles[self.lanes..].iter().position(|role| role.name == *name);
        known.map_or_else(
            || {
                // Ids of lanes are slugs, and so without a space.
                let id = format!("named {name}");
                self.roles.push(Party { id, name: name.clone(), is_staff: true });
                self.roles.len() - 1
            },
            |place| self.lanes + place,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn matrix(text: &str) -> Matrix {
        let files = Files::single("test.yaml", text.to_owned());
        Matrix::of(&crate::load(&files).model.expect("a sound document"))
    }

    #[test]
    fn every_rule_of_the_notation_is_judged() {
        let found = matrix(
            "type: raci\nroles: [A1, B1, C1, D1, E1]\nraci:\n  Fine: {A1: A/R}\n  None: {}\n  Two: {A1: A, B1: A, C1: R}\n  \
             Undone: {A1: A, B1: I}\n  Slow: {A1: A/R, B1: C, C1: C, D1: C, E1: C}\n  Alone: {B1: R}",
        );
        let expected = [
            Fault::Empty(1),
            Fault::SeveralAccountable(2, 2),
            Fault::NobodyResponsible(3),
            Fault::ManyConsulted(4, 4),
            Fault::NobodyAccountable(5),
            Fault::IdleRole(3),
            Fault::IdleRole(4),
        ];
        assert_eq!(found.faults(), expected);
        // None, Undone and Alone; A1 does Fine and Slow.
        assert_eq!((found.gaps(), found.busiest()), (3, (vec![0], 2)));
        assert_eq!((found.answered_by(0), found.done_by(1)), (4, 1));
    }

    #[test]
    fn owners_answer_and_those_who_do_are_responsible() {
        let found = matrix(
            "type: raci\nswimlanes: [Idle, SDR, AE]\nsteps:\n  - Call: {by: SDR, owner: AE, consulted: Legal, informed: [Boss, SDR]}\n  \
             - Sign: {by: AE, owner: AE}\n  - Loose: {by: SDR}",
        );
        let names: Vec<&str> = found.roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["SDR", "AE", "Legal", "Boss"]);
        assert_eq!(found.activities.len(), 2, "a step that nobody owns says nothing");
        let call = &found.activities[0].parts;
        assert!(call[&0].is_responsible && call[&0].is_informed && !call[&0].is_accountable);
        assert!(call[&1].is_accountable && call[&2].is_consulted && call[&3].is_informed);
        let sign = &found.activities[1].parts[&1];
        assert!(sign.is_accountable && sign.is_responsible);
        assert!(found.faults().contains(&Fault::IdleRole(2)));
    }

    #[test]
    fn who_drives_an_activity_does_it() {
        let found = matrix("type: raci\nraci:\n  Decide: {AE: D, Boss: A}");
        assert!(found.faults().is_empty(), "{:?}", found.faults());
    }
}
