//! A part of a batch: one of N runs, on any number of machines, that together convert every file exactly once.
//!
//! In: the name of a file in the outputs. Out: whether it belongs to this part. Only the name decides, so that every
//! machine gets the same answer, and an additional file does not move any other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::limits::MAX_SHARDS;

/// Shard `number` of `count`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Numbers")]
pub struct Shard {
    /// Its number, from 1 to `count`.
    pub number: u32,
    /// The number of shards, at most [`MAX_SHARDS`].
    pub count: u32,
}

/// A shard in its serialized form.
#[derive(Deserialize)]
struct Numbers {
    number: u32,
    count: u32,
}

impl Shard {
    /// True when the file of this name belongs to the shard.
    pub fn takes(self, name: &str) -> bool {
        let hash = Sha256::digest(name);
        let first = hash.iter().take(8);
        let number = first.fold(0, |number, byte| number << 8 | u64::from(*byte));
        let place = number.checked_rem(u64::from(self.count));
        place.is_some_and(|place| place + 1 == u64::from(self.number))
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, count) = text
            .split_once('/')
            .and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)))
            .ok_or("expected I/N, such as 1/3")?;
        Numbers { number, count }.try_into()
    }
}

impl TryFrom<Numbers> for Shard {
    type Error = String;

    fn try_from(Numbers { number, count }: Numbers) -> Result<Self, String> {
        if number == 0 || number > count {
            return Err(format!(
                "the shard must be between 1 and {count}, but is {number}"
            ));
        }
        if count > MAX_SHARDS {
            return Err(format!(
                "at most {MAX_SHARDS} shards are possible, not {count}"
            ));
        }
        Ok(Self { number, count })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_belongs_to_one_shard() {
        for count in [1, 2, 3, 7] {
            let mut sizes = vec![0; count as usize];
            for file in 0..1000 {
                let name = format!("部门{}/{file}.docx", file % 7);
                let takers: Vec<u32> = (1..=count)
                    .filter(|number| {
                        Shard {
                            number: *number,
                            count,
                        }
                        .takes(&name)
                    })
                    .collect();
                assert_eq!(takers.len(), 1, "{name}");
                sizes[takers[0] as usize - 1] += 1;
            }
            let fair = 1000 / count as usize;
            assert!(sizes.iter().all(|size| size * 10 > fair * 7), "{sizes:?}");
        }
    }

    /// The first sixteen digits of `printf %s NAME | sha256sum`, modulo three, plus one.
    #[test]
    fn the_choice_never_changes() {
        let count = 3;
        for (name, number) in [("a.docx", 1), ("b.docx", 3), ("c/d.doc", 2), ("e.txt", 1)] {
            assert!(Shard { number, count }.takes(name), "{name}");
        }
    }

    #[test]
    fn only_numbers_within_the_count_are_read() {
        assert_eq!(
            "2/3".parse(),
            Ok(Shard {
                number: 2,
                count: 3
            })
        );
        for text in [
            "", "1", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/3/5", " 1/3", "1/10001",
        ] {
            assert!(text.parse::<Shard>().is_err(), "{text:?}");
        }
        for (number, count, fits) in [
            (2, 3, true),
            (1, MAX_SHARDS, true),
            (0, 0, false),
            (0, 3, false),
            (4, 3, false),
            (1, u32::MAX, false),
        ] {
            let json = format!("{{\"number\":{number},\"count\":{count}}}");
            let read = serde_json::from_str::<Shard>(&json);
            assert_eq!(read.is_ok(), fits, "{json}");
            // a shard made by hand takes nothing and does not divide by zero
            assert!(fits || !Shard { number, count }.takes("a") || number > 0);
        }
    }
}
