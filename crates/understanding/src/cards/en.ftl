### The indicators that are kept: cards, library, sessions.

cards-title = Indicators
cards-lead = What we follow, why, and who chose it with whom.
cards-count = { $n ->
    [one] One indicator
   *[other] { $n } indicators
}
cards-none-title = No indicator
cards-none-why = Begin by asking people what really matters to them. Then choose few indicators, and keep them.
cards-new = Write an indicator
cards-sheet = This list for a spreadsheet
cards-every = All
cards-column-title = Indicator
cards-set-aside-too = Set aside
cards-set-aside-without = Without them
cards-set-aside-with = With them
cards-to-complete = To be completed
cards-created = Written on

## The card.
cards-name = Name
cards-name-hint = In everyday words. Never an official name such as e-Satis: this number is yours.
cards-definition = Definition
cards-definition-hint = What is counted, of whom. Two people must count the same thing.
cards-purpose = What it is for
cards-purpose-hint = What you will decide with it: improve, certify, give account. Not a ranking.
cards-kind = Type
cards-audience = Audience
cards-nature = What is asked
cards-moment = Moment
cards-place = Place
cards-place-hint = The indicator is about this place and everything under it.
cards-source = Source of the definition
cards-source-hint = A law, a guide or a paper. If there is none, say who wrote it.
cards-source-none = Nobody said where this definition comes from.
cards-certainty = Was the source read?
cards-mode = How it is collected
cards-mode-hint = Online, on paper, by telephone, counted by the team.
cards-rhythm = One value covers
cards-rhythm-hint = One number a month, a quarter or a year. Answers to a questionnaire are read month by month.
cards-rhythm-stays = Numbers were typed or counted already for this length: it doesn't change any more. For another length, write another card.
cards-warning = Read with care
cards-warning-hint = What may mislead: few answers, who doesn't answer, what has changed.
cards-form-lead = A number says nothing without what stands around it.
cards-keep = Save
cards-next = Continue
cards-edit = Change the card
cards-from-library = This card comes from the library.
cards-from-scratch = This card was written here.
cards-missing = Still missing
cards-number = The number
cards-measure = Calculation
cards-questionnaire = Questionnaire
cards-questionnaire-hint = A new version of the questionnaire will be read too.
cards-questionnaire-unasked = No campaign asks it today.
cards-questionnaire-none = No questionnaire fits
cards-questionnaire-none-why = Open a campaign first: an indicator reads the answers of a campaign.
cards-to-do = What next
cards-set-aside = Set aside
cards-set-aside-on = Set aside on { $day }
cards-set-aside-title = Set this indicator aside
cards-set-aside-do = Set aside
cards-reason = Reason
cards-reason-hint = It stays readable on the card.

## Who chose it.
cards-chosen = Chosen
cards-chosen-section = Who chose it, with whom
cards-chosen-none = No session talked about it.
cards-without-users = Chosen without users
cards-without-users-why = No session with users kept this indicator. It may say what matters to us, not what matters to them.
cards-session-record = Record a session

## Sessions.
cards-sessions = Sessions
cards-sessions-lead = Where indicators were chosen, with whom, and what matters to people.
cards-sessions-none = No session recorded
cards-sessions-none-why = The commission, the council of residents, an association: there are spaces already.
cards-session-new = Record a session
cards-session-lead = One begins with what really matters to people. No name: roles and numbers.
cards-session-of = Session of { $day }
cards-session-day = Day
cards-session-held = Where
cards-session-space = In which space
cards-session-who = Who took part
cards-session-who-hint = How many people of each role. Never the name of a patient.
cards-session-people = { $n ->
    [one] one person
   *[other] { $n } people
}, { $users ->
    [0] no user
    [one] one user
   *[other] { $users } users
} among them
cards-session-matters = What really matters, in their words
cards-session-matters-hint = What people said, before any list of indicators.
cards-session-talked = The indicators that were talked about
cards-session-talked-hint = Leave empty what was not talked about. What is not kept says why.
cards-session-other = Other subject { $n }
cards-session-subject = What it is
cards-session-fate = What was decided
cards-session-not-talked = Not talked about
cards-session-why = Why
cards-session-keep = Save the session
cards-session-no-users = Without users
cards-session-no-users-why = Nobody there spoke for those who are cared for. What was kept there is still chosen without users.

## The library.
cards-library = Library
cards-library-go = Choose from the library
cards-library-lead = Indicators that are ready, with their source. Adopting makes a card of one, to be completed and talked over with users.
cards-needs = What it needs
cards-adopt = Adopt

## The calculation.
cards-measure-edit = Say how the number is made
cards-measure-now = Today
cards-measure-way = Where does the number come from?
cards-measure-other-way = Choose another way
cards-measure-none = Nobody has said yet how this number is made.
cards-measure-score = The score of the questionnaire, from 0 to 100.
cards-measure-share = Share of those who answered so, of those who answered
cards-measure-dimension = Mean, from 0 to 100, of these questions, each weighing the same:
cards-measure-typed-share = A share: one number of another, typed by place and period.
cards-measure-typed-number = A number, in { $unit }, typed by place and period.
cards-measure-answered = Share of the voices that got a reply, of those that ask for one. Counted once, 30 days after the end of the period.
cards-measure-answered-soon = Share of the voices that got a reply within { $n } days, of those that ask for one.
cards-measure-changed = Share of the voices read as a concern that led to an action done within { $n } days.
cards-question = Question
cards-codes = Which answers count?
cards-codes-hint = “No opinion” and “not concerned” never count.
cards-items = Which questions?
cards-items-hint = Those that say one thing. Each weighs the same.
cards-unit = Unit
cards-unit-hint = In a word or two: days, seats, complaints.
cards-of-people = Does this number count people, or their files?
cards-of-people-hint = If so, from 1 to 4 it isn't shown: somebody might be recognised.
cards-of-people-yes = Yes
cards-of-people-no = No
cards-days = Number of days
cards-days-hint = Empty: without a delay, counted once, 30 days after the end of the period.

## What is wrong.
cards-problem-words = Write this text, not too long.
cards-problem-official = “{ $name }” is an official name. Give your indicator a name of your own.
cards-problem-names = A person seems to be named: { $words }. Say a role instead.
cards-problem-place = Choose a place of the establishment.
cards-problem-measure = The questionnaire doesn't have this. Choose from the list.
cards-problem-state = This indicator was set aside.
cards-problem-rhythm = Numbers were typed or counted already for the length before. Nothing is thrown away: write another card for this length.
cards-problem-counted = This card counts voices, and its numbers may have been read. Counted otherwise, they would speak of a small group by difference: write another card.
cards-problem-inside = Numbers of months inside this period were typed already. Clear them first: beside the period they would tell a hidden number.
cards-problem-forbidden = Your role doesn't allow it.
cards-problem-not-found = Not found.
cards-problem-broken = Something didn't work.
cards-problem-choose = Choose an answer.
cards-problem-number = Write a whole number.
cards-problem-why = Say why it isn't kept.

## The target.
cards-target = Target
cards-target-lead = A value to reach says where it comes from. Each change keeps its day and its reason.
cards-target-none = No target. Following without a target is better than a target without a source.
cards-target-set = Set a target
cards-target-change = Change the target
cards-target-history = Every target, and why
cards-target-away = Target taken away
cards-target-at-least = At least { $value }
cards-target-at-most = At most { $value }
cards-target-until = { $said }, by { $day }
cards-target-value = Value
cards-target-direction = Which side
cards-target-until-when = Until when
cards-target-origin = Where does it come from?
cards-target-source = Say it exactly
cards-target-source-hint = The article, the guide, the study, our past value and its period.
cards-target-because = Why this value, or why it changes
cards-target-because-hint = Kept with the target.
cards-target-take-away = Take the target away
cards-unit-points = points out of 100
cards-unit-percent = %

## Numbers that are typed.
cards-typed = Numbers typed
cards-typed-number = Value
cards-typed-count = Number
cards-typed-of = Of how many
cards-typed-why = Why it isn't shown
cards-typed-form = Type a number
cards-typed-clear = Clear this number
cards-typed-nothing = No number for your places
cards-typed-nothing-why = Nothing was typed yet, nor brought as a file.
cards-typed-note = Each period is read by itself: nothing is added up, nothing is ranked. What counts few people isn't shown.
cards-typed-share = { $percent } ({ $count } of { $of })
cards-typed-too-few = Shown from { $floor }: { $n } more are needed
cards-typed-not-number = Write a number, for instance 12 or 2.5.
cards-typed-not-whole = Write two whole numbers.
cards-typed-of-nobody = Of nobody there is no share.
cards-typed-more = The first number can't be larger than the second.
cards-typed-future = This period hasn't begun.
cards-typed-none-there = This place has no number for this period.
cards-typed-inside-quarter = This card counts by quarter. Write the whole quarter, for instance 2026-Q1, and not a month inside it.
cards-typed-inside-year = This card counts by year. Write the whole year, for instance 2026, and not a month.
cards-sheet-numbers = These numbers for a spreadsheet
cards-file = Bring a file
cards-file-choose = CSV file
cards-file-hint = Three columns: place, period, number. All of the file is taken, or nothing.
cards-file-hint-share = Four columns: place, period, number, of. All of the file is taken, or nothing.
cards-file-send = Send the file
cards-file-wrong = Nothing was taken: put these lines right
cards-file-at = Line { $n }: { $why }
cards-file-none = Choose a file.
cards-file-heavy = The file is too large.
cards-file-no-text = This is no text file. Save it as CSV.
cards-file-titles = A column is missing. The first line holds the titles.
cards-file-empty = The file holds no line.
cards-file-line = This line can't be read.
cards-file-place = This place isn't known, or isn't yours.
cards-file-month = Write a month, for instance 03/2026.
cards-file-quarter = Write a quarter, for instance 2026-Q1, or its first month.
cards-file-year = Write a year, for instance 2026.
cards-file-twice = This place and period are there already.

## Planned months.
cards-plan = Planned measures
cards-plan-lead = A measure lasts only if it is repeated. Somebody is reminded before each month.
cards-plan-none = No measure is planned.
cards-plan-by-itself = This number is counted by itself, each period: nothing has to be planned.
cards-plan-new = Plan measures
cards-plan-every = { $n ->
    [one] Each month
   *[other] Every { $n } months
}, from { $from }
cards-plan-who = { $role }, { $place }: reminder { $n ->
    [0] on the first day
    [one] one day before
   *[other] { $n } days before
}
cards-plan-next = Next month: { $when }
cards-plan-ended = Ended on { $day }
cards-plan-end = End these reminders
cards-plan-way = When
cards-plan-way-every = At a regular interval
cards-plan-way-chosen = Chosen months
cards-plan-months = Every how many months
cards-plan-first = First month
cards-plan-last = Last month
cards-plan-last-hint = Empty: without end.
cards-plan-chosen = Chosen months
cards-plan-chosen-hint = With blanks between: 03/2026 09/2026.
cards-plan-role = Who is reminded
cards-plan-days-before = Days before the month begins
cards-plan-days-before-hint = From 0 to 180.
cards-plan-make = Plan
cards-mail-subject = A measure is planned
cards-mail-text = Hello,

    For { $place }, a measure is planned for { $when }: { $title }.

    The card: { $address }

    This reminder leaves once only.

# Used by prefix.
cards-kind-structure = Structure
cards-kind-structure-hint = The means: people, places, equipment.
cards-kind-process = Process
cards-kind-process-hint = What is done: acts, delays, practice.
cards-kind-result = Result
cards-kind-result-hint = What comes of it: experience, quality of life, complications.
cards-audience-users = Patients and relatives
cards-audience-carers = Care teams
cards-audience-managers = Managers
cards-nature-satisfaction = Satisfaction
cards-nature-satisfaction-hint = What the person thinks of it.
cards-nature-experience = Experience
cards-nature-experience-hint = What happened to them.
cards-nature-outcome = Outcome
cards-nature-outcome-hint = What care changed for them.
cards-nature-other = Other
cards-nature-other-hint = The indicator isn't asked of people.
cards-moment-before = Before
cards-moment-during = During
cards-moment-after = After
cards-moment-throughout = Throughout
cards-rhythm-month = A month
cards-rhythm-quarter = Three months
cards-rhythm-year = A year
cards-typed-period-month = Month
cards-typed-period-quarter = Quarter
cards-typed-period-year = Year
cards-typed-hint-month = For instance 03/2026.
cards-typed-hint-quarter = A quarter, for instance 2026-Q1, or its first month, 01/2026.
cards-typed-hint-year = A year, for instance 2026.
cards-certainty-verified = verified
cards-certainty-to-confirm = to confirm
cards-gap-measure = Say how the number is made
cards-gap-source = Say where the definition comes from
cards-gap-purpose = Say what it is for
cards-choice-with = with users
cards-choice-without = without users
cards-fate-kept = Kept
cards-fate-discussed = Discussed
cards-fate-rejected = Not kept
cards-fates-kept = Kept
cards-fates-discussed = Discussed
cards-fates-rejected = Not kept
cards-space-cdu = Commission of users
cards-space-cvs = Council of residents
cards-space-association = Association
cards-space-partners = Patient partners
cards-space-committee = Patients' committee
cards-space-workshop = Workshop
cards-space-other = Other
cards-group-patients = Patients, residents, inhabitants
cards-group-relatives = Relatives and carers at home
cards-group-representatives = User representatives
cards-group-partners = Patient partners, peer helpers
cards-group-associations = Members of associations
cards-group-carers = Care teams
cards-group-managers = Managers
cards-group-quality = Quality and relations with users
cards-group-others = Others
cards-family-survey = Questionnaires
cards-family-about-survey = The same subjects as the national questionnaire, with your questions. These are no national scores.
cards-family-loop = Replies and changes
cards-family-about-loop = What becomes of voices, counted by the software.
cards-family-complaints = Clocks of complaints
cards-family-about-complaints = The delays are dated settings. For now the numbers are typed by hand.
cards-family-essms = Medico-social: imperative criteria
cards-family-about-essms = Complaints, adverse events, abuse. The texts of the manual are to be confirmed.
cards-family-structure = Means
cards-family-about-structure = What must be there for users to be heard.
cards-needs-dimension = A questionnaire, and the questions that say this.
cards-needs-share = A questionnaire, a question, and the answers that count.
cards-needs-typed-share = Two numbers by place and period, typed or brought as a file.
cards-needs-typed-number = One number by place and period, typed or brought as a file.
cards-needs-answered = Nothing: the software counts replies.
cards-needs-changed = Nothing: the software counts findings and actions.
cards-made-share = A share of the answers to a question
cards-made-share-hint = For instance the share of those who were kept informed.
cards-made-dimension = The mean of several questions
cards-made-dimension-hint = A dimension of your own, from 0 to 100.
cards-made-score = The score of a questionnaire
cards-made-score-hint = The one that the questionnaire defines, from 0 to 100.
cards-made-typed-share = A share that is typed
cards-made-typed-share-hint = One number of another, by place and period.
cards-made-typed-number = A number that is typed
cards-made-typed-number-hint = With its unit, by place and period.
cards-made-answered = Voices replied to
cards-made-answered-hint = Of those that ask for a reply.
cards-made-changed = Concerns that led to a change
cards-direction-at-least = This value or more
cards-direction-at-most = This value or less
cards-origin-law = A law or a regulation
cards-origin-guide = A guide or a reference
cards-origin-paper = A published study
cards-origin-past = What we reached before
cards-origin-session = Chosen with users
cards-origin-decision = A decision of the direction or a committee
cards-hidden-small = Hidden: from one to four people might be recognised
cards-hidden-close = Withheld: the difference with another number shown would speak of a small group
cards-hidden-neighbour = Hidden: the total above would tell a hidden number beside it
cards-stands-ahead = to come
cards-stands-due = to do
cards-stands-measured = measured
cards-stands-missed = passed without a measure
cards-made-changed-hint = Through a finding, to an action done.
cards-reading = What the answers say
cards-reading-none = Nobody has answered this questionnaire yet.
