//! What a page of a PDF draws. With `file`, `bookmarks` and `streams`, all that knows of hayro.
//!
//! In: a page. Out: [`DrawnPage`], its visible characters and ruling lines, and what of its text cannot be seen or read. Lost: fonts,
//! colours, curves, and the content of pictures.
//!
//! A ruling line may be drawn as a line, as a thin rectangle, as the sides of a frame, or as a thin picture.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use crate::limits::{MAX_PAGE_CHARS, MAX_PAGE_RULINGS, MAX_PAGE_STEPS};
use crate::readers::fixed_layout::{Char, DrawnPage, Page, Ruling};
use crate::readers::radicals;

/// A rectangle or picture up to this many points thin is a ruling line.
const THIN: f64 = 3.2;
/// A line thicker than this, in points, is a bar.
const BAR: f64 = 4.0;
/// Ends of a ruling line differ by less than this from a line along an axis.
const SLANT: f64 = 0.6;
/// A colour with red, green and blue above this is white.
const WHITE: u8 = 249;
/// An alpha below this is transparent.
const TRANSPARENT: u8 = 8;
/// What a form or clip counts as, see [`MAX_PAGE_STEPS`].
const CLIP_STEPS: usize = 20;
/// Fills looked at for the background of white text.
const MAX_FILLS: usize = 1_000;

/// Stops the drawing of a page that never ends: hayro asks nobody whether to go on.
pub(super) struct NeverEnds;

/// Takes the place of paper.
pub(super) struct Canvas {
    drawn: DrawnPage,
    paper: Rect,
    clips: Vec<Rect>,
    /// Areas that are not white.
    fills: Vec<Rect>,
    /// Characters in white.
    white: Vec<Char>,
    /// Where the glyphs of the last run stand.
    last_run: Vec<Point>,
    steps: usize,
    /// What a form costs, which shows as a clip only.
    form_steps: usize,
}

impl Canvas {
    pub(super) fn new(number: u32, width: f64, height: f64, form_steps: usize) -> Self {
        Self {
            drawn: DrawnPage {
                page: Page {
                    number,
                    width,
                    height,
                    ..Page::default()
                },
                ..DrawnPage::default()
            },
            paper: Rect::new(0.0, 0.0, width, height),
            clips: Vec::new(),
            fills: Vec::new(),
            white: Vec::new(),
            last_run: Vec::new(),
            steps: 0,
            form_steps,
        }
    }

    /// What was drawn, once the page is complete.
    pub(super) fn finish(mut self) -> DrawnPage {
        for char in std::mem::take(&mut self.white) {
            let place = Point::new(f64::midpoint(char.left, char.right), middle(&char));
            let mut fills = self.fills.iter().rev().take(MAX_FILLS);
            match fills.any(|fill| fill.contains(place)) {
                true => self.drawn.page.chars.push(char),
                false => self.drawn.unseen.add(char.character),
            }
        }
        let area = self.paper.area().max(1.0);
        self.drawn.pictured /= area;
        self.drawn
    }

    /// What was drawn so far, see [`MAX_PAGE_STEPS`].
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// Counts what is drawn.
    fn step(&mut self, steps: usize) {
        self.steps = self.steps.saturating_add(steps.max(1));
        if self.steps > MAX_PAGE_STEPS {
            std::panic::resume_unwind(Box::new(NeverEnds));
        }
    }

    fn clip(&self) -> Rect {
        self.clips
            .last()
            .copied()
            .unwrap_or(Rect::new(-1e6, -1e6, 1e6, 1e6))
    }

    fn across(&mut self, y: f64, from: f64, to: f64) {
        let clip = self.clip();
        let inside = y >= clip.y0 - 1.0 && y <= clip.y1 + 1.0;
        let ruling = Ruling {
            at: y,
            from: from.min(to).max(clip.x0),
            to: from.max(to).min(clip.x1),
        };
        self.drawn.too_much |= !keep(&mut self.drawn.page.across, ruling, inside);
    }

    fn down(&mut self, x: f64, from: f64, to: f64) {
        let clip = self.clip();
        let inside = x >= clip.x0 - 1.0 && x <= clip.x1 + 1.0;
        let ruling = Ruling {
            at: x,
            from: from.min(to).max(clip.y0),
            to: from.max(to).min(clip.y1),
        };
        self.drawn.too_much |= !keep(&mut self.drawn.page.down, ruling, inside);
    }

    /// A thin area is a ruling line; true for one.
    fn thin(&mut self, area: Rect) -> bool {
        if area.height() <= THIN && area.width() > area.height() {
            self.across(area.center().y, area.x0, area.x1);
        } else if area.width() <= THIN {
            self.down(area.center().x, area.y0, area.y1);
        } else {
            return false;
        }
        true
    }

    /// One part of a path that is filled: a rectangle along the axes, or thin.
    fn fill(&mut self, points: &[Point]) {
        let area = bounds(points);
        let on_side = |point: &Point| {
            let near = |a: f64, b: f64| (a - b).abs() < SLANT;
            (near(point.x, area.x0) || near(point.x, area.x1))
                && (near(point.y, area.y0) || near(point.y, area.y1))
        };
        let thin = area.width().min(area.height()) <= THIN;
        let rectangle = points.iter().all(on_side);
        if (thin && self.thin(area)) || !rectangle {
            return;
        }
        self.fills.push(area.intersect(self.clip()));
    }

    /// One part of a path that is drawn as a line.
    fn stroke(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let (width, height) = ((to.x - from.x).abs(), (to.y - from.y).abs());
            if height < SLANT && width > height {
                self.across(f64::midpoint(from.y, to.y), from.x, to.x);
            } else if width < SLANT && height > width {
                self.down(f64::midpoint(from.x, to.x), from.y, to.y);
            }
        }
    }

    fn char(&mut self, char: Char, upright: bool, mode: &DrawMode, paint: Visibility) {
        let place = Point::new(f64::midpoint(char.left, char.right), middle(&char));
        let page = &mut self.drawn;
        if !self
            .clips
            .last()
            .is_none_or(|clip| clip.inflate(0.5, 0.5).contains(place))
            || !upright
            || paint == Visibility::Transparent
        {
            page.unseen.add(char.character);
        } else if page.page.chars.len() + page.recognized.len() + self.white.len() >= MAX_PAGE_CHARS
        {
            page.too_much = true;
        } else if matches!(mode, DrawMode::Invisible) {
            page.recognized.push(char);
        } else if paint == Visibility::White {
            self.white.push(char);
        } else {
            page.page.chars.push(char);
        }
    }
}

/// Keeps a ruling line; false where there is no room for it.
fn keep(rulings: &mut Vec<Ruling>, ruling: Ruling, inside: bool) -> bool {
    let drawn = inside && ruling.to > ruling.from && ruling.at.is_finite();
    if drawn && rulings.len() < MAX_PAGE_RULINGS {
        rulings.push(ruling);
        return true;
    }
    !drawn
}

/// Half of a character's height above its base line.
fn middle(char: &Char) -> f64 {
    char.base - 0.38 * char.size
}

fn bounds(points: &[Point]) -> Rect {
    let first = points.first().copied().unwrap_or_default();
    points
        .iter()
        .fold(Rect::from_points(first, first), |area, point| {
            area.union_pt(*point)
        })
}

/// Whether paint shows on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visibility {
    Seen,
    White,
    Transparent,
}

fn visibility(paint: &Paint<'_>) -> Visibility {
    let Paint::Color(color) = paint else {
        return Visibility::Seen;
    };
    let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
    if alpha < TRANSPARENT {
        Visibility::Transparent
    } else if red.min(green).min(blue) > WHITE {
        Visibility::White
    } else {
        Visibility::Seen
    }
}

/// The parts of a path without curves, on the page; closed ones end where they began.
fn straight_parts(path: &BezPath, transform: Affine) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut curved = false;
    let end = |parts: &mut Vec<Vec<Point>>, curved: bool| {
        if curved || parts.last().is_some_and(|part| part.len() < 2) {
            parts.pop();
        }
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                end(&mut parts, curved);
                curved = false;
                parts.push(vec![transform * point]);
            }
            PathEl::LineTo(point) => {
                if let Some(part) = parts.last_mut() {
                    part.push(transform * point);
                }
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => curved = true,
            PathEl::ClosePath => {
                if let Some(part) = parts.last_mut()
                    && let Some(first) = part.first().copied()
                {
                    part.push(first);
                }
            }
        }
    }
    end(&mut parts, curved);
    parts
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step(path.elements().len());
        if visibility(&props.paint) != Visibility::Seen {
            return;
        }
        let width = match mode {
            DrawMode::Fill(_) => None,
            DrawMode::Stroke(line) | DrawMode::FillAndStroke(_, line) => Some(line.line_width),
            DrawMode::Invisible => return,
        };
        let scale = props.transform.determinant().abs().sqrt();
        for part in straight_parts(path, props.transform) {
            match width {
                None => self.fill(&part),
                Some(width) if f64::from(width) * scale <= BAR => self.stroke(&part),
                Some(_) => {}
            }
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.step(CLIP_STEPS + self.form_steps + clip.path.elements().len());
        let points: Vec<Point> = clip
            .path
            .elements()
            .iter()
            .filter_map(PathEl::end_point)
            .collect();
        let inside = if points.is_empty() {
            self.clip()
        } else {
            self.clip().intersect(bounds(&points))
        };
        self.clips.push(inside);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.step(glyphs.len());
        let places: Vec<Point> = glyphs
            .iter()
            .map(|glyph| props.transform * glyph.transform() * Point::ZERO)
            .collect();
        // filled and stroked text comes twice
        if matches!(mode, DrawMode::Stroke(_)) && places == self.last_run {
            return;
        }
        let paint = visibility(&props.paint);
        for (glyph, origin) in glyphs.iter().zip(&places) {
            let transform = props.transform * glyph.transform();
            let advance = advance(glyph);
            let end = transform * Point::new(advance, 0.0);
            let up = transform * Point::new(0.0, 1000.0) - *origin;
            let size = up.hypot();
            let box_ = Char {
                character: ' ',
                left: origin.x.min(end.x),
                right: origin.x.max(end.x),
                base: origin.y,
                size,
            };
            let finite = box_.left.is_finite() && box_.right.is_finite() && size.is_finite();
            if !finite || !origin.y.is_finite() || size < SMALLEST {
                continue;
            }
            // text across the page is a watermark; turned by a right angle it belongs to the page
            let upright = up.x.abs() < TURNED * size || up.y.abs() < TURNED * size;
            self.text_of(glyph, box_, upright, mode, paint);
        }
        self.last_run = places;
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step(1);
        let size = Rect::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        );
        let area = props
            .transform
            .transform_rect_bbox(size)
            .intersect(self.clip());
        let long = area.width().max(area.height()) > 2.0 * THIN;
        if !(long && self.thin(area)) {
            let seen = area.intersect(self.paper);
            self.drawn.pictured += seen.width().max(0.0) * seen.height().max(0.0);
            self.fills.push(area);
        }
    }
}

/// Text smaller than this many points is not for people.
const SMALLEST: f64 = 0.5;
/// The share of a character's height by which it may lean.
const TURNED: f64 = 0.3;

impl Canvas {
    /// The characters of one glyph, side by side in its box: a ligature has several.
    fn text_of(
        &mut self,
        glyph: &Glyph<'_>,
        box_: Char,
        upright: bool,
        mode: &DrawMode,
        paint: Visibility,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => String::from(character),
            Some(BfString::String(text)) => text,
            None => String::from(char::REPLACEMENT_CHARACTER),
        };
        let count = text.chars().count().max(1);
        let width = (box_.right - box_.left) / count as f64;
        for (index, character) in text.chars().enumerate() {
            let character = match radicals::folded(character) {
                '\u{a0}' => ' ',
                // how a font says that it does not know
                '\0' => char::REPLACEMENT_CHARACTER,
                other => other,
            };
            if character.is_control() || matches!(character, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                continue;
            }
            self.drawn.unknown += usize::from(is_unknown(character));
            let left = box_.left + width * index as f64;
            let char = Char {
                character,
                left,
                right: left + width,
                ..box_
            };
            self.char(char, upright, mode, paint);
        }
    }
}

/// No character that a reader could know: none, or one of those that each font uses as it likes.
fn is_unknown(character: char) -> bool {
    matches!(
        character,
        char::REPLACEMENT_CHARACTER | '\u{e000}'..='\u{f8ff}'
    )
}

/// How far the next glyph stands, in thousandths of an em.
fn advance(glyph: &Glyph<'_>) -> f64 {
    const EM: f32 = 1000.0;
    let advance = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(advance.unwrap_or(EM))
}
