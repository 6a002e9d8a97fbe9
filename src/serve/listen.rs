//! Connections and requests: the only part that waits for the network.
//!
//! In: a socket. Out: responses. One thread waits for all connections; every answer is made on a thread of its own, of which
//! there are no more than documents may be read at once and a few. A browser that goes away disturbs nothing: what is being
//! read is still read, and the response has no reader.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::admit::admit;
use super::body::{Upload, drain, receive};
use super::reply::{Refusal, Reply};
use super::route::{Query, Route};
use super::state::{MEMORY_MEBIBYTES, State};
use super::{api, download, openapi, page};
use crate::limits::{CONNECTION_SECONDS, MAX_HEAD_BYTES, MAX_HEAD_FIELDS, STACK_BYTES};
use crate::memory::Size;
use crate::message::Message;

/// Threads for answers that read no document.
const OTHER_THREADS: usize = 8;

/// How long a stopped server goes on sending.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// Answers until the state is told to stop.
pub(super) fn run(listener: TcpListener, state: &Arc<State>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .max_blocking_threads(state.jobs + OTHER_THREADS)
        .build()?;
    let result = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let accepting = tokio::spawn(accept(listener, Arc::clone(state)));
        state.stop.notified().await;
        accepting.abort();
        // what is answered already still reaches its reader
        sleep(LAST_WORDS).await;
        Ok(())
    });
    // nobody waits for the answers that are being made
    runtime.shutdown_background();
    result
}

async fn accept(listener: tokio::net::TcpListener, state: Arc<State>) {
    let free = Arc::new(Semaphore::new(state.bounds.connections));
    loop {
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                let state = Arc::clone(&state);
                tokio::spawn(async move {
                    connection(stream, state).await;
                    drop(permit);
                });
            }
            // for example, too many open files: some will be closed
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<State>) {
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(state.bounds.head_time)
        .max_headers(MAX_HEAD_FIELDS)
        .max_buf_size(MAX_HEAD_BYTES);
    let service = service_fn(move |request| respond(request, Arc::clone(&state)));
    let connection = server.serve_connection(TokioIo::new(stream), service);
    // an error is the sender's: it broke the protocol or went away
    let _ = timeout(Duration::from_secs(CONNECTION_SECONDS), connection).await;
}

async fn respond(
    request: Request<Incoming>,
    state: Arc<State>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, mut body) = request.into_parts();
    let reply = match admit(&head, &state.gate) {
        Ok((route, query)) => answer(route, query, head, body, state).await,
        Err(refusal) => {
            drain(&mut body).await;
            Err(refusal)
        }
    };
    Ok(reply.unwrap_or_else(Reply::from).response())
}

async fn answer(
    route: Route,
    query: Query,
    head: Parts,
    mut body: Incoming,
    state: Arc<State>,
) -> Result<Reply, Refusal> {
    if !route.has_body() {
        return on_a_thread(move || without_body(&route, &query, &state)).await;
    }
    let Ok(_permit) = Arc::clone(&state.requests).try_acquire_owned() else {
        drain(&mut body).await;
        return Err(busy());
    };
    let upload = receive(body, &state.folder, &state.bounds, &state.kept).await?;
    let _work = match route {
        Route::Mark => None,
        _ => Some(turn(&state, &upload).await?),
    };
    on_a_thread(move || with_body(&route, &query, &head, upload, &state)).await
}

/// Waits until a document may be read, and there is memory for it.
async fn turn(state: &Arc<State>, upload: &Upload) -> Result<[OwnedSemaphorePermit; 2], Refusal> {
    let memory = Size::of_file(upload.path()).memory;
    let mebibytes = u32::try_from(memory >> 20).unwrap_or(u32::MAX);
    let mebibytes = mebibytes.clamp(1, MEMORY_MEBIBYTES);
    let memory = Arc::clone(&state.memory)
        .acquire_many_owned(mebibytes)
        .await;
    let worker = Arc::clone(&state.workers).acquire_owned().await;
    match (memory, worker) {
        (Ok(memory), Ok(worker)) => Ok([memory, worker]),
        // both are closed only with the program
        _ => Err(busy()),
    }
}

async fn on_a_thread(
    work: impl FnOnce() -> Result<Reply, Refusal> + Send + 'static,
) -> Result<Reply, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| {
        Err(Refusal::failed(&io::Error::other(Message::fixed(
            "程序在这个请求上出错中止，请连同文件一起报告",
            "the program stopped on this request; please report it with the file",
        ))))
    })
}

fn without_body(route: &Route, query: &Query, state: &State) -> Result<Reply, Refusal> {
    match route {
        Route::Health => Ok(Reply::json("{\"status\":\"ok\"}\n")),
        Route::OpenApi => openapi::describe(),
        Route::Page => page::page(state),
        Route::Files => Ok(page::files(state)),
        Route::Clear => Ok(page::clear(state)),
        Route::Report => page::report(state),
        Route::View(version, place) => page::view(state, *version, *place),
        Route::Source(version, place) => page::source(state, *version, *place),
        Route::Download(name) => download::download(state, name, query),
        Route::Quit => {
            state.stop.notify_one();
            Ok(Reply::json("{}\n"))
        }
        Route::Convert | Route::Check | Route::Upload | Route::Mark => Err(Refusal::nowhere()),
    }
}

fn with_body(
    route: &Route,
    query: &Query,
    head: &Parts,
    upload: Upload,
    state: &State,
) -> Result<Reply, Refusal> {
    match route {
        Route::Upload => page::upload(state, query, upload),
        Route::Mark => page::mark(state, &upload),
        Route::Check => api::check(state, query, head, &upload),
        _ => api::convert(state, query, head, &upload),
    }
}

fn busy() -> Refusal {
    Refusal::new(
        StatusCode::TOO_MANY_REQUESTS,
        "busy",
        Message::fixed(
            "同时处理的请求太多；请稍后重试",
            "too many requests are in work; try again in a moment",
        ),
    )
}
