//! The list of actions.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Day, Id, kinds};
use organisation::{
    access::{Desk, Failure},
    places::Place,
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use understanding::themes::sheet as csv;

use super::{
    Fields, Owners, field, owner_name, owners,
    parts::{state_tag, state_word},
    place_name, places, value,
};
use crate::actions::{
    access::LEADERS,
    model::{Action, State as ActionState},
    store::{self, Filter},
};

/// Lines on a page.
const A_PAGE: i64 = 25;
/// Lines in a sheet, at most.
const A_SHEET: i64 = 5000;

/// What the address asks for.
struct Wanted {
    filter: Filter,
    finding: Option<Id<kinds::Finding>>,
}

impl Wanted {
    fn read(fields: &Fields, today: Day) -> Self {
        let late_on = (field(fields, "retard") == "1").then_some(today);
        let filter = Filter { place: value(fields, "lieu"), state: value(fields, "etat"), late_on };
        Self { filter, finding: value(fields, "constat") }
    }

    /// As the query of an address; every value is a code or an id.
    fn query(&self) -> String {
        let mut pairs = Vec::new();
        pairs.extend(self.finding.map(|finding| format!("constat={finding}")));
        pairs.extend(self.filter.place.map(|place| format!("lieu={place}")));
        pairs.extend(self.filter.state.map(|state| format!("etat={}", state.code())));
        pairs.extend(self.filter.late_on.map(|_| "retard=1".to_owned()));
        pairs.join("&")
    }

    async fn found(
        &self,
        conn: &mut Conn,
        desk: &Desk,
        limit: i64,
        offset: i64,
    ) -> Result<(Vec<Action>, i64), Failure> {
        let scope = &desk.asker.scope;
        match self.finding {
            Some(finding) => {
                let found = store::actions_of_finding(conn, scope, finding).await?;
                let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
                let from = usize::try_from(offset).unwrap_or(usize::MAX);
                let most = usize::try_from(limit).unwrap_or(0);
                Ok((found.into_iter().skip(from).take(most).collect(), total))
            }
            None => Ok(store::list(conn, scope, &self.filter, limit, offset).await?),
        }
    }
}

/// The page.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let today = p.clock.today();
    let wanted = Wanted::read(&fields, today);
    let page: u32 = value(&fields, "page").unwrap_or(1).clamp(1, 100_000);
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let owners = owners(&p, &mut conn, &desk.asker).await?;
    let (found, total) = wanted.found(&mut conn, &desk, A_PAGE, (i64::from(page) - 1) * A_PAGE).await?;
    drop(conn);
    let title = say(lang, "actions-title");
    let query = wanted.query();
    let pages = u32::try_from((total + A_PAGE - 1) / A_PAGE).unwrap_or(u32::MAX);
    let body = html! {
        (parts::header(&title, say(lang, "actions-lead")))
        @if LEADERS.contains(&desk.asker.role()) {
            div.buttons { (Button::link(say(lang, "actions-new"), desk.look.link("/travail/actions/nouvelle"))) }
        }
        (form(&desk, &wanted, &places))
        @if found.is_empty() {
            (parts::empty(say(lang, "actions-none-title"), say(lang, "actions-none-why"),
                Button::link(say(lang, "actions-none-go"), desk.look.link("/travail/constats")).secondary()))
        } @else {
            (Table::new(say_with(lang, "actions-count", &[("n", total.into())]))
                .columns(["actions-column-title", "actions-place", "actions-state", "actions-owner", "actions-due"].map(|key| Column::text(say(lang, key))))
                .rows(found.iter().map(|action| line(&desk, &places, &owners, action, today))))
            (parts::pager(lang, page, pages, |page| desk.look.link(&format!("/travail/actions?{query}&page={page}"))))
            p { (Button::link(say(lang, "actions-sheet"), desk.look.link(&format!("/travail/actions/liste.csv?{query}"))).quiet()) }
        }
    };
    Ok(desk.page(title, &format!("/travail/actions?{query}"), body).into_response())
}

fn form(desk: &Desk, wanted: &Wanted, places: &[Place]) -> Markup {
    let lang = desk.lang();
    let none = Errors::none();
    let form = Form::new(lang, &none).prefix("filter-");
    let every = || (String::new(), say(lang, "actions-every"));
    let states = ActionState::ALL.iter().map(|state| (state.code().to_owned(), state_word(lang, *state)));
    parts::filter(
        desk.look,
        "/travail/actions",
        html! {
            (form.select("lieu", say(lang, "actions-place")).choices([every()])
                .choices(places.iter().map(|place| (place.id.to_string(), place.name.clone())))
                .chosen(wanted.filter.place.map_or_else(String::new, |id| id.to_string())))
            (form.select("etat", say(lang, "actions-state")).choices([every()]).choices(states)
                .chosen(wanted.filter.state.map_or("", ActionState::code)))
            (form.select("retard", say(lang, "actions-due")).choices([every()]).choice("1", say(lang, "actions-overdue"))
                .chosen(if wanted.filter.late_on.is_some() { "1" } else { "" }))
        },
    )
}

fn line(desk: &Desk, places: &[Place], owners: &Owners, action: &Action, today: Day) -> Vec<Markup> {
    let lang = desk.lang();
    vec![
        html! { a href=(desk.look.link(&format!("/travail/actions/{}", action.id))) data-item { (action.title) } },
        html! { (place_name(places, action.place)) },
        state_tag(lang, action, today),
        html! { (owner_name(owners, action.owner)) },
        html! { (dates::day(lang, action.due)) },
    ]
}

/// The same list as a sheet. It leaves the house, so nobody is named in it (hard rule 8).
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let today = p.clock.today();
    let wanted = Wanted::read(&fields, today);
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let (found, _) = wanted.found(&mut conn, &desk, A_SHEET, 0).await?;
    let titles = [
        "actions-column-title",
        "actions-plan",
        "actions-place",
        "actions-state",
        "actions-due",
        "actions-indicator",
        "actions-target",
        "actions-indicator-day",
        "actions-started-day",
        "actions-done-day",
        "actions-evaluation",
        "actions-reason",
        "actions-answer",
    ];
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut rows = vec![titles.iter().map(|key| say(lang, key)).collect::<Vec<_>>()];
    rows.extend(found.iter().map(|action| {
        vec![
            action.title.clone(),
            action.plan.clone(),
            place_name(&places, action.place).to_owned(),
            state_word(lang, action.state),
            action.due.to_string(),
            text(&action.indicator),
            text(&action.target),
            day(action.indicator_day),
            day(action.started),
            day(action.done),
            text(&action.evaluation),
            text(&action.reason),
            text(&action.answer),
        ]
    }));
    Ok(csv::answer("actions.csv", &rows))
}
