import { z } from 'zod';
import { slugSchema } from '../slug.js';
import { listOf } from './list-of.js';

export const datasetViewSchema = z
  .object({ slug: z.string(), licenceText: z.string(), pictures: z.number().int() })
  .meta({ id: 'DatasetView' });
export type DatasetView = z.infer<typeof datasetViewSchema>;

export const datasetListSchema = listOf(datasetViewSchema).meta({ id: 'DatasetList' });
export type DatasetList = z.infer<typeof datasetListSchema>;

export const createDatasetSchema = z
  .object({ slug: slugSchema, licenceText: z.string().max(100_000).default('') })
  .meta({ id: 'CreateDataset' });
export type CreateDataset = z.infer<typeof createDatasetSchema>;

/**
 * Query of POST /datasets/:slug/pictures. The body is the high-resolution picture; the low-resolution one is made from
 * it, unless `lrBytes` says how many bytes of one follow in the body.
 */
export const addPictureQuerySchema = z.object({
  name: z
    .string()
    .max(128)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._ -]*$/, 'must start with a letter or digit and hold no path'),
  scale: z.coerce.number().int().min(1).max(8).default(3),
  lrBytes: z.coerce.number().int().positive().optional(),
});
export type AddPictureQuery = z.infer<typeof addPictureQuerySchema>;

export const pictureViewSchema = z
  .object({
    name: z.string(),
    hrWidth: z.number().int(),
    hrHeight: z.number().int(),
    lrWidth: z.number().int(),
    lrHeight: z.number().int(),
  })
  .meta({ id: 'PictureView' });
export type PictureView = z.infer<typeof pictureViewSchema>;

/** Pictures that teams may download; `GET …/data/<name>/hr` and `/lr` give the PNG files. */
export const phaseDataViewSchema = z
  .object({ dataset: z.string(), licenceText: z.string(), pictures: z.array(pictureViewSchema) })
  .meta({ id: 'PhaseDataView' });
export type PhaseDataView = z.infer<typeof phaseDataViewSchema>;
