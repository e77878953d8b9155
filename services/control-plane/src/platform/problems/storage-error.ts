import { FarmError } from './farm-error.js';

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100']);
const awayCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

// node-postgres gives errors of its own connections and of its pool no code.
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** The farm's own word for a full disk or a database that is away; undefined for anything else. */
export function storageError(cause: unknown): FarmError | undefined {
  const code = codeOf(cause);
  if (code !== undefined && fullCodes.has(code)) {
    return new FarmError({
      code: 'storage.full',
      fault: 'infrastructure',
      status: 507,
      detail: 'The farm has no disk space left; nothing of this request was stored.',
      hint: 'Try again later; the operator must free space where the farm keeps its data.',
      cause,
    });
  }
  if (isAway(cause, code)) {
    return new FarmError({
      code: 'database.unavailable',
      fault: 'infrastructure',
      status: 503,
      detail: 'The farm cannot reach its database; nothing of this request was stored.',
      hint: 'Try again in a few seconds.',
      cause,
    });
  }
  return undefined;
}

function isAway(cause: unknown, code: string | undefined): boolean {
  if (code !== undefined) return awayCodes.has(code) || code.startsWith('08');
  if (!(cause instanceof Error)) return false;
  return cause.name === 'QueryRunnerProviderAlreadyReleasedError' || awayMessages.test(cause.message);
}

function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined;
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return 'driverError' in cause ? codeOf(cause.driverError) : undefined;
}
