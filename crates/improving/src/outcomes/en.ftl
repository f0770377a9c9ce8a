### What becomes of voices: replies and changes, period by period.

outcomes-value = Share
outcomes-later = Not counted yet: from { $day } on
outcomes-share = { $percent } ({ $count } voices of { $of })
outcomes-nobody = No voice in this period
outcomes-too-few = Shown from { $floor } voices: { $n } more are needed
outcomes-small = Hidden: on one side or the other, from one to four voices might be recognised
outcomes-neighbour = Hidden: the total above would tell a hidden number beside it
outcomes-close = Withheld: the difference with a number shown already, here or on another card, would speak of a small group
outcomes-elsewhere = This indicator is about a place that isn't yours: you read its definition.
outcomes-beside = Voices of every kind (stories, ideas, thanks), open to all: no response rate exists. A period is counted once it is over and no day can count any more. Two periods aren't compared by themselves.

# Used by prefix.
outcomes-title-month = Month by month
outcomes-title-quarter = Quarter by quarter
outcomes-title-year = Year by year
outcomes-caption-month = The last twelve whole months
outcomes-caption-quarter = The last eight whole quarters
outcomes-caption-year = The last five whole years
outcomes-period-month = Month
outcomes-period-quarter = Quarter
outcomes-period-year = Year
