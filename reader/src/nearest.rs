//! "Did you mean …?"

/// The candidate that a misspelled word most likely means; `None` where none is near.
///
/// ```
/// use earlybound_reader::nearest::nearest;
///
/// assert_eq!(nearest("MaxLenght", ["MaxLength", "MaxValue"]), Some("MaxLength"));
/// assert_eq!(nearest("Color", ["MaxLength", "MaxValue"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |candidate: &&str| {
        let (shorter, longer) = (word.len().min(candidate.len()), word.len().max(candidate.len()));
        if longer / 4 > shorter {
            return None; // A measure of the distance would take long for a long word.
        }
        let length = word.chars().count().max(candidate.chars().count());
        // One slip in three letters is a slip; more is another word.
        let distance = strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase());
        (distance <= length / 3).then_some(distance)
    };
    candidates
        .into_iter()
        .filter_map(|candidate| Some((close(&candidate)?, candidate)))
        .min()
        .map(|(_, nearest)| nearest)
}
