//! `POST /fhir/Questionnaire/$next-question`: the next question of an adaptive questionnaire, for another program.
//!
//! Stateless: the response comes with all that was asked and answered, and goes back with one question more. Nothing of it
//! is stored, logged or counted. Only those who may read the questionnaires of the organisation may ask: each call computes,
//! a bank may be licensed to the establishment alone, and an open address would lend both to anybody. Whoever answers in the
//! browser never calls it.
//!
//! The body is weighed before it comes here (256 KiB, as every form). What is wrong is an OperationOutcome.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use fhir::Document;
use instruments::{
    Problem,
    adaptive::{self, Call},
    conformance,
};
use kernel::Lang;
use organisation::access::{Desk, Failure};
use serde_json::{Value, json};
use spine::{Platform, db::Conn};

use super::id_of;
use crate::{
    instruments::{model::Version, store},
    surveys,
};

/// The name of the shipped demonstration in an address.
const DEMONSTRATION: &str = "demonstration-adaptive";

/// The bank is the one the response names (`derivedFrom` of its contained questionnaire), or comes along in the parameter
/// `questionnaire`.
pub(super) async fn of_any(
    State(p): State<Platform>,
    desk: Desk,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let call = match read(&headers, &body) {
        Ok(call) => call,
        Err(answer) => return Ok(answer.told(desk.lang())),
    };
    let bank = match (&call.bank, call.canonical()) {
        (Some(bank), _) => Some(bank.clone()),
        (None, Some(canonical)) => {
            let mut conn = p.db.reader().await?;
            named(&p, &mut conn, &desk, &canonical).await?
        }
        (None, None) => None,
    };
    let Some(bank) = bank else {
        let fr = "La réponse ne nomme aucune banque publiée ici (« derivedFrom » du questionnaire contenu).";
        let en = "The response names no bank published here (\"derivedFrom\" of its contained questionnaire).";
        return Ok(refusal(StatusCode::NOT_FOUND, "not-found", if desk.lang() == Lang::Fr { fr } else { en }));
    };
    Ok(answer(&p, &desk, &bank, &call.response))
}

/// The bank is the published version of the address, or the shipped demonstration.
pub(super) async fn of_one(
    State(p): State<Platform>,
    desk: Desk,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let bank = if id == DEMONSTRATION {
        Document::from_value(adaptive::demonstration()).map_err(|_| Failure::Broken)?
    } else {
        let mut conn = p.db.reader().await?;
        let version = store::version(&mut conn, &desk.asker.scope, id_of(&id)?).await?.ok_or(Failure::NotFound)?;
        document(&p, &mut conn, &version).await?
    };
    match read(&headers, &body) {
        Ok(call) => Ok(answer(&p, &desk, &bank, &call.response)),
        Err(answer) => Ok(answer.told(desk.lang())),
    }
}

/// What is wrong with a body.
enum Unread {
    /// It is no JSON.
    Kind,
    /// It is no call.
    Problems(Vec<Problem>),
}

impl Unread {
    fn told(&self, lang: Lang) -> Response {
        match self {
            Self::Kind => {
                let fr = "Envoyez le corps en « application/fhir+json ».";
                let en = "Send the body as \"application/fhir+json\".";
                let said = if lang == Lang::Fr { fr } else { en };
                refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-supported", said)
            }
            Self::Problems(problems) => fhir(StatusCode::BAD_REQUEST, &conformance::outcome(problems, lang)),
        }
    }
}

fn read(headers: &HeaderMap, body: &Bytes) -> Result<Call, Unread> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !["application/fhir+json", "application/json"].iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        return Err(Unread::Kind);
    }
    let text = std::str::from_utf8(body).map_err(|_| Unread::Kind)?;
    Call::read(text).map_err(Unread::Problems)
}

/// A published version of the asker's organisation, or the shipped demonstration, by its canonical address. Without a
/// version the latest one.
async fn named(p: &Platform, conn: &mut Conn, desk: &Desk, canonical: &str) -> Result<Option<Document>, Failure> {
    let shipped = Document::from_value(adaptive::demonstration()).map_err(|_| Failure::Broken)?;
    let (url, version) = canonical.split_once('|').map_or((canonical, None), |(url, version)| (url, Some(version)));
    if shipped.root().text("url") == Some(url) {
        return Ok(Some(shipped));
    }
    let versions = store::versions(conn, &desk.asker.scope, Some(url)).await?;
    let found = versions.iter().find(|one| version.is_none_or(|version| one.version.to_string() == version));
    match found {
        Some(version) => Ok(Some(document(p, conn, version).await?)),
        None => Ok(None),
    }
}

async fn document(p: &Platform, conn: &mut Conn, version: &Version) -> Result<Document, Failure> {
    let form = surveys::actions::instrument(p, conn, version.instrument).await?;
    Document::from_value(form.document().clone()).map_err(|_| Failure::Broken)
}

fn answer(p: &Platform, desk: &Desk, bank: &Document, response: &Document) -> Response {
    match adaptive::call(bank, response, p.clock.today()) {
        Ok(step) => fhir(StatusCode::OK, &step.response),
        Err(problems) => fhir(StatusCode::UNPROCESSABLE_ENTITY, &conformance::outcome(&problems, desk.lang())),
    }
}

fn refusal(status: StatusCode, code: &str, said: &str) -> Response {
    let issue = json!({ "severity": "error", "code": code, "diagnostics": said });
    fhir(status, &json!({ "resourceType": "OperationOutcome", "issue": [issue] }))
}

fn fhir(status: StatusCode, resource: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/fhir+json")], resource.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use std::{path::PathBuf, sync::Arc};

    use axum::{Router, body::Body, extract::Request};
    use http_body_util::BodyExt;
    use kernel::{Chance, Day, FixedClock, Id, Personal, Role, SeededChance, kinds};
    use organisation::access::{Asker, Hat, scope};
    use spine::{db::Db, mail::Mailer, settings::Settings, vault::Keyring};
    use tower::ServiceExt;

    use super::*;
    use crate::instruments::routes;

    const ORG: Id<kinds::Org> = Id::from_i64(1);
    const PATH: &str = "/fhir/Questionnaire/$next-question";

    struct Stage {
        router: Router,
        asker: Asker,
        folder: PathBuf,
    }

    impl Drop for Stage {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }

    impl Stage {
        async fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("vecu-next-question-{}-{name}", std::process::id()));
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(folder.join("data")).unwrap();
            let db = Db::open_sqlite(&folder.join("data/vecu.db")).await.unwrap();
            db.migrate(schema::MIGRATIONS).await.unwrap();
            let (keys, _) =
                Keyring::open(&folder.join("keys"), &folder.join("data"), &mut SeededChance::new(1)).unwrap();
            let clock = Arc::new(FixedClock::at(Day::new(2026, 11, 22).unwrap()));
            let make: spine::ChanceMaker = Arc::new(|| Box::new(SeededChance::new(7)) as Box<dyn Chance>);
            let mail = Mailer::Folder(folder.join("mail"));
            let p = Platform::with(db, keys, mail, Settings::default(), clock, make);
            let (account, place, day) = (Id::from_i64(5), Id::from_i64(10), Day::new(2026, 1, 1).unwrap());
            let hat = Hat {
                grant: Id::from_i64(6),
                org: ORG,
                role: Role::QualityOfficer,
                place,
                place_name: "CH".to_owned(),
                from: day,
                to: None,
            };
            let scope = scope::hat_scope(ORG, Role::QualityOfficer, vec![place], account);
            let asker = Asker {
                account,
                name: Personal::new("N".to_owned()),
                lang: Lang::En,
                hats: vec![hat.clone()],
                hat,
                scope,
            };
            let router = routes().into_iter().fold(Router::new(), |router, one| router.route(one.path, one.handler));
            Self { router: router.with_state(p), asker, folder }
        }

        async fn post(&self, path: &str, kind: &str, body: &str) -> (StatusCode, String, Value) {
            let mut request =
                Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body.to_owned())).unwrap();
            request.extensions_mut().insert(self.asker.clone());
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            let kind = answer.headers().get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap().to_owned());
            let bytes = answer.into_body().collect().await.unwrap().to_bytes();
            (status, kind.unwrap_or_default(), serde_json::from_slice(&bytes).unwrap_or_default())
        }
    }

    fn bank() -> Document {
        Document::from_value(adaptive::demonstration()).unwrap()
    }

    /// Answers the last question asked.
    fn answered(mut response: Value, code: &str) -> Value {
        let last = response["contained"][0]["item"].as_array().unwrap().last().unwrap()["linkId"].clone();
        let item = json!({ "linkId": last, "answer": [{ "valueCoding": {
            "system": "urn:vecu:code:demonstration-adaptive", "code": code } }] });
        let map = response.as_object_mut().unwrap();
        map.entry("item").or_insert_with(|| json!([])).as_array_mut().unwrap().push(item);
        response
    }

    #[tokio::test]
    async fn a_whole_test_over_http_is_the_one_of_the_function_to_the_last_digit() {
        let stage = Stage::new("whole").await;
        let (bank, day) = (bank(), Day::new(2026, 11, 22).unwrap());
        let mut chance = SeededChance::new(4);
        let mut response = adaptive::AdaptiveForm::of(&bank).unwrap().start();
        let mut asked = 0;
        while response["status"] == "in-progress" {
            let sent = response.to_string();
            let direct = adaptive::call(&bank, &Document::parse(&sent).unwrap(), day).unwrap().response;
            let wrapped = json!({ "resourceType": "Parameters", "parameter": [
                { "name": "questionnaire-response", "resource": response } ] });
            let one = format!("/fhir/Questionnaire/{DEMONSTRATION}/$next-question");
            for (path, body) in [(PATH, sent), (PATH, wrapped.to_string()), (one.as_str(), wrapped.to_string())] {
                let (status, kind, got) = stage.post(path, "application/fhir+json; charset=utf-8", &body).await;
                assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/fhir+json"), "{got}");
                assert_eq!(got, direct, "the same by function and by each way of asking");
            }
            response = direct;
            if response["status"] == "in-progress" {
                asked += 1;
                response = answered(response, &chance.below(5).to_string());
            }
        }
        assert!((4..=12).contains(&asked), "{asked}");
        assert_eq!(response["status"], "completed");
    }

    #[tokio::test]
    async fn what_cannot_be_asked_is_an_outcome_in_words() {
        let stage = Stage::new("refused").await;
        let start = adaptive::AdaptiveForm::of(&bank()).unwrap().start();
        let mut other = start.clone();
        other["contained"][0]["derivedFrom"] = json!(["urn:vecu:instrument:nobody|1"]);
        let mut later = start.clone();
        later["contained"][0]["derivedFrom"] = json!(["urn:vecu:instrument:demonstration-adaptive|9"]);
        let cases = [
            ("application/x-www-form-urlencoded", start.to_string(), 415),
            ("application/fhir+json", "{".to_owned(), 400),
            ("application/fhir+json", other.to_string(), 404),
            ("application/fhir+json", later.to_string(), 422),
            ("application/fhir+json", json!({ "resourceType": "Patient" }).to_string(), 404),
        ];
        for (kind, body, expected) in cases {
            let (status, kind, outcome) = stage.post(PATH, kind, &body).await;
            assert_eq!((status.as_u16(), kind.as_str()), (expected, "application/fhir+json"), "{body:.80}");
            assert_eq!(outcome["resourceType"], "OperationOutcome");
            assert!(outcome["issue"][0]["diagnostics"].as_str().unwrap().len() > 30);
        }
        let (status, ..) =
            stage.post("/fhir/Questionnaire/0000000000/$next-question", "application/json", &start.to_string()).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    #[test]
    fn whoever_may_not_read_questionnaires_may_not_ask() {
        use organisation::access::Who;
        for route in routes().iter().filter(|route| route.path.starts_with("/fhir/")) {
            let Who::Hats(hats) = route.who else { panic!("{} is open", route.path) };
            assert!(hats.contains(&Role::QualityOfficer) && !hats.contains(&Role::Caregiver));
        }
    }
}
