//! Updates without a network, as an operator makes them and a door takes them: by the commands.

use crate::mint::{hcert, shc};
use doorcheck::update::Film;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A device with an operator beside it.
struct Device {
    home: tempfile::TempDir,
}

impl Device {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doorcheck"));
        command.args(arguments).current_dir(self.home.path()).stdin(Stdio::null());
        command.env("XDG_CONFIG_HOME", self.path("config")).env("HOME", self.home.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command says that does what it was asked.
    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Why a command does not.
    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        String::from_utf8(output.stderr).unwrap()
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Makes a key, and a door that holds it.
    fn with_operator() -> Self {
        let device = Self::new();
        device.done(&["trust", "make-key", "operator.key", "--without-password"]);
        device.done(&["trust", "pin", "operator.key.pub"]);
        device
    }

    /// Seals the folder `update` with a serial.
    fn seal(&self, serial: u64) -> String {
        self.write("update/bundle.toml", format!("serial = {serial}\ndate = 2026-11-01\ntitle = 'Group'\n"));
        let out = format!("{serial}.doorcheck");
        self.done(&["trust", "seal", "update", "--key", "operator.key", "--out", &out]);
        out
    }

    fn list(&self) -> Value {
        serde_json::from_str(&self.done(&["trust", "list", "--json"])).unwrap()
    }

    fn reason(&self, code: &str) -> String {
        let output = self.run(&["verify", "--json", "--text", code]);
        let line: Value = serde_json::from_slice(&output.stdout).unwrap();
        line["reason"].as_str().unwrap().to_owned()
    }
}

const CLINIC: &str = "https://clinic.example.org/fhir";

/// A list of keys of a clinic, and a code of it.
fn clinic(seed: &str) -> (Value, String) {
    let key = shc::key(seed);
    let list = json!({ "network": "shc", "id": "clinic", "iss": CLINIC, "date": "2026-10-01", "keys": [shc::jwk(&key)] });
    let person = shc::patient("Chan", &["Tai Man"], "1970-01-01");
    let card = shc::payload(CLINIC, &[person, shc::dose("207", "2021-05-01")]);
    (list, shc::numeric(&shc::jws(&card, &key)))
}

#[test]
fn an_issuer_that_an_operator_adds_is_trusted_until_he_is_rolled_back() {
    let device = Device::with_operator();
    let (list, code) = clinic("an added issuer");
    assert_eq!(device.reason(&code), "unknown-issuer");
    device.write("update/keys/clinic.json", list.to_string());
    let bundle = device.seal(3);
    let said = device.done(&["trust", "update", &bundle]);
    assert!(said.contains("update 3 of 2026-11-01 installed: Group"), "{said}");
    assert_eq!(device.reason(&code), "ok");
    assert_eq!(device.done(&["trust", "update", &bundle]), "installed already\n");
    let held = device.list();
    let lists = held["lists"].as_array().unwrap();
    let added = lists.iter().find(|list| list["id"] == "clinic").unwrap();
    assert!(added["provenance"].as_str().unwrap().starts_with("update 3 of 2026-11-01"), "{added}");
    assert_eq!(held["update"], json!({ "serial": 3, "date": "2026-11-01", "title": "Group" }));
    device.done(&["trust", "rollback"]);
    assert_eq!(device.reason(&code), "unknown-issuer");
    let why = device.refused(&["trust", "rollback"]);
    assert!(why.contains("nothing to go back to"), "{why}");
    // An older one does not come back.
    let why = device.refused(&["trust", "update", &device.seal(2)]);
    assert!(why.contains("serial is 2, and 3 was installed"), "{why}");
}

#[test]
fn a_list_that_is_renewed_stands_in_place_of_the_bundled_one() {
    let device = Device::with_operator();
    let (mut list, code) = clinic("a renewed list");
    list["id"] = "shc".into();
    list["date"] = "2026-10-01".into();
    let held = |device: &Device| -> Vec<(String, u64)> {
        let list = device.list();
        let lists = list["lists"].as_array().unwrap().iter();
        lists.map(|list| (list["id"].as_str().unwrap().to_owned(), list["keys"].as_u64().unwrap())).collect()
    };
    let before = held(&device);
    device.write("update/keys/shc.json", list.to_string());
    device.done(&["trust", "update", &device.seal(1)]);
    assert_eq!(device.reason(&code), "ok");
    let after = held(&device);
    assert_eq!(after.len(), before.len());
    assert!(after.contains(&("shc".to_owned(), 1)), "{after:?}");
    assert!(after.contains(&("gdhcn".to_owned(), 432)), "the others stay: {after:?}");
    // One that is older than what is bundled does not hold.
    list["date"] = "2020-01-01".into();
    device.write("update/keys/shc.json", list.to_string());
    let said = device.done(&["trust", "update", &device.seal(2)]);
    assert!(said.contains("shc: of 2020-01-01, and one of 2026-08-22 is held: not taken"), "{said}");
    assert_eq!((device.reason(&code), held(&device)), ("unknown-issuer".to_owned(), before));
}

#[test]
fn what_is_revoked_in_an_update_is_revoked_at_the_door() {
    let device = Device::with_operator();
    let (list, code) = clinic("an issuer that revokes");
    let kid = list["keys"][0]["kid"].clone();
    device.write("update/keys/clinic.json", list.to_string());
    let person = shc::patient("Chan", &["Tai Man"], "1970-01-01");
    let mut card = shc::payload(CLINIC, &[person, shc::dose("207", "2021-05-01")]);
    card["vc"]["rid"] = "card-7".into();
    let revoked = shc::numeric(&shc::jws(&card, &shc::key("an issuer that revokes")));
    device.done(&["trust", "update", &device.seal(1)]);
    assert_eq!((device.reason(&code), device.reason(&revoked)), ("ok".into(), "ok".into()));
    let crl = json!({ "kid": kid, "method": "rid", "ctr": 1, "rids": ["card-7"] });
    device.write("update/revocations/clinic.json", crl.to_string());
    device.done(&["trust", "update", &device.seal(2)]);
    assert_eq!((device.reason(&code), device.reason(&revoked)), ("ok".into(), "revoked".into()));
    // A store that lost the list is no store: nothing is judged by half of one.
    let list = device.path("config/doorcheck/store/2/bundle/revocations/clinic.json");
    let held = fs::read(&list).unwrap();
    for broken in [&held[1..], b""] {
        fs::write(&list, broken).unwrap();
        let why = device.refused(&["verify", "--text", &code]);
        assert!(why.contains("2/bundle/revocations/clinic.json: not as it was installed"), "{why}");
    }
    fs::remove_file(&list).unwrap();
    device.refused(&["verify", "--text", &code]);
    // Nor does an import make a whole one of it.
    device.refused(&["trust", "import", "update/keys/clinic.json", "--as", "more"]);
    fs::write(&list, held).unwrap();
    assert_eq!(device.reason(&revoked), "revoked");
    fs::remove_dir_all(device.path("config/doorcheck/store/2")).unwrap();
    device.refused(&["verify", "--text", &code]);
    device.write("config/doorcheck/store/state.toml", "");
    device.refused(&["verify", "--text", &code]);
}

#[test]
fn what_a_lone_restaurant_imports_says_that_nobody_sealed_it() {
    let device = Device::new();
    let key = hcert::Key::p256("an imported signer");
    let list = json!({ "network": "gdhcn", "keys": [key.jwk(b"12345678")] });
    device.write("signers.json", list.to_string());
    let said = device.done(&["trust", "import", "signers.json", "--date", "2026-10-09"]);
    assert!(said.contains("imported as signers, unsigned"), "{said}");
    let held = device.list();
    let lists = held["lists"].as_array().unwrap();
    let imported = lists.iter().find(|list| list["id"] == "signers").unwrap();
    assert!(imported["provenance"].as_str().unwrap().starts_with("unsigned import of "), "{imported}");
    assert_eq!((&imported["date"], &imported["keys"]), (&json!("2026-10-09"), &json!(1)));
    // In the place of a bundled list, and back.
    device.done(&["trust", "import", "signers.json", "--as", "gdhcn", "--date", "2026-10-09"]);
    let held = device.list();
    let gdhcn: Vec<&Value> =
        held["lists"].as_array().unwrap().iter().filter(|list| list["id"] == "gdhcn").collect();
    assert_eq!((gdhcn.len(), &gdhcn[0]["keys"]), (1, &json!(1)));
    device.done(&["trust", "rollback"]);
    assert!(device.list()["lists"].to_string().contains("\"signers\""));
    for (arguments, why) in [
        (&["signers.json", "--as", "../x"][..], "a name has"),
        (&["signers.json", "--as", "shc", "--date", "2026-10-09"], "has keys of another"),
        (&["signers.json", "--date", "2099-01-01"], "after today"),
        (&["missing.json"], "missing.json"),
    ] {
        let arguments = [&["trust", "import"], arguments].concat();
        let said = device.refused(&arguments);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
}

#[test]
fn a_folder_is_imported_whole_and_taken_away_again() {
    let device = Device::new();
    for (at, seed) in ["one", "two", "three"].iter().enumerate() {
        let list = json!({ "network": "gdhcn", "keys": [hcert::Key::p256(seed).jwk(format!("kid {at}678").as_bytes())] });
        device.write(&format!("signers/{seed}.json"), list.to_string());
    }
    device.write("signers/readme.txt", "Where they are from: a stick.");
    let said = device.done(&["trust", "import", "signers", "--date", "2026-10-09"]);
    assert!(said.contains("passed over: ") && said.contains("readme.txt"), "{said}");
    let keys = |device: &Device| {
        let held = device.list();
        let lists: Vec<Value> = held["lists"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|list| list["id"] == "signers")
            .cloned()
            .collect();
        lists.iter().map(|list| list["keys"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(keys(&device), 3);
    // A broken list is no readme.
    device.write("signers/revoked.json", r#"{"kid":"a","method":"rid","ctr":1,"rids":7}"#);
    device.refused(&["trust", "import", "signers", "--date", "2026-10-09"]);
    assert_eq!(keys(&device), 3);
    device.done(&["trust", "import", "--forget", "signers"]);
    assert_eq!(keys(&device), 0);
    device.refused(&["trust", "import", "--forget", "signers"]);
    // What calls itself a bundled list, and was not meant for one, stands beside it; what was, has a date, and grows old as that one does.
    let mut list = json!({ "network": "gdhcn", "id": "gdhcn", "date": "2026-10-09", "keys": [hcert::Key::p256("one").jwk(b"12345678")] });
    device.write("mine.json", list.to_string());
    device.done(&["trust", "import", "mine.json"]);
    let held = device.list().to_string();
    assert!(held.contains(r#""id":"mine""#) && held.contains("432"), "{held}");
    device.done(&["trust", "import", "mine.json", "--as", "gdhcn"]);
    for (member, value, why) in
        [("state", json!("archived"), "calls itself archived"), ("date", Value::Null, "has no date")]
    {
        let before = std::mem::replace(&mut list[member], value);
        device.write("mine.json", list.to_string());
        let said = device.refused(&["trust", "import", "mine.json", "--as", "gdhcn"]);
        assert!(said.contains(why), "{said}");
        list[member] = before;
        if list[member].is_null() {
            list.as_object_mut().unwrap().remove(member);
        }
    }
}

#[test]
fn texts_and_products_that_no_door_could_use_are_not_sealed() {
    let device = Device::with_operator();
    device.write("update/bundle.toml", "serial = 1\ndate = 2026-11-01\n");
    for (path, text, why) in [
        ("texts/de.ftl", "ready = Bereit", "\"de\" is not a language of the door"),
        ("texts/en.ftl", "headline-do-not-admit = ADMIT", "the words of a verdict are the program's own"),
        ("texts/en.ftl", "ready", "line 1"),
        ("texts/en.txt", "ready = Now", "texts/en.txt: nothing is looked for there"),
        ("products.tsv", "A\tyes\tName\t-\t-\n", "# list-date: YYYY-MM-DD"),
        ("products.tsv", "# list-date: 2026-10-01\nA\tperhaps\tName\t-\t-\n", "line 2"),
    ] {
        device.write(&format!("update/{path}"), text);
        let said =
            device.refused(&["trust", "seal", "update", "--key", "operator.key", "--out", "1.doorcheck"]);
        assert!(said.contains(path) && said.contains(why), "{path}: {said}");
        fs::remove_file(device.path(&format!("update/{path}"))).unwrap();
    }
    device.write("update/texts/zh-Hant.ftl", "unknown-issuer-next = 請致電內線 123。\n");
    device.write("update/products.tsv", "# list-date: 2026-10-01\nA\tyes\tName\t-\t-\n");
    device.done(&["trust", "update", &device.seal(1)]);
}

#[test]
fn what_differs_between_two_stores_is_told() {
    let device = Device::with_operator();
    let (list, _) = clinic("an issuer that is told");
    device.write("update/keys/clinic.json", list.to_string());
    let bundle = device.seal(1);
    let output = device.run(&["trust", "diff", "bundled", &bundle]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("+ list clinic: of 2026-10-01") && said.contains(&format!("+ key shc {CLINIC}")),
        "{said}"
    );
    assert_eq!(said.lines().count(), 2, "{said}");
    device.write("update/settings.toml", "volume = 0.5\n");
    let louder = device.seal(2);
    let output = device.run(&["trust", "diff", &bundle, &louder]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("+ file settings.toml: ") && said.lines().count() == 1, "{said}");
    fs::remove_file(device.path("update/settings.toml")).unwrap();
    assert_eq!(device.done(&["trust", "diff", "update", &bundle]), "");
    assert_eq!(device.done(&["trust", "diff", "bundled", "installed"]), "");
    device.done(&["trust", "update", &bundle]);
    assert_eq!(device.done(&["trust", "diff", "installed", &bundle]), "");
    device.refused(&["trust", "diff", "bundled", "missing"]);
}

#[test]
fn a_secret_key_with_a_password_seals_with_it_alone() {
    let device = Device::new();
    device.write("password", "correct horse\n");
    device.write("wrong", "battery\n");
    let said = device.done(&["trust", "make-key", "operator.key", "--password-file", "password"]);
    assert!(said.contains("fingerprint"), "{said}");
    device.refused(&["trust", "make-key", "operator.key", "--password-file", "password"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(device.path("operator.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    device.write("update/bundle.toml", "serial = 1\ndate = 2026-11-01\n");
    let seal =
        ["trust", "seal", "update", "--key", "operator.key", "--out", "1.doorcheck", "--password-file"];
    device.refused(&[&seal[..], &["wrong"]].concat());
    device.done(&[&seal[..], &["password"]].concat());
    assert!(device.refused(&["trust", "update", "1.doorcheck"]).contains("no operator's key"));
    let why = device.refused(&["trust", "pin", "operator.key"]);
    assert!(why.contains("secret key"), "{why}");
    device.done(&["trust", "pin", "operator.key.pub"]);
    device.done(&["trust", "update", "1.doorcheck"]);
    // Another operator's key does not come in by itself.
    device.done(&["trust", "make-key", "other.key", "--without-password"]);
    assert!(device.refused(&["trust", "pin", "other.key.pub"]).contains("is held here"));
}

/// A process that is killed while it installs leaves the old store or the new one.
#[test]
fn an_update_may_be_killed_at_any_time() {
    let device = Device::with_operator();
    for at in 0..150 {
        device
            .write(&format!("update/profiles/own-{at}.toml"), format!("name = 'own-{at}'\nsummary = 'x'\n"));
    }
    device.done(&["trust", "update", &device.seal(1)]);
    let serial = |device: &Device| device.list()["update"]["serial"].as_u64().unwrap();
    let start = std::time::Instant::now();
    device.done(&["trust", "update", &device.seal(2)]);
    let whole = start.elapsed();
    let (mut killed, mut held) = (0, 2);
    for at in 0..20_u32 {
        let next = held + 1;
        let bundle = device.path(&format!("{next}.doorcheck"));
        if !bundle.exists() {
            device.seal(next);
        }
        let mut command = device.command(&["trust", "update", bundle.to_str().unwrap()]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * at / 20);
        let ended = child.try_wait().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        killed += u32::from(ended.is_none());
        let now = serial(&device);
        assert!(now == held || now == next, "{now} after {held}");
        assert!(ended.is_none() || now == next, "it said that it was done");
        held = now;
    }
    assert!(killed > 5, "{killed} of 20 were killed in time");
    let next = held + 1;
    let bundle = format!("{next}.doorcheck");
    let bundle = if device.path(&bundle).exists() { bundle } else { device.seal(next) };
    device.done(&["trust", "update", &bundle]);
}

#[test]
fn a_disk_without_room_leaves_what_is_installed() {
    let device = Device::with_operator();
    device.done(&["trust", "update", &device.seal(1)]);
    let (list, _) = clinic("too much");
    device.write("update/keys/clinic.json", format!("{list}{}", " ".repeat(1 << 20)));
    let bundle = device.seal(2);
    // A file larger than half a mebibyte cannot be written.
    let limited = "trap '' XFSZ; ulimit -f 512; exec \"$0\" trust update \"$1\"";
    let mut command = Command::new("bash");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_doorcheck"), &bundle]).current_dir(device.home.path());
    command.env("XDG_CONFIG_HOME", device.path("config")).env("HOME", device.home.path());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(device.list()["update"]["serial"], 1);
    let left: Vec<_> = fs::read_dir(device.path("config/doorcheck/store")).unwrap().collect();
    assert!(left.len() <= 4, "{left:?}");
    device.done(&["trust", "update", &bundle]);
    assert_eq!(device.list()["update"]["serial"], 2);
}

#[test]
fn two_updates_at_once_are_one_after_the_other_or_refused() {
    let device = Device::with_operator();
    let bundles = [device.seal(1), device.seal(2)];
    let children: Vec<_> =
        bundles.iter().map(|bundle| device.command(&["trust", "update", bundle]).spawn().unwrap()).collect();
    for mut child in children {
        assert!(matches!(child.wait().unwrap().code(), Some(0 | 2)));
    }
    let held = device.list();
    assert!(matches!(held["update"]["serial"].as_u64(), Some(1 | 2)), "{}", held["update"]);
}

#[test]
fn a_film_of_an_update_is_read_back_byte_for_byte_and_is_no_pass_before_the_door() {
    let device = Device::with_operator();
    for seed in ["one", "two", "three", "four", "five", "six"] {
        device.write(&format!("update/keys/{seed}.json"), clinic(seed).0.to_string());
    }
    let bundle = device.seal(5);
    let said = device.done(&["trust", "show", &bundle, "--gif", "5.gif"]);
    let sealed = fs::read(device.path(&bundle)).unwrap();
    assert!(said.contains(&format!("{} bytes", sealed.len())), "{said}");
    let json = |arguments: &[&str]| -> Vec<Value> {
        let output = device.run(arguments);
        let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
    };
    let read = json(&["read", "--json", "5.gif"]);
    let texts: Vec<&str> = read.iter().filter_map(|line| line["payloads"][0]["text"].as_str()).collect();
    assert!(texts.len() > 10 && texts.len() == read.len(), "{}", texts.len());
    // From the end to the beginning, again and again; each time a third is missed, and another one.
    let mut film = Film::default();
    let rounds = (0..3).flat_map(|round| {
        texts.iter().rev().enumerate().filter(move |(at, _)| (at + round) % 3 != 0).map(|(_, text)| *text)
    });
    let whole = { rounds }.find_map(|text| film.take(text, std::time::Duration::ZERO));
    assert!(whole.unwrap() == sealed);
    let verdicts = json(&["verify", "--json", "5.gif"]);
    assert_eq!(verdicts.len(), texts.len());
    assert!(verdicts.iter().all(|line| line["outcome"] == "other" && line["reason"] == "not-a-credential"));
    // Nothing is written over, and nothing is shown that no door would take, or not by a film.
    assert!(device.refused(&["trust", "show", &bundle, "--gif", "5.gif"]).contains("5.gif"));
    device.write("no.doorcheck", "PK");
    assert!(device.refused(&["trust", "show", "no.doorcheck", "--gif", "no.gif"]).contains("sealed"));
    let large = [sealed, vec![0; 256 * 1024]].concat();
    device.write("large.doorcheck", large);
    assert!(
        device.refused(&["trust", "show", "large.doorcheck", "--gif", "no.gif"]).contains("more than 262144")
    );
    assert!(!device.path("no.gif").exists());
}
