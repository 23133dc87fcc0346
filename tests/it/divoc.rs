//! DIVOC certificates, from good to broken.

use crate::door;
use crate::mint::divoc::{self as mint, Key, code, signed, signed_as, zip};
use doorcheck::credential::Gathered;
use doorcheck::pipeline::{Door, verify_together};
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::Payload;
use doorcheck::texts::helpdesk;
use doorcheck::trust::{Now, TrustStore};
use doorcheck::verdict::{Check, Disease, EventKind, Network, Outcome, Reason};
use serde_json::{Value as Json, json};

const METHOD: &str = "did:demoland";
const NOW: &str = "2025-07-01T12:00:00Z";

fn key() -> Key {
    Key::ed25519("divoc")
}

fn store() -> TrustStore {
    door::store(&json!({"network": "divoc", "id": "test", "state": "archived", "keys": [key().jwk(METHOD)]}))
}

pub(crate) fn certificate() -> Json {
    json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://cowin.gov.in/credentials/vaccination/v2"],
        "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
        "credentialSubject": {
            "type": "Person", "id": "did:Passport:X0000000", "refId": "1234", "name": "Siu Ming Teapot", "gender": "Male",
            "age": "45", "nationality": "Demolander", "dob": "1980-05-23",
            "address": {"streetAddress": "", "district": "Old Town", "addressCountry": "XX", "postalCode": 1000},
        },
        "issuer": "https://health.demoland.example/", "issuanceDate": "2025-06-01T08:00:00.000Z",
        "evidence": [{
            "id": "https://health.demoland.example/vaccine/1", "feedbackUrl": "https://health.demoland.example/?f1",
            "infoUrl": "https://health.demoland.example/?1", "certificateId": "1", "type": ["Vaccination"], "batch": "B-77",
            "vaccine": "COVISHIELD", "manufacturer": "Serum Institute", "date": "2025-05-20T04:28:43.134Z",
            "effectiveStart": "2025-05-20", "effectiveUntil": "2026-05-20", "dose": 1, "totalDoses": 2,
            "verifier": {"name": "Dr Sample"},
            "facility": {"name": "Demo Clinic", "address": {"streetAddress": "1 Main Road", "addressCountry": "XX"}},
        }],
        "nonTransferable": "true",
    })
}

fn verify(code: Vec<u8>) -> Verdict {
    door::verdict(code, &store(), "authenticity", NOW)
}

/// The verdict on the certificate after a change that was signed.
fn judged(change: impl FnOnce(&mut Json)) -> Verdict {
    let mut certificate = certificate();
    change(&mut certificate);
    verify(code(&signed(&certificate, &key(), METHOD)))
}

/// The verdict on a change made after signing.
fn altered(change: impl FnOnce(&mut Json)) -> Verdict {
    let mut whole = signed(&certificate(), &key(), METHOD);
    change(&mut whole);
    verify(code(&whole))
}

#[track_caller]
fn gives(verdict: &Verdict, reason: Reason, says: &str) {
    let detail = helpdesk(verdict).unwrap_or_default();
    assert_eq!(verdict.reason(), reason, "{detail}");
    assert!(detail.contains(says), "{detail:?} does not say {says:?}");
    assert_eq!(verdict.family().map(|family| family.name()), Some("divoc"));
    if verdict.checks().signature != Check::Ok {
        assert!(verdict.holder().is_none() && verdict.events().is_empty());
    }
}

#[track_caller]
fn malformed(verdict: &Verdict, says: &str) {
    gives(verdict, Reason::Malformed, says);
    assert_eq!((verdict.outcome(), verdict.checks().read), (Outcome::Fail, Check::Fail));
}

#[test]
fn a_certificate_is_read_whole() {
    let verdict = judged(|_| {});
    gives(&verdict, Reason::Ok, "");
    let holder = verdict.holder().unwrap();
    assert_eq!(holder.name.as_ref().unwrap().reveal(), "Siu Ming Teapot");
    assert_eq!(holder.birth_date.as_ref().unwrap().reveal().to_string(), "1980-05-23");
    assert_eq!(holder.document.as_ref().unwrap().reveal(), "X0000000");
    let [event] = verdict.events() else { panic!("{:?}", verdict.events()) };
    assert_eq!((event.kind, event.target.clone()), (EventKind::Vaccination, Some(Disease::Covid19)));
    assert_eq!((event.product.as_deref(), event.lot.as_deref()), (Some("Covishield"), Some("B-77")));
    assert_eq!((event.dose, event.of), (Some(1), Some(2)));
    assert_eq!((event.centre.as_deref(), event.country.as_deref()), (Some("Demo Clinic"), Some("XX")));
    assert_eq!(event.given.clinician.as_ref().unwrap().reveal(), "Dr Sample");
    // The signature does not tell a manufacturer from a batch.
    assert!(event.given.manufacturer.is_none());
    assert_eq!(verdict.valid_until(), None);
    let issuer = verdict.issuer().unwrap();
    assert_eq!((issuer.network, issuer.id.as_deref()), (Some(Network::Divoc), Some(METHOD)));
    let code = code(&signed(&certificate(), &key(), METHOD));
    gives(&door::verdict(code.clone(), &store(), "vaccinated", NOW), Reason::Ok, "");
    // The day until which it is said to count is told, and ends nothing.
    let later = door::verdict(code, &store(), "authenticity", "2026-05-21T00:00:00Z");
    gives(&later, Reason::Ok, "effectiveUntil states 2026-05-20, which is no expiry");
}

/// DIVOC's own issuer writes the archive's bytes as text in UTF-8. Either way it is the same credential.
#[test]
fn an_archive_written_as_utf8_text_is_turned_back() {
    let code = code(&signed(&certificate(), &key(), METHOD));
    let text = mint::as_text(&code);
    assert!(text.len() > code.len() && std::str::from_utf8(&text).is_ok());
    gives(&verify(text.clone()), Reason::Ok, "");
    let sealed = |bytes: &[u8]| doorcheck::credential::open(&Payload::new(bytes)).unwrap();
    assert_eq!(sealed(&code).hint(), sealed(&text).hint());
    let profile = Profile::named("vaccinated").unwrap();
    let now = Now::set(door::at(NOW), profile.time_zone);
    let store = store();
    let door = Door { store: &store, profile: &profile, now: &now };
    let alone = |code: &[u8]| Gathered::Alone(Payload::new(code));
    let together = verify_together(&alone(&code), &[alone(&text)], &door);
    assert!(helpdesk(&together).unwrap_or_default().contains("shown before"), "{:?}", helpdesk(&together));
    assert_eq!(together.events().len(), 1);
    // Once more, and it is no archive; nor with a character that stands for no byte.
    malformed(&verify(mint::as_text(&text)), "zip");
    malformed(&verify([&text[..], "\u{100}".as_bytes()].concat()), "zip");
    malformed(&verify(text[..text.len() - 1].to_vec()), "zip");
    // What the text holds is held to the same rules.
    let two = mint::zip(&[("certificate.json", b"\xff"), ("certificate.json", b"\xff")], false);
    malformed(&verify(mint::as_text(&two)), "2 entries");
    let mut altered = signed(&certificate(), &key(), METHOD);
    altered["credentialSubject"]["name"] = json!("Eve");
    gives(&verify(mint::as_text(&mint::code(&altered))), Reason::BadSignature, "");
}

/// Starts and ends, of the credential (W3C), of what was given and of the proof.
#[test]
fn dates_to_come_and_dates_passed_are_told_by_their_claims() {
    let (to_come, passed) = ("2025-08-01T00:00:00Z", "2025-06-30T00:00:00Z");
    for claim in ["expirationDate", "validUntil"] {
        gives(&judged(|vc| vc[claim] = json!(passed)), Reason::Expired, claim);
        let verdict = judged(|vc| vc[claim] = json!(to_come));
        gives(&verdict, Reason::Ok, "");
        assert_eq!(verdict.valid_until().unwrap().to_string(), to_come);
        let far = judged(|vc| vc[claim] = json!("9999-12-31T23:59:59-01:00"));
        gives(&far, Reason::Ok, "beyond the calendar");
        assert_eq!(far.valid_until(), None);
        gives(&judged(|vc| vc[claim] = json!("soon")), Reason::MalformedClaims, claim);
        // An end that was taken away was signed.
        let mut whole = certificate();
        whole[claim] = json!(passed);
        let mut whole = signed(&whole, &key(), METHOD);
        whole.as_object_mut().unwrap().shift_remove(claim);
        gives(&verify(mint::code(&whole)), Reason::BadSignature, "");
    }
    gives(&judged(|vc| vc["validFrom"] = json!(to_come)), Reason::NotYetValid, "validFrom");
    gives(&judged(|vc| vc["validFrom"] = json!(passed)), Reason::Ok, "");
    for claim in ["validFrom", "issuanceDate"] {
        let verdict = judged(|vc| vc[claim] = json!("9999-12-31T23:59:59-01:00"));
        gives(&verdict, Reason::NotYetValid, claim);
        assert!(verdict.valid_from().is_none_or(
            |from| from.to_string().starts_with("9999-") || from.to_string().starts_with("2025-")
        ));
    }
    let starting = |day: &str| {
        judged(|vc| {
            vc["evidence"][0]["effectiveStart"] = json!(day);
            vc["evidence"][0]["effectiveUntil"] = json!("2026-05-20");
        })
    };
    gives(&starting("2025-07-02"), Reason::NotYetValid, "effectiveStart");
    gives(&starting("2025-07-01"), Reason::Ok, "");
    let expiring = |time: Json| {
        let mut proof = mint::proof(&key(), METHOD);
        proof["expires"] = time;
        signed_as(&certificate(), &key(), proof, &mint::header(&key()))
    };
    gives(&verify(code(&expiring(json!(passed)))), Reason::Expired, "proof.expires");
    gives(&verify(code(&expiring(json!(to_come)))), Reason::Ok, "");
    let mut later = expiring(json!(passed));
    later["proof"]["expires"] = json!(to_come);
    gives(&verify(code(&later)), Reason::BadSignature, "");
    later["proof"]["expires"] = json!(7);
    malformed(&verify(code(&later)), "expires: not text");
}

/// By its code where one is stated, by the vaccine's whole name else.
#[test]
fn a_disease_is_never_told_by_part_of_a_name() {
    let given = |vaccine: &str, code: Option<&str>| {
        judged(|vc| {
            vc["evidence"][0]["vaccine"] = json!(vaccine);
            if let Some(code) = code {
                vc["evidence"][0]["icd11Code"] = json!(code);
            }
        })
    };
    let target = |verdict: &Verdict| verdict.events()[0].target.clone().unwrap();
    for (vaccine, code) in [
        ("Covaxin", None),
        ("SPUTNIK-V", None),
        ("Covishield", Some("XM9QW8")),
        ("COVAXIN", Some("RA01")),
        // A maker's name, and a code that says what it made.
        ("AstraZeneca", Some("XM9QW8")),
    ] {
        let verdict = given(vaccine, code);
        gives(&verdict, Reason::Ok, "");
        assert_eq!(target(&verdict), Disease::Covid19, "{vaccine}");
    }
    for vaccine in [
        "Pfizer Prevenar",
        "Sinopharm rabies vaccine",
        "Covishield-like",
        "Serum Institute measles",
        "Moderna mRESVIA",
    ] {
        let verdict = given(vaccine, None);
        gives(&verdict, Reason::CheckByHand, "no name that is known");
        assert_eq!(target(&verdict), Disease::Other(vaccine.to_owned()));
        let code = code(&signed(&with_vaccine(vaccine), &key(), METHOD));
        assert_ne!(door::verdict(code, &store(), "vaccinated", NOW).outcome(), Outcome::Pass);
    }
    // A maker's name may have stood in another member's place.
    let maker = given("Pfizer", None);
    gives(&maker, Reason::CheckByHand, "no name that is known");
    assert_eq!(target(&maker), Disease::Covid19);
    // The code decides, and what speaks against it is for a person.
    let other = given("Covishield", Some("1D47"));
    gives(&other, Reason::CheckByHand, "");
    assert_eq!(target(&other), Disease::YellowFever);
    let unknown = given("Covishield", Some("ZZ99"));
    gives(&unknown, Reason::CheckByHand, "");
    assert_eq!(target(&unknown), Disease::Other("ZZ99".to_owned()));
}

fn with_vaccine(vaccine: &str) -> Json {
    let mut certificate = certificate();
    certificate["evidence"][0]["vaccine"] = json!(vaccine);
    certificate
}

/// Two sources of one dose, under two addresses.
#[test]
fn a_dose_recorded_twice_is_one() {
    let twice = judged(|vc| {
        let mut entry = vc["evidence"][0].clone();
        entry["id"] = json!("https://health.demoland.example/vaccine/2");
        entry["date"] = json!("2025-05-20");
        vc["evidence"].as_array_mut().unwrap().push(entry);
    });
    gives(&twice, Reason::Ok, "recorded twice (1)");
    assert_eq!(twice.events().len(), 1);
}

/// What issuers wrote over the years.
#[test]
fn older_forms_are_read() {
    let first = judged(|vc| {
        vc["@context"][1] = json!("https://cowin.gov.in/credentials/vaccination/v1");
        vc["credentialSubject"].as_object_mut().unwrap().shift_remove("dob");
    });
    gives(&first, Reason::Ok, "");
    gives(&judged(|vc| vc["evidence"][0]["dose"] = json!("2")), Reason::Ok, "");
    gives(
        &judged(|vc| {
            vc["evidence"][0]["date"] = json!("20250520");
            vc["evidence"][0]["effectiveStart"] = json!("20250520");
            vc["evidence"][0]["effectiveUntil"] = json!("20260520");
        }),
        Reason::Ok,
        "",
    );
    gives(&judged(|vc| vc["credentialSubject"]["id"] = json!("did:Aadhaar Card:XXXX 1234")), Reason::Ok, "");
    // India and Indonesia write the day of the dose there.
    let same_day = |vc: &mut Json| {
        for claim in ["date", "effectiveStart", "effectiveUntil"] {
            vc["evidence"][0][claim] = json!("2025-05-20");
        }
    };
    gives(&judged(same_day), Reason::Ok, "no expiry");
    let first = judged(|vc| vc["issuanceDate"] = json!("2025-07-01T12:00:00.001Z"));
    gives(&first, Reason::NotYetValid, "issuanceDate");
    // Padding of the signature, which some issuers write.
    let padded = altered(|vc| {
        let jws = vc["proof"]["jws"].as_str().unwrap().to_owned();
        vc["proof"]["jws"] = format!("{jws}==").into();
    });
    gives(&padded, Reason::Ok, "");
}

#[test]
fn no_signed_member_can_be_changed() {
    fn changes(value: &Json, path: &str, found: &mut Vec<String>) {
        match value {
            Json::Object(members) => {
                members.iter().for_each(|(name, value)| changes(value, &format!("{path}/{name}"), found));
            }
            Json::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(at, value)| changes(value, &format!("{path}/{at}"), found));
            }
            _ => found.push(path.to_owned()),
        }
    }
    let whole = signed(&certificate(), &key(), METHOD);
    let mut paths = Vec::new();
    changes(&whole, "", &mut paths);
    for path in &paths {
        for (kind, value) in
            [("text", json!("2025-05-21T00:00:00Z")), ("number", json!(7)), ("null", Json::Null)]
        {
            let verdict = altered(|vc| *vc.pointer_mut(path).unwrap() = value);
            assert_ne!(verdict.outcome(), Outcome::Pass, "{path} as {kind}");
            assert_ne!(verdict.checks().signature, Check::Ok, "{path} as {kind}");
        }
        let (parent, name) = path.rsplit_once('/').unwrap();
        let verdict = altered(|vc| match vc.pointer_mut(parent).unwrap() {
            Json::Object(members) => {
                members.shift_remove(name);
            }
            Json::Array(items) => {
                items.remove(name.parse().unwrap());
            }
            _ => unreachable!(),
        });
        assert_ne!(verdict.checks().signature, Check::Ok, "{path} removed");
    }
    assert!(paths.len() > 40, "{}", paths.len());
}

/// Members that no context knows are not signed: whoever holds the code may add them.
#[test]
fn what_is_not_signed_is_not_shown() {
    let added = altered(|vc| {
        vc["credentialSubject"]["uhidNumber"] = json!("1");
        vc["evidence"][0]["country"] = json!("HK");
        vc["remark"] = json!("approved");
    });
    gives(&added, Reason::Ok, "");
    assert_eq!(added.events()[0].country.as_deref(), Some("XX"));
    // Nor what stands beneath such a member, though a context knows its parts.
    let beneath = altered(|vc| {
        vc["remark"] =
            json!({"type": "Vaccination", "facility": {"name": "Another", "address": {"city": "x"}}});
        vc["evidence"][0]["remark"] =
            json!([{"address": {"addressCountry": "HK"}}, {"address": {"city": "x"}}]);
        vc["credentialSubject"]["remark"] = json!({"id": "did:other:1", "type": "Person", "name": "Eve"});
    });
    gives(&beneath, Reason::Ok, "");
    assert_eq!(beneath.holder().unwrap().name.as_ref().unwrap().reveal(), "Siu Ming Teapot");
    // A relative address: jsonld.js makes no statement of it, so all that it seems to say is unsigned.
    let relative = |vc: &mut Json| vc["credentialSubject"]["id"] = json!("872550100V");
    let nobody = judged(relative);
    gives(&nobody, Reason::CheckByHand, "names nobody");
    assert!(nobody.holder().unwrap().name.is_none());
    // Not even by a name that is signed, of somebody else.
    let borrowed = judged(|vc| {
        relative(vc);
        vc["credentialSubject"]["name"] = json!("Dr Sample");
    });
    gives(&borrowed, Reason::CheckByHand, "names nobody");
    let nothing = judged(|vc| vc["evidence"][0]["id"] = json!("24296748524"));
    gives(&nothing, Reason::CheckByHand, "does not cover what was given");
    assert!(nothing.events().is_empty());
}

/// The context gives them one meaning, so exchanging them leaves the signature good: then somebody must look.
#[test]
fn exchanged_members_that_the_signature_cannot_tell_apart_are_for_a_person() {
    let exchange = |a: &str, b: &str| {
        altered(|vc| {
            let entry = &mut vc["evidence"][0];
            let (one, other) = (entry[a].clone(), entry[b].clone());
            entry[a] = other;
            entry[b] = one;
        })
    };
    for (a, b) in [
        ("date", "effectiveUntil"),
        ("effectiveStart", "effectiveUntil"),
        ("vaccine", "batch"),
        ("vaccine", "manufacturer"),
        ("vaccine", "certificateId"),
    ] {
        let verdict = exchange(a, b);
        assert_eq!(verdict.checks().signature, Check::Ok, "{a} and {b}");
        assert_ne!(verdict.outcome(), Outcome::Pass, "{a} and {b}");
    }
    let mut whole = signed(&certificate(), &key(), METHOD);
    whole["evidence"][0]["dose"] = json!(2);
    whole["evidence"][0]["totalDoses"] = json!(1);
    let code = code(&whole);
    for profile in ["authenticity", "vaccinated"] {
        gives(
            &door::verdict(code.clone(), &store(), profile, NOW),
            Reason::CheckByHand,
            "the dose and the number",
        );
    }
    // An end moved away, where the start already says the day.
    let mut whole = certificate();
    whole["evidence"][0]["date"] = json!("2025-05-20");
    let mut whole = signed(&whole, &key(), METHOD);
    whole["evidence"][0]["effectiveStart"] = json!("2026-05-20");
    whole["evidence"][0].as_object_mut().unwrap().shift_remove("effectiveUntil");
    let verdict = door::verdict(mint::code(&whole), &store(), "authenticity", "2026-06-01T00:00:00Z");
    gives(&verdict, Reason::CheckByHand, "the dates do not go together");
    gives(
        &judged(|vc| vc["evidence"][0]["vaccine"] = json!("Elixir")),
        Reason::CheckByHand,
        "no name that is known",
    );
    // Several values where one belongs would leave room to hide one.
    for name in ["effectiveStart", "dose", "batch", "certificateId"] {
        let verdict = judged(|vc| vc["evidence"][0][name] = json!(["1", "2"]));
        gives(&verdict, Reason::MalformedClaims, name);
    }
}

/// Two nodes of one name are one node: a dose written twice would count twice.
#[test]
fn a_dose_cannot_be_doubled() {
    malformed(
        &altered(|vc| {
            let entry = vc["evidence"][0].clone();
            vc["evidence"].as_array_mut().unwrap().push(entry);
        }),
        "named already",
    );
}

#[test]
fn the_archive_is_exactly_one_certificate() {
    let text = signed(&certificate(), &key(), METHOD).to_string();
    let text = text.as_bytes();
    gives(&verify(zip(&[("certificate.json", text)], false)), Reason::Ok, "");
    let good = zip(&[("certificate.json", text)], true);
    malformed(&verify(zip(&[("certificate.json", text), ("certificate.json", text)], true)), "2 entries");
    malformed(&verify(zip(&[("a.txt", b"x"), ("certificate.json", text)], true)), "2 entries");
    for name in [
        "x/certificate.json",
        "../certificate.json",
        "/certificate.json",
        "Certificate.json",
        "certificate.json\0",
    ] {
        malformed(&verify(zip(&[(name, text)], true)), "not named certificate.json");
    }
    malformed(&verify([&good[..], b"\n"].concat()), "does not end with its directory");
    malformed(&verify([&b"PK\x03\x04"[..], &good].concat()), "zip");
    for cut in [4, 30, 100, good.len() - 1] {
        malformed(&verify(good[..cut].to_vec()), "zip");
    }
    // The checksum, in the entry's header and in the directory alike.
    let crc = mint::crc32(text).to_le_bytes();
    let places: Vec<_> =
        good.windows(4).enumerate().filter(|(_, part)| *part == crc).map(|(at, _)| at).collect();
    assert_eq!(places.len(), 2);
    let mut wrong = good.clone();
    places.iter().for_each(|at| wrong[*at] ^= 1);
    malformed(&verify(wrong.clone()), "checksum");
    wrong[places[0]] ^= 1;
    malformed(&verify(wrong), "do not agree");
    for at in 0..good.len() {
        let mut flipped = good.clone();
        flipped[at] ^= 0x41;
        // Versions, times and attributes say nothing of the content.
        let verdict = verify(flipped);
        if verdict.outcome() == Outcome::Pass {
            assert!(!(14..30).contains(&at) && verdict.events().len() == 1, "byte {at}");
        }
    }
    malformed(
        &verify(zip(&[("certificate.json", &vec![b' '; (1 << 20) + 1])], true)),
        "more than 1048576 bytes",
    );
    malformed(&verify(text.to_vec()), "without its archive");
}

/// As Go's writer has it: checksum and sizes behind the data.
#[test]
fn sizes_may_follow_the_data() {
    let text = signed(&certificate(), &key(), METHOD).to_string();
    let good = zip(&[("certificate.json", text.as_bytes())], true);
    let directory = good.windows(4).rposition(|part| part == b"PK\x01\x02").unwrap();
    let (entry, rest) = good.split_at(directory);
    let (mut entry, mut rest) = (entry.to_vec(), rest.to_vec());
    let stated = entry[14..26].to_vec();
    entry[6] = 8;
    rest[8] = 8;
    entry[14..26].fill(0);
    for signature in [&b"PK\x07\x08"[..], b""] {
        let descriptor = [signature, &stated].concat();
        let mut end = rest.clone();
        let offset = u32::try_from(entry.len() + descriptor.len()).unwrap().to_le_bytes();
        let at = end.len() - 6;
        end[at..at + 4].copy_from_slice(&offset);
        gives(&verify([&entry[..], &descriptor, &end].concat()), Reason::Ok, "");
        let mut wrong = descriptor.clone();
        *wrong.last_mut().unwrap() ^= 1;
        malformed(&verify([&entry[..], &wrong, &end].concat()), "do not agree");
    }
}

#[test]
fn the_json_is_strict() {
    let text = signed(&certificate(), &key(), METHOD).to_string();
    let of = |text: &str| verify(zip(&[("certificate.json", text.as_bytes())], true));
    malformed(&of(&text.replacen("\"name\":", "\"name\":\"Eve\",\"name\":", 1)), "a member stands twice");
    malformed(&of(&format!("{text} {{}}")), "json");
    malformed(&of(&format!("\u{feff}{text}")), "json");
    malformed(&of("[]"), "not an object");
    malformed(&of(&text[..text.len() - 1]), "json");
    let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    malformed(&of(&text.replacen("\"true\"", &deep, 1)), "nested");
    malformed(&altered(|vc| vc["remark"] = Json::from(vec![0; 2000])), "more than 1000 values");
    malformed(&altered(|vc| vc["remark"] = Json::from(vec![0; 20_000])), "more than");
}

#[test]
fn nothing_is_fetched_and_no_meaning_redefined() {
    for context in [
        json!(["https://www.w3.org/2018/credentials/v1", "https://evil.example/v1"]),
        json!(["https://www.w3.org/2018/credentials/v1", {"name": "https://schema.org/alternateName"}]),
        json!(["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/v2"]),
        json!(["https://cowin.gov.in/credentials/vaccination/v2", "https://www.w3.org/2018/credentials/v1"]),
        json!("https://www.w3.org/2018/credentials/v1"),
        Json::Null,
    ] {
        malformed(&altered(|vc| vc["@context"] = context), "@context");
    }
    malformed(&altered(|vc| vc["evidence"][0]["@context"] = json!({})), "keyword");
    malformed(&altered(|vc| vc["proof"]["@context"] = json!("https://evil.example")), "keyword");
    malformed(&altered(|vc| vc["credentialSubject"]["@type"] = json!("Person")), "keyword");
    malformed(&altered(|vc| vc["credentialSubject"]["name"] = json!({"@value": "Eve"})), "keyword");
    malformed(&altered(|vc| vc["credentialSubject"]["schema:name"] = json!("Eve")), "address of its own");
    malformed(&altered(|vc| vc["credentialSubject"]["type"] = json!("https://schema.org/Person")), "type");
    malformed(&altered(|vc| vc["credentialSubject"]["id"] = json!("_:b0")), "blank node");
}

#[test]
fn what_every_credential_has_is_demanded() {
    for (name, says) in [
        ("issuer", "issuer: missing"),
        ("issuanceDate", "issuanceDate: missing"),
        ("type", "type: not an array"),
        ("@context", "@context"),
        ("proof", "unsigned"),
    ] {
        malformed(
            &altered(|vc| {
                vc.as_object_mut().unwrap().shift_remove(name);
            }),
            says,
        );
    }
    malformed(&altered(|vc| vc["type"] = json!(["VerifiableCredential"])), "no ProofOfVaccinationCredential");
    malformed(&altered(|vc| vc["issuer"] = json!("Ministry")), "issuer: not an address");
    malformed(&altered(|vc| vc["issuanceDate"] = json!("yesterday")), "issuanceDate: not a time");
    gives(
        &judged(|vc| drop(vc.as_object_mut().unwrap().shift_remove("evidence"))),
        Reason::MalformedClaims,
        "evidence",
    );
    gives(&judged(|vc| vc["evidence"] = json!([])), Reason::MalformedClaims, "0 entries");
    for name in ["vaccine", "date"] {
        let without = judged(|vc| drop(vc["evidence"][0].as_object_mut().unwrap().shift_remove(name)));
        gives(&without, Reason::MalformedClaims, &format!("evidence[0].{name}: missing"));
    }
    for (name, value) in
        [("date", json!("30 May")), ("effectiveUntil", json!("2026-02-30")), ("dose", json!(0))]
    {
        gives(&judged(|vc| vc["evidence"][0][name] = value), Reason::MalformedClaims, name);
    }
}

#[test]
fn the_proof_is_a_detached_jws_made_to_assert() {
    let with = |proof: Json, header: Json| verify(code(&signed_as(&certificate(), &key(), proof, &header)));
    let (proof, header) = (mint::proof(&key(), METHOD), mint::header(&key()));
    let changed = |at: &str, value: Json| {
        let mut proof = proof.clone();
        proof[at] = value;
        with(proof, header.clone())
    };
    malformed(&changed("proofPurpose", json!("authentication")), "proofPurpose");
    malformed(&changed("type", json!("BbsBlsSignature2020")), "type: neither");
    malformed(&changed("type", json!("RsaSignature2018")), "alg is not PS256");
    malformed(&changed("created", json!("2025")), "created");
    malformed(&changed("verificationMethod", json!("demoland")), "verificationMethod");
    for (name, value, says) in [
        ("alg", json!("RS256"), "alg is not EdDSA"),
        ("alg", json!("PS256"), "alg is not EdDSA"),
        ("alg", json!("none"), "alg is not EdDSA"),
        ("b64", json!(true), "b64 is not false"),
        ("crit", json!(["b64", "exp"]), "crit"),
        ("crit", json!([]), "crit"),
    ] {
        let mut header = header.clone();
        header[name] = value;
        malformed(&with(proof.clone(), header), says);
    }
    malformed(&with(proof.clone(), json!({"alg": "EdDSA"})), "b64");
    malformed(&altered(|vc| drop(vc["proof"].as_object_mut().unwrap().shift_remove("jws"))), "jws: missing");
    malformed(&altered(|vc| vc["proof"]["jws"] = json!("abc")), "not a detached");
    malformed(&altered(|vc| vc["proof"] = json!([vc["proof"].clone()])), "proof: not an object");
    let signature = |bytes: &[u8]| {
        altered(|vc| {
            let jws = vc["proof"]["jws"].as_str().unwrap().to_owned();
            let (header, _) = jws.split_once("..").unwrap();
            vc["proof"]["jws"] = format!("{header}..{}", data_encoding::BASE64URL_NOPAD.encode(bytes)).into();
        })
    };
    malformed(&signature(b""), "not as long");
    malformed(&signature(&[1; 63]), "not as long");
    gives(&signature(&[0; 64]), Reason::BadSignature, "");
    gives(&signature(&[0xFF; 64]), Reason::BadSignature, "");
}

#[test]
fn the_key_is_that_of_the_verification_method() {
    let method = |method: &str| verify(code(&signed(&certificate(), &key(), method)));
    gives(&method("did:demoland#key-1"), Reason::Ok, "");
    gives(&method("did:elsewhere"), Reason::UnknownIssuer, "did:elsewhere");
    gives(&method("did:demoland:moh"), Reason::UnknownIssuer, "did:demoland:moh");
    let of = |jwk: Json, method: &str| {
        let store =
            door::store(&json!({"network": "divoc", "id": "test", "state": "archived", "keys": [jwk]}));
        door::verdict(code(&signed(&certificate(), &key(), method)), &store, "authenticity", NOW)
    };
    let mut named = key().jwk(METHOD);
    named["kid"] = json!("key-1");
    gives(&of(named.clone(), "did:demoland#key-1"), Reason::Ok, "");
    gives(&of(named.clone(), METHOD), Reason::Ok, "");
    gives(&of(named, "did:demoland#key-2"), Reason::UnknownIssuer, "");
    gives(&of(Key::ed25519("another").jwk(METHOD), METHOD), Reason::BadSignature, "");
    // A key of another network does not serve here.
    let store =
        door::store(&json!({"network": "nzcp", "id": "t", "state": "archived", "keys": [key().jwk(METHOD)]}));
    let code = code(&signed(&certificate(), &key(), METHOD));
    gives(&door::verdict(code, &store, "authenticity", NOW), Reason::UnknownIssuer, "");
}

#[test]
fn rsa_signs_as_well() {
    let mint_key = crate::mint::hcert::Key::rsa("hcert");
    let crate::mint::hcert::Key::Rsa(private, _) = mint_key else { unreachable!() };
    let rsa = Key::Rsa(private);
    let store =
        door::store(&json!({"network": "divoc", "id": "t", "state": "archived", "keys": [rsa.jwk(METHOD)]}));
    let whole = signed(&certificate(), &rsa, METHOD);
    gives(&door::verdict(code(&whole), &store, "authenticity", NOW), Reason::Ok, "");
    let mut altered = whole.clone();
    altered["credentialSubject"]["name"] = json!("Eve");
    gives(&door::verdict(code(&altered), &store, "authenticity", NOW), Reason::BadSignature, "");
    // The algorithm of the proof and that of the key must agree.
    let ed = signed(&certificate(), &key(), METHOD);
    gives(
        &door::verdict(code(&ed), &store, "authenticity", NOW),
        Reason::KeyNotAllowed,
        "the key found is for PS256",
    );
}

/// Canonical RDF takes factorial work where nodes look alike: it is counted, and refused beyond what certificates need.
#[test]
fn nodes_that_look_alike_do_not_make_work() {
    for (count, node) in
        [(8, json!({})), (60, json!({})), (60, json!({"address": {"city": "x"}})), (200, json!({}))]
    {
        let verdict = altered(|vc| vc["evidence"] = Json::from(vec![node; count]));
        assert_ne!(verdict.outcome(), Outcome::Pass);
        assert!([Reason::Malformed, Reason::BadSignature].contains(&verdict.reason()));
    }
    let wide: Vec<_> = (0..900).map(|number| json!(number.to_string())).collect();
    malformed(&altered(|vc| vc["credentialSubject"]["refId"] = json!(wide)), "more than 512 statements");
}
