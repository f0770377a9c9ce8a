//! Sealing one field.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use kernel::Chance;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::VaultError;

/// The first byte of every sealed value, so that the format can change.
const VERSION: u8 = 1;
/// Bytes of a nonce.
const NONCE: usize = 24;

/// Where a sealed value lives; it opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The row: its id, or whatever names it for good.
    pub row: i64,
}

impl Spot<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.table.len() + self.column.len() + 10);
        out.extend_from_slice(self.table.as_bytes());
        out.push(0);
        out.extend_from_slice(self.column.as_bytes());
        out.push(0);
        out.extend_from_slice(&self.row.to_be_bytes());
        out
    }
}

/// A 256-bit key that seals fields. Wiped from memory when dropped; never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SealKey([u8; 32]);

/// The key of one voice or person: random, stored only wrapped. Destroying its wraps erases what it sealed.
pub type VoiceKey = SealKey;

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey")
    }
}

impl SealKey {
    /// A new random key.
    pub fn random(chance: &mut dyn Chance) -> Self {
        let mut bytes = [0u8; 32];
        chance.fill(&mut bytes);
        Self(bytes)
    }

    /// A key read from where it was kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Derives a key for a narrower purpose (HKDF-SHA-256, RFC 5869).
    pub fn derive(&self, purpose: &str) -> Self {
        let mut out = [0u8; 32];
        // Expanding to 32 bytes cannot fail: the limit is 255 blocks of 32.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand(purpose.as_bytes(), &mut out);
        Self(out)
    }

    /// Derives 32 bytes from this key (as the secret pepper) and a secret somebody holds, for one purpose: look-up ids and
    /// keys of receipts, token hashes, keyed counters.
    pub fn derive_with(&self, secret: &[u8], purpose: &str) -> [u8; 32] {
        let mut out = [0u8; 32];
        let _ = Hkdf::<Sha256>::new(Some(&self.0), secret).expand(purpose.as_bytes(), &mut out);
        out
    }

    /// Seals a value for one spot.
    pub fn seal(&self, chance: &mut dyn Chance, spot: Spot<'_>, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0u8; NONCE];
        chance.fill(&mut nonce);
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let aad = spot.bytes();
        // Encryption fails only beyond 256 GiB; the empty value then refuses to open rather than leak.
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad }).unwrap_or_default();
        let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
        out.push(VERSION);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        out
    }

    /// Seals a value padded to a multiple of `block` bytes, so that its length tells nothing.
    pub fn seal_padded(&self, chance: &mut dyn Chance, spot: Spot<'_>, plain: &[u8], block: usize) -> Vec<u8> {
        let length = u32::try_from(plain.len()).unwrap_or(u32::MAX);
        let mut padded = Zeroizing::new(Vec::with_capacity(plain.len() + block + 4));
        padded.extend_from_slice(&length.to_be_bytes());
        padded.extend_from_slice(plain);
        let whole = padded.len().div_ceil(block.max(1)) * block.max(1);
        padded.resize(whole, 0);
        self.seal(chance, spot, &padded)
    }

    /// Opens what [`Self::seal`] made.
    pub fn open(&self, spot: Spot<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (version, rest) = sealed.split_first().ok_or(VaultError::CannotOpen)?;
        let (nonce, body) = rest.split_at_checked(NONCE).ok_or(VaultError::CannotOpen)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| VaultError::CannotOpen)?;
        if *version != VERSION {
            return Err(VaultError::CannotOpen);
        }
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let aad = spot.bytes();
        cipher
            .decrypt(&XNonce::from(nonce), Payload { msg: body, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| VaultError::CannotOpen)
    }

    /// Opens what [`Self::seal_padded`] made.
    pub fn open_padded(&self, spot: Spot<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let padded = self.open(spot, sealed)?;
        let (length, body) = padded.split_at_checked(4).ok_or(VaultError::CannotOpen)?;
        let length = u32::from_be_bytes(length.try_into().map_err(|_| VaultError::CannotOpen)?) as usize;
        body.get(..length).map(|b| Zeroizing::new(b.to_vec())).ok_or(VaultError::CannotOpen)
    }

    /// Opens a sealed text.
    pub fn open_text(&self, spot: Spot<'_>, sealed: &[u8]) -> Result<String, VaultError> {
        let plain = self.open(spot, sealed)?;
        String::from_utf8(plain.to_vec()).map_err(|_| VaultError::CannotOpen)
    }

    /// Wraps another key under this one.
    pub fn wrap(&self, chance: &mut dyn Chance, spot: Spot<'_>, key: &Self) -> Vec<u8> {
        self.seal(chance, spot, &key.0)
    }

    /// Unwraps a key.
    pub fn unwrap_key(&self, spot: Spot<'_>, wrapped: &[u8]) -> Result<Self, VaultError> {
        let plain = self.open(spot, wrapped)?;
        let bytes: [u8; 32] = plain.as_slice().try_into().map_err(|_| VaultError::CannotOpen)?;
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    const SPOT: Spot<'_> = Spot { table: "voice", column: "original", row: 7 };

    #[test]
    fn a_sealed_value_opens_only_in_its_own_row_and_with_its_key() {
        let mut chance = SeededChance::new(1);
        let key = SealKey::random(&mut chance);
        let sealed = key.seal(&mut chance, SPOT, "Je m'appelle Paul".as_bytes());
        assert_eq!(key.open_text(SPOT, &sealed).unwrap(), "Je m'appelle Paul");
        assert!(key.open(Spot { row: 8, ..SPOT }, &sealed).is_err());
        assert!(key.open(Spot { column: "readable", ..SPOT }, &sealed).is_err());
        assert!(SealKey::random(&mut chance).open(SPOT, &sealed).is_err());
    }

    #[test]
    fn any_changed_byte_is_found() {
        let mut chance = SeededChance::new(2);
        let key = SealKey::random(&mut chance);
        let sealed = key.seal(&mut chance, SPOT, b"bonjour");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(SPOT, &changed).is_err(), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(key.open(SPOT, &sealed[..length]).is_err(), "cut at {length}");
        }
    }

    #[test]
    fn padded_values_of_different_lengths_look_alike() {
        let mut chance = SeededChance::new(3);
        let key = SealKey::random(&mut chance);
        let short = key.seal_padded(&mut chance, SPOT, b"oui", 4096);
        let long = key.seal_padded(&mut chance, SPOT, &[b'x'; 4000], 4096);
        assert_eq!(short.len(), long.len());
        assert_eq!(key.open_padded(SPOT, &short).unwrap().as_slice(), b"oui");
    }

    #[test]
    fn equal_values_are_sealed_differently() {
        let mut chance = SeededChance::new(4);
        let key = SealKey::random(&mut chance);
        assert_ne!(key.seal(&mut chance, SPOT, b"oui"), key.seal(&mut chance, SPOT, b"oui"));
    }
}
