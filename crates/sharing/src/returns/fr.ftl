### Les retours, et les pages publiques de l'établissement.

# Accueil
returns-empty-title = Bientôt ici
returns-empty-why = Cet établissement n'a pas encore ouvert sa porte.
returns-home-title = Ce que vous avez vécu compte
returns-home-lead = Racontez, répondez, remerciez. Les équipes lisent, agissent, et vous disent ce qui a changé.
returns-home-line-1 = C'est anonyme, sauf si vous choisissez le contraire.
returns-home-line-2 = Des soignants et des patients lisent ensemble, une fois les noms masqués.
returns-home-line-3 = Ce qui change est publié ici, et vous pouvez suivre votre message.
returns-work = Espace de travail
returns-door-answer = Répondre au questionnaire
returns-door-answer-about = Choisissez d'abord le lieu où vous avez été soigné.
returns-door-tell = Raconter, suggérer, remercier
returns-door-tell-about = Avec vos mots, à votre rythme.
returns-door-follow = Suivre mon message
returns-door-follow-about = Avec le code que vous avez reçu.
returns-places = Où cela s'est-il passé ?
returns-search = Chercher un lieu
returns-search-do = Chercher
returns-search-none = Aucun lieu ne porte ce nom
returns-search-none-why = Essayez un autre mot, ou une partie du nom : « mater » trouve la maternité.
returns-search-all = Voir tous les lieux
returns-latest = Ce qui vient de changer
returns-all = Tout ce qui a changé

# Porte d'entrée d'un lieu
returns-door-closed = Ce lieu est fermé. Vous pouvez choisir un autre lieu sur la page d'accueil.
# A word joiner keeps « s'est-il » on one line.
returns-place-title = Comment cela s'est-{"\u2060"}il passé pour vous ?
returns-place-lead = Ce que vous avez vécu ici aide à mieux soigner. Vous êtes à la porte de : { $place }.
returns-questions = { $n ->
    [one] Une question. C'est anonyme.
   *[other] { $n } questions, environ { $minutes } minutes. C'est anonyme.
}
# used by prefix
returns-door-story = Raconter ce que j'ai vécu
returns-door-thanks = Remercier
returns-door-suggestion = Suggérer une idée
returns-door-story-about = Avec vos mots, à votre rythme.
returns-door-thanks-about = Votre merci sera transmis à l'équipe.
returns-door-suggestion-about = Une petite chose peut tout changer.
returns-call-title = Joindre le service
returns-call = Pour parler à l'équipe par téléphone :
returns-changed-here = Ce qui a changé ici
returns-all-here = Voir les { $n } changements ici
returns-numbers = Ce que disent les réponses
returns-of-100 = { $score } sur 100
returns-score = C'est le score moyen de { $when }. La vraie valeur est sans doute entre { $low } et { $high }.
returns-stories = Ce que d'autres ont raconté
returns-story-answered = l'équipe a répondu
returns-becomes-title = Que devient ce que j'écris ?
returns-becomes = Les noms sont masqués avant toute lecture. L'équipe lit, classe avec des patients, et agit. Si vous demandez une réponse, elle vous attend avec votre code. Ce qui change est publié.

# Retours publics
returns-title = Vous l'avez dit, voici ce qui a changé
returns-lead = Chaque changement vient de paroles reçues. Certains marchent, d'autres non : nous le disons aussi.
returns-place = Lieu
returns-all-places = Tous les lieux
returns-theme = Sujet
returns-all-themes = Tous les sujets
returns-none = Rien encore
returns-none-why = Dès qu'une action avance, elle est racontée ici.
returns-open = Lire seul, partager
returns-file = Télécharger la liste (CSV)
returns-behind = Ce retour repose sur des paroles reçues. Les personnes ne sont jamais nommées.
returns-walk-back = Pour l'équipe et les représentants : remonter jusqu'aux paroles
# used by prefix
returns-column-day = jour
returns-column-place = lieu
returns-column-themes = sujets
returns-column-said = vous avez dit
returns-column-done = nous avons fait
returns-column-more = et ensuite

# Travail
returns-work-lead = Ce qui est rendu à ceux qui ont parlé, et à tous. Publier un retour clôt les voix qui ont reçu tout ce qui leur est dû.
returns-work-none-why = Commencez par une action : un retour raconte ce qui a été fait.
returns-list-caption = Retours
returns-said = Vous avez dit
returns-state = État
returns-all-states = Tous les états
# used by prefix
returns-state-draft = brouillon
returns-state-published = publié
returns-state-withdrawn = retiré
returns-closed = Voix closes
returns-left-open = Voix encore ouvertes
returns-new = Écrire un retour
returns-new-lead = De quelle action voulez-vous parler ? Voici celles qui n'ont pas encore de retour.
returns-no-action = Chaque action a déjà son retour
returns-no-action-why = Ouvrez une action à partir d'un constat, puis revenez ici.
returns-edit = Modifier
returns-from-action = À partir de l'action : { $action }
returns-plain-advice = Écrivez pour quelqu'un qui lit debout, devant une affiche : des phrases de moins de vingt mots, des mots de tous les jours, aucun nom. Dites aussi ce qui n'a pas marché.
# used by prefix
returns-field-said = Vous avez dit
returns-field-done = Nous avons fait
returns-field-more = Et ensuite
# used by prefix
returns-hint-said = Ce que les gens ont raconté, avec leurs mots.
returns-hint-done = Ce qui est différent maintenant.
returns-hint-more = Ce qui reste à faire, ce qui n'a pas marché.
returns-in-english = Le même texte en anglais
returns-keep = Garder le brouillon
returns-read-back = Relire avant de garder
returns-reading = Relecture
returns-reading-good = Aucune remarque. Relisez quand même à voix haute.
returns-refused = Ceci empêche la publication
returns-plainness = { $sentences ->
    [one] { $words } mots en une phrase. { $level }
   *[other] { $words } mots, { $sentences } phrases, la plus longue de { $longest } mots. { $level }
}
# used by prefix
returns-level-easy = Facile à lire.
returns-level-middling = Lisible, mais pas par tous.
returns-level-hard = Difficile à lire.
returns-level-short = Trop court pour être mesuré.

returns-one = Un retour
returns-publish = Publier
returns-publish-about = Le texte sera lu par tous. Les voix qui ont reçu tout ce qui leur est dû seront closes ; les autres resteront ouvertes.
returns-publish-refused = Retirez d'abord ce qui empêche la publication.
returns-publish-who = La responsable ou le responsable qualité relit et publie.
returns-published = Publié
returns-outcome = { $closed ->
    [0] Aucune voix n'a été close.
    [one] Une voix a été close.
   *[other] { $closed } voix ont été closes.
} { $open ->
    [0] Aucune n'est restée ouverte.
    [one] Une est restée ouverte : il lui manque quelque chose.
   *[other] { $open } sont restées ouvertes : il leur manque quelque chose.
}
returns-public-page = Voir la page publique
returns-walk = Remonter jusqu'aux voix
returns-walk-elsewhere = L'action appartient à un lieu que ce rôle ne voit pas.
returns-walk-action = L'action :
returns-walk-finding = Le constat :
returns-walk-passages = { $n ->
    [0] Aucun passage que vous puissiez lire.
    [one] Un passage :
   *[other] { $n } passages, dont :
}
returns-walk-voices = { $n ->
    [0] Aucune voix que vous puissiez lire.
    [one] Une voix :
   *[other] { $n } voix :
}
# used by prefix
returns-voice-sealed = sous clé
returns-voice-readable = à lire
returns-voice-taken-up = prise en charge
returns-voice-answered = a reçu une réponse
returns-voice-closed = close
returns-reply-owed = attend encore sa réponse
returns-no-answer = Il manque la réponse collective
returns-no-answer-why = Sans elle, aucune voix ne peut être close. Écrivez-la sur la page de l'action.

# used by prefix
returns-problem-empty = Écrivez ce que les gens ont dit et ce qui a été fait.
returns-problem-too-long = { $n } caractères au plus : ce texte se lit debout.
returns-problem-tokens = Il reste un mot entre crochets, à la place de ce qui a été masqué. Mettez « … », ou coupez.
returns-problem-names = Quelqu'un est nommé, ou insulté. Remplacez le nom par la fonction.
returns-problem-forbidden = Ce rôle ne publie pas de retour.
returns-problem-state = Ce retour est déjà publié.
returns-problem-not-found = Ce retour n'existe pas.
returns-problem-broken = Quelque chose n'a pas marché de notre côté. Votre texte est encore là : réessayez.

# Confidentialité
privacy-title = Confidentialité
privacy-lead = Ce que nous gardons, ce que nous ne gardons pas, et vos droits. En mots simples.
privacy-anonymous = Comment votre anonymat est protégé
privacy-anonymous-1 = Nous ne gardons ni votre adresse sur internet, ni votre appareil, ni l'heure. D'une réponse, nous gardons le mois et le lieu. D'un récit, nous gardons le jour et le lieu.
privacy-anonymous-2 = Une invitation prouve que vous pouvez répondre. Elle ne dit pas qui a répondu.
privacy-anonymous-3 = Les réponses attendent sous clé. Elles sont comptées par groupes de dix au moins, mélangées. La clé est ensuite détruite.
privacy-anonymous-4 = Les noms, les téléphones et les dates précises sont masqués avant toute lecture. L'original reste sous clé.
privacy-anonymous-5 = Un chiffre n'apparaît jamais pour moins de dix personnes, et un score jamais pour moins de trente.
privacy-anonymous-6 = Vos coordonnées ne sont gardées que si vous les laissez. Elles sont rangées à part, sous une autre clé, et chaque ouverture est notée.
privacy-not-promised = Ce que nous ne promettons pas
privacy-not-1 = Un détail de votre récit peut vous faire reconnaître par ceux qui étaient là. Relisez avant d'envoyer.
privacy-not-2 = Le masquage des noms est fait par une machine : il peut en oublier. Une personne relit avant toute publication.
privacy-not-3 = Qui tiendrait en main le serveur pendant qu'il tourne pourrait voir ce qui arrive. Nous protégeons les disques et les copies, pas contre cela.
privacy-not-4 = Si vous perdez votre code de suivi, personne ne peut le retrouver.
privacy-danger = Si quelqu'un est en danger
privacy-danger-what = Personne ne surveille ces pages. Si un texte fait craindre un danger pour un enfant ou une personne vulnérable, une personne désignée peut ouvrir l'original. Elle écrit sa raison, et l'ouverture est notée.
privacy-notice = Qui, pourquoi, pour qui
privacy-controller = Responsable du traitement
privacy-dpo = Délégué à la protection des données
privacy-not-given = L'établissement ne l'a pas encore indiqué.
privacy-not-given-call = En attendant, demandez-le au
privacy-not-given-ask = En attendant, demandez-le à l'accueil de l'établissement.
privacy-not-given-cnil = Vous pouvez aussi vous adresser à la CNIL :
privacy-purposes = Pourquoi
privacy-purpose-1 = Connaître ce que vivent les personnes soignées et leurs proches, pour améliorer les soins et l'accueil.
privacy-purpose-2 = Répondre à ceux qui le demandent.
privacy-purpose-3 = Rendre compte à la commission des usagers et au public, sans nommer personne.
privacy-bases = Sur quelle base
privacy-basis-1 = La mission d'intérêt public de l'établissement (règlement européen, article 6.1.e), et pour les données de santé la gestion des services de soins (article 9.2.h).
privacy-basis-2 = Votre accord, pour vos coordonnées et pour la publication (article 6.1.a). Vous pouvez le reprendre avec votre code.
privacy-basis-3 = Les réponses anonymes, une fois comptées, ne sont plus des données personnelles (considérant 26).
privacy-recipients = Qui lit
privacy-recipient-1 = L'équipe du lieu, une fois les noms masqués.
privacy-recipient-2 = La responsable qualité, les relations avec les usagers, les représentants des usagers et les médiateurs, une fois les noms masqués.
privacy-recipient-3 = Des patients partenaires, pour les seuls textes qui leur sont confiés.
privacy-recipient-4 = Le public, seulement ce que vous acceptez de publier, relu avant. Rien n'est vendu ni envoyé hors de l'Union européenne.
privacy-durations = Combien de temps
privacy-what = Quoi
privacy-how-long = Durée
privacy-source = D'où vient cette durée
privacy-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
privacy-verified = vérifié
privacy-to-confirm = à confirmer
privacy-not-set = pas encore fixée
privacy-not-set-why = L'établissement doit la fixer dans ses réglages. D'ici là, le texte est gardé tant qu'il sert.
# used by prefix
privacy-keep-draft = Un questionnaire commencé
privacy-keep-invitation = Une invitation, après la sortie
privacy-keep-keys = Une copie de sécurité, et ce qu'elle tient d'un texte effacé depuis
privacy-keep-voices = Le texte d'un récit ou d'un commentaire, et sa conversation, depuis le dernier message
privacy-keep-audit = Le journal de ceux qui travaillent sur les textes
privacy-rights = Vos droits
privacy-rights-what = Vous pouvez demander à voir vos données, à les corriger, à les effacer, à limiter leur usage, et vous opposer à être invité.
privacy-rights-erase = Avec votre code de suivi, vous effacez votre texte vous-même, quand vous voulez, sans dire pourquoi. La clé qui l'ouvre est détruite aussitôt. Si une copie de sécurité plus ancienne devait servir, il est effacé de nouveau avant que quiconque lise.
privacy-rights-counted = Une réponse à un questionnaire ne peut être ni retrouvée ni effacée : rien ne dit laquelle est la vôtre.
privacy-rights-anonymous = Pour un texte anonyme, seul votre code de suivi prouve qu'il est à vous. Sans lui, nous ne pouvons pas le retrouver : c'est le prix de l'anonymat (article 11).
privacy-rights-contact = Écrivez au délégué à la protection des données, ci-dessus.
privacy-cnil = Si la réponse ne vous convient pas, vous pouvez vous adresser à la CNIL :

# Accessibilité
access-title = Accessibilité
access-lead = Ces pages doivent pouvoir être lues et utilisées par tous.
access-state = Où nous en sommes
access-state-what = Ces pages sont faites pour suivre le RGAA 4.1 et les règles WCAG 2.2, niveau AA. Conformité : non encore auditée par un tiers. Des tests automatiques passent sur chaque page à chaque version.
# used by prefix
access-done-1 = Toutes les pages marchent sans souris, sans script, et en grands caractères.
access-done-2 = Chaque image qui dit quelque chose a son texte ; chaque dessin de chiffres a son tableau.
access-done-3 = Les couleurs ne disent jamais rien toutes seules, et les contrastes sont mesurés.
access-done-4 = Chaque page existe en français et en anglais, et peut être lue à voix haute par votre appareil.
access-limits = Ce qui manque encore
# used by prefix
access-limit-1 = Aucun audit complet n'a encore été fait par des personnes handicapées.
access-limit-2 = Il n'y a pas encore de vidéo en langue des signes.
access-limit-3 = Les textes écrits par les visiteurs ne sont pas toujours simples à lire.
access-contact = Vous n'arrivez pas à lire ou à répondre ?
access-contact-what = Dites-le-nous : quelqu'un vous aidera, ou écrira pour vous, au téléphone ou sur place.
access-remedy = Si personne ne vous répond
access-remedy-what = Vous pouvez écrire au Défenseur des droits :

# Retirer un retour
returns-withdraw = Retirer de la publication
returns-withdraw-about = Le retour ne sera plus lu par personne dehors. Les voix qu'il avait closes seront rouvertes. Vous pourrez le corriger et le publier à nouveau.
returns-withdraw-reason = Pourquoi le retirer ?
returns-withdraw-hint = En une phrase. Par exemple : un nom est resté dans le texte. La raison reste ici et au journal.
returns-withdrawn = Retiré de la publication le { $day }
returns-withdrawn-next = Corrigez le texte, puis publiez-le à nouveau : il retrouvera la même adresse.
returns-withdrawn-public = Ce retour a été retiré pour être corrigé. Vous pouvez lire les autres.
returns-problem-reason = Donnez une raison en une phrase.

# Sur la page d'une action
returns-of-action = Ce qui en est dit à tous
returns-of-action-none = Aucun retour ne raconte encore cette action.
returns-write-one = Écrire un retour

### Ce que les patients d'un lieu ont répondu, pour tous.

returns-figures-see = Voir ce que les patients ont répondu ici
returns-figures-title = Ce que les patients ont répondu
returns-figures-of = { $place } : ce que les patients ont répondu
returns-figures-lead = Dix personnages représentent dix patients. Ceux qui sont remplis ont donné la réponse écrite à côté.
returns-figures-none-title = Pas encore de chiffres ici
returns-figures-none = Il faut assez de réponses pour que personne ne soit reconnu, et un mois terminé.
returns-figures-invited = En { $when }, { $n } personnes ont répondu. Nous en avions invité { $invited }.
returns-figures-open = En { $when }, { $n } personnes ont répondu. Tout le monde pouvait répondre.
returns-figures-no-rate = En { $when }, { $n } personnes ont répondu.
returns-figures-people = { $n ->
    [one] { $n } personne sur 10
   *[other] { $n } personnes sur 10
}
returns-figures-nobody = Personne
returns-figures-everybody = Tout le monde
returns-figures-fewer = Moins d'1 personne sur 10
returns-figures-nearly = Presque tout le monde
returns-figures-answered = { $people } : « { $said } ».
returns-figures-care = À lire avec prudence :
returns-figures-care-rate = peu de personnes invitées ont répondu, les autres pensent peut-être autrement.
returns-figures-care-few = il y a encore peu de réponses.
returns-figures-care-open = a répondu qui voulait, les autres pensent peut-être autrement.
returns-figures-ask = Voir aussi les pourcentages
returns-figures-hide = Cacher les pourcentages
returns-figures-paper = Cette page en PDF, à imprimer ou à garder
returns-figures-exactly = { $n } personnes sur { $of }, soit { $share }. La vraie part est sans doute entre { $low } et { $high }.
returns-figures-question = Question
returns-figures-answer = Réponse
returns-figures-tenths = Sur 10 personnes
returns-figures-share = Part
returns-figures-people-n = Personnes
returns-figures-how-title = D'où viennent ces chiffres
returns-figures-how = Ce sont les réponses de { $n } personnes à ce questionnaire : { $instrument }. Nous montrons la réponse la plus favorable à chaque question. Nous cachons une réponse quand trop peu de personnes l'ont donnée, pour ne reconnaître personne. Nous ne comparons pas les lieux.
returns-figures-n = { $n } personnes ont répondu à cette question.
