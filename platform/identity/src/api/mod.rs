//! People, tokens and sessions over the API.

mod account;
mod members;
mod people;
mod profile;
mod users;

use base::{FieldError, Invalid};
use utoipa::openapi::schema::{Array, ArrayBuilder, ObjectBuilder, Type};
use web::ApiRoutes;

pub(crate) fn routes() -> ApiRoutes {
    account::routes().merge(profile::routes()).merge(members::routes()).merge(users::routes())
}

fn choice(field: &str) -> base::Error {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new(field, "choice"));
    invalid.into()
}

/// The schema of a list of known codes, at least one.
fn codes(known: impl Iterator<Item = &'static str>) -> Array {
    let code = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(known));
    ArrayBuilder::new().items(code).min_items(Some(1)).build()
}
