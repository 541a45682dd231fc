/* The page as people use it, from a file and from a web server: no console error, no request to another host. */
'use strict';
const test = require('node:test');
const h = require('./harness.cjs');
const { assert } = h;

const registry = h.makeRegistry('r.sqlite'), folder = h.makeMap(registry, 'map');
let server;
test.before(async () => { server = await h.serve(folder); });
test.after(async () => {
  await h.finish();
  server.close();
});
const everywhere = (name, body) => {
  test(name + ', from a file', async () => body(h.fileUrl(folder)));
  test(name + ', from a server', async () => body(server.url));
};
const rows = (page, box = '#list') => page.$$eval(`${box} .row .name`, (list) => list.map((e) => e.textContent));
const choose = (page, field, word) => page.click(`.chip[data-field="${field}"][data-word="${word}"]`);

everywhere('facilities are drawn', async (url) => {
  const page = await h.open(url);
  await h.settle(page);
  const names = await h.drawn(page);
  for (const name of ['松涛公园', '望湖路', '云溪中学', '桐溪河', '青岚市第二人民医院']) assert.ok(names.includes(name), name);
  assert.ok(!names.includes('新北山公园'));
  await page.done();
});

everywhere('the slider', async (url) => {
  const page = await h.open(url);
  await page.focus('#year');
  await page.keyboard.press('ArrowRight');
  assert.strictEqual(await page.textContent('#year-shown'), '2026 年');
  await h.settle(page);
  const named = (more) => h.sql(registry, `SELECT DISTINCT f.name FROM statement s JOIN project p ON p.id = s.project
    JOIN facility f ON f.id = p.facility JOIN place l ON l.id = p.place WHERE s.year = 2026 ${more}`).map((r) => r[0]).sort();
  assert.deepStrictEqual(await h.drawn(page), named('AND l.shape IS NOT NULL'));
  assert.deepStrictEqual((await rows(page)).sort(), named(''));
  await page.keyboard.press('End');
  assert.strictEqual(await page.textContent('#year-shown'), '未注明年份');
  await page.keyboard.press('Home');
  assert.strictEqual(await page.textContent('#year-shown'), '全部年份');
  await page.done();
});

test('the slider plays', async () => {
  const page = await h.open(h.fileUrl(folder)), seen = [];
  await page.focus('#play');
  await page.keyboard.press('Enter');
  for (let i = 0; i < 100 && seen.at(-1) !== '2029 年'; i++) {
    const shown = await page.textContent('#year-shown');
    if (shown !== seen.at(-1)) seen.push(shown);
    await page.waitForTimeout(100);
  }
  assert.deepStrictEqual(seen, ['2026 年', '2027 年', '2028 年', '2029 年']);
  await page.waitForFunction(() => document.getElementById('play').getAttribute('aria-label') === '播放');
  await page.done();
});

everywhere('filters', async (url) => {
  const page = await h.open(url);
  await page.click('#tab-filters');
  for (const kind of ['road', 'park', 'school', 'hospital']) await choose(page, 'kind', kind);
  await h.settle(page);
  assert.deepStrictEqual(await h.drawn(page), ['桐溪河']);
  await choose(page, 'status', 'planned');
  assert.strictEqual(await page.getAttribute('.chip[data-word="planned"]', 'aria-pressed'), 'false');
  assert.ok((await rows(page)).length <= 1);
  await page.click('text=清除筛选');
  await choose(page, 'basis', 'reported');
  assert.ok(!(await rows(page)).includes('新北山公园'), 'only reported');
  await page.click('text=清除筛选');
  const value = await page.$$eval('#document option', (list) => list.find((o) => /首批游客/.test(o.textContent)).value);
  await page.selectOption('#document', value);
  assert.deepStrictEqual((await rows(page)).sort(), ['云溪大道', '松涛公园'], 'of what the review states something, or all that is said');
  await page.done();
});

everywhere('search by name, alias, pinyin, initials and traditional Han', async (url) => {
  const page = await h.open(url);
  for (const [text, name] of [['松涛', '松涛公园'], ['市民公园', '松涛公园'], ['市二院', '青岚市第二人民医院'], ['songtao', '松涛公园'], ['wang hu', '望湖路'],
    ['stgy', '松涛公园'], ['YXZX', '云溪中学'], ['雲溪中學', '云溪中学']]) {
    await page.fill('#search', text);
    assert.strictEqual((await rows(page))[0], name, text);
  }
  await page.fill('#search', '没有的名字');
  assert.match(await page.textContent('#list'), /没有符合条件的设施/);
  await page.fill('#search', '');
  await page.click('#tab-filters');
  await choose(page, 'kind', 'park');
  await page.fill('#search', '松涛');
  assert.match(await page.textContent('#list'), /另有 1 处被筛选隐藏/);
  await page.click('#list >> text=清除筛选');
  assert.deepStrictEqual(await rows(page), ['松涛公园']);
  await page.done();
});

everywhere('a click shows name, projects, quote, title and date', async (url) => {
  const page = await h.open(url);
  await h.settle(page);
  await page.mouse.click(...await h.pixelOf(page, '云溪中学'));
  await page.waitForSelector('#card blockquote');
  const text = await page.textContent('#card');
  for (const part of ['云溪中学', '学校', '青岚市云溪中学', '云溪中学扩建工程力争上半年开工', '青岚市公布2027年城建与民生工程安排', '2027-02-16', '准确']) assert.ok(text.includes(part), part);
  await page.keyboard.press('Escape');
  assert.ok(await page.isHidden('#card'));
  await page.click('#tab-missing');
  await page.click('#missing .row');
  await page.waitForSelector('#card blockquote');
  assert.match(await page.textContent('#card'), /没有位置/);
  await page.done();
});

everywhere('what is near', async (url) => {
  const page = await h.open(url);
  await page.click('#tab-near');
  await page.fill('#radius', '9000');
  await page.click('#near-pick');
  await page.mouse.click(...await h.pixelOf(page, '云溪中学'));
  const { near, hits } = await page.evaluate(() => {
    const { app, model, near: tool } = window.TerrierMap;
    return { near: app.state.near, hits: tool.find(model.visible(app.state), app.state.near).map((x) => [x.facility.id, x.metres]) };
  });
  assert.ok(Math.abs(near.lon - 118.285) < 0.001 && Math.abs(near.lat - 26.08) < 0.001, 'where it was clicked');
  const want = new Map();
  for (const line of h.terrier('near', registry, `${near.lon},${near.lat}`, '--radius', '9000', '--limit', '1000', '--format', 'jsonl').trim().split('\n')) {
    const hit = JSON.parse(line), id = hit.id.split('.')[0];
    want.set(id, Math.min(hit.distance_m, want.get(id) ?? Infinity));
  }
  assert.deepStrictEqual(hits.map((x) => x[0]).sort(), [...want.keys()].sort());
  for (const [id, metres] of hits) assert.ok(Math.abs(metres - want.get(id)) <= 0.06 + want.get(id) / 1000, `${id}: ${metres} and ${want.get(id)}`);
  assert.deepStrictEqual(hits.map((x) => x[1]), hits.map((x) => x[1]).sort((a, b) => a - b));
  assert.strictEqual((await rows(page, '#near')).length, hits.length);
  await page.click('#near-here');
  assert.match(await page.textContent('#near'), /起点/);
  await page.click('#near-pick');
  await page.keyboard.press('Escape');
  assert.ok(await page.isHidden('#message'));
  await page.click('#near-stop');
  assert.strictEqual((await rows(page, '#near')).length, 0);
  await page.done();
});

everywhere('the address keeps view, filters, year, choice and language', async (url) => {
  const page = await h.open(url);
  await page.click('#language');
  await page.click('#tab-filters');
  await choose(page, 'kind', 'road');
  await choose(page, 'status', 'planned');
  await page.selectOption('#document', '0');
  await page.focus('#year');
  await page.keyboard.press('End');
  await page.check('#up-to');
  await page.fill('#search', 'song');
  await page.evaluate(() => {
    const { app, model, view } = window.TerrierMap;
    view.map.jumpTo({ center: [118.301, 26.101], zoom: 13.25 });
    app.choose(model.facilities.find((f) => f.name === '松涛公园'));
    app.set({ near: { lon: 118.3, lat: 26.1, radius: 800 } });
  });
  const state = () => page.evaluate(() => {
    const { app, view, language, panel } = window.TerrierMap, s = app.state;
    return [view.where().map((x) => x.toFixed(4)), s.year, s.upTo, [...s.off.kind], [...s.off.status], s.document, s.query, s.chosen.name, s.near, language, panel.tab];
  });
  const before = await state(), hash = await page.evaluate(() => window.location.hash);
  assert.match(hash, /map=13\.25\/26\.10100\/118\.30100/);
  await page.done();
  const again = await h.open(url, { hash });
  assert.deepStrictEqual(await again.evaluate(() => {
    const { app, view, language, panel } = window.TerrierMap, s = app.state;
    return [view.where().map((x) => x.toFixed(4)), s.year, s.upTo, [...s.off.kind], [...s.off.status], s.document, s.query, s.chosen.name, s.near, language, panel.tab];
  }), before);
  await again.evaluate(() => { window.location.hash = '#year=2027&id=nonsense&near=a,b,c&map=x&no-kind=nothing&document=none'; });
  await again.waitForFunction(() => window.TerrierMap.app.state.year === 2027);
  assert.strictEqual(await again.evaluate(() => window.TerrierMap.app.state.near), null);
  await again.done();
});

test('a name is written with letters that the map can draw', async () => {
  const page = await h.open(h.fileUrl(folder));
  assert.strictEqual(await page.evaluate(() => window.TerrierMap.label('松涛公园（东段）《一》【Ａ】')), '松涛公园(东段)"一"[A]');
  await page.done();
});

test('a registry with nothing to draw says so', async () => {
  const fs = require('node:fs'), path = require('node:path');
  fs.writeFileSync(path.join(h.work, 'nothing.txt'), '标题：无\n日期：2026年1月5日\n\n今天天气很好。\n');
  h.terrier('ingest', 'nothing.sqlite', 'nothing.txt');
  const page = await h.open(h.fileUrl(h.makeMap('nothing.sqlite', 'nothing')));
  assert.match(await page.textContent('#list'), /没有提到任何设施/);
  assert.ok(await page.isVisible('#blank'));
  await page.done();
});

everywhere('back closes what was opened, where it was opened', async (url) => {
  const page = await h.open(url), where = () => page.evaluate(() => window.TerrierMap.view.where().map((x) => x.toFixed(2)).join());
  const before = await where();
  await page.click('#list .row[data-id^=school]');
  await page.waitForSelector('#card blockquote');
  assert.notStrictEqual(await where(), before);
  await page.goBack();
  await page.waitForSelector('#card', { state: 'hidden' });
  assert.strictEqual(await where(), before);
  await page.goForward();
  await page.waitForSelector('#card blockquote');
  assert.match(await page.textContent('#card-name'), /云溪中学/);
  await page.done();
});

test('a point is picked by keyboard; a reason is given in Chinese', async () => {
  const page = await h.open(h.fileUrl(folder));
  await page.click('#tab-near');
  await page.focus('#near-pick');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => Math.abs(window.TerrierMap.app.state.near.lat - window.TerrierMap.view.where()[1]) < 1e-5));
  await page.click('#tab-missing');
  assert.match(await page.textContent('#missing'), /地名库中没有/);
  assert.deepStrictEqual(await page.evaluate(() => [window.TerrierMap.reason({ reason: 'ambiguous: several places far apart are called 新城路' }),
    window.TerrierMap.reason({ reason: 'something new' })]), ['相距很远的几处都名为“新城路”，无法确定是哪一处', 'something new']);
  await page.done();
});

everywhere('by keyboard alone', async (url) => {
  const page = await h.open(url), tag = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  await page.keyboard.press('Tab');
  assert.match(await tag(), /skip/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  assert.strictEqual(await tag(), 'search');
  await page.keyboard.type('songtao');
  await page.keyboard.press('Tab');
  assert.strictEqual(await tag(), 'tab-list');
  await page.keyboard.press('ArrowRight');
  assert.strictEqual(await tag(), 'tab-filters');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#card blockquote');
  assert.strictEqual(await tag(), 'card');
  await page.keyboard.press('Escape');
  assert.match(await tag(), /row/, 'back where it was');
  await page.focus('.maplibregl-canvas');
  const before = await page.evaluate(() => window.TerrierMap.view.where());
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction((lat) => window.TerrierMap.view.where()[1] > lat, before[1]);
  await page.done();
});

everywhere('Chinese and English', async (url) => {
  const page = await h.open(url);
  assert.strictEqual(await page.getAttribute('html', 'lang'), 'zh-CN');
  await page.click('#language');
  assert.strictEqual(await page.getAttribute('html', 'lang'), 'en');
  assert.strictEqual(await page.title(), 'Map of public works · 青岚市');
  for (const tab of ['filters', 'near', 'missing', 'list']) await page.click('#tab-' + tab);
  const said = await page.evaluate(() => [...document.querySelectorAll('#tabs, #filters, #near, #timeline, #legend, h1')].map((e) => e.textContent).join(' '));
  const han = said.replace(/中文/g, '').replace(/青岚市|松涛公园|首批游客|迎来|[^ ]*安排|[^ ]*进展|[^ ]*完成|[一二]期/g, '').match(/\p{Script=Han}+/gu);
  assert.strictEqual(han, null, 'no Chinese left but the data: ' + han);
  await page.click('#language');
  assert.strictEqual(await page.title(), '青岚市公共工程地图');
  await page.done();
});

everywhere('text of documents stays text', async (url) => {
  const page = await h.open(url);
  await page.fill('#search', '松涛');
  await page.click('#list .row');
  await page.waitForSelector('#card blockquote');
  const text = await page.textContent('#card');
  assert.ok(text.includes('</script><script>window.broken = 3</script>'), text);
  assert.ok(text.includes('<img src=x onerror="window.broken = 2">') || text.includes('<b>松涛公园</b>'), text);
  await page.fill('#search', '望湖路');
  await page.click('#list .row');
  await page.waitForSelector('#card blockquote');
  assert.strictEqual((await page.$$('#card img, #card svg, #card b, #card script')).length, 0);
  assert.strictEqual(await page.evaluate(() => window.broken), undefined);
  await page.done();
});
