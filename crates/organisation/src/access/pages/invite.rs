//! Inviting somebody: an account, its first role, and the one-time link.

use axum::{
    Form,
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Day, Lang, Personal, Role};
use maud::{Markup, html};
use pages::{
    fields::{Button, DateField, Errors, Form as Fields},
    parts::{Tone, header, notice},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::{Platform, mail::Letter};

use super::{accounts::roles, answer::unkept};
use crate::{
    access::{
        Desk, Failure,
        actions::{self, Refusal},
        model::{By, NewAccount, NewRole, State as Stands, email_of},
        respond::refused,
        store::{accounts, grants},
    },
    places,
};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
    email: String,
    lang: String,
    role: String,
    place: String,
    #[serde(rename = "to-day")]
    to_day: String,
    #[serde(rename = "to-month")]
    to_month: String,
    #[serde(rename = "to-year")]
    to_year: String,
}

impl Typed {
    /// The last day, none when the boxes are empty; an error when it is no day.
    fn to(&self) -> Result<Option<Day>, ()> {
        let boxes = [&self.to_day, &self.to_month, &self.to_year];
        if boxes.iter().all(|text| text.trim().is_empty()) {
            return Ok(None);
        }
        DateField::read(&self.to_day, &self.to_month, &self.to_year).map(Some).ok_or(())
    }
}

/// The form.
pub async fn show(State(p): State<Platform>, desk: Desk) -> Result<Response, Failure> {
    let body = form(&p, &desk, &Typed::default(), &Errors::none()).await?;
    Ok(desk.page(say(desk.lang(), "invite-title"), "/travail/comptes/nouveau", body).into_response())
}

/// The invitation.
pub async fn send(State(p): State<Platform>, desk: Desk, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let mut errors = Errors::none();
    let role = typed.role.parse::<Role>();
    let place = typed.place.parse();
    // Whatever is wrong is said at once, in the order of the form.
    if email_of(&typed.email).is_none() {
        errors.add("email", "accounts-refused-email");
    }
    if role.is_err() {
        errors.add("role", "accounts-no-role");
    }
    if place.is_err() {
        errors.add("place", "accounts-no-place");
    }
    if typed.to().is_err() {
        errors.add("to", "kit-error-date");
    }
    if let (Ok(role), Ok(place), Ok(to)) = (role, place, typed.to())
        && errors.is_empty()
    {
        match invite(&p, &desk, &typed, role, place, to).await {
            Ok((account, token)) => return tell(&p, &desk, account, token).await,
            Err(Refusal::Rule(key)) => errors.add(field_of(key), key),
            Err(other) => return Err(other.into()),
        }
    }
    let body = form(&p, &desk, &typed, &errors).await?;
    let title = say(desk.lang(), "invite-title");
    Ok(refused(crate::access::menu::page(&desk.asker, desk.look, title, "/travail/comptes/nouveau", body)))
}

fn field_of(key: &str) -> &'static str {
    match key {
        "accounts-refused-name" => "name",
        "accounts-refused-place" => "place",
        "accounts-refused-days" => "to",
        "accounts-refused-administrator" | "accounts-refused-twice" | "accounts-refused-hat" => "role",
        _ => "email",
    }
}

/// Account, role and link in one transaction. An address that is known keeps its account and gains the role.
async fn invite(
    p: &Platform,
    desk: &Desk,
    typed: &Typed,
    role: Role,
    place: kernel::Id<kernel::kinds::Place>,
    to: Option<Day>,
) -> Result<(kernel::Id<kernel::kinds::Account>, Option<Personal<String>>), Refusal> {
    let by = By::asker(&desk.asker);
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let email = email_of(&typed.email).ok_or(Refusal::Rule("accounts-refused-email"))?;
    let known = accounts::by_email(&mut tx, &email).await?;
    let account = match &known {
        Some(keyed) if keyed.account.state == Stands::Closed => return Err(Refusal::Rule("accounts-refused-closed")),
        Some(keyed) => keyed.account.id,
        None => {
            let new = NewAccount {
                email: Personal::new(email),
                name: Personal::new(typed.name.clone()),
                lang: typed.lang.parse().unwrap_or(Lang::Fr),
                password: None,
            };
            actions::create_account(&mut tx, p, &mut *chance, by, new).await?
        }
    };
    let new = NewRole { account, role, place, from: p.clock.today(), to };
    actions::give_role(&mut tx, p, &mut *chance, by, new).await?;
    // A link opens the account: one that waits for its owner in another organisation gets none from this one.
    let elsewhere = grants::held_elsewhere(&mut tx, account, by.org, p.clock.today()).await?;
    let waits = known.is_none_or(|keyed| keyed.account.state == Stands::Invited);
    let token = match waits && !elsewhere {
        true => Some(actions::invite(&mut tx, p, &mut *chance, by, account).await?),
        false => None,
    };
    tx.commit().await?;
    Ok((account, token))
}

/// Sends the link by mail, or shows it once to whoever invited.
pub async fn tell(
    p: &Platform,
    desk: &Desk,
    account: kernel::Id<kernel::kinds::Account>,
    token: Option<Personal<String>>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let account = accounts::find_in(&mut conn, &desk.asker.scope, account).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    let name = [("name", account.name.open().into())];
    let back = Button::link(say(lang, "invite-back"), desk.look.link("/travail/comptes"));
    let about = match token {
        None => html! { p { (say_with(lang, "invite-known", &name)) } },
        Some(token) => {
            let address = format!("{}/invitation/{}", p.settings.base_url, token.open());
            let letter = Letter {
                to: account.email.clone(),
                subject: say(account.lang, "invite-mail-subject"),
                text: Personal::new(say_with(
                    account.lang,
                    "invite-mail",
                    &[("name", account.name.open().into()), ("address", address.as_str().into())],
                )),
            };
            match p.mail.send(&mut *p.chance(), &letter).await {
                Ok(()) => html! { p { (say_with(lang, "invite-sent", &name)) } },
                Err(_) => by_hand(lang, account.name.open(), &address),
            }
        }
    };
    let body = html! {
        (header(say(lang, "invite-done"), ""))
        (about)
        div.buttons { (back) }
    };
    Ok(unkept(desk.page(say(lang, "invite-done"), "/travail/comptes/nouveau", body).into_response()))
}

fn by_hand(lang: Lang, name: &str, address: &str) -> Markup {
    let words = [("name", name.into())];
    html! {
        (notice(lang, Tone::Warning, say(lang, "invite-no-mail"), say_with(lang, "invite-by-hand", &words)))
        p translate="no" { strong #invitation-link { (address) } }
        button.button.button-secondary type="button" hidden data-copy="invitation-link" data-done=(say(lang, "kit-receipt-copied")) {
            (say(lang, "invite-copy"))
        }
    }
}

async fn form(p: &Platform, desk: &Desk, typed: &Typed, errors: &Errors) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let tree = places::tree(&mut conn, &desk.asker.scope).await?;
    let form = Fields::new(lang, errors);
    let langs = Lang::ALL.map(|one| (one.tag().to_owned(), say(one, "kit-this-language")));
    let allowed = roles(lang)
        .into_iter()
        .filter(|(code, _)| desk.asker.role() == Role::Administrator || code != Role::Administrator.code());
    Ok(html! {
        (form.summary())
        (header(say(lang, "invite-title"), say(lang, "invite-lead")))
        form method="post" action=(desk.look.link("/travail/comptes/nouveau")) novalidate {
            (form.text("name", say(lang, "accounts-name")).autocomplete("off").value(&typed.name))
            (form.text("email", say(lang, "invite-email")).email().autocomplete("off").value(&typed.email))
            (form.select("role", say(lang, "accounts-role")).choice("", say(lang, "invite-choose")).choices(allowed)
                .chosen(&typed.role))
            (form.select("place", say(lang, "invite-place")).hint(say(lang, "invite-place-hint"))
                .choice("", say(lang, "invite-choose")).choices(places::model::choices(&tree)).chosen(&typed.place))
            (form.date("to", say(lang, "invite-to")).hint(say(lang, "invite-to-hint")).optional()
                .written(&typed.to_day, &typed.to_month, &typed.to_year))
            (form.select("lang", say(lang, "invite-lang")).choices(langs).chosen(&typed.lang))
            (Button::submit(say(lang, "invite-send")))
        }
    })
}
