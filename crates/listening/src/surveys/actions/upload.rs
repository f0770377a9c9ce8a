//! The list of people who left, as the hospital's software writes it: `address,place,discharge_date,survey`.

use std::collections::{HashMap, HashSet};

use kernel::{Day, Id, Personal, Wave, kinds};
use spine::Platform;

use super::{
    By, SurveyProblem, asked,
    invite::{self, Groups, LeftOut},
};
use crate::surveys::{
    memory::Asked,
    model::{CampaignState, Discharge, LEAST_BATCH},
};

/// Largest file taken, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// What is wrong with one line. It never repeats the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The line, as a spreadsheet counts it: the titles are line 1.
    pub line: usize,
    /// The word key of the sentence.
    pub key: &'static str,
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upload {
    /// Invitations prepared.
    pub prepared: usize,
    /// People of a long list, whose letters a job prepares.
    pub later: usize,
    /// Lines left out, and why.
    pub problems: Vec<LineProblem>,
    /// The places and waves of this file for which so few people are invited, all files together, that their answers can
    /// only be counted with others; and how many those are.
    pub few: Vec<(Id<kinds::Place>, Wave, usize)>,
}

impl Upload {
    /// Why the whole file was refused, if it was: the word key of the sentence.
    pub fn refused(&self) -> Option<&'static str> {
        let of_file = |key: &&'static str| matches!(*key, "surveys-line-large" | "surveys-line-titles");
        self.problems.first().map(|problem| problem.key).filter(of_file)
    }
}

/// The titles of the four columns, in both languages.
const ADDRESS: &[&str] = &["address", "adresse", "email", "courriel", "mail"];
const PLACE: &[&str] = &["place", "lieu", "service", "unite", "unité"];
const DAY: &[&str] = &["discharge_date", "date_sortie", "date de sortie", "sortie", "date"];
const SURVEY: &[&str] = &["survey", "enquete", "enquête", "campagne", "campaign"];

/// Reads a file. Commas or semicolons, UTF-8 or Windows-1252, days as `2026-11-22` or `22/11/2026`; the place is
/// its public name or its name; the survey is this campaign's id, its title or its instrument's name.
pub fn read_discharges(asked: &Asked, bytes: &[u8]) -> (Vec<(usize, Discharge)>, Vec<LineProblem>) {
    let text = decoded(bytes);
    let titles = text.lines().next().unwrap_or_default();
    let delimiter = if titles.contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let column = |names: &[&str]| headers.iter().position(|title| names.contains(&title.to_lowercase().as_str()));
    let (Some(address), Some(place), Some(day)) = (column(ADDRESS), column(PLACE), column(DAY)) else {
        return (Vec::new(), vec![LineProblem { line: 1, key: "surveys-line-titles" }]);
    };
    let survey = column(SURVEY);
    let (mut read, mut problems, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let mut places = HashMap::new();
    for (at, record) in reader.records().enumerate() {
        let line = at + 2;
        let Ok(record) = record else {
            problems.push(LineProblem { line, key: "surveys-line-unreadable" });
            continue;
        };
        let cell = |column: usize| record.get(column).unwrap_or_default();
        if record.iter().all(str::is_empty) {
            continue;
        }
        // A year of discharges names few places: each is looked for once.
        let place = *places.entry(cell(place).to_owned()).or_insert_with(|| place_of(asked, cell(place)));
        let found = line_of(asked, cell(address), place, cell(day), survey.map(cell));
        match found {
            Ok(discharge) if seen.insert(cell(address).to_lowercase()) => read.push((line, discharge)),
            Ok(_) => problems.push(LineProblem { line, key: "surveys-line-twice" }),
            Err(key) => problems.push(LineProblem { line, key }),
        }
    }
    (read, problems)
}

fn line_of(
    asked: &Asked,
    address: &str,
    place: Result<Id<kinds::Place>, &'static str>,
    day: &str,
    survey: Option<&str>,
) -> Result<Discharge, &'static str> {
    let campaign = &asked.campaign;
    let is_address = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.ends_with('.') && !host.contains('@')
    });
    if !is_address || address.contains(char::is_whitespace) || address.len() > 200 {
        return Err("surveys-line-address");
    }
    if let Some(survey) = survey.filter(|survey| !survey.is_empty()) {
        let same = |name: &str| plain(name) == plain(survey);
        if !same(&campaign.id.to_string()) && !same(&campaign.title) && !asked.instrument.name().is_some_and(same) {
            return Err("surveys-line-survey");
        }
    }
    let place = place?;
    let day = day_of(day).ok_or("surveys-line-day")?;
    if day < campaign.from || campaign.to < day {
        return Err("surveys-line-period");
    }
    Ok(Discharge { address: Personal::new(address.to_owned()), place, day })
}

/// Letters and digits alone: "Vécu-12" and "vécu 12" are one name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A place by its public name, else by its name where only one place bears it.
fn place_of(asked: &Asked, written: &str) -> Result<Id<kinds::Place>, &'static str> {
    if let Some(found) = asked.places.iter().find(|one| one.slug.eq_ignore_ascii_case(written)) {
        return Ok(found.id);
    }
    let mut named = asked.places.iter().filter(|one| plain(&one.name) == plain(written));
    match (named.next(), named.next()) {
        (Some(found), None) => Ok(found.id),
        (Some(_), Some(_)) => Err("surveys-line-places"),
        (None, _) => Err("surveys-line-place"),
    }
}

fn day_of(text: &str) -> Option<Day> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// UTF-8, else Windows-1252: what spreadsheets in France write.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

/// One byte of Windows-1252, as the WHATWG's Encoding standard reads it: Latin-1, but for the 32 from 0x80 on, where "œ" and
/// the apostrophe of French are.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let special = byte.checked_sub(0x80).and_then(|at| FROM_80.get(usize::from(at)));
    special.copied().unwrap_or_else(|| char::from(byte))
}

/// Prepares the invitations of a file, sealed, and says line by line what was left out. The file itself is not kept. Of a
/// long file, a job makes the letters (`surveys.invite`), and the page of the campaign says how far it is. The audit log
/// says who invited how many people of each place and wave.
pub async fn upload(
    p: &Platform,
    by: By,
    campaign: Id<kinds::Campaign>,
    bytes: &[u8],
) -> Result<Upload, SurveyProblem> {
    let asked = asked(p, campaign).await?.ok_or(SurveyProblem::NotFound)?;
    let campaign = &asked.campaign;
    if campaign.open_link || campaign.state != CampaignState::Open {
        return Err(SurveyProblem::State);
    }
    if bytes.len() > LARGEST {
        let problems = vec![LineProblem { line: 1, key: "surveys-line-large" }];
        return Ok(Upload { problems, ..Upload::default() });
    }
    let (read, mut problems) = read_discharges(&asked, bytes);
    if read.len() > invite::PART {
        let later = read.len();
        let list: Vec<Discharge> = read.into_iter().map(|(_, discharge)| discharge).collect();
        let named = invite::groups(&list);
        // Those of the list come on top: none of its letters is made yet.
        let mut all = invite::invited(p, campaign).await?;
        for (group, n) in &named {
            *all.entry(*group).or_default() += n;
        }
        invite::keep_list(p, by, campaign, list).await?;
        return Ok(Upload { later, problems, few: few(&named, &all), ..Upload::default() });
    }
    let mut discharges = Vec::new();
    let mut conn = p.db.reader().await?;
    for (line, discharge) in read {
        let key = match invite::left_out(&mut conn, p, &asked, &discharge).await? {
            Some(LeftOut::Objected) => "surveys-line-objected",
            Some(LeftOut::Already) => "surveys-line-invited",
            Some(LeftOut::Late) => "surveys-line-late",
            None => {
                discharges.push(discharge);
                continue;
            }
        };
        problems.push(LineProblem { line, key });
    }
    drop(conn);
    problems.sort_by_key(|problem| problem.line);
    let prepared = invite::invite_by(p, by, campaign.id, discharges).await?;
    let all = if prepared.is_empty() { Groups::new() } else { invite::invited(p, campaign).await? };
    Ok(Upload { prepared: prepared.values().sum(), later: 0, problems, few: few(&prepared, &all) })
}

/// Those of a file whose place and wave are too few, of all who are invited.
fn few(of_file: &Groups, all: &Groups) -> Vec<(Id<kinds::Place>, Wave, usize)> {
    let in_all = |group| all.get(group).copied().unwrap_or_default();
    let small = of_file.keys().filter(|group| in_all(group) < LEAST_BATCH);
    small.map(|group| (group.0, group.1, in_all(group))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_french_spreadsheet_writes_is_read_letter_by_letter() {
        assert_eq!(decoded(b"adresse;c\x9cur;l\x92\xe9t\xe9;\x80"), "adresse;cœur;l’été;€");
        assert_eq!(decoded("\u{feff}cœur".as_bytes()), "cœur");
    }
}
