use crate::FileKind::{self, *};
use crate::sniff::Sniffer;

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
pub(crate) const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n";

/// A ZIP with these stored entries; enough of one to be read by eye.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, data) in entries {
        let size = u32::try_from(data.len()).unwrap().to_le_bytes();
        out.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        out.extend([0; 4]);
        out.extend(size);
        out.extend(size);
        out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend([0; 2]);
        out.extend(name.as_bytes());
        out.extend(*data);
    }
    out.extend(b"PK\x05\x06");
    out.extend([0; 18]);
    out
}

fn sniff(bytes: &[u8], step: usize) -> FileKind {
    let mut sniffer = Sniffer::new();
    for chunk in bytes.chunks(step) {
        sniffer.see(chunk);
    }
    sniffer.finish()
}

#[track_caller]
fn is(bytes: impl AsRef<[u8]>, kind: FileKind) {
    for step in [1, 3, 7, 64, 4096, usize::MAX] {
        assert_eq!(sniff(bytes.as_ref(), step), kind, "in steps of {step}");
    }
}

#[test]
fn documents_and_images_are_known_by_their_beginning() {
    is(PDF, Pdf);
    is(PNG, Png);
    is(b"\xff\xd8\xff\xe0\0\x10JFIF\0", Jpeg);
    is(b"GIF89a\x01\0\x01\0", Gif);
    is(b"RIFF\x24\0\0\0WEBPVP8 ", Webp);
    is(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", Mp4);
    is(b"MZ\x90\0\x03\0\0\0", Program);
    is([&b"\x7fELF\x02\x01\x01\0"[..], &[0; 60]].concat(), Program);
    is(b"#!/bin/sh\nrm -rf /\n", Program);
    is(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", OldOffice);
    is(b"\0\x01\x02\x03", Other);
}

#[test]
fn office_documents_are_known_by_the_names_inside_wherever_they_stand() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let bulk = vec![b'a'; 20_000];
    is(zip(&[types, ("_rels/.rels", b""), ("word/document.xml", b"<w/>")]), Docx);
    is(zip(&[types, ("docProps/thumbnail.jpeg", &bulk), ("xl/workbook.xml", b"<x/>")]), Xlsx);
    is(zip(&[("ppt/presentation.xml", b"<p/>"), types]), Pptx);
    is(zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"")]), Ods);
    is(zip(&[types, ("word/document.xml", &bulk), ("word/vbaProject.bin", b"")]), MacroOffice);
    is(zip(&[("readme.txt", b"hello")]), Zip);
    is(zip(&[("META-INF/MANIFEST.MF", b"Main-Class: X")]), Program);
    is(b"PK\x03\x04", Zip);
}

#[test]
fn what_a_browser_would_run_is_never_text() {
    is("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Svg);
    is("\u{feff} \n<?xml version='1.0'?><!-- x --><svg:svg xmlns:svg='http://www.w3.org/2000/svg'><script/></svg:svg>", Svg);
    is("<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '' ''>\n<svg></svg>", Svg);
    is("<!doctype HTML><p>hi", Html);
    is("\n\n  <ScRiPt>alert(1)</ScRiPt>", Html);
    is("<!-- hello --><b>x</b>", Html);
    is(format!("<!--{}--><script>", "x".repeat(10_000)), Html);
    is("<img/src=x onerror=alert(1)>", Html);
    is(b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0>\0", Html);
    is("<?xml version='1.0'?><note/>", Xml);
}

#[test]
fn texts_are_told_apart_as_well_as_texts_can_be() {
    is("name,country\nBrightpath,SE\n", Csv);
    is("name;country\r\n\"Müller; Söhne\";DE\r\n", Csv);
    is("\u{feff}a\tb\n1\t2\n", Csv);
    is("# Title\n\nSome words.\n", Markdown);
    is("Hello, world.\n", Text);
    is("Grüße aus Köln", Text);
    is(b"M\xfcller;K\xf6ln\n1;2\n", OldText);
    is(format!("{}\u{0}", "plain ".repeat(2000)), Other);
    is(b"cut in the middle \xc3", OldText);
}

#[test]
fn text_kinds_stand_in_for_each_other_and_nothing_else_does() {
    assert_eq!(Text.accepted_as(&[Xlsx, Csv]), Some(Csv));
    assert_eq!(Markdown.accepted_as(&[Csv, Markdown]), Some(Markdown));
    assert_eq!(OldText.accepted_as(&[Csv]), None);
    assert_eq!(OldText.accepted_as(FileKind::TABLES), Some(OldText));
    assert_eq!(Html.accepted_as(&[Text, Csv, Markdown]), None);
    assert_eq!(Svg.accepted_as(FileKind::IMAGES), None);
    assert_eq!(MacroOffice.accepted_as(FileKind::DOCUMENTS), None);
}

#[test]
fn every_beginning_of_everything_is_judged_without_a_fault() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let samples = [zip(&[types, ("word/document.xml", b"x")]), PDF.to_vec(), PNG.to_vec(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(99)];
    for sample in samples {
        for end in 0..sample.len() {
            sniff(&sample[..end], 5);
            let mut bent = sample.clone();
            bent[end] ^= 0xff;
            sniff(&bent, 4096);
        }
    }
    for seed in 0_u32..400 {
        let mut x = seed.wrapping_mul(2_654_435_761).max(1);
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            x.to_le_bytes()[0]
        })
        .take(300)
        .collect();
        sniff(&noise, 300);
    }
}
