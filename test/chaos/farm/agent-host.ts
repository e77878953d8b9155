import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '../../../deploy/embedded/src/config/child-environment.js';
import { programs } from '../../../deploy/embedded/src/farm/programs.js';
import type { Service } from '../../../deploy/embedded/src/processes/service.js';
import { startService } from '../../../deploy/embedded/src/processes/start-service.js';
import { repositoryRoot } from '../../../deploy/embedded/src/repository-root.js';
import type { Link } from './link.js';
import type { AgentPlan } from './plan.js';

const RESTART_MS = 1000;

/** What an agent's host needs of the farm. */
export interface AgentSurroundings {
  readonly directory: string;
  readonly logLevel: string;
  readonly log: (line: string) => void;
  /** A one-time token for a new agent, and where it enrols. */
  enrolment(agent: string): Promise<{ readonly token: string; readonly address: string }>;
}

/** One lab host: its agent, its boards, and its links to the farm. */
export class AgentHost {
  #service: Service | undefined;
  #isWanted = false;

  constructor(
    readonly plan: AgentPlan,
    readonly links: { readonly grpc: Link; readonly nats: Link },
    private readonly surroundings: AgentSurroundings,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  /** Everything the agent keeps: its identity, its spool. */
  get dataDirectory(): string {
    return join(this.surroundings.directory, this.name, 'data');
  }

  /** Also that of its process group. */
  get pid(): number | undefined {
    return this.#service?.pid;
  }

  get isRunning(): boolean {
    return this.#service !== undefined && !this.#service.hasEnded();
  }

  /** Attempts that the agent has not handed over yet. */
  get spooled(): readonly string[] {
    const attempts = join(this.dataDirectory, 'attempts');
    return existsSync(attempts) ? readdirSync(attempts) : [];
  }

  /** Starts the agent, and starts it again whenever it ends by itself, as the supervisor of a host does. */
  async start(): Promise<void> {
    this.#isWanted = true;
    const service = await this.#spawn();
    this.#service = service;
    void service.ended.then(async (end) => {
      if (!this.#isWanted || this.#service !== service) return;
      this.surroundings.log(`${this.name} ended by itself with ${end}`);
      await sleep(RESTART_MS);
      if (this.#isWanted && this.#service === service) await this.start();
    });
  }

  async #spawn(): Promise<Service> {
    const isNew = !existsSync(join(this.dataDirectory, 'identity.json'));
    mkdirSync(this.dataDirectory, { recursive: true, mode: 0o700 });
    const enrolment = isNew ? await this.surroundings.enrolment(this.name) : undefined;
    return startService({
      name: 'agent',
      dataDirectory: join(this.surroundings.directory, this.name),
      command: process.execPath,
      args: ['--enable-source-maps', programs.agent],
      workingDirectory: repositoryRoot,
      environment: {
        ...childEnvironment(),
        NPUFARM_AGENT_NAME: this.name,
        NPUFARM_CONTROL_PLANE: this.links.grpc.address,
        NPUFARM_NATS_URL: `tls://${this.links.nats.address}`,
        NPUFARM_EMULATOR: programs.emulator,
        NPUFARM_DATA_DIRECTORY: this.dataDirectory,
        NPUFARM_BOARDS: JSON.stringify(this.plan.boards),
        NPUFARM_LOG_LEVEL: this.surroundings.logLevel,
        NPUFARM_EXIT_WITH_PARENT: '1',
        ...(enrolment === undefined
          ? {}
          : { NPUFARM_ENROLMENT_TOKEN: enrolment.token, NPUFARM_ENROLMENT: enrolment.address }),
      },
    });
  }

  /** kill -9 of the agent; its boards' processes stay. */
  async kill(): Promise<void> {
    this.#isWanted = false;
    if (this.#service === undefined || this.#service.hasEnded()) return;
    process.kill(this.#service.pid, 'SIGKILL');
    await this.#service.ended;
  }

  freeze(): void {
    if (this.#service !== undefined) process.kill(this.#service.pid, 'SIGSTOP');
  }

  thaw(): void {
    if (this.isRunning && this.#service !== undefined) process.kill(this.#service.pid, 'SIGCONT');
  }

  /** As after a new disk: identity and spool are gone. */
  wipe(): void {
    for (const entry of readdirSync(this.dataDirectory))
      rmSync(join(this.dataDirectory, entry), { recursive: true, force: true });
  }

  /** Processes of the agent's emulated boards that run now. */
  boardProcesses(): readonly number[] {
    const agent = this.#service?.pid;
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === agent)
      .map(Number);
  }

  async stop(): Promise<void> {
    this.#isWanted = false;
    this.thaw();
    await this.#service?.stop();
  }
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]);
  } catch {
    return undefined;
  }
}
