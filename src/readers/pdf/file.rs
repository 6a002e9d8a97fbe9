//! A PDF file: its pages one by one, and its bookmarks. With `page` and `bookmarks`, all that knows of hayro.
//!
//! In: bytes. Out: what each page draws, and the outline. Lost: forms, annotations that nobody sees, attachments, scripts.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use super::bookmarks;
use super::page::{Canvas, NeverEnds};
use crate::error::Error;
use crate::format::Format;
use crate::limits::MAX_PAGE_STEPS;
use crate::message::Message;
use crate::readers::fixed_layout::{DrawnPage, Outline};

/// An open file.
pub(super) struct File {
    pdf: Pdf,
}

impl File {
    /// Opens a file that needs no password to be read.
    ///
    /// # Errors
    /// [`Error::Encrypted`], and [`Error::Damaged`] where no page can be found.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Error> {
        match Pdf::new(bytes.to_vec()) {
            Ok(pdf) if pdf.pages().is_empty() => Err(no_pages()),
            Ok(pdf) => Ok(Self { pdf }),
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
    /// [`Error::LimitExceeded`] for a page that never ends.
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
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        // the page as it is turned and cropped, y down
        let transform = Affine::new(page.initial_transform(true).as_coeffs().map(f64::from));
        let paper = Rect::new(0.0, 0.0, width, height);
        let mut canvas = Canvas::new(number, width, height);
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let xref = self.pdf.xref();
            let mut context = Context::new(transform, paper, cache, xref, settings.clone());
            interpret_page(page, &mut context, &mut canvas);
        }));
        match drawn {
            Ok(()) => Ok(canvas.finish()),
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
