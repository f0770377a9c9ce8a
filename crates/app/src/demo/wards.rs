//! What is asked where, of how many, and what changes over the two years.

use super::likely::{Form, Question};

/// A unit as the model of answers sees it.
#[derive(Debug, Clone, Copy)]
pub struct Ward {
    /// Its tag.
    pub tag: &'static str,
    /// Answers to Vécu-12 a month, on average.
    pub monthly: f64,
    /// The fewest and the most of a month. A unit below ten is always below ten, so that pages show what is done then.
    pub bounds: (u64, u64),
    /// How good things are, around 0.
    pub level: f64,
    /// The response rate, in hundredths.
    pub rate: u64,
    /// Of a hundred who answer, how many are relatives or parents.
    pub relatives: u64,
    /// Answers to I-SATIS a month, where it is asked.
    pub isatis: u64,
}

const fn ward(
    tag: &'static str,
    monthly: f64,
    bounds: (u64, u64),
    level: f64,
    rate: u64,
    relatives: u64,
    isatis: u64,
) -> Ward {
    Ward { tag, monthly, bounds, level, rate, relatives, isatis }
}

/// The units that people answer about.
#[rustfmt::skip]
pub const WARDS: &[Ward] = &[
    ward("urgences", 80.0, (34, 130), -0.35, 19, 18, 0),
    ward("medecine", 54.0, (34, 90), -0.10, 26, 12, 24),
    ward("cardiologie", 44.0, (32, 80), 0.15, 33, 8, 18),
    ward("pneumologie", 22.0, (11, 40), 0.05, 28, 8, 13),
    ward("gastro", 26.0, (12, 45), -0.05, 27, 6, 14),
    ward("neurologie", 19.0, (11, 34), -0.10, 24, 15, 0),
    ward("geriatrie", 21.0, (11, 36), -0.15, 22, 55, 0),
    ward("chirurgie", 54.0, (34, 90), 0.10, 35, 6, 22),
    ward("orthopedie", 47.0, (33, 80), 0.20, 38, 8, 18),
    ward("rea", 7.5, (6, 9), 0.10, 18, 70, 0),
    ward("dialyse", 8.0, (7, 9), 0.25, 31, 4, 0),
    ward("palliatifs", 7.5, (6, 9), 0.55, 20, 80, 0),
    ward("oncologie", 8.0, (7, 9), 0.35, 29, 12, 0),
    ward("psychiatrie", 6.5, (5, 9), -0.40, 18, 15, 0),
    ward("imagerie", 46.0, (33, 80), 0.00, 23, 8, 0),
    ward("ssr", 46.0, (33, 80), 0.10, 36, 10, 0),
    ward("ehpad", 23.0, (15, 40), -0.05, 30, 60, 0),
    ward("usld", 13.0, (10, 24), -0.10, 26, 75, 0),
    ward("maternite", 58.0, (36, 95), 0.20, 34, 6, 26),
    ward("neonatologie", 15.0, (11, 28), 0.35, 32, 100, 0),
    ward("pediatrie", 26.0, (20, 29), 0.15, 25, 100, 0),
    ward("ambulatoire", 66.0, (38, 110), 0.30, 40, 8, 0),
    ward("consultations", 72.0, (40, 115), -0.05, 21, 8, 0),
];

/// Something that changed for good.
#[derive(Debug, Clone, Copy)]
pub struct Shift {
    /// Where.
    pub tags: &'static [&'static str],
    /// In which answers; in all of Vécu-12 when empty.
    pub links: &'static [&'static str],
    /// From which month on.
    pub from: usize,
    /// By how much.
    pub by: f64,
}

/// The changes that charts should find. The first three follow actions of `threads.rs`: telling the wait, pain that does
/// not wait, going through the birth again; what gets better shows most where it was aimed at, and a little everywhere.
/// The last two follow nothing, and nobody has acted yet: the building works at Les Tilleuls, the new meals of La Roseraie.
#[rustfmt::skip]
pub const SHIFTS: &[Shift] = &[
    Shift { tags: &["urgences"], links: &[], from: 9, by: 0.28 },
    Shift { tags: &["urgences"], links: &["v2", "v4", "v5"], from: 9, by: 0.60 },
    Shift { tags: &["chirurgie"], links: &[], from: 7, by: 0.22 },
    Shift { tags: &["chirurgie"], links: &["v8"], from: 7, by: 0.90 },
    Shift { tags: &["maternite"], links: &[], from: 7, by: 0.25 },
    Shift { tags: &["maternite"], links: &["v4", "v6"], from: 7, by: 0.60 },
    Shift { tags: &["ssr", "ehpad", "usld"], links: &[], from: 15, by: -0.30 },
    Shift { tags: &["ssr", "ehpad", "usld"], links: &["v10"], from: 15, by: -0.90 },
    Shift { tags: &["maternite"], links: &["Q25", "Q26"], from: ISATIS_FROM + 3, by: -1.4 },
];

/// What changes answers to a question of a unit in a month.
pub fn shift(tag: &str, link: &str, month: usize) -> f64 {
    let asks = |s: &Shift| if s.links.is_empty() { link.starts_with('v') } else { s.links.contains(&link) };
    let here = SHIFTS.iter().filter(|s| s.from <= month && s.tags.contains(&tag) && asks(s));
    here.map(|shift| shift.by).sum()
}

/// The first month of I-SATIS.
pub const ISATIS_FROM: usize = 14;
/// How many months it is asked.
pub const ISATIS_MONTHS: usize = 6;

const NOBODY: (u64, &str) = (0, "");

const fn asked(link: &'static str, form: Form, level: f64, aside: (u64, &'static str), unsure: u64) -> Question {
    let code = if matches!(form, Form::Rating) { "no-opinion" } else { "dont-know" };
    Question { link, form, level, aside, unsure: (unsure, code) }
}

/// The closed questions of Vécu-12.
#[rustfmt::skip]
pub const VECU: &[Question] = &[
    asked("v1", Form::Yes, 0.5, (110, "not-concerned"), 45),
    asked("v2", Form::Rating, 0.25, NOBODY, 12),
    asked("v3", Form::Frequency, -0.15, NOBODY, 40),
    asked("v4", Form::Frequency, 0.15, NOBODY, 12),
    asked("v5", Form::Frequency, 0.20, (90, "not-concerned"), 12),
    asked("v6", Form::Frequency, -0.40, (170, "not-concerned"), 30),
    asked("v7", Form::Rating, 0.45, NOBODY, 8),
    asked("v8", Form::Frequency, 0.50, (260, "not-concerned"), 12),
    asked("v9", Form::Frequency, 0.45, NOBODY, 35),
    asked("v10", Form::Rating, -0.25, NOBODY, 25),
    asked("v11", Form::Yes, 0.25, NOBODY, 40),
    asked("v12", Form::Rating, -0.10, NOBODY, 40),
];

const fn item(link: &'static str, level: f64, aside: (u64, &'static str), unsure: (u64, &'static str)) -> Question {
    Question { link, form: Form::Satisfaction, level, aside, unsure }
}

const REFUSED: (u64, &str) = (6, "10");

/// The questions of I-SATIS that are answered by five degrees; those that filter others are asked apart.
#[rustfmt::skip]
pub const ISATIS: &[Question] = &[
    item("Q1", 0.30, NOBODY, (20, "9")), item("Q2", 0.40, NOBODY, (8, "9")), item("Q3", 0.10, NOBODY, REFUSED),
    item("Q4", 0.55, NOBODY, (8, "9")), item("Q5", 0.10, NOBODY, REFUSED), item("Q6", 0.20, (90, "6"), (40, "7")),
    item("Q7", 0.60, NOBODY, REFUSED), item("Q8", 0.80, NOBODY, REFUSED), item("Q9", 0.80, NOBODY, REFUSED),
    item("Q10", 0.45, (420, "6"), REFUSED), item("Q11", 0.30, (480, "6"), REFUSED),
    item("Q14", 0.30, (310, "6"), REFUSED), item("Q15", 0.60, NOBODY, REFUSED), item("Q16", -0.50, (160, "6"), (190, "7")),
    item("Q17", 0.00, (110, "6"), REFUSED), item("Q18", 0.20, (380, "6"), (40, "7")),
    item("Q21", 0.00, NOBODY, REFUSED), item("Q22", 0.20, NOBODY, REFUSED), item("Q23", 0.05, NOBODY, REFUSED),
    item("Q24", 0.20, NOBODY, REFUSED), item("Q25", -0.65, (30, "6"), REFUSED), item("Q26", -0.70, (30, "6"), (60, "9")),
    item("Q27", -0.20, (180, "6"), (120, "7")), item("Q28", -0.10, (80, "9"), (130, "7")),
    item("Q29", -0.20, (90, "6"), (160, "7")), item("Q30", 0.00, NOBODY, REFUSED), item("Q31", 0.45, NOBODY, REFUSED),
    item("Q32", 0.30, NOBODY, REFUSED),
];
