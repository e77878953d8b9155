import type { Role } from '@npufarm/contracts';

/** A token to be made; `secret` is given only for those that the launcher chose. */
export interface NewToken {
  readonly role: Role;
  readonly name: string;
  readonly teamId?: string | undefined;
  readonly expiresAt?: Date | undefined;
}
