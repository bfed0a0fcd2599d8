//! Who stands below whom in the organisation: people, vacancies, spans of control, layers.

use std::collections::BTreeSet;

use crate::model::{Model, Post, Reporting};

/// The posts as a forest: every post stands below at most one.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// For each post the one that it stands below.
    pub parents: Vec<Option<usize>>,
    /// Whether a post assists the one that it stands below.
    pub is_assistant: Vec<bool>,
    /// Second lines, from the post that reports to the one that it reports to.
    pub dotted: Vec<(usize, usize)>,
    /// How many posts of a kind there are, and how many of them are open.
    counts: Vec<(usize, usize)>,
}

impl Organisation {
    /// The organisation of a document.
    pub fn of(model: &Model) -> Self {
        let count = model.posts.node_count();
        let lines = || {
            model.posts.edge_indices().filter_map(|edge| {
                let (from, to) = model.posts.edge_endpoints(edge)?;
                Some((from.index(), to.index(), model.posts[edge]))
            })
        };
        let mut found = Self {
            parents: vec![None; count],
            is_assistant: vec![false; count],
            dotted: Vec::new(),
            counts: model
                .posts
                .node_weights()
                .map(|post| (post.count as usize, post.vacant as usize))
                .collect(),
        };
        for (from, to, _) in lines().filter(|(.., kind)| *kind == Reporting::Solid) {
            found.parents[from] = Some(to);
        }
        for (from, to, _) in lines().filter(|(.., kind)| *kind == Reporting::Assistant) {
            match found.parents[from] {
                Some(boss) if boss == to => found.is_assistant[from] = true,
                // Whoever has a manager elsewhere, and whoever would assist somebody below, has a second line.
                Some(_) => found.dotted.push((from, to)),
                None if found.is_below(to, from) => found.dotted.push((from, to)),
                None => {
                    found.parents[from] = Some(to);
                    found.is_assistant[from] = true;
                }
            }
        }
        let dotted = lines().filter(|(.., kind)| *kind == Reporting::Dotted);
        found.dotted.extend(dotted.map(|(from, to, _)| (from, to)));
        found.dotted.retain(|(from, to)| from != to && found.parents[*from] != Some(*to));
        let mut seen = BTreeSet::new();
        found.dotted.retain(|ends| seen.insert(*ends));
        found
    }

    /// Whether a post is another or stands below it.
    fn is_below(&self, post: usize, other: usize) -> bool {
        let mut current = Some(post);
        while let Some(at) = current {
            if at == other {
                return true;
            }
            current = self.parents[at];
        }
        false
    }

    /// How far a post stands below the top: 0 for those at the top.
    pub fn depth(&self, post: usize) -> usize {
        let mut depth = 0;
        let mut current = post;
        while let Some(parent) = self.parents[current] {
            current = parent;
            depth += 1;
        }
        depth
    }

    /// How many posts report to one directly, without assistants; open ones count, and all of a kind.
    pub fn span(&self, post: usize) -> usize {
        let reports = |other: &usize| self.parents[*other] == Some(post) && !self.is_assistant[*other];
        (0..self.parents.len()).filter(reports).map(|other| self.counts[other].0).sum()
    }

    /// The posts with the largest span of control, and that; nobody where nobody has reports.
    pub fn largest_span(&self, shown: &[usize]) -> (Vec<usize>, usize) {
        let largest = shown.iter().map(|post| self.span(*post)).max().unwrap_or(0);
        (shown.iter().copied().filter(|post| largest > 0 && self.span(*post) == largest).collect(), largest)
    }

    /// How many posts stand below one, all of a kind, assistants among them.
    pub fn all_below(&self, post: usize) -> usize {
        let below = (0..self.parents.len()).filter(|other| *other != post && self.is_below(*other, post));
        below.map(|other| self.counts[other].0).sum()
    }

    /// How many layers these posts stand in.
    pub fn layers(&self, shown: &[usize]) -> usize {
        let depths = shown.iter().map(|post| self.depth(*post));
        depths.collect::<BTreeSet<_>>().len()
    }

    /// Open posts among these.
    pub fn vacancies(&self, shown: &[usize]) -> usize {
        shown.iter().map(|post| self.counts[*post].1).sum()
    }

    /// Posts among these, open ones too.
    pub fn posts(&self, shown: &[usize]) -> usize {
        shown.iter().map(|post| self.counts[*post].0).sum()
    }

    /// People in these posts; whoever is named in several counts once.
    pub fn people(&self, model: &Model, shown: &[usize]) -> usize {
        let posts: Vec<&Post> = model.posts.node_weights().collect();
        let mut named = BTreeSet::new();
        let mut people = 0;
        for post in shown {
            let filled = self.counts[*post].0 - self.counts[*post].1;
            match posts[*post].person.as_deref().filter(|_| filled > 0) {
                // The others of a kind are nobody's second post.
                Some(name) => people += filled - usize::from(!named.insert(name.to_lowercase())),
                None => people += filled,
            }
        }
        people
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn organisation(people: &str) -> (Model, Organisation) {
        let files = Files::single("test.yaml", format!("type: org\npeople:\n{people}"));
        let model = crate::load(&files).model.expect("a sound document");
        let found = Organisation::of(&model);
        (model, found)
    }

    #[test]
    fn posts_of_a_kind_are_counted_with_their_vacancies() {
        let (model, found) = organisation(
            "  - CRO: {person: Mara}\n  - VP: {person: Jon, reports_to: CRO}\n  - AE: {reports_to: VP, count: 6, vacant: 1}\n  \
             - Ops: {person: mara, reports_to: CRO}\n  - PA: {person: Li, assistant_to: CRO}\n  - Open: {reports_to: VP, vacant: 1}",
        );
        let all: Vec<usize> = (0..6).collect();
        // Six account executives less one, Mara (twice), Jon, Li.
        assert_eq!((found.posts(&all), found.vacancies(&all), found.people(&model, &all)), (11, 2, 8));
        assert_eq!((found.span(0), found.span(1), found.layers(&all)), (2, 7, 3));
        assert_eq!(found.largest_span(&all), (vec![1], 7));
        assert_eq!(found.all_below(0), 10);
    }

    #[test]
    fn second_lines_never_change_the_tree() {
        let (_, found) = organisation(
            "  - A\n  - B: {reports_to: A, dotted: [C, A, B]}\n  - C: {reports_to: A, assistant_to: B}\n  - D: {assistant_to: E}\n  \
             - E: {reports_to: D}",
        );
        assert_eq!(found.parents, [None, Some(0), Some(0), None, Some(3)]);
        // C assists somebody else than its manager, D somebody below it.
        assert_eq!(found.dotted, [(2, 1), (3, 4), (1, 2)]);
        assert!(found.is_assistant.iter().all(|assists| !assists));
    }
}
