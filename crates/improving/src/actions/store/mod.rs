//! The tables of actions and all their SQL, in two parts: the row, the journal.

mod journal;
mod row;

pub use journal::{step_added, steps};
pub use row::{
    Filter, abandoned, action, actions_of_finding, actions_of_place, answered, evaluated, finished, indicator_chosen,
    inserted, list, started, voices_behind,
};
use spine::{Class, Keep, Table, db::Sql};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "action",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("id", Class::Internal, Keep::Always),
            ("title", Class::Internal, Keep::Always),
            ("plan", Class::Internal, Keep::Always),
            ("finding", Class::Internal, Keep::Always),
            ("place", Class::Internal, Keep::Always),
            ("owner", Class::Personal, Keep::Always),
            ("due_day", Class::Internal, Keep::Always),
            ("state", Class::Internal, Keep::Always),
            ("created_day", Class::Internal, Keep::Always),
            ("indicator", Class::Internal, Keep::Always),
            ("target", Class::Internal, Keep::Always),
            ("indicator_day", Class::Internal, Keep::Always),
            ("started_day", Class::Internal, Keep::Always),
            ("done_day", Class::Internal, Keep::Always),
            ("evaluated_day", Class::Internal, Keep::Always),
            ("evaluation", Class::Internal, Keep::Always),
            ("reached", Class::Internal, Keep::Always),
            ("abandoned_day", Class::Internal, Keep::Always),
            ("reason", Class::Internal, Keep::Always),
            ("answer", Class::Internal, Keep::Always),
            ("answer_day", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "action_step",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("action", Class::Internal, Keep::Always),
            ("seq", Class::Internal, Keep::Always),
            ("day", Class::Internal, Keep::Always),
            ("state", Class::Internal, Keep::Always),
            ("account", Class::Personal, Keep::Always),
            ("role", Class::Internal, Keep::Always),
            ("note", Class::Internal, Keep::Always),
        ],
    },
];

/// Every statement of this slice, in its two parts.
pub const STATEMENTS: &[&[&Sql]] = &[row::STATEMENTS, journal::STATEMENTS];
