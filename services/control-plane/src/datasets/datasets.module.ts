import { Module } from '@nestjs/common';
import { BlobsModule } from '../blobs/index.js';
import { Datasets } from './datasets.js';
import { DatasetsController } from './datasets.controller.js';
import { PictureImport } from './picture-import.js';

/** The pictures that fidelity is measured on. */
@Module({
  imports: [BlobsModule],
  controllers: [DatasetsController],
  providers: [Datasets, PictureImport],
  exports: [Datasets, PictureImport],
})
export class DatasetsModule {}
