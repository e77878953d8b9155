import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../output/command-error.js';
import { exitCodes } from '../output/exit-code.js';

const fileName = join('.npufarm', 'farm.json');

/** What `npm start` leaves behind for the command: where the farm is and whom to be. */
export interface FarmFile {
  readonly path: string;
  readonly url: string;
  readonly tokens: Readonly<Partial<Record<'operator' | 'organizer' | 'team', string>>>;
  readonly team: string | undefined;
  readonly competition: string | undefined;
  readonly phase: string | undefined;
}

/** The nearest `.npufarm/farm.json` in a directory or one above it. */
export function findUpwards(directory: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const path = join(current, fileName);
    if (existsSync(path)) return path;
    if (dirname(current) === current) return undefined;
  }
}

function optionalText(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function unreadable(path: string, cause: unknown): CommandError {
  return new CommandError({
    code: 'farm.file-unreadable',
    message: `${path} does not hold the url and tokens of a farm`,
    hint: 'start the farm again with npm start, or pass --url and --token',
    exitCode: exitCodes.infrastructure,
    cause,
  });
}

/** Reads one farm file; throws a CommandError naming it when its content is not one. */
export function readFarmFile(path: string): FarmFile {
  let content: Readonly<Record<string, unknown>>;
  try {
    content = recordOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw unreadable(path, error);
  }
  const url = optionalText(content, 'url');
  if (url === undefined) throw unreadable(path, undefined);
  const tokens = recordOf(content['tokens']);
  const token = (role: 'operator' | 'organizer' | 'team'): object => {
    const value = optionalText(tokens, role);
    return value === undefined ? {} : { [role]: value };
  };
  return {
    path,
    url,
    tokens: { ...token('operator'), ...token('organizer'), ...token('team') },
    team: optionalText(content, 'team'),
    competition: optionalText(content, 'competition'),
    phase: optionalText(content, 'phase'),
  };
}

/** The farm file that counts here: above the working directory, else beside this package. */
export function findFarmFile(workingDirectory: string): FarmFile | undefined {
  const path = findUpwards(workingDirectory) ?? findUpwards(dirname(fileURLToPath(import.meta.url)));
  return path === undefined ? undefined : readFarmFile(path);
}
