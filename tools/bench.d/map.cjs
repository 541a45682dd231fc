/* map.cjs FOLDER: the map in FOLDER beside a bare MapLibre page with the same GeoJSON, in one browser: how long until it
 * stands, and the time between frames while it is moved and zoomed; then what the map alone does. Both draw in software
 * where there is no graphics card. */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');

const bare = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="app/maplibre-gl.css">
<style>body { margin: 0 } #map { position: absolute; inset: 0 0 57px 350px }</style><div id="map"></div>
<script src="app/maplibre-gl.js"></script><script src="data.js"></script><script>
const { facilities, geometries } = TERRIER.chunk, features = [];
for (const facility of facilities) for (const f of facility.features) if (f.geometry !== undefined)
  features.push({ type: 'Feature', properties: { status: f.status }, geometry: geometries[f.geometry] });
const of = (type) => ['==', ['geometry-type'], type];
window.map = new maplibregl.Map({ container: 'map', bounds: [[116, 39.6], [116.7, 40.3]], fadeDuration: 0, attributionControl: false,
  canvasContextAttributes: { preserveDrawingBuffer: true },
  style: { version: 8, sources: { all: { type: 'geojson', data: { type: 'FeatureCollection', features } } }, layers: [
    { id: 'fill', type: 'fill', source: 'all', filter: of('Polygon'), paint: { 'fill-color': '#090', 'fill-opacity': 0.3 } },
    { id: 'line', type: 'line', source: 'all', filter: of('LineString'), paint: { 'line-color': '#06c', 'line-width': 3 } },
    { id: 'point', type: 'circle', source: 'all', filter: of('Point'), paint: { 'circle-color': '#c30', 'circle-radius': 5 } }] } });
</script>`;

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
  gaps.sort((a, b) => a - b);
  const at = (q) => gaps[Math.floor((gaps.length - 1) * q)];
  return { frames: gaps.length, median: at(0.5), p95: at(0.95), most: at(1) };
}
const standing = (map, source) => map && map.getSource(source) && map.isSourceLoaded(source) && map.areTilesLoaded() &&
  map.querySourceFeatures(source).length > 0;

async function main() {
  const folder = path.resolve(process.argv[2]), bareFile = path.join(folder, 'bare.html');
  fs.writeFileSync(bareFile, bare);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] });
  const results = {};
  for (const [name, file, map, source] of [['bare', bareFile, 'window.map', 'all'],
    ['ours', path.join(folder, 'index.html'), '(window.TerrierMap && TerrierMap.app.ready && TerrierMap.view.map)', 'facilities']]) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
    const began = Date.now();
    await page.goto('file://' + file);
    await page.waitForFunction(`(${standing})(${map}, '${source}')`, null, { timeout: 120000, polling: 50 });
    results[name] = { stands: Date.now() - began, ...await page.evaluate(`(${fly})(${map})`) };
    const r = results[name];
    console.log(`${name}   stands after ${r.stands} ms; ${r.frames} frames, ${r.median.toFixed(0)} ms the middle one, ${r.p95.toFixed(0)} ms of 95 %, ${r.most.toFixed(0)} ms the longest`);
    if (name === 'ours') {
      const steps = await page.evaluate(async () => {
        const { app, model, view, near } = window.TerrierMap, out = {};
        const time = async (what, f) => {
          const before = performance.now();
          f();
          const after = performance.now();
          do await new Promise((done) => setTimeout(done, 20)); while (!view.map.isSourceLoaded('facilities') || !view.map.areTilesLoaded());
          out[what] = [after - before, performance.now() - before];
        };
        await time('a year', () => app.set({ year: model.years[3] }));
        await time('all years', () => app.set({ year: null }));
        await time('a filter', () => app.toggle('kind', 'school'));
        await time('search', () => app.set({ query: model.facilities[777].names[0].initials }));
        await time('near', () => near.find(model.visible(app.state), { lon: 116.35, lat: 39.95, radius: 3000 }));
        return out;
      });
      for (const [what, [script, drawn]] of Object.entries(steps)) console.log(`       ${what.padEnd(10)} ${script.toFixed(0)} ms until the page answers, ${drawn.toFixed(0)} ms until its tiles are there`);
    }
    await page.close();
  }
  console.log(`ours / bare   median frame ${(results.ours.median / results.bare.median).toFixed(2)}, 95 % ${(results.ours.p95 / results.bare.p95).toFixed(2)}, stands ${(results.ours.stands / results.bare.stands).toFixed(2)}`);
  await browser.close();
}
main();
