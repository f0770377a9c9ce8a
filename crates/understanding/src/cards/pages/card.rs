//! One card: what is missing, what it says, how the number is made, who chose it with whom.

use axum::response::{IntoResponse, Response};
use organisation::{
    access::{Desk, Failure},
    places::Place,
};
use pages::{
    Markup, dates,
    fields::Button,
    html,
    parts::{self, Moment, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};

use super::{
    every_place,
    parts::{certainty_tag, measure_said, said},
    place_name, plan, target,
};
use crate::{
    cards::{
        access::may_write,
        actions, followed_by,
        model::{Card, CardId, Gap},
        session::Fate,
        store::{self, Chosen},
        target::Target,
    },
    indicators::{Measure, indicator::defaults, pages::kept},
};

/// What a slice above shows on the page of a card.
pub type Panel = Markup;

struct Shown {
    card: Card,
    places: Vec<Place>,
    questionnaires: actions::Questionnaires,
    choices: Vec<Chosen>,
    targets: Vec<Target>,
    plans: Vec<plan::Told>,
}

impl Shown {
    fn with_users(&self) -> bool {
        self.choices.iter().any(|one| one.fate == Fate::Kept && one.session.with_users())
    }
}

/// The page, with a panel of the slice above that has the route.
pub async fn card_page(p: &Platform, desk: &Desk, id: CardId, panel: Panel) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let scope = &desk.asker.scope;
    let card = store::find(&mut conn, scope, id).await?.ok_or(Failure::NotFound)?;
    let places = every_place(&mut conn, desk).await?;
    let shown = Shown {
        questionnaires: actions::questionnaires(p, &mut conn, &desk.asker).await?,
        choices: store::choices_of(&mut conn, scope, id).await?,
        targets: store::targets(&mut conn, scope, id).await?,
        plans: plan::told(p, &mut conn, desk, &card, &places).await?,
        places,
        card,
    };
    let read = reading(p, &mut conn, desk, &shown).await?;
    drop(conn);
    let body = body(desk, &shown, &read, &panel);
    Ok(desk.page(shown.card.face.title, &format!("/travail/indicateurs/{id}"), body).into_response())
}

/// What the answers say, where the number is read from a questionnaire.
async fn reading(p: &Platform, conn: &mut Conn, desk: &Desk, shown: &Shown) -> Result<Markup, Failure> {
    let (lang, card) = (desk.lang(), &shown.card);
    let of_answers = card.measure.as_ref().is_some_and(Measure::is_of_answers);
    let Some(url) = card.instrument.as_deref().filter(|_| of_answers) else { return Ok(Markup::default()) };
    let board = kept::board_of(p, conn, desk.asker.org(), url).await?;
    let told = match &board {
        None => html! { p { (say(lang, "cards-reading-none")) } },
        Some(board) => {
            let held = store::targets_held(conn, &desk.asker.scope).await?;
            match followed_by(card, held.get(&card.id), &defaults(&board.instrument)) {
                Some(one) => kept::reading(conn, desk, board, card.face.place, &one).await?,
                None => Markup::default(),
            }
        }
    };
    Ok(html! { section { h2 #reponses { (say(lang, "cards-reading")) } (told) } })
}

fn body(desk: &Desk, shown: &Shown, read: &Markup, panel: &Panel) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let (card, face) = (&shown.card, &shown.card.face);
    let gaps = card.gaps(shown.with_users(), false);
    html! {
        (parts::breadcrumb(lang, &[(say(lang, "cards-title"), look.link("/travail/indicateurs"))], &face.title))
        (parts::header(&face.title, &face.definition))
        @if let (Some(day), Some(reason)) = (card.set_aside, &card.reason) {
            (parts::notice(lang, Tone::Plain, say_with(lang, "cards-set-aside-on", &[("day", dates::day(lang, day).into())]), reason))
        }
        (users_notice(desk, shown))
        (missing(desk, card, &gaps))
        (parts::facts([
            (say(lang, "cards-kind"), html! { (said(lang, "kind", face.kind.code())) }),
            (say(lang, "cards-audience"), html! { (said(lang, "audience", face.audience.code())) }),
            (say(lang, "cards-nature"), html! { (said(lang, "nature", face.nature.code())) }),
            (say(lang, "cards-moment"), html! { (said(lang, "moment", face.moment.code())) }),
            (say(lang, "cards-place"), html! { (place_name(&shown.places, face.place)) }),
        ]))
        @if !face.purpose.is_empty() { section { h2 { (say(lang, "cards-purpose")) } p.written { (face.purpose) } } }
        (number(desk, shown))
        (read)
        (panel)
        (target::section(desk, card, &shown.targets))
        (plan::section(desk, card, &shown.plans))
        (source(desk, card))
        (chosen(desk, shown))
        @if may_write(&desk.asker) && card.set_aside.is_none() { (to_do(desk, card)) }
    }
}

/// Said first, because it changes how all the rest is read (handbook B03).
fn users_notice(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    html! {
        @if !shown.with_users() {
            (parts::notice(lang, Tone::Warning, say(lang, "cards-without-users"), html! {
                p { (say(lang, "cards-without-users-why")) }
                @if may_write(&desk.asker) && shown.card.set_aside.is_none() {
                    p { a href=(desk.look.link(&format!("/travail/indicateurs/rencontres/nouvelle?fiche={}", shown.card.id))) { (say(lang, "cards-session-record")) } }
                }
            }))
        }
    }
}

fn missing(desk: &Desk, card: &Card, gaps: &[Gap]) -> Markup {
    let lang = desk.lang();
    // That users did not take part stands above, in words of its own; a target is asked for in its section.
    let told: Vec<Gap> = gaps.iter().copied().filter(|gap| !matches!(gap, Gap::Users | Gap::Target)).collect();
    let writes = may_write(&desk.asker) && card.set_aside.is_none();
    let to = |gap: Gap| {
        let part = if gap == Gap::Measure { "mesure" } else { "modifier" };
        desk.look.link(&format!("/travail/indicateurs/{}/{part}", card.id))
    };
    html! {
        @if !told.is_empty() {
            (parts::notice(lang, Tone::Info, say(lang, "cards-missing"), html! {
                ul { @for gap in told {
                    li {
                        @if writes { a href=(to(gap)) { (said(lang, "gap", gap.code())) } }
                        @else { (said(lang, "gap", gap.code())) }
                    }
                } }
            }))
        }
    }
}

fn number(desk: &Desk, shown: &Shown) -> Markup {
    let (lang, card) = (desk.lang(), &shown.card);
    let read = card.instrument.as_ref().and_then(|url| shown.questionnaires.iter().find(|(known, _)| known == url));
    html! {
        section {
            h2 #nombre { (say(lang, "cards-number")) }
            div { (measure_said(lang, card.measure.as_ref(), read.map(|(_, instrument)| instrument))) }
            (parts::facts(
                read.map(|(_, instrument)| (say(lang, "cards-questionnaire"), html! { (instrument.title(lang)) })).into_iter()
                .chain(card.instrument.iter().filter(|_| read.is_none()).map(|url| (say(lang, "cards-questionnaire"), html! { (url) " " (say(lang, "cards-questionnaire-unasked")) })))
                .chain((!card.face.mode.is_empty()).then(|| (say(lang, "cards-mode"), html! { (card.face.mode) })))
                .chain([(say(lang, "cards-rhythm"), html! { (said(lang, "rhythm", card.face.rhythm.code())) })])
            ))
            @if matches!(card.measure, Some(Measure::Typed { .. })) {
                p { (Button::link(say(lang, "cards-typed"), desk.look.link(&format!("/travail/indicateurs/{}/nombres", card.id))).secondary()) }
            }
            @if !card.face.warning.is_empty() {
                (parts::notice(lang, Tone::Plain, say(lang, "cards-warning"), html! { p.written { (card.face.warning) } }))
            }
        }
    }
}

fn source(desk: &Desk, card: &Card) -> Markup {
    let (lang, face) = (desk.lang(), &card.face);
    html! {
        section {
            h2 { (say(lang, "cards-source")) }
            @if face.source.is_empty() { p { (say(lang, "cards-source-none")) } }
            @else { p.written { (face.source) " " (certainty_tag(lang, face.certainty)) } }
            p.quiet { (say(lang, if card.library.is_some() { "cards-from-library" } else { "cards-from-scratch" })) }
        }
    }
}

fn chosen(desk: &Desk, shown: &Shown) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let moments: Vec<Moment> = shown
        .choices
        .iter()
        .map(|one| {
            let session = &one.session;
            let body = html! {
                p {
                    a href=(look.link(&format!("/travail/indicateurs/rencontres/{}", session.id))) {
                        (said(lang, "space", session.space.code())) ", " (session.held_at)
                    }
                    " – "
                    (say_with(lang, "cards-session-people", &[("n", session.everybody().into()), ("users", session.users().into())]))
                }
                @if !one.why.is_empty() { p.written { (one.why) } }
            };
            Moment::new(dates::day(lang, session.day), said(lang, "fate", one.fate.code()), body)
        })
        .collect();
    html! {
        section {
            h2 #rencontres { (say(lang, "cards-chosen-section")) }
            @if moments.is_empty() { p { (say(lang, "cards-chosen-none")) } } @else { (parts::timeline(&moments)) }
        }
    }
}

fn to_do(desk: &Desk, card: &Card) -> Markup {
    let lang = desk.lang();
    let to = |part: &str| desk.look.link(&format!("/travail/indicateurs/{}/{part}", card.id));
    html! {
        section {
            h2 #suite { (say(lang, "cards-to-do")) }
            div.buttons {
                (Button::link(say(lang, "cards-edit"), to("modifier")).secondary())
                (Button::link(say(lang, "cards-measure-edit"), to("mesure")).secondary())
                (Button::link(say(lang, "cards-set-aside-title"), to("ecarter")).quiet())
            }
        }
    }
}
