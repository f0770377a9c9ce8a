//! One length for everything that waits sealed: an answer with a long comment must not be told from one without.
//!
//! A row that stands out by its size can be dated by hourly back-ups, and its text recognised later: the length would be a
//! link (DESIGN 3b). So each questionnaire has one envelope, large enough for all its open questions filled to the brim in
//! ordinary writing; what is put inside is compressed first, then filled up. What does not fit even so is refused with a
//! sentence, and never sealed longer.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};
use instruments::{Instrument, Kind, MOST_OTHER_CHARS};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

/// Bytes for the codes of a questionnaire and what a draft holds besides.
const BASE: usize = 2_048;
/// Characters that one more answer takes beside its text.
const CODED: usize = 64;
/// Envelopes are whole pages of the database.
const PAGE: usize = 4_096;
/// What the seal itself writes before the content: its length.
const LENGTH: usize = 4;
/// Nobody fills an envelope with more than this, once unpacked: a bound against content made to swell.
const MOST: u64 = 4 << 20;

/// The length of every envelope of a questionnaire, in bytes: half a byte for each character that its open questions take
/// (French prose shrinks to less), and a base.
pub fn size(instrument: &Instrument) -> usize {
    let letters = instrument.questions().map(|item| {
        let own = match item.kind {
            Kind::Open | Kind::Url => item.most_chars,
            Kind::Choice if item.other => MOST_OTHER_CHARS,
            _ => 0,
        };
        let group = item.inside.as_deref().and_then(|group| instrument.item(group)?.repeats);
        // Asked in so many blocks: as many texts, and as many codes with their names.
        group.map_or(own, |group| own.saturating_add(CODED).saturating_mul(group.most))
    });
    let letters: usize = letters.fold(0, usize::saturating_add);
    BASE.saturating_add(letters / 2).next_multiple_of(PAGE)
}

/// Packs something for an envelope of a size; nothing when it does not fit.
pub fn pack(content: &impl Serialize, size: usize) -> Option<Zeroizing<Vec<u8>>> {
    let plain = Zeroizing::new(serde_json::to_vec(content).ok()?);
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&plain).ok()?;
    let packed = Zeroizing::new(packed.finish().ok()?);
    (packed.len() + LENGTH <= size).then_some(packed)
}

/// Unpacks what [`pack`] made.
pub fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Option<T> {
    use std::io::Read;
    let mut plain = Zeroizing::new(Vec::new());
    flate2::read::DeflateDecoder::new(packed).take(MOST).read_to_end(&mut plain).ok()?;
    serde_json::from_slice(&plain).ok()
}

#[cfg(test)]
mod tests {
    use instruments::library;
    use kernel::{Chance, SeededChance};

    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_what_is_too_large_is_refused() {
        let text = "Une attente de six heures, puis un accueil très attentif. ".repeat(60);
        let packed = pack(&text, PAGE).unwrap();
        assert_eq!(unpack::<String>(&packed).unwrap(), text);
        let mut noise = vec![0u8; PAGE];
        SeededChance::new(3).fill(&mut noise);
        assert!(pack(&noise, PAGE).is_none());
        assert!(unpack::<String>(b"not packed").is_none());
    }

    #[test]
    fn the_envelope_of_a_shipped_questionnaire_holds_its_comments_filled_to_the_brim() {
        for one in library() {
            let instrument = Instrument::compile(one.json).unwrap();
            let size = size(&instrument);
            assert!((PAGE..=4 * PAGE).contains(&size), "{}: {size}", one.id);
        }
    }
}
