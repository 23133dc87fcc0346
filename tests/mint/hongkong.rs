//! Hong Kong codes: vaccination records in their three layouts, exemption certificates, test records.
//!
//! Written from the published form alone. Every builder has a sound record as its `Default`; a test changes what it is
//! about. [`fields`](Vac::fields) gives the fields without the signature, [`signed`] joins and signs them.

#![allow(dead_code, unreachable_pub, reason = "each test binary and the samples use a part of it")]

use data_encoding::BASE64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};

/// A key that is the same in every run: its secret scalar is `seed` in every byte. `seed` is 1 to 254.
pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).expect("0x0101… to 0xfefe… lie below the order of P-256")
}

/// Joins the fields and signs them: ECDSA on P-256 with SHA-256 and a nonce after RFC 6979, DER, Base64 with padding. The
/// signature covers all that stands before it, the last `|` included.
pub fn signed(fields: &[String], key: &SigningKey) -> String {
    let message = format!("{}|", fields.join("|"));
    let signature: Signature = key.sign(message.as_bytes());
    format!("{message}{}", BASE64.encode(signature.to_der().as_bytes()))
}

/// The same as a specimen: `-` in place of the signature.
pub fn unsigned(fields: &[String]) -> String {
    format!("{}|-", fields.join("|"))
}

/// The three layouts of a vaccination record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Two slots, dose 1 and dose 2.
    Original,
    /// About November 2021: the third-last dose in fields 11 and 16.
    ThirdDose,
    /// 2022: vaccine codes, date of birth and highest dose number in field 15.
    Latest,
}

/// A dose.
#[derive(Debug, Clone)]
pub struct Dose {
    /// `dd-MM-yyyy`.
    pub date: String,
    /// The English name, or the code in the latest layout.
    pub vaccine: String,
    /// The Chinese name; left out in the latest layout.
    pub chinese: String,
}

/// A dose of CoronaVac, whose English name holds commas.
pub fn coronavac(date: &str) -> Dose {
    Dose {
        date: date.to_owned(),
        vaccine: "CoronaVac COVID-19 Vaccine (Vero Cell), Inactivated".to_owned(),
        chinese: "克爾來福".to_owned(),
    }
}

/// A dose of Comirnaty.
pub fn comirnaty(date: &str) -> Dose {
    Dose {
        date: date.to_owned(),
        vaccine: "Comirnaty COVID-19 mRNA Vaccine (BNT162b2) Concentrate for Dispersion for Injection"
            .to_owned(),
        chinese: "復必泰".to_owned(),
    }
}

/// A dose as the latest layout writes it.
pub fn coded(date: &str, code: &str) -> Dose {
    Dose { date: date.to_owned(), vaccine: code.to_owned(), chinese: String::new() }
}

/// A vaccination record.
#[derive(Debug, Clone)]
pub struct Vac {
    /// Its layout.
    pub layout: Layout,
    /// Field 2.
    pub qr_version: String,
    /// Field 3.
    pub key_version: String,
    /// Field 4; may be empty.
    pub reference: String,
    /// Field 5, masked.
    pub document: String,
    /// Field 6, masked.
    pub name: String,
    /// The doses in the code, oldest first, three at most (two in the original layout).
    pub doses: Vec<Dose>,
    /// Whether the marker `001` is set.
    pub recovered: bool,
    /// Date of birth and highest dose number; the latest layout only.
    pub birth_and_highest: (String, u32),
    /// Field 17.
    pub printed: String,
}

impl Default for Vac {
    fn default() -> Self {
        Self {
            layout: Layout::Original,
            qr_version: "3".to_owned(),
            key_version: "1".to_owned(),
            reference: "TC00000-000-0".to_owned(),
            document: "****456(7)".to_owned(),
            name: "AU Y****, T** M**".to_owned(),
            doses: vec![coronavac("01-03-2021"), coronavac("29-03-2021")],
            recovered: false,
            birth_and_highest: ("23-05-1980".to_owned(), 2),
            printed: "30-03-2021 14:05".to_owned(),
        }
    }
}

impl Vac {
    /// A sound record with a third dose, in the layout of late 2021.
    pub fn third_dose() -> Self {
        Self {
            layout: Layout::ThirdDose,
            doses: vec![coronavac("01-03-2021"), coronavac("29-03-2021"), comirnaty("15-11-2021")],
            printed: "16-11-2021 09:30".to_owned(),
            ..Self::default()
        }
    }

    /// A sound record in the layout of 2022: four doses, of which the code holds the last three.
    pub fn latest() -> Self {
        Self {
            layout: Layout::Latest,
            qr_version: "4".to_owned(),
            doses: vec![coded("29-03-2021", "NDI"), coded("15-11-2021", "NDI"), coded("20-06-2022", "NDI")],
            birth_and_highest: ("23-05-1980".to_owned(), 4),
            printed: "21-06-2022 18:00".to_owned(),
            ..Self::default()
        }
    }

    /// The 18 fields before the signature.
    pub fn fields(&self) -> Vec<String> {
        let none = match self.layout {
            Layout::Latest => coded("", ""),
            _ => Dose { date: "-".to_owned(), vaccine: String::new(), chinese: "-".to_owned() },
        };
        // A sole dose stands in the first slot in the older layouts, in the second in the latest.
        let (third_last, first, second) = match (self.doses.as_slice(), self.layout) {
            ([], _) => (None, &none, &none),
            ([sole], Layout::Latest) => (None, &none, sole),
            ([sole], _) => (None, sole, &none),
            ([first, second], _) => (None, first, second),
            ([third_last, first, second, ..], _) => (Some(third_last), first, second),
        };
        let alone = self.recovered && self.doses.len() == 1 && self.layout != Layout::Latest;
        let marker = |set: bool| if set { "001".to_owned() } else { String::new() };
        let filled = |slot: &Dose| self.layout != Layout::ThirdDose || slot.date != "-";
        let pair = third_last.map(|dose| format!("{},{}", dose.date, dose.vaccine)).unwrap_or_default();
        let (birth, highest) = &self.birth_and_highest;
        vec![
            "HKSARG".to_owned(),
            "VAC".to_owned(),
            self.qr_version.clone(),
            self.key_version.clone(),
            self.reference.clone(),
            self.document.clone(),
            self.name.clone(),
            first.date.clone(),
            first.vaccine.clone(),
            first.chinese.clone(),
            marker(self.recovered && filled(first)),
            pair,
            if alone { "NA".to_owned() } else { second.date.clone() },
            second.vaccine.clone(),
            second.chinese.clone(),
            if self.layout == Layout::Latest {
                format!("{birth},{highest}")
            } else {
                marker(self.recovered && filled(second))
            },
            third_last.map(|dose| dose.chinese.clone()).unwrap_or_default(),
            self.printed.clone(),
        ]
    }
}

/// A medical exemption certificate.
#[derive(Debug, Clone)]
pub struct Mec {
    /// Field 2.
    pub qr_version: String,
    /// Field 5, masked.
    pub document: String,
    /// Field 6, masked.
    pub name: String,
    /// Field 10.
    pub marker: String,
    /// Field 11, `dd-MM-yyyy`.
    pub valid_until: String,
    /// Field 16; empty before 2022.
    pub birth_date: String,
    /// Field 18.
    pub printed: String,
}

impl Default for Mec {
    fn default() -> Self {
        Self {
            qr_version: "6.4".to_owned(),
            document: "****456(7)".to_owned(),
            name: "AU Y****, T** M**".to_owned(),
            marker: "002".to_owned(),
            valid_until: "31-12-2022".to_owned(),
            birth_date: "23-05-1980".to_owned(),
            printed: "01-07-2022 10:00".to_owned(),
        }
    }
}

impl Mec {
    /// The 19 fields before the signature.
    pub fn fields(&self) -> Vec<String> {
        let mut fields = vec![String::new(); 19];
        for (index, value) in [
            (0, "HKSARG"),
            (1, "MEC"),
            (2, &self.qr_version),
            (3, "1"),
            (4, "ME00000-000-0"),
            (5, &self.document),
            (6, &self.name),
            (10, &self.marker),
            (11, &self.valid_until),
            (16, &self.birth_date),
            (18, &self.printed),
        ] {
            fields[index] = value.to_owned();
        }
        fields
    }
}

/// An electronic test record.
#[derive(Debug, Clone)]
pub struct Evt {
    /// Field 5.
    pub document: String,
    /// Field 6, when the specimen was taken.
    pub collected: String,
    /// Field 9.
    pub result: String,
    /// Field 10.
    pub reported: String,
    /// Field 11 of the longer form.
    pub downloaded: Option<String>,
}

impl Default for Evt {
    fn default() -> Self {
        Self {
            document: "****456(7)".to_owned(),
            collected: "10-02-2022".to_owned(),
            result: "Negative 陰性".to_owned(),
            reported: "11-02-2022".to_owned(),
            downloaded: None,
        }
    }
}

impl Evt {
    /// The 11 or 12 fields before the signature.
    pub fn fields(&self) -> Vec<String> {
        let mut fields: Vec<String> = [
            "HKSARG",
            "EVT",
            "1",
            "EV0000000",
            "HKID",
            &self.document,
            &self.collected,
            "Combined nasal and throat swab",
            "RT-PCR",
            &self.result,
            &self.reported,
        ]
        .map(str::to_owned)
        .to_vec();
        fields.extend(self.downloaded.clone());
        fields
    }
}
