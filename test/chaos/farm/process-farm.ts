import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createdEnrolmentTokenSchema } from '@npufarm/contracts';
import { startNats, type Nats, startPostgres, type Postgres } from '../../../deploy/embedded/src/index.js';
import { StopStack } from '../../../deploy/embedded/src/processes/stop-stack.js';
import { findAnyFreePort } from '../../../deploy/embedded/src/network/find-any-free-port.js';
import { AgentHost } from './agent-host.js';
import { ControlPlaneCopy } from './control-plane-copy.js';
import { addressOf, Link } from './link.js';
import type { FarmPlan } from './plan.js';
import { RehearsalClock } from './rehearsal-clock.js';
import { SmallDisk } from './small-disk.js';
import { makeTokens } from './tokens.js';

const smallDiskBytes = 24 * 2 ** 20;

export interface ProcessFarmOptions {
  readonly directory: string;
  readonly plan: FarmPlan;
  /** Gives the last agent a disk of its own that can be filled, where this machine lets us mount one. */
  readonly hasSmallDisk?: boolean;
  /** Without a link to the database no statement passes through this process, which a measurement would count. */
  readonly hasDatabaseLinks?: boolean;
  readonly logLevel?: string;
  readonly log?: (line: string) => void;
}

/** A farm of real processes on this machine, every link of which can be cut. */
export class ProcessFarm {
  readonly tokens = makeTokens();
  readonly #stack = new StopStack();
  #copies: readonly ControlPlaneCopy[] = [];
  #agents: readonly AgentHost[] = [];
  #databaseLinks: readonly Link[] = [];
  #brokerLinks: readonly Link[] = [];
  #postgres: Postgres | undefined;
  #nats: Nats | undefined;
  #natsPort = 0;
  #clock: RehearsalClock | undefined;
  #smallDisk: { readonly agent: AgentHost; readonly disk: SmallDisk } | undefined;

  private constructor(private readonly options: ProcessFarmOptions) {}

  /** Starts everything; nothing is left running when it fails. */
  static async start(options: ProcessFarmOptions): Promise<ProcessFarm> {
    const farm = new ProcessFarm(options);
    try {
      await farm.#start();
      return farm;
    } catch (error) {
      await farm.stop();
      throw error;
    }
  }

  get copies(): readonly ControlPlaneCopy[] {
    return this.#copies;
  }

  get agents(): readonly AgentHost[] {
    return this.#agents;
  }

  /** A link per copy, in their order; none when the farm was started without. */
  get databaseLinks(): readonly Link[] {
    return this.#databaseLinks;
  }

  /** A link per copy, in their order. */
  get brokerLinks(): readonly Link[] {
    return this.#brokerLinks;
  }

  /** The agent whose disk is small; undefined where this machine cannot make one. */
  get smallDisk(): { readonly agent: AgentHost; readonly disk: SmallDisk } | undefined {
    return this.#smallDisk;
  }

  /** Past every link; another one after each restart of the database. */
  get databaseUrl(): string {
    return this.#postgres?.url ?? '';
  }

  /** The clock that the farm goes by. Throws before the start. */
  get clock(): RehearsalClock {
    if (this.#clock === undefined) throw new Error('the farm was not started');
    return this.#clock;
  }

  /** URLs of the copies that are up. */
  get urls(): readonly string[] {
    return this.#copies.flatMap(({ up }) => up?.url ?? []);
  }

  /** Leaders of the process groups that run now. */
  get processGroups(): { readonly [part in 'controlPlanes' | 'agents' | 'database']: readonly number[] } {
    return {
      controlPlanes: this.#copies.flatMap(({ up }) => up?.service.pid ?? []),
      agents: this.#agents.flatMap(({ pid }) => pid ?? []),
      database: this.#postgres === undefined ? [] : [this.#postgres.service.pid],
    };
  }

  async stop(): Promise<void> {
    await this.#stack.stop();
  }

  async startPostgres(): Promise<void> {
    this.#postgres = await startPostgres({ dataDirectory: this.#place('database') });
  }

  async stopPostgres(): Promise<void> {
    await this.#postgres?.stop();
  }

  /** kill -9 of the server with all its backends. */
  async killPostgres(): Promise<void> {
    const service = this.#postgres?.service;
    if (service === undefined || service.hasEnded()) return;
    process.kill(-service.pid, 'SIGKILL');
    await service.ended;
  }

  async startNats(): Promise<void> {
    const brokerFile = join(this.#copies[0]?.brokerDirectory ?? '', 'broker.conf');
    this.#nats = await startNats({ dataDirectory: this.#place('nats'), port: this.#natsPort, brokerFile });
  }

  async killNats(): Promise<void> {
    const service = this.#nats?.service;
    if (service === undefined || service.hasEnded()) return;
    process.kill(service.pid, 'SIGKILL');
    await service.ended;
  }

  /** Removes the files of JetStream under the running server. */
  removeJetStreamStore(): void {
    const store = join(this.#place('nats'), 'nats', 'store');
    if (!existsSync(store)) return;
    // Moved away first: the server goes on making files in it while it is emptied.
    renameSync(store, `${store}.removed`);
    rmSync(`${store}.removed`, { recursive: true });
  }

  async #start(): Promise<void> {
    const { plan, log = () => {} } = this.options;
    this.#stack.push(() => this.stopPostgres());
    await this.startPostgres();
    this.#clock = await RehearsalClock.install(() => this.databaseUrl);
    this.#natsPort = await findAnyFreePort();
    this.#stack.push(async () => this.#nats?.stop());
    const names = Array.from({ length: plan.controlPlanes }, (_, index) => `control-plane-${index + 1}`);
    if (this.options.hasDatabaseLinks !== false)
      this.#databaseLinks = await Promise.all(names.map(() => this.#link(() => [this.#databaseAddress()])));
    this.#brokerLinks = await Promise.all(names.map(() => this.#link(() => [this.#brokerAddress()])));
    this.#copies = names.map((name, index) => this.#copy(name, index));
    for (const copy of this.#copies) {
      log(`starting ${copy.name}`);
      this.#stack.push(() => copy.stop());
      await copy.start();
    }
    this.#agents = await Promise.all(plan.agents.map((agent) => this.#agent(agent)));
    if (this.options.hasSmallDisk === true) this.#mountSmallDisk();
    for (const agent of this.#agents) {
      log(`starting ${agent.name}`);
      this.#stack.push(() => agent.stop());
      await agent.start();
    }
  }

  #copy(name: string, index: number): ControlPlaneCopy {
    const surroundings = {
      directory: this.options.directory,
      logLevel: this.options.logLevel ?? 'warn',
      seed: this.#seed(),
      whenListening: async () => {
        if (this.#nats === undefined) await this.startNats();
      },
    };
    const databaseUrl = (): string => {
      const url = new URL(this.databaseUrl);
      url.host = this.#databaseLinks[index]?.address ?? url.host;
      return url.href;
    };
    const natsUrl = `tls://${this.#brokerLinks[index]?.address ?? ''}`;
    return new ControlPlaneCopy(name, surroundings, { databaseUrl, natsUrl });
  }

  async #agent(plan: FarmPlan['agents'][number]): Promise<AgentHost> {
    const grpc = await this.#link(() =>
      this.#copies.flatMap(({ up }) => (up ? [addressOf(up.grpcAddress)] : [])),
    );
    const nats = await this.#link(() => [this.#brokerAddress()]);
    return new AgentHost(
      plan,
      { grpc, nats },
      {
        directory: this.options.directory,
        logLevel: this.options.logLevel ?? 'warn',
        log: this.options.log ?? (() => undefined),
        enrolment: (agent) => this.#enrolment(agent),
      },
    );
  }

  async #enrolment(agent: string): Promise<{ token: string; address: string }> {
    const copy = this.#copies.find(({ up }) => up !== undefined)?.up;
    if (copy === undefined) throw new Error('no copy of the control plane is up, so no agent can enrol');
    const response = await fetch(`${copy.url}/api/v1/agents/enrolment-tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.tokens.operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ agent }),
    });
    const { token } = createdEnrolmentTokenSchema.parse(await response.json());
    return { token, address: copy.enrolmentAddress };
  }

  #mountSmallDisk(): void {
    const agent = this.#agents.at(-1);
    if (agent === undefined) return;
    const disk = SmallDisk.mount(agent.dataDirectory, smallDiskBytes);
    if (disk === undefined) return;
    this.#stack.push(async () => disk.unmount());
    this.#smallDisk = { agent, disk };
  }

  async #link(upstreams: Parameters<typeof Link.open>[0]): Promise<Link> {
    const link = await Link.open(upstreams);
    this.#stack.push(() => link.close());
    return link;
  }

  #databaseAddress(): { host: string; port: number } {
    const { hostname, port } = new URL(this.databaseUrl);
    return { host: hostname, port: Number(port) };
  }

  #brokerAddress(): { host: string; port: number } {
    return { host: '127.0.0.1', port: this.#natsPort };
  }

  /** One phase on emulated boards and one rehearsal on fake ones, without pictures: there are timing jobs only. */
  #seed(): object {
    return {
      operatorToken: this.tokens.operator,
      organizerToken: this.tokens.organizer,
      competition: {
        slug: 'chaos',
        title: 'A farm under faults',
        phases: [
          { slug: 'emulated', config: {} },
          { slug: 'fake', config: { acceptedFidelity: 'fake' } },
        ],
      },
      teams: [{ name: 'chaos', token: this.tokens.team }],
    };
  }

  #place(name: string): string {
    const place = join(this.options.directory, name);
    mkdirSync(place, { recursive: true });
    return place;
  }
}
