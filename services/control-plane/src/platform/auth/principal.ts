import type { Role } from '@npufarm/contracts';

/** Whoever holds the token of a request. */
export interface Principal {
  readonly tokenId: string;
  readonly role: Role;
  readonly name: string;
  readonly teamId: string | undefined;
  readonly teamName: string | undefined;
}
