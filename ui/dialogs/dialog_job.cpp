#include "ui/dialogs/dialog_job.h"

#include <QCoreApplication>
#include <utility>

namespace gis::ui {

JobOptions dialogJob(std::function<void(const QString& text, bool trouble)> ended) {
  JobOptions options;
  options.shown = true;
  options.onError = [ended](const QString& sentence, const Error&) { ended(sentence, true); };
  options.onCancelled = [ended = std::move(ended)] {
    ended(QCoreApplication::translate("gis::ui::DialogJob", "Stopped."), false);
  };
  return options;
}

}  // namespace gis::ui
