//! `vecu settings list` and `vecu settings set`: the same rules and the same audit entry as the page of settings.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use kernel::{Day, Id, Lang, kinds};
use organisation::{
    access::{model::By, public_scope},
    places::{organisations, root},
    upkeep::{
        actions::{self, Set},
        model::{Asked, Given, Kind, kind_of},
        numbers,
    },
};
use pages::words::say;
use serde_json::{Value, json};
use spine::{Platform, settings::dated};

use super::{Installation, Verdict, Where, output};
use crate::composition;

/// The sub-commands of `settings`.
#[derive(Debug, Subcommand)]
pub enum Settings {
    /// List the dated settings with their sources.
    List(List),
    /// Give a setting a newer value, with its source.
    Set(Change),
}

/// The options of `settings list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    place: Where,
    /// The organisation whose settings to list, by its number; the installation's when absent.
    #[arg(long, value_name = "N", default_value_t = 0)]
    org: i64,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// The options of `settings set`.
#[derive(Debug, Args)]
pub struct Change {
    /// The name, as `vecu settings list` prints it.
    name: String,
    /// A number, a line of text, role codes with commas between them, or for emergency-numbers a JSON list as
    /// [{"number":"15"},{"number":"0 800 00 00 00","fr":"à quoi il sert","en":"what it is for"}].
    value: String,
    /// The first day it holds, as 2026-11-22; today at the earliest.
    #[arg(long, value_name = "DAY")]
    from: Day,
    /// The article, guide or decision it comes from, with its date.
    #[arg(long, value_name = "TEXT")]
    source: String,
    /// The source was read and says so.
    #[arg(long)]
    verified: bool,
    /// The organisation, by its number; needed when the installation has several.
    #[arg(long, value_name = "N")]
    org: Option<i64>,
    #[command(flatten)]
    place: Where,
}

/// Lists dated settings, or gives one a newer value.
pub async fn settings(command: Settings) -> anyhow::Result<Verdict> {
    match command {
        Settings::List(options) => list(options).await,
        Settings::Set(options) => set(options).await,
    }
}

async fn list(options: List) -> anyhow::Result<Verdict> {
    let installation = Installation::visit(options.place.settings(None)?).await?;
    let db = &installation.platform.db;
    let all = dated::all(&mut db.reader().await?, Id::from_i64(options.org)).await?;
    if options.json {
        let rows: Vec<_> = all
            .iter()
            .map(|d| {
                json!({ "name": d.name, "from": d.from_day.to_string(), "value": d.value, "source": d.source,
                        "verified": d.verified })
            })
            .collect();
        output::json(&rows)?;
    } else {
        for d in &all {
            let state = if d.verified { "verified" } else { "to confirm" };
            let value = if d.is_unset() { "(not given yet)".to_owned() } else { d.value.to_string() };
            output::line(format!("{} = {value}\n    from {}, {state}: {}", d.name, d.from_day, d.source));
        }
    }
    db.close().await;
    Ok(Verdict::Fine)
}

async fn set(options: Change) -> anyhow::Result<Verdict> {
    if let Err(problems) = pages::words::install(&composition::words()) {
        bail!("words: {}", problems.join("; "));
    }
    let installation = Installation::visit(options.place.settings(None)?).await?;
    let platform = &installation.platform;
    let org = organisation(platform, options.org).await?;
    let asked = Asked {
        value: given(kind_of(&options.name), &options.value)?,
        from: Some(options.from),
        source: &options.source,
        verified: options.verified,
    };
    let mut tx = platform.db.begin().await?;
    match actions::set(&mut tx, platform, By::system(org), &options.name, &asked).await {
        Ok(Set::Done) => tx.commit().await?,
        Ok(Set::Wrong(wrong)) => {
            let told: Vec<String> =
                wrong.iter().map(|(field, key)| format!("{field}: {}", say(Lang::En, key))).collect();
            bail!("nothing was changed.\n  - {}", told.join("\n  - "));
        }
        Err(organisation::access::actions::Refusal::NotFound) => {
            bail!("there is no setting {:?}: `vecu settings list` prints their names", options.name)
        }
        Err(other) => return Err(other.into()),
    }
    output::json(&json!({ "name": options.name, "from": options.from.to_string(), "org": org.to_i64() }))?;
    platform.db.close().await;
    Ok(Verdict::Fine)
}

/// What was typed, as the kind of the setting reads it.
fn given(kind: Kind, text: &str) -> anyhow::Result<Given> {
    Ok(match kind {
        Kind::Roles => {
            let codes = text.split([',', ' ']).map(|code| code.trim_matches(['[', ']', '"', ' ']));
            Given::Roles(codes.filter(|code| !code.is_empty()).map(str::to_owned).collect())
        }
        Kind::Numbers => {
            let list: Value =
                serde_json::from_str(text).map_err(|error| anyhow!("the value is no JSON list: {error}"))?;
            Given::Numbers(numbers::typed_of(&list))
        }
        _ => Given::Line(text.to_owned()),
    })
}

/// The organisation of a number, or the only one there is.
pub(super) async fn organisation(platform: &Platform, asked: Option<i64>) -> anyhow::Result<Id<kinds::Org>> {
    let mut conn = platform.db.reader().await?;
    let all = organisations(&mut conn).await?;
    let mut names = Vec::new();
    for org in &all {
        let name = root(&mut conn, &public_scope(*org)).await?.map(|place| place.name).unwrap_or_default();
        names.push(format!("{} {name}", org.to_i64()));
    }
    match (asked, all.as_slice()) {
        (None, [only]) => Ok(*only),
        (None, []) => bail!("there is no organisation yet: `vecu organisation add` makes one"),
        (Some(asked), all) if all.iter().any(|org| org.to_i64() == asked) => Ok(Id::from_i64(asked)),
        _ => bail!("give --org, one of:\n  {}", names.join("\n  ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_typed_with_commas_or_as_json() {
        let codes = |text| match given(Kind::Roles, text).unwrap() {
            Given::Roles(codes) => codes,
            other => panic!("{other:?}"),
        };
        assert_eq!(codes("analyst, mediator"), ["analyst", "mediator"]);
        assert_eq!(codes("[\"analyst\",\"mediator\"]"), ["analyst", "mediator"]);
    }

    #[test]
    fn emergency_numbers_are_a_list_that_can_be_read() {
        assert!(given(Kind::Numbers, "15, 112").is_err());
        let Given::Numbers(list) = given(Kind::Numbers, "[\"15\",{\"number\":\"112\"}]").unwrap() else { panic!() };
        assert_eq!(list.len(), 2);
    }
}
