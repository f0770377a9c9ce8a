//! Moderation before publication (handbook, domain section 4; hard rule 8 above it).
//!
//! The machine suggests grounds, a person decides; a refusal cites its rule, the author can contest with the receipt, and
//! the representative of users sees refusals.

use organisation::access::Asker;
use spine::{
    Platform,
    audit::{self, Act},
};

use super::VoiceProblem;
use crate::voices::{PublicationState, access, model::Voice, store};

/// What a moderator decides.
#[derive(Debug, Clone)]
pub enum Decision {
    /// Publish this text: the readable text, shortened or masked further if need be, never reworded.
    Publish {
        /// The public text.
        text: String,
    },
    /// Take what is published back, citing a rule: a name was found later, somebody would be recognised.
    TakeDown {
        /// The rule's code.
        ground: String,
        /// In words for the author, who is named nobody in them.
        reason: String,
    },
    /// Refuse, citing a rule by its code (`text::moderation`).
    Refuse {
        /// The rule's code.
        ground: String,
        /// In words for the author.
        reason: String,
    },
}

/// Decides about publishing a voice whose author allowed it.
pub async fn decide(p: &Platform, asker: &Asker, voice: &Voice, decision: Decision) -> Result<(), VoiceProblem> {
    let mut tx = p.db.begin().await?;
    decide_in(&mut tx, p, asker, voice, decision, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction and on a given day (the demo tells of days gone by).
pub async fn decide_in(
    tx: &mut spine::db::Tx,
    p: &Platform,
    asker: &Asker,
    voice: &Voice,
    decision: Decision,
    day: kernel::Day,
) -> Result<(), VoiceProblem> {
    if !access::may_moderate(asker, voice) {
        return Err(VoiceProblem::Forbidden);
    }
    super::still_there(tx, voice).await?;
    let asked = store::publication(tx, voice.org, voice.id).await?;
    if !voice.may_publish || !asked.as_ref().is_some_and(|asked| decision.fits(asked.state)) {
        return Err(VoiceProblem::State);
    }
    let contested = asked.and_then(|a| a.contested);
    let (next, detail) = match decision {
        Decision::Publish { text } => {
            let text = text.trim().to_owned();
            super::arrive::check_text(&text)?;
            if text::has_token(&text) {
                return Err(VoiceProblem::Tokens);
            }
            // A word in doubt was before the eyes of whoever moderates, who decides; what is told to be an identifier
            // stays out of what the public reads.
            let found = text::redact(&text, text::Lists::french());
            if found.masked.iter().any(|masked| masked.kind != text::MaskedKind::Unsure) {
                return Err(VoiceProblem::Names);
            }
            let p = publication(voice, PublicationState::Published, None, None, contested, day, Some(text));
            (p, "published".to_owned())
        }
        Decision::Refuse { ground, reason } => {
            let reason = stated(&ground, &reason)?;
            let detail = format!("refused:{ground}");
            (publication(voice, PublicationState::Refused, Some(ground), Some(reason), contested, day, None), detail)
        }
        Decision::TakeDown { ground, reason } => {
            let reason = stated(&ground, &reason)?;
            if super::team::names_somebody(&reason) {
                return Err(VoiceProblem::Names);
            }
            let detail = format!("taken-down:{ground}");
            // What its author answered to an earlier refusal was heard: the text was published.
            (publication(voice, PublicationState::TakenDown, Some(ground), Some(reason), None, day, None), detail)
        }
    };
    store::decide(tx, voice.org, &next, Some(asker.account)).await?;
    let act = Act {
        org: voice.org,
        account: Some(asker.account),
        hat: Some(asker.role()),
        act: "voice.publication-decided",
        subject: format!("voice:{}", voice.id),
        detail,
    };
    audit::write(tx, &*p.clock, act).await?;
    Ok(())
}

impl Decision {
    /// Whether it can be taken from where publication stands.
    const fn fits(&self, state: PublicationState) -> bool {
        use PublicationState::{Asked, Contested, Published, Refused, TakenDown};
        match self {
            Self::Publish { .. } => matches!(state, Asked | Contested | Refused | TakenDown),
            Self::Refuse { .. } => matches!(state, Asked | Contested | Refused),
            Self::TakeDown { .. } => matches!(state, Published),
        }
    }
}

/// A rule that exists, and a reason in words.
fn stated(ground: &str, reason: &str) -> Result<String, VoiceProblem> {
    let reason = reason.trim();
    if text::moderation::Ground::of_code(ground).is_none() || reason.chars().count() < 10 {
        return Err(VoiceProblem::Reason);
    }
    Ok(reason.to_owned())
}

fn publication(
    voice: &Voice,
    state: PublicationState,
    ground: Option<String>,
    reason: Option<String>,
    contested: Option<String>,
    day: kernel::Day,
    public_text: Option<String>,
) -> store::Publication {
    store::Publication { voice: voice.id, state, ground, reason, contested, decided_day: Some(day), public_text }
}
