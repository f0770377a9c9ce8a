//! The public pages of the gallery.

use maud::{Markup, html};

use super::{numbers, pick};
use crate::{
    Look,
    fields::{Button, Choice, Errors, Form},
    parts::{self, Message, Moment, Tone},
};

/// A place's front door.
pub(super) fn front(look: Look) -> Markup {
    let l = look.lang;
    let doors = [
        ("Raconter", "Tell a story", "Avec vos mots, à votre rythme.", "In your words, at your pace."),
        ("Remercier", "Say thank you", "Votre merci arrive à la personne.", "Your thanks reach the person."),
        ("Suggérer", "Suggest", "Une idée pour faire mieux.", "An idea to do better."),
        ("Suivre mon message", "Follow my message", "Avec le code reçu.", "With the code you were given."),
    ];
    html! {
        (parts::welcome(
            pick(l, "Comment ça s’est passé pour vous ?", "How was it for you?"),
            pick(l, "Ce que vous avez vécu en chirurgie aide l’équipe à mieux faire.", "What you lived through in surgery helps the team do better.")
        ))
        (parts::cards(std::iter::once(parts::main_card(
            pick(l, "Répondre au questionnaire", "Answer the questionnaire"),
            &look.link("/q/x"),
            html! { p { (pick(l, "12 questions, environ 4 minutes. C’est anonyme.", "12 questions, about 4 minutes. It is anonymous.")) } },
        )).chain(doors.map(|(fr, en, about, about_en)| {
            parts::card(pick(l, fr, en), Some(&look.link("/d/x")), html! { p { (pick(l, about, about_en)) } })
        }))))
        (parts::quote(
            pick(l, "L’infirmière de nuit s’est assise cinq minutes avec moi. Ces cinq minutes, je ne les oublierai pas.",
                "The night nurse sat with me for five minutes. Those five minutes I will not forget."),
            pick(l, "Une patiente, mars 2026", "A patient, March 2026")))
        (parts::more(pick(l, "Que devient ce que j’écris ?", "What becomes of what I write?"), html! {
            p { (pick(l, "L’équipe le lit une fois les noms retirés. Vous pouvez voir ce qui a changé.", "The team reads it once names are removed. You can see what changed.")) }
        }))
    }
}

/// One question a screen, with a scale and a choice apart.
pub(super) fn question(look: Look) -> Markup {
    let l = look.lang;
    let none = Errors::none();
    let form = Form::new(l, &none);
    let scale = [
        ("Très mauvais", "Very poor"),
        ("Mauvais", "Poor"),
        ("Moyen", "Fair"),
        ("Bon", "Good"),
        ("Très bon", "Very good"),
    ];
    let choices = scale
        .iter()
        .enumerate()
        .map(|(at, (fr, en))| Choice::new(at.to_string(), pick(l, fr, en)).picture(parts::face(at, scale.len())));
    html! {
        (parts::emergency_line(l, &numbers()))
        (parts::progress(l, 2, 5))
        form method="post" action="/q/x" data-keep novalidate {
            (form.radios("pain", pick(l, "Comment a été prise en charge votre douleur ?", "How was your pain looked after?"))
                .heading().hint(pick(l, "Pendant tout votre séjour.", "During your whole stay."))
                .with_all(choices).with(Choice::new("none", pick(l, "Sans avis, ou je n’ai pas eu mal", "No opinion, or I had no pain")).apart())
                .chosen("3").row())
            div.buttons {
                (Button::submit(pick(l, "Continuer", "Continue")))
                (Button::submit(pick(l, "Reprendre plus tard", "Resume later")).named("later", "1").quiet())
                (parts::speak(l, "content"))
            }
        }
    }
}

/// A form that came back with errors.
pub(super) fn story(look: Look) -> Markup {
    let l = look.lang;
    let mut errors = Errors::none();
    errors.add("when", "kit-error-date");
    errors.add_with("story", "kit-at-most", vec![("n", 5000.into())]);
    let form = Form::new(l, &errors);
    html! {
        (form.summary())
        (parts::header(pick(l, "Racontez-nous", "Tell us"), pick(l, "Il n’y a pas de bonne ou de mauvaise façon de raconter.", "There is no right or wrong way to tell.")))
        (parts::notice(l, Tone::Info, pick(l, "Votre récit est anonyme", "Your story is anonymous"),
            pick(l, "Ni votre nom ni votre adresse ne sont gardés.", "Neither your name nor your address is kept.")))
        form method="post" action="/d/x" data-keep novalidate {
            (form.textarea("story", pick(l, "Que s’est-il passé ?", "What happened?"))
                .hint(pick(l, "Ce qui vous a aidé, ce qui vous a manqué.", "What helped you, what you missed.")).at_most(5000)
                .value(pick(l, "Je suis arrivée aux urgences à l’aube…", "I came to the emergency ward at dawn…")))
            (form.date("when", pick(l, "Quand était-ce ?", "When was it?")).hint(pick(l, "Le mois suffit si vous ne savez plus le jour.", "The month is enough.")).written("31", "2", "2026"))
            (form.radios("who", pick(l, "Vous êtes", "You are"))
                .with(Choice::new("patient", pick(l, "La personne soignée", "The patient")))
                .with(Choice::new("relative", pick(l, "Un proche", "A relative")).hint(pick(l, "Famille, ami, aidant.", "Family, friend, carer."))))
            (form.checkboxes("themes", pick(l, "De quoi s’agit-il ?", "What is it about?")).optional()
                .choice("wait", pick(l, "L’attente", "Waiting")).choice("pain", pick(l, "La douleur", "Pain"))
                .choice("info", pick(l, "Les informations reçues", "The information given")).chosen("wait").chosen("info"))
            (form.text("email", pick(l, "Votre adresse électronique", "Your e-mail address")).email().optional()
                .hint(pick(l, "Seulement si vous voulez être prévenu d’une réponse.", "Only if you want to be told of an answer.")))
            div.buttons {
                (Button::submit(pick(l, "Envoyer mon récit", "Send my story")))
                (Button::link(pick(l, "Retour", "Back"), look.link("/")).quiet())
            }
        }
    }
}

/// What one sees after sending.
pub(super) fn thanks(look: Look) -> Markup {
    let l = look.lang;
    html! {
        (parts::header(pick(l, "Merci. C’est bien arrivé.", "Thank you. It has arrived."), pick(l, "L’équipe de chirurgie le lira dans les prochains jours.", "The surgery team will read it in the coming days.")))
        (parts::receipt(l, "7KQM4ZT2XW9B3RFHCN8E", html! {
            p { (pick(l, "Avec ce code vous lirez la réponse et vous pourrez écrire à nouveau. Nous ne le gardons pas : perdu, il ne peut pas être retrouvé.",
                "With this code you can read the answer and write again. We do not keep it: lost, it cannot be found again.")) }
        }))
        (parts::emergency_now(l, &numbers()[..3]))
        (parts::notice(l, Tone::Success, pick(l, "Votre message est enregistré", "Your message is safe"), ""))
        h2 { (pick(l, "Et ensuite", "What comes next")) }
        (parts::timeline(&[
            Moment::new(pick(l, "Aujourd’hui", "Today"), pick(l, "Votre récit est arrivé", "Your story has arrived"), ""),
            Moment::new(pick(l, "Sous 8 jours", "Within 8 days"), pick(l, "L’équipe le lit et vous répond", "The team reads it and answers"), "").coming(),
            Moment::new(pick(l, "Plus tard", "Later"), pick(l, "Vous voyez ce qui a changé", "You see what changed"), "").coming(),
        ]))
        (Button::link(pick(l, "Voir ce qui a déjà changé", "See what has changed already"), look.link("/retours")).secondary())
    }
}

/// The follow-up of a voice.
pub(super) fn follow(look: Look) -> Markup {
    let l = look.lang;
    let none = Errors::none();
    let form = Form::new(l, &none);
    html! {
        (parts::breadcrumb(l, &[(pick(l, "Accueil", "Home"), "/".to_owned())], &pick(l, "Mon message", "My message")))
        (parts::header(pick(l, "Une réponse vous attend", "An answer waits for you"), ""))
        (parts::thread(l, &[
            Message { who: None, when: pick(l, "12 mars 2026", "12 March 2026"), text: pick(l, "Personne ne m’a dit pourquoi j’attendais.", "Nobody told me why I was waiting.") },
            Message { who: Some(pick(l, "L’équipe des urgences", "The emergency team")), when: pick(l, "15 mars 2026", "15 March 2026"),
                text: pick(l, "Vous avez raison, et nous en sommes désolés.\nDepuis lundi, un écran annonce l’attente.", "You are right, and we are sorry.\nSince Monday a screen tells the waiting time.") },
        ]))
        form method="post" action="/suivi" data-keep novalidate {
            (form.textarea("reply", pick(l, "Écrire à nouveau", "Write again")).rows(3))
            (Button::submit(pick(l, "Envoyer", "Send")))
        }
    }
}

/// What changed.
pub(super) fn returns(look: Look) -> Markup {
    let l = look.lang;
    html! {
        (parts::header(pick(l, "Vous l’avez dit, voici ce qui a changé", "You said it, here is what changed"), pick(l, "Chaque changement vient de paroles reçues.", "Each change comes from words received.")))
        (parts::stat("14", pick(l, "personnes ont parlé de l’attente. C’est plus que d’habitude depuis mai.", "people told us about waiting. That is more than usual since May.")))
        (parts::said_done(l,
            html! { p { (pick(l, "« On attend des heures sans savoir pourquoi. »", "“We wait for hours without knowing why.”")) } },
            html! { p { (pick(l, "Un écran annonce l’attente, et une personne passe toutes les heures.", "A screen tells the waiting time, and somebody comes by every hour.")) } }))
        (parts::said_done(l,
            html! { p { (pick(l, "« Le soir, le repas est froid. »", "“In the evening the meal is cold.”")) } },
            html! { p { (pick(l, "Les chariots ont été remplacés en février.", "The trolleys were replaced in February.")) } }))
        (parts::pager(l, 2, 4, |page| look.link(&format!("/retours?page={page}"))))
    }
}

/// A poster.
pub(super) fn poster(look: Look) -> Markup {
    let l = look.lang;
    html! {
        (parts::poster(l, pick(l, "Votre séjour, avec vos mots", "Your stay, in your words"),
            pick(l, "Anonyme. Quatre minutes. Lu par l’équipe.", "Anonymous. Four minutes. Read by the team."),
            "https://vecu.exemple.fr/d/chirurgie"))
        (parts::print_button(l))
    }
}
