//! `vecu measure`: the statistics of the pages over a file, from outside.

use serde_json::Value;

use crate::installation::{Folder, run, text};

fn measured(folder: &Folder, content: &str, words: &[&str]) -> Value {
    std::fs::write(folder.0.join("m.csv"), content).unwrap();
    let file = folder.at("m.csv");
    let done = run(&[&["measure"], words, &["--csv", &file, "--json"]].concat());
    assert_eq!(done.status.code(), Some(0), "{words:?}: {}", text(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

fn near(value: &Value, wanted: f64) {
    let found = value.as_f64().unwrap_or_else(|| panic!("{value}"));
    assert!((found - wanted).abs() < 5e-5, "{found} and not {wanted}");
}

#[test]
fn charts_of_counts_and_funnels_come_from_a_file() {
    let folder = Folder::new("measure-charts");
    let juice =
        [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];
    let rows: String = juice.iter().map(|count| format!("{count};50\n")).collect();
    let found = measured(&folder, &format!("count;n\n{rows}"), &["chart", "--kind", "p", "--better", "lower"]);
    near(&found["chart"]["centre"], 0.231_333);
    near(&found["chart"]["bands"][0]["upper"], 0.410_243);
    assert_eq!(found["chart"]["points"][14]["reading"], "concern");
    let found = measured(&folder, "value\n3\n4\n5\n4\n3\n2\n9\n8\n9\n8\n9\n10\n", &["chart", "--kind", "run"]);
    assert_eq!((&found["chart"]["crossings"], &found["chart"]["signal"]), (&1.into(), &true.into()));
    let found = measured(&folder, "unit,count,n\nA,50,100\nB,80,100\nC,52,100\n", &["funnel", "--target", "0.5"]);
    assert_eq!(found["funnel"]["units"][1]["place"], "very-high");
    assert_eq!(found["labels"], serde_json::json!(["A", "B", "C"]));
    let found = measured(&folder, "mean,sd,n\n70,20,100\n71,20,100\n50,20,100\n", &["funnel"]);
    assert_eq!(found["funnel"]["units"][2]["place"], "very-low");
    let exact = measured(&folder, "count,n\n3,10\n", &["proportion", "--exact"]);
    near(&exact[0]["proportion"]["interval"]["low"], 0.066_739);
}

#[test]
fn people_coders_and_weights_come_from_a_file() {
    let folder = Folder::new("measure-people");
    let scale = "q1;q2;q3\n1;2;1\n2;2;3\n3;4;3\n5;4;5\n4;;4\n";
    let found = measured(&folder, scale, &["scale"]);
    assert_eq!((&found["scale"]["n"], &found["items"][1]["alone"]["answered"]), (&4.into(), &4.into()));
    near(&found["items"][0]["alone"]["ceiling"], 0.2);
    let wider = measured(&folder, scale, &["scale", "--least", "0", "--greatest", "10"]);
    near(&wider["items"][0]["alone"]["ceiling"], 0.0);
    let coded = "staff,user\nattente,attente\nécoute,écoute\nattente,écoute\nécoute,écoute\n";
    let found = measured(&folder, coded, &["agreement"]);
    near(&found["cohen"]["kappa"], 0.5);
    near(&found["krippendorff"]["alpha"], 1.0 - 7.0 * 2.0 / 30.0);
    let found = measured(&folder, "before,after\n50,55\n60,66\n70,74\n", &["change"]);
    near(&found["change"]["difference"]["mean"], 5.0);
    let found = measured(&folder, "group,value\nlate,3\nearly,5\nlate,4\nearly,6\n", &["groups"]);
    assert_eq!(found["first"], "early");
    near(&found["difference"]["mean"], 2.0);
    let rows: String =
        (0..60).map(|at| format!("{},{},{}\n", 40 + at % 7 + at / 2, ["A", "B"][at / 30], 20 + at)).collect();
    let found = measured(&folder, &format!("outcome,unit,age\n{rows}"), &["adjust"]);
    let units = &found["adjustment"]["units"];
    let gap = |what: &str| units[1][what].as_f64().unwrap() - units[0][what].as_f64().unwrap();
    assert!(gap("raw") > 14.0 && gap("adjusted").abs() < 1.0, "{units}");
    let population = folder.at("p.csv");
    std::fs::write(&population, "margin,category,population\nage,young,50\nage,old,50\n").unwrap();
    let words = ["weights", "--population", &population];
    let found = measured(&folder, "age,value\nyoung,80\nold,60\nold,62\nold,64\n", &words);
    near(&found["mean"]["mean"], 71.0);
    near(&found["weights"]["effective"], 3.0);
}

#[test]
fn scales_and_medians_come_from_a_file() {
    let folder = Folder::new("measure-scales");
    // The fourth case of the reference of omega: 150 people, twelve questions, and one who left a question out.
    let reference = include_str!("../../../measures/reference/omega.csv").lines().nth(4).unwrap();
    let fields: Vec<&str> = reference.split(',').collect();
    let names: Vec<String> = (1..13).map(|at| format!("q{at}")).collect();
    let rows = fields[1].replace(':', ";").replace(' ', "\n");
    let content = format!("{}\n{rows}\n1;;2;3;1;1;2;4;5;2;3;4\n", names.join(";"));
    let found = measured(&folder, &content, &["omega", "--draws", "0"]);
    near(&found["omega"]["omega"], fields[2].parse().unwrap());
    near(&found["omega"]["fit"]["p"], fields[6].parse().unwrap());
    assert_eq!((&found["omega"]["n"], &found["answers"], &found["interval"]), (&150.into(), &151.into(), &Value::Null));
    let drawn = |seed: &str| {
        let found = measured(&folder, &content, &["omega", "--draws", "50", "--seed", seed]);
        [0, 1].map(|end| found["interval"][end].as_f64().unwrap())
    };
    let [low, high] = drawn("4");
    assert!(low < 0.889 && 0.890 < high && high - low < 0.1, "{low} {high}");
    assert_eq!(drawn("4"), [low, high], "a seed gives one interval");
    assert_ne!(drawn("5"), [low, high]);
    let found =
        measured(&folder, "value;x\n1;\n5;\n;\n4;\n5;\n", &["mean", "--least", "1", "--greatest", "5", "--top", "5"]);
    near(&found["mean"]["mean"], 3.75);
    near(&found["score"]["score"], 68.75);
    near(&found["score"]["interval"]["high"], 100.0);
    assert_eq!((&found["top"]["count"], &found["top"]["n"], &found["missing"]), (&2.into(), &4.into(), &1.into()));
    let content = "value;weight\n10;1\n20;1\n;9\n30;1\n40;1\n50;1\n60,5;15\n";
    let found = measured(&folder, content, &["median"]);
    near(&found["quartiles"]["median"]["value"], 35.0);
    near(&found["quartiles"]["median"]["interval"]["high"], 60.5);
    assert_eq!(found["quartiles"]["lower"]["interval"], Value::Null);
    near(&found["weighted"]["median"], 60.5);
    assert_eq!((&found["missing"], &found["fewest"]["quartiles"]), (&1.into(), &13.into()));
}

#[test]
fn who_answered_and_when_comes_from_a_file() {
    let folder = Folder::new("measure-response");
    // The second case of the reference: 200 people, scores, two waves.
    let line = include_str!("../../../measures/reference/nonresponse.csv").lines().nth(2).unwrap();
    let fields: Vec<&str> = line.split(',').collect();
    let wanted: Vec<f64> = fields[3..].iter().map(|field| field.parse().unwrap()).collect();
    let rows = fields[2].replace(':', ",").replace(' ', "\n");
    let content = format!("wave,value,age,sex\n{rows}\n1,,0,1\n");
    let found = measured(&folder, &content, &["nonresponse", "--invited", fields[1]]);
    assert_eq!((&found["check"]["verdict"], &found["missing"]), (&"possible".into(), &1.into()));
    assert_eq!(found["check"]["by_adjusted"], true);
    near(&found["check"]["figures"]["plain"]["difference"], wanted[0]);
    near(&found["check"]["figures"]["adjusted"]["low"], wanted[5]);
    near(&found["extrapolation"]["projected"], wanted[11]);
    let few: String = (0..19).map(|at| format!("{},{}\n", 1 + at / 10, at % 2)).collect();
    let found = measured(&folder, &format!("wave,value\n{few}"), &["nonresponse", "--share"]);
    assert_eq!(found["check"]["reason"], serde_json::json!({ "kind": "floor", "early": 0, "late": 1 }));
    assert_eq!((&found["check"]["figures"], &found["extrapolation"]), (&Value::Null, &Value::Null));
    let groups = "age,sex,invited,answered\n18-34,F,120,60\n18-34,M,80,20\n75+,F,40,30\n75+,M,9,9\n";
    let found = measured(&folder, groups, &["participation"]);
    // (120, 60), (80, 20), (40, 30): 110 of 240, χ² of scipy.
    near(&found["test"]["statistic"], 28.531_469);
    near(&found["test"]["v"], (28.531_469_f64 / 240.0).sqrt());
    assert_eq!((&found["groups"][3]["rate"], &found["groups"][3]["group"]), (&Value::Null, &"75+ M".into()));
}

#[test]
fn patients_beside_their_team_come_from_a_file() {
    let folder = Folder::new("measure-views");
    // The second case of the reference: 30 pairs; two rows more have one rating.
    let line = include_str!("../../../measures/reference/views.csv").lines().nth(2).unwrap();
    let fields: Vec<&str> = line.split(',').collect();
    let wanted: Vec<f64> = fields[1..].iter().map(|field| field.parse().unwrap()).collect();
    let content = format!("patient;team\n{}\n50;\n;3\n", fields[0].replace(':', ";").replace(' ', "\n"));
    let found = measured(&folder, &content, &["views", "--important", "10"]);
    near(&found["views"]["gap"]["mean"], wanted[0]);
    near(&found["views"]["limits"][0]["low"], wanted[5]);
    near(&found["views"]["icc"]["single"], wanted[12]);
    let alone = ["pairs", "patient_alone", "team_alone"].map(|name| found["views"]["pairing"][name].as_u64().unwrap());
    assert_eq!((alone, &found["kappa"]), ([30, 1, 1], &Value::Null));
    let matters = &found["views"]["matters"];
    let told = [&matters["near"]["count"], &matters["patient_higher"], &matters["team_higher"]];
    assert_eq!(told.map(|one| one.as_u64().unwrap()).iter().sum::<u64>(), 30);
    let steps = "patient,team\n1,1\n2,2\n3,3\n4,4\n2,3\n3,2\n";
    let found = measured(&folder, steps, &["views", "--least", "1", "--greatest", "4"]);
    // Linear: 1/18 apart, by chance 7/18 of the greatest distance.
    near(&found["kappa"]["linear"]["observed"], 1.0 - 2.0 / 18.0);
    assert!(found["kappa"]["quadratic"]["kappa"].as_f64() > found["kappa"]["linear"]["kappa"].as_f64());
    let lists = "patient,team\nsleep | pain,pain\nsleep,mobility\n-,-\npain,\n,pain\n";
    let found = measured(&folder, lists, &["counted"]);
    assert_eq!(found["overlaps"], serde_json::json!([0.5, 0.0, null]));
    near(&found["overlap"]["mean"], 0.25);
    assert_eq!((&found["items"][1]["item"], &found["items"][1]["counted"]["both"]), (&"pain".into(), &1.into()));
    assert_eq!((&found["items"][2]["counted"]["patient_alone"], &found["pairing"]["pairs"]), (&2.into(), &3.into()));
}

#[test]
fn people_over_waves_come_from_a_file() {
    let folder = Folder::new("measure-waves");
    // The second case of the reference: 40 people, three waves, some not there.
    let line = include_str!("../../../measures/reference/waves.csv").lines().nth(2).unwrap();
    let fields: Vec<&str> = line.split(',').collect();
    let wanted: Vec<f64> = fields[3..].iter().map(|field| field.parse().unwrap()).collect();
    let content = format!("before;during;after\n{}\n", fields[0].replace(':', ";").replace(' ', "\n"));
    let options = [
        "waves",
        "--important",
        fields[1],
        "--method",
        "sem",
        "--source",
        "a paper",
        "--population",
        "adults",
        "--reliability",
        "0.85",
    ];
    let found = measured(&folder, &content, &options);
    near(&found["sem"], fields[2].parse().unwrap());
    near(&found["found"]["friedman"]["statistic"], wanted[1]);
    let step = &found["found"]["steps"][0];
    near(&step["p_of_all"], wanted[8]);
    near(&step["by_important"]["better"]["count"], wanted[11]);
    near(&step["by_error"]["worse"]["count"], wanted[14]);
    assert_eq!((&found["wholeOf"], &found["waves"][1]), (&(wanted[0] as u64).into(), &"during".into()));
    assert_eq!((&found["important"]["population"], &found["important"]["method"]), (&"adults".into(), &"sem".into()));
    let lower = measured(&folder, &content, &[&options[..], &["--better", "lower"]].concat());
    assert_eq!(lower["found"]["steps"][0]["by_important"]["worse"], step["by_important"]["better"]);
    // Jacobson and Truax: s 10, reliability 0.80: a change of more than 1.96·√2·√20 = 12.40 is beyond the error.
    let content = "label,before,after\nAnne,40,53\nBéa,50,38\nChloé,60,47\n";
    let found = measured(&folder, content, &["change", "--reliability", "0.8"]);
    let courses = |found: &Value| [0, 1, 2].map(|at| found["people"][at]["course"].as_str().unwrap().to_owned());
    near(&found["sem"], 20.0_f64.sqrt());
    assert_eq!(
        (courses(&found), &found["people"][1]["person"]),
        (["better", "unclear", "worse"].map(str::to_owned), &"Béa".into())
    );
    let lower = measured(&folder, content, &["change", "--reliability", "0.8", "--better", "lower"]);
    assert_eq!(courses(&lower), ["worse", "unclear", "better"]);
    let content = "before,after,anchor\n50,54,1\n60,66,1\n70,70,0\n40,39,\n80,85,1\n";
    let words = ["important", "--reliability", "0.84", "--source", "ours", "--population", "adults"];
    let found = measured(&folder, content, &words);
    near(&found["anchor"]["important"]["value"], 5.0);
    near(&found["halfDeviation"]["value"], 250.0_f64.sqrt() / 2.0);
    near(&found["sem"]["value"], 250.0_f64.sqrt() * 0.4);
    assert_eq!((&found["anchor"]["change"]["n"], &found["sem"]["method"]), (&3.into(), &"sem".into()));
}

#[test]
fn what_cannot_be_measured_says_why_with_its_row() {
    let folder = Folder::new("measure-wrong");
    let said = |content: &str, words: &[&str]| {
        std::fs::write(folder.0.join("m.csv"), content).unwrap();
        let done = run(&[&["measure"], words, &["--csv", &folder.at("m.csv")]].concat());
        assert_eq!(done.status.code(), Some(2), "{words:?}");
        text(&done.stderr)
    };
    assert!(said("count,n\n1,2\nx,2\n", &["chart", "--kind", "u"]).contains("row 2: `x` is not a number for `count`"));
    assert!(said("count,n\n3,2\n", &["chart", "--kind", "p"]).contains("place 0"));
    assert!(said("q\n1\n2\n", &["scale"]).contains("two questions"));
    assert!(said("a,b\n1,2\n3,\n", &["icc"]).contains("a cell is empty"));
    assert!(
        said("outcome,unit,x,y\n1,A,1,2\n2,A,2,4\n3,B,3,6\n4,B,4,8\n5,B,5,10\n", &["adjust"]).contains("covariate 1")
    );
    let population = folder.at("p.csv");
    std::fs::write(&population, "margin,category,population\nage,young,5\nage,old,5\n").unwrap();
    let weights = ["weights", "--population", &population];
    assert!(said("age\nyoung\n", &weights).contains("nobody answered of category 1"));
    assert!(said("age\nchild\n", &weights).contains("`child` is no category of `age`"));
    // A weight or a value that is no number is refused; without it the mean would be another one, in silence.
    assert!(said("age,base\nyoung,1\nold,x\n", &weights).contains("row 2: `x` is not a number for `base`"));
    assert!(said("age,value\nyoung,1\nold,\n", &weights).contains("row 2: `` is not a number for `value`"));
    assert!(said("value\n3\nNaN\n", &["median"]).contains("row 2: `NaN` is not a number for `value`"));
    assert!(said("value,weight\n3,1\n4,-1\n", &["median"]).contains("row 2: a `weight` is below 0"));
    let ends = ["mean", "--least", "1", "--greatest", "5"];
    assert!(said("value\n3\n6\n", &ends).contains("row 2: a `value` lies outside of the scale from 1 to 5"));
    assert!(said("value\n\n", &["median"]).contains("no median"));
    assert!(
        said("wave,value\n1,1\n2,0.5\n", &["nonresponse", "--share"]).contains("row 2: a `value` is neither 0 nor 1")
    );
    assert!(said("wave,value\nearly,1\n", &["nonresponse"]).contains("row 1: `early` is not a number for `wave`"));
    assert!(said("wave,value,sex\n1,1,F\n2,1,\n", &["nonresponse"]).contains("row 2: `sex` is empty"));
    assert!(said("wave,value\n1,1\n1,2\n", &["nonresponse", "--invited", "1"]).contains("more people answered"));
    assert!(said("age,invited,answered\nold,9,10\n", &["participation"]).contains("row 1: more `answered`"));
    let steps = ["views", "--least", "1", "--greatest", "4"];
    assert!(said("patient,team\n1,2\n2,5\n3,3\n", &steps).contains("row 2: 5 is no step of `team` from 1 to 4"));
    assert!(said("patient,team\n1,\n,5\n", &["views"]).contains("both ratings"));
    assert!(said("patient\n1\n", &["views"]).contains("no column `team`"));
    assert!(said("patient,team\na|,b\n", &["counted"]).contains("row 1: an item of `patient` is empty"));
    assert!(said("patient,team\na,\n", &["counted"]).contains("both lists"));
    assert!(said("a,b\n1,2\n2,3\n", &["waves", "--important", "5"]).contains("--method, --source and --population"));
    assert!(said("a,b\n1,2\n2,x\n", &["waves"]).contains("row 2: `x` is not a number for `b`"));
    assert!(said("a\n1\n2\n", &["waves"]).contains("two columns"));
    assert!(said("a,b\n1,2\n2,3\n", &["waves", "--reliability", "1"]).contains("reliability"));
    let important = ["important", "--source", "ours", "--population", "adults"];
    assert!(said("before,after,anchor\n1,2,1\n1,2,3\n", &important).contains("row 2: an `anchor` is neither"));
    let nobody = ["important", "--source", "ours", "--population", " "];
    assert!(said("before,after\n1,2\n3,2\n", &nobody).contains("a source and a population"));
    assert!(said("a,b\n1,2\n2,3\n", &["omega"]).contains("from 3 to 100 questions"));
    let alike = "a,eating,c\n1,2,3\n2,2,1\n3,2,4\n4,2,1\n";
    assert!(said(alike, &["omega"]).contains("everybody answered question 2 alike (`eating`)"));
    let ends = ["scale", "--least", "1", "--greatest", "4"];
    assert!(said("q,r\n1,2\n5,4\n", &ends).contains("outside of the scale from 1 to 4"));
    // Without --json each figure has a line of its own.
    std::fs::write(folder.0.join("m.csv"), "before,after\n1,2\n2,4\n").unwrap();
    let told = run(&["measure", "change", "--csv", &folder.at("m.csv")]);
    assert!(text(&told.stdout).contains("change.difference.mean\t1.5"), "{}", text(&told.stdout));
}
