/* The map of a registry. Works from a file, without a network: everything is in data.js. Whatever a document says is set as
 * text, never as HTML. */
(function () {
  'use strict';
  var data = window.TERRIER, language = 'zh', map, labels, shown, base;
  var off = { status: {}, year: {}, kind: {}, basis: {} };
  var words = {
    zh: { title: '公共工程地图', other: 'English', year: '年份', status: '状态', basis: '依据', kind: '类别', undated: '未注明',
      search: '名称、拼音', located: '已定位', unlocated: '未定位（文件提到，但地名库中没有位置）', none: '没有符合条件的设施',
      summary: function (f, u) { return f + ' 处设施，其中 ' + u + ' 处未定位' + (data.date ? '；文件截至 ' + data.date : ''); },
      position: '位置', within: '误差约', metres: '米', source: '来源', sources: '数据来源：', yearOf: function (y) { return y + ' 年'; } },
    en: { title: 'Map of public works', other: '中文', year: 'Year', status: 'Status', basis: 'Basis', kind: 'Kind', undated: 'undated',
      search: 'name or pinyin', located: 'With a position', unlocated: 'Without a position (named by a document, unknown to the gazetteer)',
      none: 'Nothing matches',
      summary: function (f, u) { return f + ' facilities, ' + u + ' without a position' + (data.date ? '; documents to ' + data.date : ''); },
      position: 'Position', within: 'within about', metres: 'm', source: 'source', sources: 'Sources: ', yearOf: function (y) { return String(y); } }
  };

  function say(key) { return words[language][key]; }
  function entry(list, word) {
    return data.legend.find(function (e) { return e.list === list && e.word === word; }) || { zh: word, en: word, value: '' };
  }
  function name(list, word) { return word ? entry(list, word)[language] : ''; }
  function colour(f) { return entry('status', f.status).value || '#666'; }
  function element(tag, className, text) {
    var e = document.createElement(tag);
    if (className) e.className = className;
    if (text !== undefined && text !== null) e.textContent = text;
    return e;
  }

  /* ---- markers: a shape for the kind, a colour for the status, hollow for a target ---- */

  function polygon(sides, turn, inner) {
    var points = [], n = inner ? sides * 2 : sides;
    for (var i = 0; i < n; i++) {
      var a = turn + i * 2 * Math.PI / n, r = inner && i % 2 ? inner : 1;
      points.push([r * Math.sin(a), -r * Math.cos(a)]);
    }
    return points;
  }
  var shapes = {
    triangle: polygon(3, 0), square: polygon(4, Math.PI / 4), diamond: polygon(4, 0), pentagon: polygon(5, 0),
    hexagon: polygon(6, 0), star: polygon(5, 0, 0.45),
    cross: [[-.35, -1], [.35, -1], [.35, -.35], [1, -.35], [1, .35], [.35, .35], [.35, 1], [-.35, 1], [-.35, .35], [-1, .35],
      [-1, -.35], [-.35, -.35]]
  };
  function trace(context, shape, x, y, radius) {
    context.beginPath();
    if (!shapes[shape]) {
      context.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    }
    shapes[shape].forEach(function (p, i) {
      context[i ? 'lineTo' : 'moveTo'](x + p[0] * radius * 1.2, y + p[1] * radius * 1.2);
    });
    context.closePath();
  }
  var ShapeMarker = L.CircleMarker.extend({
    _updatePath: function () {
      var renderer = this._renderer;
      if (!renderer._drawing || this._empty()) return;
      trace(renderer._ctx, this.options.shape, this._point.x, this._point.y, this._radius);
      renderer._fillStroke(renderer._ctx, this);
    }
  });
  function swatch(f) {
    var c = document.createElement('canvas'), g = c.getContext('2d'), line = f.line;
    c.width = c.height = 32;
    c.style.width = c.style.height = '16px';
    g.scale(2, 2);
    g.strokeStyle = f.colour;
    g.fillStyle = f.hollow ? '#fff' : f.colour;
    g.lineWidth = line ? 3.5 : 2;
    if (line && f.hollow) g.setLineDash([4, 2.5]);
    if (line) {
      g.beginPath();
      g.moveTo(1, 11);
      g.lineTo(15, 5);
    } else {
      trace(g, f.shape, 8, 8, 4.6);
      g.fill();
    }
    g.stroke();
    return c;
  }
  function swatchOf(f) {
    return swatch({ colour: colour(f), hollow: f.basis === 'target', shape: entry('kind', f.kind).value,
      line: f.g && /Line/.test(f.g.type) });
  }

  function layerOf(f) {
    var target = f.basis === 'target', paint = colour(f), vague = f.precision === 'area' || f.precision === 'district';
    return L.geoJSON(f.g, {
      style: function () {
        if (/Point/.test(f.g.type)) return {};
        var line = /Line/.test(f.g.type);
        return { color: paint, weight: !line ? 2 : f.status === 'existing' ? 2 : 4.5, opacity: 0.95,
          dashArray: vague ? '2 5' : target ? '9 6' : null, lineCap: target || vague ? 'butt' : 'round', fillColor: paint,
          fillOpacity: target || vague ? 0 : 0.25 };
      },
      pointToLayer: function (_, at) {
        return new ShapeMarker(at, { radius: vague ? 5 : 7, shape: entry('kind', f.kind).value, color: target ? paint : '#fff',
          weight: target ? 2.5 : 1.5, fillColor: target ? '#fff' : paint, fillOpacity: 1, opacity: 1 });
      }
    });
  }

  /* ---- what is shown ---- */

  function passes(f) {
    return !off.status[f.status] && !off.year[f.year] && !off.kind[f.kind] && !off.basis[f.basis];
  }
  function facilities(features) {
    var byId = {}, list = [];
    features.forEach(function (f) {
      if (!byId[f.facility]) list.push(byId[f.facility] = { name: f.name, kind: f.kind, pinyin: f.pinyin, features: [] });
      byId[f.facility].features.push(f);
    });
    /* The newest statement stands for the facility; features come undated last. */
    list.forEach(function (x) {
      x.top = x.features.reduce(function (a, b) { return b.year > a.year || (b.year === a.year && a.status === 'existing') ? b : a; });
      x.located = x.features.find(function (f) { return f.g; });
    });
    return list;
  }
  function title(f) { return f.part && f.name.indexOf(f.part) < 0 ? f.name + ' ' + f.part : f.name; }

  function card(facility) {
    var box = element('div', 'card'), place = facility.located;
    box.append(element('h3', '', facility.name), element('p', 'meta', name('kind', facility.kind) + (facility.top.area ? ' · ' + facility.top.area : '')));
    facility.features.slice().reverse().forEach(function (f) {
      var a = element('article'), line = element('p'), state = element('span', 'state', name('status', f.status) +
        (f.basis === 'target' ? ' · ' + name('basis', 'target') : ''));
      state.style.borderColor = colour(f);
      line.append(state, ' ' + [f.year ? say('yearOf')(f.year) : '', f.part, name('action', f.action)].filter(Boolean).join(' · '));
      a.append(line);
      if (f.quote) a.append(element('blockquote', '', f.quote));
      a.append(element('p', 'meta', [f.title || f.document, f.date].filter(Boolean).join(' · ')));
      box.append(a);
    });
    if (place) {
      box.append(element('p', 'meta', say('position') + ': ' + name('precision', place.precision) +
        (place.uncertainty ? ', ' + say('within') + ' ' + Math.round(place.uncertainty) + ' ' + say('metres') : '') +
        (place.source ? '; ' + say('source') + ': ' + place.source : '')));
    }
    return box;
  }

  function row(facility) {
    var b = element('button', 'row'), f = facility.top;
    b.type = 'button';
    b.append(swatchOf(f), element('span', '', facility.name), element('small', '', (f.year || '') + ' ' + name('status', f.status)));
    b.addEventListener('click', function () {
      var at = facility.located ? L.geoJSON(facility.located.g).getBounds() : null;
      if (at) map.fitBounds(at, { maxZoom: 15, animate: false });
      L.popup({ maxWidth: 330 }).setLatLng(at ? pointOn(facility.located.g) : map.getCenter()).setContent(card(facility)).openOn(map);
    });
    return b;
  }
  function section(list, heading, items, open) {
    var box = element('details'), closed = document.getElementById(heading);
    if (!items.length) return;
    box.open = closed ? closed.open : open;
    box.append(element('summary', '', say(heading) + ' ' + items.length));
    items.forEach(function (x) { box.append(row(x)); });
    box.id = heading;
    list.append(box);
  }
  function fillList(all) {
    var list = document.getElementById('list'), wanted = document.getElementById('search').value.trim().toLowerCase();
    var found = all.filter(function (x) { return !wanted || (x.name + ' ' + (x.pinyin || '')).toLowerCase().indexOf(wanted) >= 0; });
    var sections = document.createDocumentFragment();
    section(sections, 'unlocated', found.filter(function (x) { return !x.located; }), wanted !== '');
    section(sections, 'located', found.filter(function (x) { return x.located; }), true);
    list.replaceChildren(sections);
    if (!found.length) list.append(element('h2', '', say('none')));
  }

  /* ---- labels: placed greedily where nothing else is written ---- */

  function pointOn(g) {
    if (g.type === 'Point') return L.latLng(g.coordinates[1], g.coordinates[0]);
    var line = /^Multi/.test(g.type) ? g.coordinates.reduce(function (a, b) { return flat(b).length > flat(a).length ? b : a; }) : g.coordinates;
    var points = flat(line), middle = points[Math.floor(points.length / 2)];
    if (/Polygon/.test(g.type)) return L.geoJSON(g).getBounds().getCenter();
    return L.latLng(middle[1], middle[0]);
  }
  function flat(c) { return typeof c[0] === 'number' ? [c] : c.reduce(function (a, b) { return a.concat(flat(b)); }, []); }
  function placeLabels() {
    var pane = map.getPane('labels'), size = map.getSize(), origin = map.containerPointToLayerPoint([0, 0]), taken = [];
    pane.replaceChildren();
    labels.forEach(function (l) {
      if (l.from > map.getZoom()) return;
      var p = map.latLngToContainerPoint(l.at), width = 0;
      if (p.x < -50 || p.y < -20 || p.x > size.x + 50 || p.y > size.y + 20) return;
      for (var i = 0; i < l.text.length; i++) width += l.text.charCodeAt(i) > 0x2e80 ? 12.5 : 7;
      var spots = l.centre ? [[-width / 2, -8]] : [[10, -8], [-width - 10, -8], [-width / 2, 9], [-width / 2, -25]];
      for (var s = 0; s < spots.length; s++) {
        var box = [p.x + spots[s][0] - 2, p.y + spots[s][1], p.x + spots[s][0] + width + 2, p.y + spots[s][1] + 15];
        if (taken.some(function (t) { return box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]; })) continue;
        taken.push(box);
        var e = element('span', 'label ' + (l.className || ''), l.text);
        e.style.left = origin.x + box[0] + 2 + 'px';
        e.style.top = origin.y + box[1] + 'px';
        pane.append(e);
        break;
      }
    });
  }

  /* ---- drawing ---- */

  function draw() {
    var visible = data.features.filter(passes), all = facilities(visible);
    shown.clearLayers();
    labels = [];
    /* Areas under lines under points; of one place the newest on top. */
    ['Polygon', 'Line', 'Point'].forEach(function (type) {
      visible.filter(function (f) { return f.g && f.g.type.indexOf(type) >= 0; })
        .sort(function (a, b) { return a.year - b.year; })
        .forEach(function (f) {
          shown.addLayer(layerOf(f).on('click', function (e) {
            var facility = all.find(function (x) { return x.features.indexOf(f) >= 0; });
            L.popup({ maxWidth: 330 }).setLatLng(e.latlng).setContent(card(facility)).openOn(map);
          }));
        });
    });
    all.filter(function (x) { return x.located; }).forEach(function (x) {
      var line = /Line/.test(x.located.g.type), minor = x.top.status === 'existing';
      labels.push({ at: pointOn(x.located.g), text: x.features.length === 1 ? title(x.top) : x.name, from: minor ? 13 : 0, minor: minor,
        className: x.kind === 'waterway' ? 'water' : '', centre: line });
    });
    labels.sort(function (a, b) { return a.minor - b.minor; });
    base.areas.forEach(function (a) { labels.push({ at: L.latLng(a.lat, a.lon), text: a.name, from: 12, centre: true, className: 'area' }); });
    placeLabels();
    fillList(all);
    document.getElementById('summary').textContent = say('summary')(all.length, all.filter(function (x) { return !x.located; }).length);
  }

  function values(field) {
    var counts = {};
    data.features.forEach(function (f) { counts[f[field]] = (counts[f[field]] || 0) + 1; });
    return counts;
  }
  function chip(field, value, label, count, picture) {
    var b = element('button', 'chip');
    b.type = 'button';
    b.setAttribute('aria-pressed', String(!off[field][value]));
    if (picture) b.append(picture);
    b.append(element('span', '', label), element('small', '', count));
    b.addEventListener('click', function () {
      off[field][value] = !off[field][value];
      b.setAttribute('aria-pressed', String(!off[field][value]));
      draw();
    });
    return b;
  }
  function group(field, chips) {
    var set = element('fieldset');
    set.append(element('legend', '', say(field)));
    chips.forEach(function (c) { set.append(c); });
    document.getElementById('filters').append(set);
  }
  function fillFilters() {
    document.getElementById('filters').replaceChildren();
    var years = values('year'), states = values('status'), kinds = values('kind'), bases = values('basis');
    group('year', Object.keys(years).map(Number).sort(function (a, b) { return b - a; }).map(function (y) {
      return chip('year', y, y ? String(y) : say('undated'), years[y]);
    }));
    var listed = function (list, counts, picture) {
      return data.legend.filter(function (e) { return e.list === list && counts[e.word]; }).map(function (e) {
        return chip(list, e.word, e[language], counts[e.word], picture(e));
      });
    };
    group('status', listed('status', states, function (e) { return swatch({ colour: e.value, shape: 'circle' }); }));
    group('basis', listed('basis', bases, function (e) {
      return swatch({ colour: '#444', line: true, hollow: e.word === 'target' });
    }));
    group('kind', listed('kind', kinds, function (e) {
      return swatch({ colour: '#444', shape: e.value, line: e.word === 'road' || e.word === 'waterway' });
    }));
  }
  function speak() {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = say('title');
    document.getElementById('title').textContent = say('title');
    document.getElementById('language').textContent = say('other');
    document.getElementById('search').placeholder = say('search');
    document.getElementById('sources').textContent = say('sources') + data.sources.map(function (s) {
      return s.source + (s.licence ? ' (' + s.licence + ')' : '');
    }).join('; ') + ' · Leaflet (BSD-2-Clause)';
    fillFilters();
    draw();
  }

  function start() {
    map = L.map('map', { renderer: L.canvas({ tolerance: 6 }), attributionControl: false, minZoom: 4, maxZoom: 18, zoomSnap: 0.5,
      zoomAnimation: false, fadeAnimation: false });
    base = data.base;
    L.control.scale({ imperial: false }).addTo(map);
    map.createPane('labels').style.zIndex = 450;
    map.getPane('labels').style.pointerEvents = 'none';
    base.lines.forEach(function (b) {
      var water = b.kind === 'waterway';
      L.geoJSON(b.g, { interactive: false, style: { color: water ? '#bcd9ec' : '#dcdad3', weight: water ? 5 : 3, fillOpacity: 0.3 } }).addTo(map);
    });
    shown = L.featureGroup().addTo(map);
    /* On projects: a ring road that is only referred to would push them into a corner. */
    var bounds = L.latLngBounds([]), placed = data.features.filter(function (f) { return f.g; });
    var projects = placed.filter(function (f) { return f.status !== 'existing'; });
    (projects.length ? projects : placed).forEach(function (f) { bounds.extend(L.geoJSON(f.g).getBounds()); });
    map.fitBounds(bounds.isValid() ? bounds : [[18, 73], [54, 135]]);
    labels = [];
    map.on('moveend zoomend resize', placeLabels);
    document.getElementById('search').addEventListener('input', function () { fillList(facilities(data.features.filter(passes))); });
    document.getElementById('language').addEventListener('click', function () {
      language = language === 'zh' ? 'en' : 'zh';
      speak();
    });
    speak();
  }
  start();
})();
