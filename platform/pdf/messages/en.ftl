refusal-signature-drawing = The drawn signature could not be read. Draw it again, or type your name.
