### Comptes, rôles, connexion, menu du travail.

# Used by prefix.
role-administrator = Administration
role-quality-officer = Responsable qualité
role-complaints-officer = Responsable des relations avec les usagers
role-unit-manager = Cadre
role-caregiver = Équipe soignante
role-user-representative = Représentation des usagers
role-mediator = Médiation
role-patient-partner = Patient partenaire
role-coordinator = Coordination du partenariat
role-analyst = Analyse

# Said by name.
menu-group-listen = Écouter
menu-group-change = Faire changer
menu-group-run = Organiser
menu-group-me = Moi
menu-home = Accueil
menu-voices = Voix
menu-findings = Constats
menu-numbers = Chiffres par lieu
menu-indicators = Indicateurs
menu-wall = Mur des indicateurs
menu-nation = Résultats nationaux
menu-actions = Actions
menu-returns = Retours publiés
menu-commission = Commission des usagers
menu-entry = Saisir une réponse
menu-campaigns = Questionnaires en cours
menu-instruments = Écrire un questionnaire
menu-moderation = Publication
menu-accounts = Comptes et rôles
menu-places = Lieux
menu-settings = Réglages datés
menu-jobs = Tâches de fond
menu-audit = Journal
menu-me = Mon compte

failure-home = Aller à la page d'accueil
# Used by prefix.
failure-not-found-title = Cette page n'existe pas
failure-not-found-what = L'adresse ne mène à rien, ou ce qu'elle montrait n'est pas ouvert à tous.
failure-not-found-kept = Rien n'a été perdu : ce que vous avez déjà envoyé est gardé.
failure-not-found-do = Vérifiez l'adresse, ou visez de nouveau le code de l'affiche.
failure-forbidden-title = Cette page n'est pas pour ce rôle
failure-forbidden-what = Le rôle que vous portez en ce moment n'ouvre pas cette page.
failure-forbidden-kept = Rien n'a été changé.
failure-forbidden-do = Changez de rôle dans « Mon compte », ou demandez-le à l'administration.
failure-gone-title = Ce n'est plus ici
failure-gone-kept = Rien d'autre n'a changé.
failure-gone-do = Si vous en avez encore besoin, demandez-le à la personne qui vous a donné l'adresse.
# Said by name.
failure-link-gone = Ce lien a déjà servi, ou son délai de trois jours est passé.
# Used by prefix.
failure-invalid-title = Nous n'avons pas compris cette demande
failure-invalid-what = L'adresse ou le formulaire est arrivé incomplet.
failure-invalid-kept = Rien n'a été changé.
failure-invalid-do = Revenez à la page précédente et recommencez.
failure-too-many-title = Un petit instant
failure-too-many-what = Il y a eu trop d'essais de suite.
failure-too-many-kept = Rien n'est bloqué et rien n'est perdu.
failure-too-many-do = Attendez une minute, puis recommencez.
failure-busy-title = Beaucoup de monde en ce moment
failure-busy-what = Le site reçoit plus d'envois qu'il ne peut en écrire à la fois.
failure-busy-kept = Votre dernier envoi n'a pas été enregistré.
failure-busy-do = Attendez deux secondes et rechargez la page : votre navigateur renverra la même chose.

failure-too-long-title = Cette page est trop longue pour un PDF
failure-too-long-what = Un document a 400 feuilles au plus ; celui-ci en aurait davantage.
failure-too-long-kept = Rien n'a changé : la page elle-même reste lisible à l'écran.
failure-too-long-do = Choisissez une période plus courte ou moins de lieux, ou téléchargez les chiffres (CSV).
failure-broken-title = Quelque chose s'est cassé de notre côté
failure-broken-what = La page n'a pas pu être préparée. Ce n'est pas de votre faute.
failure-broken-kept = Ce qui était enregistré le reste ; votre dernier envoi ne l'a peut-être pas été.
failure-broken-do = Recommencez dans quelques minutes. Si cela dure, prévenez l'établissement.

# Said by name.
sign-in-title = Se connecter
sign-in-lead = Pour les équipes et les personnes qui travaillent ici. Donner son avis ne demande aucun compte.
sign-in-email = Adresse électronique professionnelle
sign-in-password = Mot de passe
sign-in-send = Se connecter
sign-in-no-email = Écrivez votre adresse.
sign-in-no-password = Écrivez votre mot de passe.
sign-in-wrong = L'adresse ou le mot de passe n'est pas le bon. Vérifiez les deux, puis recommencez.
sign-in-no-role = Votre mot de passe est le bon, mais vous n'avez aucun rôle aujourd'hui. Demandez-le à la personne responsable de la qualité.
sign-in-wait-title = Attendez un instant
sign-in-wait = { $seconds ->
    [one] Il y a eu trop d'essais de suite. Recommencez dans une seconde.
   *[other] Il y a eu trop d'essais de suite. Recommencez dans { $seconds } secondes.
 }
sign-in-chosen = Votre mot de passe est enregistré. Vous pouvez vous connecter.
sign-in-out = Votre session est fermée. À bientôt.
sign-in-lost = Mot de passe oublié ?
sign-in-lost-do = Demandez un nouveau lien à la personne responsable de la qualité ou à l'administration. Il arrive par courriel et sert une fois, pendant trois jours.

password-new = Nouveau mot de passe
password-hint = Au moins 10 caractères. Trois ou quatre mots sans rapport entre eux font un bon mot de passe, facile à retenir.
password-again = Le même, une seconde fois
password-short = Il faut au moins 10 caractères. Ajoutez un mot.
password-long = 200 caractères suffisent.
password-easy = Ce mot de passe se devine vite. Prenez trois ou quatre mots sans rapport entre eux, sans votre nom.
password-differs = Les deux mots de passe ne sont pas les mêmes.

invitation-head = Choisir un mot de passe
invitation-title = Bienvenue, { $name }
invitation-lead = Choisissez le mot de passe de votre compte. Ce lien sert une seule fois.
invitation-roles = Vos rôles :
invitation-send = Enregistrer le mot de passe

factor-title = Votre code
factor-lead = Ouvrez votre application d'authentification et recopiez les six chiffres.
factor-code = Code à six chiffres
factor-send = Valider
factor-wrong = Ce code n'est pas bon, ou il a déjà servi. Attendez le suivant.
factor-no-phone = Je n'ai pas mon téléphone
factor-no-phone-do = Utilisez un des codes de secours que vous avez imprimés. Chacun sert une fois. Sans eux, demandez à l'administration de remettre votre double vérification à zéro.
factor-recovery = Code de secours
factor-recovery-hint = Douze signes, par exemple 3f7k-9m2p-x4tq
factor-give-up = Revenir au début
factor-enrol-title = Protéger votre compte
factor-enrol-lead = Votre rôle lit les paroles de beaucoup de personnes. Un second code, sur votre téléphone, protège ces paroles même si votre mot de passe est volé.
factor-step-app = Ouvrez une application d'authentification sur votre téléphone (FreeOTP, Aegis ou une autre).
factor-step-scan = Ajoutez un compte en visant ce carré.
factor-step-letters = Ou écrivez ces lettres dans l'application :
factor-step-code = Recopiez ci-dessous les six chiffres qu'elle affiche.
factor-qr = Carré à lire avec l'application d'authentification
factor-codes-title = Vos codes de secours
factor-codes-about = Imprimez ces dix codes et rangez-les. Chacun remplace une fois votre téléphone.
factor-codes-once = Ils ne seront plus jamais montrés.
factor-go-on = J'ai gardé mes codes, continuer

me-title = Mon compte
me-until = jusqu'au { $day }
me-roles = Mes rôles
me-roles-about = Vous agissez sous un seul rôle à la fois. Il décide de ce que vous voyez.
me-role-worn = rôle actuel
me-role-wear = Prendre ce rôle
me-lang = Langue
me-lang-choose = Langue des pages de travail
me-save = Enregistrer
me-password = Mot de passe
me-password-current = Mot de passe actuel
me-password-wrong = Ce n'est pas votre mot de passe actuel.
me-password-send = Changer le mot de passe
me-factor = Double vérification
me-factor-on = active
me-factor-off = inactive
me-factor-must = Votre rôle la demande.
me-factor-may = Elle est conseillée à tout le monde.
me-factor-set = La mettre en place
me-factor-change = Changer de téléphone
me-factor-lead = Votre double vérification actuelle reste en place jusqu'au premier code de la nouvelle.
me-codes-left = { $n ->
    [one] Il vous reste { $n } code de secours.
   *[other] Il vous reste { $n } codes de secours.
 }
me-codes-new = Nouveaux codes de secours
me-cancel = Ne rien changer
me-sessions = Sessions ouvertes
me-sessions-about = Là où votre compte est ouvert en ce moment. Une session se ferme seule après huit heures sans usage.
me-session-since = Ouverte
me-session-used = Dernier usage
me-session-act = Fermer
me-session-this = celle-ci
me-session-end = Fermer cette session
me-session-end-others = Fermer toutes les autres
# Used by prefix.
me-done-lang = La langue est changée.
me-done-password = Le mot de passe est changé. Les autres sessions sont fermées.
me-done-sessions = C'est fermé.
me-done-factor = La double vérification est en place.

# Said by name.
accounts-title = Comptes et rôles
accounts-lead = Qui travaille ici avec les voix des personnes, dans quel rôle et jusqu'à quand.
accounts-invite = Inviter une personne
accounts-words = Nom ou adresse
accounts-role = Rôle
accounts-role-any = Tous les rôles
accounts-export = Télécharger cette liste pour un tableur
accounts-none = Personne ne correspond
accounts-none-why = Aucun compte ne répond à ces critères.
accounts-name = Nom
accounts-email = Adresse
accounts-roles = Rôles
accounts-state = État
accounts-from = à partir du { $day }
accounts-no-role = Choisissez un rôle.
accounts-no-place = Choisissez un lieu.
accounts-refused-email = Écrivez une adresse complète, par exemple prenom.nom@hopital.fr.
accounts-refused-name = Écrivez un nom, de 120 caractères au plus.
accounts-refused-known = Cette adresse a déjà un compte.
accounts-refused-closed = Ce compte est fermé. Ouvrez-le de nouveau d'abord.
accounts-refused-self = Personne ne change ses propres rôles ni son propre compte ici : demandez à une autre personne.
accounts-refused-administrator = Seule l'administration donne ou retire ce rôle.
accounts-refused-hat = Votre rôle ne donne pas de rôles.
accounts-refused-days = La fin doit venir après le début, et pas avant aujourd'hui.
accounts-refused-place = Ce lieu n'existe pas ou il est fermé.
accounts-refused-twice = Cette personne a déjà ce rôle sur ce lieu à ces dates.
accounts-refused-last = C'est la dernière personne qui administre : donnez d'abord ce rôle à une autre.
accounts-refused-elsewhere = Cette personne travaille aussi pour une autre organisation : terminez ses rôles ici, son compte reste ouvert là-bas.
# Used by prefix.
account-state-invited = attend son mot de passe
account-state-active = actif
account-state-closed = fermé
# Said by name.
account-give = Donner un rôle
account-give-send = Donner ce rôle
account-from = Premier jour
account-from-hint = Laissez vide pour aujourd'hui.
account-role-act = Terminer
account-role-end = Terminer ce rôle maintenant
account-role-over = terminé
account-acts = Le compte
account-link-about = Mot de passe oublié ou invitation perdue : un nouveau lien, valable trois jours. L'ancien ne marche plus.
account-link = Envoyer un nouveau lien
account-factor-about = Téléphone et codes de secours perdus : la personne mettra en place une nouvelle double vérification en se connectant.
account-factor = Remettre la double vérification à zéro
account-close-about = Fermer le compte déconnecte la personne tout de suite. Ce qu'elle a fait reste dans le journal.
account-close = Fermer le compte
account-reopen-about = Ce compte est fermé. Rouvert, il attend que la personne choisisse un nouveau mot de passe : envoyez-lui un lien ensuite.
account-reopen = Rouvrir le compte
# Used by prefix.
account-done-given = Le rôle est donné.
account-done-ended = Le rôle est terminé. La personne est déconnectée.
account-done-factor = La double vérification est remise à zéro.
account-done-closed = Le compte est fermé.
account-done-reopened = Le compte est rouvert.

# Said by name.
invite-title = Inviter une personne
invite-lead = Elle recevra un lien pour choisir son mot de passe.
invite-email = Adresse professionnelle
invite-choose = Choisissez
invite-place = Lieu
invite-place-hint = Le rôle vaut pour ce lieu et tout ce qu'il contient.
invite-to = Dernier jour
invite-to-hint = Un mandat, un stage, un remplacement ont une fin. Laissez vide s'il n'y en a pas.
invite-lang = Sa langue
invite-send = Inviter
invite-done = Invitation
invite-back = Retour aux comptes
invite-known = { $name } avait déjà un compte : le rôle y est ajouté, rien d'autre n'est à faire.
invite-sent = Le lien est parti par courriel à { $name }. Il sert une fois, pendant trois jours.
invite-no-mail = Le courriel n'est pas parti
invite-by-hand = Donnez vous-même ce lien à { $name }, par un moyen sûr. Il sert une fois, pendant trois jours, et ne sera plus montré.
invite-copy = Copier le lien
invite-mail-subject = Votre compte pour l'écoute des patients
invite-mail = Bonjour { $name }, un compte vous attend pour travailler avec les paroles des patients. Choisissez votre mot de passe à cette adresse, dans les trois jours : { $address } Si vous n'attendiez pas ce message, ne faites rien.
