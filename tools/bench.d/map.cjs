/* map.cjs FOLDER: the map in FOLDER compared with a bare MapLibre page with the same GeoJSON, in one browser, each opened from a file: how
 * long until it stands, and the time between frames while it is moved and zoomed, in turns; then what the map alone does. Both draw
 * in software without a graphics card. */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');

const rounds = 3;
const bare = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="app/maplibre-gl.css">
<style>body { margin: 0 } #map { position: absolute; inset: 0 0 57px 350px }</style><div id="map"></div>
<script src="app/maplibre-gl.js"></script><script src="bare.js"></script><script>
const of = (type) => ['==', ['geometry-type'], type];
window.map = new maplibregl.Map({ container: 'map', bounds: [[116, 39.6], [116.7, 40.3]],
  style: { version: 8, sources: { all: { type: 'geojson', data: DATA } }, layers: [
    { id: 'fill', type: 'fill', source: 'all', filter: of('Polygon'), paint: { 'fill-color': '#090', 'fill-opacity': 0.3 } },
    { id: 'line', type: 'line', source: 'all', filter: of('LineString'), paint: { 'line-color': '#06c', 'line-width': 3 } },
    { id: 'point', type: 'circle', source: 'all', filter: of('Point'), paint: { 'circle-color': '#c30', 'circle-radius': 5 } }] } });
</script>`;

/* The map's features as GeoJSON and nothing else, in a script that any page may load. */
function writeBare(folder) {
  const context = { window: {} };
  require('node:vm').runInNewContext(fs.readFileSync(path.join(folder, 'data.js'), 'utf8'), context);
  const { facilities, geometries } = context.window.TERRIER.chunk, features = [];
  for (const facility of facilities) {
    for (const { geometry, ...f } of facility.features) {
      if (geometry === undefined) continue;
      features.push({ type: 'Feature', properties: { name: facility.name, status: f.status, year: f.year }, geometry: geometries[geometry] });
    }
  }
  fs.writeFileSync(path.join(folder, 'bare.js'), 'const DATA = ' + JSON.stringify({ type: 'FeatureCollection', features }) + ';\n');
  fs.writeFileSync(path.join(folder, 'bare.html'), bare);
  return features.length;
}

/* In the page: the gaps between frames, in milliseconds, while the map flies a fixed way. */
async function fly(map) {
  const gaps = [];
  let last = performance.now(), on = true;
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const ways = [{ center: [116.45, 40], zoom: 10.5 }, { center: [116.25, 39.85], zoom: 12 }, { center: [116.3, 39.9], zoom: 13.5 },
    { center: [116.35, 39.95], zoom: 9.3 }];
  for (const way of ways) {
    map.easeTo({ ...way, duration: 1500 });
    await new Promise((done) => map.once('moveend', done));
  }
  on = false;
  return gaps;
}
const standing = (map, source) => map && map.getSource(source) && map.isSourceLoaded(source) && map.areTilesLoaded() &&
  map.querySourceFeatures(source).length > 0;

/* In the page: what each thing that people do takes, until the page answers and until its tiles are there. */
async function act() {
  const { app, model, view, near } = window.TerrierMap, out = [];
  const time = async (what, f) => {
    const before = performance.now();
    f();
    const after = performance.now();
    do await new Promise((done) => setTimeout(done, 20)); while (!view.map.isSourceLoaded('points') || !view.map.areTilesLoaded());
    out.push([what, after - before, performance.now() - before]);
  };
  await time('a year', () => app.set({ year: model.years[3] }));
  await time('all years', () => app.set({ year: null }));
  await time('a filter', () => app.toggle('kind', 'school'));
  await time('search', () => app.set({ query: 'yun' }));
  await time('near', () => near.find(model.visible(app.state), { lon: 116.35, lat: 39.95, radius: 3000 }));
  return out;
}

const sum = (gaps) => gaps.reduce((a, b) => a + b, 0);
function quantiles(gaps) {
  const sorted = gaps.slice().sort((a, b) => a - b), at = (q) => sorted[Math.floor((sorted.length - 1) * q)];
  return { mean: sum(gaps) / gaps.length, median: at(0.5), p95: at(0.95), most: at(1) };
}

async function main() {
  const folder = path.resolve(process.argv[2]), count = writeBare(folder);
  const size = (name) => (fs.statSync(path.join(folder, name)).size / 1e6).toFixed(1) + ' MB';
  console.log(`${count} features; data.js ${size('data.js')}, the same as plain GeoJSON ${size('bare.js')}`);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] });
  const sides = [{ name: 'bare', file: 'bare.html', map: 'window.map', source: 'all' },
    { name: 'ours', file: 'index.html', map: '(window.TerrierMap && TerrierMap.app.ready && TerrierMap.view.map)', source: 'points' }];
  for (const side of sides) Object.assign(side, { gaps: [], stands: [] });
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
      const began = Date.now();
      await page.goto('file://' + path.join(folder, side.file));
      await page.waitForFunction(`(${standing})(${side.map}, '${side.source}')`, null, { timeout: 120000, polling: 50 });
      side.stands.push(Date.now() - began);
      side.gaps.push(...await page.evaluate(`(${fly})(${side.map})`));
      if (side.name === 'ours' && round === rounds - 1) side.acts = await page.evaluate(act);
      await page.close();
    }
  }
  await browser.close();
  for (const side of sides) {
    Object.assign(side, quantiles(side.gaps), { stand: side.stands.sort((a, b) => a - b)[1] });
    console.log(`${side.name}   stands after ${side.stand} ms; ${side.gaps.length} frames, ${side.mean.toFixed(0)} ms each on average, ` +
      `${side.median.toFixed(0)} ms the middle one, ${side.p95.toFixed(0)} ms of 95 %, ${side.most.toFixed(0)} ms the longest`);
  }
  for (const [what, script, drawn] of sides[1].acts) {
    console.log(`       ${what.padEnd(10)} ${script.toFixed(0)} ms until the page answers, ${drawn.toFixed(0)} ms until its tiles are there`);
  }
  const ratio = (key) => (sides[1][key] / sides[0][key]).toFixed(2);
  console.log(`ours / bare   mean frame ${ratio('mean')}, median ${ratio('median')}, 95 % ${ratio('p95')}, stands ${ratio('stand')}`);
}
main().catch((error) => {
  console.error(`tools/bench: error: ${error.message.split('\n')[0]}`);
  process.exit(1);
});
