//! Lists of people who left: long ones, the same one again, letters that come back.

use spine::{db::DbError, settings::SmtpSettings};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use super::*;
use crate::surveys::{model::Invited, store::ListState};

const PEOPLE: usize = 1_001;

fn long_list(day: Day) -> String {
    let lines = (0..PEOPLE).map(|at| format!("personne{at}@example.org,a,{day}\n"));
    std::iter::once("address,place,discharge_date\n".to_owned()).chain(lines).collect()
}

async fn lists(stage: &Stage, campaign: CampaignId) -> Vec<ListState> {
    let mut conn = stage.p.db.reader().await.unwrap();
    store::lists(&mut conn, &job_scope(ORG), campaign).await.unwrap()
}

async fn letters(stage: &Stage, campaign: CampaignId) -> i64 {
    let mut conn = stage.p.db.reader().await.unwrap();
    store::letters_waiting(&mut conn, &job_scope(ORG), campaign).await.unwrap()
}

fn runner(stage: &Stage) -> Runner {
    let mut registry = Registry::default();
    crate::surveys::jobs(&mut registry);
    Runner::new(stage.p.clone(), registry)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_list_leaves_the_writer_to_others_and_is_done_in_the_end() {
    let stage = Stage::new("long-list").await;
    let campaign = stage.campaign(false).await;
    let list = long_list(stage.p.clock.today());
    let report = actions::upload(&stage.p, By::default(), campaign, list.as_bytes()).await.unwrap();
    assert_eq!((report.prepared, report.later, report.problems.len()), (0, PEOPLE, 0));
    assert_eq!(lists(&stage, campaign).await[0].people, PEOPLE as i64);
    // What waits is sealed: no file of the database holds an address.
    for file in std::fs::read_dir(stage.folder.join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|part| part == b"example.org"), "an address is readable");
    }
    let running = tokio::spawn({
        let runner = runner(&stage);
        async move { runner.drain().await }
    });
    // Meanwhile somebody else writes, again and again: the list is never one single turn at the writer.
    let mut between = 0;
    while !running.is_finished() {
        let tx = stage.p.db.begin().await.unwrap();
        tx.commit().await.unwrap();
        between += usize::from(lists(&stage, campaign).await.iter().any(|list| (1..list.people).contains(&list.done)));
    }
    running.await.unwrap().unwrap();
    assert!(between > 0, "nobody wrote while the list was under way");
    let became = Invited { prepared: PEOPLE as i64, ..Invited::default() };
    let done = ListState { people: PEOPLE as i64, done: PEOPLE as i64, invited: became };
    assert_eq!(lists(&stage, campaign).await, [done]);
    assert_eq!(letters(&stage, campaign).await, PEOPLE as i64);
}

#[tokio::test]
async fn a_list_that_was_cut_goes_on_and_invites_nobody_twice() {
    let stage = Stage::new("cut-list").await;
    let campaign = stage.campaign(false).await;
    let list = long_list(stage.p.clock.today());
    actions::upload(&stage.p, By::default(), campaign, list.as_bytes()).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    let (org, id) = store::unfinished_lists(&mut conn).await.unwrap()[0];
    drop(conn);
    assert!(actions::invite_next(&stage.p, org, id).await.unwrap());
    assert!(actions::invite_next(&stage.p, org, id).await.unwrap());
    assert_eq!(letters(&stage, campaign).await, 400, "two parts are done, each on its own");
    // The same list is sent again before the first is done, and the day queues what was cut once more.
    actions::upload(&stage.p, By::default(), campaign, list.as_bytes()).await.unwrap();
    crate::surveys::daily(&stage.p).await.unwrap();
    runner(&stage).drain().await.unwrap();
    assert_eq!(letters(&stage, campaign).await, PEOPLE as i64);
    let all = lists(&stage, campaign).await;
    assert!(all.iter().all(|list| list.done == list.people), "{all:?}");
    let prepared: i64 = all.iter().map(|list| list.invited.prepared).sum();
    let already: i64 = all.iter().map(|list| list.invited.already).sum();
    assert_eq!((prepared, already), (PEOPLE as i64, PEOPLE as i64));
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(store::unfinished_lists(&mut conn).await.unwrap().is_empty(), "nothing sealed is left");
}

#[tokio::test]
async fn the_same_file_sent_after_the_reminder_invites_nobody_again_until_the_wave_is_over() {
    let stage = Stage::new("once").await;
    let campaign = stage.campaign(false).await;
    let today = stage.p.clock.today();
    let file = format!("adresse;lieu;date_sortie\nmarie@example.org;A;{today}\n");
    let send = || actions::upload(&stage.p, By::default(), campaign, file.as_bytes());
    assert_eq!(send().await.unwrap().prepared, 1);
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 1, "the invitation");
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 1, "its reminder: the row dies with it");
    let again = send().await.unwrap();
    assert_eq!((again.prepared, again.problems[0].key), (0, "surveys-line-invited"));
    // Another discharge of the same person is another question.
    let later = format!("adresse;lieu;date_sortie\nMARIE@example.org ;A;{}\n", today.plus_days(8));
    assert_eq!(actions::upload(&stage.p, By::default(), campaign, later.as_bytes()).await.unwrap().prepared, 1);
    let hash = |left| {
        let campaign = memory::of(&stage.p).asked(campaign, stage.p.clock.millis()).unwrap().campaign.clone();
        crate::surveys::token::asked_once_hash(&stage.p.keys, &campaign, "marie@example.org", left)
    };
    let kept = hash(today);
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(store::was_asked(&mut conn, ORG, &kept).await.unwrap());
    drop(conn);
    stage.clock.advance_days(60);
    actions::close_waves(&stage.p).await.unwrap();
    let mut conn = stage.p.db.reader().await.unwrap();
    assert!(!store::was_asked(&mut conn, ORG, &kept).await.unwrap(), "gone with its wave");
}

#[tokio::test]
async fn a_closed_campaign_leaves_no_list_behind() {
    let stage = Stage::new("closed-list").await;
    let campaign = stage.campaign(false).await;
    actions::upload(&stage.p, By::default(), campaign, long_list(stage.p.clock.today()).as_bytes()).await.unwrap();
    actions::close_campaign(&stage.p, By::default(), ORG, campaign).await.unwrap();
    assert!(lists(&stage, campaign).await.is_empty());
    let left: Result<usize, DbError> = runner(&stage).drain().await;
    assert!(left.is_ok());
    assert_eq!(letters(&stage, campaign).await, 0);
}

/// A relay that puts off whatever goes to one address, and takes the rest.
async fn relay(puts_off: &'static str) -> Mailer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (read, mut write) = socket.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 relay\r\n").await.unwrap();
                let mut in_letter = false;
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer = match line.as_str() {
                        "." => "250 taken",
                        _ if in_letter => continue,
                        "DATA" => "354 go on",
                        "QUIT" => "221 bye",
                        line if line.starts_with("RCPT") && line.contains(puts_off) => "451 later",
                        _ => "250 yes",
                    };
                    in_letter = answer.starts_with("354");
                    write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
                }
            });
        }
    });
    let host = "127.0.0.1".to_owned();
    let from = "Vecu <vecu@example.org>".to_owned();
    Mailer::smtp(&SmtpSettings { host, port, from, user: None, password: None, plain: true }).unwrap()
}

fn people(names: &[&str], day: Day) -> Vec<Discharge> {
    let person =
        |name: &&str| Discharge { address: kernel::Personal::new(format!("{name}@example.org")), place: UNIT_A, day };
    names.iter().map(person).collect()
}

#[tokio::test]
async fn a_letter_that_is_put_off_keeps_no_other_and_leaves_another_day() {
    let mut stage = Stage::new("put-off").await;
    let campaign = stage.campaign(false).await;
    let names: Vec<String> = (0..30).map(|at| format!("p{at}")).chain(["marie".to_owned()]).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let today = stage.p.clock.today();
    actions::invite(&stage.p, campaign, people(&names, today)).await.unwrap();
    stage.clock.advance_days(14);
    let folder = std::mem::replace(&mut stage.p.mail, relay("marie@").await);
    let put_off = actions::send_letters(&stage.p).await;
    assert!(matches!(put_off, Err(SurveyProblem::LettersWait(1))), "{put_off:?}");
    assert!(matches!(put_off.unwrap_err().into(), spine::jobs::JobError::Retry(_)), "the job comes back");
    assert_eq!(letters(&stage, campaign).await, 1, "all the others have left");
    stage.p.mail = folder;
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 1);
}

#[tokio::test]
async fn without_a_relay_the_job_stands_as_failed_once() {
    let mut stage = Stage::new("no-relay").await;
    let campaign = stage.campaign(false).await;
    actions::invite(&stage.p, campaign, people(&["marie"], stage.p.clock.today())).await.unwrap();
    stage.p.mail = Mailer::Off;
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 0, "nothing is due");
    for days in [14, 1] {
        stage.clock.advance_days(days);
        crate::surveys::daily(&stage.p).await.unwrap();
        runner(&stage).drain().await.unwrap();
        let mut conn = stage.p.db.reader().await.unwrap();
        let failed = spine::jobs::listing(&mut conn, Some("failed"), 10).await.unwrap();
        let problems: Vec<&str> = failed.iter().filter_map(|row| row.problem.as_deref()).collect();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains("no mail relay is set"), "{problems:?}");
    }
    assert_eq!(letters(&stage, campaign).await, 1, "the letter waits");
}

#[tokio::test]
async fn addresses_that_came_back_are_written_to_no_more_and_never_hide_an_answer() {
    let stage = Stage::new("returned").await;
    let campaign = stage.campaign(false).await;
    let today = stage.p.clock.today();
    let names: Vec<String> = (0..22).map(|at| format!("p{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    actions::invite(&stage.p, campaign, people(&names, today)).await.unwrap();
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 22);
    actions::invite(&stage.p, campaign, people(&["late"], stage.p.clock.today().plus_days(-3))).await.unwrap();
    let back = |text: &'static str| actions::take_back(&stage.p, By::default(), campaign, text);
    let told = back("P0@example.org; p1@example.org\nnobody@example.org, <late@example.org>").await.unwrap();
    assert_eq!((told.read, told.found, told.fewer), (4, 3, 2), "what had not left was not counted");
    assert_eq!(back("p0@example.org").await.unwrap().found, 0, "nothing is counted twice");
    let invited = async || {
        let mut conn = stage.p.db.reader().await.unwrap();
        let about = About::Campaign(campaign);
        facts::response(&mut conn, &public_scope(ORG), about, ROOT, Waves::ALL).await.unwrap()
    };
    assert_eq!(invited().await, Response::Invited { invited: 20, answered: 0 });
    // Thirty answer, ten of them are counted by now: the number of invited people stops there.
    stage.send_some(campaign, UNIT_A, 20).await;
    actions::move_all(&stage.p).await.unwrap();
    let Response::Invited { answered, .. } = invited().await else { panic!() };
    assert!(answered >= 10, "{answered}");
    let all = "p2@example.org p3@example.org p4@example.org p5@example.org p6@example.org p7@example.org p8@example.org \
               p9@example.org p10@example.org p11@example.org p12@example.org p13@example.org p14@example.org";
    let told = back(all).await.unwrap();
    assert_eq!(told.found, 13);
    assert_eq!(invited().await, Response::Invited { invited: answered, answered });
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 7, "who came back gets no reminder");
}

#[tokio::test]
async fn a_wave_closes_when_the_seventy_days_of_its_last_discharge_are_over_and_a_letter_says_its_readers_own_day() {
    let stage = Stage::new("seventy").await;
    let campaign = stage.campaign(false).await;
    let asked = actions::asked(&stage.p, campaign).await.unwrap().unwrap();
    let day = |month, day| Day::new(2026, month, day).unwrap();
    assert_eq!(asked.campaign.last_day_of("2026-10".parse().unwrap()), day(10, 31).plus_days(70));
    assert!(asked.campaign.may_write(day(11, 1), day(11, 1).plus_days(70)));
    assert!(!asked.campaign.may_write(day(11, 1), day(11, 1).plus_days(71)), "whoever left first is not written to");
    assert!(asked.campaign.takes(november(), day(11, 1).plus_days(71)), "the wave goes on for those who left last");
    pages::words::install(&[crate::surveys::WORDS, organisation::access::WORDS, voices::WORDS]).unwrap();
    actions::invite(&stage.p, campaign, people(&["marie"], day(11, 10))).await.unwrap();
    stage.clock.advance_days(14);
    assert_eq!(actions::send_letters(&stage.p).await.unwrap(), 1);
    let letter = std::fs::read_dir(stage.folder.join("mail")).unwrap().next().unwrap().unwrap().path();
    let letter = std::fs::read_to_string(letter).unwrap();
    assert!(letter.contains("19\u{a0}janvier\u{a0}2027") || letter.contains("19 janvier 2027"), "{letter}");
    assert!(letter.contains("dans l’établissement") || letter.contains("dans l'établissement"), "{letter}");
}

#[tokio::test]
async fn a_file_that_is_too_heavy_or_has_no_titles_is_refused_as_a_whole_and_french_titles_are_read() {
    let stage = Stage::new("files").await;
    let campaign = stage.campaign(false).await;
    let send = async |file: &[u8]| actions::upload(&stage.p, By::default(), campaign, file).await.unwrap();
    assert_eq!(send(&vec![b'a'; (4 << 20) + 1]).await.refused(), Some("surveys-line-large"));
    assert_eq!(send(b"nom;age\nMarie;52\n").await.refused(), Some("surveys-line-titles"));
    // A spreadsheet in France writes Windows-1252 and accents in its titles.
    let file = b"Adresse;Unit\xe9;Date de sortie;Enqu\xeate\nmarie@example.org;a;20/11/2026;vecu-12\n";
    let report = send(file).await;
    assert_eq!((report.refused(), report.prepared), (None, 1), "{:?}", report.problems);
}
