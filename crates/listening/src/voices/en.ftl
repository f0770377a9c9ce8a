# Telling
# used by prefix
voices-tell-title-story = Tell us what you lived through
voices-tell-title-suggestion = Suggest an idea
voices-tell-title-thanks = Thank a team
voices-tell-question-story = Tell us what you lived through
voices-tell-question-suggestion = What is your idea?
voices-tell-question-thanks = What touched you?
voices-tell-hint-story = In your own words, in any order. What went well, what could have been different, how you felt. This is about: { $place }.
voices-tell-hint-suggestion = A small thing can change everything. This is about: { $place }.
voices-tell-hint-thanks = Your words will be passed on to the team. This is about: { $place }.
voices-tell-anonymous = It is anonymous, unless you leave a contact yourself at the next step. We keep neither your address, nor the time, nor your device.
voices-tell-anonymous-here = It is anonymous. We keep neither the time, nor anything that says who you are.
voices-tell-continue = Continue
voices-tell-names-title = What if I write names?
voices-tell-names = Names, phone numbers and exact dates are masked before anyone reads. The original stays under lock and key. In a thank-you, the name of a caregiver is useful: the team will know who you mean.

# The minimum
voices-minimum-title = A few more points
voices-minimum-back = Back to the text
# used by prefix
voices-minimum-lead-story = They help us understand your story about: { $place }.
voices-minimum-lead-suggestion = They help us understand your idea for: { $place }.
voices-minimum-lead-thanks = They help us pass your thanks on. They are about: { $place }.
voices-speaker = Who is speaking?
# used by prefix
voices-speaker-patient = The person who was cared for
voices-speaker-relative = A relative or friend
voices-speaker-parent = A parent of a child who was cared for
voices-speaker-resident = A resident
voices-speaker-proxy = Someone speaking for them (guardian, trusted person)
voices-speaker-association = An association
voices-speaker-professional = A professional
voices-moment = At what moment?
# used by prefix
voices-moment-before = Before coming
voices-moment-arrival = On arrival
voices-moment-during = During care or the stay
voices-moment-discharge = When leaving
voices-moment-after = Afterwards
voices-publish = May we publish your text?
voices-publish-hint = Without any name or detail that would let people recognise you. A person reads it first. If you choose nothing, it is not published.
voices-publish-code = Then take a code, at the next question: with it you see our decision, contest it or change your mind.
voices-publish-no-code-here = This tablet gives no code: you could not see our decision, contest it or change your mind. For that, write to us from your phone.
voices-publish-no = No, keep it for the teams
voices-publish-yes = Yes, you may publish it
voices-follow = Would you like to follow what becomes of your message?
voices-follow-hint = You get a code, shown only once. It opens your message and nothing else. If you choose nothing, there is no code.
voices-follow-no = No, I do not need to
voices-follow-yes = Yes, I want to be able to follow it
voices-follow-reply = Yes, and I would like a reply
voices-contact = Your e-mail or phone number
voices-contact-hint = Only if you want to be reached. It is kept apart, under lock and key. Without it you stay anonymous.
voices-send = Send
voices-offer-title = Would you like a code?
voices-offer = You agree to publication, without a code. You could not see our decision, contest it or change your mind. Nothing has been sent yet.
voices-offer-yes = Take a code and send
voices-offer-no = Send without a code

# After sending
voices-thanks-title = Thank you. Your message has arrived.
voices-thanks-lead = It is saved. Nothing can be lost now.
voices-receipt-about = Here is your code. Copy it, print it or take a picture: we do not keep it.
voices-receipt-lost = If you lose it, nobody can find it again, not even us.
voices-receipt-type-back = Type your code here
voices-receipt-type-back-hint = To be sure you have it right. Dashes and capitals do not matter.
voices-receipt-check = Check my code
voices-receipt-good-title = That is the right code
voices-receipt-good = It does open your message.
voices-receipt-kept-title = Keep it safe
voices-receipt-kept = Come back in a few days with this code to read the reply and see what changed.
voices-receipt-again-title = Let us look at this code again
voices-receipt-again-hint = Read the code you noted again, sign by sign.
voices-receipt-shown-hint = Your code is just above. Compare it, sign by sign, with what you noted.
voices-receipt-wrong = This code opens no message. Check each sign: there are 21, without the letters O and I. A message that was erased no longer opens.
voices-next-title = What happens now?
voices-next-read = The team and a representative of patients read your message, without knowing who you are.
voices-next-act = If you asked for a reply, it comes with your code.
voices-next-returns = See what has already changed thanks to other messages
voices-back-to-door = Back to the welcome page
voices-already-title = Your message has already arrived
voices-already = It was saved only once. If you had asked for a code, it was on the page before and cannot be shown again.

# Following
voices-follow-title = Follow my message
voices-follow-lead = With your code, read the reply and see what changed.
voices-follow-link = Follow my message
voices-follow-open = Open my message
voices-code = Your code
voices-code-hint = 21 letters and digits, for example K7PM-2QXD-… Dashes and capitals do not matter.
voices-lost-title = I have lost my code
voices-lost = The code is kept nowhere: it cannot be found again. Your message is not lost. It is read and counts like the others. You can write a new one.
voices-yours-title = Your message
voices-yours-lead = About: { $place }
voices-write-again = Add something
voices-write-again-hint = The team will read this message with names masked.
voices-write-send = Send this message
# used by prefix
voices-state-sealed = Message received
voices-state-sealed-words = We mask names before anyone reads. It takes a few minutes.
voices-state-readable = Message received
voices-state-readable-words = The team is going to read it.
voices-state-again = New message received
voices-state-again-words = The team is going to read it. What was said before stays below.
voices-state-taken-up = Message read
voices-state-taken-up-words = Somebody is taking care of it.
voices-state-answered = You have a reply
voices-state-answered-words = It is below. You can write again.
voices-state-closed = Message followed to the end
voices-state-closed-answered-words = You had a reply. Your message helped to change something, and what changed is published.
voices-state-closed-words = It helped to change something, and what changed is published.
voices-outcome = Read what changed thanks to you
voices-publication-title = Publication
# used by prefix
voices-publication-asked = You agreed to publication. A person reads the text first.
voices-publication-published = Your text is published, with nothing that would let people recognise you.
voices-publication-refused = Your text is not published.
voices-publication-contested = You contested this decision. It is being read again, and the representative of patients has been told.
voices-publication-taken-down = Your text was published. We took it back, for the reason below: only the teams read it now.
voices-publication-withdrawn = You took your agreement back. The text is no longer published.
voices-publication-ground = The rule:
voices-publication-reason = The moderator's explanation
voices-contest = Do you disagree?
voices-contest-hint = Say why. The representative of patients sees refusals.
voices-contest-send = Contest this decision
voices-withdraw = Take back my agreement to publish
voices-contact-title = Your contact details
voices-contact-about = You left an e-mail or a phone number. It is kept apart, under lock and key, to reach you. You can remove it: your message stays, and your code still opens it.
voices-contact-forget = Remove my contact details
voices-contact-gone-title = Your contact details are destroyed
voices-contact-gone = We cannot reach you any more. Replies stay here, with your code.
voices-erase-title = Erase my message
voices-erase-about = You can erase it whenever you want, without saying why. It is for good.
voices-erase-ask = Erase my message
voices-erase-sure = Erase this message for good?
voices-erase-sure-lead = Nothing is erased yet.
voices-erase-goes-text = Your text, the conversation and your contact details are destroyed at once. If it was published, it no longer is.
voices-erase-goes-code = Your code will open nothing any more. We will not be able to answer you.
voices-erase-copies = { $n ->
    [one] A safety copy may still hold it for one day. If that copy is ever used, it is erased again before anybody reads.
   *[other] A safety copy may still hold it for { $n } days. If that copy is ever used, it is erased again before anybody reads.
}
voices-erase-stays = What the team wrote about it in its own words, and what changed thanks to it, stays.
voices-erase-keep = Keep my message
voices-erase-yes = Erase for good
voices-erased-title = Your message is erased
voices-erased-lead = Thank you for having trusted us with it for a time.
voices-erased-what = Your text, the conversation and your contact details no longer exist.
voices-erased-home = Back to the start
voices-erased-nothing = There is nothing under this code
voices-erased-nothing-lead = If it opened a message that you have just erased, that is done.

# What is wrong
voices-problem-empty = Write at least a few words.
voices-problem-too-long = Your text is very long. Keep the essential: about 3,000 words at most. Nothing was lost.
voices-problem-contact = This e-mail or phone number looks incomplete. Check it, or leave the box empty.
voices-problem-no-way-back = To get a reply, a code or a contact is needed. Choose one of them.
voices-problem-speaker = Say who is speaking.
voices-problem-forbidden = Your role does not allow it.
voices-problem-state = This is no longer possible: things have changed in the meantime.
voices-problem-reason = Give a reason in one sentence.
voices-problem-names = This text still names someone. Replace the name with the role.
voices-problem-tokens = A word in brackets is left in place of what was masked. Put "…", or cut.
voices-problem-not-complete = A reply to the person, an action or a public return is still missing.
voices-problem-not-found = This message does not exist, or no longer.
voices-problem-broken = Something went wrong on our side. Your text is still there: try again in a moment.

# Short names
# used by prefix
voices-kind-story = Story
voices-kind-suggestion = Idea
voices-kind-thanks = Thanks
voices-kind-comment-positive = What went well
voices-kind-comment-negative = What could be better
voices-channel-web = Online
voices-channel-kiosk = On a kiosk
voices-channel-phone = By phone
voices-channel-paper = On paper
voices-channel-face-to-face = Face to face

# Reply by mail
voices-mail-subject = A reply to your message
voices-mail-text =
    Hello,

    You wrote to us and asked for a reply. Here it is:

    { $reply }

    To write to us again with your code: { $address }
    Nobody reads answers to this e-mail.

# Moderation rules
# used by prefix
moderation-staff-blamed = A member of staff is named in a reproach. Only the role may appear.
moderation-staff-named = A member of staff is named. Public text shows the role; the thanks are passed on.
moderation-person-named = A person is named.
moderation-contact = The text gives a way to reach somebody.
moderation-link = The text contains a link.
moderation-identifier = The text contains an address, a room or a number that lets people recognise somebody.
moderation-precise-date = An exact date may let people recognise the person.
moderation-precise-age = An exact age may let people recognise the person.
moderation-capitals = The text is written in capitals.
moderation-swearing = The text contains insults.
moderation-discrimination = The text attacks people for what they are.
moderation-too-long = The text is longer than a thousand words.
moderation-self-harm = The text speaks of self-harm. A person reads it first.
moderation-serious = The text speaks of violence. A person reads it first, and the organisation is told before publication.

# Plain language
# used by prefix
plain-long-sentence = A long sentence. Cut it in two.
plain-jargon = A word of the hospital. Say it with an everyday word.
plain-passive = It does not say who acts. Say who does what.
plain-capitals = Write in small letters.
