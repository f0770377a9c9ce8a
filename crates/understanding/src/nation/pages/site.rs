//! A site's official results beside the nation, its region and its type, over the years that were brought in.

use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use formats::esatis::SiteResult;
use kernel::Lang;
use organisation::{
    access::{Asker, Desk, Failure},
    places::{self, Level, Place},
};
use pages::{
    Look, Markup,
    charts::{self, Context, Cut, Mark, MarkWords, Marks},
    dates,
    fields::Button,
    html,
    parts::{self, Column, Tab, Table},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::{Platform, db::Conn};

use super::{HERE, address, address_of, cut_offs, file, list::alike, origin, whose};
use crate::nation::{
    access,
    cuts::{Cuts, cuts_of},
    model::{Beside, File, Mean, dimension_mean, disagreements},
    store::{self, Dated},
    told,
};

/// Which of the results.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    enquete: String,
    annee: String,
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let mut conn = p.db.reader().await?;
    let (place, site) = site_of(&mut conn, &desk.asker, &place).await?;
    let path = address_of(&place);
    let Some(site) = site else {
        let body = no_site(&mut conn, &desk, &place).await?;
        return Ok(desk.page(place.name, &path, body));
    };
    let results = match &site.finess {
        Some(number) => store::of_sites(&mut conn, &desk.asker.scope, std::slice::from_ref(number)).await?,
        None => Vec::new(),
    };
    let wanted = |one: &&Dated| one.survey.code() == asked.enquete && one.year.to_string() == asked.annee;
    let latest = || results.iter().max_by_key(|one| (one.year, one.survey));
    let chosen = match asked.enquete.is_empty() && asked.annee.is_empty() {
        true => latest(),
        false => Some(results.iter().find(wanted).ok_or(Failure::NotFound)?),
    };
    let Some(chosen) = chosen else {
        let body = nothing(&desk, &site, &place);
        return Ok(desk.page(site.name, &path, body));
    };
    let all = store::results(&mut conn, &desk.asker.scope, chosen.survey, chosen.year).await?;
    let own = store::cuts(&mut conn, &desk.asker.scope).await?;
    let cuts = cuts_of(&own, chosen.survey, chosen.year);
    let file = file(&mut conn, &desk.asker.scope, chosen.survey, chosen.year).await?;
    let disagreeing = cuts.as_ref().map(|cuts| disagreements(&all, cuts)).unwrap_or_default();
    let shown = Shown { site: &site, chosen, all: &all, cuts: cuts.as_ref(), file: &file };
    let body = html! {
        (head(&desk, &site, &place))
        (whose(look))
        (tabs(look, &path, &results, chosen))
        (results_body(look, &shown))
        (years(look, &results, chosen, &own))
        (ways_on(look, &shown))
        h2 { (say(lang, "nation-cuts-title")) }
        (cut_offs(look, cuts.as_ref(), &disagreeing))
        h2 { (say(lang, "nation-origin")) }
        (origin(look, &file))
    };
    let title = say_with(lang, "nation-site-title", &[("site", site.name.as_str().into())]);
    Ok(desk.page(title, &path, body))
}

/// What the page rests on.
struct Shown<'a> {
    site: &'a Place,
    chosen: &'a Dated,
    all: &'a [SiteResult],
    cuts: Option<&'a Cuts>,
    file: &'a File,
}

/// A place that the asker's hat reaches, or the site it is in; and the site that bears its results.
async fn site_of(conn: &mut Conn, asker: &Asker, place: &str) -> Result<(Place, Option<Place>), Failure> {
    let id = place.parse().map_err(|_| Failure::NotFound)?;
    let own = super::own_sites(conn, asker).await?;
    if !asker.scope.reading().numbers || !(asker.scope.reaches(id) || own.iter().any(|site| site.id == id)) {
        return Err(Failure::NotFound);
    }
    let place = places::find(conn, &asker.scope, id).await?.ok_or(Failure::NotFound)?;
    let above = places::above(conn, &asker.scope, id).await?;
    let site = above.into_iter().find(|one| one.level == Level::Site);
    Ok((place, site))
}

fn head(desk: &Desk, site: &Place, place: &Place) -> Markup {
    let lang = desk.lang();
    let lead = site.finess.as_deref().map(|number| say_with(lang, "nation-site-lead", &[("finess", number.into())]));
    html! {
        (parts::breadcrumb(lang, &[(say(lang, "nation-title"), desk.look.link(HERE))], &site.name))
        (parts::header(say_with(lang, "nation-site-title", &[("site", site.name.as_str().into())]),
            lead.unwrap_or_default()))
        @if place.id != site.id {
            p { (say_with(lang, "nation-part-of-site", &[("place", place.name.as_str().into()), ("site", site.name.as_str().into())])) }
        }
    }
}

/// A place above the sites: those under it.
async fn no_site(conn: &mut Conn, desk: &Desk, place: &Place) -> Result<Markup, Failure> {
    let (lang, look) = (desk.lang(), desk.look);
    let under = places::under(conn, place.org, place.id).await?;
    let mut sites = places::tree(conn, &desk.asker.scope).await?;
    sites.retain(|site| site.level == Level::Site && under.contains(&site.id));
    Ok(html! {
        (parts::breadcrumb(lang, &[(say(lang, "nation-title"), look.link(HERE))], &place.name))
        (parts::header(&place.name, say(lang, "nation-above-lead")))
        @if sites.is_empty() { p { (say(lang, "nation-no-site")) } }
        ul { @for site in &sites { li { a href=(look.link(&address_of(site))) { (site.name) } } } }
    })
}

/// A site of which no file says anything.
fn nothing(desk: &Desk, site: &Place, place: &Place) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let (title, why) = match &site.finess {
        None => (say(lang, "nation-no-finess-title"), say(lang, "nation-no-finess-why")),
        Some(number) => {
            let why = say_with(lang, "nation-absent-why", &[("finess", number.as_str().into())]);
            (say(lang, "nation-absent-title"), why)
        }
    };
    html! {
        (head(desk, site, place))
        (parts::empty(title, why, html! {
            @if access::may_keep(&desk.asker) && site.finess.is_none() {
                (Button::link(say(lang, "nation-give-finess"), look.link(&format!("/travail/lieux/arbre/{}", site.id))).secondary())
            } @else { (Button::link(say(lang, "nation-see-files"), look.link(HERE)).secondary()) }
        }))
    }
}

fn tabs(look: Look, path: &str, results: &[Dated], chosen: &Dated) -> Markup {
    let lang = look.lang;
    let mut all: Vec<&Dated> = results.iter().collect();
    all.sort_by_key(|one| (one.survey.family(), std::cmp::Reverse(one.year)));
    let tabs: Vec<Tab> = all
        .into_iter()
        .map(|one| {
            let href = look.link(&format!("{path}?enquete={}&annee={}", one.survey.code(), one.year));
            Tab::new(told::results_of(lang, one.survey, one.year), href, one == chosen)
        })
        .collect();
    html! { @if tabs.len() > 1 { (parts::tabs(lang, &say(lang, "nation-results"), &tabs)) } }
}

fn results_body(look: Look, shown: &Shown<'_>) -> Markup {
    let lang = look.lang;
    let one = &shown.chosen.result;
    let of = told::results_of(lang, shown.chosen.survey, shown.chosen.year);
    let Some(score) = one.score else {
        return html! {
            h2 { (of) }
            p.lead { (say_with(lang, "nation-no-score", &[("why", told::state(lang, one.state).into())])) }
            p { (told::state_why(lang, one.state)) }
            (means(lang, shown))
        };
    };
    let people = i64::from(one.answers.unwrap_or_default());
    html! {
        h2 { (of) }
        p.lead { (say_with(lang, "nation-sentence", &[
            ("shown", told::shown(lang, one, shown.cuts).unwrap_or_default().into()),
            ("exact", told::score(lang, score).into()),
            ("class", told::state(lang, one.state).into()),
            ("n", people.into()),
        ])) }
        @if let Some(moved) = one.evolution {
            p { (say_with(lang, "nation-moved", &[("moved", told::evolution(lang, moved).into())])) }
        }
        (figure(lang, shown, score))
        (dimensions(lang, shown))
        @if let Some(share) = one.recommend {
            p { (say_with(lang, "nation-recommends", &[
                ("share", dates::percent(lang, share / 100.0, 1).into()),
                ("n", one.recommend_answers.unwrap_or_default().into()),
            ])) }
        }
        (means(lang, shown))
    }
}

/// The score and the means on one line each, under what must stand beside every result (hard rule 7).
fn figure(lang: Lang, shown: &Shown<'_>, score: f64) -> Markup {
    let one = &shown.chosen.result;
    let beside = Beside::of(shown.all, one);
    let labels = beside_labels(lang, one);
    let means = [beside.region, beside.kind, beside.nation];
    let others = labels.iter().zip(means).filter_map(|(label, mean)| Some((label, mean?)));
    let mut marks = vec![Mark { label: &shown.site.name, score, is_own: true }];
    marks.extend(others.map(|(label, mean)| Mark { label, score: mean.value, is_own: false }));
    let known = shown.cuts.map(|cuts| [("A", cuts.a), ("B", cuts.b), ("C", cuts.c)]).unwrap_or_default();
    let cuts: Vec<Cut<'_>> =
        known.into_iter().filter(|(class, _)| !class.is_empty()).map(|(class, from)| Cut { from, class }).collect();
    let ends = if marks.iter().all(|mark| mark.score >= 50.0) { (50.0, 100.0) } else { (0.0, 100.0) };
    let title = told::results_of(lang, shown.chosen.survey, shown.chosen.year);
    let description = say(lang, "nation-chart-says");
    let note = say(lang, "nation-chart-note");
    let end = |end: f64| told::score(lang, end);
    let scale = say_with(lang, "nation-chart-scale", &[("low", end(ends.0).into()), ("high", end(ends.1).into())]);
    let number = |value: f64| told::score(lang, value);
    let words = [say(lang, "nation-of"), say(lang, "nation-score")];
    let [of, heading] = &words;
    let chart = Marks {
        id: "nation",
        title: &title,
        description: &description,
        marks: &marks,
        cuts: &cuts,
        lowest: "D",
        ends,
        number: &number,
        words: MarkWords { of, score: heading, scale: &scale, note: &note },
    };
    let n = say_with(lang, "nation-people", &[("n", one.answers.unwrap_or_default().into())]);
    let period = say_with(lang, "nation-period", &[("year", shown.chosen.year.to_string().into())]);
    let (mode, rate) = (say(lang, "nation-mode"), say(lang, "nation-rate"));
    let warnings = [say(lang, "nation-warning-interval"), say(lang, "nation-warning-adjusted")];
    let warnings: Vec<&str> = warnings.iter().map(String::as_str).collect();
    let context = Context { n: &n, period: &period, mode: &mode, rate: &rate, warnings: &warnings };
    let (drawn, table) = (charts::score_marks(&chart), charts::mark_table(&chart));
    charts::figure(&title, &drawn, &context, &table, &say(lang, "nation-open-table"))
}

/// What stands beside: the region and the type in the file's own words, and France.
fn beside_labels(lang: Lang, one: &SiteResult) -> [String; 3] {
    [
        say_with(lang, "nation-mean-region", &[("region", one.region.as_str().into())]),
        say_with(lang, "nation-mean-kind", &[("kind", one.kind.as_str().into())]),
        say(lang, "nation-mean-nation"),
    ]
}

/// How many sites each mean is of, and whether the file gives it.
fn means(lang: Lang, shown: &Shown<'_>) -> Markup {
    let beside = Beside::of(shown.all, &shown.chosen.result);
    let labels = beside_labels(lang, &shown.chosen.result);
    let columns = [
        Column::text(say(lang, "nation-of")),
        Column::number(say(lang, "nation-mean")),
        Column::number(say(lang, "nation-sites-count")),
        Column::text(say(lang, "nation-mean-from")),
    ];
    let row = |(label, mean): (&String, Option<Mean>)| {
        let mean = mean?;
        let from = if mean.given { "nation-mean-given" } else { "nation-mean-computed" };
        let sites = i64::try_from(mean.sites).unwrap_or(i64::MAX);
        Some(vec![
            html! { (label) },
            html! { (told::score(lang, mean.value)) },
            html! { (dates::count(lang, sites)) },
            html! { (say(lang, from)) },
        ])
    };
    let rows: Vec<Vec<Markup>> =
        labels.iter().zip([beside.region, beside.kind, beside.nation]).filter_map(row).collect();
    html! {
        @if !rows.is_empty() {
            h3 { (say(lang, "nation-means-title")) }
            (Table::new(say(lang, "nation-means-title")).caption_heard().columns(columns).rows(rows))
        }
    }
}

/// The dimensions of the score beside those of the sites of the same type, of the region and of all.
fn dimensions(lang: Lang, shown: &Shown<'_>) -> Markup {
    let one = &shown.chosen.result;
    if one.dimensions.is_empty() {
        return html! {};
    }
    let columns = [
        Column::text(say(lang, "nation-dimension")),
        Column::number(say(lang, "nation-this-site")),
        Column::number(say(lang, "nation-answers")),
        Column::number(say(lang, "nation-of-region")),
        Column::number(say(lang, "nation-of-kind")),
        Column::number(say(lang, "nation-of-nation")),
    ];
    let rows = one.dimensions.iter().map(|dimension| {
        let of_region = shown.all.iter().filter(|other| !one.region.is_empty() && other.region == one.region);
        let of_kind = shown.all.iter().filter(|other| !one.kind.is_empty() && other.kind == one.kind);
        let mean = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| told::score(lang, value));
        let code = dimension.code.as_str();
        let answers = dimension.answers.map_or_else(|| "–".to_owned(), |n| dates::count(lang, i64::from(n)));
        vec![
            html! { (told::dimension(lang, code)) },
            html! { (told::score(lang, dimension.score)) },
            html! { (answers) },
            html! { (mean(dimension_mean(of_region, code))) },
            html! { (mean(dimension_mean(of_kind, code))) },
            html! { (mean(dimension_mean(shown.all.iter(), code))) },
        ]
    });
    let title = say(lang, "nation-dimensions-title");
    html! {
        h3 { (title) }
        (Table::new(&title).caption_heard().columns(columns).rows(rows).note(say(lang, "nation-dimensions-note")))
    }
}

/// The years of the same survey, also under its name of before; none is set against another.
fn years(look: Look, results: &[Dated], chosen: &Dated, own: &[Cuts]) -> Markup {
    let lang = look.lang;
    let mut of: Vec<&Dated> = results.iter().filter(|one| one.survey.family() == chosen.survey.family()).collect();
    if of.len() < 2 {
        return html! {};
    }
    of.sort_by_key(|one| one.year);
    let columns = [
        Column::text(say(lang, "nation-results")),
        Column::number(say(lang, "nation-answers")),
        Column::number(say(lang, "nation-score")),
        Column::text(say(lang, "nation-class")),
        Column::text(say(lang, "nation-evolution")),
    ];
    let rows = of.into_iter().map(|one| {
        let result = &one.result;
        let cuts = cuts_of(own, one.survey, one.year);
        let dash = || "–".to_owned();
        vec![
            html! { (told::results_of(lang, one.survey, one.year)) },
            html! { (result.answers.map_or_else(dash, |n| dates::count(lang, i64::from(n)))) },
            html! { (told::shown(lang, result, cuts.as_ref()).unwrap_or_else(dash)) },
            html! { (told::state(lang, result.state)) },
            html! { (result.evolution.map_or_else(dash, |moved| told::evolution(lang, moved))) },
        ]
    });
    let title = say(lang, "nation-years-title");
    html! {
        h2 { (title) }
        (Table::new(&title).caption_heard().columns(columns).rows(rows).note(say(lang, "nation-years-note")))
    }
}

fn ways_on(look: Look, shown: &Shown<'_>) -> Markup {
    let lang = look.lang;
    let (survey, year) = (shown.file.survey, shown.file.year);
    html! {
        div.buttons {
            (Button::link(say(lang, "nation-alike"), look.link(&alike(survey, year, &shown.chosen.result))).secondary())
            (Button::link(say(lang, "nation-all-sites"), look.link(&address(survey, year))).quiet())
        }
    }
}
