import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  startControlPlane,
  type ControlPlane,
} from '../../../deploy/embedded/src/farm/start-control-plane.js';

/** What all copies of the control plane share. */
export interface ControlPlaneSurroundings {
  readonly directory: string;
  readonly logLevel: string;
  readonly seed: object;
  readonly whenListening: () => Promise<void>;
}

/** One copy of the control plane, which may be killed and started again. */
export class ControlPlaneCopy {
  #running: ControlPlane | undefined;
  #isFrozen = false;

  constructor(
    readonly name: string,
    private readonly surroundings: ControlPlaneSurroundings,
    private readonly links: { readonly databaseUrl: () => string; readonly natsUrl: string },
  ) {}

  get brokerDirectory(): string {
    return join(this.surroundings.directory, this.name, 'broker');
  }

  /** Undefined while it is down or frozen. */
  get up(): ControlPlane | undefined {
    return this.#isFrozen || this.#running?.service.hasEnded() === true ? undefined : this.#running;
  }

  async start(): Promise<void> {
    const { directory, logLevel, seed, whenListening } = this.surroundings;
    const dataDirectory = join(directory, this.name);
    mkdirSync(dataDirectory, { recursive: true });
    this.#running = await startControlPlane({
      dataDirectory,
      databaseUrl: this.links.databaseUrl(),
      natsUrl: this.links.natsUrl,
      brokerDirectory: this.brokerDirectory,
      httpPort: 0,
      logLevel,
      seed,
      whenListening,
    });
  }

  /** kill -9 */
  async kill(): Promise<void> {
    const service = this.#running?.service;
    if (service === undefined || service.hasEnded()) return;
    process.kill(-service.pid, 'SIGKILL');
    await service.ended;
  }

  freeze(): void {
    this.#isFrozen = true;
    if (this.#running !== undefined) process.kill(this.#running.service.pid, 'SIGSTOP');
  }

  thaw(): void {
    this.#isFrozen = false;
    if (this.#running !== undefined) process.kill(this.#running.service.pid, 'SIGCONT');
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.#running?.service.stop();
  }
}
