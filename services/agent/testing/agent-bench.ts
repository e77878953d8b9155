import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assignment } from '@npufarm/agent-protocol';
import { type Agent } from '../src/agent.js';
import { createAgent } from '../src/create-agent.js';
import { createLogger } from '../src/logging/create-logger.js';
import { FarmPeer } from './farm-peer.js';

const POLL_MS = 20;
const BOARD = 'vs680-emulated-1';

/** An agent of this process with one emulated board, and the farm it talks to. */
export class AgentBench {
  readonly farm = new FarmPeer();
  readonly dataDirectory = mkdtempSync(join(tmpdir(), 'npufarm-agent-'));
  #token: string | undefined;
  #running:
    | { readonly ended: Promise<void>; readonly drain: AbortController; readonly stop: AbortController }
    | undefined;

  /** `emulatorPath` is the built emulator; `modelPath` the file that assignments name. */
  constructor(
    private readonly emulatorPath: string,
    private readonly modelPath: string,
  ) {}

  /** Starts the agent. */
  async start(): Promise<void> {
    const agent: Agent = await createAgent(
      {
        agentName: 'lab',
        enrolmentToken: (this.#token ??= this.farm.enrolment.makeToken()),
        enrolmentAddress: this.farm.enrolment.address,
        controlPlane: this.farm.address,
        natsUrl: 'nats://127.0.0.1:1',
        emulatorPath: this.emulatorPath,
        dataDirectory: this.dataDirectory,
        boards: [{ name: BOARD, driver: 'emulated' }],
        logLevel: 'silent',
        exitWithParent: false,
        drainTimeoutMs: 60_000,
      },
      createLogger('silent', 'lab'),
    );
    const [drain, stop] = [new AbortController(), new AbortController()];
    this.#running = { drain, stop, ended: agent.run({ drain: drain.signal, stop: stop.signal }) };
  }

  /** Asks the agent to finish and waits until it has ended. */
  async drain(): Promise<void> {
    this.#running?.drain.abort();
    await this.#running?.ended;
  }

  /** Waits until the agent has ended by itself. */
  async ended(): Promise<void> {
    await this.#running?.ended;
  }

  /** Stops the agent at once. */
  async stop(): Promise<void> {
    this.#running?.stop.abort();
    await this.#running?.ended;
    this.#running = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    this.farm.close();
    rmSync(this.dataDirectory, { recursive: true });
  }

  /** Attempts in the agent's spool. */
  spooled(): string[] {
    return readdirSync(join(this.dataDirectory, 'attempts'));
  }

  /** Whether the result of an attempt is on the agent's disk. */
  hasStoredResult(attempt: bigint): boolean {
    return statSync(join(this.dataDirectory, 'attempts', String(attempt), 'result.log')).size > 0;
  }

  /** Waits until something is true; the test's own time limit is the only other end. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await sleep(POLL_MS);
  }

  /** Predicts the runtime of the model. */
  timing(attempt: bigint, policy = 'mai2021'): Assignment {
    return {
      ...this.#common(attempt),
      work: { $case: 'timing', value: { compilation: this.#compilation(policy), warmup: 0, runs: 0 } },
    };
  }

  /** Runs the model over grey pictures. */
  fidelity(attempt: bigint, count: number, width: number, height: number): Assignment {
    const sha256 = this.farm.store(Buffer.alloc(width * height * 3, 90));
    const pictures = Array.from({ length: count }, (_, index) => ({
      name: `grey-${index}`,
      sha256,
      width,
      height,
    }));
    return {
      ...this.#common(attempt),
      work: {
        $case: 'fidelity',
        value: {
          compilation: this.#compilation('mai2021'),
          pictures,
          feeding: 'raw',
          pictureKey: Buffer.alloc(32, 7),
          picturesPublic: false,
        },
      },
    };
  }

  #common(attempt: bigint): Omit<Assignment, 'work'> {
    const limits = { preparingMs: 120_000, compilingMs: 120_000, measuringMs: 600_000, uploadingMs: 120_000 };
    return { attempt, jobId: `job-${attempt}`, board: BOARD, leaseTtlMs: 1500, limits };
  }

  #compilation(policy: string): {
    modelSha256: string;
    modelBytes: bigint;
    policyJson: string;
    layout: string;
  } {
    const file = readFileSync(this.modelPath);
    const modelSha256 = this.farm.store(file);
    return {
      modelSha256,
      modelBytes: BigInt(file.length),
      policyJson: JSON.stringify(policy),
      layout: 'nchw',
    };
  }
}
