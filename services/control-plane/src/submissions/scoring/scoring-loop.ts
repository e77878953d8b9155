import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../config/config.js';
import { FarmEvents } from '../../platform/events/farm-events.js';
import { BackgroundLoop } from '../../platform/lifecycle/background-loop.js';
import { FarmLogger } from '../../platform/logging/farm-logger.js';
import { BaselineScoring } from './baseline-scoring.js';
import { findUnscoredPictures } from './find-unscored-pictures.js';
import { OutputCollection } from './output-collection.js';
import { OutputScoring } from './output-scoring.js';

const everyMs = 1_000;
const baselineEveryMs = 2_000;
const collectEveryMs = 60_000;
const collectAtOnce = 100;

/** Scores outputs on arrival, computes baselines, and drops outputs that are no longer needed. */
@Injectable()
export class ScoringLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: readonly BackgroundLoop[];

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly scoring: OutputScoring,
    baselines: BaselineScoring,
    collection: OutputCollection,
    events: FarmEvents,
    logger: FarmLogger,
  ) {
    const loop = (name: string, pauseMs: number, round: () => Promise<boolean>): BackgroundLoop =>
      new BackgroundLoop({
        name,
        everyMs: pauseMs,
        waker: events.waker(name === 'output scoring' ? ['job-ended'] : []),
        logger: logger.pino,
        round,
      });
    const atOnce = config.scorerThreads;
    this.loops = [
      loop('output scoring', everyMs, () => this.scoreOutputs()),
      loop('baseline scoring', baselineEveryMs, async () => (await baselines.fill(atOnce)) > 0),
      loop('output collection', collectEveryMs, async () => (await collection.collect(collectAtOnce)) > 0),
    ];
  }

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  private async scoreOutputs(): Promise<boolean> {
    const pictures = await findUnscoredPictures(this.dataSource.manager, this.config.scorerThreads);
    await Promise.all(pictures.map((picture) => this.scoring.score(picture)));
    return pictures.length > 0;
  }
}
