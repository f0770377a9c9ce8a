### The note to the commission of users.

reports-title = Note to the commission of users
reports-made = Made on { $day } from the same data as the work pages.
reports-back = Back to work
reports-from = From month
reports-to = To month
reports-choose-months = Choose the months of the note.
reports-no-month = Choose a month of the list.
reports-reversed = The last month comes before the first: choose one that does not.
reports-show = Show
reports-law = What the law asks for
reports-law-1 = Public health code, article L.1112-3: the commission is informed of all complaints and claims and of what came of them; it takes part in the policy of welcome and care.
reports-law-2 = Article R.1112-80: it receives at least a summary of the complaints of the last twelve months and the results of satisfaction surveys.
reports-law-3 = The recipients and the date of the yearly report.
reports-verified = verified, secondary sources
reports-to-confirm = to be confirmed
reports-voices = Voices received
reports-kind = Kind
reports-count = Number
reports-total = { $n ->
    [0] No voice in this period.
    [one] One voice in this period.
   *[other] { $n } voices in this period. Thanks count as much as reproaches.
}
reports-small = Counts under { $floor } are hidden, and others with them so that they cannot be computed.
reports-answered = Replies given to those who asked for one: { $n } of { $of } ({ $share }, between { $low } and { $high }).
reports-answered-few = Replies given: too few requests, or too small a number, to tell a share.
reports-changed = Concerns followed by a change within { $days } days: { $n } of { $of } ({ $share }, between { $low } and { $high }). Only stories that were coded and whose { $days } days have passed count.
reports-changed-few = Concerns followed by a change within { $days } days: too few stories, or too small a number, to tell a share.
reports-findings = Findings
reports-none = Nothing in this period.
reports-rests-on = Rests on { $n } voices.
reports-read-together = Read together with users.
reports-set-aside = Set aside, for this reason:
reports-actions = Actions
reports-action = Action
reports-place = Place
reports-state = State
reports-indicator = Indicator and target, chosen before the start
reports-came-of-it = What came of it
# used by prefix
reports-state-planned = decided
reports-state-started = started
reports-state-done = done
reports-state-evaluated = evaluated
reports-state-abandoned = given up
reports-returns = Published returns
reports-campaigns = Questionnaires, for the whole organisation
reports-no-campaign = No counted answer in this period.
reports-month = Month
reports-people = People
reports-rate = Rate
reports-score = Score out of 100 (95% interval)
reports-refusals = What was not published, and why
reports-times = { $n ->
    [one] (once)
   *[other] ({ $n } times)
}
reports-other-rule = Another rule
reports-no-name = This note names nobody, neither cared for nor caring.
