/* What is near a point: by geodesic distance to the geometry, among what the filters let through. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const e = T.element;
  const near = T.near = { picking: false };
  const radii = [300, 500, 1000, 2000, 3000, 5000, 10000];
  const boxes = new WeakMap();

  function outside(g, [x, y], dx, dy) {
    if (!boxes.has(g)) boxes.set(g, T.bounds(g));
    const b = boxes.get(g);
    return b[0] > x + dx || b[2] < x - dx || b[1] > y + dy || b[3] < y - dy;
  }
  /* [{facility, top, metres}], nearest first, then by id. `from`: {lon, lat, radius} in WGS 84 and metres. */
  near.find = function (features, from) {
    const p = T.fromWgs84([from.lon, from.lat]), [mx, my] = T.degree(p[1]);
    const dx = from.radius * 1.02 / mx, dy = from.radius * 1.02 / my, found = new Map(), measured = new Map();
    for (const f of features) {
      if (!f.geometry || outside(f.geometry, p, dx, dy)) continue;
      if (!measured.has(f.geometry)) measured.set(f.geometry, T.distanceTo(f.geometry, p));
      const metres = measured.get(f.geometry), old = found.get(f.facility);
      if (metres <= from.radius && (!old || metres < old.metres || (metres === old.metres && f.year > old.top.year))) {
        found.set(f.facility, { facility: f.facility, top: f, metres });
      }
    }
    return [...found.values()].sort((a, b) => a.metres - b.metres || (a.facility.id < b.facility.id ? -1 : 1));
  };

  near.pick = function (on) {
    near.picking = on;
    const message = T.byId('message');
    message.hidden = !on;
    message.textContent = on ? T.say('picking') : '';
    if (on) T.view.map.getCanvas().focus();
  };
  near.from = function ([lon, lat]) {
    near.pick(false);
    const round = (x) => Math.round(x * 1e6) / 1e6;
    T.app.set({ near: { lon: round(lon), lat: round(lat), radius: near.radius() } });
    T.panel.open('near');
  };
  near.fromCentre = function () {
    const [, lat, lon] = T.view.where();
    near.from([lon, lat]);
  };
  near.radius = function () {
    const given = Number((T.byId('radius') || {}).value);
    return given > 0 ? Math.min(given, 200000) : 1000;
  };

  function controls(from) {
    const changed = () => { if (T.app.state.near) T.app.set({ near: { ...T.app.state.near, radius: near.radius() } }); };
    return e('div', { class: 'controls' },
      e('label', { for: 'radius', text: T.say('radius') }),
      e('input', { id: 'radius', type: 'number', min: 1, max: 200000, step: 'any', list: 'radii', value: from ? from.radius : near.radius(), onchange: changed }),
      e('datalist', { id: 'radii' }, ...radii.map((r) => e('option', { value: r }))),
      T.view.map ? e('button', { type: 'button', class: 'plain', id: 'near-here', text: T.say('here'), onclick: near.fromCentre }) : null,
      T.view.map ? e('button', { type: 'button', class: 'plain', id: 'near-pick', text: T.say('pick'), onclick: () => near.pick(true) }) : null,
      from ? e('button', { type: 'button', class: 'plain', id: 'near-stop', text: T.say('stop'), onclick: () => T.app.set({ near: null }) }) : null);
  }
  near.update = function (visible, state) {
    const box = T.byId('near'), from = state.near;
    const focus = document.activeElement && box.contains(document.activeElement) ? document.activeElement.id : '';
    const rows = from ? near.find(visible, from).map((hit) => ({ ...hit, extra: T.say('metres')(hit.metres) })) : [];
    const where = from ? e('p', { class: 'note', text: `${T.say('from')} ${from.lon}, ${from.lat}` + (rows.length ? '' : T.say('semicolon') + T.say('nearNone')) }) : null;
    T.fillRows(box, rows, controls(from), where);
    T.byId('tab-near').textContent = T.say('near') + (from ? ` ${rows.length}` : '');
    if (focus && T.byId(focus)) T.byId(focus).focus();
  };
})();
