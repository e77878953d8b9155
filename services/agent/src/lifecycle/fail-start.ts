import { IdentityError } from '../identity/identity-error.js';

const EXIT_CONFIGURATION = 78;

/** Ends an agent whose operator has to do something first, with one sentence; anything else is a bug and goes on. */
export function failStart(cause: unknown): never {
  if (!(cause instanceof IdentityError)) throw cause;
  process.stderr.write(`The agent cannot start: ${cause.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
