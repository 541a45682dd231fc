/* The map counts as the registry does: for each year, status and kind, and for the state by each year. */
'use strict';
const test = require('node:test');
const h = require('./harness.cjs');
const { assert } = h;

const registry = h.makeRegistry('r.sqlite'), folder = h.makeMap(registry, 'map');
/* As the layers do: a project once in each year, status and basis; a facility of no project once. */
const features = `SELECT DISTINCT p.id, f.kind AS kind, s.status AS status, s.basis AS basis, coalesce(s.year, 0) AS year
    FROM statement s JOIN project p ON p.id = s.project JOIN facility f ON f.id = p.facility
  UNION ALL SELECT f.id, f.kind, 'existing', NULL, 0 FROM facility f
    WHERE NOT EXISTS (SELECT 1 FROM project p WHERE p.facility = f.id)`;
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
  assert.deepStrictEqual(years.slice(1), h.sql(registry, `SELECT DISTINCT year FROM (${features}) ORDER BY year = 0, year`).map((r) => r[0]));
  assert.ok(years.length >= 5, 'the invented city spans some years');
  for (const [i, year] of years.entries()) {
    await slide(page, i);
    const seen = await chips(page), where = year === null ? 'true' : `year = ${year}`;
    let total = 0;
    for (const field of ['status', 'kind', 'basis']) {
      const want = h.sql(registry, `SELECT ${field}, count(*) FROM (${features}) WHERE ${where} AND ${field} IS NOT NULL GROUP BY 1`);
      const have = Object.entries(seen).filter(([key, n]) => key.startsWith(field + ' ') && n).map(([key, n]) => [key.split(' ')[1], n]);
      assert.deepStrictEqual(have.sort(), want.sort(), `${field} in ${year}`);
      if (field === 'status') total = want.reduce((sum, r) => sum + r[1], 0);
    }
    assert.match(await page.textContent('#summary'), new RegExp(`、${total} 条记录`), `records in ${year}`);
  }
  await page.done();
});

test('each status of each kind by its filters', async () => {
  const page = await h.open(h.fileUrl(folder));
  const want = h.sql(registry, `SELECT kind, status, count(*) FROM (${features}) GROUP BY 1, 2`);
  for (const [kind, status, count] of want) {
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
    const [[projects]] = h.sql(registry, `SELECT count(DISTINCT id) FROM (${features}) WHERE year > 0 AND year <= ${year}`);
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
