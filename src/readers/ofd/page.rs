//! What a page of an OFD draws.
//!
//! In: the XML of a page, and of its templates. Out: [`DrawnPage`], in points. Lost: fonts, colours, curves, clips, pictures, drawings
//! that the resources hold.

use super::numbers::{Matrix, distances, numbers, rectangle, straight_parts};
use crate::limits::{MAX_PAGE_CHARS, MAX_PAGE_RULINGS};
use crate::readers::fixed_layout::{Char, DrawnPage, Ruling};
use crate::readers::radicals;
use crate::readers::xml::{Element, Event, Events};

/// Points of a millimetre.
pub(super) const POINTS: f64 = 72.0 / 25.4;
/// A rectangle up to this many points thin is a ruling line, a line up to [`BAR`] thick too.
const THIN: f64 = 3.2;
const BAR: f64 = 4.0;
/// Ends of a ruling line differ by less than this from a line along an axis, in points.
const SLANT: f64 = 0.6;
/// A width where the file says none, in millimetres (GB/T 33190, 8.2).
const LINE_WIDTH: f64 = 0.353;

/// The size of a page in millimetres: `x y width height`.
pub(super) type PhysicalBox = [f64; 4];

/// What a page asks for beside its own objects.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// Ids of its templates.
    pub(super) templates: Vec<String>,
    /// What breaks its XML; the objects before are read.
    pub(super) broken: Option<String>,
}

/// Reads the objects of a page or template into `drawn`.
pub(super) fn draw(xml: &str, paper: PhysicalBox, drawn: &mut DrawnPage) -> Rest {
    let mut templates = Vec::new();
    let to_page = Matrix::scaled(POINTS).after(Matrix::moved(-paper[0], -paper[1]));
    let mut events = Events::new(xml);
    while let Some(event) = events.next() {
        let Event::Open(element) = event else {
            continue;
        };
        match element.local_name() {
            "Template" => templates.extend(element.local_attribute("TemplateID")),
            "TextObject" => Object::of(&element, to_page).text(&element, &mut events, drawn),
            "PathObject" => Object::of(&element, to_page).path(&element, &mut events, drawn),
            "ImageObject" => Object::of(&element, to_page).picture(drawn, paper),
            _ => {}
        }
    }
    Rest {
        templates,
        broken: events.broken.take(),
    }
}

/// The size of a page, where its XML says one.
pub(super) fn physical_box(xml: &str) -> Option<PhysicalBox> {
    let mut inside = false;
    for event in Events::new(xml) {
        match event {
            Event::Open(element) => inside = element.local_name() == "PhysicalBox",
            Event::Text(text) if inside => return rectangle(&text),
            _ => {}
        }
    }
    None
}

/// An object on the page: where its own coordinates lie.
struct Object {
    to_page: Matrix,
    /// `x y width height` in millimetres.
    boundary: [f64; 4],
    visible: bool,
}

impl Object {
    fn of(element: &Element<'_>, to_page: Matrix) -> Self {
        let boundary = element
            .local_attribute("Boundary")
            .and_then(|text| rectangle(&text));
        let boundary = boundary.unwrap_or([0.0; 4]);
        let own = element
            .local_attribute("CTM")
            .and_then(|text| Matrix::parse(&text));
        Self {
            to_page: to_page
                .after(Matrix::moved(boundary[0], boundary[1]))
                .after(own.unwrap_or(Matrix::IDENTITY)),
            boundary,
            visible: element.local_attribute("Visible").as_deref() != Some("false")
                && element.local_attribute("Alpha").as_deref() != Some("0"),
        }
    }

    fn text(&self, element: &Element<'_>, events: &mut Events<'_>, drawn: &mut DrawnPage) {
        let size = element
            .local_attribute("Size")
            .and_then(|size| size.trim().parse::<f64>().ok());
        let scale = element
            .local_attribute("HScale")
            .and_then(|scale| scale.trim().parse::<f64>().ok());
        let mut run = Run {
            size: size.unwrap_or(0.0),
            scale: scale.unwrap_or(1.0),
            ..Run::default()
        };
        let mut visible = self.visible;
        let mut depth = 1usize;
        let mut in_code = false;
        while depth > 0 {
            match events.next() {
                Some(Event::Open(element)) => {
                    depth += 1;
                    in_code = element.local_name() == "TextCode";
                    match element.local_name() {
                        "TextCode" => run.place(&element),
                        "FillColor" => visible &= !is_unseen(&element),
                        _ => {}
                    }
                }
                Some(Event::Close) => {
                    depth -= 1;
                    in_code = false;
                }
                Some(Event::Text(text)) if in_code => run.draw(&text, self.to_page, visible, drawn),
                Some(Event::Text(_)) => {}
                None => return,
            }
        }
    }

    fn path(&self, element: &Element<'_>, events: &mut Events<'_>, drawn: &mut DrawnPage) {
        let flag = |name: &str| element.local_attribute(name);
        let stroked = flag("Stroke").as_deref() != Some("false");
        let filled = flag("Fill").as_deref() == Some("true");
        let width = flag("LineWidth").and_then(|width| width.trim().parse::<f64>().ok());
        let bar = width.unwrap_or(LINE_WIDTH) * POINTS > BAR;
        let mut seen = self.visible;
        let mut data = String::new();
        let mut depth = 1usize;
        let mut in_data = false;
        while depth > 0 {
            match events.next() {
                Some(Event::Open(element)) => {
                    depth += 1;
                    in_data = element.local_name() == "AbbreviatedData";
                    // clips have paths of their own
                    if element.local_name() == "Clips" {
                        events.pass_over();
                        depth -= 1;
                    } else if matches!(element.local_name(), "StrokeColor" | "FillColor") {
                        seen &= !is_unseen(&element);
                    }
                }
                Some(Event::Close) => {
                    depth -= 1;
                    in_data = false;
                }
                Some(Event::Text(text)) if in_data => data.push_str(&text),
                Some(Event::Text(_)) => {}
                None => break,
            }
        }
        if !seen {
            return;
        }
        for part in straight_parts(&data) {
            let points: Vec<(f64, f64)> = part
                .iter()
                .map(|point| self.to_page.apply(*point))
                .collect();
            if stroked && !bar {
                points
                    .windows(2)
                    .for_each(|pair| line(pair[0], pair[1], drawn));
            } else if filled {
                thin_area(&points, drawn);
            }
        }
    }

    fn picture(&self, drawn: &mut DrawnPage, paper: PhysicalBox) {
        let [_, _, width, height] = self.boundary;
        let page = (paper[2] * paper[3]).max(1.0);
        drawn.pictured += (width * height / page).clamp(0.0, 1.0);
    }
}

/// White, or transparent.
fn is_unseen(color: &Element<'_>) -> bool {
    let transparent = color.local_attribute("Alpha").as_deref() == Some("0");
    let value = color.local_attribute("Value").unwrap_or_default();
    transparent || numbers(&value) == [255.0, 255.0, 255.0]
}

/// Text under construction: where its next character stands.
#[derive(Debug, Default)]
struct Run {
    size: f64,
    scale: f64,
    x: f64,
    y: f64,
    across: Vec<f64>,
    down: Vec<f64>,
    /// Characters since the last place.
    drawn: usize,
}

impl Run {
    /// A new place; what is not said goes on from the last one.
    fn place(&mut self, code: &Element<'_>) {
        let number = |name: &str| code.local_attribute(name)?.trim().parse::<f64>().ok();
        self.x = number("X").unwrap_or(self.x);
        self.y = number("Y").unwrap_or(self.y);
        let list = |name: &str| code.local_attribute(name).map(|text| distances(&text));
        self.across = list("DeltaX").unwrap_or_default();
        self.down = list("DeltaY").unwrap_or_default();
        self.drawn = 0;
    }

    fn draw(&mut self, text: &str, to_page: Matrix, visible: bool, drawn: &mut DrawnPage) {
        // line ends are those of the XML
        let shown = text.chars().filter(|char| !matches!(char, '\n' | '\r'));
        for character in shown {
            let index = self.drawn;
            self.drawn += 1;
            let width = self.width(character);
            // a list that is too short ends with its last distance
            let distance = self.across.get(index).or(self.across.last()).copied();
            self.add(
                character,
                distance.unwrap_or(width).min(width.max(self.size)),
                to_page,
                visible,
                drawn,
            );
            let upright = self.across.is_empty() && !self.down.is_empty();
            self.x += if upright {
                0.0
            } else {
                distance.unwrap_or(width)
            };
            self.y += self
                .down
                .get(index)
                .or(self.down.last())
                .copied()
                .unwrap_or(0.0);
        }
    }

    /// What a character takes where the file does not say: Latin ones half as much as the others.
    fn width(&self, character: char) -> f64 {
        let share = if character.is_ascii() { 0.5 } else { 1.0 };
        self.size * self.scale * share
    }

    fn add(
        &self,
        character: char,
        width: f64,
        to_page: Matrix,
        visible: bool,
        drawn: &mut DrawnPage,
    ) {
        let (left, base) = to_page.apply((self.x, self.y));
        let (right, _) = to_page.apply((self.x + width, self.y));
        let up = to_page.apply((self.x, self.y - self.size));
        let size = (up.0 - left).hypot(up.1 - base);
        let char = Char {
            character: match radicals::folded(character) {
                '\u{a0}' => ' ',
                other => other,
            },
            left: left.min(right),
            right: left.max(right),
            base,
            size,
        };
        if ![left, right, base, size]
            .iter()
            .all(|number| number.is_finite())
            || character.is_control()
        {
            return;
        }
        let upright = (up.0 - left).abs() < 0.3 * size || (up.1 - base).abs() < 0.3 * size;
        if !visible || !upright {
            drawn.unseen.add(character);
        } else if drawn.page.chars.len() < MAX_PAGE_CHARS {
            drawn.page.chars.push(char);
        } else {
            drawn.too_much = true;
        }
    }
}

/// A line along an axis is a ruling.
fn line(from: (f64, f64), to: (f64, f64), drawn: &mut DrawnPage) {
    let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    let (rulings, at, one, other) = if height < SLANT && width > height {
        (
            &mut drawn.page.across,
            f64::midpoint(from.1, to.1),
            from.0,
            to.0,
        )
    } else if width < SLANT && height > width {
        (
            &mut drawn.page.down,
            f64::midpoint(from.0, to.0),
            from.1,
            to.1,
        )
    } else {
        return;
    };
    if rulings.len() >= MAX_PAGE_RULINGS {
        drawn.too_much = true;
        return;
    }
    rulings.push(Ruling {
        at,
        from: one.min(other),
        to: one.max(other),
    });
}

/// A thin filled area is a ruling.
fn thin_area(points: &[(f64, f64)], drawn: &mut DrawnPage) {
    let fold = |of: fn(&(f64, f64)) -> f64| {
        points
            .iter()
            .map(of)
            .fold((f64::MAX, f64::MIN), |(least, most), at| {
                (least.min(at), most.max(at))
            })
    };
    let (left, right) = fold(|point| point.0);
    let (top, bottom) = fold(|point| point.1);
    if bottom - top <= THIN && right - left > bottom - top {
        let y = f64::midpoint(top, bottom);
        line((left, y), (right, y), drawn);
    } else if right - left <= THIN {
        let x = f64::midpoint(left, right);
        line((x, top), (x, bottom), drawn);
    }
}
