### Les indicateurs choisis : fiches, bibliothèque, rencontres.

cards-title = Indicateurs
cards-lead = Ce que nous suivons, pourquoi, et qui l'a choisi avec qui.
cards-count = { $n ->
    [one] Un indicateur
   *[other] { $n } indicateurs
}
cards-none-title = Aucun indicateur
cards-none-why = Commencez par demander aux personnes ce qui compte vraiment pour elles. Puis choisissez peu d'indicateurs, et gardez-les.
cards-new = Écrire un indicateur
cards-sheet = Cette liste pour un tableur
cards-every = Tous
cards-column-title = Indicateur
cards-set-aside-too = Écartés
cards-set-aside-without = Sans les écartés
cards-set-aside-with = Avec les écartés
cards-to-complete = À compléter
cards-created = Écrit le

## La fiche.
cards-name = Nom
cards-name-hint = En mots de tous les jours. Jamais un nom officiel comme e-Satis : ce nombre est le vôtre.
cards-definition = Définition
cards-definition-hint = Ce qui est compté, parmi qui. Deux personnes doivent compter la même chose.
cards-purpose = À quoi il sert
cards-purpose-hint = Ce que vous déciderez avec : améliorer, certifier, rendre compte. Pas un classement.
cards-kind = Type
cards-audience = Public
cards-nature = Ce qui est demandé
cards-moment = Moment
cards-place = Lieu
cards-place-hint = L'indicateur porte sur ce lieu et tout ce qui est en dessous.
cards-source = Source de la définition
cards-source-hint = Texte de loi, guide ou article. Sinon, dites qui l'a écrite.
cards-source-none = Personne n'a dit d'où vient cette définition.
cards-certainty = La source a-t-elle été lue ?
cards-mode = Mode de recueil
cards-mode-hint = En ligne, sur papier, au téléphone, compté par l'équipe.
cards-rhythm = Une valeur couvre
cards-rhythm-hint = Un nombre par mois, par trimestre ou par année. Les réponses à un questionnaire se lisent mois par mois.
cards-rhythm-stays = Des nombres sont déjà saisis ou comptés pour cette durée : elle ne change plus. Pour une autre durée, écrivez une autre fiche.
cards-warning = À lire avec prudence
cards-warning-hint = Ce qui peut tromper : peu de réponses, qui ne répond pas, ce qui a changé.
cards-form-lead = Un nombre ne dit rien sans ce qui l'entoure.
cards-keep = Enregistrer
cards-next = Continuer
cards-edit = Modifier la fiche
cards-from-library = Cette fiche vient de la bibliothèque.
cards-from-scratch = Cette fiche a été écrite ici.
cards-missing = Il manque encore
cards-number = Le nombre
cards-measure = Calcul
cards-questionnaire = Questionnaire
cards-questionnaire-hint = Une nouvelle version du questionnaire sera lue aussi.
cards-questionnaire-unasked = Aucune campagne ne le pose aujourd'hui.
cards-questionnaire-none = Aucun questionnaire ne convient
cards-questionnaire-none-why = Ouvrez d'abord une campagne : un indicateur lit les réponses d'une campagne.
cards-to-do = La suite
cards-set-aside = Écarté
cards-set-aside-on = Écarté le { $day }
cards-set-aside-title = Écarter cet indicateur
cards-set-aside-do = Écarter
cards-reason = Raison
cards-reason-hint = Elle reste lisible sur la fiche.

## Qui l'a choisi.
cards-chosen = Choisi
cards-chosen-section = Qui l'a choisi, avec qui
cards-chosen-none = Aucune rencontre n'en a parlé.
cards-without-users = Choisi sans les usagers
cards-without-users-why = Aucune rencontre avec des usagers n'a gardé cet indicateur. Il dit peut-être ce qui compte pour nous, pas ce qui compte pour eux.
cards-session-record = Noter une rencontre

## Les rencontres.
cards-sessions = Rencontres
cards-sessions-lead = Où des indicateurs ont été choisis, avec qui, et ce qui compte pour les personnes.
cards-sessions-none = Aucune rencontre notée
cards-sessions-none-why = La commission, le conseil de la vie sociale, une association : des espaces existent déjà.
cards-session-new = Noter une rencontre
cards-session-lead = On commence par ce qui compte vraiment pour les personnes. Aucun nom : des rôles et des nombres.
cards-session-of = Rencontre du { $day }
cards-session-day = Jour
cards-session-held = Où
cards-session-space = Dans quel espace
cards-session-who = Qui a participé
cards-session-who-hint = Combien de personnes de chaque rôle. Jamais le nom d'un patient.
cards-session-people = { $n ->
    [one] une personne
   *[other] { $n } personnes
}, dont { $users ->
    [0] aucun usager
    [one] un usager
   *[other] { $users } usagers
}
cards-session-matters = Ce qui compte vraiment, dans leurs mots
cards-session-matters-hint = Ce que les personnes ont dit, avant toute liste d'indicateurs.
cards-session-talked = Les indicateurs dont on a parlé
cards-session-talked-hint = Laissez vide ce dont on n'a pas parlé. Ce qui n'est pas gardé dit pourquoi.
cards-session-other = Autre sujet { $n }
cards-session-subject = De quoi s'agit-il
cards-session-fate = Ce qui a été décidé
cards-session-not-talked = On n'en a pas parlé
cards-session-why = Pourquoi
cards-session-keep = Enregistrer la rencontre
cards-session-no-users = Sans usagers
cards-session-no-users-why = Personne n'y a parlé pour ceux qui sont soignés. Ce qui y fut gardé reste choisi sans les usagers.

## La bibliothèque.
cards-library = Bibliothèque
cards-library-go = Choisir dans la bibliothèque
cards-library-lead = Des indicateurs prêts, avec leur source. Adopter en fait une fiche, à compléter et à discuter avec les usagers.
cards-needs = Ce qu'il faut
cards-adopt = Adopter

## Le calcul.
cards-measure-edit = Dire comment le nombre est fait
cards-measure-now = Aujourd'hui
cards-measure-way = D'où vient le nombre ?
cards-measure-other-way = Choisir une autre façon
cards-measure-none = Personne n'a encore dit comment ce nombre est fait.
cards-measure-score = Le score du questionnaire, de 0 à 100.
cards-measure-share = Part de ceux qui ont répondu ainsi, parmi ceux qui ont répondu à
cards-measure-dimension = Moyenne, de 0 à 100, de ces questions, chacune pesant autant :
cards-measure-typed-share = Une part : un nombre parmi un autre, saisis par lieu et par période.
cards-measure-typed-number = Un nombre, en { $unit }, saisi par lieu et par période.
cards-measure-answered = Part des voix qui ont reçu une réponse, parmi celles qui en demandent une. Comptée une fois, 30 jours après la fin de la période.
cards-measure-answered-soon = Part des voix qui ont reçu une réponse dans les { $n } jours, parmi celles qui en demandent une.
cards-measure-changed = Part des voix lues comme une préoccupation qui ont mené à une action faite dans les { $n } jours.
cards-question = Question
cards-codes = Quelles réponses comptent ?
cards-codes-hint = « Sans avis » et « non concerné » ne comptent jamais.
cards-items = Quelles questions ?
cards-items-hint = Celles qui disent une même chose. Chacune pèse autant.
cards-unit = Unité
cards-unit-hint = En un mot ou deux : jours, sièges, plaintes.
cards-of-people = Ce nombre compte-t-il des personnes, ou leurs dossiers ?
cards-of-people-hint = Si oui, de 1 à 4 il n'est pas montré : on pourrait reconnaître quelqu'un.
cards-of-people-yes = Oui
cards-of-people-no = Non
cards-days = Nombre de jours
cards-days-hint = Vide : sans délai, compté une fois, 30 jours après la fin de la période.

## Ce qui ne va pas.
cards-problem-words = Écrivez ce texte, pas trop long.
cards-problem-official = « { $name } » est un nom officiel. Donnez à votre indicateur un nom à vous.
cards-problem-names = Une personne semble nommée : { $words }. Dites plutôt un rôle.
cards-problem-place = Choisissez un lieu de l'établissement.
cards-problem-measure = Le questionnaire n'a pas cela. Choisissez dans la liste.
cards-problem-state = Cet indicateur a été écarté.
cards-problem-rhythm = Des nombres sont déjà saisis ou comptés pour la durée d'avant. Rien n'est jeté : écrivez une autre fiche pour cette durée.
cards-problem-counted = Cette fiche compte des voix, et ses nombres ont pu être lus. Comptés autrement, ils parleraient d'un petit groupe par différence : écrivez une autre fiche.
cards-problem-inside = Des nombres de mois à l'intérieur de cette période sont déjà saisis. Effacez-les d'abord : à côté de la période, ils diraient un nombre caché.
cards-problem-forbidden = Votre rôle ne le permet pas.
cards-problem-not-found = Introuvable.
cards-problem-broken = Quelque chose n'a pas marché.
cards-problem-choose = Choisissez une réponse.
cards-problem-number = Écrivez un nombre entier.
cards-problem-why = Dites pourquoi il n'est pas gardé.

## La cible.
cards-target = Cible
cards-target-lead = Une valeur à atteindre dit d'où elle vient. Chaque changement garde son jour et sa raison.
cards-target-none = Pas de cible. Suivre sans cible vaut mieux qu'une cible sans source.
cards-target-set = Fixer une cible
cards-target-change = Changer la cible
cards-target-history = Toutes les cibles, et pourquoi
cards-target-away = Cible retirée
cards-target-at-least = Au moins { $value }
cards-target-at-most = Au plus { $value }
cards-target-until = { $said }, d'ici le { $day }
cards-target-value = Valeur
cards-target-direction = De quel côté
cards-target-until-when = Jusqu'à quand
cards-target-origin = D'où vient-elle ?
cards-target-source = Dites-le précisément
cards-target-source-hint = L'article, le guide, l'étude, notre valeur passée et sa période.
cards-target-because = Pourquoi cette valeur, ou pourquoi elle change
cards-target-because-hint = Gardé avec la cible.
cards-target-take-away = Retirer la cible
cards-unit-points = points sur 100
cards-unit-percent = %

## Les nombres saisis.
cards-typed = Nombres saisis
cards-typed-number = Valeur
cards-typed-count = Nombre
cards-typed-of = Sur combien
cards-typed-why = Pourquoi ce n'est pas montré
cards-typed-form = Saisir un nombre
cards-typed-clear = Effacer ce nombre
cards-typed-nothing = Aucun nombre pour vos lieux
cards-typed-nothing-why = Rien n'a encore été saisi, ni apporté par un fichier.
cards-typed-note = Chaque période se lit seule : rien n'est additionné, rien n'est classé. Ce qui compte peu de personnes n'est pas montré.
cards-typed-share = { $percent } ({ $count } sur { $of })
cards-typed-too-few = Montré à partir de { $floor } : il en manque { $n }
cards-typed-not-number = Écrivez un nombre, par exemple 12 ou 2,5.
cards-typed-not-whole = Écrivez deux nombres entiers.
cards-typed-of-nobody = Sur zéro, il n'y a pas de part.
cards-typed-more = Le premier nombre ne peut pas dépasser le second.
cards-typed-future = Cette période n'a pas commencé.
cards-typed-none-there = Ce lieu n'a pas de nombre pour cette période.
cards-typed-inside-quarter = Cette fiche compte par trimestre. Écrivez le trimestre entier, par exemple 2026-T1, et non un mois à l'intérieur.
cards-typed-inside-year = Cette fiche compte par année. Écrivez l'année entière, par exemple 2026, et non un mois.
cards-sheet-numbers = Ces nombres pour un tableur
cards-file = Apporter un fichier
cards-file-choose = Fichier CSV
cards-file-hint = Trois colonnes : lieu, période, nombre. Tout le fichier est pris, ou rien.
cards-file-hint-share = Quatre colonnes : lieu, période, nombre, sur. Tout le fichier est pris, ou rien.
cards-file-send = Envoyer le fichier
cards-file-wrong = Rien n'a été pris : corrigez ces lignes
cards-file-at = Ligne { $n } : { $why }
cards-file-none = Choisissez un fichier.
cards-file-heavy = Le fichier est trop grand.
cards-file-no-text = Ce n'est pas un fichier de texte. Enregistrez-le en CSV.
cards-file-titles = Il manque une colonne. La première ligne porte les titres.
cards-file-empty = Le fichier ne contient aucune ligne.
cards-file-line = Cette ligne est illisible.
cards-file-place = Ce lieu n'est pas connu, ou n'est pas le vôtre.
cards-file-month = Écrivez un mois, par exemple 03/2026.
cards-file-quarter = Écrivez un trimestre, par exemple 2026-T1, ou son premier mois.
cards-file-year = Écrivez une année, par exemple 2026.
cards-file-twice = Ce lieu et cette période y sont déjà.

## Les mois prévus.
cards-plan = Mesures prévues
cards-plan-lead = Une mesure ne dure que si on la répète. Quelqu'un est prévenu avant chaque mois.
cards-plan-none = Aucune mesure n'est prévue.
cards-plan-by-itself = Ce nombre se compte tout seul, à chaque période : rien n'est à prévoir.
cards-plan-new = Prévoir des mesures
cards-plan-every = { $n ->
    [one] Chaque mois
   *[other] Tous les { $n } mois
}, dès { $from }
cards-plan-who = { $role }, { $place } : rappel { $n ->
    [0] le premier jour
    [one] un jour avant
   *[other] { $n } jours avant
}
cards-plan-next = Prochain mois : { $when }
cards-plan-ended = Arrêté le { $day }
cards-plan-end = Arrêter ces rappels
cards-plan-way = Quand
cards-plan-way-every = À intervalle régulier
cards-plan-way-chosen = Des mois choisis
cards-plan-months = Tous les combien de mois
cards-plan-first = Premier mois
cards-plan-last = Dernier mois
cards-plan-last-hint = Vide : sans fin.
cards-plan-chosen = Mois choisis
cards-plan-chosen-hint = Séparés par des espaces : 03/2026 09/2026.
cards-plan-role = Qui est prévenu
cards-plan-days-before = Jours avant le début du mois
cards-plan-days-before-hint = De 0 à 180.
cards-plan-make = Prévoir
cards-mail-subject = Une mesure est prévue
cards-mail-text = Bonjour,

    Pour { $place }, une mesure est prévue en { $when } : { $title }.

    La fiche : { $address }

    Ce rappel ne part qu'une fois.

# Used by prefix.
cards-kind-structure = Structure
cards-kind-structure-hint = Les moyens : personnes, places, équipement.
cards-kind-process = Processus
cards-kind-process-hint = Ce qui est fait : actes, délais, pratiques.
cards-kind-result = Résultat
cards-kind-result-hint = Ce qui en sort : vécu, qualité de vie, complications.
cards-audience-users = Patients et proches
cards-audience-carers = Soignants
cards-audience-managers = Direction
cards-nature-satisfaction = Satisfaction
cards-nature-satisfaction-hint = Ce que la personne en pense.
cards-nature-experience = Expérience
cards-nature-experience-hint = Ce qui s'est passé pour elle.
cards-nature-outcome = Résultat de santé
cards-nature-outcome-hint = Ce que les soins ont changé pour elle.
cards-nature-other = Autre
cards-nature-other-hint = L'indicateur n'est pas demandé aux personnes.
cards-moment-before = Avant
cards-moment-during = Pendant
cards-moment-after = Après
cards-moment-throughout = Tout au long
cards-rhythm-month = Un mois
cards-rhythm-quarter = Trois mois
cards-rhythm-year = Une année
cards-typed-period-month = Mois
cards-typed-period-quarter = Trimestre
cards-typed-period-year = Année
cards-typed-hint-month = Par exemple 03/2026.
cards-typed-hint-quarter = Un trimestre, par exemple 2026-T1, ou son premier mois, 01/2026.
cards-typed-hint-year = Une année, par exemple 2026.
cards-certainty-verified = vérifiée
cards-certainty-to-confirm = à confirmer
cards-gap-measure = Dire comment le nombre est fait
cards-gap-source = Dire d'où vient la définition
cards-gap-purpose = Dire à quoi il sert
cards-choice-with = avec des usagers
cards-choice-without = sans les usagers
cards-fate-kept = Gardé
cards-fate-discussed = Discuté
cards-fate-rejected = Pas gardé
cards-fates-kept = Gardés
cards-fates-discussed = Discutés
cards-fates-rejected = Pas gardés
cards-space-cdu = Commission des usagers
cards-space-cvs = Conseil de la vie sociale
cards-space-association = Association
cards-space-partners = Patients partenaires
cards-space-committee = Comité de patients
cards-space-workshop = Atelier
cards-space-other = Autre
cards-group-patients = Patients, résidents, habitants
cards-group-relatives = Proches et aidants
cards-group-representatives = Représentants des usagers
cards-group-partners = Patients partenaires, pair-aidants
cards-group-associations = Membres d'associations
cards-group-carers = Soignants
cards-group-managers = Encadrement et direction
cards-group-quality = Qualité et relations avec les usagers
cards-group-others = Autres
cards-family-survey = Questionnaires
cards-family-about-survey = Les mêmes sujets que le questionnaire national, avec vos questions. Ce ne sont pas des scores nationaux.
cards-family-loop = Réponses et changements
cards-family-about-loop = Ce que deviennent les voix, compté par le logiciel.
cards-family-complaints = Délais des plaintes
cards-family-about-complaints = Les délais sont des réglages datés. Les nombres se saisissent pour le moment à la main.
cards-family-essms = Médico-social : critères impératifs
cards-family-about-essms = Plaintes, événements indésirables, maltraitance. Les textes du manuel restent à confirmer.
cards-family-structure = Moyens
cards-family-about-structure = Ce qui doit être en place pour que les usagers soient entendus.
cards-needs-dimension = Un questionnaire, et les questions qui disent cela.
cards-needs-share = Un questionnaire, une question, et les réponses qui comptent.
cards-needs-typed-share = Deux nombres par lieu et par période, saisis ou apportés par un fichier.
cards-needs-typed-number = Un nombre par lieu et par période, saisi ou apporté par un fichier.
cards-needs-answered = Rien : le logiciel compte les réponses.
cards-needs-changed = Rien : le logiciel compte les constats et les actions.
cards-made-share = Une part des réponses à une question
cards-made-share-hint = Par exemple la part de ceux qui ont été tenus au courant.
cards-made-dimension = La moyenne de plusieurs questions
cards-made-dimension-hint = Une dimension à vous, de 0 à 100.
cards-made-score = Le score d'un questionnaire
cards-made-score-hint = Celui que le questionnaire définit, de 0 à 100.
cards-made-typed-share = Une part saisie
cards-made-typed-share-hint = Un nombre parmi un autre, par lieu et par période.
cards-made-typed-number = Un nombre saisi
cards-made-typed-number-hint = Avec son unité, par lieu et par période.
cards-made-answered = Les voix répondues
cards-made-answered-hint = Parmi celles qui demandent une réponse.
cards-made-changed = Les préoccupations suivies d'un changement
cards-direction-at-least = Au moins cette valeur
cards-direction-at-most = Au plus cette valeur
cards-origin-law = Une loi ou un règlement
cards-origin-guide = Un guide ou un référentiel
cards-origin-paper = Une étude publiée
cards-origin-past = Ce que nous avons déjà atteint
cards-origin-session = Choisie avec les usagers
cards-origin-decision = Une décision de la direction ou d'une commission
cards-hidden-small = Caché : une à quatre personnes seraient reconnaissables
cards-hidden-close = Retenu : la différence avec un autre nombre montré parlerait d'un petit groupe
cards-hidden-neighbour = Caché : le total au-dessus dirait un nombre caché à côté
cards-stands-ahead = à venir
cards-stands-due = à faire
cards-stands-measured = mesuré
cards-stands-missed = passé sans mesure
cards-made-changed-hint = Par un constat, jusqu'à une action faite.
cards-reading = Ce que disent les réponses
cards-reading-none = Personne n'a encore répondu à ce questionnaire.
