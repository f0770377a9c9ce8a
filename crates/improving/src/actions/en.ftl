# The list
actions-title = Actions
actions-lead = What we do about what people tell us. Each action is judged on an indicator chosen before it starts.
actions-count = { $n ->
    [one] { $n } action
   *[other] { $n } actions
  }
actions-every = All
actions-column-title = Action
actions-place = Place
actions-state = State
actions-owner = Who takes care of it
actions-owner-hint = This name stays among colleagues. The public will see the ward only.
actions-due = By when
actions-overdue = Late
actions-sheet = Take this list away (CSV)
actions-none-title = No action here
actions-none-why = An action answers a finding: read the voices, gather what is alike, then open an action.
actions-none-go = See the findings
# used by prefix
actions-state-planned = Decided
actions-state-started = Under way
actions-state-done = Done, to evaluate
actions-state-evaluated = Evaluated
actions-state-abandoned = Given up

# Opening one
actions-new = Open an action
actions-new-lead = A modest action that is carried through is worth more than a great plan.
actions-its-finding = The finding it answers
actions-no-finding-title = This action comes from no finding
actions-no-finding = Without a finding nobody can walk back to the voices behind it. It is possible, but say so in the text.
actions-name = What will be different
actions-name-hint = As the person cared for sees it, in one sentence.
actions-plan = What we are going to do
actions-plan-hint = Who does what, where and when. The role, never the name.
actions-open = Open this action

# The page
actions-origin = Where it comes from
actions-origin-voices = { $n ->
    [one] It rests on { $n } voice.
   *[other] It rests on { $n } voices.
  }
actions-origin-read = Read the passages
actions-origin-no-user = No user took part in reading this finding.
actions-indicator-title = What we shall judge it on
actions-indicator = Indicator
actions-indicator-hint = What will be measured. For example: share of people kept informed while waiting.
actions-indicator-day = Indicator chosen on
actions-indicator-none = The indicator and the target are not chosen yet. Without them the action does not start.
actions-indicator-choose = Keep this indicator
actions-target = Target
actions-target-hint = The value aimed at and the point of departure. For example: 65% (from 38%).
actions-started-day = Started on
actions-done-day = Done on

# What next
actions-next = What next?
actions-step-note = A word for the journal
actions-start = Start the action
actions-finish-note = What was done, in a word
actions-finish = Say that it is done
actions-note-title = Add a note to the journal
actions-note = Your note
actions-note-add = Add this note
actions-noted = Note
actions-abandon-title = Give this action up
actions-reason = Reason for giving up
actions-reason-hint = Everybody will be able to read it. What is not done deserves an explanation.
actions-abandon = Give up
actions-over = This action is over. Its story stays here.
actions-journal = Its story

# The evaluation
actions-evaluation = What it changed
actions-evaluate = Keep this evaluation
actions-evaluate-on = To be judged on: { $indicator }. Target: { $target }.
actions-evaluate-words = What changed, and what did not
actions-evaluate-hint = Honestly, with the numbers and their limits. A target missed teaches as much as a target met.
actions-reached = Was the target reached?
# used by prefix
actions-reached-yes = Yes
actions-reached-partly = In part
actions-reached-no = No
actions-reached-unknown = It cannot be told

# The answer to all
actions-answer = The answer to all
actions-answer-about = A person gets their own reply; everybody gets this one. It will be used in the public returns.
actions-answer-write = What we say to all
actions-answer-hint = In French, short sentences, everyday words, no name. Say what does not work yet, too.
actions-answer-keep = Check and keep
actions-answer-keep-as-is = Keep as it is
actions-level-short = Too short a text to tell whether it reads easily.
actions-level-easy = This text reads easily.
actions-level-middling = This text takes some effort.
actions-level-hard = This text is hard to read.
actions-plain-title = This text can be plainer. It is not kept yet.
actions-plain-gloss = For example: { $gloss }.
actions-plain-choice = Change what can be changed, or keep it as it is: you decide.

# What is wrong
actions-problem-state = It is no longer possible: the action has changed in the meantime.
actions-problem-no-indicator = First choose the indicator and the target: an action is judged on what was chosen before.
actions-problem-late-indicator = The indicator was chosen after the start: it cannot be used to judge the action.
actions-problem-order = This date comes before the action started.
actions-problem-words = Write a sentence, not too long.
actions-problem-names = This text seems to name somebody: { $words }. Say the role, or say it otherwise.
actions-problem-owner = Choose who takes care of it.
actions-problem-reached = Say whether the target was reached.
actions-problem-forbidden = Your role does not allow it.
actions-problem-not-found = This does not exist, or no longer.
actions-problem-broken = Something went wrong on our side. Try again in a moment.

# On the page of a finding
actions-of-finding = What is done
actions-of-finding-elsewhere = An action was opened at a place that this role does not see.
