refusal-file-size = The file is larger than { $max }. Make it smaller, or split it.
refusal-file-type = This file is { $found }. Accepted here: { $allowed }.
refusal-file-empty = The file is empty.
