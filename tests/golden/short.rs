//! The short form of a record, which a person reads in minutes: a line a field, a line an indicator, nothing that follows from the rest.
//!
//! In and out: [`Node`], without nulls and empty lists. `name: value` is a field, `name:` a list whose items stand below, each behind `- `.
//! An object in a line is its first values in the order of its [`Shape`], then `name=value`; inside others it stands in parentheses, a list
//! in brackets. `-` is nothing. Texts are bare, or JSON strings where they could be mistaken. Ids of a record begin with `#`, short for
//! `document_id` and a hyphen. Lost: the order of fields.

use std::fmt::Write;

use super::node::Node;
use super::shapes::{DOCUMENT, Shape};

/// The short form of a document's record.
pub(crate) fn write(record: &Node) -> String {
    let id = document_id(record);
    let record = leave_out(record, &DOCUMENT, 1, "", &id);
    let mut out = String::new();
    block(&record, &DOCUMENT, 0, &mut out);
    out
}

/// The record of a short form.
pub(crate) fn read(short: &str) -> Node {
    let lines: Vec<(usize, &str)> = short
        .lines()
        .map(|line| {
            let text = line.trim_start_matches(' ');
            (line.len() - text.len(), text)
        })
        .collect();
    let (record, rest) = read_block(&lines, 0, &DOCUMENT);
    assert!(rest.is_empty(), "no field: {}", rest[0].1);
    let record = fill_in(record, &DOCUMENT, 1, "", None);
    let id = document_id(&record);
    fill_in(record, &DOCUMENT, 1, "", Some(&id))
}

fn document_id(record: &Node) -> String {
    match record.get("document_id") {
        Some(Node::Text(id)) => id.clone(),
        _ => String::new(),
    }
}

/// The id of an object, for what stands in it.
fn own_id(object: &Node) -> String {
    let ids = ["project_id", "table_id", "document_id"];
    let id = ids.into_iter().find_map(|name| object.get(name));
    match id {
        Some(Node::Text(id)) => id.clone(),
        _ => String::new(),
    }
}

/// Takes away what follows from the rest, and says where something is missing that usually follows.
fn leave_out(node: &Node, shape: &Shape, number: usize, outside: &str, id: &str) -> Node {
    let Node::Object(fields) = node else {
        return node.clone();
    };
    let own = own_id(node);
    let mut out = Vec::new();
    for (name, value) in fields {
        let usual = shape.usual.iter().find(|(field, _)| field == name);
        if usual
            .is_some_and(|(_, usual)| usual.value(node, number, outside).as_ref() == Some(value))
        {
            continue;
        }
        let inside = shape.inside(name);
        let value = match value {
            Node::List(items) => Node::List(
                (1..)
                    .zip(items)
                    .map(|(number, item)| leave_out(item, inside, number, &own, id))
                    .collect(),
            ),
            Node::Text(text) if name.ends_with("_id") && !id.is_empty() => {
                match text
                    .strip_prefix(id)
                    .and_then(|rest| rest.strip_prefix('-'))
                {
                    Some(rest) => Node::Text(format!("#{rest}")),
                    None => value.clone(),
                }
            }
            value => leave_out(value, inside, 1, &own, id),
        };
        out.push((name.clone(), value));
    }
    for (name, usual) in shape.usual {
        if node.get(name).is_none() && usual.value(node, number, outside).is_some() {
            out.push(((*name).to_owned(), Node::Nothing));
        }
    }
    Node::Object(out)
}

/// Puts back what follows from the rest; ids in full once the document's is known.
fn fill_in(node: Node, shape: &Shape, number: usize, outside: &str, id: Option<&str>) -> Node {
    let Node::Object(mut fields) = node else {
        return node;
    };
    for (name, usual) in shape.usual {
        let object = Node::Object(fields.clone());
        if object.get(name).is_none()
            && let Some(value) = usual.value(&object, number, outside)
        {
            fields.push(((*name).to_owned(), value));
        }
    }
    let Some(id) = id else {
        return Node::Object(fields);
    };
    let own = own_id(&Node::Object(fields.clone()));
    let fields = fields.into_iter().filter_map(|(name, value)| {
        let inside = shape.inside(&name);
        let value = match value {
            Node::Nothing => return None,
            Node::List(items) => Node::List(
                (1..)
                    .zip(items)
                    .map(|(number, item)| fill_in(item, inside, number, &own, Some(id)))
                    .collect(),
            ),
            Node::Text(text) if name.ends_with("_id") => match text.strip_prefix('#') {
                Some(rest) => Node::Text(format!("{id}-{rest}")),
                None => Node::Text(text),
            },
            value => fill_in(value, inside, 1, &own, Some(id)),
        };
        Some((name, value))
    });
    Node::Object(fields.collect())
}

/// The fields of an object, a line each.
fn block(node: &Node, shape: &Shape, indent: usize, out: &mut String) {
    let Node::Object(fields) = node else {
        panic!("an object has fields");
    };
    for (name, value) in fields {
        let Node::List(items) = value else {
            writeln!(
                out,
                "{:indent$}{name}: {}",
                "",
                alone(value, shape.inside(name))
            )
            .unwrap();
            continue;
        };
        writeln!(out, "{:indent$}{name}:", "").unwrap();
        for item in items {
            list_item(item, shape.inside(name), indent + 2, out);
        }
    }
}

fn list_item(item: &Node, shape: &Shape, indent: usize, out: &mut String) {
    write!(out, "{:indent$}- ", "").unwrap();
    let Node::Object(fields) = item else {
        writeln!(out, "{}", alone(item, shape)).unwrap();
        return;
    };
    if shape.first.is_empty() {
        let at = out.len();
        block(item, shape, indent + 2, out);
        out.replace_range(at..at + indent + 2, "");
        return;
    }
    let (below, line): (Vec<_>, Vec<_>) = fields
        .iter()
        .cloned()
        .partition(|(name, _)| shape.below.contains(&name.as_str()));
    writeln!(out, "{}", values(&line, shape)).unwrap();
    block(&Node::Object(below), shape, indent + 2, out);
}

/// The first values by place, the others with their names.
fn values(fields: &[(String, Node)], shape: &Shape) -> String {
    let object = Node::Object(fields.to_vec());
    let last = shape
        .first
        .iter()
        .rposition(|name| object.get(name).is_some());
    let mut out: Vec<String> = shape.first[..last.map_or(0, |last| last + 1)]
        .iter()
        .map(|name| {
            object
                .get(name)
                .map_or("-".to_owned(), |value| within(value, shape.inside(name)))
        })
        .collect();
    for (name, value) in fields {
        if !shape.first.contains(&name.as_str()) {
            out.push(format!("{name}={}", within(value, shape.inside(name))));
        }
    }
    out.join(" ")
}

/// A value that has the rest of its line.
fn alone(node: &Node, shape: &Shape) -> String {
    match node {
        Node::Text(text) if !is_mistaken(text) && text.trim() == text => text.clone(),
        node => within(node, shape),
    }
}

/// A value among others.
fn within(node: &Node, shape: &Shape) -> String {
    match node {
        Node::Nothing => "-".to_owned(),
        Node::Bare(word) => word.clone(),
        Node::Text(text)
            if !is_mistaken(text)
                && !is_named(text)
                && !text.contains(|c: char| c.is_whitespace() || "()[]\"".contains(c)) =>
        {
            text.clone()
        }
        Node::Text(text) => serde_json::to_string(text).unwrap(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(|item| within(item, shape)).collect();
            format!("[{}]", items.join(" "))
        }
        Node::Object(fields) => format!("({})", values(fields, shape)),
    }
}

/// A text that would be read as something else.
fn is_mistaken(text: &str) -> bool {
    text.is_empty()
        || text == "-"
        || text.starts_with(['(', '[', '"'])
        || text.contains(char::is_control)
        || is_bare(text)
}

/// What JSON writes without quotation marks.
fn is_bare(text: &str) -> bool {
    text == "true"
        || text == "false"
        || text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
            && serde_json::from_str::<serde_json::Number>(text).is_ok()
}

/// True for `name=…`.
fn is_named(text: &str) -> bool {
    let name = text.split_once('=').map_or("", |(name, _)| name);
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

type Lines<'l, 't> = &'l [(usize, &'t str)];

fn read_block<'l, 't>(
    mut lines: Lines<'l, 't>,
    indent: usize,
    shape: &Shape,
) -> (Node, Lines<'l, 't>) {
    let mut fields = Vec::new();
    while let Some(((at, line), rest)) = lines.split_first().filter(|((at, _), _)| *at == indent) {
        assert_eq!(*at, indent);
        let (name, value) = line.split_once(':').expect("a field is name: value");
        let inside = shape.inside(name);
        lines = rest;
        let value = if value.is_empty() {
            let items;
            (items, lines) = read_items(lines, indent + 2, inside);
            Node::List(items)
        } else {
            read_alone(&value[1..], inside)
        };
        fields.push((name.to_owned(), value));
    }
    (Node::Object(fields), lines)
}

fn read_items<'l, 't>(
    mut lines: Lines<'l, 't>,
    indent: usize,
    shape: &Shape,
) -> (Vec<Node>, Lines<'l, 't>) {
    let mut items = Vec::new();
    while let Some(((_, line), rest)) = lines
        .split_first()
        .filter(|((at, line), _)| *at == indent && line.starts_with("- "))
    {
        let line = &line[2..];
        let item = if !shape.first.is_empty() {
            let mut text = line;
            let Node::Object(mut fields) = read_values(&mut text, shape) else {
                unreachable!("values make an object");
            };
            let below;
            (below, lines) = read_block(rest, indent + 2, shape);
            if let Node::Object(below) = below {
                fields.extend(below);
            }
            Node::Object(fields)
        } else if shape.inside.is_empty() {
            lines = rest;
            read_alone(line, shape)
        } else {
            let end = rest
                .iter()
                .position(|(at, _)| *at <= indent)
                .unwrap_or(rest.len());
            let mut own = vec![(indent + 2, line)];
            own.extend(&rest[..end]);
            lines = &rest[end..];
            let (item, left) = read_block(&own, indent + 2, shape);
            assert!(left.is_empty(), "no field: {}", left[0].1);
            item
        };
        items.push(item);
    }
    (items, lines)
}

fn read_alone(text: &str, shape: &Shape) -> Node {
    match text.chars().next() {
        Some('(' | '[' | '"') => {
            let mut rest = text;
            let value = read_value(&mut rest, shape);
            assert!(rest.is_empty(), "no end of a value: {text}");
            value
        }
        _ => bare(text),
    }
}

fn bare(text: &str) -> Node {
    match text {
        "-" => Node::Nothing,
        text if is_bare(text) => Node::Bare(text.to_owned()),
        text => Node::Text(text.to_owned()),
    }
}

/// Values up to a closing parenthesis or the end.
fn read_values(text: &mut &str, shape: &Shape) -> Node {
    let mut fields = Vec::new();
    let mut first = shape.first.iter();
    loop {
        *text = text.trim_start_matches(' ');
        if text.is_empty() || text.starts_with(')') {
            break;
        }
        let name = match text.split_once('=') {
            Some((name, rest)) if is_named(text) => {
                *text = rest;
                name
            }
            _ => first.next().expect("a value has a name"),
        };
        let value = read_value(text, shape.inside(name));
        // a gap among the first values, which is nothing, unless something usually follows
        if value != Node::Nothing || shape.usual.iter().any(|(field, _)| *field == name) {
            fields.push((name.to_owned(), value));
        }
    }
    Node::Object(fields)
}

fn read_value(text: &mut &str, shape: &Shape) -> Node {
    match text.chars().next() {
        Some('(') => {
            *text = &text[1..];
            let object = read_values(text, shape);
            *text = text.strip_prefix(')').expect("a closing parenthesis");
            object
        }
        Some('[') => {
            let mut items = Vec::new();
            *text = &text[1..];
            while !text.starts_with(']') {
                items.push(read_value(text, shape));
                *text = text.trim_start_matches(' ');
            }
            *text = &text[1..];
            Node::List(items)
        }
        Some('"') => {
            let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
            let value = values.next().expect("a string").expect("a JSON string");
            *text = &text[values.byte_offset()..];
            Node::Text(value)
        }
        _ => {
            let end = text.find(|c| " )]".contains(c)).unwrap_or(text.len());
            let (value, rest) = text.split_at(end);
            *text = rest;
            bare(value)
        }
    }
}
