import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The catalogue of the control plane's metrics. Record after the commit, never before. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly submissionsTotal = new Counter({
    name: 'npufarm_submissions_total',
    help: 'Submissions by the state they ended in.',
    labelNames: ['state'],
    registers: [this.registry],
  });

  readonly checkSeconds = new Histogram({
    name: 'npufarm_check_seconds',
    help: 'Time of one upload check that was not cached.',
    buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [this.registry],
  });

  readonly scoringSeconds = new Histogram({
    name: 'npufarm_scoring_seconds',
    help: 'Time to score one picture in the worker pool.',
    buckets: [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [this.registry],
  });

  readonly invariantViolations = new Gauge({
    name: 'npufarm_invariant_violations',
    help: 'Places where an invariant of the farm does not hold, by the last check.',
    labelNames: ['invariant'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
