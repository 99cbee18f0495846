#include "app/cli/command.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::cli {
namespace {

std::vector<double> numbers(std::string_view text) {
  std::vector<double> out;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    std::string_view item = text::trim(text.substr(start, comma - start));
    if (!item.empty() && item.front() == '+') item.remove_prefix(1);
    double value = 0;
    const auto result = std::from_chars(item.data(), item.data() + item.size(), value);
    if (result.ec != std::errc{} || result.ptr != item.data() + item.size() || !std::isfinite(value)) return {};
    out.push_back(value);
    start = comma + 1;
  }
  return out;
}

}  // namespace

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw Error(ErrorCode::diskFull, GIS_TR("cannot write the answer"), GIS_TR("standard output does not take it"),
                GIS_TR("free some space and try again"));
  }
}

void note(const Context& context, const Message& message, const Message& why) {
  const std::string sentence = sentenceIn(Error(ErrorCode::internal, message, why), context.language);
  std::fprintf(stderr, "citydesk-cli: %s\n", sentence.c_str());
}

void tellSetAsideTable(const Context& context, const std::string& table) {
  if (!table.empty()) note(context, {GIS_TR("layer {0} lists what was set aside, with the reason"), {table}});
}

geom::Envelope parseBox(std::string_view text, std::string_view option) {
  const std::vector<double> v = numbers(text);
  if (v.size() != 4) {
    throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {std::string(option), std::string(text)}},
                GIS_TR("it needs four numbers"), GIS_TR("write it as X1,Y1,X2,Y2"));
  }
  if (v[0] > v[2] || v[1] > v[3]) {
    throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {std::string(option), std::string(text)}},
                GIS_TR("its first corner lies beyond the second"),
                GIS_TR("write it as X1,Y1,X2,Y2, the south-western corner first"));
  }
  geom::Envelope box;
  box.include(v[0], v[1]);
  box.include(v[2], v[3]);
  return box;
}

geom::MapPoint parsePoint(std::string_view text, std::string_view option) {
  const std::vector<double> v = numbers(text);
  if (v.size() != 2) {
    throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {std::string(option), std::string(text)}},
                GIS_TR("it needs two numbers"), GIS_TR("write it as X,Y, east first"));
  }
  return {v[0], v[1]};
}

std::vector<std::string> parseList(std::string_view text) {
  std::vector<std::string> out;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    const std::string_view item = text::trim(text.substr(start, comma - start));
    if (!item.empty()) out.emplace_back(item);
    start = comma + 1;
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> parseRenames(const std::vector<std::string>& texts) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::string& text : texts) {
    const std::size_t equal = text.rfind('=');
    if (equal == std::string::npos || equal == 0)
      throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--rename", text}}, {},
                  GIS_TR("write it as FIELD=NAME"));
    all.emplace_back(text.substr(0, equal), text.substr(equal + 1));
  }
  return all;
}

}  // namespace gis::cli
