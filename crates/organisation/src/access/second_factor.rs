//! The second factor: six digits that change every thirty seconds (RFC 6238), and ten recovery codes on paper.
//!
//! Required for every role that reads the text of the whole organisation and for administrators, who give those roles
//! (dated setting `second-factor-roles`, a JSON list of role codes; the default is computed from "Who reads what").

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use kernel::{Chance, Day, Id, Role, kinds};
use spine::{
    Platform,
    db::{Conn, DbError},
    settings::dated,
    vault::{SealKey, Spot, VaultError},
};
use totp_rs::{Builder, Secret, Totp};

use super::{
    scope::{reaches_all, reading_of},
    store::INSTALLATION,
};

/// Recovery codes made at once.
const CODES: usize = 10;
/// Seconds of one code.
const STEP: u64 = 30;

/// The roles that must show a second factor on a day.
pub async fn required(conn: &mut Conn, org: Id<kinds::Org>, day: Day) -> Result<Vec<Role>, DbError> {
    let Some(dated) = dated::on_day(conn, org, "second-factor-roles", day).await? else { return Ok(by_default()) };
    let codes = dated.value.as_array().cloned().unwrap_or_default();
    Ok(codes.iter().filter_map(|code| code.as_str()?.parse().ok()).collect())
}

fn by_default() -> Vec<Role> {
    let reads_all = |role: &Role| reaches_all(*role) && (reading_of(*role).text || *role == Role::Administrator);
    Role::ALL.into_iter().filter(reads_all).collect()
}

/// A new secret of 160 bits, as RFC 4226 asks for.
pub fn new_secret(chance: &mut dyn Chance) -> [u8; 20] {
    let mut bytes = [0u8; 20];
    chance.fill(&mut bytes);
    bytes
}

fn key(p: &Platform) -> SealKey {
    p.keys.of(INSTALLATION, "totp")
}

fn spot(column: &'static str, account: Id<kinds::Account>) -> Spot<'static> {
    Spot { table: "second_factor", column, row: account.to_i64() }
}

/// Seals a secret for one of the two columns.
pub fn seal(
    p: &Platform,
    chance: &mut dyn Chance,
    account: Id<kinds::Account>,
    column: &'static str,
    secret: &[u8],
) -> Vec<u8> {
    key(p).seal(chance, spot(column, account), secret)
}

/// Opens the secret of one of the two columns.
pub fn unseal(
    p: &Platform,
    account: Id<kinds::Account>,
    column: &'static str,
    sealed: &[u8],
) -> Result<Vec<u8>, VaultError> {
    key(p).open(spot(column, account), sealed).map(|secret| secret.to_vec())
}

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(Secret::new(secret.into())).with_step_duration(STEP).build().ok()
}

/// The step whose code this is, one before and one after the present included; none when it is no code of now. Whoever
/// calls this must refuse a step that was used.
pub fn step_of(secret: &[u8], code: &str, now_millis: i64) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now_millis / 1000).ok()?;
    totp(secret)?.check(&digits, seconds).and_then(|step| i64::try_from(step).ok())
}

/// The code of an instant; for the tests and for `vecu demo`, which prints no secret.
pub fn code_at(secret: &[u8], now_millis: i64) -> Option<String> {
    let seconds = u64::try_from(now_millis / 1000).ok()?;
    Some(totp(secret)?.generate(seconds).to_string())
}

/// The secret in letters, in groups of four, for those who cannot point a camera at the screen.
pub fn in_letters(secret: &[u8]) -> String {
    let text = BASE32_NOPAD.encode(secret);
    let groups: Vec<&str> =
        (0..text.len()).step_by(4).filter_map(|at| text.get(at..(at + 4).min(text.len()))).collect();
    groups.join(" ")
}

/// The address that authenticator applications read in a QR code (`otpauth://`).
pub fn address(secret: &[u8], email: &str) -> String {
    let plain: String = email.chars().filter(|c| c.is_ascii_alphanumeric() || "@.-_".contains(*c)).collect();
    format!("otpauth://totp/V%C3%A9cu:{plain}?secret={}&issuer=V%C3%A9cu", BASE32_NOPAD.encode(secret))
}

/// Ten new recovery codes as they are printed, and as they are stored.
pub fn recovery_codes(p: &Platform, chance: &mut dyn Chance, account: Id<kinds::Account>) -> Vec<(String, Vec<u8>)> {
    (0..CODES)
        .map(|_| {
            // Sixty random bits in letters without look-alikes.
            let code = Id::<kinds::Draft>::random(chance).to_string();
            let hash = recovery_hash(p, account, &code);
            (grouped(&code), hash)
        })
        .collect()
}

/// The stored form of a recovery code as typed: case, spaces and dashes do not matter, nor O for 0 or I and L for 1.
pub fn recovery_hash(p: &Platform, account: Id<kinds::Account>, typed: &str) -> Vec<u8> {
    let plain: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    let secret = format!("{}:{plain}", HEXLOWER.encode(&account.to_i64().to_be_bytes()));
    p.keys.of(INSTALLATION, "recovery").derive_with(secret.as_bytes(), "recovery-code").to_vec()
}

fn grouped(code: &str) -> String {
    let groups: Vec<&str> = (0..code.len()).step_by(4).filter_map(|at| code.get(at..at + 4)).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B: the last six of the eight digits for SHA-1 at 59 s and 1 111 111 109 s.
        let secret = b"12345678901234567890";
        assert_eq!(code_at(secret, 59_000).unwrap(), "287082");
        assert_eq!(code_at(secret, 1_111_111_109_000).unwrap(), "081804");
        assert_eq!(step_of(secret, "287 082", 59_000), Some(1));
        assert_eq!(step_of(secret, "287082", 89_000), Some(1), "one step late is still taken");
        assert_eq!(step_of(secret, "287082", 150_000), None);
        for bad in ["", "28708", "2870822", "28708a", "２８７０８２"] {
            assert_eq!(step_of(secret, bad, 59_000), None, "{bad}");
        }
    }

    #[test]
    fn whoever_reads_everything_shows_a_second_factor() {
        let roles = by_default();
        for role in [Role::Administrator, Role::QualityOfficer, Role::UserRepresentative] {
            assert!(roles.contains(&role), "{role:?}");
        }
        assert!(!roles.contains(&Role::Caregiver));
    }

    #[test]
    fn a_secret_can_be_typed() {
        assert_eq!(in_letters(b"12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(address(&[0; 20], "a b&c@x.fr").starts_with("otpauth://totp/V%C3%A9cu:abc@x.fr?secret=AAAA"));
    }
}
