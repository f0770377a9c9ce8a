//! Cells that are known to be wrong, each with the reason; a cell that has become right must leave the table.

use std::collections::BTreeMap;

/// A cell that is wrong for now.
#[derive(Debug)]
struct Known {
    /// How the name of the cell begins: the route, perhaps the asker.
    cell: &'static str,
    /// How it ends: the column.
    column: &'static str,
    /// How what is wrong begins.
    fault: &'static str,
    /// Why it is so.
    why: &'static str,
}

impl Known {
    fn is(&self, cell: &str, fault: &str) -> bool {
        cell.starts_with(self.cell) && cell.ends_with(self.column) && fault.starts_with(self.fault)
    }
}

const KNOWN: &[Known] = &[];

/// The same for the page of the matrix, a line each.
pub fn told() -> Vec<String> {
    KNOWN.iter().map(|known| format!("- `{}`: {}.", known.cell.trim_end_matches(" |"), known.why)).collect()
}

/// Fails with everything that is wrong and not known, and with everything known that is not wrong any more.
pub fn judge(faults: &BTreeMap<String, Vec<String>>) {
    let all: Vec<(&str, &str)> =
        faults.iter().flat_map(|(cell, faults)| faults.iter().map(|fault| (cell.as_str(), fault.as_str()))).collect();
    let is_known = |(cell, fault): &(&str, &str)| KNOWN.iter().any(|known| known.is(cell, fault));
    let news: Vec<String> =
        all.iter().filter(|one| !is_known(one)).map(|(cell, fault)| format!("{cell}: {fault}")).collect();
    let right: Vec<&Known> =
        KNOWN.iter().filter(|known| !all.iter().any(|(cell, fault)| known.is(cell, fault))).collect();
    assert!(news.is_empty(), "{} cells are wrong:\n{}", news.len(), news.join("\n"));
    assert!(right.is_empty(), "right by now, remove them from the table: {right:#?}");
}
