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
  if (code !== undefined && (awayCodes.has(code) || code.startsWith('08'))) {
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

function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined;
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return 'driverError' in cause ? codeOf(cause.driverError) : undefined;
}
