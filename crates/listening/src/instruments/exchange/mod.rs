//! Questionnaires of elsewhere: a file that somebody brings, with the account of what becomes of it, and the files that a
//! draft or a version is taken away in. Pure: bytes in, documents and accounts out, and the other way.
//!
//! Words: the *account* says of every row of a source what became of it; its *mend* is what to write instead.

mod fhir_file;
mod packed;
mod write;

use ::fhir::Document;
use formats::{Entry, Fate, Place, Report};
use instruments::Instrument;
use kernel::Lang;

use super::document::Doc;

pub use packed::{packed, unpacked};
pub use write::{Form, Unwritable, Written, told, written};

/// The most one file weighs, in bytes. The largest public form known weighs 1.1 MB as FHIR; a workbook with its pictures
/// and its old sheets may weigh several.
pub const HEAVIEST_FILE: usize = 8 * 1024 * 1024;

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Found {
    /// The questionnaire as FHIR R4; none when the file must be mended first.
    pub doc: Option<Doc>,
    /// What becomes of each row, cell or construct.
    pub account: Report,
}

impl Found {
    /// A file that cannot be read: one line says why, and what to do.
    fn refused(name: &str, code: &'static str, said: [String; 4]) -> Self {
        Self { doc: None, account: Report { entries: vec![line(Place::part(name), Fate::Error, code, said)] } }
    }
}

/// The formats that are read, by the ending of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Fhir,
    XlsForm,
    LimeSurvey,
}

impl Format {
    fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" | "xml" => Some(Self::Fhir),
            "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "md" => Some(Self::XlsForm),
            "lss" | "lsa" => Some(Self::LimeSurvey),
            _ => None,
        }
    }
}

/// Reads a file. `name` is the one its owner gave it: its ending says the format, and lines name it. Never fails: what
/// cannot be read is an account with an error.
pub fn read(bytes: &[u8], name: &str) -> Found {
    let name = &shown(name);
    if bytes.len() > HEAVIEST_FILE {
        return too_heavy(name);
    }
    let found = match Format::of(name) {
        Some(Format::Fhir) => fhir_file::read(bytes, name),
        Some(Format::XlsForm) => {
            let import = formats::xlsform::read(bytes, name);
            of_import(import.questionnaire, import.report)
        }
        Some(Format::LimeSurvey) => {
            let import = formats::limesurvey::read(bytes, name);
            of_import(import.questionnaire, import.report)
        }
        None => unknown(name),
    };
    drawn(bounded(own(found), name))
}

/// Gives each question the answers of the lists that the file holds for several, and says so; of a list that is elsewhere it
/// says that it is not read.
fn own(mut found: Found) -> Found {
    let Some(doc) = &mut found.doc else { return found };
    let lists = instruments::own_choices(doc.value_mut());
    let given = lists.given.iter().map(|link| {
        let said = [
            "Ses réponses étaient dans une liste du fichier : la question a maintenant les siennes.",
            "Its answers were in a list of the file: the question now has its own.",
            "",
            "",
        ];
        line(Place::part(link), Fate::Kept, "list-own", said.map(str::to_owned))
    });
    let left = lists.left.iter().map(|(link, name)| {
        let name: String = name.chars().take(120).collect();
        let said = [
            format!("Ses réponses viennent de la liste « {name} », qui n'est pas écrite en entier dans le fichier."),
            format!("Its answers come from the list \"{name}\", which is not written whole in the file."),
            "Écrivez ses réponses une à une dans la question, ou demandez un fichier qui les contient.".to_owned(),
            "Write its answers one by one in the question, or ask for a file that holds them.".to_owned(),
        ];
        line(Place::part(link), Fate::Changed, "list-elsewhere", said)
    });
    let lines: Vec<Entry> = given.chain(left).collect();
    found.account.entries.extend(lines);
    found
}

/// What was asked to look in a way that our pages do not draw: it is kept in the questionnaire, and shown in another.
fn drawn(mut found: Found) -> Found {
    let Some(doc) = &found.doc else { return found };
    let (_, problems) = Instrument::check(&doc.written());
    let told = problems.iter().filter(|problem| problem.code == "shown-otherwise").map(|problem| {
        let said = Lang::ALL.map(|lang| problem.message(lang).to_owned());
        let [fr, en] = said;
        let place = problem.link_id.as_deref().unwrap_or(&problem.path);
        line(Place::part(place), Fate::Changed, "shown-otherwise", [fr, en, String::new(), String::new()])
    });
    found.account.entries.extend(told);
    found
}

fn of_import(questionnaire: Option<Document>, account: Report) -> Found {
    Found { doc: questionnaire.map(|document| Doc::of(document.value())), account }
}

/// A name as lines show it: no path, no control character, not endless.
pub fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control()).collect();
    let length = kept.chars().count();
    // The ending says the format: it is the beginning of a long name that goes.
    kept.chars().skip(length.saturating_sub(120)).collect()
}

/// More items than an editor holds is a reason to refuse, said in words, rather than a draft that shows a part of itself.
fn bounded(mut found: Found, name: &str) -> Found {
    use super::{document::MOST_ITEMS, model::HEAVIEST};
    let Some(doc) = &found.doc else { return found };
    let (items, weight) = (doc.entries().len(), doc.written().len());
    if items < MOST_ITEMS && weight <= HEAVIEST {
        return found;
    }
    let said = [
        format!(
            "Ce questionnaire a {items} éléments et pèse {weight} octets une fois lu ; l'éditeur en tient moins de {MOST_ITEMS}, et {HEAVIEST} octets."
        ),
        format!(
            "This questionnaire has {items} items and weighs {weight} bytes once read; the editor holds fewer than {MOST_ITEMS}, and {HEAVIEST} bytes."
        ),
        "Coupez-le en plusieurs questionnaires.".to_owned(),
        "Cut it into several questionnaires.".to_owned(),
    ];
    found.account.entries.insert(0, line(Place::part(name), Fate::Error, "too-large-to-edit", said));
    found.doc = None;
    found
}

fn too_heavy(name: &str) -> Found {
    let megabytes = HEAVIEST_FILE / (1024 * 1024);
    Found::refused(
        name,
        "file-too-large",
        [
            format!("Ce fichier pèse plus de {megabytes} Mo : il n'a pas été lu."),
            format!("This file weighs more than {megabytes} MB: it was not read."),
            "Retirez les images et les feuilles qui ne servent pas au questionnaire, ou coupez-le.".to_owned(),
            "Take out the pictures and the sheets the questionnaire does not use, or cut it.".to_owned(),
        ],
    )
}

fn unknown(name: &str) -> Found {
    Found::refused(
        name,
        "unknown-format",
        [
            "La fin du nom de ce fichier ne dit pas un format qui se lit ici.".to_owned(),
            "The end of this file's name is not a format that is read here.".to_owned(),
            "Donnez un classeur XLSForm (.xlsx, .xls, .ods, .csv, .md), une enquête LimeSurvey (.lss, .lsa) ou un \
             questionnaire FHIR (.json, .xml)."
                .to_owned(),
            "Give an XLSForm workbook (.xlsx, .xls, .ods, .csv, .md), a LimeSurvey survey (.lss, .lsa) or a FHIR \
             questionnaire (.json, .xml)."
                .to_owned(),
        ],
    )
}

/// A file whose reader broke: it must not take the page with it.
pub fn broken(name: &str) -> Found {
    Found::refused(
        &shown(name),
        "file-broken",
        [
            "Ce fichier n'a pas pu être lu jusqu'au bout : il est abîmé, ou fait pour tromper.".to_owned(),
            "This file could not be read to its end: it is damaged, or made to mislead.".to_owned(),
            "Ouvrez-le dans le logiciel qui l'a écrit, enregistrez-le de nouveau, puis réessayez.".to_owned(),
            "Open it in the program that wrote it, save it again, then try again.".to_owned(),
        ],
    )
}

/// A line of an account: French, English, the mend in French, the mend in English.
fn line(place: Place, fate: Fate, code: &'static str, said: [String; 4]) -> Entry {
    let [fr, en, mend_fr, mend_en] = said;
    Entry { place, fate, code, fr, en, mend_fr, mend_en, became: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ending_is_read_by_its_reader_and_another_is_told() {
        for (name, format) in [
            ("a.JSON", Format::Fhir),
            ("a.b.xml", Format::Fhir),
            ("x.xlsx", Format::XlsForm),
            ("x.md", Format::XlsForm),
            ("s.lss", Format::LimeSurvey),
        ] {
            assert_eq!(Format::of(name), Some(format), "{name}");
        }
        let found = read(b"%PDF", "../../scan.pdf");
        assert!(found.doc.is_none());
        assert_eq!(found.account.entries[0].code, "unknown-format");
        assert_eq!(found.account.entries[0].place.part, "scan.pdf");
    }

    #[test]
    fn a_markdown_form_comes_in_with_a_line_for_each_row_and_a_faulty_one_names_its_cell() {
        let good = "| survey |\n| | type | name | label |\n| | text | q1 | Votre nom ? |\n";
        let found = read(good.as_bytes(), "form.md");
        let doc = found.doc.unwrap();
        assert_eq!(doc.questions().count(), 1);
        assert!(found.account.of(Fate::Kept).count() >= 1);
        let bad = "| survey |\n| | type | name | label |\n| | texte | q1 | Votre nom ? |\n";
        let found = read(bad.as_bytes(), "form.md");
        assert!(found.doc.is_none() && found.account.has_errors());
        let wrong = found.account.of(Fate::Error).find(|one| one.place.column.is_some()).unwrap();
        assert_eq!(wrong.place.to_string(), "survey!A2", "{wrong:?}");
        assert!(!wrong.mend_fr.is_empty() && !wrong.mend_en.is_empty(), "{wrong:?}");
    }

    #[test]
    fn more_than_the_editor_holds_is_refused_in_words() {
        let items: Vec<String> =
            (0..2_100).map(|n| format!(r#"{{"linkId":"x{n}","type":"text","text":"?"}}"#)).collect();
        let text = format!(r#"{{"resourceType":"Questionnaire","status":"draft","item":[{}]}}"#, items.join(","));
        let found = read(text.as_bytes(), "many.json");
        assert!(found.doc.is_none());
        assert_eq!(found.account.entries[0].code, "too-large-to-edit");
        assert_eq!(read(&vec![b' '; HEAVIEST_FILE + 1], "a.json").account.entries[0].code, "file-too-large");
    }

    #[test]
    fn what_is_made_to_hurt_is_refused_and_nothing_breaks() {
        let nested = "[".repeat(100_000);
        let bomb = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
        for name in ["a.json", "a.xml", "a.xlsx", "a.xls", "a.ods", "a.csv", "a.md", "a.lss", "a.lsa"] {
            for bytes in
                [&b""[..], b"\0\xff\xfe", nested.as_bytes(), &bomb, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
            {
                let found = read(bytes, name);
                assert!(
                    found.doc.is_none() || found.account.entries.iter().all(|one| one.fate != Fate::Error),
                    "{name}"
                );
            }
        }
    }
}
