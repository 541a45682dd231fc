/* Fit to be looked at: nothing runs off the page at desktop and phone size, letters have contrast, print has a picture of the map, the list
 * and no controls; and a map whose data are apart works from a server, and says what it needs from a file. */
'use strict';
const test = require('node:test');
const fs = require('node:fs');
const path = require('node:path');
const h = require('./harness.cjs');
const { assert } = h;

const registry = h.makeRegistry('r.sqlite'), folder = h.makeMap(registry, 'map');
test.after(h.finish);
const pictures = process.env.BUILD ? path.join(process.env.BUILD, 'pictures') : h.work;
fs.mkdirSync(pictures, { recursive: true });

/* Text whose contrast with its background is below WCAG's AA, and boxes that leave the window. */
const faults = (page) => page.evaluate(() => {
  const parse = (c) => (c.match(/[\d.]+/g) || []).map(Number), list = [];
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const e of document.querySelectorAll('#panel *, #timeline *, #card *, #legend *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()), box = e.getBoundingClientRect();
    if (!own || !box.width || !box.height || e.disabled || !e.checkVisibility()) continue;
    let under = e;
    while (under && (parse(getComputedStyle(under).backgroundColor)[3] === 0)) under = under.parentElement;
    const a = light(parse(getComputedStyle(e).color)), b = light(under ? parse(getComputedStyle(under).backgroundColor) : [255, 255, 255]);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) list.push(`${e.id || e.className || e.tagName} "${e.textContent.slice(0, 20)}" ${contrast.toFixed(2)}`);
    if (box.right > window.innerWidth + 1 || box.left < -1) list.push(`${e.id || e.className || e.tagName} "${e.textContent.slice(0, 20)}" leaves the window`);
  }
  if (document.documentElement.scrollWidth > window.innerWidth) list.push('the page is too wide');
  if (/null|undefined|NaN/.test(document.body.innerText)) list.push('a value that is none');
  return list;
});

for (const [name, size, phone] of [['desktop', [1280, 800], false], ['phone', [390, 844], true], ['narrow', [320, 568], true]]) {
  test(name, async () => {
    for (const language of ['zh', 'en']) {
      const page = await h.open(h.fileUrl(folder), { size, phone, hash: '#lang=' + language });
      for (const tab of ['filters', 'near', 'missing', 'list']) {
        await page.click('#tab-' + tab);
        assert.deepStrictEqual(await faults(page), [], `${tab} in ${language}`);
      }
      await page.click('#list .row');
      await page.waitForSelector('#card blockquote');
      assert.deepStrictEqual(await faults(page), [], 'the card in ' + language);
      await h.settle(page);
      await page.screenshot({ path: path.join(pictures, `${name}-${language}.png`) });
      await page.done();
    }
  });
}

test('print', async () => {
  const page = await h.open(h.fileUrl(folder), { hash: '#tab=filters&no-kind=school' });
  await page.emulateMedia({ media: 'print' });
  for (const control of ['#tabs', '#search', '#play', '#year', '#language', '#filters']) assert.ok(await page.isHidden(control), control);
  for (const shown of ['h1', '#summary', '#map', '#list', '#legend', '#year-shown']) assert.ok(await page.isVisible(shown), shown);
  assert.match(await page.textContent('#summary'), /已筛选/, 'paper says that not all is shown');
  const colours = await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const picture = document.querySelector('canvas.printed'), { data } = picture.getContext('2d').getImageData(0, 0, picture.width, picture.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  assert.ok(colours > 20, 'the picture of the map is not empty: ' + colours);
  assert.ok(await page.isHidden('#map') && await page.isVisible('canvas.printed') && await page.isVisible('#sources li'));
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.strictEqual(await page.$('canvas.printed'), null);
  await page.emulateMedia({ media: null });
  assert.ok(await page.isVisible('#map'));
  const paper = path.join(pictures, 'print.pdf');
  await page.pdf({ path: paper, format: 'A4' });
  assert.ok(fs.statSync(paper).size > 30000);
  await page.done();
});

test('data apart', async () => {
  const apart = h.makeMap(registry, 'apart', '--served'), server = await h.serve(apart);
  assert.ok(!fs.readFileSync(path.join(apart, 'data.js'), 'utf8').includes('望湖路改造工程'), 'data.js is the head only');
  const page = await h.open(server.url);
  const count = await page.evaluate(() => window.TerrierMap.model.features.length);
  await page.fill('#search', '云溪中学');
  await page.click('#list .row');
  await page.waitForSelector('#card blockquote');
  await page.done();
  const whole = await h.open(h.fileUrl(folder));
  assert.strictEqual(count, await whole.evaluate(() => window.TerrierMap.model.features.length));
  await whole.done();
  const file = await h.open(h.fileUrl(apart), { expectReady: false });
  await file.waitForSelector('#message:not([hidden])');
  assert.match(await file.textContent('#message'), /网页服务器/);
  server.close();
});
