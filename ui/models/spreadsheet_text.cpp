#include "ui/models/spreadsheet_text.h"

#include "ui/models/feature_table_model.h"

namespace gis::ui {
namespace {

/// A cell of tab-separated text: quoted when a tab, line end or quote is in it (as spreadsheets read it).
QString plainCell(const QString& text) {
  if (!text.contains(QLatin1Char('\t')) && !text.contains(QLatin1Char('\n')) && !text.contains(QLatin1Char('"')))
    return text;
  QString inner = text;
  return QLatin1Char('"') + inner.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

}  // namespace

SpreadsheetText::SpreadsheetText(std::vector<store::Field> fields) : m_fields(std::move(fields)) {
  m_plain = QStringLiteral("fid");
  m_rows = QStringLiteral("<tr><th>fid</th>");
  for (const store::Field& field : m_fields) {
    const QString name = QString::fromStdString(field.name);
    m_plain += QLatin1Char('\t') + plainCell(name);
    m_rows += QStringLiteral("<th>") + name.toHtmlEscaped() + QStringLiteral("</th>");
  }
  m_plain += QLatin1Char('\n');
  m_rows += QStringLiteral("</tr>");
}

void SpreadsheetText::add(const store::Feature& feature) {
  const QString fid = QString::number(feature.fid);
  m_plain += fid;
  m_rows += QStringLiteral("<tr><td>") + fid + QStringLiteral("</td>");
  for (std::size_t i = 0; i < m_fields.size(); ++i) {
    const QString text = FeatureTableModel::display(feature.values[i], m_fields[i].type);
    m_plain += QLatin1Char('\t') + plainCell(text);
    const bool number = m_fields[i].type == store::FieldType::integer || m_fields[i].type == store::FieldType::real;
    m_rows += number ? QStringLiteral("<td>") : QStringLiteral("<td style=\"mso-number-format:'\\@'\">");
    m_rows += text.toHtmlEscaped() + QStringLiteral("</td>");
  }
  m_plain += QLatin1Char('\n');
  m_rows += QStringLiteral("</tr>");
}

QString SpreadsheetText::html() const {
  return QStringLiteral("<html><head><meta charset=\"utf-8\"></head><body><table>") + m_rows +
         QStringLiteral("</table></body></html>");
}

}  // namespace gis::ui
