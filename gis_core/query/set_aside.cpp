#include "gis_core/query/set_aside.h"

#include <algorithm>
#include <tuple>

#include "gis_core/base/speaker.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/store/bulk_load.h"

namespace gis::query {

namespace {

std::string writeItems(const store::CityDatabase& city, const std::vector<SetAsideList::Item>& items,
                       const std::string& into, const crs::Crs& crs, Progress& progress) {
  using store::FieldType;
  store::LayerDraft draft;
  draft.name = store::freeLayerName(city.connection(), into + "_set_aside");
  draft.titleZh = into + " 搁置的要素";
  draft.titleEn = "Set aside for " + into;
  draft.fields = {{"layer", FieldType::text}, {"feature", FieldType::integer}, {"reason", FieldType::text}};
  draft.crs = crs;
  draft.provenance.sourceLayer = into;
  draft.provenance.driver = "set aside";
  const std::vector<store::Field> fields = draft.fields;
  store::BulkLoad load(city, std::move(draft));
  RowWriter out(load, fields, progress.token());
  for (const SetAsideList::Item& item : items) {
    const store::Value cells[] = {item.layer, item.fid, said(item.reason)};
    out.add(-1, cells, geom::structureFault(item.wkb).empty() ? geom::BytesView(item.wkb) : geom::BytesView());
  }
  out.flush();
  return load.finish(progress).layer.name;
}

}  // namespace

void SetAsideList::add(Item item) {
  const std::lock_guard lock(m_mutex);
  m_items.push_back(std::move(item));
}

void SetAsideList::add(const SoundSet& set, const store::LayerInfo& layer) {
  for (const SoundSet::Fault& fault : set.setAside()) {
    const geom::BytesView wkb = set.wkb(fault.at);
    add({layer.name, set.fid(fault.at), fault.reason, geom::Bytes(wkb.begin(), wkb.end())});
  }
}

std::string SetAsideList::write(const store::CityDatabase& city, const std::string& into, const crs::Crs& crs,
                                Progress& progress) {
  if (m_items.empty()) return {};
  std::stable_sort(m_items.begin(), m_items.end(),
                   [](const Item& a, const Item& b) { return std::tie(a.layer, a.fid) < std::tie(b.layer, b.fid); });
  try {
    std::string name = writeItems(city, m_items, into, crs, progress);
    store::Provenance provenance = store::layerByName(city.connection(), into).provenance;
    provenance.reportTable = name;
    store::setLayerProvenance(city.connection(), into, provenance);
    return name;
  } catch (...) {
    store::removeLayer(city.connection(), into);
    throw;
  }
}

}  // namespace gis::query
