//! WHO's catalogue of prequalified vaccines (PCMT), of which the digital yellow card's list is a part: name, disease and manufacturer of
//! a product are derived from its code (SMART ICVP, REQ-DE-12 and REQ-DE-16).

use super::codes;
use crate::verdict::Disease;
use chrono::NaiveDate;

const CATALOGUE: &str = include_str!("../../assets/codes/icvp-products.tsv");

/// What WHO's own schema writes before a code.
const SYSTEM: &str = "http://smart.who.int/pcmt-vaxprequal/CodeSystem/PreQualProductIds#";
/// What stands between the kind of vaccine and the digits in a code of the first catalogue.
const INFIX: &str = "Product";
/// How many hexadecimal digits end it.
const DIGITS: usize = 32;

/// The day of the list, as the head of the file has it.
pub(super) const LIST_DATE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 9, 23) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

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

/// A product of the catalogue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Product {
    listed: &'static str,
    name: &'static str,
    diseases: &'static str,
    manufacturer: &'static str,
}

impl Product {
    /// Its name, and who makes it.
    pub(super) fn label(&self) -> String {
        match self.manufacturer {
            "-" => self.name.to_owned(),
            manufacturer => format!("{} ({manufacturer})", self.name),
        }
    }

    /// What it is against; several diseases are named one after the other.
    pub(super) fn disease(&self) -> Option<Disease> {
        (self.diseases != "-").then(|| codes::disease_named(self.diseases))
    }
}

/// The product of a code. The code system knows no case of letters; a code is compared whole.
pub(super) fn find(code: &str) -> Option<Product> {
    let code = bare(code);
    CATALOGUE.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut columns = line.split('\t');
        columns.next().filter(|of| of.eq_ignore_ascii_case(code))?;
        let mut next = || columns.next();
        Some(Product { listed: next()?, name: next()?, diseases: next()?, manufacturer: next()? })
    })
}

/// What the list says of a code.
pub(super) fn listing(code: &str) -> Listing {
    match find(code).map(|product| product.listed) {
        Some("yes") => Listing::Listed,
        Some("no") => Listing::NotListed,
        None if is_of_first_catalogue(bare(code)) => Listing::NotListed,
        _ => Listing::NotTold,
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
    fn the_catalogue_is_whole_and_dated() {
        let lines: Vec<&str> = CATALOGUE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.iter().all(|line| line.split('\t').filter(|column| !column.is_empty()).count() == 5));
        let on_list =
            |listed: &str| lines.iter().filter(|line| line.split('\t').nth(1) == Some(listed)).count();
        assert_eq!((lines.len(), on_list("yes"), on_list("no"), on_list("new")), (308, 60, 215, 33));
        assert!(CATALOGUE.contains(&format!("# list-date: {LIST_DATE}\n")));
        let mut codes: Vec<String> =
            lines.iter().filter_map(|line| Some(line.split('\t').next()?.to_lowercase())).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), lines.len(), "a code stands twice");
    }

    #[test]
    fn codes_are_compared_whole_and_in_any_case() {
        let iri = format!("{SYSTEM}{STAMARIL}");
        for code in [STAMARIL, &STAMARIL.to_uppercase(), &STAMARIL.to_lowercase(), &iri] {
            assert_eq!(find(code).unwrap().label(), "STAMARIL (Sanofi Pasteur)", "{code}");
            assert_eq!(listing(code), Listing::Listed);
        }
        for code in [&STAMARIL[..40], &format!("{STAMARIL}0"), "YellowFeverProduct", "", "x#y", SYSTEM] {
            assert!(find(code).is_none(), "{code}");
            assert_eq!(listing(code), Listing::NotTold, "{code}");
        }
    }

    #[test]
    fn a_combined_vaccine_is_against_each_of_its_diseases() {
        let hexavalent = find(HEXAXIM).unwrap().disease().unwrap();
        assert!(hexavalent.covers(&Disease::Polio) && !hexavalent.covers(&Disease::YellowFever));
        assert_ne!(hexavalent, Disease::Polio);
        let of = |code: &str| find(code).unwrap().disease();
        assert_eq!(
            of("PolioVaccineInactivatedIProduct532ef986c8042bbb15fee24056fdc4ed"),
            Some(Disease::Polio)
        );
        assert_eq!(of("a3K3X000006MihuUAC"), Some(Disease::YellowFever));
        assert_eq!(of("a3K3X000006Mii1UAC"), None);
    }

    #[test]
    fn what_is_not_on_the_list_is_told_from_what_it_may_not_know_yet() {
        let invented = format!("YellowFeverProduct{:032}", 1);
        assert_eq!((listing(&invented), find(&invented).is_none()), (Listing::NotListed, true));
        let no = CATALOGUE.lines().find(|line| line.split('\t').nth(1) == Some("no")).unwrap();
        assert_eq!(listing(no.split('\t').next().unwrap()), Listing::NotListed);
        for code in ["a3K3X000006MihuUAC", "a3K3X000006XXXXXXX", "XM0N24", "Product"] {
            assert_eq!(listing(code), Listing::NotTold, "{code}");
        }
        // No boundary of a character in the way.
        assert_eq!(listing(&format!("ß{:032}", 1)), Listing::NotTold);
        assert_eq!(listing(&"ß".repeat(33)), Listing::NotTold);
    }
}
