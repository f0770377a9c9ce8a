### Les résultats nationaux : e-Satis, publiés par la HAS et l'ATIH.

nation-title = Résultats nationaux (e-Satis)
nation-lead = Ce que la Haute Autorité de santé (HAS) publie sur vos sites, à côté de leur région, des établissements du même type et de la France.
nation-whose-title = Des résultats publiés par la HAS, pas par Vécu
nation-whose = Ces résultats viennent de l'enquête nationale e-Satis : d'autres questions, d'autres personnes, un autre calcul. Ils donnent un contexte. Ils ne se comparent pas aux chiffres que vous recueillez avec Vécu, et ne s'y ajoutent jamais.
nation-whose-link = Voir les chiffres recueillis avec Vécu
nation-sites = Vos sites
nation-site = Site
nation-finess = FINESS géographique
nation-latest = Derniers résultats publiés
nation-no-finess = Pas de FINESS
nation-not-in-files = Absent des fichiers importés
nation-no-site = Aucun de vos lieux n'est un site géographique.
nation-files = Fichiers importés
nation-results = Résultats
nation-sites-count = Sites
nation-scored-count = Avec un score
nation-imported = Importé le
nation-import = Importer un fichier e-Satis
nation-short = { $n ->
    [one] { $of } : score { $score }, { $class }, { $n } réponse
   *[other] { $of } : score { $score }, { $class }, { $n } réponses
}
nation-short-without = { $of } : { $why }
nation-results-of = { $survey } { $year }

nation-none-title = Aucun résultat national pour l'instant
nation-none-why = Vécu ne télécharge rien tout seul. Les fichiers sont publics et gratuits : une personne les importe, et les résultats de vos sites apparaissent ici.
nation-none-ask = La personne responsable de la qualité peut importer les fichiers.
nation-how-title = Trouver et importer un fichier
# Used by prefix.
nation-how-find = Sur data.gouv.fr, cherchez « indicateurs de qualité et de sécurité des soins » (IQSS), publié par la HAS et l'ATIH, et ouvrez l'année voulue.
nation-how-take = Prenez le fichier de résultats e-Satis de votre activité : +48h MCO, chirurgie ambulatoire (MCO CA), SSR ou SMR. Le format CSV et le format Excel (.xlsx) conviennent tous les deux.
nation-how-leave = Ne l'ouvrez pas pour l'enregistrer à nouveau : un tableur enlève les zéros au début des numéros FINESS.
nation-how-bring = Importez-le ici, ou avec la commande « vecu import esatis ». Rien ne change avant que vous ayez vu ce que devient chaque ligne.

# Used by prefix.
nation-survey-mco48 = e-Satis +48h MCO
nation-survey-ca = e-Satis chirurgie ambulatoire (MCO CA)
nation-survey-ssr = e-Satis SSR
nation-survey-smr = e-Satis SMR
# Used by prefix.
nation-state-a = classe A
nation-state-b = classe B
nation-state-c = classe C
nation-state-d = classe D
nation-state-di = données insuffisantes (DI)
nation-state-nr = non répondant (NR)
nation-state-nv = non validé (NV)
nation-state-untold = sans résultat
# Used by prefix.
nation-why-a = Le score est dans la classe A.
nation-why-b = Le score est dans la classe B.
nation-why-c = Le score est dans la classe C.
nation-why-d = Le score est dans la classe D.
nation-why-di = DI, « données insuffisantes » : moins de 30 réponses exploitables, ou aucune. La HAS ne publie alors pas de score. Cela ne dit rien de ce que les patients ont vécu.
nation-why-nr = NR, « non répondant » : le site devait participer et ne l'a pas fait.
nation-why-nv = NV, « non validé » : les données du site n'ont pas été validées. La HAS ne publie pas de score.
nation-why-untold = Le fichier ne donne ni score ni raison pour ce site.
# Used by prefix.
nation-evolution-down = diminution
nation-evolution-stable = stable
nation-evolution-up = amélioration
nation-evolution-not-computable = non calculable
# Used by prefix.
nation-dimension-accueil = Accueil
nation-dimension-pecinf = Prise en charge par les infirmiers et aides-soignants
nation-dimension-pecmed = Prise en charge par les médecins
nation-dimension-chambre = Chambre
nation-dimension-repas = Repas
nation-dimension-sortie = Organisation de la sortie
nation-dimension-pec = Prise en charge
nation-dimension-lieu = Chambre et lieu de vie
nation-dimension-avh = Organisation avant l'hospitalisation
nation-dimension-acc = Accueil
nation-dimension-cer = Chambre et repas
nation-dimension-ovs = Organisation de la sortie et retour au domicile

nation-site-title = { $site } : résultats e-Satis
nation-site-lead = FINESS géographique { $finess }
nation-part-of-site = { $place } fait partie de ce site. Les résultats sont ceux du site entier : e-Satis ne dit rien d'un service.
nation-above-lead = Les résultats e-Satis sont publiés par site géographique. Choisissez un site.
nation-no-finess-title = Ce site n'a pas de FINESS
nation-no-finess-why = Les résultats nationaux se retrouvent par le FINESS géographique (neuf caractères). Donnez-le au lieu pour les voir ici.
nation-give-finess = Donner un FINESS à ce lieu
nation-absent-title = Aucun résultat importé pour ce site
nation-absent-why = Le FINESS géographique { $finess } n'est dans aucun des fichiers importés. Le site ne participe peut-être pas à ces enquêtes, ou porte un autre numéro.
nation-see-files = Voir les fichiers importés
nation-sentence = { $n ->
    [one] { $n } personne a répondu. Score affiché par la HAS : { $shown } sur 100 (exactement { $exact }), { $class }.
   *[other] { $n } personnes ont répondu. Score affiché par la HAS : { $shown } sur 100 (exactement { $exact }), { $class }.
}
nation-recommends = { $n ->
    [one] Taux de recommandation brut, hors du score : { $share } ({ $n } réponse).
   *[other] Taux de recommandation brut, hors du score : { $share } ({ $n } réponses).
}
nation-no-score = Pas de score publié : { $why }.
nation-chart-says = Le point plein est le score du site. Les carrés vides sont les moyennes de sa région, des établissements du même type et de la France. Les lignes en pointillé sont les seuils des classes.
nation-moved = Évolution depuis le recueil précédent, selon la HAS : { $moved }.
nation-chart-scale = Le dessin va de { $low } à { $high }.
nation-chart-note = Scores ajustés e-Satis, publiés par la HAS. Les seuils des classes sont plus bas sur cette page.
nation-open-table = Voir les nombres
nation-of = De qui
nation-score = Score sur 100
nation-people = { $n ->
    [one] { $n } réponse exploitable, pour ce site
   *[other] { $n } réponses exploitables, pour ce site
}
nation-period = Année des résultats, telle que publiée : { $year }
nation-mode = En ligne, après une invitation par courriel envoyée aux patients qui ont donné une adresse
nation-rate = Taux de réponse : le fichier ne le donne pas
nation-warning-interval = La marge d'incertitude n'est pas publiée : un écart de quelques points avec une moyenne peut venir du hasard.
nation-warning-adjusted = Score ajusté par la HAS sur les caractéristiques des patients. Seules les personnes joignables par courriel ont pu répondre.
nation-mean = Moyenne
nation-mean-region = Région { $region }
nation-mean-kind = Type : { $kind }
nation-mean-nation = France, tous les sites avec un score
nation-mean-from = D'où elle vient
nation-mean-given = Donnée par le fichier
nation-mean-computed = Calculée ici : chaque site compte une fois, comme dans les moyennes du fichier
nation-means-title = Les moyennes et ce qu'elles comptent
nation-dimension = Dimension
nation-this-site = Ce site
nation-answers = Réponses
nation-of-region = Région
nation-of-kind = Même type
nation-of-nation = France
nation-dimensions-title = Les dimensions du score
nation-dimensions-note = Les moyennes des dimensions sont calculées ici sur les sites qui ont un score : le fichier ne les donne pas.
nation-years-title = Au fil des années
nation-years-note = Deux années ne se comparent pas d'elles-mêmes : seule l'évolution que donne la HAS dit si un score a changé.
nation-alike = Sites de la même région et du même type
nation-all-sites = Tous les sites de ce fichier

nation-list-lead = Tous les sites du fichier, dans l'ordre de leur nom. Ce n'est pas un classement, et il n'y en a pas ailleurs.
nation-region = Région
nation-kind = Type
nation-all-regions = Toutes les régions
nation-all-kinds = Tous les types
nation-sought = Nom ou FINESS
nation-class = Classe, ou pourquoi il n'y en a pas
nation-yours = votre site
nation-list-count = { $n ->
    [one] { $n } site
   *[other] { $n } sites
}
nation-list-note = Régions et types dans les mots du fichier. Le score est l'entier que montre la HAS ; le fichier CSV donne aussi le score exact.
nation-collected-how = Réponses données en ligne après une invitation par courriel. Le fichier ne donne ni taux de réponse ni marge d'incertitude.
nation-no-match = Aucun site
nation-no-match-why = Aucun site de ce fichier ne répond à ces critères.
nation-sheet = Ces sites en fichier (CSV)
# Used by prefix.
nation-legal-name = Entité juridique
nation-shown = Score affiché
nation-evolution = Évolution selon la HAS
nation-recommend = Taux de recommandation brut (%)
nation-collected = Recueil
nation-region-mean = Moyenne de la région (fichier)
nation-kind-mean = Moyenne du type (fichier)

nation-cuts-title = Les seuils des classes
nation-cuts-are = Classe A à partir de { $a }, B à partir de { $b }, C à partir de { $c }, D en dessous.
nation-cuts-none = Aucun seuil n'est connu pour cette enquête et cette année. La classe est celle du fichier ; les seuils d'une autre année ne sont pas repris.
nation-cuts-agree = Les classes de tous les sites du fichier suivent ces seuils.
# Used by prefix.
nation-proof-verified = vérifié
nation-proof-measured = mesuré sur le fichier
nation-proof-to-confirm = à confirmer
nation-disagree-title = { $n ->
    [one] La classe d'{ $n } site ne suit pas ces seuils
   *[other] Les classes de { $n } sites ne suivent pas ces seuils
}
nation-disagree-why = Les classes affichées sont toujours celles du fichier. Ces seuils ne sont donc pas ceux de ce fichier, ou le fichier n'est pas celui de cette enquête et de cette année.
nation-disagree = { $name } ({ $site }) : score { $score }, classe { $given } dans le fichier, { $cuts } selon ces seuils
nation-and-more = { $n ->
    [one] Et { $n } autre.
   *[other] Et { $n } autres.
}
nation-cuts-give = Donner les seuils lus dans un texte de la HAS
nation-cuts-lead = { $of } : les fichiers ne donnent pas les seuils, et ils changent selon l'enquête et l'année. Ceux que vous donnez ici passent avant ceux que Vécu apporte.
nation-cuts-now = Les seuils d'aujourd'hui
nation-cuts-new = D'autres seuils
nation-cuts-from = La classe { $class } commence à
nation-cuts-source = Où les avez-vous lus ?
nation-cuts-source-hint = Le titre du texte de la HAS, sa date, la page.
nation-cuts-read = Vérification
nation-cuts-tick = J'ai lu ce texte et il dit bien cela
nation-cuts-save = Garder ces seuils
nation-cuts-number = Écrivez un nombre de 0 à 100, comme 76,6.
nation-cuts-say-source = Dites où ces seuils ont été lus, en quelques mots.

nation-origin = D'où viennent ces résultats
nation-source = Source
nation-licence = Licence
nation-file-day = Date de publication du fichier
nation-day-untold = Non indiquée
nation-rows = Lignes
nation-rows-told = { $rows } lignes, dont { $scored } avec un score et { $refused } refusées à l'import
nation-hash = Empreinte du fichier (SHA-256)

nation-import-lead = Le fichier ne dit ni son enquête ni son année : dites-les. L'enquête est vérifiée avec les noms des colonnes ; l'année ne peut pas l'être.
nation-survey = Enquête
nation-choose = Choisir une enquête
nation-survey-hint = Celle que dit la page où vous avez pris le fichier.
nation-year = Année
nation-year-hint = Celle de la publication, par exemple 2024.
nation-file = Fichier
nation-file-hint = CSV ou Excel, { $n } Mo au plus, tel qu'il a été publié.
nation-source-hint = L'adresse de la page, par exemple. Sans réponse : HAS et ATIH, data.gouv.fr.
nation-import-read = Lire le fichier
nation-import-nothing = Rien n'a été changé.
nation-say-survey = Choisissez l'enquête du fichier.
nation-say-file = Choisissez un fichier.
nation-problem-year = Écrivez une année de 2016 (début d'e-Satis) à cette année.
nation-problem-day = Cette date n'existe pas, ou n'est pas encore passée.
nation-problem-nothing = Toutes les lignes du fichier sont refusées.
nation-problem-cuts = Les seuils doivent descendre de A à C, entre 0 et 100.
nation-problem-other = L'import n'a pas pu se faire.
nation-confirm-lead = Voici ce que devient chaque ligne du fichier. Rien n'est encore enregistré.
nation-replaces = { $of } : le fichier importé le { $day } sera remplacé
nation-replaces-why = Toutes ses lignes laissent la place à celles-ci, d'un seul coup.
nation-account = Ce que devient chaque ligne
nation-how-many = Combien
nation-account-scored = Sites avec un score et une classe
nation-account-without = Sans score : { $why }
nation-account-refused = Lignes refusées
nation-account-all = Toutes les lignes
nation-row = Ligne
nation-refused-why = Pourquoi elle est refusée
nation-left-out = { $n ->
    [one] { $n } cellule n'est pas comprise et n'est pas reprise ; sa ligne l'est
   *[other] { $n } cellules ne sont pas comprises et ne sont pas reprises ; leurs lignes le sont
}
nation-left-out-one = Ligne { $row }, colonne { $column } : « { $value } »
nation-missing = Colonnes que ce fichier n'a pas, sans gravité : { $columns }
nation-import-do = { $n ->
    [one] Importer { $n } site
   *[other] Importer { $n } sites
}
nation-import-other = Choisir un autre fichier

# Used by prefix.
nation-unread-too-heavy = Ce fichier est plus grand que tous ceux qui ont été publiés.
nation-unread-no-table = Ce fichier n'est ni un CSV ni un classeur lisible.
nation-unread-no-titles = Ce n'est pas un fichier de résultats e-Satis : aucune ligne ne porte les titres finess_geo et classement.
nation-unread-column-twice = La colonne { $column } est là deux fois.
nation-unread-other-survey = Les colonnes de ce fichier sont celles d'une autre enquête : { $others }.
nation-unread-no-columns = Il manque des colonnes : { $columns }.
nation-unread-no-rows = Il n'y a aucune ligne sous les titres.
# Used by prefix.
nation-refused-no-site = Pas de FINESS géographique
nation-refused-not-a-finess = « { $value } » n'est pas un numéro FINESS
nation-refused-cut-finess = « { $value } » n'a que huit chiffres : un tableur a sans doute enlevé le zéro du début. Reprenez le fichier tel qu'il a été publié
nation-refused-site-twice = Ce site est déjà à la ligne { $value }
nation-refused-no-such-class = La classe « { $value } » n'existe pas
nation-refused-class-without-score = Une classe { $value } sans score
nation-refused-score-without-class = Un score alors que la ligne dit « { $value } »
nation-refused-not-a-number = Dans { $column }, « { $value } » n'est pas un nombre possible
