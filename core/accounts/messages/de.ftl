## Kunden

accounts-title = Kunden
accounts-sub = Die Firmen, die am Ende kaufen. Partner sehen diese Liste nie.
accounts-filter = Kunden filtern
accounts-search = Firma oder Domain
accounts-any-country = Alle Länder
accounts-any-industry = Alle Branchen
accounts-none = Noch keine Kunden
accounts-none-text = Importieren Sie eine Liste aus Ihrem CRM oder fügen Sie eine Firma von Hand hinzu. Deal-Registrierungen werden mit dieser Liste verglichen.
accounts-none-ask = Partner Operations kann sie importieren. Deal-Registrierungen werden mit dieser Liste verglichen.
accounts-none-match = Kein Kunde passt
accounts-none-match-text = Versuchen Sie den Anfang des Namens oder weniger Filter.
account-one = Kunde
account-add = Kunden hinzufügen
account-add-sub = Zuerst sehen wir nach, ob die Firma schon bekannt ist.
account-add-anyway = Trotzdem hinzufügen
account-added = Der Kunde ist hinzugefügt.
account-edit = Kunden bearbeiten
account-save = Speichern
account-saved = Der Kunde ist gespeichert.
account-cancel = Abbrechen
account-company = Firma
account-address = Anschrift
account-registers = Register
account-registers-note = Sie unterscheiden Firmen gleichen Namens
account-with-us = Bei uns
account-name = Firma
account-legal-name = Eingetragener Name
account-domain = Domain
account-domain-hint = Die Web-Adresse, etwa firma.de
account-domains = Weitere Domains
account-domains-hint = Durch Kommas getrennt
account-phone = Telefon
account-street = Straße und Nummer
account-city = Ort
account-region = Bundesland oder Region
account-postal = Postleitzahl
account-country = Land
account-industry = Branche
account-employees = Mitarbeiter
account-revenue = Jahresumsatz
account-isin = ISIN
account-ticker = Börsenkürzel
account-vat = USt-IdNr.
account-duns = D-U-N-S-Nummer
account-lei = LEI
account-registration = Registernummer
account-stage = Phase
account-owner = Betreut von
account-place = Ort
account-facts = Was wir wissen
account-facts-none = Bisher nur der Name.
account-sources = Woher er stammt
account-origin = Herkunft
account-origin-manual = Von Hand
account-origin-import = Import
account-origin-deal = Deal-Registrierung
account-origin-lead = Lead
account-origin-api = API
account-origin-crm = CRM
account-external = Anderswo bekannt als
account-import = Import
account-import-open = Öffnen
account-created-at = Hinzugefügt
account-updated-at = Letzte Änderung
account-activity = Verlauf
account-activity-none = Es ist noch nichts geschehen.
account-did-create = hat den Kunden hinzugefügt
account-did-change = hat geändert: { $fields }
account-did-pair-same = hat gesagt, dass er derselbe wie ein anderer ist
account-did-pair-different = hat gesagt, dass er nicht derselbe wie ein anderer ist
account-did-pair-open = hat offen gelassen, ob er derselbe wie ein anderer ist
account-doubles = Mögliche Dubletten
account-doubles-note = Mit dem, was dafür und dagegen spricht
account-doubles-none = Kein anderer Kunde sieht so aus
account-doubles-none-text = Neue Kunden werden beim Eintreffen verglichen.
account-verdict-same = Dieselbe Firma
account-verdict-likely = Vielleicht dieselbe
account-said-same = Als gleich bestätigt
account-said-different = Als verschieden bestätigt
account-said-by = { $who } hat das am { $when } gesagt.
account-not-same = Nicht dieselbe
account-is-same = Dieselbe
account-judge-again = Wieder offen lassen
account-pair-saved = Notiert. Das gilt vor der Bewertung.
account-speaks-for = Dafür:
account-speaks-against = Dagegen:
account-known-title = Diese Firma ist vielleicht schon bekannt
account-known-text = Sehen Sie nach, bevor Sie sie ein zweites Mal hinzufügen.

## Belege

evidence-name-exact = Gleicher Name
evidence-name-same-after-legal-form = Gleicher Name bis auf die Rechtsform
evidence-name-same-words = Gleiche Wörter in anderer Reihenfolge
evidence-name-spelling = Gleicher Name, anders geschrieben
evidence-name-descriptor = Gleicher Name bis auf ein beschreibendes Wort
evidence-name-place-added = Gleicher Name mit einem Ort dazu
evidence-name-place-suffix = Gleicher Name mit einem Ort am Ende
evidence-name-acronym = Ein Name kürzt den anderen ab
evidence-name-acronym-short = Ein Name kürzt den anderen vielleicht ab
evidence-name-other-descriptor = Gleicher Name mit anderem beschreibendem Wort
evidence-name-contained = Ein Name ist Teil des anderen
evidence-name-similar = Ähnliche Namen
evidence-name-partly = Namen stimmen teilweise überein
evidence-name-other-place = Namen mit verschiedenen Orten
evidence-name-other-number = Namen mit verschiedenen Zahlen
evidence-name-different = Verschiedene Namen
evidence-domain-same = Gleiche Domain
evidence-domain-same-label = Gleiche Domain mit anderer Endung
evidence-domain-fits-name = Die Domain passt zum Namen
evidence-domain-different = Verschiedene Domains
evidence-email-same = Gleiche E-Mail-Adresse
evidence-email-different = Verschiedene E-Mail-Adressen
evidence-phone-same = Gleiche Telefonnummer
evidence-phone-near = Telefonnummern, die in einer Ziffer abweichen
evidence-phone-same-exchange = Telefonnummern einer Vermittlung
evidence-phone-different = Verschiedene Telefonnummern
evidence-address-same = Gleiche Anschrift
evidence-address-street-only = Gleiche Straße
evidence-address-partly = Anschriften stimmen teilweise überein
evidence-address-other-number = Gleiche Straße, andere Nummer
evidence-address-different = Verschiedene Anschriften
evidence-city-same = Gleicher Ort
evidence-city-near = Fast gleicher Ort
evidence-city-different = Verschiedene Orte
evidence-region-same = Gleiche Region
evidence-region-different = Verschiedene Regionen
evidence-postal-same = Gleiche Postleitzahl
evidence-postal-near = Fast gleiche Postleitzahl
evidence-postal-different = Verschiedene Postleitzahlen
evidence-country-same = Gleiches Land
evidence-country-different = Verschiedene Länder
evidence-identifier-same = Gleiche Nummer in einem Register
evidence-identifier-different = Verschiedene Nummern in einem Register
evidence-parent-same = Gleiche Muttergesellschaft
evidence-parent-different = Verschiedene Muttergesellschaften

## Importe

imports-title = Importe
imports-sub = Listen von Firmen aus einem CRM oder einer Tabelle.
imports-none = Noch nichts importiert
imports-none-text = Nehmen Sie den Firmen-Export Ihres CRM, wie er ist. Es wird nichts geschrieben, bevor Sie gesehen haben, was geschehen würde.
imports-none-ask = Partner Operations kann Listen von Firmen importieren.
import-new = Kunden importieren
import-new-sub = Es wird nichts geschrieben, bevor Sie gesehen haben, was geschehen würde.
import-upload = Hochladen
import-file = Datei
import-file-hint = Eine CSV-Datei bis 64 MB, mit den Namen der Spalten in der ersten Zeile.
import-layout = Woher sie stammt
import-layout-hint = Exporte von HubSpot und Salesforce erkennen wir; jede Spalte können Sie ändern.
import-layout-auto = Herausfinden
import-layout-hubspot = HubSpot
import-layout-salesforce = Salesforce
import-layout-other = Andere Datei
import-currency = Währung der Beträge
import-currency-hint = Für Beträge, die ihre nicht nennen.
import-next = Wie es weitergeht
import-step-upload = Sie laden die Datei hoch
import-step-mapping = Sie sehen nach, als was jede Spalte gilt
import-step-mapping-text = Wir schließen aus den Überschriften und zeigen, was darunter steht.
import-step-check = Wir lesen jede Zeile
import-step-check-text = Sie sehen, was neu wäre, was sich ändern würde, und jede Zeile, die sich nicht lesen lässt, mit dem Grund.
import-step-run = Sie importieren die guten Zeilen
import-step-run-text = Das lässt sich rückgängig machen, außer bei dem, was inzwischen jemand geändert hat.
import-mapping = Was steht in den Spalten?
import-mapping-note = Spalten ohne Auswahl bleiben weg
import-about = { $layout }, { $encoding }, Spalten getrennt durch { $delimiter }
import-tab = Tabulator
import-columns = Spalten
import-column = Spalte
import-column-n = Spalte { $n }
import-samples = Erste Zeilen
import-taken-as = Gilt als
import-not-taken = Nicht importiert
import-amounts = Beträge
import-check = Datei prüfen
import-check-note = Liest jede Zeile und schreibt nichts.
import-target-external-id = Schlüssel in jenem System
import-target-currency = Währung des Umsatzes
import-state = Stand
import-state-mapping = Wartet auf die Spalten
import-state-checking = Liest Zeilen
import-state-checked = Geprüft
import-state-refused = Angehalten
import-state-running = Schreibt Zeilen
import-state-done = Fertig
import-state-undoing = Wird zurückgenommen
import-state-undone = Zurückgenommen
import-state-failed = Gescheitert
import-sub = Begonnen von { $who } am { $when }
import-begun = Begonnen
import-rows = Zeilen
import-row = Zeile
import-row-n = Zeile { $n }
import-value = Wert
import-reason = Was nicht stimmt, was zu tun ist
import-created = Neu
import-updated = Geändert
import-unchanged = Unverändert
import-rejected = Abgewiesen
import-would-create = Wären neu
import-would-update = Würden geändert
import-of-rows = { $n ->
    [one] von { $n } Zeile
   *[other] von { $n } Zeilen
}
import-busy-text = Sie können diese Seite verlassen; es geht ohne Sie weiter.
import-rows-read = { $n ->
    [one] { $n } Zeile gelesen
   *[other] { $n } Zeilen gelesen
}
import-look-again = Noch einmal nachsehen
import-bad-rows = { $n ->
    [one] { $n } Zeile lässt sich nicht lesen
   *[other] { $n } Zeilen lassen sich nicht lesen
}
import-bad-rows-text = Importieren Sie jetzt die guten Zeilen und bessern Sie die anderen in der Fehlerdatei aus, oder bessern Sie die Datei aus und beginnen Sie neu.
import-all-good = Jede Zeile lässt sich lesen
import-all-good-text = Es ist noch nichts geschrieben.
import-stopped = { $n ->
    [one] Es wurde nichts geschrieben, weil sich { $n } Zeile nicht lesen lässt
   *[other] Es wurde nichts geschrieben, weil sich { $n } Zeilen nicht lesen lassen
}
import-stopped-text = Bessern Sie die Zeilen aus und importieren Sie die Datei neu, oder importieren Sie nur die guten Zeilen.
import-failed = Der Import ist gescheitert
import-again = Weitermachen
import-run = { $n ->
    [one] { $n } Zeile importieren
   *[other] { $n } Zeilen importieren
}
import-run-good = { $n ->
    [one] Die { $n } gute Zeile importieren
   *[other] Die { $n } guten Zeilen importieren
}
import-remap = Spalten ändern
import-left-out = Nicht importiert: { $columns }
import-would-double = { $n ->
    [one] { $n } neuer Kunde ist vielleicht einer, den es schon gibt.
   *[other] { $n } neue Kunden sind vielleicht solche, die es schon gibt.
}
import-rejected-rows = Zeilen, die sich nicht lesen lassen
import-errors-file = Fehlerdatei
import-more-rejected = In der Fehlerdatei stehen alle.
import-doubles = { $n ->
    [one] { $n } mögliche Dublette
   *[other] { $n } mögliche Dubletten
}
import-doubles-note = Sie werden aufgeführt, nicht zusammengelegt
import-double-new = Neuer Kunde
import-double-other = Vielleicht derselbe wie
import-verdict = Urteil
import-undo = Rückgängig machen
import-undo-ask = Den Import von { $file } zurücknehmen?
import-undo-text = Neue Kunden werden entfernt, geänderte Felder erhalten ihre Werte von vorher. Was inzwischen jemand geändert hat oder benutzt, bleibt.
import-undo-counts = Er hat { $created ->
        [one] { $created } Kunden
       *[other] { $created } Kunden
    } angelegt und { $updated } geändert.
import-undo-do = Import zurücknehmen
import-undo-keep = Behalten
import-undo-begun = Der Import wird zurückgenommen.
import-undone = { $n ->
    [one] { $n } Kunde zurückgesetzt
   *[other] { $n } Kunden zurückgesetzt
}
import-undone-kept = { $n ->
    [0] Seither war nichts geändert worden.
    [one] { $n } Kunde bleibt, weil ihn jemand geändert hat oder benutzt.
   *[other] { $n } Kunden bleiben, weil sie jemand geändert hat oder benutzt.
}
import-kept = Kunden, die bleiben
import-kept-note = Seit dem Import geändert oder in Gebrauch

## Ablehnungen

refusal-account-control = Darin steht ein Zeichen, das sich nicht aufheben lässt. Tippen Sie es neu.
refusal-account-domain = Das ist keine Web-Adresse. Schreiben Sie sie wie firma.de oder lassen Sie sie weg.
refusal-account-country = Wählen Sie das Land durch seinen zweistelligen Code, etwa DE.
refusal-account-employees = Geben Sie eine ganze Zahl von Menschen ein.
refusal-account-amount-range = Das ist mehr, als eine Firma einnehmen kann, oder weniger als nichts.
refusal-account-too-many = { $max ->
    [one] Beschränken Sie sich auf { $max }.
   *[other] Beschränken Sie sich auf { $max }.
}
refusal-account-isin = Das ist keine ISIN: zwölf Zeichen, deren letztes die anderen prüft.
refusal-account-lei = Das ist keine LEI: zwanzig Zeichen, deren letzte zwei die anderen prüfen.
refusal-account-duns = Eine D-U-N-S-Nummer hat neun Ziffern.
refusal-account-vat = Das ist keine USt-IdNr. Schreiben Sie sie mit dem Land, etwa DE123456789.
refusal-account-ticker = Schreiben Sie das Kürzel an der Börse, höchstens 20 Zeichen.
refusal-account-registration = Schreiben Sie die Nummer wie im Register, höchstens 60 Zeichen.
refusal-account-external-taken = Ein anderer Kunde hat diesen Schlüssel schon.
refusal-account-external-source = Nennen Sie das andere System in Kleinbuchstaben, etwa netsuite.
refusal-account-external-id = Geben Sie den Schlüssel im anderen System an, höchstens 100 Zeichen.
refusal-account-search = Suchen Sie nach höchstens 200 Zeichen.
refusal-account-same-pair = Ein Kunde ist immer derselbe wie er selbst. Wählen Sie zwei.
refusal-account-judgment = Sagen Sie, ob es dieselbe Firma ist, oder lassen Sie es offen.
refusal-import-empty = Die Datei ist leer. Wählen Sie eine andere.
refusal-import-no-rows = Die Datei hat eine Kopfzeile und keine weiteren. Wählen Sie eine andere.
refusal-import-file-encoding = Die Datei ist kein Text in UTF-8 oder Windows-1252. Speichern Sie sie als „CSV UTF-8“ und versuchen Sie es noch einmal.
refusal-import-columns = Die Datei hat mehr als { $max } Spalten. Lassen Sie weg, was nicht gebraucht wird.
refusal-import-layout = Das sind nicht die Spalten eines Exports aus { $layout }: { $missing } fehlt. Wählen Sie eine andere Herkunft.
refusal-import-no-name = Keine Spalte enthält den Namen der Firma. Wählen Sie die richtige.
refusal-import-twice = Zwei Spalten gelten als { $target }. Lassen Sie eine davon weg.
refusal-import-mapping = Die Auswahl der Spalten passt nicht zur Datei. Wählen Sie neu.
refusal-import-moved = Der Import ist inzwischen weiter. Sehen Sie nach, wo er jetzt ist.
refusal-import-rejected = Einige Zeilen lassen sich nicht lesen. Sagen Sie, dass die guten ohne sie importiert werden sollen.
refusal-import-quote = In dieser Zeile beginnt ein Anführungszeichen, das nie endet; sie und alle danach lassen sich nicht trennen. Schließen Sie es.
refusal-import-cells = Diese Zeile hat { $n } Zellen, die Kopfzeile { $expected }. Suchen Sie ein fehlendes Anführungszeichen oder ein Trennzeichen zu viel.
refusal-import-cell-encoding = Buchstaben in dieser Zelle sind beschädigt. Speichern Sie die Datei als „CSV UTF-8“ und versuchen Sie es noch einmal.
refusal-import-repeated = Zeile { $row } betrifft dieselbe Firma. Behalten Sie eine davon.
refusal-import-country = Das ist kein Land, das wir kennen, oder es könnten zwei sein. Schreiben Sie seinen Namen oder zweistelligen Code.
refusal-import-number = Schreiben Sie nur eine ganze Zahl, etwa 6000; ohne Jahr, ohne Wörter.
refusal-import-amount = Schreiben Sie nur einen Betrag, etwa 1990000000 oder EUR 1.990.000.000; ohne Wörter, ohne Jahr.
refusal-import-currency = Schreiben Sie die Währung als Code aus drei Buchstaben, etwa EUR.

## Länder, die viele Listen enthalten

country-ar = Argentinien
country-at = Österreich
country-au = Australien
country-be = Belgien
country-br = Brasilien
country-ca = Kanada
country-ch = Schweiz
country-cn = China
country-cz = Tschechien
country-de = Deutschland
country-dk = Dänemark
country-es = Spanien
country-fi = Finnland
country-fr = Frankreich
country-gb = Vereinigtes Königreich
country-gr = Griechenland
country-hk = Hongkong
country-hu = Ungarn
country-ie = Irland
country-il = Israel
country-in = Indien
country-it = Italien
country-jp = Japan
country-kr = Südkorea
country-lu = Luxemburg
country-mx = Mexiko
country-nl = Niederlande
country-no = Norwegen
country-nz = Neuseeland
country-pl = Polen
country-pt = Portugal
country-ro = Rumänien
country-ru = Russland
country-se = Schweden
country-sg = Singapur
country-tr = Türkei
country-tw = Taiwan
country-ua = Ukraine
country-us = Vereinigte Staaten
country-za = Südafrika

## Abdeckung

coverage-title = Abdeckung
coverage-sub = Wer welche Kunden betreut. Deal-Registrierungen halten sich daran; Partner sehen sie nie.
coverage-begin = Plan ändern
coverage-open-draft = Entwurf öffnen
coverage-draft = Entwurf
coverage-draft-n = Entwurf der Version { $n }
coverage-draft-begun = Begonnen von { $who } am { $when }
coverage-draft-waits = An einem Entwurf wird gearbeitet
coverage-draft-ready = Der Entwurf kann geändert werden. Nichts gilt, bevor er veröffentlicht ist.
coverage-none = Kein Plan ist in Kraft
coverage-none-text = Jeder Kunde steht dem offen, der zuerst kommt. Beginnen Sie einen Plan, um zu sagen, wer wen betreut.
coverage-none-ask = Jeder Kunde steht dem offen, der zuerst kommt. Partner Operations kann einen Plan beginnen.
coverage-version = Version { $n }
coverage-in-force = In Kraft
coverage-former = Früher
coverage-since = Seit { $when }, von { $who }
coverage-versions = Versionen
coverage-versions-none = Noch keine
coverage-how = Wie er entscheidet
coverage-how-text = Ein benannter Kunde geht jeder Regel vor. Unter den Regeln entscheidet die erste, die zutrifft. Was über einen Kunden nicht bekannt ist, passt zu keiner Regel.
coverage-rules = Regeln
coverage-rules-note = Die erste, die zutrifft, entscheidet
coverage-rules-none = Noch keine Regeln
coverage-rules-none-text = Solange es keine gibt, gilt für jeden nicht benannten Kunden, was sonst gilt.
coverage-rule = Regel
coverage-rule-sub = Welche Kunden, und wer sie betreut
coverage-rule-add = Regel hinzufügen
coverage-rule-edit = Bearbeiten
coverage-rule-saved = Der Entwurf ist gespeichert.
coverage-rule-moved = Die Regel ist verschoben.
coverage-rule-removed = Die Regel ist aus dem Entwurf entfernt.
coverage-rule-name = Name
coverage-rule-name-hint = Wie man sie nennt, etwa Großkunden im Norden
coverage-up = Nach oben
coverage-down = Nach unten
coverage-remove = Entfernen
coverage-otherwise = Alle anderen Kunden
coverage-otherwise-sub = Wer die Kunden betreut, die nicht benannt sind und auf die keine Regel zutrifft
coverage-always = Jeder Kunde
coverage-or = oder
coverage-clause = { $what } { $how } { $values }
coverage-from-until = Von { $from } bis { $until }
coverage-from = Ab { $from }
coverage-until = Bis { $until }
coverage-conditions = Welche Kunden
coverage-how-written = Wie die Bedingung geschrieben ist
coverage-by-clauses = Mit Klauseln
coverage-by-clauses-hint = Aus Listen gewählt
coverage-by-expression = Als Ausdruck
coverage-by-expression-hint = Für Bedingungen in Bedingungen
coverage-join = Wie Klauseln verbunden sind
coverage-join-all = Alle treffen zu
coverage-join-any = Eine genügt
coverage-clause-variable = Klausel { $n }: was
coverage-clause-operator = Klausel { $n }: wie
coverage-clause-value = Klausel { $n }: Werte
coverage-clauses-hint = Mehrere Werte durch Kommas trennen. Länder mit Namen oder zwei Buchstaben. Keine Klausel bedeutet: jeder Kunde.
coverage-expression = Ausdruck
coverage-expression-hint = Gilt, wenn die Bedingung als Ausdruck geschrieben ist
coverage-variables = Wonach eine Bedingung fragen kann
coverage-variable = Variable
coverage-meaning = Bedeutung
coverage-kind = Art
coverage-var-revenue = Umsatz in ganzen Einheiten seiner Währung
coverage-var-currency = Währung des Umsatzes
coverage-var-source = System, aus dem es kam
coverage-served = Wer sie betreut
coverage-way = Betreut
coverage-way-direct = Direkt
coverage-way-direct-hint = Von uns allein; Registrierungen gehen an einen Menschen
coverage-way-partner-led = Durch Partner
coverage-way-partner-led-hint = Von den Partnern unten, oder von jedem, wenn keiner genannt ist
coverage-way-co-sell = Gemeinsam
coverage-way-co-sell-hint = Von uns zusammen mit den Partnern unten
coverage-way-open = Offen
coverage-way-open-hint = Von dem, der zuerst registriert
coverage-any-partner = Jeder Partner
coverage-partners = Partner
coverage-partners-hint = Mit ihren Namen im Verzeichnis, einer je Zeile
coverage-segment = Segment
coverage-territory = Gebiet
coverage-owner = Zuständig
coverage-valid-from = Gilt ab
coverage-valid-until = Gilt bis
coverage-save = Speichern
coverage-cancel = Abbrechen
coverage-account = Kunde
coverage-names = Benannte Kunden
coverage-names-n = { $n ->
    [one] { $n } Kunde
   *[other] { $n } Kunden
}
coverage-names-none = Kein Kunde ist benannt
coverage-names-none-text = Allein die Regeln entscheiden.
coverage-names-how = Öffnen Sie einen Kunden und wählen Sie „Betreuung benennen“.
coverage-names-find = Kunden suchen
coverage-name = Benannter Kunde
coverage-name-of = Wer { $name } betreut
coverage-name-sub = Das geht jeder Regel vor, sobald der Entwurf veröffentlicht ist
coverage-name-this = Betreuung benennen
coverage-named = Der Kunde ist im Entwurf benannt.
coverage-unname = Herausnehmen
coverage-unnamed = Der Kunde ist im Entwurf nicht mehr benannt.
coverage-note = Warum
coverage-note-hint = Für Kolleginnen und Kollegen, etwa Rahmenvertrag seit 2024
coverage-what-if = Was sich ändern würde
coverage-what-if-text = Zählen Sie, wie viele Kunden anders betreut würden und wie viel offene Pipeline daran hängt.
coverage-what-if-none = Kein Kunde ändert sich.
coverage-count = Zählen
coverage-counting = Wird gezählt, begonnen { $when }
coverage-counting-begun = Es wird gezählt.
coverage-counted = { $n } Kunden, gezählt am { $when }
coverage-outdated = Der Entwurf hat sich seither geändert. Zählen Sie noch einmal.
coverage-accounts-n = Kunden: { $n }
coverage-pipeline = Offene Pipeline: { $sum }
coverage-publish = In Kraft setzen
coverage-publish-do = Veröffentlichen
coverage-published = Der Plan ist in Kraft.
coverage-reason = Grund
coverage-reason-hint = Er bleibt für immer bei der Version
coverage-discard = Verwerfen
coverage-discard-text = Der Plan in Kraft bleibt, wie er ist.
coverage-discard-do = Entwurf verwerfen
coverage-discarded = Der Entwurf ist weg. Der Plan in Kraft ist unverändert.
account-did-coverage-named = benannte in einem Entwurf des Abdeckungsplans, wer ihn betreut
account-did-coverage-unnamed = nahm ihn aus einem Entwurf des Abdeckungsplans
coverage-card = Wer ihn betreut
coverage-why = Warum
coverage-here = hier:
coverage-by-no-plan = Kein Abdeckungsplan ist in Kraft
coverage-by-name = Benannt in Version { $version } des Plans
coverage-by-rule = Nach der Regel „{ $rule }“ der Version { $version }
coverage-by-otherwise = Kein Name und keine Regel der Version { $version } betrifft ihn
coverage-the-name = Benannter Kunde
coverage-decided = entschied
coverage-does-not-fit = passt nicht
coverage-not-yet = gilt noch nicht
coverage-ended = gilt nicht mehr
refusal-coverage-no-partners-here = Partner werden nur genannt, wo Partner betreuen. Nehmen Sie sie heraus, oder wählen Sie eine andere Art.
refusal-coverage-co-sell-partners = Nennen Sie mindestens einen Partner, mit dem gemeinsam verkauft wird.
refusal-coverage-too-many-partners = Höchstens { $max } Partner. Für mehr lassen Sie die Liste leer: dann darf jeder Partner.
refusal-coverage-too-many-rules = Höchstens 200 Regeln. Fassen Sie einige zusammen, oder benennen Sie Kunden.
refusal-coverage-ends-before = Es endet, bevor es beginnt. Wählen Sie einen späteren Tag.
refusal-coverage-partner-unknown = Einer dieser Partner steht nicht im Verzeichnis.
refusal-coverage-partner-named = „{ $name }“ ist nicht der Name eines einzigen Partners. Schreiben Sie ihn wie im Verzeichnis, oder geben Sie die Kennung des Partners an.
refusal-coverage-owner-unknown = Wählen Sie jemanden vom Hersteller.
refusal-coverage-rule-twice = Zwei Regeln haben dieselbe Kennung. Lassen Sie sie bei einer neuen Regel weg.
coverage-import = Benannte Kunden importieren
coverage-import-sub = Eine Datei mit einem Kunden je Zeile; sie geht in den Entwurf
coverage-imported = Die Kunden sind im Entwurf benannt.
coverage-import-file = Datei
coverage-import-file-hint = CSV in UTF-8, höchstens 4 MB und 20.000 Zeilen
coverage-import-do = Importieren
coverage-import-columns = Spalten
coverage-import-row = Zeile
coverage-import-column = Spalte
coverage-import-why = Was nicht stimmt
coverage-import-line = Zeile { $n }
coverage-import-problems = Zeilen, die nicht übernommen wurden
coverage-import-some = Im Entwurf benannte Kunden: { $good }. Ausgelassene Zeilen: { $bad }.
coverage-import-none = Nichts wurde geschrieben. Brauchbare Zeilen: { $good }. Unbrauchbare: { $bad }.
coverage-import-rest = Bessern Sie die Zeilen unten nach und importieren Sie sie für sich.
coverage-import-mend = Bessern Sie die Datei nach und importieren Sie sie noch einmal, oder behalten Sie die guten Zeilen.
coverage-import-left = Diese Zeilen, jede mit ihrem Grund am Ende
coverage-import-left-hint = Kopieren Sie sie in eine eigene Datei, unter die Kopfzeile Ihrer Datei
coverage-keep-good = Gute Zeilen behalten
coverage-keep-good-hint = Sonst hält eine schlechte Zeile die ganze Datei auf
coverage-column-account = Die Kennung des Kunden; oder weglassen und Domain oder Name angeben
coverage-column-domain = Die Hauptdomain, wenn nur ein Kunde sie hat
coverage-column-name = Der Name, wenn nur ein Kunde so heißt
coverage-column-way = direct, partner-led, co-sell oder open
coverage-column-partners = Partner mit Namen oder Kennung, getrennt durch |
coverage-column-segment = Segment
coverage-column-territory = Gebiet
coverage-column-owner = Die Mailadresse der zuständigen Person des Herstellers
coverage-column-from = Der erste Tag, etwa 2027-01-01
coverage-column-until = Der letzte Tag, etwa 2027-12-31
coverage-column-note = Warum er benannt ist
refusal-coverage-file-missing = Wählen Sie eine Datei.
refusal-coverage-file-size = Die Datei ist größer als 4 MB. Teilen Sie sie.
refusal-coverage-file-encoding = Die Datei ist kein Text in UTF-8. Speichern Sie sie als „CSV UTF-8“ und versuchen Sie es noch einmal.
refusal-coverage-file-read = Die Datei ist nicht als CSV zu lesen. Suchen Sie nach einem Anführungszeichen, das nicht geschlossen ist.
refusal-coverage-file-columns = Die erste Zeile muss die Spalten nennen: way, und account, domain oder name.
refusal-coverage-file-column = Niemand kennt die Spalte „{ $column }“. Nehmen Sie sie heraus, oder nennen Sie sie wie in der Liste unten.
refusal-coverage-file-rows = Höchstens { $max } Zeilen. Teilen Sie die Datei.
refusal-coverage-file-empty = Die Datei hat keine Zeilen. Wählen Sie eine andere.
refusal-coverage-cell-long = Die Zelle ist zu lang. Kürzen Sie sie.
refusal-coverage-row-unknown = Damit wird kein Kunde gefunden. Fügen Sie ihn erst hinzu, oder bessern Sie die Zelle nach.
refusal-coverage-row-several = Mehrere Kunden passen. Geben Sie die Kennung des Kunden an.
refusal-coverage-row-nobody = Die Zeile sagt nicht, welcher Kunde es ist. Geben Sie Kennung, Domain oder Name an.
refusal-coverage-row-twice = Eine frühere Zeile handelt vom selben Kunden. Behalten Sie eine von beiden.
refusal-coverage-row-way = Schreiben Sie direct, partner-led, co-sell oder open.
refusal-coverage-row-day = Schreiben Sie einen Tag wie 2027-01-31.
coverage-past = Wer ihn früher betreute
coverage-past-sub = Nach dem damals gültigen Plan und dem, was man damals über den Kunden wusste
coverage-past-since = Seit { $when }
refusal-coverage-at = Geben Sie einen Zeitpunkt an, seit es den Kunden hier gibt, und keinen künftigen.
notice-coverage-partner-won-name = Kunden, die Sie betreuen
notice-coverage-partner-won-title = { $n ->
    [one] Sie betreuen ab jetzt einen weiteren Kunden
   *[other] Sie betreuen ab jetzt { $n } weitere Kunden
}
notice-coverage-partner-won-body = { $some }. Registrieren Sie wie gewohnt, was Sie dort verkaufen.
notice-coverage-partner-lost-title = { $n ->
    [one] Ein Kunde wird ab jetzt anders betreut
   *[other] { $n } Kunden werden ab jetzt anders betreut
}
notice-coverage-partner-lost-body = { $some }. Was für Sie geschützt ist, bleibt geschützt.
notice-coverage-owner-won-title = { $n ->
    [one] Sie sind ab jetzt für einen weiteren Kunden zuständig
   *[other] Sie sind ab jetzt für { $n } weitere Kunden zuständig
}
notice-coverage-owner-won-body = { $some }. Auf ihren Seiten steht, nach welcher Regel.
notice-coverage-owner-lost-title = { $n ->
    [one] Für einen Kunden ist ab jetzt jemand anders zuständig
   *[other] Für { $n } Kunden ist ab jetzt jemand anders zuständig
}
notice-coverage-owner-lost-body = { $some }. Auf ihren Seiten steht, nach welcher Regel.

## Familien

account-family = Familie
account-family-none = Er gehört zu keiner Gruppe, von der wir wissen.
account-children = Gehört dazu
account-parent = Gehört zu
account-parent-hint = Die Mutter mit Name, Domain oder Kennung; leer lassen, wenn es keine gibt
account-parent-change = Zugehörigkeit ändern
account-parent-saved = Die Familie ist gespeichert.
account-did-parent = änderte, wozu er gehört
account-did-child-won = stellte einen anderen Kunden unter ihn
account-did-child-lost = nahm einen Kunden unter ihm weg
refusal-account-parent-circle = Dann stünde er über sich selbst. Wählen Sie einen anderen, oder ändern Sie erst jenen.
refusal-account-parent-deep = Eine Familie ist höchstens { $max } Stufen tief. Wählen Sie weiter oben.
refusal-account-parent-unknown = So heißt kein Kunde. Geben Sie Name, Domain oder Kennung an.
refusal-account-parent-several = So heißen mehrere Kunden. Geben Sie die Domain oder die Kennung an.

## Zusammenführungen

account-merge = Kunden zusammenführen
account-merge-sub = { $other } geht in { $name } auf
account-merge-turn = Umgekehrt
account-merge-compare = Vergleichen und zusammenführen
account-merge-values = Werte, die bleiben
account-merge-field = Feld
account-merge-take = Übernehmen: { $field }
account-merge-alike = Der andere Kunde weiß nichts, was dieser nicht weiß.
account-merge-then = Was geschieht
account-merge-then-text = { $other } verlässt die Liste; Deals und alles, was darauf verweist, folgen zu { $name }. Das lässt sich rückgängig machen.
account-merge-reason = Grund
account-merge-do = Zusammenführen
account-merged = Die Kunden sind jetzt einer.
account-merges = Zusammenführungen
account-merge-made = { $name } wurde von { $who } am { $when } zusammengeführt
account-merge-undone = Die Zusammenführung von { $name } wurde von { $who } am { $when } rückgängig gemacht
account-unmerge = Rückgängig
account-unmerged = Es sind wieder zwei Kunden, wie zuvor.
account-unmerged-kept = Es sind wieder zwei Kunden. Was seither geändert wurde, bleibt.
account-did-merge = führte einen anderen Kunden mit ihm zusammen
account-did-unmerge = machte eine Zusammenführung rückgängig
account-did-absorbed = führte ihn mit einem anderen Kunden zusammen
account-did-released = löste ihn wieder aus einem anderen Kunden
refusal-account-merge-family = Einer gehört zum anderen. Ändern Sie erst die Zugehörigkeit, wenn es dieselbe Firma ist.
refusal-account-merge-undone = Die Zusammenführung ist schon rückgängig gemacht.

## Kundenabgleich

mapping-title = Kundenabgleich
mapping-sub = Mit welchen Kunden Sie und eine andere Seite beide zu tun haben, und sonst nichts
mapping-maps = Abgleiche
mapping-none = Noch wird nichts verglichen
mapping-none-text = Legen Sie eine Liste an und schlagen Sie einen Abgleich vor: Sie sehen nur Firmen, die beide Seiten haben.
mapping-none-ask = Wer Ihre Seite verwaltet, kann damit beginnen.
mapping-lists-own = Ihre Listen
mapping-lists-note = Niemand sonst sieht sie.
mapping-lists-none = Noch keine Liste
mapping-lists-none-text = Laden Sie Kunden, Interessenten oder offene Verkaufschancen als CSV-Datei hoch.
mapping-how = So geht es
mapping-how-text = Jede Seite wählt Listen und wie viel sie zeigt. Sie sehen das Geringere von beiden, und nur von Firmen, die auf Listen beider Seiten stehen. Jede Seite kann jederzeit widerrufen; dann sieht niemand mehr ein Ergebnis. Wer hinsieht, wird festgehalten.
mapping-new = Abgleich vorschlagen
mapping-new-sub = Die andere Seite sieht nichts, bevor sie zustimmt.
mapping-join = Mit einem Code teilnehmen
mapping-join-sub = Ein anderer Partner gab Ihnen einen Code, um Listen abzugleichen.
mapping-cancel = Abbrechen
mapping-terms = Wozu Sie zustimmen
mapping-with = Mit wem
mapping-with-vendor-hint = Wird sofort benachrichtigt.
mapping-with-invited = Ein anderer Partner
mapping-with-invited-hint = Sie bekommen einen Code zum Weitergeben; er gilt 14 Tage.
mapping-code = Code
mapping-code-hint = Wie ihn der andere Partner Ihnen gab
mapping-code-sub = Er wird nur jetzt gezeigt und gilt 14 Tage.
mapping-code-give = Geben Sie dies dem anderen Partner
mapping-code-where = Wo er gebraucht wird
mapping-code-go-on = Ich habe ihn kopiert
mapping-level = Wie viel gezeigt wird
mapping-level-about = Es gilt das Geringere von beiden Seiten.
mapping-level-count = Nur die Anzahl
mapping-level-count-hint = Wie viele, in Schritten von fünf
mapping-level-name = Namen
mapping-level-name-hint = Welche Firmen, wie jede Seite sie nennt
mapping-level-owner = Namen und Betreuung
mapping-level-owner-hint = Auch, wer sie auf jeder Seite betreut
mapping-lists = Listen, die verglichen werden
mapping-lists-hint = Zusammen zehn Firmen oder mehr
mapping-lists-first = Sie haben noch keine Liste.
mapping-agree = Zustimmen
mapping-agreed = Sie haben zugestimmt. Sobald die andere Seite es auch tut, wird verglichen.
mapping-proposed = Es ist vorgeschlagen. Sie hören, wenn die andere Seite zustimmt.
mapping-withdraw = Widerrufen
mapping-withdraw-text = Von da an sieht keine Seite mehr ein Ergebnis.
mapping-withdrawn = Es ist widerrufen. Niemand sieht mehr ein Ergebnis.
mapping-state-active = Aktiv
mapping-state-theirs = Wartet auf die andere Seite
mapping-state-ours = Wartet auf Sie
mapping-state-off = Aus
mapping-invited = Einladung mit Code
mapping-nothing-shown = Es wird nichts gezeigt
mapping-show-sub = Firmen, mit denen beide Seiten zu tun haben
mapping-waits-theirs = { $name } hat noch nicht zugestimmt
mapping-waits-ours = { $name } hat zugestimmt und wartet auf Sie
mapping-waits-both = Keine Seite hat zugestimmt
mapping-short = Eine Seite bringt jetzt weniger als zehn Firmen ein
mapping-waits-text = Ohne die Zustimmung beider Seiten, und zehn Firmen von jeder, wird nichts gezeigt.
mapping-running = Die Listen werden verglichen
mapping-running-text = Laden Sie die Seite gleich noch einmal; es kann mehr dazukommen.
mapping-counts = Wie viele
mapping-counts-note = Ihre Firmen, die auch auf den Listen der anderen Seite stehen. Jede Seite zählt die eigenen, daher können die Zahlen abweichen.
mapping-ours = Ihre
mapping-theirs = Andere Seite
mapping-both = Auf beiden
mapping-fewer = Weniger als { $n }
mapping-at-least = Mindestens { $n }
mapping-overlaps = Welche
mapping-overlaps-note = Dass Sie hingesehen haben, wird festgehalten.
mapping-overlaps-none = Keine Firma steht auf Listen beider Seiten
mapping-overlaps-none-text = Neue Firmen beider Seiten werden laufend verglichen.
mapping-consents = Zustimmung
mapping-shown = Gezeigt wird
mapping-ours-given = { $level }, von { $who } am { $when }
mapping-theirs-given = { $level }, von { $what }, seit { $when }
mapping-not-agreed = Nicht zugestimmt
mapping-list-new = Liste anlegen
mapping-list-sub = Nur Ihre Seite sieht sie; Sie können sie jederzeit löschen.
mapping-list-form = Die Liste
mapping-list-name = Name
mapping-list-name-hint = Für Sie selbst; die andere Seite sieht ihn nicht
mapping-list-save = Liste speichern
mapping-list-saved = Die Liste ist gespeichert.
mapping-list-removed = Die Liste ist gelöscht, und was mit ihr gefunden wurde.
mapping-list-remove = Liste löschen
mapping-list-remove-text = Ihre Firmen werden gelöscht, und was mit ihnen in Abgleichen gefunden wurde.
mapping-list-companies = Firmen
mapping-list-empty = Keine Firma steht darauf
mapping-list-empty-text = Sie wird gerade gefüllt, oder nichts passt. Laden Sie eine Datei hoch oder wählen Sie eine andere Phase.
mapping-company = Firma
mapping-domain = Domain
mapping-owner = Betreuung
mapping-companies = { $n ->
    [one] { $n } Firma
   *[other] { $n } Firmen
}
mapping-population = Was sie für Sie sind
mapping-customers = Kunden
mapping-prospects = Interessenten
mapping-opportunities = Offene Verkaufschancen
mapping-file = CSV-Datei
mapping-file-hint = Spalten: { $columns }. Nur der Name muss da sein; mit einer Domain wird am meisten gefunden. Die Datei ersetzt, was auf der Liste steht.
mapping-stage = Kunden dieser Phase
mapping-stage-hint = Statt einer Datei: nimmt die Kunden, deren Phase so heißt, etwa customer
refusal-mapping-lists = Wählen Sie eine oder mehrere eigene Listen.
refusal-mapping-too-few = Zusammen brauchen die Listen { $min } Firmen oder mehr, damit niemand nach einzelnen fragt.
refusal-mapping-with = Wählen Sie, mit wem verglichen wird.
refusal-mapping-code = Mit diesem Code wartet niemand. Bitten Sie den anderen Partner um einen neuen.
refusal-mapping-not-agreed = Sie haben nicht zugestimmt oder schon widerrufen. Es gibt nichts zu widerrufen.
refusal-mapping-exists = Sie haben schon einen Abgleich mit dieser Seite. Öffnen Sie ihn und stimmen Sie dort zu.
refusal-mapping-stage = Schreiben Sie die Phase der Kunden, mit höchstens 60 Zeichen.
refusal-mapping-lists-most = Mehr als { $max } Listen gehen nicht. Löschen Sie zuerst eine.
refusal-mapping-changes = Eine Seite ändert ihre Listen und Zustimmungen höchstens { $max } Mal am Tag. Machen Sie morgen weiter.
refusal-mapping-file-missing = Wählen Sie eine Datei.
refusal-mapping-file-size = Die Datei ist größer als 4 MB. Teilen Sie sie.
refusal-mapping-file-read = Die Datei ist nicht als CSV in UTF-8 lesbar. Speichern Sie sie als „CSV UTF-8“ und versuchen Sie es noch einmal.
refusal-mapping-file-columns = Die erste Zeile muss die Spalten nennen; name muss dabei sein.
refusal-mapping-file-row = Zeile { $line } geht nicht: Sehen Sie in die Spalte { $column }.
refusal-mapping-file-rows = Mehr als { $max } Firmen gehen nicht auf eine Liste. Teilen Sie sie.
refusal-mapping-file-empty = Darin steht keine Firma. Wählen Sie eine andere Datei.
notice-mapping-proposed-name = Kundenabgleiche
notice-mapping-proposed-title = { $name } schlägt einen Kundenabgleich vor
notice-mapping-proposed-body = Es wird nichts gezeigt, bevor Sie zustimmen. Wählen Sie, was Sie vergleichen und wie viel Sie zeigen.
notice-mapping-accepted-title = { $name } hat dem Kundenabgleich zugestimmt
notice-mapping-accepted-body = Firmen, mit denen beide Seiten zu tun haben, werden ermittelt.
notice-mapping-withdrawn-title = { $name } gleicht keine Kunden mehr mit Ihnen ab
notice-mapping-withdrawn-body = Niemand sieht mehr ein Ergebnis.
