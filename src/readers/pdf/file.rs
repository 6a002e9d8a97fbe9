//! A PDF file: its pages one by one, and its bookmarks. With `page`, `bookmarks` and `streams`, all that knows of hayro.
//!
//! In: bytes. Out: what each page draws, and the outline. Lost: forms, annotations that nobody sees, attachments, scripts.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use super::page::{Canvas, NeverEnds};
use super::streams::{self, Measured};
use super::{bookmarks, inflation};
use crate::allowance::Allowance;
use crate::error::Error;
use crate::format::Format;
use crate::limits::MAX_PAGE_STEPS;
use crate::message::Message;
use crate::readers::fixed_layout::{DrawnPage, Outline};

/// Bytes of a form that are read in the time of one step, see [`MAX_PAGE_STEPS`].
const STEP_BYTES: u64 = 512;
/// What a step takes of the allowance, in bytes.
const WORK_OF_A_STEP: u64 = 8;

/// An open file.
pub(super) struct File {
    pdf: Pdf,
    measured: Measured,
    allowance: Allowance,
}

impl File {
    /// Opens a file that needs no password to be read.
    ///
    /// # Errors
    /// [`Error::Encrypted`], [`Error::Damaged`] where no page can be found, and [`Error::LimitExceeded`] for streams that inflate
    /// without bound.
    pub(super) fn open(bytes: &[u8], allowance: &Allowance) -> Result<Self, Error> {
        inflation::check(bytes, allowance)?;
        match Pdf::new(bytes.to_vec()) {
            Ok(pdf) if pdf.pages().is_empty() => Err(no_pages()),
            Ok(pdf) => Ok(Self {
                measured: streams::measure(&pdf, allowance)?,
                allowance: allowance.clone(),
                pdf,
            }),
            Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
                Err(Error::Encrypted {
                    format: Format::Pdf,
                })
            }
            Err(LoadPdfError::Decryption(_)) => Err(Error::damaged(
                Format::Pdf,
                Message::fixed(
                    "加密方式无法识别",
                    "it is encrypted in a way that is not known",
                ),
            )),
            Err(LoadPdfError::Invalid) => Err(no_pages()),
        }
    }

    /// Pages that can be found.
    pub(super) fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Pages that the file says it has.
    pub(super) fn declared_pages(&self) -> Option<usize> {
        let root: Dict<'_> = self.pdf.xref().get(self.pdf.xref().root_id())?;
        let count: i32 = root.get::<Dict<'_>>("Pages")?.get("Count")?;
        usize::try_from(count).ok()
    }

    /// Its bookmarks.
    pub(super) fn outline(&self) -> Outline {
        bookmarks::outline(&self.pdf)
    }

    /// Draws the pages in order, the first `most` of them, and hands over what each draws.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] for a page that never ends, or pages that cost more than the file is allowed.
    pub(super) fn draw(&self, most: usize, mut each: impl FnMut(DrawnPage)) -> Result<(), Error> {
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        for (page, number) in self.pdf.pages().iter().take(most).zip(1..) {
            each(self.draw_page(page, number, &cache, &settings)?);
        }
        Ok(())
    }

    fn draw_page<'a>(
        &'a self,
        page: &Page<'a>,
        number: u32,
        cache: &InterpreterCache<'a>,
        settings: &InterpreterSettings,
    ) -> Result<DrawnPage, Error> {
        self.allowance.charge(streams::content_size(page)?)?;
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        // the page as it is turned and cropped, y down
        let transform = Affine::new(page.initial_transform(true).as_coeffs().map(f64::from));
        let paper = Rect::new(0.0, 0.0, width, height);
        let form_steps = self.measured.largest_form / STEP_BYTES;
        let mut canvas = Canvas::new(number, width, height, form_steps as usize);
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let xref = self.pdf.xref();
            let mut context = Context::new(transform, paper, cache, xref, settings.clone());
            interpret_page(page, &mut context, &mut canvas);
        }));
        match drawn {
            Ok(()) => {
                self.allowance
                    .take(canvas.steps() as u64 * WORK_OF_A_STEP)?;
                Ok(canvas.finish())
            }
            Err(stopped) if stopped.is::<NeverEnds>() => Err(Error::LimitExceeded {
                what: Message::new(
                    format!("第 {number} 页的绘图指令数"),
                    format!("drawing instructions of page {number}"),
                ),
                limit: MAX_PAGE_STEPS as u64,
            }),
            Err(defect) => resume_unwind(defect),
        }
    }
}

fn no_pages() -> Error {
    Error::damaged(
        Format::Pdf,
        Message::fixed("找不到任何页面", "no page can be found in it"),
    )
}
