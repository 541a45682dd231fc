/* The page's address keeps what is seen: #map=zoom/lat/lon&year=…&no-kind=…&id=… Positions are WGS 84. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const address = T.address = {};
  const fields = ['kind', 'status', 'basis'];
  let written = '', chosen = ''; /* the id that the address has */

  address.write = function (state) {
    const p = new URLSearchParams();
    if (T.view.map) {
      const [zoom, lat, lon] = T.view.where();
      p.set('map', `${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`);
    }
    if (state.year !== null) p.set('year', state.year || 'undated');
    if (state.upTo) p.set('up-to', '1');
    for (const field of fields) if (state.off[field].size) p.set('no-' + field, [...state.off[field]].sort().join(','));
    if (state.document !== null) p.set('document', T.model.document(state.document).key);
    if (state.query) p.set('find', state.query);
    if (state.chosen) p.set('id', state.chosen.id);
    if (state.near) p.set('near', `${state.near.lon},${state.near.lat},${state.near.radius}`);
    if (T.panel.tab !== 'list') p.set('tab', T.panel.tab);
    if (T.language !== 'zh') p.set('lang', T.language);
    const hash = '#' + p.toString().replace(/%2F/g, '/').replace(/%2C/g, ',');
    if (hash === written) return;
    const how = state.chosen && state.chosen.id !== chosen ? 'pushState' : 'replaceState'; /* back closes what was opened */
    written = hash;
    chosen = state.chosen ? state.chosen.id : '';
    try {
      window.history[how](null, '', hash);
    } catch (error) { /* a browser that lets no file do so, or not so often */ }
  };

  /* What the address says, as a whole state; what it does not say is as at first. Nonsense is passed over. */
  address.read = function () {
    const p = new URLSearchParams(window.location.hash.slice(1)), numbers = (key, by) => (p.get(key) || '').split(by).map(Number);
    chosen = p.get('id') || '';
    const year = p.get('year') === 'undated' ? 0 : Number(p.get('year')), off = {};
    for (const field of fields) off[field] = new Set((p.get('no-' + field) || '').split(',').filter((w) => T.model.entry(field, w)));
    const [lon, lat, radius] = numbers('near', ','), at = numbers('map', '/');
    const doc = T.model.documents().findIndex((d) => d.key === p.get('document'));
    return {
      view: at.length === 3 && at.every(Number.isFinite) && Math.abs(at[1]) <= 85 && Math.abs(at[2]) <= 180 ? at : null,
      language: p.get('lang') === 'en' ? 'en' : 'zh', tab: p.get('tab') || 'list',
      state: {
        year: p.has('year') && (T.model.years.includes(year) || (year === 0 && T.model.hasUndated)) ? year : null, upTo: p.get('up-to') === '1', off,
        document: doc < 0 ? null : doc, query: p.get('find') || '', chosen: T.model.byId.get(p.get('id')) || null,
        near: radius > 0 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? { lon, lat, radius: Math.min(radius, 200000) } : null
      }
    };
  };
  address.changed = () => window.location.hash !== written;
})();
