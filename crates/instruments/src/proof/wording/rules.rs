//! The turns that reveal a question that leads.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

/// A fault of wording and the turns that reveal it.
pub(super) struct Rule {
    pub(super) code: &'static str,
    /// Patterns over folded text: small letters without accents.
    turns: &'static [&'static str],
    /// Turns in which the same words are fair: whoever asks how something was found does not say how it was.
    unless: &'static [&'static str],
    /// It is about a denial at the beginning of the question.
    pub(super) denies: bool,
    pub(super) fr: &'static str,
    pub(super) en: &'static str,
}

impl Rule {
    /// Whether a folded text is at fault.
    pub(super) fn says(&self, text: &str) -> bool {
        let found = |turns: &[&'static str]| turns.iter().any(|turn| is_found(turn, text));
        found(self.turns) && !found(self.unless)
    }
}

/// Whether a pattern is somewhere in a text.
pub(super) fn is_found(source: &'static str, text: &str) -> bool {
    PATTERNS.get(source).is_some_and(|pattern| pattern.is_match(text))
}

/// Every pattern, read once.
static PATTERNS: LazyLock<BTreeMap<&'static str, Regex>> = LazyLock::new(|| {
    let rules = QUESTIONS.iter().chain(ANSWERS).flat_map(|rule| rule.turns.iter().chain(rule.unless));
    let all = rules.chain(&super::double::PATTERNS);
    all.filter_map(|source| Some((*source, Regex::new(source).ok()?))).collect()
});

/// What is looked for in questions.
pub(super) const QUESTIONS: &[Rule] = &[
    // The negative question expects to be contradicted or agreed with: « N'êtes-vous pas satisfait… » calls for "si".
    Rule {
        code: "wording-leading",
        turns: &[
            r"(^|[.?!;:] ?|, )(ne |n')\w+(-t)?-(vous|il|elle|ils|elles|on|ce|je|tu)\b.* (pas|plus|point|jamais)\b",
            r"^(ne |n')\w+(-t)?-(vous|il|elle|ils|elles|on|ce) (pas|plus)\b",
        ],
        unless: &[],
        denies: true,
        fr: "Une question posée à la forme négative appelle « si ». Posez-la à l'endroit.",
        en: "A question asked in the negative calls for agreement. Ask it the right way round.",
    },
    // The tag at the end says which answer is awaited.
    Rule {
        code: "wording-leading",
        turns: &[r", ?(non|n'est-ce pas|pas vrai|hein|si|d'accord|oui) ?\?", r"\bn'est-ce pas\b"],
        unless: &[],
        denies: false,
        fr: "« …, non ? », « n'est-ce pas ? » disent la réponse attendue. Retirez-les, et posez une vraie question.",
        en: "A tag at the end (\"..., isn't it?\") says which answer is awaited. Remove it, and ask a real question.",
    },
    // What is presupposed can only be answered by those of whom it is true.
    Rule {
        code: "wording-leading",
        turns: &[
            r"\bpourquoi (avez-vous|etes-vous|etiez-vous|avez vous|etes vous) (ete )?(si |tres |aussi |tellement )?(satisfait|insatisfait|content|mecontent|heureu|ravi|decu|apprecie|aime)",
            r"\bpourquoi recommand(ez|eriez)-vous",
            r"\b(a quel point|combien) (avez-vous|etes-vous|etiez-vous) (ete )?(apprecie|aime|satisfait|content|heureu|ravi|decu|mecontent)",
            r"\bqu'est-ce qui (vous )?(a|vous a) (tant|le plus) (plu|decu|choque)",
        ],
        unless: &[r"\bou (tres |plutot )?(insatisfait|mecontent|decu)"],
        denies: false,
        fr: "Cette question suppose déjà la réponse. Demandez d'abord si c'est le cas, ou ce qui s'est passé.",
        en: "This question supposes its answer. Ask first whether it is so, or what happened.",
    },
    // Others, and those who know, are an argument.
    Rule {
        code: "wording-leading",
        turns: &[
            r"\bcomme (la plupart|la majorite|beaucoup|tout le monde|chacun|de nombreu|tous les|les autres|d'autres)",
            r"\bla plupart des (patients|gens|personnes|usagers|familles)\b",
            r"\b(tout le monde|chacun) sait\b",
            r"\b(selon|d'apres) (les|nos) (experts|medecins|specialistes|etudes|soignants|scientifiques)\b",
            r"\bles (experts|medecins|specialistes|etudes|scientifiques) (disent|pensent|estiment|montrent|affirment)\b",
            r"\bil est (reconnu|admis|prouve|bien connu|evident|clair) que\b",
        ],
        unless: &[],
        denies: false,
        fr: "Ce que pensent les autres ou ceux qui savent pousse à répondre comme eux. Retirez cette référence.",
        en: "What others or experts think pushes people to answer alike. Remove that reference.",
    },
    // People agree more readily than they disagree, whatever is said.
    Rule {
        code: "wording-leading",
        turns: &[
            r"\bd'accord (que|pour dire|avec le fait|avec l'idee)\b",
            r"\bvous conviendrez\b",
            r"\b(ne )?(pensez|trouvez|croyez|estimez)-vous pas\b",
            r"\bn'avez-vous pas trouve\b",
            r"\b(bien entendu|evidemment|bien sur|naturellement|bien evidemment)\b",
            r"\bmalgre (les|tous les|nos) efforts\b",
        ],
        unless: &[],
        denies: false,
        fr: "Cette tournure appelle une réponse. Demandez ce qui s'est passé, ou proposez les deux côtés.",
        en: "This turn calls for one answer. Ask what happened, or offer both sides.",
    },
    // The judgement is in the question already.
    Rule {
        code: "wording-loaded",
        turns: &[
            r"\b(notre|nos) (tres )?(excellent|formidable|remarquable|merveilleu|exceptionnel|superbe|magnifique|devoue|beau|belle|meilleur)",
            r"\b(l'|cette |cet |la |une |un )?(excellent|formidable|merveilleu|remarquable|exceptionnel)\w* (accueil|equipe|personnel|service|sejour|prise en charge|qualite|travail|etablissement)",
            r"\b(accueil|equipes?|personnel|services?|soignants?|soignantes?|infirmi\w+|medecins?|etablissement|sejour|prise en charge|repas|soins?),? (si |tres |tellement |particulierement |toujours )?(chaleureu|devoue|formidable|excellent|exceptionnel|attentionne|remarquable|souriant|irreprochable|delicieu|merveilleu|admirable|bienveillant)",
            r"\b(accueil|equipes?|personnel|services?|attente|repas|sejour|soins?),? (si |tres |trop |tellement )?(glacia|interminable|catastrophique|inadmissible|scandaleu|deplorable|desastreu|horrible|lamentable)",
            r"\b(apprecie|remarque|ete sensible a|profite de) (la |le |les |l')?(gentillesse|devouement|professionnalisme|bienveillance|excellence|sourires?|chaleur|delicatesse)\b",
            r"\b(heureusement|malheureusement|helas)\b",
        ],
        unless: &[r"\b(trouve|trouvez|juge|jugez|semble|paru|estime|estimez|considere|qualifi\w+|diriez|parai\w+)\b"],
        denies: false,
        fr: "Un mot de cette question juge déjà (« chaleureux », « excellent », « gentillesse »…). Nommez la chose sans la \
             qualifier.",
        en: "A word of this question judges already (\"warm\", \"excellent\", \"kindness\"...). Name the thing without \
             praising or blaming it.",
    },
    Rule {
        code: "wording-absolute",
        turns: &[
            r"\btous les soignants\b",
            r"\btoujours ete parfait",
            r"\ba-t-on toujours\b",
            r"\bavez-vous toujours\b",
            r"\bjamais ete\b",
            r"\ba chaque fois sans exception\b",
        ],
        unless: &[],
        denies: false,
        fr: "« Toujours », « jamais », « tous » : rares sont ceux qui peuvent répondre oui. Demandez une fréquence.",
        en: "\"Always\", \"never\", \"all\": few can say yes. Ask how often.",
    },
];

/// What is looked for in printed answers: a judgement is what they are for, an argument is not.
pub(super) const ANSWERS: &[Rule] = &[Rule {
    code: "wording-leading",
    turns: &[
        r"\b(bien entendu|evidemment|bien sur|naturellement|bien evidemment|sans aucun doute|cela va de soi)\b",
        r"\bcomme (la plupart|la majorite|tout le monde|chacun)\b",
        r"\b(malheureusement|heureusement|helas)\b",
    ],
    unless: &[],
    denies: false,
    fr: "Cette réponse se recommande elle-même. Gardez-en le seul contenu : « oui », « non », « souvent »…",
    en: "This answer recommends itself. Keep its content alone: \"yes\", \"no\", \"often\"...",
}];

pub(super) const DOUBLE_QUESTION: Rule = Rule {
    code: "wording-double-question",
    turns: &[],
    unless: &[],
    denies: false,
    fr: "Deux questions en une : on ne saura pas à laquelle la personne répond. Coupez-la en deux.",
    en: "Two questions in one: nobody will know which was answered. Cut it in two.",
};

pub(super) const DOUBLE_NEGATIVE: Rule = Rule {
    code: "wording-double-negative",
    turns: &[],
    unless: &[],
    denies: false,
    fr: "Deux négations dans la même question. Dites-la à l'endroit.",
    en: "Two denials in the same question. Say it the right way round.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        let turns = QUESTIONS.iter().chain(ANSWERS).flat_map(|rule| rule.turns.iter().chain(rule.unless));
        for turn in turns.chain(&super::super::double::PATTERNS) {
            assert!(PATTERNS.contains_key(turn), "{turn}");
        }
    }
}
