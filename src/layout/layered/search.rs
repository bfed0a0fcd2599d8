//! The search for layers with few crossings: cycles are broken and ranks assigned in several ways, each is sketched, and
//! the best are improved by other ranks for single nodes and other orders as long as a budget of work lasts.

use super::acyclic;
use super::frame::Frame;
use super::graph::{Effort, Feedback, Graph, Layers, Options};
use super::memory::Memory;
use super::normalize::split_edges;
use super::order::{self, CROSSING, Found, Start};
use super::random::Random;
use super::rank::{self, Ranks};
use super::shift::Shifter;

/// The most work for a graph, with full effort and in haste, and for each pair of an edge and a node, or of two edges.
const MOST_WORK: u64 = 32_000_000;
const MOST_QUICK_WORK: u64 = 4_000_000;
const WORK_OF_PAIR: u64 = 800;
/// So much goes into ways to break cycles.
const MOST_SKETCHED: u64 = 400_000;
/// The least for a graph with crossings, with full effort and in haste, and that times the cube of the number of its
/// vertices at most.
const LEAST_WORK: u64 = 250_000;
const LEAST_QUICK_WORK: u64 = 20_000;
const LEAST_WORK_BY_CUBE: u64 = 300_000_000_000;
/// Work by density squared, where density is crossings squared for each vertex.
const WORK: f64 = 20_000.0;
/// Graphs with more nodes than this get less, and in the end sketches alone.
const MANY_NODES: f64 = 150.0;
/// With full effort the start from the document gets so many times the work by density, and other starts one in so many
/// of the plain work. They are taken only if they leave less than one in so many of its crossings: otherwise any small
/// change of the document would change which of them is best, and with that the whole picture.
const WORK_FROM_DOCUMENT: u64 = 3;
const WORK_FOR_OTHERS: u64 = 2;
const FEWER_OF_OTHERS: u64 = 2;
/// How many of those are improved, round by round.
const IMPROVED: &[usize] = &[4, 2, 1];
/// The share of the work that goes into sketches from other starts.
const SKETCHED: u64 = 10;

/// The graph in ranks and layers with few crossings.
pub(super) fn order_layers(graph: &Graph, options: &Options, memory: &Memory) -> (Ranks, Layers) {
    memory.of(graph, options, || {
        let frame = Frame::new(graph);
        Search { graph, frame: &frame, options, random: Random::new(), work: 0 }.run()
    })
}

struct Search<'a> {
    graph: &'a Graph,
    frame: &'a Frame,
    options: &'a Options,
    random: Random,
    work: u64,
}

/// Ranks and the best order known for them.
struct Draft {
    ranks: Ranks,
    layers: Layers,
    found: Found,
}

impl Draft {
    fn crossings(&self) -> u64 {
        self.found.cost / CROSSING
    }

    /// The other draft if that costs less.
    fn or(self, other: Self) -> Self {
        if other.found.cost < self.found.cost { other } else { self }
    }
}

impl Search<'_> {
    fn run(mut self) -> (Ranks, Layers) {
        let best = match self.options.effort {
            Effort::Full => self.search_from_document(),
            Effort::Quick | Effort::Draft => self.search_in_haste(),
        };
        (best.ranks, best.layers)
    }

    /// Searches from the order of the document, which a small change of it moves little, and from other starts where
    /// much crosses.
    fn search_from_document(&mut self) -> Draft {
        let ways = self.ways();
        let mut best = self.sketch(&ways[0], 0, Start::Document);
        let first = order::places(&best.layers);
        let (least, by_density) = (self.least_budget(&best), self.budget_for_density(&best));
        let shifter = Shifter::new(self.graph, self.frame, self.options.feedback, &best.ranks);
        self.improve(&mut best, &shifter, least + WORK_FROM_DOCUMENT * by_density);
        if best.crossings() > 0 {
            let other = self.search_from_others(&ways, &shifter, (least + by_density) / WORK_FOR_OTHERS);
            if other.crossings() * FEWER_OF_OTHERS < best.crossings() {
                best = other;
            }
        }
        order::turn_to(&mut best.layers, &first);
        best
    }

    /// The best from other starts, with about so much work: fewer and fewer of them get more and more of what is left.
    fn search_from_others(&mut self, ways: &[Vec<bool>], shifter: &Shifter, budget: u64) -> Draft {
        let end = self.work + budget;
        let sketched = self.work + budget / SKETCHED;
        let mut drafts: Vec<Draft> = Vec::new();
        let starts = [Start::Search, Start::SearchUp, Start::Shuffle].into_iter().cycle();
        let tries =
            (0..).zip(starts).flat_map(|(variant, start)| ways.iter().map(move |way| (way, variant, start)));
        for (is_turned, variant, start) in tries {
            let draft = self.sketch(is_turned, variant, start);
            let place = drafts.partition_point(|other| other.found.cost <= draft.found.cost);
            drafts.insert(place, draft);
            drafts.truncate(IMPROVED[0]);
            if self.work >= sketched || drafts[0].crossings() == 0 {
                break;
            }
        }
        for (round, count) in IMPROVED.iter().enumerate() {
            drafts.truncate(*count);
            let left = end.saturating_sub(self.work) / (IMPROVED.len() - round) as u64;
            let share = left / drafts.len() as u64;
            for draft in &mut drafts {
                self.improve(draft, shifter, share);
                if draft.crossings() == 0 {
                    break;
                }
            }
            drafts.sort_by_key(|draft| draft.found.cost);
        }
        drafts.swap_remove(0)
    }

    /// Searches from one start, which keeps together what belongs together, and one more where edges cross.
    fn search_in_haste(&mut self) -> Draft {
        let mut ways = self.ways();
        ways.sort_by_key(|is_turned| is_turned.iter().filter(|is_turned| **is_turned).count());
        let mut best = self.sketch(&ways[0], 0, Start::Search);
        let most_sketched = MOST_SKETCHED.max(self.quick_budget(&best) / 3);
        for is_turned in &ways[1..] {
            if best.crossings() == 0 || self.work > most_sketched {
                break;
            }
            best = best.or(self.sketch(is_turned, 0, Start::Search));
        }
        let is_draft =
            self.options.effort == Effort::Draft && self.budget_for_density(&best) > self.least_budget(&best);
        let end = self.work + self.quick_budget(&best);
        if best.crossings() > 0 {
            best = best.or(self.sketch(&ways[0], 1, Start::Document));
        }
        let shifter = Shifter::new(self.graph, self.frame, self.options.feedback, &best.ranks);
        self.improve(&mut best, &shifter, end.saturating_sub(self.work));
        order::tidy(&mut best.layers);
        best.layers.is_draft = is_draft;
        best
    }

    /// Ways to break cycles, the most natural one first.
    fn ways(&self) -> Vec<Vec<bool>> {
        let mut ways = acyclic::break_cycles(self.graph);
        if self.options.feedback == Feedback::Natural {
            ways.truncate(1);
        }
        ways
    }

    /// How much work there is in haste for a graph with such a draft.
    fn quick_budget(&self, draft: &Draft) -> u64 {
        let least = self.least_budget(draft);
        if self.options.effort == Effort::Draft { least } else { least + self.budget_for_density(draft) }
    }

    fn least_budget(&self, draft: &Draft) -> u64 {
        let vertices = draft.layers.vertices.len().max(1) as u64;
        let least = match self.options.effort {
            Effort::Full => LEAST_WORK,
            Effort::Quick | Effort::Draft => LEAST_QUICK_WORK,
        };
        least.min(LEAST_WORK_BY_CUBE / vertices.saturating_pow(3))
    }

    /// The denser the picture, the more can be won.
    fn budget_for_density(&self, draft: &Draft) -> u64 {
        let crossings = draft.crossings() as f64;
        let density = crossings * crossings / draft.layers.vertices.len() as f64;
        let (nodes, edges) = (self.graph.nodes.len() as u64, self.graph.edges.len() as u64);
        let pairs = edges * nodes.max(edges / 2);
        let most = match self.options.effort {
            Effort::Full => MOST_WORK,
            Effort::Quick | Effort::Draft => MOST_QUICK_WORK,
        };
        let most = most.min(WORK_OF_PAIR * pairs) as f64;
        let many = (nodes as f64 / MANY_NODES).max(1.0);
        ((WORK * density * density).min(most) / (many * many * many)) as u64
    }

    fn sketch(&mut self, is_turned: &[bool], variant: u32, start: Start) -> Draft {
        let ranks = rank::assign_ranks(self.graph, self.frame, is_turned, variant);
        let mut layers = split_edges(self.graph, &ranks.is_turned, &ranks.of, self.options);
        let found = order::sketch(&mut layers, start, &mut self.random, &mut self.work);
        self.work += 10 * layers.vertices.len() as u64;
        Draft { ranks, layers, found }
    }

    fn improve(&mut self, draft: &mut Draft, shifter: &Shifter, budget: u64) {
        let end = self.work + budget;
        let share = (budget / 8).max(1);
        while draft.crossings() > 0 && self.work < end {
            self.climb(draft, shifter, share);
            let (cost, random, work) = (draft.found.cost, &mut self.random, &mut self.work);
            draft.found = order::shake(&mut draft.layers, cost, share, random, work);
        }
    }

    /// Moves nodes to other ranks as long as that takes crossings away, or nothing but length.
    fn climb(&mut self, draft: &mut Draft, shifter: &Shifter, budget: u64) {
        if !draft.layers.outer.is_empty() {
            return;
        }
        let end = self.work + budget;
        let mut length = shifter.length(&draft.ranks);
        while draft.crossings() > 0 && self.work < end {
            self.work += 50;
            let tangled = &draft.found.tangled;
            let unit = if self.random.below(4) > 0 && !tangled.is_empty() {
                self.frame.unit_of[tangled[self.random.below(tangled.len())]]
            } else {
                self.random.below(self.frame.members.len())
            };
            let far = 1 + self.random.below(6) / 3 + self.random.below(8) / 7;
            let steps = if self.random.below(2) == 0 { far as isize } else { -(far as isize) };
            let gives_way = self.random.below(2) == 0;
            let Some((ranks, down_by)) = shifter.shift(&draft.ranks, unit, steps, gives_way) else {
                continue;
            };
            let mut layers = split_edges(self.graph, &ranks.is_turned, &ranks.of, self.options);
            // Which edges are too long for place holders must stay the same.
            if !layers.outer.is_empty() {
                continue;
            }
            let cost = order::adopt(&mut layers, &draft.layers, down_by, &mut self.work);
            let new_length = shifter.length(&ranks);
            let crossings = cost / CROSSING;
            if (crossings, new_length, cost) <= (draft.crossings(), length, draft.found.cost) {
                let tangled = if crossings < draft.crossings() {
                    self.work += layers.vertices.len() as u64;
                    order::tangled(&mut layers)
                } else {
                    std::mem::take(&mut draft.found.tangled)
                };
                *draft = Draft { ranks, layers, found: Found { cost, tangled } };
                length = new_length;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Node, NodeId};
    use super::*;

    /// Two ranks of so many nodes, each of the first with an edge to each of the second.
    fn complete(count: usize) -> Graph {
        let edges = (0..count).flat_map(|from| (count..2 * count).map(move |to| (from, to)));
        Graph {
            nodes: vec![Node::default(); 2 * count],
            edges: edges.map(|(from, to)| Edge::new(NodeId::new(from), NodeId::new(to))).collect(),
            ..Graph::default()
        }
    }

    #[test]
    fn a_draft_is_one_where_much_crosses_and_effort_is_spared() {
        let is_draft = |graph: &Graph, effort| {
            let options = Options { effort, ..Options::default() };
            order_layers(graph, &options, &Memory::default()).1.is_draft
        };
        // Of two ranks of two nodes one pair of edges crosses, of two of six 225 do.
        assert!(is_draft(&complete(6), Effort::Draft));
        assert!(!is_draft(&complete(6), Effort::Quick));
        assert!(!is_draft(&complete(2), Effort::Draft));
    }
}
