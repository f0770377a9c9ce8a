### Les lieux.

# Used by prefix.
level-territory = Territoire
level-organisation = Organisation
level-site = Site
level-pole = Pôle
level-unit = Unité

# Said by name.
places-title = Lieux
places-lead = Les lieux où l'on est soigné. Chacun a sa porte d'entrée pour les patients, et une affiche à imprimer.
places-import = Importer un fichier
places-export = Télécharger la liste
places-add = Ajouter un lieu
places-add-send = Ajouter
places-parent = Fait partie de
places-choose = Choisissez
places-level = Niveau
places-name = Nom
places-name-hint = Celui que les patients connaissent.
places-finess = Numéro FINESS
places-finess-hint = Neuf signes. Celui de l'établissement pour un site.
places-phone = Téléphone du lieu
places-phone-hint = Celui de l'équipe, pas d'une personne. Il est montré à tous, à la porte d'entrée et sur l'affiche.
places-slug = Adresse courte
places-slug-hint = Des lettres sans accent, des chiffres et des tirets. Laissez vide : elle sera faite du nom. Une fois imprimée sur une affiche, elle ne change plus.
places-closed = fermé
places-poster = Affiche
places-poster-print = Imprimer l'affiche
places-door = Porte d'entrée :
places-change = Enregistrer
places-state = Ouvert ou fermé
places-close = Fermer ce lieu
places-close-about = Un lieu fermé ne reçoit plus de voix. Tout ce qui y a été dit reste.
places-reopen = Rouvrir ce lieu
places-reopen-about = Ce lieu est fermé. Rouvert, il reçoit de nouveau des voix.
places-no-level = Choisissez un niveau.
places-no-parent = Choisissez le lieu dont il fait partie.
places-done-add = Le lieu est ajouté.
places-done-change = C'est enregistré.
places-done-import = { $n ->
    [one] { $n } lieu est ajouté.
   *[other] { $n } lieux sont ajoutés.
 }
places-refused-name = Écrivez un nom, de 120 caractères au plus.
places-refused-level = Ce niveau n'est pas plus bas que celui du lieu dont il fait partie.
places-refused-finess = Un numéro FINESS a neuf signes : des chiffres, et une lettre seulement en Corse.
places-refused-phone = Un numéro de téléphone français a dix chiffres, le premier étant zéro, ou commence par +33.
places-refused-slug = L'adresse courte a de 2 à 60 lettres sans accent, chiffres ou tirets.
places-refused-taken = Cette adresse courte est déjà prise.
places-refused-known = Un lieu de ce nom existe déjà à cet endroit.
places-refused-closed = Le lieu dont il fait partie est fermé.
places-refused-root = Le premier lieu ne se ferme pas.
places-refused-under = Fermez d'abord les lieux qui en font partie.
places-refused-plan = Le fichier ne peut pas être importé tel quel.
places-door-closed = Ce lieu est fermé et ne reçoit plus de voix.

# Used by prefix: the titles of the file, which the import reads back.
sheet-level = Niveau
sheet-name = Nom
sheet-parent = Fait partie de
sheet-finess = FINESS
sheet-slug = Adresse courte
sheet-phone = Téléphone
sheet-closed = Fermé

# Said by name.
places-import-title = Importer des lieux
places-import-lead = Le fichier est d'abord lu et montré. Rien n'est ajouté avant votre accord, et jamais la moitié.
places-import-file = Fichier CSV
places-import-columns = Le CSV que votre tableur enregistre convient tel quel. Colonnes : niveau, nom, fait partie de, FINESS, adresse courte, téléphone ; seuls le niveau et le nom sont obligatoires.
places-import-root = « { $name } », tout en haut, devient : { $level }.
places-import-read = Lire le fichier
places-import-line = Ligne
places-import-problem = Ce qu'il faut corriger
places-import-problems = Lignes à corriger
places-import-refused = Il reste des lignes à corriger
places-import-nothing = Rien n'a été ajouté. Corrigez le fichier, puis envoyez-le de nouveau.
places-import-ready = { $n ->
    [one] Le fichier est bon : { $n } lieu sera ajouté.
   *[other] Le fichier est bon : { $n } lieux seront ajoutés.
 }
places-import-would = Lieux qui seront ajoutés
places-import-apply = Ajouter ces lieux
places-import-other = Prendre un autre fichier
places-import-no-file = Choisissez un fichier.
places-import-no-column = La colonne « { $column } » manque.
places-import-too-long = Le fichier a plus de { $n } lignes.
places-import-unreadable = Cette ligne n'est pas lisible : vérifiez les guillemets.
places-import-empty = Le fichier ne contient aucun lieu.
places-import-too-large = Le fichier dépasse 256 kilooctets.
places-import-encoding = Ce fichier n'est pas un CSV. Dans un tableur, choisissez « Enregistrer sous », puis « CSV ».
places-import-no-root = L'organisation n'a pas encore de premier lieu.
places-import-parent-twice = Plusieurs lieux s'appellent « { $parent } » : écrivez l'adresse courte du bon.
places-import-no-parent = Aucun lieu ne s'appelle « { $parent } », ni au-dessus dans le fichier ni déjà ici.
places-import-level = « { $level } » n'est pas un niveau : territoire, organisation, site, pôle ou unité.
places-import-name = Le nom manque ou dépasse 120 caractères.
places-import-finess = « { $finess } » n'est pas un numéro FINESS.
places-import-phone = « { $phone } » n'est pas un numéro de téléphone français.
places-import-above = Le niveau n'est pas plus bas que celui du lieu dont il fait partie.
places-import-slug = « { $slug } » n'est pas une adresse courte : lettres sans accent, chiffres et tirets.
places-import-slug-taken = L'adresse courte « { $slug } » est déjà prise.
places-import-known = « { $name } » existe déjà à cet endroit.

poster-head = Affiche – { $place }
poster-title = Comment ça s'est passé pour vous ?
poster-lead = { $place } : racontez ce que vous avez vécu. Ce qui va, ce qui ne va pas, ce qui changerait tout.
poster-what = Vous, un proche, une visite : toutes les voix comptent.
poster-anonymous = Sans nom, si vous voulez. Personne ne saura qui a écrit.
poster-time = Quelques minutes suffisent, sur votre téléphone.
poster-answer = Un code vous permet de revenir lire la réponse.
poster-other-ways = Vous préférez parler à quelqu'un ? Demandez à l'équipe.
poster-other-ways-phone = Vous préférez parler à quelqu'un ? Demandez à l'équipe, ou appelez le { $phone }.
