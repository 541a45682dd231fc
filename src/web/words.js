/* What the page says, in Chinese and English, and small helpers for saying it. Words of the data (kinds, statuses, …) come
 * with it, from layers/legend.tsv. Text is only ever set as text, never as HTML. */
(function () {
  'use strict';
  const T = window.TerrierMap = {};
  const words = {
    zh: {
      title: '公共工程地图', titleOf: (area) => (area || '') + '公共工程地图', other: 'English', skip: '跳到搜索', list: '列表', filters: '筛选', near: '附近', missing: '未定位',
      search: '名称、别名、拼音或首字母', summary: (n, of, missing) => `${n} 处设施、${of} 条记录，其中 ${missing} 处未定位`,
      until: (d) => `文件截至 ${d}`, none: '没有符合条件的设施', nothing: '文件中没有提到任何设施', blank: '没有可画在地图上的设施', hidden: (n) => `另有 ${n} 处被筛选隐藏`, clear: '清除筛选',
      more: (n) => `再显示 ${n} 处`, year: '年份', kind: '类别', status: '状态', basis: '依据', document: '文件',
      allDocuments: '全部文件', allYears: '全部年份', undated: '未注明年份', yearOf: (y) => `${y} 年`, play: '播放', pause: '暂停',
      upTo: '截至该年的状态', upToHelp: '每个项目显示到该年为止的最新状态', map: '地图', legend: '图例', close: '关闭', whole: '整体',
      reference: '提及', month: (m) => `${m} 月`, day: (d) => `${d} 日`, position: '位置', within: (m) => `误差约 ${m} 米`, source: '来源',
      noPlace: '没有位置', sources: '数据来源', missingHelp: '文件提到这些设施，但地名库中查不到位置。', noneMissing: '所列设施都有位置。', loading: '正在加载……',
      unloaded: '文件内容无法加载。', failed: '数据无法加载。此地图的数据较多，需要由网页服务器提供，不能直接从文件打开。\nThe data cannot be loaded. This map is large: it needs a web server and does not open from a file.\n\npython3 -m http.server', here: '以地图中心为准', pick: '在地图上选点',
      picking: '请在地图上点选位置，按 Esc 取消', radius: '半径（米）', nearNone: '此范围内没有符合条件的设施', from: '起点', stop: '清除',
      metres: (m) => m < 1000 ? `${Math.round(m)} 米` : `${(m / 1000).toFixed(m < 10000 ? 2 : 1)} 公里`, several: '此处有多处设施',
      target: '目标（虚线、空心）', reported: '已实现', vague: '位置不确切', period: '多年合述（斜线）', existing: '仅提及', alias: '又名',
      zoomIn: '放大', zoomOut: '缩小', print: '打印', noGL: '此浏览器不支持 WebGL，无法绘制地图；列表仍可使用。',
      reasons: [[/^not in the gazetteer$/, '地名库中没有此名'],
        [/^not in the gazetteer; near it, (\S+) .*$/, '地名库中没有此名，相近的“$1”并非所指'],
        [/^the gazetteers? covers? (.+) only, the document is of (\S+)$/, '地名库只有$1，文件属于$2'],
        [/^the gazetteers? covers? (.+) only, the text says (\S+)$/, '地名库只有$1，文中所说在$2'],
        [/^where (\S+) runs or lies is not in the gazetteer; the text says in (\S+)$/, '地名库中没有“$1”的位置，文件称在$2'],
        [/^ambiguous: several places far apart are called (\S+)$/, '相距很远的几处都名为“$1”，无法确定是哪一处'],
        [/^(\S+) lies outside the area asked for$/, '地名库中的“$1”不在文件所说的地区'], [/^(\S+) is of another kind$/, '地名库中的“$1”是另一类设施'],
        [/^(\S+) lies far from all else that is named with it$/, '地名库中的“$1”离一同提到的地点都很远'],
        [/^(\S+) and (\S+) do not meet$/, '“$1”与“$2”不相交'], [/^ambiguous: (\S+) and (\S+) meet in (\d+) places$/, '“$1”与“$2”有 $3 处相交'],
        [/^(\S+) is no road or waterway line of the gazetteer$/, '地名库中没有“$1”的线位']],
      colon: '：', comma: '，', semicolon: '；', all: '全部', unknown: '无年份', filtered: '已筛选',
      unlisted: (n) => `另有 ${n} 处未列出`
    },
    en: {
      title: 'Map of public works', titleOf: (area) => 'Map of public works' + (area ? ' · ' + area : ''), other: '中文', skip: 'Skip to search', list: 'List', filters: 'Filters', near: 'Near', missing: 'No place',
      search: 'name, alias, pinyin or initials',
      summary: (n, of, missing) => `${n} facilities, ${of} records, ${missing} without a place`, until: (d) => `documents to ${d}`,
      none: 'No facility matches', nothing: 'The documents name no facility', blank: 'Nothing to be drawn on the map', hidden: (n) => `${n} more are hidden by filters`, clear: 'Clear filters', more: (n) => `Show ${n} more`,
      year: 'Year', kind: 'Kind', status: 'Status', basis: 'Basis', document: 'Document', allDocuments: 'All documents',
      allYears: 'All years', undated: 'Undated', yearOf: (y) => String(y), play: 'Play', pause: 'Pause', upTo: 'State by that year',
      upToHelp: 'Each project in its newest state by that year', map: 'Map', legend: 'Legend', close: 'Close', whole: 'The whole',
      reference: 'Referred to', month: (m) => `month ${m}`, day: (d) => `day ${d}`, position: 'Position', within: (m) => `within about ${m} m`,
      source: 'source', noPlace: 'No place', sources: 'Sources', loading: 'Loading…',
      noneMissing: 'All that is listed has a place.', missingHelp: 'Documents name these facilities, but the gazetteer does not know where they are.',
      unloaded: 'What documents say cannot be loaded.', here: 'Around the map centre',
      pick: 'Choose a point', picking: 'Click a point on the map, Esc to cancel', radius: 'Radius (m)', nearNone: 'Nothing that matches lies within it',
      from: 'From', stop: 'Clear', metres: (m) => m < 1000 ? `${Math.round(m)} m` : `${(m / 1000).toFixed(m < 10000 ? 2 : 1)} km`,
      several: 'Several facilities here', reasons: [], target: 'Target (dashed, hollow)', reported: 'Reported', vague: 'Position not exact',
      period: 'Told of several years (hatched)',
      existing: 'Referred to', alias: 'also', zoomIn: 'Zoom in', zoomOut: 'Zoom out',
      print: 'Print', noGL: 'This browser has no WebGL and cannot draw the map; the list works all the same.', colon: ': ',
      comma: ', ', semicolon: '; ', all: 'All', unknown: 'Undated', filtered: 'filtered', unlisted: (n) => `and ${n} more, not listed`
    }
  };

  T.language = 'zh';
  T.say = (key) => words[T.language][key];
  T.name = function (list, word) {
    const entry = word && T.model.entry(list, word);
    return entry ? entry[T.language] : word || '';
  };
  /* Why a facility has no place: the geocoder's sentence, in Chinese where it has one of these forms. */
  T.reason = function ({ reason }) {
    const known = reason && T.say('reasons').find(([form]) => form.test(reason));
    return known ? reason.replace(...known) : reason;
  };
  /* A name as the map can write it: MapLibre draws a letter whose ink begins far to the right, as （ and 《 do, beside itself. */
  T.label = (text) => text.normalize('NFKC').replace(/[《》〈〉「」『』“”]/g, '"').replace(/[【〔]/g, '[').replace(/[】〕]/g, ']');
  T.byId = (id) => document.getElementById(id);

  /* element('p', {class: 'x', text: '…', onclick: f, 'aria-label': '…'}, child, …) */
  T.element = function (tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === null) continue;
      if (key === 'text') e.textContent = value;
      else if (key.startsWith('on')) e.addEventListener(key.slice(2), value);
      else e.setAttribute(key, value);
    }
    e.append(...children.filter((c) => c !== null && c !== undefined && c !== ''));
    return e;
  };
})();
