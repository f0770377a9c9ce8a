//! The receipt, shown once and typed back once.
//!
//! The page that shows it answers a form and is kept nowhere, so most browsers cannot go back to it. The form that takes
//! the code typed back therefore carries the receipt along unseen: where the two differ it is shown again, above, and the
//! switches to the other language and to large print send that form, so that they show it again as well.

use axum::{
    Form as Posted,
    extract::State,
    response::{IntoResponse, Response},
};
use organisation::{
    access::{
        public_scope,
        respond::{Failure, refused, shown},
    },
    front,
    places::{self, Place},
};
use pages::{
    Look, Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    layout::{self, Head},
    link,
    parts::{self, Tone},
    words::say,
};
use spine::Platform;
use zeroize::Zeroizing;

use super::{Fields, UNTOUCHED, door, field, follow, once::Shown};
use crate::voices::{Kind, Receipt};

/// The id of the form that carries the receipt.
const FORM: &str = "essai";
/// Where it is sent.
const PATH: &str = "/suivi/essai";
/// Seconds a tablet thanks before it goes back to the front door.
const THANKED: u32 = 20;

/// The page that says that a voice is on disk, and shows its receipt.
pub(super) struct Thanks<'a> {
    pub look: Look,
    pub kind: Kind,
    pub place: &'a Place,
    pub kiosk: bool,
    pub told: &'a Shown,
}

impl Thanks<'_> {
    /// The page; `typed` is what stands already in the box where the code is typed back.
    pub(super) async fn page(&self, p: &Platform, typed: &str) -> Result<Markup, Failure> {
        let (lang, look, told) = (self.look.lang, self.look, self.told);
        let (head, numbers) = self.head(p).await?;
        let fields = [("etape", "merci"), ("aide", if told.shows_help { "1" } else { "" })];
        let body = html! {
            @if told.shows_help {
                (parts::emergency_now(lang, &numbers))
            }
            (parts::header(say(lang, "voices-thanks-title"), say(lang, "voices-thanks-lead")))
            @if let Some(code) = &told.receipt {
                (parts::receipt(lang, code, say(lang, "voices-receipt-about")))
                p { strong { (say(lang, "voices-receipt-lost")) } }
                (type_back(look, &Errors::none(), Some(code), &fields, "voices-receipt-type-back-hint", typed))
            }
            section {
                h2 { (say(lang, "voices-next-title")) }
                ul.plain {
                    li { (say(lang, "voices-next-read")) }
                    @if told.receipt.is_some() { li { (say(lang, "voices-next-act")) } }
                    li { a href=(link("/retours", look)) { (say(lang, "voices-next-returns")) } }
                }
            }
            p { a href=(link(&door(self.place, self.kiosk), look)) { (say(lang, "voices-back-to-door")) } }
        };
        Ok(layout::public(&head, body))
    }

    async fn head(&self, p: &Platform) -> Result<(Head, Vec<parts::Number>), Failure> {
        let title = say(self.look.lang, &format!("voices-tell-title-{}", self.kind.code()));
        let mut conn = p.db.reader().await?;
        let head = front::head(p, &mut conn, self.place.org, self.look, title, PATH).await?;
        let numbers = front::emergency_numbers(p, &mut conn, self.place.org).await?;
        let door = door(self.place, self.kiosk);
        let head = head.noindex().home(door.clone());
        // Without a receipt nothing opens this page again: a switch would lose the thanks, and the numbers.
        let head = if self.told.receipt.is_some() { head.typed_in(FORM) } else { head.without_switches() };
        let long = if self.told.shows_help { UNTOUCHED } else { THANKED };
        Ok((if self.kiosk { head.left_alone(long, door) } else { head }, numbers))
    }
}

/// The form that takes the code typed back; `receipt` is the one that stands on the same page.
fn type_back(
    look: Look,
    errors: &Errors,
    receipt: Option<&str>,
    fields: &[(&str, &str)],
    hint: &str,
    typed: &str,
) -> Markup {
    let lang = look.lang;
    html! {
        form #(FORM) method="post" action=(link(PATH, look)) autocomplete="off" novalidate {
            @if let Some(receipt) = receipt { (hidden("shown", receipt)) }
            @for (name, value) in fields { (hidden(name, value)) }
            (Form::new(lang, errors).text("code", say(lang, "voices-receipt-type-back")).hint(say(lang, hint)).value(typed))
            (Button::submit(say(lang, "voices-receipt-check")))
        }
    }
}

/// The page of thanks once more, in the look its switches asked for; none when what it carried opens nothing.
async fn thanked_again(p: &Platform, look: Look, fields: &Fields) -> Result<Option<Markup>, Failure> {
    let carried = field(fields, "shown");
    let Ok(receipt) = Receipt::read(carried) else { return Ok(None) };
    let Some(followed) = follow::find(p, &receipt).await? else { return Ok(None) };
    let voice = &followed.voice;
    let mut conn = p.db.reader().await?;
    let Some(place) = places::find(&mut conn, &public_scope(voice.org), voice.place).await? else { return Ok(None) };
    drop(conn);
    let told = Shown { receipt: Some(Zeroizing::new(carried.to_owned())), shows_help: field(fields, "aide") == "1" };
    let thanks = Thanks { look, kind: voice.kind, place: &place, kiosk: false, told: &told };
    Ok(Some(thanks.page(p, field(fields, "code")).await?))
}

/// Whether a code opens a voice.
async fn opens(p: &Platform, code: &str) -> Result<bool, Failure> {
    match Receipt::read(code) {
        Ok(receipt) => Ok(follow::find(p, &receipt).await?.is_some()),
        Err(_) => Ok(false),
    }
}

/// Checks a receipt typed back: the person knows now that what they kept will open.
pub(super) async fn typed_back(
    State(p): State<Platform>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let again = layout::is_shown_again(&fields);
    if again
        && field(&fields, "etape") == "merci"
        && let Some(page) = thanked_again(&p, look, &fields).await?
    {
        return Ok(shown(page).into_response());
    }
    let lang = look.lang;
    let mut conn = p.db.reader().await?;
    let org = front::main_organisation(&mut conn).await?.ok_or(Failure::NotFound)?.org;
    let head = front::head(&p, &mut conn, org, look, say(lang, "voices-receipt-check"), PATH).await?;
    let head = head.noindex().typed_in(FORM);
    drop(conn);
    let code = field(&fields, "code");
    if opens(&p, code).await? {
        return Ok(shown(layout::public(&head, good(look, code))).into_response());
    }
    let mut errors = Errors::none();
    if !again {
        errors.add("code", "voices-receipt-wrong");
    }
    let carried = field(&fields, "shown");
    let receipt = if opens(&p, carried).await? { Some(carried) } else { None };
    let hint = if receipt.is_some() { "voices-receipt-shown-hint" } else { "voices-receipt-again-hint" };
    let body = html! {
        (Form::new(lang, &errors).summary())
        h1 { (say(lang, "voices-receipt-again-title")) }
        @if let Some(code) = receipt { (parts::receipt(lang, code, say(lang, "voices-receipt-about"))) }
        (type_back(look, &errors, receipt, &[], hint, code))
    };
    let page = layout::public(&head, body);
    Ok(if again { shown(page).into_response() } else { refused(page) })
}

/// What is said of a code that was kept well. It is still at hand for the switches.
fn good(look: Look, code: &str) -> Markup {
    let lang = look.lang;
    html! {
        (parts::notice(lang, Tone::Success, say(lang, "voices-receipt-good-title"), say(lang, "voices-receipt-good")))
        h1 { (say(lang, "voices-receipt-kept-title")) }
        p.lead { (say(lang, "voices-receipt-kept")) }
        form #(FORM) method="post" action=(link(PATH, look)) { (hidden("code", code)) }
        (Button::link(say(lang, "voices-follow-link"), link("/suivi", look)))
    }
}
