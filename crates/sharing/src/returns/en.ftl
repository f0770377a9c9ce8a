### Returns, and the public pages of the organisation.

# Home
returns-empty-title = Soon here
returns-empty-why = This organisation has not opened its door yet.
returns-home-title = What you lived through matters
returns-home-lead = Tell, answer, thank. The teams read, act, and tell you what changed.
returns-home-line-1 = It is anonymous, unless you choose otherwise.
returns-home-line-2 = Carers and patients read together, once names are masked.
returns-home-line-3 = What changes is published here, and you can follow your message.
returns-work = Work pages
returns-door-answer = Answer the questionnaire
returns-door-answer-about = First choose the place where you were cared for.
returns-door-tell = Tell, suggest, thank
returns-door-tell-about = In your words, at your pace.
returns-door-follow = Follow my message
returns-door-follow-about = With the code you were given.
returns-places = Where did it happen?
returns-search = Look for a place
returns-search-do = Search
returns-search-none = No place has that name
returns-search-none-why = Try another word, or a part of the name: “mater” finds the maternity ward.
returns-search-all = See all places
returns-latest = What has just changed
returns-all = All that has changed

# A place's front door
returns-door-closed = This place is closed. You can choose another one on the home page.
returns-place-title = How was it for you?
returns-place-lead = What you lived through here helps to care better. You are at the door of: { $place }.
returns-questions = { $n ->
    [one] One question. It is anonymous.
   *[other] { $n } questions, about { $minutes } minutes. It is anonymous.
}
# used by prefix
returns-door-story = Tell what I lived through
returns-door-thanks = Say thank you
returns-door-suggestion = Suggest an idea
returns-door-story-about = In your words, at your pace.
returns-door-thanks-about = Your thanks will be passed on to the team.
returns-door-suggestion-about = A small thing can change everything.
returns-call-title = Reach the team
returns-call = To talk to the team by telephone:
returns-changed-here = What changed here
returns-all-here = See the { $n } changes here
returns-numbers = What the answers say
returns-of-100 = { $score } out of 100
returns-score = This is the mean score of { $when }. The true value is probably between { $low } and { $high }.
returns-stories = What others told
returns-story-answered = the team has answered
returns-becomes-title = What becomes of what I write?
returns-becomes = Names are masked before anybody reads. The team reads, sorts together with patients, and acts. If you ask for a reply, it waits for you with your code. What changes is published.

# Public returns
returns-title = You said it, here is what changed
returns-lead = Each change comes from words received. Some work, some do not: we tell that too.
returns-place = Place
returns-all-places = All places
returns-theme = Subject
returns-all-themes = All subjects
returns-none = Nothing yet
returns-none-why = As soon as an action moves on, it is told here.
returns-open = Read alone, share
returns-file = Download the list (CSV)
returns-behind = This return rests on words received. People are never named.
returns-walk-back = For the team and representatives: walk back to the words
# used by prefix
returns-column-day = day
returns-column-place = place
returns-column-themes = subjects
returns-column-said = you said
returns-column-done = we did
returns-column-more = and next

# Work
returns-work-lead = What is given back to those who spoke, and to everybody. Publishing a return closes the voices that have received all they are owed.
returns-work-none-why = Begin with an action: a return tells what was done.
returns-list-caption = Returns
returns-said = You said
returns-state = State
returns-all-states = All states
# used by prefix
returns-state-draft = draft
returns-state-published = published
returns-state-withdrawn = taken back
returns-closed = Voices closed
returns-left-open = Voices still open
returns-new = Write a return
returns-new-lead = Which action do you want to tell of? These have no return yet.
returns-no-action = Each action already has its return
returns-no-action-why = Open an action from a finding, then come back.
returns-edit = Change
returns-from-action = From the action: { $action }
returns-plain-advice = Write for somebody who reads standing, in front of a poster: sentences of fewer than twenty words, everyday words, no name. Tell what did not work too.
# used by prefix
returns-field-said = You said
returns-field-done = We did
returns-field-more = And next
# used by prefix
returns-hint-said = What people told, in their words.
returns-hint-done = What is different now.
returns-hint-more = What is still to do, what did not work.
returns-in-english = The same text in English
returns-keep = Keep the draft
returns-read-back = Read back before keeping
returns-reading = Reading back
returns-reading-good = No remark. Read it aloud all the same.
returns-refused = This keeps it from being published
returns-plainness = { $sentences ->
    [one] { $words } words in one sentence. { $level }
   *[other] { $words } words, { $sentences } sentences, the longest of { $longest } words. { $level }
}
# used by prefix
returns-level-easy = Easy to read.
returns-level-middling = Readable, but not by everybody.
returns-level-hard = Hard to read.
returns-level-short = Too short to be measured.

returns-one = A return
returns-publish = Publish
returns-publish-about = Everybody will read the text. The voices that have received all they are owed will be closed; the others stay open.
returns-publish-refused = First take out what keeps it from being published.
returns-publish-who = The quality officer reads it and publishes.
returns-published = Published
returns-outcome = { $closed ->
    [0] No voice was closed.
    [one] One voice was closed.
   *[other] { $closed } voices were closed.
} { $open ->
    [0] None stayed open.
    [one] One stayed open: something is still owed to it.
   *[other] { $open } stayed open: something is still owed to them.
}
returns-public-page = See the public page
returns-walk = Walk back to the voices
returns-walk-elsewhere = The action belongs to a place that this role does not see.
returns-walk-action = The action:
returns-walk-finding = The finding:
returns-walk-passages = { $n ->
    [0] No passage that you may read.
    [one] One passage:
   *[other] { $n } passages, among them:
}
returns-walk-voices = { $n ->
    [0] No voice that you may read.
    [one] One voice:
   *[other] { $n } voices:
}
# used by prefix
returns-voice-sealed = sealed
returns-voice-readable = to read
returns-voice-taken-up = taken up
returns-voice-answered = has been answered
returns-voice-closed = closed
returns-reply-owed = still waits for its reply
returns-no-answer = The collective answer is missing
returns-no-answer-why = Without it no voice can be closed. Write it on the action's page.

# used by prefix
returns-problem-empty = Write what people said and what was done.
returns-problem-too-long = { $n } characters at most: this text is read standing.
returns-problem-tokens = A word in brackets is left in place of what was masked. Put "…", or cut.
returns-problem-names = Somebody is named, or insulted. Put the role in place of the name.
returns-problem-forbidden = This role does not publish returns.
returns-problem-state = This return is published already.
returns-problem-not-found = There is no such return.
returns-problem-broken = Something went wrong on our side. Your text is still there: try again.

# Privacy
privacy-title = Privacy
privacy-lead = What we keep, what we do not keep, and your rights. In plain words.
privacy-anonymous = How your anonymity is protected
privacy-anonymous-1 = We keep neither your internet address, nor your device, nor the time. Of an answer we keep the month and the place. Of a story we keep the day and the place.
privacy-anonymous-2 = An invitation proves that you may answer. It does not tell who answered.
privacy-anonymous-3 = Answers wait under a key. They are counted in groups of at least ten, shuffled. The key is then destroyed.
privacy-anonymous-4 = Names, telephone numbers and exact dates are masked before anybody reads. The original stays sealed.
privacy-anonymous-5 = No number ever appears for fewer than ten people, and no score for fewer than thirty.
privacy-anonymous-6 = Your contact details are kept only if you leave them. They are stored apart, under another key, and each opening is written down.
privacy-not-promised = What we do not promise
privacy-not-1 = A detail of your story may let those who were there recognise you. Read it again before you send it.
privacy-not-2 = Names are masked by a machine: it may miss some. A person reads before anything is published.
privacy-not-3 = Somebody in control of the server while it runs could see what arrives. We protect disks and back-ups, not against that.
privacy-not-4 = If you lose your follow-up code, nobody can find it again.
privacy-danger = If somebody is in danger
privacy-danger-what = Nobody watches these pages. If a text makes one fear for a child or a vulnerable person, a named person may open the original. They write why, and the opening is written down.
privacy-notice = Who, why, for whom
privacy-controller = Controller
privacy-dpo = Data protection officer
privacy-not-given = The establishment has not said yet.
privacy-not-given-call = Until then, ask by calling
privacy-not-given-ask = Until then, ask at the reception of the establishment.
privacy-not-given-cnil = You may also turn to the CNIL, the French data protection authority:
privacy-purposes = Why
privacy-purpose-1 = To know what people who are cared for and their relatives live through, in order to improve care and welcome.
privacy-purpose-2 = To answer those who ask for it.
privacy-purpose-3 = To report to the commission of users and to the public, naming nobody.
privacy-bases = On which basis
privacy-basis-1 = The organisation's task in the public interest (European regulation, article 6.1.e), and for health data the management of care services (article 9.2.h).
privacy-basis-2 = Your consent, for your contact details and for publication (article 6.1.a). You can take it back with your code.
privacy-basis-3 = Anonymous answers, once counted, are no longer personal data (recital 26).
privacy-recipients = Who reads
privacy-recipient-1 = The team of the place, once names are masked.
privacy-recipient-2 = The quality officer, those in charge of relations with users, user representatives and mediators, once names are masked.
privacy-recipient-3 = Patient partners, only the texts given to them to read.
privacy-recipient-4 = The public, only what you agree to publish, read over beforehand. Nothing is sold or sent outside the European Union.
privacy-durations = For how long
privacy-what = What
privacy-how-long = How long
privacy-source = Where this duration comes from
privacy-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
privacy-verified = verified
privacy-to-confirm = to be confirmed
privacy-not-set = not set yet
privacy-not-set-why = The organisation has to set it. Until then the text is kept as long as it is of use.
# used by prefix
privacy-keep-draft = A questionnaire begun
privacy-keep-invitation = An invitation, after discharge
privacy-keep-keys = A back-up, and what it holds of a text erased since
privacy-keep-voices = The text of a story or comment, and its conversation, from the last message
privacy-keep-audit = The log of those who work on the texts
privacy-rights = Your rights
privacy-rights-what = You can ask to see your data, to correct, erase or restrict it, and object to being invited.
privacy-rights-erase = With your follow-up code you erase your text yourself, whenever you want, without saying why. The key that opens it is destroyed at once. If an older back-up ever has to be used, it is erased again before anybody reads.
privacy-rights-counted = An answer to a questionnaire can be neither found again nor erased: nothing says which one is yours.
privacy-rights-anonymous = For an anonymous text, only your follow-up code proves that it is yours. Without it we cannot find it: that is the price of anonymity (article 11).
privacy-rights-contact = Write to the data protection officer, above.
privacy-cnil = If the answer does not satisfy you, you can turn to the French authority, the CNIL:

# Accessibility
access-title = Accessibility
access-lead = Everybody must be able to read and use these pages.
access-state = Where we stand
access-state-what = These pages are made to follow RGAA 4.1 and WCAG 2.2, level AA. Conformity: not yet audited by a third party. Automatic tests pass on each page of each version.
# used by prefix
access-done-1 = All pages work without a mouse, without scripts, and in large print.
access-done-2 = Each image that says something has its text; each drawing of numbers has its table.
access-done-3 = Colours never say anything alone, and contrasts are measured.
access-done-4 = Each page exists in French and English, and your device can read it aloud.
access-limits = What is still missing
# used by prefix
access-limit-1 = No full audit has been made by disabled people yet.
access-limit-2 = There is no video in sign language yet.
access-limit-3 = Texts written by visitors are not always easy to read.
access-contact = You cannot manage to read or answer?
access-contact-what = Tell us: somebody will help you, or write for you, by phone or on the spot.
access-remedy = If nobody answers you
access-remedy-what = You can write to the French ombudsman, the Défenseur des droits:

# Taking a return back
returns-withdraw = Take back from publication
returns-withdraw-about = Nobody outside will read the return any more. The voices it closed will open again. You can put it right and publish it again.
returns-withdraw-reason = Why take it back?
returns-withdraw-hint = In one sentence. For example: a name was left in the text. The reason stays here and in the journal.
returns-withdrawn = Taken back from publication on { $day }
returns-withdrawn-next = Put the text right, then publish it again: it will have the same address.
returns-withdrawn-public = This return was taken back to be put right. You can read the others.
returns-problem-reason = Give a reason in one sentence.

# On the page of an action
returns-of-action = What everybody is told of it
returns-of-action-none = No return tells of this action yet.
returns-write-one = Write a return

### What the patients of a place answered, for everybody.

returns-figures-see = See what patients answered here
returns-figures-title = What patients answered
returns-figures-of = { $place }: what patients answered
returns-figures-lead = Ten figures stand for ten patients. Those that are full gave the answer written beside.
returns-figures-none-title = No numbers here yet
returns-figures-none = It takes enough answers for nobody to be recognised, and a month that is over.
returns-figures-invited = In { $when }, { $n } people answered. We had invited { $invited }.
returns-figures-open = In { $when }, { $n } people answered. Everybody could answer.
returns-figures-no-rate = In { $when }, { $n } people answered.
returns-figures-people = { $n ->
    [one] { $n } person in 10
   *[other] { $n } people in 10
}
returns-figures-nobody = Nobody
returns-figures-everybody = Everybody
returns-figures-fewer = Fewer than 1 person in 10
returns-figures-nearly = Nearly everybody
returns-figures-answered = { $people }: “{ $said }”.
returns-figures-care = To be read with care:
returns-figures-care-rate = few of those who were invited answered, the others may think otherwise.
returns-figures-care-few = there are still few answers.
returns-figures-care-open = whoever wanted to answered, the others may think otherwise.
returns-figures-ask = See the percentages too
returns-figures-hide = Hide the percentages
returns-figures-paper = This page as a PDF, to print or to keep
returns-figures-exactly = { $n } people in { $of }, that is { $share }. The true share is probably between { $low } and { $high }.
returns-figures-question = Question
returns-figures-answer = Answer
returns-figures-tenths = In 10 people
returns-figures-share = Share
returns-figures-people-n = People
returns-figures-how-title = Where these numbers come from
returns-figures-how = They are the answers of { $n } people to this questionnaire: { $instrument }. We show the most favourable answer to each question. We hide an answer when too few people gave it, so that nobody is recognised. We don't compare places.
returns-figures-n = { $n } people answered this question.
