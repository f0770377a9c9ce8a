//! The migrations of the product, in the order in which they are applied.
//!
//! A new slice adds its file to `migrations/` and one line here; a test compares the list with the folder, so neither can
//! be forgotten. A released migration is never edited: the database keeps its hash and refuses a changed text.
//!
//! The list is a crate of its own so that the tests of every slice build the same database as the product: a list of
//! their own had forgotten the newest file once.

use spine::db::Migration;

macro_rules! migrations {
    ($($file:literal),* $(,)?) => {
        &[$(Migration { name: $file, text: include_str!(concat!("../../../migrations/", $file)) }),*]
    };
}

/// Every migration, by number, one a line.
#[rustfmt::skip]
pub static MIGRATIONS: &[Migration] = migrations![
    "0001_spine.sql",
    "0002_organisation.sql",
    "0003_access.sql",
    "0004_voices.sql",
    "0005_surveys.sql",
    "0006_themes.sql",
    "0007_actions.sql",
    "0008_returns.sql",
    "0009_place_phone.sql",
    "0010_voice_outcome.sql",
    "0011_installation.sql",
    "0012_pool.sql",
    "0013_return_withdrawn.sql",
    "0014_lists.sql",
    "0015_erasing.sql",
    "0016_log_kept.sql",
    "0017_copy.sql",
    "0018_intake_keys.sql",
    "0019_instruments.sql",
    "0020_remarks.sql",
    "0021_nation.sql",
    "0022_cards.sql",
    "0023_rebases.sql",
    "0024_card_measured.sql",
];

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn the_list_is_the_folder_in_the_order_of_the_numbers() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".sql"))
            .collect();
        files.sort();
        let listed: Vec<&str> = MIGRATIONS.iter().map(|migration| migration.name).collect();
        assert_eq!(listed, files);
    }
}
