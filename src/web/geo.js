/* Positions and distances. Distances are on the WGS 84 ellipsoid. What the map shows may be in another datum (that of its
 * tiles): `fromWgs84` and `toWgs84` are the program's model (src/geo/datum.h). Positions are [lon, lat] in degrees. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const rad = Math.PI / 180;
  const A = 6378137, F = 1 / 298.257223563, B = A * (1 - F);

  /* ---- datums ---- */

  function inChina([lon, lat]) { return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271; }
  function waves(x, ...terms) {
    return terms.reduce((sum, [height, every]) => sum + height * Math.sin(x * Math.PI / every), 0) * 2 / 3;
  }
  function gcj02([lon, lat]) {
    if (!inChina([lon, lat])) return [lon, lat];
    const a = 6378245, ee = 0.00669342162296594323, x = lon - 105, y = lat - 35, root = Math.sqrt(Math.abs(x));
    const common = waves(x, [20, 1 / 6], [20, 1 / 2]);
    const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common +
      waves(y, [20, 1], [40, 3], [160, 12], [320, 30]);
    const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common +
      waves(x, [20, 1], [40, 3], [150, 12], [300, 30]);
    const magic = 1 - ee * Math.sin(lat * rad) ** 2, radius = a / Math.sqrt(magic);
    return [lon + east / (radius * Math.cos(lat * rad) * rad), lat + north / (radius * (1 - ee) / magic * rad)];
  }
  function bd09(p) {
    if (!inChina(p)) return p;
    const [x, y] = gcj02(p), wobble = Math.PI * 3000 / 180;
    const z = Math.hypot(x, y) + 0.00002 * Math.sin(y * wobble), turn = Math.atan2(y, x) + 0.000003 * Math.cos(x * wobble);
    return [z * Math.cos(turn) + 0.0065, z * Math.sin(turn) + 0.006];
  }
  const forward = { gcj02, bd09 };
  T.fromWgs84 = (p) => (forward[T.datum] || ((q) => q))(p);
  T.toWgs84 = function (p) { /* fixed point: each round leaves a thousandth */
    if (!forward[T.datum]) return p;
    let guess = p;
    for (let i = 0; i < 6; i++) {
      const [x, y] = T.fromWgs84(guess);
      guess = [guess[0] + p[0] - x, guess[1] + p[1] - y];
    }
    return guess;
  };

  /* ---- distance: T. Vincenty, Survey Review 23 (1975), inverse formula ---- */

  T.distance = function ([lon1, lat1], [lon2, lat2]) {
    const L = (lon2 - lon1) * rad, u1 = Math.atan((1 - F) * Math.tan(lat1 * rad)), u2 = Math.atan((1 - F) * Math.tan(lat2 * rad));
    const s1 = Math.sin(u1), c1 = Math.cos(u1), s2 = Math.sin(u2), c2 = Math.cos(u2);
    let lambda = L, sinSigma, cosSigma, sigma, cosSq, cos2m;
    for (let i = 0; i < 100; i++) {
      const sl = Math.sin(lambda), cl = Math.cos(lambda);
      sinSigma = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
      if (sinSigma === 0) return 0;
      cosSigma = s1 * s2 + c1 * c2 * cl;
      sigma = Math.atan2(sinSigma, cosSigma);
      const sinAlpha = c1 * c2 * sl / sinSigma, before = lambda;
      cosSq = 1 - sinAlpha ** 2;
      cos2m = cosSq ? cosSigma - 2 * s1 * s2 / cosSq : 0;
      const C = F / 16 * cosSq * (4 + F * (4 - 3 * cosSq));
      lambda = L + (1 - C) * F * sinAlpha * (sigma + C * sinSigma * (cos2m + C * cosSigma * (2 * cos2m ** 2 - 1)));
      if (Math.abs(lambda - before) < 1e-12) break;
    }
    const u = cosSq * (A * A - B * B) / (B * B);
    const a = 1 + u / 16384 * (4096 + u * (u * (320 - 175 * u) - 768)), b = u / 1024 * (256 + u * (u * (74 - 47 * u) - 128));
    const delta = b * sinSigma * (cos2m + b / 4 * (cosSigma * (2 * cos2m ** 2 - 1) -
      b / 6 * cos2m * (4 * sinSigma ** 2 - 3) * (4 * cos2m ** 2 - 3)));
    return B * a * (sigma - delta);
  };

  /* Metres of a degree of longitude and of latitude, at a latitude. */
  function degree(lat) {
    const e2 = F * (2 - F), w = 1 - e2 * Math.sin(lat * rad) ** 2;
    return [A * Math.cos(lat * rad) / Math.sqrt(w) * rad, A * (1 - e2) / w ** 1.5 * rad];
  }

  /* ---- geometries ---- */

  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };
  /* The geometry as a list of paths: a point is a path of one. */
  T.paths = function (g) {
    const d = depth[g.type];
    if (d === 0) return [[g.coordinates]];
    if (g.type === 'MultiPoint') return g.coordinates.map((p) => [p]);
    return d === 1 ? [g.coordinates] : d === 2 ? g.coordinates : g.coordinates.flat();
  };
  T.isPolygon = (g) => g.type.endsWith('Polygon');
  T.isLine = (g) => g.type.endsWith('LineString');

  T.bounds = function (g) {
    const b = [Infinity, Infinity, -Infinity, -Infinity];
    for (const path of T.paths(g)) {
      for (const [x, y] of path) {
        if (x < b[0]) b[0] = x;
        if (y < b[1]) b[1] = y;
        if (x > b[2]) b[2] = x;
        if (y > b[3]) b[3] = y;
      }
    }
    return b;
  };

  function covers(g, [x, y]) { /* even-odd over all rings: holes count twice */
    let inside = false;
    for (const ring of T.paths(g)) {
      for (let i = 0, k = ring.length - 1; i < ring.length; k = i++) {
        const [ax, ay] = ring[i], [bx, by] = ring[k];
        if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
      }
    }
    return inside;
  }

  /* The point of a geometry (edges straight in lon, lat) that is nearest: found on a plane, to be measured properly. */
  function nearest(g, p) {
    if (T.isPolygon(g) && covers(g, p)) return p;
    const [mx, my] = degree(p[1]);
    let best = null, least = Infinity;
    for (const path of T.paths(g)) {
      for (let i = 0; i < path.length; i++) {
        const a = path[Math.max(0, i - 1)], b = path[i];
        const dx = (b[0] - a[0]) * mx, dy = (b[1] - a[1]) * my, x = (p[0] - a[0]) * mx, y = (p[1] - a[1]) * my;
        const square = dx * dx + dy * dy, t = square ? Math.min(1, Math.max(0, (x * dx + y * dy) / square)) : 0;
        const off = (x - t * dx) ** 2 + (y - t * dy) ** 2;
        if (off < least) least = off, best = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
      }
    }
    return best;
  }
  /* Metres from a position of the map to a geometry of the map; 0 inside a polygon. */
  T.distanceTo = (g, p) => T.distance(T.toWgs84(p), T.toWgs84(nearest(g, p)));

  /* Where to write a name: the point, the middle of the longest line, the middle of the largest ring where that is inside. */
  T.pointOn = function (g) {
    const size = (path) => path.reduce((sum, p, i) => i ? sum + Math.hypot(p[0] - path[i - 1][0], p[1] - path[i - 1][1]) : 0, 0);
    const path = T.paths(g).reduce((a, b) => size(b) > size(a) ? b : a);
    if (!T.isPolygon(g)) {
      let rest = size(path) / 2;
      for (let i = 1; i < path.length; i++) {
        const [a, b] = [path[i - 1], path[i]], step = size([a, b]);
        if (step >= rest && step) return [a[0] + (b[0] - a[0]) * rest / step, a[1] + (b[1] - a[1]) * rest / step];
        rest -= step;
      }
      return path[path.length - 1];
    }
    const [west, south, east, north] = T.bounds({ type: 'LineString', coordinates: path });
    const middle = [(west + east) / 2, (south + north) / 2];
    return covers(g, middle) ? middle : path[0];
  };

  /* A circle of so many metres, as a polygon. */
  T.circle = function (p, radius, corners) {
    const [mx, my] = degree(p[1]), ring = [];
    for (let i = 0; i <= corners; i++) {
      const turn = 2 * Math.PI * (i % corners) / corners;
      ring.push([p[0] + radius * Math.cos(turn) / mx, p[1] + radius * Math.sin(turn) / my]);
    }
    return { type: 'Polygon', coordinates: [ring] };
  };
  T.degree = degree;
})();
