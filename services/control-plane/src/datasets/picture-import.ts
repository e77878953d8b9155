import { Injectable } from '@nestjs/common';
import { type RgbPicture, bicubic } from '@npufarm/scoring';
import { UnreadablePictureError, readPicture } from '@npufarm/pictures';
import { DataSource } from 'typeorm';
import { BlobStore } from '../blobs/index.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { DatasetPicture } from './dataset-picture.entity.js';

export interface PictureToImport {
  readonly datasetId: string;
  readonly name: string;
  readonly hr: RgbPicture;
  /** Made from the high-resolution one when there is none. */
  readonly lr?: RgbPicture | undefined;
  readonly scale: number;
}

/** Brings pictures into a dataset in pairs; where only the high-resolution one is given, its bicubic reduction is the other. */
@Injectable()
export class PictureImport {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /** @throws FarmError `picture.unreadable` */
  async decode(name: string, bytes: Uint8Array): Promise<RgbPicture> {
    try {
      return await readPicture(bytes, { name });
    } catch (cause) {
      if (!(cause instanceof UnreadablePictureError)) throw cause;
      throw new FarmError({
        code: 'picture.unreadable',
        fault: 'participant',
        status: 422,
        detail: cause.message,
        hint: 'Import the original PNG.',
        cause,
      });
    }
  }

  /**
   * Stores one pair. Importing the same picture again changes nothing.
   *
   * @throws FarmError `picture.size` when the sides are no multiples of the scale, `picture.pair` when the
   *   low-resolution one has another size than the scale asks for, `picture.name-taken` when other
   *   bytes have this name
   */
  async add({ datasetId, name, hr, lr: given, scale }: PictureToImport): Promise<DatasetPicture> {
    if (hr.width % scale !== 0 || hr.height % scale !== 0) throw wrongSize(name, hr, scale);
    const size = { width: hr.width / scale, height: hr.height / scale };
    if (given !== undefined && (given.width !== size.width || given.height !== size.height)) {
      throw wrongPair(name, given, size);
    }
    const lr = given ?? bicubic(hr, size.width, size.height);
    const hrBlob = await this.blobs.put('picture', onePiece(hr));
    const lrBlob = await this.blobs.put('picture', onePiece(lr));
    const picture: DatasetPicture = {
      datasetId,
      name,
      hrSha256: Buffer.from(hrBlob.sha256, 'hex'),
      lrSha256: Buffer.from(lrBlob.sha256, 'hex'),
      hrWidth: hr.width,
      hrHeight: hr.height,
      lrWidth: lr.width,
      lrHeight: lr.height,
    };
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(DatasetPicture)
      .values(picture)
      .orIgnore()
      .execute();
    const same = await queryOne<{ name: string }>(
      this.dataSource.manager,
      `SELECT name FROM dataset_pictures WHERE dataset_id = $1 AND name = $2 AND hr_sha256 = $3 AND lr_sha256 = $4`,
      [datasetId, name, picture.hrSha256, picture.lrSha256],
    );
    if (same === undefined) throw nameTaken(name);
    return picture;
  }
}

async function* onePiece({ data }: RgbPicture): AsyncGenerator<Uint8Array> {
  yield data;
}

function wrongSize(name: string, { width, height }: RgbPicture, scale: number): FarmError {
  return new FarmError({
    code: 'picture.size',
    fault: 'participant',
    status: 422,
    detail: `The picture "${name}" is ${width}x${height}; both sides must be multiples of the scale ${scale}.`,
    hint: `Crop it to ${width - (width % scale)}x${height - (height % scale)}.`,
  });
}

function wrongPair(
  name: string,
  { width, height }: RgbPicture,
  size: { readonly width: number; readonly height: number },
): FarmError {
  return new FarmError({
    code: 'picture.pair',
    fault: 'participant',
    status: 422,
    detail: `The low-resolution picture of "${name}" is ${width}x${height}; its original asks for ${size.width}x${size.height}.`,
    hint: 'Check the pair and the scale.',
  });
}

function nameTaken(name: string): FarmError {
  return new FarmError({
    code: 'picture.name-taken',
    fault: 'participant',
    status: 409,
    detail: `The dataset has another picture named "${name}".`,
    hint: 'Give it another name; pictures of a dataset never change.',
  });
}
