/* The map itself: MapLibre, fed with what is visible. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const view = T.view = { map: null };
  const collection = (features) => ({ type: 'FeatureCollection', features });
  const drawnFeatures = new Map(); /* feature → its GeoJSON, made when first shown */
  let circles = new Map(), pending = null, crowded = false;

  /* ---- GeoJSON ---- */

  function iconOf(f) {
    return ['icon', f.kind, f.status, f.basis === 'target' ? 'target' : '', T.isVague(f) ? 'vague' : ''].join(' ');
  }
  function drawnOf(f) { return T.isVague(f) ? 'vague' : f.basis === 'target' ? 'target' : 'normal'; }
  function title(f) { return f.part && !f.facility.name.includes(f.part) ? f.facility.name + ' ' + f.part : f.facility.name; }

  /* A polygon also gets a point, to be seen and clicked where it is small, and to carry the name. */
  function drawn(f) {
    let made = drawnFeatures.get(f);
    if (made) return made;
    const order = (f.status === 'existing' ? 0 : 1e5) + (f.year || 0) * 10 + (f.basis === 'target' ? 0 : 5);
    const properties = { index: f.index, status: f.status, colour: T.colour(f.status), drawn: drawnOf(f), order };
    if (f.precision === 'area' || f.precision === 'district') properties.wide = 1;
    made = [{ type: 'Feature', properties, geometry: f.geometry }];
    if (!T.isLine(f.geometry)) {
      properties.icon = iconOf(f);
      if (T.isPolygon(f.geometry)) made.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: T.pointOn(f.geometry) } });
    }
    drawnFeatures.set(f, made);
    return made;
  }
  /* How far off a point may be, where that is more than its icon covers. */
  function circle(f) {
    if (f.geometry.type !== 'Point' || !(f.within > 150)) return null;
    const key = `${f.status} ${f.within} ${f.geometry.coordinates}`;
    if (!circles.has(key)) {
      circles.set(key, { type: 'Feature', properties: { colour: T.colour(f.status) }, geometry: T.circle(f.geometry.coordinates, f.within, 36) });
    }
    return circles.get(key);
  }
  /* Each facility's name once, at its newest feature. */
  function named(features) {
    const newest = new Map();
    for (const f of features) {
      const other = newest.get(f.facility);
      if (!other || f.year > other.year) newest.set(f.facility, f);
    }
    return newest;
  }

  view.show = function (features) {
    const placed = features.filter((f) => f.geometry), names = named(placed), shapes = [], rounds = new Set();
    const single = new Map();
    for (const f of placed) single.set(f.facility, (single.get(f.facility) || 0) + 1);
    for (const f of placed) {
      const made = drawn(f), last = made[made.length - 1];
      for (const one of made) delete one.properties.name;
      if (names.get(f.facility) === f) last.properties.name = single.get(f.facility) === 1 ? title(f) : f.facility.name;
      shapes.push(...made);
      const round = circle(f);
      if (round) rounds.add(round);
    }
    set('facilities', shapes);
    set('circles', [...rounds]);
    crowded = shapes.length > 2500;
    if (view.ready) setCrowd();
  };
  /* A crowd is dots from afar: letters and shapes would hide each other, and cost ten times the time. */
  function setCrowd() {
    const from = crowded ? 13 : 0;
    for (const id of ['symbol', 'line-name']) view.map.setLayerZoomRange(id, from, 24);
    for (const id of ['circle-fill', 'circle-line']) view.map.setLayerZoomRange(id, crowded ? 11 : 0, 24);
    for (const id of ['line-casing', 'edge', 'edge-target', 'edge-vague', 'fill-vague']) view.map.setLayerZoomRange(id, crowded ? 12 : 0, 24);
    view.map.setLayerZoomRange('dot', 0, from);
  }
  function set(source, features) {
    if (!view.map) return;
    if (!view.ready) return void (pending = { ...pending, [source]: features });
    view.map.getSource(source).setData(collection(features));
  }
  /* marks: the facility that is chosen, and where it is near to */
  view.mark = function (facility, near) {
    const marks = [], add = (mark, geometry) => marks.push({ type: 'Feature', properties: { mark }, geometry });
    if (near) {
      const at = T.fromWgs84([near.lon, near.lat]);
      add('near', T.circle(at, near.radius, 96));
      add('from', { type: 'Point', coordinates: at });
    }
    if (facility && facility.placed) {
      const g = facility.placed.geometry;
      add('chosen', T.isPolygon(g) && T.isVague(facility.placed) ? { type: 'Point', coordinates: T.pointOn(g) } : g);
    }
    set('marks', marks);
  };

  /* ---- where to look ---- */

  function join(a, b) { return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]; }
  /* On projects: a ring road that is only referred to would push them into a corner. */
  function home() {
    const placed = T.model.features.filter((f) => f.geometry && !['area', 'district'].includes(f.precision));
    const projects = placed.filter((f) => f.status !== 'existing'), list = projects.length ? projects : placed;
    if (!list.length) return [[73, 18], [135, 54]];
    const [w, s, e, n] = list.map((f) => T.bounds(f.geometry)).reduce(join);
    return [[w, s], [e, n]];
  }
  function padding() {
    const { clientWidth: w, clientHeight: h } = view.map.getContainer();
    return Math.min(60, w / 10, h / 10);
  }
  /* What the card covers is no room for a facility. */
  function room() {
    const box = T.byId('card'), stage = view.map.getContainer(), all = padding(), p = { top: all, right: all, bottom: all, left: all };
    if (box.hidden) return p;
    if (box.offsetWidth < stage.clientWidth * 0.7) p.right += box.offsetWidth;
    else p.bottom += Math.min(box.offsetHeight, stage.clientHeight * 0.6);
    return p;
  }
  const fit = ([w, s, e, n], maxZoom) => view.map.fitBounds([[w, s], [e, n]], { maxZoom, padding: room(), animate: false });
  view.goTo = function (facility) {
    if (view.map && facility.placed) fit(T.bounds(facility.placed.geometry), Math.max(15, view.map.getZoom()));
  };
  view.goNear = function (near) {
    if (view.map) fit(T.bounds(T.circle(T.fromWgs84([near.lon, near.lat]), near.radius, 24)), 17);
  };
  view.goHome = () => view.map && view.map.fitBounds(home(), { padding: padding(), animate: false });
  /* [zoom, lat, lon], in WGS 84 */
  view.where = function () {
    const c = view.map.getCenter(), [lon, lat] = T.toWgs84([c.lng, c.lat]);
    return [view.map.getZoom(), lat, lon];
  };
  view.lookAt = ([zoom, lat, lon]) => view.map && view.map.jumpTo({ zoom, center: T.fromWgs84([lon, lat]) });

  /* Features within a finger's breadth of a pixel, nearest to the top first, each facility once. */
  function pick({ x, y }, reach) {
    const box = [[x - reach, y - reach], [x + reach, y + reach]];
    const hits = view.map.queryRenderedFeatures(box, { layers: T.pickLayers });
    return [...new Set(hits.map((h) => T.model.features[h.properties.index].facility))];
  }

  /* ---- making it ---- */

  view.open = function (data, on) {
    try {
      view.map = new window.maplibregl.Map({
        container: 'map', style: T.style(data), attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0,
        minZoom: 3, maxZoom: 19, bounds: home(), fitBoundsOptions: { padding: 40 }, fadeDuration: 0, renderWorldCopies: false,
        localIdeographFontFamily: false, canvasContextAttributes: { preserveDrawingBuffer: true } /* for print */
      });
    } catch (e) {
      view.map = null;
      return false;
    }
    const map = view.map;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }), 'top-left');
    map.addControl(new window.maplibregl.ScaleControl({ unit: 'metric' }), 'bottom-left');
    map.on('load', () => {
      for (const id of new Set(T.model.features.map(iconOf))) {
        const [, kind, status, target, vague] = id.split(' ');
        map.addImage(id, T.icon(kind, status, target === 'target', vague === 'vague'), { pixelRatio: 2 });
      }
      view.ready = true;
      setCrowd();
      for (const [source, features] of Object.entries(pending || {})) set(source, features);
      on.load();
    });
    map.on('moveend', on.move);
    map.on('click', (e) => on.click({ at: T.toWgs84([e.lngLat.lng, e.lngLat.lat]), facilities: pick(e.point, 5) }));
    map.on('mousemove', (e) => { map.getCanvas().style.cursor = on.picking() ? 'crosshair' : view.ready && pick(e.point, 3).length ? 'pointer' : ''; });
    return true;
  };
})();
