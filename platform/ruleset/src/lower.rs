//! From the parser's tree to ours, with every name and kind checked.

use std::str::FromStr;

use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::fault::{Code, Fault, Span};
use crate::limits::{MOST_ITEMS, MOST_PARTS, MOST_TEXT};
use crate::node::{Math, Node, Op, PartTest, Set, Term};
use crate::{Kind, Value, Vocabulary, print, types};

pub(crate) fn lower(vocabulary: &Vocabulary, source: &str, places: &SourceInfo, root: &IdedExpr) -> Result<Node, Fault> {
    Lower { vocabulary, source, places, element: None, parts: 0 }.node(root)
}

struct Lower<'a> {
    vocabulary: &'a Vocabulary,
    source: &'a str,
    places: &'a SourceInfo,
    /// The word for the element of the list that is being gone through, and the list's name.
    element: Option<(String, Option<String>)>,
    parts: usize,
}

impl Lower<'_> {
    fn node(&mut self, e: &IdedExpr) -> Result<Node, Fault> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(self.fault(Code::TooMany, e, "").wanting(MOST_PARTS.to_string()));
        }
        match &e.expr {
            Expr::Literal(LiteralValue::Boolean(yes)) => Ok(Node::Always(*yes.inner())),
            Expr::Select(select) if select.test => {
                let name = format!("{}.{}", self.path(&select.operand)?, select.field);
                self.known(&name, e)?;
                Ok(Node::Known(name))
            }
            Expr::Call(call) => self.call(e, call),
            Expr::Comprehension(each) => self.each(e, each),
            _ => match self.term(e)? {
                Term::Named(name, Kind::Bool) => Ok(Node::Flag(name)),
                other => Err(self.not_yes_or_no(e, &other)),
            },
        }
    }

    fn call(&mut self, e: &IdedExpr, call: &CallExpr) -> Result<Node, Fault> {
        let args: Vec<&IdedExpr> = call.args.iter().collect();
        match (call.func_name.as_str(), call.target.as_deref(), args.as_slice()) {
            (operators::LOGICAL_AND, None, [a, b]) => {
                let (a, b) = (self.node(a)?, self.node(b)?);
                Ok(Node::All(flat(a, b, |node| if let Node::All(parts) = node { Ok(parts) } else { Err(node) })))
            }
            (operators::LOGICAL_OR, None, [a, b]) => {
                let (a, b) = (self.node(a)?, self.node(b)?);
                Ok(Node::Any(flat(a, b, |node| if let Node::Any(parts) = node { Ok(parts) } else { Err(node) })))
            }
            (operators::LOGICAL_NOT, None, [a]) => Ok(Node::Not(Box::new(self.node(a)?))),
            (operators::IN, None, [item, set]) => self.is_in(item, set),
            ("contains", Some(whole), [part]) => self.part(PartTest::Contains, whole, part),
            ("startsWith", Some(whole), [part]) => self.part(PartTest::Starts, whole, part),
            ("endsWith", Some(whole), [part]) => self.part(PartTest::Ends, whole, part),
            (sign, None, [left, right]) => match op(sign) {
                Some(op) => self.compare(op, left, right),
                None => self.value_instead(e),
            },
            _ => self.value_instead(e),
        }
    }

    /// What is no yes or no: a value, or something that is not allowed.
    fn value_instead(&mut self, e: &IdedExpr) -> Result<Node, Fault> {
        let term = self.term(e)?;
        Err(self.not_yes_or_no(e, &term))
    }

    fn compare(&mut self, op: Op, left: &IdedExpr, right: &IdedExpr) -> Result<Node, Fault> {
        let (mut a, mut b) = (self.term(left)?, self.term(right)?);
        let (of_a, of_b) = (types::of(&a), types::of(&b));
        if !types::comparable(op, of_a, of_b) {
            // The name says what is wanted, the value is what does not fit.
            let fault = if matches!(a, Term::Given(_)) && !matches!(b, Term::Given(_)) {
                self.fault(Code::WrongType, left, &print::term(&a)).wanting(of_b.code())
            } else {
                self.fault(Code::WrongType, right, &print::term(&b)).wanting(of_a.code())
            };
            return Err(fault);
        }
        fit(&mut a, of_b);
        fit(&mut b, of_a);
        self.choice(&a, &b, right)?;
        self.choice(&b, &a, left)?;
        Ok(Node::Compare { op, left: a, right: b })
    }

    fn is_in(&mut self, item: &IdedExpr, set: &IdedExpr) -> Result<Node, Fault> {
        let mut term = self.term(item)?;
        let mut list = self.set(set)?;
        let of_item = types::of(&term);
        if let Some(of_set) = types::of_elements(&list) {
            if !types::comparable(Op::Equal, of_item, of_set) {
                let (place, found) = if matches!(list, Set::Named(_)) { (item, print::term(&term)) } else { (set, print::set(&list)) };
                let wanted = if matches!(list, Set::Named(_)) { of_set } else { of_item };
                return Err(self.fault(Code::WrongType, place, &found).wanting(wanted.code()));
            }
            fit(&mut term, of_set);
        }
        match &mut list {
            Set::Given(values) => {
                for value in values {
                    let mut given = Term::Given(value.clone());
                    fit(&mut given, of_item);
                    self.choice(&term, &given, set)?;
                    if let Term::Given(fitted) = given {
                        *value = fitted;
                    }
                }
            }
            Set::Named(name) => self.one_of(name, &term, item)?,
        }
        Ok(Node::In { item: term, set: list })
    }

    fn part(&mut self, test: PartTest, whole: &IdedExpr, part: &IdedExpr) -> Result<Node, Fault> {
        let (a, b) = (self.term(whole)?, self.term(part)?);
        for (term, place) in [(&a, whole), (&b, part)] {
            if types::of(term) != Kind::Text {
                return Err(self.fault(Code::WrongType, place, &print::term(term)).wanting(Kind::Text.code()));
            }
        }
        Ok(Node::Part { test, whole: a, part: b })
    }

    fn each(&mut self, e: &IdedExpr, each: &ComprehensionExpr) -> Result<Node, Fault> {
        let Expr::Call(step) = &each.loop_step.expr else { return Err(self.fault(Code::NotAllowed, e, "map, filter")) };
        let (Some(body), Expr::Literal(LiteralValue::Boolean(_))) = (step.args.get(1), &each.accu_init.expr) else {
            return Err(self.fault(Code::NotAllowed, e, "map, filter, exists_one"));
        };
        let all = match step.func_name.as_str() {
            operators::LOGICAL_AND => true,
            operators::LOGICAL_OR => false,
            _ => return Err(self.fault(Code::NotAllowed, e, "map, filter, exists_one")),
        };
        if self.element.is_some() {
            return Err(self.fault(Code::NotAllowed, e, if all { "all" } else { "exists" }));
        }
        let set = self.set(&each.iter_range)?;
        if types::of_elements(&set) != Some(Kind::Text) {
            return Err(self.fault(Code::WrongType, &each.iter_range, &print::set(&set)).wanting(Kind::List.code()));
        }
        let list = if let Set::Named(name) = &set { Some(name.clone()) } else { None };
        self.element = Some((each.iter_var.clone(), list));
        let body = self.node(body);
        self.element = None;
        Ok(Node::Each { all, set, element: each.iter_var.clone(), body: Box::new(body?) })
    }

    fn set(&mut self, e: &IdedExpr) -> Result<Set, Fault> {
        let Expr::List(list) = &e.expr else {
            return match self.term(e)? {
                Term::Named(name, Kind::List) => Ok(Set::Named(name)),
                other => Err(self.fault(Code::WrongType, e, &print::term(&other)).wanting(Kind::List.code())),
            };
        };
        if list.elements.len() > MOST_ITEMS {
            return Err(self.fault(Code::TooMany, e, &list.elements.len().to_string()).wanting(MOST_ITEMS.to_string()));
        }
        let mut values: Vec<Value> = Vec::with_capacity(list.elements.len());
        for item in &list.elements {
            let mut term = self.term(item)?;
            if let Some(first) = values.first() {
                fit(&mut term, first.kind());
            }
            let Term::Given(value) = term else { return Err(self.fault(Code::NotAllowed, item, &print::term(&term))) };
            if let (Some(Value::Int(_)), Value::Number(_)) = (values.first(), &value) {
                // One decimal among whole numbers makes them all decimals.
                for earlier in &mut values {
                    let mut term = Term::Given(earlier.clone());
                    fit(&mut term, Kind::Number);
                    if let Term::Given(fitted) = term {
                        *earlier = fitted;
                    }
                }
            }
            if let Some(first) = values.first()
                && first.kind() != value.kind()
            {
                return Err(self.fault(Code::WrongType, item, &print::value(&value)).wanting(first.kind().code()));
            }
            values.push(value);
        }
        Ok(Set::Given(values))
    }

    fn term(&mut self, e: &IdedExpr) -> Result<Term, Fault> {
        match &e.expr {
            Expr::Literal(value) => self.given(e, value).map(Term::Given),
            Expr::Ident(word) if self.element.as_ref().is_some_and(|(element, _)| element == word) => Ok(Term::Element(word.clone())),
            Expr::Ident(_) | Expr::Select(_) => {
                let name = self.path(e)?;
                let kind = self.known(&name, e)?;
                Ok(Term::Named(name, kind))
            }
            Expr::Call(call) => self.called(e, call),
            Expr::List(_) => Err(self.fault(Code::NotAllowed, e, "[…]")),
            Expr::Map(_) | Expr::Struct(_) => Err(self.fault(Code::NotAllowed, e, "{…}")),
            Expr::Comprehension(_) => Err(self.fault(Code::NotAllowed, e, "exists, all")),
            Expr::Unspecified => Err(self.fault(Code::Syntax, e, "")),
        }
    }

    fn called(&mut self, e: &IdedExpr, call: &CallExpr) -> Result<Term, Fault> {
        let args: Vec<&IdedExpr> = call.args.iter().collect();
        match (call.func_name.as_str(), call.target.as_deref(), args.as_slice()) {
            ("date", None, [day]) => {
                let Expr::Literal(LiteralValue::String(text)) = &day.expr else { return Err(self.fault(Code::BadDate, day, "")) };
                match NaiveDate::parse_from_str(text.inner(), "%Y-%m-%d") {
                    Ok(date) if date.to_string() == text.inner() => Ok(Term::Given(Value::Date(date))),
                    _ => Err(self.fault(Code::BadDate, day, text.inner())),
                }
            }
            ("size", None, [inner]) => self.size(inner),
            ("size", Some(inner), []) => self.size(inner),
            (operators::NEGATE, None, [inner]) => {
                let term = self.number(inner)?;
                Ok(match term {
                    Term::Given(Value::Number(n)) => Term::Given(Value::Number(-n)),
                    other => Term::Negative(Box::new(other)),
                })
            }
            (operators::ADD, None, [a, b]) => self.math(Math::Add, a, b),
            (operators::SUBSTRACT, None, [a, b]) => self.math(Math::Subtract, a, b),
            (operators::MULTIPLY, None, [a, b]) => self.math(Math::Multiply, a, b),
            (name, ..) if name.starts_with('_') || name.starts_with('@') || name.starts_with('!') => {
                Err(self.fault(Code::NotAllowed, e, name.trim_matches(|c| matches!(c, '_' | '@'))))
            }
            ("matches", ..) => Err(self.fault(Code::NotAllowed, e, "matches")),
            (name, ..) => Err(self.fault(Code::UnknownFunction, e, name)),
        }
    }

    fn size(&mut self, inner: &IdedExpr) -> Result<Term, Fault> {
        if matches!(inner.expr, Expr::List(_)) {
            return self.set(inner).map(Term::SizeOfSet);
        }
        match self.term(inner)? {
            Term::Named(name, Kind::List) => Ok(Term::SizeOfSet(Set::Named(name))),
            term if types::of(&term) == Kind::Text => Ok(Term::SizeOfText(Box::new(term))),
            other => Err(self.fault(Code::WrongType, inner, &print::term(&other)).wanting(Kind::Text.code())),
        }
    }

    fn math(&mut self, math: Math, a: &IdedExpr, b: &IdedExpr) -> Result<Term, Fault> {
        Ok(Term::Math(math, Box::new(self.number(a)?), Box::new(self.number(b)?)))
    }

    fn number(&mut self, e: &IdedExpr) -> Result<Term, Fault> {
        let term = self.term(e)?;
        if types::is_number(types::of(&term)) {
            return Ok(term);
        }
        Err(self.fault(Code::WrongType, e, &print::term(&term)).wanting(Kind::Number.code()))
    }

    fn given(&self, e: &IdedExpr, value: &LiteralValue) -> Result<Value, Fault> {
        match value {
            LiteralValue::Boolean(yes) => Ok(Value::Bool(*yes.inner())),
            LiteralValue::Int(n) => Ok(Value::Int(*n.inner())),
            // The shortest text that reads as this float is what was written, up to 15 digits.
            LiteralValue::Double(n) => match Decimal::from_str(&n.inner().to_string()) {
                Ok(n) => Ok(Value::Number(n.normalize())),
                Err(_) => Err(self.fault(Code::BadNumber, e, &n.inner().to_string())),
            },
            LiteralValue::String(text) if text.inner().chars().count() > MOST_TEXT => {
                Err(self.fault(Code::TooLong, e, text.inner()).wanting(MOST_TEXT.to_string()))
            }
            LiteralValue::String(text) if text.inner().chars().any(char::is_control) => Err(self.fault(Code::NotAllowed, e, "\\n")),
            LiteralValue::String(text) => Ok(Value::Text(text.inner().to_owned())),
            LiteralValue::UInt(_) => Err(self.fault(Code::NotAllowed, e, "u")),
            LiteralValue::Bytes(_) => Err(self.fault(Code::NotAllowed, e, "b\"…\"")),
            LiteralValue::Null => Err(self.fault(Code::NotAllowed, e, "null")),
        }
    }

    fn path(&self, e: &IdedExpr) -> Result<String, Fault> {
        match &e.expr {
            Expr::Ident(word) => Ok(word.clone()),
            Expr::Select(select) if !select.test => Ok(format!("{}.{}", self.path(&select.operand)?, select.field)),
            _ => Err(self.fault(Code::NotAllowed, e, ".")),
        }
    }

    fn known(&self, name: &str, e: &IdedExpr) -> Result<Kind, Fault> {
        match self.vocabulary.find(name) {
            Some(variable) => Ok(variable.kind),
            None => Err(self.fault(Code::UnknownName, e, name).wanting(self.vocabulary.nearest(name).unwrap_or_default())),
        }
    }

    /// Refuses a value that the variable beside it never has.
    fn choice(&self, named: &Term, given: &Term, place: &IdedExpr) -> Result<(), Fault> {
        match named {
            Term::Named(name, Kind::Text) => self.one_of(name, given, place),
            Term::Element(_) => match &self.element {
                Some((_, Some(list))) => self.one_of(list, given, place),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn one_of(&self, name: &str, given: &Term, place: &IdedExpr) -> Result<(), Fault> {
        let (Term::Given(Value::Text(text)), Some(only)) = (given, types::only(self.vocabulary, name)) else { return Ok(()) };
        if only.contains(&text.as_str()) {
            return Ok(());
        }
        let near = only.iter().min_by_key(|choice| strsim::damerau_levenshtein(&text.to_lowercase(), &choice.to_lowercase()));
        Err(self.fault(Code::UnknownChoice, place, text).wanting(near.copied().unwrap_or_default()))
    }

    fn not_yes_or_no(&self, e: &IdedExpr, term: &Term) -> Fault {
        self.fault(Code::NotYesOrNo, e, &print::term(term)).wanting(types::of(term).code())
    }

    fn fault(&self, code: Code, e: &IdedExpr, found: &str) -> Fault {
        let mut ends: Option<(usize, usize)> = None;
        self.extent(e, &mut ends);
        let (start, end) = ends.unwrap_or((0, usize::MAX));
        // The parser counts bytes, people count characters.
        let characters = |byte: usize| self.source.char_indices().take_while(|(at, _)| *at < byte).count();
        Fault::new(code, Span::of(self.source, characters(start), characters(end)), found)
    }

    /// From the first to the last sign of an expression.
    fn extent(&self, e: &IdedExpr, ends: &mut Option<(usize, usize)>) {
        let mut widen = |start: usize, end: usize| {
            *ends = Some(ends.map_or((start, end), |(a, b)| (a.min(start), b.max(end))));
        };
        if let Some((start, stop)) = self.places.offset_for(e.id)
            && let (Ok(start), Ok(stop)) = (usize::try_from(start), usize::try_from(stop))
        {
            widen(start, stop.saturating_add(1));
            if let Expr::Select(select) = &e.expr {
                widen(start, start.saturating_add(1 + select.field.len()));
            }
        }
        match &e.expr {
            Expr::Call(call) => call.target.iter().map(AsRef::as_ref).chain(&call.args).for_each(|part| self.extent(part, ends)),
            Expr::Comprehension(each) => {
                self.extent(&each.iter_range, ends);
                if let Expr::Call(step) = &each.loop_step.expr {
                    step.args.iter().for_each(|part| self.extent(part, ends));
                }
            }
            Expr::List(list) => list.elements.iter().for_each(|part| self.extent(part, ends)),
            Expr::Map(map) => {
                for entry in &map.entries {
                    if let EntryExpr::MapEntry(entry) = &entry.expr {
                        self.extent(&entry.value, ends);
                    }
                }
            }
            Expr::Select(select) => self.extent(&select.operand, ends),
            Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) | Expr::Unspecified => {}
        }
    }
}

/// A whole number beside a decimal is a decimal.
fn fit(term: &mut Term, beside: Kind) {
    if let (Term::Given(Value::Int(n)), Kind::Number) = (&*term, beside) {
        *term = Term::Given(Value::Number(Decimal::from(*n)));
    }
}

/// Two joins of the same sort as one.
fn flat(a: Node, b: Node, open: impl Fn(Node) -> Result<Vec<Node>, Node>) -> Vec<Node> {
    let mut parts = open(a).unwrap_or_else(|node| vec![node]);
    parts.extend(open(b).unwrap_or_else(|node| vec![node]));
    parts
}

fn op(sign: &str) -> Option<Op> {
    match sign {
        operators::EQUALS => Some(Op::Equal),
        operators::NOT_EQUALS => Some(Op::NotEqual),
        operators::LESS => Some(Op::Less),
        operators::LESS_EQUALS => Some(Op::AtMost),
        operators::GREATER => Some(Op::More),
        operators::GREATER_EQUALS => Some(Op::AtLeast),
        _ => None,
    }
}
