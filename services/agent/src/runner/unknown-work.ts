/** An assignment asks for a kind of work that this agent does not know. */
export class UnknownWork extends Error {
  override readonly name = 'UnknownWork';
  readonly failureClass = 'BUG';

  constructor(attempt: bigint) {
    super(`attempt ${attempt} asks for a kind of work that this agent does not know; update the agent`);
  }
}
