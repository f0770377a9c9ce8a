use super::*;

use kernel::Lang;

use crate::places::export::write;

fn root() -> Place {
    Place {
        org: Id::from_i64(1),
        id: Id::from_i64(2),
        parent: None,
        level: Level::Organisation,
        name: "CH du Sud".to_owned(),
        slug: "ch-du-sud".to_owned(),
        finess: None,
        phone: None,
        closed: false,
    }
}

fn keys(plan: &Plan) -> Vec<(usize, &str)> {
    plan.problems.iter().map(|p| (p.line, p.key)).collect()
}

#[test]
fn a_tree_is_read_with_parents_by_name_or_address() {
    let file = "\u{feff}Level;Name;Parent;Finess;Slug;Phone\nsite;Site Nord;;2A0000014;nord;04.95.00.00.01\nPôle;Mère-enfant;nord;;\nunité;Maternité;Mère-enfant;;\nunit;Maternité;nord;;\n";
    let plan = read(file.as_bytes(), &[root()]);
    assert_eq!(keys(&plan), []);
    let slugs: Vec<&str> = plan.places.iter().map(|p| p.slug.as_str()).collect();
    assert_eq!(slugs, ["nord", "mere-enfant", "maternite", "maternite-2"]);
    assert_eq!(plan.places[0].parent, Parent::Known(Id::from_i64(2)));
    assert_eq!(plan.places[2].parent, Parent::New(1));
    assert_eq!(plan.places[0].finess.as_deref(), Some("2A0000014"));
    assert_eq!(plan.places[0].phone.as_deref(), Some("+33495000001"));
}

#[test]
fn every_problem_is_told_with_its_line() {
    let file = "level,name,parent,finess,slug,phone\nward,,nowhere,12,Bad Slug,15\nsite,Nord,,,\nsite,Nord,,,\norganisation,Autre,,,\nunit,A,,,ch-du-sud\n";
    let plan = read(file.as_bytes(), &[root()]);
    assert_eq!(
        keys(&plan),
        [
            (2, "places-import-level"),
            (2, "places-import-name"),
            (2, "places-import-finess"),
            (2, "places-import-phone"),
            (2, "places-import-no-parent"),
            (2, "places-import-slug"),
            (4, "places-import-known"),
            (5, "places-import-above"),
            (6, "places-import-slug-taken"),
        ]
    );
}

#[test]
fn a_hostile_file_is_bounded() {
    assert_eq!(keys(&read(&vec![b'a'; MOST_BYTES + 1], &[root()])), [(1, "places-import-too-large")]);
    assert_eq!(keys(&read(&[0xff, 0xfe], &[root()])), [(1, "places-import-encoding")]);
    assert_eq!(keys(&read(b"", &[root()])).len(), 2);
    assert_eq!(keys(&read(b"level,name\n", &[root()])), [(1, "places-import-empty")]);
    let many = format!("level,name\n{}", "x,\n".repeat(10_000));
    assert!(read(many.as_bytes(), &[root()]).problems.len() <= MOST_PROBLEMS + 2);
    let long = format!("level,name\n{}", "\"".repeat(10_000));
    assert!(!read(long.as_bytes(), &[root()]).problems.is_empty());
}

#[test]
fn what_is_written_holds_no_formula_and_is_read_back_the_same() {
    ::pages::words::install(&[crate::places::WORDS]).unwrap();
    let mut nasty = Place { id: Id::from_i64(3), parent: Some(Id::from_i64(2)), level: Level::Unit, ..root() };
    nasty.name = "=HYPERLINK(\"x\")".to_owned();
    nasty.slug = "nasty".to_owned();
    nasty.phone = Some("+33495000001".to_owned());
    let file = write(&[root(), nasty.clone()], Lang::Fr);
    assert!(file.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{file}");
    let body: String = file
        .lines()
        .filter(|line| !line.contains("ch-du-sud,\n") && !line.starts_with("Organisation"))
        .map(|l| format!("{l}\n"))
        .collect();
    let plan = read(body.as_bytes(), &[root()]);
    assert_eq!(keys(&plan), []);
    assert_eq!(plan.places[0].name, nasty.name);
    assert_eq!(plan.places[0].phone, nasty.phone);
}

#[test]
fn a_file_of_a_french_spreadsheet_is_read_with_its_titles_and_its_letters() {
    let file = b"Niveau;Nom;Fait partie de;N\xb0 FINESS;Adresse courte;T\xe9l\xe9phone\nSite;Site Nord;;;nord;\nUnit\xe9;Soins du c\x9cur;nord;;;04 95 00 00 01\n";
    let plan = read(file, &[root()]);
    assert_eq!(keys(&plan), []);
    assert_eq!(plan.places[1].name, "Soins du cœur");
    assert_eq!(plan.places[1].slug, "soins-du-coeur");
    assert_eq!(plan.places[1].phone.as_deref(), Some("+33495000001"));
}

#[test]
fn a_line_that_names_the_root_makes_it_a_territory_of_several_organisations() {
    let file = "niveau;nom;parent\nterritoire;CH du Sud;\norganisation;Hôpital A;\norganisation;Clinique B;CH du Sud\nsite;Site A;Hôpital A\n";
    let plan = read(file.as_bytes(), &[root()]);
    assert_eq!(keys(&plan), []);
    assert_eq!(plan.root, Some((Id::from_i64(2), Level::Territory)));
    assert_eq!(plan.places.len(), 3);
    let site = Place {
        id: Id::from_i64(3),
        parent: Some(Id::from_i64(2)),
        level: Level::Site,
        name: "S".into(),
        slug: "s".into(),
        ..root()
    };
    let low = read(b"niveau;nom\npole;CH du Sud\n", &[root(), site]);
    assert_eq!(keys(&low), [(2, "places-import-above")]);
}
