import { Injectable } from '@nestjs/common';
import type { SubmissionId } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { BlobReception, BlobStore } from '../blobs/index.js';
import { Competitions, Factsheets, type NamedPhase } from '../competitions/index.js';
import { Teams } from '../identity/index.js';
import { sha256Of } from '../platform/canonical-json/sha256-of.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { admit } from './admission.js';
import { type Contents, UploadContents } from './archive/upload-contents.js';
import { requireFactsheet } from './require-factsheet.js';
import { Quota } from './quota.js';
import { storeSubmission } from './store-submission.js';
import { UploadGate } from './upload-gate.js';

export interface Upload {
  readonly teamId: string;
  readonly competition: string;
  readonly phase: string;
  readonly fileName: string;
  readonly idempotencyKey: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Takes uploads: the model, the submission and its charge are stored in one transaction, or nothing is. */
@Injectable()
export class SubmissionIntake {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly factsheets: Factsheets,
    private readonly reception: BlobReception,
    private readonly contents: UploadContents,
    private readonly blobs: BlobStore,
    private readonly teams: Teams,
    private readonly quota: Quota,
    private readonly gate: UploadGate,
    private readonly clock: Clock,
    private readonly events: FarmEvents,
  ) {}

  /**
   * Repeating an upload with the same key and content returns the first submission.
   *
   * @throws FarmError `competition.not-found`, `phase.*`, `model.*`, `archive.*`, `submission.factsheet-missing`, `quota.exceeded`, `idempotency.conflict`, `farm.busy`
   */
  async submit(upload: Upload): Promise<SubmissionId> {
    this.gate.requireRoom();
    const named = await this.competitions.getPhase(upload.competition, upload.phase);
    const kind = /\.zip$/i.test(upload.fileName) ? 'archive' : 'model';
    return this.reception.receive(kind, upload.content, (received) =>
      this.contents.open(upload.fileName, received, async (contents) => {
        const id = await this.gate.pass(() =>
          this.dataSource.transaction((manager) => this.store(manager, upload, named, contents)),
        );
        this.events.publish('submission-received', { submissionId: id });
        return id;
      }),
    );
  }

  private async store(
    manager: EntityManager,
    upload: Upload,
    named: NamedPhase,
    contents: Contents,
  ): Promise<SubmissionId> {
    const { teamId, fileName, idempotencyKey } = upload;
    const account = { teamId, phaseId: named.phase.id };
    const { sha256 } = contents.archive ?? contents.model;
    const requestHash = sha256Of({ phaseId: account.phaseId, fileName, sha256 });
    await this.teams.lock(manager, teamId);
    await this.teams.requireApproved(manager, teamId);
    const earlier = await findEarlier(manager, upload, requestHash);
    if (earlier !== undefined) return earlier;
    const { isLate } = admit(named, this.clock.now());
    const said = contents.factsheet ?? (await this.factsheets.find(manager, named.competition.id, teamId));
    requireFactsheet(named.config, said);
    await this.quota.require(manager, account, named.config.quotas);
    const { model, archive, dynamic, float } = contents;
    for (const blob of [model, archive, dynamic, float]) {
      if (blob !== undefined) await this.blobs.store(manager, blob);
    }
    const id = await storeSubmission(manager, {
      ...account,
      idempotencyKey,
      requestHash,
      fileName,
      isLate,
      contents,
    });
    await this.quota.charge(manager, id, account);
    return id;
  }
}

async function findEarlier(
  manager: EntityManager,
  { teamId, idempotencyKey }: Upload,
  requestHash: Buffer,
): Promise<SubmissionId | undefined> {
  const earlier = await queryOne<{ id: SubmissionId; requestHash: Buffer }>(
    manager,
    `SELECT id, request_hash AS "requestHash" FROM submissions WHERE team_id = $1 AND idempotency_key = $2`,
    [teamId, idempotencyKey],
  );
  if (earlier === undefined || earlier.requestHash.equals(requestHash)) return earlier?.id;
  throw new FarmError({
    code: 'idempotency.conflict',
    fault: 'participant',
    status: 409,
    detail: `The Idempotency-Key "${idempotencyKey}" belongs to submission ${earlier.id}, which is another file or phase.`,
    hint: 'Use a new key for a new submission.',
  });
}
