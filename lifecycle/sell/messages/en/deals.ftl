## Deals: the quick update from a mail

deals-link-title = How does it stand?
deals-link-stage = How far is it?
deals-link-note = What happened?
deals-link-save = Save
deals-link-no-change = No change
deals-link-hint = A new stage, another date or a note is progress. “No change” keeps the deal from being released, but it extends nothing.
deals-link-nothing = There is nothing to update any more.
deals-link-for = For { $name } alone
deals-link-portal = Open in the portal
deals-link-updated = Saved.
deals-link-confirmed = Noted: nothing has changed.
deals-did-confirmed = said that nothing has changed
refusal-deal-link-ended = This link is over. Sign in and open the deal, or wait for the next reminder.

## Deals: the promise of an answer

deal-breach-escalate = If that is missed, partner operations are told.
deal-breach-approve = If that is missed, what waited for a signature only is approved by itself; everything else goes to partner operations.
deal-breach-extend = If that is missed, partner operations are told, and the protection lasts longer by the delay.
deals-rule-calendars = Public holidays of { $countries } do not count.
decision-approved-late = No answer came in time, so the rules approved it; protected until { $until }
terms-on-breach = When that is missed
terms-on-breach-hint = Happens by itself at the moment of the deadline, and is kept as a decision.
terms-calendars = Public holidays of
terms-calendars-hint = Days without business, worked out by rule for every year. Named is the law they come from; regional ones you add below.
record-tier = Approved, of partners at the tier { $tier }
answers-title = Answers in time
answers-sub = Whether registrations are answered by the time that was promised.
answers-figure = Answered in time
answers-of = { $n } of { $all } answers
answers-how = Counted are registrations that a person had to answer and whose answer fell due in the last { $days } days. In time is an answer at or before the promised moment; what the partner took back before is not counted.
answers-rows = The answers that are counted
answers-handed-in = Handed in
answers-promised = Promised by
answers-answered = Answered
answers-not-yet = Not yet
answers-in-time = In time
answers-late = Late
answers-none = No answer fell due
answers-none-text = When a person has to answer a registration, it stands here from its deadline on.
answers-shown = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}

## Deals: is this account free?

free-title = Is this account free?
free-sub = Before you fill in a registration.
free-ask = Ask
free-counted = Questions are counted and noted. Asking reserves nothing.
free-register = Register this customer
free-free = Nothing is in the way
free-free-text = We know of no registration of another partner for this customer. Only a registration protects it.
free-conflict = Another partner may be there
free-conflict-text = You can register, and a person decides. We say no more than that, whoever it is.
free-own = Your company has a deal with this customer
free-own-text = Go on with that one, or register another product.
free-not-eligible = Your company cannot register deals now
free-not-eligible-text = The registration form says what is missing.
free-unsaid = We say nothing before a registration
free-unsaid-text = The rules of engagement keep this quiet. Register, and you will hear.
deals-check = Check
deals-would-earn = You would earn about { $amount }

## Deals: many at once

batch-title = Change several deals
batch-deals = The deals
batch-what = What is done to each
batch-action = Change
batch-approve = Approve
batch-reject = Do not approve
batch-extend = More time
batch-stage = Set the stage
batch-close-on = Set the expected close
batch-withdraw = Withdraw
batch-stage-hint = For “Set the stage”.
batch-close-hint = For “Set the expected close”.
batch-run = Do it
batch-done = Done
batch-forbidden = You may not do this to this deal.
batch-outcome-title = What came of it
batch-outcome = Done: { $done }. Not done: { $refused }; each says why, and is chosen still.
batch-none = No deal is chosen
batch-none-text = Choose deals in the table, then change them together.
batch-choose = Choose
batch-choose-one = Choose { $company }
batch-change = Change the chosen

## Deals: the calendar

calendar-title = Calendar
calendar-month = Month
calendar-week = Week
calendar-move = Other days
calendar-before = Earlier
calendar-after = Later
calendar-today = Today
calendar-day-1 = Monday
calendar-day-2 = Tuesday
calendar-day-3 = Wednesday
calendar-day-4 = Thursday
calendar-day-5 = Friday
calendar-day-6 = Saturday
calendar-day-7 = Sunday
calendar-span = { $first } to { $last }
calendar-close = Expected close
calendar-expiry = Protection ends
calendar-answer = Answer due
calendar-none = Nothing falls into these days
calendar-none-text = Expected closes, ends of protection and answers stand here on their day.
calendar-more = There is more than is shown. Choose a week, or a product.

## Deals: saved views

views-title = Saved views
views-sub = Lists that you come back to: their filters, columns and order.
views-save-title = Save the list that was open
views-name = Name
views-name-hint = Such as “Closing this quarter”.
views-share = For all staff
views-share-hint = Partners never see it.
views-save = Save the view
views-saved = The view is saved.
views-removed = The view is gone.
views-none = No saved views
views-none-text = Filter the list, then save it under a name.
views-shared = For all staff
views-remove = Remove
views-remove-one = Remove { $name }
views-keep = Save this view
views-columns = Columns
views-column-stage = Stage
views-column-value = Value
views-column-status = Status
views-column-next = Next
views-column-owner = Owner
views-column-close = Expected close
views-column-until = Protected until

## Deals: who is named in a note

notice-deal-mentioned-name = Notes that name you
notice-deal-mentioned-title = { $who } named you at { $company }
notice-deal-mentioned-body = The note stands with the deal.

# Questions how a deal stands.
deals-question-asks = This asks how it stands
deals-question-asks-hint = Somebody answers by the next working day. Who decides, and by when, is at the top of this page.
deals-question-answers = The partner asked how it stands
deals-question-answers-hint = By phone or mail; this note answers. It is counted.
deals-question-sent = Asked
deals-question-waits = Question · answer by { $by }
deals-question-answered = Question · answered on { $at }
deals-question-noted = Asked by other means
deals-queue-question = Question about a deal
answers-questions = Questions how a deal stands
answers-questions-how = Notes that ask, and questions by phone or mail that staff wrote down, for a hundred registrations of the quarter. The fewer, the more the pages tell by themselves.
answers-quarter = Quarter
answers-registered = Registrations
answers-questions-n = Questions
answers-questions-per = For a hundred registrations
notice-deal-question-name = Questions how a deal stands
notice-deal-question-title = { $who } asks how { $company } stands
notice-deal-question-body = Please answer by { $by } with a note on the page of the deal.
notice-deal-question-answered-name = Answers to your questions about deals
notice-deal-question-answered-title = { $who } answered about { $company }
notice-deal-question-answered-body = The answer stands with the notes of the deal.
