import { Module } from '@nestjs/common';
import { CompetitionsModule } from '../competitions/index.js';
import { DatasetsModule } from '../datasets/index.js';
import { Seeding } from './seeding.js';

/** What exists from the first start on. */
@Module({ imports: [CompetitionsModule, DatasetsModule], providers: [Seeding] })
export class BootstrapModule {}
