## Deals: renewals and expansions

deal-business = Kind of business
deal-business-hint = With a renewal or an expansion, the partner that serves the customer goes first.
deal-business-new = New business
deal-business-expansion = An expansion: the customer takes more
deal-business-renewal = A renewal: what the customer has goes on
deal-why-incumbent = Another partner goes first: the customer’s renewal or expansion is its own
deal-why-tender = The tender was published before the registration
deal-over-customer-choice = The customer chose in writing
deal-over-ruling = A conflict was ruled
deal-term-ends = Runs until
deal-term-ends-hint = When what the customer bought ends. Before that day you go first with the renewal. Empty leaves it to the rules of engagement.
deals-renew = Register the renewal
deals-choice = The customer chose this partner in writing
deals-choice-hint = Another partner goes first here. Its letter must be among the files of the deal.
decision-knew-incumbent = Sold last by another partner
decision-knew-incumbent-own = Sold last by this partner
decision-knew-over = Set aside by
decision-knew-left = Partner left
decision-released-left = The protection ended because the partner has left
deals-rule-renewal = In the { $days } days before what a customer bought ends, its renewal belongs to the partner that sold it: registrations of others wait for a person. Who has registered nothing { $lapse } days before that end has lost the right, and so has who the customer replaces in writing.
deals-rule-term = Where nobody said until when it runs, it runs { $months ->
    [one] for one month
   *[other] for { $months } months
} from the day it was won.
deals-rule-expansion = While it runs, the partner that sold it also goes first when the customer takes more of the same product family; registrations of others wait for a person.
deals-rule-renewal-none = Renewals and expansions are registered like any other deal.
deals-rule-departure = { $days ->
    [0] When a partner leaves the program, the protections of its deals end at once.
    [one] When a partner leaves the program, its deals stay protected for one day, for the customer’s sake; then they end, and both sides are told.
   *[other] When a partner leaves the program, its deals stay protected for { $days } days, for the customer’s sake; then they end, and both sides are told.
}
terms-renewal-days = The renewal is the seller’s for
terms-renewal-days-hint = Days before what was sold ends. 0 switches it off.
terms-renewal-lapse-days = Lost when nothing is registered until
terms-renewal-lapse-days-hint = Days before that end.
terms-term-months = What is sold runs for
terms-term-months-hint = Months, where nobody says until when.
terms-departure-days = When a partner leaves, protected for
terms-departure-days-hint = Days.
deals-banner-left = The partner has left the program: protected until { $until }
deals-banner-left-text = Then the customer is free for others. Make sure that somebody serves it.
deals-banner-released-left = The partner has left the program, and the time after that is over.
notice-deal-renewal-name = Renewals that are yours
notice-deal-renewal-title = { $company } renews by { $ends }
notice-deal-renewal-body = The renewal is yours. Register it by { $until }; after that others may.
notice-deal-partner-left-name = Deals of partners that leave
notice-deal-partner-left-title = { $partner } has left: { $n ->
    [one] one deal stays protected
   *[other] { $n } deals stay protected
} until { $until }
notice-deal-partner-left-body = Then the customers are free for others.

## Deals: tenders

roe-tender = Tenders
deal-tender = Tender
deal-tender-question = It is a tender
deal-tender-hint = The customer asks for bids.
deal-tender-published = Published on
deal-tender-published-hint = Empty when it is not published yet.
deal-tender-unpublished = Yes, not published yet
deal-tender-since = Published on { $on }
deal-tenders-protect = Protected like any other deal
deal-tenders-review = A person decides
deal-tenders-exclude = Cannot be registered
terms-tenders = Tenders that are published already
deals-rule-tender-protect = A tender is protected like any other deal, published or not.
deals-rule-tender-review = A tender that was published before the registration is not protected by itself: a person decides. One that is not published yet is protected like any other deal.
deals-rule-tender-exclude = A tender that is published already cannot be registered: everybody may bid. One that is not published yet is protected like any other deal.

## Deals: files

deal-files = Files
deal-files-note = Seen by the partner and the vendor, and by nobody else
deal-files-none = No files yet. A mail, a meeting note or a letter shows what was done and when.
deal-files-later = To hand in evidence, save the draft first; then attach its files.
deal-files-attach = Attach evidence to this draft
deal-file-new = File
deal-file-hint = A document, a table, a text or a picture, ten megabytes at most.
deal-file-paper = What it is
deal-file-add = Attach
deal-file-added = The file is attached.
deal-file-remove = Remove
deal-file-removed = The file is removed.
deal-file-internal = For staff only
deal-file-uploading = Uploading
deal-file-handed-in = Handed in with the registration
deal-file-size = { $n } kB
deal-paper-evidence = Evidence
deal-paper-letter = The customer’s choice
deal-paper-other = Something else
deals-did-file-added = attached a file
deals-did-file-removed = removed a file
deals-did-owner = changed who owns it
deals-did-left = The partner left the program
deals-did-back = The partner is back
deals-did-renewal = Told that the renewal is its own

## Deals: owners

deal-owners = Who owns it
deal-owners-none = Nobody at the partner owns it yet.
deal-owners-hint = Everybody who owns a deal is told what happens to it.
deal-owner-who = Member
deal-owner-since = Owns it too, since { $at }
deal-owner-add = Add as co-owner
deal-owner-assign = Make owner
deal-owner-added = The member owns the deal too.
deal-owner-remove = Remove
deal-owner-removed = The member owns the deal no longer.
deal-assigned = The deal has a new owner.
batch-assign = Assign
batch-assign-hint = For “Assign”.
notice-deal-co-owner-name = Deals that you own with others
notice-deal-co-owner-title = You own { $company } too
notice-deal-co-owner-body = { $who } added you. You are told what happens to the deal.
notice-deal-assigned-name = Deals that became yours
notice-deal-assigned-title = { $company } is yours
notice-deal-assigned-body = { $who } gave it to you.

## Deals: how they began, and who held them

deals-first = How it began
deals-first-note = Never changes
deals-first-at = Handed in
deals-first-by = By
deals-held = Who held it on another day
deals-held-on = Day
deals-held-show = Show
deals-held-protected = Protected
deals-held-by = Decided
deals-held-terms = Rules of engagement
deals-held-nobody = Nobody; it was not begun yet

## Deals: customers that are free again

notice-deal-freed-name = Registrations that can be answered now
notice-deal-freed-title = What stood in the way of { $company } has ended
notice-deal-freed-body = The registration of { $partner } waits for its answer.
notice-deal-free-again-name = Customers that are free again
notice-deal-free-again-title = { $company } may be free now
notice-deal-free-again-body = What stood in the way of your registration has ended. If you are still at it, register it again.

## Deals: what has changed, and why not

deal-field-business = kind of business
deal-field-tender = tender
refusal-deal-incumbent-first = Another partner goes first with this customer’s renewal or expansion. Attach the letter in which the customer chooses, and say so; or wait until the right is lost.
refusal-deal-letter-missing = The letter in which the customer chooses is not among the files. Attach it first.
refusal-deal-tender-published = This tender is published already, so everybody may bid; it cannot be registered.
refusal-deal-term-end = What was sold ends after it was won, within ten years.
refusal-deal-too-many-files = A deal has { $most } files at most. Remove one first.
refusal-deal-too-many-owners = { $most } members own a deal beside its owner at most. Remove one first.
refusal-deal-handed-in = This file was handed in with the registration. It stays.

## Staff who are away

absence-title = Absences
absence-sub = Who is away, and who decides meanwhile. Promised answers stay promised.
absence-own = When you are away
absence-from = First day
absence-until = Last day
absence-substitute = Who decides meanwhile
absence-substitute-hint = What waits for you goes to this person, who is told.
absence-save = Save
absence-end = I am back
absence-set = Your absence is saved.
absence-ended = You are there again.
absence-all = Who is away
absence-none = Nobody is away
absence-none-text = Absences that are said here show who decides in whose place.
absence-days = { $from } to { $until }
absence-by = { $name } decides
absence-decides-for = { $name } (for { $absent }, absent until { $until })
deals-did-decided-for = decided for { $name }
notice-absence-substitute-name = Colleagues you stand in for
notice-absence-substitute-title = You stand in for { $who } from { $from } to { $until }
notice-absence-substitute-body = What waits for { $who } comes to you meanwhile.
