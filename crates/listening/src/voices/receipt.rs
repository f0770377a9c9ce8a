//! The receipt: a code that opens one voice, shown once and stored nowhere (hard rule 2).
//!
//! 100 random bits and a check symbol, written with the 32 symbols of Crockford's alphabet, which has no look-alikes:
//! twenty symbols and the check, in groups people can copy, print or photograph. From the code and the organisation's
//! pepper (HKDF-SHA-256) come a look-up id and a key; 100 bits need no slow hash: guessing one of a million receipts at a
//! million tries a second takes 10^10 years.

use kernel::{Chance, Id, kinds};
use spine::vault::{Keyring, SealKey};
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols that carry chance: 20 x 5 = 100 bits.
const SYMBOLS: usize = 20;
/// The check is the weighted sum modulo 31, a prime: it finds every single wrong symbol and every swap of two.
const CHECK: u32 = 31;

/// A receipt in the hand of its owner. Wiped from memory when dropped; never logged.
pub struct Receipt(Zeroizing<[u8; SYMBOLS]>);

/// Why a typed code is not a receipt. Told before any look-up, since it depends on the code alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Too short or too long.
    #[error("a receipt has 21 symbols")]
    Length,
    /// A symbol that does not exist.
    #[error("a receipt is made of digits and letters")]
    Symbol,
    /// One symbol is wrong: a typing mistake.
    #[error("a symbol is mistyped")]
    Check,
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt")
    }
}

impl Receipt {
    /// Draws a new receipt.
    pub fn random(chance: &mut dyn Chance) -> Self {
        let mut symbols = Zeroizing::new([0u8; SYMBOLS]);
        for symbol in symbols.iter_mut() {
            *symbol = chance.below(32) as u8;
        }
        Self(symbols)
    }

    /// Reads what somebody typed: case, blanks and dashes do not matter; O is read as 0, I and L as 1.
    pub fn read(typed: &str) -> Result<Self, ReceiptError> {
        let mut symbols = Zeroizing::new([0u8; SYMBOLS + 1]);
        let mut count = 0;
        for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '—' | '.' | '_')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET.iter().position(|a| char::from(*a) == c).ok_or(ReceiptError::Symbol)?;
            let slot = symbols.get_mut(count).ok_or(ReceiptError::Length)?;
            *slot = value as u8;
            count += 1;
        }
        if count != SYMBOLS + 1 {
            return Err(ReceiptError::Length);
        }
        let mut kept = Zeroizing::new([0u8; SYMBOLS]);
        kept.copy_from_slice(&symbols[..SYMBOLS]);
        let receipt = Self(kept);
        if u32::from(symbols[SYMBOLS]) == receipt.check() { Ok(receipt) } else { Err(ReceiptError::Check) }
    }

    fn check(&self) -> u32 {
        let sum =
            self.0.iter().zip(1u32..).fold(0, |sum, (symbol, weight)| (sum + u32::from(*symbol) * weight) % CHECK);
        sum % CHECK
    }

    /// The code as it is shown: `ABCD-EFGH-JKMN-PQRS-TVWX-Y`.
    pub fn shown(&self) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(SYMBOLS + 6));
        for (i, symbol) in self.0.iter().enumerate() {
            if i > 0 && i % 4 == 0 {
                out.push('-');
            }
            out.push(char::from(ALPHABET[usize::from(*symbol) & 31]));
        }
        out.push('-');
        out.push(char::from(ALPHABET[self.check() as usize & 31]));
        out
    }

    /// The id under which the voice is found. It says nothing about the code.
    pub fn lookup(&self, keys: &Keyring, org: Id<kinds::Org>) -> Vec<u8> {
        keys.of(org, "receipt-pepper").derive_with(self.0.as_slice(), "lookup").to_vec()
    }

    /// The key that unwraps the voice's key.
    pub fn key(&self, keys: &Keyring, org: Id<kinds::Org>) -> SealKey {
        SealKey::from_bytes(keys.of(org, "receipt-pepper").derive_with(self.0.as_slice(), "key"))
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    #[test]
    fn a_receipt_is_read_back_however_it_is_typed() {
        let mut chance = SeededChance::new(5);
        for _ in 0..200 {
            let receipt = Receipt::random(&mut chance);
            let shown = receipt.shown().to_string();
            assert_eq!(shown.len(), 26);
            for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('0', "O")] {
                assert_eq!(Receipt::read(&typed).unwrap().0.as_slice(), receipt.0.as_slice(), "{typed}");
            }
        }
    }

    #[test]
    fn every_single_mistyped_symbol_but_one_pair_and_every_swap_is_found() {
        // Modulo 31, the symbols 0 and Z (values 0 and 31) weigh the same; every other mistake is found.
        let mut chance = SeededChance::new(6);
        let receipt = Receipt::random(&mut chance);
        let plain: Vec<char> = receipt.shown().replace('-', "").chars().collect();
        for at in 0..20 {
            for symbol in ALPHABET.iter().map(|a| char::from(*a)) {
                let mut typed = plain.clone();
                typed[at] = symbol;
                let look_alike = matches!((plain[at], symbol), ('0', 'Z') | ('Z', '0'));
                if symbol != plain[at] && !look_alike {
                    let typed: String = typed.iter().collect();
                    assert!(Receipt::read(&typed).is_err(), "{typed}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_a_receipt_is_told_apart() {
        assert_eq!(Receipt::read("ABC").unwrap_err(), ReceiptError::Length);
        assert_eq!(Receipt::read("é".repeat(21).as_str()).unwrap_err(), ReceiptError::Symbol);
        assert_eq!(Receipt::read(&"A".repeat(10_000)).unwrap_err(), ReceiptError::Length);
    }
}
