### The quality of the measure.

quality-title = Quality of the measure
quality-way = do the questions go together, and how finely can the score be read?
quality-lead = A score only makes sense if its questions go together. This page checks it, for the whole campaign and a complete year.
quality-period = Year { $year } (final), the whole organisation
quality-running = This page can be read once every month of the year is final. Read earlier, then again later, it would tell by subtraction how a few people answered.

quality-says-together = The { $k } questions of the score “{ $score }” go together: alpha { $alpha }.
quality-says-apart = The { $k } questions of the score “{ $score }” do not go well together: alpha { $alpha }. Read them one by one rather than by their score.
quality-says-same = The { $k } questions of the score “{ $score }” say nearly the same: alpha { $alpha }. Some may be one too many.
quality-says-finely = From one time to another, a difference of less than { $points } in the same person may be chance: it is no real change.
quality-none = Nothing is said here of the score “{ $score }”. { $why }
quality-nothing = No coefficient is given.
quality-few = At least { $least } people who answered all of its questions are needed. { $needed ->
    [one] At most { $needed } more is needed.
   *[other] At most { $needed } more are needed, counted by tens.
}
quality-alike = To one of its questions nearly everybody gave the same answer: fewer than { $floor } people gave another. A coefficient would speak of them.
quality-single = A score of a single question has neither alpha nor omega.
quality-otherwise = It is neither the sum nor the plain mean of its questions: alpha and omega do not apply.

quality-score = The score “{ $score }”
quality-above = more than { $value }
quality-below = less than { $value }
quality-points = { $n } points

# used by prefix
quality-people = People
quality-people-value = at least { $n } people
quality-people-why = They answered all the questions of the score. They are counted by { $by }: to the unit, their number would tell how many people left two questions.
quality-people-source = At least 100 people: Terwee et al., J Clin Epidemiol 60, 2007.
quality-alpha = Cronbach's alpha
quality-alpha-value = { $alpha } (95% interval: { $low } to { $high })
quality-alpha-why = From 0.70 to 0.95 the questions go together. Alpha does not prove that they measure one thing only, and it rises with their number.
quality-alpha-source = Cronbach, Psychometrika 16, 1951; interval: Feldt, Psychometrika 30, 1965; bounds: Terwee et al., 2007.
quality-omega = McDonald's omega
quality-omega-why = Is read as alpha is, without supposing that each question counts as much.
quality-omega-none = none: it takes three questions at least, and a common factor that explains them
quality-omega-source = McDonald, Test Theory, 1999.
quality-sem = Error of measurement
quality-sem-why = Standard deviation of what the score of one person owes to chance.
quality-sem-source = Standard deviation × square root of (1 − alpha): Wyrwich et al., J Clin Epidemiol 52, 1999.
quality-smallest = Smallest real change
quality-smallest-why = Of one person, rounded up. For a group, read the interval of the score: it is finer. Here nobody is followed from one time to another.
quality-smallest-source = 1.96 × square root of 2 × error of measurement: Jacobson and Truax, J Consult Clin Psychol 59, 1991.
quality-important-half = Difference that matters: half a standard deviation
quality-important-half-source = Norman, Sloan and Wyrwich, Medical Care 41, 2003.
quality-important-sem = Difference that matters: one error of measurement
quality-important-sem-source = Wyrwich et al., J Clin Epidemiol 52, 1999.
quality-important-why = A landmark, not what people say themselves. It only holds for
quality-important-population = those who answered this campaign in this year.
quality-lowest = Lowest possible score
quality-lowest-why = Floor effect: over 15%, the score no longer tells the worst experiences apart.
quality-lowest-source = Terwee et al., J Clin Epidemiol 60, 2007.
quality-highest = Highest possible score
quality-highest-why = Ceiling effect: over 15%, the score will see no improvement in these people.
quality-highest-source = Terwee et al., J Clin Epidemiol 60, 2007.

quality-end-many = { $share } of people
quality-end-few = 15% of people at most

quality-questions = Question by question
quality-questions-lead = What deserves a look bears a triangle and is told in words. A question with a mark is not a bad question: talk about it with people who answered it. “Lowest” and “highest”: the share of answers at either end. “Link”: with the other questions of the score.
quality-question = Question
quality-missing = No answer
quality-missing-few = fewer than { $floor } people
quality-floor = At the lowest answer
quality-ceiling = At the highest answer
quality-with-rest = Link with the other questions of the score
quality-look = To look at
quality-flag-none = nothing
quality-flag-missing = many without an answer
quality-flag-floor = many at the lowest
quality-flag-ceiling = many at the highest
quality-flag-apart = weak link with the others
quality-flag-same = says nearly the same as question { $other }
quality-questions-note = “No answer” also counts “no opinion”, “not concerned” and “don't know”: more than 10% is many (PMC5028167). At the ends, many is what is over both 15% (Terwee et al., 2007, who say it of scores) and the share of an answer picked at random (PMC4853650). Link: correlation with the sum of the other questions; under 0.30 it goes badly with them (Nunnally and Bernstein, 1994). Two questions with a correlation over 0.80 say nearly the same (Streiner, Norman and Cairney, 2015). A dash: the question has no scale, or is in no score. “Hidden”: a cell of fewer than five people, or what would tell it. Questions with several answers and free texts are not in this table.

quality-limits = What this page cannot say
quality-limits-late = Whether people who answer late, or never, lived through something else: the time at which an answer came is kept nowhere. If you have dated answers from elsewhere:
quality-limits-weights = Whether those who answer are like those who were cared for: neither age nor sex is asked, so nothing is weighted or adjusted. If you know them from another survey:
quality-limits-anchor = Which difference matters to people themselves: they would have to be asked whether they are a little better. If you did:
quality-limits-whole = Anything of a place, a month or a group: with so few, a coefficient would speak of people.
quality-limits-where = These commands read a file of yours, on your machine, and keep nothing. Their columns are in docs/reference/measure.md.

# used by prefix
quality-missing-short = No answer
quality-floor-short = Lowest
quality-ceiling-short = Highest
quality-with-rest-short = Link

# used by prefix
quality-column-campaign = Questionnaire
quality-column-year = Year
quality-column-of = Of
quality-column-figure = Figure
quality-column-value = Value
quality-column-note = Note
quality-column-meaning = What it means
