//! Who may do what with instruments: named questions, asked by use cases and pages.
//!
//! Who may open the pages at all stands in the one menu (`organisation::access::menu`): quality officers, who write and
//! publish; unit managers and user representatives, who read. A questionnaire is of the whole organisation, so no place is
//! asked.

use kernel::Role;
use organisation::access::Asker;

use super::model::Passage;

/// The hats that write and publish.
pub const EDITORS: &[Role] = &[Role::QualityOfficer];

/// Whether the asker writes and publishes questionnaires.
pub fn may_edit(asker: &Asker) -> bool {
    EDITORS.contains(&asker.role())
}

/// Whether the asker may agree to a plan or put it aside: whoever reads these pages, but never its author.
pub fn may_review(asker: &Asker, passage: &Passage) -> bool {
    let reads = matches!(asker.role(), Role::QualityOfficer | Role::UnitManager | Role::UserRepresentative);
    reads && asker.account != passage.account
}
