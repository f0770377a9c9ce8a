### What becomes of voices: replies and changes, month by month.

outcomes-title = Month by month
outcomes-caption = The last twelve whole months
outcomes-month = Month
outcomes-value = Share
outcomes-provisional = provisional
outcomes-share = { $percent } ({ $count } voices of { $of })
outcomes-nobody = No voice in this month
outcomes-too-few = Shown from { $floor } voices: { $n } more are needed
outcomes-small = Hidden: on one side or the other, from one to four voices might be recognised
outcomes-neighbour = Hidden: the total above would tell a hidden number beside it
outcomes-elsewhere = This indicator is about a place that isn't yours: you read its definition.
outcomes-beside = Voices of every kind (stories, ideas, thanks), open to all: no response rate exists. A month is provisional as long as days can still count. Two months aren't compared by themselves.
