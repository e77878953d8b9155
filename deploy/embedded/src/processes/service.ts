/** A process that the launcher started and looks after. */
export interface Service {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process has ended, with `exit code 1` or `signal SIGKILL`. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** What the service has written to its log since it started. */
  readLog(): string;
  stop(): Promise<void>;
}
