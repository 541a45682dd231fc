/* The panel beside the map: tabs, filters, lists, legend, sources. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const e = T.element;
  const panel = T.panel = { tab: 'list' };
  const tabs = ['list', 'filters', 'near', 'missing'];
  const page = 150; /* rows of a list that are made at once */

  /* ---- tabs ---- */

  panel.open = function (tab, focus) {
    panel.tab = tabs.includes(tab) ? tab : 'list';
    for (const t of tabs) {
      const b = T.byId('tab-' + t), on = t === panel.tab;
      b.setAttribute('aria-selected', String(on));
      b.tabIndex = on ? 0 : -1;
      T.byId(t).hidden = !on;
      if (on && focus) b.focus();
    }
  };
  function turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    panel.open(tabs[(tabs.indexOf(panel.tab) + step + tabs.length) % tabs.length], true);
  }
  panel.start = function () {
    for (const t of tabs) T.byId('tab-' + t).addEventListener('click', () => panel.open(t));
    T.byId('tabs').addEventListener('keydown', turn);
    panel.open('list');
  };

  /* ---- lists ---- */

  T.row = function (facility, f, extra) {
    return e('button', { type: 'button', class: 'row', 'data-id': facility.id, onclick: () => T.app.choose(facility, true) }, T.swatchOf(f),
      e('span', { class: 'name', text: facility.name }),
      e('small', { text: extra || [f.from ? `${f.from}–${f.year}` : f.year || '', T.name('status', f.status) + (f.basis === 'target' ? ' · ' + T.name('basis', 'target') : '')].filter(Boolean).join(' ') }));
  };
  function fill(box, rows, from) {
    const list = box.querySelector('ul');
    list.append(...rows.slice(from, from + page).map((r) => e('li', {}, r.extra ? T.row(r.facility, r.top, r.extra) : T.row(r.facility, r.top),
      r.note ? e('p', { class: 'meta', text: r.note }) : null)));
    const more = box.querySelector('.more');
    if (more) more.remove();
    for (const note of box.querySelectorAll('p.printed')) note.remove();
    if (rows.length > from + page) {
      box.append(e('button', { type: 'button', class: 'more', text: T.say('more')(Math.min(page, rows.length - from - page)),
        onclick: () => fill(box, rows, from + page) }), e('p', { class: 'printed note', text: T.say('unlisted')(rows.length - from - page) }));
    }
  }
  /* A list of {facility, top, extra, note}; `head` stands above it. */
  T.fillRows = function (box, rows, ...head) {
    box.replaceChildren(...head.filter(Boolean), e('ul', { class: 'rows' }));
    fill(box, rows, 0);
  };

  const byName = (a, b) => a.facility.rank - b.facility.rank;
  function lists(groups, state) {
    const found = T.model.find(state.query);
    const matching = found ? groups.filter((g) => found.has(g.facility)) : groups;
    const order = found ? (a, b) => found.get(a.facility) - found.get(b.facility) || byName(a, b) : byName;
    const sorted = matching.slice().sort(order), missing = sorted.filter((g) => !g.placed);
    const hidden = found ? found.size - matching.length : 0;
    const rest = hidden ? e('p', { class: 'note' }, T.say('hidden')(hidden) + ' ',
      e('button', { type: 'button', class: 'link', text: T.say('clear'), onclick: T.app.clearFilters })) : null;
    const none = e('p', { class: 'note', text: T.say(T.model.facilities.length ? 'none' : 'nothing') });
    T.fillRows(T.byId('list'), sorted, sorted.length ? null : none, rest);
    T.fillRows(T.byId('missing'), missing.map((g) => ({ ...g, note: T.reason(g.facility) })),
      e('p', { class: 'note', text: T.say(missing.length ? 'missingHelp' : 'noneMissing') }));
    const all = groups.filter((g) => !g.placed).length;
    T.byId('tab-list').textContent = `${T.say('list')} ${sorted.length}`;
    T.byId('tab-missing').textContent = `${T.say('missing')} ${missing.length}`;
    return all;
  }

  /* ---- filters ---- */

  function chip(field, word, label, count, picture) {
    const on = !T.app.state.off[field].has(word);
    return e('button', { type: 'button', class: 'chip', 'aria-pressed': String(on), 'data-field': field, 'data-word': word,
      onclick: () => T.app.toggle(field, word) }, picture, e('span', { text: label }), e('small', { text: String(count) }));
  }
  function chips(field, picture) {
    const present = T.model.present(field), counts = T.model.counts(T.app.state, field);
    return e('fieldset', {}, e('legend', { text: T.say(field) }), ...T.model.words(field).filter((w) => present.has(w.word))
      .map((w) => chip(field, w.word, w[T.language], counts.get(w.word) || 0, picture(w))));
  }
  function documents() {
    const select = e('select', { id: 'document', onchange: (event) => T.app.set({ document: event.target.value === '' ? null : Number(event.target.value) }) },
      e('option', { value: '', text: T.say('allDocuments') }),
      ...T.model.documents().map((d, i) => e('option', { value: i, text: [d.date, d.title || d.name].filter(Boolean).join(' ') })));
    select.value = T.app.state.document === null ? '' : String(T.app.state.document);
    return e('fieldset', {}, e('legend', {}, e('label', { for: 'document', text: T.say('document') })), select);
  }
  function filters() {
    const focused = document.activeElement && document.activeElement.closest('#filters') ? document.activeElement : null;
    const again = focused && (focused.id ? '#' + focused.id : `[data-field="${focused.dataset.field}"][data-word="${focused.dataset.word}"]`);
    T.byId('filters').replaceChildren(
      chips('status', (w) => T.swatch({ status: w.word })), chips('kind', (w) => T.swatch({ kind: w.word, colour: '#444444' })),
      chips('basis', (w) => T.swatch({ colour: '#444444', line: true, target: w.word === 'target' })), documents(),
      e('button', { type: 'button', class: 'plain', text: T.say('clear'), onclick: T.app.clearFilters }),
      e('button', { type: 'button', class: 'plain', text: T.say('print'), onclick: () => window.print() }));
    const back = again && T.byId('filters').querySelector(again);
    if (back) back.focus();
  }

  /* ---- legend and sources ---- */

  function legend() {
    const item = (picture, text) => e('span', {}, picture, text), inexact = T.model.features.some((f) => f.geometry && T.isVague(f));
    const words = (list) => T.model.words(list).filter((w) => T.model.present(list).has(w.word));
    T.byId('legend').replaceChildren(e('summary', { text: T.say('legend') }),
      e('div', {}, ...words('status').map((w) => item(T.swatch({ status: w.word }), w[T.language]))),
      e('div', { class: 'kinds' }, ...words('kind').map((w) => item(T.swatch({ kind: w.word, colour: '#444444' }), w[T.language]))),
      e('div', {}, T.model.present('basis').has('target') ? item(T.swatch({ colour: '#444444', target: true }), T.say('target')) : null,
        T.model.features.some((f) => f.from) ? item(T.swatch({ colour: '#444444', period: true }), T.say('period')) : null,
        inexact ? item(T.swatch({ colour: '#444444', vague: true }), T.say('vague')) : null));
  }
  /* All sources, of facilities and base map, one a line; what stands after a semicolon is a note on one geometry. */
  function sources(data) {
    const list = [...data.sources, ...((data.base || {}).sources || [])].map((s) => s.source + (s.licence ? ` (${s.licence})` : ''));
    const osm = list.some((s) => /^(©\s*)?OpenStreetMap/.test(s));
    const open = T.byId('sources').querySelector('[open]');
    const box = e('details', {}, e('summary', { text: T.say('sources') }), e('ul', {}, ...[...new Set(list)].map((s) => e('li', { text: s })),
      e('li', { text: 'MapLibre GL JS (BSD-3-Clause)' })));
    box.open = Boolean(open);
    T.byId('sources').replaceChildren(box);
    T.byId('credit').textContent = [data.basemap ? data.basemap.attribution : '', osm ? '© OpenStreetMap contributors' : ''].filter(Boolean).join(' · ');
  }

  panel.speak = function (data) {
    for (const t of tabs) T.byId('tab-' + t).textContent = T.say(t);
    T.byId('tabs').setAttribute('aria-label', T.say('list'));
    T.byId('panel').setAttribute('aria-label', T.say('list'));
    T.byId('search').placeholder = T.say('search');
    T.byId('search').setAttribute('aria-label', T.say('search'));
    legend();
    sources(data);
  };
  panel.update = function (visible, state, data) {
    const groups = T.model.group(visible), missing = lists(groups, state);
    filters();
    T.byId('summary').replaceChildren(T.say('summary')(groups.length, visible.length, missing) + (data.date ? T.say('semicolon') : ''),
      data.date ? e('span', { text: T.say('until')(data.date) }) : '', T.app.isFiltered() ? T.say('semicolon') + T.say('filtered') : '');
    T.byId('blank').textContent = T.say('blank');
    T.byId('blank').hidden = visible.some((f) => f.geometry);
    T.byId('tab-filters').classList.toggle('on', T.app.isFiltered());
  };
})();
