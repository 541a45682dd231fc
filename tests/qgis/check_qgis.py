#!/usr/bin/python3
"""What terrier makes, in real QGIS without its window: every layer is valid and styled, every picture shows something.

check_qgis.py [DIR [PICTURES]]   DIR is a folder of `terrier build`; without it one is built with $TERRIER.
Exit 77 when QGIS is not installed.
"""
import glob
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
try:
    from qgis.core import (QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle,
                           QgsVectorLayer, QgsWkbTypes)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError as reason:
    print(f"SKIPPED: QGIS is not installed ({reason}); apt-get install python3-qgis")
    sys.exit(77)

TYPES = {"facility_point": QgsWkbTypes.PointGeometry, "facility_line": QgsWkbTypes.LineGeometry,
         "facility_polygon": QgsWkbTypes.PolygonGeometry}
FIELDS = ["facility_id", "project_id", "name", "pinyin", "kind", "part", "status", "basis", "year", "action",
          "precision", "uncertainty_m", "document", "document_date", "quote", "confidence", "geometry_source"]
failures = []


def check(truth, what):
    print(("ok   " if truth else "FAIL ") + what)
    if not truth:
        failures.append(what)
    return truth


def render(layers, extent, crs, picture, size=(1400, 1000)):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(*size))
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
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
        check(layer.renderer().type() == "categorizedSymbol", f"{title} {name}: has its default style")
        check(layer.labelsEnabled(), f"{title} {name}: is labelled")
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


def check_project(path, pictures):
    project = QgsProject.instance()
    check(project.read(str(path)), f"project {path.name}: opens")
    layers = list(project.mapLayers().values())
    check(len(layers) > 0, f"project: {len(layers)} layers")
    for layer in layers:
        check(layer.isValid(), f"project: {layer.id()} is valid")
        if not layer.isSpatial():
            continue
        check(layer.featureCount() > 0, f"project: {layer.id()} has {layer.featureCount()} features")
        check(layer.renderer().type() == "categorizedSymbol", f"project: {layer.id()} is styled")
    check(project.crs().authid() == "EPSG:3857", "project: is in EPSG:3857")
    check(not project.filePathStorage() or str(path.parent) not in path.read_text(encoding="utf-8"),
          "project: names no folder of this machine")
    view = project.viewSettings().defaultViewExtent()
    extent = QgsRectangle(view) if not view.isNull() else None
    spatial = [layer for layer in project.layerTreeRoot().layerOrder() if layer.isSpatial()]
    if extent is None:
        settings = QgsMapSettings()
        settings.setDestinationCrs(project.crs())
        settings.setLayers(spatial)
        extent = settings.fullExtent()
    for name, zoom in (("project.png", 1.0), ("project-near.png", 0.3)):
        box = QgsRectangle(extent)
        box.scale(zoom)
        painted, strong = colours(render(spatial, box, project.crs(), pictures / name))
        check(painted > 1000 or zoom < 1, f"{name}: is not blank ({painted} pixels painted)")
        check(len(strong) >= 2 or zoom < 1, f"{name}: shows more than one status ({len(strong)} colours)")
    project.clear()


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
    application.exitQgis()
    print(f"pictures are in {pictures}")
    if failures:
        print(f"{len(failures)} failed: " + "; ".join(failures))
    sys.exit(1 if failures else 0)


main()
