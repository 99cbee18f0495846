#include "gis_core/io/area_file.h"

#include <algorithm>
#include <array>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/source_reader.h"
#include "gis_core/store/value_text.h"

namespace gis::io {

namespace {

constexpr std::array kNameColumns{"name",  "名称", "地块名称", "项目名称", "plot",
                                  "title", "zdmc", "dkmc",     "xmmc",     "地块编号"};

std::optional<std::size_t> nameColumn(const std::vector<store::Field>& fields) {
  for (const char* wanted : kNameColumns) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (text::fold(fields[i].name) == wanted) return i;
    }
  }
  return std::nullopt;
}

class ClosedLine : public geom::WkbVisitor {
 public:
  std::vector<geom::MapPoint> points;
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    for (std::uint32_t i = 0; i < count; ++i) {
      const double* at = xyzm + std::size_t(i) * std::size_t(stride);
      points.push_back({at[0], at[1]});
    }
  }
  [[nodiscard]] bool isRing() const { return points.size() >= 4 && points.front() == points.back(); }
};

/// The areas in a geometry; `others` counts what is none.
void addAreas(geom::BytesView wkb, const std::string& name, FileAreas& out) {
  const geom::GeometryType type = geom::typeOf(wkb);
  if (geom::isEmpty(wkb)) return;
  if (type.dimension() == 2) {
    out.areas.push_back({name, geom::Bytes(wkb.begin(), wkb.end())});
  } else if (type.kind == geom::GeometryKind::lineString) {
    ClosedLine line;
    geom::visit(wkb, line);
    if (line.isRing()) {
      out.areas.push_back({name, geom::polygonWkb(line.points)});
    } else {
      ++out.others;
    }
  } else if (type.isMulti() && type.kind != geom::GeometryKind::multiPoint) {
    for (const geom::Bytes& part : geom::parts(wkb)) addAreas(part, name, out);
  } else {
    ++out.others;
  }
}

}  // namespace

FileAreas areasFromFile(const std::filesystem::path& file, const std::string& encoding, const CancelToken& token) {
  SourceReader reader({file, encoding}, token);
  FileAreas out;
  for (std::size_t i = 0; i < reader.description().layers.size(); ++i) {
    const SourceLayer layer = reader.description().layers[i];
    if (!layer.hasGeometry) continue;
    const std::optional<std::size_t> names = nameColumn(layer.fields);
    const std::size_t before = out.areas.size();
    for (const Message& note : layer.notes) out.findings.push_back(note);
    const ReadEnd end = reader.read(i, [&](store::FeatureBatch&& batch) {
      token.check();
      for (std::size_t row = 0; row < batch.rows(); ++row) {
        const geom::BytesView wkb = batch.geometryOf(row);
        if (wkb.empty()) continue;
        if (wkb.front() == kNotWhole) {
          throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {platform::pathToUtf8(file.filename())}},
                      GIS_TR("a shape in it is cut short"));
        }
        const std::string name = names ? store::textOf(batch.valueOf(*names, row)) : std::string();
        if (wkb.front() == kUnreadable) {
          ++out.unreadable;
          const std::string reason(wkb.begin() + 1, wkb.end());
          out.findings.push_back({GIS_TR("plot {0} cannot be read: {1}"), {name, reason}});
          continue;
        }
        addAreas(wkb, name, out);
      }
      return true;
    });
    for (const Message& warning : end.warnings) out.findings.push_back(warning);
    if (out.areas.size() == before) continue;
    const bool differs =
        layer.crs.isKnown() != out.crs.isKnown() || (layer.crs.isKnown() && !layer.crs.equivalentTo(out.crs));
    if (before > 0 && differs) {
      throw Error(
          ErrorCode::unsupported, {GIS_TR("cannot take plots from {0}"), {platform::pathToUtf8(file.filename())}},
          GIS_TR("its layers have different coordinate systems"), GIS_TR("import the file, then name the layer"));
    }
    out.crs = layer.crs;
  }
  return out;
}

}  // namespace gis::io
