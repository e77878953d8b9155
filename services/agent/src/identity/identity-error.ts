/** The agent has no identity and cannot get one by itself; the message says what its operator has to do. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
}
