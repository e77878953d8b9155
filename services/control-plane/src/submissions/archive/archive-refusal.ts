import { FarmError } from '../../platform/problems/farm-error.js';

/** Refusal of an archive before anything of it is stored; `code` is `archive.<what>`. */
export function archiveRefusal(code: string, detail: string, hint: string, cause?: unknown): FarmError {
  return new FarmError({
    code: `archive.${code}`,
    fault: 'participant',
    status: 422,
    detail: `${detail} Nothing was stored.`,
    hint,
    cause,
  });
}
