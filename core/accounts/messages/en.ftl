## Accounts

accounts-title = Accounts
accounts-sub = The companies that buy in the end. Partners never see this list.
accounts-filter = Filter accounts
accounts-search = Company or domain
accounts-any-country = Every country
accounts-any-industry = Every industry
accounts-none = No accounts yet
accounts-none-text = Import a list from your CRM, or add a company by hand. Deal registrations are checked against this list.
accounts-none-ask = Partner operations can import them. Deal registrations are checked against this list.
accounts-none-match = No account matches
accounts-none-match-text = Try the beginning of the name, or fewer filters.
account-one = Account
account-add = Add an account
account-add-sub = We first look whether the company is known already.
account-add-anyway = Add it anyway
account-added = The account is added.
account-edit = Edit account
account-save = Save
account-saved = The account is saved.
account-cancel = Cancel
account-company = Company
account-address = Address
account-registers = Registers
account-registers-note = These tell companies of one name apart
account-with-us = With us
account-name = Company
account-legal-name = Registered name
account-domain = Domain
account-domain-hint = Its web address, like company.com
account-domains = Further domains
account-domains-hint = Separate them with commas
account-phone = Phone
account-street = Street and number
account-city = City
account-region = State or region
account-postal = Postal code
account-country = Country
account-industry = Industry
account-employees = Employees
account-revenue = Annual revenue
account-isin = ISIN
account-ticker = Ticker
account-vat = VAT number
account-duns = D-U-N-S number
account-lei = LEI
account-registration = Registration number
account-stage = Stage
account-owner = Owner
account-place = Place
account-facts = What we know
account-facts-none = Only the name so far.
account-sources = Where it came from
account-origin = Origin
account-origin-manual = Added by hand
account-origin-import = Import
account-origin-deal = Deal registration
account-origin-lead = Lead
account-origin-api = API
account-origin-crm = CRM
account-external = Known elsewhere as
account-import = Import
account-import-open = Open
account-created-at = Added
account-updated-at = Last change
account-activity = Activity
account-activity-none = Nothing has been done to it yet.
account-did-create = added the account
account-did-change = changed: { $fields }
account-did-pair-same = said that it is the same as another account
account-did-pair-different = said that it is not the same as another account
account-did-pair-open = left open whether it is the same as another account
account-doubles = Possible duplicates
account-doubles-note = With what speaks for and against
account-doubles-none = No other account looks like this one
account-doubles-none-text = New accounts are compared as they come in.
account-verdict-same = Same company
account-verdict-likely = Perhaps the same
account-said-same = Said to be the same
account-said-different = Said to be different
account-said-by = { $who } said so on { $when }.
account-not-same = Not the same
account-is-same = The same
account-judge-again = Leave it open again
account-pair-saved = Noted. It stands above the score.
account-speaks-for = For:
account-speaks-against = Against:
account-known-title = This company may be known already
account-known-text = Look before you add it a second time.

## Evidence

evidence-name-exact = Same name
evidence-name-same-after-legal-form = Same name, apart from the legal form
evidence-name-same-words = Same words in another order
evidence-name-spelling = Same name, spelled differently
evidence-name-descriptor = Same name, apart from a describing word
evidence-name-place-added = Same name, with a place added
evidence-name-place-suffix = Same name, with a place at its end
evidence-name-acronym = One name abbreviates the other
evidence-name-acronym-short = One name may abbreviate the other
evidence-name-other-descriptor = Same name with another describing word
evidence-name-contained = One name is part of the other
evidence-name-similar = Similar names
evidence-name-partly = Names that partly agree
evidence-name-other-place = Names with different places
evidence-name-other-number = Names with different numbers
evidence-name-different = Different names
evidence-domain-same = Same domain
evidence-domain-same-label = Same domain under another ending
evidence-domain-fits-name = The domain fits the name
evidence-domain-different = Different domains
evidence-email-same = Same email address
evidence-email-different = Different email addresses
evidence-phone-same = Same phone number
evidence-phone-near = Phone numbers that differ in one digit
evidence-phone-same-exchange = Phone numbers of one exchange
evidence-phone-different = Different phone numbers
evidence-address-same = Same address
evidence-address-street-only = Same street
evidence-address-partly = Addresses that partly agree
evidence-address-other-number = Same street, another number
evidence-address-different = Different addresses
evidence-city-same = Same city
evidence-city-near = Nearly the same city
evidence-city-different = Different cities
evidence-region-same = Same region
evidence-region-different = Different regions
evidence-postal-same = Same postal code
evidence-postal-near = Nearly the same postal code
evidence-postal-different = Different postal codes
evidence-country-same = Same country
evidence-country-different = Different countries
evidence-identifier-same = Same number in a register
evidence-identifier-different = Different numbers in a register
evidence-parent-same = Same parent company
evidence-parent-different = Different parent companies

## Imports

imports-title = Imports
imports-sub = Lists of companies from a CRM or a spreadsheet.
imports-none = Nothing imported yet
imports-none-text = Take the company export of your CRM as it is. Nothing is written before you have seen what would happen.
imports-none-ask = Partner operations can import lists of companies.
import-new = Import accounts
import-new-sub = Nothing is written before you have seen what would happen.
import-upload = Upload
import-file = File
import-file-hint = A CSV file, up to 64 MB, with the names of the columns in its first row.
import-layout = Where it comes from
import-layout-hint = We recognize the exports of HubSpot and Salesforce; you can change every column.
import-layout-auto = Find out
import-layout-hubspot = HubSpot
import-layout-salesforce = Salesforce
import-layout-other = Another file
import-currency = Currency of amounts
import-currency-hint = For amounts that do not say theirs.
import-next = What happens next
import-step-upload = You upload the file
import-step-mapping = You look at what each column is taken as
import-step-mapping-text = We guess from the headers and show what stands below them.
import-step-check = We read every row
import-step-check-text = You see what would be new, what would change, and each row that cannot be read, with the reason.
import-step-run = You import the good rows
import-step-run-text = It can be undone afterwards, except for what somebody has changed since.
import-mapping = What is in the columns?
import-mapping-note = Columns without a choice are left out
import-about = { $layout }, { $encoding }, columns separated by { $delimiter }
import-tab = tab
import-columns = Columns
import-column = Column
import-column-n = Column { $n }
import-samples = First rows
import-taken-as = Taken as
import-not-taken = Not imported
import-amounts = Amounts
import-check = Check the file
import-check-note = Reads every row and writes nothing.
import-target-external-id = Key in that system
import-target-currency = Currency of the revenue
import-state = State
import-state-mapping = Waits for its columns
import-state-checking = Reading rows
import-state-checked = Checked
import-state-refused = Stopped
import-state-running = Writing rows
import-state-done = Done
import-state-undoing = Being undone
import-state-undone = Undone
import-state-failed = Failed
import-sub = Begun by { $who } on { $when }
import-begun = Begun
import-rows = Rows
import-row = Row
import-row-n = Row { $n }
import-value = Value
import-reason = What is wrong, what to do
import-created = New
import-updated = Changed
import-unchanged = Unchanged
import-rejected = Rejected
import-would-create = Would be new
import-would-update = Would change
import-of-rows = { $n ->
    [one] of { $n } row
   *[other] of { $n } rows
}
import-busy-text = You can leave this page; it goes on without you.
import-rows-read = { $n ->
    [one] { $n } row read
   *[other] { $n } rows read
}
import-look-again = Look again
import-bad-rows = { $n ->
    [one] { $n } row cannot be read
   *[other] { $n } rows cannot be read
}
import-bad-rows-text = Import the good rows now and mend the others in the errors file, or mend the file and begin again.
import-all-good = Every row can be read
import-all-good-text = Nothing is written yet.
import-stopped = { $n ->
    [one] Nothing was written, because { $n } row cannot be read
   *[other] Nothing was written, because { $n } rows cannot be read
}
import-stopped-text = Mend the rows and import the file again, or import only the good rows.
import-failed = The import broke
import-again = Go on
import-run = { $n ->
    [one] Import { $n } row
   *[other] Import { $n } rows
}
import-run-good = { $n ->
    [one] Import the { $n } good row
   *[other] Import the { $n } good rows
}
import-remap = Change the columns
import-left-out = Not imported: { $columns }
import-would-double = { $n ->
    [one] { $n } new account may be one that is there already.
   *[other] { $n } new accounts may be ones that are there already.
}
import-rejected-rows = Rows that cannot be read
import-errors-file = Errors file
import-more-rejected = The errors file has all of them.
import-doubles = { $n ->
    [one] { $n } possible duplicate
   *[other] { $n } possible duplicates
}
import-doubles-note = They are listed, not merged
import-double-new = New account
import-double-other = May be the same as
import-verdict = Verdict
import-undo = Undo
import-undo-ask = Undo the import of { $file }?
import-undo-text = New accounts are removed and changed fields get their values of before. What somebody has changed or uses since stays.
import-undo-counts = It made { $created ->
        [one] { $created } account
       *[other] { $created } accounts
    } and changed { $updated }.
import-undo-do = Undo the import
import-undo-keep = Keep it
import-undo-begun = The import is being undone.
import-undone = { $n ->
    [one] { $n } account set back
   *[other] { $n } accounts set back
}
import-undone-kept = { $n ->
    [0] Nothing had been changed since.
    [one] { $n } account stays, because somebody has changed or uses it.
   *[other] { $n } accounts stay, because somebody has changed or uses them.
}
import-kept = Accounts that stay
import-kept-note = Changed or in use since the import

## Refusals

refusal-account-control = There is a character in it that cannot be kept. Type it again.
refusal-account-domain = This is no web address. Write it like company.com, or leave it out.
refusal-account-country = Choose a country by its two-letter code, like DE.
refusal-account-employees = Enter a whole number of people.
refusal-account-amount-range = This is more than a company can take, or less than nothing.
refusal-account-too-many = { $max ->
    [one] Keep it to { $max }.
   *[other] Keep it to { $max }.
}
refusal-account-isin = This is no ISIN: twelve characters, the last of which checks the others.
refusal-account-lei = This is no LEI: twenty characters, the last two of which check the others.
refusal-account-duns = A D-U-N-S number has nine digits.
refusal-account-vat = This is no VAT number. Write it with its country, like DE123456789.
refusal-account-ticker = Write the short name at the exchange, at most 20 characters.
refusal-account-registration = Write the number as the register has it, at most 60 characters.
refusal-account-external-taken = Another account has this key already.
refusal-account-external-source = Name the other system in lower case, like netsuite.
refusal-account-external-id = Give the key in the other system, at most 100 characters.
refusal-account-search = Search for at most 200 characters.
refusal-account-same-pair = An account is always the same as itself. Choose two.
refusal-account-judgment = Say whether they are the same, or leave it open.
refusal-import-empty = The file is empty. Choose another.
refusal-import-no-rows = The file has a header and no rows. Choose another.
refusal-import-file-encoding = The file is not a text in UTF-8 or Windows-1252. Save it as "CSV UTF-8" and try again.
refusal-import-columns = The file has more than { $max } columns. Leave out those that are not needed.
refusal-import-layout = These are not the columns of an export from { $layout }: { $missing } is missing. Choose another origin.
refusal-import-no-name = No column holds the company's name. Choose the one that does.
refusal-import-twice = Two columns are taken as { $target }. Leave one of them out.
refusal-import-mapping = The choice of columns does not fit the file. Choose again.
refusal-import-moved = The import has moved on in the meantime. Look at where it is now.
refusal-import-rejected = Some rows cannot be read. Say that the good rows are to be imported without them.
refusal-import-quote = A quotation mark opens in this row and never closes, so this row and all after it cannot be told apart. Close it.
refusal-import-cells = This row has { $n } cells, the header has { $expected }. Look for a missing quotation mark or a separator too many.
refusal-import-cell-encoding = Letters in this cell are broken. Save the file as "CSV UTF-8" and try again.
refusal-import-repeated = Row { $row } is about the same company. Keep one of them.
refusal-import-country = This is no country that we know, or it could be two. Write its name or its two-letter code.
refusal-import-number = Write a whole number alone, like 6000; no year, no words.
refusal-import-amount = Write an amount alone, like 1990000000 or EUR 1,990,000,000; no words, no year.
refusal-import-currency = Write the currency as a code of three letters, like EUR.

## Countries that many lists have

country-ar = Argentina
country-at = Austria
country-au = Australia
country-be = Belgium
country-br = Brazil
country-ca = Canada
country-ch = Switzerland
country-cn = China
country-cz = Czechia
country-de = Germany
country-dk = Denmark
country-es = Spain
country-fi = Finland
country-fr = France
country-gb = United Kingdom
country-gr = Greece
country-hk = Hong Kong
country-hu = Hungary
country-ie = Ireland
country-il = Israel
country-in = India
country-it = Italy
country-jp = Japan
country-kr = South Korea
country-lu = Luxembourg
country-mx = Mexico
country-nl = Netherlands
country-no = Norway
country-nz = New Zealand
country-pl = Poland
country-pt = Portugal
country-ro = Romania
country-ru = Russia
country-se = Sweden
country-sg = Singapore
country-tr = Türkiye
country-tw = Taiwan
country-ua = Ukraine
country-us = United States
country-za = South Africa

## Coverage

coverage-title = Coverage
coverage-sub = Who serves which accounts. Deal registrations obey it; partners never see it.
coverage-begin = Change the plan
coverage-open-draft = Open the draft
coverage-draft = Draft
coverage-draft-n = Draft of version { $n }
coverage-draft-begun = { $who } began it on { $when }
coverage-draft-waits = A draft is being worked on
coverage-draft-ready = The draft is yours to change. Nothing is in force before you publish it.
coverage-none = No plan is in force
coverage-none-text = Every account is open to whoever comes first. Begin a plan to say who serves whom.
coverage-none-ask = Every account is open to whoever comes first. Partner operations can begin a plan.
coverage-version = Version { $n }
coverage-in-force = In force
coverage-former = Former
coverage-since = Since { $when }, by { $who }
coverage-versions = Versions
coverage-versions-none = None yet
coverage-how = How it decides
coverage-how-text = A named account goes before every rule. Among the rules, the first that holds decides. What is not known about an account fits no rule.
coverage-rules = Rules
coverage-rules-note = The first that holds decides
coverage-rules-none = No rules yet
coverage-rules-none-text = Until there are some, what holds otherwise holds for every account that is not named.
coverage-rule = Rule
coverage-rule-sub = Which accounts, and who serves them
coverage-rule-add = Add a rule
coverage-rule-edit = Edit
coverage-rule-saved = The draft is saved.
coverage-rule-moved = The rule is moved.
coverage-rule-removed = The rule is out of the draft.
coverage-rule-name = Name
coverage-rule-name-hint = What people call it, like Large customers in the Nordics
coverage-up = Up
coverage-down = Down
coverage-remove = Remove
coverage-otherwise = All other accounts
coverage-otherwise-sub = Who serves the accounts that are not named and that no rule is about
coverage-always = Every account
coverage-or = or
coverage-clause = { $what } { $how } { $values }
coverage-from-until = From { $from } until { $until }
coverage-from = From { $from }
coverage-until = Until { $until }
coverage-conditions = Which accounts
coverage-how-written = How the condition is written
coverage-by-clauses = By clauses
coverage-by-clauses-hint = Choose from lists
coverage-by-expression = As an expression
coverage-by-expression-hint = For conditions within conditions
coverage-join = How clauses are joined
coverage-join-all = All of these hold
coverage-join-any = One of these is enough
coverage-clause-variable = Clause { $n }: what
coverage-clause-operator = Clause { $n }: how
coverage-clause-value = Clause { $n }: values
coverage-clauses-hint = Separate several values with commas. Countries by name or two-letter code. No clause means every account.
coverage-expression = Expression
coverage-expression-hint = Used when the condition is written as an expression
coverage-variables = What a condition may ask
coverage-variable = Variable
coverage-meaning = Meaning
coverage-kind = Kind
coverage-var-revenue = Revenue, in whole units of its currency
coverage-var-currency = Currency of the revenue
coverage-var-source = System it came from
coverage-served = Who serves them
coverage-way = Served
coverage-way-direct = Direct
coverage-way-direct-hint = By us alone; registrations go to a person
coverage-way-partner-led = Partner-led
coverage-way-partner-led-hint = By the partners below, or by any if none is named
coverage-way-co-sell = Co-sell
coverage-way-co-sell-hint = By us together with the partners below
coverage-way-open = Open
coverage-way-open-hint = By whoever registers first
coverage-any-partner = Any partner
coverage-partners = Partners
coverage-partners-hint = By their names in the directory, one on a line
coverage-segment = Segment
coverage-territory = Territory
coverage-owner = Looked after by
coverage-valid-from = Holds from
coverage-valid-until = Holds until
coverage-save = Save
coverage-cancel = Cancel
coverage-account = Account
coverage-names = Named accounts
coverage-names-n = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
coverage-names-none = No account is named
coverage-names-none-text = Rules alone decide.
coverage-names-how = Open an account and choose “Name who serves it”.
coverage-names-find = Find an account
coverage-name = Named account
coverage-name-of = Who serves { $name }
coverage-name-sub = This goes before every rule, once the draft is published
coverage-name-this = Name who serves it
coverage-named = The account is named in the draft.
coverage-unname = Take it out
coverage-unnamed = The account is no longer named in the draft.
coverage-note = Why
coverage-note-hint = For your colleagues, like Framework contract since 2024
coverage-what-if = What would change
coverage-what-if-text = Count how many accounts would be served another way, and how much open pipeline they carry.
coverage-what-if-none = No account changes.
coverage-count = Count
coverage-counting = Counting, begun { $when }
coverage-counting-begun = It is being counted.
coverage-counted = { $n } accounts, counted on { $when }
coverage-outdated = The draft has changed since. Count again.
coverage-accounts-n = Accounts: { $n }
coverage-pipeline = Open pipeline: { $sum }
coverage-publish = Put it in force
coverage-publish-do = Publish
coverage-published = The plan is in force.
coverage-reason = Reason
coverage-reason-hint = It stays with the version for good
coverage-discard = Throw it away
coverage-discard-text = The plan in force stays as it is.
coverage-discard-do = Discard the draft
coverage-discarded = The draft is gone. The plan in force is unchanged.
account-did-coverage-named = named who serves it, in a draft of the coverage plan
account-did-coverage-unnamed = took it out of a draft of the coverage plan
coverage-card = Who serves it
coverage-why = Why
coverage-here = here:
coverage-by-no-plan = No coverage plan is in force
coverage-by-name = Named in version { $version } of the plan
coverage-by-rule = By the rule “{ $rule }” of version { $version }
coverage-by-otherwise = No name and no rule of version { $version } is about it
coverage-the-name = Named account
coverage-decided = decided
coverage-does-not-fit = does not fit
coverage-not-yet = does not hold yet
coverage-ended = does not hold any more
refusal-coverage-no-partners-here = Partners are named only where partners serve. Take them out, or choose another way.
refusal-coverage-co-sell-partners = Name at least one partner to sell together with.
refusal-coverage-too-many-partners = { $max } partners are the most. For more, leave the list empty: then any partner may.
refusal-coverage-too-many-rules = 200 rules are the most. Join some of them, or name accounts instead.
refusal-coverage-ends-before = It ends before it begins. Choose a later day.
refusal-coverage-partner-unknown = One of these partners is not in the directory.
refusal-coverage-partner-named = “{ $name }” is not the name of one partner. Write it as in the directory, or give the partner’s id.
refusal-coverage-owner-unknown = Choose somebody of the vendor.
refusal-coverage-rule-twice = Two rules have the same id. Leave it out for a new rule.
coverage-import = Import named accounts
coverage-import-sub = A file with one account a row; it goes into the draft
coverage-imported = The accounts are named in the draft.
coverage-import-file = File
coverage-import-file-hint = CSV in UTF-8, at most 4 MB and 20,000 rows
coverage-import-do = Import
coverage-import-columns = Columns
coverage-import-row = Row
coverage-import-column = Column
coverage-import-why = What is wrong
coverage-import-line = Line { $n }
coverage-import-problems = Rows that were not taken
coverage-import-some = Accounts named in the draft: { $good }. Rows left out: { $bad }.
coverage-import-none = Nothing was written. Rows that can be taken: { $good }. Rows that cannot: { $bad }.
coverage-import-rest = Mend the rows below and import them by themselves.
coverage-import-mend = Mend the file and import it again, or say that the good rows are to be kept.
coverage-import-left = These rows, each with its reason at the end
coverage-import-left-hint = Copy them into a file of their own, under the header of yours
coverage-keep-good = Keep the good rows
coverage-keep-good-hint = Otherwise one bad row keeps the whole file out
coverage-column-account = The account’s id; or leave it out and give the domain or the name
coverage-column-domain = The account’s main domain, if only one account has it
coverage-column-name = The account’s name, if only one account has it
coverage-column-way = direct, partner-led, co-sell or open
coverage-column-partners = Partners by name or id, separated by |
coverage-column-segment = Segment
coverage-column-territory = Territory
coverage-column-owner = The mail address of the person of the vendor who looks after it
coverage-column-from = The first day, like 2027-01-01
coverage-column-until = The last day, like 2027-12-31
coverage-column-note = Why it is named
refusal-coverage-file-missing = Choose a file.
refusal-coverage-file-size = The file is larger than 4 MB. Split it.
refusal-coverage-file-encoding = The file is not a text in UTF-8. Save it as “CSV UTF-8” and try again.
refusal-coverage-file-read = The file cannot be read as CSV. Look for a quotation mark that is not closed.
refusal-coverage-file-columns = The first row must name the columns: way, and account, domain or name.
refusal-coverage-file-column = Nobody knows the column “{ $column }”. Take it out, or call it as in the list below.
refusal-coverage-file-rows = { $max } rows are the most. Split the file.
refusal-coverage-file-empty = The file has no rows. Choose another.
refusal-coverage-cell-long = The cell is too long. Shorten it.
refusal-coverage-row-unknown = No account is found by this. Add the account first, or mend the cell.
refusal-coverage-row-several = Several accounts fit. Give the account’s id.
refusal-coverage-row-nobody = The row does not say which account it is. Give its id, domain or name.
refusal-coverage-row-twice = An earlier row is about the same account. Keep one of them.
refusal-coverage-row-way = Write direct, partner-led, co-sell or open.
refusal-coverage-row-day = Write a day like 2027-01-31.
coverage-past = Who served it before
coverage-past-sub = By the plan that was in force and what was known of the account then
coverage-past-since = Since { $when }
refusal-coverage-at = Give a moment since the account is here, and not one to come.
notice-coverage-partner-won-name = Accounts that you serve
notice-coverage-partner-won-title = { $n ->
    [one] You serve an account from now on
   *[other] You serve { $n } more accounts from now on
}
notice-coverage-partner-won-body = { $some }. Register what you sell there as usual.
notice-coverage-partner-lost-title = { $n ->
    [one] An account is served otherwise from now on
   *[other] { $n } accounts are served otherwise from now on
}
notice-coverage-partner-lost-body = { $some }. What is protected for you stays protected.
notice-coverage-owner-won-title = { $n ->
    [one] You look after an account from now on
   *[other] You look after { $n } more accounts from now on
}
notice-coverage-owner-won-body = { $some }. Their pages say by which rule.
notice-coverage-owner-lost-title = { $n ->
    [one] An account is looked after otherwise from now on
   *[other] { $n } accounts are looked after otherwise from now on
}
notice-coverage-owner-lost-body = { $some }. Their pages say by which rule.

## Families

account-family = Family
account-family-none = It belongs to no group that we know of.
account-children = Belongs to it
account-parent = Belongs to
account-parent-hint = The parent by its name, its domain or its id; leave it empty if there is none
account-parent-change = Change what it belongs to
account-parent-saved = The family is saved.
account-did-parent = changed what it belongs to
account-did-child-won = put another account under it
account-did-child-lost = took an account from under it
refusal-account-parent-circle = Then it would be above itself. Choose another, or change that one first.
refusal-account-parent-deep = A family is at most { $max } deep. Choose a parent further up.
refusal-account-parent-unknown = No account is called that. Write its name, its domain or its id.
refusal-account-parent-several = Several accounts are called that. Give the domain or the id.

## Merges

account-merge = Merge accounts
account-merge-sub = { $other } goes into { $name }
account-merge-turn = The other way round
account-merge-compare = Compare and merge
account-merge-values = Values to keep
account-merge-field = Field
account-merge-take = Take over: { $field }
account-merge-alike = The other account knows nothing that this one does not.
account-merge-then = What happens
account-merge-then-text = { $other } leaves the list; its deals and all that refers to it follow to { $name }. You can undo it.
account-merge-reason = Reason
account-merge-do = Merge
account-merged = The accounts are one now.
account-merges = Merges
account-merge-made = { $name } was merged by { $who } on { $when }
account-merge-undone = The merge of { $name } was undone by { $who } on { $when }
account-unmerge = Undo
account-unmerged = They are two accounts again, as before.
account-unmerged-kept = They are two accounts again. What somebody changed since stays as it is.
account-did-merge = merged another account into it
account-did-unmerge = undid a merge
account-did-absorbed = merged it into another account
account-did-released = took it out of another account again
refusal-account-merge-family = One of them belongs to the other. Change what it belongs to first, if they are the same company.
refusal-account-merge-undone = The merge is undone already.

## Account mapping

mapping-title = Account mapping
mapping-sub = Which customers you and another side both deal with, and nothing else
mapping-maps = Mappings
mapping-none = Nothing is compared yet
mapping-none-text = Put a list in, then propose a mapping: you will see only the companies that both sides have.
mapping-none-ask = Somebody who administers your side can begin.
mapping-lists-own = Your lists
mapping-lists-note = Nobody else sees them.
mapping-lists-none = No list yet
mapping-lists-none-text = Upload your customers, prospects or open opportunities as a CSV file.
mapping-how = How it works
mapping-how-text = Each side chooses lists and how much it shows. What you see is the lower of the two, and only of companies that stand on lists of both. Either side can withdraw at any moment; then nobody sees a result. Who looks is recorded.
mapping-new = Propose a mapping
mapping-new-sub = The other side sees nothing before it agrees.
mapping-join = Take part with a code
mapping-join-sub = Another partner gave you a code to compare lists with them.
mapping-cancel = Cancel
mapping-terms = What you agree to
mapping-with = With whom
mapping-with-vendor-hint = They are told at once.
mapping-with-invited = Another partner
mapping-with-invited-hint = You get a code to give to them; it holds for 14 days.
mapping-code = Code
mapping-code-hint = As the other partner gave it to you
mapping-code-sub = It is shown only now, and holds for 14 days.
mapping-code-give = Give this to the other partner
mapping-code-where = Where they use it
mapping-code-go-on = I have copied it
mapping-level = How much to show
mapping-level-about = The lower of both sides’ choices holds.
mapping-level-count = Count only
mapping-level-count-hint = How many, in steps of five
mapping-level-name = Names
mapping-level-name-hint = Which companies, as each side calls them
mapping-level-owner = Names and owner
mapping-level-owner-hint = Also who looks after them on each side
mapping-lists = Lists to put in
mapping-lists-hint = Ten companies or more together
mapping-lists-first = You have no list yet.
mapping-agree = Agree
mapping-agreed = You have agreed. Results are worked out as soon as the other side has too.
mapping-proposed = It is proposed. You will be told when they agree.
mapping-withdraw = Withdraw
mapping-withdraw-text = From that moment on neither side sees a result.
mapping-withdrawn = It is withdrawn. Nobody sees a result any more.
mapping-state-active = Active
mapping-state-theirs = Waits for them
mapping-state-ours = Waits for you
mapping-state-off = Off
mapping-invited = Invitation by code
mapping-nothing-shown = Nothing is shown
mapping-show-sub = Companies that both sides deal with
mapping-waits-theirs = { $name } has not agreed yet
mapping-waits-ours = { $name } has agreed and waits for you
mapping-waits-both = Neither side has agreed
mapping-short = A side puts in fewer than ten companies now
mapping-waits-text = Without the consent of both sides, and ten companies of each, nothing is shown.
mapping-running = The lists are being compared
mapping-running-text = Load the page again in a moment; more may follow.
mapping-counts = How many
mapping-counts-note = Your companies that are also on theirs. Each side counts its own, so the two can differ.
mapping-ours = Yours
mapping-theirs = Theirs
mapping-both = On both
mapping-fewer = Fewer than { $n }
mapping-at-least = At least { $n }
mapping-overlaps = Which
mapping-overlaps-note = That you looked is recorded.
mapping-overlaps-none = No company is on lists of both
mapping-overlaps-none-text = New companies on either side are compared as they come.
mapping-consents = Consent
mapping-shown = Shown
mapping-ours-given = { $level }, by { $who } on { $when }
mapping-theirs-given = { $level }, of { $what }, since { $when }
mapping-not-agreed = Not agreed
mapping-list-new = Add a list
mapping-list-sub = Only your side sees it; you can remove it at any time.
mapping-list-form = The list
mapping-list-name = Name
mapping-list-name-hint = For yourselves; the other side does not see it
mapping-list-save = Save the list
mapping-list-saved = The list is saved.
mapping-list-removed = The list is gone, and what was found with it.
mapping-list-remove = Remove the list
mapping-list-remove-text = Its companies are deleted, and what was found with them in every mapping.
mapping-list-companies = Companies
mapping-list-empty = No company is on it
mapping-list-empty-text = It is being filled, or nothing fits. Upload a file, or choose another stage.
mapping-company = Company
mapping-domain = Domain
mapping-owner = Owner
mapping-companies = { $n ->
    [one] { $n } company
   *[other] { $n } companies
}
mapping-population = What they are to you
mapping-customers = Customers
mapping-prospects = Prospects
mapping-opportunities = Open opportunities
mapping-file = CSV file
mapping-file-hint = Columns: { $columns }. Only the name must be there; a domain finds most. The file replaces what is on the list.
mapping-stage = Accounts of this stage
mapping-stage-hint = Instead of a file: takes the accounts whose stage is called that, such as customer
refusal-mapping-lists = Choose one or more of your own lists.
refusal-mapping-too-few = Together the lists need { $min } companies or more, so that nobody is asked about by name.
refusal-mapping-with = Choose with whom to compare.
refusal-mapping-code = Nobody waits with this code. Ask the other partner for a new one.
refusal-mapping-not-agreed = You have not agreed, or have withdrawn already. There is nothing to withdraw.
refusal-mapping-exists = You have a mapping with them already. Open it and agree there.
refusal-mapping-stage = Write the stage of the accounts to take, in 60 characters or fewer.
refusal-mapping-lists-most = { $max } lists are the most. Remove one first.
refusal-mapping-changes = A side changes its lists and its consent { $max } times a day at most. Go on tomorrow.
refusal-mapping-file-missing = Choose a file.
refusal-mapping-file-size = The file is larger than 4 MB. Split it.
refusal-mapping-file-read = The file cannot be read as CSV in UTF-8. Save it as “CSV UTF-8” and try again.
refusal-mapping-file-columns = The first row must name the columns; name must be among them.
refusal-mapping-file-row = Line { $line } cannot be taken: look at the column { $column }.
refusal-mapping-file-rows = { $max } companies are the most on a list. Split it.
refusal-mapping-file-empty = There is no company in it. Choose another file.
notice-mapping-proposed-name = Account mappings
notice-mapping-proposed-title = { $name } proposes to compare accounts
notice-mapping-proposed-body = Nothing is shown before you agree. Choose what you put in and how much you show.
notice-mapping-accepted-title = { $name } agreed to compare accounts
notice-mapping-accepted-body = Companies that both sides deal with are being worked out.
notice-mapping-withdrawn-title = { $name } no longer compares accounts with you
notice-mapping-withdrawn-body = Nobody sees a result any more.
