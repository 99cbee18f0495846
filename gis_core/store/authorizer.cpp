#include "gis_core/store/authorizer.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/sqlite_error.h"

namespace gis::store {
namespace {

bool startsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// Functions of SQLite and SpatiaLite 5.0.1 that write, reach files, run SQL, or change the connection.
constexpr std::array kForbiddenPrefixes{"addfdo",
                                        "addgeom",
                                        "addtemp",
                                        "auto",
                                        "blobfromfile",
                                        "blobtofile",
                                        "bufferoptions_set",
                                        "clone",
                                        "creat",
                                        "disable",
                                        "discard",
                                        "drop",
                                        "enable",
                                        "eval",
                                        "export",
                                        "fts3_tokenizer",
                                        "gpkgadd",
                                        "gpkgcreate",
                                        "gpkginsert",
                                        "import",
                                        "init",
                                        "insert",
                                        "invalidate",
                                        "load_extension",
                                        "pause",
                                        "postgresql_",
                                        "proj_set",
                                        "readfile",
                                        "rebuild",
                                        "recover",
                                        "recreate",
                                        "register",
                                        "rename",
                                        "rl2_re",
                                        "rl2_unregister",
                                        "rtreealign",
                                        "se_",
                                        "sequence_",
                                        "setdatalicense",
                                        "setdecimalprecision",
                                        "sqlproc_",
                                        "st_addedge",
                                        "st_addiso",
                                        "st_addlink",
                                        "st_change",
                                        "st_createtopo",
                                        "st_cutter",
                                        "st_init",
                                        "st_mod",
                                        "st_move",
                                        "st_new",
                                        "st_rem",
                                        "st_loginet",
                                        "st_spatnet",
                                        "storedproc_",
                                        "storedvar_",
                                        "temporaryrtree",
                                        "topogeo_",
                                        "toponet_",
                                        "unregister",
                                        "update",
                                        "upgrade",
                                        "wms_create",
                                        "wms_register",
                                        "wms_set",
                                        "wms_unregister",
                                        "writefile",
                                        "zipfile",
                                        "*"};
constexpr std::array kForbidden{"elementarygeometries", "removeduplicaterows", "sqlite_log", "wms_defaultrefsys",
                                "wms_defaultsetting"};
constexpr std::array kAllowed{"createuuid", "st_removepoint"};
constexpr std::array kPragmas{"table_info", "table_xinfo", "index_list", "index_info", "database_list"};

template <typename List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

bool isHarmlessFunction(std::string_view name) {
  const std::string low = lowerAscii(name);
  if (holds(kAllowed, low)) return true;
  if (holds(kForbidden, low)) return false;
  return std::none_of(kForbiddenPrefixes.begin(), kForbiddenPrefixes.end(),
                      [&](const char* prefix) { return startsWith(low, prefix); });
}

ReadOnlyAuthorizer::ReadOnlyAuthorizer(const Connection& c) : m_connection(c) {
  sqlite3_set_authorizer(c.handle(), &ReadOnlyAuthorizer::decide, this);
}

ReadOnlyAuthorizer::~ReadOnlyAuthorizer() {
  sqlite3_set_authorizer(m_connection.handle(), nullptr, nullptr);
}

int ReadOnlyAuthorizer::decide(void* context, int action, const char* first, const char* second, const char*,
                               const char*) {
  auto* self = static_cast<ReadOnlyAuthorizer*>(context);
  const std::string_view name = first == nullptr ? "" : first;
  const std::string_view other = second == nullptr ? "" : second;
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
      if (isHarmlessFunction(other)) return SQLITE_OK;
      self->m_refused = {GIS_TR("the function {0} is not allowed"), {std::string(other)}};
      return SQLITE_DENY;
    case SQLITE_PRAGMA:
      if (holds(kPragmas, lowerAscii(name))) return SQLITE_OK;
      self->m_refused = {GIS_TR("PRAGMA {0} is not allowed"), {std::string(name)}};
      return SQLITE_DENY;
    default: break;
  }
  self->m_refused = GIS_TR("only reading is allowed");
  return SQLITE_DENY;
}

void connectVirtualTables(const Connection& c) {
  // table-valued functions have no row in sqlite_schema
  std::vector<std::string> names{"json_each(NULL)",          "json_tree(NULL)",         "pragma_table_info(NULL)",
                                 "pragma_table_xinfo(NULL)", "pragma_index_list(NULL)", "pragma_index_info(NULL)",
                                 "pragma_database_list"};
  Statement statement(c, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'create virtual table%'");
  while (statement.step()) names.push_back(quotedName(statement.text(0)));
  for (const std::string& name : names) {
    const std::string sql = "SELECT 1 FROM " + name + " LIMIT 0";
    sqlite3_stmt* prepared = nullptr;
    // a virtual table of another program's module cannot be connected here, nor used later
    sqlite3_prepare_v2(c.handle(), sql.c_str(), -1, &prepared, nullptr);
    sqlite3_finalize(prepared);
  }
}

void throwStatementError(const Connection& c, const Message& refused, std::string_view layer) {
  const std::string reason = sqlite3_errmsg(c.handle());
  constexpr std::string_view kNoColumn = "no such column: ";
  if (refused.empty() && startsWith(reason, kNoColumn)) {
    const std::string field = reason.substr(kNoColumn.size());
    throw Error(ErrorCode::noSuchField,
                layer.empty() ? Message{GIS_TR("there is no field \"{0}\""), {field}}
                              : Message{GIS_TR("layer \"{0}\" has no field \"{1}\""), {std::string(layer), field}},
                {}, statementAdvice());
  }
  throw Error(ErrorCode::sql, GIS_TR("the statement was refused"), refused.empty() ? statementFault(reason) : refused,
              refused.empty() ? statementAdvice() : Message());
}

}  // namespace gis::store
