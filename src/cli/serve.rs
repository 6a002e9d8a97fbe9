//! `serve`: a page on this computer, and the same over HTTP.

use std::io::{self, Write};

use anyhow::Context;
use yusuan::message::{Language, Message};
use yusuan::serve::{Server, Settings};

use super::arguments::ServeArgs;
use super::browser;
use super::interrupt::on_signal;
use super::status::DONE;

/// Answers until it is stopped.
pub(super) fn run(args: &ServeArgs, language: Language) -> anyhow::Result<u8> {
    if let Some(directory) = args.directory.as_ref().filter(|path| !path.is_dir()) {
        let message = Message::fixed(
            "这不是目录；serve 后面请给出一个目录，或不写，打开后再把文件拖进页面",
            "this is not a directory; give serve a directory, or nothing and drop files on the page",
        );
        return Err(message).with_context(|| directory.display().to_string());
    }
    let processors = std::thread::available_parallelism().map_or(1, Into::into);
    let server = Server::bind(Settings {
        host: args.host,
        port: args.port,
        names: args.name.clone(),
        token: args.token.clone(),
        directory: args.directory.clone(),
        reading: args.reading.options()?,
        jobs: args.jobs.map_or(processors, Into::into),
        ..Settings::default()
    })?;
    let stopper = server.stopper();
    on_signal(move |_| stopper.stop())?;
    let page = server.page();
    writeln!(io::stdout().lock(), "{page}")?;
    io::stdout().lock().flush()?;
    if !args.quiet {
        eprintln!("{}", explanation(args).get(language));
    }
    if !args.no_open {
        browser::show(&page, language);
    }
    server.run()?;
    Ok(DONE)
}

fn explanation(args: &ServeArgs) -> Message {
    match args.host.is_loopback() {
        true => Message::fixed(
            "请在浏览器中打开上面的地址。上传的文件只在本机，程序结束时删除；按 Ctrl-C 结束。",
            "Open the address above in a browser. Uploads stay on this computer and are deleted when the program ends; Ctrl-C ends it.",
        ),
        false => Message::fixed(
            "请在浏览器中打开上面的地址。其他电脑也能连接，知道口令的人都能使用，传输没有加密；按 Ctrl-C 结束。",
            "Open the address above in a browser. Other computers can connect; whoever knows the token may use it, and nothing is encrypted on the way. Ctrl-C ends it.",
        ),
    }
}
