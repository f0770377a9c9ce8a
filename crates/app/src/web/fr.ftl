### Les pages d'erreur.

web-error-home = Retour à l'accueil

web-error-not-found-title = Cette page n'existe pas
web-error-not-found = L'adresse est peut-être incomplète. Si vous l'avez lue sur une affiche, vérifiez chaque lettre, ou visez le carré avec votre téléphone.
web-error-gone-title = Cette page n'est plus là
web-error-gone = Ce qu'elle montrait a été retiré ou a pris fin.
web-error-sign-in-title = Connectez-vous d'abord
web-error-sign-in = Cette adresse s'adresse à un programme : envoyez avec la demande le cookie d'une session ouverte sur la page de connexion.
web-error-forbidden-title = Cette page n'est pas pour vous
web-error-forbidden = Votre compte n'y donne pas accès.
web-error-hat-title = Cette page demande un autre rôle
web-error-hat = Vous êtes connecté, mais le rôle que vous portez en ce moment n'ouvre pas cette page. Si vous avez plusieurs rôles, changez de rôle dans « Mon compte ». Sinon, demandez à l'administrateur.
web-error-hat-me = Aller à « Mon compte »
web-error-other-site-title = L'envoi venait d'un autre site
web-error-other-site = Par prudence, rien n'a été enregistré. Revenez à la page précédente, rechargez-la, puis envoyez à nouveau.
web-error-method-title = Cette adresse ne s'ouvre pas ainsi
web-error-method = Revenez à la page précédente et utilisez son bouton.
web-error-timeout-title = L'envoi a pris trop de temps
web-error-timeout = Rien n'a été enregistré. Votre texte est encore dans votre navigateur : revenez en arrière, puis envoyez à nouveau.
web-error-too-large-title = C'est trop long pour un seul envoi
web-error-too-large = Rien n'a été enregistré. Votre texte est encore dans votre navigateur : revenez en arrière pour le raccourcir ou l'envoyer en deux fois.
web-error-too-long-title = L'adresse demandée est trop longue
web-error-too-long = Reprenez depuis l'accueil.
web-error-too-many-title = Beaucoup d'envois en même temps
web-error-too-many = Rien n'est perdu : votre texte est encore dans votre navigateur. Revenez en arrière, attendez une minute, puis envoyez à nouveau.
web-error-busy-title = Le serveur est très occupé
web-error-busy = Votre texte est encore dans votre navigateur. Revenez en arrière, attendez quelques secondes, puis essayez à nouveau.
web-error-unreadable-title = Nous n'avons pas pu lire cet envoi
web-error-unreadable = Rien n'a été enregistré. Revenez à la page précédente et essayez à nouveau.
web-error-broken-title = Quelque chose s'est cassé de notre côté
web-error-broken = Ce n'est pas votre faute. Votre texte est peut-être encore dans votre navigateur : revenez en arrière et essayez à nouveau dans quelques minutes.
