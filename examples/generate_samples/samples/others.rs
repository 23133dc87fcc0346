//! Samples of other codes, of several, and of none.

use super::looks::{Look, Pose};
use super::qr::Level;
use super::sample::{Code, Sample, art};
use super::{hcert, hongkong};
use data_encoding::BASE64URL_NOPAD;
use doorcheck::verdict::Reason;

/// Every one of them.
pub fn samples() -> Vec<Sample> {
    let other = |payload: String| Code { family: "", payload, level: Level::M, holder: String::new() };
    let link = r#"{"url":"https://links.example/7Kq","key":"c2FtcGxlc2FtcGxlc2FtcGxlc2FtcGxlc2FtcGxlc2E","label":"A sample"}"#;
    let link = format!("shlink:/{}", BASE64URL_NOPAD.encode(link.as_bytes()));
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
            "smart-health-link-unsupported-kind",
            "A SMART Health Link, which holds no record",
            other(link),
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
