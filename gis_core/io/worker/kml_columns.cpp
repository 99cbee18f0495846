#include "gis_core/io/worker/kml_columns.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace gis::io::worker {
namespace {

// LIBKML of GDAL 3.6 gives these to every layer; Name and description, too, but those are always wanted.
constexpr std::array<std::string_view, 9> kFixed{"timestamp", "begin",      "end",       "altitudeMode", "tessellate",
                                                 "extrude",   "visibility", "drawOrder", "icon"};

/// 0 and -1 are what the driver says where the file says nothing.
bool saysSomething(const OGRFeature& feature, int field) {
  if (feature.IsFieldSetAndNotNull(field) == 0) return false;
  const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
  if (type != OFTInteger && type != OFTReal) return true;
  const double value = feature.GetFieldAsDouble(field);
  return value != 0 && value != -1;
}

}  // namespace

std::set<std::string> unusedKmlColumns(OGRLayer& layer) {
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<int> open;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    if (std::find(kFixed.begin(), kFixed.end(), std::string_view(definition.GetFieldDefn(i)->GetNameRef())) !=
        kFixed.end())
      open.push_back(i);
  }
  layer.ResetReading();
  while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()})
    std::erase_if(open, [&](int field) { return saysSomething(*feature, field); });
  layer.ResetReading();
  std::set<std::string> unused;
  for (const int field : open) unused.emplace(definition.GetFieldDefn(field)->GetNameRef());
  return unused;
}

}  // namespace gis::io::worker
