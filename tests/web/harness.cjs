/* What the browser tests share: a registry of the invented city of tests/cli/data, its map, Chromium, and a web server.
 * Exit code 77 with a reason means skipped. */
'use strict';
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');

function skip(reason) {
  console.log('SKIPPED: ' + reason);
  process.exit(77);
}
function playwright() {
  try {
    return require('playwright-core');
  } catch (error) {
    return skip('playwright-core is not there; configure where npm has a network');
  }
}
const { chromium } = playwright();
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((p) => fs.existsSync(p));
if (!browserPath) skip('chromium is not installed');

const source = process.env.SOURCE || path.resolve(__dirname, '../..');
const terrierPath = process.env.TERRIER || path.join(source, 'build/terrier');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'terrier-web-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

const terrier = (...args) => execFileSync(terrierPath, args, { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
if (terrier('--version') && !fs.existsSync(path.join(process.env.NODE_PATH || '', 'maplibre-gl'))) skip('this program has no map compiled in');

/* A registry of the invented city: plan, review, a document that holds scripts, and some more years. */
function makeRegistry(name, ...more) {
  const data = path.join(source, 'tests/cli/data'), own = path.join(__dirname, 'data');
  terrier('gazetteer', 'build', 'q.gazetteer', path.join(data, 'qinglan.geojson'), '--overwrite');
  terrier('ingest', '--gazetteer', 'q.gazetteer', name, path.join(data, 'qinglan_plan.txt'), path.join(data, 'qinglan_review.txt'),
    path.join(own, 'hostile.txt'), path.join(own, 'more.txt'), ...more);
  return path.join(work, name);
}
function makeMap(registry, out, ...options) {
  terrier('map', registry, out, '--gazetteer', 'q.gazetteer', ...options);
  return path.join(work, out);
}
/* Rows of an SQL query on a registry. */
function sql(registry, query) {
  const program = 'import json, sqlite3, sys\ndb = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)\n' +
    'print(json.dumps(db.execute(sys.argv[2]).fetchall()))';
  return JSON.parse(execFileSync('python3', ['-c', program, registry, query], { encoding: 'utf8' }));
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.txt': 'text/plain', '.png': 'image/png' };
/* Serves a folder; `extra` may answer first. Gives {url, close}. */
function serve(folder, extra) {
  const server = http.createServer((request, response) => {
    if (extra && extra(request, response)) return;
    const file = path.join(folder, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    fs.readFile(file.endsWith('/') ? file + 'index.html' : file, (error, body) => {
      response.writeHead(error ? 404 : 200, { 'Content-Type': types[path.extname(file)] || 'text/html' });
      response.end(error ? 'none' : body);
    });
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() })));
}
const fileUrl = (folder) => 'file://' + path.join(folder, 'index.html');

let browser = null;
async function open(url, { hash = '', size = [1280, 800], phone = false, expectReady = true, allow = [] } = {}) {
  browser = browser || await chromium.launch({ executablePath: browserPath,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] });
  const context = await browser.newContext({ viewport: { width: size[0], height: size[1] }, deviceScaleFactor: phone ? 2 : 1, hasTouch: phone, isMobile: phone });
  const page = await context.newPage(), faults = [], host = new URL(url).host;
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type()) && !/GPU stall|WebGL/.test(m.text())) faults.push(m.text()); });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (r) => {
    const asked = new URL(r.url());
    if (!['blob:', 'data:'].includes(asked.protocol) && (asked.host !== host && !allow.includes(asked.host))) faults.push('asked for ' + r.url());
  });
  page.faults = faults;
  await page.goto(url + hash);
  if (expectReady) await page.waitForFunction(() => window.TerrierMap && window.TerrierMap.app.ready && window.TerrierMap.view.map.areTilesLoaded(), null, { timeout: 60000 });
  page.done = async () => {
    assert.deepStrictEqual(faults, [], 'console errors or foreign requests');
    await context.close();
  };
  return page;
}
async function finish() {
  if (browser) await browser.close();
}
/* Waits until the map has drawn what it was given. */
const settle = (page) => page.evaluate(() => new Promise((done) => {
  const { map } = window.TerrierMap.view;
  map.once('idle', done);
  map.triggerRepaint();
}));
/* The facilities of what is drawn. */
const drawn = (page) => page.evaluate(() => {
  const { view, model, pickLayers } = window.TerrierMap;
  return [...new Set(view.map.queryRenderedFeatures({ layers: pickLayers }).map((f) => model.features[f.properties.index].facility.name))].sort();
});
/* Where on the page a facility's middle is. */
const pixelOf = (page, name) => page.evaluate((wanted) => {
  const { view, model, pointOn } = window.TerrierMap, f = model.facilities.find((x) => x.name === wanted);
  const p = view.map.project(pointOn(f.placed.geometry)), box = view.map.getContainer().getBoundingClientRect();
  return [box.left + p.x, box.top + p.y];
}, name);

module.exports = { assert, drawn, fileUrl, finish, makeMap, makeRegistry, open, pixelOf, serve, settle, skip, source, sql, terrier, work };
