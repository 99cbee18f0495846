// citydesk-cli edit: changes one feature through the journal.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

class EditFeatureCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "edit"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Change, add or delete one feature (undoable)"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    app.add_option("FID", m_fid, GIS_TR("The feature's id; not with --add"));
    app.add_option("--set", m_set, GIS_TR("Give a field a value; may be given again"))
        ->type_name("F=V")
        ->allow_extra_args(false);
    app.add_option("--unset", m_unset, GIS_TR("Empty a field (NULL); may be given again"))
        ->type_name("F")
        ->allow_extra_args(false);
    app.add_option("--geometry", m_wkt, GIS_TR("The geometry, in the layer's coordinate system"))->type_name("WKT");
    app.add_flag("--delete", m_delete, GIS_TR("Delete the feature"));
    app.add_flag("--add", m_add, GIS_TR("Add a feature"));
    app.add_option("--reason", m_reason, GIS_TR("Why, for the history"))->type_name("TEXT");
  }

  int run(Context& context) override {
    store::RowEdit edit = checkedEdit();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city));
    edit.table = store::layerByName(city.connection(), m_layer).name;
    const store::EditResult result = store::apply(city, {{edit}, m_reason, context.operatorName, ""});
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("id", result.fids[0]).memberOrNull("uid", result.uids[0]);
      json.member("tx", result.tx).endObject().finish();
    } else if (m_add) {
      print(std::to_string(result.fids[0]) + "\n");
    }
    return kDone;
  }

 private:
  [[noreturn]] static void usage(const char* why) { throw Error(ErrorCode::usage, GIS_TR("wrong usage"), why, {}); }

  [[nodiscard]] store::RowEdit checkedEdit() const {
    const bool hasValues = !m_set.empty() || !m_unset.empty() || !m_wkt.empty();
    if (m_add && (m_fid != 0 || m_delete)) usage(GIS_TR("--add takes no id and no --delete"));
    if (!m_add && m_fid == 0) usage(GIS_TR("the feature's id is missing"));
    if (m_delete && hasValues) usage(GIS_TR("--delete takes no values"));
    if (!m_delete && !hasValues) usage(GIS_TR("there is nothing to change: --set, --unset, --geometry or --delete"));
    store::RowEdit edit;
    edit.kind = m_add      ? store::RowEdit::Kind::insert
                : m_delete ? store::RowEdit::Kind::remove
                           : store::RowEdit::Kind::update;
    edit.fid = m_fid;
    for (const std::string& pair : m_set) {
      const std::size_t sign = pair.find('=');
      if (sign == std::string::npos || sign == 0) usage(GIS_TR("--set is written FIELD=VALUE"));
      edit.values.emplace_back(pair.substr(0, sign), pair.substr(sign + 1));
    }
    for (const std::string& field : m_unset) edit.values.emplace_back(field, store::Value());
    if (!m_wkt.empty()) edit.values.emplace_back("geometry", geom::fromWkt(m_wkt));
    return edit;
  }

  std::string m_city, m_layer, m_wkt;
  std::int64_t m_fid = 0;
  std::vector<std::string> m_set, m_unset;
  bool m_delete = false, m_add = false;
  std::string m_reason = "edit";
};

}  // namespace

std::unique_ptr<Command> makeEditCommand() {
  return std::make_unique<EditFeatureCommand>();
}

}  // namespace gis::cli
