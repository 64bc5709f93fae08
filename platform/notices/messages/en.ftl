## The inbox

notices-title = Notices
notices-sub = What has happened that concerns you.
notices-settings = Mail settings
notices-read-all = Mark all as read
notices-all-read = All notices are marked as read.
notices-show = Show
notices-show-all = All
notices-show-unread = Unread
notices-new = New
notices-none = No notices yet
notices-none-text = When something happens that concerns you, it appears here and, if you want, in your mail.
notices-none-unread = Nothing unread
notices-none-unread-text = You have seen everything.

## When mail is sent

notices-settings-sub = Notices are always here. Choose when you also want them by mail.
notices-settings-mail = Mail
notices-topic-other = Everything else
notices-topic-other-hint = All topics without a line of their own.
notices-timing-now = At once
notices-timing-daily = Once a day
notices-timing-never = Never
notices-always = Some mail is always sent
notices-always-text = Mail about signing in, applications and agreements comes at once, because you or we need it to go on.
notices-save = Save settings
notices-saved = Your settings are saved.

unsubscribe-title = Stop this mail?
unsubscribe-text = You will no longer get mail about this topic. The notices stay in the portal.
unsubscribe-now = Stop this mail
unsubscribe-done = You will not get this mail again
unsubscribe-done-text = You still find the notices in the portal, and can change your mind there.

## The text of every mail

mail-greeting = Hello { $name },
mail-greeting-plain = Hello,
mail-open = Open
mail-foot = { $brand } wrote this to { $address }.
mail-unsubscribe = Stop mail about this topic
mail-settings = All mail settings

notice-notices-digest-title = { $n ->
    [one] One notice from { $vendor }
   *[other] { $n } notices from { $vendor }
}

## The outbox

mail-title = Mail
mail-sub = Every mail that left, waits or failed.
mail-no-server = No mail server is set up
mail-no-server-text = Mails are kept here instead of being sent. Set the address of a mail server to send them.
mail-filter = Filter mails
mail-state = State
mail-state-any = Any state
mail-state-queued = Waiting
mail-state-sent = Sent
mail-state-kept = Kept
mail-state-failed = Failed
mail-none = No mail yet
mail-none-text = Invitations, notices and digests appear here as soon as there are any.
mail-none-match = No mail in this state
mail-none-match-text = Choose another state, or look at all of them.
mail-subject = Subject
mail-to = To
mail-name = Name
mail-topic = Topic
mail-at = Written
mail-attempts = Attempts
mail-about = About this mail
mail-text-part = Text
mail-html-part = HTML source
mail-html-show = Show the source
mail-no-text = No text to show
mail-no-text-text = It is not written yet, or it held a link for signing in and was forgotten once it was sent.
mail-error = The last attempt failed
mail-retry = Try again
mail-queued-again = The mail waits to be sent again.
refusal-mail-not-failed = Only a mail that failed can be tried again.
