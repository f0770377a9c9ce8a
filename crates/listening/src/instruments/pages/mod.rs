//! The work pages of instruments: the list, a draft and its parts, the library, published versions, plans.

mod about;
mod account;
mod checks;
mod choices_form;
mod compare;
mod condition;
mod conflict;
mod draft;
mod files;
mod length;
mod library;
mod list;
mod next_question;
mod outline;
mod passage;
mod plan;
mod preview;
mod publish;
mod question;
mod question_form;
mod remarks;
mod rendering;
mod score;
mod scores;
mod sent;
mod start;
mod terms;
mod translations;
mod upload;
mod version;
mod what;

use std::str::FromStr;

pub use library::{FromFinding, finding_named, write_in_library};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, kinds};
use organisation::access::{self, Asker, Desk, Failure, Route, Who, menu::who};
use pages::{
    Markup,
    fields::{Errors, Form},
    html,
    parts::{self, Tone},
    words::say,
};
use spine::{
    Platform,
    db::{Conn, DbError},
};

use super::{
    access::{EDITORS, REVIEWERS},
    document::json::Two,
};

/// Where these pages lie.
const HERE: &str = "/travail/questionnaires";

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    let readers = || who("/travail/questionnaires");
    let editors = || Who::Hats(EDITORS);
    vec![
        Route::get("/travail/questionnaires", readers(), list::list),
        Route::get("/travail/questionnaires/liste.csv", readers(), list::sheet),
        Route::get("/travail/questionnaires/nouveau", editors(), start::ask),
        Route::post("/travail/questionnaires/nouveau", editors(), start::begin),
        Route::get("/travail/questionnaires/fichier", editors(), upload::ask),
        Route::post("/travail/questionnaires/fichier", editors(), upload::read),
        Route::post("/travail/questionnaires/fichier/commencer", editors(), upload::begin),
        Route::get("/travail/questionnaires/bibliotheque", readers(), library::list),
        Route::get("/travail/questionnaires/comparer", readers(), compare::show),
        Route::get("/travail/questionnaires/brouillons/{draft}", readers(), outline::show),
        Route::post("/travail/questionnaires/brouillons/{draft}", editors(), outline::change),
        Route::get("/travail/questionnaires/brouillons/{draft}/question", readers(), question::show),
        Route::post("/travail/questionnaires/brouillons/{draft}/question", editors(), question::save),
        Route::get("/travail/questionnaires/brouillons/{draft}/condition", editors(), condition::ask),
        Route::post("/travail/questionnaires/brouillons/{draft}/condition", editors(), condition::change),
        Route::get("/travail/questionnaires/brouillons/{draft}/presentation", readers(), about::show),
        Route::post("/travail/questionnaires/brouillons/{draft}/presentation", editors(), about::save),
        Route::get("/travail/questionnaires/brouillons/{draft}/scores", readers(), scores::list),
        Route::post("/travail/questionnaires/brouillons/{draft}/scores", editors(), scores::change),
        Route::get("/travail/questionnaires/brouillons/{draft}/score", readers(), score::show),
        Route::post("/travail/questionnaires/brouillons/{draft}/score", editors(), score::save),
        Route::get("/travail/questionnaires/brouillons/{draft}/traductions", readers(), translations::show),
        Route::post("/travail/questionnaires/brouillons/{draft}/traductions", editors(), translations::save),
        Route::get("/travail/questionnaires/brouillons/{draft}/apercu", readers(), preview::show),
        Route::post("/travail/questionnaires/brouillons/{draft}/apercu", readers(), preview::go),
        Route::get("/travail/questionnaires/brouillons/{draft}/controles", readers(), checks::show),
        Route::get("/travail/questionnaires/brouillons/{draft}/remarques", readers(), remarks::list),
        Route::post("/travail/questionnaires/brouillons/{draft}/remarques", readers(), remarks::change),
        Route::get("/travail/questionnaires/brouillons/{draft}/fichiers", readers(), files::of_draft),
        Route::get("/travail/questionnaires/brouillons/{draft}/fichiers/{form}", readers(), files::draft_as),
        Route::get("/travail/questionnaires/brouillons/{draft}/publier", editors(), publish::ask),
        Route::post("/travail/questionnaires/brouillons/{draft}/publier", editors(), publish::publish),
        Route::get("/travail/questionnaires/versions/{version}", readers(), version::show),
        Route::get("/travail/questionnaires/versions/{version}/fichiers", readers(), files::of_version),
        Route::get("/travail/questionnaires/versions/{version}/fichiers/{form}", readers(), files::version_as),
        Route::get("/travail/questionnaires/versions/{version}/passage", editors(), plan::ask),
        Route::post("/travail/questionnaires/versions/{version}/passage", editors(), plan::propose),
        Route::get("/travail/questionnaires/passages/{plan}", readers(), passage::show),
        Route::post("/travail/questionnaires/passages/{plan}", Who::Hats(REVIEWERS), passage::review),
        Route::post("/fhir/Questionnaire/$next-question", readers(), next_question::of_any),
        Route::post("/fhir/Questionnaire/{id}/$next-question", readers(), next_question::of_one),
    ]
}

/// The fields of an address or of a form, as they came.
type Fields = Vec<(String, String)>;

/// The people whose names these pages show.
type People = Vec<(Id<kinds::Account>, kernel::Personal<String>)>;

/// The value of a field, without the blanks around it; empty when absent. Line ends are plain, and control characters are
/// dropped: neither database nor reader wants them.
fn field(fields: &[(String, String)], name: &str) -> String {
    fields.iter().find(|(given, _)| given == name).map_or_else(String::new, |(_, value)| clean(value))
}

fn clean(value: &str) -> String {
    let unix = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

/// The value of a field, read; none when it is absent or no such thing.
fn value<T: FromStr>(fields: &[(String, String)], name: &str) -> Option<T> {
    field(fields, name).parse().ok()
}

/// A text in both languages, from `NAME-fr` and `NAME-en`.
fn two(fields: &[(String, String)], name: &str) -> Two {
    Two { fr: field(fields, &format!("{name}-fr")), en: field(fields, &format!("{name}-en")) }
}

/// Adds a text in both languages to the fields of a form.
fn put_two(fields: &mut Fields, name: &str, text: &Two) {
    fields.push((format!("{name}-fr"), text.fr.clone()));
    fields.push((format!("{name}-en"), text.en.clone()));
}

/// A form sent back with what is wrong and everything typed.
fn again(desk: &Desk, status: StatusCode, title: String, path: &str, body: Markup) -> Response {
    (status, desk.page(title, path, body)).into_response()
}

/// A value as it stands in the query of an address.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Two fields side by side, the same text in French and in English. Long texts grow.
fn pair(
    form: Form<'_>,
    lang: Lang,
    fields: &[(String, String)],
    name: &str,
    label: &str,
    rows: u8,
    most: usize,
) -> Markup {
    let side = |code: &'static str| {
        let tongue = say(lang, &format!("instruments-in-{code}"));
        let name = format!("{name}-{code}");
        let value = field(fields, &name);
        let label = html! { (label) " " span.tongue { (tongue) } };
        let area = form.textarea(&name, label).value(value).rows(rows).written_in(code);
        html! { div { @if most > 0 { (area.at_most(most)) } @else { (area) } } }
    };
    html! { div.pair { (side("fr")) (side("en")) } }
}

/// A text in one of its languages, with its language said where it is not the page's.
fn in_lang(lang: Lang, text: &Two) -> Markup {
    let (own, other) = (text.get(lang), text.either(lang));
    let tag = if lang == Lang::Fr { "en" } else { "fr" };
    html! { @if own.is_empty() && !other.is_empty() { span lang=(tag) { (other) } } @else { (own) } }
}

/// A sentence over a form that could not be stored.
fn warned(lang: Lang, key: &str) -> Markup {
    parts::notice(lang, Tone::Warning, say(lang, key), "")
}

/// Whoever holds a role in the organisation today, by name.
async fn people(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<People, DbError> {
    access::store::grants::holders(conn, &asker.scope, p.clock.today()).await
}

/// The name of somebody, for colleagues; of somebody who left, only that.
fn name_of(lang: Lang, people: &People, id: Id<kinds::Account>) -> String {
    let found = people.iter().find(|(one, _)| *one == id);
    found.map_or_else(|| say(lang, "instruments-somebody"), |(_, name)| name.open().clone())
}

/// The same for the title of a page: the breadcrumb to it.
fn crumbs(desk: &Desk, more: &[(String, String)], here: &str) -> Markup {
    let mut path = vec![(say(desk.lang(), "instruments-title"), desk.look.link(HERE))];
    path.extend_from_slice(more);
    parts::breadcrumb(desk.lang(), &path, here)
}

/// No problem of a form.
const fn none() -> Errors {
    Errors::none()
}

/// Bad ids of an address are pages that are not there.
fn id_of<K>(text: &str) -> Result<Id<K>, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}
