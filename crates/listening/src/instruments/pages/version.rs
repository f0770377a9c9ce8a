//! One published version: what it is, what it asks, which campaigns use it, what may follow.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, kinds};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::{Button, hidden},
    html,
    parts::{Column, Table, Tone, facts, header, notice, tag},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};

use super::{
    Fields, HERE, crumbs, field, id_of, name_of,
    outline::{kind_key, times_told},
    people,
};
use crate::{
    instruments::{
        access,
        document::{Doc, about::About, repeats::Times},
        model::{Passage, Version, VersionId},
        store,
    },
    surveys::{self, Campaign},
};

/// The version of an address, with its document.
pub(super) async fn opened(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    id: VersionId,
) -> Result<(Version, Doc), Failure> {
    let (version, doc) = published(p, conn, desk, id).await?;
    Ok((version, Doc::own(doc.value())))
}

/// A version and its document to the letter, as it is taken away.
pub(super) async fn published(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    id: VersionId,
) -> Result<(Version, Doc), Failure> {
    let version = store::version(conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
    let form = surveys::actions::instrument(p, conn, version.instrument).await?;
    let doc = Doc::of(form.document());
    Ok((version, doc))
}

/// The campaigns of the organisation that ask an instrument.
pub(super) async fn campaigns_of(
    conn: &mut Conn,
    desk: &Desk,
    instrument: Id<kinds::Instrument>,
) -> Result<Vec<Campaign>, Failure> {
    let all = surveys::campaigns(conn, &desk.asker.scope, None).await?;
    Ok(all.into_iter().filter(|campaign| campaign.instrument == instrument).collect())
}

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(version): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let (version, doc) = opened(&p, &mut conn, &desk, id_of(&version)?).await?;
    let form = surveys::actions::instrument(&p, &mut conn, version.instrument).await?;
    let versions = store::versions(&mut conn, &desk.asker.scope, Some(&version.url)).await?;
    let campaigns = campaigns_of(&mut conn, &desk, version.instrument).await?;
    let plans = Plans {
        from: store::passages_from(&mut conn, &desk.asker.scope, version.id).await?,
        to: store::passages_to(&mut conn, &desk.asker.scope, version.id).await?,
    };
    let people = people(&p, &mut conn, &desk.asker).await?;
    drop(conn);
    let about = About::of(&doc);
    let edits = access::may_edit(&desk.asker);
    let latest = versions.first().is_some_and(|one| one.id == version.id);
    let rows = [
        (
            "instruments-version",
            html! { (version.version) " " @if latest { (tag(Tone::Success, say(lang, "instruments-latest"))) } },
        ),
        ("instruments-day", html! { (dates::day(lang, version.day)) }),
        ("instruments-by", html! { (name_of(lang, &people, version.by)) }),
        ("instruments-questions", html! { (version.questions) }),
        ("instruments-purpose", super::in_lang(lang, &about.purpose)),
        ("instruments-designers", super::in_lang(lang, &about.designers)),
        ("instruments-moment-told", super::in_lang(lang, &about.moment)),
        ("instruments-hash", html! { code.hash { (version.hash) } }),
    ];
    let refused = form.licence_refusals_as_offered(p.clock.today());
    let refused: Vec<String> = refused.iter().map(|one| one.message(lang)).collect();
    let body = html! {
        @if field(&asked, "fait") == "1" {
            (notice(lang, Tone::Success, say_with(lang, "instruments-published", &[("n", version.version.into())]),
                html! { p { (say(lang, "instruments-published-next")) " "
                    a href=(desk.look.link("/travail/campagnes/nouvelle")) { (say(lang, "instruments-new-campaign")) } } }))
        }
        (crumbs(&desk, &[], &version.title))
        (header(&version.title, say(lang, "instruments-a-version")))
        @if edits { (next_steps(&desk, &version, latest)) }
        (facts(rows.map(|(key, value)| (say(lang, key), value))))
        p { a href=(desk.look.link(&format!("{HERE}/versions/{}/fichiers", version.id))) { (say(lang, "instruments-take-away")) } }
        @if !version.change.is_empty() { section { h2 { (say(lang, "instruments-what-changed")) } p.written { (version.change) } } }
        (super::terms::of_version(lang, &about.terms, &refused))
        (used_by(&desk, &campaigns, edits))
        (versions_list(&desk, &version, &versions))
        (plans_list(&desk, &version, &versions, &plans, edits))
        @let scores = crate::instruments::document::score::all(&doc);
        @if !scores.is_empty() {
            section {
                h2 { (say(lang, "instruments-tab-scores")) }
                @for one in &scores { h3 { (super::scores::titled(lang, one)) } (super::scores::told(lang, &doc, one)) }
            }
        }
        section {
            h2 { (say(lang, "instruments-tab-outline")) }
            ol.outline.read { @for entry in doc.entries() {
                li class=(format!("level-{}", entry.level.min(3))) {
                    div.outline-words {
                        p.outline-title {
                            @if entry.number > 0 { (entry.number) ". " }
                            (super::in_lang(lang, &crate::instruments::document::words_of(entry.item, doc.language())))
                        }
                        p.outline-about {
                            (say(lang, kind_key(entry.kind())))
                            @if let Some(times) = Times::of(entry.item) { " " (tag(Tone::Info, times_told(lang, times))) }
                        }
                    }
                }
            } }
        }
    };
    let path = format!("{HERE}/versions/{}", version.id);
    Ok(desk.page(version.title.clone(), &path, body).into_response())
}

fn next_steps(desk: &Desk, version: &Version, latest: bool) -> Markup {
    let lang = desk.lang();
    html! {
        div.buttons {
            @if latest {
                form.inline method="post" action=(desk.look.link(&format!("{HERE}/nouveau"))) {
                    (hidden("suite", &version.id.to_string()))
                    (Button::submit(say(lang, "instruments-next-version")))
                }
                (Button::link(say(lang, "instruments-copy-it"), desk.look.link(&format!("{HERE}/nouveau?de={}", version.id))).secondary())
            }
        }
    }
}

/// Which campaigns ask it. A version that somebody still answers is said so.
fn used_by(desk: &Desk, campaigns: &[Campaign], links: bool) -> Markup {
    let lang = desk.lang();
    html! {
        section {
            h2 { (say(lang, "instruments-campaigns")) }
            @if campaigns.is_empty() { p { (say(lang, "instruments-no-campaign")) } }
            @else { (campaign_list(desk, campaigns, links)) }
        }
    }
}

/// Campaigns as a list, each with where it stands.
pub(super) fn campaign_list(desk: &Desk, campaigns: &[Campaign], links: bool) -> Markup {
    let lang = desk.lang();
    html! {
        ul { @for campaign in campaigns { li {
            @if links { a href=(desk.look.link(&format!("/travail/campagnes/{}", campaign.id))) { (campaign.title) } }
            @else { (campaign.title) }
            " " (tag(Tone::Plain, say(lang, &format!("surveys-state-{}", campaign.state.code()))))
        } } }
    }
}

fn versions_list(desk: &Desk, own: &Version, versions: &[Version]) -> Markup {
    let lang = desk.lang();
    let rows = versions.iter().map(|one| {
        vec![
            html! {
                a href=(desk.look.link(&format!("{HERE}/versions/{}", one.id))) aria-current=[(one.id == own.id).then_some("page")] {
                    (say_with(lang, "instruments-version-n", &[("n", one.version.into())])) }
            },
            html! { (dates::day(lang, one.day)) },
            html! { (one.change) },
            html! {
                @if one.id != own.id {
                    @let (old, new) = if one.version < own.version { (one, own) } else { (own, one) };
                    a href=(desk.look.link(&format!("{HERE}/comparer?de={}&a={}", old.id, new.id))) {
                        (say_with(lang, "instruments-compare-two", &[("old", old.version.into()), ("new", new.version.into())])) }
                }
            },
        ]
    });
    html! {
        @if versions.len() > 1 {
            section {
                h2 { (say(lang, "instruments-versions")) }
                (Table::new(say(lang, "instruments-versions")).caption_heard()
                    .columns(["instruments-version", "instruments-day", "instruments-what-changed", "instruments-compare"]
                        .map(|key| Column::text(say(lang, key))))
                    .rows(rows))
            }
        }
    }
}

/// The plans that a version is at one end of.
struct Plans {
    from: Vec<Passage>,
    to: Vec<Passage>,
}

/// What becomes of answers given to the version before, and of those given to this one once another follows it.
fn plans_list(desk: &Desk, own: &Version, versions: &[Version], plans: &Plans, edits: bool) -> Markup {
    let lang = desk.lang();
    let later: Vec<&Version> = versions.iter().filter(|one| one.version > own.version).collect();
    // The latest of those before: the list has the latest first.
    let former = versions.iter().find(|one| one.version < own.version);
    let is_there = !plans.from.is_empty() || !plans.to.is_empty() || !later.is_empty() || former.is_some();
    let number = |id: VersionId| versions.iter().find(|one| one.id == id).map_or(0, |one| one.version);
    let one = |plan: &Passage| {
        html! {
            li {
                a href=(desk.look.link(&format!("{HERE}/passages/{}", plan.id))) {
                    (say_with(lang, "instruments-plan-title", &[("old", number(plan.before).into()), ("new", number(plan.after).into())]))
                    ", " (say_with(lang, "instruments-plan-of", &[("day", dates::day(lang, plan.day).into())])) }
                " " (tag(Tone::Plain, say(lang, &format!("instruments-plan-{}", plan.state.code()))))
            }
        }
    };
    html! {
        @if is_there {
            section {
                h2 #passages { (say(lang, "instruments-plans")) }
                p { (say(lang, "instruments-plans-lead")) }
                @if let Some(former) = former.filter(|_| plans.to.is_empty()) {
                    (notice(lang, Tone::Info, say_with(lang, "instruments-plan-none-yet", &[("n", former.version.into())]), html! {
                        @if edits {
                            p { (Button::link(say_with(lang, "instruments-plan-from", &[("n", former.version.into())]),
                                desk.look.link(&format!("{HERE}/versions/{}/passage?vers={}", former.id, own.id))).secondary()) }
                        }
                    }))
                }
                ul { @for plan in plans.to.iter().chain(&plans.from) { (one(plan)) } }
                @if edits {
                    div.buttons { @for one in later {
                        (Button::link(say_with(lang, "instruments-plan-to", &[("n", one.version.into())]),
                            desk.look.link(&format!("{HERE}/versions/{}/passage?vers={}", own.id, one.id))).secondary())
                    } }
                }
            }
        }
    }
}
