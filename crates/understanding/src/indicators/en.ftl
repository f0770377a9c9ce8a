### The numbers of a place.

indicators-list-title = Numbers by place
indicators-list-lead = What the questionnaires say, place by place. Places are neither ranked nor compared: only what really changed stands out.
indicators-list-note = Usual variation says nothing, so it is not shown. A change is told only when it leaves that variation (XmR chart, “Making Data Count”).
indicators-place = Place
indicators-last-wave = Last finished month
indicators-changed = What really changed
indicators-campaign = Questionnaire
indicators-campaigns = Questionnaires
indicators-level = Level
indicators-all-levels = All levels
indicators-no-place = No place
indicators-no-place-why = None of your places is of this level.
indicators-no-frozen = No finished month yet
indicators-wave-says = { $when }: { $said }
indicators-none-title = No answer yet
indicators-none-why = Numbers appear once at least ten people have answered and their answers have been counted together.
indicators-years = Years
indicators-months = Months

indicators-response-invited = { $n ->
    [one] In { $when }, { $n } person answered of { $invited } invited ({ $rate }).
   *[other] In { $when }, { $n } people answered of { $invited } invited ({ $rate }).
}
indicators-response-open = { $n ->
    [one] In { $when }, { $n } person answered. It is open to all: there is no rate.
   *[other] In { $when }, { $n } people answered. It is open to all: there is no rate.
}
indicators-response-no-rate = { $n ->
    [one] In { $when }, { $n } person answered. The rate cannot be computed.
   *[other] In { $when }, { $n } people answered. The rate cannot be computed.
}
indicators-rate = Response rate: { $rate } of { $invited } people invited
indicators-rate-open = Open to all: no response rate exists
indicators-rate-none = Response rate: it cannot be computed
indicators-rate-by-month = Response rate: see each month
indicators-people = { $n ->
    [one] { $n } person answered
   *[other] { $n } people answered
}
indicators-people-of-question = { $n ->
    [one] { $n } answer; { $missing } without an answer to this question
   *[other] { $n } answers; { $missing } without an answer to this question
}
indicators-people-of-question-few = { $n ->
    [one] { $n } answer; fewer than { $floor } people left this question
   *[other] { $n } answers; fewer than { $floor } people left this question
}
indicators-scored = { $n ->
    [one] { $n } person answered enough to count in the score
   *[other] { $n } people answered enough to count in the score
}
indicators-modes = Way of answering: { $modes }
# used by prefix
indicators-mode-web = online
indicators-mode-kiosk = on a tablet of the place
indicators-mode-phone = by phone
indicators-mode-paper = on paper
indicators-mode-face-to-face = face to face

indicators-frozen = final
indicators-provisional = provisional
indicators-provisional-title = Provisional numbers
indicators-provisional-why = People are still answering. Numbers move by groups of at least ten answers and become final when the month of collection ends.
indicators-left-out = { $n ->
    [one] One month is not counted here because it has fewer than { $floor } answers: { $waves }.
   *[other] These months are not counted here because each has fewer than { $floor } answers: { $waves }.
}
indicators-left-out-of-score = { $n ->
    [one] One month counts in the tables and not in the score, because fewer than { $floor } people have one in it or that of a neighbour could be computed: { $waves }.
   *[other] These months count in the tables and not in the score, because fewer than { $floor } people have one in them or that of a neighbour could be computed: { $waves }.
}
indicators-whole-campaign = Month by month, since the start

indicators-score-heading = The score
indicators-score-title = Score from 0 to 100
indicators-score = Score
indicators-score-sentence = The mean score is { $score } out of 100; the true value is probably between { $low } and { $high } ({ $n } people).
indicators-score-hidden = No score for this period. { $why }
indicators-no-score-title = This questionnaire has no score
indicators-no-score = The document defines no score. We show the answers, question by question.
indicators-score-apart = The score of this questionnaire does not go from 0 to 100. We do not show its mean: set beside the detail of the answers, it could tell what the few people who left a question empty have answered. We show the answers, question by question.
indicators-score-apart-title = The score of this questionnaire is not shown
indicators-period = Period
indicators-low = At least (95%)
indicators-high = At most (95%)
indicators-n = People
indicators-see-numbers = See the numbers

indicators-trend = Month after month
indicators-trend-title = Score of each month
indicators-no-trend = No month has enough answers for a score yet.
indicators-no-change = Nothing leaves the usual variation.
indicators-past = At the moment nothing leaves the usual variation. Before, from { $from } to { $to }: { $reading }.
indicators-past-month = At the moment nothing leaves the usual variation. Before, in { $from }: { $reading }.
indicators-change-better = Better than usual since { $since }
indicators-change-worse = Worse than usual since { $since }
indicators-change-other = Different from usual since { $since }
indicators-two-points = Two months are not to be compared: variation from one month to the next is normal. Look at the band and the signs.
indicators-reading = What this month says
indicators-actions = What was done
indicators-mean = Mean
indicators-lower = Lower limit of usual variation
indicators-upper = Upper limit of usual variation
indicators-band = Usual variation
indicators-trial = Trial limits: fewer than twelve months set them.
indicators-no-limits = It takes six months to draw the usual variation.
# used by prefix
indicators-spc-usual = usual
indicators-spc-improvement = better than usual
indicators-spc-concern = worse than usual
indicators-spc-neither = different from usual
# used by prefix
indicators-spc-outside-up = above the usual variation
indicators-spc-outside-down = below the usual variation
indicators-spc-trend-up = seven months going up
indicators-spc-trend-down = seven months going down
indicators-spc-two-of-three-up = two months of three near the upper limit
indicators-spc-two-of-three-down = two months of three near the lower limit
indicators-spc-run-up = seven months in a row above the mean
indicators-spc-run-down = seven months in a row below the mean

indicators-questions = Question by question
indicators-questions-lead = People who have no opinion or are not concerned are shown apart: they do not count in the shares.
indicators-answer = Answer
indicators-share = Share
indicators-hidden = hidden
indicators-missing = Without an answer, not in the shares
indicators-other-answer = Another answer, in writing
indicators-missing-few = Fewer than { $floor } people left this question.
indicators-missing-hidden = Fewer than { $floor } people left this question: their reasons are hidden.
indicators-most = Most given answer: { $answer } ({ $n } people of { $of }).

indicators-hidden-title = Nothing is shown for this period
indicators-hidden-rule = The rule is the same for all: under ten people, somebody could be recognised. The place above counts these answers too.
indicators-running-title = The year is not over
indicators-running-rule = A year is read as a whole, when all its months are final. Read earlier, and again later, it would tell by difference what a few people answered. Its months can be read one by one, above, and the year before as a whole.
# used by prefix
indicators-hidden-nobody = No counted answer.
indicators-hidden-too-few = { $needed ->
    [one] At least { $floor } answers are needed: one is missing.
   *[other] At least { $floor } answers are needed: { $needed } are missing.
}
indicators-hidden-neighbour = Hidden to protect a group nearby that is too small: it could be computed by difference.
indicators-hidden-above = Hidden because the place above is.
indicators-hidden-cells = Hidden: beside the answers that are shown, this score would tell how many people are in a hidden cell.
indicators-hidden-running = The year is not over: it will be read as a whole when its last month is final. Its months can be read now.
indicators-hidden-masked = Hidden: one of the answers it counts is hidden.
indicators-hidden-unasked = It cannot be computed from this questionnaire.
indicators-hidden-elsewhere = This number doesn't come from the answers to the questionnaire.
indicators-hidden-too-few-for-score = { $needed ->
    [one] { $floor } answers are needed for a score: one is missing.
   *[other] { $floor } answers are needed for a score: { $needed } are missing.
}
indicators-hidden-small-cells = Counts of fewer than { $floor } people are hidden, and others with them so that they cannot be computed.
indicators-hidden-follows = This question follows the answer to another one. To say how many people were asked would say how many people, too few, gave that other answer: nothing of it is shown here.
indicators-hidden-mean-tells = The mean would tell the hidden counts.
# used by prefix
indicators-warning-low-rate = Few of the people invited answered ({ $rate }, less than { $below }): those who did not may think otherwise.
indicators-warning-few-answers = Only { $n } answers (fewer than { $floor }): to be read with care.
indicators-warning-self-selected = Whoever wished to answered: others might have answered otherwise.

indicators-voices = Read the voices of { $when }
indicators-told-of = Read what is said about “{ $theme }”, { $when }
indicators-file = Download these numbers (CSV)
indicators-paper = This page as a PDF
indicators-rules-title = What we show, and what we hide
indicators-rules = Fewer than 10 people: nothing. Fewer than 30: no score. In a table, counts under 5 are hidden, and with them those from which they could be computed: at neighbouring places, and between the months of a year. A year adds up only the months that may be shown, and is read when it is over. A question that is asked only after certain answers is not shown where it would tell a hidden count. These rules are the same in pages and files, for every role.
# used by prefix
indicators-column-place = place
indicators-column-period = period
indicators-column-state = state
indicators-column-question = question
indicators-column-answer = answer
indicators-column-kind = kind
indicators-column-n = people
indicators-column-of = of
indicators-column-score = score
indicators-column-low = at least (95%)
indicators-column-high = at most (95%)
indicators-column-why = why hidden
# used by prefix
indicators-kind-value = answer
indicators-kind-missing = without an answer

### An indicator in a place, in sentences: what really changed, since when, and how sure that is.

# used by prefix
indicators-says-share-up = Since { $since }, more people say so than usual.
indicators-says-share-down = Since { $since }, fewer people say so than usual.
indicators-says-points-up = Since { $since }, the result has been higher than usual.
indicators-says-points-down = Since { $since }, the result has been lower than usual.
indicators-says-share-up-month = In { $since }, more people said so than usual.
indicators-says-share-down-month = In { $since }, fewer people said so than usual.
indicators-says-points-up-month = In { $since }, the result was higher than usual.
indicators-says-points-down-month = In { $since }, the result was lower than usual.
# used by prefix
indicators-says-spc-improvement = This is a real change, for the better.
indicators-says-spc-concern = This is a real change, for the worse.
indicators-says-spc-neither = This is a real change.
indicators-says-usual = As usual: nothing has really changed.
indicators-says-past = As usual now. It was different from { $from } to { $to }.
indicators-says-past-month = As usual now. It was different in { $from }.
indicators-says-too-soon = { $n ->
    [one] Too soon to say what is usual: it takes six months, and there is one.
   *[other] Too soon to say what is usual: it takes six months, and there are { $n }.
}
indicators-says-nothing = We can show no month.
indicators-says-because = What shows it: { $signal }.
indicators-says-trial = To be confirmed: we have fewer than { $n } months.
indicators-says-hidden = { $n ->
    [one] One month stays hidden: too few people.
   *[other] { $n } months stay hidden: too few people.
}
indicators-says-latest-share = { $n ->
    [one] In { $when }, { $n } person in { $of } says so: { $share }. The true share is probably between { $low } and { $high }.
   *[other] In { $when }, { $n } people in { $of } say so: { $share }. The true share is probably between { $low } and { $high }.
}
indicators-says-latest-points = In { $when }, the result is { $score } out of 100 ({ $n } people). The true value is probably between { $low } and { $high }.
indicators-says-target = The aim: { $target } out of 100.

### The wall of indicators.

indicators-wall-title = Wall of indicators
indicators-wall-lead = Every place beside every indicator. Only what really changed stands out. Places are in the order of the organisation, never ranked.
indicators-wall-note = A cell only says whether something left its usual variation (XmR and P' charts, “Making Data Count”). Two places are not compared here.
indicators-wall-beside = The number of people, the period, the way of answering and the rate stand beside each chart.
indicators-wall-legend = The indicators
indicators-wall-usual = as usual
indicators-wall-too-soon = too soon to say
indicators-wall-hidden = nothing to show
indicators-wall-better = better
indicators-wall-worse = worse
indicators-wall-other = different
indicators-wall-since = since { $since }
indicators-wall-n-changed = { $n ->
    [one] { $n } real change
   *[other] { $n } real changes
}
indicators-wall-n-usual = { $n } as usual
indicators-wall-n-too-soon = { $n } too soon to say
indicators-wall-n-hidden = { $n } with nothing to show
indicators-no-indicator = No indicator for this questionnaire
indicators-no-indicator-why = The document doesn't say which answer is the best. The answers, question by question, are on the page of each place.
# used by prefix
indicators-column-level = level
indicators-column-indicator = indicator
indicators-column-says = what it says
indicators-column-since = since
indicators-column-value = value

### What the indicators of a place say.

indicators-glance = What the indicators say
indicators-glance-lead = Since the beginning of this questionnaire, month by month. A sign marks a real change; the rest is normal variation.
indicators-glance-charts = See the charts of these indicators

### The funnel: units beside each other, never ranked.

indicators-indicator = Indicator
indicators-wall-funnel = The units side by side
indicators-funnel-title = Units side by side
indicators-funnel-lead = A funnel says how large a difference size and chance make by themselves. Units are in the order of their names, never ranked.
indicators-funnel-units = { $n } places can be shown for { $when }.
indicators-funnel-none = It takes at least two places that can be shown for { $when }.
indicators-funnel-far = Outside the limit at 99.8%, to be understood on the spot: { $names }.
indicators-funnel-near = Between the two limits, to be watched: { $names }.
indicators-funnel-rest = For the others, chance is enough to explain the differences.
indicators-funnel-all = None is outside the limits: chance is enough to explain the differences.
indicators-funnel-wider = The limits are wider, because places differ from each other by more than chance.
indicators-funnel-usual = within the limits: chance is enough to explain it
indicators-funnel-high = above the limit at 95%
indicators-funnel-very-high = above the limit at 99.8%
indicators-funnel-low = below the limit at 95%
indicators-funnel-very-low = below the limit at 99.8%
indicators-funnel-table = Each place in { $when }, in the order of the names
indicators-funnel-value = Value (95%)
indicators-funnel-95 = Limits at 95%
indicators-funnel-998 = Limits at 99.8%
indicators-funnel-says = What that says
indicators-funnel-not-shown = Places that are not shown
indicators-funnel-note = Being outside the limits doesn't say why: other patients, another way of answering, or the care. Being within doesn't say that all is well.
indicators-funnel-how-title = How to read a funnel
indicators-funnel-how = The fewer the answers, the more chance moves a result: the limits spread. Among 20 places without any real difference, one is outside the limit at 95% on average. Among 500, one is outside the limit at 99.8% (Spiegelhalter, 2005).

indicators-glance-of = The indicators: { $place }
indicators-voices-apart = Comments are kept apart from the boxes people tick: you read those of the place and the period, not those of the people who gave one answer.
indicators-drawn-small = All the indicators, month after month
indicators-drawn-scale = All on the same scale from 0 to 100: shares in %, the score in points.
indicators-drawn-n-below = Number of people: see each indicator
indicators-drawn-n = { $n ->
    [one] { $n } answer, over { $months } months
   *[other] { $n } answers, over { $months } months
}
indicators-drawn-xmr = XmR chart: the limits come from the differences from one month to the next.
indicators-drawn-p = P' chart (Laney): the limits come from the number of answers of each month and from the differences from one month to the next.
indicators-drawn-stepped = wider where fewer people answered
indicators-drawn-target = The aim
indicators-kept-elsewhere = These numbers are those of a place that you don't follow.
indicators-kept-deeds = With what was done, and the other indicators: { $place }
indicators-drawn-anew = Limits computed anew
indicators-drawn-hidden = Hidden month: the table says why

indicators-modes-by-month = Way of answering: see each month
indicators-modes-by-place = Way of answering: see each place
indicators-rate-by-place = Response rate: see each place
indicators-funnel-target = All places that are shown together
indicators-funnel-logarithm = Sizes drawn by their logarithm
indicators-funnel-linear = Sizes drawn as they are

indicators-nation = These numbers are not those of e-Satis and cannot be compared with them.
indicators-nation-link = See what HAS publishes about this site
