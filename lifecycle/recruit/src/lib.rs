//! Recruit: strangers apply, are scored against the ideal partner, and are decided on.

/// Pages, API and what this stage adds to gathering pages.
pub fn stage() -> web::Stage {
    web::Stage::new("recruit")
}
