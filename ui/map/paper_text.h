// Lettering of printed forms: the same lines at every resolution.
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>

namespace gis::ui {

/// The font of forms; `heightMm` at the inner resolution of case_sheet_units.h.
[[nodiscard]] QFont paperFont(double heightMm);
/// Width of a text in that font, mm.
[[nodiscard]] double paperTextWidth(const QString& text, double heightMm);
/// The lines of a text in a column `widthMm` wide. A word that is longer than the line is broken anywhere.
[[nodiscard]] QStringList paperLines(const QString& text, double widthMm, double heightMm);

}  // namespace gis::ui
