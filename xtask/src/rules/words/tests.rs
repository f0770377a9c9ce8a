use super::check;
use crate::tree::Tree;

const PAGE: &str =
    "fn f(l: Lang) { say(l, \"voice-title\"); l.say_with(\"voice-count\", &[(\"n\", 3)]); format!(\"theme-{code}\") }";
const FR: &str = "voice-title = Votre voix\nvoice-count = { $n ->\n    [one] { $n } voix\n   *[other] { $n } voix\n}\n";
const EN: &str = "voice-title = Your voice\nvoice-count = { $n } voices\n";

fn found(fr: &str, en: &str, page: &str) -> Vec<String> {
    let tree = Tree::of(&[
        ("crates/listening/src/voices/fr.ftl", fr),
        ("crates/listening/src/voices/en.ftl", en),
        ("crates/listening/src/voices/pages.rs", page),
    ]);
    check(&tree).into_iter().map(|problem| format!("{}: {}", problem.line, problem.what)).collect()
}

#[test]
fn words_in_both_languages_and_used_are_fine() {
    assert_eq!(found(FR, EN, PAGE), Vec::<String>::new());
}

#[test]
fn a_missing_translation_is_refused_either_way() {
    let fr = format!("{FR}voice-more = Encore\n");
    let page = format!("{PAGE}\nconst A: &str = \"voice-more\";");
    assert_eq!(found(&fr, EN, &page), ["6: `voice-more` is not in crates/listening/src/voices/en.ftl"]);
    let en = format!("{EN}voice-more = More\n");
    // Twice: it has no French, so what the code says has no words either.
    assert_eq!(found(FR, &en, &page), ["3: `voice-more` is not in crates/listening/src/voices/fr.ftl"]);
}

#[test]
fn a_missing_file_is_refused() {
    let tree = Tree::of(&[("crates/x/src/v/fr.ftl", FR), ("crates/x/src/v/pages.rs", PAGE)]);
    assert_eq!(check(&tree)[0].what, "crates/x/src/v/en.ftl is missing");
}

#[test]
fn differing_placeholders_are_refused() {
    assert_eq!(found(FR, &EN.replace("$n", "$m"), PAGE).len(), 1);
}

#[test]
fn unused_words_are_refused() {
    let more = |text: &str| format!("{text}theme-wait = x\n");
    assert_eq!(found(&more(FR), &more(EN), PAGE), ["6: `theme-wait` is used nowhere"]);
    let page = format!("{PAGE}\n#[cfg(test)]\nmod tests {{ const A: &str = \"theme-wait\"; }}");
    assert_eq!(found(&more(FR), &more(EN), &page).len(), 1, "a test's use does not count");
}

#[test]
fn words_used_by_prefix_say_so_and_have_that_prefix() {
    let more = |text: &str, key: &str| format!("{text}\n# Themes, used by prefix\n{key} = x\n{key}-b = y\n");
    assert_eq!(found(&more(FR, "theme-wait"), &more(EN, "theme-wait"), PAGE), Vec::<String>::new());
    assert_eq!(found(&more(FR, "topic-wait"), &more(EN, "topic-wait"), PAGE).len(), 2);
    let ended = |text: &str| format!("{}\n## Other words\ntheme-late = x\n", more(text, "theme-wait"));
    assert_eq!(found(&ended(FR), &ended(EN), PAGE), ["12: `theme-late` is used nowhere"]);
}

#[test]
fn a_key_that_is_said_must_exist() {
    let page = format!("{PAGE}\nfn g() {{ say(lang(&x), \"voice-none\") }}");
    assert_eq!(found(FR, EN, &page), ["2: the key `voice-none` has no words"]);
}

#[test]
fn broken_fluent_and_a_double_key_are_refused() {
    assert_eq!(found(&format!("{FR}= x\n"), EN, PAGE).len(), 1);
    assert_eq!(found(&format!("{FR}voice-title = b\n"), EN, PAGE), ["1: `voice-title` stands twice in this file"]);
}

#[test]
fn a_key_belongs_to_one_folder() {
    let tree = Tree::of(&[
        ("crates/x/src/a/fr.ftl", FR),
        ("crates/x/src/a/en.ftl", EN),
        ("crates/x/src/b/fr.ftl", FR),
        ("crates/x/src/b/en.ftl", EN),
        ("crates/x/src/b/pages.rs", PAGE),
    ]);
    assert_eq!(check(&tree).len(), 2);
}
