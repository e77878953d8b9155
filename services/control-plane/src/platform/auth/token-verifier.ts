import type { Principal } from './principal.js';

/** Port: whose token is this? */
export abstract class TokenVerifier {
  /** undefined for an unknown, expired or revoked token. */
  abstract verify(token: string): Promise<Principal | undefined>;
}
