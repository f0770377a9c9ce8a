# La salle de lecture
themes-room-title = Voix reçues
themes-room-lead = Ce que les personnes ont raconté, les noms masqués. Chaque lecture compte, celle des soignants comme celle des usagers.
themes-room-count = { $n ->
    [one] { $n } voix
   *[other] { $n } voix
  }
themes-every = Tous
themes-place = Lieu
themes-kind = Genre
themes-state = État
themes-from = Depuis
themes-to = Jusqu'à
themes-theme = Thème
themes-words = Chercher des mots ou une idée
themes-coded = Lecture
themes-uncoded = Sans thème pour l'instant
themes-column-words = Premiers mots
themes-column-month = Mois
themes-column-themes = Thèmes
themes-column-speaker = Qui parle
themes-column-moment = Moment
themes-column-text = Texte, noms masqués
themes-no-theme = aucun
themes-danger = Danger possible
themes-wants-reply = Attend une réponse
themes-reply-filter = Réponse
# used by prefix
themes-group-recits = Tous les récits
themes-group-commentaires = Tous les commentaires de questionnaires

themes-danger-only = Seulement celles-là
themes-read-comment = Lu, rien à relever
themes-read-comment-hint = Le commentaire quitte « À lire ». Relever un passage fait de même.
themes-sheet = Emporter cette liste (CSV)
themes-to-moderation = Les demandes de publication et les refus
themes-see-all = Voir toutes les voix
themes-none-title = Rien n'attend d'être lu
themes-none-why = Les nouvelles voix arrivent ici dès que les noms sont masqués.
themes-no-match-title = Aucune voix ne répond à ce choix
themes-no-match-why = Élargissez la période, le lieu ou le thème.

# used by prefix : l'état d'une voix, vu de l'intérieur.
themes-state-sealed = Sous clé
themes-state-readable = À lire
themes-state-taken-up = En cours
themes-state-read = Lue
themes-state-answered = Répondue
themes-state-closed = Close

# Une voix
themes-voice-title = { $kind }, { $place }
themes-danger-title = À lire en premier
# used by prefix
themes-danger-self-harm = Ce texte parle peut-être d'envie de mourir. C'est la machine qui le suppose : lisez-le. Si une personne est en danger, ouvrez l'original ou le contact et appelez le 15.
themes-danger-danger = Ce texte parle peut-être de violences ou d'une personne en danger. C'est la machine qui le suppose : lisez-le, puis suivez la conduite à tenir de votre établissement.

themes-beside = Autres voix de la liste
themes-before = Voix précédente
themes-after = Voix suivante
themes-channel = Reçue
themes-masked = Masqué
themes-masked-words = { $n ->
    [one] { $n } passage qui aurait fait reconnaître quelqu'un
   *[other] { $n } passages qui auraient fait reconnaître quelqu'un
  }
themes-read-title = Lire et relever
themes-rows = De quoi parle ce texte ?
themes-rows-hint = Cochez une phrase, ou plusieurs qui se suivent, puis dites le thème.
themes-other = Un autre thème
themes-other-none = Aucun autre
themes-valence = C'est dit comment ?
# used by prefix
themes-valence-positive = Bien vécu
themes-valence-negative = Mal vécu
themes-valence-mixed = Les deux
themes-valence-neutral = Ni l'un ni l'autre

themes-moment = À quel moment ?
themes-moment-none = Cela ne se voit pas
themes-put = Relever ce passage
themes-coded-title = Ce qui a été relevé
themes-coded-none = Personne n'a encore relevé de passage.
themes-remove = Retirer
# used by prefix : qui a relevé, par son côté et son rôle.
themes-by-staff = Équipe : { $role }
themes-by-user = Usagers : { $role }

themes-gathered-title = Les constats qui en parlent
themes-collect-title = Ajouter à un constat
themes-collect = Quels passages ?
themes-collect-into = Dans quel constat ?
themes-collect-new = Un nouveau constat
themes-collect-go = Continuer

# La boîte aux lettres
themes-mailbox-title = Répondre
themes-mailbox-comment = Ce commentaire vient d'un questionnaire anonyme : il n'y a personne à qui écrire. Il compte dans les constats et dans les actions.
themes-mailbox-nobody = La personne n'a laissé ni code ni contact : une réponse ne pourrait pas lui parvenir.
themes-wants-reply-words = La personne attend une réponse.
themes-author = La personne
themes-take-up = Je m'en occupe
themes-take-up-hint = La personne verra que quelqu'un a lu son message.
themes-reply = Votre réponse
themes-reply-hint = Écrivez à la personne. Elle verra votre rôle, jamais votre nom. Ne nommez personne : dites la fonction.
themes-reply-send = Envoyer la réponse

# Ce qui est sous clé
themes-original-title = Ouvrir l'original
themes-contact-title = Ouvrir le contact
# used by prefix
themes-original-about = L'original contient peut-être des noms. Chaque ouverture est écrite au journal avec sa raison.
themes-original-open = Ouvrir l'original une fois
themes-contact-about = La personne a laissé un moyen de la joindre. Chaque ouverture est écrite au journal avec sa raison.
themes-contact-open = Ouvrir le contact une fois

themes-opening-reason = Pourquoi l'ouvrir ?
themes-opening-reason-hint = En une phrase, sans nom. Par exemple : rappeler la personne, qui l'a demandé.
themes-once-title = Affiché une seule fois
themes-once = L'ouverture et sa raison sont au journal. Cette page n'est gardée nulle part : pour la revoir, il faudra une nouvelle raison.
themes-once-back = Revenir à la voix
themes-give-title = Confier à un patient partenaire
themes-give-about = La personne choisie pourra lire ce texte, les noms masqués, et relever des thèmes.
themes-give-to = À qui ?
themes-give = Confier
themes-to-publication = La demande de publication

# La modération
themes-moderation-title = Publication des voix
themes-moderation-lead = Des personnes ont permis de publier leur texte. Relisez-le, masquez ce qui reste, sans jamais réécrire.
# used by prefix : l'état de la publication.
themes-queue-asked = À décider
themes-queue-contested = Refus contestés
themes-queue-refused = Refusées
themes-queue-published = Publiées
themes-queue-taken-down = Retirées par nous
themes-queue-withdrawn = Retirée par la personne

themes-queue-about = À propos
themes-queue-empty-title = Rien ici
themes-queue-empty = Aucune voix n'est dans cet état.
themes-moderate-title = Une demande de publication
themes-moderate-voice = Lire la voix et sa conversation
themes-refused-ground = Règle citée
themes-refused-reason = Explication donnée
themes-decided-day = Décidé le
themes-contested = Ce que la personne répond au refus
themes-published-text = Texte publié
themes-suggestions = Ce que la machine a relevé
themes-suggestions-lead = Ce sont des suggestions, avec le passage sur lequel chacune repose. Vous décidez.
themes-suggestions-none = Rien de particulier. Relisez quand même : vous décidez.
themes-publish-title = Publier
themes-publish-text = Le texte tel qu'il sera lu
themes-publish-hint = Vous pouvez couper ou masquer, jamais reformuler.
themes-publish = Publier ce texte
themes-refuse-title = Refuser
themes-refuse-ground = Quelle règle ?
themes-refuse-choose = Choisissez une règle
themes-refuse-reason = Expliquez-le à la personne
themes-refuse-hint = Elle lira ces mots et pourra contester. Le représentant des usagers voit chaque refus.
themes-refuse = Refuser la publication

# Les touches
themes-key-theme = Choisir un thème fréquent
themes-key-valence = Bien vécu, mal vécu, ni l'un ni l'autre, les deux
themes-key-save = Relever le passage

# Ce qui ne va pas
themes-problem-passage = Cochez au moins une phrase. S'il y en a plusieurs, elles se suivent.
themes-problem-theme = Choisissez un thème.
themes-problem-valence = Dites si c'est bien ou mal vécu.
themes-problem-words = Écrivez une phrase, pas trop longue.
themes-problem-no-passage = Un constat repose sur au moins un passage.
themes-problem-names = Ce texte semble nommer quelqu'un : { $words }. Dites la fonction, ou dites-le autrement.
themes-problem-forbidden = Votre rôle ne le permet pas.
themes-problem-state = Ce n'est plus possible : la situation a changé entre-temps.
themes-problem-not-found = Cela n'existe pas ou plus.
themes-problem-ground = Choisissez la règle sur laquelle repose le refus.
themes-problem-broken = Quelque chose n'a pas marché de notre côté. Réessayez dans un instant.

# Les constats
findings-title = Constats
findings-lead = Plusieurs passages qui disent la même chose, lus ensemble par l'équipe et par les usagers.
findings-count = { $n ->
    [one] { $n } constat
   *[other] { $n } constats
  }
findings-column-title = Constat
findings-column-voices = Voix
findings-column-places = Lieux
findings-column-together = Lu avec des usagers
findings-column-day = Écrit le
findings-with-users = oui
findings-without-users = pas encore
findings-none-title = Aucun constat ici
findings-none-why = Un constat naît de la lecture : relevez des passages dans les voix, puis rassemblez ceux qui disent la même chose.
findings-none-go = Lire les voix
# used by prefix
findings-state-open = En lecture
findings-state-acted = Suivi d'une action
findings-state-set-aside = Mis de côté

findings-new-title = Nouveau constat
findings-new-lead = Dites avec des mots simples ce que ces passages ont en commun.
findings-no-passage-title = Aucun passage n'est choisi
findings-no-passage = Un constat repose sur des passages. Ouvrez une voix, relevez un passage, puis ajoutez-le à un constat.
findings-passages = Ce que les personnes ont dit
findings-name = Le constat en une phrase
findings-name-hint = Par exemple : aux urgences, ne pas savoir où l'on en est pèse plus que l'attente.
findings-said = Ce que les personnes racontent
findings-said-hint = Le bon comme le moins bon, sans nommer personne.
findings-write = Écrire ce constat
findings-said-title = Ce que les personnes racontent
findings-voices = { $n ->
    [one] { $n } voix
   *[other] { $n } voix
  }
findings-from-places = { $n ->
    [one] dans un seul lieu
   *[other] dans { $n } lieux
  }
findings-together-title = Qui l'a lu ensemble
findings-no-user-title = Aucun usager n'a encore pris part à cette lecture
findings-no-user = Un constat se lit avec ceux qui vivent les soins. Invitez un représentant des usagers ou un patient partenaire à le lire.
findings-no-staff-title = Personne de l'équipe n'a encore pris part à cette lecture
findings-no-staff = Invitez l'équipe concernée à le lire.
findings-take-part = J'ai pris part à cette lecture
findings-take-part-hint = Votre rôle sera écrit ici, jamais votre nom.
findings-let-go = Retirer ce passage
findings-not-yours = { $n ->
    [one] { $n } autre voix appuie ce constat, d'un lieu ou d'un moment que votre rôle ne lit pas.
   *[other] { $n } autres voix appuient ce constat, de lieux ou de moments que votre rôle ne lit pas.
  }
findings-more-title = Ajouter des passages
findings-more-search = Chercher ce thème
findings-more-none = Aucun autre passage de ce thème ici.
findings-offered = Passages de ce thème
findings-more-add = Ajouter au constat
findings-next-title = Et ensuite ?
findings-open-action = Ouvrir une action
findings-write-question = Écrire une question à partir de ce constat
findings-set-aside = Mettre ce constat de côté
findings-set-aside-title = Mis de côté
findings-set-aside-reason = Pourquoi ?
findings-set-aside-hint = Tout le monde pourra lire cette raison. Ce qui n'est pas suivi mérite une explication.

# Retirer ce qui est publié
themes-take-down-about = Le texte ne sera plus lu dehors. La personne qui l'a écrit verra la règle et votre explication, et pourra contester.
# used by prefix
themes-take-down-title = Retirer de la publication
themes-take-down = Retirer de la publication
