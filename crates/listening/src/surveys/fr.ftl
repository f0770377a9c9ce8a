# Le questionnaire
surveys-length =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
    }, environ { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
surveys-anonymous-title = C'est anonyme
surveys-anonymous = Nous ne gardons ni votre nom, ni l'heure, ni votre appareil. Vos réponses sont comptées avec celles d'au moins neuf autres personnes, jamais seules. Vos commentaires sont séparés de vos réponses, et les noms que vous écrivez sont masqués avant toute lecture.
surveys-open-to-all = Cette enquête est ouverte à tous. Nous ne pouvons donc pas vérifier que chaque personne répond une seule fois.
surveys-about = À propos de cette enquête
surveys-purpose = À quoi elle sert
surveys-designers = Qui l'a conçue, avec qui
surveys-moment = Le moment dont on parle
surveys-outcome = Ce que nous ferons de vos réponses
surveys-unofficial = Ce questionnaire officiel n'est pas prévu pour être posé { $mode }. Ses résultats ne se comparent pas à ceux d'autres établissements.
surveys-borrowed-wording = Ce questionnaire n'a pas été écrit pour vous : nous reprenons les mots prévus pour une autre personne. Répondez selon ce que vous avez vécu vous-même.
surveys-closed-title = On ne peut pas répondre pour le moment
surveys-by-invitation = Cette enquête se fait sur invitation : ouvrez le lien que vous avez reçu par courriel.
surveys-who = Qui répond ?
surveys-about-place = Cela concerne :
surveys-which-place = Quel lieu avez-vous connu ?
surveys-choose = Choisissez
surveys-start = Commencer
surveys-say-place = Choisissez le lieu.
surveys-say-who = Dites qui répond.
surveys-may-skip = Vous pouvez passer une question sans y répondre.
surveys-next = Continuer
surveys-back = Revenir en arrière
surveys-send = Envoyer mes réponses
surveys-later = Finir plus tard
surveys-erase = Tout effacer et recommencer
surveys-kiosk-returns = Si personne ne touche l'écran pendant cinq minutes, cette page revient au début et vos réponses sont perdues.
surveys-range = Un nombre entre { $least } et { $greatest }.
surveys-range-from = Un nombre, { $least } ou plus.
surveys-range-to = Un nombre, { $greatest } ou moins.
surveys-whole = Un nombre entier.
surveys-decimal = Un nombre, avec une virgule si besoin.
surveys-time = Une heure, par exemple 14 h 30.
surveys-date-time = Par exemple 3 11 2026, 14 h 30. Laissez l’heure vide si vous ne la savez plus.
surveys-address = L’adresse d’une page, par exemple https://www.exemple.fr. N’en donnez pas une qui vous nomme.
surveys-date = Par exemple 3 11 2026. L’année seule suffit si vous ne savez plus le jour.
surveys-entry-format = Sous la forme :
surveys-in-unit = En { $unit }.
surveys-pick = Choisissez…
surveys-suggested = Écrivez : des réponses sont proposées. Une autre est possible.
surveys-unit = Unité
surveys-several = Plusieurs réponses sont possibles.
surveys-other = Autre
surveys-other-say = Si autre, dites lequel ou laquelle
surveys-block = Bloc
surveys-block-more = En ajouter un autre
surveys-block-less = Retirer celui-ci
surveys-paper-more = S’il vous en faut plus, continuez sur une feuille avec les mêmes questions.
surveys-paper-date = (jour / mois / année)
surveys-paper-date-time = (jour / mois / année, heures : minutes)
surveys-more-title = Une question de plus
surveys-more = D’après votre réponse, cet écran a une question de plus. Vos réponses sont gardées.
surveys-offline = Pas de réseau. Vos réponses restent sur cette page : continuez, elles partiront au retour du réseau. Ne fermez pas la page.
surveys-online = Le réseau est revenu. Vos réponses sont gardées.
surveys-offline-wait = Pas de réseau : l’envoi n’est pas encore possible. Rien n’est perdu ; laissez cette page ouverte et réessayez.
surveys-interviewer = Pour la personne qui interroge :
surveys-paper-link = Version à imprimer

# Qui parle (used by prefix)
surveys-speaker-patient = La personne soignée
surveys-speaker-parent = Un parent d'enfant soigné
surveys-speaker-relative = Un proche
surveys-speaker-proxy = Une personne qui répond en son nom (tuteur, personne de confiance)

# Comment cela vient (used by prefix)
surveys-channel-web = En ligne
surveys-channel-kiosk = Sur une tablette du service
surveys-channel-phone = Par téléphone
surveys-channel-paper = Sur papier
surveys-channel-face-to-face = En face à face

# Ce qui ne va pas dans une réponse (used by prefix)
surveys-answer-unknown-question = Cette question n'est pas dans ce questionnaire. Rechargez la page.
surveys-answer-unknown-choice = Choisissez une des réponses proposées.
surveys-answer-too-long = Votre texte est gardé, mais il a { $chars } caractères pour { $most } au plus. Raccourcissez-le.
surveys-answer-not-a-number = Écrivez un nombre en chiffres, par exemple 52.
surveys-answer-not-a-decimal = Écrivez un nombre, par exemple 37,5.
surveys-answer-not-a-date = Écrivez une date, par exemple 3 11 2026, ou l’année seule en quatre chiffres.
surveys-answer-not-a-time = Écrivez une heure, par exemple 14 h 30.
surveys-answer-not-a-date-time = Écrivez une date et une heure, par exemple 3 11 2026, 14 h 30. Une heure va avec son jour.
surveys-answer-not-an-address = Écrivez l’adresse d’une page, par exemple https://www.exemple.fr.
surveys-answer-too-few-blocks = Remplissez-en { $fewest } au moins.
surveys-answer-too-many-blocks = Gardez-en { $most } au plus.
surveys-answer-too-precise = Écrivez { $most } chiffres au plus après la virgule.
surveys-answer-beyond = La valeur va de { $least } à { $greatest }.
surveys-answer-under-least = La valeur est d’au moins { $least }.
surveys-answer-over-greatest = La valeur est d’au plus { $greatest }.
surveys-answer-rule = { $says }
surveys-rule-in-block = { $group } – { $number } : { $says }
surveys-rule-unnamed = Ces réponses ne vont pas ensemble. Relisez-les.
surveys-doubt-title = À vérifier avant de continuer
surveys-doubt = Vos réponses sont gardées. Corrigez-les si besoin. Si elles sont justes, appuyez de nouveau sur le bouton : on continue.
surveys-answer-out-of-range = Écrivez un nombre entre { $least } et { $greatest }.
surveys-answer-missing = Cette réponse est nécessaire pour continuer.
surveys-answer-wrong-type = Cette réponse n'est pas du type attendu. Choisissez-la à nouveau.

# Après l'envoi
surveys-thanks-title = Merci. Vos réponses sont bien arrivées.
surveys-thanks-lead = Elles aident les équipes à voir ce qui va et ce qui doit changer.
surveys-kept-title = Vos réponses sont enregistrées
surveys-kept = Elles attendent sous clé celles d'autres personnes, puis elles sont mélangées et comptées ensemble.
surveys-next-title = Et ensuite
surveys-next-about = Les résultats et ce qui change grâce à eux sont publiés. Si vous voulez une réponse pour vous, racontez-nous ce que vous avez vécu : vous recevrez un code de suivi.
surveys-tell = Raconter ce que j'ai vécu
surveys-see-changes = Voir ce qui a changé
surveys-again = Une autre personne veut répondre
surveys-help-title = Vous n'êtes pas seul
surveys-help = Ce que vous avez écrit nous touche. Personne ne lit cette page à l'instant. Des gens formés répondent au téléphone, jour et nuit, gratuitement :

# Finir plus tard
surveys-later-title = Finir plus tard
surveys-later-lead = Gardez cette adresse : elle seule ouvre vos réponses. Elle fonctionne { $days } jours, puis tout est effacé.
surveys-later-alone-title = Cette adresse est à vous seul
surveys-later-alone = Nous ne la gardons pas. Si vous la perdez, personne ne peut la retrouver. Ne la donnez à personne : qui l'ouvre voit vos réponses.
surveys-copy = Copier l'adresse
surveys-copied = Copiée
surveys-go-on = Continuer maintenant

# Sur papier
surveys-paper-sheets = Une feuille pour chaque personne qui peut répondre
surveys-paper-back = Revenir au questionnaire
surveys-paper-month = Mois de la réponse
surveys-paper-anonymous = C'est anonyme : n'écrivez pas votre nom.
surveys-paper-how = Cochez une case par question. Vous pouvez passer une question.
surveys-paper-end = C'est fini. Merci. Remettez cette feuille à la personne qui vous l'a donnée, pliée ou sous enveloppe si vous préférez.

# Ce qui n'est pas possible
surveys-problem-not-found = Cette enquête n'existe pas.
surveys-problem-too-long = Vos textes ensemble sont beaucoup trop longs pour être gardés. Revenez en arrière et raccourcissez-les.
surveys-problem-not-taking = Cette enquête n'est pas ouverte, ou elle est terminée. Vous pouvez toujours raconter ce que vous avez vécu.
surveys-problem-invitation = Ce lien ne permet pas ou plus de répondre. Peut-être avez-vous déjà répondu, ou l'enquête est terminée, ou l'adresse a été coupée : recopiez-la en entier.
surveys-problem-no-draft = Ces réponses ne sont plus là : elles ont été envoyées, ou leur adresse a plus de quelques jours. Si vous venez d'appuyer sur Envoyer, tout est bien arrivé.
surveys-problem-state = Cela n'est pas possible dans l'état où se trouve cette campagne.
surveys-problem-lacks = Il manque encore quelque chose avant de pouvoir ouvrir.
surveys-problem-instrument = Ce questionnaire comporte des erreurs. Vérifiez-le avec la commande « vecu instrument check ».
surveys-problem-broken = Quelque chose n'a pas fonctionné. Rien n'a été perdu. Réessayez.
surveys-problem-objection = Ce lien n'est pas complet. Recopiez-le en entier depuis le courriel.

# Ne plus être invité
surveys-objection-title = Ne plus recevoir d'invitation
surveys-objection-lead = Nous ne vous enverrons plus de questionnaire. Les messages déjà préparés pour vous seront détruits.
surveys-objection-confirm = Ne plus m'écrire
surveys-objection-done = C'est noté, nous ne vous écrirons plus
surveys-objection-done-about = Nous ne gardons pas votre adresse, seulement une empreinte qui permet de la reconnaître. Vos soins n'en dépendent en rien.

# Les lettres (used by prefix)
surveys-letter-invitation-subject = Comment s'est passé votre séjour ? { $organisation } vous invite à le dire
surveys-letter-invitation =
    Bonjour,

    Vous avez récemment reçu des soins dans l'établissement : { $organisation } ({ $place }). Comment cela s'est-il passé pour vous ?

    { $questions } questions, environ { $minutes } minutes. C'est anonyme : ce lien donne le droit de répondre une fois, il ne dit pas qui répond.

    { $address }

    Vous pouvez répondre jusqu'au { $until }. Rien ne vous y oblige, et vos soins n'en dépendent pas.

    Pour ne plus recevoir d'invitation :
    { $objection }
surveys-letter-reminder-subject = Rappel : { $organisation } aimerait savoir comment s'est passé votre séjour
surveys-letter-reminder =
    Bonjour,

    Nous vous avons invité à dire comment s'est passé votre séjour dans l'établissement : { $organisation } ({ $place }). Si vous avez répondu, merci : nous ne pouvons pas savoir qui l'a fait, c'est pourquoi ce rappel part à tout le monde. Il n'y en aura pas d'autre.

    { $questions } questions, environ { $minutes } minutes, jusqu'au { $until } :

    { $address }

    Pour ne plus recevoir d'invitation :
    { $objection }
surveys-letter-english = In English:

# Les campagnes
surveys-campaigns-title = Campagnes
surveys-campaigns-lead = Ce que vous demandez aux personnes soignées, où et quand.
surveys-new = Nouvelle campagne
surveys-new-lead = Les personnes qui répondent liront ce que vous écrivez ici. Vous pouvez compléter plus tard, mais la campagne n'ouvre pas sans.
surveys-new-anonymous-title = Une campagne est anonyme
surveys-new-anonymous = C'est promis avant la première réponse et cela ne peut plus changer. Personne ne pourra savoir qui a répondu, vous non plus.
surveys-edit = Modifier la campagne
surveys-edit-lead = Tant qu'elle n'est pas ouverte, tout peut changer. Les personnes qui répondent liront ce que vous écrivez ici.
surveys-save = Enregistrer
surveys-delete = Supprimer la campagne
surveys-delete-about = Elle n'a jamais été ouverte : rien d'autre ne disparaît avec elle. C'est définitif.
surveys-title = Nom de la campagne
surveys-title-hint = Pour vous et vos collègues, par exemple « Séjours en chirurgie 2027 ».
surveys-instrument = Questionnaire
surveys-title-version = { $title }, version { $version }
surveys-purpose-hint = En une ou deux phrases simples.
surveys-designers-hint = Par exemple : la direction de la qualité avec deux patientes partenaires et un représentant des usagers.
surveys-moment-hint = Avant, pendant ou après les soins : lequel ?
surveys-outcome-hint = Qui lira les résultats, qui décidera, où ce sera publié.
surveys-way = Comment on répond
surveys-way-invited = Sur invitation
surveys-way-invited-hint = Un courriel à chaque personne sortie et un seul rappel. Une réponse par personne, un taux de réponse.
surveys-way-open = Lien ouvert
surveys-way-open-hint = Une affiche, une tablette, un lien. Tout le monde peut répondre : pas de taux de réponse, et on ne peut pas promettre une réponse par personne.
surveys-channels = Moyens de répondre
surveys-speakers = Qui peut répondre
surveys-places = Lieux
surveys-places-hint = Un lieu comprend tout ce qui est en dessous.
surveys-from = Premier jour
surveys-to = Dernier jour
surveys-create = Préparer la campagne
surveys-say-title = Donnez un nom à la campagne.
surveys-say-instrument = Choisissez un questionnaire.
surveys-say-places = Choisissez au moins un lieu.
surveys-say-period = Le dernier jour doit suivre le premier.
surveys-period = Période
surveys-state = État
surveys-any-state = Tous les états
surveys-none = Aucune campagne ici
surveys-none-why = Préparez-en une : elle n'ouvre que lorsque vous le décidez.
surveys-anonymity = Anonymat
surveys-anonymity-anonymous = Anonyme, pour toujours
surveys-delays = Délais
surveys-delays-open = Chaque mois reste ouvert { $days } jours après sa fin, puis ses chiffres sont figés.
surveys-delays-invited = Invitation { $invitation } jours après la sortie, rappel { $reminder } jours plus tard, fin { $closing } jours après la sortie.
surveys-open = Ouvrir la campagne
surveys-open-about = Une fois ouverte, ni le questionnaire, ni l'anonymat, ni les délais ne changent.
surveys-close = Fermer la campagne
surveys-close-about = Fermer est définitif. Les invitations qui ne sont pas parties sont détruites, les réponses qui attendent sont comptées, les chiffres sont figés.
surveys-see = Voir le questionnaire
surveys-kiosk = Ouvrir pour une tablette
surveys-sent-title = Invitations envoyées
surveys-sent-none = Aucune invitation n'est encore partie.
surveys-sent-note = En tout : { $all }. Personne ne peut savoir qui a répondu. Les réponses se comptent dans la page des chiffres, quand au moins dix sont réunies.
surveys-sent = Envoyées
surveys-place = Lieu
surveys-wave = Mois de sortie
surveys-letters-waiting =
    { $n ->
        [0] Aucune invitation n'attend son jour.
        [one] { $n } invitation attend son jour.
       *[other] { $n } invitations attendent leur jour.
    }
surveys-lacks-title = La campagne ne peut pas encore ouvrir
surveys-lacks-purpose = Dites à quoi elle sert.
surveys-lacks-designers = Dites qui l'a conçue, avec qui.
surveys-lacks-moment = Dites de quel moment elle parle.
surveys-lacks-outcome = Dites ce que vous ferez des réponses.
surveys-lacks-speakers = Dites qui peut répondre.
surveys-lacks-channels = Dites par quels moyens on répond.
surveys-lacks-licence = Ce questionnaire ne dit pas à quelles conditions on peut l'utiliser. Sans cela, il ne peut pas être publié.

# Ce que permettent les conditions d'usage (used by prefix)
surveys-terms-title = Les conditions d'usage de ce questionnaire ne permettent pas cette campagne
surveys-terms-way =
    { $n ->
        [one] Elles ne couvrent pas cette façon de répondre : { $ways }. Retirez-la de la campagne, ou demandez-la à qui détient les droits.
       *[other] Elles ne couvrent pas ces façons de répondre : { $ways }. Retirez-les de la campagne, ou demandez-les à qui détient les droits.
    }
surveys-terms-language = Elles ne couvrent pas { $language }, où les personnes peuvent lire ce questionnaire. Choisissez-en une version sans cette langue, ou demandez-la à qui détient les droits.
surveys-terms-in-fr = le français
surveys-terms-in-en = l'anglais
surveys-terms-expired = Elles ont pris fin le { $day }. Demandez leur renouvellement, puis publiez une version du questionnaire qui porte la nouvelle date.
surveys-terms-kept = La campagne reste en préparation, avec tout ce que vous y avez écrit. Personne n'a été interrogé.
surveys-terms-ending = Le droit d'utiliser ce questionnaire prend fin le { $day }, avant la campagne
surveys-terms-ended = Le droit d'utiliser ce questionnaire a pris fin le { $day }
surveys-terms-nobody-begins = Après le { $day }, personne ne commence plus à répondre et aucune invitation ne part.
surveys-terms-nothing-lost = Rien n'est perdu : ce qui est commencé peut être terminé et envoyé, et les réponses sur papier données avant peuvent être saisies.
surveys-terms-renew = Pour continuer, renouvelez l'accord, publiez une version du questionnaire qui porte la nouvelle date, et ouvrez une campagne avec elle.
surveys-problem-licence-over = L'établissement n'a plus le droit de poser ce questionnaire : on ne peut plus le commencer. Si vous aviez commencé, reprenez à l'adresse que vous aviez gardée : vos réponses y restent quelques jours. Vous pouvez toujours raconter ce que vous avez vécu.
surveys-entry-paper-only-title = Le droit de poser ce questionnaire a pris fin
surveys-entry-paper-only = Saisissez seulement ce qui a été répondu sur papier avant.

# Où en est une campagne (used by prefix)
surveys-state-draft = En préparation
surveys-state-open = Ouverte
surveys-state-closed = Fermée

# L'affiche
surveys-poster = Affiche
surveys-poster-title = Comment ça s'est passé pour vous ?
surveys-poster-lead = { $n } questions, environ { $minutes } minutes, sur votre téléphone.
surveys-poster-anonymous = C'est anonyme. Vous pouvez aussi demander le questionnaire sur papier.
surveys-poster-places = Une affiche par lieu

# La liste des sorties
surveys-upload = Inviter les personnes sorties
surveys-upload-about = Chaque personne reçoit une invitation { $invitation } jours après sa sortie et un seul rappel { $reminder } jours plus tard.
surveys-upload-file = Liste des sorties
surveys-upload-hint = Un fichier CSV avec les colonnes adresse, lieu, date_sortie, enquete. Virgule ou point-virgule. Quatre mégaoctets au plus.
surveys-upload-titles = adresse,lieu,date_sortie,enquete
surveys-upload-send = Préparer les invitations
surveys-upload-example = Voir un exemple
surveys-upload-prepared =
    { $n ->
        [0] Aucune invitation n'a été préparée
        [one] { $n } invitation est prête
       *[other] { $n } invitations sont prêtes
    }
surveys-upload-later = La liste est reçue : { $n } personnes
surveys-upload-later-about = Elle est longue : les invitations se préparent sans vous, vous pouvez fermer cette page.
surveys-upload-follow = Voir où elle en est
surveys-list-going-title = Une liste de sorties est en cours : { $done } personnes sur { $people }
surveys-list-going = Les invitations se préparent, même si vous fermez cette page. Rechargez-la pour voir la suite.
surveys-list-done-title = La dernière longue liste est terminée : { $people } personnes
surveys-list-done = Invitations préparées : { $prepared }. Laissées de côté : { $already } déjà invitées, { $objected } ne veulent plus l'être, { $late } trop tard.
surveys-no-relay-title = Les courriels ne partent pas
surveys-no-relay = Aucun serveur de courrier n'est réglé. Les invitations attendent sous clé : demandez à la personne qui administre Vécu de remplir la partie [smtp] des réglages.
surveys-upload-sealed = Les adresses sont chiffrées et disparaissent avec le rappel. Le fichier n'est pas gardé.
surveys-upload-few = Moins de { $least } personnes sont invitées ici
surveys-upload-few-group = { $place }, { $wave } : { $n ->
        [one] { $n } personne invitée en tout
       *[other] { $n } personnes invitées en tout
    }
surveys-upload-few-why = Parmi si peu de personnes, chacune se reconnaîtrait : leurs réponses attendront et seront comptées avec celles du lieu au-dessus. Réunissez les sorties du mois dans la liste. Chaque envoi est inscrit au journal, sans adresse.
surveys-upload-left-out = Lignes laissées de côté
surveys-say-file = Choisissez un fichier.
surveys-line = Ligne
surveys-line-why = Pourquoi
surveys-line-titles = La première ligne doit nommer les colonnes : adresse, lieu, date_sortie, enquete.
surveys-line-unreadable = Cette ligne ne se lit pas : vérifiez les guillemets.
surveys-line-address = Ce n'est pas une adresse électronique.
surveys-line-place = Ce lieu n'est pas dans la campagne.
surveys-line-places = Plusieurs lieux portent ce nom : écrivez son adresse publique, celle qui suit /d/ sur son affiche.
surveys-line-day = Ce n'est pas une date : écrivez 2026-11-22 ou 22/11/2026.
surveys-line-period = Cette sortie n'est pas dans la période de la campagne.
surveys-line-survey = Cette ligne est pour une autre enquête.
surveys-line-twice = La même adresse est plus haut dans le fichier.
surveys-line-invited = Cette adresse a déjà une invitation en cours.
surveys-line-objected = Cette personne ne veut plus être invitée.
surveys-line-late = L'invitation partirait après la fin de l'enquête pour ce mois.
surveys-line-large = Le fichier est trop lourd : quatre mégaoctets au plus.

# Les adresses revenues
surveys-returned = Adresses revenues
surveys-returned-about = Certains courriels reviennent plusieurs jours après. Donnez ici leurs adresses : plus rien n'y part, et ces personnes ne comptent plus comme invitées.
surveys-returned-field = Adresses dont le courriel est revenu
surveys-returned-hint = Une liste, une colonne de tableur ou le rapport de votre serveur de courrier : les adresses y sont cherchées. Elles ne sont pas gardées.
surveys-returned-send = Retirer ces adresses
surveys-returned-done =
    { $found ->
        [0] Aucune de ces adresses n'attendait de lettre
        [one] { $found } adresse est retirée
       *[other] { $found } adresses sont retirées
    }
surveys-returned-done-about = Adresses lues : { $read }. Personnes invitées en moins : { $fewer }. Une adresse dont l'invitation n'était pas partie n'était pas encore comptée ; et il ne reste jamais moins d'invités que de réponses comptées.
surveys-say-addresses = Aucune adresse n'a été trouvée dans ce texte. Collez-y au moins une adresse électronique.
surveys-back-to-campaign = Revenir à la campagne

# La saisie pour une personne
surveys-entry-lead = Quelqu'un vous répond de vive voix, au téléphone ou sur papier ? Choisissez le questionnaire.
surveys-entry-places = { $n ->
    [one] pour un de vos lieux
   *[other] pour { $n } de vos lieux
}
surveys-entry-none = Aucun questionnaire ouvert pour vos lieux
surveys-entry-none-why = Quand la qualité en ouvre un, il apparaît ici.
surveys-entry-title = Saisir pour une personne
surveys-entry-say-title = À dire d'abord
surveys-entry-say = Vos réponses sont anonymes. Je les écris à votre place, et rien ne dira qu'elles viennent de vous. Vous pouvez passer une question ou arrêter quand vous voulez.
surveys-entry-wave = Mois de sortie
surveys-entry-channel = Comment la personne répond
surveys-entry-who = Qui répond
surveys-entry-send = Enregistrer les réponses
surveys-entry-done = Les réponses sont enregistrées
surveys-entry-done-about = Vous pouvez en saisir d'autres. Seul le nombre de saisies du jour est noté.
surveys-entry-undeclared = Cette campagne ne prévoit pas de saisie pour une personne
surveys-entry-undeclared-why = Ni le téléphone, ni le papier, ni le face à face ne sont parmi ses moyens de répondre.
surveys-entry-help-title = Cette personne parle peut-être de se faire du mal
surveys-entry-help-lead = Ce qui vient d'être saisi le laisse penser. Occupez-vous d'abord d'elle.
surveys-entry-help-stay = Si elle est encore avec vous ou au téléphone, restez, écoutez, demandez-lui simplement comment elle va.
surveys-entry-help-call = Danger tout de suite : appelez le 15. Sinon, proposez le 3114 et appelez avec elle si elle le veut.
surveys-entry-help-team = Si vous recopiez une feuille, prévenez sans attendre le médecin ou le cadre du service.
surveys-entry-help-kept = Elles restent anonymes : rien ici ne dira de qui elles viennent.
surveys-entry-next = Saisir pour une autre personne
surveys-say-wave = Choisissez le mois.
surveys-say-channel = Dites comment la personne répond.
