home-title = Home
home-morning = Good morning, { $name }
home-afternoon = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-needs = { $n ->
    [one] One thing needs you.
   *[other] { $n } things need you.
}
home-nothing = Nothing needs you right now.
home-register = Register a deal
home-next = Next best actions
home-next-order = What is due first, then what you stand to gain
home-next-none = All done
home-next-none-text = Suggested moves appear here with their reason, reward and deadline.

overview-title = Overview
overview-sub = The program at a glance; every number leads to its rows.
queue-title = Work queue
queue-sub = { $n ->
    [0] Nothing waits
    [one] One thing waits for a person, nearest deadline first
   *[other] { $n } things wait for a person, nearest deadline first
}
queue-order = Nearest deadline first
queue-none = Nothing waits
queue-none-text = Applications, deals, documents and earnings that need a person appear here with their deadline.
queue-more = { $n } more in the work queue

figures-meaning = What these figures mean
figures-sub = How each figure is computed, and the rows behind it.
figures-rows = See the rows
figures-none = No figures yet. They appear with the first deals.

funnel-title = From application to first deal
funnel-sub = Everybody who applied in the last twelve months, and how far they have come.
funnel-steps = Steps
funnel-applied = Applied
funnel-approved = Approved
funnel-signed = Agreement in force
funnel-activated = Active
funnel-first-deal = First deal approved
funnel-first-win = First deal won
funnel-year = last 12 months
funnel-median = median { $span } from the step before
funnel-definition = Counts are applicants of the last twelve months that have reached the step. Times are medians over those that have.
funnel-rows = Applicants
funnel-who = Company
funnel-open = See the rows
funnel-none = Nobody applied yet
funnel-none-text = Applicants appear here once they confirm their e-mail address.
queue-came = came { $when }
funnel-menu = Partner funnel
