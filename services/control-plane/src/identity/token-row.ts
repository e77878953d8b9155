import type { Role, TokenView } from '@npufarm/contracts';

/** A token as it is read for people, without its hash. */
export interface TokenRow {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly team: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export function tokenViewOf({ createdAt, expiresAt, revokedAt, ...rest }: TokenRow): TokenView {
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
