//! Chains of linked projects, one a year.
//!
//! In: links between two projects, the surest first. Out: for every project its chain, in the order of the years. Two
//! chains become one where every two projects that then follow each other are linked, and no year is there twice.

use std::collections::HashMap;

use super::Link;
use super::summary::Project;

/// The chain of every project.
#[derive(Debug)]
pub(super) struct Chains {
    /// Indexes of projects, the earliest year first; empty where a chain went into another.
    chains: Vec<Vec<usize>>,
    /// Project → its chain.
    of: Vec<usize>,
}

impl Chains {
    /// Joins what is linked. `in_order` holds the keys of `links`, the earlier project first, the surest link first.
    pub(super) fn of(
        projects: &[&Project],
        links: &HashMap<(usize, usize), Link>,
        in_order: &[(usize, usize)],
    ) -> Self {
        let mut chains = Self {
            chains: (0..projects.len()).map(|index| vec![index]).collect(),
            of: (0..projects.len()).collect(),
        };
        for &(a, b) in in_order {
            if let Some(joined) = joined(projects, links, chains.holding(a), chains.holding(b)) {
                chains.put(joined, a, b);
            }
        }
        chains
    }

    /// The chain a project is in, itself at least.
    pub(super) fn holding(&self, project: usize) -> &[usize] {
        &self.chains[self.of[project]]
    }

    /// Every two projects that follow each other, in the order of the earlier ones.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let chains = self.chains.iter();
        let mut pairs: Vec<(usize, usize)> = chains
            .flat_map(|chain| chain.windows(2).map(|pair| (pair[0], pair[1])))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    fn put(&mut self, joined: Vec<usize>, a: usize, b: usize) {
        let (kept, left) = (self.of[a], self.of[b]);
        for &project in &joined {
            self.of[project] = kept;
        }
        self.chains[left].clear();
        self.chains[kept] = joined;
    }
}

/// The two chains as one, where they can be. A project that comes between two linked ones must not have another code
/// than they: what one name links may be two projects, and the code has told them apart.
fn joined(
    projects: &[&Project],
    links: &HashMap<(usize, usize), Link>,
    a: &[usize],
    b: &[usize],
) -> Option<Vec<usize>> {
    let year = |index: &usize| projects[*index].year;
    let apart = year(a.last()?) < year(b.first()?) || year(b.last()?) < year(a.first()?);
    let mut joined = [a, b].concat();
    joined.sort_by_key(year);
    let follow = |pair: &[usize]| {
        let (one, next) = (projects[pair[0]], projects[pair[1]]);
        let other_code = one.code.is_some() && next.code.is_some() && one.code != next.code;
        links.contains_key(&(pair[0], pair[1])) && (apart || !other_code)
    };
    joined.windows(2).all(follow).then_some(joined)
}
