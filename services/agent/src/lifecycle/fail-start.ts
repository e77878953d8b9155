import { DirectoryInUseError } from '../data-directory/directory-in-use-error.js';
import { IdentityError } from '../identity/identity-error.js';

const EXIT_CONFIGURATION = 78;

/** Ends an agent whose operator has to do something first, with one sentence; anything else is a bug and goes on. */
export function failStart(cause: unknown): never {
  if (!(cause instanceof IdentityError || cause instanceof DirectoryInUseError)) throw cause;
  process.stderr.write(`The agent cannot start: ${cause.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
