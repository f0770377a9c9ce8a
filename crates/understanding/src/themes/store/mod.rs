//! The tables of themes and all their SQL, in four parts: the reading room, codes, findings, forgetting.

mod coding;
mod forgetting;
mod gathering;
mod room;

pub use coding::{
    bare_passage_dropped, code_put, code_removed, frequent_themes, passage, passage_kept, passages_of_theme,
    passages_of_voice, theme_counts, themes_of,
};
pub use forgetting::voice_forgotten;
pub use gathering::{
    Found, finding, finding_inserted, finding_stated, findings, findings_of_voice, passage_gathered, passage_let_go,
    passages_of_finding, reader_kept, readers, size_of_finding, voices_of_finding,
};
pub use room::{room, room_count, room_from};
use spine::{Class, Keep, Table, db::Sql};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "passage",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("id", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("start_at", Class::Internal, Keep::WithRow),
            ("end_at", Class::Internal, Keep::WithRow),
            ("moment", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "code",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("passage", Class::Internal, Keep::WithRow),
            ("theme", Class::Internal, Keep::WithRow),
            ("account", Class::Personal, Keep::WithRow),
            ("valence", Class::Internal, Keep::WithRow),
            ("role", Class::Internal, Keep::WithRow),
            ("side", Class::Internal, Keep::WithRow),
            ("day", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "finding",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("id", Class::Internal, Keep::WithRow),
            ("title", Class::Internal, Keep::WithRow),
            ("said", Class::Internal, Keep::WithRow),
            ("place", Class::Internal, Keep::WithRow),
            ("state", Class::Internal, Keep::WithRow),
            ("reason", Class::Internal, Keep::WithRow),
            ("day", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "finding_passage",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("finding", Class::Internal, Keep::WithRow),
            ("passage", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "finding_reader",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("finding", Class::Internal, Keep::WithRow),
            ("account", Class::Personal, Keep::WithRow),
            ("role", Class::Internal, Keep::WithRow),
            ("side", Class::Internal, Keep::WithRow),
            ("day", Class::Internal, Keep::WithRow),
        ],
    },
];

/// Every statement of this slice, in its four parts.
pub const STATEMENTS: &[&[&Sql]] =
    &[room::STATEMENTS, coding::STATEMENTS, gathering::STATEMENTS, forgetting::STATEMENTS];

/// Numbers as a JSON list, for `IN {any:$n}`.
fn list<K>(ids: impl IntoIterator<Item = kernel::Id<K>>) -> String {
    let inner: Vec<String> = ids.into_iter().map(|id| id.to_i64().to_string()).collect();
    format!("[{}]", inner.join(","))
}
