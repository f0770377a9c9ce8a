//! One finding: what people said, on how many voices it rests, who read it together.

use axum::response::{IntoResponse, Response};
use kernel::{Id, Lang, Role, kinds};
use listening::{instruments::access::EDITORS, voices::model::Voice};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, again, field,
    findings::{state_tag, theme_choices},
    floor, place_name, places,
    rows::said_by,
};
use crate::themes::{
    access::{may_gather, may_set_aside, may_take_part},
    book,
    cut::words,
    model::{Finding, FindingState, Passage, Reader, Side, Size},
    store,
};

/// How many passages of a theme are offered at once.
const OFFERED: i64 = 40;

struct Shown {
    finding: Finding,
    place: String,
    size: Size,
    passages: Vec<(Passage, Voice)>,
    readers: Vec<Reader>,
    theme: Option<String>,
    offered: Vec<(Passage, Voice)>,
}

/// The page, with the panel of what is done about it: the slice of actions, which stands above this one, has the route and
/// draws the panel.
pub async fn finding_page(
    p: &Platform,
    desk: &Desk,
    finding: Id<kinds::Finding>,
    fields: &Fields,
    done: Markup,
) -> Result<Response, Failure> {
    let (title, path, body) = whole(p, desk, finding, &Errors::none(), fields, done).await?;
    Ok(desk.page(title, &path, body).into_response())
}

/// The page again, with what is wrong.
pub(super) async fn wrong(
    p: &Platform,
    desk: &Desk,
    finding: Id<kinds::Finding>,
    errors: &Errors,
    typed: &Fields,
    done: Markup,
) -> Result<Response, Failure> {
    let (title, path, body) = whole(p, desk, finding, errors, typed, done).await?;
    Ok(again(desk, title, &path, body))
}

async fn whole(
    p: &Platform,
    desk: &Desk,
    finding: Id<kinds::Finding>,
    errors: &Errors,
    typed: &Fields,
    done: Markup,
) -> Result<(String, String, Markup), Failure> {
    let mut conn = p.db.reader().await?;
    let scope = &desk.asker.scope;
    let floor = floor(p, &mut conn, &desk.asker).await?;
    let finding = store::finding(&mut conn, scope, finding).await?.ok_or(Failure::NotFound)?;
    let passages = store::passages_of_finding(&mut conn, scope, finding.id, floor).await?;
    let places = places(&mut conn, &desk.asker).await?;
    let theme = book::book().theme(field(typed, "theme")).map(|theme| theme.id.clone());
    let offered = match &theme {
        Some(theme) => {
            store::passages_of_theme(&mut conn, scope, theme, finding.place, finding.id, floor, OFFERED).await?
        }
        None => Vec::new(),
    };
    let shown = Shown {
        place: place_name(&places, finding.place).to_owned(),
        size: store::size_of_finding(&mut conn, scope, finding.id).await?,
        readers: store::readers(&mut conn, scope, finding.id).await?,
        finding,
        passages,
        theme,
        offered,
    };
    drop(conn);
    let path = format!("/travail/constats/{}", shown.finding.id);
    Ok((shown.finding.title.clone(), path, body(desk, &shown, errors, typed, &done)))
}

fn body(desk: &Desk, shown: &Shown, errors: &Errors, typed: &Fields, done: &Markup) -> Markup {
    let lang = desk.lang();
    let finding = &shown.finding;
    html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &[(say(lang, "findings-title"), desk.look.link("/travail/constats"))], &finding.title))
        (parts::header(&finding.title, html! { (state_tag(lang, finding.state)) " " (shown.place) ", " (dates::day(lang, finding.day)) }))
        @if let Some(reason) = &finding.reason {
            (parts::notice(lang, Tone::Plain, say(lang, "findings-set-aside-title"), reason))
        }
        section {
            h2 { (say(lang, "findings-said-title")) }
            p.written { (finding.said) }
            (parts::stat(say_with(lang, "findings-voices", &[("n", shown.size.voices.into())]),
                say_with(lang, "findings-from-places", &[("n", shown.size.places.into())])))
        }
        (together(desk, shown))
        (quotes(desk, shown))
        @if may_gather(&desk.asker, finding.place) && finding.state != FindingState::SetAside { (offer(desk, shown)) }
        (next(desk, finding, errors, typed, done))
    }
}

/// Who read it together, both sides; it says plainly when no user took part (B06).
fn together(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let has = |side: Side| shown.readers.iter().any(|reader| reader.side == side);
    let mine = shown.readers.iter().any(|reader| reader.account == desk.asker.account);
    html! {
        section {
            h2 #lecture { (say(lang, "findings-together-title")) }
            @if !has(Side::User) {
                (parts::notice(lang, Tone::Warning, say(lang, "findings-no-user-title"), say(lang, "findings-no-user")))
            } @else if !has(Side::Staff) {
                (parts::notice(lang, Tone::Info, say(lang, "findings-no-staff-title"), say(lang, "findings-no-staff")))
            }
            ul { @for reader in &shown.readers {
                li { (said_by(lang, reader.side.code(), reader.role.code())) ", " (dates::day(lang, reader.day)) }
            } }
            @if !mine && may_take_part(&desk.asker, &shown.finding) {
                form method="post" action=(desk.look.link(&format!("/travail/constats/{}/lu", shown.finding.id))) {
                    (Button::submit(say(lang, "findings-take-part")).secondary())
                    p.hint { (say(lang, "findings-take-part-hint")) }
                }
            }
        }
    }
}

fn about(lang: Lang, voice: &Voice) -> String {
    let speaker = say(lang, &format!("voices-speaker-{}", voice.speaker.code()));
    format!("{speaker}, {}", dates::wave(lang, voice.wave))
}

fn quotes(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let hidden_ones = shown.size.voices - count_voices(&shown.passages);
    let removes = shown.finding.state == FindingState::Open && may_gather(&desk.asker, shown.finding.place);
    html! {
        section {
            h2 #passages { (say(lang, "findings-passages")) }
            @for (passage, voice) in &shown.passages {
                (parts::quote(
                    html! { span lang=[(voice.lang != lang).then_some(voice.lang.tag())] { (words(voice.readable.as_deref().unwrap_or_default(), passage.span)) } },
                    html! { a href=(desk.look.link(&format!("/travail/voix/{}", voice.id))) { (about(lang, voice)) } }))
                @if removes && shown.passages.len() > 1 {
                    form method="post" action=(desk.look.link(&format!("/travail/constats/{}/retirer", shown.finding.id))) {
                        (hidden("passage", &passage.id.to_string()))
                        (Button::submit(say(lang, "findings-let-go")).quiet())
                    }
                }
            }
            @if hidden_ones > 0 { p { (say_with(lang, "findings-not-yours", &[("n", hidden_ones.into())])) } }
        }
    }
}

fn count_voices(passages: &[(Passage, Voice)]) -> i64 {
    let mut voices: Vec<i64> = passages.iter().map(|(passage, _)| passage.voice.to_i64()).collect();
    voices.sort_unstable();
    voices.dedup();
    i64::try_from(voices.len()).unwrap_or(i64::MAX)
}

/// Passages of a theme that could be added.
fn offer(desk: &Desk, shown: &Shown) -> Markup {
    let lang = desk.lang();
    let none = Errors::none();
    let form = Form::new(lang, &none);
    let path = format!("/travail/constats/{}", shown.finding.id);
    let mut boxes = form.checkboxes("passage", say(lang, "findings-offered"));
    for (passage, voice) in &shown.offered {
        let text = words(voice.readable.as_deref().unwrap_or_default(), passage.span);
        boxes = boxes.with(pages::fields::Choice::new(passage.id.to_string(), text).hint(about(lang, voice)));
    }
    html! {
        section {
            h2 #ajouter { (say(lang, "findings-more-title")) }
            form method="get" action=(format!("{path}#ajouter")) {
                (desk.look.hidden())
                (form.select("theme", say(lang, "themes-theme")).choices(theme_choices(lang))
                    .chosen(shown.theme.clone().unwrap_or_default()))
                (Button::submit(say(lang, "findings-more-search")).secondary())
            }
            @if shown.theme.is_some() {
                @if shown.offered.is_empty() {
                    p { (say(lang, "findings-more-none")) }
                } @else {
                    form method="post" action=(desk.look.link(&format!("{path}/passages"))) {
                        (boxes)
                        (Button::submit(say(lang, "findings-more-add")))
                    }
                }
            }
        }
    }
}

/// What comes of it: an action, or the reason why nothing does.
fn next(desk: &Desk, finding: &Finding, errors: &Errors, typed: &Fields, done: &Markup) -> Markup {
    let lang = desk.lang();
    let opens = matches!(desk.asker.role(), Role::QualityOfficer | Role::ComplaintsOfficer | Role::UnitManager);
    html! {
        section {
            h2 { (say(lang, "findings-next-title")) }
            @if finding.state == FindingState::Acted { (done) }
            @if opens && finding.state != FindingState::SetAside {
                (Button::link(say(lang, "findings-open-action"), desk.look.link(&format!("/travail/actions/nouvelle?constat={}", finding.id))))
            }
            // Its id alone: what somebody wrote stands in no address.
            @if EDITORS.contains(&desk.asker.role()) {
                (Button::link(say(lang, "findings-write-question"),
                    desk.look.link(&format!("/travail/questionnaires/bibliotheque?constat={}", finding.id))).quiet())
            }
            @if finding.state == FindingState::Open && may_set_aside(&desk.asker, finding) {
                details.more open[errors.has("reason")] {
                    summary { (say(lang, "findings-set-aside")) }
                    div.more-in {
                        form method="post" action=(desk.look.link(&format!("/travail/constats/{}/ecarter", finding.id))) novalidate {
                            (Form::new(lang, errors).textarea("reason", say(lang, "findings-set-aside-reason"))
                                .hint(say(lang, "findings-set-aside-hint")).rows(3).value(field(typed, "reason")))
                            (Button::submit(say(lang, "findings-set-aside")).secondary())
                        }
                    }
                }
            }
        }
    }
}
