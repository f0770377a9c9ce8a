//! Every questionnaire: being written, published, shipped. Filtered and sorted by the address, so each view can be kept.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Day, Lang};
use organisation::{
    access::{Desk, Failure},
    sheet,
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Column, Table, Tone, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, HERE, field};
use crate::instruments::{access, document::Doc, store};

/// Lines on a page.
const A_PAGE: usize = 50;

/// What a questionnaire is, in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Draft,
    Published,
    Shipped,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Shipped];

    const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Shipped => "shipped",
        }
    }
}

struct Line {
    sort: Sort,
    title: String,
    href: Option<String>,
    version: Option<i64>,
    official: bool,
    questions: i64,
    day: Option<Day>,
    hash: String,
}

struct Wanted {
    sort: Option<Sort>,
    words: String,
    order: String,
}

impl Wanted {
    fn read(asked: &Fields) -> Self {
        let state = field(asked, "etat");
        let order = field(asked, "tri");
        Self {
            sort: Sort::ALL.into_iter().find(|sort| sort.code() == state),
            words: field(asked, "mots"),
            order: if matches!(order.as_str(), "titre" | "questions") { order } else { "jour".to_owned() },
        }
    }

    fn query(&self) -> String {
        let mut pairs = Vec::new();
        pairs.extend(self.sort.map(|sort| format!("etat={}", sort.code())));
        if !self.words.is_empty() {
            pairs.push(format!("mots={}", super::encoded(&self.words)));
        }
        pairs.push(format!("tri={}", self.order));
        pairs.join("&")
    }
}

async fn lines(p: &Platform, desk: &Desk, wanted: &Wanted) -> Result<Vec<Line>, Failure> {
    let mut conn = p.db.reader().await?;
    let drafts = store::drafts(&mut conn, &desk.asker.scope).await?;
    let versions = store::versions(&mut conn, &desk.asker.scope, None).await?;
    drop(conn);
    let mut out: Vec<Line> = Vec::new();
    out.extend(drafts.into_iter().map(|draft| Line {
        sort: Sort::Draft,
        title: draft.title,
        href: Some(format!("{HERE}/brouillons/{}", draft.id)),
        version: None,
        official: false,
        questions: draft.questions,
        day: Some(draft.changed),
        hash: String::new(),
    }));
    out.extend(versions.into_iter().map(|version| Line {
        sort: Sort::Published,
        title: version.title,
        href: Some(format!("{HERE}/versions/{}", version.id)),
        version: Some(version.version),
        official: false,
        questions: version.questions,
        day: Some(version.day),
        hash: version.hash,
    }));
    for one in instruments::library() {
        let Some(doc) = Doc::parse(one.json) else { continue };
        let edits = access::may_edit(&desk.asker);
        out.push(Line {
            sort: Sort::Shipped,
            title: doc.title(desk.lang()),
            href: edits.then(|| format!("{HERE}/nouveau?de={}", one.id)),
            version: None,
            official: one.wording_hash.is_some(),
            questions: i64::try_from(doc.questions().count()).unwrap_or(0),
            day: None,
            hash: one.content_hash.to_owned(),
        });
    }
    let plain = organisation::places::slug::of_name;
    let sought = plain(&wanted.words);
    out.retain(|line| wanted.sort.is_none_or(|sort| sort == line.sort) && plain(&line.title).contains(&sought));
    match wanted.order.as_str() {
        "titre" => out.sort_by_key(|line| (plain(&line.title), std::cmp::Reverse(line.version))),
        "questions" => out.sort_by_key(|line| (std::cmp::Reverse(line.questions), plain(&line.title))),
        _ => out.sort_by_key(|line| (std::cmp::Reverse(line.day), line.sort, plain(&line.title))),
    }
    Ok(out)
}

/// The page.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let wanted = Wanted::read(&asked);
    let found = lines(&p, &desk, &wanted).await?;
    let page = super::value::<u32>(&asked, "page").unwrap_or(1).clamp(1, 100_000);
    let pages = u32::try_from(found.len().div_ceil(A_PAGE)).unwrap_or(1);
    let shown = found.iter().skip((page as usize - 1) * A_PAGE).take(A_PAGE);
    let query = wanted.query();
    let columns =
        ["instruments-name", "instruments-state", "instruments-version", "instruments-questions", "instruments-day"];
    let body = html! {
        (parts::header(say(lang, "instruments-title"), say(lang, "instruments-lead")))
        div.buttons {
            @if access::may_edit(&desk.asker) {
                (Button::link(say(lang, "instruments-new"), desk.look.link(&format!("{HERE}/nouveau"))))
                (Button::link(say(lang, "instruments-upload"), desk.look.link(&format!("{HERE}/fichier"))).secondary())
            }
            (Button::link(say(lang, "instruments-library"), desk.look.link(&format!("{HERE}/bibliotheque"))).secondary())
        }
        (form(&desk, &wanted))
        @if found.is_empty() {
            (parts::empty(say(lang, "instruments-none"), say(lang, "instruments-none-why"), ""))
        } @else {
            (Table::new(say_with(lang, "instruments-count", &[("n", found.len().into())]))
                .columns(columns.map(|key| if key == "instruments-questions" { Column::number(say(lang, key)) } else { Column::text(say(lang, key)) }))
                .rows(shown.map(|line| row(&desk, line))))
            (parts::pager(lang, page, pages, |page| desk.look.link(&format!("{HERE}?{query}&page={page}"))))
            p { (Button::link(say(lang, "instruments-sheet"), desk.look.link(&format!("{HERE}/liste.csv?{query}"))).quiet()) }
        }
    };
    Ok(desk.page(say(lang, "instruments-title"), &format!("{HERE}?{query}"), body).into_response())
}

fn form(desk: &Desk, wanted: &Wanted) -> Markup {
    let lang = desk.lang();
    let errors = Errors::none();
    let form = Form::new(lang, &errors).prefix("filter-");
    let states =
        Sort::ALL.map(|sort| (sort.code().to_owned(), say(lang, &format!("instruments-state-{}", sort.code()))));
    parts::filter(
        desk.look,
        HERE,
        html! {
            (form.text("mots", say(lang, "instruments-filter-words")).search().value(wanted.words.clone()))
            (form.select("etat", say(lang, "instruments-state")).choice("", say(lang, "instruments-every")).choices(states)
                .chosen(wanted.sort.map_or("", Sort::code)))
            (form.select("tri", say(lang, "instruments-order"))
                .choice("jour", say(lang, "instruments-order-day"))
                .choice("titre", say(lang, "instruments-order-title"))
                .choice("questions", say(lang, "instruments-order-questions"))
                .chosen(wanted.order.clone()))
        },
    )
}

fn row(desk: &Desk, line: &Line) -> Vec<Markup> {
    let lang = desk.lang();
    let tone = match line.sort {
        Sort::Draft => Tone::Info,
        Sort::Published => Tone::Success,
        Sort::Shipped => Tone::Plain,
    };
    vec![
        html! {
            @match &line.href {
                Some(href) => a href=(desk.look.link(href)) data-item { (line.title) },
                None => (line.title),
            }
            @if line.official { " " (tag(Tone::Plain, say(lang, "instruments-official"))) }
        },
        tag(tone, say(lang, &format!("instruments-state-{}", line.sort.code()))),
        html! { @if let Some(version) = line.version { (version) } @else { "–" } },
        html! { (line.questions) },
        html! { @if let Some(day) = line.day { (dates::day(lang, day)) } @else { "–" } },
    ]
}

/// The same list as a sheet.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let lang: Lang = desk.lang();
    let found = lines(&p, &desk, &Wanted::read(&asked)).await?;
    let titles = [
        "instruments-name",
        "instruments-state",
        "instruments-version",
        "instruments-questions",
        "instruments-day",
        "instruments-hash",
    ];
    let mut rows = vec![titles.iter().map(|key| say(lang, key)).collect::<Vec<_>>()];
    rows.extend(found.into_iter().map(|line| {
        vec![
            line.title,
            say(lang, &format!("instruments-state-{}", line.sort.code())),
            line.version.map_or_else(String::new, |version| version.to_string()),
            line.questions.to_string(),
            line.day.map_or_else(String::new, |day| day.to_string()),
            line.hash,
        ]
    }));
    Ok(sheet::answer("questionnaires.csv", &rows))
}
