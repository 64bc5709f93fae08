## Deals: Listen

deals-title = Deals
deals-sub = Jede Registrierung, ihr Schutz und was als Nächstes kommt.
deals-register = Deal registrieren
deals-register-short = Registrieren
deals-export = Exportieren
deals-view = Ansicht
deals-view-board = Board
deals-view-table = Tabelle
deals-filter = Deals filtern
deals-search = Firma oder Produkt
deals-state = Status
deals-any-state = Jeder Status
deals-product = Produkt
deals-any-product = Jedes Produkt
deals-closing = Erwarteter Abschluss
deals-any-closing = Jeder Abschluss
deals-closing-month = Abschluss in diesem Monat
deals-closing-quarter = Abschluss in diesem Quartal
deals-closing-half = Abschluss in diesem Halbjahr
deals-closing-past = Abschlussdatum ist vorbei
deals-ending = Ende des Schutzes
deals-any-ending = Jeder Schutz
deals-ending-days = Schutz endet binnen { $n } Tagen
deals-mine = Nur meine
deals-table = Deals. Eine Spaltenüberschrift, die ein Link ist, sortiert danach.
deals-by-stage = Deals nach Phase
deals-company = Firma
deals-stage = Phase
deals-value = Wert
deals-status = Stand
deals-next = Als Nächstes
deals-owner = Zuständig
deals-open = Offen
deals-count = { $n ->
    [one] { $n } Deal
   *[other] { $n } Deals
}
deals-open-sum = { $sum } offen
deals-idle = { $n ->
    [one] { $n } braucht einen nächsten Schritt
   *[other] { $n } brauchen einen nächsten Schritt
}
deals-none = Noch keine Deals
deals-none-text = Registrieren Sie einen Kunden, mit dem Sie sprechen. Freigegebene Deals sind geschützt, damit Sie niemand überholt.
deals-none-staff = Registrierungen von Partnern erscheinen hier, sobald sie eingehen.
deals-none-match = Nichts passt
deals-none-match-text = Kein Deal passt zu all diesen Filtern.
deals-no-company = Noch keine Firma
deals-move = { $company } verschieben
deals-move-to = Verschieben nach
deals-now-here = jetzt hier
deals-late = Antwort ist überfällig
deals-with = Bei { $name }
deals-overlap-badge = Mögliche Überschneidung
deals-asked-badge = Verlängerung erbeten
deals-next-draft = Fertigstellen und einreichen
deals-next-review = Antwort bis { $by }
deals-next-missing = Nächster Schritt fehlt
deals-next-won = Gewonnen am { $on }
deals-answer-by = Antwort bis { $by }

## Status, Phasen und andere Kürzel

deal-state-draft = Entwurf
deal-state-in-review = In Prüfung
deal-state-approved = Freigegeben
deal-state-won = Gewonnen
deal-state-lost = Verloren
deal-state-expired = Abgelaufen
deal-state-released = Freigegeben für andere
deal-state-withdrawn = Zurückgezogen
deal-state-rejected = Nicht freigegeben
deal-stage-qualified = Qualifiziert
deal-stage-proposal = Angebot
deal-stage-negotiation = Verhandlung
deal-role-resell = Wir verkaufen weiter
deal-role-refer = Wir vermitteln den Kunden
deal-role-cosell = Wir verkaufen gemeinsam mit Ihnen
deal-role-influence = Wir beeinflussen die Entscheidung
deal-role-service = Wir erbringen Dienstleistungen
deal-source-partner = Wir haben den Kunden gefunden
deal-source-vendor = Sie gaben uns den Lead
deal-source-campaign = Eine Kampagne oder Veranstaltung
deal-source-renewal = Eine Verlängerung oder Erweiterung
deal-overlap-different-project = Es ist ein anderes Projekt
deal-overlap-different-project-hint = Anderes Produkt, Budget oder anderer Standort
deal-overlap-work-together = Zusammenarbeit anbieten
deal-overlap-work-together-hint = Wir fragen zuerst den anderen Partner
deal-reject-already-registered = Ein anderer Partner hat zuerst registriert
deal-reject-direct = Wir arbeiten mit diesem Kunden schon direkt
deal-reject-existing-customer = Der Kunde kauft bereits
deal-reject-not-qualified = Es gibt noch kein Projekt mit Bedarf, Budget und Termin
deal-reject-incomplete = Etwas, worum wir baten, fehlt
deal-reject-tender = Die Ausschreibung ist veröffentlicht, also darf jeder bieten
deal-reject-other = Ein anderer Grund
deal-loss-competitor = Ein Wettbewerber hat gewonnen
deal-loss-price = Zu teuer
deal-loss-no-budget = Kein Budget
deal-loss-no-decision = Der Kunde hat nichts entschieden
deal-loss-product = Dem Produkt fehlt etwas
deal-loss-other = Ein anderer Grund
deal-why-overlap = Ein anderer Partner hält, beansprucht oder bediente zuletzt diesen Kunden
deal-why-claimed = Ein anderer Partner bekam einen Lead zu diesem Kunden
deal-why-own-duplicate = Der Partner selbst hat so einen Deal
deal-why-customer-unsure = Es könnte ein Kunde sein, der unter anderem Namen bekannt ist
deal-why-direct = Der Hersteller verkauft an diesen Kunden direkt
deal-why-coverage = Nach dem Abdeckungsplan betreuen andere Partner diesen Kunden
deals-coverage-by-name = Benannt in Version { $version } des Abdeckungsplans
deals-coverage-by-rule = Nach der Regel „{ $rule }“ der Version { $version } des Abdeckungsplans
deals-coverage-by-otherwise = Wie Version { $version } des Abdeckungsplans es für alle anderen Kunden sagt
deal-why-value = Der Wert liegt über der Grenze für sofortige Freigabe
deal-why-currency = Die Grenze für sofortige Freigabe gilt in anderer Währung
deal-why-by-hand = Die Regeln überlassen diese Entscheidung einem Menschen

## Das Formular

deals-register-sub = Etwa drei Minuten. Freigegebene Deals gehören { $days } Tage lang Ihnen.
deals-change-title = { $company } ändern
deal-customer = Kunde
deal-opportunity = Vorhaben
deal-company = Firma
deal-domain = Website
deal-country = Land
deal-city = Ort
deal-contact = Kontaktperson
deal-email = Geschäftliche E-Mail
deal-contact-role = Ihre Rolle
deal-contact-role-like = Leitung Betrieb
deal-products-question = Was wird gekauft?
deal-products = Produkte
deal-product = Produkt
deal-quantity = Menge
deal-amount = Betrag
deal-value = Wert des Deals
deal-value-hint = Wert im ersten Jahr vor Steuern.
deal-close = Erwarteter Abschluss
deal-close-hint = Der Schutz gilt { $days } Tage ab Freigabe.
deal-need = Was ist bisher geschehen?
deal-need-hint = Zwei Sätze und ein Datum beschleunigen die Prüfung.
deal-more = Mehr zum Deal
deal-role = Ihr Anteil
deal-source = Woher er kommt
deal-competitor = Wettbewerber
deal-next-step = Nächster Schritt
deal-next-step-like = Vorführung am 27. November
deal-split = Anteil jedes Produkts
deal-split-hint = Ohne Beträge wird der Wert gleich aufgeteilt.
deal-quantity-of = Menge von { $product }
deal-amount-of = Betrag für { $product }
deals-submit = Zur Prüfung einreichen
deals-save-draft = Entwurf sichern
deals-save = Sichern
deals-cancel = Abbrechen
deals-back = Deal
deals-fixed = Kunde und Produkte stehen mit der Freigabe fest. Für einen anderen Kunden registrieren Sie einen weiteren Deal.
deals-blocked = Sie können zurzeit keine Deals registrieren
deals-draft-saved = Entwurf gesichert { $time }
deals-draft-stale = Jemand anderes hat diesen Entwurf gesichert. Laden Sie die Seite neu.
deals-draft-not-saved = Nicht gesichert: etwas ist zu lang oder unlesbar
deals-draft-kept = Entwurf gesichert. Außerhalb Ihrer Firma sieht ihn niemand.
deals-handed-in = Eingereicht. Sie hören von uns bis zum hier genannten Zeitpunkt.
deals-approved-at-once = Freigegeben. Der Kunde ist für Sie geschützt.
deals-next-panel = Wie es weitergeht
deals-step-submit = Sie reichen ein
deals-step-submit-text = Wir prüfen sofort auf Überschneidungen
deals-step-review = Prüfung
deals-step-review-by = Prüfung durch { $name }
deals-step-review-text = Antwort bis { $by }; oft sofort
deals-step-protected = { $days } Tage geschützt
deals-step-protected-text = Ein Fortschritt verlängert um { $days } Tage
deals-step-win = Gewinnen und verdienen
deals-step-win-text = Als gewonnen melden; daraus folgt Ihre Vergütung
deals-record = Ihre Bilanz
deals-record-approved = Freigegeben, letzte 90 Tage
deals-record-time = Mittlere Zeit bis zur Antwort
deals-overlap-title = Zu diesem Kunden gibt es vielleicht schon eine Registrierung
deals-overlap-text = Eine andere Registrierung zu diesem Kunden ist aktiv. Ihre kann trotzdem gelten, wenn es ein anderes Projekt ist. Wir zeigen keinem Partner die Angaben des anderen.
deals-overlap-legend = Worin unterscheidet sich Ihre?
deals-overlap-rules = So entscheiden wir, wenn zwei Partner einen Kunden beanspruchen
deals-own-title = Ihre Firma hat einen Deal mit diesem Kunden
deals-own-text = Ergänzen Sie ihn, oder fahren Sie fort, wenn es ein anderes Projekt ist.
deals-own-open = Deal öffnen

## Ein Deal

deals-edit = Ändern
deals-decide = Entscheiden
deals-win = Als gewonnen melden
deals-lose = Als verloren melden
deals-withdraw = Zurückziehen
deals-extend = Mehr Zeit
deals-reopen = Wieder öffnen
deals-release = Schutz beenden
deals-again = Erneut registrieren
deals-progress = Fortschritt
deals-notes = Notizen
deals-note-new = Festhalten, was geschah
deals-note-hint = Ein Treffen, ein Anruf, eine Entscheidung. Es zählt als Fortschritt. Wen Sie mit @ nennen, etwa @Jonas, der erfährt es.
deals-note-add = Notiz hinzufügen
deals-note-internal = Nur für unser Team
deals-note-internal-hint = Der Partner sieht sie nicht.
deals-internal = Intern
deals-timeline = Was geschehen ist
deals-protection = Schutz
deals-protected-until = Bis { $on }
deals-extensions = Verlängerungen
deals-facts = Eckdaten
deals-overlap-answer = Zur Überschneidung
deals-completeness = Formular ausgefüllt
deals-partner = Partner
deals-manager = Partnerbetreuung
deals-account = Kundenkonto
deals-account-open = Öffnen
deals-changed = Gesichert
deals-noted = Festgehalten
deals-approved = Freigegeben. Der Partner wird benachrichtigt.
deals-rejected = Nicht freigegeben. Der Partner erfährt es mit Ihrem Grund.
deals-won = Gewonnen. Herzlichen Glückwunsch!
deals-lost = Als verloren gemeldet
deals-withdrawn = Zurückgezogen
deals-extended = Verlängert
deals-extension-asked = Erbeten. Sie hören von uns, bevor der Schutz endet.
deals-extension-declined = Abgelehnt. Der Partner erfährt es mit Ihrem Grund.
deals-reopened = Wieder offen
deals-released = Schutz beendet
deals-banner-draft = Das ist ein Entwurf
deals-banner-draft-text = Außerhalb Ihrer Firma sieht ihn niemand, bis Sie ihn einreichen.
deals-banner-review = In Prüfung
deals-banner-late = Die Antwort ist überfällig
deals-banner-review-text = Antwort bis { $by }.
deals-banner-review-by = { $name } antwortet bis { $by }.
deals-banner-overlap = Zu diesem Kunden gibt es vielleicht schon eine Registrierung
deals-banner-overlap-text = Wir sehen uns beide Ansprüche an und entscheiden nach den Regeln. Kein Partner sieht die Angaben des anderen.
deals-banner-asked = Es wurde um mehr Zeit gebeten
deals-banner-approved = Freigegeben
deals-banner-expired = Der Schutz ist zu Ende
deals-banner-expired-text = Andere dürfen diesen Kunden jetzt registrieren. Wenn Sie noch daran arbeiten, registrieren Sie ihn erneut.
deals-banner-released = Der Schutz endete vor der Zeit
deals-banner-released-idle = Lange hat niemand daran gearbeitet. Wenn Sie noch daran sind, registrieren Sie ihn erneut.
deals-banner-withdrawn = Zurückgezogen

deals-did-drafted = begann einen Entwurf
deals-did-submitted = reichte die Registrierung ein
deals-did-approved = gab sie frei
deals-did-approved-rules = Die Regeln gaben frei
deals-did-rejected = gab sie nicht frei
deals-did-moved = verschob nach { $stage }
deals-did-changed = änderte { $fields }
deals-did-asked = bat um mehr Zeit
deals-did-declined = lehnte mehr Zeit ab
deals-did-extended = verlängerte den Schutz
deals-did-expired = Der Schutz endete
deals-did-idle = Lange geschah nichts; beide Seiten wurden benachrichtigt
deals-did-released = Der Schutz endete vor der Zeit
deals-did-withdrawn = zog sie zurück
deals-did-won = meldete den Gewinn
deals-did-lost = meldete den Verlust
deals-did-reopened = öffnete sie wieder
deals-did-reminded = { $days ->
    [one] Erinnerung: noch { $days } Tag Schutz
   *[other] Erinnerung: noch { $days } Tage Schutz
}
deals-did-escalated = Die Antwort ist überfällig; das Partnerteam wurde benachrichtigt
deal-field-company = Firma
deal-field-domain = Website
deal-field-country = Land
deal-field-city = Ort
deal-field-contact = Kontakt
deal-field-need = bisher Geschehenes
deal-field-products = Produkte
deal-field-value = Wert
deal-field-close-on = erwarteten Abschluss
deal-field-competitor = Wettbewerber
deal-field-next-step = nächsten Schritt
deal-field-role = Anteil des Partners
deal-field-source = Herkunft
deal-field-overlap-answer = Antwort zur Überschneidung

## Schritte

deal-note = Notiz
deal-reason = Grund
deal-won-on = Gewonnen am
deal-loss-reason = Woran lag es?
deal-reject-reason = Grund, nicht freizugeben
deal-reject-reason-hint = Nur nötig, wenn Sie nicht freigeben.
deals-both-read = Beide Seiten lesen das.
deals-ask-win = Ist { $company } gewonnen?
deals-ask-win-text = Sagen Sie, an welchem Tag der Kunde gekauft hat. Daraus folgt die Vergütung.
deals-ask-win-verb = Als gewonnen melden
deals-ask-loss = Ist { $company } verloren?
deals-ask-loss-text = Der Schutz endet. Andere dürfen diesen Kunden registrieren.
deals-ask-loss-verb = Als verloren melden
deals-ask-withdrawal = { $company } zurückziehen?
deals-ask-withdrawal-text = Das ist endgültig. Der Schutz endet, und andere dürfen diesen Kunden registrieren.
deals-ask-withdrawal-verb = Zurückziehen
deals-ask-extension = Mehr Zeit für { $company }
deals-ask-extension-text = Fortschritt in den letzten Wochen verlängert den Schutz sofort um { $days } Tage. Sonst antwortet Ihre Partnerbetreuung.
deals-ask-extension-staff = Verlängert den Schutz um { $days } Tage.
deals-ask-extension-verb = Verlängern
deals-ask-reopening = { $company } wieder öffnen?
deals-ask-reopening-text = Was geschützt war, ist wieder geschützt, wenn der Kunde noch frei ist. Was der Gewinn einbrachte, wird zurückgenommen.
deals-ask-reopening-verb = Wieder öffnen
deals-ask-release = Den Schutz von { $company } beenden?
deals-ask-release-text = Andere können diesen Kunden sofort registrieren. Der Partner liest den Grund.
deals-ask-release-verb = Schutz beenden
deals-decline = Ablehnen
deals-decide-title = Über { $company } entscheiden
deals-decide-by = Entscheiden bis { $by }
deals-decision = Entscheidung
deals-approve = Freigeben
deals-reject = Nicht freigeben
deals-why = Warum ein Mensch entscheidet
deals-rivals = Andere Ansprüche auf diesen Kunden
deals-rivals-note = Nur für das Team
deals-match = Übereinstimmung
deals-since = Seit
deals-until = bis { $on }
deals-same-customer = Derselbe Kunde
deals-likely-customer = Wahrscheinlich, { $percent } %
deals-same-product = Dasselbe Produkt
deals-separate = Es ist ein eigenes Projekt
deals-separate-hint = Es wird neben dem anderen geschützt, nur für dieses Projekt.
deals-which-account = Welches Kundenkonto ist es?
deals-new-account = Ein neues Kundenkonto

## Die Spielregeln

deals-rules-title = Spielregeln
deals-rules-sub = Was das System tut, in Worten. Der Text entsteht aus denselben Werten.
deals-rules-who = Wem ein Kunde gehört, und wie lange
deals-rules-version = Version { $n }
deals-rules-version-since = Version { $n }, seit { $since }
deals-rules-words = In unseren eigenen Worten
deals-rules-edit = Regeln ändern
deals-rules-edit-sub = Sichern erzeugt eine neue Version. Bereits erteilter Schutz behält sein Ende.
deals-rules-save = Als neue Version sichern
deals-rules-saved = Als neue Version gesichert
deals-rules-accept-title = Ihre Zustimmung
deals-rules-accept-text = Jede Person stimmt jeder Version einmal zu. Zugestimmt wird dem Text oben; Entscheidungen nennen die Klausel und die Version, auf denen sie beruhen.
deals-rules-accept = Ich habe diese Regeln gelesen und stimme zu
deals-rules-accepted = Sie haben dieser Version am { $at } zugestimmt
deals-rules-accepted-now = Ihre Zustimmung ist festgehalten
deals-rules-changed-meanwhile = Die Regeln wurden inzwischen geändert; bitte lesen Sie die neue Version
deals-rules-accepted-by = { $people ->
    [one] Eine Person
   *[other] { $people } Personen
} von { $partners ->
    [one] einem Partner
   *[other] { $partners } Partnern
} { $people ->
    [one] hat
   *[other] haben
} dieser Version zugestimmt.
roe-eligibility = Wer registrieren darf
roe-protection = Wer zuerst freigegeben wird, behält
roe-scope = Was geschützt ist
roe-decision = Wann Sie eine Antwort bekommen
roe-automatic = Sofortige Freigabe
roe-overlap = Zwei Partner, ein Kunde
roe-incumbency = Wer den Kunden zuletzt gewann
roe-direct = Wer welchen Kunden bedient
roe-customer = Ein Kunde ist ein Kunde
roe-extension = Mehr Zeit
roe-reminders = Erinnerungen
roe-end = Wie der Schutz endet
roe-reopening = Wieder öffnen
roe-claim = Leads, die wir vergeben
deals-rule-eligible = Jeder aktive Partner mit dem Recht, Deals zu registrieren, darf registrieren. Mitglieder brauchen die Zertifikate, die ein Produkt verlangt.
deals-rule-auto-none = Jede Registrierung entscheidet ein Mensch.
deals-rule-incumbency-none = Frühere Abschlüsse zählen für niemanden; die erste freigegebene Registrierung behält den Kunden.
deals-rule-direct = Manche Kunden kaufen direkt bei uns, manche werden von benannten Partnern bedient. Eine Registrierung für sie geht an einen Menschen, der sagt, was möglich ist.
deals-rule-customer = Ein Kunde in anderer Schreibweise, eine Niederlassung oder ein Handelsname ist derselbe Kunde. Ein Partner registriert einen Kunden und ein Produkt einmal; wo wir nicht sicher sind, sieht ein Mensch nach.
deals-rule-extend-none = Ein Schutz kann nicht verlängert werden.
deals-rule-reminders-none = Vor dem Ende wird niemand erinnert.
deals-rule-end = Der Schutz endet, wenn der Deal gewonnen, verloren oder zurückgezogen ist, und zu dem Zeitpunkt, der am Deal steht. Eine spätere Änderung dieser Regeln verkürzt ihn nicht.
deals-rule-idle = Geschieht { $days } Tage lang nichts (keine Phase, keine Notiz, keine Änderung), erfahren es beide Seiten; nach weiteren { $grace } Tagen ohne Fortschritt endet der Schutz.
deals-rule-reopening = Ein gewonnener, verlorener, beendeter oder abgelaufener Deal kann wieder geöffnet werden, solange sein Kunde frei ist. Er ist für den Rest seiner Zeit geschützt, sonst für { $days } Tage.
deals-rule-claim = Ein Lead, den wir einem Partner anbieten, ist sein Anspruch auf den Kunden, solange er antworten kann, und { $days } Tage lang, sobald er ihn genommen hat. So lange wartet eine Registrierung eines anderen Partners auf einen Menschen.
deals-rule-claim-none = Ein Lead, den wir vergeben, ist kein Anspruch auf den Kunden; die erste freigegebene Registrierung behält ihn.
trial-title = Am letzten Jahr erprobt
trial-note = Es wurde nichts gesichert oder geändert.
trial-try = An der Vergangenheit erproben
trial-none = Alle { $n } Entscheidungen des letzten Jahres wären gleich ausgefallen.
trial-some = { $differ } von { $n } Entscheidungen des letzten Jahres wären anders ausgefallen.
trial-to-person = Sofort freigegeben, ginge an einen Menschen
trial-at-once = Ging an einen Menschen, wäre sofort freigegeben
trial-refused = Würde abgelehnt
trial-extension = Verlängerungen, die sofort gegeben würden
trial-no-extension = Verlängerungen, die nicht sofort gegeben würden
trial-longer-protected = Bis zu einem anderen Tag geschützt
trial-longer-extended = Bis zu einem anderen Tag verlängert
trial-longer-review = Anderer Grund oder andere Frist
trial-other = Andere Unterschiede
trial-was = War
trial-now = Wäre
trial-more = Die Tabelle zeigt die ersten 50; die Anzahlen sind vollständig.
record-title = Wie Registrierungen beantwortet werden
record-note = Registrierungen der drei Monate vor diesem
record-of = { $share } von { $n }
record-at-once = Sofort durch die Regeln freigegeben
record-in-time = Rechtzeitig von einem Menschen beantwortet
record-in-time-own = Ihre, rechtzeitig von einem Menschen beantwortet
record-small = Freigegeben, bei Partnern mit bis zu drei Registrierungen
record-large = Freigegeben, bei Partnern mit mehr
record-median = Mittlere Zeit bis zur Antwort eines Menschen
decision-title = Wie entschieden wurde
decision-note = Jede Entscheidung mit Klausel, Version und dem, was bekannt war
decision-at-once = Die Regeln gaben sofort frei; geschützt bis { $until }
decision-approved = gab frei; geschützt bis { $until }
decision-reopened = öffnete wieder; geschützt bis { $until }
decision-review = Ein Mensch entscheidet, bis { $by }
decision-review-again = öffnete die Prüfung wieder; Antwort fällig bis { $by }
decision-rejected = gab nicht frei: { $reason }
decision-extended = Mehr Zeit: geschützt bis { $until }
decision-asked = Um mehr Zeit wurde gebeten; ein Mensch antwortet
decision-declined = gab nicht mehr Zeit
decision-expired = Der Schutz endete durch Zeitablauf
decision-warned = Es geschieht nichts; beide Seiten erfuhren, was folgt
decision-released = beendete den Schutz vor der Zeit
decision-released-idle = Der Schutz endete, weil niemand daran arbeitete
decision-escalated = Die Antwort ist überfällig; die Verantwortlichen wurden benachrichtigt
decision-refused = Abgelehnt: { $why }
decision-knew = Was bekannt war
decision-knew-value = Wert
decision-knew-tier-days = Schutztage nach Stufe
decision-knew-certificates = Zertifikate
decision-knew-separate = Ein eigenes Projekt
decision-knew-until = Geschützt bis
decision-knew-active = Letzter Fortschritt
decision-knew-extensions = Bisherige Verlängerungen
decision-knew-due = Antwort war fällig
decision-knew-from = Vorher
decision-knew-why = Warum ein Mensch
decision-knew-rivals = Deals anderer Partner bei diesem Kunden
decision-knew-own = Eigene Deals bei diesem Kunden
decision-knew-claims = Leads anderer Partner bei diesem Kunden
decision-knew-account = Kunde ist ein bekannter Account
decision-knew-maybe = Accounts, die es sein könnten
decision-knew-stage = Stand des Accounts bei uns
decision-yes = Ja
decision-no = Nein
deals-rule-first = Die erste freigegebene Registrierung schützt einen Kunden { $days } Tage lang, oder so lange, wie es die Stufe des Partners sagt.
deals-rule-scope = Der Schutz gilt für einen Kunden und ein Produkt. Ein anderes Produkt oder ein eigenes Projekt darf jemand anderes registrieren.
deals-rule-decision = { $days ->
    [one] Über eine Registrierung wird binnen eines Werktags entschieden.
   *[other] Über eine Registrierung wird binnen { $days } Werktagen entschieden.
}
deals-rule-hours = Geschäftszeit ist { $hours }, Montag bis Freitag.
deals-rule-auto = Eine Registrierung bis { $limit }, die sich mit nichts überschneidet, ist sofort freigegeben.
deals-rule-overlap = Beanspruchen zwei Partner einen Kunden, entscheidet ein Mensch: wer zuerst registrierte, was seither geschah, und ob es ein Projekt ist. Kein Partner sieht die Angaben des anderen.
deals-rule-extend = Ein Schutz kann { $times } Mal um { $days } Tage verlängert werden.
deals-rule-evidence = Fortschritt in den letzten { $days } Tagen verlängert sofort.
deals-rule-reminders = Beide Seiten werden { $days } Tage vor dem Ende erinnert.
deals-rule-incumbency = Ein Kunde, den ein Partner in den letzten { $days } Tagen gewann, gilt als seiner.
deals-rule-certificate = { $product } verlangt das Zertifikat { $certificate }.
terms-protection-days = Tage Schutz
terms-protection-days-hint = Wo die Stufe nichts anderes sagt.
terms-reminder-days = Erinnerungen, Tage vor dem Ende
terms-reminder-days-hint = Mehrere mit Komma: 30, 14, 3, 1
terms-max-extensions = Höchstens so viele Verlängerungen
terms-extension-days = Tage einer Verlängerung
terms-evidence-days = Fortschritt zählt
terms-evidence-days-hint = Tage. Jüngerer Fortschritt verlängert ohne Bitte.
terms-idle-days = Hinweis, wenn nichts geschieht, nach
terms-idle-days-hint = Tage. 0 schaltet es ab.
terms-idle-grace-days = Schutz endet nach weiteren
terms-idle-grace-days-hint = Tage ohne Fortschritt.
terms-incumbency-days = Gewonnene Kunden zählen
terms-incumbency-days-hint = Tage. 0 schaltet es ab.
terms-claim-days = Ein Lead ist ein Anspruch für
terms-claim-days-hint = Tage ab der Annahme. 0 schaltet es ab.
terms-decision-days = Werktage bis zur Entscheidung
terms-auto-approve = Sofort freigeben bis
terms-auto-approve-hint = Leer gibt nichts sofort frei.
terms-zone = Zeitzone der Geschäftszeit
terms-opens = Ab Stunde
terms-closes = Bis Stunde
terms-holidays = Tage ohne Geschäft
terms-holidays-hint = Wie 2026-12-25, mit Komma; oder eine Tabelle oder eine iCalendar-Datei einfügen.
terms-direct-stages = Kontophasen, in denen wir selbst verkaufen
terms-direct-stages-hint = Wie das CRM sie nennt. Registrierungen solcher Konten gehen an einen Menschen.
terms-overlaps = Überschneidungen
terms-overlap-hint = Partnern beim Tippen sagen, dass es eine Überschneidung gibt
terms-overlap-hint-hint = Nur, dass es sie gibt. Aus sagt vor dem Einreichen nichts.
terms-checks = Abfragen je Stunde und Person
terms-certificates = Zertifikate, die Produkte verlangen
terms-certificates-hint = Der Schlüssel des Zertifikats. Leer verlangt keines.

## Zahlen, Aufgaben, nächste Schritte, Blöcke

deals-figure-open = Offene Pipeline
deals-figure-open-how = Wert der Deals, die eingereicht und nicht beendet sind.
deals-figure-won = Gewonnen im Quartal
deals-figure-won-how = Wert der Deals, die seit Quartalsbeginn gewonnen wurden.
deals-figure-rate = Gewinnquote
deals-figure-rate-how = Gewonnene von den gewonnenen, verlorenen und abgelaufenen Deals der letzten zwölf Monate.
deals-figure-points = { $n } Pkt.
deals-figure-vs-quarter = zum letzten Quartal
deals-figure-vs-year = zum Jahr davor
deals-figure-pipeline = Partner-Pipeline
deals-figure-pipeline-how = Wert aller Deals in Prüfung und freigegeben.
deals-figure-in-time = Rechtzeitig entschieden
deals-figure-in-time-how = Von den Antworten eines Menschen, die in den letzten 90 Tagen fällig waren, die bis zum zugesagten Zeitpunkt.
deals-figure-decided = { $n } fällig, { $waiting } warten
deals-queue-kind = Deal-Registrierung
deals-queue-extension = Verlängerung
deals-act-draft = Entwurf fertigstellen
deals-act-draft-of = Registrierung von { $company } fertigstellen
deals-act-draft-why = Geschützt ist erst, was eingereicht ist. Zuletzt bearbeitet { $since }
deals-act-draft-verb = Fortsetzen
deals-act-keep = { $company } geschützt halten
deals-act-keep-why = { $days ->
    [0] Der Schutz endet heute. Es geht um { $value }
    [one] Der Schutz endet in { $days } Tag. Es geht um { $value }
   *[other] Der Schutz endet in { $days } Tagen. Es geht um { $value }
}
deals-act-keep-verb = Mehr Zeit
deals-act-step = Nächsten Schritt mit { $company } planen
deals-act-step-why = { $value } ohne nächsten Schritt, noch { $days } Tage Schutz
deals-act-step-verb = Öffnen
deals-chart-title = Pipeline nach erwartetem Abschluss
deals-chart-month = Monat
deals-chart-summary = Gestapelte Balken von { $first } bis { $last }. Der höchste Monat ist { $best } mit { $sum }.
deals-chart-open = Board öffnen
deals-block-title = Deals
deals-block-note = { $n ->
    [0] Keine offen
   *[other] { $n } offen · { $sum }
}
deals-block-none = Keine offenen Deals
deals-block-all = Alle Deals

## Benachrichtigungen

notice-deal-submitted-name = Neue Deal-Registrierungen
notice-deal-submitted-title = { $partner } hat { $company } registriert
notice-deal-submitted-body = Bitte entscheiden Sie bis { $by }.
notice-deal-approved-name = Freigegebene Deals
notice-deal-approved-title = { $company } ist freigegeben
notice-deal-approved-body = Der Kunde ist für Sie geschützt bis { $until }.
notice-deal-rejected-name = Nicht freigegebene Deals
notice-deal-rejected-title = { $company } wurde nicht freigegeben
notice-deal-rejected-body = Der Grund steht beim Deal. Sie können erneut registrieren, wenn sich etwas geändert hat.
notice-deal-extended-name = Verlängerter Schutz
notice-deal-extended-title = { $company } hat mehr Zeit
notice-deal-extended-body = Der Kunde ist für Sie geschützt bis { $until }.
notice-deal-expired-name = Beendeter Schutz
notice-deal-expired-title = Der Schutz von { $company } ist zu Ende
notice-deal-expired-body = { $partner } hält diesen Kunden nicht mehr. Andere dürfen ihn jetzt registrieren.
notice-deal-idle-name = Deals, bei denen nichts geschieht
notice-deal-idle-title = { $days ->
    [one] Bei { $company } geschah einen Tag lang nichts
   *[other] Bei { $company } geschah { $days } Tage lang nichts
}
notice-deal-idle-body = Notieren Sie, was geschah, oder sagen Sie, wie weit es ist. Ohne Fortschritt endet der Schutz am { $until }.
notice-deal-released-name = Vorzeitig beendeter Schutz
notice-deal-released-title = Der Schutz von { $company } endete vor der Zeit
notice-deal-released-body = { $partner } hält diesen Kunden nicht mehr. Andere dürfen ihn jetzt registrieren; der Deal sagt, warum.
notice-deal-withdrawn-name = Zurückgezogene Deals
notice-deal-withdrawn-title = { $partner } hat { $company } zurückgezogen
notice-deal-withdrawn-body = Zu entscheiden ist nichts mehr.
notice-deal-won-name = Gewonnene Deals
notice-deal-won-title = { $partner } hat { $company } gewonnen
notice-deal-won-body = { $value }.
notice-deal-reopened-name = Wieder geöffnete Deals
notice-deal-reopened-title = { $company } ist wieder offen
notice-deal-reopened-body = Der Grund steht beim Deal.
notice-deal-reminder-name = Bald endender Schutz
notice-deal-reminder-title = { $days ->
    [one] { $company }: noch { $days } Tag Schutz
   *[other] { $company }: noch { $days } Tage Schutz
}
notice-deal-reminder-body = Er endet am { $until }. Halten Sie Fortschritt fest und bitten Sie um mehr Zeit, oder melden Sie Gewinn oder Verlust.
notice-deal-escalated-name = Überfällige Antworten
notice-deal-escalated-title = Die Antwort an { $partner } ist überfällig
notice-deal-escalated-body = Über die Registrierung von { $company } sollte entschieden sein.
notice-deal-extension-asked-name = Bitten um mehr Zeit
notice-deal-extension-asked-title = { $partner } bittet um mehr Zeit für { $company }
notice-deal-extension-asked-body = Der Grund steht beim Deal.
notice-deal-extension-declined-name = Abgelehnte Verlängerungen
notice-deal-extension-declined-title = Keine Verlängerung für { $company }
notice-deal-extension-declined-body = Der Grund steht beim Deal.

## Ablehnungen

refusal-plain-text = Hier stehen Zeichen, die nicht gespeichert werden können. Tippen Sie es ohne sie.
refusal-too-many = { $most ->
   *[other] Höchstens { $most }.
}
refusal-twice = Das steht schon in der Liste.
refusal-range = Geben Sie eine Zahl von { $min } bis { $max } ein.
refusal-no-value = Sagen Sie, was der Deal wert ist.
refusal-split-sum = Die Beträge der Produkte ergeben nicht den Wert des Deals.
refusal-past-date = Dieser Tag ist vorbei. Geben Sie einen kommenden ein.
refusal-far-date = Dieser Tag ist zu weit weg.
refusal-future-date = Dieser Tag kommt erst noch.
refusal-before-registration = Das ist vor der Registrierung des Deals.
refusal-deal-wrong-state = { $state ->
    [draft] Dieser Deal ist noch ein Entwurf, daher geht das nicht.
    [in_review] Dieser Deal ist in Prüfung, daher geht das jetzt nicht.
    [approved] Dieser Deal ist freigegeben, daher geht das nicht.
    [won] Dieser Deal ist gewonnen, daher geht das nicht.
    [lost] Dieser Deal ist verloren, daher geht das nicht.
    [expired] Der Schutz dieses Deals ist zu Ende, daher geht das nicht.
    [withdrawn] Dieser Deal wurde zurückgezogen, daher geht das nicht.
   *[rejected] Dieser Deal wurde nicht freigegeben, daher geht das nicht.
}
refusal-deal-protected-by-other = Ein anderer Deal schützt diesen Kunden und dieses Produkt. Beenden Sie ihn zuerst, oder kennzeichnen Sie diesen als eigenes Projekt.
refusal-deal-claimed-by-lead = Ein anderer Partner bekam einen Lead zu diesem Kunden. Nehmen Sie zuerst den Lead zurück, oder kennzeichnen Sie diesen Deal als eigenes Projekt.
refusal-deal-partner-not-active = Ihre Firma ist im Programm noch nicht aktiv. Schließen Sie zuerst die Aktivierung ab.
refusal-deal-no-right = Ihre Firma darf zurzeit keine Deals registrieren. Fragen Sie Ihre Partnerbetreuung.
refusal-deal-not-certified = { $product } können Personen mit dem Zertifikat { $certificate } registrieren.
refusal-deal-extension-limit = { $most ->
    [one] Der Schutz wurde schon einmal verlängert, öfter geht es nicht.
   *[other] Der Schutz wurde schon { $most } Mal verlängert, öfter geht es nicht.
}
refusal-deal-extension-pending = Sie haben schon um mehr Zeit gebeten. Ihre Partnerbetreuung antwortet.
refusal-deal-extension-early = Um mehr Zeit bitten kann man in den letzten { $days } Tagen des Schutzes.
refusal-deal-no-extension-asked = Niemand bittet um mehr Zeit.
refusal-deal-customer-fixed = Kunde und Produkte stehen mit der Freigabe fest. Registrieren Sie für einen anderen Kunden einen weiteren Deal.
refusal-deal-not-due = Der Schutz ist noch nicht zu Ende.
refusal-deal-several-lines = Der Deal hat mehrere Produkte oder eine andere Währung. Ändern Sie die Beträge im Deal selbst.
refusal-deal-too-many-checks = Sie haben in einer Stunde { $most } Kunden abgefragt. Warten Sie ein wenig.
deals-next-ended = Beendet am { $on }
deals-banner-won-text = Glückwunsch. Was Sie daran verdienen, steht unter Verdienst.
deals-board-more = { $n } weitere in der Tabelle

quarter-name = Q{ $n } { $year }
