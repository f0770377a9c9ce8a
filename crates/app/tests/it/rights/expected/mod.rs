//! What each route names and which reading it needs: the one table that the matrix is asked against.
//!
//! `{things}` in an address or a form are filled with the things of the asker's own place, of the place beside it, or of
//! the other organisation. A route without a row fails the test.

mod indicators;
mod instruments;
mod keeping;
mod public;
mod work;

use kernel::Role;

use super::canaries::Kind;

/// The reading a route needs (DESIGN 3b, "Who reads what").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// None: settings, accounts, one's own account.
    Nothing,
    /// The readable text.
    Text,
    /// The sealed original.
    Original,
    /// The contact an author left.
    Identity,
    /// Writing to the author.
    Reply,
    /// Aggregates.
    Numbers,
}

/// Who reaches what a route names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Whoever reaches its place.
    Place,
    /// The whole organisation: campaigns, accounts, settings, jobs, what is published.
    Organisation,
    /// Its owner alone.
    Owner,
}

/// What is expected of one route at one address.
#[derive(Debug, Clone)]
pub struct Row {
    pub method: &'static str,
    /// The route, as the composition lists it.
    pub pattern: &'static str,
    /// The address, with the names of things in it.
    pub at: &'static str,
    /// The form, or the file when `is_file`.
    pub form: &'static str,
    pub is_file: bool,
    pub reads: Reads,
    pub reach: Reach,
    /// About nothing smaller than the whole organisation: for whoever reaches all of it.
    pub is_whole: bool,
    /// Hats that may, where the use case opens to fewer than the page.
    pub only: Option<&'static [Role]>,
    /// Open to anybody: nobody is asked who they are.
    pub is_open: bool,
    /// Open, and there is nothing at this address for anybody.
    pub is_absent: bool,
    /// Words that the page of one's own place must show to those who may read them: the test can see.
    pub shows: &'static [Kind],
}

impl Row {
    const fn new(method: &'static str, pattern: &'static str, reads: Reads) -> Self {
        Self {
            method,
            pattern,
            at: pattern,
            form: "",
            is_file: false,
            reads,
            reach: Reach::Place,
            is_whole: false,
            only: None,
            is_open: false,
            is_absent: false,
            shows: &[],
        }
    }

    const fn at(self, at: &'static str) -> Self {
        Self { at, ..self }
    }

    const fn form(self, form: &'static str) -> Self {
        Self { form, ..self }
    }

    const fn file(self, form: &'static str) -> Self {
        Self { form, is_file: true, ..self }
    }

    const fn wide(self) -> Self {
        Self { reach: Reach::Organisation, ..self }
    }

    const fn whole(self) -> Self {
        Self { is_whole: true, ..self }
    }

    const fn mine(self) -> Self {
        Self { reach: Reach::Owner, ..self }
    }

    const fn only(self, only: &'static [Role]) -> Self {
        Self { only: Some(only), ..self }
    }

    const fn absent(self) -> Self {
        Self { is_absent: true, ..self }
    }

    const fn shows(self, shows: &'static [Kind]) -> Self {
        Self { shows, ..self }
    }

    /// Whether it asks for a voice that was given to nobody.
    pub fn is_kept(&self) -> bool {
        self.at.contains("{kept}")
    }

    /// The names of the things in its form.
    pub fn fields(&self) -> Vec<&'static str> {
        names(self.form)
    }

    /// The names of the things in its address.
    pub fn named(&self) -> Vec<&'static str> {
        names(self.at)
    }
}

/// The names between braces.
fn names(text: &'static str) -> Vec<&'static str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

const fn get(pattern: &'static str, reads: Reads) -> Row {
    Row::new("GET", pattern, reads)
}

const fn post(pattern: &'static str, reads: Reads) -> Row {
    Row::new("POST", pattern, reads)
}

const fn open(method: &'static str, pattern: &'static str) -> Row {
    Row { is_open: true, ..Row::new(method, pattern, Reads::Nothing) }
}

/// Every row, by slice.
pub fn table() -> Vec<Row> {
    [
        public::front(),
        public::signing_in(),
        work::voices(),
        work::findings(),
        work::actions(),
        work::given(),
        work::numbers(),
        work::nation(),
        indicators::indicators(),
        keeping::campaigns(),
        instruments::instruments(),
        keeping::keeping(),
    ]
    .concat()
}
