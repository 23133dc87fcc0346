//! ISO 3166-1: EU lists name a country by two letters, WHO's by three.

/// Two letters and three, a country.
const CODES: [&str; 250] = [
    "AD AND", "AE ARE", "AF AFG", "AG ATG", "AI AIA", "AL ALB", "AM ARM", "AO AGO", "AQ ATA", "AR ARG",
    "AS ASM", "AT AUT", "AU AUS", "AW ABW", "AX ALA", "AZ AZE", "BA BIH", "BB BRB", "BD BGD", "BE BEL",
    "BF BFA", "BG BGR", "BH BHR", "BI BDI", "BJ BEN", "BL BLM", "BM BMU", "BN BRN", "BO BOL", "BQ BES",
    "BR BRA", "BS BHS", "BT BTN", "BV BVT", "BW BWA", "BY BLR", "BZ BLZ", "CA CAN", "CC CCK", "CD COD",
    "CF CAF", "CG COG", "CH CHE", "CI CIV", "CK COK", "CL CHL", "CM CMR", "CN CHN", "CO COL", "CR CRI",
    "CU CUB", "CV CPV", "CW CUW", "CX CXR", "CY CYP", "CZ CZE", "DE DEU", "DJ DJI", "DK DNK", "DM DMA",
    "DO DOM", "DZ DZA", "EC ECU", "EE EST", "EG EGY", "EH ESH", "ER ERI", "ES ESP", "ET ETH", "FI FIN",
    "FJ FJI", "FK FLK", "FM FSM", "FO FRO", "FR FRA", "GA GAB", "GB GBR", "GD GRD", "GE GEO", "GF GUF",
    "GG GGY", "GH GHA", "GI GIB", "GL GRL", "GM GMB", "GN GIN", "GP GLP", "GQ GNQ", "GR GRC", "GS SGS",
    "GT GTM", "GU GUM", "GW GNB", "GY GUY", "HK HKG", "HM HMD", "HN HND", "HR HRV", "HT HTI", "HU HUN",
    "ID IDN", "IE IRL", "IL ISR", "IM IMN", "IN IND", "IO IOT", "IQ IRQ", "IR IRN", "IS ISL", "IT ITA",
    "JE JEY", "JM JAM", "JO JOR", "JP JPN", "KE KEN", "KG KGZ", "KH KHM", "KI KIR", "KM COM", "KN KNA",
    "KP PRK", "KR KOR", "KW KWT", "KY CYM", "KZ KAZ", "LA LAO", "LB LBN", "LC LCA", "LI LIE", "LK LKA",
    "LR LBR", "LS LSO", "LT LTU", "LU LUX", "LV LVA", "LY LBY", "MA MAR", "MC MCO", "MD MDA", "ME MNE",
    "MF MAF", "MG MDG", "MH MHL", "MK MKD", "ML MLI", "MM MMR", "MN MNG", "MO MAC", "MP MNP", "MQ MTQ",
    "MR MRT", "MS MSR", "MT MLT", "MU MUS", "MV MDV", "MW MWI", "MX MEX", "MY MYS", "MZ MOZ", "NA NAM",
    "NC NCL", "NE NER", "NF NFK", "NG NGA", "NI NIC", "NL NLD", "NO NOR", "NP NPL", "NR NRU", "NU NIU",
    "NZ NZL", "OM OMN", "PA PAN", "PE PER", "PF PYF", "PG PNG", "PH PHL", "PK PAK", "PL POL", "PM SPM",
    "PN PCN", "PR PRI", "PS PSE", "PT PRT", "PW PLW", "PY PRY", "QA QAT", "RE REU", "RO ROU", "RS SRB",
    "RU RUS", "RW RWA", "SA SAU", "SB SLB", "SC SYC", "SD SDN", "SE SWE", "SG SGP", "SH SHN", "SI SVN",
    "SJ SJM", "SK SVK", "SL SLE", "SM SMR", "SN SEN", "SO SOM", "SR SUR", "SS SSD", "ST STP", "SV SLV",
    "SX SXM", "SY SYR", "SZ SWZ", "TC TCA", "TD TCD", "TF ATF", "TG TGO", "TH THA", "TJ TJK", "TK TKL",
    "TL TLS", "TM TKM", "TN TUN", "TO TON", "TR TUR", "TT TTO", "TV TUV", "TW TWN", "TZ TZA", "UA UKR",
    "UG UGA", "UM UMI", "US USA", "UY URY", "UZ UZB", "VA VAT", "VC VCT", "VE VEN", "VG VGB", "VI VIR",
    "VN VNM", "VU VUT", "WF WLF", "WS WSM", "XK XKX", "YE YEM", "YT MYT", "ZA ZAF", "ZM ZMB", "ZW ZWE",
];

/// What a passport calls Germany (ICAO Doc 9303-3, § 5, part A), which has no three letters.
const GERMANY: &str = "D";

/// Whether two codes, of either length, name one country. Codes that are not in ISO 3166-1 agree when they are equal.
pub(crate) fn same(one: &str, other: &str) -> bool {
    let alpha2 = |code: &str| -> String {
        if code == GERMANY {
            return "DE".to_owned();
        }
        let known = CODES.iter().filter_map(|pair| pair.split_once(' ')).find(|(_, three)| *three == code);
        known.map_or(code, |(two, _)| two).to_owned()
    };
    let (one, other) = (one.to_ascii_uppercase(), other.to_ascii_uppercase());
    one == other || alpha2(&one) == alpha2(&other)
}

/// Whether a code of two or three letters is one of ISO 3166-1.
pub(crate) fn is_known(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    CODES.iter().filter_map(|pair| pair.split_once(' ')).any(|(two, three)| code == two || code == three)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_and_three_agree() {
        assert!(same("D", "DEU") && same("DE", "D") && !same("D", "DNK"));
        assert!(same("DE", "DEU") && same("NZL", "nz") && same("XXA", "XXA") && same("FR", "FR"));
        assert!(!same("DE", "DNK") && !same("AT", "AUS") && !same("XXA", "XXB") && !same("DE", ""));
        assert!(CODES.iter().all(|pair| pair.len() == 6 && pair.find(' ') == Some(2)));
    }

    #[test]
    fn codes_of_iso_3166_are_known() {
        for code in ["DE", "DEU", "nzl"] {
            assert!(is_known(code), "{code}");
        }
        for code in ["", "D", "XXA", "MOH", "DE DEU", "E D"] {
            assert!(!is_known(code), "{code}");
        }
    }
}
