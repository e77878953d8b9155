import type { JobWork } from '@npufarm/contracts';

/** What a job adds to its team's virtual time: one per model run that it asks for, roughly its board time. */
export function costOf(work: JobWork): number {
  return work.kind === 'timing' ? 1 : work.pictures.length;
}
