## Der Rahmen

shell-description = Deals registrieren, lernen, verdienen und wachsen mit { $brand }.
shell-skip = Zum Inhalt springen
shell-sidebar = Seitenleiste
shell-main-nav = Hauptnavigation
shell-quick-nav = Schnellzugriff
shell-all-nav = Alle Bereiche
shell-waiting = offen
shell-search = Suche
shell-search-pill = Suchen oder springen zu …
shell-search-hint = Deals, Partner, Personen, Kurse …
shell-search-none = Nichts gefunden. Versuchen Sie ein anderes Wort.
shell-search-failed = Die Suche hat nicht geantwortet. Mit Enter öffnen Sie die Suchseite.
shell-results = Treffer
shell-theme = Zwischen hell und dunkel wechseln
shell-language = Sprache
shell-language-set = Ändern
shell-account = Ihr Konto
shell-close = Schließen
shell-notices = { $n ->
    [0] Mitteilungen
    [one] Mitteilungen, { $n } neue
   *[other] Mitteilungen, { $n } neue
}
shell-view-as-label = Ansicht als Partner
shell-view-as = Sie sehen das Portal wie { $partner }. Ändern ist nicht möglich.
shell-view-as-end = Ansicht beenden
shell-live-changed = Diese Seite wurde aktualisiert.
shell-live-left = Auf dieser Seite hat sich etwas geändert. Ihre Eingaben bleiben; laden Sie neu, um den Rest zu sehen.
shell-foot = { $brand } läuft mit Towpath

## Bausteine

kit-optional = (optional)
kit-markdown = Markdown ist möglich.
kit-error-summary = { $n ->
    [one] Eine Angabe ist zu korrigieren
   *[other] { $n } Angaben sind zu korrigieren
}
kit-done = erledigt
kit-current = aktuell
kit-up = gestiegen
kit-down = gesunken
kit-show-table = Als Tabelle zeigen
kit-show-more = Mehr zeigen
kit-shown = { $n } angezeigt
kit-apply = Anwenden
kit-clear-filters = Filter zurücksetzen
kit-currency = Währung
kit-dismiss = Ausblenden
kit-copy = Kopieren
kit-copied = Kopiert
kit-choose = Auswählen …
kit-back = Zurück
kit-menu = Weitere Aktionen
kit-goal = Ziel
kit-of = { $n } von { $all }
kit-draw = Hier unterschreiben
kit-draw-clear = Löschen

## Ablehnungen, die überall vorkommen können

refusal-required = Bitte ausfüllen.
refusal-too-short = { $min ->
    [one] Mindestens { $min } Zeichen eingeben.
   *[other] Mindestens { $min } Zeichen eingeben.
}
refusal-too-long = { $max ->
    [one] Höchstens { $max } Zeichen eingeben.
   *[other] Höchstens { $max } Zeichen eingeben.
}
refusal-invalid = Einige Angaben sind noch zu prüfen.
refusal-missing = Das gibt es nicht, oder Sie dürfen es nicht sehen.
refusal-forbidden = Das dürfen Sie nicht. Fragen Sie Ihre Administration, wenn Sie es brauchen.
refusal-stale = Jemand hat vor Ihnen gespeichert. Sehen Sie sich die neue Fassung an und speichern Sie dann erneut.
refusal-unauthenticated = Melden Sie sich an, um fortzufahren.
refusal-limit = Das war zu oft. Warten Sie kurz und versuchen Sie es erneut.
refusal-email = Geben Sie die ganze Adresse ein, etwa name@firma.de.
refusal-url = Geben Sie eine Webadresse ein, etwa firma.de.
refusal-number = Geben Sie eine Zahl ein.
refusal-amount = Geben Sie einen Betrag ein, etwa 95.000 oder 95.000,50.
refusal-date = Geben Sie ein Datum ein, das es gibt.
refusal-choice = Wählen Sie eine der Möglichkeiten.
refusal-bad-id = Diese Adresse ist nicht vollständig. Prüfen Sie den Link, dem Sie gefolgt sind.

## Fehler

fault-title = Bei uns ist etwas schiefgegangen
fault = Bei uns ist etwas schiefgegangen. Versuchen Sie es erneut; passiert es wieder, nennen Sie uns die Nummer { $id }.
