/** Asserts what the code before has made sure of; a failure is our bug, never the model's. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${message}`);
}
