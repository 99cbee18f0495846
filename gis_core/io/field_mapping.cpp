#include "gis_core/io/field_mapping.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/value_text.h"

namespace gis::io {
namespace {

using store::FeatureBatch;
using store::Field;
using store::FieldType;
using store::Value;

constexpr std::size_t kNoPlace = static_cast<std::size_t>(-1);
constexpr std::size_t kMostFitExamples = 3;

std::size_t charactersOf(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct Brought {
  Value value;
  bool whole = true;  ///< as it was, in another form
};

/// Nothing in it and not whole: the value is none of the type.
Brought brought(const Value& value, FieldType to) {
  const std::string told = store::textOf(value);
  if (to == FieldType::text) return {told, !std::holds_alternative<geom::Bytes>(value)};
  const std::string cell(text::trim(told));
  if (cell.empty()) return {{}, !std::holds_alternative<geom::Bytes>(value)};
  if (to == FieldType::date) {
    ToldDay day = toldDay(text::fold(cell));
    if (day.iso.empty()) return {{}, false};
    return {std::move(day.iso), day.alone};
  }
  if (const auto* real = std::get_if<double>(&value); real != nullptr && to == FieldType::integer) {
    constexpr double kExact = 9007199254740992.0;
    if (*real < -kExact || *real > kExact || *real != static_cast<double>(static_cast<std::int64_t>(*real)))
      return {{}, false};
    return {static_cast<std::int64_t>(*real), true};
  }
  auto read = store::valueIn(cell, to);
  if (!read) return {{}, false};
  return {std::move(*read), true};
}

void addExample(FieldFit& fit, const std::string& told) {
  if (fit.examples.size() < kMostFitExamples &&
      std::find(fit.examples.begin(), fit.examples.end(), told) == fit.examples.end())
    fit.examples.push_back(told);
}

}  // namespace

Message misfitText(const FieldPlace& place, const Misfit& misfit) {
  const std::vector<std::string> names{place.to, misfit.told};
  if (!misfit.emptied) return {GIS_TR("{0}: only the day of \"{1}\" was taken"), names};
  switch (place.type) {
    case FieldType::integer: return {GIS_TR("{0}: \"{1}\" is no whole number"), names};
    case FieldType::real: return {GIS_TR("{0}: \"{1}\" is no number"), names};
    case FieldType::date: return {GIS_TR("{0}: \"{1}\" is no day"), names};
    default: return {GIS_TR("{0}: \"{1}\" does not fit its type"), names};
  }
}

std::vector<Message> fitTexts(const FieldMapping& mapping, const std::vector<FieldFit>& fits) {
  std::vector<Message> texts;
  for (const FieldFit& fit : fits) {
    const auto say = [&](std::int64_t count, const char* sentence, const std::string& more) {
      if (count > 0) texts.push_back({sentence, {std::to_string(count), fit.place.from, fit.place.to, more}});
    };
    const std::string example = fit.examples.empty() ? std::string() : fit.examples.front();
    say(fit.emptied,
        GIS_TR(
            "{0} values of the column \"{1}\" do not fit the field {2} (\"{3}\"): its cells stay empty there, and the "
            "report keeps the values"),
        example);
    say(fit.changed, GIS_TR("{0} values of the column \"{1}\" have a time, of which the field {2} takes only the day"),
        {});
    say(fit.tooLong,
        GIS_TR("{0} texts of the column \"{1}\" are longer than the {3} characters of the field {2}; they are kept "
               "whole"),
        std::to_string(fit.place.length));
    say(fit.missing, GIS_TR("{0} features have nothing in the column \"{1}\", but the standard demands {2}"), {});
  }
  std::string lacking;
  for (const std::string& field : mapping.lacking) lacking += (lacking.empty() ? "" : ", ") + field;
  if (!lacking.empty()) texts.push_back({GIS_TR("no column of the file is what the standard demands: {0}"), {lacking}});
  return texts;
}

void FieldFit::add(const FieldFit& more) {
  emptied += more.emptied;
  changed += more.changed;
  tooLong += more.tooLong;
  missing += more.missing;
  for (const std::string& told : more.examples) addExample(*this, told);
}

FieldMapper::FieldMapper(const std::vector<Field>& source, FieldMapping mapping) : m_mapping(std::move(mapping)) {
  std::vector<bool> placed(source.size(), false);
  std::set<std::string> taken;
  for (std::size_t p = 0; p < m_mapping.places.size(); ++p) {
    const FieldPlace& place = m_mapping.places[p];
    const auto found =
        std::find_if(source.begin(), source.end(), [&](const Field& field) { return field.name == place.from; });
    if (found == source.end())
      throw Error(ErrorCode::noSuchField, {GIS_TR("the file has no column \"{0}\""), {place.from}});
    const auto column = static_cast<std::size_t>(found - source.begin());
    placed[column] = true;
    if (place.to.empty()) continue;
    if (!place.kept && !taken.insert(text::fold(place.to)).second)
      throw Error(ErrorCode::usage, {GIS_TR("two columns cannot be the field \"{0}\""), {place.to}}, {},
                  GIS_TR("leave one of them out, or keep it under its own name"));
    Field field = source[column];
    field.name = place.to;
    if (field.type != place.type) field = {place.to, place.type};
    m_fields.push_back(std::move(field));
    m_columns.push_back(column);
    m_placeOf.push_back(p);
  }
  for (std::size_t column = 0; column < source.size(); ++column) {
    if (placed[column]) continue;
    m_fields.push_back(source[column]);
    m_columns.push_back(column);
    m_placeOf.push_back(kNoPlace);
  }
}

std::vector<FieldFit> FieldMapper::fits() const {
  std::vector<FieldFit> all;
  for (const FieldPlace& place : m_mapping.places) {
    all.emplace_back();
    all.back().place = place;
  }
  return all;
}

void FieldMapper::convert(const FeatureBatch& batch, std::size_t column, std::size_t place, FeatureBatch& into,
                          FieldFit& fit, std::vector<Misfit>& misfits) const {
  const std::size_t field =
      static_cast<std::size_t>(std::find(m_placeOf.begin(), m_placeOf.end(), place) - m_placeOf.begin());
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    if (batch.columns[column].isNull[row] != 0) {
      into.addCell(field, {});
      continue;
    }
    const Value value = batch.valueOf(column, row);
    Brought to = brought(value, m_fields[field].type);
    if (!to.whole) {
      const bool emptied = std::holds_alternative<std::monostate>(to.value);
      ++(emptied ? fit.emptied : fit.changed);
      std::string told = store::textOf(value);
      addExample(fit, told);
      misfits.push_back({row, place, emptied, std::move(told)});
    }
    into.addCell(field, to.value);
  }
}

FeatureBatch FieldMapper::apply(FeatureBatch&& batch, std::vector<FieldFit>& fits, std::vector<Misfit>& misfits) const {
  FeatureBatch into = FeatureBatch::withFields(m_fields);
  for (std::size_t field = 0; field < m_fields.size(); ++field) {
    const std::size_t column = m_columns[field], place = m_placeOf[field];
    if (m_fields[field].type == batch.fields[column].type)
      into.columns[field] = std::move(batch.columns[column]);
    else
      convert(batch, column, place, into, fits[place], misfits);
    if (place == kNoPlace) continue;
    const FieldPlace& wanted = m_mapping.places[place];
    FieldFit& fit = fits[place];
    if (wanted.mandatory) {
      for (std::size_t row = 0; row < batch.rows(); ++row) {
        const bool isText = m_fields[field].type == FieldType::text;
        fit.missing += into.columns[field].isNull[row] != 0 || (isText && into.textOf(field, row).empty()) ? 1 : 0;
      }
    }
    if (wanted.length == 0 || m_fields[field].type != FieldType::text) continue;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      const std::string_view told = into.textOf(field, row);
      if (told.size() <= wanted.length || charactersOf(told) <= wanted.length) continue;
      ++fit.tooLong;
      if (fit.emptied == 0) addExample(fit, std::string(told));
    }
  }
  std::stable_sort(misfits.begin(), misfits.end(), [](const Misfit& a, const Misfit& b) { return a.row < b.row; });
  into.fids = std::move(batch.fids);
  into.geometry = std::move(batch.geometry);
  into.geometryEnds = std::move(batch.geometryEnds);
  return into;
}

}  // namespace gis::io
