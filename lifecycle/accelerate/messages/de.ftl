home-title = Start
home-morning = Guten Morgen, { $name }
home-afternoon = Guten Tag, { $name }
home-evening = Guten Abend, { $name }
home-needs = { $n ->
    [one] Eine Sache braucht Sie.
   *[other] { $n } Dinge brauchen Sie.
}
home-nothing = Im Moment braucht Sie nichts.
home-register = Deal registrieren
home-next = Die besten nächsten Schritte
home-next-order = Erst was fällig ist, dann was es bringt
home-next-none = Alles erledigt
home-next-none-text = Vorschläge erscheinen hier mit Grund, Ertrag und Frist.

overview-title = Übersicht
overview-sub = Das Programm auf einen Blick; jede Zahl führt zu ihren Zeilen.
queue-title = Arbeitsliste
queue-sub = { $n ->
    [0] Nichts wartet
    [one] Eine Sache wartet auf eine Person, die nächste Frist zuerst
   *[other] { $n } Dinge warten auf eine Person, die nächste Frist zuerst
}
queue-order = Die nächste Frist zuerst
queue-none = Nichts wartet
queue-none-text = Bewerbungen, Deals, Dokumente und Verdienste, die eine Person brauchen, erscheinen hier mit ihrer Frist.
queue-more = { $n } weitere in der Arbeitsliste

figures-meaning = Was diese Zahlen bedeuten
figures-sub = Wie jede Zahl berechnet wird, und die Zeilen dahinter.
figures-rows = Zu den Zeilen
figures-none = Noch keine Zahlen. Sie erscheinen mit den ersten Deals.

funnel-title = Von der Bewerbung zum ersten Deal
funnel-sub = Alle, die sich in den letzten zwölf Monaten beworben haben, und wie weit sie sind.
funnel-steps = Schritte
funnel-applied = Beworben
funnel-approved = Angenommen
funnel-signed = Vertrag in Kraft
funnel-activated = Aktiv
funnel-first-deal = Erster Deal genehmigt
funnel-first-win = Erster Deal gewonnen
funnel-year = letzte 12 Monate
funnel-median = Median { $span } ab dem Schritt davor
funnel-definition = Gezählt sind Bewerber der letzten zwölf Monate, die den Schritt erreicht haben. Zeiten sind Mediane über diese.
funnel-rows = Bewerber
funnel-who = Unternehmen
funnel-open = Zu den Zeilen
funnel-none = Noch niemand hat sich beworben
funnel-none-text = Bewerber erscheinen hier, sobald sie ihre E-Mail-Adresse bestätigt haben.
queue-came = kam { $when }
funnel-menu = Partnertrichter
