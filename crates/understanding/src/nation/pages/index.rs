//! What was brought in, and the asker's sites in it.

use axum::{extract::State, response::Html};
use organisation::{
    access::{Desk, Failure},
    places::Place,
};
use pages::{
    Markup, dates,
    fields::Button,
    html,
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::Platform;

use super::{HERE, address, address_of, own_sites, whose};
use crate::nation::{
    access,
    cuts::{Cuts, cuts_of},
    model::File,
    store::{self, Dated},
    told,
};

/// The page.
pub(super) async fn page(State(p): State<Platform>, desk: Desk) -> Result<Html<String>, Failure> {
    let (lang, asker) = (desk.lang(), &desk.asker);
    let mut conn = p.db.reader().await?;
    let files = store::files(&mut conn, &asker.scope).await?;
    let sites = own_sites(&mut conn, asker).await?;
    let numbers: Vec<String> = sites.iter().filter_map(|site| site.finess.clone()).collect();
    let results = store::of_sites(&mut conn, &asker.scope, &numbers).await?;
    let own = store::cuts(&mut conn, &asker.scope).await?;
    let title = say(lang, "nation-title");
    let body = html! {
        (parts::header(&title, say(lang, "nation-lead")))
        @if files.is_empty() { (nothing(&desk)) }
        @else {
            (whose(desk.look))
            h2 { (say(lang, "nation-sites")) }
            (own_results(&desk, &sites, &results, &own))
            h2 { (say(lang, "nation-files")) }
            (imported(&desk, &files))
            @if access::may_keep(asker) {
                div.buttons { (Button::link(say(lang, "nation-import"), desk.look.link(&format!("{HERE}/import"))).secondary()) }
            }
        }
    };
    Ok(desk.page(title, HERE, body))
}

/// Nothing was brought in yet: what to fetch and how.
fn nothing(desk: &Desk) -> Markup {
    let lang = desk.lang();
    let keeps = access::may_keep(&desk.asker);
    html! {
        (parts::empty(say(lang, "nation-none-title"), say(lang, "nation-none-why"), html! {
            @if keeps { (Button::link(say(lang, "nation-import"), desk.look.link(&format!("{HERE}/import")))) }
            @else { p { (say(lang, "nation-none-ask")) } }
        }))
        h2 { (say(lang, "nation-how-title")) }
        ol {
            @for step in ["find", "take", "leave", "bring"] { li { (say(lang, &format!("nation-how-{step}"))) } }
        }
        p.quiet { (say(lang, "nation-whose")) }
    }
}

fn own_results(desk: &Desk, sites: &[Place], results: &[Dated], own: &[Cuts]) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    if sites.is_empty() {
        return html! { p { (say(lang, "nation-no-site")) } };
    }
    let columns = ["nation-site", "nation-finess", "nation-latest"].map(|key| Column::text(say(lang, key)));
    let mut table = Table::new(say(lang, "nation-sites")).caption_heard().columns(columns);
    for site in sites {
        let number = site.finess.as_deref();
        let of_site: Vec<&Dated> = results.iter().filter(|one| Some(one.result.site.as_str()) == number).collect();
        // The latest of each survey; one that changed its name is one.
        let mut latest: Vec<&Dated> = Vec::new();
        for one in of_site {
            match latest.iter_mut().find(|other| other.survey.family() == one.survey.family()) {
                Some(other) if other.year <= one.year => *other = one,
                Some(_) => {}
                None => latest.push(one),
            }
        }
        table = table.row([
            html! { a href=(look.link(&address_of(site))) { (site.name) } },
            html! { @match number { Some(number) => { (number) } None => { (say(lang, "nation-no-finess")) } } },
            html! {
                @if number.is_some() && latest.is_empty() { (say(lang, "nation-not-in-files")) }
                @for one in latest { p { (in_short(desk, one, own)) } }
            },
        ]);
    }
    html! { (table.note(say(lang, "nation-collected-how"))) }
}

/// "e-Satis SSR 2023 : 81, classe A, 80 réponses".
fn in_short(desk: &Desk, one: &Dated, own: &[Cuts]) -> String {
    let lang = desk.lang();
    let of = told::results_of(lang, one.survey, one.year);
    let cuts = cuts_of(own, one.survey, one.year);
    let Some(shown) = told::shown(lang, &one.result, cuts.as_ref()) else {
        let why = told::state(lang, one.result.state);
        return say_with(lang, "nation-short-without", &[("of", of.into()), ("why", why.into())]);
    };
    say_with(
        lang,
        "nation-short",
        &[
            ("of", of.into()),
            ("score", shown.into()),
            ("class", told::state(lang, one.result.state).into()),
            ("n", one.result.answers.unwrap_or_default().into()),
        ],
    )
}

fn imported(desk: &Desk, files: &[File]) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let columns = [
        Column::text(say(lang, "nation-results")),
        Column::number(say(lang, "nation-sites-count")),
        Column::number(say(lang, "nation-scored-count")),
        Column::text(say(lang, "nation-imported")),
    ];
    let rows = files.iter().map(|file| {
        let count = |number: i64| html! { (dates::count(lang, number)) };
        vec![
            html! {
                a href=(look.link(&address(file.survey, file.year))) { (told::results_of(lang, file.survey, file.year)) }
            },
            count(file.rows - file.refused),
            count(file.scored),
            html! { (dates::day(lang, file.imported)) },
        ]
    });
    html! { (Table::new(say(lang, "nation-files")).caption_heard().columns(columns).rows(rows)) }
}
