//! The tables of cards and all their SQL: the card, the sessions.

mod card;
mod session;

pub use card::{Filter, all, find, inserted, measured, set_aside, written};
pub use session::{Chosen, choices_of, session, session_inserted, sessions, users_kept};
use spine::{Class, Keep, Table, db::Sql};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "indicator_card",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("id", Class::Internal, Keep::Always),
            ("title", Class::Internal, Keep::Always),
            ("definition", Class::Internal, Keep::Always),
            ("purpose", Class::Internal, Keep::Always),
            ("kind", Class::Internal, Keep::Always),
            ("audience", Class::Internal, Keep::Always),
            ("nature", Class::Internal, Keep::Always),
            ("moment", Class::Internal, Keep::Always),
            ("place", Class::Internal, Keep::Always),
            ("source", Class::Internal, Keep::Always),
            ("certainty", Class::Internal, Keep::Always),
            ("mode", Class::Internal, Keep::Always),
            ("rhythm", Class::Internal, Keep::Always),
            ("warning", Class::Internal, Keep::Always),
            ("measure", Class::Internal, Keep::Always),
            ("instrument", Class::Internal, Keep::Always),
            ("of_people", Class::Internal, Keep::Always),
            ("library", Class::Internal, Keep::Always),
            ("created_day", Class::Internal, Keep::Always),
            ("created_by", Class::Personal, Keep::Always),
            ("set_aside_day", Class::Internal, Keep::Always),
            ("reason", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "indicator_session",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("id", Class::Internal, Keep::Always),
            ("day", Class::Internal, Keep::Always),
            ("held_at", Class::Internal, Keep::Always),
            ("space", Class::Internal, Keep::Always),
            // How many of each role; nobody is named.
            ("people", Class::Internal, Keep::Always),
            ("matters", Class::Internal, Keep::Always),
            ("written_by", Class::Personal, Keep::Always),
        ],
    },
    Table {
        name: "indicator_session_card",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("session", Class::Internal, Keep::Always),
            ("seq", Class::Internal, Keep::Always),
            ("card", Class::Internal, Keep::Always),
            ("subject", Class::Internal, Keep::Always),
            ("fate", Class::Internal, Keep::Always),
            ("why", Class::Internal, Keep::Always),
        ],
    },
];

/// Every statement of this slice, by file.
pub const STATEMENTS: &[&[&Sql]] = &[card::STATEMENTS, session::STATEMENTS];
