#include "ui/map/paper_text.h"

#include <QFontMetricsF>
#include <QTextLayout>

#include "ui/map/case_sheet_units.h"

namespace gis::ui {

QFont paperFont(double heightMm) {
  QFont f(QStringLiteral("Noto Sans CJK SC"));
  f.setPixelSize(int(heightMm * kCaseSheetUnits));
  f.setHintingPreference(QFont::PreferNoHinting);
  f.setStyleStrategy(QFont::PreferNoShaping);
  return f;
}

double paperTextWidth(const QString& text, double heightMm) {
  return QFontMetricsF(paperFont(heightMm)).horizontalAdvance(text) / kCaseSheetUnits;
}

QStringList paperLines(const QString& text, double widthMm, double heightMm) {
  QStringList lines;
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  for (const QString& paragraph : text.split(QLatin1Char('\n'))) {
    QTextLayout layout(paragraph, paperFont(heightMm));
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
      line.setLineWidth(widthMm * kCaseSheetUnits);
      lines << paragraph.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    if (paragraph.isEmpty()) lines << QString();
  }
  return lines;
}

}  // namespace gis::ui
