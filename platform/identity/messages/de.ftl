## Anmelden

sign-in-title = Anmelden
sign-in-heading = Bei { $brand } anmelden
sign-in-sub = Mit der Adresse, an die Ihre Einladung ging.
sign-in-password = Passwort
sign-in-go = Anmelden
sign-in-forgot = Passwort vergessen?
sign-in-personas = Umsehen als
sign-in-personas-text = Dies ist eine Demo mit erfundenen Personen. Wählen Sie eine und sehen Sie, was sie sieht.
sign-out = Abmelden
signed-out = Sie sind abgemeldet.
signed-out-everywhere = Sie sind überall abgemeldet.
refusal-sign-in-refused = Adresse und Passwort passen nicht zusammen. Prüfen Sie beide, oder setzen Sie ein neues Passwort.
refusal-sign-in-too-often = { $minutes ->
    [one] Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es erneut.
   *[other] Zu viele Versuche. Warten Sie { $minutes } Minuten und versuchen Sie es erneut.
}
refusal-sign-in-step-over = Das hat zu lange gedauert. Melden Sie sich noch einmal mit Ihrem Passwort an.

second-step-title = Code eingeben
second-step-sub = Ihr Konto verlangt einen zweiten Schritt.
second-step-code = Code
second-step-hint = Sechs Ziffern aus Ihrer Authenticator-App oder einer Ihrer Wiederherstellungscodes.
second-step-go = Weiter
refusal-second-factor-code = Dieser Code passt nicht. Geben Sie den Code ein, den die App gerade zeigt, oder einen unbenutzten Wiederherstellungscode.

## Links

invitation-title = Willkommen
invitation-sub = { $org } hat { $email } eingeladen. Prüfen Sie Ihren Namen und wählen Sie ein Passwort.
invitation-go = Beginnen
refusal-link-over = Dieser Link wurde schon benutzt oder ist zu alt. Fordern Sie einen neuen an.

forgot-title = Passwort vergessen?
forgot-sub = Geben Sie Ihre Adresse ein. Gehört sie zu einem Konto, schicken wir einen Link für ein neues Passwort.
forgot-go = Link schicken
forgot-sent = Sehen Sie in Ihre E-Mails
forgot-sent-text = Gehört die Adresse zu einem Konto, ist ein Link unterwegs. Er gilt eine Stunde.

reset-title = Neues Passwort setzen
reset-sub = Danach sind Sie überall abgemeldet.
reset-go = Passwort setzen
reset-done = Ihr Passwort ist gesetzt. Melden Sie sich damit an.

email-confirm-title = Ist das Ihre neue Adresse?
email-confirm-sub = Von nun an melden Sie sich mit ihr an, und E-Mails gehen dorthin.
email-confirm-go = Diese Adresse benutzen
email-confirmed = Ihre Adresse ist geändert.

setup-title = Dieses Portal einrichten
setup-sub = Sie werden sein Inhaber, dürfen alles und laden die anderen ein.
setup-go = Inhaber werden

## Passwörter

password-new = Neues Passwort
password-again = Neues Passwort noch einmal
password-current = Jetziges Passwort
password-hint = Mindestens 12 Zeichen. Gut sind ein paar Wörter, die nicht zusammengehören.
refusal-password-guessable = Dieses Passwort ist leicht zu erraten oder aus Datenlecks bekannt. Nehmen Sie ein paar Wörter, die nicht zusammengehören.
refusal-password-differs = Die beiden stimmen nicht überein. Tippen Sie zweimal dasselbe Passwort.
refusal-password-wrong = Das ist nicht Ihr jetziges Passwort.
refusal-characters = Darin sind Zeichen, die nicht gespeichert werden können.

## Die Kontoseite

account-title = Ihr Konto
account-sub = { $email } · { $roles }
account-profile = Profil
account-org = Sie gehören zu { $org }.
own-profile-save = Profil sichern
own-profile-saved = Ihr Profil ist gesichert.
account-security = Sicherheit und E-Mail
account-manage = Verwalten
account-notices = E-Mail-Einstellungen
account-notices-text = Welche Mitteilungen auch per E-Mail kommen, und wann.
account-sessions = Angemeldet
account-password = Passwort
account-password-change = Passwort ändern
account-password-changed = Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.
account-email = E-Mail-Adresse
account-email-now = Jetzt ist es { $email }. Wir schicken einen Link an die neue Adresse; die Änderung gilt, sobald Sie ihn öffnen.
account-email-new = Neue Adresse
account-email-change = Link schicken
account-email-asked = Sehen Sie in die E-Mails Ihrer neuen Adresse.

session-about = { $address } · { $seen }
session-unknown = Unbekannter Browser
session-current = Dieser Browser
session-end = Abmelden
session-ended = Dieser Browser ist abgemeldet.
session-end-all = Überall abmelden
session-end-all-hint = Auch hier.

second-factor-title = Anmeldung in zwei Schritten
second-factor-sub = Ein Code aus einer App auf Ihrem Telefon, zusätzlich zum Passwort.
second-factor-on = Die Anmeldung in zwei Schritten ist an.
second-factor-off = Die Anmeldung in zwei Schritten ist aus.
second-factor-left = { $n ->
    [one] Sie haben einen unbenutzten Wiederherstellungscode.
   *[other] Sie haben { $n } unbenutzte Wiederherstellungscodes.
}
second-factor-enroll = Einschalten
second-factor-step-app = Öffnen Sie eine Authenticator-App auf Ihrem Telefon.
second-factor-step-scan = Scannen Sie das Quadrat, oder tippen Sie den Schlüssel darunter ab.
second-factor-step-code = Geben Sie die sechs Ziffern ein, die die App zeigt.
second-factor-drawing = Quadratischer Code für Authenticator-Apps. Der Schlüssel steht darunter als Text.
second-factor-spelled = Schlüssel
second-factor-start = Einschalten
second-factor-change = Ändern
second-factor-change-hint = Damit niemand sonst es an Ihrem offenen Browser ändert.
second-factor-renew = Neue Wiederherstellungscodes
second-factor-end = Ausschalten
second-factor-ended = Die Anmeldung in zwei Schritten ist aus.

recovery-title = Wiederherstellungscodes
recovery-sub = Die Anmeldung in zwei Schritten ist an. Bewahren Sie diese Codes getrennt vom Telefon auf: jeder lässt Sie einmal hinein. Sie werden nicht noch einmal gezeigt.
recovery-done = Ich habe sie aufbewahrt

tokens-title = Zugriffsschlüssel
tokens-sub = Leihen Sie Ihren eigenen Programmen einige Ihrer Rechte.
tokens-yours = Ihre Zugriffsschlüssel
tokens-none = Noch keine Zugriffsschlüssel
tokens-none-text = Erstellen Sie einen, um Ihr CRM oder ein Skript mit der API zu verbinden.
token-new = Neuer Zugriffsschlüssel
token-name = Name
token-name-hint = Was ihn benutzen wird, etwa die CRM-Anbindung.
token-life = Gilt für
token-days = { $n ->
    [one] Einen Tag
   *[other] { $n } Tage
}
token-scopes = Er darf
token-scopes-hint = Wählen Sie so wenig wie nötig.
token-make = Erstellen
token-made = Ihr Zugriffsschlüssel
token-made-text = Kopieren Sie ihn jetzt. Er wird nicht noch einmal gezeigt.
token-secret = Zugriffsschlüssel
token-end = Beenden
token-ended = Der Zugriffsschlüssel wird nicht mehr angenommen.
token-used = Benutzt { $when }
token-unused = Noch nicht benutzt
token-ends = Endet { $when }
token-endless = Endet nicht
token-over = Beendet
refusal-token-scope = Ein Zugriffsschlüssel kann nicht mehr verleihen, als ihm geliehen wurde.
refusal-token-expiry = Er muss nach jetzt und innerhalb von { $days } Tagen enden.

## Personen

person-name = Name
person-email = E-Mail-Adresse
person-org = Organisation
person-language = Sprache
person-zone = Zeitzone
person-theme = Aussehen
person-roles = Rollen
person-state = Stand
person-seen = Zuletzt hier
person-since = Bekannt seit
person-who = Wer
person-may = Was die Person darf
person-about = Zur Person
theme-system = Wie das Gerät
theme-light = Hell
theme-dark = Dunkel

users-title = Benutzer
users-sub = Die Personen des Anbieters, und was sie dürfen.
users-new-title = Jemanden einladen
users-filter = Personen filtern
users-search = Name oder Adresse
users-any-role = Jede Rolle
users-any-state = Jeder Stand
users-none = Noch niemand hier
users-none-text = Laden Sie Personen ein; sie bekommen eine E-Mail mit einem Link, um ein Passwort zu wählen.
users-none-match = Niemand passt
users-none-match-text = Versuchen Sie es mit weniger Filtern.
members-title = Team
members-sub = Die Personen Ihrer Organisation in diesem Programm.
members-new-title = Mitglied einladen

user-invite = Einladen
user-invite-again = Einladung erneut schicken
user-invited = Die Einladung ist unterwegs.
user-state-invited = Eingeladen
user-state-active = Aktiv
user-state-suspended = Gesperrt
user-state-removed = Entfernt
user-never-seen = Noch nie
user-own = Das sind Sie
user-own-text = Ihre Rollen und Ihren Zugang muss jemand anderes ändern.
user-roles-hint = Die Person wird abgemeldet, damit die neuen Rollen sofort gelten.
user-roles-save = Rollen sichern
user-roles-saved = Die Rollen sind gesichert.
user-access = Zugang
user-sessions-end = Überall abmelden
user-sessions-end-text = Die Person muss sich in jedem Browser neu anmelden.
user-sessions-ended = Die Person ist überall abgemeldet.
user-factor-end = Zweiten Schritt ausschalten
user-factor-end-text = Für jemanden, der Telefon und Wiederherstellungscodes verloren hat. Vergewissern Sie sich, wer fragt.
user-factor-ended = Der zweite Schritt ist ausgeschaltet.
user-suspend = Sperren
user-suspend-text = Die Person kann sich nicht anmelden, und ihre Zugriffsschlüssel enden, bis Sie sie wieder hereinlassen.
user-suspended = Die Person kann sich nicht mehr anmelden.
user-resume = Wieder hereinlassen
user-resume-text = Die Person kann sich wieder anmelden. Zugriffsschlüssel bleiben beendet.
user-resumed = Die Person kann sich wieder anmelden.
user-remove = Entfernen
user-remove-text = { $name } verliert den Zugang für immer. Was die Person getan hat, bleibt unter ihrem Namen verzeichnet.
user-remove-go = Für immer entfernen
user-removed = Die Person ist entfernt.
invite-sub = Sie wird zu { $org } gehören.
invite-sub-plain = Es sind die ersten Personen dieses Partners.
invite-note = Der Link in der E-Mail gilt sieben Tage.
invite-go = Einladung schicken
refusal-user-email-unavailable = Diese Adresse kann nicht eingeladen werden. Prüfen Sie sie, oder fragen Sie uns.
refusal-user-partner-needed = Geben Sie an, zu welchem Partner die Person gehört.
refusal-user-yourself = Ihre eigenen Rollen und Ihren Zugang können Sie nicht ändern. Fragen Sie jemanden mit Verwaltungsrechten.
refusal-user-last-owner = Das ist der letzte Inhaber. Machen Sie zuerst jemand anderen zum Inhaber.
refusal-user-state = Das passt nicht zum jetzigen Stand. Sehen Sie sich die Seite noch einmal an.

## Rollen

role-owner = Inhaber
role-owner-hint = Alles, auch Benutzer und Einstellungen
role-partner-ops = Partnerbetrieb
role-partner-ops-hint = Programme, Partner, Bewerbungen, Aufträge
role-channel-manager = Partnerbetreuung
role-channel-manager-hint = Betreut Partner und ihre Geschäfte
role-enablement-manager = Schulung
role-enablement-manager-hint = Kurse und Zertifikate
role-channel-marketing = Partnermarketing
role-channel-marketing-hint = Kampagnen und Mittel
role-services-lead = Leitung Dienstleistung
role-services-lead-hint = Lieferung und Fachleute
role-partner-finance = Partnerfinanzen
role-partner-finance-hint = Pläne, Abrechnungen, Auszahlungen
role-support = Support
role-support-hint = Hilft Partnern, sieht, was sie sehen
role-auditor = Prüfer
role-auditor-hint = Liest alles, ändert nichts
role-partner-admin = Partner-Verwaltung
role-partner-admin-hint = Unterschreibt Verträge, lädt Personen ein
role-sales = Vertrieb
role-sales-hint = Registriert Geschäfte, bearbeitet Kontakte
role-technical = Technik
role-technical-hint = Lernt, verbindet Systeme
role-marketing = Marketing
role-marketing-hint = Kampagnen und Inhalte
role-finance = Finanzen
role-finance-hint = Einnahmen und Abrechnungen
role-executive = Geschäftsleitung
role-executive-hint = Sieht, wie das Geschäft läuft

## E-Mails

notice-account-invited-title = { $org } lädt Sie ins Partnerportal von { $vendor } ein
notice-account-invited-body = Wählen Sie ein Passwort, um zu beginnen. Der Link gilt sieben Tage.
notice-account-reset-title = Neues Passwort setzen
notice-account-reset-body = Jemand, vermutlich Sie, hat ein neues Passwort angefordert. Der Link gilt eine Stunde. Waren Sie es nicht, tun Sie nichts.
notice-account-email-confirm-title = Neue Adresse bestätigen
notice-account-email-confirm-body = Öffnen Sie den Link, um diese Adresse von nun an zu benutzen. Er gilt einen Tag.
notice-account-email-changed-title = Ihre Adresse wurde geändert
notice-account-email-changed-body = Sie melden sich jetzt mit { $email } an. Waren Sie das nicht, sagen Sie es sofort der Person, die dieses Portal betreibt.
notice-account-password-changed-title = Ihr Passwort wurde geändert
notice-account-password-changed-body = Waren Sie das nicht, setzen Sie ein neues Passwort und sagen Sie es sofort der Person, die dieses Portal betreibt.
person-factor-on = An
person-factor-off = Aus
