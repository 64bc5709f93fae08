## Kontaktformulare

inquiries-title = Kontaktformulare
inquiries-sub = Öffentliche Seiten, die Leads erfassen. Sie brauchen keine Anmeldung und kein Skript.
inquiries-new = Neues Formular
inquiries-form = Formular
inquiries-address = Adresse
inquiries-received = Leads
inquiries-on = An
inquiries-off = Aus
inquiries-none = Noch keine Kontaktformulare
inquiries-none-text = Legen Sie eine Seite an, auf der Kunden sagen, was sie brauchen. Was hereinkommt, wird wie jeder Lead zugeteilt.
inquiries-shown = { $n ->
    [one] { $n } Formular
   *[other] { $n } Formulare
}
inquiries-open = Seite öffnen
inquiries-key = Ende der Adresse
inquiries-key-hint = Die Seite steht unter /contact/ und diesem Wort: 3 bis 40 Buchstaben, Ziffern und Striche
inquiries-locale = Sprache der Seite
inquiries-locale-en = Englisch
inquiries-locale-de = Deutsch
inquiries-field-title = Überschrift
inquiries-intro = Text über den Feldern
inquiries-asks = Was es fragt
inquiries-asks-hint = Name, Mailadresse, Firma und Land werden immer gefragt. Diese Felder darf der Absender leer lassen.
inquiries-field-need = Was brauchen Sie?
inquiries-field-phone = Telefon
inquiries-field-role = Aufgabe
inquiries-field-domain = Website
inquiries-field-city = Ort
inquiries-field-postal-code = Postleitzahl
inquiries-field-industry = Branche
inquiries-field-size = Menschen in der Firma
inquiries-field-products = Produkte
inquiries-consent = Worin der Absender einwilligt
inquiries-consent-hint = Sagen Sie, was Sie mit den Daten tun, und dass ein Partner anrufen kann.
inquiries-thanks = Dank
inquiries-leads = Die Leads
inquiries-verifies = Erst die Mailadresse prüfen
inquiries-verifies-hint = Nichts wird erfasst, bevor der Link in der Mail innerhalb von zwei Tagen gedrückt wurde.
inquiries-live = Die Seite ist da
inquiries-live-hint = Ein Formular, das aus ist, sieht aus wie eine Seite, die es nicht gibt.
inquiries-save = Speichern
inquiries-saved = Gespeichert.
inquiries-name = Name
inquiries-email = Mailadresse
inquiries-company = Firma
inquiries-country = Land
inquiries-send = Absenden
inquiries-look-at-mail = Bitte sehen Sie in Ihre Mails und drücken Sie den Link darin. Erst dann lesen wir, was Sie geschrieben haben.
inquiries-confirm = Ja, das ist meine Adresse
inquiries-confirm-text = Ein Druck, und wir lesen, was Sie geschrieben haben.
inquiries-confirmed = Ihre Adresse ist bestätigt.

notice-inquiry-confirm-title = { $title }: Bitte bestätigen Sie Ihre Adresse
notice-inquiry-confirm-body = Drücken Sie den Link, und wir lesen, was Sie geschrieben haben. Haben Sie nichts geschrieben, tun Sie nichts; wir vergessen es dann in zwei Tagen.
notice-inquiry-received-title = { $title }: Danke
notice-inquiry-received-body = Wir haben, was Sie geschrieben haben. Jemand meldet sich bei Ihnen.

refusal-inquiry-stamp = Bitte sehen Sie das Formular noch einmal durch und senden Sie es erneut.
refusal-inquiry-too-many = Aus Ihrem Netz kam in dieser Stunde zu viel. Bitte versuchen Sie es später noch einmal.
refusal-inquiry-link-over = Dieser Link gilt nicht mehr: Er wurde benutzt, oder zwei Tage sind vorbei. Bitte senden Sie das Formular noch einmal.
refusal-inquiry-key-taken = Ein anderes Formular hat diese Adresse.
refusal-inquiry-key = Schreiben Sie 3 bis 40 kleine Buchstaben, Ziffern und Striche.

did-inquiry-form-added = hat ein Kontaktformular angelegt
did-inquiry-form-changed = hat ein Kontaktformular geändert
did-inquiry-received = hat ein Kontaktformular gesendet
did-inquiry-confirmed = hat eine Mailadresse bestätigt
