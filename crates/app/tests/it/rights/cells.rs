//! One cell of the matrix: somebody asks one route about one thing. What is expected, what came, whether they agree.

use organisation::access::{
    Who,
    scope::{reaches_all, reading_of},
};

use super::{
    canaries::{may_stand, readable},
    estate::{Estate, Person, Unit},
    expected::{Reach, Reads, Row},
};
use crate::world::{Page, Visitor};

/// Whose things an address and its form name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The asker's own place, or a route that names nothing.
    Own,
    /// The place beside it.
    Beside,
    /// Another organisation.
    Abroad,
    /// The own place, but one field of the form names a thing of another unit.
    Field { name: &'static str, unit: usize },
}

impl Column {
    /// The unit whose things the address names.
    pub const fn target(self) -> usize {
        match self {
            Self::Own | Self::Field { .. } => 0,
            Self::Beside => 1,
            Self::Abroad => 2,
        }
    }

    /// The columns of a row.
    pub fn of(row: &Row) -> Vec<Self> {
        if row.named().is_empty() && row.fields().is_empty() {
            return vec![Self::Own];
        }
        let mut columns = vec![Self::Own, Self::Beside, Self::Abroad];
        if !row.is_open && row.named().len() + row.fields().len() > 1 {
            for name in row.fields() {
                columns.extend([1, 2].map(|unit| Self::Field { name, unit }));
            }
        }
        columns
    }
}

/// What must come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// The page, or what the form leads to.
    Allowed,
    /// The way to sign in.
    SignIn,
    /// Not there, or not for this hat.
    Refused,
    /// Any page that shows and changes nothing of what is not reached.
    Hidden,
    /// Nothing is at this address for anybody.
    Absent,
    /// The asker reaches it; whether the form may name it there is the use case's to say.
    Either,
}

/// Somebody, a route, a thing.
pub struct Cell<'a> {
    pub row: &'a Row,
    pub who: Who,
    pub person: Option<&'a Person>,
    pub column: Column,
}

impl Cell<'_> {
    /// Its name in a list of what went wrong.
    pub fn name(&self) -> String {
        let person = self.person.map_or_else(|| "nobody".to_owned(), Person::to_string);
        format!("{} {} | {person} | {:?}", self.row.method, self.row.at, self.column)
    }

    /// What must come, from the reading of the role and what the row names.
    pub fn expect(&self) -> Expect {
        let row = self.row;
        if row.is_open {
            return if row.is_absent { Expect::Absent } else { Expect::Allowed };
        }
        let Some(person) = self.person else { return Expect::SignIn };
        if !may(person, self.who, row) {
            return Expect::Refused;
        }
        let is_reached = match self.column {
            Column::Own => true,
            Column::Beside => reaches(person, row.reach, 1),
            Column::Abroad => false,
            Column::Field { name, unit } => unit < 2 && reaches(person, reach_of(name), unit),
        };
        let path = row.at.split('?').next().unwrap_or_default();
        match self.column {
            Column::Field { .. } if is_reached => Expect::Either,
            Column::Field { .. } => Expect::Hidden,
            _ if is_reached => Expect::Allowed,
            // Named in the address itself, it is not there. Named in a filter or a form, it is passed over or refused.
            _ if path.contains('{') || row.reach == Reach::Owner => Expect::Refused,
            _ => Expect::Hidden,
        }
    }

    /// The address.
    pub fn address(&self, estate: &Estate) -> String {
        let owner = match self.column {
            Column::Field { .. } => Column::Own,
            column => column,
        };
        self.filled(self.row.at, estate, owner)
    }

    /// The form or the file.
    pub fn form(&self, estate: &Estate) -> String {
        self.filled(self.row.form, estate, self.column)
    }

    fn filled(&self, text: &str, estate: &Estate, column: Column) -> String {
        let mut out = text.to_owned();
        for name in self.row.named().into_iter().chain(self.row.fields()) {
            let at = match column {
                Column::Field { name: field, unit } if field == name => unit,
                other => other.target(),
            };
            out = out.replace(&format!("{{{name}}}"), &self.value(name, &estate.units[at]));
        }
        out
    }

    /// What stands for a name. A thing that only its owner may name is the asker's at the own place.
    fn value(&self, name: &str, unit: &Unit) -> String {
        match (self.row.reach, self.person) {
            (Reach::Owner, Some(person)) if unit.at == 0 && name == "grant" => person.grant.to_string(),
            _ => unit.value(name).to_owned(),
        }
    }

    /// Asks.
    pub async fn ask(&self, estate: &Estate, visitor: &mut Visitor) -> Page {
        let (path, form) = (self.address(estate), self.form(estate));
        if self.row.method == "GET" {
            return visitor.get(&path).await;
        }
        if self.row.is_file {
            let body = format!(
                "--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\nContent-Type: text/csv\r\n\r\n\
                 {form}\r\n--border--\r\n"
            );
            return visitor.post_bytes(&path, "multipart/form-data; boundary=border", body.into_bytes()).await;
        }
        let form = form.replace(' ', "+");
        visitor.post_bytes(&path, "application/x-www-form-urlencoded", form.into_bytes()).await
    }

    /// What is wrong with an answer; nothing when it is as expected.
    pub fn wrong(&self, estate: &Estate, page: &Page) -> Vec<String> {
        let mut faults = Vec::new();
        let expect = self.expect();
        let to_sign_in = page.location().is_some_and(|to| to.starts_with("/connexion"));
        let is_right = match expect {
            _ if page.status >= 500 => false,
            // A program has no page to sign in on.
            Expect::SignIn if self.row.pattern.starts_with("/fhir/") => page.status == 401,
            Expect::SignIn => page.status == 303 && to_sign_in,
            Expect::Refused => matches!(page.status, 403 | 404),
            Expect::Absent => matches!(page.status, 404 | 410),
            Expect::Hidden | Expect::Either => page.status != 401 && !to_sign_in,
            Expect::Allowed if self.row.is_open => !matches!(page.status, 401 | 403 | 404),
            Expect::Allowed => !matches!(page.status, 401 | 403 | 404) && !to_sign_in,
        };
        if !is_right {
            faults.push(format!("expected {expect:?}, got {}", page.status));
        }
        if self.row.is_open && self.row.pattern != "/deconnexion" && page.header("set-cookie").is_some() {
            faults.push("leaves a cookie".to_owned());
        }
        let text = readable(&page.text);
        let target = self.column.target();
        for canary in &estate.canaries {
            if canary.is_on(&text) && !may_stand(canary, self.person, self.row, target) {
                faults.push(format!("shows “{}” ({:?})", canary.word(), canary.kind));
            }
        }
        if self.column == Column::Own && expect == Expect::Allowed && page.status == 200 {
            for kind in self.row.shows {
                let own = estate.canaries.iter().filter(|canary| canary.kind == *kind && canary.unit == 0);
                let mut due = own.filter(|canary| may_stand(canary, self.person, self.row, target)).peekable();
                if due.peek().is_some() && !due.any(|canary| canary.is_on(&text)) {
                    faults.push(format!("does not show its own {kind:?}"));
                }
            }
        }
        faults
    }
}

/// Whether a role may ask the row about something of its own place.
pub fn may(person: &Person, who: Who, row: &Row) -> bool {
    let is_named = match who {
        Who::Hats(hats) => hats.contains(&person.role),
        Who::Public | Who::SignIn | Who::SignedIn => true,
    };
    let reading = reading_of(person.role);
    let reads = match row.reads {
        Reads::Nothing => true,
        Reads::Text => reading.text,
        Reads::Original => reading.original,
        Reads::Identity => reading.identity,
        Reads::Reply => reading.reply,
        Reads::Numbers => reading.numbers,
    };
    let is_given = !(row.is_kept() && reading.only_given);
    let is_reached = !row.is_whole || person.on_whole || reaches_all(person.role);
    is_named && reads && is_given && is_reached && row.only.is_none_or(|only| only.contains(&person.role))
}

fn reaches(person: &Person, reach: Reach, unit: usize) -> bool {
    match reach {
        Reach::Place => person.reaches(unit),
        Reach::Organisation => true,
        Reach::Owner => false,
    }
}

/// Who reaches a thing that a form names.
fn reach_of(name: &str) -> Reach {
    match name {
        "account" | "campaign" | "typing" => Reach::Organisation,
        "place" | "slug" | "card" | "passage" | "finding" | "action" => Reach::Place,
        other => panic!("say in rights/cells.rs who reaches a {{{other}}}"),
    }
}
