### La page d'accueil du travail.

desk-title = Accueil
desk-hello = Bonjour, { $name }
desk-lead = { $hat }, { $place }
desk-waits = Ce qui vous attend
desk-nothing = Rien n'attend
desk-nothing-why = Personne n'attend de réponse de vous aujourd'hui. C'est le bon moment pour relire un constat avec les patients.
desk-replies = { $n ->
    [one] Une personne attend votre réponse
   *[other] { $n } personnes attendent une réponse
}
desk-oldest = { $n ->
    [0] La plus ancienne depuis aujourd'hui.
    [one] La plus ancienne depuis un jour.
   *[other] La plus ancienne depuis { $n } jours.
}
desk-goal = Objectif : { $n } jours
desk-to-confirm = à confirmer
desk-danger = { $n ->
    [one] Danger possible : une voix à lire en premier
   *[other] Danger possible : { $n } voix à lire en premier
}
desk-danger-about = La machine le suppose d'après quelques mots. Une personne doit lire, maintenant.
desk-to-read = { $n ->
    [one] Un récit à lire
   *[other] { $n } récits à lire
}
desk-to-read-about = Récits, remerciements et idées que personne n'a encore lus.
desk-comments = { $n ->
    [one] Un commentaire de questionnaire à lire
   *[other] { $n } commentaires de questionnaires à lire
}
desk-comments-about = Relevez un passage, ou dites que c'est lu : il quitte la liste.
desk-moderation = { $n ->
    [one] Un texte à relire avant publication
   *[other] { $n } textes à relire avant publication
}
desk-moderation-about = Leur auteur accepte qu'ils soient publiés.
desk-contested = { $n ->
    [one] Un refus contesté
   *[other] { $n } refus contestés
}
desk-contested-about = L'auteur demande qu'on relise la décision.
desk-late = { $n ->
    [one] Une action a dépassé son jour
   *[other] { $n } actions ont dépassé leur jour
}
desk-late-about = Terminez, ou dites pourquoi cela prend plus de temps.
desk-drafts = { $n ->
    [one] Un retour à finir
   *[other] { $n } retours à finir
}
desk-drafts-about = Ceux qui ont parlé ne savent pas encore ce qui a été fait.
desk-failed = { $n ->
    [one] Une tâche de fond a échoué
   *[other] { $n } tâches de fond ont échoué
}
desk-failed-about = Elle reste visible jusqu'à ce que quelqu'un la relance.
desk-closing = { $n ->
    [0] Se termine aujourd'hui.
    [one] Se termine demain.
   *[other] Se termine dans { $n } jours.
}
desk-changed = Ce qui a vraiment changé
desk-all-places = Tous les lieux
desk-planned-due = Mesure prévue en { $when } : préparez-la.
desk-planned-missed = Mesure prévue en { $when } : ce mois est passé et aucun nombre n'est venu.
