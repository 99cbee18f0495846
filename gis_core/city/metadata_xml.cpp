// ISO 19139: the XML form of ISO 19115 (GB/T 19710). Element names and their order follow its schema gmd.
#include <algorithm>
#include <array>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/xml.h"
#include "gis_core/city/metadata.h"
#include "gis_core/store/layer.h"

namespace gis::city {
namespace {

using xml::Node;

constexpr const char* kCodeLists = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#";

void addText(Node& parent, const char* name, const std::string& text) {
  if (!text.empty()) parent.add(name).add("gco:CharacterString", text);
}

void addCode(Node& parent, const char* name, const char* list, const std::string& value) {
  parent.add(name)
      .add(std::string("gmd:") + list, value)
      .with("codeList", std::string(kCodeLists) + list)
      .with("codeListValue", value);
}

void addDay(Node& parent, const char* name, const std::string& day) {
  parent.add(name).add("gco:Date", day);
}

void addParty(Node& parent, const char* name, const Metadata& m, const char* role) {
  Node& party = parent.add(name).add("gmd:CI_ResponsibleParty");
  addText(party, "gmd:individualName", m.contact);
  addText(party, "gmd:organisationName",
          m.providerCode.empty() ? m.provider : m.provider + " (" + m.providerCode + ")");
  addCode(party, "gmd:role", "CI_RoleCode", role);
}

const char* frequencyOf(const std::string& cycle) {
  struct Pair {
    const char* ours;
    const char* iso;
  };
  static constexpr std::array kPairs{
      Pair{"continual", "continual"}, Pair{"daily", "daily"},         Pair{"weekly", "weekly"},
      Pair{"monthly", "monthly"},     Pair{"quarterly", "quarterly"}, Pair{"half_yearly", "biannually"},
      Pair{"yearly", "annually"},     Pair{"irregular", "irregular"}, Pair{"not_planned", "notPlanned"}};
  const auto* found = std::find_if(kPairs.begin(), kPairs.end(), [&](const Pair& p) { return cycle == p.ours; });
  return found == kPairs.end() ? "unknown" : found->iso;
}

/// A mark of a bureau's own wording counts as restricted; the note says it.
const char* classificationOf(const std::string& security) {
  if (security == "public") return "unclassified";
  if (security == "internal") return "restricted";
  if (security == "confidential") return "confidential";
  if (security == "secret") return "secret";
  return security == "top_secret" ? "topSecret" : "restricted";
}

void addConstraints(Node& identification, const Metadata& m) {
  if (!m.sharing.empty() || !m.openness.empty()) {
    Node& legal = identification.add("gmd:resourceConstraints").add("gmd:MD_LegalConstraints");
    addCode(legal, "gmd:accessConstraints", "MD_RestrictionCode", "otherRestrictions");
    for (const MetadataField& field : metadataFields()) {
      const std::string key = field.key;
      if (key != "sharing" && key != "sharing_condition" && key != "sharing_method" && key != "open") continue;
      const std::string& value = m.*field.member;
      if (!value.empty())
        addText(legal, "gmd:otherConstraints", std::string(field.zh) + "：" + wordText(field, value, true));
    }
  }
  if (!m.security.empty()) {
    Node& security = identification.add("gmd:resourceConstraints").add("gmd:MD_SecurityConstraints");
    addCode(security, "gmd:classification", "MD_ClassificationCode", classificationOf(m.security));
    for (const MetadataField& field : metadataFields())
      if (field.member == &Metadata::security) addText(security, "gmd:userNote", wordText(field, m.security, true));
  }
}

/// The box in degrees, or nothing when it cannot be had.
std::optional<geom::Envelope> degreesOf(const store::LayerInfo& layer) {
  if (layer.extent.isEmpty() || !layer.crs.isKnown()) return std::nullopt;
  try {
    const geom::Envelope box = crs::Transformer(layer.crs, crs::Crs::fromEpsg(4490)).apply(layer.extent);
    return box.isEmpty() ? std::nullopt : std::optional(box);
  } catch (const Error&) {
    return std::nullopt;  // a datum that cannot be carried: the sheet goes without a box
  }
}

void addExtent(Node& identification, const store::LayerInfo& layer) {
  const auto box = degreesOf(layer);
  if (!box) return;
  Node& geographic = identification.add("gmd:extent")
                         .add("gmd:EX_Extent")
                         .add("gmd:geographicElement")
                         .add("gmd:EX_GeographicBoundingBox");
  const auto bound = [&](const char* name, double degrees) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.7f", degrees);
    geographic.add(name).add("gco:Decimal", digits);
  };
  bound("gmd:westBoundLongitude", box->minX);
  bound("gmd:eastBoundLongitude", box->maxX);
  bound("gmd:southBoundLatitude", box->minY);
  bound("gmd:northBoundLatitude", box->maxY);
}

void addIdentification(Node& root, const store::LayerInfo& layer, const Metadata& m) {
  Node& data = root.add("gmd:identificationInfo").add("gmd:MD_DataIdentification");
  Node& citation = data.add("gmd:citation").add("gmd:CI_Citation");
  addText(citation, "gmd:title", m.title);
  addText(citation, "gmd:alternateTitle", m.titleEn);
  const auto date = [&](const std::string& day, const char* type) {
    if (day.empty()) return;
    Node& one = citation.add("gmd:date").add("gmd:CI_Date");
    addDay(one, "gmd:date", day);
    addCode(one, "gmd:dateType", "CI_DateTypeCode", type);
  };
  date(m.published, "publication");
  date(m.updated, "revision");
  if (m.published.empty() && m.updated.empty()) {
    const std::string imported =
        layer.provenance.importedAt.substr(0, std::min<std::size_t>(10, layer.provenance.importedAt.size()));
    date(imported.empty() ? cityToday() : imported, "creation");
  }
  if (!m.catalogueCode.empty())
    addText(citation.add("gmd:identifier").add("gmd:MD_Identifier"), "gmd:code", m.catalogueCode);
  data.add("gmd:abstract").add("gco:CharacterString", m.abstract.empty() ? m.title : m.abstract);
  addParty(data, "gmd:pointOfContact", m, "owner");
  if (!m.updateCycle.empty())
    addCode(data.add("gmd:resourceMaintenance").add("gmd:MD_MaintenanceInformation"),
            "gmd:maintenanceAndUpdateFrequency", "MD_MaintenanceFrequencyCode", frequencyOf(m.updateCycle));
  if (!m.keywords.empty() || !m.catalogueClass.empty()) {
    Node& keywords = data.add("gmd:descriptiveKeywords").add("gmd:MD_Keywords");
    addText(keywords, "gmd:keyword", m.keywords);
    addText(keywords, "gmd:keyword", m.catalogueClass);
  }
  addConstraints(data, m);
  addCode(data, "gmd:spatialRepresentationType", "MD_SpatialRepresentationTypeCode",
          layer.geometryType ? "vector" : "textTable");
  if (!m.scale.empty())
    data.add("gmd:spatialResolution")
        .add("gmd:MD_Resolution")
        .add("gmd:equivalentScale")
        .add("gmd:MD_RepresentativeFraction")
        .add("gmd:denominator")
        .add("gco:Integer", m.scale);
  addText(data, "gmd:language", "zh");
  addCode(data, "gmd:characterSet", "MD_CharacterSetCode", "utf8");
  addExtent(data, layer);
}

Node& addReferenceSystem(Node& root) {
  return root.add("gmd:referenceSystemInfo")
      .add("gmd:MD_ReferenceSystem")
      .add("gmd:referenceSystemIdentifier")
      .add("gmd:RS_Identifier");
}

}  // namespace

std::string metadataXml(const store::CityDatabase& city, const store::LayerInfo& layer, const Metadata& m) {
  (void)city;
  Node root;
  root.name = "gmd:MD_Metadata";
  root.with("xmlns:gmd", "http://www.isotc211.org/2005/gmd")
      .with("xmlns:gco", "http://www.isotc211.org/2005/gco")
      .with("xmlns:gml", "http://www.opengis.net/gml");
  addText(root, "gmd:fileIdentifier", layer.uid);
  addText(root, "gmd:language", "zh");
  addCode(root, "gmd:characterSet", "MD_CharacterSetCode", "utf8");
  addCode(root, "gmd:hierarchyLevel", "MD_ScopeCode", "dataset");
  addParty(root, "gmd:contact", m, "pointOfContact");
  addDay(root, "gmd:dateStamp", cityToday());
  addText(root, "gmd:metadataStandardName", "ISO 19115:2003 / GB/T 19710");
  addText(root, "gmd:metadataStandardVersion", "ISO 19139:2007");
  if (layer.crs.isKnown()) {
    Node& identifier = addReferenceSystem(root);
    addText(identifier, "gmd:code", layer.crs.epsg() ? "EPSG:" + std::to_string(*layer.crs.epsg()) : layer.crs.name());
    if (layer.crs.epsg()) addText(identifier, "gmd:codeSpace", "EPSG");
  }
  if (!m.heightDatum.empty()) addText(addReferenceSystem(root), "gmd:code", m.heightDatum);
  addIdentification(root, layer, m);
  Node& quality = root.add("gmd:dataQualityInfo").add("gmd:DQ_DataQuality");
  addCode(quality.add("gmd:scope").add("gmd:DQ_Scope"), "gmd:level", "MD_ScopeCode", "dataset");
  if (!m.lineage.empty() || !m.quality.empty()) {
    Node& lineage = quality.add("gmd:lineage").add("gmd:LI_Lineage");
    std::string statement = m.lineage;
    if (!m.quality.empty()) statement += (statement.empty() ? "" : "\n") + std::string("数据质量：") + m.quality;
    addText(lineage, "gmd:statement", statement);
  }
  return xml::write(root);
}

}  // namespace gis::city
