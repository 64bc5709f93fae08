refusal-rule-empty = There is no condition here. Write one, or write true for a rule that always holds.
refusal-rule-syntax = Line { $line }, column { $column }: this does not read as a condition, near “{ $found }”. Check the quotes, the brackets and the signs around it.
refusal-rule-unknown-name = Line { $line }, column { $column }: { $wanted ->
    [none] nothing here is called “{ $found }”. Take a name from the list of variables.
   *[other] nothing here is called “{ $found }”. Did you mean { $wanted }?
}
refusal-rule-unknown-function = Line { $line }, column { $column }: there is no function “{ $found }” for this. You can use has, size, contains, startsWith, endsWith, exists, all and date.
refusal-rule-unknown-choice = Line { $line }, column { $column }: the value is never “{ $found }”. { $wanted ->
    [none] Take one from the list.
   *[other] Did you mean “{ $wanted }”?
}
refusal-rule-wrong-type = Line { $line }, column { $column }: { $found } does not fit here. { $wanted ->
    [bool] Yes or no is expected.
    [int] A whole number is expected.
    [number] A number is expected.
    [text] A text in quotes is expected.
    [date] A day is expected, as in date("2026-11-21").
    [list] A list is expected: test it with in, exists or all.
   *[none] The two sides have nothing in common.
}
refusal-rule-not-yes-or-no = Line { $line }, column { $column }: { $found } is a value, not a yes or no. Compare it with something, as in { $found } == …
refusal-rule-not-allowed = Line { $line }, column { $column }: “{ $found }” cannot be used here. Conditions compare variables with texts, numbers, days and lists, joined by &&, || and !.
refusal-rule-bad-date = Line { $line }, column { $column }: “{ $found }” is not a day. Write it as year, month and day: 2026-11-21.
refusal-rule-bad-number = Line { $line }, column { $column }: “{ $found }” is too large or too fine. Use at most 15 digits.
refusal-rule-too-long = Line { $line }, column { $column }: this is too long; { $wanted } characters is the most. Split the rule in two.
refusal-rule-too-deep = Line { $line }, column { $column }: this nests too deeply. Take out brackets, or split the rule in two.
refusal-rule-too-many = Line { $line }, column { $column }: too many values or comparisons; { $wanted } is the most. Split the rule in two.

rule-kind-bool = yes or no
rule-kind-int = whole number
rule-kind-number = number
rule-kind-text = text
rule-kind-date = day
rule-kind-list = list

rule-operator-is = is
rule-operator-is-not = is not
rule-operator-one-of = is one of
rule-operator-none-of = is none of
rule-operator-at-least = is at least
rule-operator-at-most = is at most
rule-operator-more-than = is more than
rule-operator-less-than = is less than
rule-operator-contains = contains
rule-operator-starts-with = starts with
rule-operator-has-any = has one of
rule-operator-has-all = has all of
rule-operator-has-none = has none of
rule-operator-yes = yes
rule-operator-no = no
rule-operator-known = is known
rule-operator-unknown = is not known

rule-trace-all = All of these
rule-trace-any = One of these
rule-trace-not = Not this
rule-trace-held = holds
rule-trace-not-held = does not hold
rule-trace-unknown = cannot be told
rule-trace-value-unknown = not known
