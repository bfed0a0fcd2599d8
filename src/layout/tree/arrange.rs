//! Which nodes have those below them side by side, and which have lists.

use super::forest::{Arrangement, Family, Forest};

/// How much of a forest hangs in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Lists of leaves below the first level, in two columns where they are long.
    Leaves,
    /// Lists of leaves everywhere.
    AllLeaves,
    /// Everything below the nodes of the second level.
    FromSecond,
    /// Everything below the nodes of the first level.
    FromFirst,
}

/// Leaves at the top stand side by side up to this number.
const MOST_IN_ROW: usize = 6;
/// Lists of leaves longer than this have two columns.
const MOST_IN_LIST: usize = 7;

impl Policy {
    /// All, those with more rows first.
    pub const ALL: [Self; 4] = [Self::Leaves, Self::AllLeaves, Self::FromSecond, Self::FromFirst];
}

/// How those below each node are set by a policy.
pub fn arrange(forest: &Forest, policy: Policy) -> Vec<Arrangement> {
    let family = Family::new(forest);
    let mut kinds = vec![Arrangement::Row; forest.nodes.len()];
    for root in (0..forest.nodes.len()).filter(|node| forest.nodes[*node].parent.is_none()) {
        let mut depths = vec![0_usize; forest.nodes.len()];
        for node in family.below(root) {
            let parent = forest.nodes[node].parent;
            if let Some(parent) = parent {
                depths[node] = depths[parent] + 1;
            }
            let hangs = parent.is_some_and(|parent| kinds[parent] != Arrangement::Row)
                || forest.nodes[node].is_assistant;
            kinds[node] = if hangs { Arrangement::List } else { own(&family, node, depths[node], policy) };
        }
    }
    kinds
}

/// How those below a node that stands in a row are set.
fn own(family: &Family, node: usize, depth: usize, policy: Policy) -> Arrangement {
    let reports = &family.reports[node];
    let are_leaves = reports
        .iter()
        .all(|report| family.reports[*report].is_empty() && family.assistants[*report].is_empty());
    let hangs = match policy {
        Policy::Leaves => are_leaves && (depth > 0 || reports.len() > MOST_IN_ROW),
        Policy::AllLeaves => are_leaves,
        Policy::FromSecond => are_leaves || depth > 1,
        Policy::FromFirst => depth > 0 || are_leaves,
    };
    if !hangs || reports.len() < 2 && are_leaves {
        Arrangement::Row
    } else if !family.assistants[node].is_empty() || are_leaves && reports.len() > MOST_IN_LIST {
        Arrangement::Both
    } else {
        Arrangement::List
    }
}
