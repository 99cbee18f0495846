// GDAL inside the reading child: which drivers it may use, and what it says.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "gis_core/base/message.h"

namespace gis::io::worker {

/// Registers the drivers that read plain files and takes all others away, so that neither a path nor a
/// file's content can reach a server, a database or another folder's virtual file.
void registerReadingDrivers();
/// Names of all registered drivers but `without`, for GDALOpenEx (null-terminated by the caller).
[[nodiscard]] std::vector<std::string> driverNames(const std::vector<std::string>& without);

/// Collects GDAL's complaints while it lives, each once with its count. Not nested.
class GdalComplaints {
 public:
  GdalComplaints();
  GdalComplaints(const GdalComplaints&) = delete;
  GdalComplaints& operator=(const GdalComplaints&) = delete;
  ~GdalComplaints();
  void add(bool failure, const std::string& text);
  [[nodiscard]] std::string lastFailure() const { return m_lastFailure; }
  [[nodiscard]] std::vector<Message> warnings() const;
  void clear();
  /// Takes away the complaints that contain `part`.
  void forget(const std::string& part);

 private:
  std::map<std::string, std::size_t> m_counts;
  std::vector<std::string> m_order;
  std::string m_lastFailure;
};

}  // namespace gis::io::worker
