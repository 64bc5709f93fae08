## Requests for proposals

proposals-title = Requests for proposals
proposals-one = Request for proposals
proposals-sub = A need, the partners that qualify, their answers under seal until the deadline.
proposals-new = New request
proposals-edit = Change
proposals-filter = Filter requests
proposals-state = State
proposals-any-state = Every state
proposals-request = Request
proposals-due = Due
proposals-owner = Looks after it
proposals-none = No requests for proposals
proposals-none-text = Publish what a customer needs, and compare what the partners that qualify offer.
proposals-none-portal = When a customer needs something that you qualify for, you can answer it here.
proposals-none-match = Nothing matches
proposals-none-match-text = No request is in this state.
proposals-shown = { $n ->
    [one] { $n } request shown
   *[other] { $n } requests shown
}
proposals-state-draft = Draft
proposals-state-published = Open for answers
proposals-state-closed = To be decided
proposals-state-awarded = Awarded
proposals-state-not-awarded = Not awarded
proposals-state-withdrawn = Taken back
proposals-own-invited = Not answered yet
proposals-own-begun = Begun
proposals-own-answered = Answered
proposals-own-taken-back = Answer taken back
proposals-kind-short = Short text
proposals-kind-long = Long text
proposals-kind-number = Number
proposals-kind-money = Amount
proposals-kind-yes-no = Yes or no
proposals-kind-choice = One of several
proposals-yes = Yes
proposals-no = No
proposals-queue = Proposals to compare
proposals-act = Answer “{ $title }”
proposals-act-by = The deadline is { $when }. Answers are sealed until then.
proposals-act-verb = Answer
proposals-form-sub = Nobody but your own people sees it until you publish it.
proposals-need = What is needed
proposals-field-title = In one line
proposals-body = In detail
proposals-company = Customer
proposals-company-hint = Partners do not read the name; the one that is awarded does.
proposals-anywhere = Anywhere
proposals-place = Place
proposals-facts = At a glance
proposals-deadline = Answer by
proposals-who = Who qualifies
proposals-who-note = By the same test as lead routing
proposals-questions = Questions
proposals-questions-note = Save to get more empty lines
proposals-question = Question
proposals-question-n = Question { $n }
proposals-question-kind = How it is answered
proposals-options = Choices, separated by semicolons
proposals-required = Whether an answer is needed
proposals-required-yes = Needed
proposals-required-no = Optional
proposals-criteria = Criteria
proposals-criteria-note = By these, answers are compared
proposals-criterion = Criterion
proposals-criterion-n = Criterion { $n }
proposals-weight = Weight
proposals-show-scores = Partners read their own points
proposals-show-scores-hint = In the letter after the decision, by criterion. They never read those of others.
proposals-clocks = Clocks
proposals-answer-days = Business days to answer
proposals-answer-days-hint = Counted from publishing, by the calendar of the rules of engagement
proposals-remind-days = Remind so many days before
proposals-remind-days-hint = Who has not answered; 0 is never
proposals-decide-days = Business days to decide
proposals-currency = Currency of amounts
proposals-in-currency = In { $currency }
proposals-save = Save
proposals-cancel = Cancel
proposals-saved = Saved.
proposals-publish = Publish
proposals-published = Published. The partners that qualify are being told.
proposals-would-ask = Would be asked now
proposals-asked = Asked
proposals-asked-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
 }
proposals-asked-n = { $n ->
    [one] { $n } partner
   *[other] { $n } partners
}
proposals-asks-nobody = Nobody qualifies. Ask for less, or say what partners can take under Leads, Partners and leads.
proposals-sealed = Answers are sealed
proposals-sealed-text = Nobody at your company can read who answered, and what, before { $by }.
proposals-sealed-viewer = Who views as a partner does not read what it writes.
proposals-to-decide = Compare and decide
proposals-to-decide-text = Please decide by { $by }.
proposals-answers = Answers
proposals-no-answers = Nobody answered
proposals-no-answers-text = Decide that nobody has it, and say why.
proposals-points = Points
proposals-points-note = Averages of the reviewers, 0 to 5
proposals-points-for = Points for { $criterion }
proposals-note-for = Note on { $criterion }
proposals-no-points = No points
proposals-note = Why
proposals-review = Points for { $partner }
proposals-save-points = Save my points
proposals-points-saved = Your points are saved.
proposals-total = Total
proposals-no-total = Points are missing
proposals-open-lead = Open the lead
proposals-open-deal = Open the deal
proposals-decide = Decide
proposals-decide-title = Decide: { $title }
proposals-decide-text = The partner can make it a deal. Everybody that answered gets a letter with your reasons.
proposals-decide-lead = The partner has the lead at once. Everybody that answered gets a letter with your reasons.
proposals-to-whom = Who has it
proposals-nobody = Nobody
proposals-nobody-hint = No partner is awarded.
proposals-reason = Reasons
proposals-reason-hint = Everybody that answered reads them. Do not name others.
proposals-decided = Decided. The letters are on their way.
proposals-withdraw = Take back
proposals-withdraw-title = Take back: { $title }
proposals-withdraw-text = Partners that have begun are told why. What was answered before the deadline stays sealed for good.
proposals-withdrawn = Taken back.
proposals-answer-verb = Answer
proposals-answer-go-on = Go on with the answer
proposals-answer-change = Change the answer
proposals-answer-sub = Until { $by }; nobody else can read it before
proposals-answer-note = You can change it until the deadline.
proposals-answer-send = Hand in
proposals-answer-keep = Keep as a draft
proposals-answer-sent = Your answer is handed in.
proposals-answered-by = { $name }, { $when }
proposals-take-back = Take the answer back
proposals-answer-taken-back = Your answer is taken back. You can hand it in again until the deadline.
proposals-your-answer = Your answer
proposals-your-points = Your points
proposals-draft-saved = Draft kept at { $time }
proposals-draft-kept = The draft is kept. It is not handed in yet.
proposals-draft-stale = Somebody else has changed it. Load the page again.
proposals-draft-not-saved = Not kept: look at what is marked, or at the deadline.
proposals-make-deal = Make it a deal
proposals-deal-made = A draft of the deal is made. Complete it and hand it in.
proposals-how = How it goes
proposals-how-text = Answers are sealed until the deadline, for us too. Then we give each answer points by these criteria, decide, and tell you why. We say to nobody who else was asked or answered.
proposals-letter-awarded = It is yours
proposals-letter-awarded-text = We chose your proposal.
proposals-letter-not-awarded = Our decision
proposals-letter-not-awarded-text = We did not choose your proposal. Thank you for the work that is in it.
proposals-letter-withdrawn = The request was taken back
proposals-letter-withdrawn-text = What you answered before the deadline was read by nobody and will not be.

notice-proposal-asked-name = Requests for proposals that you qualify for
notice-proposal-asked-title = You can answer: { $title }
notice-proposal-asked-body = Answer by { $by }. Answers are sealed until then.
notice-proposal-reminder-name = Reminders of requests for proposals
notice-proposal-reminder-title = { $title }: the deadline is near
notice-proposal-reminder-body = You have not handed in an answer. You can until { $by }.
notice-proposal-awarded-name = Proposals that were chosen
notice-proposal-awarded-title = Your proposal was chosen: { $title }
notice-proposal-awarded-body = Read why, and go on from there.
notice-proposal-not-awarded-name = Proposals that were not chosen
notice-proposal-not-awarded-title = { $title } is decided
notice-proposal-not-awarded-body = Your proposal was not chosen. Read why.
notice-proposal-withdrawn-name = Requests for proposals that were taken back
notice-proposal-withdrawn-title = { $title } was taken back
notice-proposal-withdrawn-body = Read why.
notice-proposal-closed-name = Requests for proposals to decide
notice-proposal-closed-title = { $title }: answers are open
notice-proposal-closed-body = Compare them and decide by { $by }.

refusal-proposal-wrong-state = { $state ->
    [draft] It is not published yet.
    [published] Partners can still answer it.
    [closed] The time to answer is over; now it is decided.
    [withdrawn] It was taken back.
   *[other] It is decided already.
}
refusal-proposal-sealed = Answers are sealed until the deadline.
refusal-proposal-too-late = This request cannot be answered now: its deadline has passed, or it was taken back.
refusal-proposal-not-answered = There is no answer to take back.
refusal-proposal-nobody = No partner qualifies. Ask for less, or say what partners can take.
refusal-proposal-not-draft = Only a draft can be changed. Take it back and begin another.
refusal-proposal-lead-taken = A partner has this lead, or it has ended.
refusal-proposal-partner-not-active = This partner is not active.
refusal-proposal-no-deal = There is nothing here to make a deal of.
refusal-proposal-options = Name two to twenty choices, separated by semicolons.

did-proposals-drafted = began a request for proposals
did-proposals-changed = changed a request for proposals
did-proposals-requested = published a request for proposals
did-proposals-reminded = reminded of a request for proposals
did-proposals-closed = closed a request for proposals
did-proposals-decided = decided a request for proposals
did-proposals-taken-up = made a proposal a deal
did-proposal-kept = kept a draft of an answer to a request for proposals
did-proposal-answered = answered a request for proposals
did-proposal-taken-back = took an answer to a request back
did-proposal-reviewed = gave points to a proposal
