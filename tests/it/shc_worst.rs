//! The worst that a SMART Health Card can be made to cost: memory and time, beyond its signature.
//!
//! A run of its own is measured, by the system's account of the process: the other tests would be counted too.

use crate::door;
use crate::mint::shc::{bent, dose, key, numeric, patient, payload, thumbprint};
use crate::shc::{ISSUER, NOW, trusting};
use doorcheck::Reason;
use miniz_oxide::deflate::compress_to_vec;
use serde_json::json;
use std::process::Command;
use std::time::{Duration, Instant};

const MEASURED: &str = "DOORCHECK_WORST_SHC";
const MAX_KIB: u64 = 32 * 1024;
/// Ten times what is allowed, since other work goes on beside a test; what the bound is to find is work that grows.
const MAX_TIME: Duration = Duration::from_millis(500);

/// Signed payloads of 64 KiB, each made for another step.
fn worst() -> Vec<(&'static str, Vec<u8>, Reason)> {
    let card = |text: String| {
        let mut card = payload(ISSUER, &[patient("Teapot", &["Mary"], "1980"), dose("208", "2025-03-01")]);
        card["more"] = "MORE".into();
        let card = card.to_string();
        let room = 65_536 - card.len() + "\"MORE\"".len();
        let fill = text.repeat(room / text.len() + 1);
        let cut = fill[..room].rfind(',').unwrap();
        card.replace("\"MORE\"", &format!("[{}]", &fill[..cut])).into_bytes()
    };
    let many: Vec<_> = std::iter::once(patient("Teapot", &["Mary"], "1980"))
        .chain((0..220).map(|at| dose("9", &format!("2025-03-01T00:{:02}:{:02}Z", at / 60, at % 60))))
        .collect();
    let text = |length: usize| format!("\"{}\",", "é".repeat(length));
    vec![
        ("as many numbers as fit", card("0,".to_owned()), Reason::Malformed),
        ("as many objects as fit", card(r#"{"":0},"#.to_owned()), Reason::Malformed),
        ("objects within the count", card(r#"{"a":0},"#.to_owned()), Reason::Ok),
        ("few large objects", card(format!(r#"{{"{}":0}},"#, "a".repeat(40))), Reason::Ok),
        ("long texts", card(text(1000)), Reason::Ok),
        ("arrays 28 deep", card(format!("{}{},", "[".repeat(28), "]".repeat(28))), Reason::Malformed),
        ("immunizations", payload(ISSUER, &many).to_string().into_bytes(), Reason::Ok),
    ]
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn the_worst_card_stays_within_its_bounds() {
    if std::env::var_os(MEASURED).is_none() {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "shc_worst::the_worst_card_stays_within_its_bounds", "--test-threads=1"])
            .env(MEASURED, "1")
            .output()
            .unwrap();
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stdout));
        return;
    }
    let store = trusting(Some(ISSUER), &key("a"));
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": thumbprint(&key("a"))}).to_string();
    let codes: Vec<_> = worst()
        .into_iter()
        .map(|(what, body, reason)| {
            assert!(body.len() <= 65_536, "{what}: {}", body.len());
            (what, bent(&header, &compress_to_vec(&body, 9), &key("a")), reason)
        })
        .collect();
    // Before and after of one and the same process: its peak never falls.
    let before = peak_kib();
    for (what, code, reason) in &codes {
        for code in [code.clone(), numeric(code)] {
            if code.len() > 65_536 {
                continue;
            }
            let start = Instant::now();
            let verdict = door::verdict(code, &store, "authenticity", NOW);
            assert_eq!(verdict.reason, *reason, "{what}: {:?}", verdict.detail);
            assert!(start.elapsed() < MAX_TIME, "{what}: {:?}", start.elapsed());
        }
    }
    let used = peak_kib() - before;
    println!("{used} KiB");
    assert!(used < MAX_KIB, "{used} KiB");
}
