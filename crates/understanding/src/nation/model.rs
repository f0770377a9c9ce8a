//! What stands beside a site's official result: the means, the class, where the file and the cut-offs disagree. Pure.

use formats::esatis::{SiteResult, State, Survey};
use kernel::{Day, Id, kinds};
use organisation::places::slug;

use super::cuts::Cuts;

/// The first year of e-Satis: the measure is continuous since April 2016 (HAS).
pub const FIRST_YEAR: i16 = 2016;

/// The licence under which HAS and ATIH publish the files on data.gouv.fr.
pub const LICENCE: &str = "Licence Ouverte 2.0 (Etalab)";

/// Where a file came from and what became of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The survey.
    pub survey: Survey,
    /// The year, as published.
    pub year: i16,
    /// Where it was found, as somebody typed it.
    pub source: String,
    /// Its licence.
    pub licence: String,
    /// The day it was published, where somebody said so.
    pub file_day: Option<Day>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Its rows.
    pub rows: i64,
    /// Sites with a score.
    pub scored: i64,
    /// Rows that were refused.
    pub refused: i64,
    /// The day it was imported.
    pub imported: Day,
    /// Who imported it; none from the command line.
    pub by: Option<Id<kinds::Account>>,
}

/// A mean of sites.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// How many sites with a score it is of.
    pub sites: usize,
    /// Whether the file gives it; else it was computed as the file's own regional means are: each site counts once.
    pub given: bool,
}

/// What stands beside a site's result.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// All sites with a score.
    pub nation: Option<Mean>,
    /// Those of its region.
    pub region: Option<Mean>,
    /// Those of its type.
    pub kind: Option<Mean>,
}

impl Beside {
    /// The means for a site, from all results of the survey and year.
    pub fn of(all: &[SiteResult], site: &SiteResult) -> Self {
        let of_region = |one: &&SiteResult| !site.region.is_empty() && one.region == site.region;
        let of_kind = |one: &&SiteResult| !site.kind.is_empty() && one.kind == site.kind;
        Self {
            // No file gives a national mean.
            nation: mean(all.iter(), |_| None),
            region: mean(all.iter().filter(of_region), |one| one.region_mean),
            kind: mean(all.iter().filter(of_kind), |one| one.kind_mean),
        }
    }
}

/// The mean of some results: the one the file gives, else the plain mean of the sites, as the file's own are (checked on SSR
/// 2023 and SMR 2024 to 0.005); none when no site has a score.
fn mean<'a>(all: impl Iterator<Item = &'a SiteResult>, given: impl Fn(&SiteResult) -> Option<f64>) -> Option<Mean> {
    let scored: Vec<&SiteResult> = all.filter(|one| one.score.is_some()).collect();
    let sites = scored.len();
    if let Some(value) = scored.iter().find_map(|one| given(one)) {
        return Some(Mean { value, sites, given: true });
    }
    let total: f64 = scored.iter().filter_map(|one| one.score).sum();
    (sites > 0).then(|| Mean { value: total / sites as f64, sites, given: false })
}

/// The mean of a dimension over some results, computed; none when no site has it.
pub fn dimension_mean<'a>(all: impl Iterator<Item = &'a SiteResult>, code: &str) -> Option<f64> {
    let values: Vec<f64> =
        all.flat_map(|one| &one.dimensions).filter(|one| one.code == code).map(|one| one.score).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The whole number to show for a score: the file's own, else the one its cut-offs make; none where neither is known, and the
/// score is then shown as it is.
pub fn shown(site: &SiteResult, cuts: Option<&Cuts>) -> Option<f64> {
    let score = site.score?;
    site.shown.map(f64::from).or_else(|| cuts.map(|cuts| cuts.shown(score)))
}

/// A site whose class in the file is not the one of the cut-offs.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// FINESS géographique.
    pub site: String,
    /// Its name.
    pub name: String,
    /// Its score.
    pub score: f64,
    /// The class in the file.
    pub given: State,
    /// The class of the cut-offs.
    pub by_cuts: State,
}

/// The sites whose class the cut-offs don't explain: then the cut-offs are not those of this file.
pub fn disagreements(all: &[SiteResult], cuts: &Cuts) -> Vec<Disagreement> {
    let of = |site: &SiteResult| {
        let score = site.score?;
        let by_cuts = cuts.class_of(score);
        let (name, given) = (site.name.clone(), site.state);
        (by_cuts != given).then(|| Disagreement { site: site.site.clone(), name, score, given, by_cuts })
    };
    all.iter().filter_map(of).collect()
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// A region, in the file's words; empty for all.
    pub region: String,
    /// A type, in the file's words; empty for all.
    pub kind: String,
    /// Part of a name or of a FINESS, whatever its accents and capitals; empty for all.
    pub sought: String,
}

impl Narrowed {
    /// The results of it in the order of their names, which is no order of merit.
    pub fn of(&self, mut all: Vec<SiteResult>) -> Vec<SiteResult> {
        let sought = slug::of_name(&self.sought);
        all.retain(|one| {
            let is_named = || slug::of_name(&format!("{} {} {}", one.name, one.legal_name, one.site)).contains(&sought);
            (self.region.is_empty() || one.region == self.region)
                && (self.kind.is_empty() || one.kind == self.kind)
                && (sought.is_empty() || is_named())
        });
        all.sort_by_cached_key(|one| (slug::of_name(&one.name), one.site.clone()));
        all
    }
}

/// The regions, or the types, that a file names, in the order of the alphabet.
pub fn named<'a>(all: &'a [SiteResult], of: impl Fn(&'a SiteResult) -> &'a str) -> Vec<String> {
    let mut names: Vec<String> = all.iter().map(of).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    names.sort_by_cached_key(|name| slug::of_name(name));
    names.dedup();
    names
}
