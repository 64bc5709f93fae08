## Shared

onboard-cancel = Cancel
onboard-shipped = shipped
onboard-language-en = English
onboard-language-de = German

## Agreements

agreements-title = Agreements
agreements-sub-vendor = What partners sign, where each agreement is, and what waits for you
agreements-sub-partner = What you have signed with us, and what waits for your signature
agreements-filter = Filter agreements
agreements-any-state = Any state
agreements-group-signed = To countersign
agreements-group-open = With the partner
agreements-group-in-force = In force
agreements-group-over = Over
agreements-none = No agreements yet
agreements-none-text-vendor = An agreement appears here when an application is approved, or when you send one.
agreements-none-text-partner = Your agreement appears here as soon as we send it. You get a mail then.
agreements-none-match = No agreement matches
agreements-none-match-text = Try another state.
agreement-one = Agreement
agreement-title = Title
agreement-partner = Partner
agreement-vendor = Vendor
agreement-state = State
agreement-sent-on = Sent on
agreement-since = In force since
agreement-until = Holds until
agreement-ended = Ended on
agreement-number = Number
agreement-version = Version
agreement-version-n = Version { $no }
agreement-version-of = { $n ->
    [one] { $no } of { $n } version
   *[other] { $no } of { $n } versions
}
agreement-versions = Versions
agreement-kind = Kind
agreement-kind-program = Program agreement
agreement-kind-data-protection = Data protection agreement
agreement-kind-confidentiality = Confidentiality agreement
agreement-kind-addendum = Addendum
agreement-facts = Facts
agreement-text = Text
agreement-sub = { $number } with { $party }
agreement-governing-note = The { $language } text decides
agreement-state-sent-partner = Waits for you
agreement-state-viewed-partner = Waits for you
agreement-state-signed-partner = With us to sign
agreement-state-sent-vendor = With the partner
agreement-state-viewed-vendor = Being read
agreement-state-signed-vendor = Countersign
agreement-state-in_force = In force
agreement-state-expired = Expired
agreement-state-terminated = Ended
agreement-state-declined = Declined
agreement-state-superseded = Replaced
agreement-read-and-sign = Read and sign
agreement-pdf = Open as PDF
agreement-sign = Sign
agreement-sign-title = Sign: { $title }
agreement-sign-sub = Read the text, then sign below. { $vendor } countersigns within one business day.
agreement-sign-do = Sign the agreement
agreement-your-signature = Your signature
agreement-signer-name = Full name
agreement-signer-name-hint = Typing your name is your signature.
agreement-signer-title = Your position
agreement-draw = Draw it too
agreement-consent-2026-11 = I have read this agreement, may sign it for my company, and agree to sign electronically. My name, the time, my network address and my browser are kept as evidence.
agreement-evidence = You sign the document with this digest (SHA-256):
agreement-identified = signed-in account of the portal
agreement-party-vendor = Vendor
agreement-party-partner = Partner
agreement-method-typed = name typed
agreement-method-drawn = name typed and drawn
agreement-signatures = Signatures
agreement-signatures-none = Nobody has signed yet.
agreement-signed-for = signed for { $party }
agreement-digest = Digest of the document (SHA-256)
agreement-sealed-digest = Digest of the sealed document (SHA-256)
agreement-verify = Verify the document
agreement-waiting-vendor = You have signed
agreement-waiting-vendor-text = { $vendor } countersigns within one business day. You get a mail then, and training and core material open at once.
agreement-countersign = Countersign
agreement-countersign-text = { $partner } has signed. With your signature the agreement is in force, and the partner gets in at once.
agreement-countersign-do = Sign for the vendor
agreement-decline = Decline
agreement-decline-title = Decline: { $title }
agreement-decline-sub = { $vendor } reads your reason and gets in touch. You can sign another version later.
agreement-decline-why = What keeps you from signing?
agreement-decline-do = Decline the agreement
agreement-reason = Reason
agreement-end = End it
agreement-end-hint = The partner reads it.
agreement-end-do = End the agreement
agreement-ended-on = Ended on { $date }
agreement-send = Send an agreement
agreement-send-sub = The partner's administrators get a mail and can sign in the portal.
agreement-send-do = Send
agreement-send-hint = It replaces what holds of its kind as soon as both have signed.
agreement-template = Text
agreement-templates = Agreement texts
agreement-templates-sub = Every version stays; a new one is for new agreements
agreement-templates-none = No texts yet
agreement-templates-none-text = Write the first one. The shipped program agreement also comes with the first approval.
agreement-template-new = New text
agreement-template-new-sub = Write it in English, German or both, and say which one decides
agreement-template-next = Write the next version
agreement-template-write = Save as a new version
agreement-template-sub = { $key }, version { $no }
agreement-for = For
agreement-for-all = All partners
agreement-languages = Languages
agreement-term = Term
agreement-n-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
agreement-without-end = Without end
agreement-governs = decides
agreement-resign = Ask partners to sign this version
agreement-reach = { $n ->
    [0] Every partner with this agreement is on this version.
    [one] { $n } partner is on an older version.
   *[other] { $n } partners are on an older version.
}
agreement-resign-do = Send to them
agreement-old-version = There is a newer version
agreement-old-version-text = New agreements are made from the newest one. This one stays readable.
agreement-key = Key
agreement-key-hint = What all versions share: lower-case letters, digits and dashes.
agreement-vendor-hint = The legal name that signs.
agreement-months = Term in months
agreement-months-hint = Leave it empty for no end.
agreement-governing = Deciding language
agreement-countries = Countries
agreement-countries-hint = Two-letter codes such as { $example }. Empty is all.
agreement-types = Partner types
agreement-types-hint = None chosen is all.
agreement-variables = Filled in when it is sent: { $names }
agreement-queue-detail = { $by } has signed; countersign it
agreement-next-title = Sign: { $title }
agreement-next-reason = Training and core material open as soon as both have signed
agreement-was-sent = The agreement was sent.
agreement-was-signed = You have signed. We countersign within one business day.
agreement-was-declined = You have declined. We get in touch.
agreement-was-countersigned = The agreement is in force, and the partner is in.
agreement-was-terminated = The agreement was ended.
agreement-template-was-written = The version was saved.
agreement-version-was-sent = The version was sent to the partners.

## The public verify page

agreement-check-title = Verify an agreement
agreement-check-sub = Choose the document or paste its digest. We say whether it is genuine, and nothing more than it says itself.
agreement-check-ask = Which document?
agreement-check-file = The PDF file
agreement-check-file-hint = It is not kept.
agreement-check-digest = Or its digest
agreement-check-digest-hint = 64 signs, from its certificate page.
agreement-check-do = Verify
agreement-check-valid = This document is genuine
agreement-check-valid-text = Not one byte was changed since both sides signed.
agreement-check-parties = Parties
agreement-check-unknown = We do not know this document
agreement-check-unknown-text = It was changed after signing, is not signed by both sides, or is not ours.

## Refusals of agreements

refusal-agreement-not-now = { $state ->
    [sent] This agreement still waits for the partner.
    [viewed] This agreement still waits for the partner.
    [signed] The partner has signed already; now the vendor signs.
    [in_force] This agreement is in force already.
    [expired] This agreement has expired.
    [terminated] This agreement was ended.
    [declined] This agreement was declined.
   *[superseded] Another agreement took the place of this one.
}
refusal-agreement-document-pending = The document is being prepared. Try again in a moment.
refusal-agreement-other-document = You read another document than the one that is there now. Read it again, then sign.
refusal-agreement-no-template = No agreement text fits this partner. Write one first.
refusal-agreement-already-open = An agreement of this kind already waits with this partner.
refusal-agreement-consent = Tick this to sign.
refusal-agreement-key = Use 2 to 40 lower-case letters, digits and dashes, beginning with a letter.
refusal-agreement-months = Enter 1 to 600 months, or leave it empty.
refusal-agreement-countries = Use two-letter codes such as DE, separated by commas.
refusal-agreement-governing-text = Write the text in the deciding language.
refusal-agreement-language-twice = Give each language once.
refusal-agreement-variable = Nothing is known as { $name }. Use the names listed below the field.

## Notices about agreements

notice-agreement-sent-title = Your agreement is ready to sign
notice-agreement-sent-body = { $vendor } has sent “{ $title }” to { $partner }. Read it and sign it in the portal; it takes about ten minutes.
notice-agreement-reminder-title = Your agreement still waits for your signature
notice-agreement-reminder-body = “{ $title }” has waited since { $date }. Training and core material open as soon as both have signed.
notice-agreement-signed-title = { $partner } has signed
notice-agreement-signed-body = { $by } signed “{ $title }”. Countersign it, and the partner gets in at once.
notice-agreement-in-force-title = “{ $title }” is in force
notice-agreement-in-force-body = { $vendor } has countersigned. The sealed document with both signatures is in the portal.
notice-agreement-declined-title = { $partner } has declined
notice-agreement-declined-body = { $by } declined “{ $title }”: { $reason }
notice-agreement-terminated-title = “{ $title }” was ended
notice-agreement-terminated-body = { $vendor } has ended it: { $reason }
notice-agreement-ending-title = “{ $title }” with { $partner } ends on { $date }
notice-agreement-ending-body = It ends on { $date } unless a new one is signed before.
notice-agreement-expired-title = “{ $title }” with { $partner } has expired
notice-agreement-expired-body = It no longer holds. The partner manager arranges a new one.

## What the audit record tells

did-agreement-viewed = opened an agreement
did-agreement-signature-given = gave a signature
did-agreement-document-set = set an agreement's document
did-agreement-sealed = sealed an agreement
did-agreement-ended = ended an agreement
did-activation-started = started the activation clock
did-activation-ended = ended the activation plan
did-activation-step-handed-in = handed an activation step in
did-activation-step-taken = began to review an activation step
did-activation-step-accepted = accepted an activation step
did-activation-step-returned = sent an activation step back
did-activation-step-admitted = let an activation step begin early
did-activation-step-skipped = left an activation step out
did-activation-step-rated = rated an activation step

## Activation

activation-title = Activation
activation-sub = What to do, in order, until you can sell and earn
activation-none = No activation plan
activation-none-text = A plan appears here when your application is approved.
activation-progress = Progress
activation-percent = { $n }%
activation-next = Next: { $step }
activation-after-n = After { $n } other steps
activation-late-title = Due since { $date }
activation-blocked-you = Waits for you: { $step }
activation-to-active = Until you are active
activation-then = Then
activation-then-note = Does not hold activation up
activation-whole = See the whole plan
activation-n-more = { $n ->
    [one] { $n } more step
   *[other] { $n } more steps
}
activation-earlier = { $n ->
    [one] { $n } step before
   *[other] { $n } steps before
}
activation-prepared = The clock starts with both signatures
activation-prepared-text = You can begin with the open steps today. Due dates appear when the agreement is in force.
activation-active = Active
activation-active-text = All required steps were done on { $date }. Registering deals and earning are open.
activation-where = Where it stands
activation-clock = Clock started
activation-clock-not = With both signatures
activation-expected = Expected
activation-expected-on = Expected to be active on { $date }
activation-operational = Active since
activation-first-deal = First approved deal
activation-not-yet = Not yet
activation-manager = Your partner manager
activation-ask = Ask by mail
activation-ask-note = Answers within one business day.
activation-open-partner = Open the partner
activation-opens = Opens when you are active
activation-opens-deals = Registering deals, with protection
activation-opens-earning = Earning incentives on won deals
activation-opens-market = Campaigns and market funds
activation-blocked-partner = Waits for { $partner }: { $step }
activation-blocked-vendor = Waits for the vendor: { $step }
activation-blocked-nobody = Waits for nobody: { $step }
activation-plan-prepared = Not started
activation-plan-running = Running
activation-plan-completed = Complete
activation-plan-ended = Ended
activation-state-locked = Locked
activation-state-open = Open
activation-state-submitted = Handed in
activation-state-in-review = In review
activation-state-returned = Sent back
activation-state-done = Done
activation-state-skipped = Left out
activation-after = After: { $steps }
activation-with = With: { $owner }
activation-came-back = Sent back: { $reason }
activation-was-skipped = Left out by approval
activation-waits-document = We look at it within two business days.
activation-waits-agreement = You have signed; we countersign within one business day.
activation-waits-form = Handed in.
activation-waits-course = Seen by the system.
activation-waits-first = Seen by the system.
activation-waits-approval = With us.
activation-verb-form = Fill in
activation-verb-document = Upload
activation-verb-agreement = Read and sign
activation-verb-course = Open the course
activation-verb-first = Register a deal
activation-verb-approval = Confirm
activation-verb-again = Hand in again
activation-verb-review = Review
activation-due = by { $date }
activation-late-since = due since { $date }
activation-late-text = Tell us when something holds you up; your partner manager can help.
activation-locked = Not yet: something comes before
activation-locked-text = This step opens by itself as soon as these are done:
activation-returned = We sent this back
activation-skipped-by = Left out, approved by { $by }
activation-how = How this is done
activation-how-agreement = This step finishes by itself when both have signed.
activation-how-course = This step finishes by itself when somebody of your company passes the course.
activation-how-first = This step finishes by itself; registering deals is open once you are active.
activation-form-do = Hand in
activation-form-note = You can see what you handed in afterwards.
activation-file = Document
activation-file-hint = PDF, PNG or JPEG, up to 10 MB.
activation-file-do = Upload
activation-file-note = We look at it within two business days.
activation-uploading = Upload progress
activation-answers = What was handed in
activation-documents = Documents
activation-review = Review
activation-review-text = Does the document show what the step asks for?
activation-reason = Reason for sending it back
activation-reason-hint = Say what to change; the partner reads it.
activation-accept = Accept
activation-return = Send back
activation-take = I am looking at it
activation-approval = Your word is asked for
activation-approval-text = Confirm that this was done with { $partner }.
activation-approve = Confirm
activation-rate = One question
activation-rate-note = Voluntary
activation-rate-question = How clear was this step?
activation-rate-why = What would have made it clearer?
activation-rate-do = Send
activation-clear-1 = Not at all
activation-clear-2 = Hardly
activation-clear-3 = Partly
activation-clear-4 = Clear
activation-clear-5 = Very clear
activation-about = About this step
activation-owner = Whose
activation-due-label = Due
activation-takes = Takes
activation-required = Needed to become active
activation-required-yes = Yes
activation-required-no = No
activation-done-by = Done by
activation-why = Why
activation-proof = What counts as proof
activation-exception = Begun early by exception
activation-exceptions = Exceptions
activation-admit = Let it begin now
activation-admit-why = Why may it begin before its time?
activation-skip = Leave this step out
activation-skip-why = Why is it left out?
activation-skip-do = Leave it out
activation-logged = Your name and the reason are kept.
activation-step-done = Done. Thank you.
activation-step-handed-in = Handed in. We look at it within two business days.
activation-step-taken = You are down as the reviewer.
activation-step-accepted = Accepted.
activation-step-returned = Sent back. The partner gets your reason.
activation-step-admitted = The step may begin.
activation-step-skipped = The step was left out.
activation-step-rated = Thank you for your answer.
activation-next-reason = { $why } By { $date }.
activation-queue-kind-document = Document to review
activation-queue-kind-approval = To confirm
activation-queue-document = { $by } handed it in
activation-queue-taken = { $by } is looking at it
activation-queue-approval = Confirm that it was done
activation-templates = Activation templates
activation-templates-sub = What partners of each type are asked to do; running plans keep their version
activation-templates-none = No templates yet
activation-templates-none-text = The shipped ones come with the first approval. New versions are written over the API.
activation-template-version = version { $no } ({ $by })
activation-for-others = All other partner types
activation-kind = Kind
activation-kind-form = Form
activation-kind-document = Document
activation-kind-agreement = Agreement
activation-kind-course = Course
activation-kind-first = First
activation-kind-approval = Word of staff
activation-weight = Weight
activation-day-n = { $n ->
    [0] at once
    [one] day { $n }
   *[other] day { $n }
}

## The forms of activation

activation-field-legal-name = Legal name
activation-field-register-number = Register number
activation-field-street = Street and number
activation-field-postal-code = Postal code
activation-field-city = City
activation-field-country = Country
activation-field-tax-number = Tax number (VAT ID)
activation-field-bank-country = Country of your bank
activation-field-billing-email = E-mail for statements
activation-field-sales-name = Sales contact
activation-field-sales-email = E-mail of the sales contact
activation-field-sales-phone = Telephone of the sales contact
activation-field-technical-name = Technical contact
activation-field-technical-email = E-mail of the technical contact
activation-field-marketing-name = Marketing contact
activation-field-marketing-email = E-mail of the marketing contact
activation-field-focus = What do you want to sell first?
activation-field-target-customers = To whom?
activation-field-sellers = How many people sell it?
activation-field-engineers = How many people can install it?
activation-field-first-deals = How many deals do you expect in six months?
activation-hint-legal-name = As in the company register.
activation-hint-register-number = If your company has one.
activation-hint-tax-number = In the format of your country, such as DE123456789.
activation-hint-bank-country = We pay to an account there.
activation-hint-billing-email = Statements go there.
activation-hint-focus = Two sentences are enough.
activation-hint-target-customers = Branch, size, region.
activation-hint-first-deals = A guess is fine.

## Refusals of activation

refusal-activation-locked = Not yet. First comes: { $missing }.
refusal-activation-not-now = { $state ->
    [locked] This step is locked: others come before.
    [open] This step is open: it must be handed in first.
    [submitted] This step was handed in and waits for review.
    [in_review] This step is being reviewed.
    [returned] This step was sent back: it must be handed in again.
    [done] This step is done.
   *[skipped] This step was left out.
}
refusal-activation-other-owner = This step is for somebody with another role. Ask your partner admin.
refusal-activation-plan-over = This plan has ended.
refusal-activation-wrong-kind = { $kind ->
    [form] This step takes a filled-in form.
    [document] This step takes a document.
   *[other] This step finishes by itself; there is nothing to hand in.
}
refusal-activation-unknown-field = Send each field of this form once, and no others.
refusal-activation-phone = Enter a telephone number, like +49 30 1234567.
refusal-activation-vat = This is not a tax number of { $country }. Check it for missing digits.
refusal-activation-n-steps = A plan has 1 to 40 steps.
refusal-activation-none-required = At least one step must be required.
refusal-activation-key-twice = Another step has this key.
refusal-activation-after = Name steps that stand before this one.
refusal-activation-first-required = A first deal cannot be required: registering opens with becoming active.
refusal-activation-after-optional = A required step cannot come after an optional one.

## Notices about activation

notice-activation-started-title = Your activation has started
notice-activation-started-body = Both have signed. Training and core material are open, and your plan says what comes next and by when.
notice-activation-handed-in-title = { $partner } handed in: { $step }
notice-activation-handed-in-body = Review it within two business days. Accept it, or say what is missing.
notice-activation-returned-title = Please look again: { $step }
notice-activation-returned-body = We sent it back: { $reason }
notice-activation-approval-due-title = { $partner }: { $step }
notice-activation-approval-due-body = This step waits for your word. Confirm it when it was done.
notice-activation-done-title = { $partner } is active
notice-activation-done-body = Welcome. From now on you can register deals, earn on them, and use campaigns.
notice-activation-partner-active-title = { $partner } is active
notice-activation-partner-active-body = All required steps are done. The partner can register deals and earn.
notice-activation-handed-in-name = Documents to review
notice-activation-returned-name = Activation steps sent back

## Onboarding for staff

onboarding-title = Onboarding
onboarding-sub = Every activation plan: how far, who is next, for how long
onboarding-filter = Filter plans
onboarding-state = State
onboarding-mine = Mine
onboarding-group-open = Under way
onboarding-group-completed = Complete
onboarding-group-ended = Ended
onboarding-group-all = All
onboarding-none = Nobody is being onboarded
onboarding-none-text = A plan appears here when an application is approved.
onboarding-none-match = No plan matches
onboarding-none-match-text = Try another state, or all managers.
onboarding-waits = Waits for
onboarding-with-partner = Partner
onboarding-with-vendor = Us
onboarding-with-nobody = Nobody
onboarding-running = Running for
onboarding-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
onboarding-n-late = { $n ->
    [one] { $n } late
   *[other] { $n } late
}
onboarding-unclear = Steps that were not clear
onboarding-unclear-note = Mean below 4.0 of 5
onboarding-unclear-none = No step is below the target.
onboarding-step = Step
onboarding-clarity = Clarity
onboarding-answers = Answers
onboard-figure-in-onboarding = Partners in onboarding
onboard-figure-in-onboarding-definition = Partners whose activation plan is under way, with or without the clock running.
onboard-figure-in-onboarding-note = { $n } with the clock running
onboard-figure-time-to-activate = Time to activate
onboard-figure-time-to-activate-definition = Median days from countersignature to active, over plans completed in the last 180 days.
onboard-figure-time-to-activate-note = { $n ->
    [one] { $n } partner in 180 days
   *[other] { $n } partners in 180 days
}
onboard-figure-none = None yet
activation-to-active-of = Until { $partner } is active
activation-manager-of = Partner manager
