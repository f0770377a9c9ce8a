//! The plans of a card: which months, who is reminded, what was missed; and the form.

use std::collections::BTreeSet;

use axum::{
    Form as Posted,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{Day, Lang, Role, Wave};
use organisation::{
    access::{Desk, Failure, respond::seen, scope::reading_of},
    places::{self, Place},
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn, settings::dated};

use super::{Fields, again, field, id, own_places, parts::said, place_name, tell, value};
use crate::{
    cards::{
        access::may_write,
        actions::{self, Planned},
        model::Card,
        plan::{Plan, Stands, Waves},
        store,
        typed_file::month_of,
    },
    indicators::Measure,
};

/// A plan with where its months stand.
pub(super) struct Told {
    plan: Plan,
    place: String,
    stood: Vec<(Wave, Stands)>,
    next: Option<Wave>,
}

/// The months behind that the page shows of a plan.
const BEHIND: usize = 6;

/// The plans of a card, each with where its months stand.
pub(super) async fn told(
    p: &Platform,
    conn: &mut Conn,
    desk: &Desk,
    card: &Card,
    places: &[Place],
) -> Result<Vec<Told>, Failure> {
    let scope = &desk.asker.scope;
    let today = p.clock.today();
    let late = dated::number(conn, desk.asker.org(), "plan-late-days", today, 0).await?;
    let mut told = Vec::new();
    for plan in store::plans_of(conn, scope, card.id).await? {
        // Who is reminded at a place that is not the asker's is not told.
        if !scope.reaches(plan.place) && plan.place != card.face.place {
            continue;
        }
        let measured = actions::measured_waves(p, conn, scope, card, plan.place).await?;
        let place = place_name(places, plan.place).to_owned();
        told.push(Told { place, stood: stood(&plan, &measured, today, late), next: plan.next(today), plan });
    }
    Ok(told)
}

/// Where the last months of a plan stand, the latest first.
fn stood(plan: &Plan, measured: &BTreeSet<Wave>, today: Day, late: i64) -> Vec<(Wave, Stands)> {
    let ahead = today.plus_days(plan.days_before).wave();
    let planned = plan.until(ahead).into_iter().filter(|wave| wave.last_day() >= plan.created);
    let mut stood: Vec<_> =
        planned.map(|wave| (wave, plan.stands(wave, measured.contains(&wave), today, late))).collect();
    stood.reverse();
    stood.truncate(BEHIND);
    stood
}

fn rhythm_said(lang: Lang, plan: &Plan) -> String {
    match &plan.waves {
        Waves::Every(months) => say_with(
            lang,
            "cards-plan-every",
            &[("n", (*months).into()), ("from", dates::wave(lang, plan.first).into())],
        ),
        Waves::Chosen(waves) => {
            let said: Vec<String> = waves.iter().map(|wave| dates::wave(lang, *wave)).collect();
            said.join(", ")
        }
    }
}

/// Whether somebody has to do something for the next value to be there.
pub(super) fn can_be_planned(card: &Card) -> bool {
    card.measure.as_ref().is_some_and(|measure| measure.is_of_answers() || matches!(measure, Measure::Typed { .. }))
}

/// The section of a card's page.
pub(super) fn section(desk: &Desk, card: &Card, plans: &[Told]) -> Markup {
    let lang = desk.lang();
    let writes = may_write(&desk.asker) && card.set_aside.is_none();
    html! {
        section {
            h2 #plan { (say(lang, "cards-plan")) }
            @if !can_be_planned(card) && card.measure.is_some() { p { (say(lang, "cards-plan-by-itself")) } }
            @else {
                @if plans.iter().all(|told| told.plan.ended.is_some()) { p { (say(lang, "cards-plan-none")) } }
                @for told in plans { (one(desk, card, told, writes)) }
                @if writes && can_be_planned(card) {
                    p { (Button::link(say(lang, "cards-plan-new"), desk.look.link(&path_of(card))).secondary()) }
                }
            }
        }
    }
}

fn one(desk: &Desk, card: &Card, told: &Told, writes: bool) -> Markup {
    let (lang, plan) = (desk.lang(), &told.plan);
    let who = say_with(
        lang,
        "cards-plan-who",
        &[
            ("role", say(lang, &format!("role-{}", plan.role.code())).into()),
            ("place", told.place.clone().into()),
            ("n", plan.days_before.into()),
        ],
    );
    html! {
        div.card {
            p { strong { (rhythm_said(lang, plan)) } }
            p { (who) }
            @if let Some(day) = plan.ended { p { (say_with(lang, "cards-plan-ended", &[("day", dates::day(lang, day).into())])) } }
            @else if let Some(next) = told.next { p { (say_with(lang, "cards-plan-next", &[("when", dates::wave(lang, next).into())])) } }
            @if !told.stood.is_empty() {
                ul { @for (wave, stands) in &told.stood {
                    @let tone = match stands { Stands::Missed => Tone::Warning, Stands::Measured => Tone::Success, _ => Tone::Plain };
                    li { (dates::wave(lang, *wave)) " " (parts::tag(tone, said(lang, "stands", stands.code()))) }
                } }
            }
            @if writes && plan.ended.is_none() {
                form method="post" action=(desk.look.link(&format!("{}/{}/arreter", path_of(card), plan.id))) {
                    (Button::submit(say(lang, "cards-plan-end")).quiet())
                }
            }
        }
    }
}

fn path_of(card: &Card) -> String {
    format!("/travail/indicateurs/{}/plan", card.id)
}

async fn load(p: &Platform, desk: &Desk, name: &str) -> Result<(Card, Vec<Place>, i64), Failure> {
    let mut conn = p.db.reader().await?;
    let card = store::find(&mut conn, &desk.asker.scope, id(name)?).await?.ok_or(Failure::NotFound)?;
    let before = dated::number(&mut conn, desk.asker.org(), "plan-reminder-days", p.clock.today(), 0).await?;
    Ok((card, own_places(&mut conn, desk).await?, before))
}

/// The form.
pub(super) async fn page(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let (card, places, before) = load(&p, &desk, &name).await?;
    let next = p.clock.today().wave().next();
    let typed = [
        ("way", "every".to_owned()),
        ("every", "3".to_owned()),
        ("first", next.to_string()),
        ("days-before", before.to_string()),
        ("place", card.face.place.to_string()),
    ];
    let typed: Fields = typed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let body = form(&desk, &card, &places, &Errors::none(), &typed);
    Ok(desk.page(say(desk.lang(), "cards-plan-new"), &path_of(&card), body).into_response())
}

/// Makes it.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let (card, places, _) = load(&p, &desk, &name).await?;
    let mut errors = Errors::none();
    if let Some(new) = read(&fields, &mut errors) {
        match actions::make_plan(&p, &desk.asker, card.id, new).await {
            Ok(_) => return Ok(seen(desk.look, &format!("/travail/indicateurs/{}#plan", card.id))),
            Err(actions::CardProblem::Measure) => errors.add("way", "cards-plan-by-itself"),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        }
    }
    let body = form(&desk, &card, &places, &errors, &fields);
    Ok(again(&desk, say(desk.lang(), "cards-plan-new"), &path_of(&card), body))
}

/// Ends a plan.
pub(super) async fn end(
    State(p): State<Platform>,
    desk: Desk,
    Path((name, plan)): Path<(String, String)>,
) -> Result<Response, Failure> {
    actions::end_plan(&p, &desk.asker, id(&name)?, id(&plan)?).await?;
    Ok(seen(desk.look, &format!("/travail/indicateurs/{name}#plan")))
}

fn read(fields: &Fields, errors: &mut Errors) -> Option<Planned> {
    let chosen = field(fields, "way") == "chosen";
    let every: Option<u32> = value(fields, "every");
    let month = |name: &str| month_of(field(fields, name));
    let mut waves: Vec<Wave> = Vec::new();
    if chosen {
        for text in field(fields, "chosen").split([' ', ',', ';', '\n', '\r']).filter(|text| !text.is_empty()) {
            match month_of(text) {
                Some(wave) => waves.push(wave),
                None => errors.add("chosen", "cards-file-month"),
            }
        }
        waves.sort();
        waves.dedup();
        if waves.is_empty() && errors.is_empty() {
            errors.add("chosen", "cards-file-month");
        }
    } else {
        if every.is_none() {
            errors.add("every", "cards-problem-number");
        }
        if month("first").is_none() {
            errors.add("first", "cards-file-month");
        }
    }
    if !field(fields, "last").is_empty() && month("last").is_none() {
        errors.add("last", "cards-file-month");
    }
    let (place, role, days) = (value(fields, "place"), value(fields, "role"), value(fields, "days-before"));
    for (name, missing, key) in [
        ("place", place.is_none(), "cards-problem-choose"),
        ("role", role.is_none(), "cards-problem-choose"),
        ("days-before", days.is_none(), "cards-problem-number"),
    ] {
        if missing {
            errors.add(name, key);
        }
    }
    errors.is_empty().then_some(())?;
    let first = if chosen { waves.first().copied() } else { month("first") };
    let waves = if chosen { Waves::Chosen(waves) } else { Waves::Every(every?) };
    Some(Planned { waves, first: first?, last: month("last"), place: place?, role: role?, days_before: days? })
}

fn form(desk: &Desk, card: &Card, places: &[Place], errors: &Errors, typed: &Fields) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let form = Form::new(lang, errors);
    let title = say(lang, "cards-plan-new");
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (card.face.title.clone(), look.link(&format!("/travail/indicateurs/{}", card.id))),
    ];
    let roles = Role::ALL.iter().filter(|role| reading_of(**role).numbers);
    let roles = roles.map(|role| (role.code().to_owned(), say(lang, &format!("role-{}", role.code()))));
    html! {
        (form.summary())
        (parts::breadcrumb(lang, &back, &title))
        (parts::header(&title, say(lang, "cards-plan-lead")))
        form method="post" action=(look.link(&path_of(card))) data-keep novalidate {
            (form.radios("way", say(lang, "cards-plan-way")).choice("every", say(lang, "cards-plan-way-every"))
                .choice("chosen", say(lang, "cards-plan-way-chosen")).chosen(field(typed, "way")))
            (form.text("every", say(lang, "cards-plan-months")).optional().digits().value(field(typed, "every")))
            (form.text("first", say(lang, "cards-plan-first")).hint(said(lang, "typed-hint", "month")).optional().value(field(typed, "first")).at_most(7))
            (form.text("last", say(lang, "cards-plan-last")).hint(say(lang, "cards-plan-last-hint")).optional().value(field(typed, "last")).at_most(7))
            (form.textarea("chosen", say(lang, "cards-plan-chosen")).hint(say(lang, "cards-plan-chosen-hint")).optional().rows(3).value(field(typed, "chosen")))
            (form.select("place", say(lang, "cards-place")).choices(places::model::choices(places)).chosen(field(typed, "place")))
            (form.select("role", say(lang, "cards-plan-role")).choices(roles).chosen(field(typed, "role")))
            (form.text("days-before", say(lang, "cards-plan-days-before")).hint(say(lang, "cards-plan-days-before-hint")).digits().value(field(typed, "days-before")))
            (Button::submit(say(lang, "cards-plan-make")))
        }
    }
}
