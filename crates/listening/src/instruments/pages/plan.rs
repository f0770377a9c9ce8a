//! Writing a plan: for each question of the old version, what its answers become beside those of the new one.

use std::collections::BTreeMap;

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{Tone, header, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE, crumbs, field, id_of, none,
    version::{campaign_list, campaigns_of, opened},
};
use crate::{
    instruments::{
        actions::{self, InstrumentProblem},
        document::{Doc, question::Question},
        model::Version,
        passage::{Becomes, Step, codes, faults, proposed},
    },
    surveys::Campaign,
};

/// The two versions of a plan.
struct Two {
    old: Version,
    new: Version,
    before: Doc,
    after: Doc,
    campaigns: Vec<Campaign>,
}

impl Two {
    async fn of(p: &Platform, desk: &Desk, old: &str, new: &str) -> Result<Self, Failure> {
        let mut conn = p.db.reader().await?;
        let (old, before) = opened(p, &mut conn, desk, id_of(old)?).await?;
        let (new, after) = opened(p, &mut conn, desk, id_of(new)?).await?;
        let campaigns = campaigns_of(&mut conn, desk, old.instrument).await?;
        if old.url != new.url || old.version >= new.version {
            return Err(Failure::NotFound);
        }
        Ok(Self { old, new, before, after, campaigns })
    }

    fn path(&self) -> String {
        format!("{HERE}/versions/{}/passage?vers={}", self.old.id, self.new.id)
    }
}

/// The form, with what is proposed.
pub(super) async fn ask(
    State(p): State<Platform>,
    desk: Desk,
    Path(version): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let two = Two::of(&p, &desk, &version, &field(&asked, "vers")).await?;
    let steps = proposed(&two.before, &two.after);
    Ok(page(&desk, &two, &steps, "", &none()).into_response())
}

fn page(desk: &Desk, two: &Two, steps: &[Step], reason: &str, errors: &Errors) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let title =
        say_with(lang, "instruments-plan-title", &[("old", two.old.version.into()), ("new", two.new.version.into())]);
    let back = vec![(two.old.title.clone(), desk.look.link(&format!("{HERE}/versions/{}", two.old.id)))];
    let body = html! {
        (form.summary())
        (crumbs(desk, &back, &title))
        (header(&title, say(lang, "instruments-plan-lead")))
        (notice(lang, Tone::Info, say(lang, "instruments-plan-never"), ""))
        @if !two.campaigns.is_empty() {
            section { h2 { (say(lang, "instruments-plan-campaigns")) } (campaign_list(desk, &two.campaigns, true)) }
        }
        form method="post" action=(desk.look.link(&two.path())) novalidate {
            ol.steps { @for (at, step) in steps.iter().enumerate() { li { (one(lang, form, two, at, step)) } } }
            div.buttons { (Button::submit(say(lang, "instruments-plan-refresh")).named("go", "refresh").secondary()) }
            (form.textarea("reason", say(lang, "instruments-plan-reason")).hint(say(lang, "instruments-plan-reason-hint"))
                .rows(3).at_most(2_000).value(reason))
            (Button::submit(say(lang, "instruments-plan-propose")).named("go", "propose"))
        }
    };
    desk.page(title, &two.path(), body)
}

fn title_of(doc: &Doc, link: &str, lang: Lang) -> String {
    let entry = doc.entries().into_iter().find(|entry| entry.link == link);
    entry.map_or_else(|| link.to_owned(), |entry| format!("{}. {}", entry.number, entry.title(doc, lang)))
}

/// One question of the old version: what it becomes, which one, and its answers where they differ.
fn one(lang: Lang, form: Form<'_>, two: &Two, at: usize, step: &Step) -> Markup {
    let of = |what: &str| format!("s{at}-{what}");
    let mut becomes = form.select(&of("becomes"), say(lang, "instruments-plan-becomes"));
    for one in Becomes::ALL {
        becomes = becomes.choice(one.code(), say(lang, &format!("instruments-becomes-{}", one.code())));
    }
    let targets: Vec<(String, String)> = two
        .after
        .questions()
        .map(|entry| (entry.link.to_owned(), format!("{}. {}", entry.number, entry.title(&two.after, lang))))
        .collect();
    let slots = if step.becomes == Becomes::Split { step.to.len().max(1) + 1 } else { 1 };
    let target = |n: usize| {
        let label = if slots > 1 {
            say_with(lang, "instruments-plan-target-n", &[("n", (n + 1).into())])
        } else {
            say(lang, "instruments-plan-target")
        };
        form.select(&of(&format!("to{n}")), label)
            .choice("", say(lang, "instruments-plan-no-question"))
            .choices(targets.clone())
            .chosen(step.to.get(n).cloned().unwrap_or_default())
    };
    html! {
        fieldset {
            legend { (title_of(&two.before, &step.from, lang)) }
            (hidden(&of("from"), &step.from))
            div.filter-fields {
                (becomes.chosen(step.becomes.code()))
                @if step.becomes != Becomes::Stopped { @for n in 0..slots { (target(n)) } }
            }
            (answers(lang, form, two, at, step))
        }
    }
}

/// The answers of a question whose codes are not the same on both sides.
fn answers(lang: Lang, form: Form<'_>, two: &Two, at: usize, step: &Step) -> Markup {
    let [to] = step.to.as_slice() else { return html! {} };
    let (old, new) = (codes(&two.before, &step.from), codes(&two.after, to));
    if old == new && step.choices.iter().all(|(before, after)| before == after) && step.choices.len() == old.len() {
        return html! {};
    }
    let offered: Vec<(String, String)> =
        new.iter().map(|code| (code.clone(), label_of(&two.after, to, code, lang))).collect();
    html! {
        div.filter-fields {
            @for (n, code) in old.iter().enumerate() {
                (hidden(&format!("s{at}-c{n}-code"), code))
                (form.select(&format!("s{at}-c{n}"), label_of(&two.before, &step.from, code, lang))
                    .choice("", say(lang, "instruments-plan-no-answer")).choices(offered.clone())
                    .chosen(step.choices.get(code).cloned().unwrap_or_default()))
            }
        }
    }
}

/// The label of an answer, as it is read.
pub(super) fn label_of(doc: &Doc, link: &str, code: &str, lang: Lang) -> String {
    let question = doc.item(link).map(|item| Question::of(item, doc.language()));
    let found = question.and_then(|one| one.choices.into_iter().find(|choice| choice.code == code));
    found.map_or_else(|| code.to_owned(), |choice| choice.label.either(lang).to_owned())
}

/// Reads the plan of a form. A question whose target changed begins again with the codes that both have.
fn read(two: &Two, fields: &Fields) -> Vec<Step> {
    let links: Vec<String> = two.before.questions().map(|entry| entry.link.to_owned()).collect();
    links
        .into_iter()
        .enumerate()
        .map(|(at, from)| {
            let of = |what: &str| field(fields, &format!("s{at}-{what}"));
            let becomes = Becomes::from_code(&of("becomes")).unwrap_or(Becomes::Stopped);
            let chosen = (0..20).map(|n| of(&format!("to{n}"))).filter(|to| !to.is_empty());
            let to = match becomes {
                Becomes::Stopped => Vec::new(),
                Becomes::Kept => vec![from.clone()],
                Becomes::Renamed => chosen.take(1).collect(),
                Becomes::Split => chosen.collect(),
            };
            let mut step = Step { from, becomes, to, choices: BTreeMap::new() };
            let old = codes(&two.before, &step.from);
            let sent = (0..old.len()).any(|n| fields.iter().any(|(name, _)| *name == format!("s{at}-c{n}")));
            let known = step.to.first().map(|to| codes(&two.after, to)).unwrap_or_default();
            if sent && step.to.len() == 1 {
                let pairs = (0..old.len()).map(|n| (of(&format!("c{n}-code")), of(&format!("c{n}"))));
                step.choices =
                    pairs.filter(|(old_code, code)| old.contains(old_code) && known.contains(code)).collect();
            } else {
                step.choices = crate::instruments::passage::same_codes(&two.before, &two.after, &step);
            }
            step
        })
        .collect()
}

/// Keeps the plan, or shows the form again for the answers of a new target.
pub(super) async fn propose(
    State(p): State<Platform>,
    desk: Desk,
    Path(version): Path<String>,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let two = Two::of(&p, &desk, &version, &field(&asked, "vers")).await?;
    let steps = read(&two, &fields);
    let reason = field(&fields, "reason");
    if field(&fields, "go") == "refresh" {
        return Ok(page(&desk, &two, &steps, &reason, &none()).into_response());
    }
    let mut errors = Errors::none();
    for (link, fault) in faults(&two.before, &two.after, &steps) {
        let at = steps.iter().position(|step| step.from == link).unwrap_or(0);
        errors.add(&format!("s{at}-becomes"), fault.key());
    }
    if reason.is_empty() || reason.chars().count() > 2_000 {
        errors.add("reason", "instruments-say-reason");
    }
    if !errors.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&desk, &two, &steps, &reason, &errors)).into_response());
    }
    match actions::propose(&p, &desk.asker, two.old.id, two.new.id, steps.clone(), &reason).await {
        Ok(id) => Ok(seen(desk.look, &format!("{HERE}/passages/{id}"))),
        Err(problem @ (InstrumentProblem::Plan | InstrumentProblem::Words)) => {
            errors.add("reason", problem.key());
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&desk, &two, &steps, &reason, &errors)).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
