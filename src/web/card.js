/* What is known of one facility, or a choice where several lie at one point. All text of documents is set as text. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const e = T.element;
  const card = T.card = {};
  let shown = 0, before = null;

  function badge(s) {
    const b = e('span', { class: 'state' + (s.basis === 'target' ? ' target' : ''), text: T.name('status', s.status) +
      (s.basis === 'target' ? ' · ' + T.name('basis', 'target') : '') });
    b.style.borderColor = T.colour(s.status);
    return b;
  }
  T.badge = badge;

  function when(s) {
    const parts = [s.year ? T.say('yearOf')(s.from ? `${s.from}–${s.year}` : s.year) : '', s.month ? T.say('month')(s.month) : '', s.day ? T.say('day')(s.day) : ''];
    return parts.filter(Boolean).join(T.language === 'zh' ? '' : ', ');
  }
  function source(s) {
    const d = T.model.document(s.document) || {};
    return e('p', { class: 'meta' }, e('cite', { text: d.title || d.name || '' }), d.date ? ' · ' + d.date : '',
      d.publisher && !(d.title || '').includes(d.publisher) ? ' · ' + d.publisher : '');
  }
  function saying(s) {
    const facts = [when(s), T.name('action', s.action)].filter(Boolean).join(' · ');
    return e('li', {}, e('p', {}, badge(s), facts ? ' ' + facts : ''), s.quote ? e('blockquote', { text: s.quote }) : null, source(s));
  }
  /* Projects in the order in which documents speak of them; what only refers to the facility comes last. */
  function history(sayings) {
    const projects = new Map();
    for (const s of sayings) {
      const key = s.project || '';
      if (!projects.has(key)) projects.set(key, []);
      projects.get(key).push(s);
    }
    const references = projects.get('');
    projects.delete('');
    const boxes = [...projects.values()].map((list) => e('section', { class: 'project' },
      projects.size > 1 || list[0].part ? e('h4', { text: list[0].part || T.say('whole') }) : null, e('ol', {}, ...list.map(saying))));
    if (references) {
      const box = e('details', { class: 'project' }, e('summary', { text: `${T.say('reference')} ${references.length}` }),
        e('ol', {}, ...references.map(saying)));
      box.open = !boxes.length;
      boxes.push(box);
    }
    return boxes;
  }
  function place(facility) {
    const f = facility.placed;
    if (!f) return e('p', { class: 'meta', text: [T.say('noPlace'), T.reason(facility)].filter(Boolean).join(T.say('colon')) });
    return e('p', { class: 'meta', text: T.say('position') + T.say('colon') + T.name('precision', f.precision) +
      (f.within ? T.say('comma') + T.say('within')(Math.round(f.within)) : '') +
      (f.source ? T.say('semicolon') + T.say('source') + T.say('colon') + f.source : '') });
  }
  function otherNames(facility) {
    const others = facility.names.filter((n) => n.name !== facility.name);
    const unique = others.filter((n, i) => others.findIndex((m) => m.name === n.name) === i);
    if (!unique.length) return null;
    return e('p', { class: 'meta', text: T.say('alias') + T.say('colon') + unique.map((n) => n.name).join('、') });
  }
  function closer() {
    return e('button', { type: 'button', class: 'close', 'aria-label': T.say('close'), text: '×', onclick: () => T.app.choose(null) });
  }
  function open(...content) {
    const box = T.byId('card');
    if (box.hidden) before = document.activeElement;
    box.replaceChildren(closer(), ...content.filter(Boolean));
    box.hidden = false;
    box.scrollTop = 0;
  }

  card.show = async function (facility, focus) {
    const turn = ++shown, body = e('div', { class: 'history' }, e('p', { class: 'meta', text: T.say('loading') }));
    const pinyin = T.language === 'en' && (facility.names.find((n) => n.name === facility.name) || {}).pinyin;
    open(e('h3', { id: 'card-name', text: facility.name }), pinyin ? e('p', { class: 'meta', lang: 'zh-Latn', text: pinyin }) : null,
      e('p', { class: 'meta', text: [T.name('kind', facility.kind), facility.area].filter(Boolean).join(' · ') }), otherNames(facility), place(facility), body);
    if (focus) T.byId('card').focus();
    try {
      const sayings = await T.model.sayings(facility);
      if (turn === shown) body.replaceChildren(...history(sayings));
    } catch (error) {
      if (turn === shown) body.replaceChildren(e('p', { class: 'meta', text: T.say('unloaded') }));
    }
  };
  card.offer = function (facilities) {
    shown++;
    open(e('h3', { id: 'card-name', text: T.say('several') }),
      e('ul', { class: 'rows' }, ...facilities.map((f) => e('li', {}, T.row(f, f.top)))));
    T.byId('card').focus();
  };
  card.hide = function () {
    const box = T.byId('card');
    shown++;
    if (box.hidden) return;
    const inside = box.contains(document.activeElement);
    box.hidden = true;
    if (inside && before && before.isConnected) before.focus();
  };
})();
