## Ausschreibungen

proposals-title = Ausschreibungen
proposals-one = Ausschreibung
proposals-sub = Ein Bedarf, die Partner, die dafür in Frage kommen, ihre Antworten bis zur Frist versiegelt.
proposals-new = Neue Ausschreibung
proposals-edit = Ändern
proposals-filter = Ausschreibungen filtern
proposals-state = Status
proposals-any-state = Jeder Status
proposals-request = Ausschreibung
proposals-due = Fällig
proposals-owner = Kümmert sich
proposals-none = Keine Ausschreibungen
proposals-none-text = Veröffentlichen Sie, was ein Kunde braucht, und vergleichen Sie, was geeignete Partner bieten.
proposals-none-portal = Braucht ein Kunde etwas, wofür Sie in Frage kommen, können Sie hier antworten.
proposals-none-match = Nichts passt
proposals-none-match-text = Keine Ausschreibung hat diesen Status.
proposals-shown = { $n ->
    [one] { $n } Ausschreibung
   *[other] { $n } Ausschreibungen
}
proposals-state-draft = Entwurf
proposals-state-published = Offen für Antworten
proposals-state-closed = Zu entscheiden
proposals-state-awarded = Vergeben
proposals-state-not-awarded = Nicht vergeben
proposals-state-withdrawn = Zurückgezogen
proposals-own-invited = Noch nicht beantwortet
proposals-own-begun = Begonnen
proposals-own-answered = Beantwortet
proposals-own-taken-back = Antwort zurückgenommen
proposals-kind-short = Kurzer Text
proposals-kind-long = Langer Text
proposals-kind-number = Zahl
proposals-kind-money = Betrag
proposals-kind-yes-no = Ja oder nein
proposals-kind-choice = Eines von mehreren
proposals-yes = Ja
proposals-no = Nein
proposals-queue = Angebote zu vergleichen
proposals-act = „{ $title }“ beantworten
proposals-act-by = Die Frist endet { $when }. Bis dahin sind Antworten versiegelt.
proposals-act-verb = Antworten
proposals-form-sub = Bis zur Veröffentlichung sehen sie nur Ihre eigenen Leute.
proposals-need = Was gebraucht wird
proposals-field-title = In einer Zeile
proposals-body = Im Einzelnen
proposals-company = Kunde
proposals-company-hint = Partner lesen den Namen nicht; der, der den Zuschlag bekommt, schon.
proposals-anywhere = Überall
proposals-place = Ort
proposals-facts = Auf einen Blick
proposals-deadline = Antworten bis
proposals-who = Wer in Frage kommt
proposals-who-note = Nach derselben Prüfung wie bei der Zuteilung von Leads
proposals-questions = Fragen
proposals-questions-note = Speichern bringt weitere leere Zeilen
proposals-question = Frage
proposals-question-n = Frage { $n }
proposals-question-kind = Wie sie beantwortet wird
proposals-options = Möglichkeiten, durch Semikolons getrennt
proposals-required = Ob eine Antwort nötig ist
proposals-required-yes = Nötig
proposals-required-no = Freiwillig
proposals-criteria = Kriterien
proposals-criteria-note = Danach werden Antworten verglichen
proposals-criterion = Kriterium
proposals-criterion-n = Kriterium { $n }
proposals-weight = Gewicht
proposals-show-scores = Partner lesen ihre eigenen Punkte
proposals-show-scores-hint = Im Brief nach der Entscheidung, nach Kriterien. Die der anderen lesen sie nie.
proposals-clocks = Fristen
proposals-answer-days = Werktage zum Antworten
proposals-answer-days-hint = Ab der Veröffentlichung, nach dem Kalender der Spielregeln
proposals-remind-days = So viele Tage vorher erinnern
proposals-remind-days-hint = Wer nicht geantwortet hat; 0 ist nie
proposals-decide-days = Werktage zum Entscheiden
proposals-currency = Währung der Beträge
proposals-in-currency = In { $currency }
proposals-save = Speichern
proposals-cancel = Abbrechen
proposals-saved = Gespeichert.
proposals-publish = Veröffentlichen
proposals-published = Veröffentlicht. Die Partner, die in Frage kommen, werden benachrichtigt.
proposals-would-ask = Würden jetzt gefragt
proposals-asked = Gefragt
proposals-asked-more = { $n ->
    [one] { $n } weiterer
   *[other] { $n } weitere
 }
proposals-asked-n = { $n ->
    [one] { $n } Partner
   *[other] { $n } Partner
}
proposals-asks-nobody = Niemand kommt in Frage. Verlangen Sie weniger, oder tragen Sie unter Leads ein, was Partner übernehmen können.
proposals-sealed = Antworten sind versiegelt
proposals-sealed-text = Vor { $by } kann in Ihrer Firma niemand lesen, wer geantwortet hat und was.
proposals-sealed-viewer = Wer als Partner schaut, liest nicht, was dieser schreibt.
proposals-to-decide = Vergleichen und entscheiden
proposals-to-decide-text = Bitte entscheiden Sie bis { $by }.
proposals-answers = Antworten
proposals-no-answers = Niemand hat geantwortet
proposals-no-answers-text = Entscheiden Sie, dass niemand den Zuschlag bekommt, und sagen Sie warum.
proposals-points = Punkte
proposals-points-note = Durchschnitte der Prüfenden, 0 bis 5
proposals-points-for = Punkte für { $criterion }
proposals-note-for = Notiz zu { $criterion }
proposals-no-points = Keine Punkte
proposals-note = Warum
proposals-review = Punkte für { $partner }
proposals-save-points = Meine Punkte speichern
proposals-points-saved = Ihre Punkte sind gespeichert.
proposals-total = Summe
proposals-no-total = Punkte fehlen
proposals-open-lead = Lead öffnen
proposals-open-deal = Deal öffnen
proposals-decide = Entscheiden
proposals-decide-title = Entscheiden: { $title }
proposals-decide-text = Der Partner kann daraus einen Deal machen. Alle, die geantwortet haben, bekommen einen Brief mit Ihren Gründen.
proposals-decide-lead = Der Partner hat den Lead sofort. Alle, die geantwortet haben, bekommen einen Brief mit Ihren Gründen.
proposals-to-whom = Wer den Zuschlag bekommt
proposals-nobody = Niemand
proposals-nobody-hint = Kein Partner bekommt den Zuschlag.
proposals-reason = Gründe
proposals-reason-hint = Alle, die geantwortet haben, lesen sie. Nennen Sie keine anderen.
proposals-decided = Entschieden. Die Briefe sind unterwegs.
proposals-withdraw = Zurückziehen
proposals-withdraw-title = Zurückziehen: { $title }
proposals-withdraw-text = Partner, die begonnen haben, erfahren den Grund. Was vor der Frist geantwortet wurde, bleibt für immer versiegelt.
proposals-withdrawn = Zurückgezogen.
proposals-answer-verb = Antworten
proposals-answer-go-on = Weiter antworten
proposals-answer-change = Antwort ändern
proposals-answer-sub = Bis { $by }; vorher kann sie sonst niemand lesen
proposals-answer-note = Sie können sie bis zur Frist ändern.
proposals-answer-send = Einreichen
proposals-answer-keep = Als Entwurf behalten
proposals-answer-sent = Ihre Antwort ist eingereicht.
proposals-answered-by = { $name }, { $when }
proposals-take-back = Antwort zurücknehmen
proposals-answer-taken-back = Ihre Antwort ist zurückgenommen. Bis zur Frist können Sie sie wieder einreichen.
proposals-your-answer = Ihre Antwort
proposals-your-points = Ihre Punkte
proposals-draft-saved = Entwurf um { $time } behalten
proposals-draft-kept = Der Entwurf ist behalten, aber noch nicht eingereicht.
proposals-draft-stale = Jemand anderes hat sie geändert. Laden Sie die Seite neu.
proposals-draft-not-saved = Nicht behalten: Sehen Sie nach, was markiert ist, oder auf die Frist.
proposals-make-deal = Zum Deal machen
proposals-deal-made = Ein Entwurf des Deals ist angelegt. Vervollständigen Sie ihn und reichen Sie ihn ein.
proposals-how = So geht es
proposals-how-text = Antworten sind bis zur Frist versiegelt, auch für uns. Danach geben wir jeder Antwort Punkte nach diesen Kriterien, entscheiden und sagen Ihnen warum. Niemandem sagen wir, wer sonst gefragt wurde oder geantwortet hat.
proposals-letter-awarded = Sie haben den Zuschlag
proposals-letter-awarded-text = Wir haben Ihr Angebot gewählt.
proposals-letter-not-awarded = Unsere Entscheidung
proposals-letter-not-awarded-text = Wir haben Ihr Angebot nicht gewählt. Danke für die Arbeit, die darin steckt.
proposals-letter-withdrawn = Die Ausschreibung wurde zurückgezogen
proposals-letter-withdrawn-text = Was Sie vor der Frist geantwortet haben, hat niemand gelesen, und niemand wird es lesen.

notice-proposal-asked-name = Ausschreibungen, für die Sie in Frage kommen
notice-proposal-asked-title = Sie können antworten: { $title }
notice-proposal-asked-body = Antworten Sie bis { $by }. Bis dahin sind Antworten versiegelt.
notice-proposal-reminder-name = Erinnerungen an Ausschreibungen
notice-proposal-reminder-title = { $title }: Die Frist ist nah
notice-proposal-reminder-body = Sie haben keine Antwort eingereicht. Bis { $by } können Sie das.
notice-proposal-awarded-name = Angebote, die gewählt wurden
notice-proposal-awarded-title = Ihr Angebot wurde gewählt: { $title }
notice-proposal-awarded-body = Lesen Sie warum, und gehen Sie von dort weiter.
notice-proposal-not-awarded-name = Angebote, die nicht gewählt wurden
notice-proposal-not-awarded-title = { $title } ist entschieden
notice-proposal-not-awarded-body = Ihr Angebot wurde nicht gewählt. Lesen Sie warum.
notice-proposal-withdrawn-name = Ausschreibungen, die zurückgezogen wurden
notice-proposal-withdrawn-title = { $title } wurde zurückgezogen
notice-proposal-withdrawn-body = Lesen Sie warum.
notice-proposal-closed-name = Ausschreibungen zu entscheiden
notice-proposal-closed-title = { $title }: Die Antworten sind offen
notice-proposal-closed-body = Vergleichen Sie sie und entscheiden Sie bis { $by }.

refusal-proposal-wrong-state = { $state ->
    [draft] Sie ist noch nicht veröffentlicht.
    [published] Partner können noch antworten.
    [closed] Die Zeit zum Antworten ist vorbei; jetzt wird entschieden.
    [withdrawn] Sie wurde zurückgezogen.
   *[other] Sie ist schon entschieden.
}
refusal-proposal-sealed = Antworten sind bis zur Frist versiegelt.
refusal-proposal-too-late = Diese Ausschreibung kann jetzt nicht beantwortet werden: Die Frist ist vorbei, oder sie wurde zurückgezogen.
refusal-proposal-not-answered = Es gibt keine Antwort, die zurückgenommen werden könnte.
refusal-proposal-nobody = Kein Partner kommt in Frage. Verlangen Sie weniger, oder tragen Sie ein, was Partner übernehmen können.
refusal-proposal-not-draft = Nur ein Entwurf kann geändert werden. Ziehen Sie sie zurück und beginnen Sie eine neue.
refusal-proposal-lead-taken = Ein Partner hat diesen Lead, oder er ist zu Ende.
refusal-proposal-partner-not-active = Dieser Partner ist nicht aktiv.
refusal-proposal-no-deal = Hier gibt es nichts, woraus ein Deal werden könnte.
refusal-proposal-options = Nennen Sie zwei bis zwanzig Möglichkeiten, durch Semikolons getrennt.

did-proposals-drafted = hat eine Ausschreibung begonnen
did-proposals-changed = hat eine Ausschreibung geändert
did-proposals-requested = hat eine Ausschreibung veröffentlicht
did-proposals-reminded = hat an eine Ausschreibung erinnert
did-proposals-closed = hat eine Ausschreibung geschlossen
did-proposals-decided = hat eine Ausschreibung entschieden
did-proposals-taken-up = hat aus einem Angebot einen Deal gemacht
did-proposal-kept = hat den Entwurf einer Antwort auf eine Ausschreibung behalten
did-proposal-answered = hat eine Ausschreibung beantwortet
did-proposal-taken-back = hat eine Antwort zurückgenommen
did-proposal-reviewed = hat einem Angebot Punkte gegeben
