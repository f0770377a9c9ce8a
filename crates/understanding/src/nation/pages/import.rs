//! A file brought in in two steps: what becomes of each row is shown first; the second step puts the whole file in the place
//! of the one before, or nothing. Nothing is kept in between.

use axum::{
    Form as Posted,
    extract::{Multipart, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use formats::esatis::{HEAVIEST, Read, Survey};
use kernel::{Day, Lang};
use organisation::access::{Desk, Failure, model::By, respond::seen};
use pages::{
    Markup, dates,
    fields::{Button, DateField, Errors, Form, hidden},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    HERE, address, cut_offs,
    packed::{packed, unpacked},
};
use crate::nation::{
    actions::{self, NationProblem, NewFile, read_apart},
    cuts::cuts_of,
    model::{File, disagreements},
    store, told,
};

/// The endings that are read, for the browser's chooser.
const ENDINGS: &str = ".csv,.xlsx,.xls,.ods";
/// The longest text of a field.
const LONGEST: usize = 1_000;
/// The most lines of a list of problems on the page.
const MOST: usize = 200;

/// What was typed beside the file.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    enquete: String,
    annee: String,
    source: String,
    #[serde(rename = "publie-day")]
    day: String,
    #[serde(rename = "publie-month")]
    month: String,
    #[serde(rename = "publie-year")]
    year: String,
    fichier: String,
}

impl Typed {
    fn put(&mut self, name: &str, text: String) {
        match name {
            "enquete" => self.enquete = text,
            "annee" => self.annee = text,
            "source" => self.source = text,
            "publie-day" => self.day = text,
            "publie-month" => self.month = text,
            "publie-year" => self.year = text,
            _ => {}
        }
    }

    /// What is meant, or what is wrong beside each field.
    fn meant(&self, today: Day) -> Result<NewFile, Errors> {
        let mut errors = Errors::none();
        let survey = self.enquete.parse::<Survey>();
        if survey.is_err() {
            errors.add("enquete", "nation-say-survey");
        }
        let year = self.annee.trim().parse::<i16>().ok().filter(|year| actions::is_year(*year, today));
        if year.is_none() {
            errors.add("annee", "nation-problem-year");
        }
        let is_empty = [&self.day, &self.month, &self.year].iter().all(|part| part.trim().is_empty());
        let file_day = DateField::read(&self.day, &self.month, &self.year);
        if !is_empty && file_day.is_none_or(|day| day > today) {
            errors.add("publie", "nation-problem-day");
        }
        match (survey, year) {
            (Ok(survey), Some(year)) if errors.is_empty() => {
                Ok(NewFile { survey, year, source: self.source.clone(), file_day })
            }
            _ => Err(errors),
        }
    }
}

fn path() -> String {
    format!("{HERE}/import")
}

/// The form.
pub(super) async fn ask(desk: Desk) -> Response {
    let body = form(&desk, &Typed::default(), &Errors::none(), html! {});
    desk.page(say(desk.lang(), "nation-import"), &path(), body).into_response()
}

fn form(desk: &Desk, typed: &Typed, errors: &Errors, before: Markup) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let surveys = Survey::ALL.into_iter().map(|survey| (survey.code().to_owned(), told::survey(lang, survey)));
    let megabytes = HEAVIEST / (1024 * 1024);
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &[(say(lang, "nation-title"), look.link(HERE))], &say(lang, "nation-import")))
        (parts::header(say(lang, "nation-import"), say(lang, "nation-import-lead")))
        (before)
        form method="post" action=(look.link(&path())) enctype="multipart/form-data" novalidate {
            (form.select("enquete", say(lang, "nation-survey")).hint(say(lang, "nation-survey-hint")).choice("", say(lang, "nation-choose"))
                .choices(surveys).chosen(&typed.enquete))
            (form.text("annee", say(lang, "nation-year")).hint(say(lang, "nation-year-hint")).value(&typed.annee).digits())
            (form.file("fichier", say(lang, "nation-file")).accept(ENDINGS)
                .hint(say_with(lang, "nation-file-hint", &[("n", megabytes.into())])))
            (form.text("source", say(lang, "nation-source")).hint(say(lang, "nation-source-hint")).value(&typed.source)
                .at_most(300).optional())
            (form.date("publie", say(lang, "nation-file-day")).written(&typed.day, &typed.month, &typed.year).optional())
            (Button::submit(say(lang, "nation-import-read")))
        }
        (parts::more(say(lang, "nation-how-title"), html! {
            ol { @for step in ["find", "take", "leave"] { li { (say(lang, &format!("nation-how-{step}"))) } } }
        }))
    }
}

fn again(desk: &Desk, typed: &Typed, errors: &Errors, before: Markup) -> Response {
    let page = desk.page(say(desk.lang(), "nation-import"), &path(), form(desk, typed, errors, before));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Reads the file and shows what becomes of it.
pub(super) async fn read(State(p): State<Platform>, desk: Desk, parts: Multipart) -> Result<Response, Failure> {
    let lang = desk.lang();
    let (typed, bytes) = sent(parts).await?;
    let meant = typed.meant(p.clock.today());
    let (new, bytes) = match (meant, bytes) {
        (Ok(new), Some(bytes)) => (new, bytes),
        (meant, bytes) => {
            let mut errors = meant.err().unwrap_or_default();
            if bytes.is_none() {
                errors.add("fichier", "nation-say-file");
            }
            return Ok(again(&desk, &typed, &errors, html! {}));
        }
    };
    let (bytes, read) = read_apart(bytes, new.survey).await;
    let refused = |title: String, more: Markup| {
        let before =
            parts::notice(lang, Tone::Warning, title, html! { p { (say(lang, "nation-import-nothing")) } (more) });
        Ok(again(&desk, &typed, &Errors::none(), before))
    };
    let read = match read {
        Err(why) => return refused(told::unread(lang, &why), html! {}),
        Ok(read) if read.results.is_empty() => {
            return refused(say(lang, "nation-problem-nothing"), refused_rows(lang, &read));
        }
        Ok(read) => read,
    };
    let mut conn = p.db.reader().await?;
    let scope = &desk.asker.scope;
    let files = store::files(&mut conn, scope).await?;
    let earlier = files.into_iter().find(|file| file.survey == new.survey && file.year == new.year);
    let cuts = cuts_of(&store::cuts(&mut conn, scope).await?, new.survey, new.year);
    let disagreeing = cuts.as_ref().map(|cuts| disagreements(&read.results, cuts)).unwrap_or_default();
    let beside = html! {
        @if let Some(file) = earlier { (replaces(lang, &new, &file)) }
        (account(lang, &read))
        h2 { (say(lang, "nation-cuts-title")) }
        (cut_offs(desk.look, cuts.as_ref(), &disagreeing))
    };
    let typed = Typed { fichier: packed(&bytes).ok_or(Failure::Broken)?, ..typed };
    let body = confirm(&desk, &typed, &new, &read, &beside);
    Ok(desk.page(told::results_of(lang, new.survey, new.year), &path(), body).into_response())
}

/// The fields and the file, no more than one byte above what is read.
async fn sent(mut parts: Multipart) -> Result<(Typed, Option<Vec<u8>>), Failure> {
    let (mut typed, mut file) = (Typed::default(), None);
    while let Some(mut part) = parts.next_field().await.map_err(|_| Failure::Invalid)? {
        let name = part.name().unwrap_or_default().to_owned();
        let most = if name == "fichier" { HEAVIEST } else { LONGEST };
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| Failure::Invalid)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > most {
                break;
            }
        }
        if name == "fichier" {
            file = (!bytes.is_empty()).then_some(bytes);
        } else {
            typed.put(&name, String::from_utf8(bytes).map_err(|_| Failure::Invalid)?);
        }
    }
    Ok((typed, file))
}

/// The file of the same survey and year that makes room for this one.
fn replaces(lang: Lang, new: &NewFile, file: &File) -> Markup {
    let of = told::results_of(lang, new.survey, new.year);
    let values = [("of", of.into()), ("day", dates::day(lang, file.imported).into())];
    let title = say_with(lang, "nation-replaces", &values);
    parts::notice(lang, Tone::Warning, title, html! { p { (say(lang, "nation-replaces-why")) } })
}

fn confirm(desk: &Desk, typed: &Typed, new: &NewFile, read: &Read, beside: &Markup) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let of = told::results_of(lang, new.survey, new.year);
    html! {
        (parts::breadcrumb(lang, &[(say(lang, "nation-title"), look.link(HERE)), (say(lang, "nation-import"), look.link(&path()))], &of))
        (parts::header(&of, say(lang, "nation-confirm-lead")))
        (beside)
        form method="post" action=(look.link(&format!("{}/appliquer", path()))) {
            (hidden("enquete", new.survey.code()))
            (hidden("annee", &new.year.to_string()))
            (hidden("source", &typed.source))
            (hidden("publie-day", &typed.day))
            (hidden("publie-month", &typed.month))
            (hidden("publie-year", &typed.year))
            (hidden("fichier", &typed.fichier))
            div.buttons {
                (Button::submit(say_with(lang, "nation-import-do", &[("n", read.results.len().into())])))
                (Button::link(say(lang, "nation-import-other"), look.link(&path())).quiet())
            }
        }
    }
}

/// Every row accounted for: with a score, without one and why, refused and why.
fn account(lang: Lang, read: &Read) -> Markup {
    let columns = [Column::text(say(lang, "nation-rows")), Column::number(say(lang, "nation-how-many"))];
    let count = |n: usize| html! { (dates::count(lang, i64::try_from(n).unwrap_or(i64::MAX))) };
    let mut table = Table::new(say(lang, "nation-account")).stays().columns(columns);
    table = table.row([html! { (say(lang, "nation-account-scored")) }, count(read.scored())]);
    for (state, n) in told::without_score(read) {
        let without = say_with(lang, "nation-account-without", &[("why", told::state(lang, state).into())]);
        table = table.row([html! { (without) }, count(n)]);
    }
    table = table.row([html! { (say(lang, "nation-account-refused")) }, count(read.refused.len())]);
    table = table.row([html! { (say(lang, "nation-account-all")) }, count(read.rows)]);
    html! {
        (table)
        (refused_rows(lang, read))
        @if !read.remarks.is_empty() {
            (parts::more(say_with(lang, "nation-left-out", &[("n", read.remarks.len().into())]), html! {
                ul { @for one in read.remarks.iter().take(MOST) {
                    li { (say_with(lang, "nation-left-out-one", &[("row", one.row.into()),
                        ("column", one.column.as_str().into()), ("value", one.value.as_str().into())])) }
                } }
                (more(lang, read.remarks.len()))
            }))
        }
        @if !read.missing.is_empty() {
            p.quiet { (say_with(lang, "nation-missing", &[("columns", read.missing.join(", ").into())])) }
        }
    }
}

fn refused_rows(lang: Lang, read: &Read) -> Markup {
    let columns = ["nation-row", "nation-finess", "nation-refused-why"].map(|key| Column::text(say(lang, key)));
    let rows = read.refused.iter().take(MOST).map(|one| {
        let site = one.site.as_deref().unwrap_or_default();
        vec![html! { (one.row) }, html! { (site) }, html! { (told::refused(lang, one)) }]
    });
    html! {
        @if !read.refused.is_empty() {
            (Table::new(say(lang, "nation-account-refused")).columns(columns).rows(rows))
            (more(lang, read.refused.len()))
        }
    }
}

fn more(lang: Lang, all: usize) -> Markup {
    html! { @if all > MOST { p { (say_with(lang, "nation-and-more", &[("n", (all - MOST).into())])) } } }
}

/// Puts the file in the place of the one before.
pub(super) async fn apply(
    State(p): State<Platform>,
    desk: Desk,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Failure> {
    let new = typed.meant(p.clock.today()).map_err(|_| Failure::Invalid)?;
    let bytes = unpacked(&typed.fichier).ok_or(Failure::Invalid)?;
    let (bytes, read) = read_apart(bytes, new.survey).await;
    let read = read.map_err(NationProblem::Unread)?;
    actions::import(&p, By::asker(&desk.asker), &new, &bytes, &read).await?;
    Ok(seen(desk.look, &address(new.survey, new.year)))
}
