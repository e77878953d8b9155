const upperCaseLetter = /[A-Z]/g;

function snakeCaseKey(key: string): string {
  return key.replace(upperCaseLetter, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * A copy of a JSON value whose object keys are snake_case, at every depth.
 * Keys without capitals stay as they are; the order of keys is kept.
 */
export function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [snakeCaseKey(key), snakeCase(entry)]),
  );
}
