### The error pages.

web-error-home = Back to the start

web-error-not-found-title = This page does not exist
web-error-not-found = The address may be incomplete. If you read it on a poster, check each letter, or point your phone at the square.
web-error-gone-title = This page is no longer here
web-error-gone = What it showed was taken down or has ended.
web-error-sign-in-title = Sign in first
web-error-sign-in = This address is for a program: send with the request the cookie of a session opened on the sign-in page.
web-error-forbidden-title = This page is not for you
web-error-forbidden = Your account does not open it.
web-error-hat-title = This page asks for another role
web-error-hat = You are signed in, but the role you wear now does not open this page. If you have several roles, change role in “My account”. If not, ask the administrator.
web-error-hat-me = Go to “My account”
web-error-other-site-title = This came from another site
web-error-other-site = To be safe, nothing was recorded. Go back, reload the page, then send again.
web-error-method-title = This address does not open that way
web-error-method = Go back and use the button of the page.
web-error-timeout-title = Sending took too long
web-error-timeout = Nothing was recorded. Your text is still in your browser: go back, then send again.
web-error-too-large-title = This is too long for one sending
web-error-too-large = Nothing was recorded. Your text is still in your browser: go back to shorten it or send it in two parts.
web-error-too-long-title = The address is too long
web-error-too-long = Start again from the first page.
web-error-too-many-title = Many people are sending at once
web-error-too-many = Nothing is lost: your text is still in your browser. Go back, wait a minute, then send again.
web-error-busy-title = The server is very busy
web-error-busy = Your text is still in your browser. Go back, wait a few seconds, then try again.
web-error-unreadable-title = We could not read what was sent
web-error-unreadable = Nothing was recorded. Go back and try again.
web-error-broken-title = Something broke on our side
web-error-broken = It is not your fault. Your text may still be in your browser: go back and try again in a few minutes.
