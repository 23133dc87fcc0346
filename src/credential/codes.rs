//! Names of codes: the EU's value sets for certificates (version 1.14), WHO's for DDCC and DVC, and of CVX and LOINC those
//! that matter at a door. A code that is not listed is shown as it is.

use crate::verdict::Disease;

const VACCINES: &str = include_str!("../../assets/codes/vaccines.tsv");
const TESTS: &str = include_str!("../../assets/codes/tests.tsv");
const CVX: &str = include_str!("../../assets/codes/cvx.tsv");
const LOINC: &str = include_str!("../../assets/codes/loinc.tsv");
const MANUFACTURERS: &str = include_str!("../../assets/codes/manufacturers.tsv");
const DISEASES: &str = include_str!("../../assets/codes/diseases.tsv");

/// A vaccine's name, by the code of a product or a type.
pub(super) fn vaccine(code: &str) -> String {
    columns(VACCINES, code).map_or(code, |(name, _)| name).to_owned()
}

/// What a vaccine is against, where its code is known.
pub(super) fn vaccine_target(code: &str) -> Option<Disease> {
    columns(VACCINES, code).and_then(|(_, target)| target).map(disease)
}

/// A vaccine's name and what it is against, by its CVX code.
pub(super) fn cvx(code: &str) -> Option<(String, Disease)> {
    named(CVX, code)
}

/// The name of who makes a vaccine, or holds the licence for it, by its code.
pub(super) fn manufacturer(code: &str) -> String {
    columns(MANUFACTURERS, code).map_or(code, |(name, _)| name).to_owned()
}

/// The name of a test for a disease, and of the disease, by its LOINC code.
pub(super) fn loinc(code: &str) -> Option<(String, Disease)> {
    named(LOINC, code)
}

fn named(table: &'static str, code: &str) -> Option<(String, Disease)> {
    let (name, of) = columns(table, code)?;
    Some((name.to_owned(), disease(of?)))
}

/// A test's name, by the code of its type or device.
pub(super) fn test(code: &str) -> String {
    columns(TESTS, code).map_or(code, |(name, _)| name).to_owned()
}

/// A disease, by its SNOMED CT or ICD-11 code.
pub(super) fn disease(code: &str) -> Disease {
    disease_named(columns(DISEASES, code).map_or(code, |(name, _)| name))
}

/// A disease, by the name that the tables give it.
pub(super) fn disease_named(name: &str) -> Disease {
    match name {
        "COVID-19" => Disease::Covid19,
        "yellow fever" => Disease::YellowFever,
        "poliomyelitis" => Disease::Polio,
        "measles" => Disease::Measles,
        other => Disease::Other(other.to_owned()),
    }
}

/// A disease whose code is listed.
pub(super) fn known_disease(code: &str) -> Option<Disease> {
    columns(DISEASES, code).map(|_| disease(code))
}

/// The line of a code in one of the tables: its name, and the third column where there is one.
fn columns(table: &'static str, code: &str) -> Option<(&'static str, Option<&'static str>)> {
    table.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut columns = line.split('\t');
        (columns.next() == Some(code)).then_some(())?;
        Some((columns.next()?, columns.next()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_and_unknown_ones_stay() {
        assert_eq!(vaccine("EU/1/20/1528"), "Comirnaty");
        assert_eq!(vaccine("XM8NQ0"), "Comirnaty");
        assert_eq!(vaccine("EU/9/99"), "EU/9/99");
        assert_eq!(vaccine("Product"), "Product");
        assert_eq!(manufacturer("ORG-100030215"), "Biontech Manufacturing GmbH");
        assert_eq!(manufacturer("ORG-1"), "ORG-1");
        assert_eq!(test("LP6464-4"), "Nucleic acid amplification with probe detection");
        assert_eq!(disease("840539006"), Disease::Covid19);
        assert_eq!(disease("1D47"), Disease::YellowFever);
        assert_eq!(disease("1C81"), Disease::Polio);
        assert_eq!(disease("1F03"), Disease::Measles);
        assert_eq!(disease("999"), Disease::Other("999".to_owned()));
        assert_eq!(vaccine_target("XM0N24"), Some(Disease::YellowFever));
        assert_eq!(vaccine_target("EU/1/20/1507"), Some(Disease::Covid19));
        assert_eq!(vaccine_target(""), None);
        assert_eq!(cvx("208"), Some(("Comirnaty (Pfizer-BioNTech)".to_owned(), Disease::Covid19)));
        assert_eq!(cvx("37").map(|(_, target)| target), Some(Disease::YellowFever));
        let words = Disease::Other("measles; mumps; rubella".to_owned());
        assert_eq!(cvx("03"), Some(("MMR vaccine".to_owned(), words)));
        // A combined vaccine counts against each of its diseases.
        for (code, of) in [("03", Disease::Measles), ("05", Disease::Measles), ("130", Disease::Polio)] {
            assert!(cvx(code).is_some_and(|(_, target)| target.covers(&of)), "{code}");
        }
        assert!(cvx("03").is_some_and(|(_, target)| !target.covers(&Disease::Polio)));
        assert_eq!(loinc("94500-6").map(|(_, target)| target), Some(Disease::Covid19));
        assert_eq!((cvx("3"), loinc("2345-7")), (None, None));
    }

    #[test]
    fn every_line_of_the_tables_is_whole() {
        for (table, wanted) in
            [(VACCINES, 3), (TESTS, 2), (CVX, 3), (LOINC, 3), (DISEASES, 2), (MANUFACTURERS, 2)]
        {
            let lines: Vec<_> = table.lines().filter(|line| !line.starts_with('#')).collect();
            let mut codes: Vec<_> = lines.iter().map(|line| line.split('\t').next().unwrap()).collect();
            assert!(
                lines.iter().all(|line| line.split('\t').filter(|part| !part.is_empty()).count() == wanted)
            );
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), lines.len(), "a code stands twice");
        }
    }
}
