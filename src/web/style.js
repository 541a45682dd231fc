/* The map's style: what the base map looks like, and how facilities are drawn. No glyphs are named, so that MapLibre draws all
 * letters itself, from the fonts of the machine, and fetches nothing. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const font = ['Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];
  const empty = { type: 'FeatureCollection', features: [] };
  const ink = '#2b2b2b', halo = 'rgba(255,255,255,0.95)';

  const is = (key, value) => ['==', ['get', key], value];
  const zoomed = (...stops) => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops];
  const geometry = (type) => ['==', ['geometry-type'], type];

  function written(id, source, filter, size, colour, more) {
    return {
      id, type: 'symbol', source, filter,
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': size, 'text-max-width': 9, ...more },
      paint: { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 1.6 }
    };
  }

  /* ---- the gazetteer's own roads, water, parks and areas ---- */

  /* Few layers, for each is drawn for each tile: a river is a road's casing in another colour. What is short is drawn from nearer only,
   * from nearer still where there are very many. */
  const seenFrom = (many, step) => ['>=', ['zoom'], ['case', ['has', 'long'], 0, ['has', 'short'], (many ? 13 : 12) + step, (many ? 12 : 0) + step]];
  function baseShapes(many) {
    const seen = seenFrom(many, 0), thick = ['case', ['has', 'long'], 2, 1];
    const road = is('kind', '{{LAND}}'), river = is('kind', '{{WATER}}'), park = is('kind', '{{GREEN}}'), round = { 'line-cap': 'round', 'line-join': 'round' };
    return [
      { id: 'base-ground', type: 'fill', source: 'base', filter: ['all', geometry('Polygon'), ['any', park, river]],
        paint: { 'fill-color': ['case', park, '#e2ecd8', '#c5dfee'], 'fill-antialias': false } },
      { id: 'base-line', type: 'line', source: 'base', filter: ['all', geometry('LineString'), ['any', road, river], seen],
        layout: { ...round, 'line-sort-key': ['case', road, 1, 0] },
        paint: { 'line-color': ['case', road, '#c2baa9', '#a3cbe4'], 'line-width': zoomed(9, ['case', road, ['*', 1.2, thick], 1.4],
          13, ['case', road, ['+', 2.2, thick], ['*', 2.2, thick]], 17, ['*', ['case', road, 8, 7], thick]) } },
      { id: 'base-road', type: 'line', source: 'base', minzoom: many ? 12 : 9, filter: ['all', geometry('LineString'), road, seen], layout: round,
        paint: { 'line-color': '#ffffff', 'line-width': zoomed(9, ['*', 0.6, thick], 13, ['+', 0.8, thick], 17, ['*', 6.8, thick]) } },
      { id: 'base-area', type: 'line', source: 'base', filter: ['all', geometry('Polygon'), is('kind', '{{AREA}}')],
        paint: { 'line-color': '#a99fae', 'line-width': 1.1, 'line-dasharray': [4, 2, 1, 2] } }
    ];
  }
  function baseNames(many) {
    const road = is('kind', '{{LAND}}'), across = ['*', ['get', 'size'], ['^', 2, ['zoom']]]; /* of 360 / 512 of a pixel */
    return [
      written('base-name-area', 'base', ['all', is('kind', '{{AREA}}'), geometry('Point'), ['>=', across, 84], ['<=', across, 1760]], 12, '#6d6474',
        { 'text-letter-spacing': 0.12, 'text-padding': 8 }),
      { ...written('base-name-line', 'base', ['all', geometry('LineString'), ['any', road, is('kind', '{{WATER}}')], ['!', ['has', 'own']], seenFrom(many, many ? 2 : 1)], 11, ['case', road, '#6b675e', '#3f6f90'],
        { 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-padding': 6 }), minzoom: 12 }
    ];
  }

  /* ---- facilities ---- */

  /* `shapes` are lines and polygons, `points` stand for polygons too, `rounds` are circles around points that are not exact. */
  const polygon = geometry('Polygon'), lined = geometry('LineString'), colour = ['get', 'colour'], mere = ['has', 'mere'];
  const sorted = { 'line-sort-key': ['get', 'order'], 'line-join': 'round' };

  function facilityShapes() {
    const width = zoomed(9, ['case', polygon, 1.2, mere, 1, 2.5], 13, ['case', polygon, 1.7, mere, 1.8, 4.5], 17, ['case', polygon, 1.8, mere, 4, 9]);
    return [
      { id: 'round-fill', type: 'fill', source: 'rounds', paint: { 'fill-color': colour, 'fill-opacity': 0.07, 'fill-antialias': false } },
      { id: 'round-line', type: 'line', source: 'rounds',
        paint: { 'line-color': colour, 'line-width': 1.3, 'line-dasharray': [3, 2.5], 'line-opacity': 0.85 } },
      { id: 'fill', type: 'fill', source: 'shapes', filter: ['all', polygon, ['!', ['has', 'wide']]],
        paint: { 'fill-color': colour, 'fill-opacity': ['match', ['get', 'drawn'], 'solid', 0.28, 0.07], 'fill-antialias': false } },
      { id: 'hatched', type: 'fill', source: 'shapes', filter: ['all', polygon, is('drawn', 'period')],
        paint: { 'fill-pattern': ['get', 'hatching'], 'fill-opacity': 0.7 } },
      { id: 'casing', type: 'line', source: 'shapes', filter: ['all', lined, ['!', mere]], layout: sorted,
        paint: { 'line-color': '#ffffff', 'line-width': zoomed(9, 4, 13, 7, 17, 13), 'line-opacity': 0.85 } },
      { id: 'solid', type: 'line', source: 'shapes', filter: T.filterOf('solid', 0), layout: sorted, paint: { 'line-color': colour, 'line-width': width } },
      { id: 'dashed', type: 'line', source: 'shapes', filter: T.filterOf('dashed', 0), layout: sorted,
        paint: { 'line-color': colour, 'line-width': width, 'line-dasharray': ['case', is('drawn', 'period'),
          ['case', polygon, ['literal', [8, 0.4]], ['literal', [0.35, 0.35]]], is('drawn', 'target'),
          ['case', polygon, ['literal', [3, 2]], ['literal', [2, 1.1]]], ['case', polygon, ['literal', [1, 2.2]], ['literal', [0.6, 1.1]]]] } },
      { id: 'dot', type: 'circle', source: 'points', layout: { 'circle-sort-key': ['get', 'order'] },
        paint: { 'circle-radius': zoomed(8, 2, 13, 5.5), 'circle-color': ['case', ['has', 'hollow'], '#ffffff', colour],
          'circle-stroke-color': ['case', ['has', 'hollow'], colour, '#ffffff'], 'circle-stroke-width': ['case', ['has', 'hollow'], 1.4, 0.6] } }
    ];
  }
  function facilityNames() {
    const sort = { 'symbol-sort-key': ['get', 'order'] };
    return [
      { ...written('line-name', 'shapes', ['all', lined, ['has', 'name']], 13, ink,
        { ...sort, 'symbol-placement': 'line', 'symbol-spacing': 600, 'text-max-angle': 60 }) },
      { ...written('symbol', 'points', true, zoomed(10, 11.5, 15, 14), ink, {
        ...sort, 'icon-image': ['get', 'icon'], 'icon-size': zoomed(8, 0.55, 11, 0.8, 15, 1), 'icon-allow-overlap': true,
        'icon-padding': 0, 'text-optional': true, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.1, 'text-justify': 'auto', 'text-padding': 1 }) }
    ];
  }

  /* In a crowd, outlines are drawn from a zoom on. */
  T.filterOf = function (id, zoom) {
    const from = zoom ? [['any', lined, ['>=', ['zoom'], Math.floor(zoom)]]] : [];
    return ['all', id === 'solid' ? is('drawn', 'solid') : ['!', is('drawn', 'solid')], ...from];
  };

  T.roundLayers = ['round-fill', 'round-line'];
  T.markLayers = ['near', 'chosen', 'chosen-point', 'near-point'];
  T.pickLayers = ['symbol', 'dot', 'solid', 'dashed', 'fill'];

  T.style = function (data) {
    const sources = { shapes: { type: 'geojson', data: empty, buffer: 24 }, points: { type: 'geojson', data: empty, buffer: 24 },
      rounds: { type: 'geojson', data: empty, buffer: 24 }, marks: { type: 'geojson', data: empty, buffer: 24 } };
    let names = []; /* above facilities, which would cover them */
    const layers = []; /* the ground is the page's: a layer of it would be one more surface to fill for each frame */
    if (data.basemap) {
      const { url } = data.basemap, scheme = url.includes('{-y}') ? 'tms' : 'xyz';
      sources.tiles = { type: 'raster', tiles: [url.replace('{-y}', '{y}')], scheme, tileSize: 256, maxzoom: 18 };
      layers.push({ id: 'tiles', type: 'raster', source: 'tiles', paint: { 'raster-saturation': -0.4, 'raster-opacity': 0.85 } });
    } else {
      sources.base = { type: 'geojson', data: data.base, buffer: 24 };
      const own = new Set(T.model.facilities.map((f) => f.name)); /* a facility's name is written once */
      for (const { properties: p } of data.base.features) {
        if (own.has(p.name)) p.own = 1;
        if (p.name) p.name = T.label(p.name);
      }
      const many = data.base.features.length > 3000;
      layers.push(...baseShapes(many));
      names = baseNames(many);
    }
    layers.push(...facilityShapes(),
      { id: 'near', type: 'line', source: 'marks', filter: is('mark', 'near'), paint: { 'line-color': '#005a8c', 'line-width': 2 } },
      { id: 'chosen', type: 'line', source: 'marks', filter: ['all', is('mark', 'chosen'), ['!', geometry('Point')]],
        paint: { 'line-color': '#111111', 'line-width': 2, 'line-gap-width': zoomed(9, 3, 13, 6, 17, 12) } },
      ...names, ...facilityNames(),
      { id: 'chosen-point', type: 'circle', source: 'marks', filter: ['all', is('mark', 'chosen'), geometry('Point')],
        paint: { 'circle-radius': 15, 'circle-opacity': 0, 'circle-stroke-color': '#111111', 'circle-stroke-width': 2 } },
      { id: 'near-point', type: 'circle', source: 'marks', filter: is('mark', 'from'),
        paint: { 'circle-radius': 5, 'circle-color': '#005a8c', 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 } });
    return { version: 8, sources, layers };
  };
})();
