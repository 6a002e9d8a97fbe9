//! Words of dates, compiled.

use super::entries::DateEntries;
use crate::vocabulary::phrases::Phrases;
use crate::vocabulary::word_list::WordList;

/// What the words of a date mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateTail {
    Before,
    Within,
    From,
    After,
    Until,
    Verb,
    /// 100%.
    All,
}

/// Words of dates, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateWords {
    pub year: Phrases<()>,
    /// 年 and 年度, for whoever looks at the end of a text.
    pub year_marks: WordList,
    /// What is written for 〇 among the figures of a year.
    pub year_zeros: String,
    /// Behind a year of which something is over.
    pub past: WordList,
    pub month: Phrases<()>,
    pub day: Phrases<()>,
    pub quarter: Phrases<()>,
    pub rank: Phrases<()>,
    /// 上半年 1, 下半年 2.
    pub half: Phrases<u32>,
    /// True where the word also stands before a month: 本年12月.
    pub whole_year: Phrases<bool>,
    pub ten_days: Phrases<u32>,
    pub end: Phrases<()>,
    pub first_of: Phrases<()>,
    /// True where the word sets a deadline: 截至.
    pub lead: Phrases<bool>,
    pub tails: Phrases<DateTail>,
    pub week: Phrases<()>,
    /// Words around the first day of a period, that say nothing more.
    pub period_words: WordList,
    /// Words in front of its last day.
    pub period_ends: WordList,
    /// What stands for a last day that is open.
    pub open_ended: WordList,
    pub hour: Phrases<()>,
}

impl DateWords {
    pub(super) fn add(&mut self, entries: &DateEntries) {
        self.year.extend(&entries.year);
        self.year_marks.extend(entries.year.iter().cloned());
        self.year_zeros.push_str(&entries.year_zeros);
        self.past.extend(entries.past.iter().cloned());
        self.month.extend(&entries.month);
        self.day.extend(&entries.day);
        self.quarter.extend(&entries.quarter);
        self.rank.extend(&entries.rank);
        self.end.extend(&entries.end);
        self.first_of.extend(&entries.first_of);
        self.week.extend(&entries.week);
        self.period_words
            .extend(entries.period_words.iter().cloned());
        self.period_ends.extend(entries.period_ends.iter().cloned());
        self.open_ended.extend(entries.open_ended.iter().cloned());
        self.hour.extend(&entries.hour);
        for (number, words) in [(1, &entries.first_half), (2, &entries.second_half)] {
            for word in words {
                self.half.insert(word, number);
            }
        }
        for word in &entries.whole_year {
            self.whole_year
                .insert(word, entries.this_year.contains(word));
        }
        for (word, number) in &entries.ten_days {
            self.ten_days.insert(word, *number);
        }
        for (words, due) in [(&entries.lead, false), (&entries.due, true)] {
            for word in words {
                self.lead.insert(word, due);
            }
        }
        let tails = [
            (&entries.verbs, DateTail::Verb),
            (&entries.all, DateTail::All),
            (&entries.before, DateTail::Before),
            (&entries.within, DateTail::Within),
            (&entries.from, DateTail::From),
            (&entries.after, DateTail::After),
            (&entries.until, DateTail::Until),
        ];
        for (words, meaning) in tails {
            for word in words {
                self.tails.insert(word, meaning);
            }
        }
    }
}
