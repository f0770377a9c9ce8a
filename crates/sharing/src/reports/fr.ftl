### La note à la commission des usagers.

reports-title = Note à la commission des usagers
reports-made = Faite le { $day } à partir des mêmes données que les pages de travail.
reports-back = Retour au travail
reports-from = Du mois
reports-to = Au mois
reports-choose-months = Choisissez les mois de la note.
reports-no-month = Choisissez un mois de la liste.
reports-reversed = Le dernier mois vient avant le premier : choisissez-en un qui ne vienne pas avant.
reports-show = Afficher
reports-law = Ce que la loi demande
reports-law-1 = Code de la santé publique, article L.1112-3 : la commission est informée de l'ensemble des plaintes et réclamations et des suites qui leur sont données ; elle participe à la politique d'accueil et de prise en charge.
reports-law-2 = Article R.1112-80 : elle reçoit au moins une synthèse des réclamations des douze derniers mois et les résultats des enquêtes de satisfaction.
reports-law-3 = Les destinataires et la date du rapport annuel.
reports-verified = vérifié, sources secondaires
reports-to-confirm = à confirmer
reports-voices = Les voix reçues
reports-kind = Sorte
reports-count = Nombre
reports-total = { $n ->
    [0] Aucune voix pendant cette période.
    [one] Une voix pendant cette période.
   *[other] { $n } voix pendant cette période. Les mercis comptent autant que les reproches.
}
reports-small = Les nombres de moins de { $floor } sont cachés, et d'autres avec eux pour qu'on ne puisse pas les calculer.
reports-answered = Réponses données à ceux qui en demandaient une : { $n } sur { $of } ({ $share }, entre { $low } et { $high }).
reports-answered-few = Réponses données : trop peu de demandes, ou un nombre trop petit, pour dire une part.
reports-changed = Inquiétudes suivies d'un changement en moins de { $days } jours : { $n } sur { $of } ({ $share }, entre { $low } et { $high }). Seuls comptent les récits classés et dont les { $days } jours sont passés.
reports-changed-few = Inquiétudes suivies d'un changement en moins de { $days } jours : trop peu de récits, ou un nombre trop petit, pour dire une part.
reports-findings = Les constats
reports-none = Rien pendant cette période.
reports-rests-on = Repose sur { $n } voix.
reports-read-together = Lu avec des usagers.
reports-set-aside = Écarté, voici pourquoi :
reports-actions = Les actions
reports-action = Action
reports-place = Lieu
reports-state = État
reports-indicator = Indicateur et cible, choisis avant de commencer
reports-came-of-it = Ce qui en est venu
# used by prefix
reports-state-planned = décidée
reports-state-started = commencée
reports-state-done = faite
reports-state-evaluated = évaluée
reports-state-abandoned = abandonnée
reports-returns = Les retours publiés
reports-campaigns = Les questionnaires, pour tout l'établissement
reports-no-campaign = Aucune réponse comptée pendant cette période.
reports-month = Mois
reports-people = Personnes
reports-rate = Taux
reports-score = Score sur 100 (intervalle à 95 %)
reports-refusals = Ce qui n'a pas été publié, et pourquoi
reports-times = { $n ->
    [one] (une fois)
   *[other] ({ $n } fois)
}
reports-other-rule = Autre règle
reports-no-name = Cette note ne nomme aucune personne, ni soignée ni soignante.
