#include "tests/integration/geometry_cases.h"

#include <algorithm>
#include <cctype>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/xml.h"

namespace gis::testing {

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
  return text;
}

/// Well-known text, or well-known binary in hexadecimal digits.
geom::Bytes geometryOf(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }),
             text.end());
  const bool hex =
      text.size() > 16 && text.size() % 2 == 0 && text.find_first_not_of("0123456789ABCDEFabcdef") == std::string::npos;
  if (!hex) {
    // a ring alone is a line here: no layer holds rings
    if (const std::string ring = "LINEARRING"; lower(text.substr(0, ring.size())) == lower(ring))
      text.replace(0, ring.size(), "LINESTRING");
    return geom::fromWkt(text);
  }
  geom::Bytes bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(std::uint8_t(std::stoi(text.substr(i, 2), nullptr, 16)));
  }
  (void)geom::envelopeOf(bytes);  // throws for what is none
  return bytes;
}

/// GEOS's files ask its newer algorithm ("NG") under names of its own; it is the only one by now.
std::string plainName(const std::string& name) {
  for (const char* overlay : {"intersection", "union", "difference", "symdifference"}) {
    if (name == std::string(overlay) + "ng") return overlay;
  }
  return name;
}

GeometryOperation operationOf(const xml::Node& op) {
  GeometryOperation out;
  out.name = plainName(lower(op.attribute("name")));
  const std::string first = lower(op.attribute("arg1"));
  const std::string second = lower(op.attribute("arg2"));
  out.swapped = first == "b";
  out.self = !second.empty() && first == second;
  out.pattern = op.attribute("arg3");
  out.expected = op.content();
  return out;
}

/// "Do the areas of all overlays agree?" is every overlay.
void addOperation(GeometryOperation op, std::vector<GeometryOperation>& to) {
  if (op.name != "overlayareatest") {
    to.push_back(std::move(op));
    return;
  }
  for (const char* overlay : {"intersection", "union", "difference", "symdifference"}) {
    op.name = overlay;
    to.push_back(op);
  }
}

void readCase(const xml::Node& node, GeometryCase one, GeometryCases& out) {
  try {
    const xml::Node* a = node.child("a");
    const xml::Node* b = node.child("b");
    if (a == nullptr || a->content().empty()) throw Error(ErrorCode::invalidValue, Message("it has no geometry"));
    one.a = geometryOf(a->content());
    if (b != nullptr && !b->content().empty()) one.b = geometryOf(b->content());
    if (const xml::Node* description = node.child("desc")) one.description = description->content();
    for (const xml::Node& test : node.children) {
      if (test.name != "test") continue;
      for (const xml::Node& op : test.children) {
        if (op.name == "op") addOperation(operationOf(op), one.operations);
      }
    }
    out.cases.push_back(std::move(one));
  } catch (const Error& error) {
    out.unread.push_back(one.file + " case " + std::to_string(one.number) + ": " + error.sentence());
  }
}

}  // namespace

GeometryCases readGeometryCases(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder))
    throw Error(ErrorCode::notFound, {"there is no folder {0}", {platform::pathToUtf8(folder)}});
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  GeometryCases out;
  for (const auto& file : files) {
    const std::string name = platform::pathToUtf8(file.lexically_relative(folder));
    try {
      const xml::Node run = xml::parse(platform::readFile(file));
      if (run.name != "run") throw Error(ErrorCode::unsupported, Message("it is no <run>"));
      GeometryCase one;
      one.file = name;
      if (const xml::Node* model = run.child("precisionModel")) {
        const std::string type = lower(model->attribute("type"));
        one.floating = model->attribute("scale").empty() && type != "fixed";
      }
      for (const xml::Node& node : run.children) {
        if (node.name != "case") continue;
        ++one.number;
        readCase(node, one, out);
      }
    } catch (const Error& error) {
      out.unread.push_back(name + ": " + error.sentence());
    }
  }
  return out;
}

}  // namespace gis::testing
