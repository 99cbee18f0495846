#include "app/cli/text_file.h"

#include <filesystem>
#include <span>

#include "app/cli/json_writer.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::cli {

void writeTextFile(const Context& context, const std::string& file, const std::string& text, bool overwrite) {
  const auto path = platform::pathFromUtf8(file);
  if (!overwrite && std::filesystem::exists(path)) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {file}}, GIS_TR("there is already a file of this name"),
                GIS_TR("choose another name or replace it (--overwrite)"));
  }
  platform::writeFileAtomically(path, std::as_bytes(std::span(text)));
  if (!context.json) return;
  JsonWriter json;
  json.beginObject().key("files").beginArray().value(file).endArray().endObject().finish();
}

}  // namespace gis::cli
