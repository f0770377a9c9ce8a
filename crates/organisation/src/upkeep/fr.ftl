### Réglages datés, tâches de fond, journal.

settings-title = Réglages datés
settings-lead = Les seuils et les délais d'ici. Chacun a une date, une source, et dit si la source a été vérifiée.
settings-name = Réglage
settings-value = Valeur
settings-since = À partir du
settings-source = Source
settings-checked = Vérification
settings-verified = vérifié
settings-to-confirm = à confirmer
settings-verified-tick = J'ai lu la source et elle dit bien cela
settings-now = en vigueur
settings-history = Valeurs successives
settings-change = Une nouvelle valeur
settings-value-new = Nouvelle valeur
settings-days = jours
settings-people = personnes
settings-percent = %
settings-n-percent = { $n } %
settings-refused-percent = Donnez un nombre de 1 à 100.
settings-n-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
 }
settings-from = Premier jour
settings-from-hint = Aujourd'hui au plus tôt : ce qui a déjà été montré ne change pas.
settings-source-hint = L'article, le guide ou la décision, avec sa date.
settings-send = Enregistrer
settings-done = La nouvelle valeur est enregistrée.
settings-floor-about = Ce seuil protège des personnes : il peut monter, jamais descendre.
settings-refused-other = Ce réglage est une liste : il se change avec la commande « vecu settings ».
settings-refused-number = Écrivez un nombre entier de 1 à 3650.
settings-refused-floor = Ce seuil ne peut pas descendre.
settings-refused-past = Le premier jour ne peut pas être passé.
settings-refused-twice = Une valeur commence déjà ce jour-là.
settings-refused-source = Dites d'où vient cette valeur, en dix caractères au moins.

# Used by prefix.
setting-emergency-numbers = Numéros d'urgence
setting-floor-inside = Rien n'est montré en dessous de
setting-floor-score = Aucun score n'est publié en dessous de
setting-floor-cell = Une case est cachée en dessous de
setting-batch-size = Les réponses entrent par groupes d'au moins
setting-invitation-delay-days = Invitation après la sortie
setting-reminder-delay-days = Rappel après l'invitation
setting-closing-days = Fin du questionnaire après la sortie
setting-draft-days = Un brouillon est gardé
setting-open-closing-days = Un mois ouvert à tous accepte encore des réponses
setting-key-list-days = La liste des clés est gardée
setting-rate-warning-percent = Avertir quand le taux de réponse est inférieur à
setting-reply-goal-days = Répondre à un récit en moins de
setting-second-factor-roles = Rôles qui demandent la double vérification

# Said by name.
jobs-title = Tâches de fond
jobs-lead = Ce que le logiciel fait seul : masquer les noms, envoyer les courriels, compter. Aucune tâche ne montre une parole.
jobs-by-state = Tâches par état
jobs-all = Toutes
# Used by prefix.
jobs-failed = En échec
jobs-queued = En attente
jobs-running = En cours
# Said by name.
jobs-none = Rien n'attend
jobs-none-why = Toutes les tâches sont faites.
jobs-kind = Tâche
jobs-state = État
jobs-tries = Essais
jobs-next = Prochain essai
jobs-problem = Problème
jobs-act = Reprendre
jobs-retry = Essayer de nouveau
jobs-no-time = sans heure

journal-title = Journal
journal-lead = Qui a fait quoi. Chaque ligne est liée à la précédente : si l'une change ou disparaît, cela se voit.
journal-verify = Vérifier le journal
journal-whole = { $n ->
    [one] Le journal est entier : { $n } ligne.
   *[other] Le journal est entier : { $n } lignes.
 }
journal-head = Empreinte de la dernière ligne, à comparer avec celle que vous avez imprimée :
journal-broken = Le journal est rompu à la ligne { $n }
journal-broken-do = Une ligne a été changée ou retirée en dehors du logiciel. Prévenez la direction et gardez une copie de la base.
journal-none = Rien n'a encore été fait
journal-older = Plus ancien
journal-seq = Ligne
journal-at = Quand
journal-who = Qui
journal-what = Quoi
journal-subject = Sur quoi
journal-detail = Détail
journal-system = le système
journal-someone = compte d'une autre organisation

# Used by prefix.
act-account-created = Compte créé
act-account-link-made = Lien d'accès fait
act-account-password-changed = Mot de passe changé
act-account-signed-in = Connexion
act-account-hat-changed = Changement de rôle
act-account-sessions-ended = Sessions fermées
act-account-second-factor-set = Double vérification mise en place
act-account-second-factor-forgotten = Double vérification remise à zéro
act-account-recovery-codes-made = Codes de secours faits
act-account-closed = Compte fermé
act-account-reopened = Compte rouvert
act-role-given = Rôle donné
act-role-ended = Rôle terminé
act-place-created = Lieu ajouté
act-place-changed = Lieu modifié
act-place-closed = Lieu fermé
act-place-reopened = Lieu rouvert
act-places-imported = Lieux importés
act-setting-changed = Réglage changé
act-job-retried = Tâche relancée
