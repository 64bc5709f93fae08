//! What a file is.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $label:literal, $mime:literal, $ext:literal;)*) => {
        /// What a file is, by its content.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FileKind { $($(#[$doc])* $name,)* }

        impl FileKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name that people know it by.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// The media type to serve it with, always together with `nosniff`.
            pub const fn content_type(self) -> &'static str {
                match self { $(Self::$name => $mime,)* }
            }

            /// The usual ending of its name, without the dot.
            pub const fn extension(self) -> &'static str {
                match self { $(Self::$name => $ext,)* }
            }
        }
    };
}

kinds! {
    /// A PDF document.
    Pdf = "PDF", "application/pdf", "pdf";
    /// A PNG image.
    Png = "PNG", "image/png", "png";
    /// A JPEG image.
    Jpeg = "JPEG", "image/jpeg", "jpg";
    /// A GIF image.
    Gif = "GIF", "image/gif", "gif";
    /// A WebP image.
    Webp = "WebP", "image/webp", "webp";
    /// An SVG image, which can hold scripts.
    Svg = "SVG", "image/svg+xml", "svg";
    /// A Word document without macros.
    Docx = "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx";
    /// An Excel workbook without macros.
    Xlsx = "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx";
    /// A PowerPoint presentation without macros.
    Pptx = "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx";
    /// An OpenDocument text.
    Odt = "OpenDocument text", "application/vnd.oasis.opendocument.text", "odt";
    /// An OpenDocument spreadsheet.
    Ods = "OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", "ods";
    /// An OpenDocument presentation.
    Odp = "OpenDocument presentation", "application/vnd.oasis.opendocument.presentation", "odp";
    /// An office document with macros.
    MacroOffice = "office document with macros", "application/octet-stream", "bin";
    /// An office document of the formats before 2007.
    OldOffice = "Office 97-2003", "application/octet-stream", "bin";
    /// A ZIP archive that is nothing more special.
    Zip = "ZIP", "application/zip", "zip";
    /// A table as text.
    Csv = "CSV", "text/csv; charset=utf-8", "csv";
    /// A text with Markdown marks.
    Markdown = "Markdown", "text/markdown; charset=utf-8", "md";
    /// A text.
    Text = "text", "text/plain; charset=utf-8", "txt";
    /// A text that is not UTF-8, as older spreadsheets export it.
    OldText = "text in an older encoding", "text/plain", "txt";
    /// A web page, which can hold scripts.
    Html = "HTML", "text/html; charset=utf-8", "html";
    /// XML that is no SVG.
    Xml = "XML", "application/xml", "xml";
    /// An MP4 video.
    Mp4 = "MP4", "video/mp4", "mp4";
    /// A WebM video.
    Webm = "WebM", "video/webm", "webm";
    /// A program, for any system.
    Program = "program", "application/octet-stream", "bin";
    /// Anything else.
    Other = "unknown", "application/octet-stream", "bin";
}

impl FileKind {
    /// Images that every browser shows and none runs.
    pub const IMAGES: &'static [Self] = &[Self::Png, Self::Jpeg, Self::Webp, Self::Gif];
    /// Documents that people hand in.
    pub const DOCUMENTS: &'static [Self] = &[
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Ods,
        Self::Odp,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Csv,
        Self::Markdown,
        Self::Text,
    ];
    /// Tables to import; a table in an older encoding is one too.
    pub const TABLES: &'static [Self] = &[Self::Csv, Self::Xlsx, Self::OldText];

    /// Whether it is harmless text; where one of these ends and the next begins is a guess.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Markdown | Self::Text | Self::OldText)
    }

    /// Whether a browser may show it in place instead of saving it.
    pub const fn may_show_inline(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Mp4 | Self::Webm)
    }

    /// The kind to accept it as, if it is accepted.
    ///
    /// A list of part numbers with one column is a CSV and looks like plain text, so a text is accepted
    /// where any text of its encoding is, and then counts as what was asked for.
    pub(crate) fn accepted_as(self, allowed: &[Self]) -> Option<Self> {
        if allowed.contains(&self) {
            return Some(self);
        }
        let alike = |k: &Self| k.is_text() && (*k == Self::OldText) == (self == Self::OldText);
        if self.is_text() { allowed.iter().copied().find(alike) } else { None }
    }
}

impl std::fmt::Display for FileKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label())
    }
}
