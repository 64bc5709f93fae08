shell-console = { $vendor } Konsole
shell-portal = { $vendor } Partner
shell-more = Mehr

error-home = Zur Startseite
error-reference = Kennung:

problem-400 = Diese Anfrage war nicht lesbar
problem-401 = Bitte erst anmelden
problem-403 = Das ist Ihnen nicht erlaubt
problem-404 = Diese Seite gibt es hier nicht
problem-405 = Diese Seite nimmt diese Art von Anfrage nicht an
problem-409 = Das widerspricht dem, was schon da ist
problem-410 = Das ist vorbei
problem-412 = Jemand anderes hat zuerst gespeichert
problem-413 = Das ist zu groß
problem-415 = Diese Art von Inhalt wird hier nicht angenommen
problem-422 = Einiges an der Eingabe muss berichtigt werden
problem-429 = Zu viele Anfragen
problem-500 = Bei uns ist etwas schiefgegangen
problem-504 = Das hat zu lange gedauert
problem-try-again = Gehen Sie zurück und versuchen Sie es noch einmal. Geschieht es wieder, sagen Sie es der Person, die dieses Portal betreibt.

refusal-origin = Die Anfrage kam nicht von dieser Seite. Öffnen Sie die Seite neu und versuchen Sie es wieder.
refusal-unreadable = Die Eingabe war nicht lesbar: { $why }
refusal-cursor = Das ist kein Zeiger in dieser Liste. Beginnen Sie ohne ihn von vorn.
refusal-etag = Das nennt keine Version. Senden Sie das ETag dessen, was Sie gelesen haben.
refusal-page-limit = Fragen Sie nach 1 bis 200 Zeilen.
refusal-unsupported-media-type = Senden Sie den Inhalt als application/json.
refusal-idempotency-in-progress = Derselbe Aufruf läuft gerade. Warten Sie einen Moment und fragen Sie mit demselben Schlüssel noch einmal.
refusal-idempotency-other-request = Dieser Schlüssel wurde für eine andere Anfrage benutzt. Nehmen Sie einen neuen.
refusal-idempotency-effect = Der Aufruf hat gewirkt, aber seine Antwort ging verloren. Lesen Sie den Datensatz, statt ihn noch einmal zu senden.

search-none = Nichts gefunden
search-none-text = Versuchen Sie ein anderes Wort oder weniger Wörter.

api-title = API-Referenz
api-sub = Alles, was das Portal kann, für Ihre eigenen Systeme.
api-document = OpenAPI-Dokument
api-intro = Legen Sie unter Konto ein Token an und senden Sie es mit jedem Aufruf. Verändernde Aufrufe nehmen den Kopf Idempotency-Key, damit eine Wiederholung nicht zweimal wirkt; Änderungen nehmen If-Match, damit niemand die Änderung eines anderen überschreibt.
api-body = Inhalt:
