refusal-file-size = Die Datei ist größer als { $max }. Verkleinern oder teilen Sie sie.
refusal-file-type = Diese Datei ist vom Typ { $found }. Angenommen wird hier: { $allowed }.
refusal-file-empty = Die Datei ist leer.
