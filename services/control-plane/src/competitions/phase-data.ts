import { Injectable } from '@nestjs/common';
import type { PhaseDataView } from '@npufarm/contracts';
import { encodePng } from '@npufarm/pictures';
import { DataSource } from 'typeorm';
import { BlobStore } from '../blobs/index.js';
import { Dataset, DatasetPicture } from '../datasets/index.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { Competitions } from './competitions.js';

/** Development data for teams. The pictures of any other phase never leave the farm this way. */
@Injectable()
export class PhaseData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly blobs: BlobStore,
  ) {}

  /** @throws FarmError `dataset.not-public` */
  async list(competition: string, phase: string): Promise<PhaseDataView> {
    const datasetId = await this.publicDataset(competition, phase);
    const { slug, licenceText } = await this.dataSource
      .getRepository(Dataset)
      .findOneByOrFail({ id: datasetId });
    const pictures = await this.dataSource
      .getRepository(DatasetPicture)
      .find({ where: { datasetId }, order: { name: 'ASC' } });
    return {
      dataset: slug,
      licenceText,
      pictures: pictures.map(({ name, hrWidth, hrHeight, lrWidth, lrHeight }) => ({
        name,
        hrWidth,
        hrHeight,
        lrWidth,
        lrHeight,
      })),
    };
  }

  /** @throws FarmError `dataset.not-public`, `picture.not-found` */
  async read(competition: string, phase: string, name: string, size: 'hr' | 'lr'): Promise<Buffer> {
    const datasetId = await this.publicDataset(competition, phase);
    const picture = await this.dataSource.getRepository(DatasetPicture).findOneBy({ datasetId, name });
    if (picture === null) throw notFound('picture', name);
    const [sha256, width, height] =
      size === 'hr'
        ? [picture.hrSha256, picture.hrWidth, picture.hrHeight]
        : [picture.lrSha256, picture.lrWidth, picture.lrHeight];
    const data = await this.blobs.readWhole(sha256.toString('hex'));
    return Buffer.from(await encodePng({ width, height, data }));
  }

  private async publicDataset(competition: string, slug: string): Promise<string> {
    const { phase, config } = await this.competitions.getPhase(competition, slug);
    if (config.publicData && phase.state !== 'draft' && phase.datasetId !== null) return phase.datasetId;
    throw new FarmError({
      code: 'dataset.not-public',
      fault: 'participant',
      status: 403,
      detail: `The pictures of the phase ${competition}/${slug} are not public.`,
      hint: 'Only development data can be downloaded, once its phase has opened.',
    });
  }
}
