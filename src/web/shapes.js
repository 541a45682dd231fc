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
  function trace(g, shape, middle, radius) {
    g.beginPath();
    if (!shapes[shape]) g.arc(middle, middle, radius, 0, 2 * Math.PI);
    else shapes[shape].forEach(([x, y], i) => g[i ? 'lineTo' : 'moveTo'](middle + x * radius * 1.2, middle + y * radius * 1.2));
    g.closePath();
  }

  T.colour = (status) => (T.model.entry('status', status) || { value: '#666666' }).value;
  T.shape = (kind) => (T.model.entry('kind', kind) || { value: 'circle' }).value;

  function canvas(size, scale) {
    const c = document.createElement('canvas');
    c.width = c.height = size * scale;
    c.style.width = c.style.height = size + 'px';
    c.setAttribute('aria-hidden', 'true');
    const g = c.getContext('2d');
    g.scale(scale, scale);
    g.lineJoin = 'round';
    return [c, g];
  }

  /* An icon of the map, as pixels: with a pale rim, so that neighbours stay apart. */
  T.icon = function (kind, status, target, vague) {
    const size = 26, [, g] = canvas(size, 2), colour = T.colour(status), radius = status === 'existing' ? 5.5 : vague ? 6.5 : 8;
    trace(g, T.shape(kind), size / 2, radius);
    g.lineWidth = target || vague ? 6 : 3.5;
    g.strokeStyle = '#ffffff';
    g.stroke();
    g.fillStyle = target || vague ? '#ffffff' : colour;
    g.fill();
    if (target || vague) {
      g.lineWidth = 2.6;
      g.strokeStyle = colour;
      if (vague) g.setLineDash([2.2, 1.8]);
      g.stroke();
    }
    return g.getImageData(0, 0, size * 2, size * 2);
  };

  /* The same for lists and legend; a line for what is drawn as one. */
  T.swatch = function ({ kind, status, target, vague, line, colour }) {
    const [c, g] = canvas(18, 2);
    g.strokeStyle = g.fillStyle = colour || T.colour(status);
    if (line) {
      g.lineWidth = vague ? 3 : 4;
      if (vague) g.setLineDash([2.5, 2]);
      else if (target) g.setLineDash([5, 3]);
      g.beginPath();
      g.moveTo(1, 12);
      g.lineTo(17, 6);
      g.stroke();
      return c;
    }
    trace(g, kind ? T.shape(kind) : 'circle', 9, 5.2);
    g.lineWidth = 2;
    if (target || vague) g.fillStyle = '#ffffff';
    g.fill();
    if (vague) g.setLineDash([2, 1.6]);
    g.stroke();
    return c;
  };
  T.swatchOf = (f) => T.swatch({ kind: f.kind, status: f.status, target: f.basis === 'target', vague: T.isVague(f),
    line: f.geometry ? T.isLine(f.geometry) : false });

  /* A place that is not where the thing itself is: part of it, or the area around it. */
  const vague = new Set(['extent', 'part_of', 'area', 'district']);
  T.isVague = (f) => vague.has(f.precision);
})();
