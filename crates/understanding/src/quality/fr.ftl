### La qualité de la mesure.

quality-title = Qualité de la mesure
quality-way = les questions vont-elles ensemble, et à quelle finesse lire le score ?
quality-lead = Un score n'a de sens que si ses questions vont ensemble. Cette page le vérifie, pour toute la campagne et une année complète.
quality-period = Année { $year } (définitive), toute l'organisation
quality-running = Cette page se lit quand tous les mois de l'année sont définitifs. Lue plus tôt, puis encore plus tard, elle dirait par différence comment ont répondu quelques personnes.

quality-says-together = Les { $k } questions du score « { $score } » vont ensemble : alpha { $alpha }.
quality-says-apart = Les { $k } questions du score « { $score } » vont mal ensemble : alpha { $alpha }. Lisez-les une à une plutôt que par leur score.
quality-says-same = Les { $k } questions du score « { $score } » disent presque la même chose : alpha { $alpha }. Quelques-unes sont peut-être de trop.
quality-says-finely = D'une fois à l'autre, un écart de moins de { $points } chez une même personne peut venir du hasard : ce n'est pas un vrai changement.
quality-none = Rien n'est dit ici du score « { $score } ». { $why }
quality-nothing = Aucun coefficient n'est donné.
quality-few = Il faut au moins { $least } personnes qui ont répondu à toutes ses questions. { $needed ->
    [one] Il en manque au plus { $needed }.
   *[other] Il en manque au plus { $needed }, comptées par dizaines.
}
quality-alike = À une de ses questions, presque tout le monde a donné la même réponse : moins de { $floor } personnes en ont donné une autre. Un coefficient parlerait d'elles.
quality-single = Un score d'une seule question n'a ni alpha ni oméga.
quality-otherwise = Il n'est ni la somme ni la moyenne simple de ses questions : alpha et oméga ne s'y appliquent pas.

quality-score = Le score « { $score } »
quality-above = plus de { $value }
quality-below = moins de { $value }
quality-points = { $n } points

# used by prefix
quality-people = Personnes
quality-people-value = au moins { $n } personnes
quality-people-why = Elles ont répondu à toutes les questions du score. Leur nombre est dit par { $by } : à l'unité, il dirait combien de personnes ont laissé deux questions.
quality-people-source = Au moins 100 personnes : Terwee et al., J Clin Epidemiol 60, 2007.
quality-alpha = Alpha de Cronbach
quality-alpha-value = { $alpha } (intervalle à 95 % : { $low } à { $high })
quality-alpha-why = De 0,70 à 0,95, les questions vont ensemble. Alpha ne prouve pas qu'elles mesurent une seule chose, et il monte avec leur nombre.
quality-alpha-source = Cronbach, Psychometrika 16, 1951 ; intervalle : Feldt, Psychometrika 30, 1965 ; bornes : Terwee et al., 2007.
quality-omega = Oméga de McDonald
quality-omega-why = Se lit comme alpha, sans supposer que chaque question compte autant.
quality-omega-none = aucun : il faut au moins trois questions, et un facteur commun qui les explique
quality-omega-source = McDonald, Test Theory, 1999.
quality-sem = Erreur de mesure
quality-sem-why = Écart type de ce que le score d'une personne doit au hasard.
quality-sem-source = Écart type × racine carrée de (1 − alpha) : Wyrwich et al., J Clin Epidemiol 52, 1999.
quality-smallest = Plus petit vrai changement
quality-smallest-why = D'une seule personne, arrondi vers le haut. Pour un groupe, lisez l'intervalle du score : il est plus fin. Ici, personne n'est suivi d'une fois à l'autre.
quality-smallest-source = 1,96 × racine carrée de 2 × erreur de mesure : Jacobson et Truax, J Consult Clin Psychol 59, 1991.
quality-important-half = Différence importante : un demi-écart type
quality-important-half-source = Norman, Sloan et Wyrwich, Medical Care 41, 2003.
quality-important-sem = Différence importante : une erreur de mesure
quality-important-sem-source = Wyrwich et al., J Clin Epidemiol 52, 1999.
quality-important-why = Repère, non ce que disent les personnes elles-mêmes. Il ne vaut que pour
quality-important-population = celles qui ont répondu à cette campagne cette année-là.
quality-lowest = Score le plus bas possible
quality-lowest-why = Effet plancher : au-delà de 15 %, le score ne distingue plus les vécus les plus mauvais.
quality-lowest-source = Terwee et al., J Clin Epidemiol 60, 2007.
quality-highest = Score le plus haut possible
quality-highest-why = Effet plafond : au-delà de 15 %, le score ne verra pas d'amélioration chez ces personnes.
quality-highest-source = Terwee et al., J Clin Epidemiol 60, 2007.

quality-end-many = { $share } des personnes
quality-end-few = 15 % des personnes au plus

quality-questions = Question par question
quality-questions-lead = Ce qui mérite un regard porte un triangle et se lit en mots. Une question marquée n'est pas une mauvaise question : parlez-en avec des personnes qui y ont répondu. « Au plus bas » et « au plus haut » : la part des réponses à chaque extrémité. « Lien » : avec les autres questions du score.
quality-question = Question
quality-missing = Sans réponse
quality-missing-few = moins de { $floor } personnes
quality-floor = À la réponse la plus basse
quality-ceiling = À la réponse la plus haute
quality-with-rest = Lien avec les autres questions du score
quality-look = À regarder
quality-flag-none = rien
quality-flag-missing = beaucoup sans réponse
quality-flag-floor = beaucoup au plus bas
quality-flag-ceiling = beaucoup au plus haut
quality-flag-apart = lien faible avec les autres
quality-flag-same = dit presque la même chose que la question { $other }
quality-questions-note = « Sans réponse » compte aussi « sans avis », « non concerné » et « ne sait pas » : plus de 10 % est beaucoup (PMC5028167). Aux extrêmes, est beaucoup ce qui dépasse à la fois 15 % (Terwee et al., 2007, qui le dit des scores) et la part d'une réponse choisie au hasard (PMC4853650). Lien : corrélation avec la somme des autres questions ; sous 0,30, elle va mal avec elles (Nunnally et Bernstein, 1994). Deux questions corrélées à plus de 0,80 disent presque la même chose (Streiner, Norman et Cairney, 2015). Un tiret : la question n'a pas d'échelle, ou n'est pas dans un score. « Caché » : une case de moins de cinq personnes, ou ce qui la dirait. Les questions à plusieurs réponses et les textes libres ne sont pas dans ce tableau.

quality-limits = Ce que cette page ne peut pas dire
quality-limits-late = Si les personnes qui répondent tard, ou jamais, ont vécu autre chose : l'heure d'arrivée d'une réponse n'est gardée nulle part. Si vous avez des réponses datées d'ailleurs :
quality-limits-weights = Si les personnes qui répondent ressemblent à celles qui ont été soignées : ni l'âge ni le sexe ne sont demandés, donc rien n'est pondéré ni ajusté. Si vous les connaissez par une autre enquête :
quality-limits-anchor = Quelle différence compte pour les personnes elles-mêmes : il faudrait leur demander si elles vont un peu mieux. Si vous l'avez fait :
quality-limits-whole = Rien d'un lieu, d'un mois ou d'un groupe : à si peu, un coefficient parlerait de personnes.
quality-limits-where = Ces commandes lisent un fichier à vous, sur votre machine, et ne gardent rien. Leurs colonnes sont dans docs/reference/measure.md.

# used by prefix
quality-missing-short = Sans réponse
quality-floor-short = Au plus bas
quality-ceiling-short = Au plus haut
quality-with-rest-short = Lien

# used by prefix
quality-column-campaign = Questionnaire
quality-column-year = Année
quality-column-of = De
quality-column-figure = Nombre
quality-column-value = Valeur
quality-column-note = Note
quality-column-meaning = Ce que cela veut dire
