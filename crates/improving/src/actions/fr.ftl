# La liste
actions-title = Actions
actions-lead = Ce que nous faisons de ce que les personnes racontent. Chaque action se juge sur un indicateur choisi avant de commencer.
actions-count = { $n ->
    [one] { $n } action
   *[other] { $n } actions
  }
actions-every = Toutes
actions-column-title = Action
actions-place = Lieu
actions-state = État
actions-owner = Qui s'en charge
actions-owner-hint = Ce nom reste entre collègues. Le public ne verra que le service.
actions-due = Pour quand
actions-overdue = En retard
actions-sheet = Emporter cette liste (CSV)
actions-none-title = Aucune action ici
actions-none-why = Une action répond à un constat : lisez les voix, rassemblez ce qui se ressemble, puis ouvrez une action.
actions-none-go = Voir les constats
# used by prefix
actions-state-planned = Décidée
actions-state-started = En cours
actions-state-done = Faite, à évaluer
actions-state-evaluated = Évaluée
actions-state-abandoned = Abandonnée

# Ouvrir
actions-new = Ouvrir une action
actions-new-lead = Une action modeste et tenue vaut mieux qu'un grand plan.
actions-its-finding = Le constat auquel elle répond
actions-no-finding-title = Cette action ne vient d'aucun constat
actions-no-finding = Sans constat, personne ne pourra remonter aux voix qui l'ont fait naître. C'est possible, mais dites-le dans le texte.
actions-name = Ce qui sera différent
actions-name-hint = Du point de vue de la personne soignée, en une phrase.
actions-plan = Ce que nous allons faire
actions-plan-hint = Qui fait quoi, où et quand. La fonction, jamais le nom.
actions-open = Ouvrir cette action

# La page
actions-origin = D'où elle vient
actions-origin-voices = { $n ->
    [one] Elle repose sur { $n } voix.
   *[other] Elle repose sur { $n } voix.
  }
actions-origin-read = Lire les passages
actions-origin-no-user = Aucun usager n'a pris part à la lecture de ce constat.
actions-indicator-title = Sur quoi nous la jugerons
actions-indicator = Indicateur
actions-indicator-hint = Ce que l'on mesurera. Par exemple : part des personnes tenues au courant pendant l'attente.
actions-indicator-day = Indicateur choisi le
actions-indicator-none = L'indicateur et la cible ne sont pas encore choisis. Sans eux, l'action ne commence pas.
actions-indicator-choose = Garder cet indicateur
actions-target = Cible
actions-target-hint = La valeur visée et le point de départ. Par exemple : 65 % (départ : 38 %).
actions-started-day = Commencée le
actions-done-day = Faite le

# La suite
actions-next = Et ensuite ?
actions-step-note = Un mot pour le journal
actions-start = Commencer l'action
actions-finish-note = Ce qui a été fait, en un mot
actions-finish = Dire qu'elle est faite
actions-note-title = Ajouter une note au journal
actions-note = Votre note
actions-note-add = Ajouter cette note
actions-noted = Note
actions-abandon-title = Abandonner cette action
actions-reason = Raison de l'abandon
actions-reason-hint = Tout le monde pourra la lire. Ce qui ne se fait pas mérite une explication.
actions-abandon = Abandonner
actions-over = Cette action est terminée. Son histoire reste ici.
actions-journal = Son histoire

# L'évaluation
actions-evaluation = Ce que cela a changé
actions-evaluate = Garder cette évaluation
actions-evaluate-on = À juger sur : { $indicator }. Cible : { $target }.
actions-evaluate-words = Ce qui a changé, et ce qui n'a pas changé
actions-evaluate-hint = Honnêtement, avec les chiffres et leurs limites. Une cible manquée apprend autant qu'une cible tenue.
actions-reached = La cible est-elle atteinte ?
# used by prefix
actions-reached-yes = Oui
actions-reached-partly = En partie
actions-reached-no = Non
actions-reached-unknown = On ne peut pas le dire

# La réponse à tous
actions-answer = La réponse à tous
actions-answer-about = Une personne reçoit sa réponse ; tout le monde reçoit celle-ci. Elle sera reprise dans les retours publics.
actions-answer-write = Ce que nous disons à tous
actions-answer-hint = Des phrases courtes, des mots de tous les jours, sans nom. Dites aussi ce qui ne marche pas encore.
actions-answer-keep = Vérifier et garder
actions-answer-keep-as-is = Garder tel quel
actions-level-short = Texte trop court pour dire s'il se lit facilement.
actions-level-easy = Ce texte se lit facilement.
actions-level-middling = Ce texte demande un peu d'effort.
actions-level-hard = Ce texte est difficile à lire.
actions-plain-title = Ce texte peut être plus simple. Il n'est pas encore gardé.
actions-plain-gloss = Par exemple : { $gloss }.
actions-plain-choice = Changez ce qui peut l'être, ou gardez-le tel quel : vous décidez.

# Ce qui ne va pas
actions-problem-state = Ce n'est plus possible : l'action a changé entre-temps.
actions-problem-no-indicator = Choisissez d'abord l'indicateur et la cible : une action se juge sur ce qui a été choisi avant.
actions-problem-late-indicator = L'indicateur a été choisi après le début : il ne peut pas servir à juger l'action.
actions-problem-order = Cette date vient avant le début de l'action.
actions-problem-words = Écrivez une phrase, pas trop longue.
actions-problem-names = Ce texte semble nommer quelqu'un : { $words }. Dites la fonction, ou dites-le autrement.
actions-problem-owner = Choisissez qui s'en charge.
actions-problem-reached = Dites si la cible est atteinte.
actions-problem-forbidden = Votre rôle ne le permet pas.
actions-problem-not-found = Cela n'existe pas ou plus.
actions-problem-broken = Quelque chose n'a pas marché de notre côté. Réessayez dans un instant.

# Sur la page d'un constat
actions-of-finding = Ce qui est fait
actions-of-finding-elsewhere = Une action a été ouverte dans un lieu que ce rôle ne voit pas.
