//! Addresses whose letters came back days later, as the mail server of the hospital tells it.

use std::collections::BTreeSet;

use kernel::{Id, Wave, kinds};
use spine::{
    Platform,
    audit::{self, Act},
};

use super::{By, SurveyProblem, asked, letters};
use crate::surveys::{model::LetterKind, store, token::address_hash};

/// Addresses settled in one transaction.
const PART: usize = 200;

/// What became of addresses that came back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Returned {
    /// Different addresses that were read.
    pub read: usize,
    /// Addresses to which a letter was prepared: nothing more is sent there.
    pub found: usize,
    /// By how many the number of invited people went down.
    pub fewer: usize,
}

/// The addresses in a text, whatever stands around them: a list, a column of a spreadsheet, the lines of a mail server.
fn addresses(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| c.is_whitespace() || ",;<>\"'()[]:|".contains(c));
    parts
        .filter(|part| part.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
        .map(|part| part.trim_matches('.').to_lowercase())
        .collect()
}

/// Takes addresses back: what was still to be sent there is destroyed, and those whose invitation had left no longer count
/// as invited (never fewer than have answered). The addresses are kept nowhere.
pub async fn take_back(
    p: &Platform,
    by: By,
    campaign: Id<kinds::Campaign>,
    text: &str,
) -> Result<Returned, SurveyProblem> {
    let asked = asked(p, campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let (org, addresses) = (asked.campaign.org, addresses(text).into_iter().collect::<Vec<_>>());
    let mut returned = Returned { read: addresses.len(), ..Returned::default() };
    for some in addresses.chunks(PART) {
        let mut tx = p.db.begin().await?;
        for address in some {
            let letters = store::letters_to(&mut tx, org, campaign, &address_hash(&p.keys, org, address)).await?;
            returned.found += usize::from(!letters.is_empty());
            for letter in letters {
                // The row of a reminder is that of an invitation that left, and was counted then.
                let inside = letters::opened(p, &letter)?.filter(|_| letter.kind == LetterKind::Reminder);
                let wave: Option<Wave> = inside.as_ref().and_then(|inside| inside.wave.parse().ok());
                if let (Some(inside), Some(wave)) = (inside, wave) {
                    let place = Id::from_i64(inside.place);
                    let is_fewer = store::fewer_invited(&mut tx, org, campaign, place, wave).await?;
                    returned.fewer += usize::from(is_fewer);
                }
                store::delete_letter(&mut tx, org, letter.id).await?;
            }
        }
        tx.commit().await?;
    }
    let mut tx = p.db.begin().await?;
    let act = Act {
        org,
        account: by.account,
        hat: by.hat,
        act: "survey.addresses-returned",
        subject: format!("campaign:{campaign}"),
        detail: format!("found={} fewer={}", returned.found, returned.fewer),
    };
    audit::write(&mut tx, &*p.clock, act).await?;
    tx.commit().await?;
    Ok(returned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_a_list_a_column_and_a_report() {
        let text = "Marie@example.org\npaul@example.org;Paul;550\n<jean@example.org>: host said: 550 5.1.1, marie@example.org.";
        let found: Vec<String> = addresses(text).into_iter().collect();
        assert_eq!(found, ["jean@example.org", "marie@example.org", "paul@example.org"]);
    }
}
