//! What a rule must not do, and what the specification says beyond its test suite.

use super::*;
use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};

fn value(json: &Json) -> Value {
    Value::from_json(json).unwrap()
}

fn evaluated(expression: Json, data: Json) -> Result<Value, EvaluationError> {
    let expression = Expression::parse(&expression).unwrap();
    expression.evaluate(&value(&data), &mut Budget::default())
}

#[track_caller]
fn comes_to(expression: Json, data: Json, expected: Json) {
    assert_eq!(evaluated(expression, data), Ok(value(&expected)));
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    super::moment::parse(text)
}

fn nested(levels: usize) -> Json {
    (0..levels).fold(json!(true), |inner, _| json!({ "!": [inner] }))
}

#[test]
fn nesting_has_a_bound() {
    assert!(Expression::parse(&nested(MAX_DEPTH - 1)).is_ok());
    assert_eq!(Expression::parse(&nested(MAX_DEPTH)), Err(ParseError::TooDeep));
    assert_eq!(Expression::parse(&nested(100_000 / 1000)), Err(ParseError::TooDeep));
    let deep = (0..MAX_DEPTH).fold(json!([]), |inner, _| json!([inner]));
    assert_eq!(Value::from_json(&deep), Err(ValueTooDeep));
}

#[test]
fn a_value_that_grows_with_each_item_has_a_bound() {
    let many = json!(vec![0; 10_000]);
    for grows in [json!([{ "var": "accumulator" }]), json!({ "var": "" })] {
        let found = evaluated(json!({ "reduce": [{ "var": "" }, grows, []] }), many.clone());
        assert_eq!(found, Err(EvaluationError::TooDeep(ValueTooDeep)));
    }
    // Two of what came before, each time: never spelt out.
    let doubles = json!([{ "var": "accumulator" }, { "var": "accumulator" }]);
    let found = evaluated(json!({ "!": [{ "reduce": [{ "var": "" }, doubles, 0] }] }), json!(vec![0; 60]));
    assert_eq!(found, Ok(Value::Boolean(false)));
}

#[test]
fn steps_have_a_bound() {
    let many = json!({ "many": vec![1; 20_000] });
    let sum = json!({ "reduce": [{ "var": "many" }, { "+": [{ "var": "accumulator" }, { "var": "current" }] }, 0] });
    comes_to(sum, many.clone(), json!(20_000));
    let looks = json!({ "in": [0, { "var": "current.list" }] });
    let each = json!({ "list": vec![1; 5_000] });
    let data = json!({ "many": vec![each; 1_000] });
    assert_eq!(
        evaluated(json!({ "reduce": [{ "var": "many" }, looks, false] }), data),
        Err(EvaluationError::Exhausted)
    );
    let expression = Expression::parse(&json!({ "and": [true, true, true] })).unwrap();
    let mut budget = Budget::new(7);
    assert!(expression.evaluate(&Value::Null, &mut budget).is_ok());
    assert_eq!(
        expression.evaluate(&Value::Null, &mut budget),
        Err(EvaluationError::Exhausted),
        "one budget for all"
    );
}

#[test]
fn what_breaks_the_specification_is_no_expression() {
    for broken in [
        json!(null),
        json!(1.5),
        json!(1e300),
        json!({}),
        json!({ "!": [true], "and": [true, true] }),
        json!({ "or": [true, false] }),
        json!({ "==": [1, 1] }),
        json!({ "!": true }),
        json!({ "!": [] }),
        json!({ "!": [true, true] }),
        json!({ "and": [true] }),
        json!({ "if": [true, true] }),
        json!({ "if": [true, true, true, true] }),
        json!({ "===": [1] }),
        json!({ "in": [1, [1], [1]] }),
        json!({ "+": [1, 1, 1] }),
        json!({ "<": [1] }),
        json!({ "after": [1, 2, 3, 4] }),
        json!({ "var": 0 }),
        json!({ "var": ["payload"] }),
        json!({ "var": "payload..v" }),
        json!({ "var": "." }),
        json!({ "plusTime": ["2021-01-01", 1] }),
        json!({ "plusTime": ["2021-01-01", "1", "day"] }),
        json!({ "plusTime": ["2021-01-01", 0.5, "day"] }),
        json!({ "plusTime": ["2021-01-01", 1, "week"] }),
        json!({ "plusTime": ["2021-01-01", 1, { "var": "unit" }] }),
        json!({ "reduce": [[], true] }),
        json!({ "dccDateOfBirth": "2021" }),
        json!({ "extractFromUVCI": ["x", { "var": "index" }] }),
        // Where it stands does not matter: what is never reached, is parsed.
        json!({ "if": [true, true, { "or": [true, true] }] }),
        json!([[{ "and": [true, null] }]]),
    ] {
        assert!(Expression::parse(&broken).is_err(), "{broken}");
    }
}

#[test]
fn an_error_is_no_false() {
    let data = json!({ "text": "x", "list": [[1]], "half": 0.5, "one": 1.0, "day": "2021-01-01" });
    let date = json!({ "plusTime": [{ "var": "day" }, 0, "day"] });
    for expression in [
        json!({ "in": ["x", { "var": "missing" }] }),
        json!({ "in": ["x", { "var": "text" }] }),
        json!({ "in": [[1], { "var": "list" }] }),
        json!({ ">": [{ "var": "missing" }, 1] }),
        json!({ ">": [{ "var": "text" }, 1] }),
        json!({ ">": [{ "var": "half" }, 0] }),
        json!({ ">": [date, date] }),
        json!({ "after": [{ "var": "day" }, date] }),
        json!({ "after": [date, 1] }),
        json!({ "===": [{ "var": "list" }, { "var": "list" }] }),
        json!({ "===": [date, date] }),
        json!({ "+": [{ "var": "missing" }, 1] }),
        json!({ "+": [9_223_372_036_854_775_807_i64, 1] }),
        json!({ "!": [{ "var": "half" }] }),
        json!({ "if": [date, true, true] }),
        json!({ "and": [date, true] }),
        json!({ "and": [true, { "var": "half" }] }),
        json!({ "plusTime": [{ "var": "missing" }, 0, "day"] }),
        json!({ "plusTime": [date, 0, "day"] }),
        json!({ "plusTime": ["yesterday", 0, "day"] }),
        json!({ "plusTime": ["2021-01-01", 9_223_372_036_854_775_807_i64, "year"] }),
        json!({ "plusTime": ["2021-01-01", 9_223_372_036_854_775_807_i64, "hour"] }),
        json!({ "plusTime": ["2021-01-01", 300_000, "year"] }),
        json!({ "dccDateOfBirth": [{ "var": "missing" }] }),
        json!({ "dccDateOfBirth": ["2021-01-01T00:00:00Z"] }),
        json!({ "reduce": [{ "var": "text" }, true, true] }),
        json!({ "extractFromUVCI": [1, 0] }),
    ] {
        assert!(evaluated(expression.clone(), data.clone()).is_err(), "{expression}");
    }
    comes_to(json!({ ">": [{ "var": "one" }, 0] }), data.clone(), json!(true));
    // What is not reached, is not evaluated.
    comes_to(
        json!({ "if": [{ "var": "missing" }, { ">": [{ "var": "text" }, 1] }, 7] }),
        data.clone(),
        json!(7),
    );
    comes_to(json!({ "and": [{ "var": "missing" }, { ">": [{ "var": "text" }, 1] }] }), data, json!(null));
}

#[test]
fn a_path_leads_to_what_is_there_or_to_null() {
    let data = json!({ "list": [10, 11], "0": "zero", "text": "abc" });
    for (path, expected) in [
        ("list.1", json!(11)),
        ("list.2", json!(null)),
        ("list.-1", json!(null)),
        ("list.length", json!(null)),
        ("list.1x", json!(null)),
        ("list.99999999999999999999999", json!(null)),
        ("0", json!("zero")),
        ("text.0", json!(null)),
        ("text.length", json!(null)),
        ("none.of.this", json!(null)),
    ] {
        comes_to(json!({ "var": path }), data.clone(), expected);
    }
}

#[test]
fn dates_have_the_forms_of_the_specification() {
    let noon = moment("2021-06-01T12:00:00Z").unwrap();
    for text in [
        "2021-06-01T12:00:00",
        "2021-06-01T12:00:00.000",
        "2021-06-01T12:00:00.0009Z",
        "2021-06-01T14:00:00+2",
        "2021-06-01T14:00:00+02",
        "2021-06-01T14:30:00+230",
        "2021-06-01T14:30:00+0230",
        "2021-06-01T14:30:00+2:30",
        "2021-06-01T14:30:00.0+02:30",
        "2021-06-01T09:30:00-02:30",
        "2021-06-02T11:59:00+23:59",
    ] {
        assert_eq!(moment(text), Some(noon), "{text}");
    }
    let of = |text: &str| moment(text).unwrap().to_rfc3339();
    assert_eq!(of("2021-06-01"), "2021-06-01T00:00:00+00:00");
    assert_eq!(of("2021"), "2021-12-31T00:00:00+00:00");
    assert_eq!(of("2020-02"), "2020-02-29T00:00:00+00:00");
    assert_eq!(of("2021-12"), "2021-12-31T00:00:00+00:00");
    assert_eq!(of("2021-06-01T00:00:00.25Z"), "2021-06-01T00:00:00.250+00:00");
    for text in [
        "",
        "T",
        "2021-6-1",
        "2021-02-29",
        "2021-13-01",
        "2021-00-10",
        "21-06-01",
        "+021",
        "2021-06-01T",
        "2021-06-01T12:00",
        "2021-06-01T12:00:00z",
        "2021-06-01T24:00:00Z",
        "2021-06-01T12:00:60Z",
        "2021-06-01T12:00:00.Z",
        "2021-06-01T12:00:00+",
        "2021-06-01T12:00:00+24",
        "2021-06-01T12:00:00+1:2",
        "2021-06-01T12:00:00+1:60",
        "2021-06-01T12:00:00+12345",
        "2021-06-01T12:00:00Z ",
        "2021-06-01 12:00:00",
        "2021-06-01t12:00:00Z",
        "2021T12:00:00Z",
        "２０２１",
        "2021-06-01T12:00:0é",
        "2021-06-0é",
        "2021-06-01T12:00:00+é",
        "2021-06-01T12:00:00+1é0",
    ] {
        assert_eq!(moment(text), None, "{text}");
    }
}

#[test]
fn time_is_added_as_javascript_does() {
    for (from, amount, unit, to) in [
        ("2020-02-29", 1, "day", "2020-03-01"),
        ("2020-02-29", 1, "month", "2020-03-29"),
        ("2020-02-29", 1, "year", "2021-03-01"),
        ("2020-02-29", -1, "year", "2019-03-01"),
        ("2021-01-31", 1, "month", "2021-03-03"),
        ("2021-03-31", -1, "month", "2021-03-03"),
        ("2021-01-15", -13, "month", "2019-12-15"),
        ("2021-12-15", 1, "month", "2022-01-15"),
        ("2021-01-01", -24, "hour", "2020-12-31"),
        ("2021-03-27T01:30:00Z", 24, "hour", "2021-03-28T01:30:00Z"),
        ("2021-01-31T23:59:59.999Z", 1, "month", "2021-03-03T23:59:59.999Z"),
    ] {
        let found = evaluated(json!({ "plusTime": [from, amount, unit] }), json!(null));
        assert_eq!(found, Ok(Value::Moment(moment(to).unwrap())), "{from} {amount} {unit}");
    }
}

#[test]
fn three_in_a_row_compare_each_with_the_next() {
    for (operator, operands, expected) in [
        ("<", json!([1, 2, 3]), true),
        ("<", json!([1, 2, 2]), false),
        ("<=", json!([1, 1, 1]), true),
        (">", json!([3, 2, 1]), true),
        (">", json!([1, 2, 1]), false),
        (">=", json!([2, 2, 3]), false),
    ] {
        comes_to(json!({ operator: operands }), json!(null), json!(expected));
    }
}
