//! What a file of e-Satis tells.

use std::str::FromStr;

/// A survey of e-Satis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Survey {
    /// Stays of more than 48 hours in medicine, surgery, obstetrics.
    Mco48,
    /// Ambulatory surgery.
    Ca,
    /// Follow-up care and rehabilitation, as it was called until 2023.
    Ssr,
    /// The same care under its name since: soins médicaux et de réadaptation.
    Smr,
}

impl Survey {
    /// Every survey.
    pub const ALL: [Self; 4] = [Self::Mco48, Self::Ca, Self::Ssr, Self::Smr];

    /// The name used in tables, addresses, commands and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mco48 => "mco48",
            Self::Ca => "ca",
            Self::Ssr => "ssr",
            Self::Smr => "smr",
        }
    }

    /// Surveys that follow one another under two names.
    pub const fn family(self) -> &'static str {
        match self {
            Self::Mco48 => "mco48",
            Self::Ca => "ca",
            Self::Ssr | Self::Smr => "ssr",
        }
    }

    /// What stands after `score_all` in the names of its columns, in small letters.
    pub(super) const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Mco48 => &["_rea_ajust"],
            Self::Ca => &["_ajust"],
            // The files of 2024, called SMR, still name their columns SSR.
            Self::Ssr => &["_ssr_ajust"],
            Self::Smr => &["_ssr_ajust", "_smr_ajust"],
        }
    }

    /// The dimensions of its score, by the codes of its columns.
    pub const fn dimensions(self) -> &'static [&'static str] {
        match self {
            Self::Mco48 => &["accueil", "pecinf", "pecmed", "chambre", "repas", "sortie"],
            Self::Ca => &["avh", "acc", "pec", "cer", "ovs"],
            Self::Ssr | Self::Smr => &["accueil", "pec", "lieu", "repas", "sortie"],
        }
    }
}

impl FromStr for Survey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|survey| survey.code() == text).ok_or(())
    }
}

/// What a site's row comes to: a class, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The class of the best scores.
    A,
    /// The next one.
    B,
    /// The next one.
    C,
    /// The class of the lowest scores.
    D,
    /// DI: too few usable answers, or none.
    TooFew,
    /// NR: non-respondent.
    NoAnswer,
    /// NV: not validated.
    NotValidated,
    /// The file gives neither a score nor a reason.
    Untold,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] =
        [Self::A, Self::B, Self::C, Self::D, Self::TooFew, Self::NoAnswer, Self::NotValidated, Self::Untold];

    /// As the files write it, in capitals; empty when they say nothing.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::TooFew => "DI",
            Self::NoAnswer => "NR",
            Self::NotValidated => "NV",
            Self::Untold => "",
        }
    }

    /// Whether it is a class, so that there is a score.
    pub const fn is_class(self) -> bool {
        matches!(self, Self::A | Self::B | Self::C | Self::D)
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// How the score moved since the collection before, as the file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evolution {
    /// "1-Diminution".
    Down,
    /// "2-Stable".
    Stable,
    /// "3-Amélioration".
    Up,
    /// "4-Non calculable".
    NotComputable,
}

impl Evolution {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Down, Self::Stable, Self::Up, Self::NotComputable];

    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Stable => "stable",
            Self::Up => "up",
            Self::NotComputable => "not-computable",
        }
    }
}

impl FromStr for Evolution {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or(())
    }
}

/// Whether the site had to take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participation {
    /// "1- Obligatoire".
    Required,
    /// "2- Facultatif".
    Optional,
}

impl Participation {
    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
        }
    }
}

impl FromStr for Participation {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Required, Self::Optional].into_iter().find(|one| one.code() == text).ok_or(())
    }
}

/// One dimension of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// The code of its column, in small letters: `accueil`, `pecinf`…
    pub code: String,
    /// The adjusted score, from 0 to 100.
    pub score: f64,
    /// How many people it rests on, where the file says so.
    pub answers: Option<u32>,
}

/// The results of one geographic site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteResult {
    /// FINESS géographique: nine characters, letters possible (Corsica).
    pub site: String,
    /// The site's name, as published.
    pub name: String,
    /// FINESS juridique, where the file gives a sound one.
    pub legal: Option<String>,
    /// The legal entity's name.
    pub legal_name: String,
    /// The region, in the file's own words ("PACA", "Océan Indien"); empty when not given.
    pub region: String,
    /// The type of establishment, in the file's own words; empty when not given.
    pub kind: String,
    /// Whether it had to take part.
    pub participation: Option<Participation>,
    /// Whether it handed in its patients' addresses.
    pub deposit: Option<bool>,
    /// The class, or why there is none.
    pub state: State,
    /// The adjusted global score, from 0 to 100; there if and only if there is a class.
    pub score: Option<f64>,
    /// How many people the score rests on.
    pub answers: Option<u32>,
    /// The whole number that HAS shows for the score, where the file gives it.
    pub shown: Option<u32>,
    /// How the score moved.
    pub evolution: Option<Evolution>,
    /// The scores by dimension, in the order of the survey.
    pub dimensions: Vec<Dimension>,
    /// The raw rate of recommendation, in percent; not part of the score.
    pub recommend: Option<f64>,
    /// How many people it rests on.
    pub recommend_answers: Option<u32>,
    /// The mean of the region, as the file gives it.
    pub region_mean: Option<f64>,
    /// The mean of the type, as the file gives it.
    pub kind_mean: Option<f64>,
}

/// Why a row was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No FINESS géographique.
    NoSite,
    /// A FINESS that is none: nine characters, digits but for the letter of Corsica.
    NotAFiness(String),
    /// Eight digits: a spreadsheet has probably taken away the zero at the start.
    CutFiness(String),
    /// The same site stands in an earlier row.
    SiteTwice(u32),
    /// A class that does not exist.
    NoSuchClass(String),
    /// A class without a score.
    ClassWithoutScore(State),
    /// A score where the row says that there is none.
    ScoreWithout(State),
    /// A score that is no number from 0 to 100, or no count of people: the column and what stands there.
    NotANumber(String, String),
}

impl Reason {
    /// A stable name, in English kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSite => "no-site",
            Self::NotAFiness(_) => "not-a-finess",
            Self::CutFiness(_) => "cut-finess",
            Self::SiteTwice(_) => "site-twice",
            Self::NoSuchClass(_) => "no-such-class",
            Self::ClassWithoutScore(_) => "class-without-score",
            Self::ScoreWithout(_) => "score-without-class",
            Self::NotANumber(..) => "not-a-number",
        }
    }

    /// What stood there, and in which column where that is to be said.
    pub fn told(&self) -> (String, String) {
        match self {
            Self::NoSite => Default::default(),
            Self::NotAFiness(text) | Self::CutFiness(text) | Self::NoSuchClass(text) => (text.clone(), String::new()),
            Self::SiteTwice(row) => (row.to_string(), String::new()),
            Self::ClassWithoutScore(state) | Self::ScoreWithout(state) => (state.code().to_owned(), String::new()),
            Self::NotANumber(column, text) => (text.clone(), column.clone()),
        }
    }
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its number, from 1 as a spreadsheet counts.
    pub row: u32,
    /// What stands where the FINESS géographique is, cut to 40 characters.
    pub site: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// A cell that was not understood and left out of a row that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The row, from 1.
    pub row: u32,
    /// The column, as the file names it.
    pub column: String,
    /// What stands there, cut to 40 characters.
    pub value: String,
}

/// What was read, every row accounted for: `rows` is the number of results and of refused rows together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// The rows below the titles that hold something.
    pub rows: usize,
    /// The results, in the order of the file.
    pub results: Vec<SiteResult>,
    /// The rows that were refused.
    pub refused: Vec<Refused>,
    /// The cells that were left out.
    pub remarks: Vec<Remark>,
    /// Columns that later files have and this one lacks: nothing is wrong, and less is known.
    pub missing: Vec<String>,
}

impl Read {
    /// How many results have a state.
    pub fn count(&self, state: State) -> usize {
        self.results.iter().filter(|one| one.state == state).count()
    }

    /// How many results have a score.
    pub fn scored(&self) -> usize {
        self.results.iter().filter(|one| one.score.is_some()).count()
    }
}

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Heavier than [`super::HEAVIEST`], or more rows, columns or unpacked bytes than any published file.
    #[error("the file is larger than any that was published")]
    TooHeavy,
    /// Neither a CSV nor a workbook that can be read.
    #[error("the file is neither a CSV nor a workbook that can be read")]
    NoTable,
    /// No row bears the titles of a file of e-Satis.
    #[error("no row bears the titles of a file of e-Satis (finess_geo, classement)")]
    NoTitles,
    /// A column stands there twice.
    #[error("the column {0} stands there twice")]
    ColumnTwice(String),
    /// The columns are those of other surveys.
    #[error("the columns are those of another survey")]
    OtherSurvey(Vec<Survey>),
    /// Columns without which nothing can be told.
    #[error("columns are missing: {}", .0.join(", "))]
    NoColumns(Vec<String>),
    /// Titles, and nothing under them.
    #[error("there is no row under the titles")]
    NoRows,
}

impl Unread {
    /// A stable name, in English kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooHeavy => "too-heavy",
            Self::NoTable => "no-table",
            Self::NoTitles => "no-titles",
            Self::ColumnTwice(_) => "column-twice",
            Self::OtherSurvey(_) => "other-survey",
            Self::NoColumns(_) => "no-columns",
            Self::NoRows => "no-rows",
        }
    }
}
