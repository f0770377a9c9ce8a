//! The library of items: every question of every instrument the organisation knows, and those written from a finding. Each
//! remembers who designed it and where it comes from.

use std::collections::HashSet;

use kernel::{Id, Lang, Scope, kinds};
use organisation::access::Asker;
use serde_json::{Value, json};
use spine::{Platform, db::Conn};

use super::{Edit, InstrumentProblem, Touches, change, known, log, sentence};
use crate::instruments::{
    access,
    document::{
        Doc, Kind, Source, json::Two, kind_of, question::Question, rendering::Rendering, scales::Begin,
        terms::locks_wording, words_of,
    },
    model::{Act, DraftId, ItemId, LibraryItem},
    store,
};

/// An item of the library.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its name in the library: instrument and link id, or the id of a written item.
    pub key: String,
    /// Its words.
    pub title: Two,
    /// What it asks for.
    pub kind: Kind,
    /// Its printed answers.
    pub choices: Vec<Two>,
    /// How it is drawn, and the step of its scale or slider.
    pub rendering: (Rendering, String),
    /// Who designed it and where it comes from.
    pub source: Source,
    item: Value,
}

impl Shown {
    fn of(key: String, item: &Value, base: &str, source: Source) -> Self {
        let question = Question::of(item, base);
        Self {
            key,
            title: words_of(item, base),
            kind: kind_of(item),
            choices: question.choices.into_iter().map(|choice| choice.label).collect(),
            rendering: (Rendering::of(item), question.step),
            source,
            item: item.clone(),
        }
    }

    /// All that a person sees of it, as one text.
    fn said(&self) -> String {
        let labels =
            self.choices.iter().map(|label| format!("{}|{}", label.fr, label.en)).collect::<Vec<_>>().join("|");
        let source = &self.source;
        format!(
            "{}|{}|{labels}|{}|{}|{}|{:?}",
            self.title.fr, self.title.en, source.designers, source.finding, source.instrument, self.rendering
        )
    }

    /// Whether its words, its answers or its origin hold a text, whatever its accents and capitals.
    pub fn speaks_of(&self, sought: &str) -> bool {
        let plain = organisation::places::slug::of_name;
        let sought = plain(sought);
        let answers = self.choices.iter().flat_map(|label| [&label.fr, &label.en]);
        let origin = [&self.source.designers, &self.source.finding_title, &self.source.instrument_title];
        [&self.title.fr, &self.title.en]
            .into_iter()
            .chain(answers)
            .chain(origin)
            .any(|text| plain(text).contains(&sought))
    }
}

/// Every item: those written here first, then those of the instruments.
pub async fn library(p: &Platform, conn: &mut Conn, scope: &Scope) -> Result<Vec<Shown>, InstrumentProblem> {
    let mut out: Vec<Shown> = Vec::new();
    for written in store::items(conn, scope).await? {
        let Ok(item) = serde_json::from_str::<Value>(&written.document) else { continue };
        let source = Source::of(&item);
        out.push(Shown::of(written.id.to_string(), &item, Lang::Fr.tag(), source));
    }
    for instrument in known(p, conn, scope).await? {
        let doc = &instrument.document;
        out.extend(doc.questions().map(|entry| {
            let key = format!("{}/{}", instrument.name, entry.link);
            Shown::of(key, entry.item, doc.language(), Source::within(entry.item, doc))
        }));
    }
    // A copy that was not changed is the same question, of the same authors: it is shown where it comes from, once.
    let mut seen = HashSet::new();
    out.retain(|one| seen.insert(one.said()));
    Ok(out)
}

/// An item to write for the library.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Its words.
    pub wording: Two,
    /// What it begins as.
    pub begin: Begin,
    /// Who designed it, with whom.
    pub designers: String,
    /// The finding it comes from.
    pub finding: Option<Id<kinds::Finding>>,
    /// That finding, in words.
    pub finding_title: String,
}

/// Writes an item for the library. It says who designed it, always (hard rule 12).
pub async fn write_item(p: &Platform, asker: &Asker, new: NewItem) -> Result<ItemId, InstrumentProblem> {
    if !access::may_edit(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    sentence(&new.wording.fr, 1_000)?;
    let source = Source {
        designers: sentence(&new.designers, 500)?,
        finding: new.finding.map_or_else(String::new, |id| id.to_string()),
        finding_title: new.finding_title.trim().chars().take(300).collect(),
        ..Source::default()
    };
    let id: ItemId = Id::random(&mut *p.chance());
    let mut item = json!({ "linkId": format!("i-{id}"), "type": "display" });
    let mut question = Question::of(&item, Lang::Fr.tag());
    new.begin.fill(&mut question);
    let [patient, ..] = &mut question.wording;
    *patient = new.wording;
    question.write(&mut item, Lang::Fr.tag());
    source.write(&mut item);
    let stored = LibraryItem { id, document: item.to_string(), day: p.clock.today() };
    let mut tx = p.db.begin().await?;
    store::item_added(&mut tx, asker.org(), &stored, asker.account).await?;
    log(&mut tx, p, asker, "instrument.item-written", format!("instrument-item:{id}"), String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Puts an item of the library at the end of a screen of a draft; gives its name there.
pub async fn take_in(
    p: &Platform,
    asker: &Asker,
    draft: DraftId,
    revision: i64,
    parent: Option<String>,
    key: &str,
) -> Result<String, InstrumentProblem> {
    let mut conn = p.db.reader().await?;
    let all = library(p, &mut conn, &asker.scope).await?;
    drop(conn);
    let found = all.into_iter().find(|one| one.key == key).ok_or(InstrumentProblem::NotFound)?;
    let subject = found.title.either(Lang::Fr).to_owned();
    let edit = Edit { draft, revision, act: Act::TakenIn, subject, touches: Touches::Shape };
    change(p, asker, edit, |draft, doc: &mut Doc| {
        let mut item = found.item;
        found.source.write(&mut item);
        Ok({
            let local = draft.of_official || locks_wording(doc.value());
            doc.take_in(parent.as_deref(), item, local)?
        })
    })
    .await
}
