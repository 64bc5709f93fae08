## Deals: die schnelle Meldung aus der Mail

deals-link-title = Wie steht es?
deals-link-stage = Wie weit ist es?
deals-link-note = Was ist geschehen?
deals-link-save = Speichern
deals-link-no-change = Nichts Neues
deals-link-hint = Eine neue Phase, ein anderes Datum oder eine Notiz ist Fortschritt. „Nichts Neues“ bewahrt den Deal vor der Freigabe, verlängert aber nichts.
deals-link-nothing = Hier gibt es nichts mehr zu melden.
deals-link-for = Nur für { $name }
deals-link-portal = Im Portal öffnen
deals-link-updated = Gespeichert.
deals-link-confirmed = Vermerkt: nichts Neues.
deals-did-confirmed = hat gesagt, dass es nichts Neues gibt
refusal-deal-link-ended = Dieser Link gilt nicht mehr. Melden Sie sich an und öffnen Sie den Deal, oder warten Sie auf die nächste Erinnerung.

## Deals: die zugesagte Antwort

deal-breach-escalate = Wird das verpasst, erfährt es das Partnerteam.
deal-breach-approve = Wird das verpasst, ist von selbst genehmigt, was nur auf eine Unterschrift wartete; alles andere geht an das Partnerteam.
deal-breach-extend = Wird das verpasst, erfährt es das Partnerteam, und der Schutz dauert um die Verspätung länger.
deals-rule-calendars = Gesetzliche Feiertage in { $countries } zählen nicht.
decision-approved-late = Es kam keine Antwort zur rechten Zeit, also genehmigten es die Regeln; geschützt bis { $until }
terms-on-breach = Wird das verpasst
terms-on-breach-hint = Geschieht von selbst im Augenblick der Frist und wird als Entscheidung aufgehoben.
terms-calendars = Gesetzliche Feiertage in
terms-calendars-hint = Tage ohne Geschäft, nach Regel für jedes Jahr berechnet. Genannt ist das Gesetz, aus dem sie stammen; regionale tragen Sie unten nach.
record-tier = Genehmigt, bei Partnern der Stufe { $tier }
answers-title = Antworten zur rechten Zeit
answers-sub = Ob Registrierungen bis zum zugesagten Zeitpunkt beantwortet werden.
answers-figure = Rechtzeitig beantwortet
answers-of = { $n } von { $all } Antworten
answers-how = Gezählt werden Registrierungen, die ein Mensch beantworten musste und deren Antwort in den letzten { $days } Tagen fällig war. Rechtzeitig ist eine Antwort spätestens zum zugesagten Zeitpunkt; was der Partner vorher zurücknahm, zählt nicht.
answers-rows = Die gezählten Antworten
answers-handed-in = Eingereicht
answers-promised = Zugesagt bis
answers-answered = Beantwortet
answers-not-yet = Noch nicht
answers-in-time = Rechtzeitig
answers-late = Verspätet
answers-none = Keine Antwort war fällig
answers-none-text = Muss ein Mensch eine Registrierung beantworten, steht sie ab ihrer Frist hier.
answers-shown = { $n ->
    [one] { $n } Antwort
   *[other] { $n } Antworten
}

## Deals: ist dieser Kunde frei?

free-title = Ist dieser Kunde frei?
free-sub = Bevor Sie eine Registrierung ausfüllen.
free-ask = Fragen
free-counted = Fragen werden gezählt und vermerkt. Fragen reserviert nichts.
free-register = Diesen Kunden registrieren
free-free = Nichts steht im Weg
free-free-text = Wir kennen keine Registrierung eines anderen Partners für diesen Kunden. Erst eine Registrierung schützt ihn.
free-conflict = Ein anderer Partner ist vielleicht schon da
free-conflict-text = Sie können registrieren, und ein Mensch entscheidet. Mehr sagen wir nicht, wer immer es ist.
free-own = Ihre Firma hat einen Deal mit diesem Kunden
free-own-text = Machen Sie dort weiter, oder registrieren Sie ein anderes Produkt.
free-not-eligible = Ihre Firma kann zurzeit keine Deals registrieren
free-not-eligible-text = Das Formular der Registrierung sagt, was fehlt.
free-unsaid = Vor einer Registrierung sagen wir nichts
free-unsaid-text = Die Spielregeln halten das zurück. Registrieren Sie, dann erfahren Sie es.
deals-check = Prüfen
deals-would-earn = Sie würden etwa { $amount } verdienen

## Deals: viele auf einmal

batch-title = Mehrere Deals ändern
batch-deals = Die Deals
batch-what = Was mit jedem geschieht
batch-action = Änderung
batch-approve = Genehmigen
batch-reject = Nicht genehmigen
batch-extend = Mehr Zeit
batch-stage = Phase setzen
batch-close-on = Abschlussdatum setzen
batch-withdraw = Zurückziehen
batch-stage-hint = Für „Phase setzen“.
batch-close-hint = Für „Abschlussdatum setzen“.
batch-run = Ausführen
batch-done = Erledigt
batch-forbidden = Das dürfen Sie mit diesem Deal nicht.
batch-outcome-title = Was daraus wurde
batch-outcome = Erledigt: { $done }. Nicht erledigt: { $refused }; jeder sagt, warum, und ist weiter gewählt.
batch-none = Kein Deal ist gewählt
batch-none-text = Wählen Sie Deals in der Tabelle und ändern Sie sie gemeinsam.
batch-choose = Wählen
batch-choose-one = { $company } wählen
batch-change = Gewählte ändern

## Deals: der Kalender

calendar-title = Kalender
calendar-month = Monat
calendar-week = Woche
calendar-move = Andere Tage
calendar-before = Früher
calendar-after = Später
calendar-today = Heute
calendar-day-1 = Montag
calendar-day-2 = Dienstag
calendar-day-3 = Mittwoch
calendar-day-4 = Donnerstag
calendar-day-5 = Freitag
calendar-day-6 = Samstag
calendar-day-7 = Sonntag
calendar-span = { $first } bis { $last }
calendar-close = Erwarteter Abschluss
calendar-expiry = Schutz endet
calendar-answer = Antwort fällig
calendar-none = Auf diese Tage fällt nichts
calendar-none-text = Erwartete Abschlüsse, Schutzenden und Antworten stehen hier an ihrem Tag.
calendar-more = Es gibt mehr, als gezeigt wird. Wählen Sie eine Woche oder ein Produkt.

## Deals: gespeicherte Ansichten

views-title = Gespeicherte Ansichten
views-sub = Listen, zu denen Sie zurückkehren: ihre Filter, Spalten und Reihenfolge.
views-save-title = Die zuletzt offene Liste speichern
views-name = Name
views-name-hint = Etwa „Abschluss in diesem Quartal“.
views-share = Für alle Mitarbeitenden
views-share-hint = Partner sehen sie nie.
views-save = Ansicht speichern
views-saved = Die Ansicht ist gespeichert.
views-removed = Die Ansicht ist entfernt.
views-none = Keine gespeicherten Ansichten
views-none-text = Filtern Sie die Liste und speichern Sie sie unter einem Namen.
views-shared = Für alle Mitarbeitenden
views-remove = Entfernen
views-remove-one = { $name } entfernen
views-keep = Diese Ansicht speichern
views-columns = Spalten
views-column-stage = Phase
views-column-value = Wert
views-column-status = Status
views-column-next = Als Nächstes
views-column-owner = Eigentümer
views-column-close = Erwarteter Abschluss
views-column-until = Geschützt bis

## Deals: wen eine Notiz nennt

notice-deal-mentioned-name = Notizen, die Sie nennen
notice-deal-mentioned-title = { $who } nennt Sie bei { $company }
notice-deal-mentioned-body = Die Notiz steht beim Deal.

# Questions how a deal stands.
deals-question-asks = Ich frage nach dem Stand
deals-question-asks-hint = Jemand antwortet bis zum nächsten Arbeitstag. Wer bis wann entscheidet, steht oben auf dieser Seite.
deals-question-answers = Der Partner hat nach dem Stand gefragt
deals-question-answers-hint = Am Telefon oder per Mail; diese Notiz antwortet. Es wird gezählt.
deals-question-sent = Gefragt
deals-question-waits = Frage · Antwort bis { $by }
deals-question-answered = Frage · beantwortet am { $at }
deals-question-noted = Auf anderem Weg gefragt
deals-queue-question = Frage zu einem Deal
answers-questions = Fragen nach dem Stand
answers-questions-how = Notizen, die fragen, und Fragen am Telefon oder per Mail, die jemand bei uns notiert hat, auf hundert Registrierungen des Quartals. Je weniger, desto mehr sagen die Seiten von selbst.
answers-quarter = Quartal
answers-registered = Registrierungen
answers-questions-n = Fragen
answers-questions-per = Auf hundert Registrierungen
notice-deal-question-name = Fragen nach dem Stand eines Deals
notice-deal-question-title = { $who } fragt nach dem Stand von { $company }
notice-deal-question-body = Bitte antworten Sie bis { $by } mit einer Notiz auf der Seite des Deals.
notice-deal-question-answered-name = Antworten auf Ihre Fragen zu Deals
notice-deal-question-answered-title = { $who } hat zu { $company } geantwortet
notice-deal-question-answered-body = Die Antwort steht bei den Notizen des Deals.
