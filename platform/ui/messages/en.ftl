## The shell

shell-description = Register deals, learn, earn and grow with { $brand }.
shell-skip = Skip to content
shell-sidebar = Sidebar
shell-main-nav = Main
shell-quick-nav = Quick
shell-all-nav = All places
shell-waiting = waiting
shell-search = Search
shell-search-pill = Search or jump to…
shell-search-hint = Deals, partners, people, courses…
shell-search-none = Nothing found. Try another word.
shell-search-failed = Search did not answer. Press Enter to try on its own page.
shell-results = Results
shell-theme = Switch between light and dark
shell-language = Language
shell-language-set = Change
shell-account = Your account
shell-close = Close
shell-notices = { $n ->
    [0] Notices
    [one] Notices, { $n } new
   *[other] Notices, { $n } new
}
shell-view-as-label = Viewing as a partner
shell-view-as = You see the portal as { $partner }. Nothing can be changed.
shell-view-as-end = Stop viewing
shell-live-changed = This page has been brought up to date.
shell-live-left = Something on this page has changed. What you are typing was left alone; reload to see the rest.
shell-foot = { $brand } runs on Towpath

## Parts of the kit

kit-optional = (optional)
kit-markdown = Markdown works.
kit-error-summary = { $n ->
    [one] One thing to fix
   *[other] { $n } things to fix
}
kit-done = done
kit-current = current
kit-up = up
kit-down = down
kit-show-table = Show as table
kit-show-more = Show more
kit-shown = { $n } shown
kit-apply = Apply
kit-clear-filters = Clear filters
kit-currency = Currency
kit-dismiss = Dismiss
kit-copy = Copy
kit-copied = Copied
kit-choose = Choose…
kit-back = Back
kit-menu = More actions
kit-goal = Goal
kit-of = { $n } of { $all }
kit-draw = Draw your signature here
kit-draw-clear = Clear

## Refusals that every capability may use

refusal-required = Fill this in.
refusal-too-short = { $min ->
    [one] Write at least { $min } character.
   *[other] Write at least { $min } characters.
}
refusal-too-long = { $max ->
    [one] Write at most { $max } character.
   *[other] Write at most { $max } characters.
}
refusal-invalid = Some answers need another look.
refusal-missing = This does not exist, or it is not yours to see.
refusal-forbidden = You may not do this. Ask your administrator if you need to.
refusal-stale = Somebody saved this before you. Look at their version, then save again.
refusal-unauthenticated = Sign in to go on.
refusal-limit = That was too often. Wait a little and try again.
refusal-email = Enter the whole address, like name@company.com.
refusal-url = Enter a web address, like company.com.
refusal-number = Enter a number.
refusal-amount = Enter an amount, like 95,000 or 95,000.50.
refusal-date = Enter a date that exists.
refusal-choice = Choose one of the options.
refusal-bad-id = This address is not complete. Check the link you followed.

## Faults

fault-title = Something broke on our side
fault = Something broke on our side. Try again; if it happens again, tell us the reference { $id }.
