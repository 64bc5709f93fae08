//! Signatures drawn by hand.

use base::{FieldError, Kind, Refusal};

/// The longest text of a drawing that is read.
const LONGEST: usize = 400_000;
/// The most strokes of a drawing; a name needs a few hundred.
const MOST_MARKS: usize = 8_000;
/// The most points on each side of a raster image.
const MOST_PIXELS: u32 = 4_000;
/// The largest raster image.
const MOST_BYTES: usize = 1_000_000;

/// A drawing that is not one, or far too large.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the drawn signature cannot be read: {0}")]
pub struct BadDrawing(&'static str);

impl Refusal for BadDrawing {
    fn code(&self) -> &'static str {
        "signature.drawing"
    }
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError { field: "drawing".to_owned(), code: self.code(), args: Vec::new() }]
    }
}

/// A signature drawn by hand: strokes, or an image of them.
///
/// Strokes are numbers and nothing else; what a browser sent is read for its numbers and written anew,
/// so that nothing of the sender's text reaches a page or a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing(Form);

#[derive(Debug, Clone, PartialEq)]
enum Form {
    Strokes { area: [f64; 4], marks: Vec<Mark> },
    Png(Vec<u8>),
}

#[derive(Debug, Clone, PartialEq)]
enum Mark {
    /// Line width, then commands with their points.
    Stroke(f64, Vec<(char, Vec<f64>)>),
    /// Center and radius.
    Dot([f64; 3]),
}

impl Mark {
    fn svg(&self) -> String {
        match self {
            Self::Stroke(width, commands) => {
                let d: Vec<String> = commands.iter().map(|(c, points)| format!("{c}{}", joined(points))).collect();
                format!("<path d=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"{width}\" stroke-linecap=\"round\"/>", d.concat())
            }
            Self::Dot([cx, cy, r]) => format!("<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\"/>"),
        }
    }
}

impl Drawing {
    /// Reads the SVG that a signature field sends: paths of `M`, `L`, `C`, `Q` and circles.
    pub fn parse_svg(text: &str) -> Result<Self, BadDrawing> {
        if text.len() > LONGEST {
            return Err(BadDrawing("too long"));
        }
        let mut area = None;
        let mut marks = Vec::new();
        for tag in text.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            // An end tag begins with a slash, and so has no name here.
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
            let number = |key: &str| attribute(tag, key).and_then(finite);
            match name {
                "svg" if area.is_none() => {
                    let view = attribute(tag, "viewBox").ok_or(BadDrawing("no view box"))?;
                    let parts: Vec<f64> = view
                        .split([' ', ','])
                        .filter(|p| !p.is_empty())
                        .map(finite)
                        .collect::<Option<_>>()
                        .ok_or(BadDrawing("view box"))?;
                    let [x, y, w, h] = <[f64; 4]>::try_from(parts).map_err(|_| BadDrawing("view box"))?;
                    if w < 1.0 || h < 1.0 {
                        return Err(BadDrawing("no area"));
                    }
                    area = Some([x, y, w, h]);
                }
                "path" => {
                    let width = number("stroke-width").unwrap_or(2.0).clamp(0.1, 20.0);
                    marks.push(Mark::Stroke(width, path(attribute(tag, "d").ok_or(BadDrawing("path"))?)?));
                }
                "circle" => {
                    let [cx, cy, r] = [number("cx"), number("cy"), number("r")];
                    let (Some(cx), Some(cy), Some(r)) = (cx, cy, r) else { return Err(BadDrawing("dot")) };
                    marks.push(Mark::Dot([cx, cy, r.clamp(0.1, 20.0)]));
                }
                _ => {}
            }
            if marks.len() > MOST_MARKS {
                return Err(BadDrawing("too many strokes"));
            }
        }
        match area {
            Some(area) if !marks.is_empty() => Ok(Self(Form::Strokes { area, marks })),
            Some(_) => Err(BadDrawing("empty")),
            None => Err(BadDrawing("no drawing")),
        }
    }

    /// Takes a PNG image, by its header.
    pub fn png(bytes: Vec<u8>) -> Result<Self, BadDrawing> {
        if bytes.len() > MOST_BYTES {
            return Err(BadDrawing("too large"));
        }
        if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.get(12..16) != Some(b"IHDR") {
            return Err(BadDrawing("no PNG"));
        }
        if [png_side(&bytes, 16), png_side(&bytes, 20)].iter().any(|s| *s == 0 || *s > MOST_PIXELS) {
            return Err(BadDrawing("size"));
        }
        Ok(Self(Form::Png(bytes)))
    }

    /// The strokes as SVG, black, safe to put on a page; none for an image.
    pub fn to_svg(&self) -> Option<String> {
        match &self.0 {
            Form::Strokes { area, marks } => Some(svg(*area, marks)),
            Form::Png(_) => None,
        }
    }

    /// The image for the template, cut to its ink.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.0 {
            Form::Png(bytes) => bytes.clone(),
            Form::Strokes { marks, .. } => svg(bounds(marks), marks).into_bytes(),
        }
    }

    /// How many times wider than high that image is.
    pub(crate) fn ratio(&self) -> f64 {
        let (w, h) = match &self.0 {
            Form::Png(bytes) => (f64::from(png_side(bytes, 16)), f64::from(png_side(bytes, 20))),
            Form::Strokes { marks, .. } => {
                let [_, _, w, h] = bounds(marks);
                (w, h)
            }
        };
        (w / h.max(1.0)).clamp(0.01, 100.0)
    }
}

fn svg([x, y, w, h]: [f64; 4], marks: &[Mark]) -> String {
    let ink: String = marks.iter().map(Mark::svg).collect();
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {w} {h}\">{ink}</svg>")
}

/// The smallest area that holds all ink; a curve stays within its control points.
fn bounds(marks: &[Mark]) -> [f64; 4] {
    let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
    let mut grow = |point: [f64; 2], by: f64| {
        for ((p, l), h) in point.into_iter().zip(&mut low).zip(&mut high) {
            *l = l.min(p - by);
            *h = h.max(p + by);
        }
    };
    for mark in marks {
        match mark {
            Mark::Dot([x, y, r]) => grow([*x, *y], *r),
            Mark::Stroke(width, commands) => {
                for point in commands.iter().flat_map(|c| c.1.chunks_exact(2)) {
                    if let [x, y] = point {
                        grow([*x, *y], *width);
                    }
                }
            }
        }
    }
    let ([x, y], [right, bottom]) = (low, high);
    [x, y, (right - x).max(1.0), (bottom - y).max(1.0)]
}

/// One side of a PNG, from its header.
fn png_side(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at.saturating_add(4)).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes)
}

fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let start = format!(" {key}=");
    let rest = tag.split_once(start.as_str())?.1;
    let quote = rest.chars().next().filter(|q| matches!(q, '"' | '\''))?;
    rest.get(1..)?.split_once(quote).map(|v| v.0)
}

/// A number as a drawing has them; rounded to what an eye can see.
fn finite(text: &str) -> Option<f64> {
    let n: f64 = text.trim().parse().ok()?;
    (n.is_finite() && n.abs() < 100_000.0).then(|| (n * 1000.0).round() / 1000.0)
}

fn joined(points: &[f64]) -> String {
    points.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The commands of a path, each with as many numbers as it takes.
fn path(d: &str) -> Result<Vec<(char, Vec<f64>)>, BadDrawing> {
    let mut out: Vec<(char, Vec<f64>)> = Vec::new();
    let mut rest = d.trim();
    while let Some(command) = rest.chars().next() {
        let takes = match command {
            'M' | 'L' => 2,
            'Q' => 4,
            'C' => 6,
            _ => return Err(BadDrawing("path command")),
        };
        let after = rest.get(1..).unwrap_or_default();
        let end = after.find(|c: char| c.is_ascii_alphabetic() && c != 'e').unwrap_or(after.len());
        let (numbers, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let numbers: Vec<f64> = numbers
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|n| !n.is_empty())
            .map(finite)
            .collect::<Option<_>>()
            .ok_or(BadDrawing("path number"))?;
        if numbers.is_empty() || !numbers.len().is_multiple_of(takes) || (out.is_empty() && command != 'M') {
            return Err(BadDrawing("path"));
        }
        out.push((command, numbers));
        rest = next.trim_start();
    }
    if out.is_empty() { Err(BadDrawing("empty path")) } else { Ok(out) }
}
