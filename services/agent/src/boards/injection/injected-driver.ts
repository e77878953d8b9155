import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Issue } from '@npufarm/contracts';
import type { BoardCheck, BoardDriver, Quiescence } from '../board-driver.js';
import type { BoardEvent } from '../board-event.js';
import type { BoardFacts } from '../board-facts.js';
import type { BoardOutcome } from '../board-outcome.js';
import type { BoardAttempt, BoardWork } from '../board-work.js';
import { type AttemptPlan, planAttempt } from './attempt-plan.js';
import type { Injection } from './behaviour.js';
import { BoardHistory } from './board-history.js';
import { distortTiming, spoilOutputs } from './distort.js';

const THROTTLED_C = 95;
const COOL_C = 55;

const refusal: Issue = {
  id: 'injected.refusal',
  rule: 'A board with the behaviour "refuse" takes no model.',
  detail: 'The refusal was injected into the board; the model was not looked at.',
  hint: 'Take the behaviour out of NPUFARM_BOARDS.',
  operator: null,
  tensor: null,
};

/** A board that misbehaves as its script says, around any driver. */
export class InjectedDriver implements BoardDriver {
  readonly #history = new BoardHistory();
  readonly #openedAtMs = performance.now();
  #attempt: BoardAttempt | undefined;

  constructor(
    private readonly board: BoardDriver,
    private readonly name: string,
    private readonly injection: Injection,
  ) {}

  /** The board's own fingerprint, with everything in it that was injected: its numbers are not those of its kind. */
  async fingerprint(): Promise<BoardFacts> {
    const facts = await this.board.fingerprint();
    const script = JSON.stringify([facts.environmentHash, this.injection]);
    const kinds = [...new Set(this.injection.behaviour.map(({ kind }) => kind))].toSorted();
    return {
      ...facts,
      capabilities: { ...facts.capabilities, injected: kinds.join(' ') },
      environmentHash: createHash('sha256').update(script).digest('hex'),
    };
  }

  async check(): Promise<BoardCheck> {
    return this.#isLinkDown()
      ? { reachable: false, detail: `${this.name} flaps, as its script says` }
      : this.board.check();
  }

  async prepare(attempt: BoardAttempt, signal: AbortSignal): Promise<void> {
    this.#attempt = attempt;
    await this.board.prepare(attempt, signal);
  }

  async *run(work: BoardWork, signal: AbortSignal): AsyncGenerator<BoardEvent> {
    if (this.#attempt === undefined) throw new Error(`${this.name} was not prepared`);
    const plan = planAttempt(this.injection, this.name, this.#attempt.attempt, this.#history);
    this.#history.begin(performance.now());
    for await (const event of this.board.run(work, signal)) {
      if (event.kind === 'outcome') {
        this.#history.end(performance.now());
        yield { kind: 'outcome', outcome: await this.#distort(event.outcome, plan) };
        return;
      }
      yield event;
      if (event.kind !== 'stage' || event.stage !== 'measuring') continue;
      yield temperature(plan);
      if (plan.end === 'as-it-is' || signal.aborted) continue;
      yield { kind: 'outcome', outcome: await this.#end(plan.end, this.#attempt, signal) };
      return;
    }
  }

  recover(): Promise<Quiescence> {
    return this.board.recover();
  }

  async #end(
    end: Exclude<AttemptPlan['end'], 'as-it-is'>,
    { limits }: BoardAttempt,
    signal: AbortSignal,
  ): Promise<BoardOutcome> {
    if (end === 'hang') await sleep(limits.measuringMs, undefined, { signal }).catch(() => undefined);
    const { proof } = await this.recover();
    this.#history.end(performance.now());
    if (signal.aborted) return { kind: 'cancelled', proof };
    if (end === 'refuse') return { kind: 'rejected', issues: [refusal] };
    return end === 'hang'
      ? {
          kind: 'failed',
          failureClass: 'TIMEOUT_MEASURING',
          detail: `${this.name} said nothing for ${limits.measuringMs} ms`,
        }
      : { kind: 'failed', failureClass: 'BOARD_LOST', detail: `${this.name} vanished while it measured` };
  }

  async #distort(outcome: BoardOutcome, plan: AttemptPlan): Promise<BoardOutcome> {
    if (outcome.kind === 'timing')
      return { kind: 'timing', result: distortTiming(outcome.result, plan.nextFactor) };
    if (outcome.kind === 'fidelity' && plan.hasWrongOutput) await spoilOutputs(outcome.pictures);
    return outcome;
  }

  #isLinkDown(): boolean {
    const upForMs = performance.now() - this.#openedAtMs;
    return this.injection.behaviour.some(
      (entry) => entry.kind === 'flap' && upForMs % (entry.upMs + entry.downMs) >= entry.upMs,
    );
  }
}

function temperature({ isThrottled }: AttemptPlan): BoardEvent {
  return { kind: 'telemetry', name: 'temperature', value: isThrottled ? THROTTLED_C : COOL_C, unit: 'C' };
}
