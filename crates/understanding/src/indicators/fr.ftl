### Les chiffres d'un lieu.

indicators-list-title = Chiffres par lieu
indicators-list-lead = Ce que les questionnaires disent, lieu par lieu. Les lieux ne sont ni classés ni comparés : seul ressort ce qui a vraiment changé.
indicators-list-note = Une variation habituelle ne dit rien : elle n'est pas montrée. Un changement n'est signalé que s'il sort de cette variation (carte XmR, « Making Data Count »).
indicators-place = Lieu
indicators-last-wave = Dernier mois terminé
indicators-changed = Ce qui a vraiment changé
indicators-campaign = Questionnaire
indicators-campaigns = Questionnaires
indicators-level = Niveau
indicators-all-levels = Tous les niveaux
indicators-no-place = Aucun lieu
indicators-no-place-why = Aucun de vos lieux n'est de ce niveau.
indicators-no-frozen = Pas encore de mois terminé
indicators-wave-says = { $when } : { $said }
indicators-none-title = Pas encore de réponse
indicators-none-why = Les chiffres apparaissent quand dix personnes au moins ont répondu et que leurs réponses ont été comptées ensemble.
indicators-years = Années
indicators-months = Mois

indicators-response-invited = { $n ->
    [one] En { $when }, { $n } personne a répondu sur { $invited } invitées ({ $rate }).
   *[other] En { $when }, { $n } personnes ont répondu sur { $invited } invitées ({ $rate }).
}
indicators-response-open = { $n ->
    [one] En { $when }, { $n } personne a répondu. C'est ouvert à tous : il n'y a pas de taux.
   *[other] En { $when }, { $n } personnes ont répondu. C'est ouvert à tous : il n'y a pas de taux.
}
indicators-response-no-rate = { $n ->
    [one] En { $when }, { $n } personne a répondu. Le taux ne peut pas être calculé.
   *[other] En { $when }, { $n } personnes ont répondu. Le taux ne peut pas être calculé.
}
indicators-rate = Taux de réponse : { $rate } de { $invited } personnes invitées
indicators-rate-open = Ouvert à tous : pas de taux de réponse
indicators-rate-none = Taux de réponse : il ne peut pas être calculé
indicators-rate-by-month = Taux de réponse : voir chaque mois
indicators-people = { $n ->
    [one] { $n } personne a répondu
   *[other] { $n } personnes ont répondu
}
indicators-people-of-question = { $n ->
    [one] { $n } réponse ; { $missing } sans réponse à cette question
   *[other] { $n } réponses ; { $missing } sans réponse à cette question
}
indicators-people-of-question-few = { $n ->
    [one] { $n } réponse ; moins de { $floor } personnes n'ont pas répondu à cette question
   *[other] { $n } réponses ; moins de { $floor } personnes n'ont pas répondu à cette question
}
indicators-scored = { $n ->
    [one] { $n } personne a assez répondu pour compter dans le score
   *[other] { $n } personnes ont assez répondu pour compter dans le score
}
indicators-modes = Façon de répondre : { $modes }
# used by prefix
indicators-mode-web = en ligne
indicators-mode-kiosk = sur une borne
indicators-mode-phone = par téléphone
indicators-mode-paper = sur papier
indicators-mode-face-to-face = de vive voix

indicators-frozen = définitif
indicators-provisional = provisoire
indicators-provisional-title = Chiffres provisoires
indicators-provisional-why = Des personnes répondent encore. Les chiffres avancent par groupes d'au moins dix réponses et deviennent définitifs à la fin du mois de collecte.
indicators-left-out = { $n ->
    [one] Un mois n'est pas compté ici, parce qu'il a moins de { $floor } réponses : { $waves }.
   *[other] Ces mois ne sont pas comptés ici, parce qu'ils ont moins de { $floor } réponses chacun : { $waves }.
}
indicators-left-out-of-score = { $n ->
    [one] Un mois compte dans les tableaux et non dans le score, parce que moins de { $floor } personnes y ont un score ou qu'on pourrait calculer celui d'un voisin : { $waves }.
   *[other] Ces mois comptent dans les tableaux et non dans le score, parce que moins de { $floor } personnes y ont un score ou qu'on pourrait calculer celui d'un voisin : { $waves }.
}
indicators-whole-campaign = Mois par mois, depuis le début

indicators-score-heading = Le score
indicators-score-title = Score de 0 à 100
indicators-score = Score
indicators-score-sentence = Le score moyen est de { $score } sur 100 ; la vraie valeur est sans doute entre { $low } et { $high } ({ $n } personnes).
indicators-score-hidden = Pas de score pour cette période. { $why }
indicators-no-score-title = Ce questionnaire n'a pas de score
indicators-no-score = Le document ne définit pas de score. Nous montrons les réponses, question par question.
indicators-score-apart = Le score de ce questionnaire ne va pas de 0 à 100. Nous ne montrons pas sa moyenne : rapprochée du détail des réponses, elle pourrait dire ce qu'ont répondu les quelques personnes qui ont laissé une question vide. Nous montrons les réponses, question par question.
indicators-score-apart-title = Le score de ce questionnaire n'est pas montré
indicators-period = Période
indicators-low = Au moins (95 %)
indicators-high = Au plus (95 %)
indicators-n = Personnes
indicators-see-numbers = Voir les nombres

indicators-trend = Mois après mois
indicators-trend-title = Score de chaque mois
indicators-no-trend = Aucun mois n'a encore assez de réponses pour un score.
indicators-no-change = Rien ne sort de la variation habituelle.
indicators-past = En ce moment, rien ne sort de la variation habituelle. Auparavant, de { $from } à { $to } : { $reading }.
indicators-past-month = En ce moment, rien ne sort de la variation habituelle. Auparavant, en { $from } : { $reading }.
indicators-change-better = Mieux que d'habitude depuis { $since }
indicators-change-worse = Moins bien que d'habitude depuis { $since }
indicators-change-other = Différent de d'habitude depuis { $since }
indicators-two-points = Deux mois ne se comparent pas entre eux : la variation d'un mois à l'autre est normale. Regardez la bande et les signes.
indicators-reading = Ce que dit ce mois
indicators-actions = Ce qui a été fait
indicators-mean = Moyenne
indicators-lower = Limite basse de la variation habituelle
indicators-upper = Limite haute de la variation habituelle
indicators-band = Variation habituelle
indicators-trial = Limites d'essai : moins de douze mois les fixent.
indicators-no-limits = Il faut six mois pour tracer la variation habituelle.
# used by prefix
indicators-spc-usual = habituel
indicators-spc-improvement = mieux que d'habitude
indicators-spc-concern = moins bien que d'habitude
indicators-spc-neither = différent de d'habitude
# used by prefix
indicators-spc-outside-up = au-dessus de la variation habituelle
indicators-spc-outside-down = au-dessous de la variation habituelle
indicators-spc-trend-up = sept mois qui montent
indicators-spc-trend-down = sept mois qui descendent
indicators-spc-two-of-three-up = deux mois sur trois près de la limite haute
indicators-spc-two-of-three-down = deux mois sur trois près de la limite basse
indicators-spc-run-up = sept mois de suite au-dessus de la moyenne
indicators-spc-run-down = sept mois de suite au-dessous de la moyenne

indicators-questions = Question par question
indicators-questions-lead = Les personnes qui n'ont pas d'avis ou ne sont pas concernées sont montrées à part : elles ne comptent pas dans les parts.
indicators-answer = Réponse
indicators-share = Part
indicators-hidden = caché
indicators-missing = Sans réponse, hors des parts
indicators-other-answer = Autre réponse, écrite
indicators-missing-few = Moins de { $floor } personnes n'ont pas répondu à cette question.
indicators-missing-hidden = Moins de { $floor } personnes n'ont pas répondu à cette question : leurs raisons sont cachées.
indicators-most = Réponse la plus donnée : { $answer } ({ $n } personnes sur { $of }).

indicators-hidden-title = Rien n'est montré pour cette période
indicators-hidden-rule = La règle est la même pour tous : sous dix personnes, on pourrait reconnaître quelqu'un. Le lieu au-dessus compte aussi ces réponses.
indicators-running-title = L'année n'est pas finie
indicators-running-rule = Une année se lit d'un coup, quand tous ses mois sont définitifs. Lue plus tôt, puis encore plus tard, elle dirait par différence ce qu'ont répondu quelques personnes. Ses mois se lisent un par un, ci-dessus, et l'année d'avant en entier.
# used by prefix
indicators-hidden-nobody = Aucune réponse comptée.
indicators-hidden-too-few = { $needed ->
    [one] Il faut au moins { $floor } réponses : il en manque une.
   *[other] Il faut au moins { $floor } réponses : il en manque { $needed }.
}
indicators-hidden-neighbour = Caché pour protéger un groupe trop petit, à côté : on pourrait le calculer par différence.
indicators-hidden-above = Caché parce que le lieu au-dessus l'est.
indicators-hidden-cells = Caché : ce score, à côté des réponses affichées, dirait combien de personnes sont dans une case cachée.
indicators-hidden-running = L'année n'est pas finie : elle se lira d'un coup, quand son dernier mois sera définitif. Ses mois se lisent dès maintenant.
indicators-hidden-masked = Caché : une des réponses qu'il compte est cachée.
indicators-hidden-unasked = Ce questionnaire ne permet pas de le calculer.
indicators-hidden-elsewhere = Ce nombre ne vient pas des réponses au questionnaire.
indicators-hidden-too-few-for-score = { $needed ->
    [one] Il faut { $floor } réponses pour un score : il en manque une.
   *[other] Il faut { $floor } réponses pour un score : il en manque { $needed }.
}
indicators-hidden-small-cells = Les nombres de moins de { $floor } personnes sont cachés, et d'autres avec eux pour qu'on ne puisse pas les calculer.
indicators-hidden-follows = Cette question suit la réponse à une autre. Dire combien de personnes l'ont reçue dirait combien de personnes, trop peu nombreuses, ont donné cette autre réponse : rien n'en est montré ici.
indicators-hidden-mean-tells = La moyenne dirait les nombres cachés.
# used by prefix
indicators-warning-low-rate = Peu de personnes invitées ont répondu ({ $rate }, moins de { $below }) : celles qui n'ont pas répondu pensent peut-être autrement.
indicators-warning-few-answers = Seulement { $n } réponses (moins de { $floor }) : à lire avec prudence.
indicators-warning-self-selected = A répondu qui voulait : d'autres auraient peut-être répondu autrement.

indicators-voices = Lire les voix de { $when }
indicators-told-of = Lire ce qui est dit sur « { $theme } », { $when }
indicators-file = Télécharger ces chiffres (CSV)
indicators-paper = Cette page en PDF
indicators-rules-title = Ce que nous montrons, et ce que nous cachons
indicators-rules = Moins de 10 personnes : rien. Moins de 30 : pas de score. Dans un tableau, les nombres de moins de 5 sont cachés, et avec eux ceux qui permettraient de les calculer : chez les lieux voisins, et entre les mois d'une année. Une année additionne seulement les mois qui peuvent être montrés, et se lit quand elle est finie. Une question posée seulement après certaines réponses n'est pas montrée là où elle dirait une case cachée. Ces règles sont les mêmes dans les pages et les fichiers, pour tous les rôles.
# used by prefix
indicators-column-place = lieu
indicators-column-period = période
indicators-column-state = état
indicators-column-question = question
indicators-column-answer = réponse
indicators-column-kind = sorte
indicators-column-n = personnes
indicators-column-of = sur
indicators-column-score = score
indicators-column-low = au moins (95 %)
indicators-column-high = au plus (95 %)
indicators-column-why = pourquoi caché
# used by prefix
indicators-kind-value = réponse
indicators-kind-missing = sans réponse

### Un indicateur dans un lieu, en phrases : ce qui a vraiment changé, depuis quand, et si c'est sûr.

# used by prefix
indicators-says-share-up = Depuis { $since }, plus de personnes le disent que d'habitude.
indicators-says-share-down = Depuis { $since }, moins de personnes le disent que d'habitude.
indicators-says-points-up = Depuis { $since }, le résultat est plus haut que d'habitude.
indicators-says-points-down = Depuis { $since }, le résultat est plus bas que d'habitude.
indicators-says-share-up-month = En { $since }, plus de personnes le disent que d'habitude.
indicators-says-share-down-month = En { $since }, moins de personnes le disent que d'habitude.
indicators-says-points-up-month = En { $since }, le résultat est plus haut que d'habitude.
indicators-says-points-down-month = En { $since }, le résultat est plus bas que d'habitude.
# used by prefix
indicators-says-spc-improvement = C'est un vrai changement, en mieux.
indicators-says-spc-concern = C'est un vrai changement, en moins bien.
indicators-says-spc-neither = C'est un vrai changement.
indicators-says-usual = Comme d'habitude : rien n'a vraiment changé.
indicators-says-past = Comme d'habitude en ce moment. C'était différent de { $from } à { $to }.
indicators-says-past-month = Comme d'habitude en ce moment. C'était différent en { $from }.
indicators-says-too-soon = { $n ->
    [one] Trop tôt pour parler d'habitude : il faut six mois, et il y en a un.
   *[other] Trop tôt pour parler d'habitude : il faut six mois, et il y en a { $n }.
}
indicators-says-nothing = Nous ne pouvons montrer aucun mois.
indicators-says-because = Ce qui le montre : { $signal }.
indicators-says-trial = À confirmer : nous avons moins de { $n } mois.
indicators-says-hidden = { $n ->
    [one] Un mois reste caché : trop peu de personnes.
   *[other] { $n } mois restent cachés : trop peu de personnes.
}
indicators-says-latest-share = { $n ->
    [one] En { $when }, { $n } personne sur { $of } le dit : { $share }. La vraie part est sans doute entre { $low } et { $high }.
   *[other] En { $when }, { $n } personnes sur { $of } le disent : { $share }. La vraie part est sans doute entre { $low } et { $high }.
}
indicators-says-latest-points = En { $when }, le résultat est de { $score } sur 100 ({ $n } personnes). La vraie valeur est sans doute entre { $low } et { $high }.
indicators-says-target = But choisi : { $target } sur 100.

### Le mur des indicateurs.

indicators-wall-title = Mur des indicateurs
indicators-wall-lead = Chaque lieu devant chaque indicateur. Seul ressort ce qui a vraiment changé. Les lieux sont dans l'ordre de l'établissement, jamais classés.
indicators-wall-note = Une case dit seulement si quelque chose sort de la variation habituelle (cartes XmR et P', « Making Data Count »). Deux lieux ne se comparent pas ici.
indicators-wall-beside = Le nombre de personnes, la période, la façon de répondre et le taux sont à côté de chaque graphique.
indicators-wall-legend = Les indicateurs
indicators-wall-usual = comme d'habitude
indicators-wall-too-soon = trop tôt pour le dire
indicators-wall-hidden = rien à montrer
indicators-wall-better = mieux
indicators-wall-worse = moins bien
indicators-wall-other = différent
indicators-wall-since = depuis { $since }
indicators-wall-n-changed = { $n ->
    [one] { $n } vrai changement
   *[other] { $n } vrais changements
}
indicators-wall-n-usual = { $n } comme d'habitude
indicators-wall-n-too-soon = { $n } trop tôt pour le dire
indicators-wall-n-hidden = { $n } sans rien à montrer
indicators-no-indicator = Pas d'indicateur pour ce questionnaire
indicators-no-indicator-why = Le document ne dit pas quelle réponse est la meilleure. Les réponses, question par question, sont sur la page de chaque lieu.
# used by prefix
indicators-column-level = niveau
indicators-column-indicator = indicateur
indicators-column-says = ce qu'il dit
indicators-column-since = depuis
indicators-column-value = valeur

### Ce que disent les indicateurs d'un lieu.

indicators-glance = Ce que disent les indicateurs
indicators-glance-lead = Depuis le début de ce questionnaire, mois par mois. Un signe marque un vrai changement ; le reste est la variation normale.
indicators-glance-charts = Voir les graphiques de ces indicateurs

### L'entonnoir : des unités côte à côte, jamais classées.

indicators-indicator = Indicateur
indicators-wall-funnel = Les unités côte à côte
indicators-funnel-title = Unités côte à côte
indicators-funnel-lead = Un entonnoir dit quelle différence la taille et le hasard suffisent à faire. Les unités sont dans l'ordre de leurs noms, jamais classées.
indicators-funnel-units = { $n } lieux peuvent être montrés pour { $when }.
indicators-funnel-none = Il faut au moins deux lieux qui peuvent être montrés pour { $when }.
indicators-funnel-far = Hors de la limite de 99,8 %, à aller comprendre sur place : { $names }.
indicators-funnel-near = Entre les deux limites, à suivre : { $names }.
indicators-funnel-rest = Pour les autres, le hasard suffit à expliquer les différences.
indicators-funnel-all = Aucun ne sort des limites : le hasard suffit à expliquer les différences.
indicators-funnel-wider = Les limites sont élargies, parce que les lieux diffèrent entre eux plus que par hasard.
indicators-funnel-usual = dans les limites : le hasard suffit à l'expliquer
indicators-funnel-high = au-dessus de la limite de 95 %
indicators-funnel-very-high = au-dessus de la limite de 99,8 %
indicators-funnel-low = au-dessous de la limite de 95 %
indicators-funnel-very-low = au-dessous de la limite de 99,8 %
indicators-funnel-table = Chaque lieu en { $when }, dans l'ordre des noms
indicators-funnel-value = Valeur (95 %)
indicators-funnel-95 = Limites à 95 %
indicators-funnel-998 = Limites à 99,8 %
indicators-funnel-says = Ce que cela dit
indicators-funnel-not-shown = Lieux qui ne sont pas montrés
indicators-funnel-note = Être hors des limites ne dit pas pourquoi : d'autres patients, une autre façon de répondre, ou les soins. Être dedans ne dit pas que tout va bien.
indicators-funnel-how-title = Comment lire un entonnoir
indicators-funnel-how = Moins il y a de réponses, plus le hasard fait bouger un résultat : les limites s'écartent. Sur 20 lieux sans aucune vraie différence, un sort en moyenne de la limite de 95 %. Sur 500, un sort de celle de 99,8 % (Spiegelhalter, 2005).

indicators-glance-of = Les indicateurs : { $place }
indicators-voices-apart = Les commentaires restent séparés des cases cochées : vous lisez ceux du lieu et de la période, pas ceux des personnes qui ont donné une réponse.
indicators-drawn-small = Tous les indicateurs, mois après mois
indicators-drawn-scale = Tous sur la même échelle de 0 à 100 : parts en %, score en points.
indicators-drawn-n-below = Nombre de personnes : voir chaque indicateur
indicators-drawn-n = { $n ->
    [one] { $n } réponse, sur { $months } mois
   *[other] { $n } réponses, sur { $months } mois
}
indicators-drawn-xmr = Carte XmR : les limites viennent des écarts d'un mois à l'autre.
indicators-drawn-p = Carte P' (Laney) : les limites viennent du nombre de réponses de chaque mois et des écarts d'un mois à l'autre.
indicators-drawn-stepped = plus large quand moins de personnes ont répondu
indicators-drawn-target = But choisi
indicators-kept-elsewhere = Ces nombres sont ceux d'un lieu que vous ne suivez pas.
indicators-kept-deeds = Avec ce qui a été fait, et les autres indicateurs : { $place }
indicators-drawn-anew = Limites recalculées
indicators-drawn-hidden = Mois caché : le tableau dit pourquoi

indicators-modes-by-month = Façon de répondre : voir chaque mois
indicators-modes-by-place = Façon de répondre : voir chaque lieu
indicators-rate-by-place = Taux de réponse : voir chaque lieu
indicators-funnel-target = Tous les lieux montrés ensemble
indicators-funnel-logarithm = Tailles dessinées par leur logarithme
indicators-funnel-linear = Tailles dessinées telles quelles

indicators-nation = Ces chiffres ne sont pas ceux d'e-Satis et ne s'y comparent pas.
indicators-nation-link = Voir ce que la HAS publie sur ce site
