// The rivals of bench_query: SpatiaLite's best SQL, PostGIS and QGIS, each asked the same question over the same
// layers.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/query_rows.h"
#include "tests/bench/timed_process.h"

namespace gis::bench {

/// After so many seconds a rival is ended without an answer: $CITYDESK_BENCH_LIMIT, else 600.
[[nodiscard]] int rivalLimit();

enum class QueryKind { joined, within, shared, nearest, filtered, texted, totals };

/// One rival's way to answer a question.
struct QueryRival {
  Rival rival;
  std::function<std::vector<AnswerRow>()> rows;  ///< of its last answer
  double wantedRatio = 0;
  std::vector<std::string> counting;  ///< the same question, told as a number where the rival can
  std::vector<std::string> start;     ///< what it needs before it begins to answer
};

/// Writes a table without geometry or index, joined on the R*Tree's own table, which is faster than its SpatialIndex.
/// Nothing for `nearest`: its KNN table takes minutes; nothing for what looks at columns alone.
[[nodiscard]] std::optional<QueryRival> spatialiteRival(QueryKind kind, const std::filesystem::path& city,
                                                        const std::filesystem::path& scratch);

/// A PostgreSQL server of its own, stopped at the end. It writes a table without index.
class PostgisServer {
 public:
  /// Nothing where it is not installed. Throws std::runtime_error when it does not start.
  static std::unique_ptr<PostgisServer> start(const std::filesystem::path& city, const std::filesystem::path& scratch);
  ~PostgisServer();
  PostgisServer(const PostgisServer&) = delete;
  PostgisServer& operator=(const PostgisServer&) = delete;
  [[nodiscard]] QueryRival rival(QueryKind kind) const;

 private:
  explicit PostgisServer(std::filesystem::path folder) : m_folder(std::move(folder)) {}
  [[nodiscard]] std::vector<std::string> psql(const std::string& sql) const;
  std::filesystem::path m_folder;
};

/// QGIS's own algorithm, started by qgis_process.bin (the script around it hands it an option that it does not know);
/// writes a GeoPackage. Nothing where it is not installed.
[[nodiscard]] std::optional<QueryRival> qgisRival(QueryKind kind, const std::filesystem::path& city,
                                                  const std::filesystem::path& scratch);

}  // namespace gis::bench
