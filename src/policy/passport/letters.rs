//! Letters as a machine-readable zone has them: ICAO Doc 9303-3 §6, table A (Latin) and table B (Cyrillic), with what countries print
//! beside what the tables recommend.

use unicode_normalization::UnicodeNormalization;

/// The Latin letters that are not their own without an accent, or not only.
const LATIN: [(char, &[&str]); 17] = [
    ('Ä', &["AE", "A"]),
    ('Å', &["AA", "A"]),
    ('Æ', &["AE"]),
    ('Ð', &["D", "DH"]),
    ('Đ', &["D"]),
    ('Ħ', &["H"]),
    ('Ĳ', &["IJ"]),
    ('Ł', &["L"]),
    ('Ñ', &["N", "NXX"]),
    ('Ŋ', &["N"]),
    ('Ø', &["OE", "O"]),
    ('Ö', &["OE", "O"]),
    ('Œ', &["OE"]),
    ('Þ', &["TH"]),
    ('Ŧ', &["T"]),
    // Chinese passports print the pinyin Ü as YU.
    ('Ü', &["UE", "U", "UXX", "YU"]),
    ('Ə', &["E", "A"]),
];

/// The Cyrillic ones: first what the table has, then what it has for single languages, then what passports of countries print.
const CYRILLIC: [(char, &[&str]); 52] = [
    ('А', &["A"]),
    ('Б', &["B"]),
    ('В', &["V"]),
    ('Г', &["G", "H"]),
    ('Ґ', &["G"]),
    ('Д', &["D"]),
    ('Е', &["E", "YE"]),
    ('Ё', &["E", "IO", "YO"]),
    ('Ж', &["ZH", "Z"]),
    ('З', &["Z"]),
    ('И', &["I", "Y"]),
    ('Й', &["I", "Y"]),
    ('І', &["I"]),
    ('Ї', &["I", "YI"]),
    ('К', &["K"]),
    ('Л', &["L"]),
    ('М', &["M"]),
    ('Н', &["N"]),
    ('О', &["O"]),
    ('П', &["P"]),
    ('Р', &["R"]),
    ('С', &["S"]),
    ('Т', &["T"]),
    ('У', &["U"]),
    ('Ў', &["U"]),
    ('Ф', &["F"]),
    ('Х', &["KH", "H"]),
    ('Ц', &["TS", "C"]),
    ('Ч', &["CH", "C"]),
    ('Ш', &["SH", "S"]),
    ('Щ', &["SHCH", "SHT"]),
    ('Ъ', &["IE", "A", ""]),
    ('Ы', &["Y"]),
    ('Ь', &["", "I", "Y"]),
    ('Э', &["E"]),
    ('Ю', &["IU", "YU"]),
    ('Я', &["IA", "YA"]),
    ('Є', &["IE", "YE"]),
    ('Ђ', &["D", "DJ"]),
    ('Ѓ', &["G", "GJ"]),
    ('Ѕ', &["DZ"]),
    ('Ј', &["J"]),
    ('Љ', &["LJ"]),
    ('Њ', &["NJ"]),
    ('Ћ', &["C"]),
    ('Ќ', &["K", "KJ"]),
    ('Џ', &["DZ", "DJ"]),
    ('Қ', &["K"]),
    ('Ң', &["N", "NG"]),
    ('Ө', &["O"]),
    ('Ү', &["U"]),
    ('Ә', &["A"]),
];

/// How a capital can be written in a zone; `None` where it is of a script of which no letter has a rule.
pub(super) fn spellings(capital: char) -> Option<Vec<String>> {
    if capital.is_ascii_uppercase() {
        return Some(vec![capital.to_string()]);
    }
    let listed = LATIN.iter().chain(&CYRILLIC).find(|(letter, _)| *letter == capital);
    if let Some((_, written)) = listed {
        return Some(written.iter().map(|text| (*text).to_owned()).collect());
    }
    // Any other with an accent is written without it.
    let base: String = capital.nfd().filter(char::is_ascii_uppercase).collect();
    (base.len() == 1).then(|| vec![base])
}
