//! Throw-away PostgreSQL databases on the server that the test run started.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait as _, Database};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The server of this run, as `postgres://…/postgres`.
pub(crate) fn server() -> Option<String> {
    std::env::var("TOWPATH_TEST_POSTGRES").ok().filter(|s| !s.is_empty())
}

pub(crate) async fn create_database(server: &str) -> String {
    let n = COUNT.fetch_add(1, Ordering::SeqCst);
    let name = format!("t_{}_{n}", std::process::id());
    let db = Database::connect(server).await.expect("the test server answers");
    db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.expect("dropping a test database");
    // Two tests that copy the template at once wait for each other; PostgreSQL refuses instead.
    for attempt in 0.. {
        match db.execute_unprepared(&format!("CREATE DATABASE {name}")).await {
            Ok(_) => break,
            Err(e) if attempt < 50 => {
                assert!(e.to_string().contains("being accessed"), "{e}");
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            Err(e) => panic!("creating a test database: {e}"),
        }
    }
    db.close().await.expect("closing");
    name
}

pub(crate) async fn drop_database(server: &str, name: Option<&str>) {
    let Some(name) = name else { return };
    let db = Database::connect(server).await.expect("the test server answers");
    db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.expect("dropping a test database");
    db.close().await.expect("closing");
}
