## How far away a moment is

time-now = now
time-over = over
time-left = { $span } left

time-in-minutes = in { $n } min
time-in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
time-in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
time-in-months = { $n ->
    [one] in { $n } month
   *[other] in { $n } months
}
time-in-years = { $n ->
    [one] in { $n } year
   *[other] in { $n } years
}

time-ago-minutes = { $n } min ago
time-ago-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
time-ago-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
time-ago-months = { $n ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
time-ago-years = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
}

## How long a span lasts

time-minutes = { $n } min
time-hours = { $n } h
time-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
