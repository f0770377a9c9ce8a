# The questionnaire
surveys-length =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
    }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
surveys-anonymous-title = It is anonymous
surveys-anonymous = We keep neither your name, nor the time, nor your device. Your answers are counted with those of at least nine other people, never alone. Your comments are separated from your answers, and names you write are hidden before anyone reads them.
surveys-open-to-all = This survey is open to everyone, so we cannot check that each person answers only once.
surveys-about = About this survey
surveys-purpose = What it is for
surveys-designers = Who designed it, with whom
surveys-moment = The moment it is about
surveys-outcome = What we will do with your answers
surveys-unofficial = This official questionnaire is not meant to be asked { $mode }. Its results cannot be compared with those of other hospitals.
surveys-borrowed-wording = This questionnaire was not written for you: we use the words meant for another person. Answer from what you lived through yourself.
surveys-closed-title = You cannot answer at the moment
surveys-by-invitation = This survey is by invitation: open the link you received by e-mail.
surveys-who = Who is answering?
surveys-about-place = This is about:
surveys-which-place = Which place did you know?
surveys-choose = Choose
surveys-start = Start
surveys-say-place = Choose the place.
surveys-say-who = Say who is answering.
surveys-may-skip = You may skip a question.
surveys-next = Continue
surveys-back = Go back
surveys-send = Send my answers
surveys-later = Finish later
surveys-erase = Erase all and start again
surveys-kiosk-returns = If nobody touches the screen for five minutes, this page goes back to the start and your answers are lost.
surveys-range = A number between { $least } and { $greatest }.
surveys-range-from = A number, { $least } or more.
surveys-range-to = A number, { $greatest } or less.
surveys-whole = A whole number.
surveys-decimal = A number, with a point if needed.
surveys-time = A time, for example 14:30.
surveys-date-time = For example 3 11 2026, 14:30. Leave the time empty if you no longer know it.
surveys-address = The address of a page, for example https://www.example.org. Do not write one that names you.
surveys-date = For example 3 11 2026. The year alone will do if you no longer know the day.
surveys-entry-format = Written as:
surveys-in-unit = In { $unit }.
surveys-pick = Choose…
surveys-suggested = Write: answers are proposed. Another one is possible.
surveys-unit = Unit
surveys-several = You may choose several answers.
surveys-other = Other
surveys-other-say = If other, say which
surveys-block = Block
surveys-block-more = Add another
surveys-block-less = Remove this one
surveys-paper-more = If you need more, go on on a sheet of paper with the same questions.
surveys-paper-date = (day / month / year)
surveys-paper-date-time = (day / month / year, hours : minutes)
surveys-more-title = One more question
surveys-more = Because of your answer, this screen has one more question. Your answers are kept.
surveys-offline = No network. Your answers stay on this page: go on, they will leave when the network is back. Do not close the page.
surveys-online = The network is back. Your answers are kept.
surveys-offline-wait = No network: sending is not possible yet. Nothing is lost; leave this page open and try again.
surveys-interviewer = For the interviewer:
surveys-paper-link = Printable version

# Who speaks (used by prefix)
surveys-speaker-patient = The person cared for
surveys-speaker-parent = The parent of a child cared for
surveys-speaker-relative = A relative
surveys-speaker-proxy = Somebody answering in their name (guardian, trusted person)

# How it comes (used by prefix)
surveys-channel-web = Online
surveys-channel-kiosk = On a tablet of the ward
surveys-channel-phone = By phone
surveys-channel-paper = On paper
surveys-channel-face-to-face = Face to face

# What is wrong with an answer (used by prefix)
surveys-answer-unknown-question = This question is not in this questionnaire. Reload the page.
surveys-answer-unknown-choice = Choose one of the answers offered.
surveys-answer-too-long = Your text is kept, but it has { $chars } characters and { $most } fit. Shorten it.
surveys-answer-not-a-number = Write a number in figures, for example 52.
surveys-answer-not-a-decimal = Write a number, for example 37.5.
surveys-answer-not-a-date = Write a date, for example 3 11 2026, or the year alone in four figures.
surveys-answer-not-a-time = Write a time, for example 14:30.
surveys-answer-not-a-date-time = Write a date and a time, for example 3 11 2026, 14:30. A time needs its day.
surveys-answer-not-an-address = Write the address of a page, for example https://www.example.org.
surveys-answer-too-few-blocks = Fill in at least { $fewest }.
surveys-answer-too-many-blocks = Keep at most { $most }.
surveys-answer-too-precise = Write at most { $most } figures after the point.
surveys-answer-beyond = The value goes from { $least } to { $greatest }.
surveys-answer-under-least = The value is at least { $least }.
surveys-answer-over-greatest = The value is at most { $greatest }.
surveys-answer-rule = { $says }
surveys-rule-in-block = { $group } – { $number }: { $says }
surveys-rule-unnamed = These answers do not go together. Read them again.
surveys-doubt-title = To check before going on
surveys-doubt = Your answers are kept. Correct them if needed. If they are right, press the button again to go on.
surveys-answer-out-of-range = Write a number between { $least } and { $greatest }.
surveys-answer-missing = This answer is needed to go on.
surveys-answer-wrong-type = This answer is not of the expected type. Choose it again.

# After sending
surveys-thanks-title = Thank you. Your answers have arrived.
surveys-thanks-lead = They help the teams to see what goes well and what must change.
surveys-kept-title = Your answers are safe
surveys-kept = They wait under lock for those of other people, then they are shuffled and counted together.
surveys-next-title = What comes next
surveys-next-about = The results and what changes thanks to them are published. If you want an answer for yourself, tell us what you lived through: you will get a follow-up code.
surveys-tell = Tell what I lived through
surveys-see-changes = See what has changed
surveys-again = Somebody else wants to answer
surveys-help-title = You are not alone
surveys-help = What you wrote touches us. Nobody reads this page at this moment. Trained people answer the phone, day and night, free of charge:

# Finish later
surveys-later-title = Finish later
surveys-later-lead = Keep this address: it alone opens your answers. It works for { $days } days, then everything is erased.
surveys-later-alone-title = This address is yours alone
surveys-later-alone = We do not keep it. If you lose it, nobody can find it again. Give it to nobody: whoever opens it sees your answers.
surveys-copy = Copy the address
surveys-copied = Copied
surveys-go-on = Go on now

# On paper
surveys-paper-sheets = One sheet for each of those who may answer
surveys-paper-back = Back to the questionnaire
surveys-paper-month = Month of the answer
surveys-paper-anonymous = It is anonymous: do not write your name.
surveys-paper-how = Tick one box for each question. You may skip a question.
surveys-paper-end = That is all. Thank you. Give this sheet back to the person who gave it to you, folded or in an envelope if you prefer.

# What is not possible
surveys-problem-not-found = This survey does not exist.
surveys-problem-too-long = Your texts together are far too long to be kept. Go back and shorten them.
surveys-problem-not-taking = This survey is not open, or it is over. You can always tell what you lived through.
surveys-problem-invitation = This link does not let you answer, or no longer does. Perhaps you have answered already, or the survey is over, or the address was cut: copy the whole of it.
surveys-problem-no-draft = These answers are no longer here: they were sent, or their address is more than a few days old. If you have just pressed Send, everything has arrived.
surveys-problem-state = This is not possible in the state of this campaign.
surveys-problem-lacks = Something is still missing before it can open.
surveys-problem-instrument = This questionnaire has errors. Check it with the command “vecu instrument check”.
surveys-problem-broken = Something did not work. Nothing was lost. Try again.
surveys-problem-objection = This link is not complete. Copy the whole of it from the e-mail.

# No more invitations
surveys-objection-title = No more invitations
surveys-objection-lead = We will not send you questionnaires any more. Messages already prepared for you will be destroyed.
surveys-objection-confirm = Do not write to me again
surveys-objection-done = Done: we will not write to you again
surveys-objection-done-about = We do not keep your address, only a fingerprint by which to recognise it. Your care does not depend on this in any way.

# Letters (used by prefix)
surveys-letter-invitation-subject = How was your stay? { $organisation } invites you to say it
surveys-letter-invitation =
    Hello,

    You were recently cared for at { $organisation } ({ $place }). How was it for you?

    { $questions } questions, about { $minutes } minutes. It is anonymous: this link gives the right to answer once, it does not say who answers.

    { $address }

    You can answer until { $until }. You do not have to, and your care does not depend on it.

    To receive no more invitations:
    { $objection }
surveys-letter-reminder-subject = Reminder: { $organisation } would like to know how your stay was
surveys-letter-reminder =
    Hello,

    We invited you to say how your stay at { $organisation } ({ $place }) was. If you have answered, thank you: we cannot know who has, so this reminder goes to everyone. There will be no other.

    { $questions } questions, about { $minutes } minutes, until { $until }:

    { $address }

    To receive no more invitations:
    { $objection }
surveys-letter-english = In English:

# Campaigns
surveys-campaigns-title = Campaigns
surveys-campaigns-lead = What you ask the people you care for, where and when.
surveys-new = New campaign
surveys-new-lead = Those who answer will read what you write here. You can complete it later, but the campaign does not open without it.
surveys-new-anonymous-title = A campaign is anonymous
surveys-new-anonymous = This is promised before the first answer and cannot change. Nobody will be able to know who answered, not even you.
surveys-edit = Change the campaign
surveys-edit-lead = As long as it is not open, everything can change. Those who answer will read what you write here.
surveys-save = Save
surveys-delete = Delete the campaign
surveys-delete-about = It was never open: nothing else goes with it. This cannot be undone.
surveys-title = Name of the campaign
surveys-title-hint = For you and your colleagues, for example “Surgery stays 2027”.
surveys-instrument = Questionnaire
surveys-title-version = { $title }, version { $version }
surveys-purpose-hint = In one or two plain sentences.
surveys-designers-hint = For example: the quality department with two patient partners and a user representative.
surveys-moment-hint = Before, during or after care: which?
surveys-outcome-hint = Who will read the results, who will decide, where it will be published.
surveys-way = How people answer
surveys-way-invited = By invitation
surveys-way-invited-hint = An e-mail to each person who left, and one reminder. One answer a person, and a response rate.
surveys-way-open = Open link
surveys-way-open-hint = A poster, a tablet, a link. Anyone can answer: there is no response rate, and one answer a person cannot be promised.
surveys-channels = Ways to answer
surveys-speakers = Who may answer
surveys-places = Places
surveys-places-hint = A place includes everything under it.
surveys-from = First day
surveys-to = Last day
surveys-create = Prepare the campaign
surveys-say-title = Give the campaign a name.
surveys-say-instrument = Choose a questionnaire.
surveys-say-places = Choose at least one place.
surveys-say-period = The last day must come after the first.
surveys-period = Period
surveys-state = State
surveys-any-state = Any state
surveys-none = No campaign here
surveys-none-why = Prepare one: it opens only when you decide.
surveys-anonymity = Anonymity
surveys-anonymity-anonymous = Anonymous, for good
surveys-delays = Delays
surveys-delays-open = Each month stays open { $days } days after its end, then its numbers are frozen.
surveys-delays-invited = Invitation { $invitation } days after discharge, reminder { $reminder } days later, end { $closing } days after discharge.
surveys-open = Open the campaign
surveys-open-about = Once it is open, neither the questionnaire, nor the anonymity, nor the delays change.
surveys-close = Close the campaign
surveys-close-about = Closing is final. Invitations that have not left are destroyed, answers that wait are counted, the numbers are frozen.
surveys-see = See the questionnaire
surveys-kiosk = Open for a tablet
surveys-sent-title = Invitations sent
surveys-sent-none = No invitation has left yet.
surveys-sent-note = In all: { $all }. Nobody can know who answered. Answers are counted on the page of numbers, once at least ten are there.
surveys-sent = Sent
surveys-place = Place
surveys-wave = Month of discharge
surveys-letters-waiting =
    { $n ->
        [0] No invitation waits for its day.
        [one] { $n } invitation waits for its day.
       *[other] { $n } invitations wait for their day.
    }
surveys-lacks-title = The campaign cannot open yet
surveys-lacks-purpose = Say what it is for.
surveys-lacks-designers = Say who designed it, with whom.
surveys-lacks-moment = Say which moment it is about.
surveys-lacks-outcome = Say what you will do with the answers.
surveys-lacks-speakers = Say who may answer.
surveys-lacks-channels = Say by which ways people answer.
surveys-lacks-licence = This questionnaire does not say on what terms it may be used. Without that it cannot be published.

# What the terms of use allow (used by prefix)
surveys-terms-title = The terms of use of this questionnaire do not allow this campaign
surveys-terms-way =
    { $n ->
        [one] They do not cover this way of answering: { $ways }. Take it out of the campaign, or ask whoever holds the rights for it.
       *[other] They do not cover these ways of answering: { $ways }. Take them out of the campaign, or ask whoever holds the rights for them.
    }
surveys-terms-language = They do not cover { $language }, in which people can read this questionnaire. Choose a version without this language, or ask whoever holds the rights for it.
surveys-terms-in-fr = French
surveys-terms-in-en = English
surveys-terms-expired = They ended on { $day }. Ask for their renewal, then publish a version of the questionnaire that bears the new date.
surveys-terms-kept = The campaign is still being prepared, with all that you wrote in it. Nobody was asked anything.
surveys-terms-ending = The right to use this questionnaire ends on { $day }, before the campaign does
surveys-terms-ended = The right to use this questionnaire ended on { $day }
surveys-terms-nobody-begins = After { $day }, nobody begins to answer any more and no invitation leaves.
surveys-terms-nothing-lost = Nothing is lost: what was begun can be finished and sent, and answers given on paper before can be typed in.
surveys-terms-renew = To go on, renew the agreement, publish a version of the questionnaire that bears the new date, and open a campaign with it.
surveys-problem-licence-over = The hospital no longer has the right to ask this questionnaire: nobody can begin it any more. If you had begun, go on at the address you kept: your answers stay there for a few days. You can always tell what you lived through.
surveys-entry-paper-only-title = The right to ask this questionnaire is over
surveys-entry-paper-only = Type in only what was answered on paper before.

# Where a campaign stands (used by prefix)
surveys-state-draft = Being prepared
surveys-state-open = Open
surveys-state-closed = Closed

# The poster
surveys-poster = Poster
surveys-poster-title = How was it for you?
surveys-poster-lead = { $n } questions, about { $minutes } minutes, on your phone.
surveys-poster-anonymous = It is anonymous. You can also ask for the questionnaire on paper.
surveys-poster-places = One poster for each place

# The list of discharges
surveys-upload = Invite people who left
surveys-upload-about = Each person receives an invitation { $invitation } days after leaving and one reminder { $reminder } days later.
surveys-upload-file = List of discharges
surveys-upload-hint = A CSV file with the columns address, place, discharge_date, survey. Comma or semicolon. Four megabytes at most.
surveys-upload-titles = address,place,discharge_date,survey
surveys-upload-send = Prepare the invitations
surveys-upload-example = See an example
surveys-upload-prepared =
    { $n ->
        [0] No invitation was prepared
        [one] { $n } invitation is ready
       *[other] { $n } invitations are ready
    }
surveys-upload-later = The list has arrived: { $n } people
surveys-upload-later-about = It is long: the invitations are prepared without you, you can close this page.
surveys-upload-follow = See how far it is
surveys-list-going-title = A list of discharges is under way: { $done } of { $people } people
surveys-list-going = The invitations are being prepared, even if you close this page. Reload it to see how far they are.
surveys-list-done-title = The last long list is done: { $people } people
surveys-list-done = Invitations prepared: { $prepared }. Left out: { $already } already invited, { $objected } who do not want to be, { $late } too late.
surveys-no-relay-title = No e-mail leaves
surveys-no-relay = No mail server is set. The invitations wait under lock and key: ask the person who administers Vécu to fill in the [smtp] part of the settings.
surveys-upload-sealed = Addresses are encrypted and vanish with the reminder. The file is not kept.
surveys-upload-few = Fewer than { $least } people are invited here
surveys-upload-few-group = { $place }, { $wave }: { $n ->
        [one] { $n } person invited in all
       *[other] { $n } people invited in all
    }
surveys-upload-few-why = Among so few, each could be recognised: their answers will wait and be counted with those of the place above. Bring the discharges of the month together in the list. Each upload is written in the log, without an address.
surveys-upload-left-out = Lines left out
surveys-say-file = Choose a file.
surveys-line = Line
surveys-line-why = Why
surveys-line-titles = The first line must name the columns: address, place, discharge_date, survey.
surveys-line-unreadable = This line cannot be read: check the quotation marks.
surveys-line-address = This is not an e-mail address.
surveys-line-place = This place is not in the campaign.
surveys-line-places = Several places bear this name: write its public address, what follows /d/ on its poster.
surveys-line-day = This is not a date: write 2026-11-22 or 22/11/2026.
surveys-line-period = This discharge is not in the period of the campaign.
surveys-line-survey = This line is for another survey.
surveys-line-twice = The same address stands higher in the file.
surveys-line-invited = This address already has an invitation under way.
surveys-line-objected = This person does not want to be invited any more.
surveys-line-late = The invitation would leave after the end of the survey for that month.
surveys-line-large = The file is too large: four megabytes at most.

# Entry for somebody
surveys-returned = Returned addresses
surveys-returned-about = Some e-mails come back days later. Give their addresses here: nothing more is sent there, and these people no longer count as invited.
surveys-returned-field = Addresses whose e-mail came back
surveys-returned-hint = A list, a column of a spreadsheet or the report of your mail server: addresses are looked for in it. They are not kept.
surveys-returned-send = Take these addresses out
surveys-returned-done =
    { $found ->
        [0] No letter waited for any of these addresses
        [one] { $found } address was taken out
       *[other] { $found } addresses were taken out
    }
surveys-returned-done-about = Addresses read: { $read }. Fewer people invited: { $fewer }. An address whose invitation had not left was not counted yet; and there are never fewer people invited than answers counted.
surveys-say-addresses = No address was found in this text. Paste at least one e-mail address.
surveys-back-to-campaign = Back to the campaign
surveys-entry-lead = Does somebody answer you face to face, on the phone or on paper? Choose the questionnaire.
surveys-entry-places = { $n ->
    [one] for one of your places
   *[other] for { $n } of your places
}
surveys-entry-none = No questionnaire is open for your places
surveys-entry-none-why = When the quality team opens one, it appears here.
surveys-entry-title = Enter for somebody
surveys-entry-say-title = To be said first
surveys-entry-say = Your answers are anonymous. I write them down for you, and nothing will say that they come from you. You may skip a question or stop whenever you like.
surveys-entry-wave = Month of discharge
surveys-entry-channel = How the person answers
surveys-entry-who = Who is answering
surveys-entry-send = Record the answers
surveys-entry-done = The answers are recorded
surveys-entry-done-about = You can enter others. Only the number of entries of the day is noted.
surveys-entry-undeclared = Nobody types answers for others in this campaign
surveys-entry-undeclared-why = Neither the phone, nor paper, nor face to face is among its ways of answering.
surveys-entry-help-title = This person may be speaking of hurting themselves
surveys-entry-help-lead = What was just typed in suggests it. See to the person first.
surveys-entry-help-stay = If they are still with you or on the phone, stay, listen, simply ask how they are.
surveys-entry-help-call = Danger right now: call 15. Otherwise offer the 3114, and call with them if they wish.
surveys-entry-help-team = If you are copying a sheet, tell the doctor or the manager of the unit at once.
surveys-entry-help-kept = They stay anonymous: nothing here will say whom they come from.
surveys-entry-next = Type for somebody else
surveys-say-wave = Choose the month.
surveys-say-channel = Say how the person answers.
