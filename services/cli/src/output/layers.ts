import { fixed, milliseconds } from './format-number.js';
import type { Style } from './style.js';
import { type Column, renderTable } from './table.js';

interface Layer {
  readonly type: string;
  readonly inferenceUs: number;
  readonly engine: string | null;
  readonly operators: readonly number[];
}

/** The slowest layers of a profile as a table, the slowest first. */
export function renderSlowestLayers(layers: readonly Layer[], count: number, style: Style): string {
  const totalUs = layers.reduce((sum, layer) => sum + layer.inferenceUs, 0);
  const columns: readonly Column<Layer>[] = [
    { title: 'layer', value: (layer) => layer.type },
    { title: 'ms', align: 'right', value: (layer) => milliseconds(layer.inferenceUs) },
    {
      title: 'share',
      align: 'right',
      value: (layer) => (totalUs === 0 ? undefined : `${fixed((layer.inferenceUs / totalUs) * 100, 1)} %`),
    },
    { title: 'engine', value: (layer) => layer.engine?.toUpperCase() },
    { title: 'operators', value: (layer) => layer.operators.join(' ') },
  ];
  const slowest = layers.toSorted((a, b) => b.inferenceUs - a.inferenceUs).slice(0, count);
  return renderTable(columns, slowest, style);
}
