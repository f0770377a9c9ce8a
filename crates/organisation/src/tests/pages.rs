//! Every page is sound in both languages, and the forms lead where they say.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use kernel::{Lang, Role};
use tower::ServiceExt as _;

use super::{PASSWORD, World, world};
use crate::access::{Asker, store::accounts};

fn router(w: &World) -> Router {
    let routes = [crate::access::routes(), crate::places::routes(), crate::upkeep::routes()];
    routes
        .into_iter()
        .flatten()
        .fold(Router::new(), |router, route| router.route(route.path, route.handler))
        .with_state(w.p.clone())
}

pub(super) async fn send(w: &World, mut request: Request<Body>, asker: Option<&Asker>) -> Response {
    if let Some(asker) = asker {
        request.extensions_mut().insert(asker.clone());
    }
    router(w).oneshot(request).await.unwrap()
}

pub(super) fn get(path: &str, cookie: &str) -> Request<Body> {
    Request::builder().uri(path).header(header::COOKIE, format!("vecu={cookie}")).body(Body::empty()).unwrap()
}

pub(super) fn post(path: &str, cookie: &str, form: &str) -> Request<Body> {
    Request::builder()
        .method("POST")
        .uri(path)
        .header(header::COOKIE, format!("vecu={cookie}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap()
}

pub(super) async fn text(answer: Response) -> String {
    String::from_utf8(to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

pub(super) fn to(answer: &Response) -> String {
    answer.headers().get(header::LOCATION).map(|at| at.to_str().unwrap().to_owned()).unwrap_or_default()
}

fn cookie_of(answer: &Response) -> String {
    let line = answer.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap();
    line.strip_prefix("vecu=").unwrap().split(';').next().unwrap().to_owned()
}

pub(super) async fn sound(w: &World, path: &str, cookie: &str, asker: Option<&Asker>) {
    for lang in Lang::ALL {
        let mark = if path.contains('?') { '&' } else { '?' };
        let answer = send(w, get(&format!("{path}{mark}lang={}", lang.tag()), cookie), asker).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let html = text(answer).await;
        assert_eq!(::pages::check::page(&html), Vec::<String>::new(), "{path}\n{html}");
        assert!(html.contains(&format!("<html lang=\"{}\"", lang.tag())), "{path}");
        assert!(html.len() < 60_000, "{path} weighs {}", html.len());
    }
}

#[tokio::test]
async fn every_page_is_sound_in_both_languages() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let aline = w.person("aline", Role::Caregiver, &w.unit).await;
    let (token, asker) = w.signed_in(adele).await;
    let pages = [
        "/travail/moi".to_owned(),
        "/travail/moi?fait=password".to_owned(),
        "/travail/comptes".to_owned(),
        "/travail/comptes?mots=al%25&role=caregiver".to_owned(),
        "/travail/comptes/nouveau".to_owned(),
        format!("/travail/comptes/{aline}?fait=given"),
        format!("/travail/comptes/{adele}"),
        "/travail/lieux/arbre".to_owned(),
        format!("/travail/lieux/arbre/{}", w.unit.id),
        "/travail/lieux/arbre/import".to_owned(),
        "/travail/reglages".to_owned(),
        "/travail/reglages/floor-inside".to_owned(),
        "/travail/reglages/emergency-numbers".to_owned(),
        "/travail/reglages/second-factor-roles".to_owned(),
        "/travail/reglages/dpo-contact".to_owned(),
        "/travail/reglages/keep-voices-days".to_owned(),
        "/travail/taches".to_owned(),
        "/travail/taches?etat=failed".to_owned(),
        "/travail/journal".to_owned(),
        "/travail/journal?verifier=1".to_owned(),
        "/travail/journal?famille=account&qui=x&du-day=1&du-month=1&du-year=2026".to_owned(),
    ];
    for path in pages {
        sound(&w, &path, &token, Some(&asker)).await;
    }
    for path in ["/connexion", "/connexion?etat=choisi&suite=/travail/voix", "/d/maternite/affiche"] {
        sound(&w, path, "", None).await;
    }
    let unknown: Vec<String> = ::pages::words::missing_keys();
    assert_eq!(unknown, Vec::<String>::new());
}

#[tokio::test]
async fn a_form_with_a_mistake_comes_back_with_everything_typed() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let forms = [
        (
            "/travail/comptes/nouveau".to_owned(),
            "name=Zo%C3%A9+%3Cb%3E&email=nowhere&role=&place=&to-day=31&to-month=2&to-year=2027&lang=en",
            "31",
        ),
        ("/travail/lieux/arbre".to_owned(), "name=&level=unit&parent=&finess=12&slug=Bad", "12"),
        (format!("/travail/lieux/arbre/{}", w.unit.id), "name=x&finess=abc", "abc"),
        (format!("/travail/lieux/arbre/{}", w.unit.id), "name=x&phone=36+15", "36 15"),
        (
            "/travail/reglages/floor-inside".to_owned(),
            "value=3&from-day=1&from-month=1&from-year=2020&source=moi",
            "moi",
        ),
        ("/travail/moi/mot-de-passe".to_owned(), "current=wrong&password=a&again=b", "error"),
    ];
    for (path, form, kept) in forms {
        let answer = send(&w, post(&path, &token, form), Some(&asker)).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let html = text(answer).await;
        assert_eq!(::pages::check::page(&html), Vec::<String>::new(), "{path}\n{html}");
        assert!(html.contains(kept), "{path}");
        assert!(!html.contains("<b>"), "{path}");
    }
}

#[tokio::test]
async fn somebody_is_invited_chooses_a_password_and_signs_in() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let form = format!("name=Zo%C3%A9&email=zoe%40hopital.example&role=caregiver&place={}&lang=fr", w.unit.id);
    let answer = send(&w, post("/travail/comptes/nouveau", &token, &form), Some(&asker)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let html = text(answer).await;
    let link = html.split("/invitation/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let path = format!("/invitation/{link}");
    sound(&w, &path, "", None).await;
    let weak = send(&w, post(&path, "", "password=azertyuiop&again=azertyuiop"), None).await;
    assert_eq!(weak.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let chosen =
        send(&w, post(&path, "", "password=quatre+mots+sans+rapport&again=quatre+mots+sans+rapport"), None).await;
    assert_eq!(to(&chosen), "/connexion?etat=choisi");
    let again = send(&w, get(&path, ""), None).await;
    assert_eq!(again.status(), StatusCode::GONE);
    let form = "email=zoe%40hopital.example&password=quatre+mots+sans+rapport&suite=/travail/voix";
    let answer = send(&w, post("/connexion", "", form), None).await;
    assert_eq!(to(&answer), "/travail/voix");
    assert!(crate::access::session::asker(&w.p, &cookie_of(&answer)).await.unwrap().is_some());
    let trap = send(&w, post("/connexion", "", &form.replace("/travail/voix", "//evil.example")), None).await;
    assert_eq!(to(&trap), "/travail");
}

#[tokio::test]
async fn the_second_step_is_walked_through_page_by_page() {
    let w = world().await;
    let account = w.person("quentin", Role::QualityOfficer, &w.root).await;
    let form = format!("email=quentin%40hopital.example&password={}", PASSWORD.replace(' ', "+"));
    let answer = send(&w, post("/connexion", "", &form), None).await;
    assert_eq!(to(&answer), "/connexion/second-facteur");
    let pending = cookie_of(&answer);
    sound(&w, "/connexion/second-facteur", &pending, None).await;
    let secret = crate::access::actions::sign_in::proposed(&w.p, account).await.unwrap().unwrap();
    let code = || crate::access::second_factor::code_at(&secret, w.p.clock.millis()).unwrap();
    let wrong = send(&w, post("/connexion/second-facteur", &pending, "code=123"), None).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let answer = send(&w, post("/connexion/second-facteur", &pending, &format!("code={}", code())), None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    assert!(crate::access::session::asker(&w.p, &cookie_of(&answer)).await.unwrap().is_some());
    let html = text(answer).await;
    assert_eq!(::pages::check::page(&html), Vec::<String>::new(), "{html}");

    w.clock.advance_millis(60_000);
    let answer = send(&w, post("/connexion", "", &form), None).await;
    assert_eq!(to(&answer), "/connexion/code");
    let pending = cookie_of(&answer);
    sound(&w, "/connexion/code", &pending, None).await;
    let answer = send(&w, post("/connexion/code", &pending, &format!("code={}", code())), None).await;
    let (token, gone) = (cookie_of(&answer), send(&w, get("/connexion/code", &pending), None).await);
    assert_eq!((to(&answer).as_str(), to(&gone).as_str()), ("/travail", "/connexion"));
    let out = send(&w, post("/deconnexion", &token, ""), None).await;
    assert!(out.headers()[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(crate::access::session::asker(&w.p, &token).await.unwrap().is_none());
}

#[tokio::test]
async fn a_file_of_places_is_previewed_then_applied() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let upload = |file: &str| {
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{file}\r\n--x--\r\n"
        );
        let mut request = post("/travail/lieux/arbre/import", &token, "");
        request.headers_mut().insert(header::CONTENT_TYPE, "multipart/form-data; boundary=x".parse().unwrap());
        *request.body_mut() = Body::from(body);
        request
    };
    let bad = send(&w, upload("level;name\nward;<script>\n"), Some(&asker)).await;
    assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!text(bad).await.contains("<script>"));
    let good = send(&w, upload("level;name\nsite;Site Sud\n"), Some(&asker)).await;
    assert_eq!(good.status(), StatusCode::OK);
    assert_eq!(::pages::check::page(&text(good).await), Vec::<String>::new());
    let page = text(send(&w, get("/travail/lieux/arbre/import", &token), Some(&asker)).await).await;
    assert!(page.contains("Niveau;Nom;"), "a French page offers French titles: {page}");
    let apply = post("/travail/lieux/arbre/import/appliquer", &token, "text=level;name%0Asite;Site+Sud%0A");
    assert_eq!(to(&send(&w, apply, Some(&asker)).await), "/travail/lieux/arbre?fait=import&n=1");
    let export = text(send(&w, get("/travail/lieux/arbre/export", &token), Some(&asker)).await).await;
    assert!(export.contains("Site;Site Sud;ch-du-sud;;site-sud;"), "{export}");
}

#[tokio::test]
async fn the_number_of_a_place_is_on_its_poster() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let path = format!("/travail/lieux/arbre/{}", w.unit.id);
    let form = "name=Maternit%C3%A9&finess=&phone=%2B33+1+99+00+00+01";
    assert_eq!(to(&send(&w, post(&path, &token, form), Some(&asker)).await), "/travail/lieux/arbre?fait=change");
    let page = text(send(&w, get(&path, &token), Some(&asker)).await).await;
    assert!(page.contains("value=\"01\u{a0}99\u{a0}00\u{a0}00\u{a0}01\""), "{page}");
    let poster = text(send(&w, get("/d/maternite/affiche", ""), None).await).await;
    assert!(poster.contains("01\u{a0}99\u{a0}00\u{a0}00\u{a0}01"), "{poster}");
    sound(&w, "/d/maternite/affiche", "", None).await;
}

#[tokio::test]
async fn an_account_is_not_taken_over_by_somebody_below_it() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let quentin = w.person("quentin", Role::QualityOfficer, &w.root).await;
    let (token, asker) = w.signed_in(quentin).await;
    for (act, form) in [("lien", ""), ("second-facteur", ""), ("etat", "act=close")] {
        for account in [adele, quentin] {
            let path = format!("/travail/comptes/{account}/{act}");
            let answer = send(&w, post(&path, &token, form), Some(&asker)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        }
    }
    let mut conn = w.p.db.reader().await.unwrap();
    assert!(accounts::find(&mut conn, adele).await.unwrap().is_some());
    let unknown = send(&w, get("/travail/comptes/000000000000", &token), Some(&asker)).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}
