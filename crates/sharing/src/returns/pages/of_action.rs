//! The page of an action, with the panel of the returns that tell of it.

use std::pin::Pin;

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::Response,
};
use improving::actions::{self, Sent};
use kernel::{Id, kinds};
use organisation::access::{Desk, Failure, Who, menu::who};
use pages::{
    Markup, dates,
    fields::Button,
    html,
    parts::{self, Tone},
    words::say,
};
use spine::Platform;

use super::{Fields, id};
use crate::returns::{access, model::State as Stands, store};

/// The page.
pub(super) async fn page(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let action = id(&name)?;
    let panel = panel(&p, &desk, action).await?;
    actions::action_page(&p, &desk, action, panel).await
}

type Taken = Pin<Box<dyn Future<Output = Result<Response, Failure>> + Send>>;

/// What takes a form of the page: the change is that of `actions`; when it is refused the page comes back with the same
/// panel.
pub(super) fn takes(sent: Sent) -> impl Fn(State<Platform>, Desk, Path<String>, Posted<Fields>) -> Taken + Clone {
    move |State(p), desk, Path(name), Posted(fields)| {
        Box::pin(async move {
            let action = id(&name)?;
            let panel = panel(&p, &desk, action).await?;
            actions::action_change(&p, &desk, action, sent, &fields, panel).await
        })
    }
}

async fn panel(p: &Platform, desk: &Desk, action: Id<kinds::Action>) -> Result<Markup, Failure> {
    let (lang, look, scope) = (desk.lang(), desk.look, &desk.asker.scope);
    let mut conn = p.db.reader().await?;
    let action = actions::action(&mut conn, scope, action).await?.ok_or(Failure::NotFound)?;
    let returns = store::of_action(&mut conn, scope, action.id).await?;
    drop(conn);
    // Who does not work on returns reads the public page of those that are out.
    let works = matches!(who("/travail/retours"), Who::Hats(hats) if hats.contains(&desk.asker.role()));
    let shown: Vec<_> = returns.iter().filter(|one| works || one.state == Stands::Published).collect();
    let writes = access::may_write(&desk.asker, action.place);
    Ok(html! {
        section {
            h2 #retours { (say(lang, "returns-of-action")) }
            @if shown.is_empty() { p { (say(lang, "returns-of-action-none")) } }
            ul { @for one in shown {
                @let to = if works { format!("/travail/retours/{}", one.id) } else { format!("/retours/{}", one.id) };
                @let tone = if one.state == Stands::Published { Tone::Success } else { Tone::Warning };
                li {
                    a href=(look.link(&to)) { (one.fr.said) } " "
                    (parts::tag(tone, say(lang, &format!("returns-state-{}", one.state.code())))) " " (dates::day(lang, one.day))
                }
            } }
            @if writes {
                p { (Button::link(say(lang, "returns-write-one"), look.link(&format!("/travail/retours/nouveau?action={}", action.id))).secondary()) }
            }
        }
    })
}
