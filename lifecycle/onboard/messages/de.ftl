## Shared

onboard-cancel = Abbrechen
onboard-shipped = mitgeliefert
onboard-language-en = Englisch
onboard-language-de = Deutsch

## Agreements

agreements-title = Verträge
agreements-sub-vendor = Was Partner unterschreiben, wo jeder Vertrag steht und was auf Sie wartet
agreements-sub-partner = Was Sie mit uns unterschrieben haben und was auf Ihre Unterschrift wartet
agreements-filter = Verträge filtern
agreements-any-state = Jeder Stand
agreements-group-signed = Gegenzuzeichnen
agreements-group-open = Beim Partner
agreements-group-in-force = In Kraft
agreements-group-over = Beendet
agreements-none = Noch keine Verträge
agreements-none-text-vendor = Ein Vertrag erscheint hier, wenn eine Bewerbung angenommen wird oder Sie einen senden.
agreements-none-text-partner = Ihr Vertrag erscheint hier, sobald wir ihn senden. Sie erhalten dann eine E-Mail.
agreements-none-match = Kein Vertrag passt
agreements-none-match-text = Versuchen Sie einen anderen Stand.
agreement-one = Vertrag
agreement-title = Titel
agreement-partner = Partner
agreement-vendor = Hersteller
agreement-state = Stand
agreement-sent-on = Gesendet am
agreement-since = In Kraft seit
agreement-until = Gilt bis
agreement-ended = Beendet am
agreement-number = Nummer
agreement-version = Fassung
agreement-version-n = Fassung { $no }
agreement-version-of = { $n ->
    [one] { $no } von { $n } Fassung
   *[other] { $no } von { $n } Fassungen
}
agreement-versions = Fassungen
agreement-kind = Art
agreement-kind-program = Programmvertrag
agreement-kind-data-protection = Datenschutzvereinbarung
agreement-kind-confidentiality = Vertraulichkeitsvereinbarung
agreement-kind-addendum = Nachtrag
agreement-facts = Angaben
agreement-text = Text
agreement-sub = { $number } mit { $party }
agreement-governing-note = Maßgeblich ist der Text auf { $language }
agreement-state-sent-partner = Wartet auf Sie
agreement-state-viewed-partner = Wartet auf Sie
agreement-state-signed-partner = Bei uns zur Unterschrift
agreement-state-sent-vendor = Beim Partner
agreement-state-viewed-vendor = Wird gelesen
agreement-state-signed-vendor = Gegenzeichnen
agreement-state-in_force = In Kraft
agreement-state-expired = Abgelaufen
agreement-state-terminated = Beendet
agreement-state-declined = Abgelehnt
agreement-state-superseded = Ersetzt
agreement-read-and-sign = Lesen und unterschreiben
agreement-pdf = Als PDF öffnen
agreement-sign = Unterschreiben
agreement-sign-title = Unterschreiben: { $title }
agreement-sign-sub = Lesen Sie den Text und unterschreiben Sie unten. { $vendor } zeichnet binnen eines Werktags gegen.
agreement-sign-do = Vertrag unterschreiben
agreement-your-signature = Ihre Unterschrift
agreement-signer-name = Vollständiger Name
agreement-signer-name-hint = Ihr getippter Name ist Ihre Unterschrift.
agreement-signer-title = Ihre Funktion
agreement-draw = Zusätzlich zeichnen
agreement-consent-2026-11 = Ich habe diesen Vertrag gelesen, darf ihn für mein Unternehmen unterschreiben und bin einverstanden, elektronisch zu unterschreiben. Mein Name, die Zeit, meine Netzwerkadresse und mein Browser werden als Nachweis aufbewahrt.
agreement-evidence = Sie unterschreiben das Dokument mit diesem Prüfwert (SHA-256):
agreement-identified = angemeldetes Konto des Portals
agreement-party-vendor = Hersteller
agreement-party-partner = Partner
agreement-method-typed = Name getippt
agreement-method-drawn = Name getippt und gezeichnet
agreement-signatures = Unterschriften
agreement-signatures-none = Noch hat niemand unterschrieben.
agreement-signed-for = hat für { $party } unterschrieben
agreement-digest = Prüfwert des Dokuments (SHA-256)
agreement-sealed-digest = Prüfwert des versiegelten Dokuments (SHA-256)
agreement-verify = Dokument prüfen
agreement-waiting-vendor = Sie haben unterschrieben
agreement-waiting-vendor-text = { $vendor } zeichnet binnen eines Werktags gegen. Sie erhalten dann eine E-Mail, und Schulungen und Unterlagen öffnen sich sofort.
agreement-countersign = Gegenzeichnen
agreement-countersign-text = { $partner } hat unterschrieben. Mit Ihrer Unterschrift ist der Vertrag in Kraft, und der Partner kommt sofort herein.
agreement-countersign-do = Für den Hersteller unterschreiben
agreement-decline = Ablehnen
agreement-decline-title = Ablehnen: { $title }
agreement-decline-sub = { $vendor } liest Ihren Grund und meldet sich. Eine andere Fassung können Sie später unterschreiben.
agreement-decline-why = Was hindert Sie am Unterschreiben?
agreement-decline-do = Vertrag ablehnen
agreement-reason = Grund
agreement-end = Beenden
agreement-end-hint = Der Partner liest ihn.
agreement-end-do = Vertrag beenden
agreement-ended-on = Beendet am { $date }
agreement-send = Vertrag senden
agreement-send-sub = Die Administratoren des Partners erhalten eine E-Mail und können im Portal unterschreiben.
agreement-send-do = Senden
agreement-send-hint = Er ersetzt, was von seiner Art gilt, sobald beide unterschrieben haben.
agreement-template = Text
agreement-templates = Vertragstexte
agreement-templates-sub = Jede Fassung bleibt; eine neue gilt für neue Verträge
agreement-templates-none = Noch keine Texte
agreement-templates-none-text = Schreiben Sie den ersten. Der mitgelieferte Programmvertrag kommt auch mit der ersten Annahme.
agreement-template-new = Neuer Text
agreement-template-new-sub = Schreiben Sie ihn auf Englisch, Deutsch oder beides, und sagen Sie, welcher maßgeblich ist
agreement-template-next = Nächste Fassung schreiben
agreement-template-write = Als neue Fassung speichern
agreement-template-sub = { $key }, Fassung { $no }
agreement-for = Für
agreement-for-all = Alle Partner
agreement-languages = Sprachen
agreement-term = Laufzeit
agreement-n-months = { $n ->
    [one] { $n } Monat
   *[other] { $n } Monate
}
agreement-without-end = Unbefristet
agreement-governs = maßgeblich
agreement-resign = Partner diese Fassung unterschreiben lassen
agreement-reach = { $n ->
    [0] Jeder Partner mit diesem Vertrag hat diese Fassung.
    [one] { $n } Partner hat eine ältere Fassung.
   *[other] { $n } Partner haben eine ältere Fassung.
}
agreement-resign-do = An sie senden
agreement-old-version = Es gibt eine neuere Fassung
agreement-old-version-text = Neue Verträge entstehen aus der neuesten. Diese bleibt lesbar.
agreement-key = Schlüssel
agreement-key-hint = Was alle Fassungen teilen: Kleinbuchstaben, Ziffern und Striche.
agreement-vendor-hint = Der rechtliche Name, der unterschreibt.
agreement-months = Laufzeit in Monaten
agreement-months-hint = Leer lassen für unbefristet.
agreement-governing = Maßgebliche Sprache
agreement-countries = Länder
agreement-countries-hint = Kürzel aus zwei Buchstaben wie { $example }. Leer heißt alle.
agreement-types = Partnerarten
agreement-types-hint = Keine gewählt heißt alle.
agreement-variables = Beim Senden ausgefüllt: { $names }
agreement-queue-detail = { $by } hat unterschrieben; zeichnen Sie gegen
agreement-next-title = Unterschreiben: { $title }
agreement-next-reason = Schulungen und Unterlagen öffnen sich, sobald beide unterschrieben haben
agreement-was-sent = Der Vertrag wurde gesendet.
agreement-was-signed = Sie haben unterschrieben. Wir zeichnen binnen eines Werktags gegen.
agreement-was-declined = Sie haben abgelehnt. Wir melden uns.
agreement-was-countersigned = Der Vertrag ist in Kraft, und der Partner ist drin.
agreement-was-terminated = Der Vertrag wurde beendet.
agreement-template-was-written = Die Fassung wurde gespeichert.
agreement-version-was-sent = Die Fassung wurde an die Partner gesendet.

## The public verify page

agreement-check-title = Vertrag prüfen
agreement-check-sub = Wählen Sie das Dokument oder fügen Sie seinen Prüfwert ein. Wir sagen, ob es echt ist, und nicht mehr, als es selbst sagt.
agreement-check-ask = Welches Dokument?
agreement-check-file = Die PDF-Datei
agreement-check-file-hint = Sie wird nicht aufbewahrt.
agreement-check-digest = Oder sein Prüfwert
agreement-check-digest-hint = 64 Zeichen, von seiner Zertifikatsseite.
agreement-check-do = Prüfen
agreement-check-valid = Dieses Dokument ist echt
agreement-check-valid-text = Seit beide Seiten unterschrieben haben, wurde kein Byte verändert.
agreement-check-parties = Parteien
agreement-check-unknown = Dieses Dokument kennen wir nicht
agreement-check-unknown-text = Es wurde nach dem Unterschreiben verändert, ist nicht von beiden Seiten unterschrieben oder nicht von uns.

## Refusals of agreements

refusal-agreement-not-now = { $state ->
    [sent] Dieser Vertrag wartet noch auf den Partner.
    [viewed] Dieser Vertrag wartet noch auf den Partner.
    [signed] Der Partner hat schon unterschrieben; jetzt unterschreibt der Hersteller.
    [in_force] Dieser Vertrag ist schon in Kraft.
    [expired] Dieser Vertrag ist abgelaufen.
    [terminated] Dieser Vertrag wurde beendet.
    [declined] Dieser Vertrag wurde abgelehnt.
   *[superseded] Ein anderer Vertrag ist an die Stelle von diesem getreten.
}
refusal-agreement-document-pending = Das Dokument wird vorbereitet. Versuchen Sie es gleich noch einmal.
refusal-agreement-other-document = Sie haben ein anderes Dokument gelesen, als jetzt da ist. Lesen Sie es noch einmal und unterschreiben Sie dann.
refusal-agreement-no-template = Kein Vertragstext passt zu diesem Partner. Schreiben Sie zuerst einen.
refusal-agreement-already-open = Ein Vertrag dieser Art liegt schon bei diesem Partner.
refusal-agreement-consent = Setzen Sie hier ein Häkchen, um zu unterschreiben.
refusal-agreement-key = Nehmen Sie 2 bis 40 Kleinbuchstaben, Ziffern und Striche, mit einem Buchstaben am Anfang.
refusal-agreement-months = Geben Sie 1 bis 600 Monate ein oder lassen Sie es leer.
refusal-agreement-countries = Nehmen Sie Kürzel aus zwei Buchstaben wie DE, durch Kommas getrennt.
refusal-agreement-governing-text = Schreiben Sie den Text in der maßgeblichen Sprache.
refusal-agreement-language-twice = Geben Sie jede Sprache einmal an.
refusal-agreement-variable = Unter { $name } ist nichts bekannt. Nehmen Sie die Namen, die unter dem Feld stehen.

## Notices about agreements

notice-agreement-sent-title = Ihr Vertrag liegt zur Unterschrift bereit
notice-agreement-sent-body = { $vendor } hat „{ $title }“ an { $partner } gesendet. Lesen und unterschreiben Sie ihn im Portal; das dauert etwa zehn Minuten.
notice-agreement-reminder-title = Ihr Vertrag wartet noch auf Ihre Unterschrift
notice-agreement-reminder-body = „{ $title }“ wartet seit { $date }. Schulungen und Unterlagen öffnen sich, sobald beide unterschrieben haben.
notice-agreement-signed-title = { $partner } hat unterschrieben
notice-agreement-signed-body = { $by } hat „{ $title }“ unterschrieben. Zeichnen Sie gegen, und der Partner kommt sofort herein.
notice-agreement-in-force-title = „{ $title }“ ist in Kraft
notice-agreement-in-force-body = { $vendor } hat gegengezeichnet. Das versiegelte Dokument mit beiden Unterschriften liegt im Portal.
notice-agreement-declined-title = { $partner } hat abgelehnt
notice-agreement-declined-body = { $by } hat „{ $title }“ abgelehnt: { $reason }
notice-agreement-terminated-title = „{ $title }“ wurde beendet
notice-agreement-terminated-body = { $vendor } hat ihn beendet: { $reason }
notice-agreement-ending-title = „{ $title }“ mit { $partner } endet am { $date }
notice-agreement-ending-body = Er endet am { $date }, wenn vorher kein neuer unterschrieben wird.
notice-agreement-expired-title = „{ $title }“ mit { $partner } ist abgelaufen
notice-agreement-expired-body = Er gilt nicht mehr. Der Partnermanager kümmert sich um einen neuen.

## What the audit record tells

did-agreement-viewed = hat einen Vertrag geöffnet
did-agreement-signature-given = hat eine Unterschrift gegeben
did-agreement-document-set = hat das Dokument eines Vertrags gesetzt
did-agreement-sealed = hat einen Vertrag versiegelt
did-agreement-ended = hat einen Vertrag beendet
did-activation-started = hat die Aktivierung gestartet
did-activation-ended = hat den Aktivierungsplan beendet
did-activation-step-handed-in = hat einen Aktivierungsschritt eingereicht
did-activation-step-taken = prüft einen Aktivierungsschritt
did-activation-step-accepted = hat einen Aktivierungsschritt angenommen
did-activation-step-returned = hat einen Aktivierungsschritt zurückgegeben
did-activation-step-admitted = hat einen Aktivierungsschritt vorgezogen
did-activation-step-skipped = hat einen Aktivierungsschritt ausgelassen
did-activation-step-rated = hat einen Aktivierungsschritt bewertet

## Activation

activation-title = Aktivierung
activation-sub = Was zu tun ist, der Reihe nach, bis Sie verkaufen und verdienen können
activation-none = Kein Aktivierungsplan
activation-none-text = Ein Plan erscheint hier, wenn Ihre Bewerbung angenommen ist.
activation-progress = Fortschritt
activation-percent = { $n } %
activation-next = Weiter: { $step }
activation-after-n = Nach { $n } anderen Schritten
activation-late-title = Fällig seit { $date }
activation-blocked-you = Wartet auf Sie: { $step }
activation-to-active = Bis zur Aktivierung
activation-then = Danach
activation-then-note = Hält die Aktivierung nicht auf
activation-whole = Den ganzen Plan ansehen
activation-n-more = { $n ->
    [one] { $n } weiterer Schritt
   *[other] { $n } weitere Schritte
}
activation-earlier = { $n ->
    [one] { $n } Schritt davor
   *[other] { $n } Schritte davor
}
activation-prepared = Die Uhr läuft ab beiden Unterschriften
activation-prepared-text = Mit den offenen Schritten können Sie heute beginnen. Fristen erscheinen, wenn der Vertrag in Kraft ist.
activation-active = Aktiv
activation-active-text = Alle Pflichtschritte waren am { $date } erledigt. Deals registrieren und Verdienen sind offen.
activation-where = Wo es steht
activation-clock = Uhr läuft seit
activation-clock-not = Mit beiden Unterschriften
activation-expected = Voraussichtlich
activation-expected-on = Voraussichtlich aktiv am { $date }
activation-operational = Aktiv seit
activation-first-deal = Erster angenommener Deal
activation-not-yet = Noch nicht
activation-manager = Ihr Partnermanager
activation-ask = Per E-Mail fragen
activation-ask-note = Antwortet binnen eines Werktags.
activation-open-partner = Partner öffnen
activation-opens = Öffnet sich mit der Aktivierung
activation-opens-deals = Deals registrieren, mit Schutz
activation-opens-earning = An gewonnenen Deals verdienen
activation-opens-market = Kampagnen und Marketingmittel
activation-blocked-partner = Wartet auf { $partner }: { $step }
activation-blocked-vendor = Wartet auf den Hersteller: { $step }
activation-blocked-nobody = Wartet auf niemanden: { $step }
activation-plan-prepared = Nicht gestartet
activation-plan-running = Läuft
activation-plan-completed = Abgeschlossen
activation-plan-ended = Beendet
activation-state-locked = Gesperrt
activation-state-open = Offen
activation-state-submitted = Eingereicht
activation-state-in-review = In Prüfung
activation-state-returned = Zurückgegeben
activation-state-done = Erledigt
activation-state-skipped = Ausgelassen
activation-after = Nach: { $steps }
activation-with = Bei: { $owner }
activation-came-back = Zurückgegeben: { $reason }
activation-was-skipped = Mit Genehmigung ausgelassen
activation-waits-document = Wir prüfen es binnen zwei Werktagen.
activation-waits-agreement = Sie haben unterschrieben; wir zeichnen binnen eines Werktags gegen.
activation-waits-form = Eingereicht.
activation-waits-course = Vom System gesehen.
activation-waits-first = Vom System gesehen.
activation-waits-approval = Bei uns.
activation-verb-form = Ausfüllen
activation-verb-document = Hochladen
activation-verb-agreement = Lesen und unterschreiben
activation-verb-course = Kurs öffnen
activation-verb-first = Deal registrieren
activation-verb-approval = Bestätigen
activation-verb-again = Erneut einreichen
activation-verb-review = Prüfen
activation-due = bis { $date }
activation-late-since = fällig seit { $date }
activation-late-text = Sagen Sie uns, wenn Sie etwas aufhält; Ihr Partnermanager kann helfen.
activation-locked = Noch nicht: etwas kommt davor
activation-locked-text = Dieser Schritt öffnet sich von selbst, sobald dies erledigt ist:
activation-returned = Wir haben dies zurückgegeben
activation-skipped-by = Ausgelassen, genehmigt von { $by }
activation-how = Wie das geht
activation-how-agreement = Dieser Schritt ist von selbst erledigt, wenn beide unterschrieben haben.
activation-how-course = Dieser Schritt ist von selbst erledigt, wenn jemand aus Ihrem Unternehmen den Kurs besteht.
activation-how-first = Dieser Schritt ist von selbst erledigt; Deals registrieren können Sie, sobald Sie aktiv sind.
activation-form-do = Einreichen
activation-form-note = Was Sie eingereicht haben, sehen Sie danach hier.
activation-file = Dokument
activation-file-hint = PDF, PNG oder JPEG, bis 10 MB.
activation-file-do = Hochladen
activation-file-note = Wir prüfen es binnen zwei Werktagen.
activation-uploading = Fortschritt des Hochladens
activation-answers = Was eingereicht wurde
activation-documents = Dokumente
activation-review = Prüfung
activation-review-text = Zeigt das Dokument, was der Schritt verlangt?
activation-reason = Grund für die Rückgabe
activation-reason-hint = Sagen Sie, was zu ändern ist; der Partner liest es.
activation-accept = Annehmen
activation-return = Zurückgeben
activation-take = Ich prüfe es
activation-approval = Ihre Bestätigung ist gefragt
activation-approval-text = Bestätigen Sie, dass dies mit { $partner } geschehen ist.
activation-approve = Bestätigen
activation-rate = Eine Frage
activation-rate-note = Freiwillig
activation-rate-question = Wie klar war dieser Schritt?
activation-rate-why = Was hätte ihn klarer gemacht?
activation-rate-do = Senden
activation-clear-1 = Gar nicht
activation-clear-2 = Kaum
activation-clear-3 = Teilweise
activation-clear-4 = Klar
activation-clear-5 = Sehr klar
activation-about = Zu diesem Schritt
activation-owner = Wessen
activation-due-label = Fällig
activation-takes = Dauer
activation-required = Nötig zur Aktivierung
activation-required-yes = Ja
activation-required-no = Nein
activation-done-by = Erledigt von
activation-why = Warum
activation-proof = Was als Nachweis gilt
activation-exception = Mit Ausnahme vorgezogen
activation-exceptions = Ausnahmen
activation-admit = Jetzt beginnen lassen
activation-admit-why = Warum darf er vorzeitig beginnen?
activation-skip = Diesen Schritt auslassen
activation-skip-why = Warum wird er ausgelassen?
activation-skip-do = Auslassen
activation-logged = Ihr Name und der Grund werden festgehalten.
activation-step-done = Erledigt. Danke.
activation-step-handed-in = Eingereicht. Wir prüfen es binnen zwei Werktagen.
activation-step-taken = Sie sind als Prüfer eingetragen.
activation-step-accepted = Angenommen.
activation-step-returned = Zurückgegeben. Der Partner erhält Ihren Grund.
activation-step-admitted = Der Schritt darf beginnen.
activation-step-skipped = Der Schritt wurde ausgelassen.
activation-step-rated = Danke für Ihre Antwort.
activation-next-reason = { $why } Bis { $date }.
activation-queue-kind-document = Dokument zu prüfen
activation-queue-kind-approval = Zu bestätigen
activation-queue-document = { $by } hat es eingereicht
activation-queue-taken = { $by } prüft es
activation-queue-approval = Bestätigen, dass es geschehen ist
activation-templates = Aktivierungsvorlagen
activation-templates-sub = Was Partner jeder Art tun sollen; laufende Pläne behalten ihre Fassung
activation-templates-none = Noch keine Vorlagen
activation-templates-none-text = Die mitgelieferten kommen mit der ersten Annahme. Neue Fassungen werden über die API geschrieben.
activation-template-version = Fassung { $no } ({ $by })
activation-for-others = Alle anderen Partnerarten
activation-kind = Art
activation-kind-form = Formular
activation-kind-document = Dokument
activation-kind-agreement = Vertrag
activation-kind-course = Kurs
activation-kind-first = Erstes Mal
activation-kind-approval = Bestätigung durch uns
activation-weight = Gewicht
activation-day-n = { $n ->
    [0] sofort
    [one] Tag { $n }
   *[other] Tag { $n }
}

## The forms of activation

activation-field-legal-name = Rechtlicher Name
activation-field-register-number = Registernummer
activation-field-street = Straße und Hausnummer
activation-field-postal-code = Postleitzahl
activation-field-city = Ort
activation-field-country = Land
activation-field-tax-number = Steuernummer (USt-IdNr.)
activation-field-bank-country = Land Ihrer Bank
activation-field-billing-email = E-Mail für Abrechnungen
activation-field-sales-name = Ansprechpartner im Vertrieb
activation-field-sales-email = E-Mail im Vertrieb
activation-field-sales-phone = Telefon im Vertrieb
activation-field-technical-name = Ansprechpartner für Technik
activation-field-technical-email = E-Mail für Technik
activation-field-marketing-name = Ansprechpartner im Marketing
activation-field-marketing-email = E-Mail im Marketing
activation-field-focus = Was wollen Sie zuerst verkaufen?
activation-field-target-customers = An wen?
activation-field-sellers = Wie viele Leute verkaufen es?
activation-field-engineers = Wie viele Leute können es installieren?
activation-field-first-deals = Wie viele Deals erwarten Sie in sechs Monaten?
activation-hint-legal-name = Wie im Handelsregister.
activation-hint-register-number = Falls Ihr Unternehmen eine hat.
activation-hint-tax-number = Im Format Ihres Landes, etwa DE123456789.
activation-hint-bank-country = Wir zahlen auf ein Konto dort.
activation-hint-billing-email = Dorthin gehen Abrechnungen.
activation-hint-focus = Zwei Sätze genügen.
activation-hint-target-customers = Branche, Größe, Region.
activation-hint-first-deals = Eine Schätzung genügt.

## Refusals of activation

refusal-activation-locked = Noch nicht. Zuerst kommt: { $missing }.
refusal-activation-not-now = { $state ->
    [locked] Dieser Schritt ist gesperrt: andere kommen davor.
    [open] Dieser Schritt ist offen: er muss erst eingereicht werden.
    [submitted] Dieser Schritt ist eingereicht und wartet auf Prüfung.
    [in_review] Dieser Schritt wird geprüft.
    [returned] Dieser Schritt wurde zurückgegeben: er muss erneut eingereicht werden.
    [done] Dieser Schritt ist erledigt.
   *[skipped] Dieser Schritt wurde ausgelassen.
}
refusal-activation-other-owner = Dieser Schritt ist für jemanden mit einer anderen Rolle. Fragen Sie Ihren Partner-Admin.
refusal-activation-plan-over = Dieser Plan ist beendet.
refusal-activation-wrong-kind = { $kind ->
    [form] Dieser Schritt nimmt ein ausgefülltes Formular.
    [document] Dieser Schritt nimmt ein Dokument.
   *[other] Dieser Schritt ist von selbst erledigt; es gibt nichts einzureichen.
}
refusal-activation-unknown-field = Senden Sie jedes Feld dieses Formulars einmal und keine anderen.
refusal-activation-phone = Geben Sie eine Telefonnummer ein, etwa +49 30 1234567.
refusal-activation-vat = Das ist keine Steuernummer aus { $country }. Prüfen Sie, ob Ziffern fehlen.
refusal-activation-n-steps = Ein Plan hat 1 bis 40 Schritte.
refusal-activation-none-required = Mindestens ein Schritt muss Pflicht sein.
refusal-activation-key-twice = Ein anderer Schritt hat diesen Schlüssel.
refusal-activation-after = Nennen Sie Schritte, die vor diesem stehen.
refusal-activation-first-required = Ein erster Deal kann nicht Pflicht sein: das Registrieren öffnet sich erst mit der Aktivierung.
refusal-activation-after-optional = Ein Pflichtschritt kann nicht nach einem freiwilligen kommen.

## Notices about activation

notice-activation-started-title = Ihre Aktivierung hat begonnen
notice-activation-started-body = Beide haben unterschrieben. Schulungen und Unterlagen sind offen, und Ihr Plan sagt, was als Nächstes kommt und bis wann.
notice-activation-handed-in-title = { $partner } hat eingereicht: { $step }
notice-activation-handed-in-body = Prüfen Sie es binnen zwei Werktagen. Nehmen Sie es an, oder sagen Sie, was fehlt.
notice-activation-returned-title = Bitte noch einmal: { $step }
notice-activation-returned-body = Wir haben es zurückgegeben: { $reason }
notice-activation-approval-due-title = { $partner }: { $step }
notice-activation-approval-due-body = Dieser Schritt wartet auf Ihre Bestätigung. Bestätigen Sie ihn, wenn es geschehen ist.
notice-activation-done-title = { $partner } ist aktiv
notice-activation-done-body = Willkommen. Ab jetzt können Sie Deals registrieren, daran verdienen und Kampagnen nutzen.
notice-activation-partner-active-title = { $partner } ist aktiv
notice-activation-partner-active-body = Alle Pflichtschritte sind erledigt. Der Partner kann Deals registrieren und verdienen.
notice-activation-handed-in-name = Dokumente zu prüfen
notice-activation-returned-name = Zurückgegebene Aktivierungsschritte

## Onboarding for staff

onboarding-title = Onboarding
onboarding-sub = Jeder Aktivierungsplan: wie weit, wer dran ist, seit wann
onboarding-filter = Pläne filtern
onboarding-state = Stand
onboarding-mine = Meine
onboarding-group-open = Unterwegs
onboarding-group-completed = Abgeschlossen
onboarding-group-ended = Beendet
onboarding-group-all = Alle
onboarding-none = Niemand ist im Onboarding
onboarding-none-text = Ein Plan erscheint hier, wenn eine Bewerbung angenommen wird.
onboarding-none-match = Kein Plan passt
onboarding-none-match-text = Versuchen Sie einen anderen Stand oder alle Manager.
onboarding-waits = Wartet auf
onboarding-with-partner = Partner
onboarding-with-vendor = Uns
onboarding-with-nobody = Niemanden
onboarding-running = Läuft seit
onboarding-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
onboarding-n-late = { $n ->
    [one] { $n } verspätet
   *[other] { $n } verspätet
}
onboarding-unclear = Schritte, die nicht klar waren
onboarding-unclear-note = Mittel unter 4,0 von 5
onboarding-unclear-none = Kein Schritt liegt unter dem Ziel.
onboarding-step = Schritt
onboarding-clarity = Klarheit
onboarding-answers = Antworten
onboard-figure-in-onboarding = Partner im Onboarding
onboard-figure-in-onboarding-definition = Partner, deren Aktivierungsplan unterwegs ist, mit oder ohne laufende Uhr.
onboard-figure-in-onboarding-note = { $n } mit laufender Uhr
onboard-figure-time-to-activate = Zeit bis aktiv
onboard-figure-time-to-activate-definition = Median der Tage von der Gegenzeichnung bis aktiv, über Pläne, die in den letzten 180 Tagen abgeschlossen wurden.
onboard-figure-time-to-activate-note = { $n ->
    [one] { $n } Partner in 180 Tagen
   *[other] { $n } Partner in 180 Tagen
}
onboard-figure-none = Noch keine
activation-to-active-of = Bis { $partner } aktiv ist
activation-manager-of = Partnerbetreuung
