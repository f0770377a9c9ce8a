### The words of the kit itself.

kit-skip = Skip to content
kit-this-language = English
kit-large-print = Large print
kit-usual-print = Usual size
kit-privacy = Privacy
kit-accessibility = Accessibility
kit-about-site = About this site
kit-navigation = Navigation
kit-menu = Menu
kit-sign-out = Sign out
kit-made-with = Vécu, free software

kit-emergency-title = Need help right now?
kit-nobody-watches = Nobody watches this page: what you write is not read within the minute. In an emergency, call:
kit-emergency-line = Nobody watches this page. In an emergency, call { $first }.
kit-emergency-all = All numbers
kit-emergency-now-title = You are not alone
kit-emergency-now = What you wrote is kept. But nobody reads it at this moment: talk to somebody now.

kit-optional = (optional)
kit-error = Error:
kit-errors-title = Something is left to put right
kit-errors-kept = What you wrote is kept.
kit-error-date = Write a date that exists, for example 3 11 2026.
kit-at-most = { $n } characters at most.
kit-apart = Or else
kit-slider-unset = No answer yet
kit-day = Day
kit-month = Month
kit-year = Year
kit-time = Time

kit-info = Information
kit-warning = Warning
kit-success = Done
kit-step = Step { $step } of { $of }
kit-filter = Filter
kit-filter-all = Show everything
kit-pages = Pages
kit-page-of = Page { $page } of { $of }
kit-previous = Previous
kit-next = Next
kit-you-are-here = You are here
kit-receipt-title = Your follow-up code
kit-receipt-copy = Copy the code
kit-receipt-copied = Copied
kit-receipt-print = Print
kit-qr-scan = Point your phone's camera at this square, or type the address:
kit-said = You said
kit-done = We did
kit-shortcuts = Keyboard shortcuts
kit-keys-on = Turn shortcuts on
kit-keys-off = Turn shortcuts off
kit-you = You
kit-speak = Listen
kit-speak-stop = Stop
kit-still-there = Are you still there? Touch the screen or press a key. Otherwise, in one minute, this page goes back to the start and what you wrote is deleted.
kit-print-page = Print this page

# used by prefix: a usual emergency number, `kit-emergency-NUMBER`.
kit-emergency-15 = Ambulance, medical emergency
kit-emergency-112 = Any emergency, anywhere in Europe
kit-emergency-3114 = Suicidal thoughts, day and night
kit-emergency-119 = A child in danger
kit-emergency-3919 = Violence against women
kit-emergency-3977 = Abuse of an older or disabled person
