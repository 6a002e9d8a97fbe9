//! What the short form of a record leaves unsaid, object by object: names of the first fields, and fields that follow from others.

use super::node::Node;

/// One kind of object of the records.
pub(crate) struct Shape {
    /// Fields written first, by their place alone.
    pub(crate) first: &'static [&'static str],
    /// Fields that are written only where they differ from what is said here.
    pub(crate) usual: &'static [(&'static str, Usual)],
    /// Fields with a line of their own, below that of the object.
    pub(crate) below: &'static [&'static str],
    /// The shapes of the objects inside, and of the objects of its lists.
    pub(crate) inside: &'static [(&'static str, &'static Shape)],
}

/// What a field usually holds.
pub(crate) enum Usual {
    /// This word.
    Word(&'static str),
    /// False.
    No,
    /// The text of another field.
    Same(&'static str),
    /// True where another field holds something, else false.
    With(&'static str),
    /// Its number in the list.
    Number,
    /// The id of what it stands in, a letter and its number in at least so many digits.
    Id(&'static str, usize),
    /// The first 16 digits of another field.
    Start(&'static str),
}

impl Usual {
    /// The value for an object, the `number`th in a list of what has the id `outside`.
    pub(crate) fn value(&self, object: &Node, number: usize, outside: &str) -> Option<Node> {
        Some(match self {
            Self::Word(word) => Node::Text((*word).to_owned()),
            Self::No => Node::Bare("false".to_owned()),
            Self::Same(field) => object.get(field)?.clone(),
            Self::With(field) => Node::Bare(object.get(field).is_some().to_string()),
            Self::Number => Node::Bare(number.to_string()),
            Self::Id(letter, digits) => Node::Text(format!("{outside}-{letter}{number:0digits$}")),
            Self::Start(field) => match object.get(field)? {
                Node::Text(text) => Node::Text(text.chars().take(16).collect()),
                _ => return None,
            },
        })
    }
}

/// An object of which nothing is known.
pub(crate) const PLAIN: Shape = Shape {
    first: &[],
    usual: &[],
    below: &[],
    inside: &[],
};

pub(crate) const DOCUMENT: Shape = Shape {
    usual: &[("document_id", Usual::Start("sha256"))],
    inside: &[
        ("projects", &PROJECT),
        ("budget_tables", &BUDGET_TABLE),
        ("findings", &FINDING),
    ],
    ..PLAIN
};

const BUDGET_TABLE: Shape = Shape {
    usual: &[
        ("seq", Usual::Number),
        ("table_id", Usual::Id("t", 2)),
        ("classification_year", Usual::Same("fiscal_year")),
        ("note_says_empty", Usual::No),
    ],
    inside: &[
        ("department", &ORGANIZATION),
        ("unit", &ORGANIZATION),
        ("source", &TABLES),
        ("lines", &BUDGET_LINE),
    ],
    ..PLAIN
};

const BUDGET_LINE: Shape = Shape {
    first: &["row_label", "column_path", "amount_raw", "amount_yuan"],
    usual: &[
        ("seq", Usual::Number),
        ("line_id", Usual::Id("l", 4)),
        ("row_label_raw", Usual::Same("row_label")),
        ("value_kind", Usual::Word("amount")),
    ],
    inside: &[("source", &PLACE)],
    ..PLAIN
};

const PROJECT: Shape = Shape {
    usual: &[("seq", Usual::Number), ("project_id", Usual::Id("p", 2))],
    inside: &[
        ("budget_unit", &ORGANIZATION),
        ("department", &ORGANIZATION),
        ("budget", &BUDGET),
        ("funding", &FUNDING),
        ("indicators", &INDICATOR),
        ("tasks", &TASK),
        ("tasks_total", &AMOUNT),
        ("evaluation", &EVALUATION),
        ("source", &TABLES),
    ],
    ..PLAIN
};

const ORGANIZATION: Shape = Shape {
    first: &["name", "code"],
    ..PLAIN
};

const AMOUNT: Shape = Shape {
    first: &["raw", "yuan"],
    ..PLAIN
};

const BUDGET: Shape = Shape {
    inside: &[
        ("total", &AMOUNT),
        ("fiscal_funds", &AMOUNT),
        ("other_funds", &AMOUNT),
        ("carryover", &AMOUNT),
        ("multi_year_total", &AMOUNT),
    ],
    ..PLAIN
};

const FUNDING: Shape = Shape {
    first: &["label", "source", "amount"],
    usual: &[("period", Usual::Word("annual"))],
    inside: &[
        ("amount", &AMOUNT),
        ("original_amount", &AMOUNT),
        ("executed", &AMOUNT),
    ],
    ..PLAIN
};

const TASK: Shape = Shape {
    first: &["name", "content", "amount"],
    inside: &[
        ("amount", &AMOUNT),
        ("fiscal_funds", &AMOUNT),
        ("other_funds", &AMOUNT),
    ],
    ..PLAIN
};

const EVALUATION: Shape = Shape {
    inside: &[
        ("original_budget", &AMOUNT),
        ("annual_budget", &AMOUNT),
        ("executed", &AMOUNT),
    ],
    ..PLAIN
};

const TABLES: Shape = Shape {
    first: &["table_first", "table_last"],
    ..PLAIN
};

const INDICATOR: Shape = Shape {
    first: &["level1", "level2", "level3", "target"],
    usual: &[
        ("seq", Usual::Number),
        ("indicator_id", Usual::Id("i", 3)),
        ("period", Usual::Word("annual")),
        ("level1_raw", Usual::Same("level1")),
        ("level2_raw", Usual::Same("level2")),
        ("level1_source", Usual::Word("printed")),
        ("description_repeats", Usual::No),
    ],
    inside: &[("target", &TARGET), ("actual", &TARGET), ("source", &PLACE)],
    ..PLAIN
};

const TARGET: Shape = Shape {
    first: &["raw", "kind", "op", "value", "unit"],
    usual: &[("op_explicit", Usual::With("op"))],
    ..PLAIN
};

const FINDING: Shape = Shape {
    first: &["severity", "code", "finding_id"],
    usual: &[("category", Usual::Word("content"))],
    below: &["message_zh", "message_en"],
    inside: &[("location", &PLACE)],
};

const PLACE: Shape = Shape {
    first: &["table", "row", "column", "line", "page"],
    ..PLAIN
};

impl Shape {
    /// The shape of what a field holds.
    pub(crate) fn inside(&self, field: &str) -> &'static Shape {
        let found = self.inside.iter().find(|(name, _)| *name == field);
        found.map_or(&PLAIN, |(_, shape)| shape)
    }
}
