//! The tables of surveys and all their SQL, in parts: campaigns, what waits sealed, letters, lists, numbers.

mod campaign;
mod counted;
mod given;
mod letters;
mod lists;
mod numbers;
mod waiting;

pub use campaign::{InstrumentRow, by_id, find, instruments, list, places_of};
pub(super) use campaign::{
    delete_draft_campaign, frozen, frozen_waves, insert_campaign, insert_instrument, instrument_by_hash,
    instrument_document, mark_wave, set_state, update_draft,
};
pub use counted::{CampaignCounted, campaigns_counted};
pub(super) use given::given;
pub(super) use letters::{
    Letter, add_behalf, add_invited, addressed, behalf_before, delete_behalf, delete_letter, delete_letters_of, due,
    fewer_invited, has_objected, insert_letter, is_invited, letters_to, object, objections, set_reminder,
};
pub use letters::{invited_by_place, letters_waiting};
pub use lists::{ListState, lists};
pub(super) use lists::{
    Part, ask_once, count_in_list, delete_lists_of, delete_part, forget_asked, forget_asked_of, insert_list,
    insert_part, next_part, unfinished_lists, was_asked,
};
pub(super) use numbers::{AnswerRow, add_count, add_total, insert_answer};
pub use numbers::{
    CountedAt, ItemCount, Sums, WaveSums, channels, counts, invited, invited_in, modes_in, places, series,
};
use spine::{
    Class::{Internal, Open, Personal, Secret, Sensitive},
    Keep::{Always, UntilDone, WithRow},
    Table,
    db::Sql,
};
pub(super) use waiting::{
    Sealed, all_keys_waiting, batches_waiting, delete_draft, delete_intake, delete_spent, draft, insert_intake,
    insert_spent, is_spent, keys_waiting, purge_drafts, put_draft, waiting, waiting_in,
};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "instrument",
        columns: &[
            ("org", Open, Always),
            ("id", Open, Always),
            ("hash", Open, Always),
            ("name", Open, Always),
            ("official", Open, Always),
            ("document", Open, Always),
        ],
    },
    Table {
        name: "campaign",
        columns: &[
            ("org", Open, Always),
            ("id", Open, Always),
            ("instrument", Open, Always),
            ("title", Internal, Always),
            ("anonymity", Open, Always),
            ("purpose", Open, Always),
            ("designers", Open, Always),
            ("moment", Open, Always),
            ("outcome", Open, Always),
            ("channels", Open, Always),
            ("speakers", Open, Always),
            ("from_day", Open, Always),
            ("to_day", Open, Always),
            ("open_link", Open, Always),
            ("invitation_days", Open, Always),
            ("reminder_days", Open, Always),
            ("closing_days", Open, Always),
            ("open_days", Open, Always),
            ("draft_days", Open, Always),
            ("state", Open, Always),
        ],
    },
    Table {
        name: "campaign_place",
        columns: &[("org", Open, Always), ("campaign", Open, Always), ("place", Open, Always)],
    },
    Table {
        name: "wave_state",
        columns: &[("org", Open, Always), ("campaign", Open, Always), ("wave", Open, Always), ("state", Open, Always)],
    },
    Table {
        name: "intake",
        columns: &[
            ("org", Internal, UntilDone),
            ("id", Internal, UntilDone),
            ("campaign", Internal, UntilDone),
            ("wave", Internal, UntilDone),
            ("place", Internal, UntilDone),
            ("sealed", Sensitive, UntilDone),
            ("batch_key", Internal, UntilDone),
        ],
    },
    Table {
        name: "spent",
        columns: &[
            ("org", Internal, UntilDone),
            ("hash", Secret, UntilDone),
            ("campaign", Internal, UntilDone),
            ("wave", Internal, UntilDone),
        ],
    },
    Table {
        name: "outbox",
        columns: &[
            ("org", Internal, UntilDone),
            ("id", Internal, UntilDone),
            ("campaign", Internal, UntilDone),
            ("address", Personal, UntilDone),
            ("letter", Internal, UntilDone),
            ("due_day", Internal, UntilDone),
            ("sealed", Personal, UntilDone),
        ],
    },
    Table {
        name: "discharge_list",
        columns: &[
            ("org", Internal, UntilDone),
            ("id", Internal, UntilDone),
            ("campaign", Internal, UntilDone),
            ("people", Internal, UntilDone),
            ("done", Internal, UntilDone),
            ("prepared", Internal, UntilDone),
            ("invited", Internal, UntilDone),
            ("objected", Internal, UntilDone),
            ("late", Internal, UntilDone),
        ],
    },
    Table {
        name: "discharge_part",
        columns: &[
            ("org", Internal, UntilDone),
            ("id", Internal, UntilDone),
            ("campaign", Internal, UntilDone),
            ("list", Internal, UntilDone),
            ("sealed", Personal, UntilDone),
        ],
    },
    Table {
        name: "asked_once",
        columns: &[
            ("org", Internal, UntilDone),
            ("hash", Personal, UntilDone),
            ("campaign", Internal, UntilDone),
            ("wave", Internal, UntilDone),
        ],
    },
    Table { name: "objection", columns: &[("org", Internal, Always), ("address", Personal, Always)] },
    Table {
        name: "draft",
        columns: &[
            ("org", Internal, UntilDone),
            ("hash", Secret, UntilDone),
            ("sealed", Sensitive, UntilDone),
            ("expires_day", Internal, UntilDone),
        ],
    },
    Table {
        name: "answer",
        columns: &[
            ("org", Internal, WithRow),
            ("id", Internal, WithRow),
            ("campaign", Internal, WithRow),
            ("wave", Internal, WithRow),
            ("place", Internal, WithRow),
            ("channel", Internal, WithRow),
            ("speaker", Internal, WithRow),
            ("given", Sensitive, WithRow),
        ],
    },
    Table {
        name: "answer_count",
        columns: &[
            ("org", Internal, Always),
            ("instrument", Internal, Always),
            ("campaign", Internal, Always),
            ("place", Internal, Always),
            ("wave", Internal, Always),
            ("item", Internal, Always),
            ("code", Internal, Always),
            ("n", Internal, Always),
        ],
    },
    Table {
        name: "answer_total",
        columns: &[
            ("org", Internal, Always),
            ("instrument", Internal, Always),
            ("campaign", Internal, Always),
            ("place", Internal, Always),
            ("wave", Internal, Always),
            ("channel", Internal, Always),
            ("n", Internal, Always),
            ("scored", Internal, Always),
            ("total", Internal, Always),
            ("squares", Internal, Always),
        ],
    },
    Table {
        name: "invited_count",
        columns: &[
            ("org", Internal, Always),
            ("campaign", Internal, Always),
            ("place", Internal, Always),
            ("wave", Internal, Always),
            ("n", Internal, Always),
        ],
    },
    Table {
        name: "behalf_count",
        columns: &[
            ("org", Internal, UntilDone),
            ("campaign", Internal, UntilDone),
            ("day", Internal, UntilDone),
            ("n", Internal, UntilDone),
        ],
    },
];

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &joined::<75>([
    campaign::STATEMENTS,
    waiting::STATEMENTS,
    letters::STATEMENTS,
    lists::STATEMENTS,
    numbers::STATEMENTS,
    given::STATEMENTS,
    counted::STATEMENTS,
]);

/// Puts the lists of the files one after the other. A length that does not fit is a compile error.
const fn joined<const N: usize>(lists: [&'static [&'static Sql]; 7]) -> [&'static Sql; N] {
    let mut out = [lists[0][0]; N];
    let (mut at, mut list) = (0, 0);
    while list < lists.len() {
        let mut item = 0;
        while item < lists[list].len() {
            out[at] = lists[list][item];
            at += 1;
            item += 1;
        }
        list += 1;
    }
    assert!(at == N, "the length written beside the list is not the number of its items");
    out
}
