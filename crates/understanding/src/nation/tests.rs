//! What stands beside a site, on the published files and on invented ones.

use formats::esatis::{self, SiteResult, State, Survey};

use super::{
    cuts::cuts_of,
    model::{Beside, Mean, Narrowed, disagreements, named, shown},
};

/// The results of a published file, or nothing (said on the error output) when this machine has none.
#[expect(clippy::print_stderr, reason = "a skipped test must say so")]
fn published(name: &str, survey: Survey) -> Option<Vec<SiteResult>> {
    let root = std::env::var_os("VECU_DATA").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let Ok(bytes) = std::fs::read(root.join("esatis").join(name)) else {
        eprintln!("skipped: no esatis/{name} under {}; set VECU_DATA to the folder that holds it.", root.display());
        return None;
    };
    Some(esatis::read(&bytes, survey).unwrap().results)
}

fn both() -> Option<[(Survey, i16, Vec<SiteResult>); 2]> {
    Some([
        (Survey::Ssr, 2023, published("esatis-ssr-2023.csv", Survey::Ssr)?),
        (Survey::Smr, 2024, published("esatis-smr-2024.csv", Survey::Smr)?),
    ])
}

fn site(name: &str, region: &str, kind: &str, score: Option<f64>) -> SiteResult {
    let line = format!(
        "finess_geo,rs_finess_geo,region,type,classement,score_all_ssr_ajust,nb_rep_score_all_ssr_ajust\n\
         990000001,{name},{region},{kind},{},{},40\n",
        if score.is_some() { "B" } else { "DI" },
        score.map(|score| score.to_string()).unwrap_or_default(),
    );
    esatis::read(line.as_bytes(), Survey::Ssr).unwrap().results.remove(0)
}

#[test]
fn every_class_of_the_published_files_is_the_one_of_its_cut_offs() {
    for (survey, year, all) in both().into_iter().flatten() {
        let cuts = cuts_of(&[], survey, year).unwrap();
        assert_eq!(disagreements(&all, &cuts), vec![], "{survey:?}");
        let other = cuts_of(&[], Survey::Mco48, 2019).unwrap();
        assert!(disagreements(&all, &other).len() > 100, "cut-offs of another survey are seen at once");
    }
}

#[test]
fn every_whole_number_of_the_published_files_is_the_one_we_would_show() {
    for (survey, year, all) in both().into_iter().flatten() {
        let cuts = cuts_of(&[], survey, year).unwrap();
        let scored: Vec<&SiteResult> = all.iter().filter(|one| one.score.is_some()).collect();
        assert!(scored.len() > 400);
        for one in scored {
            let given = one.shown.map(f64::from).unwrap();
            assert!((cuts.shown(one.score.unwrap()) - given).abs() < 1e-9, "{one:?}");
        }
    }
}

#[test]
fn the_means_of_the_published_files_are_the_plain_means_of_their_sites() {
    for (_, _, all) in both().into_iter().flatten() {
        let without: Vec<SiteResult> =
            all.iter().cloned().map(|one| SiteResult { region_mean: None, kind_mean: None, ..one }).collect();
        for one in all.iter().filter(|one| one.score.is_some()) {
            let (given, computed) = (Beside::of(&all, one), Beside::of(&without, one));
            for (given, computed) in [(given.region, computed.region), (given.kind, computed.kind)] {
                let (given, computed) = (given.unwrap(), computed.unwrap());
                assert!(given.given && !computed.given && given.sites == computed.sites);
                assert!((given.value - computed.value).abs() <= 0.0051, "{given:?} {computed:?}");
            }
        }
    }
}

#[test]
fn a_mean_is_of_sites_with_a_score_only_and_of_none_when_there_is_none() {
    let all = [
        site("a", "PACA", "GCS", Some(70.0)),
        site("b", "PACA", "CHU", Some(75.0)),
        site("c", "Corse", "GCS", None),
        site("d", "", "GCS", Some(74.0)),
    ];
    let beside = Beside::of(&all, &all[2]);
    assert_eq!(beside.region, None);
    assert_eq!(beside.kind, Some(Mean { value: 72.0, sites: 2, given: false }));
    assert_eq!(beside.nation, Some(Mean { value: 73.0, sites: 3, given: false }));
    assert_eq!(Beside::of(&all, &all[3]).region, None, "no name is no region");
}

#[test]
fn a_number_is_shown_as_published_else_by_the_cut_offs_else_not_made_up() {
    let cuts = cuts_of(&[], Survey::Ssr, 2023).unwrap();
    let mut one = site("a", "", "", Some(76.53));
    assert_eq!((shown(&one, None), shown(&one, Some(&cuts))), (None, Some(76.0)));
    one.shown = Some(75);
    assert_eq!(shown(&one, Some(&cuts)), Some(75.0), "the file's own");
    assert_eq!(shown(&site("a", "", "", None), Some(&cuts)), None);
}

#[test]
fn a_class_that_the_cut_offs_do_not_explain_is_told() {
    let cuts = cuts_of(&[], Survey::Ssr, 2023).unwrap();
    let all = [site("a", "", "", Some(72.9)), site("b", "", "", Some(72.8)), site("c", "", "", None)];
    let found = disagreements(&all, &cuts);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.as_str(), found[0].given, found[0].by_cuts), ("b", State::B, State::C));
}

#[test]
fn a_list_is_in_the_order_of_names_whatever_their_accents_and_never_of_scores() {
    let all = vec![
        site("Zoé", "PACA", "CHU", Some(90.0)),
        site("École", "PACA", "GCS", Some(50.0)),
        site("eden", "Corse", "CHU", Some(70.0)),
    ];
    let names =
        |narrowed: Narrowed| -> Vec<String> { narrowed.of(all.clone()).into_iter().map(|one| one.name).collect() };
    assert_eq!(names(Narrowed::default()), ["École", "eden", "Zoé"]);
    assert_eq!(names(Narrowed { region: "PACA".into(), kind: "CHU".into(), ..Narrowed::default() }), ["Zoé"]);
    assert_eq!(names(Narrowed { sought: "ECOLE".into(), ..Narrowed::default() }), ["École"]);
    assert_eq!(names(Narrowed { sought: "990000001".into(), ..Narrowed::default() }).len(), 3);
    assert_eq!(named(&all, |one| &one.region), ["Corse", "PACA"]);
}
