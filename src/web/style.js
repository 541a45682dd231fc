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

  /* Where there are very many, those that are short are drawn from nearer only. */
  function baseShapes(many) {
    const seen = many ? ['any', ['has', 'long'], ['>=', ['zoom'], 12]] : true;
    const line = (id, filter, colour, width) => ({ id, type: 'line', source: 'base', filter: ['all', ['!', geometry('Point')], filter, seen],
      layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width } });
    const road = is('kind', 'road'), thick = ['case', ['has', 'long'], 2, 1];
    return [
      { id: 'base-park', type: 'fill', source: 'base', filter: ['all', geometry('Polygon'), is('kind', 'park')], paint: { 'fill-color': '#e2ecd8' } },
      { id: 'base-water', type: 'fill', source: 'base', filter: ['all', geometry('Polygon'), is('kind', 'waterway')], paint: { 'fill-color': '#c5dfee' } },
      line('base-river', is('kind', 'waterway'), '#a3cbe4', zoomed(9, 1.4, 13, ['*', 2.2, thick], 17, ['*', 7, thick])),
      line('base-casing', road, '#bdb6a4', zoomed(9, thick, 12, ['+', 1.6, thick], 17, ['*', 8, thick])),
      line('base-road', road, '#ffffff', zoomed(9, ['-', thick, 0.7], 12, thick, 17, ['*', 6.8, thick])),
      { id: 'base-area', type: 'line', source: 'base', filter: ['all', geometry('Polygon'), is('kind', 'admin')],
        paint: { 'line-color': '#a99fae', 'line-width': 1.1, 'line-dasharray': [4, 2, 1, 2] } }
    ];
  }
  function baseNames() {
    const along = { 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-padding': 6 };
    return [
      { ...written('base-name-area', 'base', is('kind', 'admin'), 12, '#6d6474', { 'text-letter-spacing': 0.12, 'text-padding': 8 }), minzoom: 10.5 },
      { ...written('base-name-road', 'base', ['all', is('kind', 'road'), ['!', geometry('Point')]], 11, '#6b675e', along), minzoom: 12.5 },
      { ...written('base-name-river', 'base', ['all', is('kind', 'waterway'), ['!', geometry('Point')]], 11, '#3f6f90', along), minzoom: 11.5 }
    ];
  }

  /* ---- facilities ---- */

  function facilityShapes() {
    const colour = ['get', 'colour'], normal = is('drawn', 'normal'), target = is('drawn', 'target'), vague = is('drawn', 'vague');
    const mere = is('status', 'existing'), width = zoomed(9, ['case', mere, 1, 2.5], 13, ['case', mere, 1.8, 4.5], 17, ['case', mere, 4, 9]);
    const outline = (id, kind, filter, dash, wide) => ({ id, type: 'line', source: 'facilities', filter: ['all', geometry(kind), filter],
      layout: { 'line-sort-key': ['get', 'order'], 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': wide, ...(dash && { 'line-dasharray': dash }) } });
    const casing = outline('line-casing', 'LineString', ['all', ['!', mere]], null, zoomed(9, 4, 13, 7, 17, 13));
    casing.paint['line-color'] = '#ffffff';
    casing.paint['line-opacity'] = 0.85;
    return [
      { id: 'fill', type: 'fill', source: 'facilities', filter: ['all', geometry('Polygon'), ['!', vague]],
        paint: { 'fill-color': colour, 'fill-opacity': ['case', target, 0.06, 0.28], 'fill-antialias': false } },
      { id: 'fill-vague', type: 'fill', source: 'facilities', filter: ['all', geometry('Polygon'), vague],
        paint: { 'fill-color': colour, 'fill-opacity': ['case', is('wide', 1), 0, 0.07], 'fill-antialias': false } },
      { id: 'circle-fill', type: 'fill', source: 'circles', paint: { 'fill-color': colour, 'fill-opacity': 0.07, 'fill-antialias': false } },
      { id: 'circle-line', type: 'line', source: 'circles',
        paint: { 'line-color': colour, 'line-width': 1.3, 'line-dasharray': [3, 2.5], 'line-opacity': 0.85 } },
      outline('edge', 'Polygon', normal, null, 1.8), outline('edge-target', 'Polygon', target, [3, 2], 1.8),
      outline('edge-vague', 'Polygon', vague, [1, 2.2], ['case', is('wide', 1), 1.1, 1.6]),
      casing, outline('line', 'LineString', normal, null, width), outline('line-target', 'LineString', target, [2, 1.1], width),
      outline('line-vague', 'LineString', vague, [0.6, 1.1], width),
      { id: 'dot', type: 'circle', source: 'facilities', filter: geometry('Point'), layout: { 'circle-sort-key': ['get', 'order'] },
        paint: { 'circle-radius': zoomed(8, 2, 13, 5.5), 'circle-color': ['case', normal, colour, '#ffffff'],
          'circle-stroke-color': ['case', normal, '#ffffff', colour], 'circle-stroke-width': ['case', normal, 0.6, 1.4] } }
    ];
  }
  function facilityNames() {
    const sort = { 'symbol-sort-key': ['get', 'order'] };
    return [
      { ...written('line-name', 'facilities', ['all', geometry('LineString'), ['has', 'name']], 13, ink,
        { ...sort, 'symbol-placement': 'line', 'symbol-spacing': 600, 'text-max-angle': 60 }) },
      { ...written('symbol', 'facilities', geometry('Point'), zoomed(10, 11.5, 15, 14), ink, {
        ...sort, 'icon-image': ['get', 'icon'], 'icon-size': zoomed(8, 0.55, 11, 0.8, 15, 1), 'icon-allow-overlap': true,
        'icon-padding': 0, 'text-optional': true, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.1, 'text-justify': 'auto', 'text-padding': 1 }) }
    ];
  }

  T.pickLayers = ['symbol', 'dot', 'line', 'line-target', 'line-vague', 'fill', 'edge', 'edge-target', 'edge-vague'];

  T.style = function (data) {
    const sources = { facilities: { type: 'geojson', data: empty, tolerance: 0.2 }, circles: { type: 'geojson', data: empty },
      marks: { type: 'geojson', data: empty } };
    const layers = [{ id: 'ground', type: 'background', paint: { 'background-color': '#f1efe7' } }];
    if (data.basemap) {
      sources.tiles = { type: 'raster', tiles: [data.basemap.url], tileSize: 256, maxzoom: 18 };
      layers.push({ id: 'tiles', type: 'raster', source: 'tiles', paint: { 'raster-saturation': -0.4, 'raster-opacity': 0.85 } });
    } else {
      sources.base = { type: 'geojson', data: data.base };
      layers.push(...baseShapes(data.base.features.length > 3000), ...baseNames());
    }
    layers.push(...facilityShapes(),
      { id: 'near', type: 'line', source: 'marks', filter: is('mark', 'near'), paint: { 'line-color': '#005a8c', 'line-width': 2 } },
      { id: 'chosen', type: 'line', source: 'marks', filter: ['all', is('mark', 'chosen'), ['!', geometry('Point')]],
        paint: { 'line-color': '#111111', 'line-width': 2, 'line-gap-width': zoomed(9, 3, 13, 6, 17, 12) } },
      ...facilityNames(),
      { id: 'chosen-point', type: 'circle', source: 'marks', filter: ['all', is('mark', 'chosen'), geometry('Point')],
        paint: { 'circle-radius': 15, 'circle-opacity': 0, 'circle-stroke-color': '#111111', 'circle-stroke-width': 2 } },
      { id: 'near-point', type: 'circle', source: 'marks', filter: is('mark', 'from'),
        paint: { 'circle-radius': 5, 'circle-color': '#005a8c', 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 } });
    return { version: 8, sources, layers };
  };
})();
