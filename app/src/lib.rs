//! Which stages Towpath is made of: for the binary, and for the tests of the whole.

use web::Stage;

/// Every stage, in the order of the menu. Adding a stage is one line here.
pub fn stages() -> Vec<Stage> {
    vec![
        notices::stage(),
        identity::stage(),
        webhooks::stage(),
        partners::stage(),
        accounts::stage(),
        recruit::stage(),
        onboard::stage(),
        enable::stage(),
        sell::stage(),
        incentivize::stage(),
        strategize::stage(),
        accelerate::stage(),
        connect::stage(),
    ]
}
