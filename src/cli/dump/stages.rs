//! The stages `sections` and `match` as text: one line for each fact, details indented by two more spaces.

use std::io::{self, Write};

use yusuan::finding::Location;
use yusuan::recognize::{IndicatorRow, Match, Recognized, Understood};
use yusuan::segment::{Means, Part, Section};

use super::document::{describe, one_line};

/// Prints how the document was cut and what each section contains.
pub(super) fn sections(
    means: Means,
    sections: &[Section<'_>],
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "by {means:?}")?;
    for section in sections {
        let title = section
            .title
            .map_or_else(|| "(no title)".to_owned(), describe);
        write!(out, "section {title}")?;
        if let Some(kind) = section.kind {
            write!(out, " [{kind:?}]")?;
        }
        writeln!(out)?;
        for part in &section.parts {
            match part {
                Part::Paragraph(paragraph) => writeln!(out, "  {}", describe(paragraph))?,
                Part::Table(table) => {
                    let inside = if table.inside {
                        " inside the one before"
                    } else {
                        ""
                    };
                    let rows = table.table.rows.len();
                    writeln!(out, "  table {}{inside}: {rows} rows", table.number)?;
                }
            }
        }
    }
    Ok(())
}

/// Prints what was recognized and what was not.
pub(super) fn matches(recognized: &Recognized, out: &mut impl Write) -> io::Result<()> {
    for project in &recognized.matches {
        print_match(project, out)?;
    }
    for (table, reason) in &recognized.others {
        writeln!(out, "other table {table}: {}", reason.as_str())?;
    }
    for (label, location) in &recognized.unknown_labels {
        writeln!(
            out,
            "unknown label {}: {}",
            place(*location),
            one_line(label)
        )?;
    }
    for guess in &recognized.guessed_labels {
        writeln!(
            out,
            "guessed label {}: {} ({})",
            place(guess.place),
            one_line(&guess.label),
            match &guess.by {
                Understood::Part(known) => known,
                Understood::NoField => "no field for it",
                Understood::SumInList => "sum from a list",
                Understood::TargetByPlace => "target by its place",
                Understood::LevelsByContent => "levels by their contents",
                Understood::IndicatorByPlace => "indicator by its place",
                Understood::ActualByPlace => "result by its place",
                Understood::NameByPlace => "name by its place",
                Understood::NamesByContent => "names by their contents",
            }
        )?;
    }
    for unread in &recognized.unread_rows {
        writeln!(
            out,
            "not read {} ({}): {}",
            place(unread.place),
            unread.reason.as_str(),
            one_line(&unread.text)
        )?;
    }
    Ok(())
}

fn print_match(project: &Match, out: &mut impl Write) -> io::Result<()> {
    let (first, last) = project.tables;
    let layout = project.layout.as_str();
    writeln!(
        out,
        "match {layout} {}, tables {first}-{last}",
        project.kind.as_str()
    )?;
    for because in &project.because {
        writeln!(out, "  because {}", one_line(because))?;
    }
    if let Some(doubt) = &project.doubt {
        writeln!(out, "  doubt {doubt:?}")?;
    }
    if let Some(heading) = &project.heading {
        writeln!(out, "  heading {}", one_line(heading))?;
    }
    if let Some(bookmark) = &project.bookmark {
        writeln!(out, "  bookmark {}", one_line(bookmark))?;
    }
    for line in &project.context {
        writeln!(out, "  context {}", one_line(line))?;
    }
    for entry in &project.entries {
        write!(out, "  {} {:?}", place(entry.place), entry.field)?;
        if let Some(column) = entry.column {
            write!(out, "/{column:?}")?;
        }
        let [group, label, value] = [&entry.group, &entry.label, &entry.value].map(|t| one_line(t));
        let group = if group.is_empty() {
            group
        } else {
            group + " > "
        };
        writeln!(out, " | {group}{label} | {value}")?;
    }
    for row in &project.indicators {
        print_row(row, out)?;
    }
    for task in &project.tasks {
        let content = task.content.as_deref().unwrap_or_default();
        let amount = task.amount.as_deref().unwrap_or_default();
        let [name, content, amount] = [&task.name, content, amount].map(one_line);
        let total = if task.total { " total" } else { "" };
        writeln!(
            out,
            "  {} task{total} | {name} | {content} | {amount}",
            place(task.place)
        )?;
    }
    Ok(())
}

fn print_row(row: &IndicatorRow, out: &mut impl Write) -> io::Result<()> {
    let slot = if row.slot { " slot" } else { "" };
    write!(out, "  {} {}{slot}", place(row.place), row.period.as_str())?;
    let names = row
        .group
        .iter()
        .flat_map(|group| [&group.level1, &group.level2]);
    for group in names.flatten() {
        write!(out, " | group {}", one_line(group))?;
    }
    for piece in &row.pieces {
        let merged = if piece.merged { "*" } else { "" };
        write!(
            out,
            " | {:?}{merged} {}",
            piece.field,
            one_line(&piece.text)
        )?;
    }
    writeln!(out)
}

/// Table, row and column, as far as they are known.
fn place(location: Location) -> String {
    [
        ("t", location.table),
        ("r", location.row),
        ("c", location.column),
    ]
    .iter()
    .filter_map(|(letter, number)| Some(format!("{letter}{}", (*number)?)))
    .collect()
}
