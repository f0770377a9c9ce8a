//! Accounts and the rules about who gives which role.

use std::str::FromStr;

use kernel::{Day, Id, Lang, Personal, Role, kinds};

use super::{Asker, password::Hashed};

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its owner has not chosen a password yet.
    Invited,
    /// In use.
    Active,
    /// Closed: it opens nothing. What it did stays in the audit log.
    Closed,
}

impl State {
    /// The name used in tables and word keys (`account-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Invited, Self::Active, Self::Closed].into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// A person who signs in. Accounts belong to the installation, their roles to organisations.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its id.
    pub id: Id<kinds::Account>,
    /// The professional address, lower case.
    pub email: Personal<String>,
    /// The name shown to colleagues.
    pub name: Personal<String>,
    /// The language of the work pages.
    pub lang: Lang,
    /// Where it stands.
    pub state: State,
}

/// An account to create.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The professional address.
    pub email: Personal<String>,
    /// The name shown to colleagues.
    pub name: Personal<String>,
    /// The language of the work pages.
    pub lang: Lang,
    /// A password already chosen; without one the account waits for its invitation.
    pub password: Option<Hashed>,
}

/// A role to give.
#[derive(Debug, Clone, Copy)]
pub struct NewRole {
    /// To whom.
    pub account: Id<kinds::Account>,
    /// Which.
    pub role: Role,
    /// On which place; everything under it is included.
    pub place: Id<kinds::Place>,
    /// The first day.
    pub from: Day,
    /// The last day, open when none.
    pub to: Option<Day>,
}

/// A role as stored.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Its id.
    pub id: Id<kinds::Grant>,
    /// Whose.
    pub account: Id<kinds::Account>,
    /// Which.
    pub role: Role,
    /// On which place.
    pub place: Id<kinds::Place>,
    /// The place's name.
    pub place_name: String,
    /// The first day.
    pub from: Day,
    /// The last day, open when none.
    pub to: Option<Day>,
}

impl Grant {
    /// Whether the role is held on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the role is over before a day.
    pub fn is_over(&self, day: Day) -> bool {
        self.to.is_some_and(|to| to < day)
    }
}

/// In whose name something is done, for the rules and the audit log.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// The organisation acted for.
    pub org: Id<kinds::Org>,
    /// The account, none for the command line and the demo.
    pub account: Option<Id<kinds::Account>>,
    /// The hat worn.
    pub hat: Option<Role>,
}

impl By {
    /// The command line and the demo: whoever holds the machine.
    pub const fn system(org: Id<kinds::Org>) -> Self {
        Self { org, account: None, hat: None }
    }

    /// A signed-in person.
    pub const fn asker(asker: &Asker) -> Self {
        Self { org: asker.org(), account: Some(asker.account), hat: Some(asker.role()) }
    }
}

/// Why somebody may not give or end a role, as the key of a sentence; none when they may.
///
/// Administrators and quality officers give roles. Nobody gives themselves one (an administrator reads no voice and must
/// not become a reader alone), and only an administrator makes or unmakes an administrator.
pub fn refuses(by: By, to: Id<kinds::Account>, role: Role) -> Option<&'static str> {
    match by.hat {
        None if by.account.is_none() => None,
        Some(Role::Administrator) if by.account != Some(to) => None,
        Some(Role::QualityOfficer) if by.account != Some(to) && role != Role::Administrator => None,
        Some(Role::Administrator) => Some("accounts-refused-self"),
        Some(Role::QualityOfficer) if by.account == Some(to) => Some("accounts-refused-self"),
        Some(Role::QualityOfficer) => Some("accounts-refused-administrator"),
        _ => Some("accounts-refused-hat"),
    }
}

/// An address as it is stored, or none when it cannot be one.
pub fn email_of(typed: &str) -> Option<String> {
    let text = typed.trim().to_lowercase();
    let (name, host) = text.split_once('@')?;
    let sound = !name.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains('@')
        && text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"()[]\\:".contains(c));
    sound.then_some(text)
}

/// A name as it is stored: trimmed, without control characters; none when nothing is left or it is too long.
pub fn name_of(typed: &str) -> Option<String> {
    let text = typed.trim();
    let sound = !text.is_empty() && text.chars().count() <= 120 && !text.chars().any(char::is_control);
    sound.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(hat: Role) -> By {
        By { org: Id::from_i64(1), account: Some(Id::from_i64(7)), hat: Some(hat) }
    }

    #[test]
    fn only_administrators_and_quality_officers_give_roles_and_never_to_themselves() {
        let (other, own) = (Id::from_i64(8), Id::from_i64(7));
        for hat in Role::ALL {
            let gives = matches!(hat, Role::Administrator | Role::QualityOfficer);
            assert_eq!(refuses(by(hat), other, Role::Caregiver).is_none(), gives, "{hat:?}");
            assert!(refuses(by(hat), own, Role::Caregiver).is_some(), "{hat:?}");
        }
        assert_eq!(
            refuses(by(Role::QualityOfficer), other, Role::Administrator),
            Some("accounts-refused-administrator")
        );
        assert_eq!(refuses(by(Role::Administrator), other, Role::Administrator), None);
        assert_eq!(refuses(By::system(Id::from_i64(1)), own, Role::Administrator), None);
    }

    #[test]
    fn addresses_are_kept_in_one_form_and_what_is_none_is_refused() {
        assert_eq!(email_of(" Marie.Durand@Hopital.FR ").as_deref(), Some("marie.durand@hopital.fr"));
        for bad in ["", "marie", "@x.fr", "a@b", "a b@x.fr", "a@b@c.fr", "a@x.fr\nBcc: b@x.fr", "a@.fr", "<a@x.fr>"] {
            assert_eq!(email_of(bad), None, "{bad}");
        }
    }
}
