//! People, tokens and sessions over the API.

mod account;
mod members;

use base::{FieldError, Invalid};
use web::ApiRoutes;

pub(crate) fn routes() -> ApiRoutes {
    account::routes().merge(members::routes())
}

fn choice(field: &str) -> base::Error {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new(field, "choice"));
    invalid.into()
}
