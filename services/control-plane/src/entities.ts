import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Blob } from './blobs/index.js';
import { Competition, Phase } from './competitions/index.js';
import { Dataset, DatasetPicture } from './datasets/index.js';
import { Team, Token } from './identity/index.js';
import { QuotaEntry, Submission } from './submissions/index.js';

/** Every table that TypeORM maps, one line each. */
export const entities: readonly EntityTarget<ObjectLiteral>[] = [
  Team,
  Token,
  Blob,
  Dataset,
  DatasetPicture,
  Competition,
  Phase,
  Submission,
  QuotaEntry,
];
