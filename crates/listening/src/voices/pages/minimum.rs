//! The second screen of a story: who speaks, when, and what may be done with it.

use kernel::{Id, kinds};
use organisation::access::respond::Failure;
use pages::{
    Lang, Markup,
    fields::{Button, Choice, Errors, Form, hidden},
    html, layout, link,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, field,
    tell::{FORM, MOMENTS, Screen},
};
use crate::voices::Speaker;

/// The fields that the first screen carries back and forth, for whoever returns to the text.
pub(super) const FIELDS: [&str; 6] = ["once", "speaker", "moment", "publish", "follow", "contact"];

/// Whether to offer a code first: somebody lets the text be published and takes none, so could never see the decision, nor
/// contest it, nor take the agreement back. Asked once; a tablet gives no code.
pub(super) fn lacks_code(kiosk: bool, fields: &Fields) -> bool {
    let follows = matches!(field(fields, "follow"), "yes" | "reply");
    !kiosk && field(fields, "publish") == "yes" && !follows && field(fields, "code").is_empty()
}

impl Screen {
    /// The screen. `offers` puts the offer of a code on it.
    pub(super) async fn second(
        &self,
        p: &Platform,
        fields: &Fields,
        errors: &Errors,
        offers: bool,
    ) -> Result<Markup, Failure> {
        let lang = self.look.lang;
        let form = Form::new(lang, errors);
        let given = |name: &str| field(fields, name).to_owned();
        let number = match field(fields, "once") {
            "" => Id::<kinds::Voice>::random(&mut *p.chance()).to_string(),
            sent => sent.to_owned(),
        };
        let lead = format!("voices-minimum-lead-{}", self.kind.code());
        let body = html! {
            (form.summary())
            (self.help(p, field(fields, "text")).await?)
            (parts::progress(lang, 2, 2))
            (parts::header(say(lang, "voices-minimum-title"), say_with(lang, &lead, &[("place", self.place.name.clone().into())])))
            form #(FORM) method="post" action=(link(&self.path(), self.look)) data-keep=[self.keeps("written")]
                autocomplete=[self.forgets()] novalidate {
                (hidden("sorte", self.kind.code()))
                (hidden("etape", "2"))
                (hidden("once", &number))
                @if self.kiosk { (hidden("kiosque", "1")) }
                (hidden("text", field(fields, "text")))
                @if offers { (offer(lang)) }
                (self.who_and_when(form, &given))
                (self.consents(form, &given))
                div.buttons {
                    @if offers { (offered(lang)) } @else { (Button::submit(say(lang, "voices-send"))) }
                    (Button::submit(say(lang, "voices-minimum-back")).named("vers", "texte").quiet())
                }
            }
        };
        Ok(layout::public(&self.head(p, errors).await?.typed_in(FORM), body))
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
        let without = if self.kiosk { "voices-publish-no-code-here" } else { "voices-publish-code" };
        let publish = form
            .radios("publish", say(lang, "voices-publish"))
            .hint(say(lang, "voices-publish-hint"))
            .chosen(given("publish"))
            .choice("no", say(lang, "voices-publish-no"))
            .with(Choice::new("yes", say(lang, "voices-publish-yes")).hint(say(lang, without)));
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
}

fn offer(lang: Lang) -> Markup {
    let body = html! {
        p { (say(lang, "voices-offer")) }
        div.buttons { (offered(lang)) }
    };
    parts::notice(lang, Tone::Info, say(lang, "voices-offer-title"), body)
}

/// The two answers to the offer of a code; each sends.
fn offered(lang: Lang) -> Markup {
    html! {
        (Button::submit(say(lang, "voices-offer-yes")).named("code", "oui"))
        (Button::submit(say(lang, "voices-offer-no")).named("code", "non").secondary())
    }
}
