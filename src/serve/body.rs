//! The body of a request, written to a file of this run.
//!
//! In: the pieces of a body as they arrive. Out: an [`Upload`]. A body must bring [`Bounds::body_rate`] bytes per second on
//! average after a time of grace, so that a slow one and one that stops end alike; one that is too long is refused by the
//! length it declares, or where it exceeds the bound. What is refused after it has begun is drained for a moment, because a sender
//! that is cut off in the middle of sending never reads the reason.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use http_body_util::BodyExt;
use hyper::StatusCode;
use hyper::body::{Body, Bytes, Incoming};
use tempfile::TempPath;
use tokio::time::timeout;

use super::bounds::Bounds;
use super::reply::Refusal;
use crate::limits::MAX_DRAINED_BYTES;
use crate::message::Message;

/// An uploaded file. Dropping it deletes it.
#[derive(Debug)]
pub(super) struct Upload {
    path: TempPath,
    bytes: u64,
    kept: Arc<AtomicU64>,
}

impl Upload {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.kept.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// Writes the body to a file in `folder`. `kept` counts the bytes of all uploads.
///
/// # Errors
/// It is too long, too slow, or cut off; or there is no room for it.
pub(super) async fn receive(
    mut body: Incoming,
    folder: &Path,
    bounds: &Bounds,
    kept: &Arc<AtomicU64>,
) -> Result<Upload, Refusal> {
    let declared = body.size_hint().exact();
    if declared.is_some_and(|length| length > bounds.body_bytes) {
        return Err(too_long(bounds));
    }
    let (mut file, path) = tempfile::NamedTempFile::new_in(folder)
        .map_err(|error| Refusal::failed(&error))?
        .into_parts();
    let mut upload = Upload {
        path,
        bytes: 0,
        kept: Arc::clone(kept),
    };
    let pace = Pace::begin(bounds);
    while let Some(piece) = pace.next(&mut body, upload.bytes).await? {
        if let Err(refusal) = append(&mut upload, &mut file, &piece, bounds) {
            drain(&mut body).await;
            return Err(refusal);
        }
    }
    Ok(upload)
}

/// Takes what is still arriving of a body that nobody reads, for a moment.
pub(super) async fn drain(body: &mut Incoming) {
    let begun = body.size_hint().exact();
    if begun.is_some_and(|left| left > MAX_DRAINED_BYTES) {
        return;
    }
    let take = async {
        let mut left = MAX_DRAINED_BYTES;
        while let Some(Ok(frame)) = body.frame().await {
            let taken = frame.data_ref().map_or(0, Bytes::len) as u64;
            left = left.saturating_sub(taken);
            if left == 0 {
                break;
            }
        }
    };
    // a sender that goes on after that is cut off
    let _ = timeout(Duration::from_secs(1), take).await;
}

/// Writing to the page cache takes microseconds, so that the thread of the network may do it.
fn append(
    upload: &mut Upload,
    file: &mut File,
    piece: &Bytes,
    bounds: &Bounds,
) -> Result<(), Refusal> {
    let length = piece.len() as u64;
    if upload.bytes + length > bounds.body_bytes {
        return Err(too_long(bounds));
    }
    let before = upload.kept.fetch_add(length, Ordering::Relaxed);
    upload.bytes += length;
    if before + length > bounds.kept_bytes {
        return Err(no_room(bounds));
    }
    file.write_all(piece).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => full(&error),
        _ => Refusal::failed(&error),
    })
}

/// The time a body may take.
struct Pace {
    begun: Instant,
    grace: Duration,
    rate: u64,
}

impl Pace {
    fn begin(bounds: &Bounds) -> Self {
        Self {
            begun: Instant::now(),
            grace: bounds.body_time,
            rate: bounds.body_rate.max(1),
        }
    }

    /// The next piece after `received` bytes; `None` at the end.
    async fn next(&self, body: &mut Incoming, received: u64) -> Result<Option<Bytes>, Refusal> {
        loop {
            let allowed = self.grace + Duration::from_secs(received / self.rate);
            let left = allowed.saturating_sub(self.begun.elapsed());
            match timeout(left, body.frame()).await {
                Err(_) => return Err(too_slow()),
                Ok(None) => return Ok(None),
                Ok(Some(Err(_))) => return Err(cut()),
                // a trailer has no data
                Ok(Some(Ok(frame))) => {
                    if let Ok(piece) = frame.into_data() {
                        return Ok(Some(piece));
                    }
                }
            }
        }
    }
}

fn too_long(bounds: &Bounds) -> Refusal {
    let most = bounds.body_bytes;
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        Message::new(
            format!("上传的内容太大（最多 {most} 字节）；请拆分后再上传"),
            format!("the upload is too large (at most {most} bytes); split it"),
        ),
    )
}

fn no_room(bounds: &Bounds) -> Refusal {
    let most = bounds.kept_bytes;
    Refusal::new(
        StatusCode::INSUFFICIENT_STORAGE,
        "no-room",
        Message::new(
            format!("已上传的文件合计超过限度（最多 {most} 字节）；请先清空，再上传其余文件"),
            format!("all uploads together are too large (at most {most} bytes); clear them first"),
        ),
    )
}

fn full(error: &io::Error) -> Refusal {
    let status = StatusCode::INSUFFICIENT_STORAGE;
    Refusal::new(status, "no-room", Message::of_system(error))
}

fn too_slow() -> Refusal {
    Refusal::new(
        StatusCode::REQUEST_TIMEOUT,
        "too-slow",
        Message::fixed(
            "上传太慢或中途停顿，已放弃；请检查网络后重试",
            "the upload is too slow or has stopped; check the connection and try again",
        ),
    )
}

fn cut() -> Refusal {
    Refusal::bad(Message::fixed(
        "上传中断，内容不完整；请重新上传",
        "the upload was cut off; send it again",
    ))
}
