### Accounts, roles, sign-in, the work menu.

# Used by prefix.
role-administrator = Administration
role-quality-officer = Quality officer
role-complaints-officer = Complaints officer
role-unit-manager = Unit manager
role-caregiver = Care team
role-user-representative = User representative
role-mediator = Mediator
role-patient-partner = Patient partner
role-coordinator = Partnership coordinator
role-analyst = Analyst

# Said by name.
menu-group-listen = Listen
menu-group-change = Make it change
menu-group-run = Organise
menu-group-me = Me
menu-home = Home
menu-voices = Voices
menu-findings = Findings
menu-numbers = Numbers by place
menu-indicators = Indicators
menu-wall = Wall of indicators
menu-nation = National results
menu-actions = Actions
menu-returns = Published returns
menu-commission = Users' commission
menu-entry = Type in an answer
menu-campaigns = Running questionnaires
menu-instruments = Write a questionnaire
menu-moderation = Publication
menu-accounts = Accounts and roles
menu-places = Places
menu-settings = Dated settings
menu-jobs = Background jobs
menu-audit = Audit log
menu-me = My account

failure-home = Go to the home page
# Used by prefix.
failure-not-found-title = This page does not exist
failure-not-found-what = The address leads nowhere, or what it showed is not open to everyone.
failure-not-found-kept = Nothing was lost: what you have already sent is kept.
failure-not-found-do = Check the address, or point your phone at the poster's code again.
failure-forbidden-title = This page is not for this role
failure-forbidden-what = The role you are wearing at the moment does not open this page.
failure-forbidden-kept = Nothing was changed.
failure-forbidden-do = Change role under “My account”, or ask the administration for it.
failure-gone-title = It is no longer here
failure-gone-kept = Nothing else has changed.
failure-gone-do = If you still need it, ask the person who gave you the address.
# Said by name.
failure-link-gone = This link was used already, or its three days are over.
# Used by prefix.
failure-invalid-title = We did not understand this request
failure-invalid-what = The address or the form arrived incomplete.
failure-invalid-kept = Nothing was changed.
failure-invalid-do = Go back to the page before and try again.
failure-too-many-title = One moment, please
failure-too-many-what = There were too many tries in a row.
failure-too-many-kept = Nothing is blocked and nothing is lost.
failure-too-many-do = Wait a minute, then try again.
failure-busy-title = Many people are here right now
failure-busy-what = The site receives more than it can write at once.
failure-busy-kept = What you sent last was not stored.
failure-busy-do = Wait two seconds and reload the page: your browser will send the same thing again.

failure-too-long-title = This page is too long for a PDF
failure-too-long-what = A document has 400 sheets at most; this one would have more.
failure-too-long-kept = Nothing has changed: the page itself can still be read on the screen.
failure-too-long-do = Choose a shorter period or fewer places, or download the numbers (CSV).
failure-broken-title = Something broke on our side
failure-broken-what = The page could not be prepared. It is not your fault.
failure-broken-kept = What was stored stays stored; what you sent last may not have been.
failure-broken-do = Try again in a few minutes. If it goes on, please tell the hospital.

# Said by name.
sign-in-title = Sign in
sign-in-lead = For the teams and people who work here. Giving your opinion takes no account.
sign-in-email = Work e-mail address
sign-in-password = Password
sign-in-send = Sign in
sign-in-no-email = Write your address.
sign-in-no-password = Write your password.
sign-in-wrong = The address or the password is not right. Check both, then try again.
sign-in-no-role = Your password is right, but you hold no role today. Ask the quality officer for one.
sign-in-wait-title = Wait a moment
sign-in-wait = { $seconds ->
    [one] There were too many tries in a row. Try again in one second.
   *[other] There were too many tries in a row. Try again in { $seconds } seconds.
 }
sign-in-chosen = Your password is saved. You can sign in.
sign-in-out = You are signed out.
sign-in-lost = Forgotten your password?
sign-in-lost-do = Ask the quality officer or the administration for a new link. It comes by e-mail and works once, for three days.

password-new = New password
password-hint = At least 10 characters. Three or four unrelated words make a good password that is easy to remember.
password-again = The same once more
password-short = At least 10 characters are needed. Add a word.
password-long = 200 characters are enough.
password-easy = This password is quickly guessed. Take three or four unrelated words, without your name.
password-differs = The two passwords are not the same.

invitation-head = Choose a password
invitation-title = Welcome, { $name }
invitation-lead = Choose the password of your account. This link works once.
invitation-roles = Your roles:
invitation-send = Save the password

factor-title = Your code
factor-lead = Open your authenticator app and copy the six digits.
factor-code = Six-digit code
factor-send = Confirm
factor-wrong = This code is not right, or was used already. Wait for the next one.
factor-no-phone = I do not have my phone
factor-no-phone-do = Use one of the recovery codes you printed. Each works once. Without them, ask the administration to reset your second step.
factor-recovery = Recovery code
factor-recovery-hint = Twelve signs, for example 3f7k-9m2p-x4tq
factor-give-up = Back to the start
factor-enrol-title = Protect your account
factor-enrol-lead = Your role reads what many people have told. A second code, on your phone, protects their words even if your password is stolen.
factor-step-app = Open an authenticator app on your phone (FreeOTP, Aegis or another).
factor-step-scan = Add an account by pointing at this square.
factor-step-letters = Or write these letters in the app:
factor-step-code = Copy below the six digits it shows.
factor-qr = Square to read with the authenticator app
factor-codes-title = Your recovery codes
factor-codes-about = Print these ten codes and put them away. Each replaces your phone once.
factor-codes-once = They will never be shown again.
factor-go-on = I have kept my codes, go on

me-title = My account
me-until = until { $day }
me-roles = My roles
me-roles-about = You act under one role at a time. It decides what you see.
me-role-worn = current role
me-role-wear = Take this role
me-lang = Language
me-lang-choose = Language of the work pages
me-save = Save
me-password = Password
me-password-current = Current password
me-password-wrong = This is not your current password.
me-password-send = Change the password
me-factor = Second step
me-factor-on = on
me-factor-off = off
me-factor-must = Your role asks for it.
me-factor-may = It is advised to everyone.
me-factor-set = Set it up
me-factor-change = Change phone
me-factor-lead = Your present second step stays in place until the first code of the new one.
me-codes-left = { $n ->
    [one] You have { $n } recovery code left.
   *[other] You have { $n } recovery codes left.
 }
me-codes-new = New recovery codes
me-cancel = Change nothing
me-sessions = Open sessions
me-sessions-about = Where your account is open at the moment. A session closes by itself after eight hours without use.
me-session-since = Opened
me-session-used = Last used
me-session-act = Close
me-session-this = this one
me-session-end = Close this session
me-session-end-others = Close all others
# Used by prefix.
me-done-lang = The language is changed.
me-done-password = The password is changed. The other sessions are closed.
me-done-sessions = It is closed.
me-done-factor = The second step is in place.

# Said by name.
accounts-title = Accounts and roles
accounts-lead = Who works here with people's voices, in which role and until when.
accounts-invite = Invite somebody
accounts-words = Name or address
accounts-role = Role
accounts-role-any = All roles
accounts-export = Download this list for a spreadsheet
accounts-none = Nobody matches
accounts-none-why = No account answers to these criteria.
accounts-name = Name
accounts-email = Address
accounts-roles = Roles
accounts-state = State
accounts-from = from { $day }
accounts-no-role = Choose a role.
accounts-no-place = Choose a place.
accounts-refused-email = Write a whole address, for example first.last@hospital.fr.
accounts-refused-name = Write a name of at most 120 characters.
accounts-refused-known = This address has an account already.
accounts-refused-closed = This account is closed. Open it again first.
accounts-refused-self = Nobody changes their own roles or account here: ask somebody else.
accounts-refused-administrator = Only the administration gives or takes this role.
accounts-refused-hat = Your role gives no roles.
accounts-refused-days = The end must come after the start, and not before today.
accounts-refused-place = This place does not exist or is closed.
accounts-refused-twice = This person has this role on this place at these dates already.
accounts-refused-last = This is the last person who administers: give the role to somebody else first.
accounts-refused-elsewhere = This person works for another organisation too: end their roles here, their account stays open there.
# Used by prefix.
account-state-invited = waits for a password
account-state-active = active
account-state-closed = closed
# Said by name.
account-give = Give a role
account-give-send = Give this role
account-from = First day
account-from-hint = Leave empty for today.
account-role-act = End
account-role-end = End this role now
account-role-over = ended
account-acts = The account
account-link-about = Password forgotten or invitation lost: a new link, valid for three days. The old one stops working.
account-link = Send a new link
account-factor-about = Phone and recovery codes lost: the person will set up a new second step when signing in.
account-factor = Reset the second step
account-close-about = Closing the account signs the person out at once. What they did stays in the log.
account-close = Close the account
account-reopen-about = This account is closed. Opened again, it waits for its owner to choose a new password: send them a link then.
account-reopen = Open the account again
# Used by prefix.
account-done-given = The role is given.
account-done-ended = The role is ended. The person is signed out.
account-done-factor = The second step is reset.
account-done-closed = The account is closed.
account-done-reopened = The account is open again.

# Said by name.
invite-title = Invite somebody
invite-lead = They will receive a link to choose their password.
invite-email = Work address
invite-choose = Choose
invite-place = Place
invite-place-hint = The role holds for this place and everything in it.
invite-to = Last day
invite-to-hint = A mandate, a placement, a replacement have an end. Leave empty if there is none.
invite-lang = Their language
invite-send = Invite
invite-done = Invitation
invite-back = Back to the accounts
invite-known = { $name } had an account already: the role is added to it, nothing else is to be done.
invite-sent = The link has left by e-mail for { $name }. It works once, for three days.
invite-no-mail = The e-mail did not leave
invite-by-hand = Give this link to { $name } yourself, by a safe way. It works once, for three days, and will not be shown again.
invite-copy = Copy the link
invite-mail-subject = Your account for listening to patients
invite-mail = Hello { $name }, an account is waiting for you to work with what patients tell. Choose your password at this address within three days: { $address } If you did not expect this message, do nothing.
