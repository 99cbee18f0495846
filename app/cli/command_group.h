// A command of several words: `parcel split CITY …`.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "app/cli/command.h"

namespace gis::cli {

/// Every word of it begins with the city.
class CommandGroup : public Command {
 protected:
  CLI::App* sub(CLI::App& app, const char* name, const char* summary) {
    CLI::App* made = app.add_subcommand(name, summary);
    made->fallthrough();
    made->add_option("CITY", m_city, GIS_TR("City database"))->required();
    return m_subs[name] = made;
  }
  /// Was this word given?
  [[nodiscard]] bool is(const char* name) const { return m_subs.at(name)->parsed(); }

  std::string m_city;

 private:
  std::map<std::string, CLI::App*> m_subs;
};

}  // namespace gis::cli
