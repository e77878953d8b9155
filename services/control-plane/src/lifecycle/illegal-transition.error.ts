/** An event that the lifecycle has no row for: a bug of the caller, who had to look first. */
export class IllegalTransitionError extends Error {
  constructor(
    readonly lifecycle: string,
    readonly subject: string,
    readonly state: string,
    readonly event: string,
  ) {
    super(`${lifecycle} ${subject} is ${state} and has no transition for "${event}".`);
    this.name = 'IllegalTransitionError';
  }
}
