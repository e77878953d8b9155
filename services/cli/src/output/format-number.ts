/** A number with fixed decimals, or undefined where there is none. */
export function fixed(value: number | null | undefined, digits: number): string | undefined {
  return value === null || value === undefined ? undefined : value.toFixed(digits);
}

/** A difference with its sign. */
export function signed(value: number | null | undefined, digits: number): string | undefined {
  if (value === null || value === undefined) return undefined;
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

/** Microseconds as milliseconds with two decimals. */
export function milliseconds(microseconds: number | null | undefined): string | undefined {
  return microseconds === null || microseconds === undefined ? undefined : (microseconds / 1000).toFixed(2);
}

/** A count of bytes in the unit that fits it. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
