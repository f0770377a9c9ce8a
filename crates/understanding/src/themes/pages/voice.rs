//! One voice: its readable text, its codes, its mailbox.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Personal, Role, kinds};
use listening::voices::{
    self, State as VoiceState,
    model::{Message, Voice},
};
use organisation::{
    access::{self, Asker, Desk, Failure},
    places::Place,
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};

use super::{
    Fields, again, field, findings, floor, id, list::state_tag, mailbox, place_name, places, readable, rows,
    sought::Stand,
};
use crate::themes::{
    access::{GATHERERS, may_gather},
    book,
    cut::words,
    model::{Finding, FindingState, Passage},
    store::{self, Found},
};

/// Everything the page shows.
struct Shown {
    voice: Voice,
    passages: Vec<Passage>,
    messages: Vec<Message>,
    frequent: Vec<String>,
    findings: Vec<Finding>,
    gathered: Vec<Finding>,
    partners: Vec<(Id<kinds::Account>, Personal<String>)>,
    places: Vec<Place>,
    before: Option<String>,
    after: Option<String>,
}

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(voice): Path<String>,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let stand = Stand::read(&fields);
    let (title, path, body) = whole(&p, &desk, id(&voice)?, &stand, &Errors::none(), &Fields::new()).await?;
    Ok(desk.page(title, &path, body).into_response())
}

/// The page again, with what is wrong and everything typed.
pub(super) async fn wrong(
    p: &Platform,
    desk: &Desk,
    voice: Id<kinds::Voice>,
    stand: &Stand,
    errors: &Errors,
    typed: &Fields,
) -> Result<Response, Failure> {
    let (title, path, body) = whole(p, desk, voice, stand, errors, typed).await?;
    Ok(again(desk, title, &path, body))
}

async fn whole(
    p: &Platform,
    desk: &Desk,
    voice: Id<kinds::Voice>,
    stand: &Stand,
    errors: &Errors,
    typed: &Fields,
) -> Result<(String, String, Markup), Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let shown = load(p, &mut conn, desk, voice, stand).await?;
    drop(conn);
    let kind = say(lang, &format!("voices-kind-{}", shown.voice.kind.code()));
    let place = place_name(&shown.places, shown.voice.place).to_owned();
    let title = say_with(lang, "themes-voice-title", &[("kind", kind.into()), ("place", place.into())]);
    let path = format!("/travail/voix/{voice}{}", stand.tail());
    let body = body(desk, &shown, stand, &title, errors, typed);
    Ok((title, path, body))
}

async fn load(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    voice: Id<kinds::Voice>,
    stand: &Stand,
) -> Result<Shown, Failure> {
    let asker = &desk.asker;
    let voice = readable(p, conn, asker, voice).await?;
    let passages = store::passages_of_voice(conn, &asker.scope, voice.id).await?;
    let messages = voices::actions::messages_for(conn, asker, &voice).await?;
    let frequent = frequent(p, conn, asker).await?;
    let gathers = GATHERERS.contains(&asker.role());
    let findings = if gathers { open_findings(conn, asker).await? } else { Vec::new() };
    let gathered = store::findings_of_voice(conn, &asker.scope, voice.id).await?;
    let partners = if voices::access::may_moderate(asker, &voice) { partners(conn, asker).await? } else { Vec::new() };
    let (before, after) = around(p, conn, desk, &voice, stand).await?;
    let places = places(conn, asker).await?;
    Ok(Shown { voice, passages, messages, frequent, findings, gathered, partners, places, before, after })
}

/// The themes that get a key: those used most here in a year, then the first ones of the book.
async fn frequent(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<Vec<String>, Failure> {
    let year = p.clock.today().plus_days(-365).wave();
    let mut frequent = store::frequent_themes(conn, &asker.scope, year, 9).await?;
    frequent.retain(|theme| book::book().theme(theme).is_some());
    for theme in &book::book().themes {
        if frequent.len() < rows::KEYS && !frequent.contains(&theme.id) {
            frequent.push(theme.id.clone());
        }
    }
    Ok(frequent)
}

/// The findings one may add to.
async fn open_findings(conn: &mut Conn, asker: &Asker) -> Result<Vec<Finding>, Failure> {
    let (found, _) = store::findings(conn, &asker.scope, &Found::default(), 50, 0).await?;
    let open = |finding: &Finding| finding.state != FindingState::SetAside && may_gather(asker, finding.place);
    Ok(found.into_iter().map(|(finding, _)| finding).filter(open).collect())
}

/// The patient partners of the organisation, to whom a voice may be given.
async fn partners(conn: &mut Conn, asker: &Asker) -> Result<Vec<(Id<kinds::Account>, Personal<String>)>, Failure> {
    let sought = access::store::accounts::Sought { role: Some(Role::PatientPartner), words: None };
    let found = access::store::accounts::listing(conn, &asker.scope, &sought, 100, 0).await?;
    Ok(found.into_iter().map(|account| (account.id, account.name)).collect())
}

/// The voices before and after in the list one came from. The list may have moved in between: what stands beside the
/// rank is taken then.
async fn around(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    voice: &Voice,
    stand: &Stand,
) -> Result<(Option<String>, Option<String>), Failure> {
    let Some(rank) = stand.rank else { return Ok((None, None)) };
    let floor = floor(p, conn, &desk.asker).await?;
    let first = (rank - 1).max(0);
    let (lines, _) = super::list::lines(p, conn, &desk.asker, &stand.sought, floor, (3, first)).await?;
    let href = |at: Option<usize>| {
        let at = at?;
        let line = lines.get(at)?;
        let rank = first + i64::try_from(at).ok()?;
        let there = Stand { rank: Some(rank), ..stand.clone() };
        Some(desk.look.link(&format!("/travail/voix/{}{}", line.id, there.tail())))
    };
    match lines.iter().position(|line| line.id == voice.id) {
        Some(here) => Ok((href(here.checked_sub(1)), href(Some(here + 1)))),
        // It left the list (taken up, answered): the one that took its rank comes next.
        None => Ok((href((rank > 0).then_some(0)), href(Some(usize::from(rank > 0))))),
    }
}

/// Where one reads on once this voice is read: the next one of the list one came from, the list at its end.
pub(super) async fn next(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    voice: &Voice,
    stand: &Stand,
) -> Result<String, Failure> {
    let Some(rank) = stand.rank else { return Ok(format!("/travail/voix/{}", voice.id)) };
    let floor = floor(p, conn, &desk.asker).await?;
    let (lines, _) = super::list::lines(p, conn, &desk.asker, &stand.sought, floor, (2, rank)).await?;
    let next = lines.iter().zip(rank..).find(|(line, _)| line.id != voice.id);
    Ok(next.map_or_else(
        || stand.list(),
        |(line, rank)| format!("/travail/voix/{}{}", line.id, Stand { rank: Some(rank), ..stand.clone() }.tail()),
    ))
}

fn body(desk: &Desk, shown: &Shown, stand: &Stand, title: &str, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let voice = &shown.voice;
    let at = stand.tail();
    let to = |what: &str| desk.look.link(&format!("/travail/voix/{}/{what}{at}", voice.id));
    html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &[(say(lang, "themes-room-title"), desk.look.link(&stand.list()))], title))
        (parts::header(title, html! {
            (state_tag(lang, voice.kind, voice.state))
            @if voice.wants_reply && voice.state < VoiceState::Answered { " " (parts::tag(Tone::Info, say(lang, "themes-wants-reply"))) }
        }))
        @if let Some(danger) = &voice.danger {
            (parts::notice(lang, Tone::Warning, say(lang, "themes-danger-title"), say(lang, &format!("themes-danger-{danger}"))))
        }
        (moves(desk, shown))
        (about(desk, shown))
        section {
            h2 { (say(lang, "themes-read-title")) }
            @if voice.kind.is_comment() && voice.state == VoiceState::Readable {
                form method="post" action=(to("lu")) {
                    button.button.button-secondary type="submit" data-key="l" { (say(lang, "themes-read-comment")) }
                    p.hint { (say(lang, "themes-read-comment-hint")) }
                }
            }
            (rows::form(desk, voice, &shown.passages, &shown.frequent, &to("theme"), errors, typed))
        }
        (rows::coded(desk, voice, &shown.passages, &to("theme/retirer"), collect(desk, shown, errors)))
        (gathered(desk, shown))
        (mailbox::thread(desk, voice, &shown.messages, &at, errors, typed))
        (mailbox::sealed(desk, voice, &shown.partners, &at, errors, typed))
        (shortcuts(desk, shown))
    }
}

/// The way to the voices beside this one.
fn moves(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    html! {
        @if shown.before.is_some() || shown.after.is_some() {
            nav.pager aria-label=(say(lang, "themes-beside")) {
                @if let Some(href) = &shown.before { a rel="prev" href=(href) data-key="k" { (say(lang, "themes-before")) } }
                @if let Some(href) = &shown.after { a rel="next" href=(href) data-key="j" { (say(lang, "themes-after")) } }
            }
        }
    }
}

fn about(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let voice = &shown.voice;
    let moment = voice.moment.as_deref().and_then(|id| book::book().moment(id));
    let mut facts = vec![
        (say(lang, "themes-column-month"), html! { (dates::wave(lang, voice.wave)) }),
        (say(lang, "themes-place"), html! { (place_name(&shown.places, voice.place)) }),
        (
            say(lang, "themes-column-speaker"),
            html! { (say(lang, &format!("voices-speaker-{}", voice.speaker.code()))) },
        ),
    ];
    if let Some(moment) = moment {
        facts.push((say(lang, "themes-column-moment"), html! { (moment.label(lang)) }));
    }
    facts.push((
        say(lang, "themes-channel"),
        html! { (say(lang, &format!("voices-channel-{}", voice.channel.code()))) },
    ));
    if voice.masked > 0 {
        facts.push((
            say(lang, "themes-masked"),
            html! { (say_with(lang, "themes-masked-words", &[("n", voice.masked.into())])) },
        ));
    }
    parts::facts(facts)
}

/// Gathering the passages of this voice into a finding.
fn collect(desk: &Desk, shown: &Shown, errors: &Errors) -> Option<Markup> {
    let lang = desk.lang();
    if !GATHERERS.contains(&desk.asker.role()) {
        return None;
    }
    let form = Form::new(lang, errors);
    let text = shown.voice.readable.as_deref().unwrap_or_default();
    let mut boxes = form.checkboxes("passage", say(lang, "themes-collect"));
    for passage in &shown.passages {
        boxes = boxes.choice(passage.id.to_string(), words(text, passage.span));
    }
    let findings = shown.findings.iter().map(|finding| (finding.id.to_string(), finding.title.clone()));
    Some(html! {
        (parts::more(say(lang, "themes-collect-title"), html! {
            form method="post" action=(desk.look.link("/travail/constats/ajouter")) {
                (boxes)
                (form.select("finding", say(lang, "themes-collect-into"))
                    .choice("", say(lang, "themes-collect-new")).choices(findings))
                (Button::submit(say(lang, "themes-collect-go")).secondary())
            }
        }))
    })
}

/// Where what is said here went: the findings that rest on it, each of which leads to what is done.
fn gathered(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    html! {
        @if !shown.gathered.is_empty() {
            section {
                h2 #constats { (say(lang, "themes-gathered-title")) }
                ul { @for finding in &shown.gathered { li {
                    a href=(desk.look.link(&format!("/travail/constats/{}", finding.id))) { (finding.title) } " "
                    (findings::state_tag(lang, finding.state))
                } } }
            }
        }
    }
}

fn shortcuts(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let mut keys = Vec::new();
    if shown.after.is_some() {
        keys.push(("j", say(lang, "themes-after")));
    }
    if shown.before.is_some() {
        keys.push(("k", say(lang, "themes-before")));
    }
    if shown.voice.kind.is_comment() && shown.voice.state == VoiceState::Readable {
        keys.push(("l", say(lang, "themes-read-comment")));
    }
    keys.push(("1 … 9", say(lang, "themes-key-theme")));
    keys.push(("+ − 0 m", say(lang, "themes-key-valence")));
    keys.push(("⏎", say(lang, "themes-key-save")));
    parts::shortcuts(lang, &keys)
}

/// The voice that a form posts about, as the asker may read it now.
pub(super) async fn posted(p: &Platform, desk: &Desk, voice: &str) -> Result<Voice, Failure> {
    let mut conn = p.db.reader().await?;
    readable(p, &mut conn, &desk.asker, id(voice)?).await
}

/// The value of a field, without the blanks around it.
pub(super) fn typed<'a>(fields: &'a Fields, name: &str) -> &'a str {
    field(fields, name).trim()
}

/// Whether an account is one of the organisation's patient partners.
pub(super) async fn is_partner(conn: &mut Conn, asker: &Asker, account: Id<kinds::Account>) -> Result<bool, Failure> {
    Ok(partners(conn, asker).await?.iter().any(|(id, _)| *id == account))
}
