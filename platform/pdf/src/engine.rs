//! The typesetter, built once.

use std::sync::{Mutex, OnceLock, PoisonError};

use base::{Fault, Instant};
use chrono::{Datelike, Timelike};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Dict, IntoValue, Smart, Value};
use typst::text::Font;
use typst_as_lib::{TypstAsLibError, TypstEngine};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const FONTS: &[&[u8]] = &[
    include_bytes!("../fonts/Inter-Regular.ttf"),
    include_bytes!("../fonts/Inter-Italic.ttf"),
    include_bytes!("../fonts/Inter-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
];

const TEMPLATES: &[(&str, &str)] = &[
    ("common.typ", include_str!("../templates/common.typ")),
    ("agreement.typ", include_str!("../templates/agreement.typ")),
    ("letter.typ", include_str!("../templates/letter.typ")),
    ("statement.typ", include_str!("../templates/statement.typ")),
];

/// For how many documents what was computed is kept: a sealed agreement follows its unsigned form.
const MEMORY: usize = 4;

/// Fonts of the deployment, until the engine takes them.
static MORE_FONTS: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
static ENGINE: OnceLock<Engine> = OnceLock::new();

/// Adds fonts (TrueType or OpenType, also collections) for scripts that the embedded ones lack.
///
/// To be called at start, before the first document; later it is a fault. They are asked after the
/// embedded ones, in the order given.
pub fn use_fonts(fonts: Vec<Vec<u8>>) -> Result<(), Fault> {
    if ENGINE.get().is_some() {
        return Err(Fault::plain("adding fonts after the first document"));
    }
    if fonts.iter().any(|f| Font::iter(Bytes::new(f.clone())).next().is_none()) {
        return Err(Fault::plain("adding a file that is no font"));
    }
    MORE_FONTS.lock().unwrap_or_else(PoisonError::into_inner).extend(fonts);
    Ok(())
}

/// The typesetter with its fonts and templates.
pub(crate) struct Engine {
    typst: TypstEngine,
    fonts: Vec<Font>,
    families: Vec<String>,
}

/// One document to set.
pub(crate) struct Job<'a> {
    /// The template's file name.
    pub template: &'static str,
    /// What names the document for good; goes into the file's identifier.
    pub ident: String,
    /// The date of the document.
    pub at: Instant,
    /// Everything that is shown.
    pub data: &'a serde_json::Value,
    /// Images by the number that `data` refers to them by.
    pub images: Vec<Vec<u8>>,
}

impl Engine {
    /// The one engine of the process.
    pub(crate) fn get() -> &'static Self {
        ENGINE.get_or_init(Self::new)
    }

    fn new() -> Self {
        let more = std::mem::take(&mut *MORE_FONTS.lock().unwrap_or_else(PoisonError::into_inner));
        let embedded = FONTS.iter().map(|f| Bytes::new(*f));
        let fonts: Vec<Font> = embedded.chain(more.into_iter().map(Bytes::new)).flat_map(Font::iter).collect();
        let mut families: Vec<String> = Vec::new();
        for font in &fonts {
            let family = font.info().family.clone();
            if !families.contains(&family) {
                families.push(family);
            }
        }
        let typst = TypstEngine::builder()
            .fonts(fonts.iter().cloned())
            .with_static_source_file_resolver(TEMPLATES.iter().copied())
            .comemo_evict_max_age(Some(MEMORY))
            .build();
        Self { typst, fonts, families }
    }

    /// Whether any font can show the character.
    pub(crate) fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|f| f.info().coverage.contains(u32::from(c)))
    }

    /// Sets a document.
    pub(crate) fn pdf(&self, job: Job<'_>) -> Result<Vec<u8>, Fault> {
        let doing = || format!("setting the document {}", job.ident);
        let mut inputs = Dict::new();
        inputs.insert("data".into(), job.data.to_string().into_value());
        inputs.insert("fonts".into(), self.families.join("\n").into_value());
        inputs.insert("images".into(), Value::Array(job.images.into_iter().map(|i| Bytes::new(i).into_value()).collect()));
        let document =
            self.typst.compile_with_input(job.template, inputs).output.map_err(|e: TypstAsLibError| Fault::new(doing(), Unset::from(e)))?;
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|e| Fault::plain(format!("{}: {}", doing(), e.message())))?;
        let options = PdfOptions {
            ident: Smart::Custom(job.ident.clone()),
            creator: Smart::Custom(Some("Towpath".to_owned())),
            timestamp: timestamp(job.at),
            standards,
            tagged: true,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|e| Fault::new(doing(), Unset(listed(&e))))
    }
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    let part = |n: u32| u8::try_from(n).ok();
    let datetime =
        Datetime::from_ymd_hms(at.year(), part(at.month())?, part(at.day())?, part(at.hour())?, part(at.minute())?, part(at.second())?)?;
    Some(Timestamp::new_utc(datetime))
}

/// What the typesetter complained of.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Unset(String);

impl From<TypstAsLibError> for Unset {
    fn from(e: TypstAsLibError) -> Self {
        match e {
            TypstAsLibError::TypstSource(all) => Self(listed(&all)),
            other => Self(other.to_string()),
        }
    }
}

fn listed(all: &[SourceDiagnostic]) -> String {
    all.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("; ")
}
