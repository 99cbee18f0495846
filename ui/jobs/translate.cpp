#include "ui/jobs/translate.h"

#include <QCoreApplication>

namespace gis::ui {

QString translated(const Message& message) {
  if (message.empty()) return {};
  const QString text = QCoreApplication::translate("gis", message.text.c_str());
  return fromUtf8(fillPlaces(toUtf8(text), message.args));
}

QString sentence(const Error& error) {
  return fromUtf8(composeSentence(toUtf8(translated(error.whatFailed())), toUtf8(translated(error.why())),
                                  toUtf8(translated(error.remedy()))));
}

}  // namespace gis::ui
