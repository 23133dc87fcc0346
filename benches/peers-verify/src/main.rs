//! Credentials of every family verified in one thread, and the HC1 codes among them by the crate `dgc` (ring) too, in the same run:
//! processor time, medians.
//!
//! `peers-verify [CODES]`: how many different HC1 codes there are, 5,000 where nothing is said.

#[path = "../../../tests/it/door.rs"]
mod door;
#[path = "../../kinds/mod.rs"]
mod kinds;
#[path = "../../../tests/mint/mod.rs"]
mod mint;

mod bare;

use doorcheck::credential;
use doorcheck::input::payload_from_argument;
use doorcheck::pipeline::{Door, verify};
use doorcheck::policy::Profile;
use doorcheck::reader::Payload;
use doorcheck::trust::{self, Now, TrustStore};
use doorcheck::verdict::Outcome;
use kinds::{Kind, NOW};
use mint::hcert::Key;
use rustix::time::{ClockId, clock_gettime};

/// How many different credentials there are of each kind.
const DIFFERENT: usize = 200;
/// How often everything is measured; the median counts.
const ROUNDS: usize = 15;

fn main() {
    let codes = std::env::args().nth(1).map_or(5000, |codes| codes.parse().expect("how many codes"));
    let folder = tempfile::tempdir().expect("a folder");
    let kinds = kinds::kinds(folder.path(), |kind| if is_hc1(kind) { codes } else { DIFFERENT });
    let mut store = TrustStore::empty();
    store.load(folder.path(), true).expect("the keys");
    let profile = Profile::named("authenticity").expect("a profile");
    let now = Now::set(door::at(NOW), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    by_family(&kinds, &door);
    beside_dgc(&kinds, &door);
}

/// What one of each kind takes, whole and by stage, beside what its signature takes of the library alone that checks it.
fn by_family(kinds: &[Kind], door: &Door<'_>) {
    println!(
        "| kind | whole, µs | `open` | `authenticate` | the rest | the signatures alone, by |\n|---|---|---|---|---|---|"
    );
    for kind in kinds {
        let mut payloads = payloads(kind);
        payloads.truncate(DIFFERENT);
        // Keys are decoded when first used, and from the second time on what makes them fast is kept.
        payloads.iter().take(2).for_each(|payload| passes(payload, door));
        let (library, mut bare) = bare::of(kind.name);
        let mut measured = [const { Vec::new() }; 4];
        for _ in 0..ROUNDS {
            let [whole, open, authenticate, alone] = &mut measured;
            whole.push(each(&payloads, |payload| passes(payload, door)));
            let start = cpu_micros();
            let sealed: Vec<_> =
                payloads.iter().map(|payload| credential::open(payload).expect("a credential")).collect();
            let opened = cpu_micros();
            let genuine: Vec<_> = sealed
                .into_iter()
                .map(|sealed| trust::authenticate(sealed, door.store).expect("a signature that holds"))
                .collect();
            let authenticated = cpu_micros();
            drop(genuine);
            open.push((opened - start) / payloads.len() as f64);
            authenticate.push((authenticated - opened) / payloads.len() as f64);
            alone.push(each(&payloads, |_| bare()));
        }
        let [whole, open, authenticate, alone] = measured.map(median);
        let rest = whole - open - authenticate;
        println!(
            "| {} | {whole:.0} | {open:.0} | {authenticate:.0} | {rest:.0} | {alone:.0}, {library} |",
            kind.name
        );
    }
    println!();
}

/// The same HC1 codes, verified by doorcheck and by `dgc` in turn.
fn beside_dgc(kinds: &[Kind], door: &Door<'_>) {
    let mut trusted = dgc::TrustList::new();
    for (key, kid) in [(Key::p256("hcert"), b"hcert-01"), (Key::rsa("hcert"), b"hcert-02")] {
        trusted.add(kid, bare::as_ring_has_it(&key));
    }
    println!("| kind, codes | doorcheck, µs each | dgc 0.0.7 | ratio |\n|---|---|---|---|");
    for kind in kinds.iter().filter(|kind| is_hc1(kind.name)) {
        let payloads = payloads(kind);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(each(&payloads, |payload| passes(payload, door)));
            theirs.push(each(&kind.lines, |line| {
                let (_, validity) = dgc::validate(line, &trusted).expect("an HC1 code");
                assert!(validity.is_valid(), "{validity}");
            }));
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let (name, codes) = (kind.name, payloads.len());
        println!("| {name}, {codes} | {ours:.1} | {theirs:.1} | {:.2} |", ours / theirs);
    }
}

fn is_hc1(kind: &str) -> bool {
    kind.starts_with("HC1")
}

fn payloads(kind: &Kind) -> Vec<Payload> {
    kind.lines.iter().map(|line| payload_from_argument(line).expect("a payload")).collect()
}

fn passes(payload: &Payload, door: &Door<'_>) {
    assert_eq!(verify(payload, door).outcome(), Outcome::Pass);
}

/// The processor time that one of them takes, in microseconds.
fn each<T>(all: &[T], work: impl FnMut(&T)) -> f64 {
    let start = cpu_micros();
    all.iter().for_each(work);
    (cpu_micros() - start) / all.len() as f64
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The processor time of this thread, in microseconds.
fn cpu_micros() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}
