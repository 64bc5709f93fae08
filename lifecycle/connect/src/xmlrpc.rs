//! XML-RPC: values as JSON holds them, in and out of its XML.

use serde_json::{Map, Value};

use crate::xml::{self, Node, escaped};

const HEAD: &str = "<?xml version=\"1.0\"?>\n";

/// Why a call did not work, in the other side's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Its number.
    pub(crate) code: i64,
    /// Its words.
    pub(crate) text: String,
}

/// A call as it is sent.
pub(crate) fn call(method: &str, args: &[Value]) -> String {
    let mut out = format!("{HEAD}<methodCall><methodName>{}</methodName><params>", escaped(method));
    for arg in args {
        out.push_str("<param>");
        write(arg, &mut out);
        out.push_str("</param>");
    }
    out.push_str("</params></methodCall>");
    out
}

/// What an answer says; none when it is none.
pub(crate) fn read_answer(bytes: &[u8]) -> Option<Result<Value, Fault>> {
    let whole = xml::parse(bytes).filter(|w| w.name == "methodResponse")?;
    if let Some(fault) = whole.child("fault") {
        let told = read(fault.child("value")?)?;
        let text = told.get("faultString").map(|t| t.as_str().map_or_else(|| t.to_string(), str::to_owned)).unwrap_or_default();
        return Some(Err(Fault { code: told.get("faultCode").and_then(Value::as_i64).unwrap_or_default(), text }));
    }
    Some(Ok(read(whole.child("params")?.child("param")?.child("value")?)?))
}

/// What a call asks for; for who answers.
pub(crate) fn read_call(bytes: &[u8]) -> Option<(String, Vec<Value>)> {
    let whole = xml::parse(bytes).filter(|w| w.name == "methodCall")?;
    let params = whole.child("params").map(|p| p.children.as_slice()).unwrap_or_default();
    let args: Option<Vec<Value>> = params.iter().map(|p| read(p.child("value")?)).collect();
    Some((whole.text_of("methodName")?.to_owned(), args?))
}

/// An answer as it is sent.
pub(crate) fn answer(outcome: &Result<Value, Fault>) -> String {
    let mut out = format!("{HEAD}<methodResponse>");
    match outcome {
        Ok(value) => {
            out.push_str("<params><param>");
            write(value, &mut out);
            out.push_str("</param></params>");
        }
        Err(fault) => {
            out.push_str("<fault>");
            write(&serde_json::json!({ "faultCode": fault.code, "faultString": fault.text }), &mut out);
            out.push_str("</fault>");
        }
    }
    out.push_str("</methodResponse>");
    out
}

fn write(value: &Value, out: &mut String) {
    out.push_str("<value>");
    match value {
        Value::Null => out.push_str("<nil/>"),
        Value::Bool(yes) => out.push_str(if *yes { "<boolean>1</boolean>" } else { "<boolean>0</boolean>" }),
        Value::Number(n) if n.is_f64() => out.push_str(&format!("<double>{n}</double>")),
        Value::Number(n) => out.push_str(&format!("<int>{n}</int>")),
        Value::String(text) => out.push_str(&format!("<string>{}</string>", escaped(text))),
        Value::Array(values) => {
            out.push_str("<array><data>");
            for value in values {
                write(value, out);
            }
            out.push_str("</data></array>");
        }
        Value::Object(members) => {
            out.push_str("<struct>");
            for (name, member) in members {
                out.push_str(&format!("<member><name>{}</name>", escaped(name)));
                write(member, out);
                out.push_str("</member>");
            }
            out.push_str("</struct>");
        }
    }
    out.push_str("</value>");
}

/// Reads the inside of a `value`; without a type it is a text.
fn read(value: &Node) -> Option<Value> {
    let Some(typed) = value.children.first() else { return Some(Value::String(value.text.clone())) };
    let text = typed.text.trim();
    Some(match typed.name.as_str() {
        "i4" | "i8" | "int" => Value::from(text.parse::<i64>().ok()?),
        "boolean" => Value::Bool(match text {
            "1" => true,
            "0" => false,
            _ => return None,
        }),
        "double" => Value::Number(serde_json::from_str(text).ok()?),
        "string" | "dateTime.iso8601" | "base64" => Value::String(typed.text.clone()),
        "nil" => Value::Null,
        "array" => {
            let values: Option<Vec<Value>> = typed.child("data")?.children.iter().map(read).collect();
            Value::Array(values?)
        }
        "struct" => {
            let member = |m: &Node| Some((m.child("name")?.text.clone(), read(m.child("value")?)?));
            let members: Option<Map<String, Value>> = typed.children.iter().map(member).collect();
            Value::Object(members?)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// As Python's own library writes them.
    const ANSWER: &[u8] = b"<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><array><data>\n<value><struct>\n<member>\n<name>id</name>\n<value><int>7</int></value>\n</member>\n<member>\n<name>expected_revenue</name>\n<value><double>28450.5</double></value>\n</member>\n<member>\n<name>active</name>\n<value><boolean>0</boolean></value>\n</member>\n<member>\n<name>name</name>\n<value><string>A &amp; &lt;b&gt; \xc3\xbc</string></value>\n</member>\n<member>\n<name>stage_id</name>\n<value><array><data>\n<value><int>3</int></value>\n<value><string></string></value>\n</data></array></value>\n</member>\n</struct></value>\n</data></array></value>\n</param>\n</params>\n</methodResponse>\n";
    const FAULT: &[u8] = b"<?xml version='1.0'?>\n<methodResponse>\n<fault>\n<value><struct>\n<member>\n<name>faultCode</name>\n<value><int>3</int></value>\n</member>\n<member>\n<name>faultString</name>\n<value><string>Access Denied</string></value>\n</member>\n</struct></value>\n</fault>\n</methodResponse>\n";

    #[test]
    fn answers_are_read_and_calls_come_back_as_they_were() {
        let row = json!([{ "id": 7, "expected_revenue": 28450.5, "active": false, "name": "A & <b> ü", "stage_id": [3, ""] }]);
        assert_eq!(read_answer(ANSWER), Some(Ok(row.clone())));
        assert_eq!(read_answer(FAULT), Some(Err(Fault { code: 3, text: "Access Denied".to_owned() })));
        let args = vec![json!("crm"), json!(-7), row, json!({ "order": "id", "nothing": null, "x": 1e-7 }), json!([])];
        assert_eq!(read_call(call("execute_kw", &args).as_bytes()), Some(("execute_kw".to_owned(), args.clone())));
        assert_eq!(read_answer(answer(&Ok(json!(args))).as_bytes()), Some(Ok(json!(args))));
        for odd in [
            "",
            "<a/>",
            "{}",
            "<methodResponse/>",
            "<methodResponse><params><param><value><int>x</int></value></param></params></methodResponse>",
        ] {
            assert_eq!(read_answer(odd.as_bytes()), None, "{odd}");
        }
    }
}
