//! Roles: give and end.

use kernel::{Chance, Day, Id, Role, kinds};
use spine::{Platform, db::Tx};

use super::{Refusal, log};
use crate::{
    access::{
        model::{By, Grant, NewRole, refuses},
        public_scope,
        store::{accounts, grants, sessions},
    },
    places,
};

/// Gives a role on a place of the organisation acted for.
///
/// # Errors
/// A rule of [`refuses`], a place of another organisation, days in the wrong order, the same role given already.
pub async fn give_role(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    by: By,
    new: NewRole,
) -> Result<Id<kinds::Grant>, Refusal> {
    if let Some(key) = refuses(by, new.account, new.role) {
        return Err(Refusal::Rule(key));
    }
    if new.to.is_some_and(|to| to < new.from) {
        return Err(Refusal::Rule("accounts-refused-days"));
    }
    if accounts::find(tx, new.account).await?.is_none() {
        return Err(Refusal::NotFound);
    }
    // The tree of an organisation is public; what matters is that the place belongs to it.
    let scope = public_scope(by.org);
    let place = places::find(tx, &scope, new.place).await?;
    let Some(place) = place.filter(|place| !place.closed) else {
        return Err(Refusal::Rule("accounts-refused-place"));
    };
    let held = grants::of_accounts(tx, &scope, &[new.account]).await?;
    if held.iter().any(|g| g.role == new.role && g.place == new.place && overlaps(g, &new)) {
        return Err(Refusal::Rule("accounts-refused-twice"));
    }
    let grant = Grant {
        id: Id::random(chance),
        account: new.account,
        role: new.role,
        place: new.place,
        place_name: place.name,
        from: new.from,
        to: new.to,
    };
    grants::insert(tx, by.org, &grant, by.account).await?;
    let detail = format!("{} on place:{} from {}{}", new.role.code(), new.place, new.from, until(new.to));
    log(tx, p, by, "role.given", format!("account:{}", new.account), detail).await?;
    Ok(grant.id)
}

/// Ends a role: at once (`last` none), or with a last day to come. A role that ends at once ends the account's sessions.
///
/// # Errors
/// A rule of [`refuses`]; the last administrator stays.
pub async fn end_role(
    tx: &mut Tx,
    p: &Platform,
    by: By,
    grant: Id<kinds::Grant>,
    last: Option<Day>,
) -> Result<(), Refusal> {
    let today = p.clock.today();
    let held = grants::find(tx, &public_scope(by.org), grant).await?.ok_or(Refusal::NotFound)?;
    if let Some(key) = refuses(by, held.account, held.role) {
        return Err(Refusal::Rule(key));
    }
    if held.role == Role::Administrator
        && by.account.is_some()
        && grants::other_administrators(tx, by.org, held.account, today).await? == 0
    {
        return Err(Refusal::Rule("accounts-refused-last"));
    }
    let last = match last {
        Some(day) if day < today => return Err(Refusal::Rule("accounts-refused-days")),
        Some(day) => day,
        None => today.plus_days(-1),
    };
    grants::end(tx, by.org, grant, last).await?;
    if last < today {
        sessions::end_all(tx, held.account).await?;
    }
    let detail = format!("{} on place:{}{}", held.role.code(), held.place, until(Some(last)));
    log(tx, p, by, "role.ended", format!("account:{}", held.account), detail).await?;
    Ok(())
}

fn overlaps(held: &Grant, new: &NewRole) -> bool {
    held.to.is_none_or(|to| new.from <= to) && new.to.is_none_or(|to| held.from <= to)
}

fn until(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(" to {day}"))
}
