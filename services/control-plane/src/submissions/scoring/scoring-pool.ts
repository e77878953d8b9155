import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PairScore } from '@npufarm/scoring';
import { Config } from '../../config/config.js';
import { ScoringProgram } from './scoring-program.js';
import { IncomparablePicturesError } from './incomparable-pictures.error.js';
import type { ScoringAnswer, ScoringTask } from './scoring-task.js';

interface Waiting {
  readonly task: ScoringTask;
  readonly resolve: (score: PairScore) => void;
  readonly reject: (cause: Error) => void;
}

/** Threads that compare pictures, so that the control plane keeps answering meanwhile. Started on first use. */
@Injectable()
export class ScoringPool implements OnApplicationShutdown {
  private readonly waiting: Waiting[] = [];
  private readonly idle: Worker[] = [];
  private readonly threads = new Set<Worker>();

  constructor(
    private readonly config: Config,
    private readonly program: ScoringProgram,
  ) {}

  /** @throws IncomparablePicturesError with the metric's own words */
  score(task: ScoringTask): Promise<PairScore> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      this.dispatch();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    for (const { reject } of this.waiting.splice(0)) reject(new Error('The scoring pool has stopped.'));
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const thread = this.idle.pop() ?? this.startThread();
      if (thread === undefined) return;
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.run(thread, next);
    }
  }

  private startThread(): Worker | undefined {
    if (this.threads.size >= this.config.scorerThreads) return undefined;
    const thread = new Worker(this.program.url);
    thread.unref();
    this.threads.add(thread);
    return thread;
  }

  private run(thread: Worker, { task, resolve, reject }: Waiting): void {
    const settle = (): void => {
      thread.off('message', onAnswer);
      thread.off('error', onError);
      thread.off('exit', onExit);
    };
    const onAnswer = (answer: ScoringAnswer): void => {
      settle();
      this.idle.push(thread);
      if (answer.ok) resolve(answer.score);
      else reject(new IncomparablePicturesError(answer.message));
      this.dispatch();
    };
    const onError = (cause: unknown): void => {
      settle();
      this.threads.delete(thread);
      reject(new Error('A scoring thread failed.', { cause }));
      this.dispatch();
    };
    const onExit = (code: number): void => onError(new Error(`exit ${code}`));
    thread.once('message', onAnswer);
    thread.once('error', onError);
    thread.once('exit', onExit);
    thread.postMessage(task);
  }
}
