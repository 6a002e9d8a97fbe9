//! The words of dates, compiled.
//!
//! In: the `dates` of a values file. Out: [`DateWords`]. Lost: nothing.

use super::entries::DateEntries;
use crate::vocabulary::phrases::Phrases;
use crate::vocabulary::word_list::WordList;

/// The meaning of words after a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateTail {
    Before,
    Within,
    From,
    After,
    Until,
    Verb,
    /// 100%: everything is due by the date.
    All,
}

/// The words of dates, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateWords {
    pub year: Phrases<()>,
    /// 年 and 年度, for matching at the end of a text.
    pub year_marks: WordList,
    /// Characters that are written for 〇 among the digits of a year.
    pub year_zeros: String,
    /// Words after a year that show that something is over.
    pub past: WordList,
    pub month: Phrases<()>,
    pub day: Phrases<()>,
    pub quarter: Phrases<()>,
    pub rank: Phrases<()>,
    /// 上半年 is 1, 下半年 is 2.
    pub half: Phrases<u32>,
    /// True for a word that may also precede a month: 本年12月.
    pub whole_year: Phrases<bool>,
    pub ten_days: Phrases<u32>,
    pub end: Phrases<()>,
    pub first_of: Phrases<()>,
    /// True for a word that sets a deadline: 截至.
    pub lead: Phrases<bool>,
    pub tails: Phrases<DateTail>,
    pub week: Phrases<()>,
    /// Words around the first day of a period, without a meaning of their own.
    pub period_words: WordList,
    /// Words before its last day.
    pub period_ends: WordList,
    /// Words in place of the last day of a period without an end.
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
