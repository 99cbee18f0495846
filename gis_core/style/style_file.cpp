#include "gis_core/style/style_file.h"

#include <algorithm>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/store/connection.h"
#include "gis_core/style/sld.h"

namespace gis::style {

namespace {

constexpr std::size_t kMostSvgBytes = std::size_t(256) << 10;
const char* const kTable = "layer_styles";

struct StoredStyle {
  NamedStyle named;
  std::string sld;
};

bool isSqlite(const std::filesystem::path& file) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::string head(kMagic.size(), ' ');
  std::ifstream in(file, std::ios::binary);
  return in.read(head.data(), std::streamsize(head.size())) && head == kMagic;
}

/// Rows of QGIS's table: f_table_name, styleName, styleSLD, useAsDefault (QgsVectorLayer::saveStyleToDatabase).
std::vector<StoredStyle> storedStyles(const std::filesystem::path& file) {
  const store::Connection c = store::Connection::open(file, store::OpenMode::readOnly);
  store::Statement known = c.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?1");
  known.bind(1, kTable);
  std::vector<StoredStyle> all;
  if (!known.step() || known.integer(0) == 0) return all;
  store::Statement rows =
      c.prepare(R"(SELECT "f_table_name", "styleName", "styleSLD", "useAsDefault" FROM "layer_styles" ORDER BY rowid)");
  while (rows.step()) {
    const std::string isDefault = rows.text(3);
    all.push_back({{rows.text(0), rows.text(1), isDefault == "1" || isDefault == "true"}, rows.text(2)});
  }
  return all;
}

const StoredStyle& chosen(const std::vector<StoredStyle>& all, const std::string& layer, const std::string& name,
                          const std::string& file) {
  std::vector<const StoredStyle*> fitting;
  for (const StoredStyle& s : all) {
    if (name.empty() ? text::fold(s.named.layer) == text::fold(layer) : s.named.name == name) fitting.push_back(&s);
  }
  if (fitting.empty() && name.empty() && all.size() == 1) return all.front();
  for (const StoredStyle* s : fitting) {
    if (s->named.isDefault) return *s;
  }
  if (!fitting.empty()) return *fitting.front();
  std::string known;
  for (const StoredStyle& s : all) known += (known.empty() ? "" : ", ") + s.named.name;
  throw Error(ErrorCode::notFound, {GIS_TR("there is no style for the layer {0} in {1}"), {layer, file}},
              {GIS_TR("its styles are {0}"), {known}}, GIS_TR("name the one to take"));
}

StyleFromFile fromTable(const std::filesystem::path& file, const store::LayerInfo& layer, const std::string& name,
                        int dimension) {
  const std::string fileName = platform::pathToUtf8(file.filename());
  const std::vector<StoredStyle> all = storedStyles(file);
  if (all.empty()) {
    throw Error(ErrorCode::notFound, {GIS_TR("the file {0} holds no styles"), {fileName}},
                {GIS_TR("it has no table {0}, or the table is empty"), {kTable}});
  }
  const StoredStyle& row = chosen(all, layer.name, name, fileName);
  if (text::trim(row.sld).empty()) {
    throw Error(ErrorCode::unsupported, {GIS_TR("the style {0} cannot be read"), {row.named.name}},
                GIS_TR("it is kept without its SLD"), GIS_TR("save it as an SLD file in the program that made it"));
  }
  SldStyle read = fromSld(row.sld, dimension);
  return {std::move(read.style), std::move(read.notes)};
}

/// A style travels with the city: drawings that lie beside it come into it.
void takeDrawings(StyleFromFile& read, const std::filesystem::path& folder) {
  for (StyleClass& c : read.style.classes) {
    std::string& svg = c.symbol.svg;
    if (svg.empty() || svg.starts_with('<')) continue;
    try {
      svg = readDrawing(folder / platform::pathFromUtf8(svg));
    } catch (const Error&) {
      read.notes.push_back(
          {GIS_TR("the drawing {0} is not there, or too large: the plain shape stands for it"), {svg}});
    }
  }
}

}  // namespace

StyleFromFile readStyleFile(const std::filesystem::path& file, const store::LayerInfo& layer,
                            const std::string& styleName) {
  const int dimension = layer.geometryType ? layer.geometryType->dimension() : -1;
  StyleFromFile read;
  if (isSqlite(file)) {
    read = fromTable(file, layer, styleName, dimension);
  } else {
    const std::string text = platform::readFile(file);
    if (looksLikeXml(text)) {
      SldStyle sld = fromSld(text, dimension);
      read = {std::move(sld.style), std::move(sld.notes)};
    } else {
      read.style = styleFromText(text);
    }
  }
  takeDrawings(read, file.parent_path());
  return read;
}

std::string readDrawing(const std::filesystem::path& file) {
  const std::string name = platform::pathToUtf8(file.filename());
  std::error_code fault;
  const auto bytes = std::filesystem::file_size(file, fault);
  if (fault) throw Error(ErrorCode::notFound, {GIS_TR("there is no file {0}"), {name}});
  std::string drawing = bytes <= kMostSvgBytes ? platform::readFile(file) : std::string();
  const std::size_t begin = drawing.find("<svg");
  if (begin == std::string::npos || !text::isValidUtf8(drawing)) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("the drawing {0} cannot be used"), {name}},
                GIS_TR("it is no SVG, or larger than 256 KiB"));
  }
  return drawing.substr(begin);
}

std::vector<NamedStyle> stylesInFile(const std::filesystem::path& file) {
  std::vector<NamedStyle> names;
  if (!isSqlite(file)) return names;
  for (StoredStyle& s : storedStyles(file)) names.push_back(std::move(s.named));
  return names;
}

}  // namespace gis::style
