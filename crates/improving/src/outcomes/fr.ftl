### Ce que deviennent les voix : réponses et changements, mois par mois.

outcomes-title = Mois par mois
outcomes-caption = Les douze derniers mois entiers
outcomes-month = Mois
outcomes-value = Part
outcomes-provisional = provisoire
outcomes-share = { $percent } ({ $count } voix sur { $of })
outcomes-nobody = Aucune voix ce mois-là
outcomes-too-few = Montré à partir de { $floor } voix : il en manque { $n }
outcomes-small = Caché : d'un côté ou de l'autre, une à quatre voix seraient reconnaissables
outcomes-neighbour = Caché : le total au-dessus dirait un nombre caché à côté
outcomes-elsewhere = Cet indicateur porte sur un lieu qui n'est pas le vôtre : vous lisez sa définition.
outcomes-beside = Voix de toutes sortes (récits, idées, remerciements), ouvertes à tous : il n'existe pas de taux de réponse. Un mois est provisoire tant que des jours peuvent encore compter. Deux mois ne se comparent pas à eux seuls.
