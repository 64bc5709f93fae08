//! Tells what a stream of bytes is while it passes by.
//!
//! The beginning says most; the rest is read too, because a text is a text only when all of it is, and
//! because the names inside a ZIP, which make it a Word file or one with macros, may come late.

use crate::FileKind;

/// How much of the beginning is kept.
const HEAD: usize = 4096;

/// Names inside a ZIP that tell what it is. They stand there uncompressed.
const NAMES: [&[u8]; 9] = [
    b"[Content_Types].xml",
    b"word/document.xml",
    b"xl/workbook.xml",
    b"ppt/presentation.xml",
    b"vbaProject.bin",
    b"mimetypeapplication/vnd.oasis.opendocument.text",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    b"mimetypeapplication/vnd.oasis.opendocument.presentation",
    b"META-INF/MANIFEST.MF",
];
const LONGEST: usize = 56;

/// What may begin a document that a browser would run; the standard's list for guessing, and more.
const MARKUP: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<br",
    "<p",
    "<img",
    "<form",
    "<object",
    "<embed",
    "<link",
    "<meta",
    "<base",
    "<frameset",
    "<math",
    "<video",
    "<audio",
    "<template",
];

/// Watches bytes go by.
#[derive(Debug)]
pub(crate) struct Sniffer {
    head: Vec<u8>,
    tail: Vec<u8>,
    seen: [bool; NAMES.len()],
    is_utf8: bool,
    has_controls: bool,
    half_char: Vec<u8>,
}

impl Sniffer {
    pub(crate) fn new() -> Self {
        Self { head: Vec::new(), tail: Vec::new(), seen: [false; NAMES.len()], is_utf8: true, has_controls: false, half_char: Vec::new() }
    }

    /// Sees the next bytes.
    pub(crate) fn see(&mut self, chunk: &[u8]) {
        let room = HEAD.saturating_sub(self.head.len());
        self.head.extend(chunk.iter().take(room));
        if is_zip(&self.head) {
            self.look_for_names(chunk);
        } else if !self.has_controls {
            self.has_controls = chunk.iter().any(|b| is_control(*b));
            self.check_utf8(chunk);
        }
    }

    /// Whether enough was seen for a first judgement.
    pub(crate) fn is_begun(&self) -> bool {
        self.head.len() >= HEAD
    }

    /// Whether it may still turn out to be one of these; if not, what it is.
    pub(crate) fn may_become(&self, allowed: &[FileKind]) -> Result<(), FileKind> {
        let found = self.kind();
        let may = if is_zip(&self.head) { allowed.iter().any(|k| is_zip_based(*k)) } else { found.accepted_as(allowed).is_some() };
        if may { Ok(()) } else { Err(found) }
    }

    /// What it is, once all was seen.
    pub(crate) fn finish(mut self) -> FileKind {
        if !self.half_char.is_empty() {
            self.is_utf8 = false;
        }
        self.kind()
    }

    fn kind(&self) -> FileKind {
        if is_zip(&self.head) {
            return self.zip_kind();
        }
        // Markup before anything else: what a browser might run must not pass as something else.
        if let Some(markup) = markup(&self.head) {
            return markup;
        }
        // Not asked of `infer`, which would read its tables of sectors from half a file.
        if self.head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            return FileKind::OldOffice;
        }
        if let Some(found) = infer::get(&self.head).map(|t| known(&t)) {
            return found;
        }
        if self.has_controls {
            return FileKind::Other;
        }
        if !self.is_utf8 {
            return FileKind::OldText;
        }
        let head = String::from_utf8_lossy(&self.head);
        if is_csv(&head, self.is_begun()) {
            FileKind::Csv
        } else if is_markdown(&head) {
            FileKind::Markdown
        } else {
            FileKind::Text
        }
    }

    fn zip_kind(&self) -> FileKind {
        let [types, word, excel, powerpoint, macros, odt, ods, odp, java] = self.seen;
        match () {
            () if macros => FileKind::MacroOffice,
            () if types && word => FileKind::Docx,
            () if types && excel => FileKind::Xlsx,
            () if types && powerpoint => FileKind::Pptx,
            () if ods => FileKind::Ods,
            () if odp => FileKind::Odp,
            () if odt => FileKind::Odt,
            () if java => FileKind::Program,
            () => FileKind::Zip,
        }
    }

    fn look_for_names(&mut self, chunk: &[u8]) {
        let mut bytes = std::mem::take(&mut self.tail);
        bytes.extend_from_slice(chunk);
        for at in 0..bytes.len() {
            let Some(rest) = bytes.get(at..) else { break };
            if !matches!(rest.first(), Some(b'[' | b'w' | b'x' | b'p' | b'v' | b'm' | b'M')) {
                continue;
            }
            for (name, seen) in NAMES.iter().zip(self.seen.iter_mut()) {
                *seen = *seen || rest.starts_with(name);
            }
        }
        self.tail = bytes.split_off(bytes.len().saturating_sub(LONGEST));
    }

    fn check_utf8(&mut self, chunk: &[u8]) {
        if !self.is_utf8 {
            return;
        }
        let mut bytes = std::mem::take(&mut self.half_char);
        let whole = if bytes.is_empty() {
            chunk
        } else {
            bytes.extend_from_slice(chunk);
            &bytes
        };
        if let Err(e) = std::str::from_utf8(whole) {
            match e.error_len() {
                None => self.half_char = whole.get(e.valid_up_to()..).unwrap_or_default().to_vec(),
                Some(_) => self.is_utf8 = false,
            }
        }
    }
}

fn is_zip(head: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|s| head.starts_with(*s))
}

fn is_zip_based(kind: FileKind) -> bool {
    use FileKind as K;
    matches!(kind, K::Docx | K::Xlsx | K::Pptx | K::Odt | K::Ods | K::Odp | K::MacroOffice | K::Zip | K::Program)
}

/// Bytes that no text holds; tab, line feed, form feed, carriage return and escape are not among them.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | 0x1b) || byte == 0x7f
}

fn known(found: &infer::Type) -> FileKind {
    use FileKind as K;
    match found.mime_type() {
        "application/pdf" => K::Pdf,
        "image/png" => K::Png,
        "image/jpeg" => K::Jpeg,
        "image/gif" => K::Gif,
        "image/webp" => K::Webp,
        "video/mp4" | "video/x-m4v" => K::Mp4,
        "video/webm" => K::Webm,
        "text/html" => K::Html,
        "text/xml" => K::Xml,
        _ if found.matcher_type() == infer::MatcherType::App || found.mime_type() == "text/x-shellscript" => K::Program,
        _ => K::Other,
    }
}

/// HTML, SVG or XML, when the beginning reads so after blanks, marks and comments.
fn markup(head: &[u8]) -> Option<FileKind> {
    // UTF-16 is read as a browser would: its zero bytes go.
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let text: Vec<u8> = if wide { head.iter().skip(2).copied().filter(|b| *b != 0).collect() } else { head.to_vec() };
    let text = String::from_utf8_lossy(&text).to_ascii_lowercase();
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    let mut xml = false;
    let mut comment = false;
    loop {
        let skip_to = if rest.starts_with("<!--") {
            comment = true;
            "-->"
        } else if rest.starts_with("<?xml") {
            xml = true;
            "?>"
        } else if rest.starts_with("<!doctype svg") {
            return Some(FileKind::Svg);
        } else {
            break;
        };
        match rest.find(skip_to).and_then(|at| rest.get(at.saturating_add(skip_to.len())..)) {
            Some(after) => rest = after.trim_start(),
            // Longer than the beginning: whatever follows, it is markup.
            None => return Some(if xml { FileKind::Xml } else { FileKind::Html }),
        }
    }
    let ends = |after: &str| after.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/' | ':'));
    if rest.strip_prefix("<svg").is_some_and(ends) {
        return Some(FileKind::Svg);
    }
    if MARKUP.iter().any(|m| rest.strip_prefix(m).is_some_and(ends)) {
        return Some(FileKind::Html);
    }
    match () {
        () if xml && rest.contains("<svg") => Some(FileKind::Svg),
        () if xml && rest.contains("<html") => Some(FileKind::Html),
        () if xml => Some(FileKind::Xml),
        () if comment => Some(FileKind::Html),
        () => None,
    }
}

/// Whether the first lines split into the same number of cells, two at least.
fn is_csv(head: &str, is_cut: bool) -> bool {
    let mut lines: Vec<&str> = head.trim_start_matches('\u{feff}').lines().take(20).filter(|l| !l.trim().is_empty()).collect();
    if is_cut && lines.len() > 1 {
        lines.pop();
    }
    if lines.len() < 2 {
        return false;
    }
    [',', ';', '\t'].iter().any(|delimiter| {
        let mut counts = lines.iter().map(|line| cells(line, *delimiter));
        let first = counts.next().unwrap_or(0);
        first > 1 && counts.all(|n| n == first)
    })
}

fn cells(line: &str, delimiter: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|c| {
            quoted ^= *c == '"';
            *c == delimiter && !quoted
        })
        .count()
        .saturating_add(1)
}

fn is_markdown(head: &str) -> bool {
    let starts = |line: &str| ["# ", "## ", "### ", "- ", "* ", "> ", "```", "1. ", "| "].iter().any(|m| line.starts_with(m));
    head.lines().any(starts) || head.contains("](") || head.contains("**")
}
