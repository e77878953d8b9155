import { Injectable } from '@nestjs/common';
import { type Factsheet, factsheetSchema } from '@npufarm/contracts';
import type { ZipEntry } from '@npufarm/pictures';
import { BlobReception, type ReceivedBlob } from '../../blobs/index.js';
import { refuseNonModel } from '../upload-refusals.js';
import { type ArchiveMembers, findMembers, memberPaths } from './archive-members.js';
import { archiveRefusal } from './archive-refusal.js';
import { ZipFile } from './zip-file.js';

/** What an upload holds: a model alone, or the challenge's archive. */
export interface Contents {
  /** Gives the runtime. */
  readonly model: ReceivedBlob;
  readonly archive?: ReceivedBlob;
  /** Gives the fidelity; the model itself when there is none. */
  readonly dynamic?: ReceivedBlob;
  readonly float?: ReceivedBlob;
  readonly factsheet?: Factsheet;
}

const zipMagic = Buffer.from('PK\x03\x04', 'latin1');
const factsheetLimitBytes = 256 * 1024;

/** Opens uploads. An archive is never unpacked as a whole: only the few files that the farm knows are read from it. */
@Injectable()
export class UploadContents {
  constructor(private readonly reception: BlobReception) {}

  /**
   * Gives the files of an upload to `use`; they are removed afterwards.
   *
   * @throws FarmError `model.*`, `archive.*`
   */
  async open<Result>(
    fileName: string,
    received: ReceivedBlob,
    use: (contents: Contents) => Promise<Result>,
  ): Promise<Result> {
    if (!zipMagic.equals(received.head.subarray(0, zipMagic.length))) {
      refuseNonModel(fileName, received);
      return use({ model: received });
    }
    const zip = await ZipFile.open(received.path);
    try {
      const members = findMembers(zip.entries, received.bytes);
      const factsheet =
        members.factsheet === undefined ? {} : { factsheet: await readFactsheet(zip, members.factsheet) };
      return await this.receiveModels(zip, members, (models) =>
        use({ ...models, ...factsheet, archive: { ...received, kind: 'archive' } }),
      );
    } finally {
      zip.close();
    }
  }

  private receiveModels<Result>(
    zip: ZipFile,
    { model, dynamic, float }: ArchiveMembers,
    use: (models: Pick<Contents, 'model' | 'dynamic' | 'float'>) => Promise<Result>,
  ): Promise<Result> {
    if (model === undefined || dynamic === undefined)
      throw new Error('An incomplete archive was not refused.');
    return this.receive(zip, model, (modelBlob) =>
      this.receive(zip, dynamic, (dynamicBlob) => {
        const models = { model: modelBlob, dynamic: dynamicBlob };
        if (float === undefined) return use(models);
        return this.receive(zip, float, (floatBlob) => use({ ...models, float: floatBlob }));
      }),
    );
  }

  private receive<Result>(
    zip: ZipFile,
    entry: ZipEntry,
    use: (blob: ReceivedBlob) => Promise<Result>,
  ): Promise<Result> {
    return this.reception.receive('model', zip.read(entry), (blob) => {
      refuseNonModel(entry.fileName, blob);
      return use(blob);
    });
  }
}

async function readFactsheet(zip: ZipFile, entry: ZipEntry): Promise<Factsheet> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of zip.read(entry)) {
    bytes += piece.byteLength;
    if (bytes > factsheetLimitBytes) throw wrongFactsheet(`it is larger than ${factsheetLimitBytes} bytes`);
    pieces.push(piece);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch (error) {
    throw wrongFactsheet(error instanceof Error ? error.message : String(error));
  }
  const parsed = factsheetSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrongFactsheet(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}

function wrongFactsheet(said: string): Error {
  return archiveRefusal(
    'factsheet',
    `${memberPaths.factsheet} is not a factsheet: ${said}.`,
    'Write JSON with team, authors, affiliations, framework, trainingData, extraData and description.',
  );
}
