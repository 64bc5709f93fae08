//! The pages of inquiry forms: public ones in `public`, those of staff in `console`.

mod console;
mod public;

use web::Routes;

pub(crate) fn routes() -> Routes {
    public::routes().merge(console::routes())
}
