//! CertLogic's own test suites: what expressions come to, and which are none; and the rules of Germany, Austria and the EU, with the tests
//! that come with them.

use crate::suites;
use doorcheck::policy::certlogic::{Budget, Expression, Value};
use doorcheck::policy::rules::{Case, Pack};
use serde_json::Value as Json;

/// Whether the suite itself leaves it out.
fn is_left_out(json: &Json) -> bool {
    json.get("directive").is_some_and(|directive| directive == "skip")
}

#[test]
fn expressions_come_to_what_the_suite_expects() {
    let Some(suite) = suites::folder("certlogic") else { return };
    let mut run = 0;
    for file in suites::files(&suite.join("certlogic/specification/testSuite"), "json") {
        let json = suites::json(&file);
        for case in json["cases"].as_array().unwrap().iter().filter(|_| !is_left_out(&json)) {
            for assertion in case["assertions"].as_array().unwrap().iter().filter(|of| !is_left_out(of)) {
                let expression = assertion.get("certLogicExpression").unwrap_or(&case["certLogicExpression"]);
                let found = Expression::parse(expression)
                    .unwrap_or_else(|error| panic!("{}: {expression}: {error}", file.display()))
                    .evaluate(&Value::from_json(&assertion["data"]).unwrap(), &mut Budget::default());
                let expected = Value::from_json(&assertion["expected"]).unwrap();
                assert_eq!(found, Ok(expected), "{}: {assertion}", file.display());
                run += 1;
            }
        }
    }
    println!("certlogic/testSuite: {run} assertions");
    assert!(run > 150, "{run}");
}

#[test]
fn what_is_no_expression_is_told() {
    let Some(suite) = suites::folder("certlogic") else { return };
    let mut run = 0;
    for file in suites::files(&suite.join("certlogic/specification/validation-testSuite"), "json") {
        for case in suites::json(&file)["cases"].as_array().unwrap() {
            let parsed = Expression::parse(&case["certLogicExpression"]);
            let issues = case["issues"].as_array().unwrap();
            assert_eq!(parsed.is_ok(), issues.is_empty(), "{}: {case}: {parsed:?}", file.display());
            run += 1;
        }
    }
    println!("certlogic/validation-testSuite: {run} cases");
    assert!(run > 20, "{run}");
}

#[test]
fn rules_pass_the_tests_that_come_with_them() {
    let Some(suite) = suites::folder("dgc-business-rules-testdata") else { return };
    let (mut rules, mut tests) = (0, 0);
    for file in suites::files(&suite, "json") {
        if file.file_name().is_none_or(|name| name != "rule.json") {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        let pack = Pack::read([("rule.json", bytes.as_slice())]).unwrap();
        let [rule] = pack.rules() else { panic!("{}", file.display()) };
        for test in suites::files(&file.with_file_name("tests"), "json") {
            let case = Case::read(&std::fs::read(&test).unwrap()).unwrap();
            assert_eq!(case.passes(rule), Ok(true), "{}", test.display());
            tests += 1;
        }
        rules += 1;
    }
    println!("dgc-business-rules-testdata: {rules} rules, {tests} tests");
    assert!((rules, tests) >= (41, 270));
}
