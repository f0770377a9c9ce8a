### The national results: e-Satis, published by HAS and ATIH.

nation-title = National results (e-Satis)
nation-lead = What the French health authority (HAS) publishes about your sites, beside their region, establishments of the same type and France.
nation-whose-title = Results published by HAS, not by Vécu
nation-whose = These results come from the national survey e-Satis: other questions, other people, another computation. They give a context. They cannot be compared with the numbers you collect with Vécu, and are never added to them.
nation-whose-link = See the numbers collected with Vécu
nation-sites = Your sites
nation-site = Site
nation-finess = Geographic FINESS
nation-latest = Latest published results
nation-no-finess = No FINESS
nation-not-in-files = Not in the imported files
nation-no-site = None of your places is a geographic site.
nation-files = Imported files
nation-results = Results
nation-sites-count = Sites
nation-scored-count = With a score
nation-imported = Imported on
nation-import = Import a file of e-Satis
nation-short = { $n ->
    [one] { $of }: score { $score }, { $class }, { $n } answer
   *[other] { $of }: score { $score }, { $class }, { $n } answers
}
nation-short-without = { $of }: { $why }
nation-results-of = { $survey } { $year }

nation-none-title = No national results yet
nation-none-why = Vécu downloads nothing by itself. The files are public and free: somebody imports them, and the results of your sites appear here.
nation-none-ask = The quality officer can import the files.
nation-how-title = Find and import a file
# Used by prefix.
nation-how-find = On data.gouv.fr, look for “indicateurs de qualité et de sécurité des soins” (IQSS), published by HAS and ATIH, and open the year you want.
nation-how-take = Take the file of e-Satis results of your activity: +48h MCO, ambulatory surgery (MCO CA), SSR or SMR. CSV and Excel (.xlsx) will both do.
nation-how-leave = Don't open it and save it again: a spreadsheet takes away the zeros at the start of FINESS numbers.
nation-how-bring = Import it here, or with the command “vecu import esatis”. Nothing changes before you have seen what becomes of each row.

# Used by prefix.
nation-survey-mco48 = e-Satis +48h MCO
nation-survey-ca = e-Satis ambulatory surgery (MCO CA)
nation-survey-ssr = e-Satis SSR
nation-survey-smr = e-Satis SMR
# Used by prefix.
nation-state-a = class A
nation-state-b = class B
nation-state-c = class C
nation-state-d = class D
nation-state-di = too few data (DI)
nation-state-nr = non-respondent (NR)
nation-state-nv = not validated (NV)
nation-state-untold = no result
# Used by prefix.
nation-why-a = The score is in class A.
nation-why-b = The score is in class B.
nation-why-c = The score is in class C.
nation-why-d = The score is in class D.
nation-why-di = DI, “données insuffisantes”: fewer than 30 usable answers, or none. HAS then publishes no score. It says nothing of what patients lived.
nation-why-nr = NR, “non répondant”: the site had to take part and did not.
nation-why-nv = NV, “non validé”: the site's data were not validated. HAS publishes no score.
nation-why-untold = The file gives neither a score nor a reason for this site.
# Used by prefix.
nation-evolution-down = down
nation-evolution-stable = stable
nation-evolution-up = up
nation-evolution-not-computable = cannot be computed
# Used by prefix.
nation-dimension-accueil = Reception
nation-dimension-pecinf = Care by nurses and healthcare assistants
nation-dimension-pecmed = Care by doctors
nation-dimension-chambre = Room
nation-dimension-repas = Meals
nation-dimension-sortie = Organisation of discharge
nation-dimension-pec = Care
nation-dimension-lieu = Room and living space
nation-dimension-avh = Organisation before the hospital stay
nation-dimension-acc = Reception
nation-dimension-cer = Room and meals
nation-dimension-ovs = Organisation of discharge and return home

nation-site-title = { $site }: results of e-Satis
nation-site-lead = Geographic FINESS { $finess }
nation-part-of-site = { $place } is part of this site. The results are those of the whole site: e-Satis says nothing of a unit.
nation-above-lead = The results of e-Satis are published by geographic site. Choose a site.
nation-no-finess-title = This site has no FINESS
nation-no-finess-why = National results are found by the geographic FINESS (nine characters). Give it to the place to see them here.
nation-give-finess = Give this place a FINESS
nation-absent-title = No result imported for this site
nation-absent-why = The geographic FINESS { $finess } is in none of the imported files. The site may not take part in these surveys, or bears another number.
nation-see-files = See the imported files
nation-sentence = { $n ->
    [one] { $n } person answered. Score as HAS shows it: { $shown } out of 100 (exactly { $exact }), { $class }.
   *[other] { $n } people answered. Score as HAS shows it: { $shown } out of 100 (exactly { $exact }), { $class }.
}
nation-recommends = { $n ->
    [one] Raw rate of recommendation, not part of the score: { $share } ({ $n } answer).
   *[other] Raw rate of recommendation, not part of the score: { $share } ({ $n } answers).
}
nation-no-score = No score is published: { $why }.
nation-chart-says = The full dot is the score of the site. The hollow squares are the means of its region, of establishments of the same type and of France. The dotted lines are where the classes begin.
nation-moved = Change since the collection before, according to HAS: { $moved }.
nation-chart-scale = The drawing goes from { $low } to { $high }.
nation-chart-note = Adjusted scores of e-Satis, published by HAS. Where the classes begin stands below on this page.
nation-open-table = See the numbers
nation-of = Of whom
nation-score = Score out of 100
nation-people = { $n ->
    [one] { $n } usable answer, for this site
   *[other] { $n } usable answers, for this site
}
nation-period = Year of the results, as published: { $year }
nation-mode = Online, after an e-mail sent to patients who gave an address
nation-rate = Response rate: the file does not give it
nation-warning-interval = The margin of error is not published: a difference of a few points from a mean may be chance.
nation-warning-adjusted = Score adjusted by HAS for the characteristics of patients. Only people who can be reached by e-mail could answer.
nation-mean = Mean
nation-mean-region = Region { $region }
nation-mean-kind = Type: { $kind }
nation-mean-nation = France, all sites with a score
nation-mean-from = Where it comes from
nation-mean-given = Given by the file
nation-mean-computed = Computed here: each site counts once, as in the means of the file
nation-means-title = The means and what they count
nation-dimension = Dimension
nation-this-site = This site
nation-answers = Answers
nation-of-region = Region
nation-of-kind = Same type
nation-of-nation = France
nation-dimensions-title = The dimensions of the score
nation-dimensions-note = The means of dimensions are computed here over the sites that have a score: the file does not give them.
nation-years-title = Over the years
nation-years-note = Two years don't compare by themselves: only the change that HAS gives says whether a score has moved.
nation-alike = Sites of the same region and type
nation-all-sites = All sites of this file

nation-list-lead = All sites of the file, in the order of their names. This is no ranking, and there is none elsewhere.
nation-region = Region
nation-kind = Type
nation-all-regions = All regions
nation-all-kinds = All types
nation-sought = Name or FINESS
nation-class = Class, or why there is none
nation-yours = your site
nation-list-count = { $n ->
    [one] { $n } site
   *[other] { $n } sites
}
nation-list-note = Regions and types in the words of the file. The score is the whole number that HAS shows; the CSV file gives the exact score too.
nation-collected-how = Answers given online after an e-mail. The file gives neither a response rate nor a margin of error.
nation-no-match = No site
nation-no-match-why = No site of this file is like that.
nation-sheet = These sites as a file (CSV)
# Used by prefix.
nation-legal-name = Legal entity
nation-shown = Score shown
nation-evolution = Change according to HAS
nation-recommend = Raw rate of recommendation (%)
nation-collected = Collection
nation-region-mean = Mean of the region (file)
nation-kind-mean = Mean of the type (file)

nation-cuts-title = Where the classes begin
nation-cuts-are = Class A from { $a }, B from { $b }, C from { $c }, D below.
nation-cuts-none = No cut-offs are known for this survey and year. The class is the one of the file; those of another year are not taken instead.
nation-cuts-agree = The classes of all sites of the file follow these cut-offs.
# Used by prefix.
nation-proof-verified = verified
nation-proof-measured = measured on the file
nation-proof-to-confirm = to confirm
nation-disagree-title = { $n ->
    [one] The class of { $n } site does not follow these cut-offs
   *[other] The classes of { $n } sites don't follow these cut-offs
}
nation-disagree-why = The classes shown are always those of the file. So these cut-offs are not those of this file, or the file is not of this survey and year.
nation-disagree = { $name } ({ $site }): score { $score }, class { $given } in the file, { $cuts } by these cut-offs
nation-and-more = { $n ->
    [one] And { $n } more.
   *[other] And { $n } more.
}
nation-cuts-give = Give the cut-offs read in a text of the HAS
nation-cuts-lead = { $of }: the files don't give the cut-offs, and they change with the survey and the year. Those you give here come before those that Vécu brings.
nation-cuts-now = The cut-offs of today
nation-cuts-new = Other cut-offs
nation-cuts-from = Class { $class } begins at
nation-cuts-source = Where did you read them?
nation-cuts-source-hint = The title of the text of the HAS, its date, the page.
nation-cuts-read = Verification
nation-cuts-tick = I read this text and it does say so
nation-cuts-save = Keep these cut-offs
nation-cuts-number = Write a number from 0 to 100, as 76.6.
nation-cuts-say-source = Say where these cut-offs were read, in a few words.

nation-origin = Where these results come from
nation-source = Source
nation-licence = Licence
nation-file-day = Day the file was published
nation-day-untold = Not told
nation-rows = Rows
nation-rows-told = { $rows } rows, { $scored } of them with a score, { $refused } refused at import
nation-hash = Fingerprint of the file (SHA-256)

nation-import-lead = The file says neither its survey nor its year: say them. The survey is checked against the names of the columns; the year cannot be.
nation-survey = Survey
nation-choose = Choose a survey
nation-survey-hint = The one named on the page where you took the file.
nation-year = Year
nation-year-hint = That of publication, 2024 for instance.
nation-file = File
nation-file-hint = CSV or Excel, { $n } MB at most, as it was published.
nation-source-hint = The address of the page, for instance. Without an answer: HAS and ATIH, data.gouv.fr.
nation-import-read = Read the file
nation-import-nothing = Nothing was changed.
nation-say-survey = Choose the survey of the file.
nation-say-file = Choose a file.
nation-problem-year = Write a year from 2016 (the start of e-Satis) to this one.
nation-problem-day = There is no such day, or it has not come yet.
nation-problem-nothing = Every row of the file is refused.
nation-problem-cuts = Cut-offs must fall from A to C, between 0 and 100.
nation-problem-other = The import could not be done.
nation-confirm-lead = This is what becomes of each row of the file. Nothing is recorded yet.
nation-replaces = { $of }: the file imported on { $day } will be replaced
nation-replaces-why = All its rows make room for these, at once.
nation-account = What becomes of each row
nation-how-many = How many
nation-account-scored = Sites with a score and a class
nation-account-without = Without a score: { $why }
nation-account-refused = Refused rows
nation-account-all = All rows
nation-row = Row
nation-refused-why = Why it is refused
nation-left-out = { $n ->
    [one] { $n } cell is not understood and left out; its row is kept
   *[other] { $n } cells are not understood and left out; their rows are kept
}
nation-left-out-one = Row { $row }, column { $column }: “{ $value }”
nation-missing = Columns that this file lacks, which is no harm: { $columns }
nation-import-do = { $n ->
    [one] Import { $n } site
   *[other] Import { $n } sites
}
nation-import-other = Choose another file

# Used by prefix.
nation-unread-too-heavy = This file is larger than any that was published.
nation-unread-no-table = This file is neither a CSV nor a workbook that can be read.
nation-unread-no-titles = This is no file of e-Satis results: no row bears the titles finess_geo and classement.
nation-unread-column-twice = The column { $column } stands there twice.
nation-unread-other-survey = The columns of this file are those of another survey: { $others }.
nation-unread-no-columns = Columns are missing: { $columns }.
nation-unread-no-rows = There is no row under the titles.
# Used by prefix.
nation-refused-no-site = No geographic FINESS
nation-refused-not-a-finess = “{ $value }” is no FINESS number
nation-refused-cut-finess = “{ $value }” has eight digits only: a spreadsheet has probably taken away the zero at the start. Take the file again as it was published
nation-refused-site-twice = This site stands in row { $value } already
nation-refused-no-such-class = There is no class “{ $value }”
nation-refused-class-without-score = A class { $value } without a score
nation-refused-score-without-class = A score where the row says “{ $value }”
nation-refused-not-a-number = In { $column }, “{ $value }” is no possible number
