//! Shares, means and medians in whole numbers, rounded half away from zero once.

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// A part of a whole at 10^-4; nothing of nothing.
pub fn share(part: i64, whole: i64) -> Option<i64> {
    match whole {
        0 => None,
        whole => i64::try_from(rounded(i128::from(part) * 10_000, whole.into())).ok(),
    }
}

/// What each has if all have the same; nothing without any.
pub fn mean(values: &[i64]) -> Option<i64> {
    let sum: i128 = values.iter().copied().map(i128::from).sum();
    let count = i128::try_from(values.len()).ok().filter(|count| *count > 0)?;
    i64::try_from(rounded(sum, count)).ok()
}

/// The one in the middle, of an even number what lies between the two in the middle; nothing without any.
pub fn median(values: &mut [i64]) -> Option<i64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    i64::try_from(rounded(i128::from(lower) + i128::from(upper), 2)).ok()
}

/// Milliseconds as tenths of a day.
pub fn days(milliseconds: i64) -> i64 {
    i64::try_from(rounded(i128::from(milliseconds) * 10, DAY.into())).unwrap_or(i64::MAX)
}

/// A fraction, rounded half away from zero; `below` is more than nothing.
fn rounded(above: i128, below: i128) -> i128 {
    (above.abs() * 2 + below) / (below * 2) * above.signum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_is_rounded_half_away_from_zero() {
        assert_eq!(share(1, 3), Some(3_333));
        assert_eq!(share(2, 3), Some(6_667));
        // 0.00125 is 12.5 at 10^-4.
        assert_eq!(share(1, 800), Some(13));
        assert_eq!(share(0, 5), Some(0));
        assert_eq!(share(3, 0), None);
        assert_eq!(share(i64::MAX, i64::MAX), Some(10_000));
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [7]), Some(7));
        assert_eq!(median(&mut [9, 1, 5]), Some(5));
        assert_eq!(median(&mut [4, 1, 9, 2]), Some(3));
        assert_eq!(median(&mut [1, 2]), Some(2));
        assert_eq!(median(&mut [-1, -2]), Some(-2));
        assert_eq!(median(&mut [i64::MAX, i64::MAX]), Some(i64::MAX));
    }

    #[test]
    fn a_mean_never_overflows() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1, 2]), Some(2));
        assert_eq!(mean(&[i64::MAX, i64::MAX, i64::MAX]), Some(i64::MAX));
        assert_eq!(mean(&[i64::MIN, i64::MAX]), Some(-1));
    }

    #[test]
    fn days_are_told_to_their_tenth() {
        assert_eq!(days(DAY * 3 / 2), 15);
        assert_eq!(days(DAY / 20), 1);
        assert_eq!(days(DAY / 20 - 1), 0);
    }

    proptest! {
        #[test]
        fn median_and_mean_lie_among_the_values(mut values in proptest::collection::vec(any::<i64>(), 1..40)) {
            let (least, most) = (*values.iter().min().expect("one"), *values.iter().max().expect("one"));
            let (median, mean) = (median(&mut values).expect("one"), mean(&values).expect("one"));

            prop_assert!((least..=most).contains(&median) && (least..=most).contains(&mean));
        }
    }
}
