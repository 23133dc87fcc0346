//! Official rules: any bytes as a file of a pack, and any JSON as an expression with its data. Refused or decided, never a panic,
//! and never without an end.

#![no_main]

use doorcheck::policy::certlogic::{Budget, Expression, Value};
use doorcheck::policy::rules::{Case, Pack};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|data: &[u8]| {
    let _ = Case::read(data);
    if let Ok(pack) = Pack::read([("fuzz.json", data)]) {
        let known = json!({ "payload": { "v": [{ "dn": 2, "sd": 2, "dt": "2021-11-01" }] }, "external": {} });
        if let Ok(known) = Value::from_json(&known) {
            for rule in pack.rules() {
                let decided = rule.evaluate(&known, &mut Budget::default());
                assert!(decided.is_err() || rule.decidable().is_ok());
                let _ = pack.for_country(&rule.official.country, rule.region.as_deref());
            }
        }
    }
    let Ok(json) = serde_json::from_slice::<serde_json::Value>(data) else { return };
    let Some([logic, context]) = json.as_array().map(Vec::as_slice) else { return };
    if let (Ok(expression), Ok(context)) = (Expression::parse(logic), Value::from_json(context)) {
        let _ = expression.evaluate(&context, &mut Budget::default());
    }
});
