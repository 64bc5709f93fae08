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
