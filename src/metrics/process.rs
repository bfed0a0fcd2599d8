//! What follows from the flow of a process: its main path, the shares of cases, its loops and its bottleneck.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{handoff, time};
use crate::model::{FlowKind, FlowNode, Model, Step, StepId, StepKind};

/// The tag by which authors mark the steps of the main path.
pub const MAIN_TAG: &str = "main";

/// A way that cases take from one step to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// Where it leaves.
    pub from: StepId,
    /// Where it leads.
    pub to: StepId,
    /// The share of the cases at `from` that take it; `None` where nobody says.
    pub share: Option<f64>,
    /// Its place among [`Model::all_flows`].
    pub flow: usize,
}

/// The steps of a process and the ways between them.
#[derive(Clone, Debug)]
pub struct Process<'a> {
    model: &'a Model,
    steps: Vec<StepId>,
    /// Ways in the order of the steps that they leave.
    pub ways: Vec<Way>,
    /// Ways by the step that they leave, and how many lead to each.
    out: BTreeMap<StepId, Vec<usize>>,
    into: BTreeMap<StepId, usize>,
    loops: Vec<usize>,
    /// Found when it is first asked for.
    main_path: OnceCell<MainPath>,
}

/// The way that most cases take.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MainPath {
    /// Its steps in order.
    pub steps: Vec<StepId>,
    /// The ways between them, as places in [`Process::ways`].
    pub ways: Vec<usize>,
    /// Whether the author or the shares say so at every branch; a guess otherwise.
    pub is_known: bool,
}

/// More rounds than any process with an end needs until its shares no longer change.
const MOST_ROUNDS: usize = 4000;

impl<'a> Process<'a> {
    /// The process of some steps: their control flows among each other.
    pub fn new(model: &'a Model, steps: &[StepId]) -> Self {
        let mut ways: Vec<Way> = Vec::new();
        let mut known = steps.to_vec();
        known.sort_unstable();
        let is_known = |step: &StepId| known.binary_search(step).is_ok();
        for (flow, (from, to, what)) in model.all_flows().enumerate() {
            if let (FlowNode::Step(from), FlowNode::Step(to), FlowKind::Sequence) = (from, to, what.kind)
                && is_known(&from)
                && is_known(&to)
            {
                ways.push(Way { from, to, share: what.share, flow });
            }
        }
        ways.sort_by_key(|way| (way.from, way.flow));
        let (mut out, mut into) = (BTreeMap::<StepId, Vec<usize>>::new(), BTreeMap::<StepId, usize>::new());
        for (index, way) in ways.iter().enumerate() {
            out.entry(way.from).or_default().push(index);
            *into.entry(way.to).or_default() += 1;
        }
        let main_path = OnceCell::new();
        let mut process =
            Self { model, steps: steps.to_vec(), ways, out, into, loops: Vec::new(), main_path };
        process.loops = process.find_loops();
        process.fill_in();
        process
    }

    /// The whole that it is part of.
    pub fn model(&self) -> &'a Model {
        self.model
    }

    /// Its steps, in document order.
    pub fn steps(&self) -> &[StepId] {
        &self.steps
    }

    /// All cases take the ways of a step that does not decide, where no shares say otherwise. Where one of several leads
    /// back it does decide, whatever its type: cases would else never end.
    fn fill_in(&mut self) {
        for ways in self.out.values() {
            let decides = self.model.step(self.ways[ways[0]].from).kind == StepKind::Decision
                || ways.iter().any(|way| self.leads_back(*way));
            let is_silent = ways.iter().all(|way| self.ways[*way].share.is_none());
            if is_silent && (!decides || ways.len() == 1) {
                ways.iter().for_each(|way| self.ways[*way].share = Some(1.0));
            }
        }
    }

    /// The ways that leave a step, as places in [`Process::ways`].
    pub fn out_of(&self, step: StepId) -> &[usize] {
        self.out.get(&step).map_or(&[], Vec::as_slice)
    }

    /// How many ways lead to a step.
    pub fn ways_into(&self, step: StepId) -> usize {
        self.into.get(&step).copied().unwrap_or(0)
    }

    /// How many steps decide.
    pub fn decisions(&self) -> usize {
        self.steps.iter().filter(|step| self.model.step(**step).kind == StepKind::Decision).count()
    }

    /// How many ways lead from one swimlane to another inside the company; `None` where nobody says who does what.
    pub fn hand_offs(&self) -> Option<usize> {
        let says = self.steps.iter().any(|step| !self.model.step(*step).by.is_empty());
        let count = self.ways.iter().filter(|way| handoff::is_hand_off(self.model, way.from, way.to)).count();
        says.then_some(count)
    }

    /// How many steps are done by systems alone, and how many are done at all; `None` where nobody says who does what.
    pub fn automated(&self) -> Option<(usize, usize)> {
        let steps = || self.steps.iter().map(|step| self.model.step(*step));
        let says = steps().any(|step| !step.by.is_empty());
        let automated = steps().filter(|step| is_automated(self.model, step)).count();
        says.then(|| (automated, steps().filter(|step| is_work(step)).count()))
    }

    /// Where cases come in: steps of the type `start`, else those to which no way leads, else the first.
    pub fn starts(&self) -> Vec<StepId> {
        let is_start = |step: &&StepId| self.model.step(**step).kind == StepKind::Start;
        let starts: Vec<StepId> = self.steps.iter().filter(is_start).copied().collect();
        if !starts.is_empty() {
            return starts;
        }
        let open = |step: &&StepId| self.ways_into(**step) == 0 && !self.out_of(**step).is_empty();
        let starts: Vec<StepId> = self.steps.iter().filter(open).copied().collect();
        if starts.is_empty() { self.steps.first().copied().into_iter().collect() } else { starts }
    }

    /// The ways that lead back: to a step that lies on the way to where they leave; as places in [`Process::ways`], sorted.
    pub fn loops(&self) -> &[usize] {
        &self.loops
    }

    /// Whether a way is one of them.
    pub fn leads_back(&self, way: usize) -> bool {
        self.loops.binary_search(&way).is_ok()
    }

    fn find_loops(&self) -> Vec<usize> {
        let mut back = Vec::new();
        let mut state: BTreeMap<StepId, bool> = BTreeMap::new();
        for root in self.starts().into_iter().chain(self.steps.iter().copied()) {
            if state.contains_key(&root) {
                continue;
            }
            state.insert(root, true);
            let mut stack = vec![(root, 0)];
            while let Some((step, at)) = stack.last_mut() {
                let step = *step;
                let Some(way) = self.out_of(step).get(*at).copied() else {
                    state.insert(step, false);
                    stack.pop();
                    continue;
                };
                *at += 1;
                let to = self.ways[way].to;
                match state.get(&to) {
                    Some(true) => back.push(way),
                    Some(false) => {}
                    None => {
                        state.insert(to, true);
                        stack.push((to, 0));
                    }
                }
            }
        }
        back.sort_unstable();
        back
    }

    /// The way that most cases take: along steps tagged `main`, else along the most frequent outcome of each branch.
    pub fn main_path(&self) -> &MainPath {
        self.main_path.get_or_init(|| {
            let starts = self.starts();
            let tagged = starts.iter().copied().find(|step| self.is_tagged(*step));
            let first = tagged.or(starts.first().copied());
            first.map_or_else(MainPath::default, |first| {
                self.path_from(first, &self.steps_that_lead_to_an_end())
            })
        })
    }

    /// The same for each part of the process that no way joins to the main path.
    pub fn paths_apart(&self, main: &MainPath) -> Vec<MainPath> {
        let place = |step: &StepId| self.steps.binary_search(step).unwrap_or_default();
        let mut parts = UnionFind::<usize>::new(self.steps.len());
        for way in &self.ways {
            parts.union(place(&way.from), place(&way.to));
        }
        let parts = parts.into_labeling();
        let mut is_known = vec![false; parts.len()];
        main.steps.iter().take(1).for_each(|first| is_known[parts[place(first)]] = true);
        // Where nothing leads to is a better start than the first of a circle.
        let open = self.steps.iter().copied().filter(|step| self.ways_into(*step) == 0);
        let mut firsts: Vec<StepId> =
            self.starts().into_iter().chain(open).chain(self.steps.iter().copied()).collect();
        firsts.retain(|step| !std::mem::replace(&mut is_known[parts[place(step)]], true));
        if firsts.is_empty() {
            return Vec::new();
        }
        let ends = self.steps_that_lead_to_an_end();
        firsts.into_iter().map(|first| self.path_from(first, &ends)).collect()
    }

    /// The way that most cases take from a step, given the steps that lead to an end.
    fn path_from(&self, first: StepId, ends: &BTreeSet<StepId>) -> MainPath {
        let mut step = first;
        let mut path = MainPath { steps: vec![step], ways: Vec::new(), is_known: true };
        let mut seen = BTreeSet::from([step]);
        loop {
            let ahead = |way: &&usize| !seen.contains(&self.ways[**way].to);
            let ways: Vec<usize> = self.out_of(step).iter().filter(ahead).copied().collect();
            let rank = |way: usize| {
                let Way { to, share, .. } = self.ways[way];
                (self.is_tagged(to), share.unwrap_or(0.0), ends.contains(&to))
            };
            let best = ways.iter().copied().reduce(|best, next| {
                let (one, two) = (rank(best), rank(next));
                let order = one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)).then(one.2.cmp(&two.2));
                if order.is_lt() { next } else { best }
            });
            let Some(best) = best else { return path };
            let is_told = self.is_tagged(self.ways[best].to) || self.ways[best].share.is_some();
            path.is_known &= is_told;
            step = self.ways[best].to;
            path.ways.push(best);
            path.steps.push(step);
            seen.insert(step);
        }
    }

    fn is_tagged(&self, step: StepId) -> bool {
        self.model.step(step).tags.iter().any(|tag| tag == MAIN_TAG)
    }

    /// The steps from which the flow comes to one of some, those themselves among them.
    pub fn steps_leading_to(&self, some: impl IntoIterator<Item = StepId>) -> BTreeSet<StepId> {
        let mut found: BTreeSet<StepId> = some.into_iter().collect();
        let mut before: BTreeMap<StepId, Vec<StepId>> = BTreeMap::new();
        for way in &self.ways {
            before.entry(way.to).or_default().push(way.from);
        }
        let mut waiting: Vec<StepId> = found.iter().copied().collect();
        while let Some(step) = waiting.pop() {
            for from in before.get(&step).into_iter().flatten() {
                if found.insert(*from) {
                    waiting.push(*from);
                }
            }
        }
        found
    }

    fn steps_that_lead_to_an_end(&self) -> BTreeSet<StepId> {
        let is_end = |step: &StepId| self.model.step(*step).kind == StepKind::End;
        self.steps_leading_to(self.steps.iter().copied().filter(is_end))
    }

    /// The share of all cases that keep to the main path from its first step to its last. Who waits at a step and comes
    /// back to it has not left the path.
    pub fn main_share(&self) -> Option<f64> {
        let path = self.main_path();
        let mut share = 1.0;
        for way in &path.ways {
            let Way { from, share: taken, .. } = self.ways[*way];
            let back: f64 = self.out_of(from).iter().filter_map(|way| self.comes_back(*way)).sum();
            share *= if back < 1.0 { taken? / (1.0 - back) } else { 0.0 };
        }
        (path.steps.len() > 1).then_some(share)
    }

    /// The share of a way that leads straight back to where it leaves.
    fn comes_back(&self, way: usize) -> Option<f64> {
        let Way { from, mut to, share, .. } = self.ways[way];
        for _ in 0..self.steps.len() {
            if to == from {
                return share;
            }
            let [only] = self.out_of(to) else { return None };
            to = self.ways[*only].to;
        }
        None
    }

    /// The share of all cases that ever come to a step; `None` where a branch on the way does not say its shares.
    pub fn share_reaching(&self, goal: StepId) -> Option<f64> {
        let starts = self.starts();
        let mut entering: BTreeMap<StepId, f64> = BTreeMap::new();
        for start in &starts {
            let share = if starts.len() == 1 { Some(1.0) } else { self.model.step(*start).share };
            entering.insert(*start, share?);
        }
        // Cases that ever pass each step, those at the goal taken out: sums that settle unless they run in a circle.
        let mut passing = entering.clone();
        for _ in 0..MOST_ROUNDS {
            let mut next = entering.clone();
            for way in self.ways.iter().filter(|way| way.from != goal) {
                let cases = passing.get(&way.from).copied().unwrap_or(0.0);
                if cases > 0.0 {
                    *next.entry(way.to).or_default() += cases * way.share?;
                }
            }
            let change =
                next.iter().map(|(step, cases)| (cases - passing.get(step).copied().unwrap_or(0.0)).abs());
            let has_settled = change.fold(0.0, f64::max) < 1e-10;
            passing = next;
            if has_settled {
                return Some(passing.get(&goal).copied().unwrap_or(0.0).min(1.0));
            }
        }
        None
    }

    /// The step before which cases wait longest, and its share of all waiting.
    pub fn bottleneck(&self) -> Option<(StepId, f64)> {
        let calendar = &self.model.calendar.0;
        let wait = |step: &StepId| {
            let wait = self.model.step(*step).wait.all.as_ref()?;
            Some((*step, time::working_minutes(wait, calendar)))
        };
        time::largest_share(&self.steps.iter().filter_map(wait).collect::<Vec<_>>())
    }
}

/// How often a case goes through a step on average when a share of the cases, less than all, comes back each time.
pub fn expected_passes(coming_back: f64) -> f64 {
    1.0 / (1.0 - coming_back)
}

/// Whether something is done in a step: it is no start, end, event, choice or junction.
pub fn is_work(step: &Step) -> bool {
    !matches!(
        step.kind,
        StepKind::Start
            | StepKind::End
            | StepKind::Event
            | StepKind::Decision
            | StepKind::Parallel
            | StepKind::Delay
            | StepKind::Connector
            | StepKind::OffPage
    )
}

/// Whether systems alone do it, and nobody keys it in.
pub fn is_automated(model: &Model, step: &Step) -> bool {
    // What is stored does nothing by itself.
    let is_kept = matches!(step.kind, StepKind::Database | StepKind::Data);
    is_work(step)
        && !is_kept
        && !step.is_manual
        && !step.by.is_empty()
        && step.by.iter().all(|lane| model.swimlane(*lane).is_system())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn model(steps: &str) -> Model {
        let files = Files::single("test.yaml", format!("type: flowchart\nsteps:\n{steps}"));
        crate::load(&files).model.expect("a sound document")
    }

    fn names(model: &Model, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| model.step(*step).name.clone()).collect()
    }

    fn step(model: &Model, name: &str) -> StepId {
        model.step_ids().find(|step| model.step(*step).name == name).expect("a step of that name")
    }

    fn all(model: &Model) -> Process<'_> {
        Process::new(model, &model.step_ids().collect::<Vec<_>>())
    }

    fn near(one: Option<f64>, two: f64) -> bool {
        one.is_some_and(|one| (one - two).abs() < 1e-9)
    }

    const RETURNS: &str = "
  - Ask: {type: start}
  - In time?: {type: decision, next: [{to: Wait, share: 80%}, {to: Refuse}]}
  - Wait: {type: delay, next: [{to: Remind, share: 25%}, Fine?]}
  - Remind: {next: Wait}
  - Fine?: {type: decision, next: [{to: Paid, share: 90%}, {to: Refuse}]}
  - Paid: {type: end}
  - Refuse: {type: end}";

    #[test]
    fn the_main_path_takes_the_most_frequent_outcomes() {
        let model = model(RETURNS);
        let process = all(&model);
        let path = process.main_path();
        assert_eq!(names(&model, &path.steps), ["Ask", "In time?", "Wait", "Fine?", "Paid"]);
        assert!(path.is_known);
    }

    #[test]
    fn a_step_that_also_leads_back_does_not_say_how_many_cases_go_on() {
        let model = model("  - A\n  - B: {next: [A, C]}\n  - C");
        let process = all(&model);
        assert_eq!(process.ways.iter().map(|way| way.share).collect::<Vec<_>>(), [Some(1.0), None, None]);
        assert_eq!(process.main_share(), None);
        assert!(!process.main_path().is_known);
    }

    #[test]
    fn steps_tagged_main_are_on_the_main_path() {
        let tagged = RETURNS.replace("Refuse: {type: end}", "Refuse: {type: end, tags: [main]}");
        let model = model(&tagged);
        let process = all(&model);
        let path = process.main_path();
        assert_eq!(names(&model, &path.steps), ["Ask", "In time?", "Refuse"]);
    }

    #[test]
    fn parts_that_nothing_joins_have_paths_of_their_own() {
        // A circle, and two steps in the wrong order.
        let model = model(
            "  - A\n  - B: {next: none}\n  - C\n  - D: {next: C}\n  - F: {next: none}\n  - E: {next: F}",
        );
        let process = all(&model);
        let paths = process.paths_apart(process.main_path());
        let steps: Vec<Vec<String>> = paths.iter().map(|path| names(&model, &path.steps)).collect();
        assert_eq!(steps, [vec!["E", "F"], vec!["C", "D"]]);
    }

    #[test]
    fn without_shares_the_path_is_a_guess() {
        let model =
            model("\n  - A: {type: decision, next: {yes: B, no: C}}\n  - B: {type: end}\n  - C: {type: end}");
        let process = all(&model);
        assert!(!process.main_path().is_known);
        assert_eq!(process.main_share(), None);
        assert_eq!(process.share_reaching(step(&model, "B")), None);
    }

    #[test]
    fn who_waits_and_comes_back_has_not_left_the_main_path() {
        // 0.8 in time, all of them at last past the wait, 0.9 fine.
        assert!(near(all(&model(RETURNS)).main_share(), 0.72));
    }

    #[test]
    fn shares_of_all_cases_add_up_over_the_ends() {
        let model = model(RETURNS);
        let process = all(&model);
        // 0.8 · 0.9, and 0.2 + 0.8 · 0.1.
        assert!(near(process.share_reaching(step(&model, "Paid")), 0.72));
        assert!(near(process.share_reaching(step(&model, "Refuse")), 0.28));
        // A quarter of those who wait is reminded at least once.
        assert!(near(process.share_reaching(step(&model, "Remind")), 0.2));
    }

    #[test]
    fn a_circle_without_an_end_has_no_shares() {
        let model = model("\n  - A: {type: start}\n  - B: {next: C}\n  - C: {next: B}\n  - D: {next: D}");
        assert_eq!(all(&model).share_reaching(step(&model, "D")), None);
    }

    #[test]
    fn loops_lead_back_to_where_the_way_came_from() {
        let model = model(RETURNS);
        let process = all(&model);
        let back: Vec<StepId> = process.loops().iter().map(|way| process.ways[*way].from).collect();
        assert_eq!(names(&model, &back), ["Remind"]);
        assert_eq!(process.decisions(), 2);
        assert_eq!(process.hand_offs(), None, "nobody says who does what");
    }

    #[test]
    fn the_longest_wait_is_the_bottleneck() {
        let model = model("\n  - A: {wait: 1d}\n  - B: {wait: 3d}\n  - C");
        let process = all(&model);
        let (longest, share) = process.bottleneck().expect("waits");
        assert_eq!((longest, share), (step(&model, "B"), 0.75));
    }
}
