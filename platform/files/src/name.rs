//! Names of files, made safe to send.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The longest name that is sent, in characters.
const LONGEST: usize = 120;

/// What RFC 5987 lets stand as it is in `filename*`.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Whether a browser saves a file or shows it in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Save it; always right.
    Attachment,
    /// Show it; only for what `FileKind::may_show_inline` allows.
    Inline,
}

/// The value of a `Content-Disposition` header, ASCII only (RFC 6266, RFC 8187).
pub fn content_disposition(disposition: Disposition, name: &str) -> String {
    let how = match disposition {
        Disposition::Attachment => "attachment",
        Disposition::Inline => "inline",
    };
    let name = safe_name(name);
    // The percent sign goes too: some browsers decode it in the plain form.
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%' | ';') || c == ' ' { c } else { '_' }).collect();
    if plain == name {
        format!("{how}; filename=\"{plain}\"")
    } else {
        format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(&name, ATTR_CHAR))
    }
}

/// The name as one harmless part of a path, on any system.
///
/// Folders go, and control characters, and those that make text run backwards (they hide an ending:
/// `invoice_fdp.exe` shown as `invoice_exe.pdf`).
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    // Leading dots hide a file, trailing dots and blanks vanish on Windows.
    let kept = kept.trim().trim_start_matches('.').trim_end_matches(['.', ' ']).trim_start();
    let short = shorten(kept);
    if short.is_empty() {
        return "file".to_owned();
    }
    let stem = short.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem.ends_with(|c: char| c.is_ascii_digit()));
    if is_device { format!("_{short}") } else { short }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}' | '\u{fff9}'..='\u{fffb}')
}

/// Cuts the middle out of a long name and keeps its ending.
fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let room = LONGEST.saturating_sub(ending.chars().count());
    stem.chars().take(room).chain(ending.chars()).collect()
}
