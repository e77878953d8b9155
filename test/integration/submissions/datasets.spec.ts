import { encodePng } from '@npufarm/pictures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, authorization, get, problemIn } from './rest-client.js';
import { type RestFarm, startRestFarm, tokens } from './rest-farm.js';

describe('datasets', { timeout: 60_000 }, () => {
  let farm: RestFarm;

  beforeAll(async () => {
    farm = await startRestFarm();
    await post('/datasets', JSON.stringify({ slug: 'new', licenceText: 'CC0' }), 'application/json');
  }, 120_000);
  afterAll(() => farm.stop());

  const post = async (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
    token: string = tokens.organizer,
  ): Promise<Answer> => {
    const headers = { ...authorization(token), 'content-type': type };
    const response = await fetch(`${farm.url}${path}`, { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  };

  it('takes a picture and makes its low-resolution twin', async () => {
    const answer = await post('/datasets/new/pictures?name=a.png', await png(48, 36), 'image/png');

    expect(answer).toEqual({
      status: 201,
      body: { name: 'a.png', hrWidth: 48, hrHeight: 36, lrWidth: 16, lrHeight: 12 },
    });
    const { body } = await get(farm.url, '/datasets', tokens.organizer);
    expect(body).toMatchObject({
      items: expect.arrayContaining([{ slug: 'new', licenceText: 'CC0', pictures: 1 }]),
    });
  });

  it('takes a pair as it is, and refuses one whose sizes do not fit', async () => {
    const hr = await png(48, 36);
    const pair = async (name: string, lr: Uint8Array): Promise<Answer> =>
      post(
        `/datasets/new/pictures?name=${name}&lrBytes=${lr.byteLength}`,
        new Uint8Array(Buffer.concat([hr, lr])),
        'image/png',
      );

    const fitting = await pair('pair', await png(16, 12, 77));
    const wrong = await pair('wrong', await png(12, 16, 77));

    expect(fitting).toMatchObject({ status: 201, body: { lrWidth: 16, lrHeight: 12 } });
    expect(problemIn(wrong)).toMatchObject({ code: 'picture.pair', status: 422 });
    expect(problemIn(wrong).detail).toContain('12x16');
    const [stored] = await farm.dataSource.query(
      `SELECT data FROM dataset_pictures JOIN blob_chunks ON sha256 = lr_sha256 WHERE name = 'pair'`,
    );
    expect([...new Set((stored as { data: Buffer }).data)]).toEqual([77]);
  });

  it('takes the same picture again without harm, but not another one under its name', async () => {
    const path = '/datasets/new/pictures?name=again.png';
    await post(path, await png(48, 36), 'image/png');

    const same = await post(path, await png(48, 36), 'image/png');
    const other = await post(path, await png(48, 36, 10), 'image/png');

    expect(same.status).toBe(201);
    expect(problemIn(other).code).toBe('picture.name-taken');
  });

  it('names what is wrong with a picture', async () => {
    const text = await post('/datasets/new/pictures?name=b.png', new Uint8Array(100), 'image/png');
    const odd = await post('/datasets/new/pictures?name=b.png', await png(50, 36), 'image/png');
    const path = await post('/datasets/new/pictures?name=../b.png', await png(48, 36), 'image/png');
    const nowhere = await post('/datasets/none/pictures?name=b.png', await png(48, 36), 'image/png');

    expect([text, odd, path, nowhere].map((answer) => problemIn(answer).code)).toEqual([
      'picture.unreadable',
      'picture.size',
      'request.invalid',
      'dataset.not-found',
    ]);
    expect(problemIn(odd)).toMatchObject({ hint: 'Crop it to 48x36.' });
  });

  it('changes nothing that the scores of an open phase depend on', async () => {
    const answer = await post('/datasets/pictures/pictures?name=late.png', await png(48, 36), 'image/png');

    expect(problemIn(answer)).toMatchObject({ code: 'dataset.frozen', status: 409 });
  });

  it('belongs to organizers', async () => {
    const answer = await post(
      '/datasets/new/pictures?name=c.png',
      await png(48, 36),
      'image/png',
      tokens.alpha,
    );

    expect(problemIn(answer).code).toBe('auth.role-refused');
  });
});

async function png(width: number, height: number, value = 9): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await encodePng({ width, height, data: new Uint8Array(width * height * 3).fill(value) }),
  );
}
