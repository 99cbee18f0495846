#include "app/cli/value_json.h"

#include "gis_core/base/error.h"

namespace gis::cli {

namespace {

// RFC 4648 §4
std::string base64(geom::BytesView bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t triple = std::uint32_t(bytes[i]) << 16 | (left > 1 ? std::uint32_t(bytes[i + 1]) << 8 : 0U) |
                                 (left > 2 ? std::uint32_t(bytes[i + 2]) : 0U);
    out += kAlphabet[triple >> 18];
    out += kAlphabet[triple >> 12 & 63];
    out += left > 1 ? kAlphabet[triple >> 6 & 63] : '=';
    out += left > 2 ? kAlphabet[triple & 63] : '=';
  }
  return out;
}

/// WKT when the bytes are a geometry; empty when they are none.
std::string wktOf(const geom::Bytes& bytes) {
  if (!geom::looksLikeSpatialite(bytes)) return {};
  try {
    return geom::toWkt(geom::fromSpatialite(bytes));
  } catch (const Error&) {
    return {};  // bytes that only look like one are bytes
  }
}

}  // namespace

void writeCell(JsonWriter& json, const store::Value& value, store::FieldType type) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    if (type == store::FieldType::boolean) {
      json.value(*integer != 0);
    } else {
      json.value(*integer);
    }
  } else if (const auto* real = std::get_if<double>(&value)) {
    json.value(*real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    json.value(*text);
  } else if (const auto* bytes = std::get_if<geom::Bytes>(&value)) {
    const std::string wkt = wktOf(*bytes);
    if (!wkt.empty()) {
      json.value(wkt);
    } else {
      json.beginObject().member("base64", base64(*bytes)).endObject();
    }
  } else {
    json.null();
  }
}

std::string cellText(const store::Value& value, store::FieldType type) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    if (type == store::FieldType::boolean) return *integer != 0 ? "true" : "false";
    return std::to_string(*integer);
  }
  if (const auto* real = std::get_if<double>(&value)) return jsonNumber(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* bytes = std::get_if<geom::Bytes>(&value)) {
    const std::string wkt = wktOf(*bytes);
    return wkt.empty() ? std::to_string(bytes->size()) + " bytes" : wkt;
  }
  return {};
}

}  // namespace gis::cli
