### The home page of those who work.

desk-title = Home
desk-hello = Hello, { $name }
desk-lead = { $hat }, { $place }
desk-waits = What waits for you
desk-nothing = Nothing waits
desk-nothing-why = Nobody waits for a reply from you today. It is a good moment to read a finding again together with patients.
desk-replies = { $n ->
    [one] One person waits for your reply
   *[other] { $n } people wait for a reply
}
desk-oldest = { $n ->
    [0] The oldest since today.
    [one] The oldest for one day.
   *[other] The oldest for { $n } days.
}
desk-goal = Goal: { $n } days
desk-to-confirm = to be confirmed
desk-danger = { $n ->
    [one] Possible danger: one voice to read first
   *[other] Possible danger: { $n } voices to read first
}
desk-danger-about = The machine supposes so from a few words. A person must read, now.
desk-to-read = { $n ->
    [one] One story to read
   *[other] { $n } stories to read
}
desk-to-read-about = Stories, thanks and ideas that nobody has read yet.
desk-comments = { $n ->
    [one] One comment of a questionnaire to read
   *[other] { $n } comments of questionnaires to read
}
desk-comments-about = Mark a passage, or say that it is read: it leaves the list.
desk-moderation = { $n ->
    [one] One text to read over before publication
   *[other] { $n } texts to read over before publication
}
desk-moderation-about = Their authors agree to have them published.
desk-contested = { $n ->
    [one] One contested refusal
   *[other] { $n } contested refusals
}
desk-contested-about = The author asks for the decision to be looked at again.
desk-late = { $n ->
    [one] One action is past its day
   *[other] { $n } actions are past their day
}
desk-late-about = Finish it, or tell why it takes longer.
desk-drafts = { $n ->
    [one] One return to finish
   *[other] { $n } returns to finish
}
desk-drafts-about = Those who spoke do not know yet what was done.
desk-failed = { $n ->
    [one] One background job failed
   *[other] { $n } background jobs failed
}
desk-failed-about = It stays visible until somebody starts it again.
desk-closing = { $n ->
    [0] Ends today.
    [one] Ends tomorrow.
   *[other] Ends in { $n } days.
}
desk-changed = What really changed
desk-all-places = All places
desk-planned-due = Measure planned for { $when }: prepare it.
desk-planned-missed = Measure planned for { $when }: this month has passed and no number came.
