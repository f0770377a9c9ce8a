# Raconter
# used by prefix
voices-tell-title-story = Raconter ce que vous avez vécu
voices-tell-title-suggestion = Proposer une idée
voices-tell-title-thanks = Remercier une équipe
voices-tell-question-story = Racontez-nous ce que vous avez vécu
voices-tell-question-suggestion = Quelle est votre idée ?
voices-tell-question-thanks = Qu'est-ce qui vous a touché ?
voices-tell-hint-story = Avec vos mots, dans l'ordre qui vous vient. Ce qui s'est bien passé, ce qui aurait pu être différent, ce que vous avez ressenti. Cela concerne : { $place }.
voices-tell-hint-suggestion = Une petite chose peut tout changer. Cela concerne : { $place }.
voices-tell-hint-thanks = Vos mots seront transmis à l'équipe. Cela concerne : { $place }.
voices-tell-anonymous = C'est anonyme, sauf si vous laissez vous-même un contact à l'étape suivante. Nous ne gardons ni votre adresse, ni l'heure, ni votre appareil.
voices-tell-anonymous-here = C'est anonyme. Nous ne gardons ni l'heure, ni rien qui dise qui vous êtes.
voices-tell-continue = Continuer
voices-tell-names-title = Et si j'écris des noms ?
voices-tell-names = Les noms, les téléphones et les dates précises sont masqués avant toute lecture. L'original reste sous clé. Pour un merci, le nom d'un soignant lui est utile : l'équipe saura de qui vous parlez.

# L'essentiel
voices-minimum-title = Encore quelques points
voices-minimum-back = Revenir au texte
# used by prefix
voices-minimum-lead-story = Ils nous aident à comprendre votre récit sur : { $place }.
voices-minimum-lead-suggestion = Ils nous aident à comprendre votre idée pour : { $place }.
voices-minimum-lead-thanks = Ils nous aident à transmettre votre merci. Il concerne : { $place }.
voices-speaker = Qui parle ?
# used by prefix
voices-speaker-patient = La personne soignée
voices-speaker-relative = Un proche
voices-speaker-parent = Un parent d'enfant soigné
voices-speaker-resident = Un résident ou une résidente
voices-speaker-proxy = Une personne qui parle en son nom (tuteur, personne de confiance)
voices-speaker-association = Une association
voices-speaker-professional = Un professionnel ou une professionnelle
voices-moment = À quel moment ?
# used by prefix
voices-moment-before = Avant de venir
voices-moment-arrival = À l'arrivée
voices-moment-during = Pendant les soins ou le séjour
voices-moment-discharge = À la sortie
voices-moment-after = Après
voices-publish = Pouvons-nous publier votre texte ?
voices-publish-hint = Sans nom ni détail qui vous ferait reconnaître. Une personne le relit avant. Si vous ne choisissez rien, il n'est pas publié.
voices-publish-code = Prenez alors un code, à la question suivante : il sert à voir notre décision, à la contester, à changer d'avis.
voices-publish-no-code-here = Cette tablette ne donne pas de code : vous ne pourrez ni voir notre décision, ni la contester, ni changer d'avis. Pour cela, écrivez-nous depuis votre téléphone.
voices-publish-no = Non, gardez-le pour les équipes
voices-publish-yes = Oui, vous pouvez le publier
voices-follow = Voulez-vous suivre ce que devient votre message ?
voices-follow-hint = Vous recevez un code, affiché une seule fois. Il ouvre votre message, et lui seul. Si vous ne choisissez rien, il n'y a pas de code.
voices-follow-no = Non, je n'en ai pas besoin
voices-follow-yes = Oui, je veux pouvoir suivre
voices-follow-reply = Oui, et je souhaite une réponse
voices-contact = Votre e-mail ou votre téléphone
voices-contact-hint = Seulement si vous voulez être joint. Il est gardé à part, sous clé. Sans lui, vous restez anonyme.
voices-send = Envoyer
voices-offer-title = Voulez-vous un code ?
voices-offer = Vous acceptez la publication, sans code. Vous ne pourriez ni voir notre décision, ni la contester, ni changer d'avis. Rien n'est encore envoyé.
voices-offer-yes = Prendre un code et envoyer
voices-offer-no = Envoyer sans code

# Après l'envoi
voices-thanks-title = Merci. Votre message est bien arrivé.
voices-thanks-lead = Il est enregistré. Rien ne peut plus se perdre.
voices-receipt-about = Voici votre code. Copiez-le, imprimez-le ou photographiez-le : nous ne le gardons pas.
voices-receipt-lost = Si vous le perdez, personne ne pourra le retrouver, pas même nous.
voices-receipt-type-back = Recopiez votre code ici
voices-receipt-type-back-hint = Pour être sûr qu'il est bien noté. Les tirets et les majuscules ne comptent pas.
voices-receipt-check = Vérifier mon code
voices-receipt-good-title = C'est le bon code
voices-receipt-good = Il ouvre bien votre message.
voices-receipt-kept-title = Gardez-le précieusement
voices-receipt-kept = Revenez dans quelques jours avec ce code pour lire la réponse et voir ce qui a changé.
voices-receipt-again-title = Regardons ce code de plus près
voices-receipt-again-hint = Relisez le code que vous avez noté, signe par signe.
voices-receipt-shown-hint = Votre code est juste au-dessus. Comparez-le, signe par signe, avec ce que vous avez noté.
voices-receipt-wrong = Ce code n'ouvre aucun message. Vérifiez chaque signe : il y en a 21, sans la lettre O ni la lettre I. Un message effacé ne s'ouvre plus.
voices-next-title = Et maintenant ?
voices-next-read = L'équipe et un représentant des usagers lisent votre message, sans savoir qui vous êtes.
voices-next-act = Si vous avez demandé une réponse, elle arrive avec votre code.
voices-next-returns = Voir ce qui a déjà changé grâce à d'autres messages
voices-back-to-door = Revenir à l'accueil
voices-already-title = Votre message est déjà arrivé
voices-already = Il n'a été enregistré qu'une fois. Si vous aviez demandé un code, il était sur la page d'avant et ne peut pas être montré de nouveau.

# Suivre
voices-follow-title = Suivre mon message
voices-follow-lead = Avec le code reçu, lisez la réponse et voyez ce qui a changé.
voices-follow-link = Suivre mon message
voices-follow-open = Ouvrir mon message
voices-code = Votre code
voices-code-hint = 21 lettres et chiffres, par exemple K7PM-2QXD-… Les tirets et les majuscules ne comptent pas.
voices-lost-title = J'ai perdu mon code
voices-lost = Le code n'est gardé nulle part : il ne peut pas être retrouvé. Votre message, lui, n'est pas perdu. Il est lu et compte comme les autres. Vous pouvez en écrire un nouveau.
voices-yours-title = Votre message
voices-yours-lead = À propos de : { $place }
voices-write-again = Ajouter quelque chose
voices-write-again-hint = L'équipe lira ce message, les noms masqués.
voices-write-send = Envoyer ce message
# used by prefix
voices-state-sealed = Message reçu
voices-state-sealed-words = Nous masquons les noms avant toute lecture. Cela prend quelques minutes.
voices-state-readable = Message reçu
voices-state-readable-words = L'équipe va le lire.
voices-state-again = Nouveau message reçu
voices-state-again-words = L'équipe va le lire. Ce qui a été dit avant reste ci-dessous.
voices-state-taken-up = Message lu
voices-state-taken-up-words = Quelqu'un s'en occupe.
voices-state-answered = Vous avez une réponse
voices-state-answered-words = Elle est ci-dessous. Vous pouvez écrire à nouveau.
voices-state-closed = Message suivi jusqu'au bout
voices-state-closed-answered-words = Vous avez eu une réponse. Votre message a aidé à faire changer quelque chose, et ce qui a changé est publié.
voices-state-closed-words = Il a aidé à faire changer quelque chose, et ce qui a changé est publié.
voices-outcome = Lire ce qui a changé grâce à vous
voices-publication-title = Publication
# used by prefix
voices-publication-asked = Vous avez accepté la publication. Une personne relit le texte avant.
voices-publication-published = Votre texte est publié, sans rien qui vous fasse reconnaître.
voices-publication-refused = Votre texte n'est pas publié.
voices-publication-contested = Vous avez contesté cette décision. Elle est relue, et le représentant des usagers en est averti.
voices-publication-taken-down = Votre texte était publié. Nous l'avons retiré, pour la raison qui suit : il n'est plus lu que par les équipes.
voices-publication-withdrawn = Vous avez retiré votre accord. Le texte n'est plus publié.
voices-publication-ground = La règle :
voices-publication-reason = Explication du modérateur
voices-contest = Vous n'êtes pas d'accord ?
voices-contest-hint = Dites pourquoi. Le représentant des usagers voit les refus.
voices-contest-send = Contester cette décision
voices-withdraw = Retirer mon accord de publication
voices-contact-title = Vos coordonnées
voices-contact-about = Vous avez laissé un e-mail ou un téléphone. Il est gardé à part, sous clé, pour vous joindre. Vous pouvez le retirer : votre message reste, et votre code l'ouvre toujours.
voices-contact-forget = Retirer mes coordonnées
voices-contact-gone-title = Vos coordonnées sont détruites
voices-contact-gone = Nous ne pouvons plus vous joindre. Les réponses restent ici, avec votre code.
voices-erase-title = Effacer mon message
voices-erase-about = Vous pouvez l'effacer quand vous voulez, sans dire pourquoi. C'est pour toujours.
voices-erase-ask = Effacer mon message
voices-erase-sure = Effacer ce message pour toujours ?
voices-erase-sure-lead = Rien n'est encore effacé.
voices-erase-goes-text = Votre texte, la conversation et vos coordonnées sont détruits tout de suite. S'il était publié, il ne l'est plus.
voices-erase-goes-code = Votre code n'ouvrira plus rien. Nous ne pourrons plus vous répondre.
voices-erase-copies = { $n ->
    [one] Une copie de sécurité peut encore le contenir un jour. Si elle sert, il est effacé de nouveau avant toute lecture.
   *[other] Une copie de sécurité peut encore le contenir { $n } jours. Si elle sert, il est effacé de nouveau avant toute lecture.
}
voices-erase-stays = Ce que l'équipe en a écrit avec ses mots, et ce qui a changé grâce à lui, reste.
voices-erase-keep = Garder mon message
voices-erase-yes = Effacer pour toujours
voices-erased-title = Votre message est effacé
voices-erased-lead = Merci de nous l'avoir confié un temps.
voices-erased-what = Votre texte, la conversation et vos coordonnées n'existent plus.
voices-erased-home = Revenir à l'accueil
voices-erased-nothing = Il n'y a rien sous ce code
voices-erased-nothing-lead = S'il ouvrait un message que vous venez d'effacer, c'est fait.

# Ce qui ne va pas
voices-problem-empty = Écrivez au moins quelques mots.
voices-problem-too-long = Votre texte est très long. Gardez l'essentiel : environ 3 000 mots au plus. Rien n'a été perdu.
voices-problem-contact = Cet e-mail ou ce téléphone semble incomplet. Vérifiez-le, ou laissez la case vide.
voices-problem-no-way-back = Pour recevoir une réponse, il faut un code ou un contact. Choisissez l'un des deux.
voices-problem-speaker = Dites qui parle.
voices-problem-forbidden = Votre rôle ne le permet pas.
voices-problem-state = Ce n'est plus possible : la situation a changé entre-temps.
voices-problem-reason = Donnez une raison en une phrase.
voices-problem-names = Ce texte nomme encore quelqu'un. Remplacez le nom par la fonction.
voices-problem-tokens = Il reste un mot entre crochets, à la place de ce qui a été masqué. Mettez « … », ou coupez.
voices-problem-not-complete = Il manque encore une réponse à la personne, une action ou un retour public.
voices-problem-not-found = Ce message n'existe pas ou plus.
voices-problem-broken = Quelque chose n'a pas marché de notre côté. Votre texte est encore là : réessayez dans un instant.

# Noms courts
# used by prefix
voices-kind-story = Récit
voices-kind-suggestion = Idée
voices-kind-thanks = Merci
voices-kind-comment-positive = Ce qui s'est bien passé
voices-kind-comment-negative = Ce qui pourrait être mieux
voices-channel-web = En ligne
voices-channel-kiosk = Sur une borne
voices-channel-phone = Par téléphone
voices-channel-paper = Sur papier
voices-channel-face-to-face = De vive voix

# Courriel de réponse
voices-mail-subject = Une réponse à votre message
voices-mail-text =
    Bonjour,

    Vous nous avez écrit et avez demandé une réponse. La voici :

    { $reply }

    Pour nous écrire à nouveau avec votre code : { $address }
    Personne ne lit les réponses à ce courriel.

# Règles de modération
# used by prefix
moderation-staff-blamed = Une personne du service est nommée dans un reproche. Seule sa fonction peut apparaître.
moderation-staff-named = Une personne du service est nommée. Le texte public montre la fonction ; le merci lui est transmis.
moderation-person-named = Une personne est nommée.
moderation-contact = Le texte donne un moyen de joindre quelqu'un.
moderation-link = Le texte contient un lien.
moderation-identifier = Le texte contient une adresse, une chambre ou un numéro qui fait reconnaître quelqu'un.
moderation-precise-date = Une date précise peut faire reconnaître la personne.
moderation-precise-age = Un âge précis peut faire reconnaître la personne.
moderation-capitals = Le texte est écrit en majuscules.
moderation-swearing = Le texte contient des injures.
moderation-discrimination = Le texte s'en prend à des personnes pour ce qu'elles sont.
moderation-too-long = Le texte dépasse mille mots.
moderation-self-harm = Le texte parle de se faire du mal. Une personne le lit d'abord.
moderation-serious = Le texte parle de violences. Une personne le lit d'abord, et l'établissement est prévenu avant publication.

# Langage clair
# used by prefix
plain-long-sentence = Phrase longue. Coupez-la en deux.
plain-jargon = Mot de l'hôpital. Dites-le avec un mot de tous les jours.
plain-passive = On ne sait pas qui agit. Dites qui fait quoi.
plain-capitals = Écrivez en minuscules.
