//! Telling a story, an idea or thanks: one open question first, then the minimum, then the receipt.
//!
//! Two screens and no session: the text travels from the first to the second inside the form, so leaving halfway leaves
//! nothing behind.

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Personal;
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
    Fields, UNTOUCHED, door, field,
    minimum::{self, lacks_code},
    once::{self, Outcome},
    receipt_page::Thanks,
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

/// The id of the form of either screen.
pub(super) const FORM: &str = "recit";

/// The moments of the pathway, codes of the code book (`themes.json`).
pub(super) const MOMENTS: [&str; 5] = ["before", "arrival", "during", "discharge", "after"];

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
    Ok(shown(screen.first(&p, &Fields::new(), &Errors::none()).await?).into_response())
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
    // Nothing is done with a form that is only to be shown in another look, or whose text is gone back to.
    let again = layout::is_shown_again(&fields);
    let (first, none) = (field(&fields, "etape") != "2", Errors::none());
    if first && again || field(&fields, "vers") == "texte" {
        return Ok(shown(screen.first(&p, &fields, &none).await?).into_response());
    }
    if again {
        return Ok(shown(screen.second(&p, &fields, &none, false).await?).into_response());
    }
    if !first {
        return screen.receive(&p, &fields).await;
    }
    let text = field(&fields, "text");
    // Said before the second screen is filled in: going back to the first would lose what was chosen there.
    let problem = match text {
        _ if text.trim().is_empty() => Some(VoiceProblem::Empty),
        _ if text.chars().count() > LONGEST_TEXT => Some(VoiceProblem::TooLong),
        _ => None,
    };
    if let Some(problem) = problem {
        let mut errors = Errors::none();
        errors.add("text", problem.key());
        return Ok(refused(screen.first(&p, &fields, &errors).await?));
    }
    Ok(shown(screen.second(&p, &fields, &none, false).await?).into_response())
}

/// What either screen knows.
pub(super) struct Screen {
    pub(super) kind: Kind,
    pub(super) kiosk: bool,
    pub(super) place: Place,
    pub(super) look: Look,
}

impl Screen {
    pub(super) fn path(&self) -> String {
        let tablet = if self.kiosk { "&kiosque=1" } else { "" };
        format!("/d/{}/raconter?sorte={}{tablet}", self.place.slug, self.kind.code())
    }

    /// How the form asks before it is left. A tablet must not ask: it goes back to its start by itself.
    pub(super) fn keeps(&self, how: &'static str) -> Option<&'static str> {
        (!self.kiosk).then_some(how)
    }

    /// A browser that many people use is not to remember what one of them typed.
    pub(super) fn forgets(&self) -> Option<&'static str> {
        self.kiosk.then_some("off")
    }

    pub(super) async fn head(&self, p: &Platform, errors: &Errors) -> Result<layout::Head, Failure> {
        let mut conn = p.db.reader().await?;
        let title = say(self.look.lang, &format!("voices-tell-title-{}", self.kind.code()));
        let head = front::head(p, &mut conn, self.place.org, self.look, title, self.path()).await?;
        let door = door(&self.place, self.kiosk);
        let head = head.noindex().home(door.clone()).with_errors(errors);
        // The next person starts in French and in the usual size: these were choices of the one before.
        Ok(if self.kiosk { head.left_alone(UNTOUCHED, door) } else { head })
    }

    /// The numbers at once, for a text that speaks of self-harm (hard rule 18); nothing else.
    pub(super) async fn help(&self, p: &Platform, text: &str) -> Result<Markup, Failure> {
        if text::distress::speaks_of_self_harm(text).is_none() {
            return Ok(html! {});
        }
        let numbers = front::emergency_numbers(p, &mut p.db.reader().await?, self.place.org).await?;
        Ok(parts::emergency_now(self.look.lang, &numbers))
    }

    async fn first(&self, p: &Platform, fields: &Fields, errors: &Errors) -> Result<Markup, Failure> {
        let (lang, code, text) = (self.look.lang, self.kind.code(), field(fields, "text"));
        let form = Form::new(lang, errors);
        let anonymous = if self.kiosk { "voices-tell-anonymous-here" } else { "voices-tell-anonymous" };
        let body = html! {
            (form.summary())
            (self.help(p, text).await?)
            (parts::progress(lang, 1, 2))
            // Hard rule 1 and DESIGN 3b: said above the first question.
            p.quiet { (say(lang, anonymous)) }
            form #(FORM) method="post" action=(link(&self.path(), self.look))
                data-keep=[self.keeps(if text.is_empty() { "" } else { "written" })] autocomplete=[self.forgets()] novalidate {
                (hidden("sorte", code))
                (hidden("etape", "1"))
                @if self.kiosk { (hidden("kiosque", "1")) }
                @for name in minimum::FIELDS {
                    @if !field(fields, name).is_empty() { (hidden(name, field(fields, name))) }
                }
                (form.textarea("text", say(lang, &format!("voices-tell-question-{code}")))
                    .heading()
                    .hint(say_with(lang, &format!("voices-tell-hint-{code}"), &[("place", self.place.name.clone().into())]))
                    .value(text)
                    .rows(9))
                (Button::submit(say(lang, "voices-tell-continue")))
            }
            (parts::more(say(lang, "voices-tell-names-title"), html! { p { (say(lang, "voices-tell-names")) } }))
        };
        Ok(layout::public(&self.head(p, errors).await?.typed_in(FORM), body))
    }

    async fn receive(&self, p: &Platform, fields: &Fields) -> Result<Response, Failure> {
        let mut errors = Errors::none();
        let speaker: Option<Speaker> = field(fields, "speaker").parse().ok();
        if speaker.is_none() {
            errors.add("speaker", "voices-problem-speaker");
        }
        let offers = lacks_code(self.kiosk, fields);
        let (Some(speaker), number) = (speaker, field(fields, "once")) else {
            return Ok(refused(self.second(p, fields, &errors, offers).await?));
        };
        if offers {
            return Ok(shown(self.second(p, fields, &errors, true).await?).into_response());
        }
        let telling = actions::receive(p, self.voice(speaker, fields));
        let form = once::digest(&self.place.slug, fields);
        match once::of(p).tell(p, number, form, telling).await {
            Ok(Outcome::Told(told)) => {
                let thanks =
                    Thanks { look: self.look, kind: self.kind, place: &self.place, kiosk: self.kiosk, told: &told };
                Ok(shown(thanks.page(p, "").await?).into_response())
            }
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
                    self.first(p, fields, &errors).await?
                } else {
                    self.second(p, fields, &errors, false).await?
                };
                Ok(refused(page))
            }
        }
    }

    fn voice(&self, speaker: Speaker, fields: &Fields) -> NewVoice {
        // A tablet shows neither question, and the offer of a code is an answer to both.
        let follow = match field(fields, "code") {
            _ if self.kiosk => "no",
            "oui" => "yes",
            _ => field(fields, "follow"),
        };
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

    async fn already(&self, p: &Platform) -> Result<Markup, Failure> {
        let lang = self.look.lang;
        let body = html! {
            h1 { (say(lang, "voices-already-title")) }
            p.lead { (say(lang, "voices-already")) }
            (Button::link(say(lang, "voices-follow-link"), link("/suivi", self.look)))
        };
        Ok(layout::public(&self.head(p, &Errors::none()).await?.without_switches(), body))
    }
}
