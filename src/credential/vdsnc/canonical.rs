//! The canonical form of JSON (RFC 8785), which the signature covers.

use crate::credential::json::{Map, Value};

/// The canonical form of a value. Its depth is that of the strict reader, which bounds it.
pub(super) fn bytes(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    write(value, &mut out);
    out.into_bytes()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => {
            // §3.2.2.3: every number is a double, written as ECMAScript does. The strict reader lets no other through.
            let number = number.as_f64().filter(|number| number.is_finite()).unwrap_or_default();
            out.push_str(ryu_js::Buffer::new().format_finite(number));
        }
        // §3.2.2.2 asks for the escapes that serde_json writes, and for no others.
        Value::String(_) => out.push_str(&value.to_string()),
        Value::Array(items) => {
            out.push('[');
            separated(items, out, write);
            out.push(']');
        }
        Value::Object(members) => object(members, out),
    }
}

/// §3.2.3: members stand in the order of their names' UTF-16 code units.
fn object(members: &Map, out: &mut String) {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    out.push('{');
    separated(sorted, out, |(name, value), out| {
        out.push_str(&Value::from(name.as_str()).to_string());
        out.push(':');
        write(value, out);
    });
    out.push('}');
}

fn separated<T>(items: impl IntoIterator<Item = T>, out: &mut String, write: impl Fn(T, &mut String)) {
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(item, out);
    }
}

#[cfg(test)]
mod tests {
    use crate::credential::json;

    #[track_caller]
    fn is(text: &str, canonical: &str) {
        let bytes = super::bytes(&json::parse(text.as_bytes()).unwrap());
        assert_eq!(String::from_utf8(bytes).unwrap(), canonical);
    }

    #[test]
    fn the_examples_of_the_rfc() {
        is(
            r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        );
        is(
            r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}"#,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\
             \"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
        );
    }

    #[test]
    fn numbers_are_doubles() {
        is(
            "[1.0, -0, -0.0, 1e2, 9007199254740993, 18446744073709551615, 1e21, 123456789012345680000]",
            "[1,0,0,100,9007199254740992,18446744073709552000,1e+21,123456789012345680000]",
        );
        is(r#"["\b\t\n\f\r\u0000\u001f\u007f"]"#, "[\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\"]");
        is("{}", "{}");
    }
}
