//! Reading the funnel.

use access::{Permission, Resource};
use base::Result;
use chrono::TimeDelta;
use work::Work;

use super::model::Row;
use super::store;

/// The rows of the last twelve months, latest first.
pub(crate) async fn year(work: &Work) -> Result<Vec<Row>> {
    work.may(Permission::OverviewRead, &Resource { kind: "funnel", id: None, partner: None, owner: None })?;
    store::rows(work, work.now() - TimeDelta::days(365)).await
}
