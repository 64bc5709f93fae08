## Deals: lists

deals-title = Deals
deals-sub = Every registration, its protection and what is next.
deals-register = Register a deal
deals-register-short = Register
deals-export = Export
deals-view = View
deals-view-board = Board
deals-view-table = Table
deals-filter = Filter deals
deals-search = Company or product
deals-state = State
deals-any-state = Every state
deals-product = Product
deals-any-product = Every product
deals-closing = Expected close
deals-any-closing = Any close
deals-closing-month = Closing this month
deals-closing-quarter = Closing this quarter
deals-closing-half = Closing this half
deals-closing-past = Close date has passed
deals-ending = Protection ending
deals-any-ending = Any protection
deals-ending-days = Protection ends within { $n } days
deals-mine = Only mine
deals-table = Deals. A column heading that is a link sorts by it.
deals-by-stage = Deals by stage
deals-company = Company
deals-stage = Stage
deals-value = Value
deals-status = Status
deals-next = Next
deals-owner = Owner
deals-open = Open
deals-count = { $n ->
    [one] { $n } deal
   *[other] { $n } deals
}
deals-open-sum = { $sum } open
deals-idle = { $n ->
    [one] { $n } needs a next step
   *[other] { $n } need a next step
}
deals-none = No deals yet
deals-none-text = Register a customer that you are talking to. Approved deals are protected, so that nobody overtakes you.
deals-none-staff = Registrations of partners appear here as they come in.
deals-none-match = Nothing matches
deals-none-match-text = No deal fits all of these filters.
deals-no-company = No company yet
deals-move = Move { $company }
deals-move-to = Move to
deals-now-here = now here
deals-late = Answer is late
deals-with = With { $name }
deals-overlap-badge = Possible overlap
deals-asked-badge = Extension asked
deals-next-draft = Finish it and submit
deals-next-review = Answer due { $by }
deals-next-missing = Next step missing
deals-next-won = Won on { $on }
deals-answer-by = Answer by { $by }

## States, stages and other codes

deal-state-draft = Draft
deal-state-in-review = In review
deal-state-approved = Approved
deal-state-won = Won
deal-state-lost = Lost
deal-state-expired = Expired
deal-state-released = Released
deal-state-withdrawn = Withdrawn
deal-state-rejected = Not approved
deal-stage-qualified = Qualified
deal-stage-proposal = Proposal
deal-stage-negotiation = Negotiation
deal-role-resell = We resell
deal-role-refer = We refer the customer
deal-role-cosell = We sell together with you
deal-role-influence = We influence the decision
deal-role-service = We deliver services
deal-source-partner = We found the customer
deal-source-vendor = You gave us the lead
deal-source-campaign = A campaign or an event
deal-source-renewal = A renewal or an expansion
deal-overlap-different-project = It is a different project
deal-overlap-different-project-hint = Other product, budget or site
deal-overlap-work-together = Offer to work together
deal-overlap-work-together-hint = We ask the other partner first
deal-reject-already-registered = Another partner registered it first
deal-reject-direct = We already work with this customer directly
deal-reject-existing-customer = The customer buys already
deal-reject-not-qualified = There is no project with need, budget and date yet
deal-reject-incomplete = Something that we asked for is missing
deal-reject-tender = The tender is published, so everybody may bid
deal-reject-other = Another reason
deal-loss-competitor = A competitor won
deal-loss-price = Too expensive
deal-loss-no-budget = No budget
deal-loss-no-decision = The customer decided nothing
deal-loss-product = The product lacks something
deal-loss-other = Another reason
deal-why-overlap = Another partner holds, claims or lately served this customer
deal-why-claimed = Another partner was given a lead about this customer
deal-why-own-duplicate = The partner itself has such a deal
deal-why-customer-unsure = It may be a customer that is known under another name
deal-why-direct = The vendor sells to this customer directly
deal-why-coverage = The coverage plan gives this customer to other partners
deals-coverage-by-name = Named in version { $version } of the coverage plan
deals-coverage-by-rule = By the rule “{ $rule }” of version { $version } of the coverage plan
deals-coverage-by-otherwise = As version { $version } of the coverage plan says of all other accounts
deal-why-value = The value is above the limit for automatic approval
deal-why-currency = The limit for automatic approval is in another currency
deal-why-by-hand = The rules leave this decision to a person

## The form

deals-register-sub = About three minutes. Approved deals are yours for { $days } days.
deals-change-title = Change { $company }
deal-customer = Customer
deal-opportunity = Opportunity
deal-company = Company
deal-domain = Website
deal-country = Country
deal-city = City
deal-contact = Contact name
deal-email = Work email
deal-contact-role = Their role
deal-contact-role-like = Head of Operations
deal-products-question = What are they buying?
deal-products = Products
deal-product = Product
deal-quantity = Quantity
deal-amount = Amount
deal-value = Deal value
deal-value-hint = First-year value before tax.
deal-close = Expected close
deal-close-hint = Protection lasts { $days } days from approval.
deal-need = What has happened so far?
deal-need-hint = Two sentences and one date speed up review.
deal-more = More about the deal
deal-role = Your part
deal-source = Where it comes from
deal-competitor = Competitor
deal-next-step = Next step
deal-next-step-like = Demo on 27 November
deal-split = Share of each product
deal-split-hint = Leave the amounts empty to split the value equally.
deal-quantity-of = Quantity of { $product }
deal-amount-of = Amount for { $product }
deals-submit = Submit for review
deals-save-draft = Save draft
deals-save = Save
deals-cancel = Cancel
deals-back = Deal
deals-fixed = Customer and products are fixed by the approval. For another customer, register another deal.
deals-blocked = You cannot register deals now
deals-draft-saved = Draft saved { $time }
deals-draft-stale = Somebody else saved this draft. Load the page again to see it.
deals-draft-not-saved = Not saved: something is too long or cannot be read
deals-draft-kept = Draft saved. Nobody outside your company sees it.
deals-handed-in = Submitted. You hear from us by the time shown here.
deals-approved-at-once = Approved. The customer is protected for you.
deals-next-panel = What happens next
deals-step-submit = You submit
deals-step-submit-text = We check for overlaps at once
deals-step-review = Review
deals-step-review-by = Review by { $name }
deals-step-review-text = Answer by { $by }; often at once
deals-step-protected = Protected for { $days } days
deals-step-protected-text = Log progress once to extend by { $days }
deals-step-win = Win and get paid
deals-step-win-text = Mark it as won; your earnings follow from it
deals-record = How you have done
deals-record-approved = Approved, last 90 days
deals-record-time = Median time to answer
deals-overlap-title = This customer may already have a registration
deals-overlap-text = Another registration for this customer is active. Yours can still go ahead if it is a different project. We never show either partner the other’s details.
deals-overlap-legend = How is yours different?
deals-overlap-rules = How we decide when two partners claim one customer
deals-own-title = Your company has a deal with this customer
deals-own-text = Add to it, or go on if this is another project.
deals-own-open = Open the deal

## One deal

deals-edit = Change
deals-decide = Decide
deals-win = Mark as won
deals-lose = Mark as lost
deals-withdraw = Withdraw
deals-extend = More time
deals-reopen = Open again
deals-release = End the protection
deals-again = Register again
deals-progress = Progress
deals-notes = Notes
deals-note-new = Log what happened
deals-note-hint = A meeting, a call, a decision. It counts as progress. Name somebody with @, such as @Jonas, and they are told.
deals-note-add = Add note
deals-note-internal = Only for our staff
deals-note-internal-hint = The partner does not see it.
deals-internal = Internal
deals-timeline = What has happened
deals-protection = Protection
deals-protected-until = Until { $on }
deals-extensions = Extensions
deals-facts = Facts
deals-overlap-answer = About the overlap
deals-completeness = Form filled in
deals-partner = Partner
deals-manager = Partner manager
deals-account = Account
deals-account-open = Open
deals-changed = Saved
deals-noted = Noted
deals-approved = Approved. The partner is told.
deals-rejected = Not approved. The partner is told, with your reason.
deals-won = Won. Congratulations!
deals-lost = Marked as lost
deals-withdrawn = Withdrawn
deals-extended = Extended
deals-extension-asked = Asked. You hear from us before the protection ends.
deals-extension-declined = Declined. The partner is told, with your reason.
deals-reopened = Open again
deals-released = Protection ended
deals-banner-draft = This is a draft
deals-banner-draft-text = Nobody outside your company sees it until you submit it.
deals-banner-review = In review
deals-banner-late = The answer is late
deals-banner-review-text = Answer by { $by }.
deals-banner-review-by = { $name } answers by { $by }.
deals-banner-overlap = This customer may already have a registration
deals-banner-overlap-text = We look at both claims and decide by the rules. Neither partner sees the other’s details.
deals-banner-asked = More time was asked for
deals-banner-approved = Approved
deals-banner-expired = The protection has ended
deals-banner-expired-text = Others may register this customer now. If you are still at it, register it again.
deals-banner-released = The protection ended before its time
deals-banner-released-idle = Nobody had worked on it for a long time. If you are still at it, register it again.
deals-banner-withdrawn = Withdrawn

deals-did-drafted = began a draft
deals-did-submitted = submitted the registration
deals-did-approved = approved it
deals-did-approved-rules = The rules approved it
deals-did-rejected = did not approve it
deals-did-moved = moved it to { $stage }
deals-did-changed = changed { $fields }
deals-did-asked = asked for more time
deals-did-declined = declined more time
deals-did-extended = extended the protection
deals-did-expired = The protection ended
deals-did-idle = Nothing had happened for a while; both sides were told
deals-did-released = The protection ended before its time
deals-did-withdrawn = withdrew it
deals-did-won = marked it as won
deals-did-lost = marked it as lost
deals-did-reopened = opened it again
deals-did-reminded = { $days ->
    [one] Reminder: { $days } day of protection left
   *[other] Reminder: { $days } days of protection left
}
deals-did-escalated = The answer is late; partner operations was told
deal-field-company = company
deal-field-domain = website
deal-field-country = country
deal-field-city = city
deal-field-contact = contact
deal-field-need = what has happened
deal-field-products = products
deal-field-value = value
deal-field-close-on = expected close
deal-field-competitor = competitor
deal-field-next-step = next step
deal-field-role = the partner’s part
deal-field-source = source
deal-field-overlap-answer = the answer to the overlap

## Moves

deal-note = Note
deal-reason = Reason
deal-won-on = Won on
deal-loss-reason = Why was it lost?
deal-reject-reason = Reason for not approving
deal-reject-reason-hint = Needed only if you do not approve.
deals-both-read = Both sides read this.
deals-ask-win = Was { $company } won?
deals-ask-win-text = Say on which day the customer bought. Earnings follow from it.
deals-ask-win-verb = Mark as won
deals-ask-loss = Was { $company } lost?
deals-ask-loss-text = The protection ends. Others may register this customer.
deals-ask-loss-verb = Mark as lost
deals-ask-withdrawal = Withdraw { $company }?
deals-ask-withdrawal-text = This is final. The protection ends, and others may register this customer.
deals-ask-withdrawal-verb = Withdraw
deals-ask-extension = More time for { $company }
deals-ask-extension-text = Progress in the last weeks extends the protection by { $days } days at once. Otherwise your partner manager answers.
deals-ask-extension-staff = Extends the protection by { $days } days.
deals-ask-extension-verb = Extend
deals-ask-reopening = Open { $company } again?
deals-ask-reopening-text = What was protected is protected again, if the customer is still free. What was earned by winning is taken back.
deals-ask-reopening-verb = Open again
deals-ask-release = End the protection of { $company }?
deals-ask-release-text = Others can register this customer at once. The partner reads the reason.
deals-ask-release-verb = End the protection
deals-decline = Decline
deals-decide-title = Decide on { $company }
deals-decide-by = Decide by { $by }
deals-decision = Decision
deals-approve = Approve
deals-reject = Do not approve
deals-why = Why a person decides
deals-rivals = Other claims on this customer
deals-rivals-note = For staff only
deals-match = Match
deals-since = Since
deals-until = until { $on }
deals-same-customer = Same customer
deals-likely-customer = Likely, { $percent }%
deals-same-product = Same product
deals-separate = It is a project of its own
deals-separate-hint = It is protected beside the other one, for this project only.
deals-which-account = Which account is it?
deals-new-account = A new account

## The rules of engagement

deals-rules-title = Rules of engagement
deals-rules-sub = What the system does, in words. It is made from the same parameters.
deals-rules-who = Who owns a customer, and for how long
deals-rules-version = Version { $n }
deals-rules-version-since = Version { $n }, since { $since }
deals-rules-words = In our own words
deals-rules-edit = Change the rules
deals-rules-edit-sub = Saving makes a new version. Protections that were given keep their end.
deals-rules-save = Save as a new version
deals-rules-saved = Saved as a new version
deals-rules-accept-title = Your acceptance
deals-rules-accept-text = Each member accepts each version once. What you accept is the text above; decisions name the clause and the version that they rest on.
deals-rules-accept = I have read and accept these rules
deals-rules-accepted = You accepted this version on { $at }
deals-rules-accepted-now = Your acceptance is recorded
deals-rules-changed-meanwhile = The rules have changed meanwhile; please read the new version
deals-rules-accepted-by = { $people ->
    [one] One person
   *[other] { $people } people
} of { $partners ->
    [one] one partner has
   *[other] { $partners } partners have
} accepted this version.
roe-eligibility = Who may register
roe-protection = First approved keeps
roe-scope = What is protected
roe-decision = When you get an answer
roe-automatic = Approval at once
roe-overlap = Two partners, one customer
roe-incumbency = Who won the customer lately
roe-direct = Who serves which customer
roe-customer = One customer is one customer
roe-extension = More time
roe-reminders = Reminders
roe-end = How protection ends
roe-reopening = Opening again
roe-claim = Leads that we give
deals-rule-eligible = Every active partner with the right to register deals may register. Members need the certificates that a product asks for.
deals-rule-auto-none = Every registration is decided by a person.
deals-rule-incumbency-none = Earlier wins count for nobody; the first approved registration keeps the customer.
deals-rule-direct = Some customers buy from us directly, and some are served by named partners. A registration for one of them goes to a person, who says what is possible.
deals-rule-customer = A customer under another spelling, a branch or a trading name is the same customer. A partner registers a customer and product once; where we are not sure, a person looks.
deals-rule-extend-none = A protection cannot be extended.
deals-rule-reminders-none = Nobody is reminded before the end.
deals-rule-end = Protection ends when the deal is won, lost or withdrawn, and at the moment that stands on the deal. A later change of these rules does not shorten it.
deals-rule-idle = When nothing happens for { $days } days (no stage, no note, no change), both sides are told; after { $grace } more days without progress the protection ends.
deals-rule-reopening = A deal that was won, lost, released or has expired can be opened again while its customer is free. It is protected for what is left, or for { $days } days.
deals-rule-claim = A lead that we offer a partner is its claim to the customer while it can answer, and for { $days } days once it has taken it. A registration of another partner waits for a person as long.
deals-rule-claim-none = A lead that we give is no claim to the customer; the first approved registration keeps it.
trial-title = Tried on the last year
trial-note = Nothing has been saved or changed.
trial-try = Try on history
trial-none = All { $n } decisions of the last year would have come out the same.
trial-some = { $differ } of { $n } decisions of the last year would have come out otherwise.
trial-to-person = Approved at once, would go to a person
trial-at-once = Went to a person, would be approved at once
trial-refused = Would be refused
trial-extension = Extensions that would be given at once
trial-no-extension = Extensions that would not be given at once
trial-longer-protected = Protected until another day
trial-longer-extended = Extended until another day
trial-longer-review = Another reason or another deadline
trial-other = Other differences
trial-was = Was
trial-now = Would be
trial-more = The table shows the first 50; the counts are complete.
record-title = How registrations are answered
record-note = Registrations of the three months before this one
record-of = { $share } of { $n }
record-at-once = Approved at once by the rules
record-in-time = Answered by a person in time
record-in-time-own = Yours, answered by a person in time
record-small = Approved, of partners with up to three registrations
record-large = Approved, of partners with more
record-median = Median time to a person’s answer
decision-title = How it was decided
decision-note = Each decision with its clause, its version and what was known
decision-at-once = The rules approved it at once; protected until { $until }
decision-approved = approved it; protected until { $until }
decision-reopened = opened it again; protected until { $until }
decision-review = A person decides, by { $by }
decision-review-again = opened it for review again; an answer is due by { $by }
decision-rejected = did not approve it: { $reason }
decision-extended = More time: protected until { $until }
decision-asked = More time was asked for; a person answers
decision-declined = gave no more time
decision-expired = The protection ended by time
decision-warned = Nothing happens; both sides were told what follows
decision-released = ended the protection before its time
decision-released-idle = The protection ended because nobody worked on it
decision-escalated = The answer is late; the people in charge were told
decision-refused = Refused: { $why }
decision-knew = What was known
decision-knew-value = Value
decision-knew-tier-days = Days of protection by tier
decision-knew-certificates = Certificates
decision-knew-separate = A project of its own
decision-knew-until = Protected until
decision-knew-active = Last progress
decision-knew-extensions = Extensions so far
decision-knew-due = Answer was due
decision-knew-from = It was
decision-knew-why = Why a person
decision-knew-rivals = Deals of other partners with this customer
decision-knew-own = Own deals with this customer
decision-knew-claims = Leads of other partners with this customer
decision-knew-account = Customer is a known account
decision-knew-maybe = Accounts that it may be
decision-knew-stage = The account’s stage with us
decision-yes = Yes
decision-no = No
deals-rule-first = The first approved registration protects a customer for { $days } days, or as long as the partner’s tier says.
deals-rule-scope = Protection is for one customer and one product. Another product, or a project of its own, can be registered by somebody else.
deals-rule-decision = { $days ->
    [one] A registration is decided within one business day.
   *[other] A registration is decided within { $days } business days.
}
deals-rule-hours = Business hours are { $hours }, Monday to Friday.
deals-rule-auto = A registration of up to { $limit } that overlaps with nothing is approved at once.
deals-rule-overlap = When two partners claim one customer, a person decides: who registered first, what has happened since, and whether it is one project. Neither partner sees the other’s details.
deals-rule-extend = A protection can be extended { $times } times by { $days } days.
deals-rule-evidence = Progress within the last { $days } days gives the extension at once.
deals-rule-reminders = Both sides are reminded { $days } days before the end.
deals-rule-incumbency = A customer that a partner won within the last { $days } days counts as that partner’s.
deals-rule-certificate = { $product } asks for the certificate { $certificate }.
terms-protection-days = Days of protection
terms-protection-days-hint = Where the tier says nothing else.
terms-reminder-days = Reminders, days before the end
terms-reminder-days-hint = Several with commas: 30, 14, 3, 1
terms-max-extensions = Extensions at most
terms-extension-days = Days of an extension
terms-evidence-days = Progress counts for
terms-evidence-days-hint = Days. Newer progress extends without asking.
terms-idle-days = Told when nothing happens for
terms-idle-days-hint = Days. 0 switches it off.
terms-idle-grace-days = Released after another
terms-idle-grace-days-hint = Days without progress.
terms-incumbency-days = Won customers count for
terms-incumbency-days-hint = Days. 0 switches it off.
terms-claim-days = A lead is a claim for
terms-claim-days-hint = Days from taking it. 0 switches it off.
terms-decision-days = Business days to decide
terms-auto-approve = Approve at once up to
terms-auto-approve-hint = Empty approves nothing at once.
terms-zone = Time zone of the business hours
terms-opens = From hour
terms-closes = To hour
terms-holidays = Days without business
terms-holidays-hint = As 2026-12-25, with commas; or paste a table or an iCalendar file.
terms-direct-stages = Account stages at which we sell ourselves
terms-direct-stages-hint = As the CRM names them. Registrations for such accounts go to a person.
terms-overlaps = Overlaps
terms-overlap-hint = Tell partners while they type that an overlap exists
terms-overlap-hint-hint = Only that it exists. Off says nothing before the submission.
terms-checks = Checks an hour for each person
terms-certificates = Certificates that products ask for
terms-certificates-hint = The certificate’s key. Empty asks for none.

## Figures, queue, next moves, blocks

deals-figure-open = Open pipeline
deals-figure-open-how = Value of the deals that were handed in and have not ended.
deals-figure-won = Won this quarter
deals-figure-won-how = Value of the deals won since the quarter began.
deals-figure-rate = Win rate
deals-figure-rate-how = Won deals of those won, lost or expired in the last twelve months.
deals-figure-points = { $n } pts
deals-figure-vs-quarter = vs. last quarter
deals-figure-vs-year = vs. the year before
deals-figure-pipeline = Partner pipeline
deals-figure-pipeline-how = Value of all deals in review and approved.
deals-figure-in-time = Decided in time
deals-figure-in-time-how = Of the answers by a person that fell due in the last 90 days, those given by the promised moment.
deals-figure-decided = { $n } fell due, { $waiting } waiting
deals-queue-kind = Deal registration
deals-queue-extension = Extension
deals-act-draft = Finish your draft
deals-act-draft-of = Finish the registration of { $company }
deals-act-draft-why = Nothing is protected until you submit. Last touched { $since }
deals-act-draft-verb = Continue
deals-act-keep = Keep { $company } protected
deals-act-keep-why = { $days ->
    [0] Protection ends today. { $value } at stake
    [one] Protection ends in { $days } day. { $value } at stake
   *[other] Protection ends in { $days } days. { $value } at stake
}
deals-act-keep-verb = More time
deals-act-step = Plan the next step with { $company }
deals-act-step-why = { $value } without a next step, { $days } days of protection left
deals-act-step-verb = Open
deals-chart-title = Pipeline by expected close
deals-chart-month = Month
deals-chart-summary = Stacked bars from { $first } to { $last }. The highest month is { $best } with { $sum }.
deals-chart-open = Open the board
deals-block-title = Deals
deals-block-note = { $n ->
    [0] None open
   *[other] { $n } open · { $sum }
}
deals-block-none = No open deals
deals-block-all = All deals

## Notices

notice-deal-submitted-name = New deal registrations
notice-deal-submitted-title = { $partner } registered { $company }
notice-deal-submitted-body = Please decide by { $by }.
notice-deal-approved-name = Approved deals
notice-deal-approved-title = { $company } is approved
notice-deal-approved-body = The customer is protected for you until { $until }.
notice-deal-rejected-name = Deals that were not approved
notice-deal-rejected-title = { $company } was not approved
notice-deal-rejected-body = The reason stands with the deal. You can register it again when things have changed.
notice-deal-extended-name = Extended protections
notice-deal-extended-title = { $company } has more time
notice-deal-extended-body = The customer is protected for you until { $until }.
notice-deal-expired-name = Ended protections
notice-deal-expired-title = The protection of { $company } has ended
notice-deal-expired-body = { $partner } no longer holds this customer. Others may register it now.
notice-deal-idle-name = Deals on which nothing happens
notice-deal-idle-title = { $days ->
    [one] Nothing happened at { $company } for a day
   *[other] Nothing happened at { $company } for { $days } days
}
notice-deal-idle-body = Note what happened, or say how far it is. Without progress the protection ends on { $until }.
notice-deal-released-name = Protections that ended before their time
notice-deal-released-title = The protection of { $company } has ended before its time
notice-deal-released-body = { $partner } no longer holds this customer. Others may register it now; the deal says why.
notice-deal-withdrawn-name = Withdrawn deals
notice-deal-withdrawn-title = { $partner } withdrew { $company }
notice-deal-withdrawn-body = Nothing is left to decide.
notice-deal-won-name = Won deals
notice-deal-won-title = { $partner } won { $company }
notice-deal-won-body = { $value }.
notice-deal-reopened-name = Deals that were opened again
notice-deal-reopened-title = { $company } is open again
notice-deal-reopened-body = The reason stands with the deal.
notice-deal-reminder-name = Protections that end soon
notice-deal-reminder-title = { $days ->
    [one] { $company }: { $days } day of protection left
   *[other] { $company }: { $days } days of protection left
}
notice-deal-reminder-body = It ends on { $until }. Log progress and ask for more time, or mark the deal as won or lost.
notice-deal-escalated-name = Late answers
notice-deal-escalated-title = The answer to { $partner } is late
notice-deal-escalated-body = The registration of { $company } should have been decided by now.
notice-deal-extension-asked-name = Requests for more time
notice-deal-extension-asked-title = { $partner } asks for more time with { $company }
notice-deal-extension-asked-body = The reason stands with the deal.
notice-deal-extension-declined-name = Declined extensions
notice-deal-extension-declined-title = No more time for { $company }
notice-deal-extension-declined-body = The reason stands with the deal.

## Refusals

refusal-plain-text = This holds characters that cannot be kept. Type it again without them.
refusal-too-many = { $most ->
   *[other] At most { $most }.
}
refusal-twice = This is in the list already.
refusal-range = Enter a number from { $min } to { $max }.
refusal-no-value = Say what the deal is worth.
refusal-split-sum = The amounts of the products do not add up to the deal value.
refusal-past-date = This day is over. Enter a day to come.
refusal-far-date = This day is too far away.
refusal-future-date = This day is still to come.
refusal-before-registration = This is before the deal was registered.
refusal-deal-wrong-state = { $state ->
    [draft] This deal is still a draft, so this cannot be done.
    [in_review] This deal is in review, so this cannot be done now.
    [approved] This deal is approved, so this cannot be done.
    [won] This deal is won, so this cannot be done.
    [lost] This deal is lost, so this cannot be done.
    [expired] The protection of this deal has ended, so this cannot be done.
    [withdrawn] This deal was withdrawn, so this cannot be done.
   *[rejected] This deal was not approved, so this cannot be done.
}
refusal-deal-protected-by-other = Another deal protects this customer and product. Release it first, or mark this one as a project of its own.
refusal-deal-claimed-by-lead = Another partner was given a lead about this customer. Take the lead back first, or mark this deal as a project of its own.
refusal-deal-partner-not-active = Your company is not active in the program yet. Finish the activation steps first.
refusal-deal-no-right = Your company has no right to register deals at the moment. Ask your partner manager.
refusal-deal-not-certified = { $product } can be registered by people with the certificate { $certificate }.
refusal-deal-extension-limit = { $most ->
    [one] The protection was extended once already, which is as often as it can be.
   *[other] The protection was extended { $most } times already, which is as often as it can be.
}
refusal-deal-extension-pending = You have asked for more time already. Your partner manager answers.
refusal-deal-extension-early = More time can be asked for in the last { $days } days of the protection.
refusal-deal-no-extension-asked = Nobody is asking for more time.
refusal-deal-customer-fixed = Customer and products are fixed by the approval. Register another deal for another customer.
refusal-deal-not-due = The protection has not ended yet.
refusal-deal-several-lines = The deal has several products, or another currency. Change its amounts in the deal itself.
refusal-deal-too-many-checks = You have looked up { $most } customers in an hour. Wait a little.
deals-next-ended = Closed on { $on }
deals-banner-won-text = Well done. What you earn from it stands under Earnings.
deals-board-more = { $n } more in the table

quarter-name = Q{ $n } { $year }
