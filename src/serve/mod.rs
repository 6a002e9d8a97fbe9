//! A page on this computer to drop files on, and the same over HTTP for programs.
//!
//! In: [`Settings`]. Out: a [`Server`] that answers until it is stopped. A request passes through these steps:
//!
//! ```text
//! connection ─listen→ head ─admit→ Route ─body→ Upload ─answer→ Reply
//! ```
//!
//! Only `listen` and `body` wait for the network; every answer is a plain function that runs on a thread of its own. What is
//! uploaded lies in a folder of this run under names of our own, and is deleted with it. The name that a sender gives is a
//! name for people and never a path. Nothing is fetched from an address that a sender names.
//!
//! Lost: whatever is in work when the server is stopped.

mod admit;
mod api;
mod body;
mod bounds;
mod desk;
mod download;
mod form;
mod listen;
mod marks;
mod openapi;
mod page;
mod reply;
mod route;
mod state;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use tokio::sync::{Notify, Semaphore};

use self::admit::Gate;
pub use self::bounds::Bounds;
use self::desk::Desk;
use self::state::{MEMORY_MEBIBYTES, State};
use crate::convert::Options;
use crate::message::Message;

/// How a server is set up.
#[derive(Debug)]
pub struct Settings {
    /// The address that is listened at; connections from other computers reach only one that is not a loopback address.
    pub host: IpAddr,
    /// The port; 0 for a free one.
    pub port: u16,
    /// Names by which other computers call this one, beside its IP addresses.
    pub names: Vec<String>,
    /// The secret without which only `/healthz` and `/openapi.json` answer; `None` for a random one.
    pub token: Option<String>,
    /// A directory whose documents are shown from the start, and in which `yusuan.yaml` is kept.
    pub directory: Option<PathBuf>,
    /// How documents are read.
    pub reading: Options,
    /// Documents that are read at once.
    pub jobs: usize,
    /// What a sender may cause.
    pub bounds: Bounds,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            names: Vec::new(),
            token: None,
            directory: None,
            reading: Options::default(),
            jobs: 1,
            bounds: Bounds::default(),
        }
    }
}

/// A server that has its address and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    folder: TempDir,
    state: Arc<State>,
}

/// Stops a server from another thread.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<State>);

impl Stopper {
    /// Lets [`Server::run`] return.
    pub fn stop(&self) {
        self.0.stop.notify_one();
    }
}

impl Server {
    /// Takes the address and reads `yusuan.yaml` of the directory.
    ///
    /// # Errors
    /// The address is taken or not ours, the directory cannot be read, or there is no room for temporary files.
    pub fn bind(settings: Settings) -> io::Result<Self> {
        let wanted = SocketAddr::new(settings.host, settings.port);
        let listener = TcpListener::bind(wanted).map_err(|error| not_bound(wanted, &error))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let folder = tempfile::Builder::new().prefix("yusuan-serve-").tempdir()?;
        let desk = match &settings.directory {
            Some(directory) => Desk::beside(directory)?,
            None => Desk::default(),
        };
        let state = State {
            gate: Gate {
                token: settings.token.map_or_else(random_token, Ok)?,
                address,
                names: settings.names,
            },
            bounds: settings.bounds,
            reading: settings.reading,
            jobs: settings.jobs.max(1),
            folder: folder.path().to_owned(),
            directory: settings.directory,
            desk: Mutex::new(desk),
            requests: Arc::new(Semaphore::new(settings.bounds.requests)),
            workers: Arc::new(Semaphore::new(settings.jobs.max(1))),
            memory: Arc::new(Semaphore::new(MEMORY_MEBIBYTES as usize)),
            kept: Arc::new(AtomicU64::new(0)),
            stop: Notify::new(),
        };
        Ok(Self {
            listener,
            address,
            folder,
            state: Arc::new(state),
        })
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the page, with the token.
    pub fn page(&self) -> String {
        let host = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
            IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let (port, token) = (self.address.port(), &self.state.gate.token);
        format!("http://{host}:{port}/{token}/")
    }

    /// The token, which programs send as `Authorization: Bearer`.
    pub fn token(&self) -> &str {
        &self.state.gate.token
    }

    /// What stops it.
    pub fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.state))
    }

    /// Answers until it is stopped, then deletes every upload.
    ///
    /// # Errors
    /// The system gives no threads, or the uploads cannot be deleted.
    pub fn run(self) -> io::Result<()> {
        let directory = page::read_directory(&self.state)?;
        let result = listen::run(self.listener, &self.state);
        self.state.desk().clear();
        drop(directory);
        self.folder.close()?;
        result
    }
}

/// 128 random bits in hexadecimal digits.
fn random_token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn not_bound(address: SocketAddr, error: &io::Error) -> io::Error {
    let Message { zh, en } = Message::of_system(error);
    io::Error::other(Message::new(
        format!("无法使用地址 {address}：{zh}；请换一个 --port，或不写 --port 以自动选择"),
        format!("cannot use the address {address}: {en}; choose another --port, or leave it out"),
    ))
}
