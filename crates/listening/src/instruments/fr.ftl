# The list
instruments-title = Questionnaires
instruments-lead = Écrivez, vérifiez et publiez les questionnaires de votre établissement. Une version publiée ne change plus jamais.
instruments-new = Nouveau questionnaire
instruments-library = Bibliothèque de questions
instruments-name = Titre
instruments-state = État
instruments-version = Version
instruments-version-n = version { $n }
instruments-questions = Questions
instruments-day = Jour
instruments-hash = Empreinte
instruments-by = Par
instruments-every = Tous
instruments-order = Trier par
instruments-order-day = dernier changement
instruments-order-title = titre
instruments-order-questions = nombre de questions
instruments-filter-words = Mots du titre
instruments-none = Aucun questionnaire ne correspond
instruments-none-why = Élargissez le filtre, ou commencez un nouveau questionnaire.
instruments-count =
    { $n ->
        [one] { $n } questionnaire
       *[other] { $n } questionnaires
     }
instruments-sheet = Télécharger la liste (CSV)
instruments-official = officiel
instruments-somebody = une personne qui n'est plus là

# Used by prefix.
instruments-state-draft = En cours d'écriture
instruments-state-published = Publié
instruments-state-shipped = Fourni avec Vécu

# Beginning
instruments-new-lead = Partez d'une page blanche ou d'un questionnaire qui existe. Vous pourrez tout changer ensuite.
instruments-name-hint = Celui que verront les personnes qui répondent. Par exemple « Votre séjour en maternité ».
instruments-start-from = Partir de
instruments-start-hint = Une copie garde les questions, leurs réponses et leurs traductions.
instruments-start-empty = Une page blanche
instruments-official-copy = La copie d'un questionnaire officiel n'est plus officielle
instruments-official-copy-why = Le libellé officiel est verrouillé. La copie prend un autre nom, perd ses conditions d'usage et ses scores, et chaque question changée ou ajoutée est marquée « locale ».
instruments-begin = Commencer
instruments-say-title = Donnez un titre de 200 caractères au plus.

# A draft
instruments-a-draft = Brouillon
instruments-tabs = Les parties de ce questionnaire
instruments-tab-outline = Plan
instruments-tab-about = Présentation
instruments-tab-translations = Traductions
instruments-tab-preview = Aperçu
instruments-tab-checks = Vérifications
instruments-tab-publish = Publier
instruments-to-mend =
    { $n ->
        [one] { $n } point à corriger
       *[other] { $n } points à corriger
     }
instruments-to-look-at =
    { $n ->
        [one] { $n } point à regarder
       *[other] { $n } points à regarder
     }
instruments-sound = Rien à corriger
instruments-item-checks =
    { $n ->
        [one] { $n } point à corriger ici
       *[other] { $n } points à corriger ici
     }
instruments-of-official = Copie locale de « { $title } »
instruments-of-official-why = Ce n'est plus le questionnaire officiel : il ne porte pas son nom, et ses résultats ne se comparent pas aux siens. Ce que vous changez est marqué « local ».
instruments-made-from = Fait à partir de « { $title } ».
instruments-last-change = Dernier changement :
instruments-undo = Annuler ce changement
instruments-steps = Les derniers changements
instruments-go-back = Revenir à cette étape
instruments-empty = Rien n'est encore écrit
instruments-empty-why = Ajoutez un premier écran, puis ses questions.
instruments-n-choices =
    { $n ->
        [one] { $n } réponse possible
       *[other] { $n } réponses possibles
     }
instruments-has-condition = sous condition
instruments-times-once = posé une fois
instruments-times-any = posé plusieurs fois
instruments-times-fewest = posé au moins { $fewest } fois
instruments-times-most = posé { $most } fois au plus
instruments-times-both = posé de { $fewest } à { $most } fois
instruments-local = local
instruments-up = Monter
instruments-down = Descendre
instruments-copy = Dupliquer
instruments-add-title = Ajouter
instruments-add-what = Quoi
instruments-add-where = Sur quel écran
instruments-no-screen = En dehors des écrans, à la fin
instruments-add = Ajouter
instruments-from-library = Prendre dans la bibliothèque
instruments-delete-draft = Supprimer ce brouillon
instruments-delete-draft-why = Le brouillon et ses étapes disparaissent pour de bon. Ce qui a été publié reste.
instruments-delete-draft-yes = Oui, supprimer ce brouillon
instruments-untitled = Question sans texte
instruments-untitled-screen = Écran sans titre
instruments-kind-group = Écran
instruments-kind-choice = Réponse à choisir
instruments-kind-open = Réponse libre
instruments-kind-decimal = un nombre à virgule
instruments-kind-date = une date
instruments-kind-time = une heure
instruments-kind-date-time = une date et une heure
instruments-kind-url = l’adresse d’une page
instruments-kind-quantity = une quantité
instruments-kind-number = Nombre
instruments-kind-several = Plusieurs réponses
instruments-kind-yes-no = Oui ou non
instruments-kind-display = Texte à lire

# Used by prefix.
instruments-begin-yes-no = Question : oui ou non
instruments-begin-often = Question : de toujours à jamais
instruments-begin-satisfied = Question : de très bien à très mal
instruments-begin-choice = Question avec vos propres réponses
instruments-begin-several = Question à plusieurs réponses
instruments-begin-decimal = Question dont la réponse est un nombre à virgule
instruments-begin-quantity = Question dont la réponse est une quantité avec son unité
instruments-begin-date = Question dont la réponse est une date
instruments-begin-time = Question dont la réponse est une heure
instruments-begin-date-time = Question dont la réponse est une date et une heure
instruments-begin-url = Question dont la réponse est l’adresse d’une page
instruments-begin-open = Question ouverte
instruments-begin-number = Question dont la réponse est un nombre
instruments-begin-display = Texte à lire
instruments-begin-group = Nouvel écran
instruments-begin-repeated = Groupe de questions posé plusieurs fois

# Used by prefix.
instruments-act-begun = Brouillon commencé
instruments-act-added = Ajouté
instruments-act-moved = Déplacé
instruments-act-copied = Dupliqué
instruments-act-removed = Retiré
instruments-act-taken-in = Pris dans la bibliothèque
instruments-act-question = Question écrite
instruments-act-condition = Condition changée
instruments-act-about = Présentation changée
instruments-act-score = Score
instruments-act-translated = Traductions changées
instruments-act-restored = Revenu à une étape d'avant

# A question
instruments-neighbours = Question d'avant et d'après
instruments-before = Question d'avant
instruments-after = Question d'après
instruments-saved = C'est enregistré
instruments-save = Enregistrer
instruments-save-next = Enregistrer et passer à la suivante
instruments-wording = Le texte de la question
instruments-screen-title = Le titre de l'écran
instruments-other-speakers = Autres personnes qui répondent (parent, proche, personne de confiance)
instruments-other-speakers-hint = Laissez vide si les mots du patient conviennent aussi.
instruments-hint = Aide sous la question

# Used by prefix.
instruments-in-fr = en français
instruments-in-en = en anglais

# Used by prefix.
instruments-wording-patient = Dit au patient
instruments-wording-parent = Dit au parent d'un enfant
instruments-wording-relative = Dit à un proche
instruments-wording-proxy = Dit à qui répond à la place

# Used by prefix.
instruments-for-patient = pour le patient
instruments-for-parent = pour le parent d'un enfant
instruments-for-relative = pour un proche
instruments-for-proxy = pour qui répond à la place
instruments-choices = Réponses possibles
instruments-choices-hint = Une ligne vide est ignorée. Pour retirer une réponse, utilisez sa croix.
instruments-choice = Réponse { $n }
instruments-choice-label = Ce qui est écrit
instruments-choice-weight = Valeur sur l'échelle
instruments-choice-missing = Est-ce un avis ?
instruments-choice-is-value = Oui, sur l'échelle
instruments-choice-code = Code enregistré
instruments-choice-spoken-hint = Si la réponse se dit autrement quand une autre personne répond. Vide : les mots du patient.
instruments-choice-code-hint = Vide : fait à partir du texte. Le garder garde les réponses comparables.
instruments-choice-more-about = Code et consigne de la réponse { $n }
instruments-choice-asked = Quand un enquêteur pose la question
instruments-choice-unread = Accepter cette réponse sans la citer
instruments-choice-more = Enregistrer et ajouter une réponse
instruments-choice-drop = Retirer cette réponse
instruments-range = Les nombres acceptés
instruments-least = Le plus petit
instruments-greatest = Le plus grand
instruments-most-chars = Longueur la plus grande de la réponse
instruments-most-chars-hint = En caractères. Vide : 4 000.
instruments-what = Ce que dit la réponse
instruments-item-type = Nature de la question
instruments-item-type-hint = La satisfaction est un jugement ; l'expérience est un fait vécu ; le résultat est ce que les soins ont changé.
instruments-theme = Thème
instruments-theme-hint = De là, les chiffres de cette question mènent à ce que les gens ont écrit à ce sujet.
instruments-not-said = Non précisé

# Used by prefix.
instruments-type-satisfaction = Satisfaction : un jugement
instruments-type-experience = Expérience : un fait vécu
instruments-type-outcome = Résultat : ce que les soins ont changé
instruments-moment = Moment des soins
instruments-valence = Côté de la question ouverte
instruments-valence-none = Ni l'un ni l'autre
instruments-valence-hint = Une question sur ce qui s'est bien passé va toujours avec une question sur ce qui doit changer, sur le même écran.
instruments-required = Réponse obligatoire
instruments-required-yes = On ne peut pas passer cette question
instruments-required-hint = À éviter : qui ne veut pas répondre abandonne tout le questionnaire.
instruments-around = Numéro imprimé, notes pour l'enquêteur, nature
instruments-prefix = Numéro imprimé
instruments-prefix-hint = Vide : son rang parmi les questions.
instruments-note = Note { $n } pour la personne qui pose la question
instruments-kind = Forme de la réponse
instruments-kind-hint = En changer retire ce qui n'a plus de sens, par exemple les réponses possibles.
instruments-origin = D'où vient cette question
instruments-origin-instrument = Prise dans
instruments-origin-finding = Écrite à partir du constat
instruments-remove = Retirer cette question ou cet écran
instruments-remove-why = « { $title } » sera retiré du questionnaire, avec tout ce qu'il contient. Vous pourrez annuler depuis le plan.
instruments-remove-dependents = Ces éléments dépendent de sa réponse :
instruments-remove-yes = Oui, retirer
instruments-say-number = Écrivez un nombre entier, sans unité.

# Conditions
instruments-condition = Quand la montrer
instruments-always-shown = Toujours montrée.
instruments-any-of = Montrée si l'une de ces phrases est vraie :
instruments-all-of = Montrée si toutes ces phrases sont vraies :
instruments-make-any = Une seule doit suffire
instruments-make-all = Toutes doivent être vraies
instruments-condition-drop = Retirer cette condition
instruments-condition-add = Ajouter une condition
instruments-condition-of = Quand montrer « { $title } »
instruments-condition-on = Selon la réponse à
instruments-condition-on-hint = Seules les questions posées avant celle-ci sont proposées.
instruments-condition-next = Continuer
instruments-condition-none-before = Aucune question n'est posée avant celle-ci : elle ne peut dépendre d'aucune réponse.
instruments-condition-back = Revenir à la question sans rien changer
instruments-condition-chosen = Question regardée :
instruments-condition-test = Montrer seulement si sa réponse
instruments-condition-value = Cette réponse
instruments-condition-number = Ce nombre
instruments-condition-keep = Ajouter cette condition

# Used by prefix.
instruments-test-is = est celle-ci
instruments-test-is-not = n'est pas celle-ci
instruments-test-answered = a été donnée, quelle qu'elle soit
instruments-test-unanswered = n'a pas été donnée
instruments-test-at-least = est ce nombre ou plus
instruments-test-at-most = est ce nombre ou moins
instruments-test-over = est plus que ce nombre
instruments-test-under = est moins que ce nombre

# Used by prefix.
instruments-when-is = la réponse à « { $question } » est « { $answer } »
instruments-when-is-not = la réponse à « { $question } » n'est pas « { $answer } »
instruments-when-answered = « { $question } » a une réponse
instruments-when-unanswered = « { $question } » n'a pas de réponse
instruments-when-at-least = la réponse à « { $question } » est { $answer } ou plus
instruments-when-at-most = la réponse à « { $question } » est { $answer } ou moins
instruments-when-over = la réponse à « { $question } » est plus que { $answer }
instruments-when-under = la réponse à « { $question } » est moins que { $answer }
instruments-when-other = une comparaison de « { $question } » que cette page ne connaît pas

# Two people at once
instruments-conflict-title = Quelqu'un d'autre a changé la même chose pendant que vous écriviez
instruments-conflict-kept = Rien n'est perdu : votre texte est encore dans les cases. Voici ce qui diffère (barré : ce qui est enregistré ; souligné : ce que vous avez écrit). Enregistrez de nouveau pour garder le vôtre.
instruments-typed-words = Ce que vous aviez écrit, pour le recopier
instruments-field-weight = Valeur de la réponse
instruments-field-missing = Genre de la réponse
instruments-field-code = Code de la réponse
instruments-field-other = Autre case

# About it
instruments-about-title = Ce que dit le questionnaire de lui-même
instruments-about-hint = Les personnes qui répondent lisent ces textes avant de commencer.
instruments-purpose = À quoi il sert
instruments-designers = Qui l'a conçu, avec qui
instruments-designers-hint = Nommez les fonctions et les groupes, pas les personnes : « le service qualité avec trois représentantes des usagers ».
instruments-moment-told = Le moment dont on parle
instruments-introduction = Ce qu'on dit avant la première question
instruments-introduction-others = La même chose, dite aux autres personnes
instruments-terms-title = Conditions d'usage
instruments-terms-hint = Sans elles, rien n'est publié. Pour un questionnaire que vous avez écrit, dites simplement qui peut le reprendre.
instruments-terms-name = Conditions, en quelques mots
instruments-terms-holder = Qui détient les droits
instruments-terms-kind = Fallait-il demander ?
instruments-terms-agreement = L'accord ou la licence
instruments-terms-agreement-hint = Recopiez ce que dit le document reçu. Ce qu'il ne dit pas reste vide.
instruments-terms-granted-to = À qui l'accord est donné
instruments-terms-family = Questionnaire nommé dans l'accord
instruments-terms-fee = Ce qu'il faut payer
instruments-terms-modes = Façons de le poser que l'accord permet
instruments-terms-modes-hint = Aucune cochée : toutes.
instruments-terms-languages = Langues que l'accord permet
instruments-terms-languages-hint = Leurs codes, séparés par des virgules : fr, en, de-CH. Vide : toutes.
instruments-terms-text = Le texte
instruments-terms-none = Rien n'est dit.
instruments-terms-no-end = Sans fin
instruments-terms-until = Jusqu'au { $day } compris
instruments-terms-every-mode = Toutes
instruments-terms-every-language = Toutes
instruments-terms-wording = Libellé validé
instruments-terms-wording-lock = Verrouiller le libellé tel qu'il est
instruments-terms-wording-why = Pour un questionnaire validé dont les conditions interdisent de changer les mots : une question ou une réponse changée, déplacée ou retirée empêche alors de publier. Vos propres questions peuvent s'y ajouter, marquées locales. Décocher lève le verrou : ce n'est plus le questionnaire validé.
instruments-terms-wording-open = Rien n'est verrouillé
instruments-terms-wording-held = Verrouillé : les questions et les réponses ne changent pas
instruments-terms-refused = Les conditions d'usage ne permettent pas de poser ce questionnaire tel quel
instruments-terms-source = D'où vient le texte
instruments-terms-proof = Ce qui le prouve
instruments-terms-expires = Dernier jour de validité
instruments-terms-expires-hint = Vide : sans fin.
instruments-terms-note = Ce qu'elles permettent ou demandent
instruments-ways-title = Façons de le poser, langues
instruments-modes = Façons de le poser
instruments-modes-hint = Celles pour lesquelles le texte est écrit.
instruments-languages = Proposé aussi
instruments-languages-hint = Les textes se traduisent dans l'onglet « Traductions ».
instruments-translation-note = Ce que vaut la traduction

# Translations
instruments-translations-lead = Chaque texte, avec sa traduction à côté. Ce qui manque est marqué : les personnes liraient alors le texte d'origine.
instruments-translated = Tout est traduit
instruments-translated-why = Aucun texte n'attend sa traduction.
instruments-untranslated =
    { $n ->
        [one] { $n } traduction manque
       *[other] { $n } traductions manquent
     }
instruments-all-texts = Voir tous les textes
instruments-only-missing = Voir seulement ce qui manque
instruments-missing = manque
instruments-a-text = Titre ou texte
instruments-question-n = Question { $n }

# Preview
instruments-preview-lead = Ce que verra la personne, avec les conditions qui jouent. Rien n'est enregistré.
instruments-preview-for = Qui répond
instruments-preview-in = Langue
instruments-preview-how = De quelle façon
instruments-preview-alone = Seul, sur son téléphone
instruments-preview-asked = Avec un enquêteur
instruments-preview-see = Voir
instruments-preview-frame = Aperçu de l'écran
instruments-preview-end = Fin du questionnaire : ici la personne envoie ses réponses.
instruments-preview-not-yet = L'aperçu viendra quand ces points seront corrigés
instruments-score-trial-not-yet = L'essai viendra quand ces points seront corrigés

# Checks
instruments-checks-lead = Vérifié à l'instant. Les points bloquants empêchent de publier ; les autres méritent un regard.
instruments-blocks = bloque la publication
instruments-look-at = à regarder
instruments-mend-at = Corriger : { $place }
instruments-sound-title = Rien à corriger
instruments-sound-why = Le questionnaire peut être publié.

# Used by prefix.
instruments-check-purpose-missing = Il manque à quoi sert ce questionnaire.
instruments-check-designers-missing = Il manque qui l'a conçu, et avec qui.
instruments-check-moment-missing = Il manque le moment dont on parle.
instruments-check-title-missing = Il manque le titre.
instruments-check-official-name = Ce titre est celui d'un questionnaire officiel. Une version locale porte un autre nom.
instruments-check-no-mode = Dites de quelles façons ce questionnaire peut être posé.
instruments-check-nearly-too-heavy = Ce questionnaire est presque aussi lourd que ce que l'éditeur tient. Coupez-le en deux avant d'y ajouter beaucoup : au-delà, un changement serait refusé.
instruments-check-no-question = Il n'y a encore aucune question. Ajoutez-en une depuis le plan.
instruments-check-wording-missing = Le texte manque. Écrivez-le en français, dit au patient.
instruments-check-no-choice = Aucune réponse possible. Ajoutez-en au moins une.
instruments-check-choice-label-missing = Une réponse n'a pas de texte. Écrivez-le, ou retirez-la.
instruments-check-choice-code-missing = Une réponse n'a pas de code. Enregistrez de nouveau : il sera fait à partir du texte.
instruments-check-duplicate-choice-code = Deux réponses ont le même code. Donnez un autre code à l'une des deux.
instruments-check-enable-when-unknown-item = Une condition regarde une question qui n'existe plus. Retirez cette condition.
instruments-check-enable-when-unknown-choice = Une condition regarde une réponse qui n'existe plus. Retirez cette condition, ou remettez la réponse.
instruments-check-enable-when-value = Une condition compare ce qui ne se compare pas. Retirez-la et ajoutez-la de nouveau.
instruments-check-open-question-alone = Une question ouverte sur ce qui s'est bien passé va toujours avec une autre sur ce qui doit changer, sur le même écran. Ajoutez l'autre.
instruments-check-empty-range = Aucun nombre n'est possible : le plus petit dépasse le plus grand. Échangez-les.
instruments-check-text-too-long = Un texte est trop long. Raccourcissez-le.
instruments-check-repeats-nested = Un groupe posé plusieurs fois ne se met ni dans un autre, ni sous une question ; et dans un tel groupe, rien ne se met sous une question à plusieurs réponses. Sortez-le avec les flèches du plan, ou ne le posez qu'une fois.
instruments-check-repeats-range = Ce groupe ne peut être posé ainsi : le nombre de blocs au plus est nul, ou plus petit que le nombre au moins. Nos pages vont jusqu'à 20 blocs. Corrigez les deux nombres.
instruments-check-repeats-fewer = Nos pages posent un groupe 20 fois au plus : personne n'en remplira davantage.
instruments-check-repeats-not-counted = Dans un groupe posé plusieurs fois, un nombre, une date ou une heure est demandé mais n'est ni compté ni gardé. Préférez une réponse à choisir, comptée « au moins une fois », ou un texte.

# Publishing
instruments-blocked =
    { $n ->
        [one] { $n } point à corriger avant de publier
       *[other] { $n } points à corriger avant de publier
     }
instruments-blocked-why = Chaque lien mène à l'endroit à corriger. Rien de ce que vous avez écrit n'est perdu.
instruments-worth-a-look = À regarder avant de publier
instruments-immutable-title = Ce qui ne changera plus
instruments-immutable-words = Le texte de cette version, ses réponses, ses conditions et ses traductions, jusqu'à la dernière virgule.
instruments-immutable-campaigns = Les campagnes qui la poseront gardent cette version jusqu'à leur fin.
instruments-immutable-next = Pour corriger ensuite, on écrit la version suivante. Les deux restent, et se comparent.
instruments-compare-with = Comparer avec la version { $n }
instruments-what-changed = Ce qui a changé
instruments-what-changed-hint = En quelques phrases, pour vos collègues et pour plus tard.
instruments-publish-n = Oui, publier la version { $n }
instruments-say-change = Dites ce qui a changé depuis la version d'avant.

# A version
instruments-a-version = Version publiée. Elle ne change plus.
instruments-published = La version { $n } est publiée
instruments-published-next = Vous pouvez la poser dès maintenant :
instruments-new-campaign = nouvelle campagne
instruments-latest = la dernière
instruments-next-version = Écrire la version suivante
instruments-copy-it = En faire une copie
instruments-campaigns = Campagnes qui la posent
instruments-no-campaign = Aucune campagne ne pose cette version.
instruments-versions = Toutes les versions
instruments-compare = Comparer
instruments-compare-two = Comparer la { $old } et la { $new }

# Comparing
instruments-compare-title = Version { $old } et { $new }
instruments-compare-lead = Question par question : ce qui a changé, et si les réponses d'avant et d'après se comparent.
instruments-n-changed =
    { $n ->
        [one] { $n } changée
       *[other] { $n } changées
     }
instruments-n-added =
    { $n ->
        [one] { $n } ajoutée
       *[other] { $n } ajoutées
     }
instruments-n-removed =
    { $n ->
        [one] { $n } retirée
       *[other] { $n } retirées
     }
instruments-n-same =
    { $n ->
        [one] { $n } identique
       *[other] { $n } identiques
     }
instruments-nothing-changed = Rien n'a changé
instruments-nothing-changed-why = Les deux versions posent les mêmes questions, avec les mêmes mots.
instruments-added = ajouté
instruments-removed = retiré
instruments-gone = retiré :
instruments-new-words = ajouté :

# Used by prefix.
instruments-comparable-yes = réponses comparables
instruments-comparable-care = comparables avec prudence
instruments-comparable-no = réponses non comparables
instruments-change-moved = Placé ailleurs.
instruments-change-choice-added = Nouvelle réponse possible :
instruments-change-choice-removed = Réponse retirée :
instruments-change-choice = Texte d'une réponse
instruments-change-weight = Valeur de « { $answer } » :
instruments-change-missing = « { $answer } » n'est plus du même genre (réponse de l'échelle, ou absence d'avis).
instruments-change-choice-order = Ordre des réponses.
instruments-change-condition = Quand elle est montrée.
instruments-change-limits = Réponse obligatoire, longueur ou nombres acceptés.
instruments-change-times = Combien de fois ce groupe est posé :
instruments-change-repeated = Posée maintenant une fois par bloc d'un groupe qui se répète : une personne donne plusieurs réponses.
instruments-change-not-repeated = Posée maintenant une seule fois : elle l'était par bloc d'un groupe qui se répète.
instruments-change-around = Numéro, notes, ou ce que dit la réponse.

# Plans
instruments-plans = Ce que deviennent les réponses d'une version à l'autre
instruments-plans-lead = Un plan dit comment lire ensemble les réponses de deux versions. Il ne change aucune réponse donnée.
instruments-plan-of = Plan du { $day }
instruments-plan-to = Préparer le passage à la version { $n }
instruments-plan-title = De la version { $old } à la version { $new }
instruments-plan-lead = Pour chaque question de l'ancienne version, dites ce qu'elle devient. Une proposition est déjà faite.
instruments-plan-never = Les réponses déjà données restent telles qu'elles sont, dans l'ancienne version.
instruments-plan-campaigns = Campagnes qui posent encore l'ancienne version
instruments-plan-becomes = Ce qu'elle devient

# Used by prefix.
instruments-becomes-kept = continue : ses réponses se lisent ensemble
instruments-becomes-renamed = continue sous une autre question
instruments-becomes-split = est remplacée par plusieurs questions
instruments-becomes-stopped = s'arrête avec l'ancienne version
instruments-plan-target = Question de la nouvelle version
instruments-plan-target-n = Question { $n } de la nouvelle version
instruments-plan-no-question = Aucune
instruments-plan-no-answer = Ne correspond à aucune
instruments-plan-refresh = Mettre à jour cette page
instruments-plan-reason = Pourquoi ce plan
instruments-plan-reason-hint = Ce qui justifie de lire ces réponses ensemble, ou de ne pas le faire.
instruments-plan-propose = Proposer ce plan
instruments-plan-no-target = Choisissez une question de la nouvelle version.
instruments-plan-how-many = Choisissez une question pour « continue sous une autre question », deux ou plus pour « est remplacée ».
instruments-plan-kind = Ces deux questions n'attendent pas la même forme de réponse.
instruments-plan-blocks = L'une est posée une fois, l'autre dans un groupe posé plusieurs fois : leurs réponses ne se lisent pas ensemble.
instruments-plan-twice = Une autre question devient déjà celle-là.
instruments-becomes-apart = continue, sans se comparer à avant
instruments-becomes-why-kept = La même question est posée : les réponses d'avant et d'après s'additionnent, s'il le faut chacune à sa place.
instruments-becomes-why-renamed = Une question de la nouvelle version demande la même chose : les réponses d'avant se lisent avec les siennes.
instruments-becomes-why-apart = Une question y ressemble, mais elle est dite ou notée autrement : deux courbes séparées, jamais une seule.
instruments-becomes-why-split = Plusieurs questions la remplacent : ses réponses restent à part.
instruments-becomes-why-stopped = Plus rien ne la demande : ses réponses restent dans l'ancienne version.
instruments-plan-meanings = Ce que veulent dire ces choix
instruments-plan-sums = En résumé
instruments-plan-n-kept =
    { $n ->
        [one] 1 question gardée : ses réponses se lisent ensemble
       *[other] { $n } questions gardées : leurs réponses se lisent ensemble
     }
instruments-plan-n-mapped =
    { $n ->
        [one] 1 question mise en correspondance, réponse par réponse
       *[other] { $n } questions mises en correspondance, réponse par réponse
     }
instruments-plan-n-apart =
    { $n ->
        [one] 1 question qui ne se compare pas
       *[other] { $n } questions qui ne se comparent pas
     }
instruments-plan-n-ended =
    { $n ->
        [one] 1 question qui s'arrête
       *[other] { $n } questions qui s'arrêtent
     }
instruments-plan-n-new =
    { $n ->
        [one] 1 question nouvelle, sans réponse d'avant
       *[other] { $n } questions nouvelles, sans réponse d'avant
     }
instruments-plan-new-questions = Les questions nouvelles
instruments-plan-open =
    { $n ->
        [one] Il reste 1 réponse dont on ne dit pas ce qu'elle devient
       *[other] Il reste { $n } réponses dont on ne dit pas ce qu'elles deviennent
     }
instruments-plan-is-kept = gardée
instruments-plan-is-mapped = mise en correspondance
instruments-plan-is-apart = non comparable
instruments-plan-is-ended = arrêtée
instruments-plan-removed = La nouvelle version ne pose plus cette question.
instruments-plan-what-changed = Ce qui a changé :
instruments-plan-caution = Le texte ou les réponses ont changé : dites dans la raison pourquoi on peut quand même les lire ensemble.
instruments-plan-unchanged =
    { $n ->
        [one] 1 question n'a pas changé et continue
       *[other] { $n } questions n'ont pas changé et continuent
     }
instruments-plan-nothing-to-decide = Aucune question n'a changé : il n'y a rien à décider.
instruments-plan-answers = Chaque réponse donnée avant se lit comme :
instruments-plan-to-decide = À décider
instruments-plan-undecided = Dites ce que devient chaque réponse : celle à laquelle elle correspond, ou aucune.
instruments-plan-none-yet = Aucun plan ne dit encore ce que deviennent les réponses à la version { $n }
instruments-plan-from = Préparer le passage depuis la version { $n }
instruments-plan-steps = Question par question
instruments-plan-old = Ancienne version
instruments-plan-new = Nouvelle version
instruments-plan-same-answers = les mêmes réponses
instruments-plan-read-by = Relu par
instruments-plan-remark = Votre remarque
instruments-plan-remark-hint = Indispensable pour écarter le plan.
instruments-plan-approve = Approuver ce plan
instruments-plan-refuse = Écarter ce plan
instruments-plan-waits = Ce plan attend la relecture de quelqu'un d'autre que son auteur.

# Used by prefix.
instruments-plan-proposed = à relire
instruments-plan-approved = approuvé
instruments-plan-refused = écarté
instruments-say-reason = Dites pourquoi, en 2 000 caractères au plus.
instruments-say-remark = Dites pourquoi vous écartez ce plan.

# The library
instruments-library-lead = Toutes les questions des questionnaires que vous connaissez, et celles écrites à partir d'un constat. Chacune dit qui l'a conçue et d'où elle vient.
instruments-library-into = Pour « { $title } ». La question prise arrive à la fin de l'écran choisi.
instruments-library-search = Chercher des mots
instruments-library-find = Chercher
instruments-library-none = Aucune question ne contient ces mots
instruments-library-none-why = Essayez un seul mot, ou écrivez la question vous-même.
instruments-library-count =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
     }
instruments-take = Mettre dans le questionnaire
instruments-write-item = Écrire une question pour la bibliothèque
instruments-write-item-lead = Une question née d'un constat garde le lien avec les voix qui l'ont inspirée.
instruments-write-item-go = Ajouter à la bibliothèque
instruments-item-written = La question est dans la bibliothèque
instruments-finding-title = Le constat, en quelques mots
instruments-finding-hint = Tel qu'il est écrit dans les constats.
instruments-finding-id = Son identifiant ou son adresse
instruments-finding-id-hint = Les douze signes à la fin de l'adresse de la page du constat. Celui d'un constat d'ici : ses propres mots sont alors repris. Vide pour un constat d'ailleurs, qui sera dit tel.
instruments-finding-elsewhere = (constat d'ailleurs : il n'est pas dans Vécu)
instruments-say-finding = Aucun constat que vous pouvez lire n'a cet identifiant : rien n'a été enregistré. Reprenez les douze signes à la fin de l'adresse de sa page. Pour un constat d'ailleurs, videz cette case et dites-le en quelques mots.
instruments-say-language-tag = « { $tag } » n'est pas le code d'une langue. Écrivez par exemple fr, en ou de-CH, séparés par des virgules.
instruments-say-wording = Écrivez la question en français, en 1 000 caractères au plus.
instruments-say-designers = Dites qui a conçu cette question, et avec qui.

# What can go wrong
instruments-problem-forbidden = Ce rôle n'écrit pas de questionnaires.
instruments-problem-not-found = Ce questionnaire n'est pas là.
instruments-problem-conflict = Quelqu'un d'autre a changé ce questionnaire entre-temps. Votre changement n'a pas été fait : regardez ce qui est là maintenant, puis recommencez.
instruments-problem-gone = Cet élément a été retiré entre-temps. Votre changement n'a pas été fait.
instruments-problem-words = Un texte manque, ou il est trop long.
instruments-problem-too-heavy = Ce questionnaire deviendrait trop lourd
instruments-too-heavy-what = Il aurait { $n } éléments et pèserait { $size } Mo ; un questionnaire peut en avoir moins de { $most } et peser { $limit } Mo.
instruments-too-heavy-kept = Ce que vous venez d'écrire est encore dans les cases et n'est pas enregistré. Tout ce qui l'était avant le reste.
instruments-too-heavy-untouched = Ce changement n'a pas été fait. Tout ce qui était enregistré le reste.
instruments-too-heavy-file = Aucun brouillon n'a été commencé, et votre fichier est inchangé.
instruments-too-heavy-do = Retirez des questions ou des traductions, ou coupez le questionnaire en deux : copiez-le, puis gardez une moitié dans chacun.
instruments-problem-many-remarks = Ce brouillon a autant de remarques qu'il peut en garder. Retirez-en d'anciennes, puis recommencez.
instruments-problem-condition = Cette comparaison ne convient pas à cette question. Choisissez une autre réponse ou écrivez un nombre entier.
instruments-problem-blocked = Il reste des points à corriger avant de publier. Rien n'a été publié.
instruments-problem-overtaken = Une autre version a été publiée depuis que ce brouillon a été commencé. Rien n'a été publié : comparez, puis recommencez à partir de la dernière version.
instruments-problem-plan = Ce plan ne tient pas tel qu'il est. Corrigez les questions signalées.
instruments-problem-broken = Quelque chose s'est cassé. Rien n'a été changé.

# Files: brought and taken away
instruments-upload = Partir d'un fichier
instruments-upload-instead = J'ai déjà un questionnaire dans un fichier
instruments-upload-lead = Un classeur XLSForm, une enquête LimeSurvey ou un questionnaire FHIR devient un brouillon. Vous verrez d'abord ce que devient chaque ligne : rien n'est gardé avant que vous le disiez.
instruments-upload-file = Fichier
instruments-upload-hint = .xlsx, .xls, .ods, .csv, .md, .lss, .lsa, .json ou .xml ; { $n } Mo au plus. Le fichier lui-même n'est pas conservé.
instruments-upload-read = Lire le fichier
instruments-upload-no-file = Choisissez un fichier qui n'est pas vide.
instruments-upload-formats = Quels fichiers ?
instruments-upload-refused = « { $name } » n'a pas pu devenir un questionnaire
instruments-upload-nothing = Rien n'a été gardé. Corrigez ce qui suit dans le fichier, puis donnez-le de nouveau.
instruments-upload-again = Donner un fichier
instruments-upload-ready = Ce qui va entrer
instruments-upload-ready-lead =
    { $n ->
        [one] « { $name } » : { $n } question. Rien n'est encore gardé.
       *[other] « { $name } » : { $n } questions. Rien n'est encore gardé.
     }
instruments-upload-tongue = Ce questionnaire est d'abord écrit en « { $tag } »
instruments-upload-tongue-why = L'éditeur montre le français et l'anglais. Les autres langues restent dans le document, sans y paraître.
instruments-upload-begin = Commencer ce brouillon
instruments-upload-other = Un autre fichier
instruments-upload-mend-later = Cela n'empêche pas de commencer : l'éditeur dira où, et comment. Rien n'est publié avant.
instruments-times =
    { $n ->
        [one] { $n } fois
       *[other] { $n } fois
     }
instruments-account = Ce que devient chaque ligne
instruments-account-error =
    { $n ->
        [one] { $n } ligne à corriger
       *[other] { $n } lignes à corriger
     }
instruments-account-lost =
    { $n ->
        [one] { $n } ligne perdue
       *[other] { $n } lignes perdues
     }
instruments-account-changed =
    { $n ->
        [one] { $n } ligne changée
       *[other] { $n } lignes changées
     }
instruments-account-kept =
    { $n ->
        [one] { $n } ligne gardée
       *[other] { $n } lignes gardées
     }
instruments-account-whole = Tout est repris
instruments-account-where = Où
instruments-account-what = Ce qui se passe
instruments-account-mend = Quoi écrire
instruments-account-more =
    { $n ->
        [one] Et { $n } autre.
       *[other] Et { $n } autres.
     }
instruments-place-cell = feuille { $part }, cellule { $cell }
instruments-place-row = feuille { $part }, ligne { $row }
instruments-place-column = feuille { $part }, colonne { $column }
instruments-tab-files = Fichiers
instruments-take-away = Emporter ce questionnaire dans un fichier
instruments-files-lead = Ce questionnaire est à vous : emportez-le dans la forme que lit votre autre outil.
instruments-file-unwritable = Cette forme ne peut pas tenir ce questionnaire : il n'a pas encore de question, ou il est trop grand pour elle.

# Used by prefix.
instruments-upload-format-xlsform = Classeur XLSForm (ODK, KoboToolbox) : .xlsx, .xls, .ods, ou une table .csv ou .md.
instruments-upload-format-limesurvey = Enquête LimeSurvey : .lss, ou l'archive .lsa, dont les réponses ne sont pas lues.
instruments-upload-format-fhir = Questionnaire FHIR R4 ou R5 : .json ou .xml.
instruments-account-title-error = À corriger dans le fichier
instruments-account-title-lost = Perdu
instruments-account-title-changed = Changé
instruments-account-title-kept = Gardé
instruments-file-fhir-r4 = FHIR R4 (JSON)
instruments-file-fhir-r5 = FHIR R5 (JSON)
instruments-file-xlsform = XLSForm (.xlsx)
instruments-file-codebook-csv = Dictionnaire des réponses (CSV)
instruments-file-codebook-xlsx = Dictionnaire des réponses (classeur)
instruments-file-codebook-html = Dictionnaire des réponses (page à imprimer)
instruments-file-why-fhir-r4 = le document lui-même, entier.
instruments-file-why-fhir-r5 = pour les outils qui lisent la version 5.
instruments-file-why-xlsform = pour ODK et KoboToolbox, ou pour relire dans un tableur.
instruments-file-why-codebook-csv = comment s'appelle chaque question et chaque réponse dans les données.
instruments-file-why-codebook-xlsx = le même, avec les scores et les conditions d'usage.
instruments-file-why-codebook-html = le même, en une page.

# Scores
instruments-tab-scores = Scores
instruments-scores-lead = Un score résume plusieurs questions en un nombre. Sans score, les résultats se lisent question par question : c'est souvent assez.
instruments-no-score = Aucun score
instruments-no-score-why = Les résultats seront des répartitions, question par question.
instruments-score-new = Écrire un score
instruments-score-edit = Changer ce score
instruments-score-drop = Retirer ce score
instruments-score-drop-why = Les questions restent. Le retrait peut être annulé depuis le plan.
instruments-score-drop-yes = Oui, retirer ce score
instruments-score-title = Nom du score
instruments-score-note = Ce qu'il faut savoir avant de le lire
instruments-score-published = Cette règle est publiée quelque part
instruments-score-steps = Étapes du score
instruments-score-go-on = Continuer
instruments-score-then = Enregistrer, puis : { $step }
instruments-score-all = Tout cocher
instruments-score-none = Tout décocher
instruments-score-loose = Questions hors d'un écran
instruments-score-pages = Enregistrez cette page avant d'en ouvrir une autre.
instruments-score-values-hint = La valeur de chaque réponse, telle qu'elle est comptée. Elle appartient à la question : un autre score qui la compte en dépend aussi.
instruments-score-scale = Sens de l'échelle
instruments-score-number-counts = Le nombre répondu est la valeur.
instruments-score-no-value = ne compte pas
instruments-score-item-weight-hint = Vide : 1. Un poids de 2 compte double.
instruments-score-no-question-yet = Ce score ne compte encore aucune question
instruments-score-excluded-hint = Une réponse peut sortir une question du compte : « je n'ai pas mangé sur place » sort la question sur les repas, qui n'est alors ni comptée ni attendue.
instruments-score-excluded-none = Aucune réponse ne sort une question de ce score.
instruments-score-excluded-one = La réponse « { $answer } » à « { $question } » sort « { $out } » du compte.
instruments-score-excluded-drop = Retirer
instruments-score-excluded-add = Ajouter une exclusion
instruments-score-excluded-on = La question dont une réponse exclut
instruments-score-excluded-answer = Quand on répond
instruments-score-excluded-out = La question qui sort du compte
instruments-score-excluded-keep = Ajouter cette exclusion
instruments-say-score-excluded = Choisissez une autre question que celle qui est répondue, parmi celles que ce score compte.
instruments-say-whole-value = Donnez un nombre entier, ou laissez vide.
instruments-score-table-hint = Quand la règle publiée le demande : ce que vaut chaque somme (un score T, par exemple). Sans table, la somme est le score.
instruments-score-table-sums = Avec ces questions, les sommes vont de { $least } à { $greatest }.
instruments-score-table-sum = Une table ne va qu'avec une somme : changez la règle, ou laissez-la vide
instruments-score-table-rows = La table, une ligne par somme
instruments-score-table-rows-hint = Une somme, « = », sa valeur : 12 = 45,3. Toutes les sommes possibles doivent y être.
instruments-score-table-says = La somme se lit dans une table de { $n } lignes, de { $from } (qui vaut { $low }) à { $to } (qui vaut { $high }).
instruments-say-table-row = Ligne { $n } : écrivez une somme, « = », puis sa valeur ; mille lignes au plus.
instruments-trial-lead = Choisissez des réponses inventées : la page dit le score et pourquoi, compté comme le seront les vraies réponses. Rien n'est enregistré.
instruments-trial-no-answer = Pas de réponse
instruments-trial-count = Calculer
instruments-trial-value = Score : { $value }
instruments-trial-too-few = Pas de score : { $answered } réponse(s) qui comptent, il en faut { $needed }
instruments-trial-why = Ce que chaque question a donné
instruments-trial-question = Question
instruments-trial-answer = Réponse
instruments-trial-points = Points
instruments-trial-counts = Compte
instruments-trial-yes = compte
instruments-trial-missing = ne compte pas, et reste attendue ({ $kind })
instruments-trial-leaves = sort du score ({ $kind })
instruments-trial-excluded = sortie du score par une autre réponse
instruments-score-source = Où la règle est publiée
instruments-score-rule = La règle
instruments-score-how = Comment les réponses deviennent un nombre
instruments-score-top = Combien de meilleures réponses comptent
instruments-score-top-hint = Pour la part de meilleures réponses. 1 : seule la meilleure.
instruments-score-least = Combien de réponses il faut
instruments-score-least-hint = En dessous, la personne n'a pas de score. Une somme simple demande toutes les réponses.
instruments-score-count = Nombre de réponses, si vous l'avez choisi
instruments-score-items = Les questions
instruments-score-items-hint = Cochez celles qui comptent. « À l'envers » quand la plus grande valeur est la moins bonne réponse. Un poids de 2 compte double.
instruments-score-item-reversed = À l'envers
instruments-score-item-weight = Poids
instruments-score-no-items = Aucune question ne peut être comptée
instruments-score-no-items-why = Donnez une valeur à chaque réponse d'une question : c'est dans la page de la question, sous chaque réponse.
instruments-score-others =
    { $n ->
        [one] { $n } autre question ne peut pas être comptée : ses réponses n'ont pas de valeur, ou elle est posée plusieurs fois.
       *[other] { $n } autres questions ne peuvent pas être comptées : leurs réponses n'ont pas de valeur, ou elles sont posées plusieurs fois.
     }
instruments-score-missing-hint = Sans rien dire, une question sans réponse reste attendue : elle compte parmi celles qu'il faudrait. Une absence de réponse n'est jamais un zéro.
instruments-missing-stays = reste attendue
instruments-missing-leaves = sort du score
instruments-missing-counts = compte comme une réponse
instruments-missing-value = Valeur
instruments-score-gone = question retirée
instruments-score-reversed = à l'envers
instruments-score-weighs = poids { $n }
instruments-score-leaves = « { $kind } » sort du score.
instruments-score-counts = « { $kind } » compte comme une réponse qui vaut { $n }.
instruments-score-not-hundred = Ce score n'est pas sur 100 : les tableaux de bord ne le montrent pas, les fichiers de réponses oui.
instruments-score-changed = compté autrement
instruments-score-changed-why = Un score compté autrement est un autre score : ses valeurs d'avant et d'après ne se comparent pas.
instruments-score-before = Avant
instruments-score-after = Après
instruments-say-decimal = Donnez un nombre, par exemple 2 ou 1,5.
instruments-say-score-title = Donnez un nom au score.
instruments-say-score-items = Cochez au moins une question.
instruments-say-score-top = Donnez un nombre à partir de 1.
instruments-say-score-count = Donnez un nombre de réponses.

# Used by prefix.
instruments-score-says-hundred =
    { $n ->
        [one] { $n } question ramenée sur 100.
       *[other] Moyenne de { $n } questions, chacune ramenée sur 100.
     }
instruments-score-says-box = Part, sur 100, des réponses parmi { $top ->
        [one] la meilleure
       *[other] les { $top } meilleures
     } ({ $n ->
        [one] { $n } question
       *[other] { $n } questions
     }).
instruments-score-says-mean =
    { $n ->
        [one] Valeur d'{ $n } question.
       *[other] Moyenne des valeurs de { $n } questions.
     }
instruments-score-says-sum =
    { $n ->
        [one] Valeur d'{ $n } question.
       *[other] Somme des valeurs de { $n } questions.
     }
instruments-score-says-prorated =
    { $n ->
        [one] Valeur d'{ $n } question.
       *[other] Somme des valeurs de { $n } questions ; ce qui manque compte comme la moyenne des autres.
     }
instruments-score-needs-half = Il faut au moins la moitié des réponses.
instruments-score-needs-more-than-half = Il faut plus de la moitié des réponses.
instruments-score-needs-all = Il faut toutes les réponses.
instruments-score-needs-count =
    { $n ->
        [one] Il faut au moins { $n } réponse.
       *[other] Il faut au moins { $n } réponses.
     }
instruments-rule-hundred = Moyenne sur 100
instruments-rule-why-hundred = Chaque question est ramenée de 0 à 100, puis on fait la moyenne. C'est la règle habituelle.
instruments-rule-box = Part des meilleures réponses
instruments-rule-why-box = Combien de réponses sont parmi les meilleures, sur 100.
instruments-rule-mean = Moyenne des valeurs
instruments-rule-why-mean = Les valeurs telles que vous les avez données.
instruments-rule-sum = Somme
instruments-rule-why-sum = Les valeurs s'ajoutent ; une seule réponse manquante, et il n'y a pas de score.
instruments-rule-prorated = Somme complétée
instruments-rule-why-prorated = Une réponse manquante compte comme la moyenne des autres, s'il y a assez de réponses.
instruments-least-half = au moins la moitié
instruments-least-more-than-half = plus de la moitié
instruments-least-all = toutes
instruments-least-count = un nombre que je donne

# Remarks
instruments-tab-remarks = Remarques
instruments-remarks-lead = Un questionnaire s'écrit avec les personnes qu'il concerne. Dites ce qui manque, ce qui blesse, ce qui ne se comprend pas.
instruments-remarks-whole = Sur tout le questionnaire
instruments-remarks-items = Sur une question
instruments-remarks-none = Aucune pour l'instant. Une remarque sur une question se laisse depuis sa page.
instruments-remarks-kept = Vos collègues qui lisent ce brouillon voient votre nom et votre rôle. Les remarques disparaissent avec le brouillon, quand il est publié ou supprimé.
instruments-remarks-open =
    { $n ->
        [one] { $n } remarque à lire
       *[other] { $n } remarques à lire
     }
instruments-remarks-unsettled =
    { $n ->
        [one] { $n } remarque attend encore
       *[other] { $n } remarques attendent encore
     }
instruments-remarks-unsettled-why = Vous pouvez publier ; elles disparaîtront avec le brouillon.
instruments-remarks-read = Les lire
instruments-remark-open = à lire
instruments-remark-settled = réglée
instruments-remark-gone = question retirée
instruments-remark-answered = Réponse de { $who }, { $day }
instruments-remark-settle = Régler
instruments-remark-reopen = Rouvrir
instruments-remark-withdraw = Reprendre ma remarque
instruments-remark-answer = Répondre
instruments-remark-answer-again = Changer la réponse
instruments-remark-your-answer = Votre réponse
instruments-remark-send = Répondre
instruments-remark-send-settle = Répondre et régler
instruments-remark-on-whole = Votre remarque sur le questionnaire
instruments-remark-on-item = Votre remarque sur cette question
instruments-remark-hint = Ne nommez ni patient, ni soignant.
instruments-remark-leave = Laisser cette remarque
instruments-say-your-remark = Écrivez quelques mots, { $n } caractères au plus.

# Kinds of question
instruments-yes = Oui
instruments-no = Non
instruments-condition-date = Date (AAAA-MM-JJ)
instruments-say-day = Donnez une date, par exemple 2026-05-31.
instruments-units = Unités
instruments-units-hint = Une par ligne, comme elle s'écrit : kg, mg, jours.
instruments-most-answers = Combien de réponses au plus
instruments-most-answers-hint = Vide : autant que la personne veut.
instruments-repeats-title = Combien de fois
instruments-repeats = Posé plusieurs fois
instruments-repeats-hint = Par exemple une fois par médicament ou par professionnel. Chaque fois est un bloc, avec ses propres réponses. Un score ne peut pas compter ces questions.
instruments-repeats-yes = Oui, la personne peut ajouter un bloc
instruments-repeats-fewest = Blocs au moins
instruments-repeats-most = Blocs au plus
instruments-repeats-numbers-hint = Vide : aucun bloc n'est exigé, et { $most } au plus. Un bloc laissé vide ne compte pas.
instruments-say-repeats = Cochez cette case, ou videz les deux nombres qui suivent.
instruments-say-count = Écrivez un nombre entier, 0 ou plus.
instruments-other = Une autre réponse
instruments-other-yes = « Autre » : la personne peut écrire sa réponse
instruments-other-hint = Ce qui est écrit là se lit comme une réponse libre.
instruments-range-days = Dates acceptées
instruments-range-days-hint = Année, mois et jour : 2026-05-31.
instruments-places = Chiffres après la virgule, au plus

# How a question is drawn
instruments-rendering = Présentation de la question
instruments-rendering-hint = Ce que verra la personne qui répond, à l'écran comme sur le papier. L'aperçu le montre.
instruments-rendering-asked = Comme le fichier le demande : « { $code } »
instruments-rendering-asked-hint = Nos pages ne la dessinent pas et montrent { $shown }. La demande reste dans le questionnaire, pour qui sait la dessiner.
instruments-rendering-only = comme d'habitude
instruments-rendering-by-step = { $rendering }, par pas de { $step }

# Used by prefix.
instruments-rendering-one-usual = Les réponses l'une sous l'autre
instruments-rendering-one-usual-hint = Tout se lit sans rien ouvrir. Au-delà de { $most } réponses, une liste s'ouvre à la place.
instruments-rendering-yes-no-usual = Oui et Non, l'un sous l'autre
instruments-rendering-yes-no-usual-hint = Deux grandes cases à toucher.
instruments-rendering-one-cards = Les réponses l'une sous l'autre, même nombreuses
instruments-rendering-one-cards-hint = Tout se lit sans rien ouvrir, sur une page qui s'allonge d'autant.
instruments-rendering-one-menu = Une liste qui s'ouvre
instruments-rendering-one-menu-hint = Prend une seule ligne. On ne voit les réponses qu'après l'avoir ouverte.
instruments-rendering-one-row = Les réponses côte à côte
instruments-rendering-one-row-hint = Pour des réponses courtes et ordonnées. Sur un téléphone, celles qui ne tiennent pas passent à la ligne.
instruments-rendering-one-suggested = Des propositions à mesure que l'on écrit
instruments-rendering-one-suggested-hint = La personne commence à écrire et choisit parmi vos réponses, ou garde ce qu'elle a écrit. Pour une longue liste : villes, métiers.
instruments-rendering-several-usual = Les cases l'une sous l'autre
instruments-rendering-several-usual-hint = Tout se lit sans rien ouvrir.
instruments-rendering-several-row = Les cases côte à côte
instruments-rendering-several-row-hint = Pour des réponses courtes. Sur un téléphone, celles qui ne tiennent pas passent à la ligne.
instruments-rendering-number-usual = Un champ où l'on écrit le nombre
instruments-rendering-number-usual-hint = Le plus sûr quand la personne connaît le nombre : un âge, un poids.
instruments-rendering-number-slider = Une échelle ou un curseur
instruments-rendering-number-slider-hint = Du plus petit au plus grand nombre, qu'il faut donner. Onze nombres au plus : une échelle, un bouton par nombre. Davantage : un curseur, avec le champ à côté. Rien n'est choisi d'avance.
instruments-rendering-open-usual = Plusieurs lignes
instruments-rendering-open-usual-hint = Un grand cadre, qui invite à raconter.
instruments-rendering-open-line = Une seule ligne
instruments-rendering-open-line-hint = Pour quelques mots : un nom de service, un code.
instruments-step = Pas de l'échelle ou du curseur
instruments-step-hint = De combien on avance à chaque fois. Vide : 1.
instruments-step-decimal-hint = De combien on avance à chaque fois, par exemple 0,5. Vide : 0,1.
instruments-say-slider-limit = Une échelle ou un curseur a besoin de ce nombre : donnez-le, ou choisissez le champ où l'on écrit.
instruments-say-slider-order = Pour une échelle ou un curseur, donnez un nombre plus grand que le plus petit.
instruments-say-slider-wide = Pour une échelle ou un curseur, restez entre moins un milliard et un milliard.
instruments-say-step = Donnez un pas plus grand que zéro, ou laissez vide.
instruments-say-step-wide = Ce pas dépasse l'écart entre le plus petit et le plus grand nombre : donnez-en un plus petit.
instruments-say-step-alone = Videz cette case, ou choisissez « Une échelle ou un curseur ».
instruments-say-suggested = Pour proposer des réponses à mesure que l'on écrit, cochez « Autre », ou choisissez une autre présentation.
instruments-change-rendering = Présentation :

# Used by prefix.
instruments-act-rendering-usual = Question écrite, dans sa présentation habituelle
instruments-act-rendering-cards = Question écrite, présentée en réponses l'une sous l'autre
instruments-act-rendering-menu = Question écrite, présentée en liste qui s'ouvre
instruments-act-rendering-row = Question écrite, présentée en réponses côte à côte
instruments-act-rendering-suggested = Question écrite, présentée avec des propositions à mesure que l'on écrit
instruments-act-rendering-slider = Question écrite, présentée en échelle ou en curseur
instruments-act-rendering-line = Question écrite, présentée en une seule ligne

# Used by prefix.
instruments-terms-holder-hint = La personne ou l'organisme à qui l'on demande.
instruments-terms-granted-to-hint = Le nom de l'établissement, tel qu'il est écrit dans l'accord.
instruments-terms-family-hint = Son nom chez qui détient les droits, par exemple « EQ-5D ».
instruments-terms-proof-hint = Numéro de licence, date d'une lettre ou d'un courriel.
instruments-terms-kind-open = Non, l'usage est libre
instruments-terms-kind-open-why = Un texte officiel, une notice qui le permet à tous, vos propres questions.
instruments-terms-kind-agreement = Oui, un accord a été donné
instruments-terms-kind-agreement-why = Dites alors qui l'a donné, à qui, et ce qui le prouve.

# Used by prefix.
instruments-score-step-nom = Nom
instruments-score-step-regle = Règle
instruments-score-step-questions = Questions
instruments-score-step-valeurs = Valeurs
instruments-score-step-absences = Absences
instruments-score-step-exclusions = Exclusions
instruments-score-step-essai = Essai
instruments-score-step-table = Table
instruments-length-title = Longueur et lecture
instruments-length-minutes = Temps pour répondre
instruments-length-about = Environ { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
}, seul, devant l'écran.
instruments-length-longest = Ce qui prend le plus de temps :
instruments-length-seconds = (environ { $n } s)
instruments-length-age = Âge de lecture
instruments-length-from = Se lit sans peine à partir de { $age } ans environ.
instruments-length-means-10 = Un enfant de fin d'école primaire comprend les questions à la première lecture.
instruments-length-means-11 = Un élève qui entre au collège comprend les questions à la première lecture.
instruments-length-means-12 = Un collégien comprend les questions à la première lecture : c'est le langage de tous les jours.
instruments-length-means-14 = Un élève de fin de collège comprend les questions à la première lecture : la plupart des adultes aussi.
instruments-length-means-16 = Il faut lire comme un lycéen : une partie des adultes devra relire. Raccourcissez les phrases les plus longues.
instruments-length-means-18 = Il faut lire comme après le lycée : beaucoup d'adultes devront relire, ou renonceront. Raccourcissez les phrases, remplacez les mots longs.
instruments-length-unmeasured = Non mesuré.
instruments-length-kandel-moles = Indice de Kandel et Moles, pour le français : { $ease } sur 100. Il compte la longueur des phrases et des mots, et ne sait rien du sens : faites relire par des patients.
instruments-length-flesch = Indice de Flesch, pour l'anglais : { $ease } sur 100. Il compte la longueur des phrases et des mots, et ne sait rien du sens : faites relire par des patients.
instruments-length-too-short = Il y a trop peu à lire : l'indice demande trente mots.
instruments-length-other-language = Le questionnaire est écrit en « { $tag } » : nos indices ne valent que pour le français et l'anglais.
instruments-length-unknown-language = Le questionnaire ne dit pas sa langue et ses mots ne la disent pas : choisir un indice serait deviner.
