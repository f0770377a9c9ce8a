//! The parameters of `audit`: the row itself is never carried over, but a form that is wrong for others is told so.

use super::{
    super::{
        account::{At, Ledger, Said},
        parameters::{Parameters, value},
    },
    parameters::{one_of, wrong},
};

pub(super) const KEYS: &[&str] = &[
    "identify-user",
    "location-max-age",
    "location-min-interval",
    "location-priority",
    "track-changes",
    "track-changes-reasons",
];
const LOCATION: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];

pub(super) fn check(parameters: &Parameters, at: At, ledger: &mut Ledger) {
    one_of(parameters, "track-changes", &["true", "false"], at, ledger);
    one_of(parameters, "identify-user", &["true", "false"], at, ledger);
    one_of(parameters, "track-changes-reasons", &["on-form-edit"], at, ledger);
    one_of(parameters, "location-priority", &["no-power", "low-power", "balanced", "high-accuracy"], at, ledger);
    let given = LOCATION.iter().filter(|key| value(parameters, key).is_some()).count();
    if given > 0 && given < LOCATION.len() {
        let said = Said::new(
            "La position demande ses trois paramètres ensemble.",
            "The location needs its three parameters together.",
        );
        let list = LOCATION.join(", ");
        ledger.fault(
            at,
            "location-parameters-missing",
            said.mend(format!("Écrivez {list}."), format!("Write {list}.")),
        );
    }
    let seconds = |key: &str, ledger: &mut Ledger| {
        let text = value(parameters, key)?;
        let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
        if number.is_none() {
            let said = wrong(
                key,
                text,
                "Écrivez un nombre entier de secondes, zéro ou plus.",
                "Write a whole number of seconds, zero or more.",
            );
            ledger.fault(at, "parameter-not-whole", said);
        }
        number
    };
    let interval = seconds("location-min-interval", ledger);
    let age = seconds("location-max-age", ledger);
    if let (Some(interval), Some(age)) = (interval, age)
        && age < interval
    {
        let said = Said::new(
            "« location-max-age » est plus court que « location-min-interval ».",
            "\"location-max-age\" is shorter than \"location-min-interval\".",
        );
        let said = said.mend(format!("Écrivez {interval} ou plus."), format!("Write {interval} or more."));
        ledger.fault(at, "location-age-too-short", said);
    }
}
