### Dated settings, background jobs, audit log.

settings-title = Dated settings
settings-lead = The floors and delays that hold here. Each has a date, a source, and says whether the source was verified.
settings-name = Setting
settings-value = Value
settings-since = From
settings-source = Source
settings-checked = Verification
settings-verified = verified
settings-to-confirm = to confirm
settings-verified-tick = I have read the source and it says so
settings-now = in force
settings-history = Values over time
settings-change = A new value
settings-value-new = New value
settings-days = days
settings-people = people
settings-percent = %
settings-n-percent = { $n }%
settings-refused-percent = Give a number from 1 to 100.
settings-n-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
settings-from = First day
settings-from-hint = Today at the earliest: what was shown already does not change.
settings-source-hint = The article, the guide or the decision, with its date.
settings-send = Save
settings-done = The new value is saved.
settings-floor-about = This floor protects people: it may go up, never down.
settings-refused-other = This setting is a list: it is changed with the command “vecu settings”.
settings-refused-number = Write a whole number from 1 to 3650.
settings-refused-floor = This floor cannot go down.
settings-refused-past = The first day cannot be past.
settings-refused-twice = A value starts on that day already.
settings-refused-source = Say where this value comes from, in ten characters at least.

# Used by prefix.
setting-emergency-numbers = Emergency numbers
setting-floor-inside = Nothing is shown below
setting-floor-score = No score is published below
setting-floor-cell = A cell is hidden below
setting-batch-size = Answers move in groups of at least
setting-invitation-delay-days = Invitation after discharge
setting-reminder-delay-days = Reminder after the invitation
setting-closing-days = End of the questionnaire after discharge
setting-draft-days = A draft is kept
setting-open-closing-days = A month open to all still takes answers for
setting-key-list-days = The list of keys is kept
setting-rate-warning-percent = Warn when the response rate is under
setting-reply-goal-days = Answer a story within
setting-second-factor-roles = Roles that ask for the second step

# Said by name.
jobs-title = Background jobs
jobs-lead = What the software does by itself: mask names, send mails, count. No job shows anybody's words.
jobs-by-state = Jobs by state
jobs-all = All
# Used by prefix.
jobs-failed = Failed
jobs-queued = Waiting
jobs-running = Running
# Said by name.
jobs-none = Nothing waits
jobs-none-why = Every job is done.
jobs-kind = Job
jobs-state = State
jobs-tries = Tries
jobs-next = Next try
jobs-problem = Problem
jobs-act = Resume
jobs-retry = Try again
jobs-no-time = no time

journal-title = Audit log
journal-lead = Who did what. Each line is tied to the one before: if one changes or vanishes, it shows.
journal-verify = Verify the log
journal-whole = { $n ->
    [one] The log is whole: { $n } line.
   *[other] The log is whole: { $n } lines.
 }
journal-head = Fingerprint of the last line, to compare with the one you printed:
journal-broken = The log is broken at line { $n }
journal-broken-do = A line was changed or removed outside the software. Tell the direction and keep a copy of the database.
journal-none = Nothing was done yet
journal-older = Older
journal-seq = Line
journal-at = When
journal-who = Who
journal-what = What
journal-subject = On what
journal-detail = Detail
journal-system = the system
journal-someone = an account of another organisation

# Used by prefix.
act-account-created = Account created
act-account-link-made = Access link made
act-account-password-changed = Password changed
act-account-signed-in = Signed in
act-account-hat-changed = Role changed
act-account-sessions-ended = Sessions closed
act-account-second-factor-set = Second step set up
act-account-second-factor-forgotten = Second step reset
act-account-recovery-codes-made = Recovery codes made
act-account-closed = Account closed
act-account-reopened = Account opened again
act-role-given = Role given
act-role-ended = Role ended
act-place-created = Place added
act-place-changed = Place changed
act-place-closed = Place closed
act-place-reopened = Place opened again
act-places-imported = Places imported
act-setting-changed = Setting changed
act-job-retried = Job tried again
