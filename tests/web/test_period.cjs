/* What is told of several years at once: shown in each of them, hatched, and counted as none of them. */
'use strict';
const test = require('node:test');
const fs = require('node:fs');
const path = require('node:path');
const h = require('./harness.cjs');
const { assert } = h;

const report = path.join(h.work, 'report.txt');
fs.writeFileSync(report, '青岚市2026年政府工作报告\n\n五年来，我们建成翠竹公园、海棠路、青岚市第九中学，增长了6.1%，获得全省第一。\n');
const registry = h.makeRegistry('r.sqlite', report);
const shapes = { point: { type: 'Point', coordinates: [118.03, 36.02] },
  line: { type: 'LineString', coordinates: [[118.01, 36.01], [118.05, 36.03]] },
  polygon: { type: 'Polygon', coordinates: [[[118.02, 36.03], [118.05, 36.03], [118.05, 36.05], [118.02, 36.05], [118.02, 36.03]]] } };
for (const [name, type] of [['翠竹公园', 'polygon'], ['海棠路', 'line'], ['青岚市第九中学', 'point']]) {
  const file = path.join(h.work, type + '.geojson');
  fs.writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: shapes[type] }] }));
  const found = h.terrier('find', registry, name, '--format', 'jsonl').trim().split('\n').map(JSON.parse);
  h.terrier('override', registry, 'set', found[0].id, 'geometry=' + file);
}
const folder = h.makeMap(registry, 'map');
test.after(h.finish);

test('hatched, in each of its years, and counted in none', async () => {
  const page = await h.open(h.fileUrl(folder), { hash: '#year=2023' });
  const seen = await page.evaluate(() => {
    const { model, app, view } = window.TerrierMap, told = model.features.filter((f) => f.from);
    return { told: told.map((f) => [f.from, f.year]), years: model.years.includes(2022),
      shown: model.visible(app.state).filter((f) => f.from).length, counted: model.counts(app.state, 'status').get('completed') || 0,
      of: model.visible(app.state).filter((f) => !f.from && f.status === 'completed').length,
      images: view.map.listImages().filter((i) => /period|hatching/.test(i)).length };
  });
  assert.deepStrictEqual(seen.told, [[2021, 2025], [2021, 2025], [2021, 2025]]);
  assert.ok(seen.years, 'the slider stops at the years of a period');
  assert.strictEqual(seen.shown, 3);
  assert.strictEqual(seen.counted, seen.of);
  assert.ok(seen.images >= 2, 'icons and hatching');
  await page.evaluate(() => window.TerrierMap.view.goHome());
  await h.settle(page);
  const layers = await page.evaluate(() => [...new Set(window.TerrierMap.view.map.queryRenderedFeatures({ layers: ['hatched', 'dashed', 'solid', 'symbol'] })
    .filter((f) => window.TerrierMap.model.features[f.properties.index].from).map((f) => f.layer.id))].sort());
  assert.deepStrictEqual(layers, ['dashed', 'hatched', 'symbol']);
  assert.match(await page.textContent('#legend'), /多年合述/);
  if (process.env.BUILD) await page.screenshot({ path: path.join(process.env.BUILD, 'period.png') });
  await page.done();
});
