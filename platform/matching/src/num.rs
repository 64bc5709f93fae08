//! Number conversions that cannot fail, because the house has no `as`.

/// Gives a count as a float; counts beyond four billion are all the same to a score.
pub(crate) fn float(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Gives a count as a single-precision float.
pub(crate) fn float32(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

/// Hashes text with FNV-1a, which stays the same on every machine and in every version.
pub(crate) fn hash(text: &str) -> u64 {
    hash_with(text, 0xcbf2_9ce4_8422_2325)
}

/// Hashes text with FNV-1a from a seed of one's own, for families of hashes.
pub(crate) fn hash_with(text: &str, seed: u64) -> u64 {
    let mut h = seed;
    for b in text.bytes() {
        h ^= u64::from(b);
        h = h.wrapping_mul(0x0000_0100_0000_01b3);
    }
    // A final mix, because FNV's low bits alone are poor for minima and buckets.
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^ (h >> 33)
}
