import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Long enough for an import or an upload that has stored bytes to name them. */
const restMinutes = 60;

/**
 * Drops stored models, archives and pictures that nothing refers to any more. Outputs of boards have a collection of
 * their own.
 */
@Injectable()
export class BlobCollection {
  constructor(private readonly dataSource: DataSource) {}

  /** Removes up to `limit` blobs; returns how many. */
  async collect(limit: number): Promise<number> {
    const [removed]: [{ sha256: Buffer }[]] = await this.dataSource.query(
      `DELETE FROM blobs WHERE sha256 IN (
         SELECT blob.sha256 FROM blobs blob
         WHERE blob.kind <> 'output' AND blob.last_written_at < now() - make_interval(mins => ${restMinutes})
           AND NOT EXISTS (SELECT FROM submission_files file WHERE file.sha256 = blob.sha256)
           AND NOT EXISTS (SELECT FROM sample_outputs sample WHERE sample.sha256 = blob.sha256)
           AND NOT EXISTS (SELECT FROM dataset_pictures picture WHERE picture.hr_sha256 = blob.sha256)
           AND NOT EXISTS (SELECT FROM dataset_pictures picture WHERE picture.lr_sha256 = blob.sha256)
           AND NOT EXISTS (
             SELECT FROM jobs job WHERE job.state IN ('QUEUED', 'ACTIVE')
               AND job.work -> 'compilation' ->> 'modelSha256' = encode(blob.sha256, 'hex'))
         LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING sha256`,
      [limit],
    );
    return removed.length;
  }
}
