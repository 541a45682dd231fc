/* Pictures: a shape for the kind, a colour for the status, hollow for a target. Drawn once each on a canvas. */
(function () {
  'use strict';
  const T = window.TerrierMap;

  function star(points, turn, inner) {
    const list = [], n = inner ? points * 2 : points;
    for (let i = 0; i < n; i++) {
      const a = turn + i * 2 * Math.PI / n, r = inner && i % 2 ? inner : 1;
      list.push([r * Math.sin(a), -r * Math.cos(a)]);
    }
    return list;
  }
  const shapes = {
    triangle: star(3, 0), square: star(4, Math.PI / 4), diamond: star(4, 0), pentagon: star(5, 0), hexagon: star(6, 0),
    star: star(5, 0, 0.45),
    cross: [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35], [0.35, 1], [-0.35, 1], [-0.35, 0.35],
      [-1, 0.35], [-1, -0.35], [-0.35, -0.35]]
  };
  function trace(shape, middle, radius) {
    g.beginPath();
    if (!shapes[shape]) g.arc(middle, middle, radius, 0, 2 * Math.PI);
    else shapes[shape].forEach(([x, y], i) => g[i ? 'lineTo' : 'moveTo'](middle + x * radius * 1.2, middle + y * radius * 1.2));
    g.closePath();
  }

  T.colour = (status) => (T.model.entry('status', status) || { value: '#666666' }).value;
  T.shape = (kind) => (T.model.entry('kind', kind) || { value: 'circle' }).value;

  const sheet = document.createElement('canvas');
  sheet.width = sheet.height = 52;
  const g = sheet.getContext('2d', { willReadFrequently: true }); /* else each icon would come back from the graphics card */

  /* Diagonal lines over what is traced. */
  function stripes(size, colour) {
    g.save();
    g.clip();
    g.lineWidth = 1.6;
    g.strokeStyle = colour;
    g.beginPath();
    for (let x = -size; x < size; x += 3.6) {
      g.moveTo(x, size);
      g.lineTo(x + size, 0);
    }
    g.stroke();
    g.restore();
  }
  /* The ground of an area that is told of several years at once: tiles of diagonal lines, as pixels. */
  T.hatching = function (status) {
    const size = 8;
    g.setTransform(2, 0, 0, 2, 0, 0);
    g.clearRect(0, 0, size, size);
    g.setLineDash([]);
    g.lineWidth = 1.3;
    g.strokeStyle = T.colour(status);
    g.beginPath();
    for (const x of [-size, 0, size]) {
      g.moveTo(x - 1, size + 1);
      g.lineTo(x + size + 1, -1);
    }
    g.stroke();
    return g.getImageData(0, 0, size * 2, size * 2);
  };

  /* An icon of the map, as pixels: with a pale rim, so that neighbours stay apart. */
  T.icon = function (kind, status, { target, vague, period }) {
    const size = 26, colour = T.colour(status), radius = status === 'existing' ? 5.5 : vague ? 6.5 : 8;
    g.setTransform(2, 0, 0, 2, 0, 0);
    g.clearRect(0, 0, size, size);
    g.setLineDash([]);
    g.lineJoin = 'round';
    trace(T.shape(kind), size / 2, radius);
    g.lineWidth = target || vague || period ? 6 : 3.5;
    g.strokeStyle = '#ffffff';
    g.stroke();
    g.fillStyle = target || vague || period ? '#ffffff' : colour;
    g.fill();
    if (period && !vague) stripes(size, colour);
    if (target || vague || period) {
      trace(T.shape(kind), size / 2, radius);
      g.lineWidth = period && !target ? 1.6 : 2.6;
      g.strokeStyle = colour;
      if (vague) g.setLineDash([2.2, 1.8]);
      g.stroke();
    }
    return g.getImageData(0, 0, size * 2, size * 2);
  };

  const svg = (tag, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  let patterns = 0;
  /* The same for lists and legend; a line for what is drawn as one. */
  T.swatch = function ({ kind, status, target, vague, period, line, colour }) {
    const box = svg('svg', { width: 18, height: 18, viewBox: '0 0 18 18', 'aria-hidden': 'true', class: 'swatch' }), stroke = colour || T.colour(status);
    if (line) {
      box.append(svg('path', { d: 'M1 12L17 6', stroke, 'stroke-width': vague ? 3 : 4, 'stroke-dasharray': vague ? '2.5 2' : target ? '5 3' : period ? '1.6 1.6' : 'none' }));
      return box;
    }
    const id = `hatched-${period ? ++patterns : 0}`;
    if (period) {
      const pattern = svg('pattern', { id, width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
      pattern.append(svg('rect', { width: 4, height: 4, fill: '#ffffff' }), svg('rect', { width: 1.8, height: 4, fill: stroke }));
      box.append(pattern);
    }
    const look = { fill: period && !vague ? `url(#${id})` : target || vague ? '#ffffff' : stroke, stroke, 'stroke-width': 2, 'stroke-linejoin': 'round', 'stroke-dasharray': vague ? '2 1.6' : 'none' };
    const corners = shapes[kind ? T.shape(kind) : 'circle'];
    box.append(corners ? svg('polygon', { ...look, points: corners.map(([x, y]) => `${(9 + x * 6.2).toFixed(2)},${(9 + y * 6.2).toFixed(2)}`).join(' ') }) :
      svg('circle', { ...look, cx: 9, cy: 9, r: 5.2 }));
    return box;
  };
  T.swatchOf = (f) => T.swatch({ kind: f.kind, status: f.status, target: f.basis === 'target', vague: T.isVague(f), period: Boolean(f.from),
    line: f.geometry ? T.isLine(f.geometry) : false });

  /* A place that is not where the thing itself is: part of it, or the area around it. */
  const vague = new Set(['extent', 'part_of', 'area', 'district']);
  T.isVague = (f) => vague.has(f.precision);
})();
