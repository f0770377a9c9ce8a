//! One serving process a database.

use std::time::Duration;

use spine::db::{Alone, Engine};

use crate::{
    installation::{Folder, Serving, run, text},
    rules::story::statement,
    world::World,
};

/// The lock, once whoever held it is gone.
async fn claimed(world: &World) -> Alone {
    for _ in 0..500 {
        if let Some(alone) = world.platform.db.alone().await.unwrap() {
            return alone;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the lock was never free");
}

/// Ends the connection that holds the lock, as a restart of the server does.
async fn cut(world: &World) {
    let cut = "SELECT CAST(COUNT(pg_terminate_backend(pid)) AS BIGINT) AS n FROM pg_locks
               WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let row = world.platform.db.reader().await.unwrap().one(statement(cut), vec![]).await.unwrap().unwrap();
    assert_eq!(row.int("n").unwrap(), 1);
}

#[tokio::test]
async fn a_database_of_a_server_is_claimed_by_one_process() {
    let world = World::new().await;
    let db = &world.platform.db;
    let mut first = claimed(&world).await;
    assert!(first.still().await.unwrap());
    if db.engine() == Engine::Sqlite {
        assert!(!first.can_be_lost(), "the data folder has a lock file");
        return;
    }
    assert!(db.alone().await.unwrap().is_none());
    cut(&world).await;
    assert!(first.still().await.unwrap(), "claimed anew");
    assert!(db.alone().await.unwrap().is_none());
    cut(&world).await;
    let second = claimed(&world).await;
    assert!(!first.still().await.unwrap(), "another one was quicker");
    drop(second);
    claimed(&world).await;
}

#[tokio::test]
async fn a_second_process_on_the_same_server_refuses_to_start() {
    let world = World::new().await;
    let Ok(server) = std::env::var("VECU_TEST_POSTGRES") else { return };
    let name = statement("SELECT CAST(current_database() AS TEXT) AS name");
    let row = world.platform.db.reader().await.unwrap().one(name, vec![]).await.unwrap().unwrap();
    let (start, _) = server.rsplit_once('/').unwrap();
    let url = format!("{start}/{}", row.text("name").unwrap());
    let folder = Folder::new("alone");
    std::fs::create_dir(folder.0.join("keys")).unwrap();
    std::fs::copy(world.platform.settings.keys.join("master.key"), folder.0.join("keys/master.key")).unwrap();
    let first = Serving::start(&folder, &["--database", &url]);
    // On another machine, with a copy of the keys: one folder of keys has a lock of its own.
    std::fs::create_dir(folder.0.join("copied")).unwrap();
    for file in ["master.key", "database"] {
        std::fs::copy(folder.0.join("keys").join(file), folder.0.join("copied").join(file)).unwrap();
    }
    let (data, keys) = (folder.at("other"), folder.at("copied"));
    let other = ["serve", "--data", &data, "--keys", &keys, "--listen", "127.0.0.1:0", "--database", &url];
    let second = run(&other);
    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("already serves this PostgreSQL"), "{}", text(&second.stderr));
    assert_eq!(first.stop(), 0);
    // The lock went with the process.
    claimed(&world).await;
}
