//! Who may do what with instruments: named questions, asked by use cases and pages.
//!
//! Who may open the pages at all stands in the one menu (`organisation::access::menu`): quality officers, who write and
//! publish; unit managers, user representatives and patient partners, who read and leave remarks. A questionnaire is of the whole organisation, so no place is
//! asked.

use kernel::Role;
use organisation::access::Asker;

use super::model::{Passage, Remark};

/// The hats that write and publish.
pub const EDITORS: &[Role] = &[Role::QualityOfficer];

/// The hats that agree to a plan or put it aside: who answers for the results.
pub const REVIEWERS: &[Role] = &[Role::QualityOfficer, Role::UnitManager, Role::UserRepresentative];

/// Whether the asker writes and publishes questionnaires.
pub fn may_edit(asker: &Asker) -> bool {
    EDITORS.contains(&asker.role())
}

/// Whether the asker may agree to a plan or put it aside: who answers for the results, but never its author.
pub fn may_review(asker: &Asker, passage: &Passage) -> bool {
    REVIEWERS.contains(&asker.role()) && asker.account != passage.account
}

/// Whether the asker may leave a remark on a draft: whoever reads it.
pub fn may_remark(asker: &Asker) -> bool {
    let readers = [Role::QualityOfficer, Role::UnitManager, Role::UserRepresentative, Role::PatientPartner];
    readers.contains(&asker.role())
}

/// Whether the asker may take a remark back: its author, while nobody answered it or settled it.
pub fn may_withdraw(asker: &Asker, remark: &Remark) -> bool {
    asker.account == remark.account && remark.is_open() && remark.answered.is_none()
}
