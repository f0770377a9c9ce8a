//! Search: by words and by meaning, on queries that share no word with their answers, among the comments of the corpus.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures for the reader of the test, which may stop")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use text::{
    coding::Heads,
    corpus,
    encoder::Encoder,
    search::{Entry, Index, Query, passage},
};

#[derive(serde::Deserialize)]
struct Asked {
    query: String,
    /// The themes it is about: comments of the corpus that bear one of them may answer it too, and are left out.
    themes: Vec<String>,
    answers: Vec<String>,
    /// Comments that share a word with the query and do not answer it.
    #[serde(default)]
    near: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

fn asked(part: &str) -> Vec<Asked> {
    let file = fs::read_to_string(folder().join("search-fr").join(part)).unwrap();
    file.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn encoder() -> Option<Encoder> {
    let usual = || Some(std::env::home_dir()?.join(".local/share/vecu/encoder-1.bin"));
    let file = std::env::var_os("VECU_MODEL").map(PathBuf::from).or_else(usual).filter(|file| file.exists())?;
    Some(Encoder::read(&fs::read(file).unwrap()).unwrap())
}

/// The comments of the training part, each with its themes.
fn comments() -> Vec<(String, Vec<String>)> {
    let mut files: Vec<_> =
        fs::read_dir(folder().join("verbatims-fr/train")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |file: &PathBuf| corpus::read(&fs::read_to_string(file).unwrap()).unwrap();
    let themes = |comment: &corpus::Comment| {
        comment.passages.iter().flat_map(|passage| &passage.themes).map(|(theme, _)| theme.clone()).collect()
    };
    files.iter().flat_map(read).map(|comment| (comment.text.clone(), themes(&comment))).collect()
}

/// Jarvelin and Kekalainen 2002, with answers that are right or wrong.
fn ndcg(found: &[bool], right: usize) -> f64 {
    let gain = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
    let had: f64 = found.iter().enumerate().filter(|(_, right)| **right).map(|(rank, _)| gain(rank)).sum();
    had / (0..right.min(10)).map(gain).sum::<f64>()
}

/// The mean nDCG of the first ten, of the queries of a part, among their own answers, those of the other queries and the
/// comments of the corpus.
fn reached(part: &str, encoder: Option<&Encoder>) -> f64 {
    let heads = Heads::shipped();
    let (asked, comments) = (asked(part), comments());
    let mut index = Index::default();
    for (number, (text, _)) in comments.iter().enumerate() {
        index.add(&format!("c{number}"), &Entry::new(text, heads, encoder));
    }
    for (number, one) in asked.iter().enumerate() {
        for (answer, text) in one.answers.iter().enumerate() {
            index.add(&format!("q{number}/{answer}"), &Entry::new(text, heads, encoder));
        }
        for (near, text) in one.near.iter().enumerate() {
            index.add(&format!("n{number}/{near}"), &Entry::new(text, heads, encoder));
        }
    }
    let mut sum = 0.0;
    for (number, one) in asked.iter().enumerate() {
        let is_apart = |id: &str| match id.strip_prefix('c') {
            Some(comment) => {
                comments[comment.parse::<usize>().unwrap()].1.iter().all(|theme| !one.themes.contains(theme))
            }
            None => true,
        };
        let hits = index.search(&Query::new(&one.query, false, heads, encoder), 10, &is_apart);
        let own = format!("q{number}/");
        let found: Vec<bool> = hits.iter().map(|hit| hit.id.starts_with(&own)).collect();
        let reached = ndcg(&found, one.answers.len());
        if std::env::var_os("SHOW").is_some() {
            println!("{reached:.2} {} {:?}", one.query, hits.iter().map(|hit| &hit.id).collect::<Vec<_>>());
        }
        sum += reached;
    }
    let mean = sum / asked.len() as f64;
    println!("{part}: nDCG@10 {mean:.3}");
    mean
}

/// Measured 0.820 on the queries that the weights were found on and 0.765 on the others; with the encoder 0.832 and 0.766.
/// On fifteen of another hand, among comments that share a word with the query and do not answer it, 0.661 and 0.649.
#[test]
fn queries_find_answers_that_share_no_word_with_them_without_the_encoder() {
    let (dev, blind) = (reached("dev.jsonl", None), reached("blind.jsonl", None));
    assert!(reached("other.jsonl", None) > 0.63);
    assert!(dev > 0.80 && blind > 0.75, "{dev} {blind}");
}

#[test]
fn queries_find_answers_that_share_no_word_with_them() {
    let Some(encoder) = encoder() else {
        println!("skipped: the weights of the encoder are not here (vecu model install)");
        return;
    };
    let (dev, blind) = (reached("dev.jsonl", Some(&encoder)), reached("blind.jsonl", Some(&encoder)));
    assert!(reached("other.jsonl", Some(&encoder)) > 0.62);
    assert!(dev > 0.80 && blind > 0.75, "{dev} {blind}");
}

fn index(texts: &[(&str, &str)]) -> Index {
    let mut index = Index::default();
    for (id, text) in texts {
        index.add(id, &Entry::new(text, Heads::shipped(), None));
    }
    index
}

fn found(index: &Index, query: &str, typing: bool) -> Vec<String> {
    let query = Query::new(query, typing, Heads::shipped(), None);
    index.search(&query, 10, &|_| true).into_iter().map(|hit| hit.id).collect()
}

const TEXTS: [(&str, &str); 8] = [
    ("nurse", "L'infirmière de l'étage était douce."),
    ("caps", "LES INFIRMIERES ETAIENT PRESSEES"),
    ("slip", "linfirmiere du matin, une vrai infimière, ma rien dit"),
    ("meeting", "Le rendez-vous de contrôle a été reporté."),
    ("lift", "Ascenseur hors service toute la semaine."),
    ("masked", "Merci à [PERSONNE 1] pour sa patience."),
    ("nobody", "Personne au guichet le samedi."),
    ("micro", "Il faudrait un micro-ondes."),
];

#[test]
fn accents_endings_elision_compounds_and_slips_do_not_matter() {
    let index = index(&TEXTS);
    for (query, first) in [
        ("infirmière de l'étage", "nurse"),
        ("infirmieres", "caps"),
        ("l'infimiere", "slip"),
        ("rendezvous", "meeting"),
        ("rdv", "meeting"),
        ("asenceur", "lift"),
        ("guichets", "nobody"),
        ("micro ondes", "micro"),
        ("microondes", "micro"),
    ] {
        let found = found(&index, query, false);
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}: {found:?}");
    }
    let nurses = found(&index, "infirmière", false);
    assert!(["nurse", "caps", "slip"].iter().all(|id| nurses.contains(&(*id).to_owned())), "{nurses:?}");
    assert!(!found(&index, "personne", false).contains(&"masked".to_owned()), "a placeholder is no word");
}

#[test]
fn what_is_being_typed_finds_the_words_that_go_on_so() {
    let index = index(&TEXTS);
    assert_eq!(found(&index, "guic", true).first().map(String::as_str), Some("nobody"));
    assert!(found(&index, "guic", false).is_empty());
    assert!(found(&index, "", true).is_empty() && found(&index, "  …", true).is_empty());
}

#[test]
fn a_text_that_is_taken_out_leaves_nothing_in_the_block() {
    let mut index = index(&TEXTS);
    let mut with_one_more = index.clone();
    with_one_more.add("gone", &Entry::new("Ma tante Hermeline boitait.", Heads::shipped(), None));
    with_one_more.add("last", &Entry::new("Le couloir sentait la peinture.", Heads::shipped(), None));
    with_one_more.remove("gone");
    let block = with_one_more.write();
    let holds = |word: &str| block.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(!holds("hermeline") && !holds("gone") && holds("peinture"));
    assert_eq!(found(&with_one_more, "peinture", false).first().map(String::as_str), Some("last"));
    index.add("last", &Entry::new("Le couloir sentait la peinture.", Heads::shipped(), None));
    assert_eq!(block, index.write(), "as if it had never been there");
    with_one_more.remove("nobody-of-this-name");
    assert_eq!(block, with_one_more.write());
}

#[test]
fn a_block_is_read_back_and_a_damaged_one_is_refused() {
    let index = index(&TEXTS);
    let block = index.write();
    let again = Index::read(&block).unwrap();
    assert_eq!((again.len(), again.write()), (TEXTS.len(), block.clone()));
    assert_eq!(found(&again, "ascenseurs", false), found(&index, "ascenseurs", false));
    for cut in [0, 4, 8, 40, block.len() / 2, block.len() - 1] {
        assert!(Index::read(&block[..cut]).is_none(), "{cut}");
    }
    let mut longer = block;
    longer.push(0);
    assert!(Index::read(&longer).is_none());
}

#[test]
fn only_what_the_asker_may_see_is_found() {
    let index = index(&TEXTS);
    let query = Query::new("infirmière", false, Heads::shipped(), None);
    let hits = index.search(&query, 1, &|id| id == "slip");
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["slip"]);
}

#[test]
fn the_nearest_clause_is_where_the_passage_says() {
    let text = "Très bon séjour dans ce service. Mais les repas étaient froids tous les soirs.";
    let span = passage(text, 1).unwrap();
    let words: String = text.chars().skip(span.start).take(span.end - span.start).collect();
    assert!(words.starts_with("Mais les repas"), "{words}");
    assert_eq!(passage(text, 9), None);
}

#[test]
fn long_and_strange_queries_are_answered_in_time() {
    let index = index(&TEXTS);
    for query in ["a".repeat(10_000), "infirmière ".repeat(2_000), "🙂\u{0}[".repeat(500)] {
        found(&index, &query, true);
    }
}
