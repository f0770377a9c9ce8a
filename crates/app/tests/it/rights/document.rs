//! `docs/rights-matrix.md`: the matrix as a page, written by `VECU_WRITE_DOCS=1` and checked without it.

use std::{fmt::Write as _, path::PathBuf};

use kernel::{Id, Role};
use organisation::access::{
    Who,
    scope::{reaches_all, reading_of},
};

use super::{
    cells::may,
    estate::Person,
    exceptions,
    expected::{self, Reach, Row},
    who_of,
};

const HEAD: &str = "# Rights matrix\n\n\
Who may ask each route, and about what. This page is written by a test (`VECU_WRITE_DOCS=1 cargo test -p app rights`) from\n\
the routes of the composition, `organisation::access::scope` and `crates/app/tests/it/rights/expected/`; the same test\n\
asks every cell about the asker's own place, the place beside it and another organisation, with and without a session,\n\
and checks that what is refused shows and changes nothing.\n\n\
- **all**: about everything of the organisation; **own**: about the places under the hat; **given**: only the voices that\n\
\x20 were given to this person to read; **self**: about oneself; **whole**: under a hat of the whole organisation\n\
\x20 alone, since the page is about nothing smaller; **–**: refused.\n\
- Nothing of another organisation is shown or changed. Who is not signed in is sent to sign in.\n\n";

const COLUMNS: [(Role, &str); 10] = [
    (Role::QualityOfficer, "quality"),
    (Role::ComplaintsOfficer, "complaints"),
    (Role::UnitManager, "manager"),
    (Role::Caregiver, "caregiver"),
    (Role::UserRepresentative, "representative"),
    (Role::Mediator, "mediator"),
    (Role::PatientPartner, "partner"),
    (Role::Coordinator, "coordinator"),
    (Role::Analyst, "analyst"),
    (Role::Administrator, "administrator"),
];

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/rights-matrix.md")
}

/// The rows of the page: each route once, at its first address.
fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in expected::table() {
        if !rows.iter().any(|known| known.method == row.method && known.pattern == row.pattern) {
            rows.push(row);
        }
    }
    rows
}

fn mark(role: Role, row: &Row, who: Who) -> &'static str {
    let person = Person { role, on_whole: false, account: Id::from_i64(0), grant: Id::from_i64(0) };
    let is_about_voices = row.pattern.starts_with("/travail/voix");
    let of_whole = Person { role, on_whole: true, account: person.account, grant: person.grant };
    match row.reach {
        _ if !may(&person, who, row) => {
            if may(&of_whole, who, row) {
                "whole"
            } else {
                "–"
            }
        }
        Reach::Owner => "self",
        _ if is_about_voices && reading_of(role).only_given => "given",
        Reach::Place if !reaches_all(role) => "own",
        _ => "all",
    }
}

fn written() -> String {
    let mut out = HEAD.to_owned();
    let (open, work): (Vec<Row>, Vec<Row>) = rows().into_iter().partition(|row| row.is_open);
    out.push_str("## Open to anybody\n\nNo session is read and no log is kept.\n\n");
    for row in open {
        let _ = writeln!(out, "- `{} {}`", row.method, row.pattern);
    }
    out.push_str("\n## At work\n\n| route | reads |");
    COLUMNS.iter().for_each(|(_, name)| out.push_str(&format!(" {name} |")));
    out.push_str("\n|---|---|");
    COLUMNS.iter().for_each(|_| out.push_str("---|"));
    out.push('\n');
    for row in work {
        let who = who_of(&row);
        let reads = format!("{:?}", row.reads).to_lowercase().replace("nothing", "–");
        let _ = write!(out, "| `{} {}` | {reads} |", row.method, row.pattern);
        for (role, _) in COLUMNS {
            let _ = write!(out, " {} |", mark(role, &row, who));
        }
        out.push('\n');
    }
    let known = exceptions::told();
    if !known.is_empty() {
        out.push_str("\n## Known to be wrong\n\n");
        known.iter().for_each(|line| out.push_str(&format!("{line}\n")));
    }
    out
}

#[test]
fn the_page_of_the_matrix_is_up_to_date() {
    let (path, now) = (path(), written());
    if std::env::var_os("VECU_WRITE_DOCS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, now, "docs/rights-matrix.md is older than the routes: VECU_WRITE_DOCS=1 cargo test -p app rights");
}
