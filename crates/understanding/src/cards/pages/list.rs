//! The list of cards.

use std::collections::BTreeSet;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use organisation::{
    access::{Desk, Failure},
    places::{self, Place},
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form, Select},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};

use super::{
    Fields, every_place, field, own_places,
    parts::{measure_code, said},
    place_name, value,
};
use crate::{
    cards::{
        access::may_write,
        model::{Audience, Card, CardId, Moment, Type},
        store::{self, Filter},
    },
    quality,
    themes::sheet as csv,
};

/// What the address asks for, and as an address again.
fn wanted(fields: &Fields) -> (Filter, String) {
    let filter = Filter {
        kind: value(fields, "genre"),
        audience: value(fields, "public"),
        moment: value(fields, "moment"),
        place: value(fields, "lieu"),
        with_set_aside: field(fields, "ecartes") == "1",
    };
    let mut pairs = Vec::new();
    pairs.extend(filter.kind.map(|one| format!("genre={}", one.code())));
    pairs.extend(filter.audience.map(|one| format!("public={}", one.code())));
    pairs.extend(filter.moment.map(|one| format!("moment={}", one.code())));
    pairs.extend(filter.place.map(|one| format!("lieu={one}")));
    pairs.extend(filter.with_set_aside.then(|| "ecartes=1".to_owned()));
    (filter, pairs.join("&"))
}

struct Found {
    cards: Vec<Card>,
    kept: BTreeSet<CardId>,
    /// To name the place of a card.
    places: Vec<Place>,
    /// To choose from.
    own: Vec<Place>,
}

async fn found(conn: &mut Conn, desk: &Desk, filter: &Filter) -> Result<Found, Failure> {
    let scope = &desk.asker.scope;
    Ok(Found {
        cards: store::all(conn, scope, filter).await?,
        kept: store::users_kept(conn, scope).await?,
        places: every_place(conn, desk).await?,
        own: own_places(conn, desk).await?,
    })
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let (filter, query) = wanted(&fields);
    let mut conn = p.db.reader().await?;
    let found = found(&mut conn, &desk, &filter).await?;
    drop(conn);
    let title = say(lang, "cards-title");
    let n = found.cards.len();
    let body = html! {
        (parts::header(&title, say(lang, "cards-lead")))
        div.buttons {
            @if may_write(&desk.asker) {
                (Button::link(say(lang, "cards-library-go"), look.link("/travail/indicateurs/bibliotheque")))
                (Button::link(say(lang, "cards-new"), look.link("/travail/indicateurs/nouveau")).secondary())
            } @else {
                (Button::link(say(lang, "cards-library"), look.link("/travail/indicateurs/bibliotheque")).secondary())
            }
            (Button::link(say(lang, "cards-sessions"), look.link("/travail/indicateurs/rencontres")).quiet())
        }
        (form(&desk, &filter, &found.own))
        @if found.cards.is_empty() {
            (parts::empty(say(lang, "cards-none-title"), say(lang, "cards-none-why"),
                Button::link(say(lang, "cards-library-go"), look.link("/travail/indicateurs/bibliotheque")).secondary()))
        } @else {
            (Table::new(say_with(lang, "cards-count", &[("n", n.into())]))
                .columns(["cards-column-title", "cards-kind", "cards-audience", "cards-moment", "cards-place", "cards-chosen"]
                    .map(|key| Column::text(say(lang, key))))
                .rows(found.cards.iter().map(|card| line(&desk, &found, card))))
            p { (Button::link(say(lang, "cards-sheet"), look.link(&format!("/travail/indicateurs/liste.csv?{query}"))).quiet()) }
        }
        (quality::link(look, &desk.asker, &found.places, None))
    };
    Ok(desk.page(title, &format!("/travail/indicateurs?{query}"), body).into_response())
}

fn form(desk: &Desk, filter: &Filter, places: &[Place]) -> Markup {
    let lang = desk.lang();
    let none = Errors::none();
    let form = Form::new(lang, &none).prefix("filter-");
    let every = || (String::new(), say(lang, "cards-every"));
    let of = |select: Select, what: &str, codes: &[&'static str], chosen: &str| {
        let choices = codes.iter().map(|code| ((*code).to_owned(), said(lang, what, code)));
        select.choices([every()]).choices(choices).chosen(chosen)
    };
    let kinds: Vec<&'static str> = Type::ALL.iter().map(|one| one.code()).collect();
    let audiences: Vec<&'static str> = Audience::ALL.iter().map(|one| one.code()).collect();
    let moments: Vec<&'static str> = Moment::ALL.iter().map(|one| one.code()).collect();
    parts::filter(
        desk.look,
        "/travail/indicateurs",
        html! {
            (of(form.select("genre", say(lang, "cards-kind")), "kind", &kinds, filter.kind.map_or("", Type::code)))
            (of(form.select("public", say(lang, "cards-audience")), "audience", &audiences, filter.audience.map_or("", Audience::code)))
            (of(form.select("moment", say(lang, "cards-moment")), "moment", &moments, filter.moment.map_or("", Moment::code)))
            (form.select("lieu", say(lang, "cards-place")).choices([every()]).choices(places::model::choices(places))
                .chosen(filter.place.map_or_else(String::new, |id| id.to_string())))
            (form.select("ecartes", say(lang, "cards-set-aside-too")).choice("", say(lang, "cards-set-aside-without"))
                .choice("1", say(lang, "cards-set-aside-with")).chosen(if filter.with_set_aside { "1" } else { "" }))
        },
    )
}

fn line(desk: &Desk, found: &Found, card: &Card) -> Vec<Markup> {
    let lang = desk.lang();
    let face = &card.face;
    vec![
        html! {
            a href=(desk.look.link(&format!("/travail/indicateurs/{}", card.id))) data-item { (face.title) }
            @if card.set_aside.is_some() { " " (parts::tag(Tone::Plain, say(lang, "cards-set-aside"))) }
            @if card.measure.is_none() { " " (parts::tag(Tone::Warning, say(lang, "cards-to-complete"))) }
        },
        html! { (said(lang, "kind", face.kind.code())) },
        html! { (said(lang, "audience", face.audience.code())) },
        html! { (said(lang, "moment", face.moment.code())) },
        html! { (place_name(&found.places, face.place)) },
        html! { (said(lang, "choice", if found.kept.contains(&card.id) { "with" } else { "without" })) },
    ]
}

/// The same list as a sheet.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let (filter, _) = wanted(&fields);
    let mut conn = p.db.reader().await?;
    let found = found(&mut conn, &desk, &filter).await?;
    drop(conn);
    let titles = [
        "cards-column-title",
        "cards-definition",
        "cards-purpose",
        "cards-kind",
        "cards-audience",
        "cards-nature",
        "cards-moment",
        "cards-place",
        "cards-source",
        "cards-certainty",
        "cards-mode",
        "cards-rhythm",
        "cards-warning",
        "cards-measure",
        "cards-chosen",
        "cards-created",
        "cards-set-aside",
        "cards-reason",
    ];
    let mut rows = vec![titles.iter().map(|key| say(lang, key)).collect::<Vec<_>>()];
    rows.extend(found.cards.iter().map(|card| {
        let face = &card.face;
        vec![
            face.title.clone(),
            face.definition.clone(),
            face.purpose.clone(),
            said(lang, "kind", face.kind.code()),
            said(lang, "audience", face.audience.code()),
            said(lang, "nature", face.nature.code()),
            said(lang, "moment", face.moment.code()),
            place_name(&found.places, face.place).to_owned(),
            face.source.clone(),
            said(lang, "certainty", face.certainty.code()),
            face.mode.clone(),
            said(lang, "rhythm", face.rhythm.code()),
            face.warning.clone(),
            card.measure.as_ref().map_or_else(String::new, |measure| said(lang, "made", measure_code(measure))),
            said(lang, "choice", if found.kept.contains(&card.id) { "with" } else { "without" }),
            dates::day(lang, card.created),
            card.set_aside.map_or_else(String::new, |day| day.to_string()),
            card.reason.clone().unwrap_or_default(),
        ]
    }));
    Ok(csv::answer("indicateurs.csv", &rows))
}
