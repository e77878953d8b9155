import { Injectable } from '@nestjs/common';
import type {
  AddPictureQuery,
  CreateDataset,
  DatasetView,
  PictureInput,
  PictureView,
} from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../platform/problems/not-found.js';
import { Dataset } from './dataset.entity.js';
import { DatasetPicture } from './dataset-picture.entity.js';
import { frozenDataset } from './frozen-dataset.js';
import { PictureImport } from './picture-import.js';

/** Datasets and their pictures. */
@Injectable()
export class Datasets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pictures: PictureImport,
  ) {}

  list(): Promise<DatasetView[]> {
    return this.dataSource.query(
      `SELECT dataset.slug, dataset.licence_text AS "licenceText", count(picture.name)::integer AS pictures
       FROM datasets dataset LEFT JOIN dataset_pictures picture ON picture.dataset_id = dataset.id
       GROUP BY dataset.id ORDER BY dataset.slug`,
    );
  }

  /** The dataset of that name, created when it is new. */
  async ensure({ slug, licenceText }: CreateDataset): Promise<Dataset> {
    const repository = this.dataSource.getRepository(Dataset);
    await repository.createQueryBuilder().insert().values({ slug, licenceText }).orIgnore().execute();
    return repository.findOneByOrFail({ slug });
  }

  /** @throws FarmError `dataset.not-found` */
  async require(slug: string): Promise<Dataset> {
    const dataset = await this.dataSource.getRepository(Dataset).findOneBy({ slug });
    if (dataset === null) throw notFound('dataset', slug, 'Import it first with "npufarm dataset import".');
    return dataset;
  }

  /** Decodes a picture file and adds it with its reduction. @throws FarmError, see {@link PictureImport} */
  async addPicture(
    slug: string,
    { name, scale, lrBytes = 0 }: AddPictureQuery,
    body: Uint8Array,
  ): Promise<PictureView> {
    const dataset = await this.require(slug);
    await this.requireOpen(dataset);
    const border = Math.max(0, body.byteLength - lrBytes);
    const hr = await this.pictures.decode(name, body.subarray(0, border));
    const lr =
      lrBytes === 0 ? undefined : await this.pictures.decode(`low-resolution ${name}`, body.subarray(border));
    const { hrWidth, hrHeight, lrWidth, lrHeight } = await this.pictures.add({
      datasetId: dataset.id,
      name,
      hr,
      lr,
      scale,
    });
    return { name, hrWidth, hrHeight, lrWidth, lrHeight };
  }

  /** The low-resolution pictures of a dataset in the order of their names: what a board gets. */
  async inputs(manager: EntityManager, datasetId: string): Promise<PictureInput[]> {
    const pictures = await manager
      .getRepository(DatasetPicture)
      .find({ where: { datasetId }, order: { name: 'ASC' } });
    return pictures.map(({ name, lrSha256, lrWidth, lrHeight }) => ({
      name,
      sha256: lrSha256.toString('hex'),
      width: lrWidth,
      height: lrHeight,
    }));
  }

  private async requireOpen(dataset: Dataset): Promise<void> {
    const phase = await this.openedPhaseOf(dataset);
    if (phase !== undefined) throw frozenDataset(dataset.slug, phase);
  }

  /** Name of a phase that has opened with this dataset: from then on its pictures never change. */
  async openedPhaseOf(dataset: Dataset): Promise<string | undefined> {
    const users: { phase: string }[] = await this.dataSource.query(
      `SELECT competition.slug || '/' || phase.slug AS phase FROM phases phase
       JOIN competitions competition ON competition.id = phase.competition_id
       WHERE phase.dataset_id = $1 AND phase.state <> 'draft' LIMIT 1`,
      [dataset.id],
    );
    return users[0]?.phase;
  }
}
