"""Draws the boxes of a file with QGIS, for bench_map: qgis_map.py CITY BOXES STYLE -> JSON on the standard output.

CITY is a SpatiaLite file with the layers parcels and incidents. BOXES: lines "name runs x1,y1,x2,y2" (a frame) and
"name pan x1,y1,x2,y2" (a step of a journey). STYLE is the style file that ours is drawn with: fill by category,
outline and circle are taken from it. QGIS is at its best: one parallel job, default simplification.
"""
import json
import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    Qgis, QgsApplication, QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsMapRendererParallelJob, QgsMapSettings,
    QgsMarkerSymbol, QgsRectangle, QgsRendererCategory, QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

city, boxes, style_file = sys.argv[1:4]
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
with open(style_file, encoding="utf-8") as file:
    style = json.load(file)


def layer(name):
    made = QgsVectorLayer("dbname='%s' table=\"%s\" (geometry)" % (os.path.abspath(city), name), name, "spatialite")
    if not made.isValid():
        sys.exit("QGIS cannot open the layer " + name)
    return made


def outline(symbol):
    stroke = symbol.get("outline", {})
    return {"outline_color": stroke.get("colour", "#232323"), "outline_width": str(stroke.get("width_mm", 0))}


parcels, incidents = layer("parcels"), layer("incidents")
categories = []
for cls in style["parcels"]["classes"]:
    symbol = QgsFillSymbol.createSimple({"color": cls["symbol"]["fill"], **outline(cls["symbol"])})
    for value in cls["values"] or [""]:
        categories.append(QgsRendererCategory(value, symbol.clone(), value))
parcels.setRenderer(QgsCategorizedSymbolRenderer(style["parcels"]["field"], categories))
mark = style["incidents"]["classes"][0]["symbol"]
incidents.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(
    {"name": "circle", "color": mark["fill"], "size": str(mark["size_mm"]), **outline(mark)})))


def draw(box):
    settings = QgsMapSettings()
    settings.setLayers([incidents, parcels])
    settings.setOutputSize(QSize(1600, 1000))
    settings.setOutputDpi(96)
    settings.setDestinationCrs(parcels.crs())
    settings.setExtent(QgsRectangle(*box))
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    start = time.perf_counter()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage()
    return (time.perf_counter() - start) * 1000


times = {}
with open(boxes, encoding="utf-8") as file:
    for line in file:
        name, how, numbers = line.split()
        box = [float(n) for n in numbers.split(",")]
        if how == "pan":
            times.setdefault(name, []).append(draw(box))
        else:
            draw(box)  # warm
            times[name] = [statistics.median(draw(box) for _ in range(int(how)))]
print(json.dumps({"version": Qgis.QGIS_VERSION, "ms": times}))
sys.stdout.flush()
os._exit(0)
