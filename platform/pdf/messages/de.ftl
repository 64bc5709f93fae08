refusal-signature-drawing = Die gezeichnete Unterschrift ist nicht lesbar. Zeichnen Sie sie noch einmal, oder tippen Sie Ihren Namen.
