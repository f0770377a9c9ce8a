//! The work pages of the gallery.

use kernel::Lang;
use maud::{Markup, Render, html};

use super::pick;
use crate::{
    Look, dates,
    fields::{Button, Errors, Form},
    parts::{self, Column, Moment, Tab, Table, Tone},
};

/// A list with a filter, tabs, a table and what to do when there is nothing.
pub(super) fn desk(look: Look) -> Markup {
    let l = look.lang;
    let none = Errors::none();
    let form = Form::new(l, &none).prefix("filter-");
    html! {
        (parts::header(pick(l, "Voix reçues", "Voices received"), pick(l, "12 voix attendent une lecture ; la plus ancienne depuis 6 jours.", "12 voices wait to be read; the oldest for 6 days.")))
        (parts::tabs(l, &pick(l, "Voix par état", "Voices by state"), &[
            Tab::new(pick(l, "À lire", "To read"), "/travail/voix", true).count(12),
            Tab::new(pick(l, "En cours", "Under way"), "/travail/voix?etat=2", false).count(31),
            Tab::new(pick(l, "Closes", "Closed"), "/travail/voix?etat=3", false).count(1204),
        ]))
        (parts::filter(look, "/travail/voix", html! {
            (form.text("q", pick(l, "Chercher", "Search")).search())
            (form.select("place", pick(l, "Lieu", "Place")).choice("", pick(l, "Tous", "All")).choice("1", "Chirurgie").chosen("1"))
            (form.select("theme", pick(l, "Thème", "Theme")).choice("", pick(l, "Tous", "All")))
        }))
        (table(l))
        (parts::pager(l, 1, 3, |page| look.link(&format!("/travail/voix?page={page}"))))
        (parts::empty(pick(l, "Pas encore de résultat à montrer", "No result to show yet"),
            pick(l, "7 personnes ont répondu. Il en faut 10 pour que personne ne puisse être reconnu.", "7 people have answered. It takes 10 so that nobody can be recognised."),
            Button::link(pick(l, "Inviter à répondre", "Invite people to answer"), "/travail/campagnes").secondary()))
    }
}

fn table(l: Lang) -> impl Render {
    let rows = [
        ("Chirurgie", 86, 0.82, Tone::Success, pick(l, "stable", "steady")),
        ("Urgences", 143, 0.61, Tone::Warning, pick(l, "peu fiable", "weak")),
        ("Maternité", 52, 0.91, Tone::Plain, pick(l, "provisoire", "provisional")),
    ];
    Table::new(pick(l, "Se sont sentis écoutés, par service", "Felt listened to, by unit"))
        .columns([
            Column::text(pick(l, "Service", "Unit")),
            Column::number(pick(l, "Personnes", "People")),
            Column::number(pick(l, "Écoutés", "Listened to")),
            Column::text(pick(l, "Lecture", "Reading")),
        ])
        .rows(rows.map(|(unit, people, share, tone, word)| {
            vec![
                html! { a href="/travail/lieux/1" { (unit) } },
                html! { (dates::count(l, people)) },
                html! { (dates::percent(l, share, 0)) },
                parts::tag(tone, word),
            ]
        }))
        .note(pick(
            l,
            "281 réponses, janvier à mars 2026, par courriel, 31 % de réponse.",
            "281 answers, January to March 2026, by e-mail, 31% response.",
        ))
}

/// One voice, read by somebody who works.
pub(super) fn file(look: Look) -> Markup {
    let l = look.lang;
    html! {
        (parts::breadcrumb(l, &[(pick(l, "Voix", "Voices"), look.link("/travail/voix"))], "k7m2"))
        (parts::header(pick(l, "Un récit des urgences", "A story from the emergency ward"), html! {
            (parts::tag(Tone::Info, pick(l, "à lire", "to read"))) " " (parts::tag(Tone::Plain, pick(l, "attente", "waiting")))
        }))
        (parts::quote(pick(l, "J’ai attendu six heures sur un brancard. Une aide-soignante m’a apporté une couverture, c’était la première fois qu’on me regardait.",
            "I waited six hours on a stretcher. A care assistant brought me a blanket; it was the first time anyone looked at me."), pick(l, "Une patiente, pendant le séjour", "A patient, during the stay")))
        (parts::facts([
            (pick(l, "Lieu", "Place"), html! { "Urgences" }),
            (pick(l, "Reçu", "Received"), html! { (pick(l, "12 mars 2026", "12 March 2026")) }),
            (pick(l, "Réponse attendue", "Answer due"), html! { (pick(l, "avant le 20 mars 2026", "before 20 March 2026")) }),
        ]))
        div.buttons {
            (Button::link(pick(l, "Répondre", "Answer"), "/travail/voix/1/reponse"))
            (Button::link(pick(l, "Ouvrir une action", "Open an action"), "/travail/actions/ouvrir").secondary())
            (Button::submit(pick(l, "Effacer", "Erase")).danger())
        }
        h2 { (pick(l, "Ce qui s’est passé", "What happened")) }
        (parts::timeline(&[
            Moment::new(pick(l, "12 mars 2026", "12 March 2026"), pick(l, "Reçu par le code QR du service", "Received by the ward’s QR code"), ""),
            Moment::new(pick(l, "13 mars 2026", "13 March 2026"), pick(l, "Lu par la cadre", "Read by the unit manager"), html! { p { (pick(l, "Thème proposé : attente.", "Suggested theme: waiting.")) } }),
            Moment::new(pick(l, "20 mars 2026", "20 March 2026"), pick(l, "Réponse due", "Answer due"), "").coming(),
        ]))
        (parts::shortcuts(l, &[("j", pick(l, "Voix suivante", "Next voice")), ("k", pick(l, "Voix précédente", "Previous voice"))]))
    }
}

/// A work form.
pub(super) fn form(look: Look) -> Markup {
    let l = look.lang;
    let none = Errors::none();
    let form = Form::new(l, &none);
    html! {
        (parts::header(pick(l, "Ouvrir une action", "Open an action"), ""))
        (parts::notice(l, Tone::Warning, pick(l, "Ce délai est à confirmer", "This delay is to be confirmed"), pick(l, "Source : article R. 1112-92 du code de la santé publique.", "Source: article R. 1112-92 of the French public health code.")))
        form method="post" action="/travail/actions" novalidate {
            (form.text("title", pick(l, "Titre", "Title")).hint(pick(l, "Ce qui sera différent pour les patients.", "What will be different for patients.")))
            (form.text("days", pick(l, "Délai", "Delay")).digits().unit(pick(l, "jours", "days")).value("30"))
            (form.select("who", pick(l, "Qui s’en charge", "Who takes it")).choice("1", "Claire Morel").choice("2", "Karim Benali"))
            (form.radios("size", pick(l, "Ampleur", "Size")).choice("s", pick(l, "Un geste", "A gesture")).choice("m", pick(l, "Un chantier", "A project")).row())
            (form.file("file", pick(l, "Pièce jointe", "Attachment")).optional().accept(".pdf"))
            (form.text("secret", pick(l, "Mot de passe", "Password")).password("current-password"))
            (Button::submit(pick(l, "Ouvrir", "Open")))
        }
    }
}
