## Signing in

sign-in-title = Sign in
sign-in-heading = Sign in to { $brand }
sign-in-sub = Use the address your invitation came to.
sign-in-password = Password
sign-in-go = Sign in
sign-in-forgot = Forgot your password?
sign-in-personas = Look around as
sign-in-personas-text = This is a demo with invented people. Choose one to see what they see.
sign-out = Sign out
signed-out = You are signed out.
signed-out-everywhere = You are signed out everywhere.
refusal-sign-in-refused = This address and password do not fit together. Check both, or set a new password.
refusal-sign-in-too-often = { $minutes ->
    [one] Too many tries. Wait a minute, then try again.
   *[other] Too many tries. Wait { $minutes } minutes, then try again.
}
refusal-sign-in-step-over = This took too long. Sign in with your password again.

second-step-title = Enter your code
second-step-sub = Your account asks for a second step.
second-step-code = Code
second-step-hint = Six digits from your authenticator app, or one of your recovery codes.
second-step-go = Go on
refusal-second-factor-code = This code does not fit. Enter the code that the app shows now, or an unused recovery code.

## Links

invitation-title = Welcome
invitation-sub = { $org } invited { $email }. Check your name and choose a password.
invitation-go = Start
refusal-link-over = This link was used already or is too old. Ask for a new one.

forgot-title = Forgot your password?
forgot-sub = Enter your address. If it has an account, we send a link to set a new password.
forgot-go = Send the link
forgot-sent = Look at your mail
forgot-sent-text = If the address has an account, a link is on its way. It holds for one hour.

reset-title = Set a new password
reset-sub = You are signed out everywhere once it is set.
reset-go = Set password
reset-done = Your password is set. Sign in with it.

email-confirm-title = Is this your new address?
email-confirm-sub = From now on you sign in with it, and mail goes there.
email-confirm-go = Use this address
email-confirmed = Your address is changed.

setup-title = Set up this portal
setup-sub = You become its owner, who may do everything and invites the others.
setup-go = Become the owner

## Passwords

password-new = New password
password-again = New password again
password-current = Current password
password-hint = At least 12 characters. A few words that do not belong together are good.
refusal-password-guessable = This password is easy to guess or known from leaks. Try a few words that do not belong together.
refusal-password-differs = The two do not match. Type the same password twice.
refusal-password-wrong = This is not your current password.
refusal-characters = This holds characters that cannot be stored.

## The account page

account-title = Your account
account-sub = { $email } · { $roles }
account-profile = Profile
account-org = You belong to { $org }.
own-profile-save = Save profile
own-profile-saved = Your profile is saved.
account-security = Security and mail
account-manage = Manage
account-notices = Mail settings
account-notices-text = Which notices also come by mail, and when.
account-sessions = Signed in
account-password = Password
account-password-change = Change password
account-password-changed = Your password is changed. You are signed out everywhere else.
account-email = E-mail address
account-email-now = Now it is { $email }. We send a link to the new address; the change holds once you open it.
account-email-new = New address
account-email-change = Send the link
account-email-asked = Look at the mail of your new address.

session-about = { $address } · { $seen }
session-unknown = Unknown browser
session-current = This browser
session-end = Sign out
session-ended = That browser is signed out.
session-end-all = Sign out everywhere
session-end-all-hint = Also here.

second-factor-title = Two-step sign-in
second-factor-sub = A code from an app on your phone, besides your password.
second-factor-on = Two-step sign-in is on.
second-factor-off = Two-step sign-in is off.
second-factor-left = { $n ->
    [one] You have one unused recovery code.
   *[other] You have { $n } unused recovery codes.
}
second-factor-enroll = Turn it on
second-factor-step-app = Open an authenticator app on your phone.
second-factor-step-scan = Scan the square, or type the key below it.
second-factor-step-code = Enter the six digits that the app shows.
second-factor-drawing = Square code for authenticator apps. The key is below it as text.
second-factor-spelled = Key
second-factor-start = Turn on
second-factor-change = Change it
second-factor-change-hint = So that nobody else changes it at your open browser.
second-factor-renew = New recovery codes
second-factor-end = Turn off
second-factor-ended = Two-step sign-in is off.

recovery-title = Recovery codes
recovery-sub = Two-step sign-in is on. Keep these codes apart from your phone: each lets you in once. They are not shown again.
recovery-done = I have kept them

tokens-title = Access tokens
tokens-sub = Lend some of your rights to your own programs.
tokens-yours = Your tokens
tokens-none = No tokens yet
tokens-none-text = Make one to connect your CRM or a script to the API.
token-new = New token
token-name = Name
token-name-hint = What will use it, such as the CRM connector.
token-life = Holds for
token-days = { $n ->
    [one] One day
   *[other] { $n } days
}
token-scopes = It may
token-scopes-hint = Choose as little as it needs.
token-make = Make token
token-made = Your token
token-made-text = Copy it now. It is not shown again.
token-secret = Token
token-end = End
token-ended = The token is no longer accepted.
token-used = Used { $when }
token-unused = Not used yet
token-ends = Ends { $when }
token-endless = Does not end
token-over = Ended
refusal-token-scope = A token cannot lend more than it was lent.
refusal-token-expiry = It must end after now and within { $days } days.

## People

person-name = Name
person-email = E-mail address
person-org = Organization
person-language = Language
person-zone = Time zone
person-theme = Look
person-roles = Roles
person-state = State
person-seen = Last here
person-since = Known since
person-who = Who
person-may = What they may do
person-about = About
theme-system = As the device
theme-light = Light
theme-dark = Dark

users-title = Users
users-sub = The people of the vendor, and what they may do.
users-new-title = Invite a colleague
users-filter = Filter people
users-search = Name or address
users-any-role = Any role
users-any-state = Any state
users-none = Nobody here yet
users-none-text = Invite people; they get a mail with a link to choose a password.
users-none-match = Nobody matches
users-none-match-text = Try fewer filters.
members-title = Team
members-sub = The people of your organization in this program.
members-new-title = Invite a member

user-invite = Invite
user-invite-again = Send invitation again
user-invited = The invitation is on its way.
user-state-invited = Invited
user-state-active = Active
user-state-suspended = Suspended
user-state-removed = Removed
user-never-seen = Not yet
user-own = This is you
user-own-text = Somebody else has to change your roles or your access.
user-roles-hint = They are signed out, so that the new roles hold at once.
user-roles-save = Save roles
user-roles-saved = The roles are saved.
user-access = Access
user-sessions-end = Sign out everywhere
user-sessions-end-text = They have to sign in again in every browser.
user-sessions-ended = They are signed out everywhere.
user-factor-end = Turn off two-step sign-in
user-factor-end-text = For somebody who lost phone and recovery codes. Make sure that it is them who ask.
user-factor-ended = Two-step sign-in is off for them.
user-suspend = Suspend
user-suspend-text = They cannot sign in, and their tokens end, until you let them back in.
user-suspended = They can no longer sign in.
user-resume = Let back in
user-resume-text = They can sign in again. Tokens stay ended.
user-resumed = They can sign in again.
user-remove = Remove
user-remove-text = { $name } loses access for good. What they did stays on record under their name.
user-remove-go = Remove for good
user-removed = The person is removed.
invite-sub = They will belong to { $org }.
invite-sub-plain = They are the first people of this partner.
invite-note = The link in the mail holds for seven days.
invite-go = Send invitation
refusal-user-email-unavailable = This address cannot be invited. Check it, or ask us.
refusal-user-partner-needed = Say which partner the person belongs to.
refusal-user-yourself = You cannot change your own roles or access. Ask another administrator.
refusal-user-last-owner = This is the last owner. Make somebody else an owner first.
refusal-user-state = That does not fit the state they are in. Look at the page again.

## Roles

role-owner = Owner
role-owner-hint = Everything, including users and settings
role-partner-ops = Partner operations
role-partner-ops-hint = Programs, partners, applications, jobs
role-channel-manager = Channel manager
role-channel-manager-hint = Looks after partners and their deals
role-enablement-manager = Enablement manager
role-enablement-manager-hint = Courses and certificates
role-channel-marketing = Channel marketing
role-channel-marketing-hint = Campaigns and funds
role-services-lead = Services lead
role-services-lead-hint = Delivery and experts
role-partner-finance = Partner finance
role-partner-finance-hint = Plans, statements, payouts
role-support = Support
role-support-hint = Helps partners, sees what they see
role-auditor = Auditor
role-auditor-hint = Reads everything, changes nothing
role-partner-admin = Partner admin
role-partner-admin-hint = Signs agreements, invites people
role-sales = Sales
role-sales-hint = Registers deals, works leads
role-technical = Technical
role-technical-hint = Learns, connects systems
role-marketing = Marketing
role-marketing-hint = Campaigns and content
role-finance = Finance
role-finance-hint = Earnings and statements
role-executive = Executive
role-executive-hint = Sees how the business goes

## Mails

notice-account-invited-title = { $org } invites you to { $vendor }'s partner portal
notice-account-invited-body = Choose a password to start. The link holds for seven days.
notice-account-reset-title = Set a new password
notice-account-reset-body = Somebody, probably you, asked for a new password. The link holds for one hour. If it was not you, do nothing.
notice-account-email-confirm-title = Confirm your new address
notice-account-email-confirm-body = Open the link to use this address from now on. It holds for a day.
notice-account-email-changed-title = Your address was changed
notice-account-email-changed-body = You now sign in with { $email }. If that was not you, tell the person who runs this portal at once.
notice-account-password-changed-title = Your password was changed
notice-account-password-changed-body = If that was not you, set a new password and tell the person who runs this portal at once.
person-factor-on = On
person-factor-off = Off
