//! Which sentence of a story a reader marks for which theme.

use text::Span;

/// Beginnings of French words that lead a reader to a theme, in lower case.
#[rustfmt::skip]
const CUES: &[(&str, &[&str])] = &[
    ("access", &["rendez-vous", "rdv", "place", "délai", "mois pour", "créneau"]),
    ("wayfinding", &["panneau", "parking", "garer", "garé", "fléch", "perdu", "suivi les", "car ", "bâtiment", "virage"]),
    ("reception", &["accueil", "guichet", "borne", "bureau", "secrétaire", "hôtesse", "standard", "formulaire"]),
    ("waiting", &["attend", "attent", "heures", "retard", "minutes", "couloir"]),
    ("attitude", &["sourire", "gentil", "écout", "assis", "parlé", "merci", "regard", "ton ", "courtois", "humain", "doux"]),
    ("dignity", &["intim", "nue", "blouse", "paravent", "porte ouverte", "tutoi", "mamie", "honte", "devant tout"]),
    ("information", &["expliqu", "dit ", "feuille", "information", "nouvelle", "compris", "savoir", "sms", "affich"]),
    ("involvement", &["décid", "choisi", "choix", "demandé", "avis", "d'accord", "avec moi", "consenti"]),
    ("relatives", &["famille", "mari", "femme", "mère", "père", "fils", "fille", "parents", "visite", "proche", "frère"]),
    ("medical", &["médecin", "docteur", "chirurg", "diagnostic", "interne", "cardiologue", "spécialiste"]),
    ("nursing", &["infirmi", "soignant", "toilette", "sonn", "pique", "piqûre", "lever", "auxiliaire"]),
    ("pain", &["douleur", "mal ", "souffr", "douloureu", "soulag"]),
    ("emotional", &["peur", "pleur", "angoiss", "seul", "rassur", "trouille", "larme", "courage"]),
    ("safety", &["erreur", "tomb", "chute", "allergi", "identité", "confond", "danger", "rouge"]),
    ("medicines", &["médicament", "comprimé", "cachet", "ordonnance", "pharmac", "traitement", "pilulier"]),
    ("coordination", &["transmis", "dossier", "équipe", "prévenu", "lien", "autre service", "enveloppe"]),
    ("staffing", &["seule depuis", "personnel", "effectif", "courait", "débord", "une personne", "elles sont deux", "manque"]),
    ("room", &["chambre", "lit ", "bruit", "fenêtre", "dormir", "clim", "degrés", "voisin"]),
    ("cleanliness", &["propre", "propret", "sale", "ménage", "douche", "linge", "odeur", "poubelle"]),
    ("food", &["repas", "plateau", "mang", "soupe", "pain", "faim", "gratin", "petit déj", "compote", "dîner"]),
    ("premises", &["salle", "ascenseur", "porte", "couloir", "banc", "local", "distributeur", "prise", "jardin"]),
    ("discharge", &["sorti", "rentr", "retour", "maison", "dehors"]),
    ("followup", &["suivi", "appel", "contrôle", "résultat", "après", "rappel"]),
    ("reachability", &["appel", "téléphon", "numéro", "sonne", "messager", "portail", "joindre", "tapez"]),
    ("billing", &["facture", "€", "euros", "relance", "payé", "mutuelle", "tiers payant", "arrêt de travail"]),
    ("outcome", &["march", "repris", "remis", "progrès", "debout", "vélo", "guéri", "signe mon", "plie"]),
    ("complaints", &["plainte", "courrier", "écrit", "réponse", "réclam", "boîte à idées"]),
    ("gratitude", &["merci", "bravo", "reconnaiss", "remerci", "chapeau"]),
];

/// The sentences of a text, in code points, without the blanks between them.
pub fn sentences(text: &str) -> Vec<Span> {
    let points: Vec<char> = text.chars().collect();
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, point) in points.iter().enumerate() {
        let next = points.get(at + 1);
        let is_end = match point {
            '\n' => true,
            '.' | '!' | '?' | '…' => next.is_none_or(|c| c.is_whitespace()),
            _ => next.is_none(),
        };
        if is_end {
            let blank = points.iter().skip(start).take_while(|c| c.is_whitespace()).count();
            if start + blank < at + 1 {
                spans.push(Span { start: start + blank, end: at + 1 });
            }
            start = at + 1;
        }
    }
    // A mark by itself ("!!", "…") is no sentence.
    spans.retain(|span| span.end - span.start > 3);
    spans
}

/// The sentence that speaks of a theme, or the one that stands where the theme stands among the themes of the text.
pub fn sentence_about(text: &str, theme: &str, order: usize, of: usize) -> Option<Span> {
    let spans = sentences(text);
    let cues = CUES.iter().find(|(id, _)| *id == theme).map_or(&[][..], |(_, cues)| cues);
    let count = |span: &Span| {
        let words: String =
            text.chars().skip(span.start).take(span.end - span.start).flat_map(char::to_lowercase).collect();
        cues.iter().filter(|cue| words.contains(**cue)).count()
    };
    let best = spans.iter().enumerate().max_by_key(|(at, span)| (count(span), spans.len() - at)).map(|(_, span)| *span);
    best.filter(|span| count(span) > 0).or_else(|| spans.get(order * spans.len() / of.max(1)).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::corpus::Corpus;

    #[test]
    fn every_theme_of_every_story_finds_its_sentence() {
        for story in Corpus::read().unwrap().stories {
            let length = story.text.chars().count();
            for (order, theme) in story.themes.iter().enumerate() {
                let span = sentence_about(&story.text, &theme.id, order, story.themes.len()).unwrap();
                assert!(span.start < span.end && span.end <= length, "{}", story.text);
            }
        }
    }

    #[test]
    fn waiting_is_found_where_it_is_told() {
        let text = "Tout le monde était gentil. J'ai attendu six heures dans le couloir. Merci.";
        let span = sentence_about(text, "waiting", 0, 2).unwrap();
        let found: String = text.chars().skip(span.start).take(span.end - span.start).collect();
        assert_eq!(found, "J'ai attendu six heures dans le couloir.");
    }
}
