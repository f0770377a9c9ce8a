//! The database of one test: a file of SQLite, or a database of its own on the server of `VECU_TEST_POSTGRES`.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use spine::db::Db;
use sqlx::{Connection, Executor, PgConnection, postgres::PgConnectOptions};

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A name that no other test of this run has.
fn name(start: &str) -> String {
    format!("{start}_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst))
}

/// A folder that disappears with the test.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(name("vecu-it"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The opened database, and how to remove it.
pub struct Engine {
    pub db: Db,
    on_server: Option<(String, String)>,
}

impl Engine {
    pub async fn open(data: &Path) -> Self {
        let Ok(server) = std::env::var("VECU_TEST_POSTGRES") else {
            return Self { db: Db::open_sqlite(&data.join("vecu.sqlite")).await.expect("SQLite"), on_server: None };
        };
        let name = name("vecu_it");
        on_server(&server, format!("CREATE DATABASE {name}")).await;
        let (start, _) = server.rsplit_once('/').expect("the address ends with the name of a database");
        let db = Db::open_postgres(&format!("{start}/{name}")).await.expect("PostgreSQL");
        Self { db, on_server: Some((server, name)) }
    }
}

async fn on_server(server: &str, statement: String) {
    let options: PgConnectOptions = server.parse().expect("an address of PostgreSQL");
    let mut connection = PgConnection::connect_with(&options).await.expect("PostgreSQL");
    connection.execute(sqlx::AssertSqlSafe(statement)).await.expect("a statement of the test world");
}

impl Drop for Engine {
    fn drop(&mut self) {
        let Some((server, name)) = self.on_server.take() else { return };
        // A drop cannot wait inside the test's own runtime.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(on_server(&server, format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        let _ = dropped.join();
    }
}
