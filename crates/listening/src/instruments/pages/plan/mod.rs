//! Writing a plan: for each question of the old version, what its answers become beside those of the new one.

pub(super) mod sums;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    fields::{Button, Errors, Form, Select, hidden},
    html,
    parts::{self, Tone, header, notice, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE,
    compare::said,
    crumbs, field, id_of, none,
    version::{campaign_list, campaigns_of, opened},
};
use crate::{
    instruments::{
        actions::{self, InstrumentProblem},
        compare::{Comparable, Fate, Line, compare},
        document::{Doc, question::Question},
        model::Version,
        passage::{Becomes, Fault, Step, Verdict, codes, faults, proposed, same_codes, undecided},
    },
    surveys::Campaign,
};

/// How many unchanged or new questions are named on the page: beyond that only their number is.
const A_FEW: usize = 200;
/// The value of a choice that has no counterpart.
const NONE: &str = "none";

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
    let sheet = Sheet::of(lang, two, steps);
    let (same, looked): (Vec<_>, Vec<_>) = steps.iter().enumerate().partition(|(_, step)| sheet.is_unchanged(step));
    let body = html! {
        (form.summary())
        (crumbs(desk, &back, &title))
        (header(&title, say(lang, "instruments-plan-lead")))
        (notice(lang, Tone::Info, say(lang, "instruments-plan-never"), ""))
        (sums::summary(lang, &two.before, &two.after, steps))
        (sums::meanings(lang))
        @if !two.campaigns.is_empty() {
            section { h2 { (say(lang, "instruments-plan-campaigns")) } (campaign_list(desk, &two.campaigns, true)) }
        }
        form method="post" action=(desk.look.link(&two.path())) novalidate {
            @if looked.is_empty() { p { (say(lang, "instruments-plan-nothing-to-decide")) } }
            ol.steps { @for (at, step) in looked { li { (one(lang, form, two, &sheet, at, step)) } } }
            (unchanged(lang, form, &sheet, &same))
            div.buttons { (Button::submit(say(lang, "instruments-plan-refresh")).named("go", "refresh").secondary()) }
            (form.textarea("reason", say(lang, "instruments-plan-reason")).hint(say(lang, "instruments-plan-reason-hint"))
                .rows(3).at_most(2_000).value(reason))
            (Button::submit(say(lang, "instruments-plan-propose")).named("go", "propose"))
        }
        (super::scores::compared(lang, &two.before, &two.after))
    };
    desk.page(title, &two.path(), body)
}

/// What every line of the form needs, found once: a version may have two thousand questions.
struct Sheet {
    old: HashMap<String, String>,
    lines: HashMap<String, Line>,
    /// The questions of the new version, in its order.
    new: Vec<(String, String)>,
    /// Those that go on as they are: nothing else becomes one of them.
    taken: HashSet<String>,
}

impl Sheet {
    fn of(lang: Lang, two: &Two, steps: &[Step]) -> Self {
        let titles = |doc: &Doc| -> Vec<(String, String)> {
            doc.questions()
                .map(|entry| (entry.link.to_owned(), format!("{}. {}", entry.number, entry.title(doc, lang))))
                .collect()
        };
        let kept = steps.iter().filter(|step| step.becomes == Becomes::Kept);
        Self {
            old: titles(&two.before).into_iter().collect(),
            lines: compare(&two.before, &two.after).into_iter().map(|line| (line.link.clone(), line)).collect(),
            new: titles(&two.after),
            taken: kept.flat_map(|step| step.to.iter().cloned()).collect(),
        }
    }

    fn title(&self, link: &str) -> String {
        self.old.get(link).cloned().unwrap_or_else(|| link.to_owned())
    }

    /// Whether nothing changed and nothing is to be decided.
    fn is_unchanged(&self, step: &Step) -> bool {
        let is_same = self.lines.get(&step.from).is_some_and(|line| line.fate == Fate::Same);
        is_same && step.becomes == Becomes::Kept && step.verdict() == Verdict::Kept
    }

    /// The questions a step may lead to: those that are free, and its own.
    fn offered(&self, step: &Step) -> Vec<(String, String)> {
        let is_free = |link: &str| !self.taken.contains(link) || step.to.iter().any(|to| to == link);
        self.new.iter().filter(|(link, _)| is_free(link)).cloned().collect()
    }
}

fn becomes(lang: Lang, form: Form<'_>, at: usize, step: &Step, label: Markup) -> Select {
    let mut becomes = form.select(&format!("s{at}-becomes"), label);
    for one in Becomes::ALL {
        becomes = becomes.choice(one.code(), say(lang, &format!("instruments-becomes-{}", one.code())));
    }
    becomes.chosen(step.becomes.code())
}

/// One question of the old version: what changed, what it becomes, which one, and its answers where they differ.
fn one(lang: Lang, form: Form<'_>, two: &Two, sheet: &Sheet, at: usize, step: &Step) -> Markup {
    let slots = match step.becomes {
        Becomes::Stopped | Becomes::Kept => 0,
        Becomes::Split => step.to.len().max(1) + 1,
        Becomes::Renamed | Becomes::Apart => 1,
    };
    let target = |n: usize| {
        let label = if slots > 1 {
            say_with(lang, "instruments-plan-target-n", &[("n", (n + 1).into())])
        } else {
            say(lang, "instruments-plan-target")
        };
        form.select(&format!("s{at}-to{n}"), label)
            .choice("", say(lang, "instruments-plan-no-question"))
            .choices(sheet.offered(step))
            .chosen(step.to.get(n).cloned().unwrap_or_default())
    };
    let line = sheet.lines.get(&step.from);
    let is_other = line.is_some_and(|line| line.comparable == Some(Comparable::No));
    html! {
        fieldset {
            legend { (sheet.title(&step.from)) " " (tag(sums::tone(step.verdict()), say(lang, &format!("instruments-plan-is-{}", step.verdict().code())))) }
            @match line {
                Some(line) if line.fate == Fate::Removed => p { (say(lang, "instruments-plan-removed")) },
                Some(line) if !line.changes.is_empty() => {
                    p { (say(lang, "instruments-plan-what-changed")) }
                    ul { @for change in &line.changes { li { (said(lang, change)) } } }
                }
                _ => {},
            }
            @if is_other && step.is_read_together() {
                (notice(lang, Tone::Warning, say(lang, "instruments-plan-caution"), ""))
            }
            div.filter-fields {
                (becomes(lang, form, at, step, html! { (say(lang, "instruments-plan-becomes")) }))
                @for n in 0..slots { (target(n)) }
            }
            (answers(lang, form, two, at, step))
        }
    }
}

/// The questions that did not change, folded: there may be hundreds, and nothing is to be decided of them.
fn unchanged(lang: Lang, form: Form<'_>, sheet: &Sheet, same: &[(usize, &Step)]) -> Markup {
    let words = say_with(lang, "instruments-plan-unchanged", &[("n", same.len().into())]);
    html! {
        @if same.len() > A_FEW {
            p { (words) }
            @for (at, step) in same { (hidden(&format!("s{at}-becomes"), step.becomes.code())) }
        } @else if !same.is_empty() {
            (parts::more(words, html! {
                @for (at, step) in same {
                    (becomes(lang, form, *at, step, html! { (sheet.title(&step.from)) }))
                }
            }))
        }
    }
}

/// The answers of a question whose codes are not the same on both sides, each with the answer it is read as.
fn answers(lang: Lang, form: Form<'_>, two: &Two, at: usize, step: &Step) -> Markup {
    if !step.is_read_together() {
        return html! {};
    }
    let [to] = step.to.as_slice() else { return html! {} };
    let (old, new) = (codes(&two.before, &step.from), codes(&two.after, to));
    let is_plain = step.dropped.is_empty() && step.choices.iter().all(|(before, after)| before == after);
    if old == new && is_plain && step.choices.len() == old.len() {
        return html! {};
    }
    let offered: Vec<(String, String)> =
        new.iter().map(|code| (format!("c:{code}"), label_of(&two.after, to, code, lang))).collect();
    let chosen = |code: &String| match step.choices.get(code) {
        Some(after) => format!("c:{after}"),
        None if step.dropped.contains(code) => NONE.to_owned(),
        None => String::new(),
    };
    html! {
        p { (say(lang, "instruments-plan-answers")) }
        div.filter-fields {
            @for (n, code) in old.iter().enumerate() {
                (hidden(&format!("s{at}-c{n}-code"), code))
                (form.select(&format!("s{at}-c{n}"), label_of(&two.before, &step.from, code, lang))
                    .choice("", say(lang, "instruments-plan-to-decide")).choices(offered.clone())
                    .choice(NONE, say(lang, "instruments-plan-no-answer"))
                    .chosen(chosen(code)))
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
                // A question that goes on apart goes on under its own name unless another is chosen.
                Becomes::Apart => chosen.take(1).next().map_or_else(|| vec![from.clone()], |to| vec![to]),
                Becomes::Split => chosen.collect(),
            };
            let mut step = Step { from, becomes, to, choices: BTreeMap::new(), dropped: BTreeSet::new() };
            if !step.is_read_together() {
                return step;
            }
            let old = codes(&two.before, &step.from);
            let sent = (0..old.len()).any(|n| fields.iter().any(|(name, _)| *name == format!("s{at}-c{n}")));
            let known = step.to.first().map(|to| codes(&two.after, to)).unwrap_or_default();
            if !sent {
                step.choices = same_codes(&two.before, &two.after, &step);
                return step;
            }
            for n in 0..old.len() {
                let (code, becomes) = (of(&format!("c{n}-code")), of(&format!("c{n}")));
                if !old.contains(&code) {
                    continue;
                }
                match becomes.strip_prefix("c:") {
                    Some(after) if known.iter().any(|one| one == after) => {
                        step.choices.insert(code, after.to_owned());
                    }
                    None if becomes == NONE => {
                        step.dropped.insert(code);
                    }
                    _ => {}
                }
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
        let open = steps.get(at).filter(|_| fault == Fault::Undecided);
        let first = open.and_then(|step| {
            let code = undecided(&two.before, &two.after, step).next()?;
            codes(&two.before, &step.from).iter().position(|one| *one == code)
        });
        let name = first.map_or_else(|| format!("s{at}-becomes"), |n| format!("s{at}-c{n}"));
        errors.add(&name, fault.key());
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
