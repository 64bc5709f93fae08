## Deals: Verlängerungen und Erweiterungen

deal-business = Art des Geschäfts
deal-business-hint = Bei Verlängerung oder Erweiterung geht der Partner vor, der den Kunden bedient.
deal-business-new = Neugeschäft
deal-business-expansion = Eine Erweiterung: Der Kunde nimmt mehr
deal-business-renewal = Eine Verlängerung: Was der Kunde hat, läuft weiter
deal-why-incumbent = Ein anderer Partner geht vor: Verlängerung oder Erweiterung dieses Kunden stehen ihm zu
deal-why-tender = Die Ausschreibung war vor der Registrierung veröffentlicht
deal-over-customer-choice = Der Kunde hat schriftlich gewählt
deal-over-ruling = In einem Konflikt wurde entschieden
deal-term-ends = Läuft bis
deal-term-ends-hint = Wann endet, was der Kunde gekauft hat. Vor diesem Tag gehen Sie bei der Verlängerung vor. Leer gelten die Spielregeln.
deals-renew = Verlängerung registrieren
deals-choice = Der Kunde hat diesen Partner schriftlich gewählt
deals-choice-hint = Hier geht ein anderer Partner vor. Der Brief muss unter den Dateien des Deals sein.
decision-knew-incumbent = Zuletzt verkauft von einem anderen Partner
decision-knew-incumbent-own = Zuletzt verkauft von diesem Partner
decision-knew-over = Zurückgestellt durch
decision-knew-left = Partner schied aus
decision-released-left = Der Schutz endete, weil der Partner ausgeschieden ist
deals-rule-renewal = In den { $days } Tagen, bevor endet, was ein Kunde gekauft hat, steht die Verlängerung dem Partner zu, der es verkaufte: Registrierungen anderer warten auf einen Menschen. Wer { $lapse } Tage vor diesem Ende nichts registriert hat, hat das Recht verloren; ebenso, wen der Kunde schriftlich ablöst.
deals-rule-term = Wo niemand sagte, bis wann es läuft, läuft es { $months ->
    [one] einen Monat
   *[other] { $months } Monate
} ab dem Tag des Gewinns.
deals-rule-expansion = Solange es läuft, geht derselbe Partner auch vor, wenn der Kunde mehr aus derselben Produktfamilie nimmt; Registrierungen anderer warten auf einen Menschen.
deals-rule-renewal-none = Verlängerungen und Erweiterungen werden wie jeder andere Deal registriert.
deals-rule-departure = { $days ->
    [0] Scheidet ein Partner aus dem Programm aus, endet der Schutz seiner Deals sofort.
    [one] Scheidet ein Partner aus dem Programm aus, bleiben seine Deals um des Kunden willen noch einen Tag geschützt; dann endet der Schutz, und beide Seiten erfahren es.
   *[other] Scheidet ein Partner aus dem Programm aus, bleiben seine Deals um des Kunden willen noch { $days } Tage geschützt; dann endet der Schutz, und beide Seiten erfahren es.
}
terms-renewal-days = Verlängerung gehört dem Verkäufer
terms-renewal-days-hint = Tage, bevor das Verkaufte endet. 0 schaltet es ab.
terms-renewal-lapse-days = Verloren, wenn nichts registriert ist bis
terms-renewal-lapse-days-hint = Tage vor diesem Ende.
terms-term-months = Verkauftes läuft
terms-term-months-hint = Monate, wo niemand sagt, bis wann.
terms-departure-days = Scheidet ein Partner aus, geschützt für
terms-departure-days-hint = Tage.
deals-banner-left = Der Partner ist ausgeschieden: geschützt bis { $until }
deals-banner-left-text = Dann ist der Kunde für andere frei. Sorgen Sie dafür, dass jemand ihn bedient.
deals-banner-released-left = Der Partner ist ausgeschieden, und die Zeit danach ist vorbei.
notice-deal-renewal-name = Verlängerungen, die Ihnen zustehen
notice-deal-renewal-title = { $company } verlängert bis { $ends }
notice-deal-renewal-body = Die Verlängerung steht Ihnen zu. Registrieren Sie sie bis { $until }; danach dürfen es andere.
notice-deal-partner-left-name = Deals ausgeschiedener Partner
notice-deal-partner-left-title = { $partner } ist ausgeschieden: { $n ->
    [one] ein Deal bleibt geschützt
   *[other] { $n } Deals bleiben geschützt
} bis { $until }
notice-deal-partner-left-body = Dann sind die Kunden für andere frei.

## Deals: Ausschreibungen

roe-tender = Ausschreibungen
deal-tender = Ausschreibung
deal-tender-question = Es ist eine Ausschreibung
deal-tender-hint = Der Kunde bittet um Angebote.
deal-tender-published = Veröffentlicht am
deal-tender-published-hint = Leer, wenn sie noch nicht veröffentlicht ist.
deal-tender-unpublished = Ja, noch nicht veröffentlicht
deal-tender-since = Veröffentlicht am { $on }
deal-tenders-protect = Geschützt wie jeder andere Deal
deal-tenders-review = Ein Mensch entscheidet
deal-tenders-exclude = Kann nicht registriert werden
terms-tenders = Schon veröffentlichte Ausschreibungen
deals-rule-tender-protect = Eine Ausschreibung ist geschützt wie jeder andere Deal, veröffentlicht oder nicht.
deals-rule-tender-review = Eine Ausschreibung, die vor der Registrierung veröffentlicht war, ist nicht von selbst geschützt: Ein Mensch entscheidet. Eine noch nicht veröffentlichte ist geschützt wie jeder andere Deal.
deals-rule-tender-exclude = Eine schon veröffentlichte Ausschreibung kann nicht registriert werden: Jeder darf bieten. Eine noch nicht veröffentlichte ist geschützt wie jeder andere Deal.

## Deals: Dateien

deal-files = Dateien
deal-files-note = Das sehen der Partner und der Hersteller, sonst niemand
deal-files-none = Noch keine Dateien. Eine Mail, eine Gesprächsnotiz oder ein Brief zeigt, was wann getan wurde.
deal-files-later = Um Nachweise einzureichen, sichern Sie zuerst den Entwurf; dann hängen Sie Dateien an.
deal-files-attach = Nachweise an diesen Entwurf hängen
deal-file-new = Datei
deal-file-hint = Ein Dokument, eine Tabelle, ein Text oder ein Bild, höchstens zehn Megabyte.
deal-file-paper = Was es ist
deal-file-add = Anhängen
deal-file-added = Die Datei ist angehängt.
deal-file-remove = Entfernen
deal-file-removed = Die Datei ist entfernt.
deal-file-internal = Nur für Mitarbeitende
deal-file-uploading = Wird hochgeladen
deal-file-handed-in = Mit der Registrierung eingereicht
deal-file-size = { $n } kB
deal-paper-evidence = Nachweis
deal-paper-letter = Die Wahl des Kunden
deal-paper-other = Etwas anderes
deals-did-file-added = hängte eine Datei an
deals-did-file-removed = entfernte eine Datei
deals-did-owner = änderte, wem er gehört
deals-did-left = Der Partner schied aus dem Programm aus
deals-did-back = Der Partner ist zurück
deals-did-renewal = Erfuhr, dass ihm die Verlängerung zusteht

## Deals: wem sie gehören

deal-owners = Wem er gehört
deal-owners-none = Noch niemandem beim Partner.
deal-owners-hint = Wem ein Deal gehört, der erfährt, was mit ihm geschieht.
deal-owner-who = Mitglied
deal-owner-since = Auch Eigentümer, seit { $at }
deal-owner-add = Als Miteigentümer hinzufügen
deal-owner-assign = Zum Eigentümer machen
deal-owner-added = Der Deal gehört dem Mitglied nun auch.
deal-owner-remove = Entfernen
deal-owner-removed = Der Deal gehört dem Mitglied nicht mehr.
deal-assigned = Der Deal hat einen neuen Eigentümer.
batch-assign = Zuweisen
batch-assign-hint = Für „Zuweisen“.
notice-deal-co-owner-name = Deals, die Ihnen mit anderen gehören
notice-deal-co-owner-title = { $company } gehört Ihnen nun auch
notice-deal-co-owner-body = { $who } hat Sie hinzugefügt. Sie erfahren, was mit dem Deal geschieht.
notice-deal-assigned-name = Deals, die Ihnen zugewiesen wurden
notice-deal-assigned-title = { $company } gehört jetzt Ihnen
notice-deal-assigned-body = { $who } hat ihn Ihnen gegeben.

## Deals: wie sie begannen, und wer sie hielt

deals-first = Wie er begann
deals-first-note = Ändert sich nie
deals-first-at = Eingereicht
deals-first-by = Von
deals-held = Wer ihn an einem anderen Tag hielt
deals-held-on = Tag
deals-held-show = Zeigen
deals-held-protected = Geschützt
deals-held-by = Entschieden
deals-held-terms = Spielregeln
deals-held-nobody = Niemand; er war noch nicht begonnen

## Deals: Kunden, die wieder frei sind

notice-deal-freed-name = Registrierungen, die nun beantwortet werden können
notice-deal-freed-title = Was { $company } im Weg stand, ist zu Ende
notice-deal-freed-body = Die Registrierung von { $partner } wartet auf ihre Antwort.
notice-deal-free-again-name = Kunden, die wieder frei sind
notice-deal-free-again-title = { $company } könnte jetzt frei sein
notice-deal-free-again-body = Was Ihrer Registrierung im Weg stand, ist zu Ende. Wenn Sie noch dran sind, registrieren Sie erneut.

## Deals: was sich änderte, und warum nicht

deal-field-business = Art des Geschäfts
deal-field-tender = Ausschreibung
refusal-deal-incumbent-first = Ein anderer Partner geht bei Verlängerung oder Erweiterung dieses Kunden vor. Hängen Sie den Brief an, in dem der Kunde wählt, und sagen Sie es; oder warten Sie, bis das Recht verloren ist.
refusal-deal-letter-missing = Der Brief, in dem der Kunde wählt, ist nicht unter den Dateien. Hängen Sie ihn zuerst an.
refusal-deal-tender-published = Diese Ausschreibung ist schon veröffentlicht, jeder darf bieten; sie kann nicht registriert werden.
refusal-deal-term-end = Das Verkaufte endet nach dem Tag des Gewinns und binnen zehn Jahren.
refusal-deal-too-many-files = Ein Deal hat höchstens { $most } Dateien. Entfernen Sie zuerst eine.
refusal-deal-too-many-owners = Höchstens { $most } Mitglieder sind neben dem Eigentümer dabei. Entfernen Sie zuerst eines.
refusal-deal-handed-in = Diese Datei wurde mit der Registrierung eingereicht. Sie bleibt.

## Wer abwesend ist

absence-title = Abwesenheiten
absence-sub = Wer abwesend ist, und wer so lange entscheidet. Zugesagte Antworten bleiben zugesagt.
absence-own = Wenn Sie abwesend sind
absence-from = Erster Tag
absence-until = Letzter Tag
absence-substitute = Wer so lange entscheidet
absence-substitute-hint = Was auf Sie wartet, geht an diese Person; sie erfährt davon.
absence-save = Sichern
absence-end = Ich bin zurück
absence-set = Ihre Abwesenheit ist gesichert.
absence-ended = Sie sind wieder da.
absence-all = Wer abwesend ist
absence-none = Niemand ist abwesend
absence-none-text = Was hier steht, zeigt, wer an wessen Stelle entscheidet.
absence-days = { $from } bis { $until }
absence-by = { $name } entscheidet
absence-decides-for = { $name } (für { $absent }, abwesend bis { $until })
deals-did-decided-for = entschied für { $name }
notice-absence-substitute-name = Wen Sie vertreten
notice-absence-substitute-title = Sie vertreten { $who } vom { $from } bis { $until }
notice-absence-substitute-body = Was auf { $who } wartet, kommt so lange zu Ihnen.
