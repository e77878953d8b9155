import type { Prediction } from '@npufarm/npu';

const columns = 'node type, start, first, avg_ms, %, cdf%, mem KB, times called, name';

/**
 * Predicted layers as the profiler of TensorFlow Lite's `benchmark_model` prints operators in run order as CSV.
 *
 * Source of the format: TensorFlow, `StatsCalculator` with `format_as_csv`; times in milliseconds.
 */
export function profileCsv({ byLayer, bylayerSumUs }: Prediction): string {
  let sumUs = 0;
  const rows = byLayer.map((layer, index) => {
    const { type, startUs, inferenceUs, writtenBytes, operators } = layer;
    sumUs += inferenceUs;
    const ms = inferenceUs / 1000;
    const share = (us: number): string => `${((100 * us) / Math.max(1, bylayerSumUs)).toFixed(4)}%`;
    const place = `[${operators.join(';')}]:${index}`;
    const memory = (writtenBytes / 1024).toFixed(1);
    return [type, startUs / 1000, ms, ms, share(inferenceUs), share(sumUs), memory, 1, place].join(', ');
  });
  const title = `${'='.repeat(30)} Run Order ${'='.repeat(30)}`;
  return ['Operator-wise Profiling Info for Regular Benchmark Runs:', title, columns, ...rows, ''].join('\n');
}
