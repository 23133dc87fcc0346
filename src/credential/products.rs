//! WHO's catalogue of prequalified vaccines (PCMT), of which the digital yellow card's list is a part: name, disease and manufacturer of
//! a product are derived from its code (SMART ICVP, REQ-DE-12 and REQ-DE-16).

use super::codes;
use crate::verdict::Disease;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use thiserror::Error;

const CATALOGUE: &str = include_str!("../../assets/codes/icvp-products.tsv");

/// What WHO's own schema writes before a code.
const SYSTEM: &str = "http://smart.who.int/pcmt-vaxprequal/CodeSystem/PreQualProductIds#";
/// What stands between the kind of vaccine and the digits in a code of the first catalogue.
const INFIX: &str = "Product";
/// How many hexadecimal digits end it.
const DIGITS: usize = 32;
/// Before the day of the list, in a line of its own.
const LIST_DATE: &str = "# list-date:";
/// The most products of a catalogue. WHO's have had some 300.
const MAX_PRODUCTS: usize = 10_000;

/// The catalogue: the bundled one, or a newer one of an update.
#[derive(Debug, Clone)]
pub struct Products {
    list_date: NaiveDate,
    /// By their codes, in small letters: the code system knows no case.
    products: HashMap<String, Product>,
}

/// A product of the catalogue.
#[derive(Debug, Clone)]
pub(super) struct Product {
    listed: Listed,
    name: String,
    diseases: Option<Disease>,
    manufacturer: Option<String>,
}

/// Whether the list of the digital yellow card has a product, as the catalogue's second column says.
#[derive(Debug, Clone, Copy)]
enum Listed {
    Yes,
    No,
    /// It is of the second catalogue, of which no list has been made yet.
    New,
}

/// What WHO's list of products for the digital yellow card says of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// It is on the list.
    Listed,
    /// It is in the catalogue that the list is made from, and not on the list; or its code is of the form of that catalogue, and none
    /// of it.
    NotListed,
    /// Nothing: a code of the second catalogue, of which no list has been made yet, or one that is not known here.
    NotTold,
}

/// Why a catalogue cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProductsError {
    /// Nothing says of which day it is.
    #[error("no line says the day of the list: {LIST_DATE} YYYY-MM-DD")]
    NoDate,
    /// A line has not the five columns, or one is empty.
    #[error(
        "line {line}: five columns are asked for, with a tab between each: code, yes, no or new, name, diseases, manufacturer"
    )]
    Columns {
        /// Its number, from 1.
        line: usize,
    },
    /// A code that stands in two lines.
    #[error("line {line}: the code stands in a line before")]
    Twice {
        /// The number of the second one.
        line: usize,
    },
    /// No product, or too many.
    #[error("{found} products; 1 to {MAX_PRODUCTS} are read")]
    Number {
        /// How many, as far as they were counted.
        found: usize,
    },
}

impl Products {
    /// The one that came with the program.
    pub fn bundled() -> Arc<Self> {
        static BUNDLED: LazyLock<Arc<Products>> = LazyLock::new(|| {
            // The tests hold it to be whole. Without it no product would be known, and each a question.
            let none = |_| Products { list_date: NaiveDate::MIN, products: HashMap::new() };
            Arc::new(Products::parse(CATALOGUE).unwrap_or_else(none))
        });
        Arc::clone(&BUNDLED)
    }

    /// Reads a catalogue in the form of the bundled one: the day of the list in a comment, then a line for each product.
    ///
    /// # Errors
    /// [`ProductsError`] where it is not of that form.
    pub fn parse(text: &str) -> Result<Self, ProductsError> {
        let date = text.lines().find_map(|line| line.strip_prefix(LIST_DATE));
        let list_date = date.and_then(|date| date.trim().parse().ok()).ok_or(ProductsError::NoDate)?;
        let mut products = HashMap::new();
        for (line, text) in (1..).zip(text.lines()) {
            if text.starts_with('#') || text.trim().is_empty() {
                continue;
            }
            let (code, product) = Product::parse(text).ok_or(ProductsError::Columns { line })?;
            if products.insert(code.to_ascii_lowercase(), product).is_some() {
                return Err(ProductsError::Twice { line });
            }
            if products.len() > MAX_PRODUCTS {
                return Err(ProductsError::Number { found: products.len() });
            }
        }
        if products.is_empty() {
            return Err(ProductsError::Number { found: 0 });
        }
        Ok(Self { list_date, products })
    }

    /// The day of its list.
    pub fn list_date(&self) -> NaiveDate {
        self.list_date
    }

    /// The product of a code, which is compared whole.
    pub(super) fn find(&self, code: &str) -> Option<&Product> {
        self.products.get(&bare(code).to_ascii_lowercase())
    }

    /// What the list says of a code.
    pub(super) fn listing(&self, code: &str) -> Listing {
        match self.find(code).map(|product| product.listed) {
            Some(Listed::Yes) => Listing::Listed,
            Some(Listed::No) => Listing::NotListed,
            None if is_of_first_catalogue(bare(code)) => Listing::NotListed,
            None | Some(Listed::New) => Listing::NotTold,
        }
    }
}

impl Product {
    /// Its code, and the product, of a line.
    fn parse(line: &str) -> Option<(&str, Self)> {
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [code, listed, name, diseases, manufacturer] = columns.as_slice() else { return None };
        if columns.iter().any(|column| column.is_empty()) {
            return None;
        }
        let listed = match *listed {
            "yes" => Listed::Yes,
            "no" => Listed::No,
            "new" => Listed::New,
            _ => return None,
        };
        let told = |column: &&str| (*column != "-").then(|| (*column).to_owned());
        let diseases = told(diseases).map(|named| codes::disease_named(&named));
        let (name, manufacturer) = ((*name).to_owned(), told(manufacturer));
        Some((code, Self { listed, name, diseases, manufacturer }))
    }

    /// Its name, and who makes it.
    pub(super) fn label(&self) -> String {
        match &self.manufacturer {
            None => self.name.clone(),
            Some(manufacturer) => format!("{} ({manufacturer})", self.name),
        }
    }

    /// Who makes it.
    pub(super) fn manufacturer(&self) -> Option<&str> {
        self.manufacturer.as_deref()
    }

    /// What it is against; several diseases are named one after the other.
    pub(super) fn disease(&self) -> Option<Disease> {
        self.diseases.clone()
    }
}

/// Whether a code is of the form of the first catalogue: the kind of vaccine, `Product`, 32 hexadecimal digits.
fn is_of_first_catalogue(code: &str) -> bool {
    let split = code.len().checked_sub(DIGITS).and_then(|at| code.split_at_checked(at));
    let Some((before, digits)) = split else { return false };
    let infix = before.len().checked_sub(INFIX.len()).and_then(|at| before.split_at_checked(at));
    digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && infix.is_some_and(|(kind, infix)| !kind.is_empty() && infix.eq_ignore_ascii_case(INFIX))
}

fn bare(code: &str) -> &str {
    match code.split_at_checked(SYSTEM.len()) {
        Some((system, code)) if system.eq_ignore_ascii_case(SYSTEM) => code,
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMARIL: &str = "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0";
    const HEXAXIM: &str = "DiphtheriaTetanusPertussProductd54558e2851d29311ee7f90975827dc7";

    #[test]
    fn the_bundled_catalogue_is_whole_and_dated() {
        let catalogue = Products::parse(CATALOGUE).unwrap();
        let on_list = |listed: &str| {
            let of = |line: &&str| line.split('\t').nth(1) == Some(listed);
            CATALOGUE.lines().filter(of).count()
        };
        assert_eq!(catalogue.products.len(), 308);
        assert_eq!((on_list("yes"), on_list("no"), on_list("new")), (60, 215, 33));
        assert_eq!(catalogue.list_date().to_string(), "2026-09-23");
    }

    #[test]
    fn codes_are_compared_whole_and_in_any_case() {
        let catalogue = Products::bundled();
        let iri = format!("{SYSTEM}{STAMARIL}");
        for code in [STAMARIL, &STAMARIL.to_uppercase(), &STAMARIL.to_lowercase(), &iri] {
            assert_eq!(catalogue.find(code).unwrap().label(), "STAMARIL (Sanofi Pasteur)", "{code}");
            assert_eq!(catalogue.listing(code), Listing::Listed);
        }
        for code in [&STAMARIL[..40], &format!("{STAMARIL}0"), "YellowFeverProduct", "", "x#y", SYSTEM] {
            assert!(catalogue.find(code).is_none(), "{code}");
            assert_eq!(catalogue.listing(code), Listing::NotTold, "{code}");
        }
    }

    #[test]
    fn a_combined_vaccine_is_against_each_of_its_diseases() {
        let catalogue = Products::bundled();
        let hexavalent = catalogue.find(HEXAXIM).unwrap().disease().unwrap();
        assert!(hexavalent.covers(&Disease::Polio) && !hexavalent.covers(&Disease::YellowFever));
        assert_ne!(hexavalent, Disease::Polio);
        let of = |code: &str| catalogue.find(code).unwrap().disease();
        assert_eq!(
            of("PolioVaccineInactivatedIProduct532ef986c8042bbb15fee24056fdc4ed"),
            Some(Disease::Polio)
        );
        assert_eq!(of("a3K3X000006MihuUAC"), Some(Disease::YellowFever));
        assert_eq!(of("a3K3X000006Mii1UAC"), None);
    }

    #[test]
    fn what_is_not_on_the_list_is_told_from_what_it_may_not_know_yet() {
        let catalogue = Products::bundled();
        let invented = format!("YellowFeverProduct{:032}", 1);
        assert_eq!(
            (catalogue.listing(&invented), catalogue.find(&invented).is_none()),
            (Listing::NotListed, true)
        );
        let no = CATALOGUE.lines().find(|line| line.split('\t').nth(1) == Some("no")).unwrap();
        assert_eq!(catalogue.listing(no.split('\t').next().unwrap()), Listing::NotListed);
        for code in ["a3K3X000006MihuUAC", "a3K3X000006XXXXXXX", "XM0N24", "Product"] {
            assert_eq!(catalogue.listing(code), Listing::NotTold, "{code}");
        }
        // No boundary of a character in the way.
        assert_eq!(catalogue.listing(&format!("ß{:032}", 1)), Listing::NotTold);
        assert_eq!(catalogue.listing(&"ß".repeat(33)), Listing::NotTold);
    }

    #[test]
    fn a_catalogue_that_is_not_whole_is_refused() {
        let of = |lines: &str| Products::parse(lines).map(|read| read.products.len());
        let dated = |lines: &str| of(&format!("# list-date: 2026-10-01\n{lines}"));
        assert_eq!(of("A\tyes\tName\t-\t-\n"), Err(ProductsError::NoDate));
        assert_eq!(of("# list-date: soon\nA\tyes\tName\t-\t-\n"), Err(ProductsError::NoDate));
        assert_eq!(dated(""), Err(ProductsError::Number { found: 0 }));
        assert_eq!(dated("A\tyes\tName\t-\t-\r\n\nB\tno\tName\t-\t-\n"), Ok(2));
        assert_eq!(dated("A\tyes\tName\t-\t-\na\tno\tName\t-\t-\n"), Err(ProductsError::Twice { line: 3 }));
        for line in [
            "A\tyes\tName\t-",
            "A\tYES\tName\t-\t-",
            "A\tyes\t\t-\t-",
            "A yes Name - -",
            "A\tyes\tName\t-\t-\t-",
        ] {
            assert_eq!(dated(line), Err(ProductsError::Columns { line: 2 }), "{line}");
        }
        let many: String = (0..=MAX_PRODUCTS).map(|n| format!("A{n}\tyes\tName\t-\t-\n")).collect();
        assert_eq!(dated(&many), Err(ProductsError::Number { found: MAX_PRODUCTS + 1 }));
    }
}
