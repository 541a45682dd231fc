/* What the registry says, and what of it is chosen. A feature is a project in one state of its history (one per project,
 * year, status and basis), or a facility that is only referred to: what the program's layers hold. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const model = T.model = { facilities: [], features: [], years: [], hasUndated: false };
  const fields = ['kind', 'status', 'basis'];
  const ranks = ['planned', 'started', 'under_construction', 'suspended', 'cancelled', 'completed'];
  let data, details = {}, legend = {};

  model.entry = (list, word) => legend[list + ' ' + word];
  model.words = (list) => data.legend.filter((e) => e.list === list);
  model.documents = () => data.documents;
  model.document = (i) => data.documents[i];

  /* ---- loading ---- */

  function addFeature(facility, f, geometries) {
    f.facility = facility;
    f.index = model.features.length;
    f.kind = facility.kind;
    if (f.project) f.project = f.project[0] === '.' ? facility.id + f.project : f.project.slice(1);
    f.year = f.year || 0;
    f.geometry = f.geometry === undefined ? null : geometries[f.geometry];
    model.features.push(f);
  }
  /* By a year a project is in the state of its newest year: `until` is when the next one comes. Of one year what is
   * reported counts before an aim, then what is furthest along. */
  function setSpans(facility) {
    const projects = new Map();
    for (const f of facility.features) {
      f.until = 0;
      if (!f.year) continue;
      const key = f.project || '';
      if (!projects.has(key)) projects.set(key, []);
      projects.get(key).push(f);
    }
    const order = (f) => (f.basis === 'reported' ? 10 : 0) + ranks.indexOf(f.status);
    for (const list of projects.values()) {
      list.sort((a, b) => a.year - b.year || order(b) - order(a));
      const firsts = list.filter((f, i) => !i || list[i - 1].year !== f.year);
      firsts.forEach((f, i) => { f.until = i + 1 < firsts.length ? firsts[i + 1].year : Infinity; });
    }
  }
  /* The newest feature that has a place stands for the facility where one is needed. */
  function addChunk(chunk) {
    for (const facility of chunk.facilities) {
      facility.index = model.facilities.length;
      for (const name of facility.names) {
        name.name = name.name || facility.name;
        name.initials = (name.pinyin || '').split(' ').map((syllable) => syllable[0]).join('');
      }
      for (const f of facility.features) addFeature(facility, f, chunk.geometries);
      setSpans(facility);
      facility.top = facility.features.reduce((a, b) => b.year > a.year ? b : a);
      facility.placed = facility.features.reduce((a, b) => b.geometry && (!a || b.year >= a.year) ? b : a, null);
      model.facilities.push(facility);
    }
  }
  /* Facilities in order of pinyin: `rank`. Names in another script come after. */
  function rankNames() {
    const key = (f) => ((f.names.find((n) => n.name === f.name) || {}).pinyin || '\uffff') + ' ' + f.name + ' ' + f.id;
    const keyed = model.facilities.map((facility) => ({ facility, key: key(facility) }));
    keyed.sort((a, b) => a.key < b.key ? -1 : 1).forEach(({ facility }, i) => { facility.rank = i; });
  }
  async function fetchJson(name) {
    const answer = await fetch(name);
    if (!answer.ok) throw new Error(name + ': ' + answer.status);
    return answer.json();
  }
  model.load = async function () {
    data = window.TERRIER;
    T.datum = data.datum;
    for (const e of data.legend) legend[e.list + ' ' + e.word] = e;
    if (data.chunk) addChunk(data.chunk);
    else {
      if (window.location.protocol === 'file:') throw new Error('a page from a file may not fetch');
      const count = Math.ceil(data.count / data.served.facilities), names = [];
      for (let i = 0; i < count; i++) names.push(`data/facilities-${i}.json`);
      for (const chunk of await Promise.all(names.map(fetchJson))) addChunk(chunk);
    }
    const years = new Set(model.features.map((f) => f.year));
    for (const f of model.features) for (let y = f.from || f.year; y < f.year; y++) years.add(y);
    model.hasUndated = years.delete(0);
    model.years = [...years].sort((a, b) => a - b);
    rankNames();
    model.byId = new Map(model.facilities.map((f) => [f.id, f]));
    data.documents.forEach((d, i) => { /* namesakes are told apart by a number */
      const same = data.documents.slice(0, i).filter((x) => x.name === d.name).length;
      d.key = same ? `${d.name}~${same + 1}` : d.name;
    });
  };
  function loadScript(name) {
    return new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = name;
      script.onload = () => done(window.TERRIER_DETAILS);
      script.onerror = failed;
      document.head.append(script);
    });
  }
  /* What documents say of a facility, oldest first. */
  model.sayings = async function (facility) {
    if (!data.served) return (await (details.all = details.all || loadScript('details.js')))[facility.index];
    const size = data.served.details, chunk = Math.floor(facility.index / size);
    details[chunk] = details[chunk] || fetchJson(`data/details-${chunk}.json`);
    return (await details[chunk])[facility.index % size];
  };

  /* ---- choosing ---- */

  model.inYear = function (f, state) {
    if (state.year === null) return true;
    if (state.upTo && state.year) return f.year !== 0 && f.year <= state.year && state.year < f.until;
    return f.from ? f.from <= state.year && state.year <= f.year : f.year === state.year;
  };
  /* `but`: the field whose own filter is passed over, for counting what each of its values would give. */
  model.passes = function (f, state, but) {
    if (!model.inYear(f, state)) return false;
    if (but !== 'document' && state.document !== null && !f.documents.includes(state.document)) return false;
    return fields.every((field) => field === but || !state.off[field].has(f[field]));
  };
  /* What is told of several years at once is shown in each of them, hatched, and counted as none of them. */
  model.isCounted = (f, state) => !f.from || !state.year || state.upTo;
  model.visible = (state) => model.features.filter((f) => model.passes(f, state));
  model.counts = function (state, field) {
    const counts = new Map();
    for (const f of model.features) {
      if (f[field] && model.isCounted(f, state) && model.passes(f, state, field)) counts.set(f[field], (counts.get(f[field]) || 0) + 1);
    }
    return counts;
  };
  model.present = (field) => new Set(model.features.map((f) => f[field]));
  /* The facilities of some features, each with those of its features, in order of name. */
  model.group = function (features) {
    const groups = new Map();
    for (const f of features) {
      const g = groups.get(f.facility);
      if (g) g.push(f);
      else groups.set(f.facility, [f]);
    }
    return [...groups].map(([facility, list]) => ({
      facility, features: list, top: list.reduce((a, b) => b.year > a.year || (b.year === a.year && b.status !== 'existing') ? b : a),
      placed: list.some((f) => f.geometry)
    }));
  };

  /* ---- finding by name: as `terrier find` does ---- */

  model.fold = function (text) {
    const plain = text.normalize('NFKC').toLowerCase();
    return [...plain].map((c) => data.folding[c] || c).join('').replace(/[\s()[\]{}<>《》〈〉「」『』【】〔〕"'“”‘’·•・]/g, '');
  };
  function syllablesHold(pinyin, letters) {
    const syllables = pinyin.split(' ');
    return syllables.some((_, i) => syllables.slice(i).join('').startsWith(letters));
  }
  function rank(name, folded, letters) {
    const key = name.folded || name.name.toLowerCase(), at = key.indexOf(folded);
    if (at >= 0) return at > 0 ? 2 : key.length > folded.length ? 1 : 0;
    if (!letters) return -1;
    if (name.pinyin && syllablesHold(name.pinyin, letters)) return 3;
    const from = (name.initials || '').indexOf(letters);
    return from === 0 || (from > 0 && letters.length > 1) ? 4 : -1;
  }
  /* Map from facility to how well it is found, best 0; null when nothing is looked for. */
  model.find = function (text) {
    const folded = model.fold(text), letters = /^[a-z]+$/.test(folded) ? folded : '';
    if (!folded) return null;
    const found = new Map();
    for (const facility of model.facilities) {
      for (const name of facility.names) {
        const how = rank(name, folded, letters);
        if (how >= 0) found.set(facility, Math.min(how * 100 + Math.min(99, name.name.length), found.get(facility) ?? Infinity));
      }
    }
    return found;
  };
})();
