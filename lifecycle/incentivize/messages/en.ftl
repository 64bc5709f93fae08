plans-title = Incentive plans
plans-sub = The plan that was active on the day a deal was won decides what it earns.
plans-none = No plan yet
plans-none-text = Without an active plan, won deals earn nothing. Write the first one.
plan-new = New plan
plan-new-sub = A draft changes nothing until it is activated.
plan-name = Name
plan-from = First day
plan-until = Last day
plan-open-end = open
plan-product = Product
plan-any-product = Any product
plan-rank = For
plan-from-rank = { $rank ->
    [0] everybody
   *[other] tier { $rank } and above
}
plan-rate = Rate
plan-percent = Percent of the deal's value
plan-rates = Rates
plan-rates-hint = A row that names the product wins over a row for any; among those, the highest tier that the partner reaches. Leave rows empty that you do not need.
plan-row = Row { $n }
plan-save = Save draft
plan-cancel = Cancel
plan-activate = Activate
plan-end = End today
plan-state-draft = Draft
plan-state-active = Active
plan-state-ended = Ended
plan-drafted = The draft was saved.
plan-activated = The plan is active.
plan-ended = The plan ends today.
refusal-plan-state = A plan that is { $state ->
    [draft] a draft
    [active] active
   *[ended] over
} cannot be { $verb }.
refusal-plan-overlap = { $other } decides about some of these days. End it first, or begin later.
refusal-plan-rate-twice = This product and tier have a row already.
refusal-rate = Enter a percentage from 0 to 100 with at most two decimals.
refusal-date-order = The last day comes before the first.

earnings-title = Earnings
earnings-sub = Every amount with the deal, the rule and the arithmetic behind it.
earnings-accrued = Earned
earnings-accrued-definition = Earned by won deals, waiting for approval.
earnings-approved = Approved
earnings-approved-definition = Approved for payment, not paid yet.
earnings-paid = Paid
earnings-paid-definition = Paid out so far.
earnings-filter = Filter earnings
earnings-state = State
earnings-any-state = Any state
earnings-none = Nothing here yet
earnings-none-text = When a registered deal is won, what it earns appears here at once.
earnings-for = For
earnings-partner = Partner
earnings-on = Won on
earnings-amount = Amount
earnings-choose = Choose
earnings-choose-one = Choose the amount for { $company }
earnings-approve = Approve chosen
earnings-approved-flash = Approved.
earnings-none-chosen = Nothing was chosen.
earnings-some-approved = Approved, except what had moved on meanwhile.
accrual-state-accrued = Earned
accrual-state-approved = Approved
accrual-state-paid = Paid
accrual-state-reversed = Taken back
earning-sub = For { $company }, { $product }
earning-why = Why this amount
earning-rounding = The rate applies to the value of this product in the deal, and the result is rounded once, half away from zero.
earning-deal = Deal
earning-plan = Plan
earning-plan-version = { $plan }, version { $version }
earning-rule = Rule
earning-rule-product = { $product }, { $from }
earning-rule-any = any product, { $from }
earning-rank = Tier on that day
earning-base = Base
earning-rate = Rate
earning-history = History
earning-statement = On this statement
earning-approve = Approve
refusal-accrual-state = An amount that { $state ->
    [accrued] waits for approval
    [approved] is approved
    [paid] is paid
   *[reversed] was taken back
} cannot be { $verb }.

statements-title = Statements
statements-sub = One for each month and currency, closed on the first day of the next.
statements-none = No statement yet
statements-none-text = What is approved in a month is on its statement, closed on the first day of the next month.
statements-unpaid = Not paid yet
statements-all = All statements
statement-title = Statement { $period }
statement-period = Period
statement-closed = Closed
statement-paid = Paid
statement-not-paid = Not yet
statement-total = Total
statement-total-definition = The sum of the lines when the statement was closed.
statement-lines = Lines
statement-pdf = PDF
statement-pay = Mark as paid
statement-paid-done = The statement was marked as paid.
statement-state-closed = To be paid
statement-state-paid = Paid
refusal-statement-paid = This statement was paid already.

estimate-before = You would earn about
estimate-after = .
queue-accrual = Earnings
queue-accrual-detail = Approve what was earned
figure-unpaid = Earned, not yet paid
figure-unpaid-definition = The credit balance of the ledger's accounts for earned and approved amounts.
figure-unpaid-note = earned and approved

notice-statement-closed-name = Statements
notice-statement-closed-title = Your statement { $period } is ready: { $amount }
notice-statement-closed-body = The statement for { $period } was closed with a total of { $amount }. Each line shows the deal, the rule and the arithmetic behind it.
notice-statement-paid-title = Your statement { $period } was paid: { $amount }
notice-statement-paid-body = { $amount } for { $period } was marked as paid.
did-plan-drafted = wrote an incentive plan
did-accrual-skipped = earned nothing, because no plan or right applied
did-plan-activated = put an incentive plan in force
did-plan-ended = ended an incentive plan
plan-more = More rows
plan-never = never in force
refusal-plan-too-many-rates = A plan has at most 100 rows.
booking-earned = Earned
booking-approved = Approved
booking-paid = Paid
booking-reversed = Taken back: { $reason }
booking-recovered = Subtracted from a payment
account-commission-expense = Commission expense
account-accrued = Accrued
account-payable = Payable
account-paid-out = Paid out
earning-subtracted = Subtracted on this statement
statement-sub = { $partner } · No. { $number }
statement-number = No.
statement-csv = CSV
statement-subtracts = Subtracted: taken back
statement-due = To be paid
statement-paid-amount = Amount paid
statement-due-definition = The total less what was taken back since.
booking-accounts = Debit { $debit }, credit { $credit }
plan-from-tier = { $tier } and above
