learning-title = Learning
learning-sub = Courses for selling, implementing and supporting, with certifications that count.
learning-course = Course
learning-none = No courses yet
learning-none-text = Courses appear here once they are published.
course-path-sales = Sales
course-path-technical = Technical
course-path-support = Support
course-new = Not begun
course-begun = In progress
course-completed = Completed
course-completed-text = You have done everything this course asks for. You may read the lessons again at any time.
course-certifies = Certification
course-lessons = Lessons
course-continue = Continue
course-minutes = { $n } min
course-quiz = Quiz
course-quiz-text = { $draw } questions, { $mark } percent to pass, { $left ->
    [0] no attempt left
    [one] one attempt left
   *[other] { $left } attempts left
}
course-publish = Publish a course
course-publish-sub = Write it as one Markdown text: lessons and questions.
course-title = Title
course-key = Key
course-key-hint = Lower-case letters, digits and dashes; part of the address, never changed.
course-summary = What it teaches
course-path = Path
course-certification = Certification key
course-certification-hint = Passing gives this certification; deal registration can ask for it.
course-valid = Valid for (months)
course-valid-hint = 0 is for ever.
course-mark = Pass mark (percent)
course-draw = Questions drawn
course-attempts = Attempts
course-text = Lessons and questions
course-text-hint = "# Title (5 min)" begins a lesson, "? Question" a question; its answers follow as "+ right" and "- wrong".
course-publish-do = Publish
course-cancel = Cancel
course-published = The course was published.
lesson-sub = Lesson { $n } of { $of }, about { $minutes } min
lesson-done = Done, continue
quiz-question = Question { $n } of { $of }
quiz-progress = Questions answered
quiz-many = More than one answer is right.
quiz-next = Save and continue
quiz-back = Back
quiz-begin = Begin the quiz
quiz-go-on = Go on with the quiz
quiz-hand-in = Hand in
quiz-hand-in-do = Hand in now
quiz-all-answered = All { $n } questions are answered.
quiz-unanswered = { $n ->
    [one] One question is not answered yet.
   *[other] { $n } questions are not answered yet.
}
quiz-result = Result
quiz-passed = Passed with { $score } percent
quiz-passed-text = Well done. What this gives you is on your learning page.
quiz-failed = { $score } percent; { $mark } are needed
quiz-left = { $n ->
    [0] No attempt is left. Ask your partner manager.
    [one] One attempt is left.
   *[other] { $n } attempts are left.
}
quiz-again = Try again
quiz-review = Your answers
quiz-right = Right:
quiz-wrong = Wrong:
quiz-choice-right = right answer
quiz-choice-yours = your answer
certificates-title = Your certificates
certificates-none = None yet. Courses with a certification give you one when you pass.
certificate-sub = Certificate { $number }
certificate-holder = Held by
certificate-org = Of
certificate-issued = Since
certificate-until = Valid until
certificate-until-date = valid until { $date }
certificate-open = without end
certificate-active = Valid
certificate-expired = Expired
certificate-revoked = Taken back
certificate-verify = This page comes from the vendor's own system and shows the state as of now.
team-title = Team learning
team-sub = What your people have begun and completed.
team-none = Nobody has begun a course
team-none-text = Your people's courses appear here once they begin.
team-person = Person
team-course = Course
team-state = State
team-score = Score
team-completed = Completed { $date }
next-course-title = Finish { $course }
next-course = { $left ->
    [0] Only the quiz is left
    [one] One lesson left
   *[other] { $left } lessons left
}
next-course-certifies = { $left ->
    [0] Only the quiz is left · gives you a certification
    [one] One lesson left · gives you a certification
   *[other] { $left } lessons left · gives you a certification
}
refusal-course-key-taken = Another course has this key.
refusal-course-no-lesson = Begin with a lesson: a line "# Title (5 min)".
refusal-course-before-lesson = Line { $line } stands before the first lesson. Begin with "# Title (5 min)".
refusal-course-question-choices = "{ $question }" needs at least two answers, one right and one wrong.
refusal-course-draw = Draw at least one question, and no more than there are.
refusal-course-needs-quiz = A certification needs questions.
refusal-quiz-lessons-first = Finish the lessons first.
refusal-quiz-no-attempt-left = No attempt is left. Ask your partner manager.
refusal-quiz-handed-in = This attempt was handed in already.
refusal-quiz-no-such-answer = Choose one of the answers.
refusal-quiz-no-quiz = This course has no quiz.
notice-certificate-issued-name = Certificates
notice-certificate-issued-title = You are certified: { $title }
notice-certificate-issued-body = You have earned the certification { $title }. Share its page with whoever wants to check it.
notice-certificate-ending-title = { $title } ends on { $until }
notice-certificate-ending-body = Your certification { $title } is valid until { $until }. Pass the quiz again to renew it.
course-begin = Begin
refusal-course-too-many = A course has at most 200 lessons and 200 questions.
refusal-course-lesson = A lesson needs a title of at most 150 characters, and takes 1 to 600 minutes.
refusal-course-question = A question has at most 1000 characters, and at most 20 answers of at most 500.
refusal-certificate-over = This certificate is not valid any more.
did-certificate-ended = lost a certification
