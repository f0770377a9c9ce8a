//! The tables of instruments being written and all their SQL, in parts: drafts, versions, items of the library, plans, remarks.

mod draft;
mod item;
mod passage;
mod remark;
mod version;

pub(super) use draft::{changed, deleted, inserted};
pub use draft::{document, document_at, draft, drafts, revisions};
pub(super) use item::added as item_added;
pub use item::{item, items};
pub use passage::{passage, passages_from, passages_to};
pub(super) use passage::{proposed, reviewed};
pub(super) use remark::{
    answered as remark_answered, forgotten as remarks_forgotten, left as remark_left, settled as remark_settled,
    withdrawn as remark_withdrawn,
};
pub use remark::{remark, remark_count, remarks};
pub(super) use version::added as version_added;
pub use version::{by_instrument, latest, version, versions};

use spine::{
    Class::{Internal, Open, Personal},
    Keep::{Always, WithRow},
    Table,
    db::Sql,
};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "instrument_draft",
        columns: &[
            ("org", Internal, WithRow),
            ("id", Internal, WithRow),
            ("title", Internal, WithRow),
            ("url", Internal, WithRow),
            ("replaces", Internal, WithRow),
            ("origin", Internal, WithRow),
            ("of_official", Internal, WithRow),
            ("revision", Internal, WithRow),
            ("questions", Internal, WithRow),
            ("created_day", Internal, WithRow),
            ("changed_day", Internal, WithRow),
            ("changed_by", Personal, WithRow),
        ],
    },
    Table {
        name: "instrument_revision",
        columns: &[
            ("org", Internal, WithRow),
            ("draft", Internal, WithRow),
            ("revision", Internal, WithRow),
            ("document", Internal, WithRow),
            ("act", Internal, WithRow),
            ("subject", Internal, WithRow),
            ("day", Internal, WithRow),
            ("account", Personal, WithRow),
        ],
    },
    Table {
        name: "instrument_version",
        columns: &[
            ("org", Internal, Always),
            ("id", Internal, Always),
            ("instrument", Open, Always),
            ("url", Open, Always),
            ("version", Open, Always),
            ("hash", Open, Always),
            ("title", Open, Always),
            ("questions", Open, Always),
            ("change", Internal, Always),
            ("published_day", Open, Always),
            ("published_by", Personal, Always),
        ],
    },
    Table {
        name: "instrument_item",
        columns: &[
            ("org", Internal, Always),
            ("id", Internal, Always),
            ("document", Internal, Always),
            ("created_day", Internal, Always),
            ("account", Personal, Always),
        ],
    },
    Table {
        name: "instrument_passage",
        columns: &[
            ("org", Internal, Always),
            ("id", Internal, Always),
            ("old_version", Internal, Always),
            ("new_version", Internal, Always),
            ("steps", Internal, Always),
            ("reason", Internal, Always),
            ("day", Internal, Always),
            ("account", Personal, Always),
            ("state", Internal, Always),
            ("reviewed_day", Internal, Always),
            ("reviewer", Personal, Always),
            ("remark", Internal, Always),
        ],
    },
    // Somebody's own words under their name: what a patient partner thinks may tell what they lived.
    Table {
        name: "instrument_remark",
        columns: &[
            ("org", Internal, WithRow),
            ("id", Internal, WithRow),
            ("draft", Internal, WithRow),
            ("link", Internal, WithRow),
            ("subject", Internal, WithRow),
            ("remark", Personal, WithRow),
            ("day", Internal, WithRow),
            ("account", Personal, WithRow),
            ("hat", Internal, WithRow),
            ("answer", Personal, WithRow),
            ("answered_day", Internal, WithRow),
            ("answered_by", Personal, WithRow),
            ("settled_day", Internal, WithRow),
            ("settled_by", Personal, WithRow),
        ],
    },
];

/// Every statement of this slice, in its parts.
pub const STATEMENTS: &[&[&Sql]] =
    &[draft::STATEMENTS, version::STATEMENTS, item::STATEMENTS, passage::STATEMENTS, remark::STATEMENTS];
