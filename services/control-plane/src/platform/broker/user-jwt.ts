import { signClaims } from './sign-claims.js';

/** Subjects that a user of the broker may publish to and subscribe; absent means all. */
export interface BrokerPermissions {
  readonly publish?: readonly string[];
  readonly subscribe?: readonly string[];
}

export interface BrokerUser {
  /** Public nkey. */
  readonly publicKey: string;
  readonly name: string;
  readonly permissions: BrokerPermissions;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Lets somebody into the farm's account on the broker. */
export function userJwt(user: BrokerUser, accountSeed: string): string {
  const { publish, subscribe } = user.permissions;
  return signClaims(
    {
      sub: user.publicKey,
      name: user.name,
      iat: seconds(user.issuedAt),
      exp: seconds(user.expiresAt),
      nats: {
        type: 'user',
        pub: publish === undefined ? {} : { allow: publish },
        sub: subscribe === undefined ? {} : { allow: subscribe },
        subs: -1,
        data: -1,
        payload: -1,
      },
    },
    accountSeed,
  );
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
