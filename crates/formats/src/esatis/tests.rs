//! The published files where they are at hand, and small invented ones with each of their traps.

use std::path::{Path, PathBuf};

use super::*;

const SSR: &str = "finess,rs_finess,finess_geo,rs_finess_geo,region,type,participation,Depot,nb_rep_score_ALL_ssr_ajust,\
                   score_ALL_ssr_ajust,classement,evolution,score_ALL_ssr_ajust_dp";

/// A file of the reference data, or nothing (said on the error output) when this machine has none.
#[expect(clippy::print_stderr, reason = "a skipped test must say so")]
fn published(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("VECU_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let bytes = std::fs::read(root.join("esatis").join(name)).ok();
    if bytes.is_none() {
        eprintln!("skipped: no esatis/{name} under {}; set VECU_DATA to the folder that holds it.", root.display());
    }
    bytes
}

fn one(text: &str, survey: Survey) -> SiteResult {
    let read = read(text.as_bytes(), survey).unwrap();
    assert_eq!((read.results.len(), &read.refused), (1, &vec![]), "{text}");
    read.results.into_iter().next().unwrap()
}

/// Why the one row under the titles is refused.
fn refusal(row: &str) -> Reason {
    let mut read = read(format!("{SSR}\n{row}\n").as_bytes(), Survey::Ssr).unwrap();
    assert_eq!((read.rows, read.results.len(), read.refused[0].row), (1, 0, 2), "{row}");
    read.refused.remove(0).reason
}

#[test]
fn the_published_files_are_read_whole_and_both_formats_alike() {
    let expected = [
        ("esatis-ssr-2023", Survey::Ssr, 1268, [172, 132, 80, 36, 814, 3, 31]),
        ("esatis-smr-2024", Survey::Smr, 1248, [228, 141, 81, 27, 738, 3, 30]),
    ];
    for (name, survey, rows, counts) in expected {
        let (Some(csv), Some(book)) = (published(&format!("{name}.csv")), published(&format!("{name}.xlsx"))) else {
            return;
        };
        let (csv, book) = (read(&csv, survey).unwrap(), read(&book, survey).unwrap());
        assert_eq!(csv, book, "{name}");
        assert_eq!((csv.rows, csv.results.len(), csv.refused.len()), (rows, rows, 0));
        assert_eq!((&csv.remarks, &csv.missing), (&vec![], &vec![]));
        let states = [State::A, State::B, State::C, State::D, State::TooFew, State::NoAnswer, State::NotValidated];
        assert_eq!(states.map(|state| csv.count(state)), counts);
        assert_eq!(csv.scored(), counts[..4].iter().sum::<usize>());
        for site in csv.results.iter().filter(|site| site.score.is_some()) {
            assert!(site.answers.is_some_and(|n| n >= 30) && site.dimensions.len() == 5, "{site:?}");
        }
        let corsica = csv.results.iter().filter(|site| site.site.starts_with("2A") || site.site.starts_with("2B"));
        assert!(corsica.count() > 0, "letters are kept");
    }
}

#[test]
fn a_published_row_is_read_to_the_last_cell() {
    let Some(csv) = published("esatis-ssr-2023.csv") else { return };
    let all = read(&csv, Survey::Ssr).unwrap().results;
    let site = all.iter().find(|site| site.site == "010000180").unwrap();
    assert_eq!((site.score, site.answers, site.shown), (Some(80.76), Some(80), Some(81)));
    assert_eq!((site.state, site.evolution), (State::A, Some(Evolution::Up)));
    assert_eq!((site.region.as_str(), site.kind.as_str()), ("Auvergne-Rhône-Alpes", "Centre Hospitaliers"));
    assert_eq!((site.region_mean, site.kind_mean), (Some(76.02), Some(77.89)));
    assert_eq!((site.participation, site.deposit), (Some(Participation::Optional), Some(true)));
    assert_eq!((site.recommend, site.recommend_answers), (Some(80.0), Some(80)));
    assert_eq!(site.legal.as_deref(), Some("010007987"));
    let dimensions: Vec<(&str, f64)> = site.dimensions.iter().map(|one| (one.code.as_str(), one.score)).collect();
    assert_eq!(dimensions, [("accueil", 89.87), ("pec", 84.95), ("lieu", 72.17), ("repas", 79.18), ("sortie", 75.42)]);
}

#[test]
fn the_older_files_are_windows_1252_with_semicolons_and_decimal_commas() {
    let titles = "finess;rs_finess;finess_geo;rs_finess_geo;region;participation;Depot;nb_rep_score_all_rea_ajust;\
                  score_all_rea_ajust;classement;evolution;nb_rep_score_PECinf_rea_ajust;score_PECinf_rea_ajust;\
                  taux_reco_brut;nb_reco_brut";
    let row = "2A0000014;H\u{f4}pital fictif;2a0000022;Site de la C\u{153}ur;Corse;1- Obligatoire;1- Oui;1\u{a0}204;73,90;C;\
               2-Stable;1 204;79,1;58,60;1198";
    let text = format!("{titles}\r\n{row}\r\n");
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!lost && std::str::from_utf8(&bytes).is_err());
    for bytes in [bytes.to_vec(), text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes()] {
        let read = read(&bytes, Survey::Mco48).unwrap();
        let site = &read.results[0];
        assert_eq!((site.site.as_str(), site.name.as_str()), ("2A0000022", "Site de la Cœur"));
        assert_eq!((site.score, site.answers, site.recommend), (Some(73.9), Some(1204), Some(58.6)));
        assert_eq!(site.dimensions, [Dimension { code: "pecinf".to_owned(), score: 79.1, answers: Some(1204) }]);
        assert_eq!((site.kind.as_str(), site.shown, site.region_mean), ("", None, None));
        assert!(read.missing.contains(&"type".to_owned()) && !read.missing.contains(&"region".to_owned()));
    }
}

#[test]
fn ambulatory_surgery_has_its_own_columns() {
    let text = "FINESS,finess_geo,NB_REP_SCORE_ALL_AJUST,Score_All_Ajust,Classement,score_AVH_ajust,nb_rep_score_AVH_ajust\n\
                990000001,990000002,45,79.71,A,81,44\n";
    let site = one(text, Survey::Ca);
    assert_eq!((site.score, site.dimensions.len()), (Some(79.71), 1));
    assert_eq!(read(text.as_bytes(), Survey::Mco48), Err(Unread::OtherSurvey(vec![Survey::Ca])));
}

#[test]
fn a_score_that_is_absent_is_no_error() {
    for (given, state) in
        [("DI", State::TooFew), ("nr", State::NoAnswer), (" NV ", State::NotValidated), ("", State::Untold)]
    {
        let site = one(&format!("{SSR}\n,,990000002,Site,,,,,,,{given},,\n"), Survey::Ssr);
        assert_eq!((site.state, site.score), (state, None));
    }
}

#[test]
fn a_row_that_cannot_be_believed_is_refused_with_its_number_and_why() {
    assert_eq!(refusal("x,,,Site,,,,,40,75,B,,75"), Reason::NoSite);
    assert_eq!(refusal(",,10000032,Site,,,,,40,75,B,,75"), Reason::CutFiness("10000032".to_owned()));
    assert_eq!(refusal(",,1E+07,Site,,,,,40,75,B,,75"), Reason::NotAFiness("1E+07".to_owned()));
    assert_eq!(refusal(",,7A0000012,Site,,,,,40,75,B,,75"), Reason::NotAFiness("7A0000012".to_owned()));
    assert_eq!(refusal(",,990000002,Site,,,,,40,75,E,,75"), Reason::NoSuchClass("E".to_owned()));
    assert_eq!(refusal(",,990000002,Site,,,,,40,,B,,75"), Reason::ClassWithoutScore(State::B));
    assert_eq!(refusal(",,990000002,Site,,,,,40,75,DI,,75"), Reason::ScoreWithout(State::TooFew));
    for bad in ["100.01", "-3", "7e1", "NaN", "inf", "7.5.1", "soixante", "=1+1"] {
        let said = Reason::NotANumber("score_ALL_ssr_ajust".to_owned(), bad.to_owned());
        assert_eq!(refusal(&format!(",,990000002,Site,,,,,40,{bad},B,,75")), said);
    }
    let people = Reason::NotANumber("nb_rep_score_ALL_ssr_ajust".to_owned(), "40.5".to_owned());
    assert_eq!(refusal(",,990000002,Site,,,,,40.5,75,B,,75"), people);
    let twice =
        read(format!("{SSR}\n,,990000002,a,,,,,,,DI,,\n,,990000002,b,,,,,,,DI,,\n").as_bytes(), Survey::Ssr).unwrap();
    assert_eq!((twice.results.len(), &twice.refused[0].reason), (1, &Reason::SiteTwice(2)));
    assert_eq!(twice.rows, 2);
}

#[test]
fn a_cell_that_is_not_needed_is_left_out_and_told() {
    let text = format!("{SSR}\n12,,990000002,Site,,,3- Autre,,40,75.2,B,5-Autre,75.5\n");
    let read = read(text.as_bytes(), Survey::Ssr).unwrap();
    let told: Vec<(&str, &str)> = read.remarks.iter().map(|one| (one.column.as_str(), one.value.as_str())).collect();
    let expected =
        [("finess", "12"), ("participation", "3- Autre"), ("score_ALL_ssr_ajust_dp", "75.5"), ("evolution", "5-Autre")];
    assert_eq!(told, expected);
    assert_eq!((read.results[0].shown, read.results[0].evolution), (None, None));
}

#[test]
fn a_file_of_something_else_is_refused_in_one_word() {
    let code = |bytes: &[u8], survey| read(bytes, survey).unwrap_err().code();
    assert_eq!(code(b"", Survey::Ssr), "no-titles");
    assert_eq!(code(b"a,b\n1,2\n", Survey::Ssr), "no-titles");
    assert_eq!(code(b"\xff\xfef\0i\0", Survey::Ssr), "no-table");
    assert_eq!(code(b"PK\x03\x04 and then nothing", Survey::Ssr), "no-table");
    assert_eq!(code(format!("{SSR}\n").as_bytes(), Survey::Ssr), "no-rows");
    assert_eq!(code(format!("{SSR},CLASSEMENT\n").as_bytes(), Survey::Ssr), "column-twice");
    assert_eq!(code(format!("{SSR}\n").as_bytes(), Survey::Mco48), "other-survey");
    assert_eq!(code(b"finess_geo,region\n990000002,x\n", Survey::Ssr), "no-columns");
    assert_eq!(code(&vec![b'a'; HEAVIEST + 1], Survey::Ssr), "too-heavy");
    let many = format!("{SSR}\n{}", "x\n".repeat(MOST_ROWS + 1));
    assert_eq!(code(many.as_bytes(), Survey::Ssr), "too-heavy");
    assert_eq!(code(format!("{}\n", "finess_geo,".repeat(300)).as_bytes(), Survey::Ssr), "too-heavy");
}

#[test]
fn names_of_a_file_hold_no_control_characters_and_no_page_of_text() {
    let text = format!("{SSR}\n,,990000002,\"Site\n\u{1b}[31m  {}\",,,,,,,DI,,\n", "a".repeat(900));
    let site = one(&text, Survey::Ssr);
    assert!(site.name.chars().count() <= 200 && !site.name.chars().any(char::is_control), "{}", site.name);
}

proptest::proptest! {
    #[test]
    fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let text = [SSR.as_bytes(), b"\n", bytes.as_slice()].concat();
        for survey in Survey::ALL {
            let _ = read(&bytes, survey);
            if let Ok(read) = read(&text, survey) {
                proptest::prop_assert_eq!(read.rows, read.results.len() + read.refused.len());
            }
        }
    }
}
