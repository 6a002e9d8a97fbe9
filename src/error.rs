//! Errors that stop one file: a code that never changes, and a message that says what is wrong and what to do.
//!
//! Problems that stop nothing are [`crate::finding::Finding`]s.

use crate::format::Format;
use crate::message::Message;

/// Why one file could not be read. The other files of a run are not affected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file has no bytes.
    Empty,
    /// The file could not be opened or read; the message of the system.
    Unreadable(Message),
    /// A directory could not be listed; the message of the system.
    UnreadableDirectory(Message),
    /// No known signature and no readable text.
    UnknownFormat,
    /// A known format that cannot be read.
    Unsupported {
        /// The format's everyday name.
        name: Message,
        /// What the user can do.
        way_out: Message,
    },
    /// Encrypted or protected by a password.
    Encrypted {
        /// The format inside the encryption, as far as it can be determined.
        format: Format,
    },
    /// Every page is a picture of text.
    NoTextLayer {
        /// How many.
        pages: usize,
    },
    /// The container or its content is damaged.
    Damaged {
        /// The format that the content claims to have.
        format: Format,
        /// What is wrong, and where.
        detail: Message,
    },
    /// A bound of [`crate::limits`] was exceeded.
    LimitExceeded {
        /// What was counted.
        what: Message,
        /// The bound.
        limit: u64,
    },
    /// The memory for the file is not available.
    OutOfMemory {
        /// Bytes that were asked for.
        bytes: u64,
    },
    /// A defect of the program, caught so that the other files are still read.
    Internal(String),
}

impl Error {
    /// The stable code written to `error.code`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::Unreadable(_) | Self::UnreadableDirectory(_) => "unreadable",
            Self::UnknownFormat => "unknown-format",
            Self::Unsupported { .. } => "unsupported-format",
            Self::Encrypted { .. } => "encrypted",
            Self::NoTextLayer { .. } => "no-text-layer",
            Self::Damaged { .. } => "damaged",
            Self::LimitExceeded { .. } => "limit-exceeded",
            Self::OutOfMemory { .. } => "out-of-memory",
            Self::Internal(_) => "internal",
        }
    }

    /// The message: what is wrong and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "文件为空（0 字节）；请重新下载或导出",
                "the file is empty (0 bytes); download or export it again",
            ),
            Self::Unreadable(Message { zh, en }) => Message::new(
                format!("无法读取文件：{zh}；请检查文件是否存在，以及您是否有读取权限"),
                format!(
                    "cannot read the file: {en}; check that it exists and that you have permission to read it"
                ),
            ),
            Self::UnreadableDirectory(Message { zh, en }) => Message::new(
                format!("无法读取目录：{zh}；其中的文件没有读取，请检查您是否有读取权限"),
                format!(
                    "cannot read the directory: {en}; the files in it were not read; check that you have permission to read it"
                ),
            ),
            Self::UnknownFormat => Message::fixed(
                "无法识别文件内容的格式；请用创建它的软件打开，另存为 .docx 或 .html",
                "the format of the content is unknown; open the file in the program that created it and save it as .docx or .html",
            ),
            Self::Unsupported { name, way_out } => Message::new(
                format!("不支持{}；{}", name.zh, way_out.zh),
                format!("{} is not supported; {}", name.en, way_out.en),
            ),
            Self::Encrypted { format } => Message::new(
                format!("{format} 文件已加密；请用密码打开，另存为不加密的文件"),
                format!(
                    "the {format} file is encrypted; open it with its password and save it without a password"
                ),
            ),
            Self::NoTextLayer { pages } => Message::new(
                format!(
                    "这是扫描件（共 {pages} 页，都是图像），没有文字层；请索取 Word 文件或可复制文字的 PDF，或先用 OCR 软件识别"
                ),
                format!(
                    "this is a scan (number of pages: {pages}, all of them pictures) without a text layer; ask for the Word file or a PDF whose text can be copied, or recognize its text (OCR) first"
                ),
            ),
            Self::Damaged {
                format: Format::Pdf,
                detail,
            } => Message::new(
                format!("pdf 文件已损坏：{}；请重新下载，或重新导出 PDF", detail.zh),
                format!(
                    "the pdf file is damaged: {}; download it again, or export it again",
                    detail.en
                ),
            ),
            Self::Damaged { format, detail } => Message::new(
                format!(
                    "{format} 文件已损坏：{}；请用 Word、WPS 或 LibreOffice 打开后重新保存",
                    detail.zh
                ),
                format!(
                    "the {format} file is damaged: {}; open it in Word, WPS or LibreOffice and save it again",
                    detail.en
                ),
            ),
            Self::LimitExceeded { what, limit } => Message::new(
                format!(
                    "文件超过安全上限：{}（最多 {limit}）；如果文件来源可靠，请拆分后再读取",
                    what.zh
                ),
                format!(
                    "the file exceeds a safety limit: {} (at most {limit}); if the file is genuine, split it",
                    what.en
                ),
            ),
            Self::OutOfMemory { bytes } => {
                let megabytes = bytes >> 20;
                Message::new(
                    format!(
                        "内存不足：读取这个文件约需 {megabytes} MB；请放宽内存限制，或拆分后再读"
                    ),
                    format!(
                        "out of memory: reading the file takes about {megabytes} MB; raise the limit on memory, or split the document"
                    ),
                )
            }
            Self::Internal(what) => Message::new(
                format!("程序处理这个文件时出错（{what}）；请把文件和这条信息一起反馈给开发者"),
                format!(
                    "the program failed on this file ({what}); please report this message together with the file"
                ),
            ),
        }
    }

    /// A damaged file; `detail` says what is wrong.
    pub fn damaged(format: Format, detail: Message) -> Self {
        Self::Damaged { format, detail }
    }

    /// A directory that the system refuses to list.
    pub fn unreadable_directory(error: &std::io::Error) -> Self {
        Self::UnreadableDirectory(Message::of_system(error))
    }

    /// A file that the system refuses to read.
    pub fn unreadable(error: &std::io::Error) -> Self {
        Self::Unreadable(Message::of_system(error))
    }
}

/// The message in English.
impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {}
