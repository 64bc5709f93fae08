learning-title = Lernen
learning-sub = Kurse für Verkauf, Einführung und Betreuung, mit Zertifizierungen, die zählen.
learning-course = Kurs
learning-none = Noch keine Kurse
learning-none-text = Kurse erscheinen hier, sobald sie veröffentlicht sind.
course-path-sales = Verkauf
course-path-technical = Technik
course-path-support = Betreuung
course-new = Nicht begonnen
course-begun = In Arbeit
course-completed = Abgeschlossen
course-completed-text = Sie haben alles getan, was dieser Kurs verlangt. Die Lektionen können Sie jederzeit wieder lesen.
course-certifies = Zertifizierung
course-lessons = Lektionen
course-continue = Weiter
course-minutes = { $n } Min.
course-quiz = Prüfung
course-quiz-text = { $draw } Fragen, { $mark } Prozent zum Bestehen, { $left ->
    [0] kein Versuch übrig
    [one] ein Versuch übrig
   *[other] { $left } Versuche übrig
}
course-publish = Kurs veröffentlichen
course-publish-sub = Schreiben Sie ihn als einen Markdown-Text: Lektionen und Fragen.
course-title = Titel
course-key = Schlüssel
course-key-hint = Kleinbuchstaben, Ziffern und Bindestriche; Teil der Adresse, ändert sich nie.
course-summary = Was er lehrt
course-path = Weg
course-certification = Schlüssel der Zertifizierung
course-certification-hint = Bestehen gibt diese Zertifizierung; die Dealregistrierung kann sie verlangen.
course-valid = Gültig (Monate)
course-valid-hint = 0 heißt ohne Ende.
course-mark = Bestehensgrenze (Prozent)
course-draw = Gezogene Fragen
course-attempts = Versuche
course-text = Lektionen und Fragen
course-text-hint = "# Titel (5 min)" beginnt eine Lektion, "? Frage" eine Frage; ihre Antworten folgen als "+ richtig" und "- falsch".
course-publish-do = Veröffentlichen
course-cancel = Abbrechen
course-published = Der Kurs wurde veröffentlicht.
lesson-sub = Lektion { $n } von { $of }, etwa { $minutes } Min.
lesson-done = Fertig, weiter
quiz-question = Frage { $n } von { $of }
quiz-progress = Beantwortete Fragen
quiz-many = Mehr als eine Antwort ist richtig.
quiz-next = Speichern und weiter
quiz-back = Zurück
quiz-begin = Prüfung beginnen
quiz-go-on = Prüfung fortsetzen
quiz-hand-in = Abgeben
quiz-hand-in-do = Jetzt abgeben
quiz-all-answered = Alle { $n } Fragen sind beantwortet.
quiz-unanswered = { $n ->
    [one] Eine Frage ist noch nicht beantwortet.
   *[other] { $n } Fragen sind noch nicht beantwortet.
}
quiz-result = Ergebnis
quiz-passed = Bestanden mit { $score } Prozent
quiz-passed-text = Gut gemacht. Was Ihnen das bringt, steht auf Ihrer Lernseite.
quiz-failed = { $score } Prozent; { $mark } sind nötig
quiz-left = { $n ->
    [0] Kein Versuch ist übrig. Fragen Sie Ihre Partnerbetreuung.
    [one] Ein Versuch ist übrig.
   *[other] { $n } Versuche sind übrig.
}
quiz-again = Noch einmal versuchen
quiz-review = Ihre Antworten
quiz-right = Richtig:
quiz-wrong = Falsch:
quiz-choice-right = richtige Antwort
quiz-choice-yours = Ihre Antwort
certificates-title = Ihre Zertifikate
certificates-none = Noch keine. Kurse mit Zertifizierung geben Ihnen eines, wenn Sie bestehen.
certificate-sub = Zertifikat { $number }
certificate-holder = Inhaber
certificate-org = Bei
certificate-issued = Seit
certificate-until = Gültig bis
certificate-until-date = gültig bis { $date }
certificate-open = ohne Ende
certificate-active = Gültig
certificate-expired = Abgelaufen
certificate-revoked = Zurückgenommen
certificate-verify = Diese Seite kommt aus dem System des Herstellers und zeigt den Stand von jetzt.
team-title = Lernen im Team
team-sub = Was Ihre Leute begonnen und abgeschlossen haben.
team-none = Niemand hat einen Kurs begonnen
team-none-text = Die Kurse Ihrer Leute erscheinen hier, sobald sie beginnen.
team-person = Person
team-course = Kurs
team-state = Stand
team-score = Ergebnis
team-completed = Abgeschlossen am { $date }
next-course-title = { $course } abschließen
next-course = { $left ->
    [0] Nur die Prüfung fehlt noch
    [one] Eine Lektion fehlt noch
   *[other] { $left } Lektionen fehlen noch
}
next-course-certifies = { $left ->
    [0] Nur die Prüfung fehlt noch · bringt Ihnen eine Zertifizierung
    [one] Eine Lektion fehlt noch · bringt Ihnen eine Zertifizierung
   *[other] { $left } Lektionen fehlen noch · bringt Ihnen eine Zertifizierung
}
refusal-course-key-taken = Ein anderer Kurs hat diesen Schlüssel.
refusal-course-no-lesson = Beginnen Sie mit einer Lektion: einer Zeile "# Titel (5 min)".
refusal-course-before-lesson = Zeile { $line } steht vor der ersten Lektion. Beginnen Sie mit "# Titel (5 min)".
refusal-course-question-choices = "{ $question }" braucht mindestens zwei Antworten, eine richtige und eine falsche.
refusal-course-draw = Ziehen Sie mindestens eine Frage, und nicht mehr, als da sind.
refusal-course-needs-quiz = Eine Zertifizierung braucht Fragen.
refusal-quiz-lessons-first = Schließen Sie erst die Lektionen ab.
refusal-quiz-no-attempt-left = Kein Versuch ist übrig. Fragen Sie Ihre Partnerbetreuung.
refusal-quiz-handed-in = Dieser Versuch wurde schon abgegeben.
refusal-quiz-no-such-answer = Wählen Sie eine der Antworten.
refusal-quiz-no-quiz = Dieser Kurs hat keine Prüfung.
notice-certificate-issued-name = Zertifikate
notice-certificate-issued-title = Sie sind zertifiziert: { $title }
notice-certificate-issued-body = Sie haben die Zertifizierung { $title } erworben. Teilen Sie ihre Seite mit allen, die sie prüfen wollen.
notice-certificate-ending-title = { $title } endet am { $until }
notice-certificate-ending-body = Ihre Zertifizierung { $title } gilt bis { $until }. Bestehen Sie die Prüfung noch einmal, um sie zu verlängern.
course-begin = Beginnen
refusal-course-too-many = Ein Kurs hat höchstens 200 Lektionen und 200 Fragen.
refusal-course-lesson = Eine Lektion braucht einen Titel von höchstens 150 Zeichen und dauert 1 bis 600 Minuten.
refusal-course-question = Eine Frage hat höchstens 1000 Zeichen und höchstens 20 Antworten von höchstens 500.
refusal-certificate-over = Dieses Zertifikat gilt nicht mehr.
did-certificate-ended = verlor eine Zertifizierung
