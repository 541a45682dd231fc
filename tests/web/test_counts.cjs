/* The map counts as the registry's layers do, with other kinds and with what a person set and rejected: for each year, status and
 * kind, and for the state by each year. */
'use strict';
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const test = require('node:test');
const h = require('./harness.cjs');
const { assert } = h;

const registry = h.makeRegistry('r.sqlite', '--all-kinds', path.join(__dirname, 'data/kinds.txt'));
const idOf = (name) => h.terrier('find', registry, name, '--format', 'jsonl').trim().split('\n').map(JSON.parse).find((f) => f.name === name).id;
h.terrier('override', registry, 'set', idOf('望湖路') + '.whole', 'status=suspended', 'basis=reported', 'year=2028', '--why', 'seen');
h.terrier('override', registry, 'reject', idOf('青岚体育中心'));
h.terrier('override', registry, 'set', idOf('青岚市文化馆'), 'kind=sports');
const folder = h.makeMap(registry, 'map');

/* What `terrier export` gives for the same registry: the project, kind, status, basis and year of each feature. */
function exported() {
  h.terrier('export', registry, 'layers', '--format', 'csv', '--overwrite');
  const program = `import csv, glob, json, sys
rows = [r for f in sorted(glob.glob(sys.argv[1] + "/csv/**/*.csv", recursive=True)) for r in csv.DictReader(open(f, encoding="utf-8-sig"))]
print(json.dumps([{k: r[k] for k in ("facility_id", "project_id", "kind", "status", "basis", "year")} for r in rows]))`;
  return JSON.parse(execFileSync('python3', ['-c', program, path.join(h.work, 'layers')], { encoding: 'utf8' })).map((f) => ({ ...f, year: Number(f.year || 0) }));
}
const features = exported();
function tally(list, key) {
  const counts = new Map();
  for (const f of list) if (f[key]) counts.set(f[key], (counts.get(f[key]) || 0) + 1);
  return [...counts].sort();
}
const stops = (page) => page.evaluate(() => [null, ...window.TerrierMap.model.years, ...(window.TerrierMap.model.hasUndated ? [0] : [])]);
const slide = (page, i) => page.evaluate((to) => {
  const slider = document.getElementById('year');
  slider.value = String(to);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}, i);
const chips = (page) => page.$$eval('.chip', (list) => Object.fromEntries(list.map((c) => [c.dataset.field + ' ' + c.dataset.word, Number(c.querySelector('small').textContent)])));

test('each year, status and kind', async () => {
  const page = await h.open(h.fileUrl(folder));
  const years = await stops(page);
  const known = [...new Set(features.map((f) => f.year))].sort((a, b) => !a - !b || a - b);
  assert.deepStrictEqual(years.slice(1), known);
  assert.ok(years.length >= 5, 'the invented city spans some years');
  for (const [i, year] of years.entries()) {
    await slide(page, i);
    const seen = await chips(page), list = features.filter((f) => year === null || f.year === year), total = list.length;
    for (const field of ['status', 'kind', 'basis']) {
      const have = Object.entries(seen).filter(([key, n]) => key.startsWith(field + ' ') && n).map(([key, n]) => [key.split(' ')[1], n]);
      assert.deepStrictEqual(have.sort(), tally(list, field), `${field} in ${year}`);
    }
    assert.match(await page.textContent('#summary'), new RegExp(`、${total} 条记录`), `records in ${year}`);
  }
  await page.done();
});

test('each status of each kind by its filters', async () => {
  const page = await h.open(h.fileUrl(folder));
  const pairs = new Set(features.map((f) => f.kind + ' ' + f.status));
  assert.ok(['sports existing', 'commercial completed', 'road suspended'].every((p) => pairs.has(p)), [...pairs].join());
  for (const pair of pairs) {
    const [kind, status] = pair.split(' '), count = features.filter((f) => f.kind === kind && f.status === status).length;
    const have = await page.evaluate(([k, s]) => {
      const { app, model } = window.TerrierMap, others = (field, word) => new Set([...model.present(field)].filter((w) => w !== word));
      app.set({ off: { kind: others('kind', k), status: others('status', s), basis: new Set() } });
      return model.visible(app.state).length;
    }, [kind, status]);
    assert.strictEqual(have, count, `${kind} ${status}`);
  }
  await page.done();
});

test('the state by each year', async () => {
  const page = await h.open(h.fileUrl(folder));
  await page.check('#up-to');
  const years = (await stops(page)).filter(Boolean);
  for (const year of years) {
    await slide(page, years.indexOf(year) + 1);
    /* one state for each project that a year up to then is known of */
    const projects = new Set(features.filter((f) => f.project_id && f.year && f.year <= year).map((f) => f.project_id)).size;
    const seen = await page.evaluate(() => {
      const { app, model } = window.TerrierMap, visible = model.visible(app.state);
      return { count: visible.length, projects: new Set(visible.map((f) => f.project)).size, newest: visible.every((f) =>
        f.facility.features.every((o) => o.project !== f.project || !o.year || o.year <= f.year || o.year > app.state.year)) };
    });
    assert.deepStrictEqual(seen, { count: projects, projects, newest: true }, `by ${year}`);
  }
  await page.done();
});

test('facilities without a place', async () => {
  const page = await h.open(h.fileUrl(folder));
  const [[missing]] = h.sql(registry, 'SELECT count(*) FROM unlocated');
  assert.ok(missing > 0, 'the city has one');
  await page.click('#tab-missing');
  assert.strictEqual((await page.$$('#missing .row')).length, missing);
  assert.strictEqual(await page.textContent('#tab-missing'), `未定位 ${missing}`);
  assert.match(await page.textContent('#missing'), /新北山公园/);
  await page.done();
});

test.after(h.finish);
