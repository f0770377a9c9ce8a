### Ce que deviennent les voix : réponses et changements, période par période.

outcomes-value = Part
outcomes-later = Pas encore compté : à partir du { $day }
outcomes-share = { $percent } ({ $count } voix sur { $of })
outcomes-nobody = Aucune voix pour cette période
outcomes-too-few = Montré à partir de { $floor } voix : il en manque { $n }
outcomes-small = Caché : d'un côté ou de l'autre, une à quatre voix seraient reconnaissables
outcomes-neighbour = Caché : le total au-dessus dirait un nombre caché à côté
outcomes-close = Retenu : la différence avec un nombre déjà montré, ici ou sur une autre fiche, parlerait d'un petit groupe
outcomes-elsewhere = Cet indicateur porte sur un lieu qui n'est pas le vôtre : vous lisez sa définition.
outcomes-beside = Voix de toutes sortes (récits, idées, remerciements), ouvertes à tous : il n'existe pas de taux de réponse. Une période est comptée une fois finie, quand plus aucun jour ne peut compter. Deux périodes ne se comparent pas à elles seules.

# Used by prefix.
outcomes-title-month = Mois par mois
outcomes-title-quarter = Trimestre par trimestre
outcomes-title-year = Année par année
outcomes-caption-month = Les douze derniers mois entiers
outcomes-caption-quarter = Les huit derniers trimestres entiers
outcomes-caption-year = Les cinq dernières années entières
outcomes-period-month = Mois
outcomes-period-quarter = Trimestre
outcomes-period-year = Année
