//! Who may do what: named questions, asked by pages.

use kernel::{Id, kinds};
use organisation::access::Asker;

/// Whether the asker may read how well a campaign measures: whoever may read the numbers of the whole organisation, since it is about
/// nothing smaller.
pub fn may_read(asker: &Asker, root: Id<kinds::Place>) -> bool {
    asker.scope.reading().numbers && asker.scope.reaches(root)
}
