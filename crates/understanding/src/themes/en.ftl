# The reading room
themes-room-title = Voices received
themes-room-lead = What people told us, names masked. Every reading counts, that of caregivers and that of users.
themes-room-count = { $n ->
    [one] { $n } voice
   *[other] { $n } voices
  }
themes-every = All
themes-place = Place
themes-kind = Kind
themes-state = State
themes-from = From
themes-to = To
themes-theme = Theme
themes-words = Search words or an idea
themes-coded = Reading
themes-uncoded = No theme yet
themes-column-words = First words
themes-column-month = Month
themes-column-themes = Themes
themes-column-speaker = Who speaks
themes-column-moment = Moment
themes-column-text = Text, names masked
themes-no-theme = none
themes-danger = Possible danger
themes-wants-reply = Waits for a reply
themes-reply-filter = Reply
# used by prefix
themes-group-recits = All that was told
themes-group-commentaires = All comments of questionnaires

themes-danger-only = Only these
themes-read-comment = Read, nothing to mark
themes-read-comment-hint = The comment leaves "To read". Marking a passage does the same.
themes-sheet = Take this list away (CSV)
themes-to-moderation = Requests to publish, and refusals
themes-see-all = See every voice
themes-none-title = Nothing waits to be read
themes-none-why = New voices come here as soon as names are masked.
themes-no-match-title = No voice fits this choice
themes-no-match-why = Widen the period, the place or the theme.

# used by prefix: the state of a voice, seen from inside.
themes-state-sealed = Sealed
themes-state-readable = To read
themes-state-taken-up = Under way
themes-state-read = Read
themes-state-answered = Answered
themes-state-closed = Closed

# One voice
themes-voice-title = { $kind }, { $place }
themes-danger-title = Read this first
# used by prefix
themes-danger-self-harm = This text may speak of wanting to die. It is the machine that supposes so: read it. If somebody is in danger, open the original or the contact and call 15.
themes-danger-danger = This text may speak of violence or of somebody in danger. It is the machine that supposes so: read it, then follow your organisation's procedure.

themes-beside = Other voices of the list
themes-before = Previous voice
themes-after = Next voice
themes-channel = Received
themes-masked = Masked
themes-masked-words = { $n ->
    [one] { $n } passage by which somebody could be recognised
   *[other] { $n } passages by which somebody could be recognised
  }
themes-read-title = Read and mark
themes-rows = What is this text about?
themes-rows-hint = Tick a sentence, or several that follow each other, then say the theme.
themes-other = Another theme
themes-other-none = No other
themes-valence = How is it told?
# used by prefix
themes-valence-positive = It went well
themes-valence-negative = It went badly
themes-valence-mixed = Both
themes-valence-neutral = Neither

themes-moment = At what moment?
themes-moment-none = It does not show
themes-put = Mark this passage
themes-coded-title = What was marked
themes-coded-none = Nobody has marked a passage yet.
themes-remove = Remove
# used by prefix: who marked it, by side and role.
themes-by-staff = Team: { $role }
themes-by-user = Users: { $role }

themes-gathered-title = The findings that rest on it
themes-collect-title = Add to a finding
themes-collect = Which passages?
themes-collect-into = To which finding?
themes-collect-new = A new finding
themes-collect-go = Continue

# The mailbox
themes-mailbox-title = Reply
themes-mailbox-comment = This comment comes from an anonymous questionnaire: there is nobody to write to. It counts in findings and actions.
themes-mailbox-nobody = The person left neither a code nor a contact: a reply could not reach them.
themes-wants-reply-words = The person waits for a reply.
themes-author = The person
themes-take-up = I take care of it
themes-take-up-hint = The person will see that somebody has read their message.
themes-reply = Your reply
themes-reply-hint = Write to the person. They will see your role, never your name. Name nobody: say the role.
themes-reply-send = Send the reply

# What is sealed
themes-original-title = Open the original
themes-contact-title = Open the contact
# used by prefix
themes-original-about = The original may hold names. Every opening is written to the log with its reason.
themes-original-open = Open the original once
themes-contact-about = The person left a way to be reached. Every opening is written to the log with its reason.
themes-contact-open = Open the contact once

themes-opening-reason = Why open it?
themes-opening-reason-hint = In one sentence, without a name. For example: to call the person back, who asked for it.
themes-once-title = Shown once
themes-once = The opening and its reason are in the log. This page is kept nowhere: seeing it again will take a new reason.
themes-once-back = Back to the voice
themes-give-title = Give to a patient partner
themes-give-about = The person you choose will be able to read this text, names masked, and to mark themes.
themes-give-to = To whom?
themes-give = Give
themes-to-publication = The request to publish

# Moderation
themes-moderation-title = Publishing voices
themes-moderation-lead = People have allowed their text to be published. Read it again, mask what is left, and never rewrite.
# used by prefix: the state of publication.
themes-queue-asked = To decide
themes-queue-contested = Contested refusals
themes-queue-refused = Refused
themes-queue-published = Published
themes-queue-taken-down = Taken back by us
themes-queue-withdrawn = Taken back by the person

themes-queue-about = About
themes-queue-empty-title = Nothing here
themes-queue-empty = No voice is in this state.
themes-moderate-title = A request to publish
themes-moderate-voice = Read the voice and its conversation
themes-refused-ground = Rule cited
themes-refused-reason = Explanation given
themes-decided-day = Decided on
themes-contested = What the person answers to the refusal
themes-published-text = Published text
themes-suggestions = What the machine noticed
themes-suggestions-lead = These are suggestions, with the passage each rests on. You decide.
themes-suggestions-none = Nothing in particular. Read it again all the same: you decide.
themes-publish-title = Publish
themes-publish-text = The text as it will be read
themes-publish-hint = You may cut or mask, never reword.
themes-publish = Publish this text
themes-refuse-title = Refuse
themes-refuse-ground = Which rule?
themes-refuse-choose = Choose a rule
themes-refuse-reason = Explain it to the person
themes-refuse-hint = They will read these words and may contest. The user representative sees every refusal.
themes-refuse = Refuse to publish

# Keys
themes-key-theme = Choose a frequent theme
themes-key-valence = Well, badly, neither, both
themes-key-save = Mark the passage

# What is wrong
themes-problem-passage = Tick at least one sentence. If there are several, they follow each other.
themes-problem-theme = Choose a theme.
themes-problem-valence = Say whether it went well or badly.
themes-problem-words = Write a sentence, not too long.
themes-problem-no-passage = A finding rests on at least one passage.
themes-problem-names = This text seems to name somebody: { $words }. Say the role, or say it otherwise.
themes-problem-forbidden = Your role does not allow it.
themes-problem-state = It is no longer possible: things have changed in the meantime.
themes-problem-not-found = This does not exist, or no longer.
themes-problem-ground = Choose the rule that the refusal rests on.
themes-problem-broken = Something went wrong on our side. Try again in a moment.

# Findings
findings-title = Findings
findings-lead = Several passages that say the same thing, read together by the team and by users.
findings-count = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
  }
findings-column-title = Finding
findings-column-voices = Voices
findings-column-places = Places
findings-column-together = Read with users
findings-column-day = Written on
findings-with-users = yes
findings-without-users = not yet
findings-none-title = No finding here
findings-none-why = A finding comes from reading: mark passages in voices, then gather those that say the same thing.
findings-none-go = Read the voices
# used by prefix
findings-state-open = Being read
findings-state-acted = Followed by an action
findings-state-set-aside = Set aside

findings-new-title = New finding
findings-new-lead = Say in plain words what these passages have in common.
findings-no-passage-title = No passage is chosen
findings-no-passage = A finding rests on passages. Open a voice, mark a passage, then add it to a finding.
findings-passages = What people said
findings-name = The finding in one sentence
findings-name-hint = For example: in the emergency ward, not knowing where one stands weighs more than the wait.
findings-said = What people tell
findings-said-hint = The good and the less good, without naming anybody.
findings-write = Write this finding
findings-said-title = What people tell
findings-voices = { $n ->
    [one] { $n } voice
   *[other] { $n } voices
  }
findings-from-places = { $n ->
    [one] from one place
   *[other] from { $n } places
  }
findings-together-title = Who read it together
findings-no-user-title = No user has taken part in this reading yet
findings-no-user = A finding is read with those who live through care. Invite a user representative or a patient partner to read it.
findings-no-staff-title = Nobody of the team has taken part in this reading yet
findings-no-staff = Invite the team concerned to read it.
findings-take-part = I took part in this reading
findings-take-part-hint = Your role will be written here, never your name.
findings-let-go = Remove this passage
findings-not-yours = { $n ->
    [one] { $n } other voice supports this finding, from a place or a moment that your role does not read.
   *[other] { $n } other voices support this finding, from places or moments that your role does not read.
  }
findings-more-title = Add passages
findings-more-search = Look for this theme
findings-more-none = No other passage of this theme here.
findings-offered = Passages of this theme
findings-more-add = Add to the finding
findings-next-title = What next?
findings-open-action = Open an action
findings-write-question = Write a question from this finding
findings-set-aside = Set this finding aside
findings-set-aside-title = Set aside
findings-set-aside-reason = Why?
findings-set-aside-hint = Everybody will be able to read this reason. What is not followed deserves an explanation.

# Taking back what is published
themes-take-down-about = The text will not be read outside any more. Whoever wrote it will see the rule and your explanation, and can contest.
# used by prefix
themes-take-down-title = Take back from publication
themes-take-down = Take back from publication
