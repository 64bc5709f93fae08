//! Tests of courses.

use super::rules;

#[test]
fn a_course_is_read_from_one_text() {
    let text = "\n# First steps (7 min)\nHello *there*.\n\n- a list item of the lesson\n\n# Second\nMore.\n\n? What is it?\n+ This\n- That\n\n? Which two?\n+ One\n+ Two\n- Three\n";
    let (lessons, questions) = rules::read(text).unwrap();
    assert_eq!(lessons.len(), 2);
    assert_eq!((lessons[0].title.as_str(), lessons[0].minutes), ("First steps", 7));
    assert!(lessons[0].body.contains("- a list item of the lesson"), "{}", lessons[0].body);
    assert_eq!(lessons[1].minutes, 5);
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[1].choices.iter().filter(|c| c.1).count(), 2);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let before = rules::read("words\n# Lesson\n").unwrap_err();
    assert!(before.to_string().contains("course.before_lesson"), "{before}");
    assert!(rules::read("").is_err());
    let all_right = rules::read("# L\n? Q\n+ a\n+ b\n").unwrap_err();
    assert!(all_right.to_string().contains("course.question_choices"), "{all_right}");
}
