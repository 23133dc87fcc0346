//! SMART Health Cards: envelopes, keys, revocation and chunks, one case a malformation.

use crate::door;
use crate::mint::shc::{
    self as mint, bent, chunked, dose, jwk, jws, key, numeric, patient, payload, thumbprint,
};
use doorcheck::credential::{Chunks, Gathered};
use doorcheck::pipeline::{Door, verify_gathered};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Network, Outcome, Reason};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use serde_json::{Value, json};
use std::time::Duration;

pub(crate) const ISSUER: &str = "https://clinic.example/shc";
pub(crate) const NOW: &str = "2026-11-22T04:00:00Z";

/// A store of one issuer's key.
pub(crate) fn trusting(issuer: Option<&str>, key: &p256::ecdsa::SigningKey) -> TrustStore {
    let mut set = json!({ "keys": [jwk(key)] });
    if let Some(issuer) = issuer {
        set["iss"] = issuer.into();
    }
    door::store(&set)
}

pub(crate) fn card() -> Value {
    payload(ISSUER, &[patient("Teapot", &["Mary", "S."], "1980-05-23"), dose("208", "2025-03-01")])
}

#[track_caller]
fn gives(code: &str, reason: Reason, says: &str) -> Verdict {
    let verdict = door::verdict(code, &trusting(Some(ISSUER), &key("a")), "authenticity", NOW);
    assert_eq!(verdict.reason(), reason, "{:?}", helpdesk(&verdict));
    let detail = helpdesk(&verdict).unwrap_or_default();
    assert!(detail.contains(says), "{detail:?} does not say {says:?}");
    assert_eq!(verdict.outcome(), reason.outcome());
    assert_eq!(verdict.family().map(|family| family.name()), Some("shc"));
    if verdict.checks().signature != Check::Ok {
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }
    verdict
}

#[test]
fn a_card_passes_as_digits_and_as_jws() {
    let jws = jws(&card(), &key("a"));
    for code in [numeric(&jws), jws.clone(), chunked(&jws, 1).remove(0), numeric(&jws).replace("shc", "SHC")]
    {
        let verdict = gives(&code, Reason::Ok, "");
        assert_eq!(verdict.holder().unwrap().name.as_ref().unwrap().reveal(), "Mary S. Teapot");
        assert_eq!(verdict.events().len(), 1);
        let issuer = verdict.issuer().unwrap();
        assert_eq!((issuer.network, issuer.id.as_deref()), (Some(Network::Shc), Some(ISSUER)));
        assert_eq!(issuer.key, Some(thumbprint(&key("a"))));
    }
}

/// An issuer of the published list signs so: a gzip file without its head, its tail left on.
#[test]
fn the_trailer_of_gzip_may_follow_the_payload() {
    let payload = card().to_string();
    let body = compress_to_vec(payload.as_bytes(), 9);
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": thumbprint(&key("a"))}).to_string();
    let crc = crate::mint::divoc::crc32(payload.as_bytes()).to_le_bytes();
    let length = u32::try_from(payload.len()).unwrap().to_le_bytes();
    let with = |rest: &[&[u8]]| numeric(&bent(&header, &[&body[..], &rest.concat()].concat(), &key("a")));
    gives(&with(&[&crc, &length]), Reason::Ok, "");
    let other = crate::mint::divoc::crc32(b"another").to_le_bytes();
    for rest in [
        vec![&other[..], &length],
        vec![&crc, &[0; 4]],
        vec![&length, &crc],
        vec![&crc],
        vec![&crc, &length, b"\n"],
        vec![&[0; 8]],
    ] {
        gives(&with(&rest), Reason::Malformed, "the stream ends at byte");
    }
}

#[test]
fn broken_digits_are_malformed() {
    let good = numeric(&jws(&card(), &key("a")));
    for (code, says) in [
        ("shc:/".to_owned(), "no digits"),
        (good[..good.len() - 1].to_owned(), "odd number"),
        (format!("{good}78"), "beyond 77"),
        (format!("{good}0a"), "not a digit"),
        (format!("{good} "), "not a digit"),
        (format!("{good}\n"), "not a digit"),
        (good.replace("shc:/", "shc:/0/1/"), "no chunk of a card"),
        (good.replace("shc:/", "shc:/2/1/"), "no chunk of a card"),
        (good.replace("shc:/", "shc:/1/33/"), "no chunk of a card"),
        (good.replace("shc:/", "shc:/1/"), "neither digits"),
        (good.replace("shc:/", "shc://"), "neither digits"),
    ] {
        gives(&code, Reason::Malformed, says);
    }
}

#[test]
fn broken_envelopes_are_malformed() {
    let jws = jws(&card(), &key("a"));
    let [head, body, signature] = jws.split('.').collect::<Vec<_>>()[..] else { panic!() };
    for (code, says) in [
        (format!("{head}.{body}"), "three parts"),
        (format!("{jws}."), "three parts"),
        (format!("{head}.{body}="), "three parts"),
        (format!("{head}.{body}.{signature}="), "signature"),
        (format!("{head}.{body}.{}", &signature[..84]), "63 bytes"),
        (format!("{head}.{body}.{signature}AA"), "66 bytes"),
        (format!("{head}.{body}."), "0 bytes"),
        (format!("{head}.{body}\u{e9}.{signature}"), "payload"),
        (format!("{head}.{}+.{signature}", &body[..body.len() - 1]), "payload"),
        (format!("{head}..{signature}"), "deflate"),
        (format!("eyJ.{body}.{signature}"), "header"),
    ] {
        gives(&code, Reason::Malformed, says);
    }
    // The last bits of 64 bytes in Base64url are unused, and must be zero.
    let last = signature.as_bytes()[85];
    let spelled = format!("{}{}", &signature[..85], char::from(last + 1));
    gives(&format!("{head}.{body}.{spelled}"), Reason::Malformed, "signature");
}

#[test]
fn headers_that_the_specification_does_not_allow_are_malformed() {
    let body = compress_to_vec(card().to_string().as_bytes(), 9);
    let kid = thumbprint(&key("a"));
    for (header, says) in [
        (r#"{"zip":"DEF","alg":"none","kid":"K"}"#, "unsigned"),
        (r#"{"zip":"DEF","alg":"HS256","kid":"K"}"#, "alg is HS256"),
        (r#"{"zip":"DEF","alg":"ES384","kid":"K"}"#, "alg is ES384"),
        (r#"{"zip":"DEF","alg":"es256","kid":"K"}"#, "alg is es256"),
        (r#"{"zip":"DEF","kid":"K"}"#, "no alg"),
        (r#"{"zip":"DEF","alg":7,"kid":"K"}"#, "alg is not text"),
        (r#"{"zip":"GZIP","alg":"ES256","kid":"K"}"#, "zip is not DEF"),
        (r#"{"alg":"ES256","kid":"K"}"#, "no zip"),
        (r#"{"zip":"DEF","alg":"ES256"}"#, "no kid"),
        (r#"{"zip":"DEF","alg":"ES256","kid":""}"#, "kid"),
        (r#"{"zip":"DEF","alg":"ES256","kid":null}"#, "kid is not text"),
        (r#"{"zip":"DEF","alg":"ES256","kid":"K","crit":["x"],"x":1}"#, "crit"),
        (r#"{"zip":"DEF","alg":"none","alg":"ES256","kid":"K"}"#, "twice"),
        (r#"{"zip":"DEF","alg":"ES256","kid":"K"} x"#, "trailing"),
        (r#"["ES256"]"#, "header"),
    ] {
        gives(
            &numeric(&bent(&header.replace("\"K\"", &format!("\"{kid}\"")), &body, &key("a"))),
            Reason::Malformed,
            says,
        );
    }
    let known = format!(r#"{{"typ":"JWT","kid":"{kid}","alg":"ES256","zip":"DEF"}}"#);
    gives(&numeric(&bent(&known, &body, &key("a"))), Reason::Ok, "");
}

/// A card over bytes, properly signed.
fn signed(body: &[u8]) -> String {
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": thumbprint(&key("a"))});
    numeric(&bent(&header.to_string(), body, &key("a")))
}

#[test]
fn broken_payloads_are_malformed_whoever_signed_them() {
    let text = card().to_string();
    let deflate = |text: &str| compress_to_vec(text.as_bytes(), 9);
    let bomb = compress_to_vec(&vec![b' '; 65_537], 9);
    for (body, says) in [
        (text.clone().into_bytes(), "deflate"),
        (compress_to_vec_zlib(text.as_bytes(), 9), "deflate"),
        ([deflate(&text), vec![0]].concat(), "the stream ends at byte"),
        (deflate(&text)[..200].to_vec(), "cut short"),
        (bomb, "more than 65536 bytes"),
        (deflate(""), "EOF"),
        (deflate("[]"), "not an object"),
        (deflate(&format!("\u{feff}{text}")), "expected value"),
        (deflate(&format!("{text}{text}")), "trailing"),
        (deflate(&text.replacen('{', r#"{"iss":"https://clinic.example/shc","#, 1)), "twice"),
        (deflate(&text.replace(r#""birthDate""#, r#""birthDate":"1970-01-01","birthDate""#)), "twice"),
        (deflate(&format!("{}1{}", r#"{"a":"#.repeat(1000), "}".repeat(1000))), "levels deep"),
        (deflate(&"[".repeat(1000)), "levels deep"),
        (deflate(&text.replace(r#""iss""#, r#""isx""#)), "iss: missing"),
        (deflate(&text.replace("https://clinic", "http://clinic")), "iss: not an https address"),
        (deflate(&text.replace("/shc\"", "/shc/\"")), "iss: a slash at its end"),
    ] {
        gives(&signed(&body), Reason::Malformed, says);
    }
}

#[test]
fn altered_cards_and_odd_signatures_are_bad() {
    let good = jws(&card(), &key("a"));
    let (message, signature) = good.rsplit_once('.').unwrap();
    let zero = data_encoding::BASE64URL_NOPAD.encode(&[0; 64]);
    let bytes = data_encoding::BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let no_s = data_encoding::BASE64URL_NOPAD.encode(&[&bytes[..32], &[0; 32]].concat());
    let high = data_encoding::BASE64URL_NOPAD.encode(&[&bytes[..32], &[0xFF; 32]].concat());
    for signature in [&zero, &no_s, &high] {
        gives(&numeric(&format!("{message}.{signature}")), Reason::BadSignature, "");
    }
    let mut other = card();
    other["nbf"] = 1.into();
    let other = jws(&other, &key("a"));
    gives(&format!("{}.{signature}", other.rsplit_once('.').unwrap().0), Reason::BadSignature, "");
    // A stranger who takes the name of the issuer and of its key.
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": thumbprint(&key("a"))}).to_string();
    let body = compress_to_vec(card().to_string().as_bytes(), 9);
    gives(&bent(&header, &body, &key("b")), Reason::BadSignature, "");
}

#[test]
fn a_key_is_looked_up_by_issuer_and_identifier() {
    let code = jws(&card(), &key("a"));
    let under = |store: &TrustStore| {
        let verdict = door::verdict(code.as_str(), store, "authenticity", NOW);
        (verdict.reason(), verdict.outcome(), helpdesk(&verdict).unwrap_or_default())
    };
    assert_eq!(under(&trusting(None, &key("a"))).0, Reason::Ok);
    let (reason, outcome, detail) = under(&trusting(Some(ISSUER), &key("b")));
    assert_eq!((reason, outcome), (Reason::UnknownIssuer, Outcome::Undecided));
    assert!(detail.contains(ISSUER) && detail.contains(&thumbprint(&key("a"))), "{detail}");
    // The key is known, for somebody else.
    let (reason, outcome, detail) = under(&trusting(Some("https://clinic.example"), &key("a")));
    assert_eq!((reason, outcome), (Reason::KeyNotAllowed, Outcome::Fail));
    assert!(detail.contains("in the name of another issuer"), "{detail}");
    // Known for both: the one that is meant is found.
    let mut both = trusting(Some("https://clinic.example"), &key("a"));
    door::add(&mut both, &json!({ "iss": ISSUER, "keys": [jwk(&key("a"))] }));
    door::add(&mut both, &json!({ "iss": "https://z.example", "keys": [jwk(&key("a"))] }));
    assert_eq!(under(&both).0, Reason::Ok);
}

#[test]
fn a_key_identifier_is_the_thumbprint_of_the_key() {
    let header = json!({"zip": "DEF", "alg": "ES256", "kid": "clinic-1"}).to_string();
    let code = bent(&header, &compress_to_vec(card().to_string().as_bytes(), 9), &key("a"));
    let mut named = jwk(&key("a"));
    named["kid"] = "clinic-1".into();
    let store = door::store(&json!({ "iss": ISSUER, "keys": [named] }));
    let verdict = door::verdict(code, &store, "authenticity", NOW);
    assert_eq!(verdict.reason(), Reason::KeyNotAllowed);
    assert!(helpdesk(&verdict).unwrap().contains("thumbprint"));
}

#[test]
fn a_key_of_another_network_serves_no_card() {
    let set = json!({ "network": "nzcp", "keys": [jwk(&key("a"))] });
    let verdict = door::verdict(jws(&card(), &key("a")), &door::store(&set), "authenticity", NOW);
    assert_eq!(verdict.reason(), Reason::UnknownIssuer);
}

#[test]
fn a_revoked_card_fails_and_one_issued_since_passes() {
    let kid = thumbprint(&key("a"));
    let verdict = |rid: Option<&str>, rids: &[&str], list: &str| {
        let mut store = trusting(Some(ISSUER), &key("a"));
        door::add(&mut store, &json!({ "kid": list, "method": "rid", "ctr": 1, "rids": rids }));
        let mut card = card();
        card["nbf"] = json!(1000.5);
        if let Some(rid) = rid {
            card["vc"]["rid"] = rid.into();
        }
        let verdict = door::verdict(jws(&card, &key("a")), &store, "authenticity", NOW);
        (verdict.reason(), verdict.checks().revocation)
    };
    assert_eq!(verdict(Some("abc"), &["abc"], &kid), (Reason::Revoked, Check::Fail));
    assert_eq!(verdict(Some("abc"), &["abc.1001"], &kid), (Reason::Revoked, Check::Fail));
    assert_eq!(verdict(Some("abc"), &["abc.1000"], &kid), (Reason::Ok, Check::Ok));
    assert_eq!(verdict(Some("abc"), &["abc.1000", "abc.2000"], &kid), (Reason::Revoked, Check::Fail));
    assert_eq!(verdict(Some("abd"), &["abc"], &kid), (Reason::Ok, Check::Ok));
    assert_eq!(verdict(None, &["abc"], &kid), (Reason::Ok, Check::Skipped));
    assert_eq!(verdict(Some("abc"), &["abc"], "another"), (Reason::Ok, Check::Skipped));
}

/// The reasons on codes that come in a row.
fn run(codes: &[&String]) -> Vec<(Reason, String)> {
    let store = trusting(Some(ISSUER), &key("a"));
    let profile = Profile::named("authenticity").unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    let mut chunks = Chunks::default();
    let gathered: Vec<Gathered> =
        codes.iter().map(|code| chunks.add(&Payload::new(code.as_str()), Duration::ZERO)).collect();
    gathered
        .iter()
        .map(|gathered| verify_gathered(gathered, &door))
        .inspect(|verdict| assert_eq!(verdict.family().map(|family| family.name()), Some("shc")))
        .map(|verdict| (verdict.reason(), helpdesk(&verdict).unwrap_or_default()))
        .collect()
}

#[test]
fn the_last_chunk_gives_the_verdict() {
    let whole = jws(&card(), &key("a"));
    let parts = chunked(&whole, 3);
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let given = run(&order.map(|at| &parts[at]));
        assert_eq!(given[0], (Reason::Incomplete, "1 of 3 parts of a SMART Health Card".to_owned()));
        assert_eq!(given[1], (Reason::Incomplete, "2 of 3 parts of a SMART Health Card".to_owned()));
        assert_eq!(given[2].0, Reason::Ok);
    }
    // Seen twice, and another card in between.
    let reasons: Vec<_> = run(&[&parts[0], &parts[0], &numeric(&whole), &parts[1], &parts[2]])
        .into_iter()
        .map(|of| of.0)
        .collect();
    use Reason::{Incomplete, Ok};
    assert_eq!(reasons, [Incomplete, Incomplete, Ok, Incomplete, Ok]);
    // Without anybody who gathers, a chunk is one.
    gives(&parts[1], Reason::Incomplete, "part 2 of 3");
}

#[test]
fn chunks_of_two_cards_are_never_mixed() {
    let other = payload(ISSUER, &[patient("Kettle", &["Beatrice"], "1954"), dose("207", "2025-04-01")]);
    let (one, two) = (chunked(&jws(&card(), &key("a")), 3), chunked(&jws(&other, &key("a")), 3));
    for given in [
        run(&[&one[0], &two[1], &two[2]]),
        run(&[&one[0], &one[1], &two[2]]),
        run(&[&two[2], &one[1], &one[0]]),
    ] {
        assert_eq!(given[2].0, Reason::Incomplete);
        assert!(given[2].1.contains("chunks of different cards"), "{}", given[2].1);
    }
    // The first chunk of the other card starts anew.
    let given = run(&[&one[0], &one[1], &two[0], &two[1], &two[2]]);
    // two[1] is not one[1]: gathered since are two[0], two[1], two[2].
    assert_eq!(given[4].0, Reason::Ok, "{given:?}");
    // A card in two parts after one in three.
    let halves = chunked(&jws(&other, &key("a")), 2);
    assert_eq!(run(&[&one[0], &one[1], &halves[0], &halves[1]])[3].0, Reason::Ok);
}

#[test]
fn a_gathered_card_of_an_unknown_issuer_is_told_from_a_mixture() {
    let parts = chunked(&jws(&card(), &key("b")), 2);
    assert_eq!(run(&[&parts[0], &parts[1]])[1].0, Reason::UnknownIssuer);
    assert_eq!(mint::NBF, 1_748_736_000);
}
