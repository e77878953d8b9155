/** What the process's exit status tells a script. */
export const exitCodes = {
  done: 0,
  usage: 2,
  refused: 10,
  infrastructure: 20,
  waitRanOut: 30,
  cancelled: 40,
  internal: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
