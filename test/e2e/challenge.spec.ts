import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePng } from '@npufarm/pictures';
import { drawDeadLeaves, drawLineArt, findNetwork, sampleModel } from '@npufarm/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aZip } from '../integration/submissions/zip-writer.js';
import { type ChallengeFarm, type Said, startChallengeFarm, writeTo } from './challenge-farm.js';
import { independentTable } from './independent-table.js';

const competition = `
slug: e2e
title: A challenge from one file
defaults:
  metric: mai
  keep_samples: 1
  quotas: { total: 6 }
  baselines: [{ team: A+ regression, psnr: 29.32, ssim: 0.852 }]
phases:
  - slug: validation
    kind: validation
    dataset: hidden
    config: { ranking: best }
  - slug: testing
    kind: testing
    dataset: hidden
    closes_at: 2099-01-01T00:00:00Z
    config: { ranking: final, results: hidden, late: mark }
`;

const isBuilt = existsSync('dist/cli/main.js') && existsSync('dist/embedded/main.js');

describe.skipIf(!isBuilt)(
  'a challenge from its first file to its table (needs npm run build)',
  { timeout: 240_000 },
  () => {
    let e2e: ChallengeFarm;
    let organizer = '';
    const tokens = { red: '', blue: '' };
    const files: Record<string, string> = {};

    const submit = (team: keyof typeof tokens, file: string, phase: string): Promise<Said> =>
      e2e.run(tokens[team], 'submit', file, '--competition', 'e2e', '--phase', phase, '--wait', '--quiet');
    const quotaOf = async (team: keyof typeof tokens): Promise<number> => {
      const { document } = await e2e.run(tokens[team], 'quota');
      const items = document['items'] as { phase: string; competition: string; used_total: number }[];
      return (
        items.find(({ phase, competition: of }) => of === 'e2e' && phase === 'validation')?.used_total ?? -1
      );
    };

    beforeAll(async () => {
      e2e = await startChallengeFarm();
      organizer = e2e.farm.tokens.organizer;
      const directory = join(e2e.directory, 'files');
      await mkdir(join(directory, 'pictures'), { recursive: true });
      await writePng(join(directory, 'pictures', 'leaves.png'), drawDeadLeaves(192, 108));
      await writePng(join(directory, 'pictures', 'lines.png'), drawLineArt(120, 144));
      const good = await readFile(sampleModel('int8').path);
      const dynamic = await readFile(sampleModel('int8-dynamic').path);
      const float = await readFile(sampleModel('fp32-dynamic').path);
      const slow = findNetwork('mju')?.write({}) ?? new Uint8Array();
      const factsheet = Buffer.from(
        JSON.stringify({ authors: ['Ada', 'Grace'], framework: 'Keras / TensorFlow' }),
      );
      const archive = (none: Uint8Array, more: object = {}): Uint8Array =>
        aZip({ 'TFLite/model.tflite': good, 'TFLite/model_none.tflite': none, ...more });
      const contents: Record<string, Uint8Array | string> = {
        'competition.yaml': competition,
        'licence.txt': 'For this test only.',
        'good.tflite': good,
        'slow.tflite': slow,
        'float.tflite': float,
        'two-networks.zip': archive(slow),
        'posing.zip': archive(dynamic, { 'TFLite/model_none_float.tflite': dynamic }),
        'whole.zip': archive(dynamic, {
          'TFLite/model_none_float.tflite': float,
          'factsheet.json': factsheet,
        }),
      };
      const pictures: Record<string, Uint8Array> = {};
      for (const name of ['leaves', 'lines'])
        pictures[`set/${name}.png`] = await readFile(join(directory, 'pictures', `${name}.png`));
      contents['pictures.zip'] = aZip(pictures);
      for (const [name, content] of Object.entries(contents))
        files[name] = await writeTo(directory, name, content);
    }, 180_000);
    afterAll(() => e2e?.stop());

    it('is set up by an organizer from one file, an archive of pictures and two teams', async () => {
      const imported = await e2e.run(
        organizer,
        'dataset',
        'import',
        'hidden',
        files['pictures.zip'] ?? '',
        '--licence',
        files['licence.txt'] ?? '',
      );
      const created = await e2e.run(organizer, 'competition', 'create', files['competition.yaml'] ?? '');
      const opened = await e2e.run(organizer, 'phase', 'open', 'validation', '--competition', 'e2e');
      for (const team of ['red', 'blue'] as const) {
        await e2e.run(organizer, 'team', 'add', team);
        const { document } = await e2e.run(organizer, 'token', 'create', 'laptop', '--team', team);
        tokens[team] = String(document['token']);
      }

      expect([imported.code, created.code, opened.code]).toEqual([0, 0, 0]);
      expect(imported.document['pictures']).toBe(2);
      expect(opened.document).toMatchObject({ state: 'open', frozen: { numerics: 'tflite-reference' } });
      expect(tokens.red).toMatch(/^nf_/);
    });

    it('scores a good and a slow network, and refuses what cannot run', async () => {
      const good = await submit('red', files['good.tflite'] ?? '', 'validation');
      const slow = await submit('blue', files['slow.tflite'] ?? '', 'validation');
      const refused = await submit('red', files['float.tflite'] ?? '', 'validation');

      expect([good.code, slow.code, refused.code]).toEqual([0, 0, 10]);
      expect(good.document).toMatchObject({ state: 'SCORED', fidelity: 'emulated' });
      expect(Number(slow.document['inference_us'])).toBeGreaterThan(Number(good.document['inference_us']));
      expect(refused.document).toMatchObject({ state: 'REJECTED', verdict: 'rejected' });
    });

    it('rejects an archive of two networks by operator name, and warns of an INT8 file that poses as float', async () => {
      const two = await submit('red', files['two-networks.zip'] ?? '', 'validation');
      const posing = await submit('red', files['posing.zip'] ?? '', 'validation');

      expect(two.code).toBe(10);
      expect(two.document['state_reason']).toMatchObject({ id: 'archive.not-one-network' });
      expect(JSON.stringify(two.document['issues'])).toMatch(/operator \d+ \([A-Z_0-9]+\) of model\.tflite/);
      expect(posing.document).toMatchObject({ state: 'SCORED' });
      expect(JSON.stringify(posing.document['warnings'])).toContain('archive.float-is-quantized');
      expect(posing.document).toMatchObject({ delta_psnr: null, delta_ssim: null });
    });

    it('gives the quota back when its boards die in the middle', async () => {
      const before = await quotaOf('blue');
      const running = submit('blue', files['slow.tflite'] ?? '', 'validation');
      let isOver = false;
      void running.finally(() => (isOver = true)).catch(() => undefined);
      // The farm takes boards that die out of service; an operator who puts them back meets the same power cut again.
      await Promise.all([
        repeatUntil(
          () => isOver,
          () => e2e.cutBoards(),
        ),
        repeatUntil(
          () => isOver,
          () => e2e.releaseBoards(),
        ),
      ]);
      const lost = await running;

      expect(lost.code).toBe(20);
      expect(lost.document).toMatchObject({ state: 'FAILED', verdict: 'failed' });
      expect(await quotaOf('blue')).toBe(before);
      await e2e.releaseBoards();
    });

    it('takes nothing over the quota and nothing after the end', async () => {
      while ((await quotaOf('red')) < 6) await submit('red', files['float.tflite'] ?? '', 'validation');
      const over = await submit('red', files['good.tflite'] ?? '', 'validation');
      await e2e.run(organizer, 'phase', 'close', 'validation', '--competition', 'e2e');
      const after = await submit('blue', files['good.tflite'] ?? '', 'validation');

      expect(over.code).toBe(10);
      expect(over.document['error']).toMatchObject({ code: 'quota.exceeded' });
      expect(after.document['error']).toMatchObject({ code: 'phase.closed' });
    });

    it('ranks finals in the testing phase, measured together, and shows them once published', async () => {
      await e2e.run(organizer, 'phase', 'open', 'testing', '--competition', 'e2e');
      for (const [team, file] of [
        ['red', 'whole.zip'],
        ['blue', 'slow.tflite'],
      ] as const) {
        const { document } = await submit(team, files[file] ?? '', 'testing');
        expect(document).toMatchObject({ state: 'SCORED', psnr: null, results_hidden: true });
        await e2e.run(tokens[team], 'final', String(document['submission']));
      }
      await e2e.run(organizer, 'phase', 'close', 'testing', '--competition', 'e2e');
      const place = ['--competition', 'e2e', '--phase', 'testing'];
      const boards = ['--board', 'vs680-emulated-1', '--board', 'vs680-emulated-2'];

      const hidden = await e2e.run(tokens.red, 'leaderboard', ...place);
      const evaluation = await e2e.run(
        organizer,
        'evaluation',
        'start',
        'testing',
        '--competition',
        'e2e',
        ...boards,
        '--repetitions',
        '2',
        '--wait',
      );
      await e2e.run(organizer, 'phase', 'publish', 'testing', '--competition', 'e2e');
      const shown = await e2e.run(tokens.red, 'leaderboard', ...place);

      expect(hidden.document['error']).toMatchObject({ code: 'leaderboard.hidden' });
      expect(evaluation.document).toMatchObject({ done: 8, total: 8, repetitions: 2 });
      const rows = shown.document['rows'] as Record<string, unknown>[];
      expect(rows.map(({ team, rank }) => [team, rank])).toEqual([
        ['red', 1],
        ['blue', 2],
        ['A+ regression', null],
        ['bicubic', null],
      ]);
      expect(rows[0]).toMatchObject({
        final_evaluation: true,
        author: 'Ada, Grace',
        framework: 'Keras / TensorFlow',
      });
    });

    it('exports the table that follows from the raw results', async () => {
      const { document } = await e2e.run(
        tokens.red,
        'table',
        'export',
        '--competition',
        'e2e',
        '--phase',
        'testing',
      );

      const lines = String(document['table']).trim().split('\r\n');
      const columns = [0, 1, 5, 6, 7, 8, 9, 10, 11, 12];
      const ranked = lines
        .slice(1)
        .map((line) =>
          line.replaceAll(/"([^"]*)"/g, (_whole, text: string) => text.replaceAll(',', ';')).split(','),
        )
        .filter(([rank]) => rank !== '-')
        .map((cells) => columns.map((column) => cells[column]));
      expect(ranked).toEqual(await independentTable(e2e.database, 'testing'));
      expect(ranked).toHaveLength(2);
      expect(ranked.map((cells) => cells[4] === 'N.A.')).toEqual([false, true]);
    });

    it('marks what was measured in an invalidated window until it was run again', async () => {
      const place = ['--competition', 'e2e', '--phase', 'testing'];
      const needsRerun = async (): Promise<unknown[]> => {
        const { document } = await e2e.run(organizer, 'leaderboard', ...place);
        const rows = document['rows'] as {
          baseline: boolean;
          needs_rerun: boolean;
          final_evaluation: boolean;
        }[];
        return rows.filter(({ baseline }) => !baseline).map((row) => row.needs_rerun && row.final_evaluation);
      };
      const until = new Date().toISOString();
      const window = ['--from', '2026-01-01T00:00:00Z', '--to', until, '--reason', 'a loose cable'];
      for (const board of ['vs680-emulated-1', 'vs680-emulated-2'])
        await e2e.run(organizer, 'boards', 'invalidate', board, ...window);
      const marked = await needsRerun();

      const rerun = await e2e.run(
        organizer,
        'phase',
        'rerun',
        'testing',
        '--competition',
        'e2e',
        '--invalidated',
      );
      let evaluation: Record<string, unknown> = {};
      await repeatUntil(
        () => evaluation['done'] === 8 && Date.parse(String(evaluation['ended_at'])) > Date.parse(until),
        async () => {
          ({ document: evaluation } = await e2e.run(
            organizer,
            'evaluation',
            'show',
            'testing',
            '--competition',
            'e2e',
          ));
        },
      );
      let shown: unknown[] = [];
      await repeatUntil(
        () => shown.length === 2,
        async () => (shown = await needsRerun()),
      );

      expect(marked).toEqual([true, true]);
      expect((rerun.document['submissions'] as string[]).length).toBe(2);
      expect(shown).toEqual([false, false]);
    });

    it('gives another table under another formula, lets teams see kept outputs, and forgets files', async () => {
      const place = ['--competition', 'e2e', '--phase', 'testing'];
      const { document: before } = await e2e.run(tokens.red, 'leaderboard', ...place);
      const [first] = before['rows'] as { submission_id: string; score: number }[];
      const words = ['phase', 'rescore', 'testing', '--competition', 'e2e', '--constant', '2^47'];

      const rescored = await e2e.run(organizer, ...words);
      const saved = join(e2e.directory, 'outputs');
      const outputs = await e2e.run(tokens.red, 'outputs', first?.submission_id ?? '', '--output', saved);
      const deleted = await e2e.run(tokens.red, 'submissions', 'delete', '--all');
      const { document: after } = await e2e.run(tokens.red, 'leaderboard', ...place);

      expect(rescored.document).toMatchObject({ rescored: 2, preview: false });
      expect(outputs.document).toMatchObject({ items: [{ name: 'leaves', width: 192, height: 108 }] });
      expect(await readdir(saved)).toEqual(['leaves.png']);
      expect((deleted.document['deleted'] as string[]).length).toBeGreaterThan(1);
      const [now] = after['rows'] as { submission_id: string; score: number }[];
      expect(now?.submission_id).toBe(first?.submission_id);
      expect((now?.score ?? 0) / (first?.score ?? 0)).toBeCloseTo(2, 9);
    });
  },
);

async function repeatUntil(isOver: () => boolean, act: () => Promise<unknown>): Promise<void> {
  while (!isOver()) {
    await act();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
