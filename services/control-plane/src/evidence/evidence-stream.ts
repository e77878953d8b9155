import type { EventBatch, StreamRequest, StreamResponse } from '@npufarm/agent-protocol';
import { type AgentId, type AttemptNumber, attemptNumberSchema } from '@npufarm/contracts';
import type { DataSource } from 'typeorm';
import type { EventWriter } from './event-writer.js';
import { findAttemptForEvidence } from './find-attempt-for-evidence.js';
import { readLogLine } from './read-log-line.js';

/** How many events of one attempt an agent may have under way. */
export const evidenceWindow = 4_096;

/** A stream that has this much unstored is not read until some of it is, whatever its agent thinks. */
const underWayLimit = 16_384;

/** Sends one answer. */
export type Answer = (response: StreamResponse) => void;

/**
 * One agent's evidence stream: knows per attempt which sequence number comes next, drops what it has already
 * taken, and acknowledges only what is committed.
 */
export class EvidenceStream {
  private readonly nextSeqs = new Map<AttemptNumber, bigint>();
  private underWay = 0;
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly agentId: AgentId,
    private readonly dataSource: DataSource,
    private readonly writer: EventWriter,
    private readonly answer: Answer,
    private readonly fail: (cause: unknown) => void,
  ) {}

  /** Takes one message; resolves when the next may be read. */
  async take(request: StreamRequest): Promise<void> {
    const { message } = request;
    if (this.underWay > underWayLimit) await this.lastWrite;
    if (message?.$case === 'open') await this.open(message.value.attempt);
    if (message?.$case === 'batch') await this.takeBatch(message.value);
  }

  /** Resolves when everything taken so far is stored or has failed. */
  async settled(): Promise<void> {
    await this.lastWrite;
  }

  private async open(attempt: bigint): Promise<void> {
    const standing = await this.look(attempt);
    if (standing === undefined) return;
    this.answer({
      message: { $case: 'resume', value: { attempt, nextSeq: standing, window: evidenceWindow } },
    });
  }

  private async takeBatch(batch: EventBatch): Promise<void> {
    const number = numberOf(batch.attempt);
    const expected = this.nextSeqs.get(number) ?? (await this.look(batch.attempt));
    if (expected === undefined) return;
    const fresh = batch.events.filter(({ seq }) => seq >= expected);
    if (fresh.some(({ seq }, index) => seq !== expected + BigInt(index))) {
      this.answer({
        message: {
          $case: 'resume',
          value: { attempt: batch.attempt, nextSeq: expected, window: evidenceWindow },
        },
      });
      return;
    }
    const nextSeq = expected + BigInt(fresh.length);
    this.nextSeqs.set(number, nextSeq);
    this.underWay += fresh.length;
    this.lastWrite = this.writer.write(fresh.map((event) => readLogLine(number, event))).then(
      () => {
        this.underWay -= fresh.length;
        this.acknowledge(batch.attempt, nextSeq - 1n);
      },
      (cause: unknown) => this.fail(cause),
    );
  }

  private acknowledge(attempt: bigint, durableSeq: bigint): void {
    this.answer({ message: { $case: 'ack', value: { attempt, durableSeq } } });
  }

  /** The next sequence number by the tables; undefined after telling the agent that its attempt is fenced. */
  private async look(attempt: bigint): Promise<bigint | undefined> {
    const number = numberOf(attempt);
    const standing = await findAttemptForEvidence(this.dataSource.manager, number, this.agentId);
    if (!standing.taken) {
      this.nextSeqs.delete(number);
      this.answer({ message: { $case: 'fenced', value: { attempt, reason: standing.reason } } });
      return undefined;
    }
    const nextSeq = standing.lastSeq + 1n;
    this.nextSeqs.set(number, nextSeq);
    return nextSeq;
  }
}

function numberOf(attempt: bigint): AttemptNumber {
  return attemptNumberSchema.parse(attempt.toString());
}
