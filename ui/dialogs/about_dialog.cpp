#include "ui/dialogs/about_dialog.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_texts.h"
#include "ui/models/commands.h"

namespace gis::ui {

namespace {

struct Part {
  const char* name;
  const char* licence;
  const char* site;
};
// What runs inside the program, as packaged by Debian 12.
constexpr Part kParts[] = {
    {"Qt 6", "LGPL-3.0", "https://www.qt.io"},
    {"GDAL", "MIT", "https://gdal.org"},
    {"GEOS", "LGPL-2.1-or-later", "https://libgeos.org"},
    {"PROJ", "MIT", "https://proj.org"},
    {"SQLite", "Public domain", "https://sqlite.org"},
    {"SpatiaLite", "MPL-1.1 / GPL-2.0-or-later / LGPL-2.1-or-later", "https://www.gaia-gis.it/fossil/libspatialite"},
    {"{fmt}", "MIT", "https://fmt.dev"},
    {"nlohmann/json", "MIT", "https://json.nlohmann.me"},
    {"libxlsxwriter", "BSD-2-Clause", "https://libxlsxwriter.github.io"},
    {"uchardet", "MPL-1.1 / GPL-2.0-or-later / LGPL-2.1-or-later",
     "https://www.freedesktop.org/wiki/Software/uchardet"},
    {"Exiv2", "GPL-2.0-or-later", "https://exiv2.org"},
    {"ICU", "Unicode-3.0", "https://icu.unicode.org"},
    {"xxHash", "BSD-2-Clause", "https://xxhash.com"},
    {"OpenSSL", "Apache-2.0", "https://www.openssl.org"},
    {"Noto Sans CJK SC", "SIL OFL 1.1", "https://notofonts.github.io"},
};

// The publisher asks for these words; they are shown as they are in every language.
const char* const kBoundaries =
    "Boundaries: UN OCHA, COD-AB China (2020), CC BY 3.0 IGO, generalised; not an official boundary.";

QString licenceHtml() {
  QString html = QStringLiteral("<table cellpadding='3'>");
  for (const Part& part : kParts)
    html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td><td>%3</td></tr>")
                .arg(QLatin1String(part.name), QLatin1String(part.licence), QLatin1String(part.site));
  return html + QStringLiteral("</table>");
}

}  // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("aboutDialog"));
  setWindowTitle(tr("About CityDesk"));
  auto* about = new QTextBrowser;
  nameField(about, "aboutText", tr("About CityDesk"));
  about->setOpenExternalLinks(true);
  about->setHtml(
      QStringLiteral("<h2>CityDesk %1</h2><p>%2</p><p>%3</p><p>%4</p><p>%5</p>")
          .arg(QCoreApplication::applicationVersion(),
               tr("A map desk for city governments: log incidents, ask spatial questions, hand out clean data."),
               tr("Free software under the GNU General Public License, version 3 or later. It comes without "
                  "any warranty."),
               QLatin1String(kBoundaries),
               tr("A published map of China needs a map review number. Boundaries and sample data shown "
                  "here have none.")));
  auto* licences = new QTextBrowser;
  nameField(licences, "aboutLicences", tr("Licences"));
  licences->setHtml(licenceHtml());
  auto* tabs = new QTabWidget;
  nameField(tabs, "aboutTabs", tr("About CityDesk"));
  tabs->addTab(about, tr("About"));
  tabs->addTab(licences, tr("Licences"));
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Close);
  buttons->button(QDialogButtonBox::Close)->setDefault(true);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* all = new QVBoxLayout(this);
  all->addWidget(tabs);
  all->addWidget(buttons);
  resize(640, 420);
}

KeysDialog::KeysDialog(const Commands& commands, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("keysDialog"));
  setWindowTitle(tr("Keyboard shortcuts"));
  auto* search = new QLineEdit;
  nameField(search, "keysSearch", tr("Search"));
  search->setPlaceholderText(tr("Search"));
  search->setClearButtonEnabled(true);
  auto* list = new QTreeWidget;
  nameField(list, "keysList", tr("Keyboard shortcuts"));
  list->setRootIsDecorated(false);
  list->setAlternatingRowColors(true);
  list->setHeaderLabels({tr("Command"), tr("Keys")});
  const auto add = [list](const QString& what, const QString& keys) { new QTreeWidgetItem(list, {what, keys}); };
  for (const QAction* action : commands.actions()) {
    if (action->shortcuts().isEmpty() || !action->isVisible()) continue;
    add(action->iconText(), QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText));
  }
  add(tr("Move the map"), tr("Arrow keys, Space + move, middle button"));
  add(tr("Zoom"), tr("Wheel, PageUp and PageDown, Shift + drag"));
  add(tr("Take the last point back"), tr("Backspace"));
  add(tr("End a line or an area"), tr("Right click, double click or Enter"));
  list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  connect(search, &QLineEdit::textChanged, this, [list](const QString& text) {
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
      QTreeWidgetItem* item = list->topLevelItem(i);
      item->setHidden(!item->text(0).contains(text, Qt::CaseInsensitive) &&
                      !item->text(1).contains(text, Qt::CaseInsensitive));
    }
  });
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* all = new QVBoxLayout(this);
  all->addWidget(search);
  all->addWidget(list);
  all->addWidget(buttons);
  resize(560, 560);
}

}  // namespace gis::ui
