//! Samples of other codes, of several, and of none.

use super::looks::{Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use super::{hcert, hongkong};
use doorcheck::Reason;

/// Every one of them.
pub fn samples() -> Vec<Sample> {
    let other = |payload: String| Code { family: "", payload, level: Level::M, holder: String::new() };
    // The characters of a JWS, each as a pair of digits counted from 45 (SMART Health Cards 1.0.0).
    let jws = "eyJ6aXAiOiJERUYiLCJhbGciOiJFUzI1NiIsImtpZCI6ImRlbW8ifQ.c2FtcGxl.c2FtcGxl";
    let digits: String = jws.bytes().map(|byte| format!("{:02}", byte - 45)).collect();
    let nothing = other(String::new());
    vec![
        Sample::new(
            "two-codes-ok",
            "Two codes in one picture: Hong Kong above, HC1 below",
            hongkong::latest(),
            Reason::Ok,
        )
        .and(hcert::shared(), Reason::Ok)
        .seen(
            Look::Paper,
            Pose::Straight,
            art(
                "Demonstration 示範",
                ["All my records", "我的紀錄"],
                [90, 40, 110],
                &[["Name 姓名", "TEAPOT 茶壺"]],
            ),
        ),
        Sample::new(
            "web-address-not-a-credential",
            "A web address, as restaurants print it for the menu",
            other("https://menu.example/table/12".to_owned()),
            Reason::NotACredential,
        )
        .seen(
            Look::Paper,
            Pose::Straight,
            art("The Paper Lantern", ["Menu", "餐牌"], [150, 30, 30], &[["Table 枱號", "12"]]),
        ),
        Sample::new(
            "smart-health-card-unsupported-kind",
            "The form of a SMART Health Card, with nothing in it",
            other(format!("shc:/{digits}")),
            Reason::UnsupportedKind,
        ),
        Sample::new("no-code", "A sheet of paper without a code", nothing, Reason::NoCode).seen(
            Look::Paper,
            Pose::Tilted,
            art(
                "The Paper Lantern",
                ["Notice to guests", "顧客須知"],
                [150, 30, 30],
                &[["Open 營業", "11:00 - 22:00"], ["Closed 休息", "Monday 星期一"], ["Tables 枱", "24"]],
            ),
        ),
    ]
}
