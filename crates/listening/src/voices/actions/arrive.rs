//! A voice arrives.

use kernel::{Chance, Day, Id, Personal, Wave, kinds};
use spine::{
    Platform,
    db::Tx,
    jobs,
    vault::{SealKey, Spot},
};
use zeroize::Zeroizing;

use super::VoiceProblem;
use crate::voices::{
    Channel, PublicationState, Receipt, Speaker, State,
    model::{LONGEST_TEXT, NewComment, NewVoice, Voice},
    store,
};

/// The length to which sealed texts are padded, so that a length in a back-up recognises nobody.
const BLOCK: usize = 512;

/// What the author is told.
pub struct Received {
    /// The voice.
    pub voice: Id<kinds::Voice>,
    /// The receipt, once, for those who want to follow. It is stored nowhere.
    pub receipt: Option<Zeroizing<String>>,
    /// Whether the text speaks of self-harm: the emergency numbers are shown at once (hard rule 18).
    pub shows_help: bool,
}

/// Takes a story, a suggestion or thanks. Returns once it is on disk (hard rule 17).
///
/// # Errors
/// An empty or too long text, a contact that is none, a reply asked for without any way to give it. Nothing was stored;
/// the page keeps what was typed.
pub async fn receive(p: &Platform, new: NewVoice) -> Result<Received, VoiceProblem> {
    let mut tx = p.db.begin().await?;
    let mut chance = p.chance();
    let received = receive_in(&mut tx, p, &mut *chance, new, p.clock.today()).await?;
    tx.commit().await?;
    p.work.notify_one();
    Ok(received)
}

/// The same inside a transaction, on a given day (the demo tells of days gone by).
pub(in crate::voices) async fn receive_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    new: NewVoice,
    day: Day,
) -> Result<Received, VoiceProblem> {
    let text = new.text.open().trim();
    check_text(text)?;
    let contact = new.contact.as_ref().map(|c| c.open().trim().to_owned()).filter(|c| !c.is_empty());
    if contact.as_deref().is_some_and(|c| !looks_reachable(c)) {
        return Err(VoiceProblem::Contact);
    }
    if new.wants_reply && !new.follow && contact.is_none() {
        return Err(VoiceProblem::NoWayBack);
    }
    let id = Id::random(chance);
    let voice = Voice {
        org: new.org,
        id,
        kind: new.kind,
        place: new.place,
        day: Some(day),
        wave: day.wave(),
        speaker: new.speaker,
        moment: new.moment,
        channel: new.channel,
        lang: new.lang,
        may_publish: new.may_publish,
        wants_reply: new.wants_reply,
        followed: new.follow,
        has_contact: contact.is_some(),
        state: State::Sealed,
        readable: None,
        masked: 0,
        danger: None,
    };
    let receipt = new.follow.then(|| Receipt::random(chance));
    seal_and_insert(tx, p, chance, (&voice, None), text, receipt.as_ref()).await?;
    if let Some(contact) = contact {
        let key = p.keys.of(new.org, "contacts");
        let spot = Spot { table: "contact", column: "sealed", row: id.to_i64() };
        let sealed = key.seal_padded(chance, spot, contact.as_bytes(), 256);
        store::insert_contact(tx, new.org, id, sealed).await?;
    }
    if new.may_publish {
        let asked = store::Publication {
            voice: id,
            state: PublicationState::Asked,
            ground: None,
            reason: None,
            contested: None,
            decided_day: None,
            public_text: None,
        };
        store::decide(tx, new.org, &asked, None).await?;
    }
    // The event carries no clock time (hard rule 1), and an arrival is not audited (DESIGN 3b, "Traces").
    let payload = serde_json::json!({ "voice": id.to_i64() });
    jobs::emit(tx, chance, new.org, "voice.arrived", payload, false).await?;
    Ok(Received {
        voice: id,
        receipt: receipt.map(|r| r.shown()),
        shows_help: text::distress::speaks_of_self_harm(text).is_some(),
    })
}

/// Takes a comment that was cut off from its answer, inside the transaction that moves its batch in. It has no receipt, no
/// contact and no day: only its place and wave.
pub async fn receive_comment(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    new: NewComment,
) -> Result<Id<kinds::Voice>, VoiceProblem> {
    let text = new.text.open().trim();
    check_text(text)?;
    let voice = comment(&new, Id::random(chance));
    seal_and_insert(tx, p, chance, (&voice, Some(new.campaign)), text, None).await?;
    let payload = serde_json::json!({ "voice": voice.id.to_i64() });
    jobs::emit(tx, chance, new.org, "voice.arrived", payload, false).await?;
    Ok(voice.id)
}

const fn comment(new: &NewComment, id: Id<kinds::Voice>) -> Voice {
    Voice {
        org: new.org,
        id,
        kind: new.kind,
        place: new.place,
        day: None,
        wave: wave_of(new),
        // Speaker and channel would be one more link to the answer: a comment of a questionnaire keeps neither.
        speaker: Speaker::Patient,
        moment: None,
        channel: Channel::Web,
        lang: new.lang,
        may_publish: false,
        wants_reply: false,
        followed: false,
        has_contact: false,
        state: State::Sealed,
        readable: None,
        masked: 0,
        danger: None,
    }
}

const fn wave_of(new: &NewComment) -> Wave {
    new.wave
}

async fn seal_and_insert(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    (voice, campaign): (&Voice, Option<Id<kinds::Campaign>>),
    text: &str,
    receipt: Option<&Receipt>,
) -> Result<(), VoiceProblem> {
    let (org, id) = (voice.org, voice.id);
    let key = SealKey::random(chance);
    let sealed = key.seal_padded(chance, original_spot(id), text.as_bytes(), BLOCK);
    let for_role = p.keys.of(org, "voices").wrap(chance, key_spot(id, "for_role"), &key);
    let for_receipt = receipt.map(|r| r.key(&p.keys, org).wrap(chance, key_spot(id, "for_receipt"), &key));
    store::insert(tx, voice, campaign).await?;
    store::insert_original(tx, org, id, sealed).await?;
    store::insert_key(tx, org, id, for_role, for_receipt).await?;
    if let Some(receipt) = receipt {
        store::insert_receipt(tx, org, receipt.lookup(&p.keys, org), id).await?;
    }
    Ok(())
}

pub(super) const fn original_spot(id: Id<kinds::Voice>) -> Spot<'static> {
    Spot { table: "voice_original", column: "sealed", row: id.to_i64() }
}

pub(super) const fn key_spot(id: Id<kinds::Voice>, column: &'static str) -> Spot<'static> {
    Spot { table: "voice_key", column, row: id.to_i64() }
}

pub(super) fn check_text(text: &str) -> Result<(), VoiceProblem> {
    if text.is_empty() {
        Err(VoiceProblem::Empty)
    } else if text.chars().count() > LONGEST_TEXT {
        Err(VoiceProblem::TooLong)
    } else {
        Ok(())
    }
}

/// An e-mail address or a phone number, loosely: the person is told if it looks mistyped, no more.
fn looks_reachable(contact: &str) -> bool {
    let mail = contact.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !b.ends_with('.'));
    let digits = contact.chars().filter(char::is_ascii_digit).count();
    let phone = digits >= 8 && contact.chars().all(|c| c.is_ascii_digit() || " +.-()".contains(c));
    (mail && !contact.contains(char::is_whitespace) || phone) && contact.len() <= 200
}

/// A convenience for seeds and jobs that hold plain texts.
impl NewVoice {
    /// Takes this voice on a given day inside a transaction (the demo tells of days gone by).
    pub async fn receive_on(
        self,
        tx: &mut Tx,
        p: &Platform,
        chance: &mut dyn Chance,
        day: Day,
    ) -> Result<Received, VoiceProblem> {
        receive_in(tx, p, chance, self, day).await
    }

    /// The text, marked personal.
    pub fn text_from(text: &str) -> Personal<String> {
        Personal::new(text.to_owned())
    }
}
