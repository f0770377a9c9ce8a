//! The three secrets that travel in addresses: the invitation, the draft's key, the right to object.
//!
//! None of them is listed anywhere. An invitation and an objection prove themselves by a code that only this
//! installation can compute; a draft's key is half of what opens the draft, and the database holds the other half only.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use kernel::{Chance, Day, Id, Wave, kinds};
use spine::vault::{Keyring, SealKey, Spot};

use super::model::Campaign;

const NONCE: usize = 16;
const CODE: usize = 16;

/// Compares without telling by its time where two values differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0u8, |gathered, (x, y)| gathered | (x ^ y)) == 0
}

fn first<const N: usize>(bytes: [u8; 32]) -> [u8; N] {
    let mut out = [0u8; N];
    out.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    out
}

/// The right to answer once for a place and a wave. It says nothing of who holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    nonce: [u8; NONCE],
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The place.
    pub place: Id<kinds::Place>,
    /// The wave.
    pub wave: Wave,
}

/// An invitation as it was typed or followed: not proven yet.
#[derive(Debug, Clone, Copy)]
pub struct Claimed {
    /// What it says.
    pub invitation: Invitation,
    code: [u8; CODE],
}

impl Invitation {
    /// A new one.
    pub fn random(chance: &mut dyn Chance, campaign: Id<kinds::Campaign>, place: Id<kinds::Place>, wave: Wave) -> Self {
        let mut nonce = [0u8; NONCE];
        chance.fill(&mut nonce);
        Self { nonce, campaign, place, wave }
    }

    fn body(&self) -> Vec<u8> {
        let months = i32::from(self.wave.year()) * 12 + i32::from(self.wave.month()) - 1;
        let mut body = self.nonce.to_vec();
        body.extend_from_slice(&self.campaign.to_i64().to_be_bytes());
        body.extend_from_slice(&self.place.to_i64().to_be_bytes());
        body.extend_from_slice(&u16::try_from(months).unwrap_or_default().to_be_bytes());
        body
    }

    fn code(&self, keys: &Keyring, org: Id<kinds::Org>) -> [u8; CODE] {
        first(keys.of(org, "invitations").derive_with(&self.body(), "token"))
    }

    /// As it stands in an address: 67 symbols.
    pub fn written(&self, keys: &Keyring, org: Id<kinds::Org>) -> String {
        let mut bytes = self.body();
        bytes.extend_from_slice(&self.code(keys, org));
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// How it is known once spent. The hash leads back to no address and to no answer.
    pub fn spent_hash(&self, keys: &Keyring, org: Id<kinds::Org>) -> Vec<u8> {
        keys.of(org, "invitations").derive_with(&self.body(), "spent").to_vec()
    }
}

impl Claimed {
    /// Reads the shape of an invitation; whether it is one is asked of [`Self::is_true`].
    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<NONCE>()?;
        let (campaign, rest) = rest.split_first_chunk::<8>()?;
        let (place, rest) = rest.split_first_chunk::<8>()?;
        let (months, rest) = rest.split_first_chunk::<2>()?;
        let code: [u8; CODE] = rest.try_into().ok()?;
        let months = u16::from_be_bytes(*months);
        let wave = format!("{:04}-{:02}", months / 12, months % 12 + 1).parse().ok()?;
        let invitation = Invitation {
            nonce: *nonce,
            campaign: Id::from_i64(i64::from_be_bytes(*campaign)),
            place: Id::from_i64(i64::from_be_bytes(*place)),
            wave,
        };
        Some(Self { invitation, code })
    }

    /// Something that costs as much to check as a real one, for addresses that are none.
    pub const fn nothing(wave: Wave) -> Self {
        let invitation = Invitation { nonce: [0; NONCE], campaign: Id::from_i64(-1), place: Id::from_i64(-1), wave };
        Self { invitation, code: [0; CODE] }
    }

    /// Whether this installation made it, for that organisation.
    pub fn is_true(&self, keys: &Keyring, org: Id<kinds::Org>) -> bool {
        same(&self.invitation.code(keys, org), &self.code)
    }
}

/// The key of a draft, held by an address alone.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftKey([u8; 16]);

impl std::fmt::Debug for DraftKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftKey")
    }
}

impl DraftKey {
    /// A new one.
    pub fn random(chance: &mut dyn Chance) -> Self {
        let mut bytes = [0u8; 16];
        chance.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads it from an address: 26 letters and digits.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE32_NOPAD.decode(text.trim().to_ascii_uppercase().as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// As it stands in an address.
    pub fn written(&self) -> String {
        BASE32_NOPAD.encode(&self.0).to_ascii_lowercase()
    }

    /// Under which name the draft is stored.
    pub fn lookup(&self, keys: &Keyring, org: Id<kinds::Org>) -> Vec<u8> {
        keys.of(org, "drafts").derive_with(&self.0, "lookup").to_vec()
    }

    /// What opens the draft: this key and the installation's together.
    pub fn seal(&self, keys: &Keyring, org: Id<kinds::Org>) -> SealKey {
        SealKey::from_bytes(keys.of(org, "drafts").derive_with(&self.0, "seal"))
    }

    /// Where the draft is sealed to.
    pub fn spot(lookup: &[u8]) -> Spot<'static> {
        let row = lookup.first_chunk::<8>().map_or(0, |bytes| i64::from_be_bytes(*bytes));
        Spot { table: "draft", column: "sealed", row }
    }
}

/// By what an address is known without being kept: a keyed hash of it.
pub fn address_hash(keys: &Keyring, org: Id<kinds::Org>, address: &str) -> Vec<u8> {
    let plain = address.trim().to_lowercase();
    first::<16>(keys.of(org, "objections").derive_with(plain.as_bytes(), "address")).to_vec()
}

/// By what it is known that an address was asked about a discharge, until its wave is over. It leads to no invitation and to
/// no answer: everybody who was asked has one, whether they answered or not.
pub fn asked_once_hash(keys: &Keyring, campaign: &Campaign, address: &str, left: Day) -> Vec<u8> {
    let mut about = campaign.id.to_i64().to_be_bytes().to_vec();
    about.extend_from_slice(left.to_string().as_bytes());
    about.extend_from_slice(address.trim().to_lowercase().as_bytes());
    first::<16>(keys.of(campaign.org, "asked").derive_with(&about, "once")).to_vec()
}

/// The right of an address to object, as it stands at the foot of each letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The organisation objected to.
    pub org: Id<kinds::Org>,
    /// The address's hash.
    pub address: Vec<u8>,
}

impl Objection {
    fn body(&self) -> Vec<u8> {
        let mut body = self.org.to_i64().to_be_bytes().to_vec();
        body.extend_from_slice(&self.address);
        body
    }

    fn code(&self, keys: &Keyring) -> [u8; CODE] {
        first(keys.of(self.org, "objections").derive_with(&self.body(), "token"))
    }

    /// As it stands in an address: 54 symbols.
    pub fn written(&self, keys: &Keyring) -> String {
        let mut bytes = self.body();
        bytes.extend_from_slice(&self.code(keys));
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Reads one, if this installation made it.
    pub fn read(keys: &Keyring, text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (org, rest) = bytes.split_first_chunk::<8>()?;
        let (address, code) = rest.split_first_chunk::<16>()?;
        let read = Self { org: Id::from_i64(i64::from_be_bytes(*org)), address: address.to_vec() };
        same(&read.code(keys), code).then_some(read)
    }
}
