import { webAssembly } from './web-assembly.js';

const sums = 12;
const dotsPerRound = 60;
const macsPerDot = 8;

/**
 * Measures the machine's limit for the instruction that all convolutions end in: the dot product of 16-bit lanes and
 * an addition, on registers alone. Returns GMAC/s of CPU time on one core.
 */
export function createDotLimit(): () => number {
  const { exports } = new webAssembly.Instance(new webAssembly.Module(Uint8Array.from(buildLoop())));
  const loop = exports['run'];
  if (loop === undefined) throw new Error('the loop is exported');
  const rounds = 300_000;
  loop(rounds);
  return () => {
    const before = process.cpuUsage();
    loop(rounds);
    const { user, system } = process.cpuUsage(before);
    return (rounds * dotsPerRound * macsPerDot) / ((user + system) * 1000);
  };
}

/** `(rounds) => { do { each sum in turn, 60 times: sum += dot(sum, factor) } while (--rounds) }` in the binary format. */
function buildLoop(): readonly number[] {
  const operand = (index: number): readonly number[] => [0x20, index];
  const body: number[] = [0x03, 0x40];
  for (let dot = 0; dot < dotsPerRound; dot++) {
    const sum = 1 + (dot % sums);
    const products = [...operand(sum), ...operand(1 + sums), 0xfd, 0xba, 0x01];
    body.push(...operand(sum), ...products, 0xfd, 0xae, 0x01, 0x21, sum);
  }
  body.push(0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b);
  // The sums are stored, or the engine would drop the loop's work.
  for (let sum = 1; sum <= sums; sum++) body.push(0x41, 0, 0x20, sum, 0xfd, 11, 0, 0);
  const code = [1, sums + 1, 0x7b, ...body, 0x0b];
  return [
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, 1, 0x7f, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [1, 3, ...Buffer.from('run'), 0, 0]),
    ...section(10, [1, ...length(code), ...code]),
  ];
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...length(content), ...content];
}

function length({ length: bytes }: readonly number[]): readonly number[] {
  return bytes < 128 ? [bytes] : [(bytes & 127) | 128, bytes >> 7];
}
