//! The codes of a table: how deep they reach, whether their parents are printed, and which names they have.
//!
//! In: the rows with codes, and the list of codes with their years. Out: findings at the row. The list is incomplete:
//! an unknown code is no flaw, and a name is compared only where the listed one was seen in published tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::figure::{place, unclear};
use super::ledger::{Ledger, Row, Set, code_of};
use crate::check::rule::{Input, Rule};
use crate::finding::{Finding, Severity};
use crate::record::{Breakdown, BudgetLine, BudgetTableKind, RowKind};
use crate::text::fold_letters;
use crate::vocabulary::codes::{CodeName, names_of};

/// Function codes that do not reach 项, or economic codes of basic expenditure that do not reach 款.
pub(crate) const CODE_DEPTH: Rule = Rule {
    code: "budget-code-depth",
    id: "BGT-A09",
    severity: Severity::Warning,
    check: |input| input.ledgers.iter().filter_map(depth).collect(),
};

/// A code without its parent, out of order, or printed twice.
pub(crate) const CODE_PARENT: Rule = Rule {
    code: "budget-code-parent",
    id: "BGT-A10",
    severity: Severity::Warning,
    check: |input| {
        let sets = input.ledgers.iter().flat_map(|ledger| &ledger.sets);
        sets.flat_map(parents).collect()
    },
};

/// A code with a name that it never has, or with two names in one document.
pub(crate) const CODE_NAME: Rule = Rule {
    code: "budget-code-name",
    id: "BGT-A11",
    severity: Severity::Warning,
    check: names,
};

/// A code or a name of a code that holds in other years only.
pub(crate) const CODE_YEAR: Rule = Rule {
    code: "budget-code-year",
    id: "BGT-A12",
    severity: Severity::Info,
    check: years,
};

fn rows<'s, 'a>(ledger: &'s Ledger<'a>) -> impl Iterator<Item = &'s Row<'a>> {
    ledger.sets.iter().flat_map(|set| &set.rows)
}

/// A finding at the row of a line.
fn flaw(line: &BudgetLine, severity: Severity, zh: String, en: String) -> Finding {
    Finding {
        location: place(line),
        evidence: line.code_raw.clone().or(line.row_label_raw.clone()),
        ..Finding::content("", severity, zh, en)
    }
}

/// The first outermost row of a table whose code ends too early, with the number of such rows.
fn depth(ledger: &Ledger) -> Option<Finding> {
    let wanted = match ledger.table.kind {
        BudgetTableKind::Expenditure
        | BudgetTableKind::GeneralPublicExpenditure
        | BudgetTableKind::FiscalByFunction
        | BudgetTableKind::GovernmentFund => 7,
        BudgetTableKind::BasicExpenditure | BudgetTableKind::FiscalBasic => 5,
        _ => return None,
    };
    let coded: Vec<&BudgetLine> = rows(ledger)
        .map(|row| row.line)
        .filter(|line| is_coded(line) && line.row_leaf)
        .collect();
    if let Some(line) = coded.iter().find(|line| code_of(line).is_none()) {
        return Some(unread_code(line));
    }
    let mut short = coded
        .iter()
        .filter(|line| code_of(line).is_some_and(|code| code.len() < wanted));
    let first = short.next()?;
    let count = short.count() + 1;
    let (zh, en) = if wanted == 7 {
        ("项", "item (项)")
    } else {
        ("款", "section (款)")
    };
    Some(flaw(
        first,
        Severity::Warning,
        format!("科目未列到{zh}级（本表共{count}处，此为第一处）"),
        format!(
            "The code does not reach the level of {en} ({count} in this table; this is the first)"
        ),
    ))
}

/// A row of a classification. A row of a project is none: it may print the codes of two classifications.
fn is_coded(line: &BudgetLine) -> bool {
    let of_a_classification = matches!(
        line.row_kind,
        RowKind::Class | RowKind::Section | RowKind::Item
    );
    of_a_classification && line.breakdown != Some(Breakdown::Project)
}

fn unread_code(line: &BudgetLine) -> Finding {
    let raw = line.code_raw.clone().unwrap_or_default();
    let finding = unclear(
        line,
        format!("科目编码“{raw}”不符合编码规则，无法核对"),
        format!("The code \"{raw}\" is not a valid code and could not be checked"),
    );
    Finding {
        evidence: line.code_raw.clone(),
        ..finding
    }
}

fn parents(set: &Set) -> Vec<Finding> {
    let coded: Vec<&BudgetLine> = set
        .rows
        .iter()
        .map(|row| row.line)
        .filter(|line| is_coded(line))
        .collect();
    let codes: Vec<&str> = coded.iter().filter_map(|line| code_of(line)).collect();
    let all: BTreeSet<&str> = codes.iter().copied().collect();
    let mut found: Vec<Finding> = Vec::new();
    if let Some(line) = coded.iter().find(|line| code_of(line).is_none()) {
        found.push(unread_code(line));
    }
    // a table that prints one level only, or the same codes once for each unit, has no tree
    let levels: BTreeSet<usize> = codes.iter().map(|code| code.len()).collect();
    if levels.len() < 2 || codes.len() > all.len() + all.len() / 4 + 1 {
        return found;
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut last: Option<(&str, &BudgetLine)> = None;
    for line in &coded {
        let Some(code) = code_of(line) else { continue };
        if let Some(missing) = missing_parent(code, &all, &levels) {
            found.push(flaw(
                line,
                Severity::Warning,
                format!("科目{code}没有上级科目{missing}的行"),
                format!("The code {code} has no row of its parent {missing}"),
            ));
        } else if !seen.insert(code) {
            found.push(flaw(
                line,
                Severity::Warning,
                format!("科目{code}在本表中重复"),
                format!("The code {code} is printed twice in the table"),
            ));
        } else if let Some((before, _)) = last.filter(|(before, at)| {
            code < *before && !before.starts_with(code) && is_above(at, line)
        }) {
            found.push(flaw(
                line,
                Severity::Warning,
                format!("科目{code}排在{before}之后，顺序有误"),
                format!("The code {code} follows {before}, out of order"),
            ));
        }
        last = Some((code, line));
    }
    found
}

/// A second group of columns begins at the top again: its codes do not follow those of the first.
fn is_above(a: &BudgetLine, b: &BudgetLine) -> bool {
    (a.source.table, a.source.row) < (b.source.table, b.source.row)
}

/// The nearest parent of a code that the table should print and does not.
fn missing_parent<'c>(
    code: &'c str,
    all: &BTreeSet<&str>,
    levels: &BTreeSet<usize>,
) -> Option<&'c str> {
    let parents = levels.iter().filter(|length| **length < code.len());
    let mut parents = parents.filter_map(|length| code.get(..*length));
    parents.find(|parent| !all.contains(parent))
}

fn names(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut printed: BTreeMap<&str, BTreeMap<String, &BudgetLine>> = BTreeMap::new();
    let mut told: HashMap<(&str, String), ()> = HashMap::new();
    for line in input.ledgers.iter().flat_map(rows).map(|row| row.line) {
        let (Some(code), Some(name)) = (code_of(line), line.row_label.as_deref()) else {
            if is_coded(line) && code_of(line).is_none() {
                found.push(unread_code(line));
            }
            continue;
        };
        if !is_coded(line) {
            continue;
        }
        let folded = fold_letters(name);
        printed
            .entry(code)
            .or_default()
            .entry(folded.clone())
            .or_insert(line);
        let known = names_of(code);
        let listed = known.iter().any(|known| fold_letters(known.name) == folded);
        let seen = known.iter().any(|known| known.is_seen);
        if seen && !listed && told.insert((code, folded), ()).is_none() {
            found.push(other_name(line, code, name, known));
        }
    }
    for (code, names) in printed {
        let lines: Vec<&BudgetLine> = names.into_values().collect();
        if let [first, second, ..] = lines.as_slice() {
            found.push(two_names(code, first, second));
        }
    }
    found
}

fn other_name(line: &BudgetLine, code: &str, name: &str, known: &[CodeName]) -> Finding {
    let usual = known.iter().map(|known| known.name).collect::<Vec<_>>();
    let finding = flaw(
        line,
        Severity::Info,
        format!(
            "科目{code}的名称为“{name}”，已知的名称为“{}”",
            usual.join("”“")
        ),
        format!(
            "The code {code} has the name \"{name}\"; its known name is \"{}\"",
            usual.join("\", \"")
        ),
    );
    Finding {
        operand_a: Some(name.to_owned()),
        operand_b: usual.first().map(|name| (*name).to_owned()),
        ..finding
    }
}

fn two_names(code: &str, first: &BudgetLine, second: &BudgetLine) -> Finding {
    let (first, second) = if first.source.table <= second.source.table {
        (first, second)
    } else {
        (second, first)
    };
    let name = |line: &BudgetLine| line.row_label.clone().unwrap_or_default();
    let (a, b) = (name(first), name(second));
    let (table, row) = (first.source.table, first.source.row);
    let finding = flaw(
        second,
        Severity::Warning,
        format!("科目{code}在本文件中有两个名称：“{a}”（表{table}第{row}行）和“{b}”"),
        format!(
            "The code {code} has two names in this document: \"{a}\" (table {table} row {row}) and \"{b}\""
        ),
    );
    Finding {
        operand_a: Some(a),
        operand_b: Some(b),
        ..finding
    }
}

fn years(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for ledger in input.ledgers {
        for line in rows(ledger)
            .map(|row| row.line)
            .filter(|line| is_coded(line))
        {
            let Some(code) = code_of(line) else { continue };
            let name = fold_letters(line.row_label.as_deref().unwrap_or_default());
            let known = names_of(code)
                .iter()
                .find(|known| fold_letters(known.name) == name);
            let dated = known.filter(|known| known.first.or(known.last).is_some());
            let (Some(known), true) = (dated, told.insert((code, name))) else {
                continue;
            };
            match ledger.table.classification_year {
                None => found.push(unclear(
                    line,
                    format!("预算年度不明，无法判断科目{code}是否适用"),
                    format!("The budget year is unknown, so the code {code} could not be judged"),
                )),
                Some(year) if !known.holds_in(year) => {
                    found.push(other_year(line, code, known, year))
                }
                Some(_) => {}
            }
        }
    }
    found
}

fn other_year(line: &BudgetLine, code: &str, known: &CodeName, year: i32) -> Finding {
    let name = known.name;
    let (zh, en) = match (known.first, known.last) {
        (_, Some(last)) if last < year => {
            (format!("{last}年后已不使用"), format!("ended with {last}"))
        }
        (Some(first), _) => (format!("{first}年起才使用"), format!("began in {first}")),
        _ => (String::new(), String::new()),
    };
    flaw(
        line,
        Severity::Info,
        format!("科目{code}“{name}”{zh}，本表为{year}年"),
        format!("The code {code} \"{name}\" {en}, and the table concerns {year}"),
    )
}
