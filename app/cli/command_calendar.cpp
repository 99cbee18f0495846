// citydesk-cli calendar show | import | export | hours | remove
#include <CLI/CLI.hpp>
#include <map>

#include "app/cli/command_group.h"
#include "app/cli/text_file.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/work_calendar.h"

namespace gis::cli {
namespace {

class CalendarCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "calendar"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Working hours, holidays and shifted days by which deadlines count");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    sub(app, "show", GIS_TR("The calendar"));
    CLI::App* load = sub(app, "import", GIS_TR("Add days from a table: date,kind,name"));
    load->add_option("FILE", m_file, GIS_TR("A table as text, CSV in UTF-8"))->required();
    load->add_flag("--replace", m_replace, GIS_TR("Forget the days that are kept"));
    CLI::App* save = sub(app, "export", GIS_TR("Write the calendar as such a table"));
    save->add_option("FILE", m_file, GIS_TR("File to write"))->required();
    save->add_flag("--overwrite", m_overwrite, GIS_TR("Replace the file that is there"));
    CLI::App* hours = sub(app, "hours", GIS_TR("Set the working hours of a day"));
    hours->add_option("SPANS", m_hours, GIS_TR("Such as \"08:00-12:00 14:00-18:00\""))->required();
  }

  int run(Context& context) override {
    if (is("export")) return save(context);
    const bool shows = is("show");
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                shows ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    city::WorkCalendar calendar = city::cityCalendar(city);
    int holidays = 0, workdays = 0;
    if (is("import")) {
      const std::string text = platform::readFile(platform::pathFromUtf8(m_file));
      city::WorkCalendar onto;
      if (!m_replace)
        onto = calendar;
      else
        onto.spans = calendar.spans;
      city::CalendarImport read = city::readCalendar(text, onto);
      calendar = std::move(read.calendar);
      holidays = read.holidays;
      workdays = read.workdays;
      city::keepCalendar(city, calendar);
    } else if (is("hours")) {
      calendar.spans = city::readHours(m_hours);
      city::keepCalendar(city, calendar);
    }
    if (!context.json) {
      print(city::calendarText(calendar));
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("hours", city::hoursText(calendar.spans));
    if (is("import")) json.member("holidays_read", holidays).member("workdays_read", workdays);
    json.key("days").beginArray();
    std::map<std::int64_t, const char*> days;
    for (const std::int64_t day : calendar.holidays) days[day] = "holiday";
    for (const std::int64_t day : calendar.extraDays) days[day] = "workday";
    for (const auto& [day, kind] : days) {
      const auto called = calendar.names.find(day);
      json.beginObject().member("date", city::WorkCalendar::isoDate(day)).member("kind", kind);
      json.memberOrNull("name", called == calendar.names.end() ? std::string() : called->second).endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

 private:
  int save(const Context& context) {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    const std::string text = city::calendarText(city::cityCalendar(city));
    writeTextFile(context, m_file, text, m_overwrite);
    return kDone;
  }

  std::string m_file, m_hours;
  bool m_replace = false, m_overwrite = false;
};

}  // namespace

std::unique_ptr<Command> makeCalendarCommand() {
  return std::make_unique<CalendarCommand>();
}

}  // namespace gis::cli
