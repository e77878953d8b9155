import { randomBytes } from 'node:crypto';

const token = (): string => `nf_${randomBytes(32).toString('base64url')}`;

/** The people of a farm that is tested. */
export function makeTokens(): {
  readonly operator: string;
  readonly organizer: string;
  readonly team: string;
} {
  return { operator: token(), organizer: token(), team: token() };
}
