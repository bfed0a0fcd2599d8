//! Which bounds are at which variable.

use super::super::simplex::Bound;

/// The bounds at each variable, by their numbers.
pub(super) struct Incidence {
    /// Those of a variable are `first[v]..first[v + 1]`.
    first: Vec<u32>,
    all: Vec<u32>,
}

impl Incidence {
    /// Of so many variables.
    pub(super) fn new(count: usize, bounds: &[Bound]) -> Self {
        let mut first = vec![0_u32; count + 1];
        for end in bounds.iter().flat_map(|bound| [bound.tail, bound.head]) {
            first[end as usize + 1] += 1;
        }
        for index in 0..count {
            first[index + 1] += first[index];
        }
        let mut fill = first.clone();
        let mut all = vec![0; 2 * bounds.len()];
        for (index, bound) in bounds.iter().enumerate() {
            for end in [bound.tail, bound.head] {
                all[fill[end as usize] as usize] = index as u32;
                fill[end as usize] += 1;
            }
        }
        Self { first, all }
    }

    /// The bounds at a variable.
    pub(super) fn of(&self, variable: u32) -> &[u32] {
        &self.all[self.first[variable as usize] as usize..self.first[variable as usize + 1] as usize]
    }
}
