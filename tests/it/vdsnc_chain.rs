//! The signer's certificate of a VDS-NC code: its chain to the authority, what it may sign, its life, and CRLs.

use crate::door;
use crate::hcert::gives;
use crate::mint::hcert::Key;
use crate::mint::vdsnc::{code, test_of, vaccination};
use crate::mint::x509::{Certificate, Crl, HCERT_TEST, Scheme, VDS_SIGNER, key_id, spki, tlv};
use crate::vdsnc::{AUTHORITY, NOW, SIGNER, store_of};
use doorcheck::policy::Verdict;
use doorcheck::trust::TrustStore;
use doorcheck::verdict::{Check, Ground, Network, Reason, Remark};
use serde_json::json;

fn signer() -> Certificate {
    Certificate::signer(&AUTHORITY)
}

/// The ordinary code under that certificate.
fn verify(certificate: &Certificate) -> Verdict {
    verify_der(&certificate.sign(&SIGNER, &AUTHORITY), &store_of(&AUTHORITY))
}

fn verify_der(der: &[u8], store: &TrustStore) -> Verdict {
    door::verdict(code(&vaccination(), &SIGNER, der), store, "authenticity", NOW)
}

#[test]
fn authorities_sign_with_every_algorithm_of_theirs() {
    for authority in [Key::p256("1"), Key::p384("2"), Key::p521("3"), Key::rsa("4")] {
        let der = Certificate::signer(&authority).sign(&SIGNER, &authority);
        gives(&verify_der(&der, &store_of(&authority)), Reason::Ok, "");
    }
    let rsa = Key::rsa("4");
    let pss = Certificate { scheme: Scheme::Pss, ..Certificate::signer(&rsa) };
    gives(&verify_der(&pss.sign(&SIGNER, &rsa), &store_of(&rsa)), Reason::Ok, "");
    for authority in [rsa, Key::p256("1")] {
        let sha1 = Certificate { scheme: Scheme::Sha1, ..Certificate::signer(&authority) };
        let verdict = verify_der(&sha1.sign(&SIGNER, &authority), &store_of(&authority));
        gives(&verdict, Reason::KeyNotAllowed, "SHA-1");
    }
}

#[test]
fn the_authority_is_one_that_is_held() {
    let der = signer().sign(&SIGNER, &AUTHORITY);
    let other = store_of(&Key::p256("another authority"));
    gives(&verify_der(&der, &other), Reason::UnknownIssuer, "signing authority");
    gives(&verify_der(&der, &TrustStore::bundled().unwrap()), Reason::UnknownIssuer, "signing authority");
    let nameless = Certificate { authority_key_id: None, ..signer() };
    gives(&verify(&nameless), Reason::UnknownIssuer, "names no authority");
    let empty = Certificate { authority_key_id: Some(vec![]), ..signer() };
    gives(&verify(&empty), Reason::UnknownIssuer, "names no authority");
    // The certificate itself, given as if it were a document signer's, is no authority.
    let mut store = TrustStore::empty();
    store.read(&der, "signer.der", true).unwrap();
    gives(&verify_der(&der, &store), Reason::UnknownIssuer, "");
}

#[test]
fn the_authority_signed_the_certificate() {
    // Names the authority that is held, and is signed by itself or by another.
    for stranger in [&*SIGNER, &Key::p256("stranger")] {
        let der = signer().sign(&SIGNER, stranger);
        gives(&verify_der(&der, &store_of(&AUTHORITY)), Reason::BadSignature, "not signed by the authority");
    }
    let stranger = Key::p384("stranger");
    gives(
        &verify_der(&signer().sign(&SIGNER, &stranger), &store_of(&AUTHORITY)),
        Reason::BadSignature,
        "not signed",
    );
    let rsa = signer().sign(&SIGNER, &Key::rsa("4"));
    gives(&verify_der(&rsa, &store_of(&AUTHORITY)), Reason::KeyNotAllowed, "not its authority's");
    let der = signer().sign(&SIGNER, &AUTHORITY);
    let store = store_of(&AUTHORITY);
    for at in 0..der.len() {
        let mut changed = der.clone();
        changed[at] ^= 1;
        let verdict = verify_der(&changed, &store);
        assert_ne!(verdict.outcome(), doorcheck::verdict::Outcome::Pass, "byte {at}");
    }
}

#[test]
fn a_broken_certificate_is_malformed() {
    let der = signer().sign(&SIGNER, &AUTHORITY);
    let store = store_of(&AUTHORITY);
    for broken in
        [vec![], vec![0x30], der[..der.len() - 1].to_vec(), [&der[..], &[0]].concat(), vec![0x30, 0x80, 0, 0]]
    {
        gives(&verify_der(&broken, &store), Reason::Malformed, "certificate: ");
    }
    let padded = Certificate { spki: Some(tlv(0x30, &[&vec![0; 5000]])), ..signer() };
    gives(&verify(&padded), Reason::KeyNotAllowed, "a signer certificate of");
}

#[test]
fn the_signers_key_is_of_a_kind_that_is_used() {
    // A hostile RSA key of 16384 bits, and curves that are not used here.
    let number = tlv(0x02, &[&[0], &vec![0xff; 2048]]);
    let id = tlv(0x06, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]]);
    let numbers = tlv(0x30, &[&number, &tlv(0x02, &[&[3]])]);
    let large = tlv(0x30, &[&tlv(0x30, &[&id, &tlv(0x05, &[])]), &tlv(0x03, &[&[0], &numbers])]);
    let mut brainpool = spki(&SIGNER);
    let curve = [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    let at = brainpool.windows(8).position(|window| window == curve).unwrap();
    // Of the same length: an identifier that nobody has.
    brainpool[at + 7] = 9;
    for (spki, says) in [(large, "the signer certificate"), (brainpool, "EC 1.2.840.10045.3.1.9")] {
        gives(&verify(&Certificate { spki: Some(spki), ..signer() }), Reason::KeyNotAllowed, says);
    }
}

#[test]
fn the_certificate_is_for_signing_these_codes() {
    let refused = |certificate: Certificate| {
        let verdict = verify(&certificate);
        gives(&verdict, Reason::KeyNotAllowed, "may not sign a vaccination");
        assert_eq!((verdict.checks().signature, verdict.checks().key), (Check::Ok, Check::Fail));
    };
    refused(Certificate { purposes: vec![], ..signer() });
    refused(Certificate { purposes: vec![HCERT_TEST], ..signer() });
    refused(Certificate { is_authority: true, ..signer() });
    refused(Certificate { key_usage: Some(0x06), ..signer() });
    for good in [
        Certificate { purposes: vec![HCERT_TEST, VDS_SIGNER], ..signer() },
        Certificate { key_usage: Some(0x80), ..signer() },
        Certificate { unknown: Some(false), ..signer() },
    ] {
        gives(&verify(&good), Reason::Ok, "");
    }
    gives(
        &verify(&Certificate { unknown: Some(true), ..signer() }),
        Reason::KeyNotAllowed,
        "critical extension",
    );
}

#[test]
fn a_certificate_of_one_country_signs_for_it_alone() {
    let mut data = vaccination();
    data["hdr"]["is"] = json!("NZL");
    let der = signer().sign(&SIGNER, &AUTHORITY);
    let verdict = door::verdict(code(&data, &SIGNER, &der), &store_of(&AUTHORITY), "authenticity", NOW);
    gives(
        &verdict,
        Reason::KeyNotAllowed,
        "the code says that NZL issued it, and the certificate is one of XX",
    );
    assert_eq!(verdict.checks().key, Check::Fail);
    // Under an authority of a real country, two letters and three agree.
    let authority = Certificate { country: "AU", ..Certificate::authority(&AUTHORITY) };
    let mut store = TrustStore::empty();
    store.read(&authority.sign(&AUTHORITY, &AUTHORITY), "csca.der", true).unwrap();
    data["hdr"]["is"] = json!("AUS");
    let der = Certificate { country: "AU", ..signer() }.sign(&SIGNER, &AUTHORITY);
    gives(&door::verdict(code(&data, &SIGNER, &der), &store, "authenticity", NOW), Reason::Ok, "");
    let der = Certificate { country: "NZ", ..signer() }.sign(&SIGNER, &AUTHORITY);
    let verdict = door::verdict(code(&data, &SIGNER, &der), &store, "authenticity", NOW);
    gives(&verdict, Reason::KeyNotAllowed, "of another country than its authority");
}

#[test]
fn both_certificates_are_in_their_life() {
    for (from, until, reason) in [
        ("20220601120000Z", "20220601120000Z", Reason::Ok),
        ("20220601120001Z", "20300101000000Z", Reason::KeyExpired),
        ("20210101000000Z", "20220601115959Z", Reason::KeyExpired),
    ] {
        let certificate = Certificate { not_before: from, not_after: until, ..signer() };
        gives(&verify(&certificate), reason, "");
        let authority =
            Certificate { not_before: from, not_after: until, ..Certificate::authority(&AUTHORITY) };
        let mut store = TrustStore::empty();
        store.read(&authority.sign(&AUTHORITY, &AUTHORITY), "csca.der", true).unwrap();
        gives(&verify_der(&signer().sign(&SIGNER, &AUTHORITY), &store), reason, "");
        // Held under a second certificate that lives on, the same key is alive.
        store
            .read(&Certificate::authority(&AUTHORITY).sign(&AUTHORITY, &AUTHORITY), "new.der", true)
            .unwrap();
        gives(&verify_der(&signer().sign(&SIGNER, &AUTHORITY), &store), Reason::Ok, "");
    }
}

#[test]
fn a_crl_of_the_authority_revokes() {
    let with = |crl: &Crl| {
        let mut store = store_of(&AUTHORITY);
        let loaded = store.read(&crl.sign(&AUTHORITY), "list.crl", false).unwrap();
        assert_eq!(loaded.revocations, crl.serials.len());
        verify_der(&signer().sign(&SIGNER, &AUTHORITY), &store)
    };
    let revoked = with(&Crl::of(&AUTHORITY, &[&[5], &[0x18, 0xad]]));
    gives(&revoked, Reason::Revoked, "list.crl");
    assert_eq!((revoked.checks().signature, revoked.checks().revocation), (Check::Ok, Check::Fail));
    for serials in [vec![], vec![&[0x18, 0xae][..], &[0xad]]] {
        let verdict = with(&Crl::of(&AUTHORITY, &serials));
        gives(&verdict, Reason::Ok, "");
        assert_eq!(verdict.checks().revocation, Check::Ok);
    }
    // Past its next update it clears nobody, and what it revoked stays so.
    let old = |serials: &[&[u8]]| {
        with(&Crl { next_update: Some("20220501000000Z"), ..Crl::of(&AUTHORITY, serials) })
    };
    let verdict = old(&[&[5]]);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.checks().revocation, Check::Skipped);
    gives(&old(&[&[0x18, 0xad]]), Reason::Revoked, "");
}

#[test]
fn a_crl_that_no_authority_signed_is_not_used() {
    let refused = |der: &[u8], says: &str| {
        let mut store = store_of(&AUTHORITY);
        let error = store.read(der, "list.crl", false).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
        assert_eq!(store.revocations().lists().count(), 0);
    };
    let crl = Crl::of(&AUTHORITY, &[&[0x18, 0xad]]);
    refused(&crl.sign(&Key::p256("stranger")), "its signature does not hold");
    let other = Key::p256("another authority");
    refused(
        &Crl::of(&other, &[&[0x18, 0xad]]).sign(&other),
        "not signed by an authority (CSCA) that is held",
    );
    // Another authority's list says nothing of this one's signers.
    let mut store = store_of(&AUTHORITY);
    store.read(&Certificate::authority(&other).sign(&other, &other), "other.der", true).unwrap();
    store.read(&Crl::of(&other, &[&[0x18, 0xad]]).sign(&other), "other.crl", false).unwrap();
    let verdict = verify_der(&signer().sign(&SIGNER, &AUTHORITY), &store);
    gives(&verdict, Reason::Ok, "");
    assert_eq!(verdict.checks().revocation, Check::Skipped);

    refused(&Crl { unknown: true, ..crl.clone() }.sign(&AUTHORITY), "a critical extension");
    let der = crl.sign(&AUTHORITY);
    for at in 0..der.len() {
        let mut changed = der.clone();
        changed[at] ^= 1;
        if let Ok(loaded) = store_of(&AUTHORITY).read(&changed, "list.crl", false) {
            panic!("byte {at}: {loaded:?}");
        }
    }
}

/// Two of the four are Japan's, which spell their curve out.
#[test]
fn the_authorities_of_the_bundle_load_as_certificates_too() {
    let list = crate::suites::json(std::path::Path::new("trust-store/icao-csca.json"));
    let bundled = TrustStore::bundled().unwrap();
    for jwk in list["keys"].as_array().unwrap() {
        let der = data_encoding::BASE64.decode(jwk["x5c"][0].as_str().unwrap().as_bytes()).unwrap();
        let mut store = TrustStore::empty();
        store.read(&der, "csca.der", false).unwrap();
        let key = store.of_network(Network::Icao).next().unwrap();
        let same =
            |known: &&doorcheck::trust::TrustedKey| known.kid == key.kid && known.validity == key.validity;
        let known = bundled.of_network(Network::Icao).find(same).unwrap();
        assert_eq!((&key.key, &key.issuer), (&known.key, &known.issuer));
    }
}

#[test]
fn a_bare_key_given_alone_needs_no_chain() {
    let mut store = TrustStore::empty();
    store.read(&spki(&SIGNER), "key.der", true).unwrap();
    let der = signer().sign(&SIGNER, &AUTHORITY);
    for data in [vaccination(), test_of("negative")] {
        gives(&door::verdict(code(&data, &SIGNER, &der), &store, "authenticity", NOW), Reason::Ok, "");
    }
    assert_eq!(key_id(&AUTHORITY).len(), 20);
}

#[test]
fn the_signer_lists_the_type_of_the_document() {
    let under = |types: Option<Vec<&'static str>>, data: &serde_json::Value| {
        let der = Certificate { document_types: types, ..signer() }.sign(&SIGNER, &AUTHORITY);
        door::verdict(code(data, &SIGNER, &der), &store_of(&AUTHORITY), "authenticity", NOW)
    };
    let (dose, test) = (vaccination(), test_of("negative"));
    for (types, data) in [(vec!["NV"], &dose), (vec!["NT"], &test), (vec!["P", "NT", "NV"], &dose)] {
        let verdict = under(Some(types), data);
        gives(&verdict, Reason::Ok, "");
        assert!(!verdict.remarks().contains(&Remark::NoDocumentTypes));
    }
    for (types, data, wanted) in [
        (vec!["NT"], &dose, "NV"),
        (vec!["NV"], &test, "NT"),
        (vec![], &dose, "NV"),
        (vec!["NVX"], &dose, "NV"),
    ] {
        let verdict = under(Some(types), data);
        gives(&verdict, Reason::KeyNotAllowed, "");
        assert_eq!(verdict.grounds(), [Ground::DocumentType { wanted }]);
        assert_eq!((verdict.checks().signature, verdict.checks().key), (Check::Ok, Check::Fail));
    }
    let verdict = under(None, &dose);
    gives(&verdict, Reason::Ok, "");
    assert!(verdict.remarks().contains(&Remark::NoDocumentTypes));
}

#[test]
fn where_no_certificate_names_a_country_the_anchors_list_does() {
    let nameless = Certificate { country: "", ..signer() }.sign(&SIGNER, &AUTHORITY);
    let anchor = |more: serde_json::Value| {
        let mut jwk = AUTHORITY.jwk(b"");
        jwk["kid"] = json!(data_encoding::HEXLOWER.encode(&key_id(&AUTHORITY)));
        jwk.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        door::store(&json!({ "network": "icao", "id": "csca", "state": "archived", "keys": [jwk] }))
    };
    let mut data = vaccination();
    data["hdr"]["is"] = json!("NZL");
    let of =
        |store: &TrustStore, der: &[u8]| door::verdict(code(&data, &SIGNER, der), store, "authenticity", NOW);
    gives(&of(&anchor(json!({ "issuer": "NZ" })), &nameless), Reason::Ok, "");
    gives(&of(&anchor(json!({ "issuer": "AU" })), &nameless), Reason::KeyNotAllowed, "one of AU");
    let verdict = of(&anchor(json!({})), &nameless);
    gives(&verdict, Reason::KeyNotAllowed, "");
    assert!(matches!(verdict.grounds(), [Ground::KeyNotAllowed { issuer: None, .. }]));
    // The signer's own country will do.
    let named = Certificate { country: "NZ", ..signer() }.sign(&SIGNER, &AUTHORITY);
    gives(&of(&anchor(json!({})), &named), Reason::Ok, "");
    let other = Certificate { country: "AU", ..signer() }.sign(&SIGNER, &AUTHORITY);
    gives(&of(&anchor(json!({})), &other), Reason::KeyNotAllowed, "one of AU");
}
