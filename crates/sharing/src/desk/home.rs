//! The first page after signing in: what waits today for this hat, and what really changed. Calm: a sentence each, and
//! where to go.

use axum::{extract::State, response::Html};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates, html, parts,
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use understanding::{
    cards::plan::Stands,
    indicators::{
        Board,
        pages::{address, failure, sentences},
    },
};

use super::waiting::{Waiting, waiting};

/// How many changes are told here; the list of places has them all.
const CHANGES: usize = 6;

/// The page.
pub(super) async fn page(State(p): State<Platform>, desk: Desk) -> Result<Html<String>, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let found = waiting(&p, &mut conn, &desk.asker).await?;
    let changes = changes(&p, &mut conn, &desk).await?;
    let title = say(lang, "desk-title");
    let hello = say_with(lang, "desk-hello", &[("name", desk.asker.name.open().into())]);
    let lead = say_with(
        lang,
        "desk-lead",
        &[
            ("hat", say(lang, &format!("role-{}", desk.asker.role().code())).into()),
            ("place", desk.asker.hat.place_name.clone().into()),
        ],
    );
    let body = html! {
        (parts::header(hello, lead))
        h2 { (say(lang, "desk-waits")) }
        @if found.is_empty() {
            (parts::empty(say(lang, "desk-nothing"), say(lang, "desk-nothing-why"), html! {}))
        } @else {
            (parts::cards(waits(&desk, &found)))
        }
        @if let Some(changes) = changes {
            h2 { (say(lang, "desk-changed")) }
            (changes)
        }
    };
    Ok(desk.page(title, "/travail", body))
}

fn waits(desk: &Desk, found: &Waiting) -> Vec<Markup> {
    let (lang, look) = (desk.lang(), desk.look);
    let mut cards = Vec::new();
    let mut add = |n: i64, key: &str, path: &str, about: Markup| {
        if n > 0 {
            let title = say_with(lang, key, &[("n", n.into())]);
            cards.push(parts::card(title, Some(&look.link(path)), about));
        }
    };
    let about = |key: &str| html! { p { (say(lang, key)) } };
    add(found.danger, "desk-danger", "/travail/voix?danger=1", about("desk-danger-about"));
    add(
        found.replies,
        "desk-replies",
        "/travail/voix?attend=1",
        html! {
            @if let Some(days) = found.oldest_days { p { (say_with(lang, "desk-oldest", &[("n", days.into())])) } }
            @if let Some((goal, verified)) = found.goal {
                p.quiet {
                    (say_with(lang, "desk-goal", &[("n", goal.into())]))
                    @if !verified { " (" (say(lang, "desk-to-confirm")) ")" }
                }
            }
        },
    );
    add(found.to_read, "desk-to-read", "/travail/voix?genre=recits", about("desk-to-read-about"));
    add(found.comments, "desk-comments", "/travail/voix?genre=commentaires", about("desk-comments-about"));
    add(found.moderation, "desk-moderation", "/travail/moderation", about("desk-moderation-about"));
    add(found.contested, "desk-contested", "/travail/moderation?etat=contested", about("desk-contested-about"));
    add(found.late, "desk-late", "/travail/actions?retard=1", about("desk-late-about"));
    add(found.drafts, "desk-drafts", "/travail/retours?etat=draft", about("desk-drafts-about"));
    add(found.failed, "desk-failed", "/travail/taches", about("desk-failed-about"));
    for one in &found.planned {
        let when = dates::wave(lang, one.wave);
        let key = if one.stands == Stands::Missed { "desk-planned-missed" } else { "desk-planned-due" };
        let about = say_with(lang, key, &[("when", when.into())]);
        cards.push(parts::card(
            &one.title,
            Some(&look.link(&format!("/travail/indicateurs/{}", one.card))),
            html! { p { (about) } },
        ));
    }
    for (id, title, days) in &found.closing {
        let ends = say_with(lang, "desk-closing", &[("n", (*days).into())]);
        cards.push(parts::card(title, Some(&look.link(&format!("/travail/campagnes/{id}"))), html! { p { (ends) } }));
    }
    cards
}

/// What left the usual variation, in the order of the tree; nothing for a hat that sees no numbers or where there are none.
async fn changes(p: &Platform, conn: &mut Conn, desk: &Desk) -> Result<Option<Markup>, Failure> {
    let (lang, look, scope) = (desk.lang(), desk.look, &desk.asker.scope);
    if !scope.reading().numbers {
        return Ok(None);
    }
    let Some(board) = Board::load(p, conn, desk.asker.org(), None).await.map_err(failure)? else { return Ok(None) };
    let mut told = Vec::new();
    for (_, place) in board.in_tree_order() {
        if !scope.reaches(place.id) {
            continue;
        }
        if let Some(said) = sentences::change(lang, board.trend(place.id).change()) {
            told.push((place, said));
        }
    }
    let more = told.len() > CHANGES;
    Ok(Some(html! {
        @if told.is_empty() { p { (say(lang, "indicators-no-change")) } }
        ul {
            @for (place, said) in told.iter().take(CHANGES) {
                li {
                    a href=(look.link(&address(place.id, board.campaign.campaign, None))) { (place.name) }
                    " – " (said)
                }
            }
        }
        @if more { p { a href=(look.link("/travail/lieux")) { (say(lang, "desk-all-places")) } } }
        p.quiet { (board.campaign.title) }
    }))
}
