/**
 * The complementary error function, to about 1e-14 of its value.
 *
 * Below 2 the Taylor series of erf, above it the continued fraction of erfc.
 * Source: NIST Digital Library of Mathematical Functions 7.6.2 and 7.9.1.
 */
export function complementaryError(x: number): number {
  if (x < 0) return 2 - complementaryError(-x);
  if (x > 27) return 0;
  return x < 2 ? 1 - errorSeries(x) : Math.exp(-x * x) * scaledFraction(x);
}

/** erf(x) = 2/√π · exp(-x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)). */
function errorSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** √π · exp(x²) · erfc(x) = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), from the inside out. */
function scaledFraction(x: number): number {
  let denominator = x;
  for (let n = 120; n >= 1; n--) denominator = x + n / 2 / denominator;
  return 1 / (denominator * Math.sqrt(Math.PI));
}
