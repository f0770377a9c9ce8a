//! The tables of voices and all their SQL, in five parts: the row, what is sealed, the mailbox, publication, erasing.

mod erasing;
mod mailbox;
mod publication;
mod row;
mod sealed;

pub(super) use erasing::{erase, hold, kept_for_long};
pub use mailbox::{StoredMessage, add_message, messages, team_has_answered, waiting_since};
pub use publication::{
    PublicVoice, Publication, decide, publication, publications, published, set_contested, set_withdrawn,
};
pub use row::{
    Filter, close, count_by_state, find, give_to, insert, list, raise_danger, release_comments, reopen, set_readable,
    set_state, wait_again, waiting_replies,
};
pub(super) use row::{for_job, outcome, public_row};
pub(super) use sealed::{
    contact, delete_contact, insert_contact, insert_key, insert_original, insert_receipt, key_for_receipt,
    key_for_role, original, voice_of_receipt,
};
use spine::{Class, Keep, Table, db::Sql};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "voice",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("id", Class::Internal, Keep::WithRow),
            ("kind", Class::Internal, Keep::WithRow),
            ("place", Class::Internal, Keep::WithRow),
            ("day", Class::Sensitive, Keep::WithRow),
            ("wave", Class::Internal, Keep::WithRow),
            ("speaker", Class::Internal, Keep::WithRow),
            ("moment", Class::Internal, Keep::WithRow),
            ("channel", Class::Internal, Keep::WithRow),
            ("lang", Class::Internal, Keep::WithRow),
            ("may_publish", Class::Internal, Keep::WithRow),
            ("wants_reply", Class::Internal, Keep::WithRow),
            ("followed", Class::Internal, Keep::WithRow),
            ("has_contact", Class::Internal, Keep::WithRow),
            ("state", Class::Internal, Keep::WithRow),
            ("readable", Class::Sensitive, Keep::WithRow),
            ("masked", Class::Internal, Keep::WithRow),
            ("danger", Class::Sensitive, Keep::WithRow),
            ("outcome", Class::Internal, Keep::WithRow),
            ("campaign", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "voice_original",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("sealed", Class::Sensitive, Keep::WithRow),
        ],
    },
    Table {
        name: "voice_key",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("for_role", Class::Secret, Keep::WithRow),
            ("for_receipt", Class::Secret, Keep::WithRow),
        ],
    },
    Table {
        name: "receipt",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("lookup", Class::Secret, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
        ],
    },
    Table {
        name: "message",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("seq", Class::Internal, Keep::WithRow),
            ("author", Class::Internal, Keep::WithRow),
            ("role", Class::Internal, Keep::WithRow),
            ("place", Class::Internal, Keep::WithRow),
            ("day", Class::Internal, Keep::WithRow),
            ("sealed", Class::Sensitive, Keep::WithRow),
            ("readable", Class::Sensitive, Keep::WithRow),
        ],
    },
    Table {
        name: "contact",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("sealed", Class::Personal, Keep::WithRow),
        ],
    },
    Table {
        name: "publication",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("state", Class::Internal, Keep::WithRow),
            ("ground", Class::Internal, Keep::WithRow),
            ("reason", Class::Internal, Keep::WithRow),
            ("contested", Class::Sensitive, Keep::WithRow),
            ("decided_by", Class::Personal, Keep::WithRow),
            ("decided_day", Class::Internal, Keep::WithRow),
            ("public_text", Class::Open, Keep::WithRow),
        ],
    },
    Table {
        name: "voice_given",
        columns: &[
            ("org", Class::Internal, Keep::WithRow),
            ("voice", Class::Internal, Keep::WithRow),
            ("account", Class::Personal, Keep::WithRow),
        ],
    },
    Table {
        name: "comment_group",
        columns: &[
            ("org", Class::Internal, Keep::Always),
            ("campaign", Class::Internal, Keep::Always),
            ("place", Class::Internal, Keep::Always),
            ("wave", Class::Internal, Keep::Always),
            ("answers", Class::Internal, Keep::Always),
        ],
    },
];

/// Every statement of this slice, in its five parts.
pub const STATEMENTS: &[&[&Sql]] =
    &[row::STATEMENTS, sealed::STATEMENTS, mailbox::STATEMENTS, publication::STATEMENTS, erasing::STATEMENTS];
