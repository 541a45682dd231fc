/* Tiles in GCJ-02 or BD-09 get data in that datum; the address, what is near and its distances stay as the program has them. */
'use strict';
const test = require('node:test');
const zlib = require('node:zlib');
const h = require('./harness.cjs');
const { assert } = h;

const registry = h.makeRegistry('r.sqlite');
/* A grey pixel as PNG. */
const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type), data]), out = Buffer.alloc(8 + body.length);
  let crc = ~0;
  for (const byte of body) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(~crc >>> 0, 4 + body.length);
  return out;
};
const tile = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', zlib.deflateSync(Buffer.from([0, 200]))), chunk('IEND', Buffer.alloc(0))]);

let tiles;
const rows = []; /* z/x/y of the tiles that were asked for */
test.before(async () => {
  tiles = await h.serve(h.work, (request, response) => {
    if (!request.url.startsWith('/tiles/')) return false;
    rows.push(request.url.replace('/tiles/', '').replace('.png', ''));
    response.writeHead(200, { 'Content-Type': 'image/png', 'Access-Control-Allow-Origin': '*' });
    response.end(tile);
    return true;
  });
});
test.after(async () => {
  await h.finish();
  tiles.close();
});

test('rows counted from the south', async () => {
  const before = rows.length, folder = h.makeMap(registry, 'south', '--basemap', tiles.url + 'tiles/{z}/{x}/{-y}.png');
  const page = await h.open(h.fileUrl(folder), { allow: [new URL(tiles.url).host], hash: '#map=10/26.08/118.285' });
  const seen = rows.slice(before).map((r) => r.split('/').map(Number));
  assert.ok(seen.length && seen.every(([z, , y]) => y > 2 ** z / 2), 'the north is in the upper half: ' + seen.join(' '));
  await page.done();
});

for (const datum of ['gcj02', 'bd09']) {
  test(datum, async () => {
    const folder = h.makeMap(registry, datum, '--basemap', tiles.url + 'tiles/{z}/{x}/{y}.png', '--basemap-datum', datum, '--basemap-attribution', 'Tiles <b>of</b> nobody');
    const page = await h.open(h.fileUrl(folder), { allow: [new URL(tiles.url).host], hash: '#near=118.3,26.08,9000&tab=near' });
    assert.ok(rows.length > 0, 'tiles were asked for');
    assert.strictEqual(await page.textContent('#credit'), 'Tiles <b>of</b> nobody');
    const seen = await page.evaluate(() => {
      const T = window.TerrierMap, school = T.model.facilities.find((f) => f.name === '云溪中学').placed.geometry.coordinates;
      return { school, back: T.toWgs84(school), hits: T.near.find(T.model.visible(T.app.state), T.app.state.near).map((x) => [x.facility.id, x.metres]), where: T.view.where() };
    });
    const [answer] = h.terrier('geocode', '云溪中学', '--gazetteer', 'q.gazetteer', '--datum', datum, '--format', 'jsonl').trim().split('\n').map(JSON.parse);
    assert.ok(Math.hypot(seen.school[0] - answer.lon, seen.school[1] - answer.lat) < 2e-7, 'drawn in the datum of the tiles');
    assert.ok(Math.hypot(seen.school[0] - 118.285, seen.school[1] - 26.08) > 0.003, 'which is not WGS 84');
    assert.ok(Math.hypot(seen.back[0] - 118.285, seen.back[1] - 26.08) < 2e-7, 'and back');
    const want = new Map();
    for (const line of h.terrier('near', registry, '118.3,26.08', '--radius', '9000', '--limit', '1000', '--format', 'jsonl').trim().split('\n')) {
      const hit = JSON.parse(line), id = hit.id.split('.')[0];
      want.set(id, Math.min(hit.distance_m, want.get(id) ?? Infinity));
    }
    assert.ok(seen.hits.length >= 4);
    assert.deepStrictEqual(seen.hits.map((x) => x[0]).sort(), [...want.keys()].sort());
    for (const [id, metres] of seen.hits) assert.ok(Math.abs(metres - want.get(id)) <= 0.1 + want.get(id) / 1000, `${id}: ${metres} and ${want.get(id)}`);
    await page.click('#near-pick');
    await page.mouse.click(...await h.pixelOf(page, '云溪中学'));
    const near = await page.evaluate(() => window.TerrierMap.app.state.near);
    assert.ok(Math.hypot(near.lon - 118.285, near.lat - 26.08) < 0.001, 'a click is reported in WGS 84');
    await page.done();
  });
}
