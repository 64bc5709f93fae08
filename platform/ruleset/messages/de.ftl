refusal-rule-empty = Hier steht keine Bedingung. Schreiben Sie eine, oder true für eine Regel, die immer gilt.
refusal-rule-syntax = Zeile { $line }, Spalte { $column }: Das liest sich nicht als Bedingung, nahe „{ $found }“. Prüfen Sie dort Anführungszeichen, Klammern und Zeichen.
refusal-rule-unknown-name = Zeile { $line }, Spalte { $column }: { $wanted ->
    [none] Nichts heißt hier „{ $found }“. Nehmen Sie einen Namen aus der Liste der Variablen.
   *[other] Nichts heißt hier „{ $found }“. Meinten Sie { $wanted }?
}
refusal-rule-unknown-function = Zeile { $line }, Spalte { $column }: Eine Funktion „{ $found }“ gibt es dafür nicht. Möglich sind has, size, contains, startsWith, endsWith, exists, all und date.
refusal-rule-unknown-choice = Zeile { $line }, Spalte { $column }: Der Wert ist nie „{ $found }“. { $wanted ->
    [none] Nehmen Sie einen aus der Liste.
   *[other] Meinten Sie „{ $wanted }“?
}
refusal-rule-wrong-type = Zeile { $line }, Spalte { $column }: { $found } passt hier nicht. { $wanted ->
    [bool] Erwartet wird ja oder nein.
    [int] Erwartet wird eine ganze Zahl.
    [number] Erwartet wird eine Zahl.
    [text] Erwartet wird ein Text in Anführungszeichen.
    [date] Erwartet wird ein Tag, wie in date("2026-11-21").
    [list] Erwartet wird eine Liste: prüfen Sie sie mit in, exists oder all.
   *[none] Die beiden Seiten haben nichts gemeinsam.
}
refusal-rule-not-yes-or-no = Zeile { $line }, Spalte { $column }: { $found } ist ein Wert, kein Ja oder Nein. Vergleichen Sie ihn mit etwas, wie in { $found } == …
refusal-rule-not-allowed = Zeile { $line }, Spalte { $column }: „{ $found }“ ist hier nicht möglich. Bedingungen vergleichen Variablen mit Texten, Zahlen, Tagen und Listen, verbunden durch &&, || und !.
refusal-rule-bad-date = Zeile { $line }, Spalte { $column }: „{ $found }“ ist kein Tag. Schreiben Sie Jahr, Monat und Tag: 2026-11-21.
refusal-rule-bad-number = Zeile { $line }, Spalte { $column }: „{ $found }“ ist zu groß oder zu genau. Nehmen Sie höchstens 15 Ziffern.
refusal-rule-too-long = Zeile { $line }, Spalte { $column }: Das ist zu lang; höchstens { $wanted } Zeichen. Teilen Sie die Regel.
refusal-rule-too-deep = Zeile { $line }, Spalte { $column }: Das ist zu tief verschachtelt. Nehmen Sie Klammern heraus oder teilen Sie die Regel.
refusal-rule-too-many = Zeile { $line }, Spalte { $column }: Zu viele Werte oder Vergleiche; höchstens { $wanted }. Teilen Sie die Regel.

rule-kind-bool = ja oder nein
rule-kind-int = ganze Zahl
rule-kind-number = Zahl
rule-kind-text = Text
rule-kind-date = Tag
rule-kind-list = Liste

rule-operator-is = ist
rule-operator-is-not = ist nicht
rule-operator-one-of = ist eines von
rule-operator-none-of = ist keines von
rule-operator-at-least = ist mindestens
rule-operator-at-most = ist höchstens
rule-operator-more-than = ist mehr als
rule-operator-less-than = ist weniger als
rule-operator-contains = enthält
rule-operator-starts-with = beginnt mit
rule-operator-has-any = hat eines von
rule-operator-has-all = hat alle von
rule-operator-has-none = hat keines von
rule-operator-yes = ja
rule-operator-no = nein
rule-operator-known = ist bekannt
rule-operator-unknown = ist nicht bekannt

rule-trace-all = Alle davon
rule-trace-any = Eines davon
rule-trace-not = Nicht das
rule-trace-held = gilt
rule-trace-not-held = gilt nicht
rule-trace-unknown = lässt sich nicht sagen
rule-trace-value-unknown = nicht bekannt
