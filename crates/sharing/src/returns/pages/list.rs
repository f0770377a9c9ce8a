//! What people said and what was done, for everybody; by place and theme.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Scope, kinds};
use organisation::{
    access::{Failure, public_scope, respond::shown},
    front,
    places::{self, Place},
};
use pages::{
    fields::{Errors, Form},
    html, layout, parts,
    words::say,
};
use spine::{Platform, db::Conn};
use understanding::themes;

use super::{A_PAGE, before, one::whole, pages_of, places_of, visit::Visit};
use crate::returns::store::{self, Filter};

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    pub(super) lieu: Option<String>,
    theme: Option<String>,
    page: Option<u32>,
}

impl Asked {
    /// The filter, and the address of another page of the same list.
    pub(super) fn filter(&self, places: &[Place]) -> Result<(Filter, String), Failure> {
        let mut filter = Filter::public();
        let mut pairs = Vec::new();
        if let Some(slug) = self.lieu.as_deref().filter(|slug| !slug.is_empty()) {
            let place = places.iter().find(|place| place.slug == slug).ok_or(Failure::NotFound)?;
            filter.place = Some(place.id);
            pairs.push(format!("lieu={slug}"));
        }
        if let Some(theme) = self.theme.as_deref().and_then(|code| themes::book().theme(code)) {
            filter.theme = Some(theme.id.clone());
            pairs.push(format!("theme={}", theme.id));
        }
        Ok((filter, pairs.join("&")))
    }
}

/// The public scope and the places of the organisation that a place belongs to; without a place, of the first one.
pub(super) async fn public(conn: &mut Conn, slug: Option<&str>) -> Result<(Scope, Vec<Place>), Failure> {
    let place = match slug.filter(|slug| !slug.is_empty()) {
        Some(slug) => places::by_slug(conn, slug).await?,
        None => front::main_organisation(conn).await?,
    };
    let scope = public_scope(place.ok_or(Failure::NotFound)?.org);
    let places = places_of(conn, &scope).await?;
    Ok((scope, places))
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let (scope, places) = public(&mut conn, asked.lieu.as_deref()).await?;
    let (filter, query) = asked.filter(&places)?;
    let page = asked.page.unwrap_or(1).clamp(1, 100_000);
    let (returns, total) = store::list(&mut conn, &scope, &filter, A_PAGE, before(page)).await?;
    let used = store::themes_used(&mut conn, &scope).await?;
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    let mut open: Vec<&Place> = places.iter().filter(|place| !place.closed).collect();
    open.sort_by(|a, b| (a.level, &a.name).cmp(&(b.level, &b.name)));
    let book = themes::book();
    let fields = html! {
        (form.select("lieu", say(lang, "returns-place")).choice("", say(lang, "returns-all-places"))
            .choices(open.iter().map(|place| (place.slug.clone(), place.name.clone())))
            .chosen(asked.lieu.clone().unwrap_or_default()))
        @if !used.is_empty() {
            (form.select("theme", say(lang, "returns-theme")).choice("", say(lang, "returns-all-themes"))
                .choices(used.iter().map(|code| (code.clone(), book.label(code, lang).to_owned())))
                .chosen(asked.theme.clone().unwrap_or_default()))
        }
        @if visit.kiosk { (pages::fields::hidden("kiosque", "1")) }
    };
    let title = say(lang, "returns-title");
    let path = if query.is_empty() { "/retours".to_owned() } else { format!("/retours?{query}") };
    let head = front::head(&p, &mut conn, scope.org(), visit.look, title.clone(), visit.path(&path)).await?;
    let joint = if query.is_empty() { "" } else { "&" };
    let body = html! {
        (parts::header(&title, say(lang, "returns-lead")))
        (parts::filter(visit.look, "/retours", fields))
        @if returns.is_empty() {
            (parts::empty(say(lang, "returns-none"), say(lang, "returns-none-why"), html! {}))
        }
        @for one in &returns { (whole(visit, one, &places)) }
        (parts::pager(lang, page, pages_of(total), |page| visit.link(&format!("/retours?{query}{joint}page={page}"))))
        @if !returns.is_empty() { p { a href=(visit.link(&format!("/retours.csv?{query}"))) { (say(lang, "returns-file")) } } }
    };
    Ok(shown(layout::public(&head, body)).into_response())
}

/// The id kind of a return, named once for the handlers of one page.
pub(super) type ReturnKind = kinds::Return;
