//! Telling a story, an idea or thanks: one open question first, then the minimum, then the receipt.
//!
//! Two screens and no session: the text travels from the first to the second inside the form, so leaving halfway leaves
//! nothing behind.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Personal, kinds};
use organisation::{
    access::respond::{Failure, refused, shown},
    front,
    places::{self, Place},
};
use pages::{
    Look, Markup,
    fields::{Button, Errors, Form, hidden},
    html, layout, link, parts,
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{
    Fields, field,
    once::{self, Outcome},
    receipt_page,
};
use crate::voices::{
    Channel, Kind, Speaker,
    actions::{self, VoiceProblem},
    model::{LONGEST_TEXT, NewVoice},
};

/// What the address may say.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    sorte: Option<String>,
    kiosque: Option<String>,
}

/// The moments of the pathway, codes of the code book (`themes.json`).
const MOMENTS: [&str; 5] = ["before", "arrival", "during", "discharge", "after"];

fn kind_of(text: &str) -> Kind {
    match text.parse() {
        Ok(kind @ (Kind::Suggestion | Kind::Thanks)) => kind,
        _ => Kind::Story,
    }
}

async fn place_of(p: &Platform, slug: &str) -> Result<Place, Failure> {
    let mut conn = p.db.reader().await?;
    places::by_slug(&mut conn, slug).await?.filter(|place| !place.closed).ok_or(Failure::NotFound)
}

/// The first screen: one open question.
pub(super) async fn ask(
    State(p): State<Platform>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    look: Look,
) -> Result<Response, Failure> {
    let place = place_of(&p, &slug).await?;
    let screen = Screen {
        kind: kind_of(asked.sorte.as_deref().unwrap_or_default()),
        kiosk: asked.kiosque.is_some(),
        place,
        look,
    };
    Ok(shown(screen.first(&p, "", &Errors::none()).await?).into_response())
}

/// Either screen, sent.
pub(super) async fn send(
    State(p): State<Platform>,
    Path(slug): Path<String>,
    look: Look,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let place = place_of(&p, &slug).await?;
    let screen =
        Screen { kind: kind_of(field(&fields, "sorte")), kiosk: field(&fields, "kiosque") == "1", place, look };
    let text = field(&fields, "text");
    if field(&fields, "etape") != "2" {
        let mut errors = Errors::none();
        // Said before the second screen is filled in: going back to the first would lose what was chosen there.
        let problem = match text {
            _ if text.trim().is_empty() => Some(VoiceProblem::Empty),
            _ if text.chars().count() > LONGEST_TEXT => Some(VoiceProblem::TooLong),
            _ => None,
        };
        if let Some(problem) = problem {
            errors.add("text", problem.key());
            return Ok(refused(screen.first(&p, text, &errors).await?));
        }
        return Ok(shown(screen.second(&p, &fields, &Errors::none()).await?).into_response());
    }
    screen.receive(&p, &fields).await
}

struct Screen {
    kind: Kind,
    kiosk: bool,
    place: Place,
    look: Look,
}

impl Screen {
    fn path(&self) -> String {
        format!("/d/{}/raconter?sorte={}", self.place.slug, self.kind.code())
    }

    async fn head(&self, p: &Platform, errors: &Errors) -> Result<layout::Head, Failure> {
        let mut conn = p.db.reader().await?;
        let title = say(self.look.lang, &format!("voices-tell-title-{}", self.kind.code()));
        let head = front::head(p, &mut conn, self.place.org, self.look, title, self.path()).await?;
        Ok(head.noindex().home(format!("/d/{}", self.place.slug)).with_errors(errors))
    }

    async fn first(&self, p: &Platform, text: &str, errors: &Errors) -> Result<Markup, Failure> {
        let (lang, code) = (self.look.lang, self.kind.code());
        let form = Form::new(lang, errors);
        let body = html! {
            (form.summary())
            (parts::progress(lang, 1, 2))
            form method="post" action=(link(&self.path(), self.look)) novalidate {
                (hidden("sorte", code))
                (hidden("etape", "1"))
                @if self.kiosk { (hidden("kiosque", "1")) }
                (form.textarea("text", say(lang, &format!("voices-tell-question-{code}")))
                    .heading()
                    .hint(say_with(lang, &format!("voices-tell-hint-{code}"), &[("place", self.place.name.clone().into())]))
                    .value(text)
                    .rows(9))
                p.quiet { (say(lang, "voices-tell-anonymous")) }
                (Button::submit(say(lang, "voices-tell-continue")))
            }
            (parts::more(say(lang, "voices-tell-names-title"), html! { p { (say(lang, "voices-tell-names")) } }))
        };
        Ok(layout::public(&self.head(p, errors).await?, body))
    }

    async fn second(&self, p: &Platform, fields: &Fields, errors: &Errors) -> Result<Markup, Failure> {
        let lang = self.look.lang;
        let form = Form::new(lang, errors);
        let given = |name: &str| field(fields, name).to_owned();
        let number = match field(fields, "once") {
            "" => Id::<kinds::Voice>::random(&mut *p.chance()).to_string(),
            sent => sent.to_owned(),
        };
        let body = html! {
            (form.summary())
            (parts::progress(lang, 2, 2))
            (parts::header(say(lang, "voices-minimum-title"), say_with(lang, "voices-minimum-lead", &[("place", self.place.name.clone().into())])))
            form method="post" action=(link(&self.path(), self.look)) novalidate {
                (hidden("sorte", self.kind.code()))
                (hidden("etape", "2"))
                (hidden("once", &number))
                @if self.kiosk { (hidden("kiosque", "1")) }
                (hidden("text", field(fields, "text")))
                (self.who_and_when(form, &given))
                (self.consents(form, &given))
                (Button::submit(say(lang, "voices-send")))
            }
        };
        Ok(layout::public(&self.head(p, errors).await?, body))
    }

    fn who_and_when(&self, form: Form<'_>, given: &dyn Fn(&str) -> String) -> Markup {
        let lang = self.look.lang;
        let mut who = form.radios("speaker", say(lang, "voices-speaker")).chosen(given("speaker"));
        for speaker in Speaker::ALL.iter().filter(|s| **s != Speaker::Professional) {
            who = who.choice(speaker.code(), say(lang, &format!("voices-speaker-{}", speaker.code())));
        }
        let mut when = form.radios("moment", say(lang, "voices-moment")).optional().chosen(given("moment"));
        for moment in MOMENTS {
            when = when.choice(moment, say(lang, &format!("voices-moment-{moment}")));
        }
        html! { (who) (when) }
    }

    fn consents(&self, form: Form<'_>, given: &dyn Fn(&str) -> String) -> Markup {
        let lang = self.look.lang;
        let publish = form
            .radios("publish", say(lang, "voices-publish"))
            .hint(say(lang, "voices-publish-hint"))
            .chosen(given("publish"))
            .choice("no", say(lang, "voices-publish-no"))
            .choice("yes", say(lang, "voices-publish-yes"));
        let follow = form
            .radios("follow", say(lang, "voices-follow"))
            .hint(say(lang, "voices-follow-hint"))
            .chosen(given("follow"))
            .choice("no", say(lang, "voices-follow-no"))
            .choice("yes", say(lang, "voices-follow-yes"))
            .choice("reply", say(lang, "voices-follow-reply"));
        let contact = form
            .text("contact", say(lang, "voices-contact"))
            .optional()
            .hint(say(lang, "voices-contact-hint"))
            .value(given("contact"));
        html! { (publish) @if !self.kiosk { (follow) (contact) } }
    }

    async fn receive(&self, p: &Platform, fields: &Fields) -> Result<Response, Failure> {
        let mut errors = Errors::none();
        let speaker: Option<Speaker> = field(fields, "speaker").parse().ok();
        if speaker.is_none() {
            errors.add("speaker", "voices-problem-speaker");
        }
        let (Some(speaker), number) = (speaker, field(fields, "once")) else {
            return Ok(refused(self.second(p, fields, &errors).await?));
        };
        let telling = actions::receive(p, self.voice(speaker, fields));
        let form = once::digest(&self.place.slug, fields);
        match once::of(p).tell(p, number, form, telling).await {
            Ok(Outcome::Told(told)) => Ok(shown(self.thanks(p, &told).await?).into_response()),
            Ok(Outcome::Already) => Ok(shown(self.already(p).await?).into_response()),
            Err(problem) => {
                let at = match &problem {
                    VoiceProblem::Contact => "contact",
                    VoiceProblem::NoWayBack => "follow",
                    VoiceProblem::Empty | VoiceProblem::TooLong => "text",
                    _ => return Err(Failure::from(problem)),
                };
                errors.add(at, problem.key());
                let page = if at == "text" {
                    self.first(p, field(fields, "text"), &errors).await?
                } else {
                    self.second(p, fields, &errors).await?
                };
                Ok(refused(page))
            }
        }
    }

    fn voice(&self, speaker: Speaker, fields: &Fields) -> NewVoice {
        let follow = field(fields, "follow");
        let contact = field(fields, "contact").trim();
        NewVoice {
            org: self.place.org,
            kind: self.kind,
            place: self.place.id,
            speaker,
            moment: MOMENTS.iter().find(|m| **m == field(fields, "moment")).map(|m| (*m).to_owned()),
            channel: if self.kiosk { Channel::Kiosk } else { Channel::Web },
            lang: self.look.lang,
            may_publish: field(fields, "publish") == "yes",
            wants_reply: follow == "reply",
            follow: follow == "yes" || follow == "reply",
            contact: (!contact.is_empty()).then(|| Personal::new(contact.to_owned())),
            text: Personal::new(field(fields, "text").to_owned()),
        }
    }

    async fn thanks(&self, p: &Platform, told: &once::Shown) -> Result<Markup, Failure> {
        let head = self.head(p, &Errors::none()).await?;
        let numbers = front::emergency_numbers(p, &mut p.db.reader().await?, self.place.org).await?;
        let body = receipt_page::thanks(self.look.lang, self.look, &self.place, self.kiosk, told, &numbers);
        Ok(layout::public(&head, body))
    }

    async fn already(&self, p: &Platform) -> Result<Markup, Failure> {
        let lang = self.look.lang;
        let body = html! {
            h1 { (say(lang, "voices-already-title")) }
            p.lead { (say(lang, "voices-already")) }
            (Button::link(say(lang, "voices-follow-link"), link("/suivi", self.look)))
        };
        Ok(layout::public(&self.head(p, &Errors::none()).await?, body))
    }
}
