## Inquiry forms

inquiries-title = Contact forms
inquiries-sub = Public pages that capture leads. They need no signing in and no script.
inquiries-new = New form
inquiries-form = Form
inquiries-address = Address
inquiries-received = Leads
inquiries-on = On
inquiries-off = Off
inquiries-none = No contact forms yet
inquiries-none-text = Make a page where customers say what they need. What comes in is routed like every lead.
inquiries-shown = { $n ->
    [one] { $n } form shown
   *[other] { $n } forms shown
}
inquiries-open = Open the page
inquiries-key = End of the address
inquiries-key-hint = The page is at /contact/ and this: 3 to 40 letters, digits and dashes
inquiries-locale = Language of the page
inquiries-locale-en = English
inquiries-locale-de = German
inquiries-field-title = Heading
inquiries-intro = Text above the fields
inquiries-asks = What it asks
inquiries-asks-hint = Name, mail address, company and country are always asked. These may be left empty by the sender.
inquiries-field-need = What do you need?
inquiries-field-phone = Phone
inquiries-field-role = Role
inquiries-field-domain = Website
inquiries-field-city = City
inquiries-field-postal-code = Postal code
inquiries-field-industry = Industry
inquiries-field-size = People at the company
inquiries-field-products = Products
inquiries-consent = What the sender agrees to
inquiries-consent-hint = Say what you do with the data, and that a partner may call.
inquiries-thanks = Thanks
inquiries-leads = The leads
inquiries-verifies = Verify the mail address first
inquiries-verifies-hint = Nothing is captured before the link in the mail was pressed, within two days.
inquiries-live = The page is there
inquiries-live-hint = A form that is off looks like a page that does not exist.
inquiries-save = Save
inquiries-saved = Saved.
inquiries-name = Name
inquiries-email = Mail address
inquiries-company = Company
inquiries-country = Country
inquiries-send = Send
inquiries-look-at-mail = Please look at your mail and press the link in it. Only then do we read what you wrote.
inquiries-confirm = Yes, this is my address
inquiries-confirm-text = One press, and we read what you wrote.
inquiries-confirmed = Your address is confirmed.

notice-inquiry-confirm-title = { $title }: please confirm your address
notice-inquiry-confirm-body = Press the link, and we read what you wrote. If you wrote nothing, do nothing; we then forget it within two days.
notice-inquiry-received-title = { $title }: thank you
notice-inquiry-received-body = We have what you wrote. Somebody gets in touch with you.

refusal-inquiry-stamp = Please look over the form once more and send it again.
refusal-inquiry-too-many = Too much was sent from your network in this hour. Please try again later.
refusal-inquiry-link-over = This link is over: it was used, or two days have passed. Please send the form again.
refusal-inquiry-key-taken = Another form has this address.
refusal-inquiry-key = Write 3 to 40 lower-case letters, digits and dashes.

did-inquiry-form-added = made a contact form
did-inquiry-form-changed = changed a contact form
did-inquiry-received = sent a contact form
did-inquiry-confirmed = confirmed a mail address
