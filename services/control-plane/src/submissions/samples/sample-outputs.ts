import { Injectable } from '@nestjs/common';
import type { SampleOutput, SubmissionId } from '@npufarm/contracts';
import { encodePng } from '@npufarm/pictures';
import { DataSource } from 'typeorm';
import { queryOne } from '../../platform/database/query-one.js';
import { FarmError } from '../../platform/problems/farm-error.js';
import { notFound } from '../../platform/problems/not-found.js';
import { StoredPictures } from '../scoring/stored-pictures.js';

interface Sample extends SampleOutput {
  readonly sha256: string;
}

/** The few outputs that a phase keeps. A team sees its own, once the phase shows results. */
@Injectable()
export class SampleOutputs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pictures: StoredPictures,
  ) {}

  /** @throws FarmError `submission.not-found`, `submission.results-hidden` */
  async list(id: SubmissionId, teamId: string | undefined): Promise<SampleOutput[]> {
    await this.requireShown(id, teamId);
    return this.dataSource.query(
      'SELECT name, width, height FROM sample_outputs WHERE submission_id = $1 ORDER BY name',
      [id],
    );
  }

  /** One output as PNG. @throws FarmError those of {@link list}, `output.not-found` */
  async read(id: SubmissionId, name: string, teamId: string | undefined): Promise<Buffer> {
    await this.requireShown(id, teamId);
    const sample = await queryOne<Sample>(
      this.dataSource.manager,
      `SELECT name, width, height, encode(sha256, 'hex') AS sha256 FROM sample_outputs
       WHERE submission_id = $1 AND name = $2`,
      [id, name],
    );
    if (sample === undefined) throw notFound('output', name, 'The phase keeps few outputs, or none.');
    const { sha256, width, height } = sample;
    return Buffer.from(await encodePng(await this.pictures.read(sha256, width, height)));
  }

  private async requireShown(id: SubmissionId, teamId: string | undefined): Promise<void> {
    const row = await queryOne<{ isHidden: boolean }>(
      this.dataSource.manager,
      `SELECT coalesce(phase.config ->> 'results', 'public') = 'hidden' AND phase.published_at IS NULL AS "isHidden"
       FROM submissions submission JOIN phases phase ON phase.id = submission.phase_id
       WHERE submission.id = $1 AND ($2::uuid IS NULL OR submission.team_id = $2)`,
      [id, teamId ?? null],
    );
    if (row === undefined) throw notFound('submission', id);
    if (!row.isHidden || teamId === undefined) return;
    throw new FarmError({
      code: 'submission.results-hidden',
      fault: 'participant',
      status: 403,
      detail: 'The results of the phase are not public yet.',
      hint: 'The organizer publishes them at the end.',
    });
  }
}
