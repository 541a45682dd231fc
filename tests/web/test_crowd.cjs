/* Thousands of facilities: dots from afar, shapes and names from near, all of them to be clicked; few are shown as ever. */
'use strict';
const test = require('node:test');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const h = require('./harness.cjs');
const { assert } = h;

const count = 3000;
execFileSync('python3', [path.join(h.source, 'tools/bench.d/map_source.py'), h.work, String(count)]);
h.terrier('gazetteer', 'build', 'crowd.gazetteer', 'gazetteer.geojson');
h.terrier('ingest', '--gazetteer', 'crowd.gazetteer', 'crowd.sqlite', 'documents');
h.terrier('map', 'crowd.sqlite', 'crowd', '--gazetteer', 'crowd.gazetteer');
const url = h.fileUrl(path.join(h.work, 'crowd'));
const layers = (page) => page.evaluate(() => [...new Set(window.TerrierMap.view.map.queryRenderedFeatures().map((f) => f.layer.id))].sort());
test.after(h.finish);

test('from afar and from near', async () => {
  const page = await h.open(url);
  assert.strictEqual(await page.evaluate(() => window.TerrierMap.model.facilities.length), count);
  assert.ok((await h.drawn(page)).length > count * 0.9, 'all are drawn');
  const far = await layers(page);
  assert.ok(far.includes('dot') && far.includes('solid'), far.join());
  for (const id of ['symbol', 'line-name', 'fill']) assert.ok(!far.includes(id), id);
  const wanted = await page.evaluate(() => {
    const { model, view } = window.TerrierMap, f = model.facilities.find((x) => x.placed.kind === 'school');
    view.map.jumpTo({ center: f.placed.geometry.coordinates, zoom: 15 });
    return f.name;
  });
  await h.settle(page);
  const near = await layers(page);
  assert.ok(near.includes('symbol') && !near.includes('dot'), near.join());
  await page.mouse.click(...await h.pixelOf(page, wanted));
  await page.waitForSelector('#card blockquote');
  assert.ok((await page.textContent('#card')).includes(wanted));
  await page.done();
});

test('few of many are drawn as few are', async () => {
  const page = await h.open(url + '#no-kind=school,hospital,road,waterway,park');
  assert.deepStrictEqual(await h.drawn(page), []);
  await page.evaluate(() => window.TerrierMap.app.set({ off: { kind: new Set(['school', 'road', 'waterway', 'park']), status: new Set(), basis: new Set() } }));
  await h.settle(page);
  assert.ok((await layers(page)).includes('symbol'));
  await page.done();
});

test('the list goes on by pages', async () => {
  const page = await h.open(url);
  assert.strictEqual((await page.$$('#list .row')).length, 150);
  await page.click('#list .more');
  assert.strictEqual((await page.$$('#list .row')).length, 300);
  await page.done();
});
