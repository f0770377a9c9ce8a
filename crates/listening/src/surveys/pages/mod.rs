//! The pages of surveys: the questionnaire for anyone, the invitation and its refusal, the campaigns of those who work.

mod answer;
mod campaigns;
mod choosing;
mod discharges;
mod entry;
mod intro;
mod invitation;
mod journey;
mod licensed;
mod new_campaign;
mod one_campaign;
mod paper;
mod question;
mod returned;
mod screen;
mod sent;
mod together;
mod verdict;

pub use screen::previewed;

use std::sync::Arc;

use kernel::{Id, Lang, kinds};
use organisation::access::{Failure, Route, Who, menu};
use pages::{Look, Markup, html, layout::Head};
use spine::Platform;

use super::{
    actions::{self, SurveyProblem},
    memory::Asked,
};

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    let campaigns = menu::who("/travail/campagnes");
    let enterers = menu::who("/travail/saisie");
    vec![
        Route::get("/i/{token}", Who::Public, invitation::exchange),
        Route::get("/o/{token}", Who::Public, invitation::ask_objection),
        Route::post("/o/{token}", Who::Public, invitation::object),
        Route::get("/q/{campaign}", Who::Public, intro::show),
        Route::post("/q/{campaign}", Who::Public, intro::start),
        Route::get("/q/{campaign}/papier", Who::Public, paper::show),
        Route::get("/q/{campaign}/effacer", Who::Public, answer::erase),
        Route::get("/q/{campaign}/plus-tard", Who::Public, sent::later),
        Route::get("/q/{campaign}/merci", Who::Public, sent::thanks),
        Route::get("/q/{campaign}/formulaire", Who::Public, together::show),
        Route::get("/q/{campaign}/{screen}", Who::Public, answer::show),
        Route::post("/q/{campaign}/{screen}", Who::Public, answer::take),
        Route::get("/travail/campagnes", campaigns, campaigns::list),
        Route::get("/travail/campagnes/nouvelle", campaigns, new_campaign::ask),
        Route::post("/travail/campagnes/nouvelle", campaigns, new_campaign::create),
        Route::get("/travail/campagnes/{campaign}", campaigns, one_campaign::show),
        Route::get("/travail/campagnes/{campaign}/modifier", campaigns, new_campaign::edit),
        Route::post("/travail/campagnes/{campaign}/modifier", campaigns, new_campaign::save),
        Route::post("/travail/campagnes/{campaign}/supprimer", campaigns, new_campaign::delete),
        Route::get("/travail/campagnes/{campaign}/retours-courriel", campaigns, returned::ask),
        Route::post("/travail/campagnes/{campaign}/retours-courriel", campaigns, returned::take),
        Route::post("/travail/campagnes/{campaign}/ouvrir", campaigns, one_campaign::open),
        Route::post("/travail/campagnes/{campaign}/fermer", campaigns, one_campaign::close),
        Route::get("/travail/campagnes/{campaign}/affiche", campaigns, one_campaign::poster),
        Route::get("/travail/campagnes/{campaign}/sorties", campaigns, discharges::ask),
        Route::post("/travail/campagnes/{campaign}/sorties", campaigns, discharges::take),
        Route::get("/travail/saisie", enterers, entry::choose),
        Route::get("/travail/campagnes/{campaign}/saisie", enterers, entry::ask),
        Route::post("/travail/campagnes/{campaign}/saisie", enterers, entry::start),
        Route::get("/travail/campagnes/{campaign}/saisie/{screen}", enterers, entry::show),
        Route::post("/travail/campagnes/{campaign}/saisie/{screen}", enterers, entry::take),
    ]
}

/// The posted fields of a form, as they came.
type Fields = Vec<(String, String)>;

/// The value of a field, empty when absent.
fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.as_str())
}

/// The campaign of an address. One that is still a draft is not there yet.
async fn asked_of(p: &Platform, id: &str) -> Result<Arc<Asked>, Failure> {
    let id: Id<kinds::Campaign> = id.parse().map_err(|_| Failure::NotFound)?;
    actions::asked(p, id).await?.ok_or(Failure::NotFound)
}

/// The head of a page of a questionnaire.
fn head_of(asked: &Asked, look: Look, title: &str, path: &str) -> Head {
    Head::new(look, title, path).organisation(asked.organisation.clone()).emergency(asked.numbers.clone()).noindex()
}

/// A text written in another language than the page's says so to those who hear it. The wording stays as it is locked;
/// French is set as French is printed.
fn in_tag(lang: Lang, tag: &str, text: &str) -> Markup {
    let text = if tag == Lang::Fr.tag() { pages::words::french(text) } else { text.into() };
    html! { @if tag == lang.tag() { (text) } @else { span lang=(tag) { (text) } } }
}

/// What a campaign says of itself is written in French by those who run it.
fn in_french(lang: Lang, text: &str) -> Markup {
    in_tag(lang, Lang::Fr.tag(), text)
}

impl From<SurveyProblem> for Failure {
    fn from(problem: SurveyProblem) -> Self {
        match problem {
            SurveyProblem::NotFound => Self::NotFound,
            SurveyProblem::NotTaking => Self::Gone("surveys-problem-not-taking"),
            SurveyProblem::Invitation => Self::Gone("surveys-problem-invitation"),
            SurveyProblem::LicenceOver => Self::Gone("surveys-problem-licence-over"),
            SurveyProblem::NoDraft => Self::Gone("surveys-problem-no-draft"),
            SurveyProblem::Db(error) => error.into(),
            SurveyProblem::Vault(error) => error.into(),
            SurveyProblem::State => Self::Gone("surveys-problem-state"),
            other => {
                tracing::error!(problem = %other, "a survey's page could not be given");
                Self::Broken
            }
        }
    }
}

#[cfg(test)]
mod tests;
