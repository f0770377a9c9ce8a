//! How a person answers: through the pages, as a browser would, or through the actions behind them, which is quicker.

use std::collections::{BTreeMap, HashMap};

use instruments::{Answer, Answers, Instrument, Kind as ItemKind};
use listening::surveys::{actions, token::DraftKey};
use spine::Platform;

use super::script::Invited;
use crate::world::Visitor;

/// A questionnaire that is open somewhere.
pub struct Open {
    /// The draft's key as its address holds it.
    pub key: String,
    by: By,
}

enum By {
    /// A browser, and the address of the last screen.
    Browser(Box<Visitor>, String),
    Actions,
}

/// Follows the invitation in a browser and goes to the last screen.
pub async fn begin_in_browser(mut visitor: Visitor, instrument: &Instrument, token: &str, person: &Invited) -> Open {
    let came = visitor.get(&format!("/i/{token}")).await;
    let first = came.location().expect("an invitation opens a questionnaire").to_owned();
    let key = first.split("d=").nth(1).and_then(|rest| rest.split('&').next()).expect("a draft key").to_owned();
    let page = visitor.get(&first).await;
    assert_eq!(page.status, 200, "{}", page.path);
    let intro = first.split('?').next().expect("a path").to_owned();
    let mut page = visitor.post(&intro, &[("d", &key), ("speaker", "patient")]).await;
    loop {
        let at =
            page.location().unwrap_or_else(|| panic!("a next screen after {}: {}", page.path, page.status)).to_owned();
        let path = at.split('?').next().expect("a path").to_owned();
        let screen: usize = path.rsplit('/').next().and_then(|n| n.parse().ok()).expect("a screen");
        if screen == instrument.screens().len() {
            assert_eq!(visitor.get(&at).await.status, 200, "{at}");
            return Open { key, by: By::Browser(Box::new(visitor), path) };
        }
        page = post_screen(&mut visitor, instrument, &path, screen, person, &key, "next").await;
    }
}

async fn post_screen(
    visitor: &mut Visitor,
    instrument: &Instrument,
    path: &str,
    screen: usize,
    person: &Invited,
    key: &str,
    go: &str,
) -> crate::world::Page {
    let answers = full(instrument, person);
    let mut fields = vec![("d", key), ("go", go)];
    for item in instrument.screen_items(screen - 1) {
        if let Some(Answer::Choice(text) | Answer::Text(text)) = answers.get(&item.link_id) {
            fields.push((item.link_id.as_str(), text.as_str()));
        }
    }
    visitor.post(path, &fields).await
}

/// The same without pages.
pub async fn begin(p: &Platform, token: &str, person: &Invited) -> Open {
    let begun = actions::accept(p, token).await.expect("the invitation is good");
    let key = begun.key.written();
    let asked = actions::asked(p, begun.campaign).await.expect("read").expect("the campaign");
    let mut draft = actions::open(p, &asked, &begun.key).await.expect("read").expect("the draft");
    draft.speaker = Some(instruments::Speaker::Patient);
    draft.answers = person.answers.clone();
    actions::keep(p, &asked, &begun.key, &draft).await.expect("kept");
    Open { key, by: By::Actions }
}

/// Sends what is open.
pub async fn send(p: &Platform, instrument: &Instrument, open: Open, campaign: CampaignId, person: &Invited) {
    match open.by {
        By::Browser(mut visitor, path) => {
            let screen = instrument.screens().len();
            let page = post_screen(&mut visitor, instrument, &path, screen, person, &open.key, "send").await;
            assert!(page.location().is_some_and(|at| at.contains("/merci")), "{}: {}", page.path, page.status);
        }
        By::Actions => {
            let asked = actions::asked(p, campaign).await.expect("read").expect("the campaign");
            let key = DraftKey::read(&open.key).expect("the key as an address holds it");
            let mut draft = actions::open(p, &asked, &key).await.expect("read").expect("the draft");
            draft.answers = full(instrument, person);
            actions::send(p, &asked, &key, &draft, kernel::Lang::Fr).await.expect("acknowledged");
        }
    }
}

type CampaignId = kernel::Id<kernel::kinds::Campaign>;

/// The coded answers and the comment.
fn full(instrument: &Instrument, person: &Invited) -> Answers {
    let mut answers = person.answers.clone();
    if let Some(comment) = &person.comment {
        let open = instrument.questions().find(|item| item.kind == ItemKind::Open).expect("an open question");
        answers.set(open.link_id.clone(), Answer::Text(comment.clone()));
    }
    answers
}

/// The mails of a folder: token by address, and how many went to each.
pub fn mails(p: &Platform) -> (HashMap<String, String>, BTreeMap<String, usize>) {
    let folder = p.settings.mail_folder.clone().expect("a mail folder");
    let (mut tokens, mut counts) = (HashMap::new(), BTreeMap::new());
    for mail in std::fs::read_dir(folder).expect("mails") {
        let text = std::fs::read_to_string(mail.expect("a mail").path()).expect("text");
        let address = text.lines().next().and_then(|l| l.strip_prefix("To: ")).expect("an address").to_owned();
        let token = text.split("/i/").nth(1).and_then(|t| t.split_whitespace().next()).expect("a token");
        tokens.insert(address.clone(), token.trim_end_matches(['.', ',']).to_owned());
        *counts.entry(address).or_default() += 1;
    }
    (tokens, counts)
}

/// The text of an answer as its final row holds it.
pub fn given_of(answers: &Answers) -> String {
    let pairs: serde_json::Map<String, serde_json::Value> = answers
        .iter()
        .filter_map(|(id, answer)| match answer {
            Answer::Choice(code) => Some((id.to_owned(), code.as_str().into())),
            _ => None,
        })
        .collect();
    sorted(&serde_json::Value::Object(pairs).to_string())
}

/// The pairs of a JSON object in a fixed order, so that two texts of the same answers compare equal.
pub fn sorted(text: &str) -> String {
    let object: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).unwrap_or_default();
    serde_json::to_string(&object).unwrap_or_default()
}
