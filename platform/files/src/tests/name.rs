use crate::{Disposition, content_disposition, safe_name};

const HOSTILE: &[&str] = &[
    "a\r\nSet-Cookie: x=1.pdf",
    "a\"; filename=\"evil.exe",
    "..\\..\\windows\\system32\\calc.exe",
    "../../../etc/passwd",
    "/",
    "",
    ".",
    "..",
    "...",
    "\0\u{7f}\u{85}",
    "CON",
    "lpt1.txt",
    "invoice_\u{202e}fdp.exe",
    "%00%2f%2e.pdf",
    "a;b=c.pdf",
    "   spaces   .pdf ",
    "Vertrag für Zoë & Søn — 契約書 🚚.pdf",
    "\u{feff}\u{200b}x",
    "trailing.",
    "a\u{2028}b",
];

#[test]
fn a_header_is_plain_ascii_on_one_line_whatever_the_name() {
    for name in HOSTILE {
        let header = content_disposition(Disposition::Attachment, name);
        assert!(header.bytes().all(|b| (0x20..0x7f).contains(&b)), "{name:?} gave {header:?}");
        assert!(header.starts_with("attachment; filename=\""), "{header}");
        assert_eq!(header.matches('"').count(), 2, "{header}");
        assert!(!header.contains('\\'), "{header}");
        assert!(header.matches(';').count() <= 2, "{header}");
        assert!(header.len() < 1200, "{header}");
    }
}

#[test]
fn a_name_is_one_part_of_a_path_on_any_system() {
    for name in HOSTILE {
        let safe = safe_name(name);
        assert!(!safe.is_empty() && safe != "." && safe != "..", "{name:?} gave {safe:?}");
        assert!(!safe.contains(['/', '\\', '\0', '\n', '\r', ':', '"', '\u{202e}', '\u{2028}']), "{name:?} gave {safe:?}");
        assert!(!safe.starts_with('.') && !safe.ends_with('.') && safe.trim() == safe, "{name:?} gave {safe:?}");
        assert_eq!(safe_name(&safe), safe, "doing it twice changes nothing");
    }
    assert_eq!(safe_name("../../../etc/passwd"), "passwd");
    assert_eq!(safe_name("..\\..\\windows\\system32\\calc.exe"), "calc.exe");
    assert_eq!(safe_name("invoice_\u{202e}fdp.exe"), "invoice_fdp.exe");
    assert_eq!(safe_name("CON"), "_CON");
    assert_eq!(safe_name("lpt1.txt"), "_lpt1.txt");
    assert_eq!(safe_name("console.txt"), "console.txt");
    assert_eq!(safe_name("\0"), "file");
}

#[test]
fn plain_names_stay_and_others_come_in_both_forms() {
    assert_eq!(content_disposition(Disposition::Inline, "Price list 2026.pdf"), "inline; filename=\"Price list 2026.pdf\"");
    assert_eq!(
        content_disposition(Disposition::Attachment, "Vertrag für Zoë.pdf"),
        "attachment; filename=\"Vertrag f_r Zo_.pdf\"; filename*=UTF-8''Vertrag%20f%C3%BCr%20Zo%C3%AB.pdf"
    );
    assert_eq!(content_disposition(Disposition::Attachment, "50%.pdf"), "attachment; filename=\"50_.pdf\"; filename*=UTF-8''50%25.pdf");
}

#[test]
fn a_long_name_keeps_its_ending() {
    let long = format!("{}.xlsx", "ä".repeat(5000));
    let safe = safe_name(&long);
    assert_eq!(safe.chars().count(), 120);
    assert_eq!(safe.rsplit_once('.').map(|n| n.1), Some("xlsx"));
}
