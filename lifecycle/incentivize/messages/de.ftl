plans-title = Vergütungspläne
plans-sub = Der Plan, der am Tag des Gewinns galt, entscheidet, was ein Deal einbringt.
plans-none = Noch kein Plan
plans-none-text = Ohne gültigen Plan bringen gewonnene Deals nichts ein. Schreiben Sie den ersten.
plan-new = Neuer Plan
plan-new-sub = Ein Entwurf ändert nichts, bis er in Kraft gesetzt wird.
plan-name = Name
plan-from = Erster Tag
plan-until = Letzter Tag
plan-open-end = offen
plan-product = Produkt
plan-any-product = Jedes Produkt
plan-rank = Für
plan-from-rank = { $rank ->
    [0] alle
   *[other] ab Stufe { $rank }
}
plan-rate = Satz
plan-percent = Prozent des Dealwerts
plan-rates = Sätze
plan-rates-hint = Eine Zeile mit Produkt geht einer Zeile für jedes vor; unter diesen die höchste Stufe, die der Partner erreicht. Nicht benötigte Zeilen bleiben leer.
plan-row = Zeile { $n }
plan-save = Entwurf speichern
plan-cancel = Abbrechen
plan-activate = In Kraft setzen
plan-end = Heute beenden
plan-state-draft = Entwurf
plan-state-active = In Kraft
plan-state-ended = Beendet
plan-drafted = Der Entwurf wurde gespeichert.
plan-activated = Der Plan ist in Kraft.
plan-ended = Der Plan endet heute.
refusal-plan-state = Ein Plan, der { $state ->
    [draft] ein Entwurf
    [active] aktiv
   *[ended] beendet
} ist, kann nicht { $verb ->
    [activated] aktiviert
   *[ended] beendet
} werden.
refusal-plan-overlap = { $other } entscheidet über einige dieser Tage. Beenden Sie ihn zuerst, oder beginnen Sie später.
refusal-plan-rate-twice = Für dieses Produkt und diese Stufe gibt es schon eine Zeile.
refusal-rate = Geben Sie einen Prozentsatz von 0 bis 100 mit höchstens zwei Nachkommastellen ein.
refusal-date-order = Der letzte Tag liegt vor dem ersten.

earnings-title = Verdienst
earnings-sub = Jeder Betrag mit dem Deal, der Regel und der Rechnung dahinter.
earnings-accrued = Verdient
earnings-accrued-definition = Durch gewonnene Deals verdient, wartet auf Freigabe.
earnings-approved = Freigegeben
earnings-approved-definition = Zur Zahlung freigegeben, noch nicht bezahlt.
earnings-paid = Bezahlt
earnings-paid-definition = Bisher ausgezahlt.
earnings-filter = Verdienst filtern
earnings-state = Zustand
earnings-any-state = Jeder Zustand
earnings-none = Hier ist noch nichts
earnings-none-text = Wird ein registrierter Deal gewonnen, erscheint sein Ertrag sofort hier.
earnings-for = Für
earnings-partner = Partner
earnings-on = Gewonnen am
earnings-amount = Betrag
earnings-choose = Auswählen
earnings-choose-one = Betrag für { $company } auswählen
earnings-approve = Ausgewählte freigeben
earnings-approved-flash = Freigegeben.
earnings-none-chosen = Nichts war ausgewählt.
earnings-some-approved = Freigegeben, außer was inzwischen weiter war.
accrual-state-accrued = Verdient
accrual-state-approved = Freigegeben
accrual-state-paid = Bezahlt
accrual-state-reversed = Zurückgebucht
earning-sub = Für { $company }, { $product }
earning-why = Warum dieser Betrag
earning-rounding = Der Satz gilt auf den Wert dieses Produkts im Deal; das Ergebnis wird einmal kaufmännisch gerundet.
earning-deal = Deal
earning-plan = Plan
earning-plan-version = { $plan }, Fassung { $version }
earning-rule = Regel
earning-rule-product = { $product }, { $from }
earning-rule-any = jedes Produkt, { $from }
earning-rank = Stufe an diesem Tag
earning-base = Grundlage
earning-rate = Satz
earning-history = Verlauf
earning-statement = Auf dieser Abrechnung
earning-approve = Freigeben
refusal-accrual-state = Ein Betrag, der { $state ->
    [accrued] auf Freigabe wartet
    [approved] freigegeben ist
    [paid] bezahlt ist
   *[reversed] zurückgebucht wurde
}, kann nicht { $verb ->
    [approved] freigegeben
    [paid] bezahlt
   *[reversed] zurückgebucht
} werden.

statements-title = Abrechnungen
statements-sub = Eine je Monat und Währung, geschlossen am ersten Tag des nächsten.
statements-none = Noch keine Abrechnung
statements-none-text = Was in einem Monat freigegeben wird, steht auf seiner Abrechnung; sie schließt am ersten Tag des nächsten Monats.
statements-unpaid = Noch nicht bezahlt
statements-all = Alle Abrechnungen
statement-title = Abrechnung { $period }
statement-period = Zeitraum
statement-closed = Geschlossen
statement-paid = Bezahlt
statement-not-paid = Noch nicht
statement-total = Summe
statement-total-definition = Die Summe der Zeilen, als die Abrechnung geschlossen wurde.
statement-lines = Zeilen
statement-pdf = PDF
statement-pay = Als bezahlt vermerken
statement-paid-done = Die Abrechnung wurde als bezahlt vermerkt.
statement-state-closed = Zu bezahlen
statement-state-paid = Bezahlt
refusal-statement-paid = Diese Abrechnung wurde schon bezahlt.

estimate-before = Sie würden etwa
estimate-after = { " " }verdienen.
queue-accrual = Verdienst
queue-accrual-detail = Verdientes freigeben
figure-unpaid = Verdient, noch nicht bezahlt
figure-unpaid-definition = Der Habensaldo der Konten für verdiente und freigegebene Beträge.
figure-unpaid-note = verdient und freigegeben

notice-statement-closed-name = Abrechnungen
notice-statement-closed-title = Ihre Abrechnung { $period } liegt vor: { $amount }
notice-statement-closed-body = Die Abrechnung für { $period } wurde mit einer Summe von { $amount } geschlossen. Jede Zeile zeigt den Deal, die Regel und die Rechnung dahinter.
notice-statement-paid-title = Ihre Abrechnung { $period } wurde bezahlt: { $amount }
notice-statement-paid-body = { $amount } für { $period } wurde als bezahlt vermerkt.
did-plan-drafted = hat einen Vergütungsplan geschrieben
did-accrual-skipped = hat nichts verdient, weil kein Plan oder Recht galt
did-plan-activated = hat einen Vergütungsplan in Kraft gesetzt
did-plan-ended = hat einen Vergütungsplan beendet
plan-more = Mehr Zeilen
plan-never = nie in Kraft
refusal-plan-too-many-rates = Ein Plan hat höchstens 100 Zeilen.
booking-earned = Verdient
booking-approved = Freigegeben
booking-paid = Bezahlt
booking-reversed = Zurückgebucht: { $reason }
booking-recovered = Von einer Zahlung abgezogen
account-commission-expense = Provisionsaufwand
account-accrued = Verdient
account-payable = Verbindlichkeiten
account-paid-out = Ausgezahlt
earning-subtracted = Auf dieser Abrechnung abgezogen
statement-sub = { $partner } · Nr. { $number }
statement-number = Nr.
statement-csv = CSV
statement-subtracts = Abgezogen: zurückgebucht
statement-due = Zu bezahlen
statement-paid-amount = Bezahlter Betrag
statement-due-definition = Die Summe abzüglich dessen, was seitdem zurückgebucht wurde.
booking-accounts = Soll { $debit }, Haben { $credit }
plan-from-tier = ab { $tier }
