//! Chains of linked projects, with one project per year.
//!
//! In: links between two projects, the most reliable first. Out: for every project its chain, in the order of the
//! years. Two chains are joined where, in the joined chain, every two neighbours are linked and no year occurs twice.

use std::collections::HashMap;

use super::model::Link;
use super::summary::Project;

/// Which chain every project is in.
#[derive(Debug)]
pub(super) struct Chains {
    /// Indexes of projects, the earliest year first; empty where a chain was merged into another.
    chains: Vec<Vec<usize>>,
    /// Project → its chain.
    of: Vec<usize>,
}

impl Chains {
    /// Joins linked projects. `in_order` holds the keys of `links`, each with the earlier project first; the most
    /// reliable link comes first.
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

    /// The chain a project is in; at least the project itself.
    pub(super) fn holding(&self, project: usize) -> &[usize] {
        &self.chains[self.of[project]]
    }

    /// Every two neighbours of a chain, in the order of the earlier ones.
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

/// The two chains as one; `None` where they cannot be joined. A project inserted between linked ones must not have a
/// different code: a name may link two projects that their codes separate.
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
