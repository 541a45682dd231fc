/* Paper: a picture of the map, for a browser prints what is drawn by WebGL only while it is being drawn; the stylesheet does the rest. */
(function () {
  'use strict';
  const T = window.TerrierMap;
  const print = T.print = {};
  let picture = null, wasOpen = false;

  /* The scale bar, which the picture needs because it is made smaller or larger with it. */
  function addScale(g, bar, ratio, height) {
    const width = bar.offsetWidth * ratio, left = 12 * ratio, bottom = height - 12 * ratio;
    g.fillStyle = 'rgba(255,255,255,0.85)';
    g.fillRect(left - 3 * ratio, bottom - 19 * ratio, width + 6 * ratio, 23 * ratio);
    g.strokeStyle = g.fillStyle = '#222222';
    g.lineWidth = 1.5 * ratio;
    g.strokeRect(left, bottom, width, 0);
    g.font = `${11 * ratio}px sans-serif`;
    g.fillText(bar.textContent, left, bottom - 5 * ratio);
  }
  function draw() {
    const { map } = T.view, stage = T.byId('stage'), before = map.getPixelRatio();
    map.setPixelRatio(Math.max(2, before));
    map.redraw();
    const drawn = map.getCanvas(), bar = stage.querySelector('.maplibregl-ctrl-scale');
    picture = document.createElement('canvas');
    picture.className = 'printed';
    picture.width = drawn.width;
    picture.height = drawn.height;
    const g = picture.getContext('2d');
    g.fillStyle = getComputedStyle(stage).backgroundColor;
    g.fillRect(0, 0, picture.width, picture.height);
    g.drawImage(drawn, 0, 0);
    map.setPixelRatio(before);
    if (bar) addScale(g, bar, picture.width / drawn.clientWidth, picture.height);
    stage.prepend(picture);
    stage.classList.add('drawn');
  }
  function begin() {
    const legend = T.byId('legend'), details = T.byId('sources').querySelector('details');
    wasOpen = legend.open;
    legend.open = true;
    if (details) details.open = true;
    if (!picture && T.view.map) draw();
  }
  function end() {
    T.byId('legend').open = wasOpen;
    T.byId('stage').classList.remove('drawn');
    if (picture) picture.remove();
    picture = null;
  }
  print.start = function () {
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
  };
})();
