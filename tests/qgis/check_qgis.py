#!/usr/bin/python3
"""What terrier makes, in real QGIS without its window: layers are valid, styled, timed, with form and map tip; names stand
once; the project opens where it is moved to, plays the years and prints; every picture shows something.

check_qgis.py [DIR [PICTURES]]   DIR is a folder of `terrier build`; without it one is built with $TERRIER.
Exit 77 when QGIS is not installed.
"""
import glob
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
try:
    from qgis.core import (NULL, QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsDateTimeRange, QgsExpression, QgsExpressionContext,
                           QgsExpressionContextUtils, QgsFeature, QgsFeatureRequest, QgsLayoutExporter,
                           QgsMapRendererParallelJob, QgsMapSettings, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer,
                           QgsVectorLayerTemporalContext, QgsWkbTypes)
    from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime
    from qgis.PyQt.QtGui import QColor
except ImportError as reason:
    print(f"SKIPPED: QGIS is not installed ({reason}); apt-get install python3-qgis")
    sys.exit(77)

TYPES = {"facility_point": QgsWkbTypes.PointGeometry, "facility_line": QgsWkbTypes.LineGeometry,
         "facility_polygon": QgsWkbTypes.PolygonGeometry}
FIELDS = ["facility_id", "project_id", "name", "pinyin", "kind", "part", "status", "basis", "year", "action",
          "precision", "uncertainty_m", "document", "document_date", "quote", "confidence", "geometry_source"]
READ_ONLY = ["facility_id", "project_id", "document", "document_date", "quote", "confidence", "geometry_source"]
CHINESE = re.compile("[\u4e00-\u9fff]")
SOURCE = pathlib.Path(os.environ.get("SOURCE", pathlib.Path(__file__).resolve().parents[2]))
failures = []


def check(truth, what):
    print(("ok   " if truth else "FAIL ") + what)
    if not truth:
        failures.append(what)
    return truth


def legend():
    """The categories that styles must have, each with its colour."""
    wanted = {}
    for line in (SOURCE / "layers" / "legend.tsv").read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if row[0] == "status":
            wanted[row[1]] = row[4]
            if row[1] != "existing":
                wanted[row[1] + "-target"] = row[4]
    return wanted


def frame(year):
    """A year as QGIS's time controller steps through it."""
    first, next_one = (QDateTime(QDate(y, 1, 1), QTime(0, 0), Qt.UTC) for y in (year, year + 1))
    return QgsDateTimeRange(first, next_one, True, False)


def render(layers, extent, crs, picture, size=(1400, 1000), year=None, labels=None):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(*size))
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Antialiasing)
    if year:
        settings.setIsTemporal(True)
        settings.setTemporalRange(frame(year))
    context = QgsExpressionContext()
    context.appendScopes([QgsExpressionContextUtils.globalScope(),
                          QgsExpressionContextUtils.projectScope(QgsProject.instance()),
                          QgsExpressionContextUtils.mapSettingsScope(settings)])
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    if labels is not None: # curved ones come in pieces: layer and feature tell them apart
        found = job.takeLabelingResults().labelsWithinRect(settings.visibleExtent())
        labels += sorted({(one.labelText, one.layerID, one.featureId) for one in found if not one.isUnplaced})
    image = job.renderedImage()
    image.save(str(picture))
    check(not job.errors(), f"{picture.name}: no error while drawing {[e.message for e in job.errors()] or ''}")
    return image


def colours(image):
    """Pixels that are not white, and the strong colours among them."""
    painted, strong = 0, set()
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            c = image.pixelColor(x, y)
            if c.lightness() < 250:
                painted += 1
                if c.saturation() > 150:
                    strong.add((c.hue() // 15, c.value() // 64))
    return painted, strong


def extent_of(layers):
    box = QgsRectangle()
    for layer in layers:
        if layer.featureCount() > 0:
            box.combineExtentWith(layer.extent())
    box.grow(max(box.width(), box.height(), 0.01) * 0.05)
    return box


def check_form(title, layer):
    """Aliases, choices, what may not be edited, and a map tip that shows text as text."""
    fields = layer.fields()
    missing = [f for f in FIELDS if not CHINESE.search(layer.attributeAlias(fields.indexOf(f)))]
    check(not missing, f"{title}: every field has a Chinese alias {missing or ''}")
    for name in ("status", "basis", "kind", "precision", "action"):
        setup = layer.editorWidgetSetup(fields.indexOf(name))
        check(setup.type() == "ValueMap" and setup.config().get("map"), f"{title}: {name} is chosen from a list")
    check(layer.editorWidgetSetup(fields.indexOf("quote")).config().get("IsMultiline") in (True, "true"),
          f"{title}: a quote has many lines")
    form = layer.editFormConfig()
    check(all(form.readOnly(fields.indexOf(f)) for f in READ_ONLY), f"{title}: what a document says is read-only")
    check(not any(form.readOnly(fields.indexOf(f)) for f in ("status", "year", "name")), f"{title}: the state is editable")
    check(len(form.tabs()) >= 4, f"{title}: the form has groups")
    wild = QgsFeature(fields)
    for name, value in (("name", "<b>甲</b>公园"), ("status", "planned"), ("basis", "target"), ("quote", "<i>引&文</i>")):
        wild.setAttribute(name, value)
    context = QgsExpressionContext()
    context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(wild)
    text = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    check("&lt;b&gt;甲&lt;/b&gt;公园" in text and "&lt;i&gt;引&amp;文&lt;/i&gt;" in text and "规划（目标）" in text
          and "[%" not in text, f"{title}: its map tip shows name, state and quote as text")


def check_style(title, layer, wanted):
    """Categories and colours are the legend's."""
    categories = {c.value(): c for c in layer.renderer().categories()}
    check(list(categories) == list(wanted), f"{title}: has the legend's categories")
    for value, colour in wanted.items():
        symbol = categories[value].symbol() if value in categories else None
        parts = [symbol.symbolLayer(i) for i in range(symbol.symbolLayerCount())] if symbol else []
        check(any(QColor(colour) in (QColor(p.color().rgb()), QColor(p.strokeColor().rgb())) for p in parts),
              f"{title}: {value} is drawn in {colour}")
        check(bool(CHINESE.search(categories[value].label())) if symbol else False, f"{title}: {value} has a Chinese label")


def check_time(title, layer):
    """QGIS's own filter: of each year its features, and what is undated. A layer that is opened takes all of its default
    style but whether it is temporal (3.22 asks the provider after it); loaded once more, it has that too."""
    layer.loadDefaultStyle()
    times = layer.temporalProperties()
    if not check(times.isActive(), f"{title}: is temporal"):
        return
    years = sorted({f["year"] for f in layer.getFeatures() if f["year"] not in (None, NULL)})
    for year in years:
        context = QgsVectorLayerTemporalContext()
        context.setLayer(layer)
        text = times.createFilterString(context, frame(year))
        seen = [None if f["year"] == NULL else f["year"] for f in layer.getFeatures(QgsFeatureRequest().setFilterExpression(text))]
        check(seen and set(seen) <= {year, None}, f"{title}: {year} shows {len(seen)} features, of no other year")


def check_typed(title, uri_of, provider, pictures):
    """The three typed layers of a file through one provider, with their default styles."""
    layers = []
    for name, kind in TYPES.items():
        layer = QgsVectorLayer(uri_of(name), name, provider)
        if not check(layer.isValid(), f"{title} {name}: opens through {provider}"):
            continue
        check(layer.geometryType() == kind, f"{title} {name}: is of its type")
        check(layer.crs().authid() == "EPSG:4326", f"{title} {name}: is in EPSG:4326")
        names = [f.name() for f in layer.fields()]
        check(all(f in names for f in FIELDS), f"{title} {name}: has every field")
        check(layer.labelsEnabled(), f"{title} {name}: is labelled")
        if check(layer.renderer().type() == "categorizedSymbol", f"{title} {name}: has its default style"):
            check_style(f"{title} {name} ({provider})", layer, legend())
        check_form(f"{title} {name} ({provider})", layer)
        check_time(f"{title} {name} ({provider})", layer)
        count = layer.featureCount()
        check(count == sum(1 for f in layer.getFeatures() if f.hasGeometry()), f"{title} {name}: {count} geometries")
        layers.append(layer)
    check(sum(layer.featureCount() for layer in layers) > 0, f"{title}: has features")
    if not layers:
        return
    picture = pictures / f"{title}-{provider}.png"
    painted, strong = colours(render(layers, extent_of(layers), layers[0].crs(), picture))
    check(painted > 1000, f"{picture.name}: is not blank ({painted} pixels painted)")
    check(len(strong) >= 2, f"{picture.name}: shows more than one status ({len(strong)} colours)")


def check_project_layer(layer, years):
    title = f"project: {layer.id()}"
    if not check(layer.isValid(), f"{title} is valid"):
        return
    metadata = layer.metadata()
    check(CHINESE.search(metadata.title()) and CHINESE.search(metadata.abstract()), f"{title} says what it is")
    if not layer.isSpatial():
        return
    check(layer.featureCount() > 0, f"{title} has {layer.featureCount()} features")
    check(layer.renderer().type() == "categorizedSymbol", f"{title} is styled")
    check(metadata.licenses() and layer.attribution(), f"{title} names sources and licence")
    times = layer.temporalProperties()
    check(times.isActive(), f"{title} has a temporal range")
    check(layer.readOnly() != layer.id().startswith("registry_"), f"{title}: only the registry's tables can be edited")
    if layer.id().startswith("registry_"): # each feature has its own
        who = layer.defaultValueDefinition(layer.fields().indexOf("edited_by"))
        check(who.expression() == "@user_account_name" and who.applyOnUpdate(), f"{title} asks QGIS who edits it")
        check(layer.providerType() == "spatialite", f"{title} is edited through the provider that waits")
        check_form(title, layer)
        return
    check(not times.fixedTemporalRange().isInfinite(), f"{title}: its range is fixed")
    own = re.match(r"facility_[a-z]+_(\d+)_(.*)", layer.id())
    if not own:
        return
    shown = [y for y in years if times.isVisibleInTemporalRange(frame(y))]
    year = int(own[1])
    check(shown == ([year] if year else years), f"{title} is shown in {shown}")
    check([c.value() for c in layer.renderer().categories()] == [own[2]], f"{title} has its one category")
    check(all((0 if f["year"] == NULL else f["year"]) == year for f in layer.getFeatures()), f"{title} has its year's features only")
    check_form(title, layer)


def check_names(labels, title, least):
    """Each place once, in Chinese, and none piled on another (the engine places none that collide)."""
    named = [(text, feature) for text, layer, feature in labels if layer.startswith("map_name_")]
    texts = [text for text, _ in named]
    check(len(texts) > least and all(CHINESE.search(text) for text in texts), f"{title}: {len(texts)} names in Chinese")
    check(len(texts) == len(set(texts)), f"{title}: no name stands twice {[t for t in texts if texts.count(t) > 1] or ''}")


def check_layout(project, pictures):
    layouts = project.layoutManager().printLayouts()
    if not check(len(layouts) == 1, "layout: there is a page to print"):
        return
    exporter, settings = QgsLayoutExporter(layouts[0]), QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 110
    png, pdf = pictures / "layout.png", pictures / "layout.pdf"
    check(exporter.exportToImage(str(png), settings) == QgsLayoutExporter.Success and png.stat().st_size > 50000,
          "layout: becomes a picture")
    check(exporter.exportToPdf(str(pdf), QgsLayoutExporter.PdfExportSettings()) == QgsLayoutExporter.Success
          and pdf.read_bytes()[:5] == b"%PDF-", "layout: becomes a PDF")
    kinds = {type(item).__name__ for item in layouts[0].items()}
    for kind in ("QgsLayoutItemMap", "QgsLayoutItemLegend", "QgsLayoutItemScaleBar", "QgsLayoutItemPicture"):
        check(kind in kinds, f"layout: has its {kind[14:].lower()}")
    texts = " ".join(item.text() for item in layouts[0].items() if type(item).__name__ == "QgsLayoutItemLabel")
    check("公共工程" in texts and "OpenStreetMap contributors" in texts and "资料截至" in texts,
          "layout: has title, sources and date")


def check_project(path, pictures):
    project = QgsProject.instance()
    check(project.read(str(path)), f"project {path.name}: opens")
    layers = list(project.mapLayers().values())
    check(len(layers) > 0, f"project: {len(layers)} layers")
    span = project.timeSettings().temporalRange()
    years = list(range(span.begin().date().year(), span.end().date().year() + 1))
    check(len(years) > 1, f"project: the time controller plays {years[0]} to {years[-1]}")
    for layer in layers:
        check_project_layer(layer, years)
    root = project.layerTreeRoot()
    groups = [g.name() for g in root.children() if hasattr(g, "children")]
    check([g for g in groups if g.endswith(" 年")] == sorted((g for g in groups if g.endswith(" 年")), reverse=True)
          and len(groups) > 3, f"project: a group for each year, newest first: {groups}")
    drawn = [node.layerId() for node in root.findLayers() if node.isVisible()]
    check(not [one for one in drawn if one.startswith("registry_")], "project: the tables to edit are not drawn at first")
    check(project.crs().authid() == "EPSG:3857", "project: is in EPSG:3857")
    check(not project.filePathStorage() or str(path.parent) not in path.read_text(encoding="utf-8"),
          "project: names no folder of this machine")
    extent = QgsRectangle(project.viewSettings().defaultViewExtent())
    spatial = [layer for layer in root.layerOrder() if layer.isSpatial()]
    check(len(spatial) == sum(layer.isSpatial() for layer in layers), "project: every layer stands in the order")
    spatial = [layer for layer in spatial if layer.id() in drawn]
    for name, zoom in (("project.png", 1.0), ("project-near.png", 0.22)):
        box, labels = QgsRectangle(extent), []
        box.scale(zoom)
        painted, strong = colours(render(spatial, box, project.crs(), pictures / name, labels=labels))
        check(painted > 1000 or zoom < 1, f"{name}: is not blank ({painted} pixels painted)")
        check(len(strong) >= 2 or zoom < 1, f"{name}: shows more than one status ({len(strong)} colours)")
        check_names(labels, name, 20 if zoom == 1.0 else 3)
    for year in years:
        render(spatial, extent, project.crs(), pictures / f"project-{year}.png", (900, 700), year)
    hidden = [layer for layer in spatial if not layer.id().startswith("facility_")]
    labels = []
    render(hidden, extent, project.crs(), pictures / "project-base.png", (900, 700), labels=labels)
    check(not [one for one in labels if one[1].startswith("map_name_")], "project: what is not shown is not named")
    check_layout(project, pictures)
    project.clear()


def check_moved(folder):
    """The whole folder elsewhere, the old one out of reach."""
    moved = pathlib.Path(tempfile.mkdtemp(prefix="terrier-moved-")) / "elsewhere"
    shutil.copytree(folder, moved)
    project = QgsProject.instance()
    check(project.read(str(moved / "qgis" / "terrier.qgs")), "moved: opens")
    layers = project.mapLayers().values()
    check(layers and all(layer.isValid() for layer in layers), f"moved: {len(layers)} layers are valid")
    check(all(str(moved) in layer.source() and str(folder) not in layer.source() for layer in layers),
          "moved: every layer is read where it is now")
    project.clear()
    shutil.rmtree(moved.parent)


def check_other_city(pictures):
    """Documents and a gazetteer of another city: nothing is fitted to the ones that come with the program."""
    data = SOURCE / "tests" / "cli" / "data"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="terrier-city-"))
    gazetteer, out = folder / "city.gazetteer", folder / "out"
    terrier = os.environ.get("TERRIER", "build/terrier")
    (folder / "later.txt").write_text("标题：青岚市工程进展\n日期：2029年5月6日\n\n云溪中学扩建工程竣工。桐溪河治理工程2031年完工。\n",
                                      encoding="utf-8")
    for command in (["gazetteer", "build", gazetteer, data / "qinglan.geojson"],
                    ["build", "--gazetteer", gazetteer, "--out", out, data / "qinglan_plan.txt", folder / "later.txt"]):
        subprocess.run([terrier, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    project, text = QgsProject.instance(), (out / "qgis" / "terrier.qgs").read_text(encoding="utf-8")
    check(project.read(str(out / "qgis" / "terrier.qgs")), "another city: opens")
    check(all(layer.isValid() for layer in project.mapLayers().values()), "another city: every layer is valid")
    check(project.metadata().title() == "青岚市公共工程", f"another city: is called so: {project.metadata().title()}")
    check("北京" not in text and "朝阳" not in text, "another city: nothing of the first one is in it")
    span = project.timeSettings().temporalRange()
    years = [span.begin().date().year(), span.end().date().year()]
    check(years == [2026, 2031], f"another city: the time controller plays {years}")
    extent = project.viewSettings().defaultViewExtent()
    box = QgsCoordinateTransform(extent.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), project).transform(extent)
    check(box.contains(QgsPointXY(118.3, 26.09)) and box.width() < 0.5, f"another city: opens where it is: {box.toString(3)}")
    spatial = [layer for layer in project.layerTreeRoot().layerOrder() if layer.isSpatial()]
    labels = []
    painted, _ = colours(render(spatial, QgsRectangle(extent), project.crs(), pictures / "other-city.png", labels=labels))
    check(painted > 1000, "another city: its picture is not blank")
    check_names(labels, "another city", 4)
    project.clear()
    shutil.rmtree(folder)


def check_layer_files(folder):
    """Every exported file opens by its name alone, as when it is dropped on the window."""
    for pattern in ("geojson/**/*.geojson", "shapefile/**/*.shp", "flatgeobuf/**/*.fgb"):
        for path in sorted(glob.glob(str(folder / pattern), recursive=True)):
            layer = QgsVectorLayer(path, "layer", "ogr")
            name = path[len(str(folder)) + 1:]
            check(layer.isValid() and layer.featureCount() > 0, f"{name}: opens")


def build():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="terrier-qgis-")) / "out"
    subprocess.run([os.environ.get("TERRIER", "build/terrier"), "build", "--out", str(folder)], check=True,
                   stdout=subprocess.DEVNULL)
    return folder


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else build()
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else folder.parent / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    registry, package = folder / "registry.sqlite", folder / "registry.gpkg"
    if check(registry.exists(), "registry.sqlite is there"):
        check_typed("registry", lambda name: f"dbname='{registry}' table=\"{name}\" (geom)", "spatialite", pictures)
        check_typed("registry", lambda name: f"{registry}|layername={name}", "ogr", pictures)
    if check(package.exists(), "registry.gpkg is there"):
        check_typed("package", lambda name: f"{package}|layername={name}", "ogr", pictures)
        check(QgsVectorLayer(f"{package}|layername=facility_unlocated", "t", "ogr").isValid(), "unlocated: opens")
    check_layer_files(folder / "layers")
    check_project(folder / "qgis" / "terrier.qgs", pictures)
    check_moved(folder)
    check_other_city(pictures)
    application.exitQgis()
    print(f"pictures are in {pictures}")
    if failures:
        print(f"{len(failures)} failed: " + "; ".join(failures))
    sys.exit(1 if failures else 0)


main()
