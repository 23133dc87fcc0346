//! Vaccines against COVID-19 by the whole names that issuers write.

const NAMES: &str = include_str!("../../../assets/codes/covid-19-vaccines.tsv");
/// How the third column marks the name of a maker.
const MAKER: &str = "maker";

/// A vaccine against COVID-19.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vaccine {
    /// The name to show.
    pub(super) name: &'static str,
    /// Whether the name is that of its maker, which makes others too: it may stand in the vaccine's place and belong to another.
    pub(super) of_maker: bool,
}

/// The vaccine of that whole name, whatever stands between its words and in any case of letters.
pub(super) fn against_covid19(name: &str) -> Option<Vaccine> {
    let wanted = words(name);
    NAMES.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut columns = line.split('\t');
        (columns.next() == Some(&wanted)).then_some(())?;
        Some(Vaccine { name: columns.next()?, of_maker: columns.next() == Some(MAKER) })
    })
}

/// The words of a name in small letters, a space between each two.
fn words(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> =
        lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vaccine_is_known_by_its_whole_name() {
        let name = |name: &str| against_covid19(name).map(|vaccine| vaccine.name);
        assert_eq!((name("COVISHIELD"), name("Covaxin®")), (Some("Covishield"), Some("Covaxin")));
        assert_eq!((name("Sputnik-V"), name(" sputnik  v ")), (Some("Sputnik V"), Some("Sputnik V")));
        for other in [
            "",
            "-",
            "Covishield placebo",
            "Pfizer Prevenar",
            "Modernavax",
            "V",
            "Sinopharm rabies vaccine",
            "IPV",
        ] {
            assert_eq!(against_covid19(other), None, "{other}");
        }
        assert!(against_covid19("AstraZeneca").is_some_and(|vaccine| vaccine.of_maker));
        assert!(against_covid19("Vaxzevria").is_some_and(|vaccine| !vaccine.of_maker));
    }

    #[test]
    fn every_line_of_the_table_is_whole_and_stands_once() {
        let lines: Vec<Vec<&str>> = NAMES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        for line in &lines {
            assert!(
                matches!(line.as_slice(), [key, name, "vaccine" | "maker"] if words(key) == *key && !name.is_empty())
            );
        }
        let mut keys: Vec<&str> = lines.iter().map(|line| line[0]).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), lines.len());
    }
}
