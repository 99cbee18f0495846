#include "ui/models/parcel_texts.h"

#include <QCoreApplication>

#include "gis_core/base/clock.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

QString parcelOperationTitle(const std::string& operation) {
  if (operation == "split") return QCoreApplication::translate("gis::ui::ParcelPanel", "Split");
  if (operation == "merge") return QCoreApplication::translate("gis::ui::ParcelPanel", "Merge");
  if (operation == "cut") return QCoreApplication::translate("gis::ui::ParcelPanel", "Cut out");
  if (operation == "border") return QCoreApplication::translate("gis::ui::ParcelPanel", "Border moved");
  if (operation == "vertex") return QCoreApplication::translate("gis::ui::ParcelPanel", "Boundary point moved");
  if (operation == "take") return QCoreApplication::translate("gis::ui::ParcelPanel", "Part taken over");
  if (operation == "fill") return QCoreApplication::translate("gis::ui::ParcelPanel", "Gap filled");
  if (operation == "letters") return QCoreApplication::translate("gis::ui::ParcelPanel", "Other letters");
  return fromUtf8(operation);
}

QString parcelDay(const std::string& utc) {
  return utc.empty() ? QString() : fromUtf8(toIsoWithOffset(parseIso(utc, 0), kCityOffsetMinutes)).left(10);
}

}  // namespace gis::ui
