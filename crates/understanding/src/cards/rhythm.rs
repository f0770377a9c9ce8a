//! Periods of a rhythm: a month, a quarter, a year. A period is kept as its first month. Pure.

use kernel::{Day, Lang, Wave};
use pages::dates;

use super::{model::Rhythm, typed_file::month_of};

impl Rhythm {
    /// How many months a period has.
    pub const fn months(self) -> usize {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The first month of the period that a month lies in.
    pub fn start(self, wave: Wave) -> Wave {
        let first = |wave: &Wave| match self {
            Self::Month => true,
            Self::Quarter => wave.month() % 3 == 1,
            Self::Year => wave.month() == 1,
        };
        std::iter::successors(Some(wave), |wave| Some(wave.previous())).take(12).find(first).unwrap_or(wave)
    }

    /// The months of the period that a month lies in, in order.
    pub fn months_of(self, wave: Wave) -> impl Iterator<Item = Wave> {
        std::iter::successors(Some(self.start(wave)), |wave| Some(wave.next())).take(self.months())
    }

    /// The last day of the period that a month lies in.
    pub fn last_day(self, wave: Wave) -> Day {
        self.months_of(wave).last().unwrap_or(wave).last_day()
    }

    /// The period before the one that a month lies in.
    pub fn before(self, wave: Wave) -> Wave {
        self.start(self.start(wave).previous())
    }

    /// A period as people write it: 03/2026, 2026-03; 2026-T1, T1 2026, 2026-Q1 or its first month; 2026. Why it is none, as a word key.
    pub fn read(self, said: &str) -> Result<Wave, &'static str> {
        match self {
            Self::Month => month_of(said).ok_or("cards-file-month"),
            Self::Quarter => match quarter_of(said).or_else(|| month_of(said)) {
                None => Err("cards-file-quarter"),
                Some(wave) if self.start(wave) != wave => Err("cards-typed-inside-quarter"),
                Some(wave) => Ok(wave),
            },
            Self::Year => match (year_of(said.trim()), month_of(said)) {
                (Some(wave), _) => Ok(wave),
                (None, Some(_)) => Err("cards-typed-inside-year"),
                (None, None) => Err("cards-file-year"),
            },
        }
    }

    /// A period as [`Self::read`] takes it back. A month that begins no period was typed under another rhythm and stays a month.
    pub fn written(self, lang: Lang, wave: Wave) -> String {
        match self {
            Self::Quarter if self.start(wave) == wave => {
                let letter = if lang == Lang::Fr { "T" } else { "Q" };
                format!("{:04}-{letter}{}", wave.year(), wave.month() / 3 + 1)
            }
            Self::Year if self.start(wave) == wave => format!("{:04}", wave.year()),
            _ => wave.to_string(),
        }
    }

    /// A period in words: "mars 2026", "1er trimestre 2026", "2026".
    pub fn said(self, lang: Lang, wave: Wave) -> String {
        match self {
            Self::Quarter if self.start(wave) == wave => dates::quarter(lang, wave),
            Self::Year if self.start(wave) == wave => format!("{:04}", wave.year()),
            _ => dates::wave(lang, wave),
        }
    }
}

fn year_of(year: &str) -> Option<Wave> {
    if year.len() == 4 { format!("{year}-01").parse().ok() } else { None }
}

/// "2026-T1", "T1 2026", "2026Q1", "q1/2026".
fn quarter_of(said: &str) -> Option<Wave> {
    let plain: String = said.to_uppercase().chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let at = plain.find(['T', 'Q'])?;
    let (before, after) = (plain.get(..at)?, plain.get(at + 1..)?);
    let (quarter, year) = if before.is_empty() { after.split_at_checked(1)? } else { (after, before) };
    let month = match quarter {
        "1" => "01",
        "2" => "04",
        "3" => "07",
        "4" => "10",
        _ => return None,
    };
    if year.len() == 4 { format!("{year}-{month}").parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(text: &str) -> Wave {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_read_as_people_write_it_and_a_month_inside_it_is_refused() {
        for said in ["2026-T2", "T2 2026", "2026-q2", "2026 T2", "Q2/2026", "04/2026", "2026-04"] {
            assert_eq!(Rhythm::Quarter.read(said), Ok(wave("2026-04")), "{said}");
        }
        for said in ["02/2026", "2026-06"] {
            assert_eq!(Rhythm::Quarter.read(said), Err("cards-typed-inside-quarter"), "{said}");
        }
        for said in ["", "2026", "2026-T5", "T12026T", "T", "TT2026", "éT1", "26-T1", "2026-T1T1"] {
            assert_eq!(Rhythm::Quarter.read(said), Err("cards-file-quarter"), "{said}");
        }
        assert_eq!(Rhythm::Year.read(" 2026 "), Ok(wave("2026-01")));
        assert_eq!(Rhythm::Year.read("01/2026"), Err("cards-typed-inside-year"));
        assert_eq!(Rhythm::Year.read("20a6"), Err("cards-file-year"));
        assert_eq!(Rhythm::Month.read("3/2026"), Ok(wave("2026-03")));
        assert_eq!(Rhythm::Month.read("2026-T1"), Err("cards-file-month"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        for (rhythm, first) in [
            (Rhythm::Month, "2026-11"),
            (Rhythm::Quarter, "2026-10"),
            (Rhythm::Quarter, "2026-01"),
            (Rhythm::Year, "2026-01"),
        ] {
            for lang in [Lang::Fr, Lang::En] {
                assert_eq!(rhythm.read(&rhythm.written(lang, wave(first))), Ok(wave(first)), "{first}");
            }
        }
        assert_eq!(Rhythm::Quarter.written(Lang::En, wave("2026-10")), "2026-Q4");
        assert_eq!(Rhythm::Quarter.written(Lang::Fr, wave("2026-11")), "2026-11", "typed when the card told months");
    }

    #[test]
    fn periods_begin_and_end_with_the_calendar() {
        assert_eq!(Rhythm::Quarter.last_day(wave("2026-02")).to_string(), "2026-03-31");
        assert_eq!(Rhythm::Year.last_day(wave("2026-02")).to_string(), "2026-12-31");
        assert_eq!(Rhythm::Quarter.before(wave("2026-02")), wave("2025-10"));
        assert_eq!(Rhythm::Quarter.said(Lang::Fr, wave("2026-01")), "1er\u{a0}trimestre\u{a0}2026");
        assert_eq!(Rhythm::Quarter.said(Lang::En, wave("2026-07")), "3rd\u{a0}quarter\u{a0}2026");
        assert_eq!(Rhythm::Year.said(Lang::Fr, wave("2026-01")), "2026");
        assert_eq!(Rhythm::Year.said(Lang::Fr, wave("2026-02")), "février\u{a0}2026");
    }
}
