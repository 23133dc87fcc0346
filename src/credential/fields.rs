//! Reading claims out of maps of CBOR and objects of JSON, with the path of each in the errors.

use super::claim_problem::ClaimProblem;
use super::{ReadError, cbor, json};
use crate::verdict::When;
use chrono::NaiveDate;

/// What claims are read out of: a value of CBOR or of JSON.
pub(super) trait Claim: Sized + 'static {
    /// Values under names.
    type Map;
    /// What a value is that is none of those, in the words of its format.
    const NOT_A_MAP: ClaimProblem;

    /// The values that it holds under names.
    fn map(&self) -> Option<&Self::Map>;
    /// The one of that name.
    fn member<'m>(map: &'m Self::Map, name: &str) -> Option<&'m Self>;
    /// The values that it holds in a row.
    fn items(&self) -> Option<&[Self]>;
    /// The text that it is.
    fn text(&self) -> Option<&str>;
    /// The truth value that it is.
    fn flag(&self) -> Option<bool>;
    /// The positive number of 32 bits that it is.
    fn positive(&self) -> Result<u32, ClaimProblem>;
    /// Whether it is null.
    fn is_null(&self) -> bool;
}

/// The claims under the names of one map, and the path that leads to it.
#[derive(Clone)]
pub(super) struct Fields<'a, V: Claim> {
    map: &'a V::Map,
    path: String,
}

/// Claims in CBOR.
pub(super) type CborFields<'a> = Fields<'a, cbor::Value>;
/// Claims in JSON.
pub(super) type JsonFields<'a> = Fields<'a, json::Value>;

impl<'a, V: Claim> Fields<'a, V> {
    /// The claims of the outermost map.
    pub(super) fn root(map: &'a V::Map) -> Self {
        Self { map, path: String::new() }
    }

    /// The claims of a map that stands at `path`; the empty path is the root.
    pub(super) fn of(value: &'a V, path: impl Into<String>) -> Result<Self, ReadError> {
        let path = path.into();
        match value.map() {
            Some(map) => Ok(Self { map, path }),
            None => Err(ReadError::claim(path, V::NOT_A_MAP)),
        }
    }

    /// The claims of a certificate: `name` is its place in what bears it, and their paths begin anew within it.
    pub(super) fn certificate(value: &'a V, name: &str) -> Result<Self, ReadError> {
        Ok(Self { path: String::new(), ..Self::of(value, name)? })
    }

    /// An error about one of the claims.
    pub(super) fn error(&self, name: &str, problem: impl Into<ClaimProblem>) -> ReadError {
        ReadError::claim(self.path_of(name), problem)
    }

    /// The path of one of the claims: `v[0].dt`.
    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The claim of that name.
    pub(super) fn get(&self, name: &str) -> Option<&'a V> {
        V::member(self.map, name)
    }

    /// The claim of that name, where it is not null.
    pub(super) fn present(&self, name: &str) -> Option<&'a V> {
        self.get(name).filter(|value| !value.is_null())
    }

    /// The claim under the first of several names that is there and not null.
    pub(super) fn first(&self, names: &[&'static str]) -> Option<(&'static str, &'a V)> {
        names.iter().find_map(|name| Some((*name, self.present(name)?)))
    }

    /// A claim that must be there.
    pub(super) fn need<T>(&self, name: &str, claim: Option<T>) -> Result<T, ReadError> {
        claim.ok_or_else(|| self.error(name, ClaimProblem::Missing))
    }

    /// A text of at most `most` characters, where it is there.
    pub(super) fn text(&self, name: &str, most: usize) -> Result<Option<&'a str>, ReadError> {
        self.get(name).map(|value| self.text_in(name, value, most)).transpose()
    }

    /// The same without the blanks around it, where it says something. Null says as little as blanks do.
    pub(super) fn said(&self, name: &str, most: usize) -> Result<Option<&'a str>, ReadError> {
        let text = self.present(name).map(|value| self.text_in(name, value, most)).transpose()?;
        Ok(text.map(str::trim).filter(|text| !text.is_empty()))
    }

    fn text_in(&self, name: &str, value: &'a V, most: usize) -> Result<&'a str, ReadError> {
        let text = value.text().ok_or_else(|| self.error(name, ClaimProblem::NotText))?;
        if text.chars().count() > most {
            return Err(self.error(name, ClaimProblem::TooLong { most }));
        }
        Ok(text)
    }

    /// A truth value, where it is there.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, ReadError> {
        let flag = |value: &V| value.flag().ok_or_else(|| self.error(name, ClaimProblem::NotAFlag));
        self.get(name).map(flag).transpose()
    }

    /// A positive integer, where it is there.
    pub(super) fn positive(&self, name: &str) -> Result<Option<u32>, ReadError> {
        self.get(name).map(|value| value.positive().map_err(|problem| self.error(name, problem))).transpose()
    }

    /// The day that the text of a claim states.
    pub(super) fn day(&self, name: &str, text: &str) -> Result<NaiveDate, ReadError> {
        match When::parse_date(text) {
            Some(When::Day(day)) => Ok(day),
            _ => Err(self.error(name, ClaimProblem::NotADay)),
        }
    }

    /// The claims of a map, where it is there.
    pub(super) fn fields(&self, name: &str) -> Result<Option<Self>, ReadError> {
        self.get(name).map(|value| Self::of(value, self.path_of(name))).transpose()
    }

    /// The entries of an array, where it is there.
    pub(super) fn items(&self, name: &str) -> Result<Option<&'a [V]>, ReadError> {
        let items = |value: &'a V| value.items().ok_or_else(|| self.error(name, ClaimProblem::NotAnArray));
        self.get(name).map(items).transpose()
    }

    /// The claims of each of the maps that are the entries of a claim.
    pub(super) fn each(&self, name: &str, entries: &'a [V]) -> impl Iterator<Item = Result<Self, ReadError>> {
        let path = self.path_of(name);
        entries.iter().enumerate().map(move |(at, entry)| Self::of(entry, format!("{path}[{at}]")))
    }

    /// Holds that the entries of a claim are some, and not more than `most`.
    pub(super) fn bounded(&self, name: &str, entries: &[V], most: usize) -> Result<(), ReadError> {
        match entries.len() {
            found if (1..=most).contains(&found) => Ok(()),
            found => Err(self.error(name, ClaimProblem::Entries { found, most })),
        }
    }
}

impl<'a> JsonFields<'a> {
    /// The names of the claims, in the order of the text.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.map.keys().map(String::as_str)
    }
}

/// The entries of an array, or else the value as the only one.
pub(super) fn one_or_several<V: Claim>(value: &V) -> &[V] {
    value.items().unwrap_or(std::slice::from_ref(value))
}

/// The entry of an array of one, or else the value itself.
pub(super) fn only<V: Claim>(value: &V) -> Result<&V, ClaimProblem> {
    match one_or_several(value) {
        [entry] => Ok(entry),
        entries => Err(ClaimProblem::NotOneEntry { found: entries.len() }),
    }
}

impl Claim for cbor::Value {
    type Map = cbor::Map;
    const NOT_A_MAP: ClaimProblem = ClaimProblem::NotAMap;

    fn map(&self) -> Option<&cbor::Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    fn member<'m>(map: &'m cbor::Map, name: &str) -> Option<&'m Self> {
        map.get(&name.into())
    }

    fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn flag(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    fn positive(&self) -> Result<u32, ClaimProblem> {
        let Self::Integer(number) = self else { return Err(ClaimProblem::NotAnInteger) };
        u32::try_from(*number).ok().filter(|number| *number > 0).ok_or(ClaimProblem::NotPositive)
    }

    fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl Claim for json::Value {
    type Map = json::Map;
    const NOT_A_MAP: ClaimProblem = ClaimProblem::NotAnObject;

    fn map(&self) -> Option<&json::Map> {
        self.as_object()
    }

    fn member<'m>(map: &'m json::Map, name: &str) -> Option<&'m Self> {
        map.get(name)
    }

    fn items(&self) -> Option<&[Self]> {
        self.as_array().map(Vec::as_slice)
    }

    fn text(&self) -> Option<&str> {
        self.as_str()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn positive(&self) -> Result<u32, ClaimProblem> {
        let number = self.as_u64().and_then(|number| u32::try_from(number).ok());
        number.filter(|number| *number > 0).ok_or(ClaimProblem::NotPositive)
    }

    fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cbor::Value;
    use serde_json::json;

    fn says<T: std::fmt::Debug>(result: Result<T, ReadError>) -> String {
        result.unwrap_err().to_string()
    }

    fn cbor(members: &[(&str, Value)]) -> Value {
        Value::Map(members.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
    }

    #[test]
    fn both_formats_are_read_alike() {
        let text = |text: &str| Value::Text(text.to_owned());
        let array = Value::Array(vec![cbor(&[("x", Value::Integer(7))]), Value::Null]);
        let one = cbor(&[("t", text(" ab ")), ("b", text(" ")), ("f", Value::Bool(true)), ("a", array)]);
        let other = json!({"t": " ab ", "b": " ", "f": true, "a": [{"x": 7}, null]});
        let (one, other) = (CborFields::of(&one, "").unwrap(), JsonFields::of(&other, "").unwrap());
        reads(&one, "not a map");
        reads(&other, "not an object");
    }

    #[track_caller]
    fn reads<V: Claim + std::fmt::Debug>(fields: &Fields<'_, V>, no_map: &str) {
        assert_eq!(fields.text("t", 4), Ok(Some(" ab ")));
        assert_eq!((fields.said("t", 4), fields.said("b", 4)), (Ok(Some("ab")), Ok(None)));
        assert_eq!(
            (fields.text("z", 4), fields.said("z", 4), fields.flag("z")),
            (Ok(None), Ok(None), Ok(None))
        );
        assert_eq!(says(fields.text("t", 3)), "t: longer than 3 characters");
        assert_eq!(says(fields.text("f", 3)), "f: not text");
        assert_eq!(
            (fields.flag("f"), says(fields.flag("t"))),
            (Ok(Some(true)), "t: neither true nor false".to_owned())
        );
        assert_eq!(says(fields.need("z", fields.get("z").map(drop))), "z: missing");
        assert_eq!(says(fields.items("t").map(drop)), "t: not an array");
        assert_eq!(says(fields.fields("t").map(drop)), format!("t: {no_map}"));
        let entries = fields.items("a").ok().flatten().unwrap();
        let mut each = fields.each("a", entries);
        let inner = each.next().unwrap().ok().unwrap();
        assert_eq!((inner.positive("x"), inner.positive("y")), (Ok(Some(7)), Ok(None)));
        assert_eq!(says(inner.day("x", "2021-02-29")), "a[0].x: not a day of the calendar, YYYY-MM-DD");
        assert_eq!(says(each.next().unwrap().map(drop)), format!("a[1]: {no_map}"));
        assert_eq!(fields.bounded("a", entries, 2), Ok(()));
        assert_eq!(says(fields.bounded("a", entries, 1)), "a: 2 entries, where 1 to 1 belong");
        assert_eq!(says(fields.bounded("a", &[], 1)), "a: 0 entries, where 1 to 1 belong");
        assert_eq!(only(&entries[0]).map(|value| value.map().is_some()), Ok(true));
    }

    #[test]
    fn null_is_there_and_counts_as_absent_where_asked() {
        let value = cbor(&[("n", Value::Null), ("m", Value::Integer(1))]);
        let fields = CborFields::of(&value, "").unwrap();
        assert!(fields.get("n").is_some() && fields.present("n").is_none());
        assert_eq!(says(fields.text("n", 9)), "n: not text");
        assert_eq!(fields.said("n", 9), Ok(None));
        assert_eq!(fields.first(&["z", "n", "m"]), Some(("m", &Value::Integer(1))));
    }

    #[test]
    fn numbers_are_positive_and_of_32_bits() {
        let of = |number: i128| cbor(&[("n", Value::Integer(number))]);
        let read = |value: &Value| CborFields::of(value, "").unwrap().positive("n");
        assert_eq!((read(&of(1)), read(&of(u32::MAX.into()))), (Ok(Some(1)), Ok(Some(u32::MAX))));
        for number in [0, -1, i128::from(u32::MAX) + 1] {
            assert_eq!(says(read(&of(number))), "n: not a positive number");
        }
        assert_eq!(says(read(&cbor(&[("n", Value::Float(1.0))]))), "n: not an integer");
        for value in [json!(0), json!(-1), json!(1.0), json!("1"), json!(null), json!(u64::MAX)] {
            let value = json!({ "n": value });
            assert_eq!(says(JsonFields::of(&value, "").unwrap().positive("n")), "n: not a positive number");
        }
    }

    #[test]
    fn the_path_of_a_certificate_begins_anew() {
        let value = json!({"a": 1});
        let fields = JsonFields::certificate(&value, "-260.1").unwrap();
        assert_eq!(fields.path_of("a"), "a");
        assert_eq!(JsonFields::of(&value, "msg").unwrap().path_of("a"), "msg.a");
        assert_eq!(says(JsonFields::certificate(&json!([]), "-260.1").map(drop)), "-260.1: not an object");
    }
}
