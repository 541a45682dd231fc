/* The page's state and what happens when it changes. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const data = window.TERRIER;
  const app = T.app = {};
  app.state = { year: null, upTo: false, off: { kind: new Set(), status: new Set(), basis: new Set() }, document: null, query: '', chosen: null, near: null };
  let visible = [];

  /* ---- changing ---- */

  app.set = function (change) {
    const only = Object.keys(change).every((key) => ['chosen', 'near', 'query'].includes(key));
    Object.assign(app.state, change);
    if (!only) {
      visible = T.model.visible(app.state);
      T.view.show(visible);
      T.timeline.update(app.state);
    }
    if (!only || 'query' in change) T.panel.update(visible, app.state, data);
    if (!only || 'near' in change) T.near.update(visible, app.state);
    T.view.mark(app.state.chosen, app.state.near);
    T.address.write(app.state);
  };
  app.toggle = function (field, word) {
    const off = { ...app.state.off, [field]: new Set(app.state.off[field]) };
    if (!off[field].delete(word)) off[field].add(word);
    app.set({ off });
  };
  app.isFiltered = () => app.state.document !== null || Object.values(app.state.off).some((set) => set.size);
  app.clearFilters = () => app.set({ year: null, document: null, off: { kind: new Set(), status: new Set(), basis: new Set() } });
  /* `go`: also look at it, and put the keyboard there. */
  app.choose = function (facility, go) {
    if (facility) T.card.show(facility, go);
    else T.card.hide();
    app.set({ chosen: facility }); /* first, so that the way back leads to where it was chosen */
    if (facility && go) T.view.goTo(facility);
  };

  /* ---- what people do ---- */

  function click({ at, facilities }) {
    if (T.near.picking) return T.near.from(at);
    if (facilities.length === 1) return app.choose(facilities[0]);
    app.choose(null);
    if (facilities.length) T.card.offer(facilities);
  }
  function key(event) {
    if (event.key === 'Enter' && T.near.picking && event.target === T.view.map.getCanvas()) return T.near.fromCentre();
    if (event.key !== 'Escape') return;
    if (T.near.picking) T.near.pick(false);
    else if (!T.byId('card').hidden) app.choose(null);
  }
  function speak() {
    document.documentElement.lang = T.language === 'zh' ? 'zh-CN' : 'en';
    for (const e of document.querySelectorAll('[data-word]')) if (!e.classList.contains('chip')) e.textContent = T.say(e.dataset.word);
    document.title = document.querySelector('h1').textContent = T.say('titleOf')(data.area);
    T.byId('language').textContent = T.say('other');
    T.byId('language').lang = T.language === 'zh' ? 'en' : 'zh-CN';
    if (T.view.map) {
      T.view.map.getCanvas().setAttribute('aria-label', T.say('map'));
      document.querySelector('.maplibregl-ctrl-zoom-in').title = document.querySelector('.maplibregl-ctrl-zoom-in').ariaLabel = T.say('zoomIn');
      document.querySelector('.maplibregl-ctrl-zoom-out').title = document.querySelector('.maplibregl-ctrl-zoom-out').ariaLabel = T.say('zoomOut');
    }
    T.panel.speak(data);
    T.timeline.speak();
  }
  function fromAddress() {
    const { state, view, language, tab } = T.address.read();
    T.language = language;
    speak();
    T.panel.open(tab);
    T.byId('search').value = state.query;
    app.set(state);
    app.choose(state.chosen);
    if (view) T.view.lookAt(view);
    else if (state.near) T.view.goNear(state.near);
    else if (state.chosen && state.chosen.placed) T.view.goTo(state.chosen);
    else T.view.goHome();
  }
  function complain(text) {
    T.byId('message').textContent = text;
    T.byId('message').hidden = false;
  }

  app.start = async function () {
    T.byId('summary').textContent = T.say('loading');
    try {
      await T.model.load();
    } catch (error) {
      document.body.classList.add('failed');
      return complain(T.say('failed'));
    }
    const drawn = T.view.open(data, { load: () => { app.ready = true; }, move: () => T.address.write(app.state), click, picking: () => T.near.picking });
    T.panel.start();
    T.print.start();
    T.byId('legend').open = !window.matchMedia('(max-width: 760px), (max-height: 520px)').matches;
    fromAddress();
    if (!drawn) {
      complain(T.say('noGL'));
      app.ready = true;
    }
    T.byId('search').addEventListener('input', (event) => {
      app.set({ query: event.target.value.trim() });
      if (app.state.query && T.panel.tab !== 'missing') T.panel.open('list');
    });
    T.byId('language').addEventListener('click', () => {
      T.language = T.language === 'zh' ? 'en' : 'zh';
      T.timeline.stop();
      speak();
      app.set({ year: app.state.year });
      if (app.state.chosen) T.card.show(app.state.chosen);
    });
    T.byId('tabs').addEventListener('click', () => T.address.write(app.state));
    document.addEventListener('keydown', key);
    window.addEventListener('hashchange', () => { if (T.address.changed()) fromAddress(); });
  };
  app.start();
})();
