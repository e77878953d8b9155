import type { DatasetView } from '@npufarm/contracts';
import { defineCommand } from '../../command.js';
import { type Column, renderTable } from '../../output/table.js';

const columns: readonly Column<DatasetView>[] = [
  { title: 'dataset', value: (dataset) => dataset.slug },
  { title: 'pictures', align: 'right', value: (dataset) => dataset.pictures },
  { title: 'licence', value: (dataset) => dataset.licenceText.split('\n')[0] },
];

export const datasetLs = defineCommand<[]>({
  path: 'dataset ls',
  summary: 'list datasets with the number of their pictures',
  caller: 'organizer',
  run: async ({ farm }) => {
    const { datasetListSchema } = await import('@npufarm/contracts');
    const list = await (await farm()).get('/api/v1/datasets', datasetListSchema);
    return { document: list, text: (style) => renderTable(columns, list.items, style) };
  },
});
