//! Breaks the hard rules one after the other, and demands that a test fails each time: a test that cannot fail proves nothing.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The list of what is broken.
pub const LIST: &str = include_str!("../spoils.toml");

/// One rule, broken in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoil {
    /// The number of the hard rule.
    pub rule: i64,
    /// What is then wrong, in words.
    pub what: String,
    /// The file, from the root.
    pub file: String,
    /// The text that is taken out; it stands there once.
    pub from: String,
    /// What is put in its place.
    pub to: String,
    /// The crate and the test binary that hold its tests.
    pub within: (String, String),
    /// The tests that must fail.
    pub tests: Vec<String>,
}

/// What became of a spoil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A test failed, as it must.
    Failing,
    /// Every test passed: the rule has no test that can fail.
    Passing,
    /// Nothing was tested: the text is not there, or what was put in its place does not compile.
    Nothing,
}

/// Reads the list.
///
/// # Errors
/// What is wrong with it, in words.
pub fn spoils(list: &str) -> Result<Vec<Spoil>, String> {
    let table: toml::Table = list.parse().map_err(|error| format!("spoils.toml: {error}"))?;
    let rows = table.get("spoil").and_then(toml::Value::as_array).ok_or("spoils.toml holds no [[spoil]]")?;
    rows.iter().map(|row| read(row).ok_or_else(|| format!("spoils.toml: a row lacks something: {row}"))).collect()
}

fn read(row: &toml::Value) -> Option<Spoil> {
    let text = |name: &str| row.get(name)?.as_str().map(str::to_owned);
    let tests =
        row.get("tests")?.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect::<Option<_>>()?;
    let within = |name: &str, usual: &str| match row.get(name) {
        Some(said) => said.as_str().map(str::to_owned),
        None => Some(usual.to_owned()),
    };
    Some(Spoil {
        within: (within("crate", "app")?, within("binary", "it")?),
        rule: row.get("rule")?.as_integer()?,
        what: text("what")?,
        file: text("file")?,
        from: text("from")?,
        to: text("to")?,
        tests,
    })
}

/// Puts a file back as it was, whatever happens.
struct PutBack {
    file: PathBuf,
    text: String,
}

impl Drop for PutBack {
    fn drop(&mut self) {
        // Nothing better can be done here than to leave it to version control.
        let _ = fs::write(&self.file, &self.text);
    }
}

impl Spoil {
    /// Whether what is to be broken stands once in its file.
    pub fn stands(&self, root: &Path) -> bool {
        fs::read_to_string(root.join(&self.file)).is_ok_and(|text| text.matches(&self.from).count() == 1)
    }

    /// Breaks it, runs its tests, puts it back; says what was seen and what the tests printed.
    ///
    /// # Errors
    /// The file or cargo cannot be reached.
    pub fn apply(&self, root: &Path) -> io::Result<(Seen, String)> {
        if !self.stands(root) {
            return Ok((Seen::Nothing, format!("{} does not hold the text once", self.file)));
        }
        let file = root.join(&self.file);
        let text = fs::read_to_string(&file)?;
        let spoilt = text.replace(&self.from, &self.to);
        let _back = PutBack { file: file.clone(), text };
        fs::write(&file, spoilt)?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let done = Command::new(cargo)
            .args(["test", "-p", &self.within.0, "--test", &self.within.1, "--"])
            .args(&self.tests)
            .env("RUST_BACKTRACE", "0")
            .current_dir(root)
            .output()?;
        let printed = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        Ok((verdict(&printed), printed))
    }
}

/// What the tests said; a build that failed has tested nothing.
fn verdict(printed: &str) -> Seen {
    if printed.contains("test result: FAILED") {
        Seen::Failing
    } else if printed.contains("test result: ok") && !printed.contains("\nrunning 0 tests") {
        Seen::Passing
    } else {
        Seen::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spoil_still_finds_what_it_breaks_and_every_rule_with_a_test_has_one() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let spoils = spoils(LIST).unwrap();
        for spoil in &spoils {
            assert!(spoil.stands(root), "{}: {} does not hold this text once:\n{}", spoil.rule, spoil.file, spoil.from);
            assert!(spoil.from != spoil.to && !spoil.tests.is_empty());
        }
        for rule in [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 17, 18] {
            assert!(spoils.iter().any(|spoil| spoil.rule == rule), "hard rule {rule} is broken nowhere");
        }
    }

    #[test]
    fn a_build_that_failed_and_a_filter_that_finds_nothing_have_tested_nothing() {
        assert_eq!(verdict("\nrunning 2 tests\ntest result: FAILED. 1 passed; 1 failed"), Seen::Failing);
        assert_eq!(verdict("\nrunning 2 tests\ntest result: ok. 2 passed"), Seen::Passing);
        assert_eq!(verdict("\nrunning 0 tests\ntest result: ok. 0 passed"), Seen::Nothing);
        assert_eq!(verdict("error[E0308]: mismatched types"), Seen::Nothing);
    }

    #[test]
    fn a_row_that_lacks_something_is_refused() {
        assert!(spoils("[[spoil]]\nrule = 1").unwrap_err().contains("lacks"));
        let row = "[[spoil]]\nrule = 1\nwhat = ''\nfile = ''\nfrom = ''\nto = ''\ntests = []\n";
        let within =
            |more: &str| spoils(&format!("{row}{more}")).map(|found| found.first().map(|one| one.within.clone()));
        let pair = |a: &str, b: &str| Ok(Some((a.to_owned(), b.to_owned())));
        assert_eq!((within(""), within("crate = 'x'\nbinary = 'y'")), (pair("app", "it"), pair("x", "y")));
        assert!(within("crate = 1").is_err());
        assert!(spoils("x = 1").is_err() && spoils("[[").is_err());
    }
}
