# The list
instruments-title = Questionnaires
instruments-lead = Write, check and publish your organisation's questionnaires. A published version never changes again.
instruments-new = New questionnaire
instruments-library = Library of questions
instruments-name = Title
instruments-state = State
instruments-version = Version
instruments-version-n = version { $n }
instruments-questions = Questions
instruments-day = Day
instruments-hash = Fingerprint
instruments-by = By
instruments-every = All
instruments-order = Sort by
instruments-order-day = last change
instruments-order-title = title
instruments-order-questions = number of questions
instruments-filter-words = Words of the title
instruments-none = No questionnaire matches
instruments-none-why = Widen the filter, or begin a new questionnaire.
instruments-count =
    { $n ->
        [one] { $n } questionnaire
       *[other] { $n } questionnaires
     }
instruments-sheet = Download the list (CSV)
instruments-official = official
instruments-somebody = somebody who has left

# Used by prefix.
instruments-state-draft = Being written
instruments-state-published = Published
instruments-state-shipped = Comes with Vécu

# Beginning
instruments-new-lead = Start from a blank page or from an existing questionnaire. You can change everything afterwards.
instruments-name-hint = The one people who answer will see. For example "Your stay in the maternity ward".
instruments-start-from = Start from
instruments-start-hint = A copy keeps the questions, their answers and their translations.
instruments-start-empty = A blank page
instruments-official-copy = A copy of an official questionnaire is no longer official
instruments-official-copy-why = The official wording is locked. The copy takes another name, loses the terms of use and the scores, and every question changed or added is marked "local".
instruments-begin = Begin
instruments-say-title = Give a title of 200 characters at most.

# A draft
instruments-a-draft = Draft
instruments-tabs = The parts of this questionnaire
instruments-tab-outline = Outline
instruments-tab-about = About it
instruments-tab-translations = Translations
instruments-tab-preview = Preview
instruments-tab-checks = Checks
instruments-tab-publish = Publish
instruments-to-mend =
    { $n ->
        [one] { $n } point to mend
       *[other] { $n } points to mend
     }
instruments-to-look-at =
    { $n ->
        [one] { $n } point to look at
       *[other] { $n } points to look at
     }
instruments-sound = Nothing to mend
instruments-item-checks =
    { $n ->
        [one] { $n } point to mend here
       *[other] { $n } points to mend here
     }
instruments-of-official = Local copy of "{ $title }"
instruments-of-official-why = This is no longer the official questionnaire: it does not bear its name, and its results do not compare with those of the original. What you change is marked "local".
instruments-made-from = Made from "{ $title }".
instruments-last-change = Last change:
instruments-undo = Undo this change
instruments-steps = The last changes
instruments-go-back = Go back to this step
instruments-empty = Nothing is written yet
instruments-empty-why = Add a first screen, then its questions.
instruments-n-choices =
    { $n ->
        [one] { $n } possible answer
       *[other] { $n } possible answers
     }
instruments-has-condition = under a condition
instruments-times-once = asked once
instruments-times-any = asked several times
instruments-times-fewest = asked at least { $fewest } times
instruments-times-most = asked at most { $most } times
instruments-times-both = asked { $fewest } to { $most } times
instruments-local = local
instruments-up = Move up
instruments-down = Move down
instruments-copy = Duplicate
instruments-add-title = Add
instruments-add-what = What
instruments-add-where = On which screen
instruments-no-screen = Outside the screens, at the end
instruments-add = Add
instruments-from-library = Take from the library
instruments-delete-draft = Delete this draft
instruments-delete-draft-why = The draft and its steps disappear for good. What was published stays.
instruments-delete-draft-yes = Yes, delete this draft
instruments-untitled = Question without words
instruments-untitled-screen = Screen without a title
instruments-kind-group = Screen
instruments-kind-choice = An answer to choose
instruments-kind-open = A free answer
instruments-kind-decimal = a decimal number
instruments-kind-date = a date
instruments-kind-time = a time
instruments-kind-date-time = a date and a time
instruments-kind-url = the address of a page
instruments-kind-quantity = an amount
instruments-kind-number = A number
instruments-kind-several = Several answers
instruments-kind-yes-no = Yes or no
instruments-kind-display = A text to read

# Used by prefix.
instruments-begin-yes-no = Question: yes or no
instruments-begin-often = Question: from always to never
instruments-begin-satisfied = Question: from very good to very poor
instruments-begin-choice = Question with answers of your own
instruments-begin-several = Question with several answers
instruments-begin-decimal = Question whose answer is a decimal number
instruments-begin-quantity = Question whose answer is an amount with its unit
instruments-begin-date = Question whose answer is a date
instruments-begin-time = Question whose answer is a time of day
instruments-begin-date-time = Question whose answer is a date and a time
instruments-begin-url = Question whose answer is the address of a page
instruments-begin-open = Open question
instruments-begin-number = Question whose answer is a number
instruments-begin-display = Text to read
instruments-begin-group = New screen
instruments-begin-repeated = Group of questions asked several times

# Used by prefix.
instruments-act-begun = Draft begun
instruments-act-added = Added
instruments-act-moved = Moved
instruments-act-copied = Duplicated
instruments-act-removed = Removed
instruments-act-taken-in = Taken from the library
instruments-act-question = Question written
instruments-act-condition = Condition changed
instruments-act-about = Presentation changed
instruments-act-score = Score
instruments-act-translated = Translations changed
instruments-act-restored = Went back to an earlier step

# A question
instruments-neighbours = Question before and after
instruments-before = Question before
instruments-after = Question after
instruments-saved = Saved
instruments-save = Save
instruments-save-next = Save and go to the next
instruments-wording = The words of the question
instruments-screen-title = The title of the screen
instruments-other-speakers = Other people who answer (parent, relative, trusted person)
instruments-other-speakers-hint = Leave empty if the patient's words fit too.
instruments-hint = Help under the question

# Used by prefix.
instruments-in-fr = in French
instruments-in-en = in English

# Used by prefix.
instruments-wording-patient = Said to the patient
instruments-wording-parent = Said to the parent of a child
instruments-wording-relative = Said to a relative
instruments-wording-proxy = Said to whoever answers in the person's place

# Used by prefix.
instruments-for-patient = for the patient
instruments-for-parent = for the parent of a child
instruments-for-relative = for a relative
instruments-for-proxy = for whoever answers in the person's place
instruments-choices = Possible answers
instruments-choices-hint = An empty line is ignored. To take an answer out, use its cross.
instruments-choice = Answer { $n }
instruments-choice-label = What is written
instruments-choice-weight = Value on the scale
instruments-choice-missing = Is it an opinion?
instruments-choice-is-value = Yes, on the scale
instruments-choice-code = Stored code
instruments-choice-spoken-hint = If the answer is said otherwise when somebody else answers. Empty: the patient's words.
instruments-choice-code-hint = Empty: made from the words. Keeping it keeps answers comparable.
instruments-choice-more-about = Code and instruction of answer { $n }
instruments-choice-asked = When an interviewer asks the question
instruments-choice-unread = Accept this answer without reading it out
instruments-choice-more = Save and add an answer
instruments-choice-drop = Take this answer out
instruments-range = The numbers accepted
instruments-least = The least
instruments-greatest = The greatest
instruments-most-chars = Greatest length of the answer
instruments-most-chars-hint = In characters. Empty: 4,000.
instruments-what = What the answer tells
instruments-item-type = Nature of the question
instruments-item-type-hint = Satisfaction is a judgement; experience is a fact that was lived; an outcome is what care changed.
instruments-theme = Theme
instruments-theme-hint = From there, the numbers of this question lead to what people wrote about it.
instruments-not-said = Not said

# Used by prefix.
instruments-type-satisfaction = Satisfaction: a judgement
instruments-type-experience = Experience: a fact that was lived
instruments-type-outcome = Outcome: what care changed
instruments-moment = Moment of care
instruments-valence = Side of the open question
instruments-valence-none = Neither
instruments-valence-hint = A question on what went well always goes with one on what should change, on the same screen.
instruments-required = Answer demanded
instruments-required-yes = This question cannot be skipped
instruments-required-hint = Best avoided: whoever does not wish to answer gives up the whole questionnaire.
instruments-around = Printed number, notes for the interviewer, kind
instruments-prefix = Printed number
instruments-prefix-hint = Empty: its place among the questions.
instruments-note = Note { $n } for the person who asks
instruments-kind = Form of the answer
instruments-kind-hint = Changing it takes out what no longer makes sense, for instance the possible answers.
instruments-origin = Where this question comes from
instruments-origin-instrument = Taken from
instruments-origin-finding = Written from the finding
instruments-remove = Take this question or screen out
instruments-remove-why = "{ $title }" will be taken out of the questionnaire, with all it holds. You can undo it from the outline.
instruments-remove-dependents = These depend on its answer:
instruments-remove-yes = Yes, take it out
instruments-say-number = Write a whole number, without a unit.

# Conditions
instruments-condition = When to show it
instruments-always-shown = Always shown.
instruments-any-of = Shown if one of these sentences is true:
instruments-all-of = Shown if all these sentences are true:
instruments-make-any = Let one suffice
instruments-make-all = Let all be needed
instruments-condition-drop = Take this condition out
instruments-condition-add = Add a condition
instruments-condition-of = When to show "{ $title }"
instruments-condition-on = Depending on the answer to
instruments-condition-on-hint = Only questions asked before this one are offered.
instruments-condition-next = Continue
instruments-condition-none-before = No question is asked before this one: it cannot depend on any answer.
instruments-condition-back = Back to the question without changing anything
instruments-condition-chosen = Question looked at:
instruments-condition-test = Show only if its answer
instruments-condition-value = This answer
instruments-condition-number = This number
instruments-condition-keep = Add this condition

# Used by prefix.
instruments-test-is = is this one
instruments-test-is-not = is not this one
instruments-test-answered = was given, whatever it is
instruments-test-unanswered = was not given
instruments-test-at-least = is this number or more
instruments-test-at-most = is this number or less
instruments-test-over = is more than this number
instruments-test-under = is less than this number

# Used by prefix.
instruments-when-is = the answer to "{ $question }" is "{ $answer }"
instruments-when-is-not = the answer to "{ $question }" is not "{ $answer }"
instruments-when-answered = "{ $question }" was answered
instruments-when-unanswered = "{ $question }" was not answered
instruments-when-at-least = the answer to "{ $question }" is { $answer } or more
instruments-when-at-most = the answer to "{ $question }" is { $answer } or less
instruments-when-over = the answer to "{ $question }" is more than { $answer }
instruments-when-under = the answer to "{ $question }" is less than { $answer }
instruments-when-other = a comparison of "{ $question }" that this page does not know

# Two people at once
instruments-conflict-title = Somebody else changed the same thing while you were writing
instruments-conflict-kept = Nothing is lost: your text is still in the fields. Here is what differs (struck out: what is stored; underlined: what you wrote). Save again to keep yours.
instruments-typed-words = What you had written, to be copied
instruments-field-weight = Value of answer
instruments-field-missing = Kind of answer
instruments-field-code = Code of answer
instruments-field-other = Another field

# About it
instruments-about-title = What the questionnaire says of itself
instruments-about-hint = People who answer read these texts before they begin.
instruments-purpose = What it is for
instruments-designers = Who designed it, with whom
instruments-designers-hint = Name functions and groups, not persons: "the quality team with three user representatives".
instruments-moment-told = The moment it looks at
instruments-introduction = What is said before the first question
instruments-introduction-others = The same, said to other people
instruments-terms-title = Terms of use
instruments-terms-hint = Without them nothing is published. For a questionnaire you wrote yourselves, simply say who may reuse it.
instruments-terms-name = Terms, in a few words
instruments-terms-holder = Who holds the rights
instruments-terms-kind = Did somebody have to be asked?
instruments-terms-agreement = The agreement or licence
instruments-terms-agreement-hint = Copy what the document you received says. What it does not say stays empty.
instruments-terms-granted-to = To whom it is granted
instruments-terms-family = Questionnaire named in the agreement
instruments-terms-fee = What is to be paid
instruments-terms-modes = Ways to ask it that are allowed
instruments-terms-modes-hint = None ticked: all of them.
instruments-terms-languages = Languages that are allowed
instruments-terms-languages-hint = Their codes, separated by commas: fr, en, de-CH. Empty: all of them.
instruments-terms-text = The wording
instruments-terms-none = Nothing is said.
instruments-terms-no-end = Without an end
instruments-terms-until = Until { $day } included
instruments-terms-every-mode = All
instruments-terms-every-language = All
instruments-terms-wording = Validated wording
instruments-terms-wording-lock = Lock the wording as it stands
instruments-terms-wording-why = For a validated questionnaire whose terms forbid changing its words: a question or an answer that is changed, moved or dropped then keeps it from being published. Questions of your own may be added, marked local. Unticking takes the lock away: it is not the validated questionnaire any more.
instruments-terms-wording-open = Nothing is locked
instruments-terms-wording-held = Locked: questions and answers do not change
instruments-terms-refused = The terms of use do not allow this questionnaire to be asked as it is
instruments-terms-source = Where the wording comes from
instruments-terms-proof = What proves it
instruments-terms-expires = Last day they hold
instruments-terms-expires-hint = Empty: without an end.
instruments-terms-note = What they allow or ask for
instruments-ways-title = Ways to ask it, languages
instruments-modes = Ways to ask it
instruments-modes-hint = Those the wording is written for.
instruments-languages = Also offered
instruments-languages-hint = Texts are translated in the tab "Translations".
instruments-translation-note = What the translation is worth

# Translations
instruments-translations-lead = Every text, with its translation beside it. What is missing is marked: people would then read the original.
instruments-translated = Everything is translated
instruments-translated-why = No text waits for its translation.
instruments-untranslated =
    { $n ->
        [one] { $n } translation is missing
       *[other] { $n } translations are missing
     }
instruments-all-texts = See all texts
instruments-only-missing = See only what is missing
instruments-missing = missing
instruments-a-text = Title or text
instruments-question-n = Question { $n }

# Preview
instruments-preview-lead = What the person will see, with the conditions at work. Nothing is stored.
instruments-preview-for = Who answers
instruments-preview-in = Language
instruments-preview-how = In which way
instruments-preview-alone = Alone, on a telephone
instruments-preview-asked = With an interviewer
instruments-preview-see = See
instruments-preview-frame = Preview of the screen
instruments-preview-end = End of the questionnaire: here the person sends the answers.
instruments-preview-not-yet = The preview will come once these points are mended
instruments-score-trial-not-yet = The trial will come once these points are mended

# Checks
instruments-checks-lead = Checked just now. Blocking points keep it from being published; the others deserve a look.
instruments-blocks = blocks publication
instruments-look-at = to look at
instruments-mend-at = Mend: { $place }
instruments-sound-title = Nothing to mend
instruments-sound-why = The questionnaire may be published.

# Used by prefix.
instruments-check-purpose-missing = What this questionnaire is for is missing.
instruments-check-designers-missing = Who designed it, and with whom, is missing.
instruments-check-moment-missing = The moment it looks at is missing.
instruments-check-title-missing = The title is missing.
instruments-check-official-name = This is the title of an official questionnaire. A local version bears another name.
instruments-check-no-mode = Say in which ways this questionnaire may be asked.
instruments-check-nearly-too-heavy = This questionnaire is nearly as heavy as the editor holds. Cut it in two before you add much: beyond that, a change would be refused.
instruments-check-no-question = There is no question yet. Add one from the outline.
instruments-check-wording-missing = The words are missing. Write them in French, as said to the patient.
instruments-check-no-choice = No possible answer. Add at least one.
instruments-check-choice-label-missing = An answer has no words. Write them, or take it out.
instruments-check-choice-code-missing = An answer has no code. Save again: it will be made from the words.
instruments-check-duplicate-choice-code = Two answers have the same code. Give one of them another code.
instruments-check-enable-when-unknown-item = A condition looks at a question that is no more. Take this condition out.
instruments-check-enable-when-unknown-choice = A condition looks at an answer that is no more. Take this condition out, or put the answer back.
instruments-check-enable-when-value = A condition compares what cannot be compared. Take it out and add it again.
instruments-check-open-question-alone = An open question on what went well always goes with one on what should change, on the same screen. Add the other.
instruments-check-empty-range = No number is possible: the least is over the greatest. Swap them.
instruments-check-text-too-long = A text is too long. Shorten it.
instruments-check-repeats-nested = A group asked several times stands neither in another one nor under a question; and in such a group, nothing stands under a question with several answers. Take it out with the arrows of the plan, or ask it once only.
instruments-check-repeats-range = This group cannot be asked so: the most blocks is zero, or smaller than the fewest. Our pages go up to 20 blocks. Correct the two numbers.
instruments-check-repeats-fewer = Our pages ask a group at most 20 times: nobody will fill in more.
instruments-check-repeats-not-counted = In a group asked several times, a number, a date or a time is asked but neither counted nor kept. Prefer an answer to choose, counted as “at least once”, or a text.

# Publishing
instruments-blocked =
    { $n ->
        [one] { $n } point to mend before publishing
       *[other] { $n } points to mend before publishing
     }
instruments-blocked-why = Each link leads to the place to mend. Nothing you wrote is lost.
instruments-worth-a-look = Worth a look before publishing
instruments-immutable-title = What will not change any more
instruments-immutable-words = The words of this version, its answers, its conditions and its translations, to the last comma.
instruments-immutable-campaigns = Campaigns that ask it keep this version to their end.
instruments-immutable-next = To correct it afterwards, one writes the next version. Both stay, and can be compared.
instruments-compare-with = Compare with version { $n }
instruments-what-changed = What changed
instruments-what-changed-hint = In a few sentences, for your colleagues and for later.
instruments-publish-n = Yes, publish version { $n }
instruments-say-change = Say what changed since the version before.

# A version
instruments-a-version = Published version. It does not change any more.
instruments-published = Version { $n } is published
instruments-published-next = You can ask it from now on:
instruments-new-campaign = new campaign
instruments-latest = the latest
instruments-next-version = Write the next version
instruments-copy-it = Make a copy of it
instruments-campaigns = Campaigns that ask it
instruments-no-campaign = No campaign asks this version.
instruments-versions = All versions
instruments-compare = Compare
instruments-compare-two = Compare { $old } and { $new }

# Comparing
instruments-compare-title = Version { $old } and { $new }
instruments-compare-lead = Question by question: what changed, and whether answers before and after can be compared.
instruments-n-changed =
    { $n ->
        [one] { $n } changed
       *[other] { $n } changed
     }
instruments-n-added =
    { $n ->
        [one] { $n } added
       *[other] { $n } added
     }
instruments-n-removed =
    { $n ->
        [one] { $n } removed
       *[other] { $n } removed
     }
instruments-n-same =
    { $n ->
        [one] { $n } identical
       *[other] { $n } identical
     }
instruments-nothing-changed = Nothing changed
instruments-nothing-changed-why = Both versions ask the same questions, in the same words.
instruments-added = added
instruments-removed = removed
instruments-gone = gone:
instruments-new-words = new:

# Used by prefix.
instruments-comparable-yes = answers comparable
instruments-comparable-care = comparable with care
instruments-comparable-no = answers not comparable
instruments-change-moved = Placed elsewhere.
instruments-change-choice-added = New possible answer:
instruments-change-choice-removed = Answer taken out:
instruments-change-choice = Words of an answer
instruments-change-weight = Value of "{ $answer }":
instruments-change-missing = "{ $answer }" is no longer of the same kind (answer of the scale, or no opinion).
instruments-change-choice-order = Order of the answers.
instruments-change-condition = When it is shown.
instruments-change-limits = Answer demanded, length or numbers accepted.
instruments-change-times = How often this group is asked:
instruments-change-repeated = Now asked once for each block of a group that repeats: a person gives several answers.
instruments-change-not-repeated = Now asked once only: it was asked for each block of a group that repeats.
instruments-change-around = Number, notes, or what the answer tells.

# Plans
instruments-plans = What becomes of answers from one version to the next
instruments-plans-lead = A plan says how to read the answers of two versions together. It changes no answer that was given.
instruments-plan-of = Plan of { $day }
instruments-plan-to = Plan the way to version { $n }
instruments-plan-title = From version { $old } to version { $new }
instruments-plan-lead = For each question of the old version, say what it becomes. A proposal is made already.
instruments-plan-never = Answers that were given stay as they are, in the old version.
instruments-plan-campaigns = Campaigns that still ask the old version
instruments-plan-becomes = What it becomes

# Used by prefix.
instruments-becomes-kept = goes on: its answers are read together
instruments-becomes-renamed = goes on under another question
instruments-becomes-split = is replaced by several questions
instruments-becomes-stopped = ends with the old version
instruments-plan-target = Question of the new version
instruments-plan-target-n = Question { $n } of the new version
instruments-plan-no-question = None
instruments-plan-no-answer = Matches none
instruments-plan-refresh = Update this page
instruments-plan-reason = Why this plan
instruments-plan-reason-hint = What justifies reading these answers together, or not doing so.
instruments-plan-propose = Propose this plan
instruments-plan-no-target = Choose a question of the new version.
instruments-plan-how-many = Choose one question for "goes on under another question", two or more for "is replaced".
instruments-plan-kind = These two questions do not expect the same form of answer.
instruments-plan-blocks = One is asked once, the other in a group asked several times: their answers cannot be read together.
instruments-plan-twice = Another question already becomes that one.
instruments-becomes-apart = goes on, without being compared with before
instruments-becomes-why-kept = The same question is asked: answers before and after add up, each in its place if need be.
instruments-becomes-why-renamed = A question of the new version asks the same thing: the answers of before are read with its own.
instruments-becomes-why-apart = A question is like it, but is worded or scored otherwise: two separate lines, never one.
instruments-becomes-why-split = Several questions replace it: its answers stay apart.
instruments-becomes-why-stopped = Nothing asks it any more: its answers stay in the old version.
instruments-plan-meanings = What these choices mean
instruments-plan-sums = In short
instruments-plan-n-kept =
    { $n ->
        [one] 1 question kept: its answers are read together
       *[other] { $n } questions kept: their answers are read together
     }
instruments-plan-n-mapped =
    { $n ->
        [one] 1 question mapped, answer by answer
       *[other] { $n } questions mapped, answer by answer
     }
instruments-plan-n-apart =
    { $n ->
        [one] 1 question that is not comparable
       *[other] { $n } questions that are not comparable
     }
instruments-plan-n-ended =
    { $n ->
        [one] 1 question that ends
       *[other] { $n } questions that end
     }
instruments-plan-n-new =
    { $n ->
        [one] 1 new question, without earlier answers
       *[other] { $n } new questions, without earlier answers
     }
instruments-plan-new-questions = The new questions
instruments-plan-open =
    { $n ->
        [one] Of 1 answer it is not said what it becomes
       *[other] Of { $n } answers it is not said what they become
     }
instruments-plan-is-kept = kept
instruments-plan-is-mapped = mapped
instruments-plan-is-apart = not comparable
instruments-plan-is-ended = ended
instruments-plan-removed = The new version does not ask this question any more.
instruments-plan-what-changed = What changed:
instruments-plan-caution = The wording or the answers changed: say in the reason why they can be read together all the same.
instruments-plan-unchanged =
    { $n ->
        [one] 1 question did not change and goes on
       *[other] { $n } questions did not change and go on
     }
instruments-plan-nothing-to-decide = No question changed: there is nothing to decide.
instruments-plan-answers = Each answer given before is read as:
instruments-plan-to-decide = To be decided
instruments-plan-undecided = Say what each answer becomes: the one it corresponds to, or none.
instruments-plan-none-yet = No plan says yet what becomes of answers to version { $n }
instruments-plan-from = Prepare the passage from version { $n }
instruments-plan-steps = Question by question
instruments-plan-old = Old version
instruments-plan-new = New version
instruments-plan-same-answers = the same answers
instruments-plan-read-by = Read by
instruments-plan-remark = Your remark
instruments-plan-remark-hint = Needed to put the plan aside.
instruments-plan-approve = Approve this plan
instruments-plan-refuse = Put this plan aside
instruments-plan-waits = This plan waits for somebody other than its author to read it.

# Used by prefix.
instruments-plan-proposed = to be read
instruments-plan-approved = approved
instruments-plan-refused = put aside
instruments-say-reason = Say why, in 2,000 characters at most.
instruments-say-remark = Say why you put this plan aside.

# The library
instruments-library-lead = Every question of the questionnaires you know, and those written from a finding. Each says who designed it and where it comes from.
instruments-library-into = For "{ $title }". The question taken arrives at the end of the chosen screen.
instruments-library-search = Search for words
instruments-library-find = Search
instruments-library-none = No question holds these words
instruments-library-none-why = Try a single word, or write the question yourself.
instruments-library-count =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
     }
instruments-take = Put into the questionnaire
instruments-write-item = Write a question for the library
instruments-write-item-lead = A question born of a finding keeps the link with the voices that inspired it.
instruments-write-item-go = Add to the library
instruments-item-written = The question is in the library
instruments-finding-title = The finding, in a few words
instruments-finding-hint = As it is written among the findings.
instruments-finding-id = Its identifier or its address
instruments-finding-id-hint = The twelve symbols at the end of the address of the finding's page. For a finding that is here: its own words are then taken. Empty for one from elsewhere, which is said to be so.
instruments-finding-elsewhere = (a finding from elsewhere: it is not in Vécu)
instruments-say-finding = No finding that you may read has this identifier: nothing was stored. Copy the twelve characters at the end of its page's address. For a finding from elsewhere, empty this field and say it in a few words.
instruments-say-language-tag = "{ $tag }" is not the code of a language. Write for example fr, en or de-CH, separated by commas.
instruments-say-wording = Write the question in French, in 1,000 characters at most.
instruments-say-designers = Say who designed this question, and with whom.

# What can go wrong
instruments-problem-forbidden = This role does not write questionnaires.
instruments-problem-not-found = This questionnaire is not there.
instruments-problem-conflict = Somebody else changed this questionnaire meanwhile. Your change was not made: look at what is there now, then do it again.
instruments-problem-gone = This item was taken out meanwhile. Your change was not made.
instruments-problem-words = A text is missing, or too long.
instruments-problem-too-heavy = This questionnaire would become too heavy
instruments-too-heavy-what = It would have { $n } items and weigh { $size } MB; a questionnaire may have fewer than { $most } and weigh { $limit } MB.
instruments-too-heavy-kept = What you just wrote still stands in the fields and is not stored. Everything that was stored still is.
instruments-too-heavy-untouched = This change was not made. Everything that was stored still is.
instruments-too-heavy-file = No draft was begun, and your file is unchanged.
instruments-too-heavy-do = Take out questions or translations, or cut the questionnaire in two: copy it, then keep one half in each.
instruments-problem-many-remarks = This draft has as many remarks as it can keep. Withdraw old ones, then try again.
instruments-problem-condition = This comparison does not fit that question. Choose another answer, or write a whole number.
instruments-problem-blocked = There are points to mend before publishing. Nothing was published.
instruments-problem-overtaken = Another version was published since this draft was begun. Nothing was published: compare, then start again from the latest version.
instruments-problem-plan = This plan does not hold as it is. Mend the questions pointed out.
instruments-problem-broken = Something broke. Nothing was changed.

# Files: brought and taken away
instruments-upload = Start from a file
instruments-upload-instead = I already have a questionnaire in a file
instruments-upload-lead = An XLSForm workbook, a LimeSurvey survey or a FHIR questionnaire becomes a draft. You first see what becomes of each row: nothing is kept before you say so.
instruments-upload-file = File
instruments-upload-hint = .xlsx, .xls, .ods, .csv, .md, .lss, .lsa, .json or .xml; { $n } MB at most. The file itself is not kept.
instruments-upload-read = Read the file
instruments-upload-no-file = Choose a file that is not empty.
instruments-upload-formats = Which files?
instruments-upload-refused = "{ $name }" could not become a questionnaire
instruments-upload-nothing = Nothing was kept. Mend the following in the file, then give it again.
instruments-upload-again = Give a file
instruments-upload-ready = What will come in
instruments-upload-ready-lead =
    { $n ->
        [one] "{ $name }": { $n } question. Nothing is kept yet.
       *[other] "{ $name }": { $n } questions. Nothing is kept yet.
     }
instruments-upload-tongue = This questionnaire is first written in "{ $tag }"
instruments-upload-tongue-why = The editor shows French and English. Other languages stay in the document without appearing here.
instruments-upload-begin = Begin this draft
instruments-upload-other = Another file
instruments-upload-mend-later = This does not keep you from beginning: the editor will say where, and how. Nothing is published before.
instruments-times =
    { $n ->
        [one] { $n } time
       *[other] { $n } times
     }
instruments-account = What becomes of each row
instruments-account-error =
    { $n ->
        [one] { $n } row to mend
       *[other] { $n } rows to mend
     }
instruments-account-lost =
    { $n ->
        [one] { $n } row lost
       *[other] { $n } rows lost
     }
instruments-account-changed =
    { $n ->
        [one] { $n } row changed
       *[other] { $n } rows changed
     }
instruments-account-kept =
    { $n ->
        [one] { $n } row kept
       *[other] { $n } rows kept
     }
instruments-account-whole = Everything is carried over
instruments-account-where = Where
instruments-account-what = What happens
instruments-account-mend = What to write
instruments-account-more =
    { $n ->
        [one] And { $n } more.
       *[other] And { $n } more.
     }
instruments-place-cell = sheet { $part }, cell { $cell }
instruments-place-row = sheet { $part }, row { $row }
instruments-place-column = sheet { $part }, column { $column }
instruments-tab-files = Files
instruments-take-away = Take this questionnaire away as a file
instruments-files-lead = This questionnaire is yours: take it away in the form your other tool reads.
instruments-file-unwritable = This form cannot hold this questionnaire: it has no question yet, or it is too large for it.

# Used by prefix.
instruments-upload-format-xlsform = XLSForm workbook (ODK, KoboToolbox): .xlsx, .xls, .ods, or a .csv or .md table.
instruments-upload-format-limesurvey = LimeSurvey survey: .lss, or the .lsa archive, whose answers are not read.
instruments-upload-format-fhir = FHIR R4 or R5 questionnaire: .json or .xml.
instruments-account-title-error = To mend in the file
instruments-account-title-lost = Lost
instruments-account-title-changed = Changed
instruments-account-title-kept = Kept
instruments-file-fhir-r4 = FHIR R4 (JSON)
instruments-file-fhir-r5 = FHIR R5 (JSON)
instruments-file-xlsform = XLSForm (.xlsx)
instruments-file-codebook-csv = Codebook (CSV)
instruments-file-codebook-xlsx = Codebook (workbook)
instruments-file-codebook-html = Codebook (page to print)
instruments-file-why-fhir-r4 = the document itself, whole.
instruments-file-why-fhir-r5 = for tools that read release 5.
instruments-file-why-xlsform = for ODK and KoboToolbox, or to read again in a spreadsheet.
instruments-file-why-codebook-csv = what each question and each answer is called in the data.
instruments-file-why-codebook-xlsx = the same, with the scores and the terms of use.
instruments-file-why-codebook-html = the same, on one page.

# Scores
instruments-tab-scores = Scores
instruments-scores-lead = A score sums several questions up in one number. Without a score, results are read question by question: that is often enough.
instruments-no-score = No score
instruments-no-score-why = Results will be distributions, question by question.
instruments-score-new = Write a score
instruments-score-edit = Change this score
instruments-score-drop = Take this score out
instruments-score-drop-why = The questions stay. Taking it out can be undone from the outline.
instruments-score-drop-yes = Yes, take this score out
instruments-score-title = Name of the score
instruments-score-note = What to know before reading it
instruments-score-published = This rule is published somewhere
instruments-score-steps = Steps of the score
instruments-score-go-on = Go on
instruments-score-then = Save, then: { $step }
instruments-score-all = Tick all
instruments-score-none = Untick all
instruments-score-loose = Questions outside of a screen
instruments-score-pages = Save this page before you open another one.
instruments-score-values-hint = The value of each answer, as it is counted. It belongs to the question: another score that counts it depends on it too.
instruments-score-scale = Direction of the scale
instruments-score-number-counts = The number that is answered is the value.
instruments-score-no-value = does not count
instruments-score-item-weight-hint = Empty: 1. A weight of 2 counts twice.
instruments-score-no-question-yet = This score counts no question yet
instruments-score-excluded-hint = An answer may take a question out of the count: "I did not eat there" takes out the question about meals, which is then neither counted nor expected.
instruments-score-excluded-none = No answer takes a question out of this score.
instruments-score-excluded-one = The answer "{ $answer }" to "{ $question }" takes "{ $out }" out of the count.
instruments-score-excluded-drop = Remove
instruments-score-excluded-add = Add an exclusion
instruments-score-excluded-on = The question of which an answer excludes
instruments-score-excluded-answer = When the answer is
instruments-score-excluded-out = The question that leaves the count
instruments-score-excluded-keep = Add this exclusion
instruments-say-score-excluded = Choose another question than the one that is answered, among those this score counts.
instruments-say-whole-value = Give a whole number, or leave it empty.
instruments-score-table-hint = When the published rule asks for it: what each sum is worth (a T score, for example). Without a table the sum is the score.
instruments-score-table-sums = With these questions, sums go from { $least } to { $greatest }.
instruments-score-table-sum = A table goes with a sum alone: change the rule, or leave it empty
instruments-score-table-rows = The table, one line for each sum
instruments-score-table-rows-hint = A sum, "=", its value: 12 = 45.3. Every possible sum must be there.
instruments-score-table-says = The sum is read in a table of { $n } rows, from { $from } (worth { $low }) to { $to } (worth { $high }).
instruments-say-table-row = Line { $n }: write a sum, "=", then its value; a thousand lines at most.
instruments-trial-lead = Choose invented answers: the page says the score and why, counted as real answers will be. Nothing is stored.
instruments-trial-no-answer = No answer
instruments-trial-count = Compute
instruments-trial-value = Score: { $value }
instruments-trial-too-few = No score: { $answered } answer(s) that count, { $needed } are needed
instruments-trial-why = What each question gave
instruments-trial-question = Question
instruments-trial-answer = Answer
instruments-trial-points = Points
instruments-trial-counts = Counts
instruments-trial-yes = counts
instruments-trial-missing = does not count, and is still expected ({ $kind })
instruments-trial-leaves = leaves the score ({ $kind })
instruments-trial-excluded = taken out of the score by another answer
instruments-score-source = Where the rule is published
instruments-score-rule = The rule
instruments-score-how = How answers become a number
instruments-score-top = How many best answers count
instruments-score-top-hint = For the share of best answers. 1: the best one only.
instruments-score-least = How many answers are needed
instruments-score-least-hint = Below it, the person has no score. A plain sum asks for every answer.
instruments-score-count = Number of answers, if you chose it
instruments-score-items = The questions
instruments-score-items-hint = Tick those that count. "Reversed" when the greatest value is the worst answer. A weight of 2 counts twice.
instruments-score-item-reversed = Reversed
instruments-score-item-weight = Weight
instruments-score-no-items = No question can be counted
instruments-score-no-items-why = Give a value to each answer of a question: it is on the question's page, under each answer.
instruments-score-others =
    { $n ->
        [one] { $n } other question cannot be counted: its answers have no value, or it is asked several times.
       *[other] { $n } other questions cannot be counted: their answers have no value, or they are asked several times.
     }
instruments-score-missing-hint = Unless you say otherwise, a question without an answer is still expected: it counts among those that are needed. A missing answer is never a nought.
instruments-missing-stays = is still expected
instruments-missing-leaves = leaves the score
instruments-missing-counts = counts as an answer
instruments-missing-value = Value
instruments-score-gone = question taken out
instruments-score-reversed = reversed
instruments-score-weighs = weight { $n }
instruments-score-leaves = "{ $kind }" leaves the score.
instruments-score-counts = "{ $kind }" counts as an answer worth { $n }.
instruments-score-not-hundred = This score is not on 100: boards do not show it, files of answers do.
instruments-score-changed = counted otherwise
instruments-score-changed-why = A score counted otherwise is another score: its values before and after do not compare.
instruments-score-before = Before
instruments-score-after = After
instruments-say-decimal = Give a number, for example 2 or 1.5.
instruments-say-score-title = Give the score a name.
instruments-say-score-items = Tick at least one question.
instruments-say-score-top = Give a number from 1.
instruments-say-score-count = Give a number of answers.

# Used by prefix.
instruments-score-says-hundred =
    { $n ->
        [one] { $n } question brought to 100.
       *[other] Mean of { $n } questions, each brought to 100.
     }
instruments-score-says-box = Share, out of 100, of answers among { $top ->
        [one] the best
       *[other] the { $top } best
     } ({ $n ->
        [one] { $n } question
       *[other] { $n } questions
     }).
instruments-score-says-mean =
    { $n ->
        [one] Value of { $n } question.
       *[other] Mean of the values of { $n } questions.
     }
instruments-score-says-sum =
    { $n ->
        [one] Value of { $n } question.
       *[other] Sum of the values of { $n } questions.
     }
instruments-score-says-prorated =
    { $n ->
        [one] Value of { $n } question.
       *[other] Sum of the values of { $n } questions; what is missing counts as the mean of the others.
     }
instruments-score-needs-half = At least half of the answers are needed.
instruments-score-needs-more-than-half = More than half of the answers are needed.
instruments-score-needs-all = Every answer is needed.
instruments-score-needs-count =
    { $n ->
        [one] At least { $n } answer is needed.
       *[other] At least { $n } answers are needed.
     }
instruments-rule-hundred = Mean on 100
instruments-rule-why-hundred = Each question is brought to 0 to 100, then the mean is taken. It is the usual rule.
instruments-rule-box = Share of best answers
instruments-rule-why-box = How many answers are among the best, out of 100.
instruments-rule-mean = Mean of the values
instruments-rule-why-mean = The values as you gave them.
instruments-rule-sum = Sum
instruments-rule-why-sum = The values are added; one missing answer, and there is no score.
instruments-rule-prorated = Completed sum
instruments-rule-why-prorated = A missing answer counts as the mean of the others, if there are enough answers.
instruments-least-half = at least half
instruments-least-more-than-half = more than half
instruments-least-all = every one
instruments-least-count = a number that I give

# Remarks
instruments-tab-remarks = Remarks
instruments-remarks-lead = A questionnaire is written with those it concerns. Say what is missing, what hurts, what cannot be understood.
instruments-remarks-whole = On the whole questionnaire
instruments-remarks-items = On one question
instruments-remarks-none = None for now. A remark on a question is left from its page.
instruments-remarks-kept = Colleagues who read this draft see your name and your role. Remarks go with the draft, when it is published or deleted.
instruments-remarks-open =
    { $n ->
        [one] { $n } remark to read
       *[other] { $n } remarks to read
     }
instruments-remarks-unsettled =
    { $n ->
        [one] { $n } remark still waits
       *[other] { $n } remarks still wait
     }
instruments-remarks-unsettled-why = You may publish; they will go with the draft.
instruments-remarks-read = Read them
instruments-remark-open = to read
instruments-remark-settled = settled
instruments-remark-gone = question taken out
instruments-remark-answered = Answer of { $who }, { $day }
instruments-remark-settle = Settle
instruments-remark-reopen = Open again
instruments-remark-withdraw = Take my remark back
instruments-remark-answer = Answer
instruments-remark-answer-again = Change the answer
instruments-remark-your-answer = Your answer
instruments-remark-send = Answer
instruments-remark-send-settle = Answer and settle
instruments-remark-on-whole = Your remark on the questionnaire
instruments-remark-on-item = Your remark on this question
instruments-remark-hint = Name neither patient nor carer.
instruments-remark-leave = Leave this remark
instruments-say-your-remark = Write a few words, { $n } characters at most.

# Kinds of question
instruments-yes = Yes
instruments-no = No
instruments-condition-date = Date (YYYY-MM-DD)
instruments-say-day = Give a date, for example 2026-05-31.
instruments-units = Units
instruments-units-hint = One a line, as it is written: kg, mg, days.
instruments-most-answers = How many answers at most
instruments-most-answers-hint = Empty: as many as the person wants.
instruments-repeats-title = How often
instruments-repeats = Asked several times
instruments-repeats-hint = For example once for each medicine or each professional. Each time is a block with answers of its own. A score cannot count these questions.
instruments-repeats-yes = Yes, the person can add a block
instruments-repeats-fewest = Fewest blocks
instruments-repeats-most = Most blocks
instruments-repeats-numbers-hint = Empty: no block is demanded, and { $most } at most. A block left empty does not count.
instruments-say-repeats = Tick this box, or empty the two numbers that follow.
instruments-say-count = Write a whole number, 0 or more.
instruments-other = Another answer
instruments-other-yes = "Other": the person may write their answer
instruments-other-hint = What is written there is read as a free answer.
instruments-range-days = Dates accepted
instruments-range-days-hint = Year, month and day: 2026-05-31.
instruments-places = Most digits after the point

# How a question is drawn
instruments-rendering = Presentation of the question
instruments-rendering-hint = What the person who answers will see, on the screen and on paper. The preview shows it.
instruments-rendering-asked = As the file asks: "{ $code }"
instruments-rendering-asked-hint = Our pages do not draw it and show { $shown }. What was asked stays in the questionnaire, for whoever can draw it.
instruments-rendering-only = as usual
instruments-rendering-by-step = { $rendering }, by steps of { $step }

# Used by prefix.
instruments-rendering-one-usual = The answers one under another
instruments-rendering-one-usual-hint = All can be read without opening anything. Beyond { $most } answers, a list opens instead.
instruments-rendering-yes-no-usual = Yes and No, one under the other
instruments-rendering-yes-no-usual-hint = Two large boxes to touch.
instruments-rendering-one-cards = The answers one under another, even when many
instruments-rendering-one-cards-hint = All can be read without opening anything, on a page that grows as long.
instruments-rendering-one-menu = A list that opens
instruments-rendering-one-menu-hint = Takes one line only. The answers are seen once it is opened.
instruments-rendering-one-row = The answers side by side
instruments-rendering-one-row-hint = For short answers that have an order. On a telephone, those that do not fit go to the next line.
instruments-rendering-one-suggested = Suggestions as one types
instruments-rendering-one-suggested-hint = The person begins to write and picks one of your answers, or keeps what was written. For a long list: towns, trades.
instruments-rendering-several-usual = The boxes one under another
instruments-rendering-several-usual-hint = All can be read without opening anything.
instruments-rendering-several-row = The boxes side by side
instruments-rendering-several-row-hint = For short answers. On a telephone, those that do not fit go to the next line.
instruments-rendering-number-usual = A field to write the number in
instruments-rendering-number-usual-hint = The safest where the person knows the number: an age, a weight.
instruments-rendering-number-slider = A scale or a slider
instruments-rendering-number-slider-hint = From the least to the greatest number, which must be given. Eleven numbers at most: a scale, a button for each. More: a slider, with the field beside it. Nothing is chosen beforehand.
instruments-rendering-open-usual = Several lines
instruments-rendering-open-usual-hint = A large box, which invites to tell.
instruments-rendering-open-line = One line only
instruments-rendering-open-line-hint = For a few words: the name of a ward, a code.
instruments-step = Step of the scale or slider
instruments-step-hint = How far one moves each time. Empty: 1.
instruments-step-decimal-hint = How far one moves each time, for example 0.5. Empty: 0.1.
instruments-say-slider-limit = A scale or a slider needs this number: give it, or choose the field to write in.
instruments-say-slider-order = For a scale or a slider, give a number greater than the least.
instruments-say-slider-wide = For a scale or a slider, stay between minus one billion and one billion.
instruments-say-step = Give a step greater than zero, or leave it empty.
instruments-say-step-wide = This step is larger than what lies between the least and the greatest number: give a smaller one.
instruments-say-step-alone = Empty this field, or choose "A scale or a slider".
instruments-say-suggested = To suggest answers as one types, tick "Other", or choose another presentation.
instruments-change-rendering = Presentation:

# Used by prefix.
instruments-act-rendering-usual = Question written, in its usual presentation
instruments-act-rendering-cards = Question written, shown as answers one under another
instruments-act-rendering-menu = Question written, shown as a list that opens
instruments-act-rendering-row = Question written, shown as answers side by side
instruments-act-rendering-suggested = Question written, shown with suggestions as one types
instruments-act-rendering-slider = Question written, shown as a scale or a slider
instruments-act-rendering-line = Question written, shown as one line

# Used by prefix.
instruments-terms-holder-hint = The person or body one asks.
instruments-terms-granted-to-hint = The name of the establishment, as it is written in the agreement.
instruments-terms-family-hint = Its name with whoever holds the rights, "EQ-5D" for example.
instruments-terms-proof-hint = Number of a licence, date of a letter or a mail.
instruments-terms-kind-open = No, anybody may use it
instruments-terms-kind-open-why = An official text, a notice that allows everybody, your own questions.
instruments-terms-kind-agreement = Yes, and it was granted
instruments-terms-kind-agreement-why = Then say who granted it, to whom, and what proves it.

# Used by prefix.
instruments-score-step-nom = Name
instruments-score-step-regle = Rule
instruments-score-step-questions = Questions
instruments-score-step-valeurs = Values
instruments-score-step-absences = Missing
instruments-score-step-exclusions = Exclusions
instruments-score-step-essai = Trial
instruments-score-step-table = Table
instruments-length-title = Length and reading
instruments-length-minutes = Time to answer
instruments-length-about = About { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
}, alone, at the screen.
instruments-length-longest = What takes most of it:
instruments-length-seconds = (about { $n } s)
instruments-length-age = Reading age
instruments-length-from = Reads easily from about { $age } years.
instruments-length-means-10 = A child at the end of primary school understands the questions at first reading.
instruments-length-means-11 = A pupil entering secondary school understands the questions at first reading.
instruments-length-means-12 = A young secondary pupil understands the questions at first reading: it is everyday language.
instruments-length-means-14 = A fourteen-year-old understands the questions at first reading: so do most adults.
instruments-length-means-16 = One must read like a student of sixteen: some adults will have to read twice. Shorten the longest sentences.
instruments-length-means-18 = One must read like a school leaver: many adults will have to read twice, or will give up. Shorten sentences, replace long words.
instruments-length-unmeasured = Not measured.
instruments-length-kandel-moles = Kandel and Moles' index, for French: { $ease } out of 100. It counts the length of sentences and words and knows nothing of meaning: have patients read it.
instruments-length-flesch = Flesch's index, for English: { $ease } out of 100. It counts the length of sentences and words and knows nothing of meaning: have patients read it.
instruments-length-too-short = There is too little to read: the index needs thirty words.
instruments-length-other-language = The questionnaire is written in "{ $tag }": our indices hold for French and English only.
instruments-length-unknown-language = The questionnaire does not say its language and its words do not tell it: to choose an index would be to guess.
