## Wie weit ein Zeitpunkt entfernt ist

time-now = jetzt
time-over = vorbei
time-left = noch { $span }

time-in-minutes = in { $n } Min.
time-in-hours = { $n ->
    [one] in { $n } Stunde
   *[other] in { $n } Stunden
}
time-in-days = { $n ->
    [one] in { $n } Tag
   *[other] in { $n } Tagen
}
time-in-months = { $n ->
    [one] in { $n } Monat
   *[other] in { $n } Monaten
}
time-in-years = { $n ->
    [one] in { $n } Jahr
   *[other] in { $n } Jahren
}

time-ago-minutes = vor { $n } Min.
time-ago-hours = { $n ->
    [one] vor { $n } Stunde
   *[other] vor { $n } Stunden
}
time-ago-days = { $n ->
    [one] vor { $n } Tag
   *[other] vor { $n } Tagen
}
time-ago-months = { $n ->
    [one] vor { $n } Monat
   *[other] vor { $n } Monaten
}
time-ago-years = { $n ->
    [one] vor { $n } Jahr
   *[other] vor { $n } Jahren
}

## Wie lange etwas dauert

time-minutes = { $n } Min.
time-hours = { $n } Std.
time-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
