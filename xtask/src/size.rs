//! A file that one can read in a sitting: 400 lines, then it becomes a folder of its name.

use crate::{Finding, Findings, House};

const LIMIT: usize = 400;

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("size");
    for (path, text) in house.with_ending(".rs") {
        let lines = text.lines().count();
        if lines > LIMIT {
            found.add(path, 0, format!("{lines} lines; over {LIMIT} a file becomes a folder of its name"));
        }
    }
    found.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn long_files_are_found() {
        let (short, long) = ("x\n".repeat(400), "x\n".repeat(401));
        let house = house(&[("a.rs", &short), ("b.rs", &long), ("c.html", &long)]);
        assert_eq!(said(&check(&house)), ["b.rs:0 401 lines; over 400 a file becomes a folder of its name"]);
    }
}
