/** Why the farm on this machine cannot run: names the thing, its value and the remedy. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  readonly fault = 'infrastructure';

  constructor(
    /** Stable, for scripts: `launch.port-taken`. */
    readonly code: string,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
