### Places.

# Used by prefix.
level-territory = Territory
level-organisation = Organisation
level-site = Site
level-pole = Department
level-unit = Unit

# Said by name.
places-title = Places
places-lead = The places where people are cared for. Each has its front door for patients, and a poster to print.
places-import = Import a file
places-export = Download the list
places-add = Add a place
places-add-send = Add
places-parent = Part of
places-choose = Choose
places-level = Level
places-name = Name
places-name-hint = The one patients know.
places-finess = FINESS number
places-finess-hint = Nine signs. That of the establishment for a site.
places-phone = Telephone of the place
places-phone-hint = That of the team, not of a person. Everybody sees it, at the front door and on the poster.
places-slug = Short address
places-slug-hint = Letters without accents, digits and dashes. Leave empty: it will be made from the name. Once printed on a poster, it never changes.
places-closed = closed
places-poster = Poster
places-poster-print = Print the poster
places-door = Front door:
places-change = Save
places-state = Open or closed
places-close = Close this place
places-close-about = A closed place receives no more voices. Everything said there stays.
places-reopen = Open this place again
places-reopen-about = This place is closed. Open again, it receives voices again.
places-no-level = Choose a level.
places-no-parent = Choose the place it is part of.
places-done-add = The place is added.
places-done-change = It is saved.
places-done-import = { $n ->
    [one] { $n } place is added.
   *[other] { $n } places are added.
 }
places-refused-name = Write a name of at most 120 characters.
places-refused-level = This level is not below that of the place it is part of.
places-refused-finess = A FINESS number has nine signs: digits, and a letter in Corsica only.
places-refused-phone = A French telephone number has ten digits, the first being zero, or begins with +33.
places-refused-slug = The short address has 2 to 60 letters without accents, digits or dashes.
places-refused-taken = This short address is taken.
places-refused-known = A place of this name exists here already.
places-refused-closed = The place it is part of is closed.
places-refused-root = The first place is never closed.
places-refused-under = Close the places that are part of it first.
places-refused-plan = The file cannot be imported as it is.
places-door-closed = This place is closed and receives no more voices.

# Used by prefix: the titles of the file, which the import reads back.
sheet-level = level
sheet-name = name
sheet-parent = parent
sheet-finess = finess
sheet-slug = slug
sheet-phone = phone
sheet-closed = closed

# Said by name.
places-import-title = Import places
places-import-lead = The file is read and shown first. Nothing is added before you agree, and never half of it.
places-import-file = CSV file
places-import-columns = The CSV that your spreadsheet saves will do as it is. Columns: level, name, parent, finess, slug, phone; only the level and the name are needed.
places-import-root = “{ $name }”, at the very top, becomes: { $level }.
places-import-read = Read the file
places-import-line = Line
places-import-problem = What to put right
places-import-problems = Lines to put right
places-import-refused = Some lines are left to put right
places-import-nothing = Nothing was added. Correct the file, then send it again.
places-import-ready = { $n ->
    [one] The file is good: { $n } place will be added.
   *[other] The file is good: { $n } places will be added.
 }
places-import-would = Places that will be added
places-import-apply = Add these places
places-import-other = Take another file
places-import-no-file = Choose a file.
places-import-no-column = The column “{ $column }” is missing.
places-import-too-long = The file has more than { $n } lines.
places-import-unreadable = This line cannot be read: check the quotation marks.
places-import-empty = The file holds no place.
places-import-too-large = The file is larger than 256 kilobytes.
places-import-encoding = This file is no CSV. In a spreadsheet, choose “Save as”, then “CSV”.
places-import-no-root = The organisation has no first place yet.
places-import-parent-twice = Several places are called “{ $parent }”: write the short address of the right one.
places-import-no-parent = No place is called “{ $parent }”, neither above in the file nor here already.
places-import-level = “{ $level }” is no level: territory, organisation, site, pole or unit.
places-import-name = The name is missing or longer than 120 characters.
places-import-finess = “{ $finess }” is no FINESS number.
places-import-phone = “{ $phone }” is no French telephone number.
places-import-above = The level is not below that of the place it is part of.
places-import-slug = “{ $slug }” is no short address: letters without accents, digits and dashes.
places-import-slug-taken = The short address “{ $slug }” is taken.
places-import-known = “{ $name }” exists here already.

poster-head = Poster – { $place }
poster-title = How was it for you?
poster-lead = { $place }: tell us what you lived through. What goes well, what does not, what would change everything.
poster-what = You, a relative, a visitor: every voice counts.
poster-anonymous = Without a name, if you like. Nobody will know who wrote.
poster-time = A few minutes are enough, on your phone.
poster-answer = A code lets you come back and read the answer.
poster-other-ways = Would you rather talk to somebody? Ask the team.
poster-other-ways-phone = Would you rather talk to somebody? Ask the team, or call { $phone }.
