import { CommandError } from '../output/command-error.js';
import { exitCodes } from '../output/exit-code.js';
import type { Connection } from './find-connection.js';

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
};

function codeOf(error: unknown): string {
  // A name with several addresses yields an AggregateError whose code is that of its first attempt.
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The farm did not answer: exit status 20, with where its address came from. */
export function unreachable(connection: Connection, error: unknown): CommandError {
  const text = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
  const reason = meanings[codeOf(error)] ?? text;
  return new CommandError({
    code: 'farm.unreachable',
    message: `the farm at ${connection.url.origin} (from ${connection.source}) cannot be reached: ${reason}`,
    hint: 'start one on this machine with npm start, or name another with --url; npufarm doctor tells more',
    exitCode: exitCodes.infrastructure,
    cause: error,
  });
}

/** Something answered, but not as a farm does. */
export function notAFarm(connection: Connection, detail: string, cause?: unknown): CommandError {
  return new CommandError({
    code: 'farm.unexpected-answer',
    message: `${connection.url.origin} (from ${connection.source}) does not answer as this version's farm: ${detail}`,
    hint: 'check that the address is a farm and that farm and command have the same version (npufarm doctor)',
    exitCode: exitCodes.infrastructure,
    cause,
  });
}
