import type { CallerRole } from '../command.js';
import type { Environment } from '../config/environment.js';
import { CommandError } from '../output/command-error.js';
import { exitCodes } from '../output/exit-code.js';
import { usageError } from '../output/usage-error.js';
import { findFarmFile } from './farm-file.js';

/** Defaults that a farm file names for its own farm. */
export interface FarmContext {
  readonly team: string | undefined;
  readonly competition: string | undefined;
  readonly phase: string | undefined;
}

/** Which farm to call and as whom. */
export interface Connection extends FarmContext {
  readonly url: URL;
  readonly token: string | undefined;
  /** Where the url came from: "--url", "NPUFARM_URL" or the path of a farm file. */
  readonly source: string;
}

export interface Wanted {
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly caller: CallerRole;
}

function parseUrl(text: string, source: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw usageError(
      `${source} is not the address of a farm: ${text}`,
      'write it like http://127.0.0.1:8080',
    );
  }
  return url;
}

/**
 * The farm named by options, else by the environment, else by a farm file.
 * A farm file's tokens go to its own farm only. Throws `farm.not-named` when nothing names one.
 */
export function findConnection(wanted: Wanted, environment: Environment): Connection {
  const file = findFarmFile(environment.workingDirectory);
  const named = wanted.url ?? environment.url;
  const source =
    wanted.url !== undefined ? '--url' : environment.url !== undefined ? 'NPUFARM_URL' : file?.path;
  const text = named ?? file?.url;
  if (text === undefined || source === undefined) {
    throw new CommandError({
      code: 'farm.not-named',
      message: 'no farm is named by --url, by NPUFARM_URL or by a .npufarm/farm.json above this directory',
      hint: 'start a farm on this machine with npm start, or name one with --url and --token',
      exitCode: exitCodes.infrastructure,
    });
  }
  const url = parseUrl(text, source);
  const own = file !== undefined && parseUrl(file.url, file.path).origin === url.origin ? file : undefined;
  return {
    url,
    token: wanted.token ?? environment.token ?? own?.tokens[wanted.caller],
    source,
    team: own?.team,
    competition: own?.competition,
    phase: own?.phase,
  };
}
