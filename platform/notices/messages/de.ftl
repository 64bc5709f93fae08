## Der Posteingang

notices-title = Mitteilungen
notices-sub = Was geschehen ist und Sie betrifft.
notices-settings = E-Mail-Einstellungen
notices-read-all = Alle als gelesen markieren
notices-all-read = Alle Mitteilungen sind als gelesen markiert.
notices-show = Anzeigen
notices-show-all = Alle
notices-show-unread = Ungelesen
notices-new = Neu
notices-none = Noch keine Mitteilungen
notices-none-text = Wenn etwas geschieht, das Sie betrifft, steht es hier und auf Wunsch in Ihrer E-Mail.
notices-none-unread = Nichts ungelesen
notices-none-unread-text = Sie haben alles gesehen.

## Wann E-Mails kommen

notices-settings-sub = Mitteilungen stehen immer hier. Wählen Sie, wann sie auch per E-Mail kommen.
notices-settings-mail = E-Mail
notices-topic-other = Alles andere
notices-topic-other-hint = Alle Themen ohne eigene Zeile.
notices-timing-now = Sofort
notices-timing-daily = Einmal am Tag
notices-timing-never = Nie
notices-always = Manche E-Mails kommen immer
notices-always-text = E-Mails zu Anmeldung, Bewerbungen und Verträgen kommen sofort, weil es ohne sie nicht weitergeht.
notices-save = Einstellungen sichern
notices-saved = Ihre Einstellungen sind gesichert.

unsubscribe-title = Diese E-Mails abbestellen?
unsubscribe-text = Sie bekommen zu diesem Thema keine E-Mails mehr. Die Mitteilungen stehen weiter im Portal.
unsubscribe-now = Abbestellen
unsubscribe-done = Sie bekommen diese E-Mails nicht mehr
unsubscribe-done-text = Die Mitteilungen finden Sie weiter im Portal, und dort können Sie es sich anders überlegen.

## Der Text jeder E-Mail

mail-greeting = Guten Tag { $name },
mail-greeting-plain = Guten Tag,
mail-open = Öffnen
mail-foot = Diese E-Mail ging von { $brand } an { $address }.
mail-unsubscribe = E-Mails zu diesem Thema abbestellen
mail-settings = Alle E-Mail-Einstellungen

notice-notices-digest-title = { $n ->
    [one] Eine Mitteilung von { $vendor }
   *[other] { $n } Mitteilungen von { $vendor }
}

## Der Postausgang

mail-title = E-Mail
mail-sub = Jede E-Mail, die hinausging, wartet oder gescheitert ist.
mail-no-server = Es ist kein Mailserver eingerichtet
mail-no-server-text = E-Mails werden hier aufbewahrt statt verschickt. Tragen Sie die Adresse eines Mailservers ein, um sie zu verschicken.
mail-filter = E-Mails filtern
mail-state = Stand
mail-state-any = Jeder Stand
mail-state-queued = Wartet
mail-state-sent = Verschickt
mail-state-kept = Aufbewahrt
mail-state-failed = Gescheitert
mail-none = Noch keine E-Mails
mail-none-text = Einladungen, Mitteilungen und Zusammenfassungen stehen hier, sobald es welche gibt.
mail-none-match = Keine E-Mail mit diesem Stand
mail-none-match-text = Wählen Sie einen anderen Stand oder alle.
mail-subject = Betreff
mail-to = An
mail-name = Name
mail-topic = Thema
mail-at = Geschrieben
mail-attempts = Versuche
mail-about = Zu dieser E-Mail
mail-text-part = Text
mail-html-part = HTML-Quelltext
mail-html-show = Quelltext zeigen
mail-no-text = Kein Text zu zeigen
mail-no-text-text = Er ist noch nicht geschrieben, oder er enthielt einen Link zum Anmelden und wurde nach dem Versand vergessen.
mail-error = Der letzte Versuch ist gescheitert
mail-retry = Erneut versuchen
mail-queued-again = Die E-Mail wartet darauf, erneut verschickt zu werden.
refusal-mail-not-failed = Nur eine gescheiterte E-Mail kann erneut versucht werden.
