//! Remarks on a draft: whoever reads it leaves one, whoever writes it answers and settles. A questionnaire is written with
//! those it concerns (hard rule 12).

use kernel::{Id, Personal};
use organisation::access::Asker;
use spine::Platform;

use super::{InstrumentProblem, log, sentence};
use crate::instruments::{
    access,
    document::Doc,
    model::{DraftId, Remark, RemarkId},
    store,
};

/// The longest remark or answer, in characters.
pub const REMARK: usize = 2_000;
/// Most remarks on one draft: what is more is read by nobody.
const MOST: i64 = 1_000;

/// What is done to a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// It is answered.
    Answer(String),
    /// It is settled.
    Settle,
    /// It is opened again.
    Reopen,
    /// Its author takes it back.
    Withdraw,
}

/// Leaves a remark on a draft, or on one of its items (`link`; empty for the whole).
///
/// # Errors
/// [`InstrumentProblem::Gone`] when the item was taken out meanwhile; [`InstrumentProblem::Words`] for an empty remark or
/// one that is too long.
pub async fn leave(
    p: &Platform,
    asker: &Asker,
    draft: DraftId,
    link: &str,
    text: &str,
) -> Result<RemarkId, InstrumentProblem> {
    if !access::may_remark(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    let text = sentence(text, REMARK)?;
    let mut tx = p.db.begin().await?;
    let stored = store::document(&mut tx, &asker.scope, draft).await?.ok_or(InstrumentProblem::NotFound)?;
    if store::remark_count(&mut tx, &asker.scope, draft).await? >= MOST {
        return Err(InstrumentProblem::ManyRemarks);
    }
    let doc = Doc::parse(&stored).ok_or(InstrumentProblem::Unreadable)?;
    let subject = match link {
        "" => String::new(),
        link => {
            let entries = doc.entries();
            let entry = entries.iter().find(|entry| entry.link == link).ok_or(InstrumentProblem::Gone)?;
            entry.title(&doc, kernel::Lang::Fr).chars().take(120).collect()
        }
    };
    let one = Remark {
        id: Id::random(&mut *p.chance()),
        link: link.to_owned(),
        subject,
        text: Personal::new(text),
        day: p.clock.today(),
        account: asker.account,
        hat: asker.role(),
        answer: Personal::new(String::new()),
        answered: None,
        answered_by: None,
        settled: None,
        settled_by: None,
    };
    store::remark_left(&mut tx, asker.org(), draft, &one).await?;
    let subject = format!("instrument-draft:{draft}");
    log(&mut tx, p, asker, "instrument.remark-left", subject, format!("remark:{}", one.id)).await?;
    tx.commit().await?;
    Ok(one.id)
}

/// Answers, settles or opens a remark again (whoever writes), or takes one's own back while nobody answered it.
pub async fn treat(
    p: &Platform,
    asker: &Asker,
    draft: DraftId,
    id: RemarkId,
    word: Word,
) -> Result<(), InstrumentProblem> {
    let mut tx = p.db.begin().await?;
    let found = store::remark(&mut tx, &asker.scope, draft, id).await?.ok_or(InstrumentProblem::NotFound)?;
    let may = if word == Word::Withdraw { access::may_withdraw(asker, &found) } else { access::may_edit(asker) };
    if !may {
        return Err(InstrumentProblem::Forbidden);
    }
    let (org, at, by) = (asker.org(), (draft, id), (asker.account, p.clock.today()));
    let (done, act) = match &word {
        Word::Answer(text) => {
            let text = sentence(text, REMARK)?;
            (store::remark_answered(&mut tx, org, at, &text, by).await?, "instrument.remark-answered")
        }
        Word::Settle => (store::remark_settled(&mut tx, org, at, Some(by)).await?, "instrument.remark-settled"),
        Word::Reopen => (store::remark_settled(&mut tx, org, at, None).await?, "instrument.remark-reopened"),
        Word::Withdraw => {
            (store::remark_withdrawn(&mut tx, org, at, asker.account).await?, "instrument.remark-withdrawn")
        }
    };
    if !done {
        // Somebody did it already: what is asked for is so.
        return Ok(());
    }
    log(&mut tx, p, asker, act, format!("instrument-draft:{draft}"), format!("remark:{id}")).await?;
    tx.commit().await?;
    Ok(())
}
