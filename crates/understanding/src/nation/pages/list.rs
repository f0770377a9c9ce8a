//! The sites of a survey and year by name, as a page and as a file. Never by score.

use axum::{
    extract::{Path, Query, State},
    response::{Html, Response},
};
use formats::esatis::{SiteResult, Survey};
use kernel::Lang;
use organisation::{
    access::{Desk, Failure},
    sheet,
};
use pages::{
    Markup,
    address::encoded,
    dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{HERE, address, cut_offs, file, named, origin, own_sites, whose};
use crate::nation::{
    access,
    cuts::{Cuts, cuts_of},
    model::{self, Narrowed, disagreements},
    store, told,
};

/// Sites on a page.
const A_PAGE: usize = 50;

/// What the address may say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    region: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "nom")]
    sought: String,
    page: Option<usize>,
}

impl Asked {
    fn narrowed(&self) -> Narrowed {
        let short = |text: &str| text.trim().chars().take(200).collect();
        Narrowed { region: short(&self.region), kind: short(&self.kind), sought: short(&self.sought) }
    }
}

/// An address with what it is narrowed to, and the page when that is not the first.
fn at(path: &str, narrowed: &Narrowed, page: u32) -> String {
    let mut said = vec![query(narrowed)];
    said.retain(|part| !part.is_empty());
    said.extend((page > 1).then(|| format!("page={page}")));
    if said.is_empty() { path.to_owned() } else { format!("{path}?{}", said.join("&")) }
}

/// What the address says, without the page.
fn query(narrowed: &Narrowed) -> String {
    let pairs = [("region", &narrowed.region), ("type", &narrowed.kind), ("nom", &narrowed.sought)];
    let said = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// The address of the sites of one region and type.
pub(super) fn alike(survey: Survey, year: i16, site: &SiteResult) -> String {
    let (region, kind) = (site.region.clone(), site.kind.clone());
    at(&address(survey, year), &Narrowed { region, kind, sought: String::new() }, 1)
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path((survey, year)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (lang, look, asker) = (desk.lang(), desk.look, &desk.asker);
    let (survey, year) = named(&survey, &year)?;
    let mut conn = p.db.reader().await?;
    let file = file(&mut conn, &asker.scope, survey, year).await?;
    let all = store::results(&mut conn, &asker.scope, survey, year).await?;
    let own: Vec<String> = own_sites(&mut conn, asker).await?.into_iter().filter_map(|site| site.finess).collect();
    let cuts = cuts_of(&store::cuts(&mut conn, &asker.scope).await?, survey, year);
    let disagreeing = cuts.as_ref().map(|cuts| disagreements(&all, cuts)).unwrap_or_default();
    let narrowed = asked.narrowed();
    let fields = filter(lang, &narrowed, &all);
    let sites = narrowed.of(all);
    let title = told::results_of(lang, survey, year);
    let path = address(survey, year);
    let body = html! {
        (parts::breadcrumb(lang, &[(say(lang, "nation-title"), look.link(HERE))], &title))
        (parts::header(&title, say(lang, "nation-list-lead")))
        (whose(look))
        (parts::filter(look, &path, fields))
        (shown(&desk, &path, &narrowed, &sites, asked.page, &own, cuts.as_ref()))
        h2 { (say(lang, "nation-cuts-title")) }
        (cut_offs(look, cuts.as_ref(), &disagreeing))
        @if access::may_keep(asker) {
            p { a href=(look.link(&format!("{path}/seuils"))) { (say(lang, "nation-cuts-give")) } }
        }
        h2 { (say(lang, "nation-origin")) }
        (origin(look, &file))
    };
    Ok(desk.page(title, &path, body))
}

fn filter(lang: Lang, narrowed: &Narrowed, all: &[SiteResult]) -> Markup {
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    let choices = |names: Vec<String>| names.into_iter().map(|name| (name.clone(), name));
    let regions = choices(model::named(all, |one| &one.region));
    let kinds = choices(model::named(all, |one| &one.kind));
    html! {
        (form.select("region", say(lang, "nation-region")).choice("", say(lang, "nation-all-regions")).choices(regions)
            .chosen(&narrowed.region))
        (form.select("type", say(lang, "nation-kind")).choice("", say(lang, "nation-all-kinds")).choices(kinds)
            .chosen(&narrowed.kind))
        (form.text("nom", say(lang, "nation-sought")).value(&narrowed.sought).optional())
    }
}

fn shown(
    desk: &Desk,
    path: &str,
    narrowed: &Narrowed,
    sites: &[SiteResult],
    page: Option<usize>,
    own: &[String],
    cuts: Option<&Cuts>,
) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    if sites.is_empty() {
        return parts::empty(say(lang, "nation-no-match"), say(lang, "nation-no-match-why"), html! {});
    }
    let of = sites.len().div_ceil(A_PAGE);
    let page = page.unwrap_or(1).clamp(1, of);
    let columns = [
        Column::text(say(lang, "nation-site")),
        Column::text(say(lang, "nation-region")),
        Column::text(say(lang, "nation-kind")),
        Column::number(say(lang, "nation-answers")),
        Column::number(say(lang, "nation-score")),
        Column::text(say(lang, "nation-class")),
    ];
    let count = say_with(lang, "nation-list-count", &[("n", sites.len().into())]);
    let note = format!("{} {}", say(lang, "nation-list-note"), say(lang, "nation-collected-how"));
    let mut table = Table::new(&count).columns(columns).note(note);
    for site in sites.iter().skip((page - 1) * A_PAGE).take(A_PAGE) {
        table = table.row([
            html! {
                (site.name) " " span.quiet { (site.site) }
                @if own.contains(&site.site) { " " (parts::tag(Tone::Info, say(lang, "nation-yours"))) }
            },
            html! { (site.region) },
            html! { (site.kind) },
            html! { @match site.answers { Some(n) => { (dates::count(lang, i64::from(n))) } None => { "–" } } },
            html! { @match told::shown(lang, site, cuts) { Some(score) => { (score) } None => { "–" } } },
            html! { (told::state(lang, site.state)) },
        ]);
    }
    let whole = u32::try_from(of).unwrap_or(u32::MAX);
    let here = u32::try_from(page).unwrap_or(1);
    html! {
        (table)
        (parts::pager(lang, here, whole, |page| look.link(&at(path, narrowed, page))))
        div.buttons { (Button::link(say(lang, "nation-sheet"), look.link(&at(&format!("{path}/sites.csv"), narrowed, 1))).quiet()) }
    }
}

/// The same sites as a file, with everything that is published of each.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Path((survey, year)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (lang, scope) = (desk.lang(), &desk.asker.scope);
    let (survey, year) = named(&survey, &year)?;
    let mut conn = p.db.reader().await?;
    let file = file(&mut conn, scope, survey, year).await?;
    let sites = asked.narrowed().of(store::results(&mut conn, scope, survey, year).await?);
    let cuts = cuts_of(&store::cuts(&mut conn, scope).await?, survey, year);
    let dimensions = survey.dimensions();
    let fixed = ["results", "finess", "site", "legal-name", "region", "kind", "answers", "score", "shown", "class"];
    let mut titles: Vec<String> = fixed.iter().map(|name| say(lang, &format!("nation-{name}"))).collect();
    titles.push(say(lang, "nation-evolution"));
    titles.extend(dimensions.iter().map(|code| told::dimension(lang, code)));
    titles.extend(
        ["recommend", "region-mean", "kind-mean", "collected", "source"]
            .map(|name| say(lang, &format!("nation-{name}"))),
    );
    let mut rows = vec![titles];
    let of = told::results_of(lang, survey, year);
    for site in &sites {
        let number = |value: Option<f64>| value.map(|value| plain(lang, value)).unwrap_or_default();
        let mut row = vec![of.clone(), site.site.clone(), site.name.clone(), site.legal_name.clone()];
        row.extend([site.region.clone(), site.kind.clone()]);
        row.push(site.answers.map(|n| n.to_string()).unwrap_or_default());
        row.push(number(site.score));
        row.push(told::shown(lang, site, cuts.as_ref()).unwrap_or_default());
        row.push(told::state(lang, site.state));
        row.push(site.evolution.map(|moved| told::evolution(lang, moved)).unwrap_or_default());
        let dimension = |code: &&str| site.dimensions.iter().find(|one| one.code == **code).map(|one| one.score);
        row.extend(dimensions.iter().map(|code| number(dimension(code))));
        row.extend([number(site.recommend), number(site.region_mean), number(site.kind_mean)]);
        row.extend([say(lang, "nation-collected-how"), file.source.clone()]);
        rows.push(row);
    }
    Ok(sheet::answer("e-satis-sites.csv", &rows))
}

/// A number as a spreadsheet of the reader's country reads it.
fn plain(lang: Lang, value: f64) -> String {
    let written = value.to_string();
    if lang == Lang::Fr { written.replace('.', ",") } else { written }
}
