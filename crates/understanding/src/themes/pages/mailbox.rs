//! The mailbox of a voice, and what else can be done with it: taking it up, giving it, opening what is sealed.

use kernel::{Id, Personal, kinds};
use listening::voices::{
    Author, State as VoiceState, access,
    model::{Message, Voice},
};
use organisation::access::Desk;
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html, parts,
    words::{say, say_with},
};

use super::{Fields, field};

/// The thread and the form to reply.
pub(super) fn thread(
    desk: &Desk,
    voice: &Voice,
    messages: &[Message],
    at: &str,
    errors: &Errors,
    typed: &Fields,
) -> Markup {
    let lang = desk.lang();
    let shown: Vec<parts::Message> = messages
        .iter()
        .map(|message| parts::Message {
            who: match message.author {
                Author::Voice => Some(say(lang, "themes-author")),
                Author::Team => {
                    Some(message.role.as_deref().map_or_else(String::new, |role| say(lang, &format!("role-{role}"))))
                }
            },
            when: dates::day(lang, message.day),
            text: message.text.clone(),
        })
        .collect();
    let reachable = voice.followed || voice.has_contact;
    html! {
        section {
            h2 #reponse { (say(lang, "themes-mailbox-title")) }
            @if voice.kind.is_comment() {
                p { (say(lang, "themes-mailbox-comment")) }
            } @else {
                @if voice.wants_reply && voice.state < VoiceState::Answered { p { strong { (say(lang, "themes-wants-reply-words")) } } }
                @if !reachable { p { (say(lang, "themes-mailbox-nobody")) } }
                @if !shown.is_empty() { (parts::thread(lang, &shown)) }
                @if access::may_reply(&desk.asker, voice) {
                    @if voice.state == VoiceState::Readable {
                        form method="post" action=(desk.look.link(&format!("/travail/voix/{}/prendre{at}", voice.id))) {
                            (Button::submit(say(lang, "themes-take-up")).secondary())
                            p.hint { (say(lang, "themes-take-up-hint")) }
                        }
                    }
                    @if reachable {
                        form method="post" action=(desk.look.link(&format!("/travail/voix/{}/reponse{at}", voice.id))) data-keep novalidate {
                            (Form::new(lang, errors).textarea("reply", say(lang, "themes-reply"))
                                .hint(say(lang, "themes-reply-hint")).rows(7).value(field(typed, "reply")))
                            (Button::submit(say(lang, "themes-reply-send")))
                        }
                    }
                }
            }
        }
    }
}

/// What is opened with a reason, and giving the voice to a partner.
pub(super) fn sealed(
    desk: &Desk,
    voice: &Voice,
    partners: &[(Id<kinds::Account>, Personal<String>)],
    at: &str,
    errors: &Errors,
    typed: &Fields,
) -> Markup {
    let lang = desk.lang();
    let asker = &desk.asker;
    let form = Form::new(lang, errors);
    let opening = |what: &str, name: &str| {
        html! {
            p { (say(lang, &format!("themes-{what}-about"))) }
            form method="post" action=(desk.look.link(&format!("/travail/voix/{}/{what}{at}", voice.id))) autocomplete="off" novalidate {
                (form.text(name, say(lang, "themes-opening-reason")).hint(say(lang, "themes-opening-reason-hint"))
                    .value(field(typed, name)).at_most(300))
                (Button::submit(say(lang, &format!("themes-{what}-open"))).secondary())
            }
        }
    };
    html! {
        @if access::may_open_original(asker, voice) {
            (unfolded(errors.has("original-reason"), &say(lang, "themes-original-title"), &opening("original", "original-reason")))
        }
        @if voice.has_contact && access::may_open_contact(asker, voice) {
            (unfolded(errors.has("contact-reason"), &say(lang, "themes-contact-title"), &opening("contact", "contact-reason")))
        }
        @if access::may_moderate(asker, voice) && !partners.is_empty() {
            (unfolded(errors.has("partner"), &say(lang, "themes-give-title"), &html! {
                p { (say(lang, "themes-give-about")) }
                form method="post" action=(desk.look.link(&format!("/travail/voix/{}/confier{at}", voice.id))) {
                    (form.select("partner", say(lang, "themes-give-to"))
                        .choices(partners.iter().map(|(id, name)| (id.to_string(), name.open().clone()))))
                    (Button::submit(say(lang, "themes-give")).secondary())
                }
            }))
        }
        @if voice.may_publish && super::MODERATION.contains(&asker.role()) {
            p { a href=(desk.look.link(&format!("/travail/moderation/{}", voice.id))) {
                (say_with(lang, "themes-to-publication", &[]))
            } }
        }
    }
}

/// A part closed at first, open when something in it must be put right.
fn unfolded(open: bool, summary: &str, body: &Markup) -> Markup {
    html! { details.more open[open] { summary { (summary) } div.more-in { (body) } } }
}
