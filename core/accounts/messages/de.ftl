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
