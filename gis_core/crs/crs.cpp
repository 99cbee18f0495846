#include "gis_core/crs/crs.h"

#include <cctype>
#include <charconv>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/proj_context.h"

namespace gis::crs {

using detail::PjPtr;
using detail::ProjContext;

namespace {

constexpr int kSureMatch = 90;  // PROJ's confidence: same name and same definition, or 100
constexpr std::size_t kMaxParsed = 512;

[[noreturn]] void throwUnknown(std::string_view text) {
  std::string shown(text::cutUtf8(text, 80));
  if (shown.size() < text.size()) shown += "…";
  throw Error(ErrorCode::unknownCrs, {GIS_TR("'{0}' is no coordinate system that is known here"), {shown}}, {},
              GIS_TR("give an EPSG code such as EPSG:4549, or well-known text"));
}

std::optional<int> digits(std::string_view text) {
  int code = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), code);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() || text.empty()) return std::nullopt;
  return code;
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = char(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

/// "EPSG:4549", "epsg::4549", "urn:ogc:def:crs:EPSG::4549", "http…/EPSG/0/4549", "+init=epsg:4549", "4549", CRS84.
std::optional<int> codeIn(std::string_view text) {
  if (const auto bare = digits(text)) return bare;
  const std::string word = upper(text);
  if (word == "CRS84" || word == "OGC:CRS84" || word == "URN:OGC:DEF:CRS:OGC:1.3:CRS84" || word == "WGS84") return 4326;
  if (word.size() > 80 || word.find("EPSG") == std::string::npos || word.find('[') != std::string::npos) return {};
  const bool isName = word.starts_with("EPSG:") || word.starts_with("URN:OGC:DEF:CRS:EPSG:") ||
                      word.starts_with("HTTP") || word.starts_with("+INIT=EPSG:");
  if (!isName || word.find('+', 1) != std::string::npos || word.find(',') != std::string::npos) return {};
  const std::size_t at = word.find_last_of(":/#=");
  return digits(std::string_view(word).substr(at + 1));
}

/// Is it a definition or a code? PROJ would also search its database for names that are like the text.
bool looksLikeDefinition(std::string_view text) {
  if (text.starts_with('+') || text.starts_with("proj=") || text.starts_with('{')) return true;
  std::size_t word = 0;
  while (word < text.size() && (std::isalnum(static_cast<unsigned char>(text[word])) != 0 || text[word] == '_')) ++word;
  if (word == 0 || word == text.size()) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", word);
  if (next != std::string_view::npos && (text[next] == '[' || text[next] == '(')) return true;
  // AUTHORITY:CODE, urn:…, http://…
  return text[word] == ':' && text.size() < 200 && text.find_first_of(" \t\r\n") == std::string_view::npos;
}

/// A PROJ object that is a CRS, without a bound transformation; null when it is none.
PjPtr asCrs(PjPtr pj) {
  if (!pj || proj_is_crs(pj.get()) == 0) return {};
  return pj;
}

/// Names as ESRI and others write them ("CGCS2000_3_Degree_GK_CM_120E") made comparable.
std::string plainName(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) result += char(std::tolower(static_cast<unsigned char>(c)));
  }
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = result.find(from); at != std::string::npos; at = result.find(from, at + to.size())) {
      result.replace(at, from.size(), to);
    }
  };
  replace("gausskruger", "gk");
  replace("chinageodeticcoordinatesystem2000", "cgcs2000");
  replace("degree", "deg");
  return result;
}

/// The same apart from the order of the axes: both are compared east first.
bool equivalent(PJ_CONTEXT* context, const PJ* a, const PJ* b) {
  if (proj_is_equivalent_to_with_ctx(context, a, b, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0) return true;
  const PjPtr eastA(proj_normalize_for_visualization(context, a));
  const PjPtr eastB(proj_normalize_for_visualization(context, b));
  return eastA && eastB &&
         proj_is_equivalent_to_with_ctx(context, eastA.get(), eastB.get(),
                                        PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

PjPtr fromCode(PJ_CONTEXT* context, int code) {
  return asCrs(
      PjPtr(proj_create_from_database(context, "EPSG", std::to_string(code).c_str(), PJ_CATEGORY_CRS, 0, nullptr)));
}

/// The EPSG code written in the object, when the entry of that code is the same CRS.
std::optional<int> ownCode(PJ_CONTEXT* context, const PJ* crs) {
  const char* authority = proj_get_id_auth_name(crs, 0);
  const char* id = proj_get_id_code(crs, 0);
  if (authority == nullptr || id == nullptr || std::string_view(authority) != "EPSG") return std::nullopt;
  const auto code = digits(id);
  if (!code) return std::nullopt;
  const PjPtr entry = fromCode(context, *code);
  if (!entry || !equivalent(context, crs, entry.get())) return std::nullopt;
  return code;
}

struct ListDeleter {
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};

/// The EPSG entry that this definition is: PROJ's search, taken when it is sure, or when definition and name agree.
std::optional<int> findCode(PJ_CONTEXT* context, const PJ* crs) {
  if (const auto code = ownCode(context, crs)) return code;
  int* confidence = nullptr;
  const std::unique_ptr<PJ_OBJ_LIST, ListDeleter> list(proj_identify(context, crs, "EPSG", nullptr, &confidence));
  const std::unique_ptr<int, void (*)(int*)> owner(confidence, proj_int_list_destroy);
  const int count = list ? proj_list_get_count(list.get()) : 0;
  const char* ownName = proj_get_name(crs);
  const std::string name = plainName(ownName != nullptr ? ownName : "");
  for (int i = 0; i < count; ++i) {
    const PjPtr entry(proj_list_get(context, list.get(), i));
    const char* id = entry ? proj_get_id_code(entry.get(), 0) : nullptr;
    if (id == nullptr) continue;
    const bool sameName = plainName(proj_get_name(entry.get())) == name;
    const bool sure = confidence[i] >= kSureMatch || (confidence[i] >= 70 && sameName);
    if (sure && equivalent(context, crs, entry.get())) return digits(id);
  }
  return std::nullopt;
}

/// A definition that carries its own shift to WGS 84 (TOWGS84) is bound; the CRS inside is what may have a code.
PjPtr withoutBound(PJ_CONTEXT* context, PjPtr pj) {
  if (pj && proj_get_type(pj.get()) == PJ_TYPE_BOUND_CRS) return PjPtr(proj_get_source_crs(context, pj.get()));
  return pj;
}

bool usable(const PJ* crs) {
  switch (proj_get_type(crs)) {
    case PJ_TYPE_ENGINEERING_CRS:
    case PJ_TYPE_VERTICAL_CRS:
    case PJ_TYPE_TEMPORAL_CRS: return false;
    default: return true;
  }
}

}  // namespace

Crs Crs::fromEpsg(int code) {
  ProjContext& context = *ProjContext::ofThisThread();
  const std::string key = "EPSG:" + std::to_string(code);
  if (const auto found = context.parsed.find(key); found != context.parsed.end()) return found->second;
  const PjPtr pj = fromCode(context.get(), code);
  if (!pj || !usable(pj.get())) throwUnknown(key);
  Crs result;
  result.m_wkt = detail::wktOf(context.get(), pj.get());
  result.m_epsg = code;
  if (context.parsed.size() >= kMaxParsed) context.parsed.clear();
  context.parsed.emplace(key, result);
  return result;
}

Crs Crs::parse(std::string_view text) {
  const std::string_view trimmed = text::trim(text);
  if (trimmed.empty()) return {};
  if (const auto code = codeIn(trimmed)) return fromEpsg(*code);
  ProjContext& context = *ProjContext::ofThisThread();
  std::string key(trimmed);
  if (const auto found = context.parsed.find(key); found != context.parsed.end()) return found->second;
  if (!looksLikeDefinition(trimmed)) throwUnknown(trimmed);
  std::string definition = key;
  const bool projString = definition.starts_with('+') || definition.starts_with("proj=");
  if (projString && definition.find("type=crs") == std::string::npos) definition += " +type=crs";
  PjPtr pj = asCrs(PjPtr(proj_create(context.get(), definition.c_str())));
  if (!pj || !usable(pj.get())) throwUnknown(trimmed);
  const bool bound = proj_get_type(pj.get()) == PJ_TYPE_BOUND_CRS;
  Crs result;
  // a shift that the definition carries is the sender's knowledge: then it is not just the EPSG entry
  if (!bound) result.m_epsg = findCode(context.get(), pj.get());
  if (result.m_epsg) {
    result = fromEpsg(*result.m_epsg);
  } else {
    result.m_wkt = detail::wktOf(context.get(), pj.get());
    if (result.m_wkt.empty()) throwUnknown(trimmed);
  }
  if (context.parsed.size() >= kMaxParsed) context.parsed.clear();
  context.parsed.emplace(std::move(key), result);
  return result;
}

Crs Crs::identify(std::string_view wkt) {
  const std::string_view trimmed = text::trim(wkt);
  if (trimmed.empty()) return {};
  if (!looksLikeDefinition(trimmed)) return parse(trimmed);
  ProjContext& context = *ProjContext::ofThisThread();
  PjPtr pj = asCrs(PjPtr(proj_create(context.get(), std::string(trimmed).c_str())));
  if (!pj) return parse(trimmed);  // throws, or understands a code
  if (!usable(pj.get())) return {};
  pj = withoutBound(context.get(), std::move(pj));
  if (const auto code = findCode(context.get(), pj.get())) return fromEpsg(*code);
  return parse(trimmed);
}

std::string Crs::identifier() const {
  return m_epsg ? "EPSG:" + std::to_string(*m_epsg) : m_wkt;
}

std::string Crs::name() const {
  if (!isKnown()) return {};
  const PJ* pj = ProjContext::ofThisThread()->crsOf(m_wkt);
  const char* text = pj != nullptr ? proj_get_name(pj) : nullptr;
  return text != nullptr ? text : "";
}

std::string Crs::esriWkt() const {
  if (!isKnown()) return {};
  ProjContext& context = *ProjContext::ofThisThread();
  static const char* const kOptions[] = {"MULTILINE=NO", nullptr};
  const char* text = proj_as_wkt(context.get(), context.crsOf(m_wkt), PJ_WKT1_ESRI, kOptions);
  return text != nullptr ? text : "";
}

std::string Crs::projString() const {
  if (!isKnown()) return {};
  ProjContext& context = *ProjContext::ofThisThread();
  const char* text = proj_as_proj_string(context.get(), context.crsOf(m_wkt), PJ_PROJ_5, nullptr);
  return text != nullptr ? text : "";
}

bool Crs::isGeographic() const {
  if (!isKnown()) return false;
  ProjContext& context = *ProjContext::ofThisThread();
  const PjPtr source = withoutBound(context.get(), PjPtr(proj_clone(context.get(), context.crsOf(m_wkt))));
  switch (proj_get_type(source.get())) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_GEOGRAPHIC_3D_CRS: return true;
    case PJ_TYPE_COMPOUND_CRS: {
      const PjPtr horizontal(proj_crs_get_sub_crs(context.get(), source.get(), 0));
      return horizontal && proj_get_type(horizontal.get()) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    }
    default: return false;
  }
}

double Crs::metresPerUnit() const {
  if (!isKnown() || isGeographic()) return 0;
  ProjContext& context = *ProjContext::ofThisThread();
  PjPtr source = withoutBound(context.get(), PjPtr(proj_clone(context.get(), context.crsOf(m_wkt))));
  if (proj_get_type(source.get()) == PJ_TYPE_COMPOUND_CRS) {
    source.reset(proj_crs_get_sub_crs(context.get(), source.get(), 0));
  }
  const PjPtr system(proj_crs_get_coordinate_system(context.get(), source.get()));
  double factor = 1;
  if (system) {
    proj_cs_get_axis_info(context.get(), system.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr, nullptr,
                          nullptr);
  }
  return factor;
}

geom::Envelope Crs::areaOfUse() const {
  if (!isKnown()) return {};
  ProjContext& context = *ProjContext::ofThisThread();
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
  const PJ* pj = context.crsOf(m_wkt);
  if (pj == nullptr || proj_get_area_of_use(context.get(), pj, &west, &south, &east, &north, nullptr) == 0) return {};
  if (west < -360) return {};                         // PROJ's sign for "not told"
  if (west > east) return {-180, south, 180, north};  // across the date line
  return {west, south, east, north};
}

std::string Crs::datumName() const {
  if (!isKnown()) return {};
  ProjContext& context = *ProjContext::ofThisThread();
  const PjPtr geodetic = detail::geodeticOf(context.get(), context.crsOf(m_wkt));
  if (!geodetic) return {};
  const PjPtr datum(proj_crs_get_datum_forced(context.get(), geodetic.get()));
  const char* text = datum ? proj_get_name(datum.get()) : nullptr;
  return text != nullptr ? text : "";
}

bool Crs::equivalentTo(const Crs& other) const {
  if (!isKnown() || !other.isKnown()) return false;
  if (m_wkt == other.m_wkt) return true;
  if (m_epsg && other.m_epsg && *m_epsg == *other.m_epsg) return true;
  ProjContext& context = *ProjContext::ofThisThread();
  const PJ* a = context.crsOf(m_wkt);
  const PJ* b = context.crsOf(other.m_wkt);
  return a != nullptr && b != nullptr && equivalent(context.get(), a, b);
}

}  // namespace gis::crs
