/**
 * Solves a robust, relative least-squares problem: the deviations, as shares of `scale`, are weighted so that large
 * ones count linearly. Columns that are zero in every row get 0.
 */
export function fitRelative(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  scales: readonly number[],
): readonly number[] {
  const iterations = 10;
  const smallestDeviation = 0.01;
  let weights = rows.map(() => 1);
  let solution: readonly number[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    solution = solveWeighted(
      rows,
      targets,
      weights.map((weight, index) => weight / (scales[index] as number) ** 2),
    );
    weights = rows.map((row, index) => {
      const predicted = row.reduce((sum, value, column) => sum + value * (solution[column] as number), 0);
      const deviation = Math.abs(predicted - (targets[index] as number)) / (scales[index] as number);
      return 1 / Math.max(deviation, smallestDeviation);
    });
  }
  return solution;
}

function solveWeighted(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  weights: readonly number[],
): readonly number[] {
  const size = rows[0]?.length ?? 0;
  const columns = Array.from({ length: size }, (_, column) => column);
  const used = columns.filter((column) => rows.some((row) => row[column] !== 0));
  const sumOver = (value: (row: readonly number[], index: number) => number): number =>
    rows.reduce((sum, row, index) => sum + (weights[index] as number) * value(row, index), 0);
  const matrix = used.map((a) => [
    ...used.map((b) => sumOver((row) => at(row, a) * at(row, b))),
    sumOver((row, index) => at(row, a) * (targets[index] as number)),
  ]);
  const solved = eliminate(matrix);
  return columns.map((column) => (used.includes(column) ? (solved[used.indexOf(column)] as number) : 0));
}

/** Gauss-Jordan elimination with partial pivoting; `matrix` carries the right-hand side as its last column. */
function eliminate(matrix: number[][]): readonly number[] {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(entry(matrix, row, column)) > Math.abs(entry(matrix, pivot, column))) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot] as number[], matrix[column] as number[]];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = entry(matrix, row, column) / entry(matrix, column, column);
      for (let k = column; k <= size; k++) {
        (matrix[row] as number[])[k] = entry(matrix, row, k) - factor * entry(matrix, column, k);
      }
    }
  }
  return matrix.map((row, index) => (row[size] as number) / (row[index] as number));
}

function entry(matrix: readonly (readonly number[])[], row: number, column: number): number {
  return (matrix[row] as readonly number[])[column] as number;
}

function at(row: readonly number[], column: number): number {
  return row[column] as number;
}
