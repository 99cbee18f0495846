#include "sample_data/incidents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "gis_core/city/codes.h"
#include "gis_core/city/deadline.h"
#include "sample_data/purpose.h"

namespace gis::sample {

namespace {

constexpr UtcMillis kMinute = 60000, kHour = 60 * kMinute, kDay = 24 * kHour;

/// What is reported most, with the usual limit for handling it.
struct MatterShare {
  const char* code;
  int share;
  city::TimeLimit limit;
  const char* words;
};
constexpr auto kWorkHour = city::LimitUnit::workHour;
constexpr auto kWorkDay = city::LimitUnit::workDay;
const std::array kMatters{
    MatterShare{"06010", 14, {8, kWorkHour}, "路边有暴露垃圾，影响环境卫生"},
    MatterShare{"09009", 13, {4, kWorkHour}, "机动车乱停放，堵塞通行"},
    MatterShare{"09010", 9, {4, kWorkHour}, "电动车、自行车乱停放在人行道上"},
    MatterShare{"09005", 10, {4, kWorkHour}, "店外经营，占用人行道"},
    MatterShare{"09006", 7, {4, kWorkHour}, "流动摊贩占道经营"},
    MatterShare{"07001", 8, {8, kWorkHour}, "墙面张贴非法小广告"},
    MatterShare{"06012", 7, {4, kWorkHour}, "路面不洁，有积尘和落叶"},
    MatterShare{"06013", 5, {5, kWorkDay}, "路面破损，有坑洼积水"},
    MatterShare{"06036", 6, {1, kWorkDay}, "楼道口乱堆杂物"},
    MatterShare{"06042", 5, {4, kWorkHour}, "垃圾箱满溢未及时清运"},
    MatterShare{"06017", 3, {1, kWorkDay}, "绿地内有垃圾杂物"},
    MatterShare{"06028", 3, {1, kWorkDay}, "夜间噪声扰民"},
    MatterShare{"06027", 2, {3, kWorkDay}, "餐饮店油烟直排"},
    MatterShare{"09011", 4, {4, kWorkHour}, "共享单车淤积，占用盲道"},
    MatterShare{"08004", 2, {1, kWorkDay}, "工地扬尘，未采取覆盖措施"},
    MatterShare{"08002", 2, {2, kWorkDay}, "施工占道，未设警示标志"},
    MatterShare{"06001", 2, {15, kWorkDay}, "私搭乱建，占用公共通道"},
    MatterShare{"06045", 2, {7, kWorkDay}, "占绿毁绿，改种蔬菜"},
    MatterShare{"06050", 2, {5, kWorkDay}, "路缘石缺损"},
    MatterShare{"09012", 1, {4, kWorkHour}, "车辆占用消防通道"},
};

std::string numbered(std::map<std::string, int>& numbers, std::string beginning, int width) {
  return fmt::format("{}{:0{}}", beginning, ++numbers[beginning], width);
}

std::string localDate(UtcMillis at) {
  std::string date = toIsoWithOffset(at, kCityOffsetMinutes).substr(0, 10);
  std::erase(date, '-');
  return date;
}

/// The code of a matter in the older generation, or empty.
std::string mappedCode(const std::string& code) {
  const city::CodeTables& tables = city::CodeTables::shipped();
  const city::Category* matter = tables.category(city::kCurrentCaseSystem, city::CategoryKind::matter, code);
  const city::Category* mapped = matter != nullptr ? tables.mapped(*matter) : nullptr;
  return mapped != nullptr ? mapped->code : std::string();
}

std::string departmentOf(const std::string& category) {
  if (category == "street_lighting") return "市路灯管理所";
  if (category == "drainage") return "市排水管理处";
  if (category == "water_supply") return "市自来水公司";
  if (category == "power") return "市供电公司";
  if (category == "telecom") return "市电信公司";
  if (category == "gas") return "市燃气公司";
  if (category == "sanitation") return "市环境卫生管理处";
  if (category == "parks") return "市园林管理处";
  if (category == "municipal") return "市市政设施管理处";
  if (category == "traffic_police") return "市公安局交警支队";
  if (category == "construction") return "市住房和城乡建设局";
  if (category == "ecology_environment") return "市生态环境局";
  return "区城市管理综合行政执法大队";
}

/// Stands for the time of the step itself.
const std::string kThen = "(then)";

/// One case on its way; stops at the present.
class Course {
 public:
  Course(Random random, UtcMillis at) : m_random(random), m_at(at) {}

  Random& random() { return m_random; }
  [[nodiscard]] UtcMillis at() const { return m_at; }
  std::vector<CaseEntry>& entries() { return m_entries; }

  /// The next step `after` milliseconds; false when that would be in the future.
  bool step(UtcMillis after, const char* action, const char* role, std::string actor, std::vector<CaseChange> changes,
            const std::string& note = {}) {
    if (m_at + after > kSampleNow) return false;
    m_at += after;
    for (CaseChange& change : changes) {
      if (change.second == CaseChange::second_type(kThen)) change.second = toIsoUtc(m_at);
    }
    changes.emplace_back("updated_at", toIsoUtc(m_at));
    std::string reason = fmt::format("{} ({})", action, role);
    if (!note.empty()) reason += ": " + note;
    m_entries.push_back({m_at, std::move(actor), std::move(reason), std::move(changes)});
    return true;
  }
  UtcMillis minutes(double low, double high) { return static_cast<UtcMillis>(m_random.range(low, high) * kMinute); }

 private:
  Random m_random;
  UtcMillis m_at;
  std::vector<CaseEntry> m_entries;
};

std::string clerk(const char* post, int quarter, int count) {
  return fmt::format("{}{:02}", post, quarter % count + 1);
}

struct CasePlan {
  std::string caseNo, department;
  city::TimeLimit limit;
  int quarter = 0;
};

/// From the dispatch to the check; false when the present comes first.
bool handle(Course& course, const CasePlan& plan, UtcMillis deadline, int dispatches, int reworks) {
  Random& random = course.random();
  const std::string dispatcher = clerk("派遣员", plan.quarter, 6), handler = clerk("处置员", plan.quarter, 40);
  if (dispatches > 0 && !course.step(course.minutes(2, 20), "dispatch", "dispatcher", dispatcher,
                                     {{"state", "pending_handle"},
                                      {"department", plan.department},
                                      {"dispatched_at", kThen},
                                      {"dispatch_count", std::int64_t{dispatches}}})) {
    return false;
  }
  if (!course.step(course.minutes(5, 180), "assign", "department", plan.department,
                   {{"state", "handling"}, {"handler", handler}})) {
    return false;
  }
  const double rest = static_cast<double>(std::max<UtcMillis>(deadline - course.at(), 2 * kHour));
  // most in good time, some late, a few forgotten
  const double pace = random.chance(0.13) ? random.range(3, 40) : 0.42 * std::exp(0.5 * random.bell());
  const auto work = static_cast<UtcMillis>(rest * pace);
  if (random.chance(0.015)) {
    course.step(work / 4, "suspend", "department", plan.department,
                {{"state", "suspended"}, {"came_from", "handling"}, {"resume_at", toIsoUtc(kSampleNow + 20 * kDay)}},
                "等待配件到货");
    return false;
  }
  if (!course.step(work, "submit", "handler", handler, {{"state", "handle_finish"}, {"handler", handler}}))
    return false;
  if (!course.step(course.minutes(10, 200), "confirm", "department", plan.department,
                   {{"state", "pending_check"}, {"desk", "dispatcher"}, {"handled_at", kThen}})) {
    return false;
  }
  if (reworks == 0 && random.chance(0.05)) {
    if (!course.step(course.minutes(20, 300), "rework", "dispatcher", dispatcher,
                     {{"state", "pending_handle"}, {"rework_count", std::int64_t{1}}}, "现场未处理到位")) {
      return false;
    }
    return handle(course, plan, deadline + kDay, 0, 1);
  }
  return course.step(course.minutes(5, 60), "forward", "dispatcher", dispatcher, {{"desk", "acceptor"}});
}

void runCourse(Course& course, const CasePlan& plan) {
  Random& random = course.random();
  const std::string acceptor = clerk("受理员", plan.quarter, 8);
  if (!course.step(course.minutes(1, 14), "take", "acceptor", acceptor, {{"state", "pending_register"}})) return;
  if (random.chance(0.1)) {
    if (!course.step(course.minutes(1, 5), "send_verify", "acceptor", acceptor, {{"state", "pending_verify"}})) return;
    if (!course.step(course.minutes(15, 90), "verify_done", "inspector", clerk("监督员", plan.quarter, 60),
                     {{"state", "pending_register"}}, "情况属实")) {
      return;
    }
  }
  if (random.chance(0.06)) {
    course.step(course.minutes(1, 10), "reject", "acceptor", acceptor,
                {{"state", "not_accepted"}, {"closed_at", kThen}}, "不属于城市管理范围");
    return;
  }
  const UtcMillis filing = course.minutes(1, 9);
  const UtcMillis deadline = city::deadlineAfter(course.at() + filing, plan.limit, {});
  if (!course.step(filing, "file", "acceptor", acceptor,
                   {{"state", "pending_dispatch"},
                    {"case_no", plan.caseNo},
                    {"filed_at", kThen},
                    {"deadline", toIsoUtc(deadline)}})) {
    return;
  }
  if (!handle(course, plan, deadline, 1, 0)) return;
  if (!course.step(course.minutes(2, 40), "send_check", "acceptor", acceptor, {})) return;
  course.step(course.minutes(20, 240), "close", "acceptor", acceptor,
              {{"state", "closed"}, {"checked_at", kThen}, {"closed_at", kThen}});
}

}  // namespace

void CasePlayer::spreadOverTime(std::vector<IncidentSite>& sites) const {
  for (std::size_t k = 0; k < sites.size(); ++k) {
    Random random{m_seed, static_cast<std::uint64_t>(Purpose::times), k};
    // inspectors walk by day; a little more was reported in the last weeks
    const double age = 90 * std::pow(random.unit(), 1.7);
    const double hour = std::clamp(13.5 + 3.2 * random.bell(), 0.2, 23.7);
    const UtcMillis midnight = kSampleNow - 8 * kHour - static_cast<UtcMillis>(age) * kDay;
    UtcMillis at = midnight + static_cast<UtcMillis>(hour * static_cast<double>(kHour));
    if (at > kSampleNow - 5 * kMinute) at -= kDay;
    sites[k].reportedAt = at / 1000 * 1000;
  }
  std::stable_sort(sites.begin(), sites.end(),
                   [](const IncidentSite& a, const IncidentSite& b) { return a.reportedAt < b.reportedAt; });
}

std::vector<CaseEntry> CasePlayer::play(const IncidentSite& site) {
  Random random{m_seed, static_cast<std::uint64_t>(Purpose::cases), m_count++};
  const MatterShare* matter = &kMatters.front();
  int shares = 0;
  for (const MatterShare& m : kMatters) shares += m.share;
  int draw = random.below(shares);
  for (const MatterShare& m : kMatters) {
    matter = &m;
    if ((draw -= m.share) < 0) break;
  }
  CasePlan plan;
  plan.quarter = site.quarter;
  plan.limit = matter->limit;
  std::string code = matter->code, words = matter->words;
  // the code of a component's defect is that of the component
  const bool defect =
      !site.componentType.empty() && random.chance(0.45) && m_tables.matters.contains(site.componentType);
  if (defect) {
    code = site.componentType;
    plan.limit = {3, kWorkDay};
    words = m_tables.components.find(site.componentType)->second;
    words += random.chance(0.5) ? "损坏，请尽快维修" : "缺失，存在安全隐患";
  }
  const MatterType& type = m_tables.matters.find(code)->second;
  plan.department = departmentOf(type.departmentCategory);

  const double who = random.unit();
  const char* source = who < 0.78 ? "inspector" : who < 0.9 ? "hotline" : who < 0.97 ? "app" : "video";
  const std::string reporter = who < 0.78   ? clerk("监督员", site.quarter, 60)
                               : who < 0.9  ? "12345热线"
                               : who < 0.97 ? "市民上报"
                                            : "视频巡查";
  const std::string place = site.address.empty() ? site.road + "沿线" : site.address;
  Course course(random, site.reportedAt);
  const std::string at = toIsoUtc(site.reportedAt);
  std::vector<CaseChange> report{{"report_no", numbered(m_numbers, "R" + localDate(site.reportedAt), 5)},
                                 {"kind", "matter"},
                                 {"code_system", "GB/T 47678.5-2026"},
                                 {"category", code},
                                 {"category_name", type.name},
                                 {"mapped_category", mappedCode(code)},
                                 {"state", "reported"},
                                 {"urgency", random.chance(0.04) ? "urgent" : "normal"},
                                 {"description", place + words},
                                 {"source", source},
                                 {"reporter", reporter},
                                 {"reported_at", at},
                                 {"deadline", toIsoUtc(site.reportedAt + city::kAcceptMinutes * kMinute)},
                                 {"grid", site.grid},
                                 {"road", site.road},
                                 {"parcel", site.parcel},
                                 {"component", defect ? site.component : std::string()},
                                 {"address", site.address},
                                 {"updated_at", at}};
  course.entries().push_back({site.reportedAt, reporter, "incident report", std::move(report)});
  plan.caseNo = "E" + code + localDate(site.reportedAt);
  plan.caseNo = numbered(m_numbers, plan.caseNo, 4);
  runCourse(course, plan);
  return std::move(course.entries());
}

}  // namespace gis::sample
