//! The tables of cards and all their SQL: the card, the sessions, the targets, the numbers that are typed, the plans.

mod card;
mod number;
mod plan;
mod session;
mod target;

pub use card::{Filter, all, find, inserted, measured, set_aside, written};
pub use number::{has_numbers, number_dropped, number_put, numbers};
pub use plan::{
    answered_waves, plan, plan_ended, plan_inserted, plans, plans_of, reminded, reminder_marked, typed_waves,
};
pub use session::{Chosen, choices_of, session, session_inserted, sessions, users_kept};
use spine::{Class, Keep, Table, db::Sql};
pub use target::{target_set, targets, targets_held};

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
            ("measured_day", Class::Internal, Keep::Always),
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
    Table {
        name: "indicator_target",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("card", Class::Internal, Keep::Always),
            ("seq", Class::Internal, Keep::Always),
            ("value", Class::Internal, Keep::Always),
            ("direction", Class::Internal, Keep::Always),
            ("until_day", Class::Internal, Keep::Always),
            ("origin", Class::Internal, Keep::Always),
            ("source", Class::Internal, Keep::Always),
            ("reason", Class::Internal, Keep::Always),
            ("day", Class::Internal, Keep::Always),
            ("account", Class::Personal, Keep::Always),
            ("role", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "indicator_number",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("card", Class::Internal, Keep::Always),
            ("place", Class::Internal, Keep::Always),
            ("wave", Class::Internal, Keep::Always),
            // Counts of people, perhaps few: shown behind the floors only.
            ("value", Class::Internal, Keep::Always),
            ("of_how_many", Class::Internal, Keep::Always),
            ("day", Class::Internal, Keep::Always),
            ("account", Class::Personal, Keep::Always),
        ],
    },
    Table {
        name: "indicator_plan",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("id", Class::Internal, Keep::Always),
            ("card", Class::Internal, Keep::Always),
            ("every_months", Class::Internal, Keep::Always),
            ("waves", Class::Internal, Keep::Always),
            ("first_wave", Class::Internal, Keep::Always),
            ("last_wave", Class::Internal, Keep::Always),
            ("place", Class::Internal, Keep::Always),
            ("role", Class::Internal, Keep::Always),
            ("days_before", Class::Internal, Keep::Always),
            ("created_day", Class::Internal, Keep::Always),
            ("created_by", Class::Personal, Keep::Always),
            ("ended_day", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "indicator_plan_wave",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("plan", Class::Internal, Keep::Always),
            ("wave", Class::Internal, Keep::Always),
            ("reminded_day", Class::Internal, Keep::Always),
        ],
    },
];

/// Every statement of this slice, by file.
pub const STATEMENTS: &[&[&Sql]] =
    &[card::STATEMENTS, session::STATEMENTS, target::STATEMENTS, number::STATEMENTS, plan::STATEMENTS];
