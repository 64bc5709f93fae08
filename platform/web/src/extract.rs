//! Extractors with good refusals: a bad input names its place.

use axum::extract::{FromRequest, FromRequestParts, Request};
use base::{FieldError, Invalid, Kind, refuse};
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::{App, Failed};

/// The parameters of the path; one that does not parse is a missing page.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Failed;
    #[expect(clippy::disallowed_types, reason = "this is what replaces it")]
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failed> {
        match axum::extract::Path::<T>::from_request_parts(parts, app).await {
            Ok(p) => Ok(Self(p.0)),
            Err(_) => Err(base::Error::missing().into()),
        }
    }
}

/// One id in the path.
pub type IdPath<I> = Path<I>;

/// The query string; repeated names become lists.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Query<T> {
    type Rejection = Failed;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failed> {
        match axum_extra::extract::Query::<T>::from_request_parts(parts, app).await {
            Ok(q) => Ok(Self(q.0)),
            Err(e) => Err(unreadable("query", &e.to_string())),
        }
    }
}

/// Reads a parameter that is given: an empty one is no value and is refused, not taken for none.
///
/// For `#[serde(default, deserialize_with = "web::given")]` on the parameters of the API.
pub fn given<'de, D: serde::Deserializer<'de>, T: serde::Deserialize<'de>>(given: D) -> Result<Option<T>, D::Error> {
    T::deserialize(given).map(Some)
}

/// Reads an object; a list of its values in their order is refused, which serde alone would take.
pub fn object<'de, D: serde::Deserializer<'de>, T: DeserializeOwned>(given: D) -> Result<Option<T>, D::Error> {
    use serde::Deserialize as _;
    Ok(Option::<Body<T>>::deserialize(given)?.map(|body| body.0))
}

/// A form; repeated names become lists.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<App> for Form<T> {
    type Rejection = Failed;
    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        match axum_extra::extract::Form::<T>::from_request(request, app).await {
            Ok(f) => Ok(Self(f.0)),
            Err(e) => Err(unreadable("form", &e.to_string())),
        }
    }
}

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<App> for Json<T> {
    type Rejection = Failed;
    #[expect(clippy::disallowed_types, reason = "this is what replaces it")]
    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        use axum::extract::rejection::JsonRejection;
        match axum::Json::<Body<T>>::from_request(request, app).await {
            Ok(j) => Ok(Self(j.0.0)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(refuse("unsupported_media_type", Kind::Invalid).into()),
            Err(e) => Err(unreadable("body", &e.body_text())),
        }
    }
}

/// What a body may be: anything but a list, which serde would take for the fields of an object in their order.
struct Body<T>(T);

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Body<T> {
    fn deserialize<D: serde::Deserializer<'de>>(given: D) -> Result<Self, D::Error> {
        given.deserialize_map(Whole(std::marker::PhantomData)).map(Self)
    }
}

struct Whole<T>(std::marker::PhantomData<T>);

impl<'de, T: serde::Deserialize<'de>> serde::de::Visitor<'de> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(serde::de::value::MapAccessDeserializer::new(map))
    }
}

fn unreadable(place: &str, why: &str) -> Failed {
    let mut invalid = Invalid::new();
    // The parser's words hold the place ("at line 1 column 14") and the name of the field.
    invalid.push(FieldError::new(place, "unreadable").with("why", why.chars().take(300).collect::<String>()));
    invalid.into()
}

/// One file of an upload, read within a limit.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// The name the person's device gave it.
    pub name: String,
    /// The bytes.
    pub bytes: bytes::Bytes,
}

/// A multipart form: text fields and files, each within limits.
#[derive(Debug, Clone, Default)]
pub struct Multi {
    /// The text fields, in order.
    pub fields: Vec<(String, String)>,
    /// The files; empty file fields are left out.
    pub uploads: Vec<Upload>,
}

impl Multi {
    /// The first text field of a name.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|f| f.0 == name).map_or("", |f| f.1.as_str())
    }

    /// The first file of a field.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.uploads.iter().find(|u| u.field == name)
    }
}

impl FromRequest<App> for Multi {
    type Rejection = Failed;
    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        let mut parts = axum::extract::Multipart::from_request(request, app).await.map_err(|e| unreadable("form", &e.body_text()))?;
        let mut out = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|e| unreadable("form", &e.body_text()))? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|_| Failed::from(refuse("file.size", Kind::Invalid)))?;
            match name {
                Some(name) if !name.is_empty() => out.uploads.push(Upload { field, name, bytes }),
                Some(_) => {}
                None => out.fields.push((field, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(out)
    }
}
