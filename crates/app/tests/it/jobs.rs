//! Work that met a broken machine is done once the machine is whole again, with no time kept of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use app::{composition, days};
use kernel::{Clock, Role};
use spine::{
    db::Engine,
    jobs::{self, JobError, NewJob, Registry, Runner},
};

use crate::{
    rules::story::{count, run},
    world::World,
};

/// Jobs that succeed once the machine is whole, and how many did.
#[derive(Clone, Default)]
struct Machine {
    whole: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
}

impl Machine {
    fn runner(&self, world: &World) -> Runner {
        let mut registry = Registry::default();
        let machine = self.clone();
        registry.job("trial", move |_, _| {
            let machine = machine.clone();
            async move {
                if !machine.whole.load(Ordering::SeqCst) {
                    return Err(JobError::Retry("the disk is full".to_owned()));
                }
                machine.done.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }
        });
        Runner::new(world.platform.clone(), registry)
    }

    fn done(&self) -> usize {
        self.done.load(Ordering::SeqCst)
    }
}

async fn queue(world: &World, number: i64) {
    let payload = serde_json::json!({ "number": number });
    let mut tx = world.platform.db.begin().await.unwrap();
    let job = NewJob { org: world.org, kind: "trial".to_owned(), payload, run_after: None };
    jobs::queue(&mut tx, &mut *world.platform.chance(), job).await.unwrap();
    tx.commit().await.unwrap();
}

async fn trials(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) AS n FROM job WHERE kind = 'trial'").await
}

#[tokio::test]
async fn what_failed_without_a_time_of_its_own_is_tried_again_the_day_after() {
    let (world, machine) = (World::new().await, Machine::default());
    let runner = machine.runner(&world);
    queue(&world, 1).await;
    assert_eq!((runner.drain().await.unwrap(), runner.drain().await.unwrap()), (1, 0), "not again at once");
    machine.whole.store(true, Ordering::SeqCst);
    days::begin(&world.platform, world.clock.today().plus_days(1)).await.unwrap();
    runner.drain().await.unwrap();
    assert_eq!((machine.done(), trials(&world).await), (1, 0));
}

#[tokio::test]
async fn no_more_is_tried_again_than_was_said_and_the_same_work_once() {
    let (world, machine) = (World::new().await, Machine::default());
    let runner = machine.runner(&world);
    for number in [1, 1, 1, 2, 3] {
        queue(&world, number).await;
    }
    runner.drain().await.unwrap();
    let mut tx = world.platform.db.begin().await.unwrap();
    assert_eq!(jobs::retry_untimed(&mut tx, 2).await.unwrap(), 2);
    tx.commit().await.unwrap();
    assert_eq!(trials(&world).await, 3);
    machine.whole.store(true, Ordering::SeqCst);
    assert_eq!(runner.drain().await.unwrap(), 2);
    let mut tx = world.platform.db.begin().await.unwrap();
    assert_eq!(jobs::retry_untimed(&mut tx, 2).await.unwrap(), 1, "those that wait come next");
}

#[tokio::test]
async fn jobs_in_hand_when_the_database_fails_are_taken_up_again() {
    let (world, machine) = (World::new().await, Machine::default());
    if world.platform.db.reader().await.unwrap().engine() == Engine::Postgres {
        return;
    }
    machine.whole.store(true, Ordering::SeqCst);
    run(&world, "CREATE TRIGGER broken BEFORE DELETE ON job BEGIN SELECT RAISE(ABORT, 'broken'); END").await;
    for number in [1, 2] {
        queue(&world, number).await;
    }
    let running = tokio::spawn(machine.runner(&world).forever());
    let until = async |wanted: &dyn Fn(usize, i64) -> bool| {
        for _ in 0..500 {
            if wanted(machine.done(), trials(&world).await) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    };
    assert!(until(&|done, _| done == 1).await, "the first could not be marked as done");
    run(&world, "DROP TRIGGER broken").await;
    world.platform.work.notify_one();
    assert!(until(&|_, left| left == 0).await, "both are taken up again");
    running.abort();
}

#[tokio::test]
async fn what_fails_for_a_month_waits_for_somebody_and_is_never_deleted() {
    let (world, machine) = (World::new().await, Machine::default());
    let runner = machine.runner(&world);
    queue(&world, 1).await;
    let mut tried = 0;
    for _ in 0..2 * jobs::UNTIMED_ATTEMPTS {
        tried += runner.drain().await.unwrap();
        let mut tx = world.platform.db.begin().await.unwrap();
        jobs::retry_untimed(&mut tx, 10).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(i64::try_from(tried).unwrap(), jobs::UNTIMED_ATTEMPTS);
    let kept = "SELECT COUNT(*) AS n FROM job WHERE kind = 'trial' AND state = 'failed' AND run_after = 0";
    assert_eq!(count(&world, kept).await, 1, "it is there, without a time");
    // It is shown, and said to wait for somebody.
    let mut administrator = world.wearing(Role::Administrator, world.root).await;
    let page = administrator.get("/travail/taches?etat=failed").await;
    assert!(page.says("à reprendre à la main") && page.says("the disk is full"), "{}", page.text);
    let address = page.attribute("/relance", "action").unwrap();
    machine.whole.store(true, Ordering::SeqCst);
    assert_eq!(administrator.post(&address, &[]).await.status, 303);
    runner.drain().await.unwrap();
    assert_eq!((machine.done(), trials(&world).await), (1, 0));
}

#[tokio::test]
async fn what_ends_the_process_each_time_is_not_taken_up_for_ever() {
    let (world, machine) = (World::new().await, Machine::default());
    let runner = machine.runner(&world);
    queue(&world, 1).await;
    for (attempts, taken_up) in [(jobs::UNTIMED_ATTEMPTS - 1, 1), (jobs::UNTIMED_ATTEMPTS, 0)] {
        run(&world, &format!("UPDATE job SET state = 'running', attempts = {attempts}")).await;
        runner.recover().await.unwrap();
        assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM job WHERE state = 'queued'").await, taken_up);
    }
    assert_eq!(trials(&world).await, 1);
}

#[tokio::test]
async fn a_job_that_was_tried_before_runs_alone_so_that_no_other_counts_its_tries() {
    let (world, machine) = (World::new().await, Machine::default());
    for number in [1, 2, 3] {
        queue(&world, number).await;
    }
    // A start after the process ended under all three of them; it ends again under the first that runs.
    run(&world, "UPDATE job SET state = 'running', attempts = 1 WHERE kind = 'trial'").await;
    let mut registry = Registry::default();
    registry.job("trial", |_, _| async { std::future::pending().await });
    let runner = Runner::new(world.platform.clone(), registry);
    runner.recover().await.unwrap();
    assert!(tokio::time::timeout(Duration::from_millis(300), runner.drain()).await.is_err(), "it never ends");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM job WHERE attempts = 2 AND state = 'running'").await, 1);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM job WHERE attempts = 1 AND state = 'queued'").await, 2);
    machine.whole.store(true, Ordering::SeqCst);
    let runner = machine.runner(&world);
    runner.recover().await.unwrap();
    runner.drain().await.unwrap();
    assert_eq!((machine.done(), trials(&world).await), (3, 0));
}

#[tokio::test]
async fn every_kind_of_job_is_shown_in_words() {
    let world = World::new().await;
    let kinds = composition::registry().kinds();
    assert!(kinds.contains(&"surveys.move") && kinds.len() > 5, "{kinds:?}");
    let mut tx = world.platform.db.begin().await.unwrap();
    for kind in &kinds {
        let payload = serde_json::json!({});
        let job = NewJob { org: world.org, kind: (*kind).to_owned(), payload, run_after: Some(i64::MAX) };
        jobs::queue(&mut tx, &mut *world.platform.chance(), job).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut administrator = world.wearing(Role::Administrator, world.root).await;
    for path in ["/travail/taches", "/travail/taches?lang=en", "/travail/taches/export"] {
        let page = administrator.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let codes: Vec<&str> = kinds.iter().copied().filter(|kind| page.text.contains(kind)).collect();
        assert_eq!(codes, Vec::<&str>::new(), "add `jobs-does-…` to fr.ftl and en.ftl of upkeep: {path}");
    }
    let page = administrator.get("/travail/taches?lang=en").await;
    assert!(page.says("Put answers away in batches"), "{}", page.text);
}
