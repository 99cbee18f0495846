// A case that is taken step by step, for tests.
#pragma once

#include <fstream>
#include <functional>

#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {

class CaseWalk : public SmallCity {
 protected:
  void TearDown() override {
    setClockForTests(-1);
    SmallCity::TearDown();
  }
  static UtcMillis at(const char* iso) { return parseIso(iso, kCityOffsetMinutes); }
  void clock(const char* iso) { setClockForTests(at(iso)); }

  static IncidentDraft draftAt(double x = 445100, double y = 3585100) {
    IncidentDraft d;
    d.category = "06010";
    d.at = geom::MapPoint{x, y};
    return d;
  }
  Incident report(const IncidentDraft& draft) { return IncidentDesk(*m_city).report(draft, "a"); }
  /// Different bytes for every number: pictures are kept by what they hold.
  std::filesystem::path picture(int number) const {
    std::string bytes("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0", 30);
    bytes.resize(58, '\0');
    bytes[54] = char(number);
    const auto file = m_folder / ("p" + std::to_string(number) + ".bmp");
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
  Incident step(const Incident& incident, const char* action, const char* role, const char* reason = "r",
                const char* to = "环卫处") {
    CaseStep s{action, role, reason, "", to, {}, m_until};
    const bool ticks = s.action == "file" || s.action == "close" || s.action == "self_handle_close";
    if (ticks) s.condition = "ok";
    if (s.action == "submit" || s.action == "verify_done") s.photos = {picture(1)};
    return advance(*m_city, incident.uid, s, role);
  }
  /// On to the handler, at the hour that the clock shows.
  Incident handled(const IncidentDraft& draft) {
    Incident one = report(draft);
    for (const auto& [action, role] :
         {std::pair("take", "acceptor"), {"file", "acceptor"}, {"dispatch", "dispatcher"}, {"assign", "department"}})
      one = step(one, action, role);
    return one;
  }
  ErrorCode codeOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      m_sentence = error.sentence();
      return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorCode::internal;
  }
  std::string m_sentence;
  std::optional<UtcMillis> m_until;
};

}  // namespace gis::city
