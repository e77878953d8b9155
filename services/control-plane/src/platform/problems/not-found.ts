import { FarmError } from './farm-error.js';

/** `code` is `<thing>.not-found`; also used for things that the caller may not see. */
export function notFound(thing: string, name: string, hint?: string): FarmError {
  return new FarmError({
    code: `${thing}.not-found`,
    fault: 'participant',
    status: 404,
    detail: `There is no ${thing} "${name}".`,
    ...(hint === undefined ? {} : { hint }),
  });
}
