//! Concentric squares of modules as the picture shows them: finder and alignment patterns through a point spread.

/// What blurs a picture, as points in modules with their weights, which sum to 1.
pub(super) type Points = Vec<[f32; 3]>;

/// Squares about one centre: half their side in modules, and what each adds, dark being 1 and light 0.
pub(super) type Squares = &'static [(f32, f32)];

/// A finder pattern on light ground (ISO/IEC 18004, chapter 6.3.3).
pub(super) const FINDER: Squares = &[(3.5, 1.0), (2.5, -1.0), (1.5, 1.0)];
/// An alignment pattern (chapter 6.3.6), its dark ring going on.
pub(super) const ALIGNMENT: Squares = &[(9.0, 1.0), (1.5, -1.0), (0.5, 1.0)];
/// The same among data, of which half is dark: where blur reaches beyond the ring.
pub(super) const AMID_DATA: Squares = &[(9.0, 0.5), (2.5, 0.5), (1.5, -1.0), (0.5, 1.0)];

/// A step from 0 to 1, blurred by a Gaussian of deviation 1: a logistic one is within 1 % of it.
pub(super) fn edge(t: f32) -> f32 {
    1.0 / (1.0 + (-1.702 * t).exp())
}

/// How dark the squares show at each of the rows `vs` and columns `us`, in modules from the centre, row by row: through `points`, each
/// of them blurred by `blur`.
pub(super) fn shown(squares: Squares, points: &[[f32; 3]], blur: f32, us: &[f32], vs: &[f32]) -> Vec<f32> {
    let mut out = vec![0.0; us.len().saturating_mul(vs.len())];
    let along = |at: &[f32], off: f32, half: f32| -> Vec<f32> {
        at.iter().map(|t| edge((t - off + half) / blur) - edge((t - off - half) / blur)).collect()
    };
    for [du, dv, weight] in points {
        for (half, sign) in squares {
            let across = along(us, *du, *half);
            let down = along(vs, *dv, *half);
            for (row, d) in out.chunks_exact_mut(us.len().max(1)).zip(&down) {
                let d = d * sign * weight;
                row.iter_mut().zip(&across).for_each(|(o, a)| *o += d * a);
            }
        }
    }
    out
}

/// Takes the mean away and makes the length 1.
pub(super) fn normalise(values: &mut [f32]) {
    let mean = values.iter().sum::<f32>() / values.len().max(1) as f32;
    let square: f32 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    let length = square.sqrt().max(1e-3);
    values.iter_mut().for_each(|v| *v = (*v - mean) / length);
}
