### Les mots du gabarit lui-même.

kit-skip = Aller au contenu
kit-this-language = Français
kit-large-print = Grands caractères
kit-usual-print = Taille habituelle
kit-privacy = Confidentialité
kit-accessibility = Accessibilité
kit-about-site = À propos de ce site
kit-navigation = Navigation
kit-menu = Menu
kit-sign-out = Se déconnecter
kit-made-with = Vécu, logiciel libre

kit-emergency-title = Besoin d'aide tout de suite ?
kit-nobody-watches = Personne ne surveille cette page : ce que vous écrivez n'est pas lu dans la minute. En cas d'urgence, appelez :
kit-emergency-line = Personne ne surveille cette page. En cas d'urgence, appelez le { $first }.
kit-emergency-all = Tous les numéros
kit-emergency-now-title = Vous n'êtes pas seul, pas seule
kit-emergency-now = Ce que vous avez écrit est gardé. Mais personne ne le lit en ce moment : parlez à quelqu'un maintenant.

kit-optional = (facultatif)
kit-error = Erreur :
kit-errors-title = Il reste quelque chose à corriger
kit-errors-kept = Ce que vous avez écrit est gardé.
kit-error-date = Écrivez une date qui existe, par exemple 3 11 2026.
kit-at-most = { $n } caractères au plus.
kit-apart = Ou bien
kit-slider-unset = Pas encore de réponse
kit-day = Jour
kit-month = Mois
kit-year = Année
kit-time = Heure

kit-info = Information
kit-warning = Attention
kit-success = C'est fait
kit-step = Étape { $step } sur { $of }
kit-filter = Filtrer
kit-filter-all = Tout afficher
kit-pages = Pages
kit-page-of = Page { $page } sur { $of }
kit-previous = Précédent
kit-next = Suivant
kit-you-are-here = Vous êtes ici
kit-receipt-title = Votre code de suivi
kit-receipt-copy = Copier le code
kit-receipt-copied = Copié
kit-receipt-print = Imprimer
kit-qr-scan = Visez ce carré avec l'appareil photo de votre téléphone, ou écrivez l'adresse :
kit-said = Vous avez dit
kit-done = Nous avons fait
kit-shortcuts = Raccourcis du clavier
kit-keys-on = Remettre les raccourcis
kit-keys-off = Couper les raccourcis
kit-you = Vous
kit-speak = Écouter
kit-speak-stop = Arrêter
kit-still-there = Vous êtes toujours là ? Touchez l'écran ou une touche du clavier. Sinon, dans une minute, cette page revient au début et ce que vous avez écrit est effacé.
kit-print-page = Imprimer cette page

# used by prefix : un numéro d'urgence usuel, `kit-emergency-NUMÉRO`.
kit-emergency-15 = SAMU, urgence médicale
kit-emergency-112 = Toutes les urgences, partout en Europe
kit-emergency-3114 = Idées suicidaires, jour et nuit
kit-emergency-119 = Enfant en danger
kit-emergency-3919 = Femmes victimes de violences
kit-emergency-3977 = Maltraitance d'une personne âgée ou handicapée
