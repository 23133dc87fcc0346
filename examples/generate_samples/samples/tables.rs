//! The tables beside the pictures, and the revocation list.

use super::hcert::REVOKED_UVCI;
use super::keys::Signer;
use super::sample::Sample;
use super::shc::REVOKED_RID;
use crate::mint::shc::thumbprint;
use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const COLUMNS: &str = "file\tindex\tprofile\toptions\tat\toutcome\treason\tpayload\tfamily\tholder";

/// `expected.tsv`: a line per code and set of options.
pub fn expected(samples: &[Sample]) -> String {
    let mut text = format!("{COLUMNS}\n");
    for sample in samples {
        for row in &sample.rows {
            let code = &sample.codes[row.index];
            let reason = row.reason;
            let fields = [
                &sample.file,
                &row.index.to_string(),
                row.profile,
                row.options,
                row.at,
                reason.outcome().name(),
                reason.name(),
                &code.payload,
                code.family,
                &code.holder,
            ];
            assert!(fields.iter().all(|field| !field.contains(['\t', '\n'])), "{}", sample.file);
            writeln!(text, "{}", fields.join("\t")).unwrap();
        }
    }
    text
}

/// `README.md`: the same for people.
pub fn readme(samples: &[Sample]) -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("| picture | shows | family | options | outcome | reason |\n|---|---|---|---|---|---|\n");
    for sample in samples {
        for (count, row) in sample.rows.iter().enumerate() {
            let mut options = row.options.to_owned();
            for (option, value) in [("--profile", row.profile), ("--at", row.at)] {
                if !value.is_empty() && value != "authenticity" {
                    options = format!("{options} {option} {value}");
                }
            }
            let first = count == 0;
            let options =
                if options.is_empty() { "none".to_owned() } else { format!("`{}`", options.trim()) };
            writeln!(
                text,
                "| {} | {} | {} | {options} | {} | `{}` |",
                if first { format!("[{0}]({0})", sample.file) } else { String::new() },
                if first { sample.shows } else { "" },
                sample.codes[row.index].family,
                row.reason.outcome().name(),
                row.reason.name(),
            )
            .unwrap();
        }
    }
    text
}

/// `revoked.json`: a batch in the form of the EU gateway (DCC revocation, version 1): SHA-256 of the identifier, cut to 16
/// bytes.
pub fn revoked() -> String {
    let hash = &Sha256::digest(REVOKED_UVCI)[..16];
    let batch = serde_json::json!({
        "country": "XXA",
        "expires": "2046-01-01T00:00:00Z",
        "kid": BASE64.encode(&Signer::demo("gdhcn").kid),
        "hashType": "UCI",
        "entries": [{"hash": BASE64.encode(hash)}],
    });
    format!("{}\n", serde_json::to_string_pretty(&batch).unwrap())
}

/// `revoked-shc.json`: the list of the demonstration issuer, as SMART Health Cards 1.0.0 has it ("Revocation").
pub fn revoked_shc() -> String {
    let kid = thumbprint(&super::keys::shc());
    let list = serde_json::json!({ "kid": kid, "method": "rid", "ctr": 1, "rids": [REVOKED_RID] });
    format!("{}\n", serde_json::to_string_pretty(&list).unwrap())
}

const INTRODUCTION: &str = "\
# Samples

Pictures for every verdict that can be shown, to try the program with and to train staff. Nobody in them exists; the
issuers neither: their keys lie in [keys](keys/), private halves included, and are trusted under `--demo` alone. So

    doorcheck verify --demo samples/hk-vac-latest-ok.jpg

says `ok`, and says DEMO. Options are those of `verify`, run from the root of the repository. Rows without `--at` hold on
any day until the end of 2040.

`cargo run --example generate_samples` writes all of this folder but the keys, the same bytes each time. The letters in the
pictures are those of GNU Unifont (SIL Open Font License 1.1).

[expected.tsv](expected.tsv) is the table below for machines, a row per code and set of options: `file`; `index` of the code
in the picture, from above; `profile`; `options`; `at`, the clock, where it matters; `outcome`; `reason`; `payload`; `family`;
`holder`, the name in Latin letters, in capitals or not. A payload that is no text stands as `b64:` and its Base64. `tests/it/samples.rs` holds the program to it, and
`scripts/check-samples` holds it to the codes with other software. [revoked.json](revoked.json) is a revocation list in the
form of the EU gateway that names one of the samples, [revoked-shc.json](revoked-shc.json) one of SMART Health Cards,
[revoked-signers.pem](revoked-signers.pem) an X.509 CRL that names the signer of another; `--demo` holds them too. Of a card in
several parts each picture alone is incomplete; given together, the last has the verdict. The country XX of the VDS-NC samples
is none in ISO 3166.

";
