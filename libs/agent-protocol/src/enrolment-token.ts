/** What an operator hands to a new agent. */
export interface EnrolmentToken {
  /** Good for one enrolment. */
  readonly secret: string;
  /** SHA-256 of the authority's certificate (DER), lower-case hex: by this the agent knows the farm. */
  readonly authorityFingerprint: string;
}

const pattern = /^(nfe_[A-Za-z0-9_-]{43})\.([0-9a-f]{64})$/;

/** The token as one string. */
export function formatEnrolmentToken({ secret, authorityFingerprint }: EnrolmentToken): string {
  return `${secret}.${authorityFingerprint}`;
}

/** undefined for a text that is no enrolment token. */
export function parseEnrolmentToken(text: string): EnrolmentToken | undefined {
  const [, secret, authorityFingerprint] = pattern.exec(text.trim()) ?? [];
  return secret === undefined || authorityFingerprint === undefined
    ? undefined
    : { secret, authorityFingerprint };
}
