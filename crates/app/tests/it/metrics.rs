//! What whoever reads the metrics learns of the public: nothing finer than a day.

use app::web::{Front, health};
use axum::{Router, body::Body, http::Request};
use http_body_util::BodyExt;
use spine::jobs::{self, NewJob};
use tower::ServiceExt;

use crate::{
    rules::story::{Story, tell},
    world::World,
};

async fn read(metrics: &Router) -> String {
    let request = Request::builder().uri("/metrics").body(Body::empty()).unwrap();
    let answer = metrics.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    String::from_utf8(answer.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_story_that_is_told_moves_no_line_of_the_metrics() {
    let world = World::new().await;
    let metrics = health::router(Front::new(world.platform.clone()));
    let before = read(&metrics).await;
    assert!(before.contains("vecu_database_bytes") && before.contains("# TYPE vecu_jobs gauge"), "{before}");
    tell(&mut world.visitor(), Story::of(&"Une longue attente aux urgences. ".repeat(300))).await;
    assert_eq!(read(&metrics).await, before, "told");
    world.work().await;
    assert_eq!(read(&metrics).await, before, "made readable");
}

#[tokio::test]
async fn the_work_of_an_anonymous_voice_is_counted_once_it_failed() {
    let world = World::new().await;
    let metrics = health::router(Front::new(world.platform.clone()));
    let mut tx = world.platform.db.begin().await.unwrap();
    for (kind, run_after) in [("untimed-trial", None), ("timed-trial", Some(i64::MAX))] {
        let job = NewJob { org: world.org, kind: kind.to_owned(), payload: serde_json::json!({}), run_after };
        jobs::queue(&mut tx, &mut *world.platform.chance(), job).await.unwrap();
    }
    tx.commit().await.unwrap();
    let waiting = read(&metrics).await;
    assert!(waiting.contains("kind=\"timed-trial\",state=\"queued\"} 1"), "{waiting}");
    assert!(!waiting.contains("untimed-trial"), "{waiting}");
    // Nobody knows how to do it.
    world.work().await;
    let failed = read(&metrics).await;
    assert!(failed.contains("kind=\"untimed-trial\",state=\"failed\"} 1"), "{failed}");
}

#[tokio::test]
async fn sizes_are_told_by_the_day_and_coarsely() {
    let world = World::new().await;
    let metrics = health::router(Front::new(world.platform.clone()));
    let size = |text: String| {
        let line = text.lines().find_map(|line| line.strip_prefix("vecu_memory_bytes ").map(str::to_owned));
        line.unwrap().parse::<u64>().unwrap()
    };
    let before = size(read(&metrics).await);
    assert_eq!(before % (1 << 20), 0);
    let held = vec![1u8; 128 << 20];
    assert_eq!(size(read(&metrics).await), before, "the same day");
    world.clock.advance_days(1);
    assert!(size(read(&metrics).await) > before, "the day after");
    assert_eq!(held.iter().map(|b| u64::from(*b)).sum::<u64>(), 128 << 20);
}
