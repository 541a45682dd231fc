/* The map itself: MapLibre, fed with what is visible. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const view = T.view = { map: null };
  const collection = (features) => ({ type: 'FeatureCollection', features });
  const made = new Map(); /* feature → what is drawn for it, made when first shown */
  const crowd = 2500, waiting = new Map(), rounds = new Map();
  let shown = [], marked = null, arranged = null, rounded = null; /* arranged: for which zoom of setCrowd */

  /* ---- GeoJSON ---- */

  function iconOf(f) {
    return ['icon', f.kind, f.status, f.basis === 'target' ? 'target' : '', T.isVague(f) ? 'vague' : '', f.from ? 'period' : ''].join(' ');
  }
  const isPoint = (g) => g.type.endsWith('Point');
  function title(f) { return f.part && !f.facility.name.includes(f.part) ? f.facility.name + ' ' + f.part : f.facility.name; }

  /* {shape, point}: a polygon has both, to be seen and clicked where it is small, and to carry the name. */
  function drawn(f) {
    const old = made.get(f);
    if (old) return old;
    const vague = T.isVague(f), target = f.basis === 'target', mere = f.status === 'existing', both = {};
    const order = (mere ? 0 : 1e5) + (f.year || 0) * 10 + (target ? 0 : 5), common = { index: f.index, colour: T.colour(f.status), order };
    if (!isPoint(f.geometry)) {
      const properties = { ...common, drawn: vague ? 'vague' : target ? 'target' : f.from ? 'period' : 'solid' };
      if (properties.drawn === 'period') properties.hatching = 'hatching ' + f.status;
      if (mere) properties.mere = 1;
      if (f.precision === 'area' || f.precision === 'district') properties.wide = 1;
      both.shape = { type: 'Feature', properties, geometry: f.geometry };
    }
    if (!T.isLine(f.geometry)) {
      const properties = { ...common, icon: iconOf(f) };
      if (vague || target) properties.hollow = 1;
      both.point = { type: 'Feature', properties, geometry: isPoint(f.geometry) ? f.geometry : { type: 'Point', coordinates: T.pointOn(f.geometry) } };
    }
    made.set(f, both);
    return both;
  }
  /* How far off points may be, where that is clearly more than an icon covers at this zoom. Only around what is in view: all the
   * circles of a large registry would be more work than all else. */
  function showRounds() {
    const from = 20 * 40075017 / 512 / 2 ** view.map.getZoom(), seen = view.map.getBounds(), list = new Map();
    const [w, s, e, n] = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()], margin = [(e - w) / 2, (n - s) / 2];
    for (const f of shown) {
      if (!(f.within > 150) || f.geometry.type !== 'Point') continue;
      const [x, y] = f.geometry.coordinates, reach = f.within / 111000, wide = reach / Math.cos(y * Math.PI / 180);
      if (f.within < from * Math.cos(y * Math.PI / 180) || x < w - margin[0] - wide || x > e + margin[0] + wide ||
        y < s - margin[1] - reach || y > n + margin[1] + reach) continue;
      const key = `${f.status} ${f.within} ${f.geometry.coordinates}`;
      if (!rounds.has(key)) rounds.set(key, { type: 'Feature', properties: { colour: T.colour(f.status) }, geometry: T.circle(f.geometry.coordinates, f.within, 36) });
      list.set(key, rounds.get(key));
    }
    const keys = [...list.keys()].join();
    if (keys === rounded) return;
    rounded = keys;
    set('rounds', [...list.values()]);
    setShown(T.roundLayers, list.size > 0);
  }
  /* Each facility's name once, at its newest feature; with the part where it is the only one. */
  function setNames(features) {
    const groups = new Map();
    for (const f of features) {
      const g = groups.get(f.facility);
      if (!g) groups.set(f.facility, { newest: f, count: 1 });
      else if (++g.count && f.year > g.newest.year) g.newest = f;
    }
    for (const f of features) {
      const { shape, point } = drawn(f), { properties } = point || shape, g = groups.get(f.facility);
      if (g.newest === f) properties.name = T.label(g.count === 1 ? title(f) : f.facility.name);
      else delete properties.name;
    }
  }

  view.show = function (features) {
    const placed = features.filter((f) => f.geometry), shapes = [], points = [];
    if (placed.length === shown.length && placed.every((f, i) => f === shown[i])) return;
    shown = placed;
    setNames(placed);
    for (const f of placed) {
      const { shape, point } = drawn(f);
      if (shape) shapes.push(shape);
      if (point) points.push(point);
    }
    set('shapes', shapes);
    set('points', points);
    if (view.ready) arrange();
  };
  /* The zoom from which on a window holds about a hundred of those that are shown, if they lie evenly. */
  function openingZoom() {
    const [w, s, e, n] = shown.map((f) => T.bounds(f.geometry)).reduce(join), degrees = 360 / 512;
    const window = 1000 * degrees * 800 * degrees * Math.cos((s + n) / 2 * Math.PI / 180), ground = Math.max((e - w) * (n - s), 1e-6);
    return Math.min(15, Math.max(10, Math.log2(shown.length * window / ground / 100) / 2));
  }
  /* A crowd is dots and lines from afar: letters and shapes would hide each other, and cost ten times the time. */
  function setCrowd() {
    const zoom = shown.length > crowd ? openingZoom() : 0;
    if (arranged === zoom) return;
    arranged = zoom;
    const range = (id, from, to) => view.map.setLayerZoomRange(id, from, to);
    for (const id of ['symbol', 'line-name', 'casing']) range(id, zoom, 24);
    for (const id of ['fill', 'hatched']) range(id, Math.max(0, zoom - 1), 24);
    range('dot', 0, zoom);
    for (const id of ['solid', 'dashed']) view.map.setFilter(id, T.filterOf(id, Math.max(0, zoom - 1)));
  }
  function set(source, features) {
    if (!view.map) return;
    if (view.ready) view.map.getSource(source).setData(collection(features));
    else waiting.set(source, features);
  }
  function arrange() {
    setCrowd();
    showRounds();
  }
  /* A source whose layers are hidden costs nothing. */
  function setShown(layers, on) {
    for (const id of layers) view.map.setLayoutProperty(id, 'visibility', on ? 'visible' : 'none');
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
    if (marked === marks.length > 0) return;
    marked = marks.length > 0;
    if (view.ready) setShown(T.markLayers, marked);
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
    const own = hits.filter(({ layer, properties: p }) => p.index !== undefined && !(layer.id === 'fill' && p.drawn === 'vague'));
    return [...new Set(own.map((h) => T.model.features[h.properties.index].facility))];
  }

  /* ---- making it ---- */

  view.open = function (data, on) {
    try {
      view.map = new window.maplibregl.Map({
        container: 'map', style: T.style(data), attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0,
        minZoom: 3, maxZoom: 19, bounds: home(), fitBoundsOptions: { padding: 40 }, renderWorldCopies: false, localIdeographFontFamily: false
      });
    } catch (e) {
      view.map = null;
      return false;
    }
    const map = view.map, finger = window.matchMedia('(pointer: coarse)').matches;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }), 'top-left');
    map.addControl(new window.maplibregl.ScaleControl({ unit: 'metric' }), 'bottom-left');
    map.on('style.load', () => {
      for (const id of new Set(T.model.features.map(iconOf))) {
        const [, kind, status, target, vague, period] = id.split(' ');
        map.addImage(id, T.icon(kind, status, { target, vague, period }), { pixelRatio: 2 });
      }
      for (const status of new Set(T.model.features.filter((f) => f.from).map((f) => f.status))) {
        map.addImage('hatching ' + status, T.hatching(status), { pixelRatio: 2 });
      }
      view.ready = true;
      setShown(T.markLayers, marked);
      arrange();
      for (const [source, features] of waiting) set(source, features);
    });
    map.on('load', on.load);
    map.on('moveend', () => {
      if (view.ready) showRounds();
      on.move();
    });
    map.on('click', (e) => on.click({ at: T.toWgs84([e.lngLat.lng, e.lngLat.lat]), facilities: pick(e.point, finger ? 14 : 5) }));
    let pointer = null;
    const point = () => {
      const at = pointer;
      pointer = null;
      map.getCanvas().style.cursor = on.picking() ? 'crosshair' : view.ready && !map.isMoving() && pick(at, 3).length ? 'pointer' : '';
    };
    map.on('mousemove', (e) => { /* once a frame, for looking up takes time */
      if (!pointer) requestAnimationFrame(point);
      pointer = e.point;
    });
    return true;
  };
})();
