/* The year slider: all years, each year, undated; it plays the years. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const e = T.element;
  const timeline = T.timeline = {};
  const pace = 1400; /* milliseconds a year */
  let timer = null, stops = [], slider, output, button, upTo;

  const text = (stop) => stop === null ? T.say('allYears') : stop === 0 ? T.say('undated') : T.say('yearOf')(stop);

  function play(on) {
    clearInterval(timer);
    timer = null;
    if (on) {
      const { years } = T.model, at = years.indexOf(T.app.state.year);
      T.app.set({ year: years[at < 0 || at === years.length - 1 ? 0 : at] });
      timer = setInterval(() => {
        const next = years[years.indexOf(T.app.state.year) + 1];
        if (next === undefined) play(false);
        else T.app.set({ year: next });
      }, pace);
    }
    label();
  }
  function label() {
    button.textContent = timer ? '❚❚' : '▶';
    button.setAttribute('aria-label', T.say(timer ? 'pause' : 'play'));
    button.title = T.say(timer ? 'pause' : 'play');
  }
  timeline.stop = () => { if (timer) play(false); };

  timeline.speak = function () {
    stops = [null, ...T.model.years, ...(T.model.hasUndated ? [0] : [])];
    button = e('button', { type: 'button', id: 'play', onclick: () => play(!timer) });
    button.disabled = !T.model.years.length;
    slider = e('input', { type: 'range', id: 'year', min: 0, max: stops.length - 1, step: 1, 'aria-label': T.say('year'),
      oninput: () => { timeline.stop(); T.app.set({ year: stops[Number(slider.value)] }); } });
    output = e('output', { id: 'year-shown', for: 'year' });
    upTo = e('input', { type: 'checkbox', id: 'up-to', onchange: () => T.app.set({ upTo: upTo.checked }) });
    const track = T.byId('timeline').clientWidth - (window.innerWidth > 760 ? 330 : 90); /* what buttons leave, about */
    const short = track / Math.max(1, stops.length - 1) < 42, year = (s) => short ? '’' + String(s).slice(2) : String(s);
    const ticks = e('div', { class: 'ticks', 'aria-hidden': 'true' }, ...stops.map((s) => e('span', { text: s === null ? T.say('all') : s === 0 ? T.say('unknown') : year(s) })));
    T.byId('timeline').replaceChildren(button, e('div', { class: 'track' }, slider, ticks), output,
      e('label', { title: T.say('upToHelp') }, upTo, ' ' + T.say('upTo')));
    label();
  };
  timeline.update = function (state) {
    slider.value = String(stops.indexOf(state.year));
    slider.setAttribute('aria-valuetext', text(state.year));
    output.textContent = text(state.year);
    upTo.checked = state.upTo;
  };
  T.byId('timeline').addEventListener('submit', (event) => event.preventDefault());
})();
