//! Numbers of doses, as HC1's certificates state them.

use super::dcc::DccProblem;
use crate::credential::cbor::Value;
use crate::credential::fields::CborFields;
use crate::credential::{ClaimProblem, ReadError};
use crate::verdict::Remark;

/// The highest number of a dose, or of doses.
const MOST: u32 = 99;

/// The number of a dose, or of doses, where it is there. Ireland and the Netherlands wrote whole numbers as 2.0.
pub(super) fn dose(
    entry: &CborFields<'_>,
    name: &str,
    remarks: &mut Vec<Remark>,
) -> Result<Option<u32>, ReadError> {
    let (number, mended) = match entry.get(name) {
        None => return Ok(None),
        Some(Value::Integer(number)) => (*number, false),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a cast to an integer saturates, and NaN has a fraction"
        )]
        Some(Value::Float(number)) if number.fract() == 0.0 => (*number as i128, true),
        Some(_) => return Err(entry.error(name, ClaimProblem::NotAnInteger)),
    };
    if number <= 0 {
        return Err(entry.error(name, ClaimProblem::NotPositive));
    }
    let number = u32::try_from(number).ok().filter(|number| *number <= MOST);
    let number = number.ok_or_else(|| entry.error(name, DccProblem::TooManyDoses { most: MOST }))?;
    if mended {
        remarks.push(Remark::Mended { claim: entry.path_of(name) });
    }
    Ok(Some(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::cbor::Map;

    fn read(value: Value) -> Result<(Option<u32>, usize), String> {
        let map = Map::from([("dn".into(), value)]);
        let mut remarks = Vec::new();
        let number = dose(&CborFields::root(&map), "dn", &mut remarks);
        number.map(|number| (number, remarks.len())).map_err(|error| error.to_string())
    }

    #[test]
    fn whole_numbers_from_1_to_99_are_doses() {
        assert_eq!(read(Value::Integer(1)), Ok((Some(1), 0)));
        assert_eq!(read(Value::Float(2.0)), Ok((Some(2), 1)));
        assert_eq!(read(Value::Integer(99)), Ok((Some(99), 0)));
        for number in [Value::Integer(0), Value::Integer(-1), Value::Float(-0.0), Value::Float(-2.0)] {
            assert_eq!(read(number), Err("dn: not a positive number".to_owned()));
        }
        for number in [Value::Integer(100), Value::Integer(i128::MAX), Value::Float(1e300)] {
            assert_eq!(read(number), Err("dn: more than 99".to_owned()));
        }
        for number in [Value::Float(1.5), Value::Float(f64::NAN), Value::Float(f64::INFINITY), Value::Null] {
            assert_eq!(read(number), Err("dn: not an integer".to_owned()));
        }
        assert_eq!(read(Value::Text("2".to_owned())), Err("dn: not an integer".to_owned()));
    }
}
