import type { BoardVersions, FidelityEnvironment } from '@npufarm/contracts';
import type { BoardCheck, BoardDriver, Quiescence } from '../../board-driver.js';
import { BoardError } from '../../board-error.js';
import type { BoardEvent } from '../../board-event.js';
import type { BoardFacts } from '../../board-facts.js';
import type { BoardOutcome } from '../../board-outcome.js';
import type { BoardAttempt, BoardWork } from '../../board-work.js';
import { killMarked } from '../../marked-processes.js';
import { BoardMark } from './board-mark.js';
import { BoardProcess } from './board-process.js';
import { Deadline } from './deadline.js';
import type { EmulatedConfig } from './emulated.config.js';
import { emulatedFacts } from './emulated-facts.js';
import { readEmulatorVersions } from './emulator-versions.js';
import { failureOfEnd } from './failure-of-end.js';
import { findPrlimit, withMemoryLimit } from './memory-limit.js';
import { runWork } from './run-work.js';

const DEATH_WAIT_MS = 5000;

/** A VS680 in software: one emulator process per attempt, under limits, in a process group of its own. */
export class EmulatedDriver implements BoardDriver {
  readonly #mark: BoardMark;
  readonly #prlimit = findPrlimit();
  #versions: Promise<BoardVersions> | undefined;
  #current: { readonly board: BoardProcess; readonly attempt: BoardAttempt } | undefined;

  /** `stateDirectory` keeps the board's mark across restarts of the agent. */
  constructor(
    private readonly config: EmulatedConfig,
    private readonly emulatorPath: string,
    stateDirectory: string,
  ) {
    this.#mark = new BoardMark(stateDirectory, config.name);
  }

  async fingerprint(): Promise<BoardFacts> {
    return emulatedFacts(this.config, await this.#readVersions(), this.#prlimit !== undefined);
  }

  async check(): Promise<BoardCheck> {
    try {
      await this.#readVersions();
      return { reachable: true };
    } catch (error) {
      this.#versions = undefined;
      return { reachable: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  async prepare(attempt: BoardAttempt, signal: AbortSignal): Promise<void> {
    const rest = await this.recover();
    if (!rest.quiescent) throw new BoardError('BOARD_UNHEALTHY', rest.proof);
    const board = this.#start(attempt);
    this.#current = { board, attempt };
    const news = await board.next(new Deadline(attempt.limits.preparingMs), signal);
    if (news.kind === 'answer' && 'event' in news.answer && news.answer.event === 'ready') return;
    if (news.kind === 'aborted') return;
    if (news.kind === 'overdue') {
      const detail = `${this.config.name} was not ready within ${attempt.limits.preparingMs} ms`;
      throw new BoardError('TIMEOUT_PREPARING', detail);
    }
    const detail = news.kind === 'ended' ? failureOfEnd(news.end).detail : 'it does not speak the protocol';
    throw new BoardError('BOARD_UNHEALTHY', `${this.config.name} did not start: ${detail}`);
  }

  async *run(work: BoardWork, signal: AbortSignal): AsyncGenerator<BoardEvent> {
    if (this.#current === undefined) throw new Error(`${this.config.name} was not prepared`);
    const environment = environmentOf(await this.#readVersions());
    let outcome: BoardOutcome;
    try {
      outcome = yield* runWork(work, { ...this.#current, environment, signal });
    } catch (error) {
      const detail = `the emulator's answer does not fit its schema: ${String(error)}`;
      outcome = { kind: 'failed', failureClass: 'BUG', detail };
    }
    const rest = await this.recover();
    if (outcome.kind === 'cancelled') outcome = { kind: 'cancelled', proof: rest.proof };
    yield { kind: 'outcome', outcome };
  }

  async recover(): Promise<Quiescence> {
    this.#current = undefined;
    const mark = this.#mark.read();
    if (mark === undefined)
      return { quiescent: true, proof: `no process was started on ${this.config.name}` };
    if (!(await killMarked(mark, DEATH_WAIT_MS))) {
      return { quiescent: false, proof: `a process of ${this.config.name} does not die of SIGKILL` };
    }
    this.#mark.clear();
    return { quiescent: true, proof: `no process of ${this.config.name} is left` };
  }

  #start(attempt: BoardAttempt): BoardProcess {
    const serve = [process.execPath, this.emulatorPath, 'serve', `--threads=${this.config.threads}`] as const;
    return new BoardProcess({
      command: withMemoryLimit([...serve], this.config.memoryLimitBytes, this.#prlimit),
      environment: Object.fromEntries([this.#mark.renew().split('=', 2) as [string, string]]),
      directory: attempt.directory,
    });
  }

  #readVersions(): Promise<BoardVersions> {
    this.#versions ??= readEmulatorVersions(this.emulatorPath);
    return this.#versions;
  }
}

function environmentOf(versions: BoardVersions): FidelityEnvironment {
  return {
    fidelity: 'emulated',
    clock: 'predicted',
    numerics: versions.numerics,
    modelVersion: versions.timingModel,
    compilerVersion: versions.compiler,
  };
}
