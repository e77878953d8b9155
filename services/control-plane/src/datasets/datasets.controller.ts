import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  type AddPictureQuery,
  type CreateDataset,
  type DatasetList,
  type DatasetView,
  type PictureView,
  addPictureQuerySchema,
  createDatasetSchema,
  datasetListSchema,
  datasetViewSchema,
  pictureViewSchema,
} from '@npufarm/contracts';
import type { FastifyRequest } from 'fastify';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { readUpload } from '../platform/http/read-upload.js';
import { Answers } from '../platform/openapi/answers.js';
import { Datasets } from './datasets.js';

const pictureFileLimitBytes = 64 * 1024 * 1024;

@ApiTags('datasets')
@Controller('datasets')
export class DatasetsController {
  constructor(private readonly datasets: Datasets) {}

  /** All datasets with the number of their pictures. */
  @Get()
  @AllowRoles('organizer', 'operator')
  @Answers(200, datasetListSchema)
  async list(): Promise<DatasetList> {
    return { items: await this.datasets.list() };
  }

  /** Makes a dataset, or returns the one of that name. */
  @Post()
  @AllowRoles('organizer')
  @Answers(201, datasetViewSchema)
  async create(@Body({ schema: createDatasetSchema }) request: CreateDataset): Promise<DatasetView> {
    const { slug, licenceText } = await this.datasets.ensure(request);
    const pictures = (await this.datasets.list()).find((dataset) => dataset.slug === slug)?.pictures ?? 0;
    return { slug, licenceText, pictures };
  }

  /** Adds a picture; the body is the high-resolution PNG, with the low-resolution one behind it if there is one. */
  @Post(':slug/pictures')
  @AllowRoles('organizer')
  @ApiConsumes('image/png', 'application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers(201, pictureViewSchema)
  async addPicture(
    @Param('slug') slug: string,
    @Query({ schema: addPictureQuerySchema }) query: AddPictureQuery,
    @Req() request: FastifyRequest,
  ): Promise<PictureView> {
    return this.datasets.addPicture(slug, query, await readUpload(request, pictureFileLimitBytes));
  }
}
