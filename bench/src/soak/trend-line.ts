/** Slope of the line of least squares through points; 0 for fewer than two. */
export function slopePerMinute(
  points: readonly (readonly [minutes: number, value: number])[],
): number {
  const count = points.length;
  if (count < 2) return 0;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  let covariance = 0;
  let variance = 0;
  for (const [x, y] of points) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  return covariance / variance;
}

/** Mean of the last sixth of values over the mean of the first; each sixth has at least one value. */
export function lastSixthOverFirst(values: readonly number[]): number {
  const sixth = Math.max(1, Math.floor(values.length / 6));
  return mean(values.slice(-sixth)) / mean(values.slice(0, sixth));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
